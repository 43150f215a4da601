"""Cells merged over several people, in each format: one PEKERJAAN beside all of them is said of all."""

import struct
from io import BytesIO

import pytest
import xlsxwriter
from old_excel import label, xls
from old_excel import record as old_record
from test_binary import record, row, text, xlsb
from test_odd_cells import line, marked_ods, said

from jamsos_cli.model.result import FileResult
from jamsos_cli.readers.noted_marks import MOST_MERGED
from jamsos_cli.readers.worksheet_scan import Scan, scan_worksheet
from jamsos_cli.settings import Limits
from roster_text import judge_files, places

A, B, C = "5104031203800001", "5171015203850002", "5104035507900003"
HEAD = ("NIK", "NAMA", "PEKERJAAN")
PEOPLE = ((A, "I WAYAN SUDARMA", "Petani"), (B, "NI LUH SARI", ""), (C, "NI MADE RAI", ""))
DOWN = ' table:number-rows-spanned="3" table:number-columns-spanned="1"'


def of_xlsx(*, over: str = "C2:C4", formula: bool = False, head: tuple[str, ...] = HEAD) -> bytes:
    """With a formula that was never calculated it is no plain sheet, and expat reads it."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(over, "")
        for at, cells in enumerate((head, *PEOPLE)):
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(at, column, cell)
        if formula:
            sheet.write_formula("J9", "=A1", None, "")
    return made.getvalue()


def of_xls() -> bytes:
    cells = [
        label(at, column, cell)
        for at, cells in enumerate((HEAD, *PEOPLE), 1)
        for column, cell in enumerate(cells)
        if cell
    ]
    return xls([*cells, old_record(0xE5, struct.pack("<HHHHH", 1, 1, 3, 2, 2))])


def of_xlsb() -> bytes:
    cells = [
        part
        for at, cells in enumerate((HEAD, *PEOPLE), 1)
        for part in (row(at), *(text(column, cell) for column, cell in enumerate(cells) if cell))
    ]
    merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 1, 3, 2, 2)) + record(178)
    return xlsb([*cells, record(146), merged])


def of_ods() -> bytes:
    first, *others = PEOPLE
    covered = "<table:covered-table-cell/>"
    return marked_ods(
        line(*map(said, HEAD)),
        line(said(first[0]), said(first[1]), said(first[2], DOWN)),
        *(line(said(nik), said(name), covered) for nik, name, _ in others),
    )


FORMATS = {
    "xlsx": of_xlsx(),
    "xlsx with a formula": of_xlsx(formula=True),
    "over two columns": of_xlsx(over="C2:D4"),
    "xls": of_xls(),
    "xlsb": of_xlsb(),
    "ods": of_ods(),
}


def judged(data: bytes) -> FileResult:
    (one,) = judge_files([("daftar", data)])
    return one.result


@pytest.mark.parametrize("case", FORMATS)
def test_a_cell_merged_over_several_people_is_said_of_each(case: str) -> None:
    found = judged(FORMATS[case])
    assert (found.accepted, found.rejected, places(found.findings)) == (3, 0, [])


def test_a_merged_cell_says_nothing_of_the_rows_beside_and_below_it() -> None:
    assert places(judged(of_xlsx(over="C2:C3")).findings) == ["E04 C4"]
    assert places(judged(of_xlsx(over="C2:D2")).findings) == ["E04 C3", "E04 C4"]


def test_a_merged_heading_is_no_value_of_the_rows_it_covers() -> None:
    assert places(judged(of_xlsx(over="D1:D4")).findings) == ["E04 C3", "E04 C4"]


def test_what_is_of_one_person_is_said_of_the_first_alone() -> None:
    assert places(judged(of_xlsx(over="B2:B4", head=("NIK", "PEKERJAAN", "NAMA"))).findings)[:2] == ["P01 C3", "P01 C4"]
    assert places(judged(of_xlsx(head=("NIK", "NAMA", "L/P"))).findings) == ["P06 C2", "P06 C3", "P06 C4"]
    told = [one.value for one in judged(of_xlsx(head=("NIK", "NAMA", "L/P"))).findings if one.kind.code == "P06"]
    assert told == ["Petani", "", ""]


@pytest.mark.parametrize("comment", [b"", b"<!-- read by expat -->"])
def test_merged_cells_without_end_are_looked_at_as_far_as_a_list_may_need(comment: bytes) -> None:
    many = b'<mergeCell ref="A2:A3"/>' * (MOST_MERGED + 5)
    scan = scan_worksheet(b"<worksheet><sheetData></sheetData>" + comment + many + b"</worksheet>", Limits())
    assert isinstance(scan, Scan)
    assert len(scan.marks.merged) == MOST_MERGED


def test_a_cell_merged_over_two_villages_is_said_of_both() -> None:
    lines = (HEAD, ("DESA SABA",), PEOPLE[0], ("DESA PERING",), PEOPLE[1], PEOPLE[2])
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("C3:C5", "")
        for at, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(at, column, cell)
    (judged,) = judge_files([("daftar.xlsx", made.getvalue())])
    assert [worker.occupation for worker in judged.workers] == ["Petani", "Petani", ""]
