"""A table for people: what reports make and writers turn into bytes."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from jamsos_cli.model.wording import Text


class Shape(StrEnum):
    """How a column is set: text to the left, numbers to the right, rupiah with dots and Rp."""

    TEXT = "text"
    WHOLE = "whole"
    RUPIAH = "rupiah"


class TableColumn(NamedTuple):
    """One column: its heading and shape, and how wide it should be in a workbook (characters)."""

    heading: Text
    shape: Shape = Shape.TEXT
    width: int = 14


def text_column(indonesian: str, english: str, width: int = 14) -> TableColumn:
    """Give a column of text by its heading."""
    return TableColumn(Text(indonesian, english), width=width)


def whole_column(indonesian: str, english: str, width: int) -> TableColumn:
    """Give a column of numbers by its heading."""
    return TableColumn(Text(indonesian, english), Shape.WHOLE, width)


def rupiah_column(indonesian: str, english: str, width: int) -> TableColumn:
    """Give a column of money by its heading."""
    return TableColumn(Text(indonesian, english), Shape.RUPIAH, width)


class Table(NamedTuple):
    """A titled table; every row has one value a column (str, int, or None for an empty cell)."""

    title: Text
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[str | int | None]]
    totals: tuple[str | int | None, ...] | None = None
    """last row, set off from the others."""
    note: Text | None = None
    """a sentence below."""
