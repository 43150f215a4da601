"""Several tables below each other on one sheet: other columns, other order, titles of their own."""

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster import RosterSheet, shown
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from roster_text import judge, places, result, workbook

A, B, C = "5104031203800001", "5104035203850002", "5104030107900003"
FIRST = f"NO | NIK | NAMA | L/P\n1 | {A} | I WAYAN SUDARMA | L"
BELOW = {
    "another order": f"NO | NAMA | L/P | NIK\n1 | NI LUH SARI | P | {B}",
    "a heading of two lines": f"NO | NAMA | IDENTITAS |\n | | L/P | NIK\n1 | NI LUH SARI | P | {B}",
    "one column more": f"NO | NIK | NAMA | KET | L/P\n1 | {B} | NI LUH SARI | baru | P",
    "further right": f" | | NO | NIK | NAMA | L/P\n | | 1 | {B} | NI LUH SARI | P",
    "other words": f"NOMOR KTP | NAMA LENGKAP | JENIS KELAMIN\n{B} | NI LUH SARI | P",
    "two columns of ticks": f"NO | NIK | NAMA | L | P\n1 | {B} | NI LUH SARI | | v",
    "numbers of its columns": f"NO | NAMA | L/P | NIK\n(1) | (2) | (3) | (4)\n1 | NI LUH SARI | P | {B}",
}
BETWEEN = ("", "\n", "JUMLAH | 1\n\nBANJAR KELOD\n", "Mengetahui\nPerbekel Batubulan\nNIP 197001011990031001\n\n")


def sheets(text: str) -> list[RosterSheet]:
    return list(read_roster("daftar.xlsx", FileBytes(workbook(text), ""), headings("roster"), Limits()).sheets)


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("case", BELOW)
def test_a_second_table_is_read_by_its_own_heading(case: str, between: str) -> None:
    text = f"{FIRST}\n{between}{BELOW[case]}\n2 | JUMLAH"
    first, second = sheets(text)
    assert [[shown(sheet.value(row, "nik")) for row in sheet.workers] for sheet in (first, second)] == [[A], [B]]
    assert [shown(second.value(row, "sex")) for row in second.workers] == ["P"]
    found = result(text)
    assert (found.rows_read, found.accepted) == (2, 2)
    # Nothing vanishes: every other filled line below the first heading is told.
    lines = [line for line in text.splitlines() if line.strip(" |")]
    assert found.skipped == len(lines) - 3


TWO_LINES = "NO | NIK | NAMA | KELAHIRAN | | JENIS KELAMIN |\n | | | TEMPAT | TGL | L | P\n"
BORN = "NI LUH SARI | Gianyar | 12-03-1985 | | v"


def test_the_upper_line_of_a_heading_written_again_changes_no_column() -> None:
    upper = TWO_LINES.partition("\n")[0]
    (one,) = sheets(f"{TWO_LINES}1 | {A} | {BORN}\n{upper}\n2 | {B} | {BORN}")
    assert [(shown(one.value(row, "birth_date")), one.value(row, "sex")) for row in one.workers] == [
        ("12-03-1985", "P")
    ] * 2
    assert [row.number for row in one.skipped] == [4]


def test_the_upper_line_of_a_heading_under_another_village_begins_its_table() -> None:
    upper = TWO_LINES.partition("\n")[0]
    first, second = sheets(f"DESA : SABA\n{TWO_LINES}1 | {A} | {BORN}\nDESA : PERING\n{upper}\n2 | {B} | {BORN}")
    assert [one.titles["village"] for one in (first, second)] == ["SABA", "PERING"]
    assert [second.value(row, "sex") for row in second.workers] == ["P"]


def test_what_is_wrong_in_a_second_table_is_told_at_its_cell() -> None:
    found = result(f"{FIRST}\n\nNAMA | L/P | NIK\nNI LUH SARI | X | 12\nNI LUH SARI | P | {B}")
    assert (found.rows_read, found.accepted, found.skipped) == (3, 2, 1)
    assert places(found.findings) == ["F11 row 4", "N02 C5", "P06 B5"]


def test_a_table_of_another_village_has_the_village_of_its_own_title() -> None:
    text = f"DESA : BATUBULAN\nKECAMATAN : SUKAWATI\n{FIRST}\nJUMLAH | 1\nDESA : KETEWEL\n\n{FIRST.replace(A, B)}"
    first, second = sheets(text)
    assert [one.titles for one in (first, second)] == [
        {"village": "BATUBULAN", "district": "SUKAWATI"}, {"village": "KETEWEL", "district": "SUKAWATI"},
    ]  # fmt: skip
    (judged,) = judge(text, regency="51.04")
    assert [(one.name, one.rows) for one in judged.result.villages] == [
        ("Desa Batubulan", (4,)),
        ("Desa Ketewel", (9,)),
    ]


@pytest.mark.parametrize("title", ["DESA | : | KETEWEL", "DESA | KETEWEL", "Desa: Ketewel | Kecamatan: Sukawati"])
def test_a_title_over_several_cells_above_a_second_table_is_no_worker(title: str) -> None:
    first, second = sheets(f"DESA : BATUBULAN\n{FIRST}\n{title}\n{FIRST.replace(A, B)}")
    assert (len(first.workers), len(second.workers), second.titles["village"].upper()) == (1, 1, "KETEWEL")
    assert [row.number for row in second.skipped] == [4, 5]


ONE_TABLE = {
    "the same heading": FIRST.replace(A, B),
    "the same under the same title": f"DESA : BATUBULAN\n{FIRST.replace(A, B)}",
    "a label": f"BR. KELOD\n{FIRST.replace(A, B)}",
    "in other words": f"NOMOR | NO. KTP | Nama Lengkap | JK\n1 | {B} | NI LUH SARI | P",
    "only its first columns": f"NO | NIK | NAMA |\n1 | {B} | NI LUH SARI | P",
}


@pytest.mark.parametrize("case", ONE_TABLE)
def test_a_heading_that_says_nothing_new_begins_no_table(case: str) -> None:
    (sheet,) = sheets(f"DESA : BATUBULAN\n{FIRST}\n{ONE_TABLE[case]}")
    assert [shown(sheet.value(row, "nik")) for row in sheet.workers] == [A, B]


def test_a_worker_whose_cells_read_like_headings_begins_no_table() -> None:
    (sheet,) = sheets(f"{FIRST}\n2 | | NAMA | L\n3 | KTP | PESERTA | L\n4 | {B} | NI LUH SARI | P")
    assert [shown(sheet.value(row, "nik")) for row in sheet.workers][-1] == B


def test_a_second_table_that_claims_a_field_twice_is_not_read() -> None:
    found = result(f"{FIRST}\n\nNIK | NO KTP | NAMA\n{B} | {B} | NI LUH SARI")
    assert (found.rows_read, [one for one in places(found.findings) if one < "F11"]) == (1, ["F07 B4"])


def test_a_column_damaged_in_all_tables_together_is_seen_in_each() -> None:
    def table(order: str, begin: int) -> str:
        rows = ((f"51040312038{n:04}0", f"I WAYAN {'ABCDEFGHIJKL'[n % 12]}RA") for n in range(begin, begin + 6))
        return order + "".join(f"\n{nik} | {name}" if order[1] == "I" else f"\n{name} | {nik}" for nik, name in rows)

    found = result(f"{table('NIK | NAMA', 1)}\n\n{table('NAMA | NIK', 7)}")
    assert [one.kind.code for one in found.findings].count("N04") == 12


ALONE = {
    "a village": ("DESA KETEWEL", "KETEWEL"),
    "numbered": ("II. DESA KETEWEL", "KETEWEL"),
    "numbered in a cell of its own": ("2 | Desa Ketewel", "Ketewel"),
    "over several cells": ("B. | DESA | : KETEWEL", "KETEWEL"),
    "with a colon": ("Desa : Ketewel", "Ketewel"),
    "a kelurahan": ("KELURAHAN BENG", "BENG"),
    "its district beside it": ("DESA : KETEWEL | | KECAMATAN : SUKAWATI", "KETEWEL"),
    "labels and names in cells of their own": ("DESA | : KETEWEL | KECAMATAN | : SUKAWATI", "KETEWEL"),
    "how many people beside it": ("DESA KETEWEL | | 12 orang", "KETEWEL"),
    "in a sentence": ("DAFTAR PEKERJA RENTAN DESA KETEWEL", "KETEWEL"),
    "with its banjar": ("Br. Kelod, Desa Ketewel", "Ketewel"),
    "in short": ("DS. KETEWEL", "KETEWEL"),
    "a kelurahan in short": ("KEL BENG", "BENG"),
    "a kelompok": ("KEL. TANI MAJU", "SABA"),
    "a kelompok of a desa": ("Penerima Kel. Mekar Sari Desa Ketewel", "Ketewel"),
    "a banjar called so": ("BANJAR : DESA KELOD", "SABA"),
    "another district": ("Kecamatan Blahbatuh", None),
    "a label": ("Br. Kelod", "SABA"),
    "a desa adat": ("DESA ADAT KETEWEL", "SABA"),
    "a name for what a desa does": ("Desa Binaan BUMDes", "SABA"),
    "a worker without NIK whose address is a village": ("2 | | NI LUH ARI | Desa Ketewel", "SABA"),
    "a note": ("Catatan: menurut kantor desa Ketewel", "SABA"),
}


@pytest.mark.parametrize("case", ALONE)
def test_a_title_alone_between_rows_holds_for_the_rows_below(case: str) -> None:
    line, village = ALONE[case]
    read = sheets(f"DESA : SABA\nNO | NIK | NAMA | ALAMAT\n1 | {A} | SUDARMA | Br. A\n{line}\n1 | {B} | SARI | Br. B")
    assert read[-1].titles.get("village") == village
    assert [shown(one.value(row, "nik")) for one in read for row in one.workers if one.value(row, "nik")] == [A, B]
    assert sum(len(one.workers) + len(one.skipped) for one in read) == 3


PARTED = {
    "in two parts": (1, lambda nik: f"{nik[:6]} | {nik[6:]}"),
    "in three parts": (2, lambda nik: f"{nik[:6]} | {nik[6:12]} | {nik[12:]}"),
    "a digit a cell": (15, " | ".join),
}


@pytest.mark.parametrize("line", ["DESA KETEWEL", "B. | DESA | : KETEWEL", "\nDESA KETEWEL\nNO | NIK |{} NAMA"])
@pytest.mark.parametrize("case", PARTED)
def test_a_title_stands_alone_above_niks_in_parts_too(case: str, line: str) -> None:
    more, parts = PARTED[case]
    head = f"NO | NIK |{' |' * more} NAMA"
    text = f"DESA SABA\n{head}\n1 | {parts(A)} | SUDARMA\n{line.format(' |' * more)}\n2 | {parts(B)} | SARI"
    assert [(one.titles["village"], [shown(row.values[1]) for row in one.workers]) for one in sheets(text)] == [
        ("SABA", [A]),
        ("KETEWEL", [B]),
    ]


def test_of_a_heading_that_stands_above_several_villages_is_told_once() -> None:
    text = f"NO | NIK | NAMA | AGAMA\nDESA SABA\n1 | {A} | SUDARMA | Hindu\nDESA PERING\n1 | {B} | SARI | Hindu"
    (judged,) = judge(text, regency="51.04")
    assert [(one.name, one.rows) for one in judged.result.villages] == [("Desa Saba", (3,)), ("Desa Pering", (5,))]
    assert places(judged.result.findings) == ["F08 D1", "F11 row 2", "F11 row 4"]
    absent = next(one for one in judged.result.findings if one.kind.code == "F16")
    assert "DESA (dipakai: SABA, PERING)" in absent.message("id")


def test_the_village_of_whoever_signs_is_none_of_the_list() -> None:
    signed = "\n | | Mengetahui\n | | DESA PERING\n | | NIP. 197001011990031001"
    text = f"DESA SABA\nNO | NIK | NAMA\n1 | {A} | SUDARMA\n{signed}"
    (judged,) = judge(text, regency="51.04")
    assert [one.name for one in judged.result.villages] == ["Desa Saba"]
    absent = next(one for one in judged.result.findings if one.kind.code == "F16")
    assert "DESA (dipakai: SABA)" in absent.message("id")


BETWEEN_VILLAGES = {
    "a total": "JUMLAH DESA SABA | | 1\nDESA PERING\n",
    "a signature": " | | Mengetahui\n | | Perbekel Desa Saba\n | | I KETUT SUKRA\nDAFTAR PEKERJA DESA PERING\n",
    "who signs for the village": " | | Mengetahui\n | | DESA SABA\nDAFTAR PEKERJA DESA PERING TAHUN 2026\n",
    "its own head and number of people": "DESA : PERING\nPERBEKEL : I MADE SUKRA\nJUMLAH PEKERJA : 1 ORANG\n",
}


@pytest.mark.parametrize("case", BETWEEN_VILLAGES)
def test_what_ends_the_table_above_names_no_village_of_the_next(case: str) -> None:
    first, second = sheets(f"DESA SABA\n{FIRST}\n{BETWEEN_VILLAGES[case]}{FIRST.replace(A, B)}")
    assert [one.titles["village"] for one in (first, second)] == ["SABA", "PERING"]
    assert [len(one.workers) for one in (first, second)] == [1, 1]


@pytest.mark.parametrize("heading", ["", FIRST.partition("\n")[0] + "\n"])
def test_a_sponsor_that_a_title_names_pays_for_the_rows_below(heading: str) -> None:
    def table(sponsor: str, nip: str, line: str) -> str:
        return f"SPONSOR : {sponsor}\nNIP : {nip}\n{heading}{line}"

    above = "" if heading else FIRST.partition("\n")[0] + "\n"
    one = table("I PUTU DERMA", "198001012005011001", f"1 | {A} | SUDARMA | L")
    other = table("NI MADE DERMA", "198201012005012002", f"1 | {B} | SARI | P")
    (judged,) = judge(f"{above}{one}\n{other}", source="sertakan")
    assert [(worker.nik, worker.sponsor_name) for worker in judged.workers] == [
        (A, "I PUTU DERMA"),
        (B, "NI MADE DERMA"),
    ]


def test_sources_that_titles_name_between_rows_are_given() -> None:
    text = f"NIK | NAMA\nSUMBER DANA : APBD\n{A} | SUDARMA\nSUMBER DANA : DANA DESA\n{B} | SARI"
    (judged,) = judge(text, source="")
    assert [worker.source for worker in judged.workers] == ["apbd", "dana_desa"]
    assert places(judged.result.findings) == ["F11 row 2", "F11 row 4"]


def test_a_village_and_its_district_on_two_lines_between_rows_are_one_title() -> None:
    text = f"NIK | NAMA\nDESA SABA\nKECAMATAN BLAHBATUH\n{A} | SUDARMA\nDESA MAS\nKECAMATAN UBUD\n{B} | SARI"
    assert [(one.titles, len(one.workers)) for one in sheets(text) if one.workers] == [
        ({"village": "SABA", "district": "BLAHBATUH"}, 1),
        ({"village": "MAS", "district": "UBUD"}, 1),
    ]


def test_a_district_that_is_the_same_as_above_is_no_worker_below_its_village() -> None:
    head = "NIK | NAMA | L/P"
    titles = "DESA | : {}\nKECAMATAN | : BLAHBATUH\n"
    found = result(f"{titles.format('SABA')}{head}\n{A} | SUDARMA | L\n{titles.format('BONA')}{B} | SARI | P")
    assert (found.rows_read, places(found.findings)) == (2, ["F11 row 5", "F11 row 6"])


def test_a_title_stands_above_somebody_without_a_nik_too() -> None:
    first, second = sheets(f"DESA SABA\n{FIRST}\n\nDESA | | : | BONA\n1 | BELUM ADA | NI LUH SARI | P")
    assert [one.titles["village"] for one in (first, second)] == ["SABA", "BONA"]
    assert [len(one.workers) for one in (first, second)] == [1, 1]


def test_another_district_above_a_heading_ends_the_village_above() -> None:
    _, second = sheets(f"DESA SABA\nKECAMATAN BLAHBATUH\n{FIRST}\nKECAMATAN UBUD\n{FIRST.replace(A, B)}")
    assert second.titles == {"district": "UBUD"}


UPPER = {
    "programmes": ("PROGRAM | |", "JKK | JKM | JHT", "v | v |", "JKK+JKM", "programmes"),
    "sexes": ("JENIS KELAMIN |", "L | P", "v |", "P", "sex"),
}


@pytest.mark.parametrize("case", UPPER)
def test_below_the_upper_line_alone_words_are_words(case: str) -> None:
    upper, lower, ticked, word, field = UPPER[case]
    first, second = sheets(
        f"NIK | NAMA | {upper}\n | | {lower}\n{A} | SUDARMA | {ticked}\n\nNIK | NAMA | {upper}\n{B} | SARI | {word}"
    )
    assert (len(first.workers), [second.value(row, field) for row in second.workers]) == (1, [word])


def test_whose_village_no_title_names_is_told() -> None:
    people = f"NIK | NAMA\n{A} | SUDARMA"
    (judged,) = judge(f"[Tengah]\nDESA SABA\n{people}\n[Kaja]\n{people.replace(A, B)}", regency="51.04")
    absent = next(one for one in judged.result.findings if one.kind.code == "F16")
    assert "DESA (dipakai: SABA; tidak diketahui untuk 1 orang mulai baris Kaja 2)" in absent.message("id")


def test_a_title_that_is_no_village_of_the_regency_is_told() -> None:
    text = f"DESA SABA\nNIK | NAMA\n{A} | SUDARMA\nDESA SABA KULON\n{B} | SARI"
    (judged,) = judge(text, regency="51.04")
    absent = next(one for one in judged.result.findings if one.kind.code == "F16")
    assert "DESA (dipakai: SABA; tidak pasti desa yang mana: SABA KULON)" in absent.message("id")


def test_the_name_of_a_sheet_is_its_village_where_no_title_says_another() -> None:
    people = f"NIK | NAMA\n{A} | SUDARMA"
    read = sheets(
        f"[Desa Saba]\n{people}\n[Kel. Beng]\n{people}\n[Desa Mas]\nDESA PERING\n{people}\n[Br. Desa]\n{people}"
    )
    assert [one.titles.get("village") for one in read] == ["Saba", "Beng", "PERING", None]


HEIRS = {
    "a heading of one line": "NO | NIK AHLI WARIS | NAMA AHLI WARIS | HUBUNGAN",
    "a heading of two lines": "NO | AHLI WARIS | | HUBUNGAN\n | NIK | NAMA |",
}


@pytest.mark.parametrize("case", HEIRS)
def test_heirs_in_a_table_below_are_no_workers(case: str) -> None:
    first, heirs, second = sheets(
        f"{FIRST}\nDAFTAR AHLI WARIS\n{HEIRS[case]}\n1 | {B} | SARI | Istri\n{FIRST.replace(A, C)}"
    )
    assert [[shown(one.value(row, "nik")) for row in one.workers] for one in (first, heirs, second)] == [[A], [], [C]]
    found = result(f"{FIRST}\n{HEIRS[case]}\n1 | {B} | SARI | Istri")
    assert (found.rows_read, places(found.findings)) == (1, ["F09 [Sheet1]"])


@pytest.mark.parametrize(
    "line", ["BELUM ADA | IBU SARI | P | Kelod", "KTP HILANG | IBU SARI | - | Kelod", " | SARI | | Kelod"]
)
def test_a_worker_without_a_nik_right_above_a_heading_written_again_is_none_of_its_lines(line: str) -> None:
    head = "NIK | NAMA | L/P | ALAMAT"
    found = result(f"{head}\n{A} | SUDARMA | L | Kaja\n{line}\n{head}\n{B} | SARI | P | Kaja")
    assert (found.rows_read, places(found.findings)[:2]) == (3, ["F11 row 4", "N01 A3"])


WITHOUT_NIK_ABOVE_A_HEADING = {
    "a birth date": ("NIK | NAMA | TGL LAHIR | ALAMAT", "- | NI LUH SARI | 12-03-1985 | Desa Celuk"),
    "a sex and an occupation": ("NIK | NAMA | L/P | ALAMAT | PEKERJAAN", " | NI LUH SARI | P | Desa Celuk | Petani"),
    "no NIK yet": ("NIK | NAMA | ALAMAT", "belum ada | NI LUH SARI | Kelurahan Beng"),
    "a number": ("NO | NIK | NAMA | ALAMAT", "2. | | NI LUH SARI | Desa Celuk"),
    "a NIK that is too short": ("NO | NIK | NAMA | ALAMAT", "2 | 51040 | NI LUH SARI | Desa Celuk"),
}


@pytest.mark.parametrize("case", WITHOUT_NIK_ABOVE_A_HEADING)
def test_the_village_of_a_worker_without_a_nik_is_no_title_of_the_heading_below(case: str) -> None:
    heading, line = WITHOUT_NIK_ABOVE_A_HEADING[case]
    (one,) = sheets(f"{heading}\n{line}\n{heading}\n{line}")
    assert [row.number for row in one.workers] == [2, 4]
    assert [row.number for row in one.skipped] == [3]
    assert "village" not in one.titles


@pytest.mark.parametrize(
    ("villages", "read", "told"),
    [
        (("SABA", "", ""), ["SABA", "SABA", "SABA"], "isi DESA di 2 baris (dipakai: SABA)"),
        (("SABA", "", "Saba"), ["SABA", "SABA", "Saba"], "isi DESA di 1 baris (dipakai: SABA)"),
        (("", "SABA", ""), ["", "SABA", ""], ""),
        (("SABA", "", "MAS"), ["SABA", "", "MAS"], ""),
    ],
)
def test_a_village_written_once_at_the_top_of_its_column_is_said_of_all(
    villages: tuple[str, ...], read: list[str], told: str
) -> None:
    people = zip((A, B, C), ("SUDARMA", "SARI", "RAI"), villages, strict=True)
    (judged,) = judge("NIK | NAMA | DESA\n" + "\n".join(map(" | ".join, people)))
    assert [worker.village_name for worker in judged.workers] == read
    absent = next(one for one in judged.result.findings if one.kind.code == "F16").message("id")
    assert told in absent and ("isi DESA" in absent) is bool(told)
