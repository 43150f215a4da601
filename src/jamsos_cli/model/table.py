"""A table for people: what reports make and writers turn into bytes."""

from collections.abc import Iterable, Sequence
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


def text_columns(headings: Iterable[tuple[Text, int]]) -> tuple[TableColumn, ...]:
    """Give a column of text for each heading and width."""
    return tuple(TableColumn(heading, width=width) for heading, width in headings)


class Table(NamedTuple):
    """A titled table; every row has one value a column (str, int, or None for an empty cell)."""

    title: Text
    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[str | int | None]]
    totals: tuple[str | int | None, ...] | None = None
    """last row, set off from the others."""
    note: Text | None = None
    """a sentence below."""
