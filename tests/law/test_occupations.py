"""Occupations as people write them: who is an official, who has an employer, who drives."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.errors import SettingsError
from jamsos_cli.law.data_file import DATA
from jamsos_cli.law.occupations import classify, offered, read_occupations
from jamsos_cli.model.occupation import Occupation

STATUS = {
    "state": """
        PNS | Pegawai Negeri Sipil (PNS) | P.N.S. | P N S | ASN | Aparatur Sipil Negara | PPPK | P3K | P-3-K |
        Guru PNS | Guru SD (PPPK) | TNI | TNI AD | TNI-AD | T.N.I | Tentara Nasional Indonesia (TNI) |
        Kepolisian RI (POLRI) | Polisi | Anggota Polri | Petani/PNS | Petani dan PNS | TNI/POLRI | CPNS |
        Pegawai Negeri | Prajurit | Dagang / Polisi | perbekel/PNS | Bidan Puskesmas ASN |
        Kepala Sekolah (PNS) | PPPK Paruh Waktu | Polwan | PNS, istri guru | pns |
        Peg. Negeri Sipil | Polantas | Anggota Kodim
    """,
    "worker": """
        Pensiunan PNS | Pensiunan TNI/Polri | Pensiunan PNS/TNI/POLRI | Purnawirawan TNI | Purn. Polri |
        Mantan perbekel | Eks kades | Istri PNS | istri polisi | Anak TNI | Suami PPPK | Janda PNS |
        PNS (pensiunan) | PNS pensiun | Pensiunan (PNS) | TNI (Purn) | Bukan PNS | Tukang Polisi Tidur |
        Bukan Penerima Upah | Tukang jahit seragam PNS | Penjual baju tentara | Dagang nasi depan kantor polisi |
        Tukang kebun asrama TNI | Sopir kepala desa | Buruh harian lepas | Buruh Tani | Petani/Pekebun |
        Kader posyandu | Kader Desa | Ketua RT | RT/RW | Ketua RT 03 | Linmas | Anggota Linmas desa |
        Pecalang | Pemangku | Jero Mangku | Serati | Serati banten | Undagi | Tukang banten | Pedagang |
        Wiraswasta | Swasta | Ibu Rumah Tangga | Mengurus Rumah Tangga | Kelian adat | Klian subak |
        Bendesa adat | Perangkat desa adat | Guru ngaji | Istri Kepala Desa | Seniman | Petugas P3K |
        Sopir Dinas | Tukang cuci | Warung | Pemilik kontrakan | Kontraktor | Pelajar/Mahasiswa |
        Belum/Tidak Bekerja | Ojek | Pengrajin dokar | Tenun | Istri karyawan swasta |
        Mantan PNS sekarang sopir | Nelayan | Wartawan | Hansip | Kader PKK | Pekaseh | Damang | Mantir adat |
        Pedagang dekat Kodim | Warung anggota Polsek |
        Pensiunan karyawan | Ibu rumah tangga (suami PNS) | Wiraswasta, suami PNS | Pedagang canang
    """,
    "village_official": """
        Perbekel | prebekel | Kepala Desa | KADES | Pj. Perbekel | Perangkat Desa | Sekdes | Sekretaris Desa |
        Kaur Keuangan | Kasi Pemerintahan | Kadus | Kepala Dusun | Kelian Banjar Dinas | Klian Br. Dinas |
        Kelian Dinas | BPD | Anggota BPD | Ketua BPD | B.P.D | Badan Permusyawaratan Desa | Petani / Kaur |
        Petani & anggota BPD | Kaur. Umum | Sek. Desa | Ka. Dusun | Kasun |
        Jogoboyo | Kamituwo | Wali Jorong | Peratin | Datok Penghulu | Sekretaris Gampong | Kepala Dukuh
    """,
    "other_segment": """
        Honorer | Guru honorer | Karyawan Honorer | Karyawan swasta | Karyawan BUMN | Pegawai swasta |
        Pegawai kontrak | Tenaga kontrak | Kontrak | Buruh pabrik | Pegawai toko | Sopir honorer | Non ASN |
        Tenaga Non-ASN | Staf desa | Staf kaur keuangan | Karyawan BPD Bali | Pegawai Bank BPD |
        Pegawai tidak tetap | Dosen | Satpol PP | Polisi Pamong Praja | Karyawati | Petani/Karyawan |
        Kader / karyawan hotel | THL | Peg. Swasta | Kepling | Penerima upah
    """,
}
SECTOR = {
    "transport": """
        Sopir | supir | Sopir truk | Driver Grab | driver ojol | Ojol | OJEK ONLINE | Tukang Ojek | Go-Jek |
        gojek | Kurir | kurir JNE | Becak | Tukang becak | Kusir dokar | Dokar | Logistik | Jasa ekspedisi |
        Petani/Sopir | Dagang & ojek | Sopir Dinas | Mantan PNS sekarang sopir | Transportasi | Pengemudi |
        Kernet | Kondektur bus | Antar jemput | supir kelotok | Ojeg pangkalan | Sopir honorer |
        Tukang ojek / petani | sopir (freelance) | Jasa transport | tk. ojek | ojol/petani | ojeg | ojeck | pengojeg |
        ngojek | nggojek | ngegrab | narik ojek | narik becak | go food | Shopee Food | in drive | maxim | mitra Grab |
        supir pick up | sopir travel | sopir dump truck | sopr | soppir | nyupir | drver | driver pariwisata |
        guide/driver | kurir J&T | JNE | SiCepat | SPX | Lalamove | kurir shopee | pengantar gas | pengantar makanan |
        pengirim paket | tukang antar | Bemo | sopir bemo | angkot | angdes | kusir | sais | delman | cikar | pedati |
        cidomo | benhur | bentor | becak motor | viar | tossa | kenek truk | Blue Bird | taksi | ojek perahu |
        penambang perahu | juru mudi | motoris kelotok | klotok | petani sambil ojek | buruh merangkap supir
    """,
    "other": """
        Bengkel becak | Pengrajin dokar | Montir taksi | Istri sopir | Mantan sopir | Jual beli mobil |
        Tukang parkir | Buruh angkut | Petani | Tukang bangunan | Dagang onderdil bemo | Merchant GrabFood |
        Pedagang | Pelaut | Tukang suun | tukang suwun | tukang junjung | Porter | buruh suun | kuli panggul |
        buruh gendong | buruh bongkar muat | Pengayah | ngayah | Undagi | Dagang | Krama | krama subak | petani subak |
        Pekaseh | Buruh harian lepas | BHL | Nelayan | Bendega | juru arah | kelian tempek | tukang banten | serati |
        penabuh | pregina | sangging | nunun | dagang canang | dagang be guling | matekap | manyi | penyakap | pande |
        balian | tukang tuak | juru parkir | rental mobil | bengkel bemo | ojek payung | dagang helm ojek |
        warung sopir | merchant Gojek | supermarket | pembuat jukung | petani rumput laut | pengangon bebek
    """,
    "unknown": """
         | - | -- | . | ? | 0 | N/A | n/a | Tidak bekerja | Belum/Tidak Bekerja | tidak ada | Lainnya |
        Lain-lain | x | 123 | TIDAK DIKETAHUI | nihil | —
    """,
}


def written(groups: dict[str, str]) -> list[tuple[str, str]]:
    return [(" ".join(cell.split()), says) for says, cells in groups.items() for cell in cells.split("|")]


@pytest.mark.parametrize(("occupation", "status"), written(STATUS))
def test_an_occupation_has_the_status_the_law_gives_it(occupation: str, status: str) -> None:
    for spelled in (occupation, occupation.upper(), occupation.lower(), f"  {occupation} "):
        assert classify(spelled).status == status


@pytest.mark.parametrize(("occupation", "sector"), written(SECTOR))
def test_drivers_and_couriers_are_transport_and_nobody_else(occupation: str, sector: str) -> None:
    for spelled in (occupation, occupation.upper(), occupation.lower()):
        assert classify(spelled).sector == sector


@pytest.mark.parametrize("occupation", ["Pensiunan {}", "Purn. {}", "mantan {}", "Istri {}", "suami {}", "anak {}"])
@pytest.mark.parametrize("who", ["PNS", "ASN", "PPPK", "TNI", "POLRI", "Polisi", "Pegawai Negeri Sipil", "Perbekel"])
def test_who_was_one_or_is_married_to_one_is_a_worker(occupation: str, who: str) -> None:
    assert classify(occupation.format(who)) == ("other", "worker")


@given(st.text(max_size=60))
def test_any_text_has_a_sector_and_a_status(text: str) -> None:
    sector, status = classify(text)
    assert sector in {"transport", "other", "unknown"}
    assert status in {"worker", "state", "village_official", "other_segment"}
    assert sector != "unknown" or status == "worker"


@given(st.sampled_from([cell for cell, _ in written(STATUS) if cell]), st.sampled_from([" / ", ", ", " & ", "; "]))
def test_a_second_occupation_beside_it_hides_nothing(occupation: str, mark: str) -> None:
    alone = classify(occupation).status
    assert classify(f"Petani{mark}{occupation}").status == alone


def test_a_rule_may_not_name_a_list_that_is_not_there(tmp_path: Path) -> None:
    shutil.copy(DATA / "occupations.toml", tmp_path)
    path = tmp_path / "occupations.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"workers"]', '"workrs"]', 1), encoding="utf-8")
    with pytest.raises(SettingsError, match="workrs"):
        read_occupations(path)


@pytest.mark.parametrize("occupation", offered())
def test_what_the_blank_roster_offers_may_be_enrolled(occupation: str) -> None:
    transport = {"Tukang ojek", "Pengemudi ojek online", "Sopir", "Kurir", "Tukang becak"}
    assert classify(occupation) == Occupation("transport" if occupation in transport else "other", "worker")
