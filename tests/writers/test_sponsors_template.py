"""The blank form for sponsors, filled in, is what `sponsor import` reads."""

from datetime import date
from io import BytesIO

import openpyxl

from jamsos_cli.law.headings import sponsor_headings
from jamsos_cli.model.pledge_form import FormFile
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.sponsors import Layouts, read_forms
from jamsos_cli.settings import Limits
from jamsos_cli.steps.pledge_kinds import KINDS
from jamsos_cli.writers.sponsors_template import ROWS, SHEET, sponsors_workbook

DAY = date(2026, 11, 20)
BLANK = sponsors_workbook(tuple(KINDS.values()), regency="Kabupaten Gianyar", created=DAY)
NIP, NIK = "198503122010012001", "5104031203800001"


def filled(*rows: tuple[object, ...]) -> FormFile:
    """Fill the columns from the sponsor's name on, row by row, and read the form."""
    book = openpyxl.load_workbook(BytesIO(BLANK))
    for row, cells in enumerate(rows, 5):
        for column, value in enumerate(cells, 2):
            book[SHEET].cell(row, column).value = value
    saved = BytesIO()
    book.save(saved)
    layouts = Layouts(sponsor_headings(named=True), sponsor_headings(named=False))
    return read_forms("a.xlsx", FileBytes(saved.getvalue(), "", None), layouts, Limits())


def test_every_column_is_read_as_what_it_says() -> None:
    form = filled(
        ("Ni Made Sari", NIP, "Dinas A", "0812", 1, "2026-11", "12", "JKK+JKM", 184_800, "I Wayan", NIK, "Batubulan")
    )
    (row,) = form.rows
    said = {name: value for name, value in row.values.items() if value not in (None, "") and name != "number"}
    assert said == {
        "name": "Ni Made Sari", "nik": NIP, "opd": "Dinas A", "phone": "0812", "workers": 1, "start": "2026-11",
        "period": "12", "programmes": "JKK+JKM", "amount": 184_800, "worker": "I Wayan", "worker_nik": NIK,
        "village": "Batubulan",
    }  # fmt: skip
    assert (form.unread, form.skipped) == ((), ())


def test_a_full_form_is_read_whole_and_its_numbered_rows_are_nobody() -> None:
    assert len(filled(*(("Ni Made Sari", NIP) for _ in range(ROWS))).rows) == ROWS
    assert filled(("Ni Made Sari", NIP)).rows[0].row == 5


def test_numbers_are_text_headings_are_locked_and_who_it_is_stays_in_sight() -> None:
    sheet = openpyxl.load_workbook(BytesIO(BLANK))[SHEET]
    assert sheet["C5"].number_format == "@" and not sheet["C5"].protection.locked
    assert sheet.protection.sheet and all(cell.protection.locked for cell in sheet[4])
    assert sheet.freeze_panes == "D5"


def test_the_same_day_gives_the_same_bytes() -> None:
    assert sponsors_workbook(tuple(KINDS.values()), regency="Kabupaten Gianyar", created=DAY) == BLANK
