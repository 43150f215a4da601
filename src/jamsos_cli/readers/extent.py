"""How far the filled cells of a sheet reach: what decides whether the library can hold it."""

from typing import NamedTuple

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import Grid, Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import Limits

_DENSE_CELLS = 4_000_000
_DENSITY = 50
_MOST_CELLS = 10_000_000
"""calamine holds the whole rectangle from the first filled cell to the last, about 32 bytes a cell."""


class Refused(Exception):  # noqa: N818  a way out of nested readers, caught where the reading begins
    """The bytes are not what a spreadsheet program writes."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.kind)
        self.trouble = trouble


class Extent(NamedTuple):
    """The filled cells of one sheet: how many, and which lie lowest and farthest to the right (1-based)."""

    filled: int = 0
    lowest: tuple[int, int] = (0, 0)
    """(row, column)."""
    widest: tuple[int, int] = (0, 0)

    @property
    def cells(self) -> int:
        """Cells of the rectangle that reaches to all of them."""
        return self.lowest[0] * self.widest[1]

    @property
    def sparse(self) -> bool:
        """Whether the rectangle is large and nearly all of it empty, or larger than memory."""
        return self.cells > _MOST_CELLS or (self.cells > _DENSE_CELLS and self.filled * _DENSITY < self.cells)


def too_far(extent: Extent, limits: Limits) -> Trouble | None:
    """Say which filled cell lies too far to the right or below; formatted empty cells are no harm."""
    down, right = _address(extent.lowest), _address(extent.widest)
    if extent.widest[1] > limits.columns:
        return too_large(
            f"sel {right} berisi sesuatu jauh di kanan (batas {limits.columns} kolom); hapus isi sel itu",
            f"cell {right} holds something far to the right (limit {limits.columns} columns); clear it",
        )
    if extent.lowest[0] > limits.rows:
        return too_large(f"lebih dari {limits.rows} baris (sel {down})", f"over {limits.rows} rows (cell {down})")
    if extent.sparse:
        cells = down if down == right else f"{down} / {right}"
        return too_large(
            f"sel {cells} berisi sesuatu jauh dari daftar; hapus isi sel itu",
            f"cell {cells} holds something far from the list; clear it",
        )
    if extent.filled > limits.cells:
        return too_many_cells(limits)
    return None


def past_limits(grid: Grid, limits: Limits) -> Trouble | None:
    """Say what of a grid is past the limits: not every format was looked at before."""
    where = f" di lembar {grid.name!r}" if grid.name else ""
    sheet = f" in sheet {grid.name!r}" if grid.name else ""
    if grid.rows and grid.rows[-1].number > limits.rows:
        return too_large(f"lebih dari {limits.rows} baris{where}", f"over {limits.rows} rows{sheet}")
    if grid.rows and max(len(row.values) for row in grid.rows) > limits.columns:
        return too_large(f"lebih dari {limits.columns} kolom{where}", f"over {limits.columns} columns{sheet}")
    if len(grid.rows) * limits.columns > limits.cells and _filled(grid) > limits.cells:
        return too_many_cells(limits)
    most = limits.cell_characters
    for row in grid.rows:
        for value in row.values:
            if value.__class__ is str and len(value) > most:
                cell = f"{column_letters(row.values.index(value))}{row.number}"
                return too_large(
                    f"sel {cell}{where} berisi {len(value)} karakter (batas {most}); pendekkan isinya",
                    f"cell {cell}{sheet} holds {len(value)} characters (limit {most}); shorten it",
                )
    return None


def _filled(grid: Grid) -> int:
    return sum(len(row.values) - row.values.count("") for row in grid.rows)


def too_many_cells(limits: Limits) -> Trouble:
    """Make the trouble of a sheet with more filled cells than memory should hold."""
    return too_large(f"lebih dari {limits.cells} sel berisi (batas cells)", f"over {limits.cells} filled cells")


def too_many_rows(limits: Limits) -> Trouble:
    """Make the trouble of a roster with more rows than any office has workers."""
    most = limits.filled_rows
    return too_large(
        f"lebih dari {most} baris terisi (batas filled_rows); bagi per desa",
        f"over {most} filled rows (limit filled_rows); part it by village",
    )


def too_large(indonesian: str, english: str) -> Trouble:
    """Make a trouble of a file past the limits."""
    return Trouble("too_large", Text(indonesian, english))


def unreadable(indonesian: str, english: str) -> Trouble:
    """Make a trouble of a file that cannot be read."""
    return Trouble("unreadable", Text(indonesian, english))


FILLER = too_large(
    "isinya mengembang sangat besar tanpa isi sel; buka dan simpan ulang dengan Excel",
    "it expands into filler that no cell needs; open it in Excel and save it again",
)


DISORDER = unreadable(
    "nomor barisnya tidak urut; buka dan simpan ulang dengan Excel", "its rows are numbered out of order"
)


def _address(cell: tuple[int, int]) -> str:
    return f"{column_letters(cell[1] - 1)}{cell[0]}"
