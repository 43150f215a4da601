"""A sheet of an xlsxwriter workbook whose rows are put down as whole lines.

xlsxwriter makes an object and a dozen calls of every cell, about 9 microseconds; a month of 12.800 people has 300.000
cells, and its papers would take longer than all the rest. Here a row is one piece of XML. All but the rows (columns,
panes, page, formats) stays xlsxwriter's; `write_...` of a sheet made of this class does nothing.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from xlsxwriter.worksheet import Worksheet

from jamsos_cli.model.place import column_letters

_LIKE_ESCAPE = re.compile("(_x[0-9A-Fa-f]{4}_)")
"""Excel reads _x0041_ in a text as A."""


Cell = tuple[str | int, int]
"""A value and its format, of `look_index`: text stays text, a number is a number, "" is empty with its border."""


class SheetLines(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet that takes its rows by `add_line`, from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []

    def add_line(self, row: int, cells: Sequence[Cell], height: float | None = None) -> None:
        """Add a row (from 0), its cells from the first column on, its height in points where it is not the usual."""
        number = str(row + 1)
        tall = "" if height is None else f' ht="{height}" customHeight="1"'
        pieces = [_xml(letters + number, cell) for letters, cell in zip(_columns(len(cells)), cells, strict=True)]
        self._lines.append(f'<row r="{number}"{tall}>{"".join(pieces)}</row>')
        self._check_dimensions(row, max(len(cells) - 1, 0))

    def _write_rows(self) -> None:
        """Write the rows where xlsxwriter writes its own."""
        self.fh.write("".join(self._lines))


def look_index(made: Any) -> int:
    """Give the index by which cells name a format of the workbook."""
    index: int = made._get_xf_index()  # what xlsxwriter's own cells are written with
    return index


def _xml(name: str, cell: Cell) -> str:
    value, look = cell
    if value == "":
        return f'<c r="{name}" s="{look}"/>'
    if isinstance(value, int):
        return f'<c r="{name}" s="{look}"><v>{value}</v></c>'
    text = escape(value, quote=False)
    if "_x" in text:
        text = _LIKE_ESCAPE.sub(r"_x005F\1", text)
    keep = "" if text[0].isalnum() and text[-1].isalnum() and "\n" not in text else ' xml:space="preserve"'
    return f'<c r="{name}" s="{look}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'


@cache
def _columns(count: int) -> tuple[str, ...]:
    return tuple(column_letters(index) for index in range(count))
