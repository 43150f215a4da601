"""What a sheet is read as: where its heading is, who is a worker, what is passed over, and under which address."""

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster import RosterSheet, Row
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from roster_text import codes, judge, places, result, workbook

A, B, C = "5104031203800001", "5171015203850002", "6210050107900003"
HEAD = "NO | NIK | NAMA | ALAMAT"
WORKER = f"1 | {A} | I WAYAN SUDARMA | Br. Tengah"
WRONG = "1 | 123 | I WAYAN SUDARMA | Br. Tengah"


def sheets(text: str) -> tuple[RosterSheet, ...]:
    return read_roster("daftar.xlsx", FileBytes(workbook(text), ""), headings("roster"), Limits()).sheets


ADDRESSES = {
    "at the top": (f"{HEAD}\n{WRONG}", "B2"),
    "below titles": (f"DAFTAR PEKERJA\nDESA : BATUBULAN\n\n{HEAD}\n{WRONG}", "B5"),
    "below blank rows": (f"\n\n\n{HEAD}\n\n{WRONG}", "B6"),
    "from C5 on": (f"[Daftar] from C5\n{HEAD}\n{WRONG}", "D6"),
    "far to the right": (f"[Daftar] from Z3\n{HEAD}\n\n\n{WRONG}", "AA6"),
    "over two lines": (f"NO | NIK | NAMA | KELAHIRAN | \n | | | TEMPAT | TANGGAL\n{WRONG}", "B3"),
    "with column numbers": (f"{HEAD}\n(1) | (2) | (3) | (4)\n{WRONG}", "B3"),
    "after another sheet": (f"[Satu]\n{HEAD}\n{WORKER}\n[Dua]\n\n{HEAD}\n{WRONG}", "B3"),
    "in CSV": ("--- a.csv\n\nNO;NIK;NAMA\n1;123;I WAYAN\n", "B3"),
    "in CSV after a cell of two lines": (f'--- a.csv\nNIK;NAMA;ALAMAT\n{A};I WAYAN;"Br.\nTengah"\n123;SARI;x\n', "A4"),
    "in CSV after sep=": ("--- a.csv\nsep=;\nNIK;NAMA\n123;SARI\n", "A3"),
}


@pytest.mark.parametrize(("text", "cell"), ADDRESSES.values(), ids=ADDRESSES)
def test_a_finding_names_the_cell_that_excel_shows(text: str, cell: str) -> None:
    found = [finding.place.cell for finding in result(text).findings if finding.kind.code == "N02"]
    assert found == [cell]


SKIPPED = [
    "JUMLAH | | 12 |", "JUMLAH | 19084800 | |", "TOTAL", "Jumlah keseluruhan | | | 12", "Sub Total | #3", "| JML | #12",
    "Banjar Tengah", "| Br. Kelod",
    "a | b | c | d", "(A) | (B) | (C) | (D)", "I | II | III | IV", "| II | III | 4", "a. | b. | c. |",
    "Sub Jumlah : | | | #12", "(1) | (2) | (3) | (4)", "#1 | #2 | #3 | #4", "1 | 2 | 3 | 4",
    HEAD, "No. | N I K | Nama | Alamat",
    "| | | Batubulan, 12 November 2026", "| | | Mengetahui,", "| | | Perbekel Batubulan", "| | Kepala Desa |",
    "| | | NIP. 197001011990031001", "| NIP 197001011990031001 | |", "Catatan: sesuai KTP", "| | I WAYAN SUDARMA |",
    "7 | | I WAYAN SUDARMA |", "| RT 01 | |", "| RT 01/RW 02 | |", "Dusun 2 | | |",
    "| | | #1204",
    "1 | 2 | 3=1+2", "(1) | (2) | (3) | (4) = (2) x (3)", "a | b | c | d=b+c",
    "| (16 digit) | (sesuai KTP) | (Br.)", "| | Dipindahkan | #6", "| | Pindah ke halaman 2 | #6", "| | Pindahan | #6",
    "| dua belas orang | Terbilang |", "Terbilang | | dua belas orang", "| 5 | Perempuan |", "| | Laki-laki | 5 orang",
    "| 12 | Banyaknya |", "| 88 | Sisa kuota |", "∑ | 12 | |", "#1 | #4 | Tengah | #9", "NO | L | DUSUN | JUMLAH",
    "| : meninggal | Kuning |", "Keterangan | | : L = Laki-laki | Laki",
]  # fmt: skip


@pytest.mark.parametrize("row", SKIPPED)
def test_a_row_of_other_text_is_passed_over_and_said(row: str) -> None:
    found = result(f"{HEAD}\n{WORKER}\n{row}\n2 | {B} | NI LUH SARI | Br. Kelod")
    assert (found.rows_read, found.accepted, found.skipped, places(found.findings)) == (2, 2, 1, ["F11 row 3"])


EMPTY = ["", "2", "#2 | | |", "2. | | |", "#2 | - | - | -", "- | - | - |", " | | | ", "#1204", "1.204", "1204."]


@pytest.mark.parametrize("row", EMPTY)
def test_a_blank_or_numbered_empty_row_is_passed_over_in_silence(row: str) -> None:
    found = result(f"{HEAD}\n{WORKER}\n{row}\n{row}\n3 | {B} | NI LUH SARI | Br. Kelod")
    assert (found.rows_read, found.skipped, codes(found.findings)) == (2, 0, [])


WORKERS = [
    (f"2 | {B} | SARI | Br. Kelod", []), (f"| {B} | SARI |", []), (f"2 | {B} | |", ["P01"]),
    ("2 | | SARI | Br. Kelod", ["N01"]),
    ("| | SARI | Br. Kelod", ["N01"]), ("2 | BELUM ADA | SARI |", ["N01"]),
    (f"2 | {B} | belum diisi |", ["P01"]), ("2 | - | | Br. Kelod", ["N01", "P01"]),
    (f"2 | {B} | JUMLAH |", []), (f"2 | {B} | I Total Sari |", []),
    ("| - | CAMATIYAH | Br. Kelod", ["N01"]), ("| | LURAHMAN | Br. Kelod", ["N01"]),
    ("2 | pindahan | SARI | Br. Kelod", ["N01"]), ("2 | - | - | Br. Kelod", ["N01", "P01"]),
    ("2 | 12 | SARI |", ["N02"]),
    (f"2 | {B} | Pindahan |", []), (f"2 | {B} | Perempuan |", []), ("2 | : BELUM ADA | SARI |", ["N01"]),
    ("2 | | =#N/A | Br. Kelod", ["F13", "N01"]), ("| | =A1&B1 | Br. Kelod", ["F12", "N01"]),
    (f"2 | {B} | =#NAME? | Br. Kelod", ["F13"]),
    ("2 | BELUM ADA | SARI | Jumlah anak 2", ["N01"]), ("2 | 12 | SARI | Br. Kelod", ["N02"]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), WORKERS)
def test_a_row_with_a_nik_or_a_name_and_more_is_a_worker(row: str, expected: list[str]) -> None:
    found = result(f"{HEAD}\n{WORKER}\n{row}")
    assert (found.rows_read, codes(found.findings)) == (2, expected)


def test_a_numbered_row_of_formulas_that_found_nobody_is_no_worker() -> None:
    found = result(f"{HEAD}\n{WORKER}\n2 | | =#N/A | =#N/A")
    assert (found.rows_read, codes(found.findings)) == (1, [])


PEOPLE = "NO | NIK | NAMA | TGL LAHIR | L/P | ALAMAT | PEKERJAAN"
NAMED_LIKE_TOTALS = {
    "2 | | Total Sihombing | 12-03-1980 | L | Br. Kelod | Petani": "N01",
    "2 | | Total Sihombing | 12 Maret 1980 | | |": "N01",
    "2 | - | Jumlah | 12/3/80 | P | |": "N01",
    "2 | | Jumlah Siregar | | L | Dusun 2 |": "N01",
    "2 | BELUM ADA | Total Sihombing | | Laki-laki | | Petani": "N01",
    "2 | 12 | Rekapitulasi Manurung | 12-03-1980 | | |": "N02",
    "JUMLAH | | | | | |": "F11",
    "| | JUMLAH | 12 | 5 | |": "F11",
    "| | JUMLAH | #16800 | #12 | 12 orang | 3 petani": "F11",
    "| | TOTAL | 16800 | L=5 P=7 | |": "F11",
    "| | Jumlah laki-laki | | L | 12 orang |": "F11",
    "| | Jumlah Banjar Tengah | | | Br. Tengah | Batubulan": "F11",
    "| | Jumlah | | L | P |": "F11",
    "| JUMLAH | 12 | | L | Br. Tengah |": "F11",
    "JUMLAH | | Total | | L | Br. Tengah |": "F11",
    "Total | | | | | Rp1.680.000 |": "F11",
}


@pytest.mark.parametrize("row", NAMED_LIKE_TOTALS)
def test_a_total_says_nothing_of_a_person_and_somebody_named_so_does(row: str) -> None:
    found = result(f"{PEOPLE}\n1 | {A} | I WAYAN | 12-03-1980 | L | Br. Kelod | Petani\n{row}")
    assert [code for code in codes(found.findings) if code in {"N01", "N02", "F11"}] == [NAMED_LIKE_TOTALS[row]]
    assert found.rows_read + found.skipped == 2


def test_who_signs_under_a_post_in_the_column_of_names_is_no_worker() -> None:
    block = "| | Ketua Kelompok | Bendahara | | |\n| | I KETUT RAI | I MADE OKA | | |"
    found = result(
        f"NO | NIK | NAMA | TGL LAHIR | L/P | ALAMAT\n1 | {A} | I WAYAN | 12-03-1980 | L | Br. Kelod\n{block}"
    )
    assert (found.rows_read, found.skipped, codes(found.findings)) == (1, 2, ["F11", "F11"])


def test_workers_behind_blank_rows_sums_and_signatures_are_read() -> None:
    found = result(
        f"{HEAD}\n{WORKER}\n\n\nJUMLAH | | #1\n\n | | | Perbekel\n\n2 | {B} | SARI | Br. Kelod\n3 | {C} | BUDI |"
    )
    assert (found.rows_read, found.skipped) == (3, 2)


def test_an_official_in_the_list_is_no_signature() -> None:
    text = f"NIK | NAMA | PEKERJAAN | TTL\n{A} | I WAYAN | Perbekel | Gianyar, 12 Maret 1980\n | SARI | Kepala Desa |"
    assert codes(result(text).findings) == ["E08", "E08", "N01", "P03"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"| {A} | | Catatan: cek", ["N01 B3", "P01 C2"]),
        ("1 | | SARI | Catatan: cek", ["N01 B2", "N01 B3"]),
        ("| belum ada | SARI | Catatan: cek", ["N01 B2", "N01 B3"]),
    ],
)
def test_a_remark_beside_a_worker_begins_no_signature(line: str, expected: list[str]) -> None:
    found = result(f"NO | NIK | NAMA | KET\n{line}\n| | RAI | pindahan\n| {B} | KETUT | baru")
    assert (found.rows_read, places(found.findings)) == (3, expected)


def test_a_signature_block_in_two_columns_of_workers_is_passed_over() -> None:
    signed = " | Mengetahui, | Yang membuat daftar,\n | Perbekel | Kaur Keuangan\n\n | I MADE SUTARJA | NI WAYAN SARI"
    found = result(f"NIK | TTL | NAMA\n{A} | Gianyar, 12-03-1980 | I WAYAN SUDARMA\n{signed}")
    assert places(found.findings) == ["F11 row 3", "F11 row 4", "F11 row 6"]
    found = result(f"{HEAD}\n{WORKER}\n\n| | | Mengetahui,\n| 198003122005011003 | | NIP. 19800312 200501 1 003")
    assert places(found.findings) == ["F11 row 4", "F11 row 5"]


TWO_LINES = [
    ("NO | NIK | NAMA | KELAHIRAN | | L/P\n | | | TEMPAT | TANGGAL |", {"birth_place": 3, "birth_date": 4, "sex": 5}),
    ("NO | NIK | NAMA | ALAMAT | | \n | | | DUSUN | DESA | KECAMATAN", {"village": 4, "district": 5}),
    ("NO | IDENTITAS | | PEKERJAAN\n | NIK | NAMA |", {"nik": 1, "name": 2, "occupation": 3}),
    ("NO | NIK | NAMA | TEMPAT/ | SUMBER\n | | | TGL LAHIR | DANA", {"ttl": 3, "source": 4}),
]


def test_a_worker_whose_cells_read_like_headings_is_no_second_line() -> None:
    (sheet,) = sheets(f"NO | NIK | NAMA | JENIS | KET\n1 | {A} | I WAYAN | USAHA | KK")
    assert len(sheet.workers) == 1 and sheet.heading_row == 1


@pytest.mark.parametrize(("text", "expected"), TWO_LINES)
def test_a_heading_over_two_lines_is_one(text: str, expected: dict[str, int]) -> None:
    (sheet,) = sheets(f"DAFTAR\n\n{text}\n1 | {A} | I WAYAN | x | y | z")
    assert expected.items() <= sheet.columns.items() and sheet.heading_row == 4
    assert len(sheet.workers) == 1


TITLES = [
    ("DESA : BATUBULAN", {"village": "BATUBULAN"}), ("DESA | : | BATUBULAN", {"village": "BATUBULAN"}),
    ("DESA | BATUBULAN", {"village": "BATUBULAN"}), ("Desa: Batubulan | Kecamatan: Sukawati",
     {"village": "Batubulan", "district": "Sukawati"}), ("SUMBER DANA : APBD\nOPD : Dinas Kesehatan",
     {"source": "APBD", "opd": "Dinas Kesehatan"}), ("NAMA SPONSOR : NI MADE SARI", {"sponsor": "NI MADE SARI"}),
    ("DAFTAR PEKERJA RENTAN DESA BATUBULAN", {"village": "BATUBULAN"}),
    ("NAGARI : KOTO TANGAH", {"village": "KOTO TANGAH"}), ("Gampong: Lampulo", {"village": "Lampulo"}),
    ("DISTRIK : SENTANI", {"district": "SENTANI"}), ("DESA/KEL. : SABA", {"village": "SABA"}),
    ("PEKERJA RENTAN NAGARI KOTO TANGAH KEC. TILATANG", {"village": "KOTO TANGAH", "district": "TILATANG"}),
    ("PEMERINTAH DESA SABA, KEC. BLAHBATUH KABUPATEN GIANYAR TAHUN 2026", {"village": "SABA", "district": "BLAHBATUH"}),
    ("KELURAHAN BENG - KECAMATAN GIANYAR", {"village": "BENG", "district": "GIANYAR"}),
    ("DESA : SABA\nREKAP DESA BATUAN", {"village": "SABA"}), ("DESA DINAS MAS (BR. TENGAH)", {"village": "MAS"}),
    ("DESA BATUAN DAN DESA BATUAN KALER", {}), ("PENERIMA DANA DESA TAHUN 2026", {}), ("PEKERJA DESA ADAT SABA", {}),
    ("PEMERINTAH NEGERI TAMILOUW", {"village": "TAMILOUW"}), ("PEMERINTAH KAMPUNG HOBONG", {"village": "HOBONG"}),
    ("KAMPUNG BABAKAN RT 02", {}), ("KALURAHAN : BALECATUR", {"village": "BALECATUR"}), ("PEGAWAI NEGERI SIPIL", {}),
    ("PROGRAM : JKK, JKM DAN JHT\nPERIODE | : | JANUARI S/D JUNI 2027", {"programmes": "JKK, JKM DAN JHT"}),
    ("PROGRAM PERLINDUNGAN PEKERJA RENTAN", {}), ("DESA SE-KABUPATEN GIANYAR", {}), ("DATA DESA PENERIMA BANTUAN", {}),
]  # fmt: skip


@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_the_lines_above_the_heading_say_what_holds_for_all(title: str, between: str, expected: dict[str, str]) -> None:
    (sheet,) = sheets(f"{title}\n{between}{HEAD}\n{WORKER}")
    assert sheet.titles == expected
    assert list(sheet.columns) == ["number", "nik", "name", "address"] and len(sheet.workers) == 1


HEADINGS = [
    ("NIK", "nik"), ("NO NIK", "nik"), ("NO. KTP", "nik"), ("NOMOR INDUK KEPENDUDUKAN", "nik"), ("No. KTP *)", "nik"),
    ("NIK (16 digit)", "nik"), ("N I K", "nik"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), HEADINGS)
def test_headings_are_read_as_people_write_them(heading: str, field: str) -> None:
    (sheet,) = sheets(f"NO | {heading} | NAMA LENGKAP\n1 | {A} | I WAYAN")
    assert sheet.columns == {"number": 0, field: 1, "name": 2}


@pytest.mark.parametrize("name", ["NAMA", "NAMA LENGKAP", "NAMA SESUAI KTP", "NAMA TENAGA KERJA", "Nama Lenkap"])
def test_the_name_beside_the_mother_and_the_family_card_is_not_ambiguous(name: str) -> None:
    (sheet,) = sheets(f"NO | NO KK | NIK | {name} | NAMA IBU KANDUNG\n1 | {C} | {A} | I WAYAN | NI LUH")
    assert (sheet.columns["nik"], sheet.columns["name"], sheet.columns["mother"]) == (2, 3, 4)
    assert sheet.claimed_twice == () and sheet.unread == ()


SHEETS = [
    ("a sheet a banjar", f"[A]\n{HEAD}\n{WORKER}\n[B]\n{HEAD}\n2 | {B} | SARI |", 2, []),
    ("other columns in the second", f"[A]\n{HEAD}\n{WORKER}\n[B]\nNAMA | NIK\nSARI | {B}", 2, []),
    ("instructions", f"[A]\nIsi NIK: contoh {A}\n[B]\n{HEAD}\n{WORKER}", 1, ["F09 [A]"]),
    ("a recapitulation", f"[A]\n{HEAD}\n{WORKER}\n[B]\nBANJAR | JUMLAH\nTengah | #1", 1, ["F09 [B]"]),
    ("a signature sheet", f"[A]\n{HEAD}\n{WORKER}\n[B]\nPerbekel\nNIP 197001011990031001", 1, ["F09 [B]"]),
    ("an empty sheet", f"[A]\n{HEAD}\n{WORKER}\n[B]\n", 1, ["F09 [B]"]),
    ("a hidden old copy", f"[A] hidden\n{HEAD}\n1 | {B} | LAMA |\n[B]\n{HEAD}\n{WORKER}", 1, ["F09 [A]"]),
    ("a heading only", f"[A]\n{HEAD}\n{WORKER}\n[B]\n{HEAD}", 1, []),
    ("workers without a heading", f"[A]\n{HEAD}\n{WORKER}\n[B]\n1 | {B} | SARI\n2 | {C} | BUDI", 1, ["F05 [B]"]),
    ("workers without the name column", f"[A]\n{HEAD}\n{WORKER}\n[B]\nNO | NIK | ALAMAT\n1 | {B} | x\n2 | {C} | y",
     1, ["F06 [B]"]),
    ("workers without the NIK column", f"[A]\n{HEAD}\n{WORKER}\n[B]\nNO | NAMA | TGL LAHIR | L/P\n"
     "1 | SARI | 12-03-1985 | P\n2 | BUDI | 01-07-1990 | L", 1, ["F06 [B]"]),
    ("heirs", f"[A]\n{HEAD}\n{WORKER}\n[B]\nNAMA | TGL LAHIR | L/P | HUBUNGAN\n"
     "SARI | 12-03-1985 | P | istri\nBUDI | 01-07-2010 | L | anak", 1, ["F09 [B]"]),
    ("who signs", f"[A]\n{HEAD}\n{WORKER}\n[B]\nNO | NAMA | JABATAN\n1 | SARI | Perbekel\n2 | BUDI | Sekdes", 1,
     ["F09 [B]"]),
    ("nothing but instructions", "[A]\nIsi NIK\n[B]\nContoh", 0, ["F05 [A]", "F09 [B]", "F10 -"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "expected"), [case[1:] for case in SHEETS], ids=[case[0] for case in SHEETS])
def test_each_sheet_is_a_roster_or_is_said_not_to_be(text: str, rows: int, expected: list[str]) -> None:
    found = result(text)
    assert (found.rows_read, places(found.findings)) == (rows, expected)


def test_a_short_row_holds_nothing_in_the_columns_it_does_not_reach() -> None:
    (sheet,) = sheets(f"{HEAD}\n{WORKER}")
    assert sheet.value(Row(9, (1,)), "name") is None and sheet.value(Row(9, (1,)), "income") is None
    assert sheet.cell(Row(9, (1,)), "name") == "C9" and sheet.cell(Row(9, (1,)), "income") is None


def test_the_heading_is_looked_for_in_the_first_rows_only() -> None:
    assert sheets("x\n" * 59 + f"{HEAD}\n{WORKER}")[0].heading_row == 60
    assert sheets("x\n" * 61 + f"{HEAD}\n{WORKER}")[0].heading_row is None


def test_files_in_many_endings_are_read_by_what_they_are() -> None:
    files = judge(
        f"--- a.csv xlsx\n{HEAD}\n{WORKER}\n--- b.xlsx csv\nNIK;NAMA\n{B};SARI\n--- c.xls xlsx\nNIK | NAMA\n{C} | BUDI"
    )
    assert [file.result.accepted for file in files] == [1, 1, 1]


SHIFTED = {
    "a comma in a field": ("NO,NIK,NAMA,TTL\n1,{A},I WAYAN,Gianyar, 12-03-1980\n2,{B},SARI,\n", ["F13 E2"]),
    "a comma in a quoted field": ('NO,NIK,NAMA,TTL\n1,{A},I WAYAN,"Gianyar, 12-03-1980"\n', []),
    "a comma in every row": ("NO,NIK,NAMA,TTL\n1,{A},I,Gianyar, 12-03-1980\n2,{B},SARI,Ubud, 12-03-1985\n",
     ["F13 E2", "F13 E3"]),
    "separators without fields behind": ("NIK;NAMA\n{A};I WAYAN;;\n{B};SARI\n", []),
    "a column without a heading": ("NIK;NAMA;\n{A};I WAYAN;lama\n", []),
    "a shorter row": ("NO;NIK;NAMA;ALAMAT\n1;{A};I WAYAN\n", []),
    "NIK and name in one field": ("NO;NIK / NAMA;TTL\n1;{A} I WAYAN SUDARMA;Gianyar, 12-03-1980\n", []),
    "both, and a field too many": ("NO,NIK / NAMA,TTL\n1,{A} I WAYAN SUDARMA,Gianyar, 12-03-1980\n", ["F13 D2"]),
    "name and address in one field": ("NO;NIK;NAMA / ALAMAT\n1;{A};I WAYAN SUDARMA, Br. Kaja\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHIFTED.values(), ids=SHIFTED)
def test_a_row_of_csv_that_a_separator_shifted_is_rejected(text: str, expected: list[str]) -> None:
    found = result("--- a.csv\n" + text.format(A=A, B=B))
    assert [place for place in places(found.findings) if place.startswith("F13")] == expected
    assert found.rejected >= len(expected) and found.rows_read == found.accepted + found.rejected


def test_what_stands_for_no_nik_is_the_same_for_reader_and_rule() -> None:
    for word in ("TDK ADA", "BLM ADA", "BELUM", "NIHIL", "--", "."):
        found = result(f"NIK | NAMA\n{A} | I WAYAN\n{word} |")
        assert found.rows_read == 2 and "N01" in codes(found.findings)
