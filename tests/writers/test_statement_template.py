"""The blank statement, filled in, is what reconcile reads."""

from datetime import date
from io import BytesIO

import openpyxl

from jamsos_cli.law.headings import headings
from jamsos_cli.model.month import Month
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.statement import read_statement
from jamsos_cli.settings import Limits
from jamsos_cli.writers.statement_template import SHEET, statement_workbook

NOVEMBER, DAY = Month(2026, 11), date(2026, 11, 20)
BLANK = statement_workbook(NOVEMBER, created=DAY)


def filled(*rows: tuple[object, ...]) -> list[dict[str, object]]:
    """Fill the columns from NIK on, row by row, and read the statement."""
    book = openpyxl.load_workbook(BytesIO(BLANK))
    for row, cells in enumerate(rows, 5):
        for column, value in enumerate(cells, 2):
            if value is not None:
                book[SHEET].cell(row, column).value = value
    saved = BytesIO()
    book.save(saved)
    read = read_statement("a.xlsx", FileBytes(saved.getvalue(), ""), headings("statement"), Limits(), NOVEMBER, DAY)
    assert read.says_month
    return [dict(zip(read.lines, line, strict=True)) for line in zip(*read.lines.values(), strict=True)]


def test_every_column_is_read_as_what_it_says():
    (line,) = filled(
        ("5104031203800001", "I Wayan", "12345", None, 10000, 6800, None, None, "AKTIF", date(2026, 11, 10), "B-1")
    )
    said = {name: line[name] for name in ("row", "nik", "usable", "name", "iuran_month", "jkk", "jkm", "jht", "total")}
    assert said == {
        "row": 5, "nik": "5104031203800001", "usable": True, "name": "I Wayan", "iuran_month": "2026-11", "jkk": 10000,
        "jkm": 6800, "jht": None, "total": 16800,
    }  # fmt: skip
    assert (line["status"], line["paid_on"], line["reference"], line["remark"]) == ("active", "2026-11-10", "B-1", "")


def test_the_choices_of_status_mean_what_they_say():
    people = [(f"510403120380000{n}", "Made", None, None, 10000) for n in range(1, 4)]
    statuses = ("AKTIF", "TIDAK AKTIF", "BATAL")
    rows = filled(*((*person, None, None, None, status) for person, status in zip(people, statuses, strict=True)))
    assert [row["status"] for row in rows] == ["active", "inactive", "reversed"]


def test_rows_left_empty_are_no_lines():
    assert filled() == []


def test_niks_are_text_cells_and_headings_are_locked():
    sheet = openpyxl.load_workbook(BytesIO(BLANK))[SHEET]
    assert sheet["B5"].number_format == "@" and not sheet["B5"].protection.locked
    assert sheet.protection.sheet and all(cell.protection.locked for cell in sheet[4])


def test_the_same_month_gives_the_same_bytes():
    assert statement_workbook(NOVEMBER, created=DAY) == BLANK
