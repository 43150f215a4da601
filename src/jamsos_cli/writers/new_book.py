"""A new xlsx in memory that says who made it and when, so that the same content and day give the same bytes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any

_A4 = 9
_MARGIN, _FOOT = 0.4, 0.6
"""inches."""
_PAGE = int((11.69 - 2 * _MARGIN) * 96)
"""pixels between the margins of landscape A4, as wide as Excel counts columns at 100%."""
_LEAST_SCALE = 70
"""percent; letters of 11 points would be smaller than 8 below it."""


@contextmanager
def new_book(created: date) -> Iterator[tuple[Any, BytesIO]]:
    """Give an xlsxwriter workbook to fill, and the buffer that holds its bytes once the block is left."""
    import xlsxwriter

    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    yield book, made
    book.close()


def set_page(sheet: Any, heading_row: int | None = None) -> None:
    """Print a sheet on landscape A4, as wide as the page, its headings (row from 0, where it has any) on every one."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if heading_row is not None:
        sheet.repeat_rows(heading_row)


def set_wide_page(sheet: Any, heading_row: int, widths: Sequence[int], fixed: int) -> None:
    """Print a sheet on landscape A4 so that it can be read: where one page is too narrow for it, over two side by side.

    `widths` are those of its columns in characters; the first `fixed` of them stand on both pages, the headings on all.
    """
    set_page(sheet, heading_row)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_FOOT)
    if _LEAST_SCALE * sum(7 * width + 5 for width in widths) > 100 * _PAGE:
        # Not by a break of our own: how wide a column is depends on the fonts of the PC that prints.
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0, fixed - 1)
        sheet.print_across()
