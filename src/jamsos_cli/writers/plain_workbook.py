"""The cells of a roster that is no .xlsx as a workbook of our own: what was text is text, at the same address."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from jamsos_cli.model.marking import csv_sheet
from jamsos_cli.model.roster import CellValue, Grid, shown
from jamsos_cli.writers.new_book import new_book, set_page
from jamsos_cli.writers.workbook import CELL_LIMIT, sheet_names

_NARROW, _WIDE = 8, 45
_SEARCHED = 200
"""rows that say how wide a column should be."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel knows no day before 1900 and one too many after it."""
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_LONG = 10**11
"""Excel shows longer numbers as 5,1E+15 unless told otherwise."""


def plain_workbook(grids: Sequence[Grid], created: date) -> bytes:
    """Give one grid or more, whose names Excel can bear, as .xlsx; the same grids and day give the same bytes.

    A text that begins with = + - or @ stays a text, an error an error. Formats, formulas and widths are not known here.
    """
    with new_book(created) as (book, made):
        looks = {
            name: book.add_format({"num_format": code})
            for name, code in {
                "text": "@", "whole": "0", "day": "dd-mm-yyyy", "moment": "dd-mm-yyyy hh:mm:ss", "time": "[hh]:mm:ss",
            }.items()
        }  # fmt: skip
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            set_page(sheet)
            if grid.hidden:
                sheet.hide()
            _fill(sheet, grid, looks)
        shown_first = next((place for place, grid in enumerate(grids) if not grid.hidden), 0)
        book.worksheets()[shown_first].activate()
    return made.getvalue()


def with_sheet_names(grids: Sequence[Grid], width: int) -> tuple[Grid, ...]:
    """Give grids with names Excel can bear; that of a CSV, which has none, says how many fields its heading has."""
    names = sheet_names(grid.name or csv_sheet(width) for grid in grids)
    return tuple(grid._replace(name=name) for grid, name in zip(grids, names, strict=True))


def _fill(sheet: Any, grid: Grid, looks: dict[str, Any]) -> None:
    widths: dict[int, int] = {}
    for column, first, last in _merged(grid):
        sheet.merge_range(first - 1, column, last - 1, column, "")
    for place, row in enumerate(grid.rows):
        # A title stands alone in its row and may run over; it must not make its column as wide.
        alone = sum(value not in {None, ""} for value in row.values) == 1
        for column, value in enumerate(row.values):
            if value is None or value == "":
                continue
            _write(sheet, (row.number - 1, column), value, looks)
            if place < _SEARCHED and not alone:
                widths[column] = max(widths.get(column, _NARROW), min(len(shown(value)) + 2, _WIDE))
    for cell, error in grid.marks.errors.items():
        sheet.write_formula(cell, f"={error if error in _ERRORS else '#N/A'}", None, error)
    for cell in sorted(grid.marks.uncalculated):
        # What was never calculated must not come back as an empty cell.
        sheet.write_formula(cell, "=#N/A", None, "")
    for number in sorted(grid.marks.hidden):
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for column, width in widths.items():
        sheet.set_column(column, column, width)


def _merged(grid: Grid) -> Iterator[tuple[int, int, int]]:
    """Give what is merged over several rows, down to the last that holds anything; of two that overlap the upper."""
    end = grid.rows[-1].number if grid.rows else 0
    below = (-1, 0)
    for column, first, last in sorted(grid.marks.merged):
        if (column, first) > below and first < min(last, end):
            below = (column, min(last, end))
            yield column, first, min(last, end)


def _write(sheet: Any, at: tuple[int, int], value: CellValue, looks: dict[str, Any]) -> None:
    """Write one value by its type; a day that Excel does not know is written as it reads."""
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float) and isfinite(value):
        sheet.write_number(*at, value, looks["whole"] if abs(value) >= _LONG and value == int(value) else None)
    elif isinstance(value, datetime) and value.date() >= _FIRST_DAY:
        midnight = value.time() == time()
        sheet.write_datetime(*at, value.replace(tzinfo=None), looks["day" if midnight else "moment"])
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        sheet.write_datetime(*at, datetime(value.year, value.month, value.day), looks["day"])  # noqa: DTZ001
    elif isinstance(value, time | timedelta):
        sheet.write_datetime(*at, value, looks["time"])
    else:
        text = shown(value).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        sheet.write_string(*at, text[:CELL_LIMIT], looks["text"])
