"""A new xlsx in memory that says who made it and when, so that the same content and day give the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any

_A4 = 9


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
