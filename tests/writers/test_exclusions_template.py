"""The blank exclusion list, filled in by its own drop-down, is what `exclude` reads."""

from datetime import date
from io import BytesIO

import openpyxl

from jamsos_cli.law.headings import exclusion_headings
from jamsos_cli.model.exclusion import KINDS, ListFile, kind_of
from jamsos_cli.readers.exclusions import read_exclusions
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.settings import Limits
from jamsos_cli.writers.exclusions_template import ROWS, SHEET, exclusions_workbook

DAY = date(2026, 11, 20)
BLANK = exclusions_workbook(regency="Kabupaten Gianyar", created=DAY)


def filled(*rows: tuple[object, ...]) -> ListFile:
    """Fill the columns from NIK on, row by row, and read the list."""
    book = openpyxl.load_workbook(BytesIO(BLANK))
    for row, cells in enumerate(rows, 5):
        for column, value in enumerate(cells, 2):
            if value is not None:
                book[SHEET].cell(row, column).value = value
    saved = BytesIO()
    book.save(saved)
    return read_exclusions("a.xlsx", FileBytes(saved.getvalue(), ""), exclusion_headings({}), Limits(), DAY)


def test_every_column_is_read_as_what_it_says():
    found = filled(
        (
            "5104031203800001",
            "I Wayan Contoh",
            date(1980, 3, 12),
            "Batubulan",
            "meninggal",
            date(2026, 10, 3),
            "akta 1",
        ),
        (None, "Ni Made Contoh", date(1981, 3, 12), "Taro", "ASN/TNI/POLRI", None, None),
    )
    assert [one[:1] + one[2:] for one in found.entries] == [
        ("deceased", 5, "5104031203800001", "I Wayan Contoh", "", "1980-03-12", "Batubulan", "2026-10-03", "akta 1"),
        ("civil-servant", 6, "", "Ni Made Contoh", "MADE CONTOH", "1981-03-12", "Taro", "", ""),
    ]
    assert (found.rows_read, found.unusable, found.unread_kinds) == (2, 0, ())


def test_a_full_workbook_is_read_whole_and_its_other_sheet_and_numbered_rows_are_nobody():
    kinds = [kind.title.id for kind in KINDS]
    found = filled(*((f"510403120380{n:04d}", None, None, None, kinds[n % 5]) for n in range(1, ROWS + 1)))
    assert (found.rows_read, len(found.entries), found.refused) == (ROWS, ROWS, ())


def test_the_drop_down_offers_every_kind_and_each_is_understood():
    sheet = openpyxl.load_workbook(BytesIO(BLANK))[SHEET]
    (offered,) = [check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert [kind_of(word) for word in offered.strip('"').split(",")] == [kind.key for kind in KINDS]


def test_niks_are_text_cells_and_headings_are_locked():
    sheet = openpyxl.load_workbook(BytesIO(BLANK))[SHEET]
    assert sheet["B5"].number_format == "@" and not sheet["B5"].protection.locked
    assert sheet.protection.sheet and all(cell.protection.locked for cell in sheet[4])


def test_the_same_day_gives_the_same_bytes():
    assert exclusions_workbook(regency="Kabupaten Gianyar", created=DAY) == BLANK
