"""The income bands of PP 44/2015 annex II: from which income on, and the premium of each programme in the band."""

import csv
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.law.data_file import read_text, wrong

USUAL = "bpu-income-bands.csv"
"""The table in force, in the folder of the law's data."""
_COLUMNS = ("income_from", "income_basis", "jkk", "jht")


class Bands(NamedTuple):
    """A table of bands, lowest first; the columns run in parallel and hold whole rupiah."""

    income_from: tuple[int, ...]
    income_basis: tuple[int, ...]
    jkk: tuple[int, ...]
    jht: tuple[int, ...]

    def band(self, income: int) -> int:
        """Give the index, from 0, of the highest band whose first income is not above the income."""
        return max(bisect_right(self.income_from, income) - 1, 0)


def read_bands(path: Path) -> Bands:
    """Read a table; a SettingsError when it is not ascending from 0, or holds anything but whole rupiah."""
    rows = list(csv.reader(read_text(path).splitlines()))
    if not rows or tuple(rows[0]) != _COLUMNS or len(rows) < 2:
        raise wrong(path, f"the columns are {', '.join(_COLUMNS)}")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(_COLUMNS) or not all(cell.isascii() and cell.isdigit() for cell in row):
            raise wrong(path, f"line {number} is not four whole amounts")
    bands = Bands(*(tuple(int(cell) for cell in column) for column in zip(*rows[1:], strict=True)))
    if bands.income_from[0] != 0 or any(a >= b for a, b in zip(bands.income_from, bands.income_from[1:], strict=False)):
        raise wrong(path, "income_from starts at 0 and rises")
    return bands
