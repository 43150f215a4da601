"""Lists that villages and offices take out of other systems: their own headings, read as they stand."""

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.layout import bare_heading
from jamsos_cli.model.roster import Grid, Row
from jamsos_cli.readers.roster import roster_of

A, CARD = "5104031203800001", "5104030101010001"
PERSON = {"nik": A, "name": "I WAYAN SUDARMA", "birth_date": "1980-03-12", "sex": "L", "kk": CARD}
SYSTEMS = {
    "OpenSID, the village's own, its import form": (
        "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pekerjaan_id kk_level ayah_nik "
        "nama_ayah ibu_nik nama_ibu akta_lahir hamil ktp_el status_rekam alamat_sekarang id_asuransi no_asuransi",
        {"nik": "nik", "name": "nama", "kk": "no_kk", "sex": "sex", "birth_date": "tanggallahir", "mother": "nama_ibu"},
    ),
    "OpenSID, its list of people": (
        "No|No. KK|Nama KK|NIK|Tag ID Card|Nama|Nama Ayah|Nama Ibu|Jenis Kelamin|Tempat Lahir|Tanggal Lahir|Umur|"
        "Alamat|Dusun|RW|RT|Pekerjaan|Kawin",
        {"nik": "NIK", "name": "Nama", "kk": "No. KK", "mother": "Nama Ibu", "occupation": "Pekerjaan"},
    ),
    "SIAK, the population register": (
        "NO_KK NIK NAMA_LGKP JENIS_KLMIN TMPT_LHR TGL_LHR STAT_HBKEL JENIS_PKRJN NAMA_LGKP_IBU NAMA_LGKP_AYAH NIK_IBU "
        "ALAMAT NO_RT NO_RW NAMA_KEL NAMA_KEC NAMA_KAB NAMA_PROP",
        {"nik": "NIK", "name": "NAMA_LGKP", "sex": "JENIS_KLMIN", "birth_date": "TGL_LHR", "village": "NAMA_KEL",
         "district": "NAMA_KEC", "regency": "NAMA_KAB", "occupation": "JENIS_PKRJN", "mother": "NAMA_LGKP_IBU"},
    ),
    "SIKS-NG, social assistance": (
        "NO IDSEMESTA NOKK NIK NAMA TMPLAHIR TGLLAHIR JENKEL NAMA_IBU_KANDUNG KDPROP KDKEL NAMA_KECAMATAN "
        "NAMA_KELURAHAN ALAMAT STATUS_PKH",
        {"nik": "NIK", "kk": "NOKK", "birth_date": "TGLLAHIR", "village": "NAMA_KELURAHAN", "sex": "JENKEL"},
    ),
    "e-RDKK, farmers": (
        "No|Nama Penyuluh|Kode Desa|Nama Desa|Nama Kelompok Tani|Nama Petani|NIK|Tempat Lahir|Tanggal Lahir|"
        "Nama Ibu Kandung|Alamat|Subsektor|Luas Lahan (Ha) MT1",
        {"nik": "NIK", "name": "Nama Petani", "village": "Nama Desa", "mother": "Nama Ibu Kandung"},
    ),
    "KUSUKA, fishermen": (
        "No|No KUSUKA|Nama Pelaku Usaha|No. Identitas|Jenis Kelamin|Tempat, Tgl Lahir|Profesi|Kel/Desa|Nama Kapal|GT",
        {"nik": "No. Identitas", "name": "Nama Pelaku Usaha", "ttl": "Tempat, Tgl Lahir", "occupation": "Profesi"},
    ),
    "the insurer's own form": (
        "NO NIK NAMA_PEKERJA TGL_LAHIR JENIS_KELAMIN ALAMAT KODE_POS HANDPHONE NAMA_IBU_KANDUNG LOKASI_PEKERJAAN "
        "JENIS_PEKERJAAN PENGHASILAN NPWP NAMA_AHLI_WARIS",
        {"nik": "NIK", "name": "NAMA_PEKERJA", "phone": "HANDPHONE", "occupation": "JENIS_PEKERJAAN",
         "income": "PENGHASILAN", "heir": "NAMA_AHLI_WARIS"},
    ),
    "small businesses, by their licence": (
        "No|NIB|Nama Usaha|Nama Pemilik|NIK Pemilik|KBLI|Alamat Usaha|Desa/Kelurahan|Kecamatan|No Telp",
        {"nik": "NIK Pemilik", "name": "Nama Pemilik", "village": "Desa/Kelurahan"},
    ),
    "PKH, family assistance": (
        "NO|ID PKM|NAMA PESERTA PKH|NIK PENGURUS|NAMA IBU KANDUNG|DESA|KECAMATAN|NO KKS|NAMA BANK",
        {"nik": "NIK PENGURUS", "name": "NAMA PESERTA PKH", "mother": "NAMA IBU KANDUNG"},
    ),
    "SIKS-NG, by its columns": (
        "IDARTBDT NIK NOKK NAMA TMPLAHIR TGLLAHIR JNSKEL KDPROP KDKEC KDDESA NMKEC NMDESA DUSUN",
        {"nik": "NIK", "kk": "NOKK", "village": "NMDESA", "district": "NMKEC", "sex": "JNSKEL"},
    ),
    "Prodeskel, the village's profile": (
        "Nomor Urut|Nama Lengkap|NIK|Jenis Kelamin|Hubungan dengan Kepala Keluarga|Tempat Lahir|Tanggal Lahir|Umur|"
        "Mata Pencaharian Pokok|Nama Bapak/Ibu Kandung",
        {"nik": "NIK", "name": "Nama Lengkap", "occupation": "Mata Pencaharian Pokok"},
    ),
    "a crew list": (
        "No.|Nama Kapal|Pemilik Kapal|Nama Nelayan/ABK|NIK|Tempat/Tgl. Lahir|Jabatan di Kapal",
        {"nik": "NIK", "name": "Nama Nelayan/ABK", "ttl": "Tempat/Tgl. Lahir"},
    ),
    "cadres": ("No|Nama Kader|Nama Posyandu|NIK Kader|Tgl Lahir", {"nik": "NIK Kader", "name": "Nama Kader"}),
    "heads of neighbourhoods": ("NO|NAMA KETUA RT|NIK|RT|RW|TGL LAHIR", {"nik": "NIK", "name": "NAMA KETUA RT"}),
    "disabled people and who cares for them": (
        "No|Nama Penyandang|NIK|Nomor KK|Tgl. Lahir|JK|Ragam Disabilitas|Nama Wali|NIK Wali|Desa",
        {"nik": "NIK", "name": "Nama Penyandang", "kk": "Nomor KK"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("written", "fields"), SYSTEMS.values(), ids=SYSTEMS)
def test_lists_of_other_systems_are_read_by_their_own_headings(written: str, fields: dict[str, str]) -> None:
    names = tuple(written.split("|" if "|" in written else None))
    asked = {name: PERSON.get(field, "") for field, name in fields.items()}
    row = tuple(asked.get(name, "") for name in names)
    (sheet,) = roster_of(
        "daftar.xlsx", "", (Grid("DATA", False, (Row(1, names), Row(2, row))),), headings("roster")
    ).sheets
    read = {field: names[index] for field, index in sheet.columns.items()}
    assert {field: read.get(field) for field in fields} == fields
    assert (sheet.claimed_twice, len(sheet.workers)) == ((), 1)
    others = {bare_heading(name) for name in names} & {"AYAH NIK", "IBU NIK", "NIK IBU", "NAMA KK", "NAMA PENYULUH"}
    assert others <= {bare_heading(text) for _, text in sheet.unread}


def test_of_two_kinds_of_people_neither_is_taken_for_the_worker() -> None:
    names = ("NO", "NAMA KADER", "NAMA LANSIA", "NIK", "TGL LAHIR")
    rows = (Row(1, names), Row(2, ("1", "NI MADE SARI", "I WAYAN SUDARMA", A, "12-03-1980")))
    (sheet,) = roster_of("daftar.xlsx", "", (Grid("DATA", False, rows),), headings("roster")).sheets
    assert (sheet.missing, sheet.workers) == (("name",), ())
