"""Where something stands, as the clerk sees it."""

from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.model.wording import Text


class Place(NamedTuple):
    """File, sheet, row and cell as Excel shows them (1-based; for CSV the line); None where there is none."""

    file: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None


def said_row(file: str, sheet: str | None, row: int | None) -> Text:
    """Say where a row stands; a file or sheet that is "" or None is left out.

    >>> said_row("saba.xlsx", "Daftar", 7).id, said_row("", None, 7).en
    ('saba.xlsx, Daftar, baris 7', 'row 7')
    """
    before = "".join(f"{name}, " for name in (file, sheet) if name)
    return Text(f"{before}baris {row}", f"{before}row {row}")


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


def column_number(address: str) -> int:
    """Give the column, from 1, that an address in capitals or its letters alone name.

    >>> column_number("B7"), column_number("AB")
    (2, 28)
    """
    number = 0
    for letter in address.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number
