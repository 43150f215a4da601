"""The workbook of questions, filled in and sent back: its answers, row by row, as they were written."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model.decision_sheet import BY, DECISION, KEY, READ, REASON, RULED, UNTIL
from jamsos_cli.model.layout import bare_heading
from jamsos_cli.model.roster import Grid, Row, shown
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.settings import Limits

_NEEDED = (KEY, DECISION, REASON, BY)
_MISSING = Text(
    "{name}: kolom {columns} tidak ada; judul kolom tidak boleh diubah atau dihapus. Isi lagi daftar aslinya, atau "
    "buat yang baru: jamsos dedupe --format xlsx --out putusan.xlsx",
    "{name}: the columns {columns} are not there; their headings must not be changed or taken away. Fill in the "
    "list as it was made, or make a new one: jamsos dedupe --format xlsx --out putusan.xlsx",
)
_NO_SHEET = Text(
    "{name}: bukan daftar putusan; kolom ID, PUTUSAN, ALASAN PUTUSAN, dan DIPUTUSKAN OLEH tidak ada. "
    "Buat dengan: jamsos dedupe --format xlsx --out putusan.xlsx",
    "{name}: no sheet of rulings; the columns ID, PUTUSAN, ALASAN PUTUSAN and DIPUTUSKAN OLEH are not there. "
    "Make one with: jamsos dedupe --format xlsx --out putusan.xlsx",
)


class Answer(NamedTuple):
    """One row, as written; blanks tidied."""

    sheet: str
    row: int
    key: str
    ruled: str
    decision: str
    reason: str
    by: str
    until: str


def read_decisions(name: str, read: FileBytes, limits: Limits) -> list[Answer]:
    """Read every row with an ID or an answer; a file that is no such workbook is a FileError."""
    grids = grids_or_error(name, read, limits)
    headed = [(grid, columns) for grid in grids if (columns := _columns(grid))]
    if not headed:
        raise FileError(_headless(name, grids))
    return [answer for grid, (below, columns) in headed for answer in _answers(grid, below, columns)]


def _columns(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Find the heading: its place among the rows and which column is which."""
    for place, found in _titles(grid):
        if all(title in found for title in _NEEDED):
            return place + 1, found
    return None


def _titles(grid: Grid) -> Iterator[tuple[int, dict[str, int]]]:
    """Give each row's place with the columns that bear one of our headings there."""
    known = {bare_heading(title): title for title in READ}
    for place, row in enumerate(grid.rows):
        yield (
            place,
            {known[bare]: i for i, cell in enumerate(row.values) if (bare := bare_heading(shown(cell))) in known},
        )


def _headless(name: str, grids: Sequence[Grid]) -> Text:
    """Say which headings are missing where most of them are there; else that it is no such workbook."""
    most = max((found for grid in grids for _, found in _titles(grid)), key=len, default={})
    missing = [title for title in _NEEDED if title not in most]
    if 2 * len(missing) > len(_NEEDED):
        return _NO_SHEET.fill(name=name)
    return _MISSING.fill(name=name, columns=", ".join(missing))


def _answers(grid: Grid, below: int, columns: dict[str, int]) -> list[Answer]:
    answers = []
    for row in grid.rows[below:]:
        said = [_text(row, columns.get(title)) for title in (KEY, RULED, DECISION, REASON, BY, UNTIL)]
        if said[0] or any(said[2:]):
            answers.append(Answer(grid.name, row.number, *said))
    return answers


def _text(row: Row, column: int | None) -> str:
    return "" if column is None else " ".join(shown(row.at(column)).split())
