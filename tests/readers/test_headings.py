"""Which field a heading names: as spelt, in plainer words, part by part, and what gives way to what."""

from random import Random

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster import RosterSheet, shown
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from roster_text import codes, places, result, workbook

A, B, C = "5104031203800001", "5171015203850002", "6210050107900003"
NAMED = {
    "NIK": "nik", "N.I.K.": "nik", "NoKTP": "nik", "No. Induk KTP": "nik", "NIK Penerima Bantuan": "nik",
    "NIK/No.KTP": "nik", "Nomer KTP (16 digit)": "nik", "NATIONAL ID NUMBER": "nik",
    "NAMA CALON PENERIMA": "name", "Nama Lengkap Tanpa Gelar": "name", "NAMA TENAGA KERJA RENTAN": "name",
    "N A M A  L E N G K A P": "name", "Full name": "name", "NAMA PELAKU USAHA": "name",
    "TGL/BLN/THN LAHIR": "birth_date", "TglLahir": "birth_date", "Date of Birth": "birth_date",
    "Tempat/Tgl. Lahir": "ttl", "TEMPAT LAHIR DAN TANGGAL LAHIR": "ttl", "Jns. Kelamin": "sex", "Sex (M/F)": "sex",
    "Desa/Kel.": "village", "KELDES": "village", "Alamat / Dusun": "address", "Br./Lingk.": "hamlet",
    "No. Telp/WA": "phone", "NO HP YANG BISA DIHUBUNGI": "phone", "Pekerjaan Saat Ini": "occupation",
    "SUMBERDANA": "source", "Sbr. Dana": "source", "Prog. BPJS TK": "programmes", "NIK TK": "nik", "Nama Krama": "name",
    "Jenis\nUsaha / Pekerjaan": "occupation", "Tempat\n/ Tgl. Lahir": "ttl", "NIK\nNO KTP": "nik",
    "2. NIK": "nik", "B. NAMA": "name", "3) Tgl Lahir": "birth_date", "NIK\n2": "nik", "T. T. L": "ttl",
    "J. Kelamin": "sex",
    "N\u0410MA": "name", "N\u0406K": "nik", "\u039d\u0399\u039a": "nik", "TGL/BLN/THN": "birth_date", "NIK Anda": "nik",
    "Nama Lengkap & Gelar": "name", "Jenis Klm": "sex", "Pria/Wanita": "sex",
    "Penghasilan rata-rata per bulan": "income",
    "Program yg diikuti": "programmes", "PEKERJAAN SEKARANG": "occupation", "NAMA PEKERJA BUKAN PENERIMA UPAH": "name",
    "NOMOR INDUK KEPENDUDUKAN (NIK) SESUAI KTP ELEKTRONIK": "nik",
    "NAMA SOPIR": "name", "NIK Juru Parkir": "nik", "Nama Guru Ngaji": "name", "Nama Pelaku UMKM": "name",
    "Kalurahan": "village", "Kapanewon": "district", "Desa/Kelurahan tempat tinggal": "village",
    "Terhitung Mulai": "start", "Desil P3KE": "decile", "TMT Iuran": "start",
    "Padukuhan": "hamlet", "Nagori": "village",
    "Nm_Pekerjaan": "occupation", "NMIBU": "mother", "TANGGAL": "birth_date",
    "Nomor Induk Kependudukan (NIK) - 16 digit, jangan pakai spasi": "nik", "Tuliskan NIK Anda": "nik",
    "Berapa kira-kira penghasilan Anda per bulan?": "income", "Nomor HP/WA yang aktif": "phone",
    "Nama lengkap, tulis sesuai KTP": "name", "Siapa nama lengkap Anda?": "name",
    "Apa pekerjaan Anda sehari-hari?": "occupation",
    "Tanggal lahir, contoh: 31/12/1980": "birth_date", "No. HP/WA aktif. Pastikan benar": "phone",
    "NMR": "number", "Almt": "address", "Jml Bln Iuran": "period",
}  # fmt: skip
NOT_NAMED = (
    "NAMA ISTRI", "NIK ISTRI", "NAMA KELOMPOK TANI", "NAMA KEPALA KELUARGA", "NAMA KADER", "NO REKENING PENERIMA",
    "NIK/NO KK", "NO PESERTA", "TANGGAL TERDAFTAR", "JUMLAH ANGGOTA KELUARGA", "STATUS PESERTA", "KODE DESA", "UMUR",
    "NIK ISTRI, tulis 16 digit", "NAMA ISTRI - contoh: Sari", "NAMA KELOMPOK, jangan disingkat",
    "Apakah Anda punya KTP?", "Berapa lama Anda bekerja?",
    "TMT", "TGL AKTIF", "TANGGAL BANTUAN",
    "LUAS LAHAN", "PESERTA DAN PEKERJA", "",
)  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), NAMED.items())
def test_a_heading_is_known_however_it_is_written(heading: str, field: str) -> None:
    assert headings("roster").field(heading) == field


@pytest.mark.parametrize("heading", NOT_NAMED)
def test_what_is_about_somebody_or_something_else_is_not_taken(heading: str) -> None:
    assert headings("roster").field(heading) is None


def sheet(text: str) -> RosterSheet:
    return read_roster("daftar.xlsx", FileBytes(workbook(text), ""), headings("roster"), Limits()).sheets[0]


ALONE = {
    "NAMA JELAS": ("NIK", "name"), "NAMA/ALIAS": ("NIK", "name"), "Nama Anggota Keluarga": ("NIK", "name"),
    "NAMA ART": ("NIK", "name"), "Nama ABK": ("NIK", "name"), "NAMA PEMILIK": ("NIK", "name"),
    "NAMA KADER": ("NIK", "name"), "Kategori Pekerja Rentan": ("NIK | NAMA", "occupation"),
    "NIK Kependudukan": ("NAMA", "nik"), "SEKTOR": ("NIK | NAMA", "occupation"),
    "Jumlah Penghasilan": ("NIK | NAMA", "income"),
}  # fmt: skip


@pytest.mark.parametrize("heading", ALONE)
def test_a_heading_that_names_a_field_only_where_no_other_does(heading: str) -> None:
    others, field = ALONE[heading]
    read = sheet(f"{others} | {heading}\n{A} | SARI | a")
    assert read.columns[field] == others.count("|") + 1
    plain = {"name": "NAMA", "nik": "NIK", "occupation": "PEKERJAAN", "income": "PENGHASILAN"}[field]
    read = sheet(f"{others} | {plain} | {heading}\n{A} | SARI | a | b")
    assert (read.columns[field], read.claimed_twice, read.unread) == (
        others.count("|") + 1,
        (),
        ((others.count("|") + 2, heading),),
    )


def test_the_date_below_day_month_and_year_in_one_heading_is_read() -> None:
    head = "NIK | NAMA | TEMPAT DAN TANGGAL LAHIR | | L/P\n | | TEMPAT | TGL/BLN/THN |"
    read = sheet(f"{head}\n{A} | SARI | Ubud | 12-03-1980 | P")
    assert (read.columns["birth_place"], read.columns["birth_date"]) == (2, 3)


def test_an_employee_is_the_worker_where_nobody_else_is_named() -> None:
    """Lists of staff without a post (honorer) name them as those of sponsors name who pays."""
    assert sheet(f"NIK | NAMA PEGAWAI\n{A} | SARI").columns == {"nik": 0, "name": 1}
    both = sheet(f"NAMA PEGAWAI | NIP | NIK | NAMA\nPUTU | 198001012005011001 | {A} | SARI")
    assert both.columns == {"sponsor": 0, "sponsor_id": 1, "nik": 2, "name": 3}


GIVING_WAY = {
    "another phone": ("NO WA | NO HP", "phone", 3),
    "where they live now": ("ALAMAT KTP | ALAMAT DOMISILI", "address", 2),
    "the day of the list": ("TANGGAL | TGL LAHIR", "birth_date", 3),
    "a part of the address": ("KEL | DESA DOMISILI", "village", 2),
    "both where they live": ("Desa/Kel. tempat tinggal | DESA", "village", 3),
}


@pytest.mark.parametrize(("columns", "field", "column"), GIVING_WAY.values(), ids=GIVING_WAY)
def test_a_heading_gives_way_to_a_clearer_one(columns: str, field: str, column: int) -> None:
    read = sheet(f"NIK | NAMA | {columns}\n{A} | SARI | a | b")
    assert (read.columns[field], read.claimed_twice) == (column, ())
    assert [index for index, _ in read.unread] == [5 - column]


@pytest.mark.parametrize("second", ["NO. KTP", "NIK Penerima", "NAMA LENGKAP", "NAMA PETANI"])
def test_two_columns_of_nik_or_name_are_never_chosen_from(second: str) -> None:
    assert "F07" in codes(result(f"NIK | NAMA | {second}\n{A} | SARI | x").findings)


@pytest.mark.parametrize("heading", ["KTP", "ktp_el"])
def test_a_column_of_copies_handed_in_is_no_second_nik(heading: str) -> None:
    """Villages tick whose KTP they have; their own system (OpenSID) has a column of its state."""
    read = sheet(f"NO | NIK | NAMA | {heading} | KK\n1 | {A} | SARI | v | v\n2 | {B} | RAI | |")
    assert (read.columns["nik"], read.claimed_twice, len(read.workers)) == (1, (), 2)
    assert (3, heading) in read.unread
    assert sheet(f"NIK | NAMA | {heading}\n{A} | SARI | {B}").claimed_twice


def test_a_running_number_called_hash_is_no_unread_column() -> None:
    assert places(result(f"# | NIK | NAMA\n1 | {A} | SARI").findings) == []
    assert sheet(f"NAMA | | NIK\n | # | \nSARI | 1 | {A}").columns == {"name": 0, "nik": 2}


def test_a_title_right_above_does_not_hide_a_heading_over_two_lines() -> None:
    head = "NIK | NAMA | KELAHIRAN | | ALAMAT |\n | | TEMPAT | TGL. LHR | DUSUN | RT"
    read = sheet(f"DAFTAR PEKERJA RENTAN\n{head}\n{A} | SARI | Gianyar | 12-03-1980 | Kaja | 01")
    assert read.columns == {"nik": 0, "name": 1, "birth_place": 2, "birth_date": 3}
    assert (read.heading_row, read.address_parts) == (3, (4, 5))


@pytest.mark.parametrize("between", ["", "\n", "TAHUN 2026\n", "DAFTAR PEKERJA RENTAN\n\n"])
@pytest.mark.parametrize("head", ["NO | NIK | NAMA | KET", "NO | NIK | NAMA | KELAHIRAN |\n | | | TEMPAT | TANGGAL"])
def test_a_title_that_says_nik_and_name_is_no_heading(head: str, between: str) -> None:
    read = sheet(f"NAMA DAN NIK PEKERJA RENTAN\n{between}{head}\n1 | {A} | SARI | ")
    assert (read.columns["nik"], read.columns["name"], len(read.workers), read.skipped) == (1, 2, 1, ())


def test_nik_and_name_in_the_only_column_are_a_heading() -> None:
    read = sheet(f"DAFTAR\nNAMA DAN NIK\nSARI {A}\nRAI {B}")
    assert (read.heading_row, [shown(read.value(row, "nik")) for row in read.workers]) == (2, [A, B])


def test_a_slip_in_one_of_two_headings_is_read() -> None:
    assert codes(result(f"NIK | NAMMA LENGKAPP\n{A} | SARI").findings) == []


TICKS = "NIK | NAMA | {head}\n{a} | SUDARMA | √ | \n{b} | SARI | | v\n{c} | TIWA | |"


@pytest.mark.parametrize(
    "head", ["JENIS KELAMIN | \n | | L | P", "L | P", "JK | \n | | Laki-laki | Perempuan", "Sex | \n | | M | F"]
)
def test_a_tick_in_one_of_two_columns_tells_the_sex(head: str) -> None:
    read = sheet(TICKS.format(head=head, a=A, b=B, c=C))
    assert [shown(read.value(row, "sex")) for row in read.workers] == ["L", "P", ""]
    assert read.unread == ()


def test_a_tick_for_the_other_sex_and_none_at_all_are_told() -> None:
    found = result(f"NIK | NAMA | L | P\n{A} | SUDARMA | | 1\n{B} | SARI | | 1\n{C} | TIWA | |").findings
    assert places(found) == ["N09 C2", "P06 C4"]


def test_columns_l_and_p_beside_the_sex_are_something_else() -> None:
    read = sheet(f"NIK | NAMA | JK | L | P\n{A} | SUDARMA | L | 4 | 5")
    assert [text for _, text in read.unread] == ["L", "P"]


THREE_LINES = "DATA PESERTA | | | | | KET\nNO | IDENTITAS | | KELAHIRAN | | \n| NIK | NAMA | TEMPAT | TANGGAL |\n"
MERGED_DOWN = (
    "NO | NIK | NAMA | ALAMAT | |\n"
    "| | | (sesuai KTP) | |\n"
    "| | | BANJAR | DESA | KECAMATAN\n"
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (THREE_LINES, ["number", "nik", "name", "birth_place", "birth_date", "remarks"]),
        (MERGED_DOWN, ["number", "nik", "name", "hamlet", "village", "district"]),
    ],
)
def test_a_heading_over_three_lines_is_one(head: str, fields: list[str]) -> None:
    read = sheet(f"DAFTAR PEKERJA\nDESA : BATUBULAN\n{head}1 | {A} | SARI | Gianyar | 12-03-1980 | Sukawati")
    assert ([*read.fields.values()], read.heading_row, read.unread) == (fields, 5, ())
    assert (len(read.workers), read.skipped, read.titles) == (1, (), {"village": "BATUBULAN"})


def test_a_title_left_open_says_nothing() -> None:
    read = sheet(f"SUMBER DANA : -\nDESA | : ...\nNIK | NAMA\n{A} | SARI")
    assert read.titles == {}


@pytest.mark.parametrize("head", [THREE_LINES, MERGED_DOWN])
def test_all_lines_of_a_heading_written_again_are_passed_over(head: str) -> None:
    person = f"{A} | SARI | Gianyar | 12-03-1980 | baru"
    read = sheet(f"{head}1 | {person}\n\n{head}2 | {person}\nBR. KELOD\n{head}3 | {person}")
    assert ([row.values[0] for row in read.workers], len(read.skipped)) == (["1", "2", "3"], 7)


def test_a_heading_written_again_in_more_lines_than_the_first_is_no_worker() -> None:
    again = "NOMOR | IDENTITAS | DATA PEKERJA | DATA PEKERJA\n | NIK | NAMA | PEKERJAAN"
    read = sheet(f"NO | NIK | NAMA | PEKERJAAN\n1 | {A} | SARI | Petani\n{again}\n2 | {B} | BUDI | Petani")
    assert ([row.number for row in read.workers], [row.number for row in read.skipped]) == ([2, 5], [3, 4])


def test_a_heading_over_two_lines_of_csv_may_have_line_ends_in_its_cells() -> None:
    text = f'NO;NIK;NAMA;"KELA\nHIRAN";\n;;;TEMPAT;"TANG\nGAL"\n1;{A};SARI;Gianyar;12-03-1980\n'
    (read,) = read_roster("a.csv", FileBytes(text.encode(), ""), headings("roster"), Limits()).sheets
    assert (read.columns["birth_place"], read.columns["birth_date"], len(read.workers)) == (3, 4, 1)


IN_PARTS = {
    "over two lines": "NIK | NAMA | TANGGAL LAHIR | | | KET\n | | TGL | BLN | THN |",
    "in one line": "NIK | NAMA | Tgl | Bln | Thn | KET",
    "each of the birth": "NIK | NAMA | Tgl Lahir | Bulan Lahir | Tahun Lahir | KET",
    "under the birth": "NIK | NAMA | KELAHIRAN | | | KET\n | | Tanggal | Bulan | Tahun |",
}


@pytest.mark.parametrize("case", IN_PARTS)
@pytest.mark.parametrize("written", ["12 | 03 | 1980", "#12 | #3 | #1980", "12 | Maret | 80"])
def test_a_birth_date_over_three_columns_is_one(case: str, written: str) -> None:
    found = result(f"{IN_PARTS[case]}\n{A} | SARI | {written} | baru")
    assert (found.accepted, places(found.findings)) == (1, [])  # no N08: it is the date in the NIK


@pytest.mark.parametrize(("written", "code"), [(" | | ", "P03"), ("12 | | 1980", "P04"), ("31 | 02 | 1980", "P04")])
def test_a_birth_date_that_lacks_a_part_is_told_at_the_first(written: str, code: str) -> None:
    found = result(f"NIK | NAMA | Tgl | Bln | Thn\n{A} | SARI | {written}")
    assert places(found.findings) == [f"{code} C2"]


def test_parts_of_a_date_beside_a_birth_date_are_something_else() -> None:
    read = sheet(f"NIK | NAMA | TGL LAHIR | TGL | BLN | THN\n{A} | SARI | 12-03-1980 | 1 | 11 | 2026")
    assert (read.columns["birth_date"], read.value(read.workers[0], "birth_date")) == (2, "12-03-1980")
    assert [text for _, text in read.unread] == ["TGL", "BLN", "THN"]
    found = result(f"NIK | NAMA | TTL | TGL | BLN | THN\n{A} | SARI | Saba, 12-03-1980 | 12 | 3 | 1980")
    assert (found.accepted, places(found.findings)) == (1, ["F08 D1"])


@pytest.mark.parametrize(
    ("ticks", "said", "expected"),
    [
        ("v | v | ", "JKK+JKM", []), ("√ | √ | √", "JKK+JKM+JHT", []), ("✓ | ✓ | -", "JKK+JKM", []),
        ("#1 | #1 | #0", "JKK+JKM", []), (" | | ", "", []), ("v | | ", "JKK", ["S03 C3"]),
    ],
)  # fmt: skip
def test_programmes_ticked_in_columns_are_read(ticks: str, said: str, expected: list[str]) -> None:
    roster = f"NIK | NAMA | PROGRAM | |\n | | JKK | JKM | JHT\n{A} | SARI | {ticks}"
    read = sheet(roster)
    assert shown(read.value(read.workers[0], "programmes")) == said
    assert places(result(roster).findings) == expected


def test_amounts_by_programme_are_no_ticks() -> None:
    read = sheet(f"NIK | NAMA | IURAN JKK | IURAN JKM\n{A} | SARI | 10000 | 6800")
    assert ("programmes" in read.columns, len(read.unread)) == (False, 2)


OF_OTHERS = (
    "NO REKENING", "NAMA PEMILIK REKENING", "JUMLAH TANGGUNGAN", "NO KARTU BPJS", "NO KPJ", "STATUS", "STATUS KAWIN",
    "AGAMA", "PENDIDIKAN", "GOL DARAH", "NAMA SUAMI/ISTRI", "NIK SUAMI/ISTRI", "NAMA KEPALA KELUARGA",
    "NIK KEPALA KELUARGA", "TGL LAHIR ANAK", "NAMA AYAH", "NIK PENDATA", "NO HP PENDATA", "PEKERJAAN SUAMI",
    "ALAMAT AHLI WARIS", "BULAN LAHIR", "SUMBER DATA", "LAMA TINGGAL", "PROGRAM BANTUAN", "NAMA DUSUN",
)  # fmt: skip
OWN = {
    "NO URUT": "number", "NIK": "nik", "NAMA PENERIMA": "name", "TGL LAHIR": "birth_date", "JK": "sex",
    "NO WA": "phone", "ALAMAT": "address", "PENGHASILAN": "income", "NAMA IBU KANDUNG": "mother", "NO KK": "kk",
    "KETERANGAN": "remarks", "NAMA AHLI WARIS": "heir",
}  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_among_many_columns_the_workers_own_are_read_and_the_rest_is_told(seed: int) -> None:
    columns = Random(seed).sample([*OWN, *OF_OTHERS], len(OWN) + len(OF_OTHERS))
    read = sheet(f"{' | '.join(columns)}\n{' | '.join('x' for _ in columns)}")
    assert {columns[index]: field for field, index in read.columns.items()} == OWN
    assert ([text for _, text in read.unread], read.claimed_twice) == ([one for one in columns if one in OF_OTHERS], ())


@pytest.mark.parametrize(
    ("head", "cells", "field"),
    [
        ("PEKERJAAN | JENIS PEKERJAAN", "Wiraswasta | Ojek", "occupation"),
        ("JENIS PEKERJAAN | PEKERJAAN", "Ojek | Wiraswasta", "occupation"),
    ],
)
def test_a_heading_that_says_less_gives_way(head: str, cells: str, field: str) -> None:
    read = sheet(f"NOMOR INDUK | NIK | NAMA | {head}\n0012 | {A} | SARI | {cells}")
    assert (read.claimed_twice, read.value(read.workers[0], field)) == ((), "Wiraswasta")
    assert [text for _, text in read.unread] == ["NOMOR INDUK", "JENIS PEKERJAAN"]


GROUPS = {
    "KEPALA KELUARGA": "NAMA | NIK", "SUAMI/ISTRI": "NIK | PEKERJAAN", "Data Pasangan": "NAMA LENGKAP | TGL LAHIR",
    "AHLI WARIS": "NIK | JENIS KELAMIN", "PETUGAS PENDATA": "NO HP | TANGGAL", "ORANG TUA": "NAMA | ALAMAT",
}  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("first", [True, False])
def test_what_stands_below_somebody_else_is_not_the_workers(group: str, first: bool) -> None:
    other, mine = [f"{group} | ", GROUPS[group]], ["PEKERJA | | UMUR", "NIK | NAMA | "]
    upper, lower = (" | ".join(pair[:: 1 if first else -1]) for pair in zip(other, mine, strict=True))
    read = sheet(f"{upper}\n{lower}\n{A} | {B} | SARI | I WAYAN | x")
    at = 2 if first else 0
    assert {field: index for field, index in read.columns.items() if field != "heir"} == {"nik": at, "name": at + 1}
    assert read.claimed_twice == ()


def test_only_anothers_nik_is_no_nik() -> None:
    text = f"NO | NAMA | KEPALA KELUARGA | ALAMAT\n | | NIK | \n1 | SARI | {A} | Br. Kaja"
    assert codes(result(text).findings) == ["F06", "F10"]


def test_a_sponsor_above_its_name_and_number_is_the_sponsor() -> None:
    text = f"NIK | NAMA | SPONSOR | |\n | | NAMA | NIP | OPD\n{A} | SARI | I Made Rai | 198003122005011003 | Dinas A"
    assert sheet(text).columns == {"nik": 0, "name": 1, "sponsor": 2, "sponsor_id": 3, "opd": 4}


@pytest.mark.parametrize(
    ("group", "field"), [("DATA ASN", "sponsor"), ("ASN PENANGGUNG", "sponsor"), ("DATA IBU KANDUNG", "mother")]
)
def test_a_name_below_a_word_for_others_is_theirs(group: str, field: str) -> None:
    read = sheet(f"NO | {group} | | PEKERJA YANG DITANGGUNG |\n | NAMA | NIP | NAMA | NIK\n1 | RAI | | SARI | {A}")
    assert (read.columns[field], read.columns["name"], read.columns["nik"]) == (1, 3, 4)


def test_what_stands_below_non_asn_is_the_worker_s() -> None:
    read = sheet(f"NO | DATA TENAGA NON ASN | | DATA ISTRI |\n | NAMA | NIK | NAMA | NIK\n1 | SARI | {A} | RAI | {B}")
    assert (read.columns["name"], read.columns["nik"]) == (1, 2)


def test_a_title_with_a_word_for_others_takes_no_column_away() -> None:
    head = "NIK | NAMA | KELAHIRAN |\n | | TEMPAT | TGL LAHIR"
    read = sheet(f"PEKERJA YANG PUNYA SPONSOR\n{head}\n{A} | SARI | Gianyar | 12-03-1980")
    assert read.columns == {"nik": 0, "name": 1, "birth_place": 2, "birth_date": 3}


BORN = "TANGGAL LAHIR | |", "TGL | BLN | THN", "12 | 03 | 1980"


@pytest.mark.parametrize("numbers", ["", "1 | 2 | 3 | 4 | 5\n", "(1) | (2) | (3) | (4) | (5)\n"])
def test_numbers_of_columns_are_no_part_of_the_heading_above(numbers: str) -> None:
    upper, lower, born = BORN
    found = result(f"NIK | NAMA | {upper}\n | | {lower}\n{numbers}{A} | SUDARMA | {born}")
    assert (found.accepted, places(found.findings)) == (1, ["F11 row 3"] if numbers else [])


PARTS = {
    "a birth date": (*BORN, "birth_date", "12-03-1980"),
    "the sex": ("JENIS KELAMIN |", "L | P", "v |", "sex", "L"),
    "the name": ("NAMA |", "DEPAN | BELAKANG", "I WAYAN | RAI", "name", "I WAYAN RAI"),
}


@pytest.mark.parametrize("group", ["DATA PEKERJA", "IDENTITAS", "Data Diri Calon Peserta"])
@pytest.mark.parametrize("case", PARTS)
def test_one_field_over_several_columns_is_read_below_a_group(case: str, group: str) -> None:
    upper, lower, cells, field, said = PARTS[case]
    name = ("", "", "") if field == "name" else (" | NAMA", " | ", " | SUDARMA")
    read = sheet(
        f"NO | {group}{name[1]} | {' |' * upper.count('|')} | KET\n | NIK{name[0]} | {upper} |\n"
        f" | {name[1]} | {lower} |\n1 | {A}{name[2]} | {cells} | -"
    )
    assert [shown(read.value(row, field)) for row in read.workers] == [said]
    assert read.unread == ()


OTHERS_ALONE = {
    "heads of families": ("NO | KEPALA KELUARGA | | ALAMAT", " | NAMA | NIK |"),
    "heirs beside a worker without NIK": ("NO | NAMA PEKERJA | AHLI WARIS |", " | | NAMA | NIK"),
}


@pytest.mark.parametrize("case", OTHERS_ALONE)
def test_a_line_below_a_word_for_others_is_no_heading_of_its_own(case: str) -> None:
    upper, lower = OTHERS_ALONE[case]
    found = result(f"{upper}\n{lower}\n1 | SARI | {A} | {A}\n2 | RAI | {B} | {B}")
    assert (found.rows_read, {one.kind.code for one in found.findings} & {"F05", "F06"} != set()) == (0, True)


def test_the_halves_of_a_worker_s_name_are_read_beside_a_sponsor() -> None:
    upper, lower = "NO | SPONSOR | | PEKERJA | |", " | NAMA | NIP | NAMA DEPAN | NAMA BELAKANG | NIK"
    read = sheet(f"{upper}\n{lower}\n1 | I PUTU DERMA | 198001012005011001 | I WAYAN | RAI | {A}")
    assert [(read.value(row, "name"), read.value(row, "sponsor")) for row in read.workers] == [
        ("I WAYAN RAI", "I PUTU DERMA")
    ]


def test_titles_that_stand_side_by_side_in_cells_are_told_apart() -> None:
    read = sheet(f"DESA | : SABA | KECAMATAN | : BLAHBATUH\nNIK | NAMA\n{A} | SARI")
    assert read.titles == {"village": "SABA", "district": "BLAHBATUH"}


@pytest.mark.parametrize("head", ["NOP | DES", "IURAN NOV | IURAN DES", "OKT | NOV | DES"])
def test_des_beside_nov_is_december_and_no_desa(head: str) -> None:
    assert "village" not in sheet(f"NIK | NAMA | {head}\n{A} | SARI").columns
    assert sheet(f"NIK | NAMA | OKT | DES\n{A} | SARI").columns["village"] == 3
