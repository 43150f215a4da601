"""Sponsors' forms: any workbook or CSV with a column of sponsors and what they pledge; nothing is judged here."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.pledge_form import FormFile, FormRow
from jamsos_cli.model.roster import CellValue, Grid, RosterSheet
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.readers.heading import CLAIMED_TWICE
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.settings import Limits

_NUMBERS = ("nik", "own_nik", "worker_nik")
_PLEDGED = frozenset({"workers", "worker", "amount", "monthly", "period", "start", "end"})
"""What makes a list of sponsors one of pledges."""
_NO_FORM = Text(
    "{name}: tidak ada judul kolom NAMA SPONSOR bersama JUMLAH PEKERJA, NAMA PEKERJA, bulan, atau jumlah iuran. "
    "Formulir kosong: jamsos template sponsors.",
    "{name}: no heading names the sponsor beside workers, months or an amount. A blank form: jamsos template sponsors.",
)
_NOBODY = Text("{name}: tidak ada sponsor di berkas ini.", "{name}: there is no sponsor in this file.")


class Layouts(NamedTuple):
    """The two ways to read a form, the better first."""

    named: Layout
    """a column says that it is the sponsor; NAMA is the worker."""
    plain: Layout
    """NAMA is the sponsor."""


def read_forms(name: str, read: FileBytes, layouts: Layouts, limits: Limits) -> FormFile:
    """Read a file of pledges. One that cannot be read, or has none, is a FileError that says what is missing."""
    grids = grids_or_error(name, read, limits)
    sheets = _headed(name, read.sha256, grids, layouts)
    rows = tuple(row for sheet in sheets for row in _rows(sheet))
    if not rows:
        raise FileError(_NOBODY.fill(name=name))
    damaged = frozenset(
        field for field in _NUMBERS if niks.column_lost_digits(_texts(rows, field)) or _lost_nips(rows, field)
    )
    unread = tuple(dict.fromkeys(text for sheet in sheets for _, text in sheet.unread))
    skipped = tuple((sheet.name, one.number, one.text) for sheet in sheets for one in sheet.skipped)
    return FormFile(name, read.sha256, rows, damaged, unread, skipped)


def _headed(name: str, sha256: str, grids: tuple[Grid, ...], layouts: Layouts) -> list[RosterSheet]:
    for layout in layouts:
        headed = roster_of(name, sha256, grids, layout).headed
        sheets = [sheet for sheet in headed if _PLEDGED & set(sheet.columns)]
        for sheet in sheets:
            if sheet.claimed_twice:
                field, _, heading = sheet.claimed_twice[0]
                raise FileError(CLAIMED_TWICE.fill(name=name, field=field, heading=heading))
        if sheets:
            return sheets
    raise FileError(_NO_FORM.fill(name=name))


def _rows(sheet: RosterSheet) -> Sequence[FormRow]:
    columns = dict(sheet.columns)
    if "worker_nik" in columns and not {"worker", "own_nik"} & set(columns):
        columns["own_nik"] = columns.pop("worker_nik")  # NAMA SPONSOR beside NIK, and no column of workers
    found = []
    for row in sheet.workers:
        cells: dict[str, CellValue] = {field: row.at(index) for field, index in columns.items()}
        if "opd" not in columns and "opd" in sheet.titles:
            cells["opd"] = sheet.titles["opd"]
        found.append(FormRow(sheet.name, row.number, cells, columns))
    return found


def _texts(rows: Sequence[FormRow], field: str) -> list[str]:
    return [value for row in rows if isinstance(value := row.values.get(field), str)]


def _lost_nips(rows: Sequence[FormRow], field: str) -> bool:
    """Tell whether a text column held NIPs as numbers before: Excel keeps 15 digits, and the last three became 0."""
    nips = [number for text in _texts(rows, field) if len(number := niks.clean(text)) == 18 and number.isdigit()]
    return len(nips) >= 3 and sum(number.endswith("000") for number in nips) * 2 >= len(nips)
