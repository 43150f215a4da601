"""A sponsor's form: as it was read, and the pledge that is made of it."""

from typing import NamedTuple

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue
from jamsos_cli.model.sponsor import PledgedWorker


class FormRow(NamedTuple):
    """One row of a form, as read; "" and None where it says nothing or has no such column."""

    sheet: str
    row: int
    values: dict[str, CellValue]
    """field -> what stands in its cell: name, nik (NIP or NIK), own_nik, opd, phone, village, workers, worker,
    worker_nik, programmes, period, start, end, amount, monthly."""
    columns: dict[str, int]
    """field -> column from 0, of its sheet."""

    def cell(self, field: str) -> str | None:
        """Give the address of a field's cell, "B7"."""
        index = self.columns.get(field)
        return None if index is None else f"{column_letters(index)}{self.row}"


class FormFile(NamedTuple):
    """One file read as sponsors' forms."""

    file: str
    sha256: str
    rows: tuple[FormRow, ...]
    damaged: frozenset[str] = frozenset()
    """fields whose column was numbers before it became text: at least ten, half of them ending in 0."""
    unread: tuple[str, ...] = ()
    """headings that no field claims."""
    skipped: tuple[tuple[str, int, str], ...] = ()
    """(sheet, row, text) of rows that are no sponsor: sums, signatures."""


class NewPledge(NamedTuple):
    """A pledge that a form makes; months are yyyy-mm, money whole rupiah."""

    sponsor: str
    """key of the sponsor within its file."""
    sponsor_id: int | None
    """of a sponsor that the registry has; None for a new one."""
    nip: str
    nik: str
    name: str
    opd: str
    phone: str
    village: str
    source: str
    workers: int
    programmes: str
    first_month: str
    last_month: str
    amount: int | None
    named: tuple[PledgedWorker, ...]
    supersedes: int | None
    """pledge it takes the place of, None for none."""
    file: str
    sha256: str
    sheet: str
    row: int
