"""Where something stands, as the clerk sees it."""

from functools import lru_cache
from typing import NamedTuple


class Place(NamedTuple):
    """File, sheet, row and cell as Excel shows them (1-based; for CSV the line); None where there is none."""

    file: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None


@lru_cache(maxsize=256)
def column_letters(index: int) -> str:
    """Give the letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
