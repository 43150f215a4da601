"""A table of budget ceilings: every row in which an amount is written."""

from collections.abc import Iterator
from datetime import date

from jamsos_cli.errors import FileError
from jamsos_cli.model.budget import CeilingRow
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.money import has_sen, read_amount
from jamsos_cli.model.roster import Grid, Row, shown
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_event
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.readers.heading import find_heading
from jamsos_cli.settings import Limits

_AMOUNTS = {"amount": "", "amount_jkk": "jkk", "amount_jkm": "jkm", "amount_jht": "jht"}
_TEXTS = ("source", "year", "code", "village", "district", "version", "basis")
_NO_TABLE = Text(
    "{name}: tidak ada tabel pagu (judul SUMBER DANA, TAHUN, dan PAGU). Buat dengan: jamsos template budgets",
    "{name}: there is no table of ceilings (headings SUMBER DANA, TAHUN, PAGU). Make one: jamsos template budgets",
)


def read_ceilings(name: str, read: FileBytes, layout: Layout, limits: Limits, on: date) -> list[CeilingRow]:
    """Read every row with an amount; `on` is the day it is read. A file without such a table is a FileError."""
    grids = grids_or_error(name, read, limits)
    rows: list[CeilingRow] = []
    there = False
    for grid in grids:
        heading = None if grid.hidden else find_heading(grid.rows, layout)
        if heading is None or not set(_AMOUNTS) & set(heading.fields.values()):
            continue
        there = True
        columns = {field: index for index, field in reversed(heading.fields.items())}
        rows += _rows(grid, columns, grid.rows[heading.after :], on)
    if not there:
        raise FileError(_NO_TABLE.fill(name=name))
    return rows


def _rows(grid: Grid, columns: dict[str, int], rows: tuple[Row, ...], on: date) -> Iterator[CeilingRow]:
    for row in rows:
        cells = {field: row.at(index) for field, index in columns.items()}
        written = {name: " ".join(shown(cells[name]).split()) for name in columns}
        amounts = tuple(
            (account, written[field], None if has_sen(cells[field]) else read_amount(cells[field]))
            for field, account in _AMOUNTS.items()
            if written.get(field)
        )
        texts = {name: written.get(name, "") for name in _TEXTS}
        if amounts and (texts["source"] or texts["code"] or texts["village"]):
            read = read_event(cells["dated"], on) if written.get("dated") else None
            day = read.day.isoformat() if read is not None and read.day is not None else written.get("dated", "")
            place = f"{grid.name}, {row.number}" if grid.name else str(row.number)
            yield CeilingRow(place=place, dated=day, amounts=amounts, **texts)
