"""A file for somebody else's program: headings in the first row, every cell text, nothing else."""

from collections.abc import Sequence
from datetime import date

from jamsos_cli.writers.new_book import new_book
from jamsos_cli.writers.workbook import safe_text


def upload_workbook(sheet: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, created: date) -> bytes:
    """Give an xlsx of one sheet in which every cell is text; the same rows and day give the same bytes."""
    with new_book(created) as (book, made):
        text = book.add_format({"num_format": "@"})
        page = book.add_worksheet(sheet)
        page.set_column(0, len(headings) - 1, 18, text)
        for place, row in enumerate((headings, *rows)):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(place, column, safe_text(cell), text)
    return made.getvalue()
