"""Layouts that are rare: read right where that is certain, else refused with what to do."""

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster import shown
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from roster_text import judge, places, result, workbook

A, B, C = "5104031203800001", "5104035203850002", "5104030107900003"


def boxes(nik: str, mark: str = "") -> str:
    return " | ".join(f"{mark}{digit}" if digit.isdigit() else digit for digit in nik)


BEHIND = " | " * 15
FORMS = {
    "one line": f"NO | NIK {BEHIND} | NAMA | L/P",
    "numbers over the boxes": f"NO | NIK {BEHIND} | NAMA | L/P\n | {' | '.join(str(n) for n in range(1, 17))} | |",
    "two lines": f"NO | IDENTITAS {BEHIND} | | \n | NIK {BEHIND} | NAMA | L/P",
    "the NIK last": f"NO | NAMA | L/P | NIK {BEHIND}",
}


@pytest.mark.parametrize("mark", ["", "#"])
@pytest.mark.parametrize("case", FORMS)
def test_a_nik_of_one_digit_a_cell_is_read(case: str, mark: str) -> None:
    def line(number: int, nik: str, name: str, sex: str) -> str:
        cells = (name, sex, boxes(nik, mark)) if case == "the NIK last" else (boxes(nik, mark), name, sex)
        return " | ".join((str(number), *cells))

    text = f"{FORMS[case]}\n{line(1, A, 'I WAYAN SUDARMA', 'L')}\n{line(2, B, 'NI LUH SARI', 'P')}"
    found = result(text)
    assert (found.rows_read, found.accepted) == (2, 2)
    assert [one for one in places(found.findings) if not one.startswith("F11")] == []


PARTED = {
    "two parts": ("NO | NIK | | NAMA", (6, 16)),
    "three parts": ("NO | NIK | | | NAMA", (6, 12, 16)),
    "a form with lines between": ("NO | NIK | | | | | NAMA", (6, 12, 16)),
}


@pytest.mark.parametrize("mark", ["", "#"])
@pytest.mark.parametrize("case", PARTED)
def test_a_nik_in_parts_is_read_whole(case: str, mark: str) -> None:
    head, ends = PARTED[case]
    between = " | - | " if "lines" in case else " | "

    def line(nik: str, name: str) -> str:
        parts = [nik[a:b] for a, b in zip((0, *ends), ends, strict=False)]
        return f"1 | {mark}{between.join(parts)} | {name}"

    (found,) = judge(f"{head}\n{line(A, 'I WAYAN SUDARMA')}\n{line(B, 'NI LUH SARI')}")
    assert (found.result.rows_read, found.result.accepted) == (2, 2)
    assert [worker.nik for worker in found.workers] == [A, B]


def test_a_part_that_lost_its_zero_is_told_at_the_first_part() -> None:
    head, rest = "NO | NIK | | NAMA", f"2 | {B[:6]} | {B[6:]} | SARI\n3 | {A[:6]} | {A[6:]} | SUDARMA"
    found = result(f"{head}\n1 | 510403 | #107900003 | RAI\n{rest}")
    assert places(found.findings) == ["N02 B2"]


def test_a_number_behind_a_short_nik_is_no_part_of_it() -> None:
    found = result(
        f"NO | NIK | | NAMA\n1 | 510403 | 0812345678 | RAI\n2 | {A} | 0812345679 | SUDARMA\n3 | {B} | | SARI"
    )
    assert (found.accepted, places(found.findings)) == (2, ["N02 B2"])


NAMES = ("NAMA DEPAN | NAMA BELAKANG", "First Name | Last Name", "NAMA | | \n | | DEPAN | BELAKANG")


@pytest.mark.parametrize("head", NAMES)
def test_a_name_over_two_columns_is_one_name(head: str) -> None:
    (found,) = judge(f"NO | NIK | {head}\n1 | {A} | I WAYAN | SUDARMA\n2 | {B} | SARI | -")
    assert [worker.name for worker in found.workers] == ["I WAYAN SUDARMA", "SARI"]
    assert places(found.result.findings) == []


ADDRESSED = {
    "KATIRIN\\u000aDsn. Krajan RT 1": ("KATIRIN", "Dsn. Krajan RT 1"),
    "KATIRIN, Dsn Krajan": ("KATIRIN", "Dsn Krajan"),
    "KATIRIN, S.Pd., Krajan": ("KATIRIN, S.Pd.", "Krajan"),
    "KATIRIN, SH": ("KATIRIN, SH", ""),
    "KATIRIN / Krajan": ("KATIRIN", "Krajan"),
    "KATIRIN RT 03": ("KATIRIN", "RT 03"),
    "NI LUH SARI, Br. Kaja": ("NI LUH SARI", "Br. Kaja"),
    "ROSMAIDA br SIHOMBING": ("ROSMAIDA br SIHOMBING", ""),
}


@pytest.mark.parametrize("written", ADDRESSED)
def test_a_name_and_an_address_in_one_cell_are_parted(written: str) -> None:
    (found,) = judge(f"NO | NIK | NAMA / ALAMAT\n1 | {A} | {written}")
    assert [(worker.name, worker.address) for worker in found.workers] == [ADDRESSED[written]]
    assert places(found.result.findings) == []


@pytest.mark.parametrize("head", ["NIK;NAMA / ALAMAT;L/P", "NO;NAMA / NIK;L/P"])
def test_of_csv_what_is_parted_is_no_shifted_row(head: str) -> None:
    lines = (
        (f"{A};KATIRIN / Krajan;L", f"{B};SARI / Krajan;P") if head[1] == "I" else (f"1;RAI / {A};L", f"2;SARI / {B};P")
    )
    found = result("\n".join(("--- daftar.csv", head, *lines)))
    assert (found.accepted, places(found.findings)) == (2, [])


def test_an_address_on_a_row_of_its_own_below_the_name_is_no_worker() -> None:
    found = result(f"NO | NAMA DAN ALAMAT | NIK\n1 | SARI | {B}\n | Br. Kaja\n2 | SUDARMA | {A}\n | Br. Kelod")
    assert (found.accepted, places(found.findings)) == (2, ["F11 row 3", "F11 row 5"])


def test_beside_a_name_of_its_own_such_a_column_is_nobody_s() -> None:
    found = result(f"NIK | NAMA | NAMA DAN ALAMAT ISTRI | NAMA DAN ALAMAT\n{A} | SARI | x | y")
    assert (found.accepted, places(found.findings)) == (1, ["F08 C1"])


def test_a_box_left_out_is_a_digit_too_few_at_the_first_box() -> None:
    found = result(f"NIK {BEHIND} | NAMA\n{boxes(A)} | SUDARMA\n{boxes(B[:15])} | | SARI\n{BEHIND} | RAI, S.H.")
    assert (found.rows_read, found.accepted) == (2, 1)
    assert places(found.findings) == ["F11 row 4", "N02 A3"]


def test_columns_behind_a_nik_that_is_whole_are_no_boxes() -> None:
    (one,) = judge(f"NIK | NAMA {BEHIND}{BEHIND}\n{A} | SARI | {boxes(B)}")
    assert (one.result.accepted, [person.nik for person in one.workers]) == (1, [A])


SHARED = {
    "the NIK first": ("NIK / NAMA", "{nik} - {name}"),
    "the name first": ("NAMA / NIK", "{name} / {nik}"),
    "on two lines of the cell": ("NAMA DAN NIK", "{name}\\u000a{nik}"),
    "with a label": ("NAMA LENGKAP, NIK", "{name} (NIK. {nik})"),
    "with dots in the number": ("NAMA/NO. KTP", "{name} NO. KTP: {dotted}"),
    "without a mark between": ("NIK - NAMA", "{nik} {name}"),
    "the NIK in brackets": ("NAMA (NIK)", "{name} ({nik})"),
    "the name in brackets": ("NIK (NAMA)", "{nik} ({name})"),
}


@pytest.mark.parametrize("case", SHARED)
def test_a_nik_and_a_name_in_one_cell_are_parted(case: str) -> None:
    heading, form = SHARED[case]
    people = ((A, "I WAYAN SUDARMA"), (B, "NI LUH SARI, S.Pd"))
    lines = [form.format(nik=n, name=name, dotted=f"{n[:6]}.{n[6:12]}.{n[12:]}") for n, name in people]
    (one,) = judge(f"NO | {heading} | L/P\n1 | {lines[0]} | L\n2 | {lines[1]} | P\n | JUMLAH | 2")
    assert places(one.result.findings) == ["F11 row 4"]
    assert [(person.nik, person.name) for person in one.workers] == list(people)


def test_a_word_in_brackets_that_another_column_says_is_no_second_field() -> None:
    (one,) = judge(f"NIK | NAMA (KTP)\n{A} | I WAYAN SUDARMA")
    assert [(person.nik, person.name) for person in one.workers] == [(A, "I WAYAN SUDARMA")]
    (absent,) = [one for one in result("NAMA (KTP) | L/P\nI WAYAN SUDARMA | L").findings if one.kind.code == "F06"]
    assert absent.message("id") == "Kolom wajib tidak ada: NIK."


def test_what_is_wrong_in_a_cell_that_holds_both_is_told_at_that_cell() -> None:
    first = f"{A} - I WAYAN SUDARMA"
    cells = (first, "510403120380000O SARI", C, "NI LUH RAI", f"{B} - NI LUH SARI", "51040312 MADE", first)
    numbered = "\n".join(f"{number} | {cell} | Br. Kaja" for number, cell in enumerate(cells, 1))
    found = result(f"NO | NIK / NAMA | ALAMAT\n{numbered}")
    assert (found.rows_read, found.accepted) == (7, 2)
    assert places(found.findings) == ["D01 B8", "N01 B5", "N02 B7", "N03 B3", "P01 B4"]


def test_the_mapping_names_the_column_of_both_twice() -> None:
    (one,) = judge(f"NIK / NAMA | L/P\n{A} - I WAYAN SUDARMA | L", details="")
    assert [(column.cell, column.field) for column in one.columns] == [("A1", "name"), ("A1", "nik"), ("B1", "sex")]
    assert {cell[:2] for cell in one.rows[0].cells} == {("name", "A2"), ("sex", "B2"), ("nik", "A2")}


REFUSED = {
    "people are columns": (
        f"NO | 1 | 2\nNIK | {A} | {B}\nNAMA | I WAYAN SUDARMA | NI LUH SARI\nL/P | L | P",
        ["F05 [Sheet1]", "F10 -"], "Transpose"),
    "people are columns, under a title": (
        f"DAFTAR PEKERJA\n\n | NIK : | {A} | {B}\n | NAMA : | SUDARMA | SARI\n | TGL LAHIR : | 12-03-1980 | 12-03-1985",
        ["F05 [Sheet1]", "F10 -"], "kolom B"),
    "name above, NIK below": (
        f"NO | NAMA / NIK | L/P\n1 | I WAYAN SUDARMA | L\n | {A} |\n2 | NI LUH SARI | P\n | {B} |",
        ["F06 [Sheet1]", "F10 -"], "kolom B"),
    "two tables side by side": (
        f"NO | NIK | NAMA | | NO | NIK | NAMA\n1 | {A} | SUDARMA | | 2 | {B} | SARI",
        ["F07 F1", "F07 G1", "F10 -"], "berdampingan"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("beside", [False, True])
def test_a_shape_that_is_not_read_is_told_with_what_to_do(case: str, beside: bool) -> None:
    text, expected, word = REFUSED[case]
    if beside:  # another sheet that is read: the first is told all the same
        text = f"[Sheet1]\n{text}\n[B]\nNIK | NAMA\n{C} | RAI"
        expected = [one for one in expected if one != "F10 -"]
    found = result(text)
    assert (found.rows_read, places(found.findings)) == (int(beside), expected)
    assert any(word in one.message("id") for one in found.findings)


def test_an_heir_beside_the_worker_is_no_second_table() -> None:
    text = f"NO | NIK | NAMA | NIK AHLI WARIS | NAMA AHLI WARIS\n1 | {A} | SUDARMA | {B} | SARI"
    (sheet,) = read_roster("a.xlsx", FileBytes(workbook(text), ""), headings("roster"), Limits()).sheets
    assert ([shown(sheet.value(row, "nik")) for row in sheet.workers], sheet.shape) == ([A], None)


SOURCES_TICKED = {
    "ticks": (("v", "", "APBD"), ("", "√", "Dana Desa"), ("x", "", "APBD")),
    "words": (("APBD", "", "APBD"), ("", "DD", "Dana Desa"), ("APBD", "", "APBD")),
}


@pytest.mark.parametrize("case", SOURCES_TICKED)
def test_a_tick_below_the_name_of_a_source_says_who_pays(case: str) -> None:
    rows = zip((A, B, C), ("SUDARMA", "SARI", "RAI"), SOURCES_TICKED[case], strict=True)
    lines = [f"{nik} | {name} | {apbd} | {village} | Petani" for nik, name, (apbd, village, _) in rows]
    head = "NIK | NAMA | SUMBER DANA | | PEKERJAAN\n | | APBD | DANA DESA |"
    (found,) = judge("\n".join((head, *lines)))
    assert [worker.source for worker in found.workers] == ["apbd", "dana_desa", "apbd"]
    assert places(found.result.findings) == []


def test_two_ticks_are_a_source_that_nobody_has() -> None:
    head = "NIK | NAMA | SUMBER DANA | | PEKERJAAN\n | | APBD | DANA DESA |"
    found = result(f"{head}\n{A} | SUDARMA | v | | Petani\n{B} | SARI | v | v | Petani")
    assert places(found.findings) == ["S02 C4"]


def test_columns_below_the_source_that_are_no_sources_are_read_as_before() -> None:
    head = "NIK | NAMA | SUMBER DANA | | PEKERJAAN\n | | NAMA SUMBER | TAHUN |"
    (found,) = judge(f"{head}\n{A} | SUDARMA | APBD | 2026 | Petani")
    assert [worker.source for worker in found.workers] == ["apbd"]
