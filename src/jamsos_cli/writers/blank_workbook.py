"""What every blank workbook has: headings, rows to fill in with a hint and a check each, and a sheet that explains.

Cells to fill in are open and hold their type; all else is locked, without a password.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.roster import OWN_SHEET
from jamsos_cli.writers.new_book import set_page, set_wide_page

INSTRUCTIONS = "Petunjuk"
HEADING_ROW = 3
"""row of the headings, from 0: below the title, a word of help and an empty row."""
FIRST_ROW = HEADING_ROW + 1
_MUST, _MAY = "#FFE699", "#D9E2EC"
_CODES = {"text": "@", "date": "dd-mm-yyyy", "rupiah": "#,##0", "whole": "0"}
NIK_CHECK = {"validate": "length", "criteria": "==", "value": 16}
"""check of a column of NIKs."""
_ALLOWED = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
_LINE, _ROW = 15, 18
"""points, of a line of text and of a row to fill in: on paper there is room to write by hand."""
_TITLES, _WIDTHS = ("Kolom", "Wajib", "Cara mengisi", "Contoh"), (26, 14, 84, 28)


class Column(NamedTuple):
    """One column to fill in."""

    heading: str
    width: int
    look: Literal["text", "date", "rupiah", "whole"]
    says: str
    """what to fill in; shown when the cell is chosen, so at most 255 characters."""
    example: str = ""
    choices: str = ""
    """which list of choices it takes its drop-down from; "" for none."""
    required: bool = False


class Looks(NamedTuple):
    """The formats of cells to fill in, by the look of their column."""

    loose: dict[str, Any]
    """for whole columns."""
    boxed: dict[str, Any]
    """for the rows that stand ready."""


def looks(book: Any, codes: Mapping[str, str] = _CODES) -> Looks:
    """Make the formats; `codes` has look -> Excel's own number format."""
    loose = {look: book.add_format({"num_format": code, "locked": False}) for look, code in codes.items()}
    boxed = {look: book.add_format({"num_format": code, "locked": False, "border": 1}) for look, code in codes.items()}
    return Looks(loose, boxed)


def write_headings(book: Any, sheet: Any, columns: Sequence[Column], title: str, said: str, *, frozen: int) -> None:
    """Write what is locked: the title, a word of help and the headings; the first `frozen` columns stay in sight."""
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, said, book.add_format({"italic": True}))
    shared = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    must, may = (book.add_format(shared | {"bg_color": colour}) for colour in (_MUST, _MAY))
    for index, column in enumerate(columns):
        sheet.write_string(HEADING_ROW, index, column.heading, must if column.required else may)
    sheet.set_row(HEADING_ROW, 2 * _LINE)
    sheet.freeze_panes(FIRST_ROW, frozen)
    set_wide_page(sheet, HEADING_ROW, [column.width for column in columns], frozen)
    sheet.set_footer("&R&8&P / &N")


def lock(sheet: Any) -> None:
    """Lock what is not open to fill in, without a password; rows may be added, taken away and sorted."""
    sheet.protect("", dict.fromkeys(_ALLOWED, True))


def write_rows(
    book: Any, sheet: Any, columns: Sequence[Column], rows: int, filled: Mapping[int, str] | None = None
) -> None:
    """Write numbered rows, all alike: `filled` has column (from 0) -> text that already stands there."""
    made, given = looks(book), filled or {}
    number = book.add_format({"locked": False, "border": 1, "align": "center"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, made.loose[column.look])
    for place in range(rows):
        sheet.set_row(FIRST_ROW + place, _ROW)
        sheet.write_number(FIRST_ROW + place, 0, place + 1, number)
        for index, column in enumerate(columns[1:], 1):
            if index in given:
                sheet.write_string(FIRST_ROW + place, index, given[index], made.boxed[column.look])
            else:
                sheet.write_blank(FIRST_ROW + place, index, None, made.boxed[column.look])


def check_rows(sheet: Any, rows: int, checks: Sequence[Mapping[str, object]]) -> None:
    """Let the workbook check what is filled in: a check for each column, from the first row on."""
    for index, check in enumerate(checks):
        sheet.data_validation(FIRST_ROW, index, FIRST_ROW + rows - 1, index, check)


def hint(column: Column) -> dict[str, object]:
    """Give the check that lets everything through and says what to fill in."""
    return {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.says,
        "error_title": column.heading,
        "error_message": column.says,
    }


def write_instructions(
    book: Any, sheet: Any, columns: Sequence[Column], rules: Sequence[str], required: str = "ya"
) -> int:
    """Write how the workbook is filled: the rules, then a row for each column. Give the first row below, from 0.

    `required` is said of columns that must be filled. There are examples where any column has one.
    """
    sheet.write_string(0, 0, f"PETUNJUK PENGISIAN {OWN_SHEET}", book.add_format({"bold": True, "font_size": 14}))
    for row, rule in enumerate(rules, 2):
        sheet.write_string(row, 0, f"{row - 1}. {rule}")
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    shown = len(_TITLES) if any(column.example for column in columns) else len(_TITLES) - 1
    lines = [(one.heading, required if one.required else "", one.says, one.example)[:shown] for one in columns]
    set_page(sheet)
    sheet.protect("")
    return write_lines(book, sheet, len(rules) + 3, _TITLES[:shown], lines)


def write_lines(book: Any, sheet: Any, top: int, titles: Sequence[str], lines: Sequence[tuple[str, ...]]) -> int:
    """Write titles and lines of an instruction sheet from row `top` on, as high as their text; give the row below."""
    bold = book.add_format({"bold": True, "bg_color": _MAY, "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for index, title in enumerate(titles):
        sheet.write_string(top, index, title, bold)
    for row, cells in enumerate(lines, top + 1):
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, wrapped)
        sheet.set_row(row, _LINE * max(1 + len(cell) // width for cell, width in zip(cells, _WIDTHS, strict=False)))
    return top + 1 + len(lines)


def write_checked(
    book: Any, sheet: Any, below: int, said: str, titles: Sequence[str], lines: Sequence[tuple[str, ...]]
) -> None:
    """Write what is checked once the workbook is sent, under a line that says so; `below` the instructions, from 0."""
    sheet.write_string(below + 1, 0, said, book.add_format({"bold": True}))
    write_lines(book, sheet, below + 2, titles, lines)
