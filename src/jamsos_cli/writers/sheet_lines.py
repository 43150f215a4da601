"""A sheet of an xlsxwriter workbook whose rows are put down as whole lines.

xlsxwriter makes an object and a dozen calls of every cell, about 9 microseconds; a month of 12.800 people has 300.000
cells, and its papers would take longer than all the rest. Here a row is one piece of XML. All but the rows (columns,
panes, page, formats) stays xlsxwriter's; `write_...` of a sheet made of this class does nothing.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from xlsxwriter.worksheet import Worksheet

from jamsos_cli.model.place import column_letters


class SheetLines(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet that takes its rows by `add_line`, from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []

    def add_line(self, row: int, cells: Sequence[str], height: float | None = None) -> None:
        """Add a row (from 0): its cells from the first column on, without their addresses, and its height in points."""
        number = str(row + 1)
        tall = "" if height is None else f' ht="{height}" customHeight="1"'
        pieces = [f'<c r="{letters}{number}"{cell}' for letters, cell in zip(_columns(len(cells)), cells, strict=True)]
        self._lines.append(f'<row r="{number}"{tall}>{"".join(pieces)}</row>')
        self._check_dimensions(row, max(len(cells) - 1, 0))

    def _write_rows(self) -> None:
        """Write the rows where xlsxwriter writes its own."""
        self.fh.write("".join(self._lines))


def look_index(made: Any) -> int:
    """Give the index by which cells name a format of the workbook."""
    index: int = made._get_xf_index()  # what xlsxwriter's own cells are written with
    return index


@cache
def _columns(count: int) -> tuple[str, ...]:
    return tuple(column_letters(index) for index in range(count))
