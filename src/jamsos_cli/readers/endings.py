"""A list of people whose cover ends: anybody's list with a NIK column, with or without reasons, months and dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.roster import CellValue, RosterSheet
from jamsos_cli.model.roster_entry import read_rows, tidy, tidy_or_blank
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_event
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.settings import Limits

_NO_NIK = Text(
    "{name}: tidak ada judul kolom NIK. Kolom yang dibaca: NIK, ALASAN, BULAN atau TANGGAL, KETERANGAN.",
    "{name}: there is no heading NIK. Columns that are read: NIK, ALASAN, BULAN or TANGGAL, KETERANGAN.",
)


class Leaver(NamedTuple):
    """One row, as written; "" where the file has nothing."""

    sheet: str
    row: int
    nik: str
    """16 digits, "" where the cell holds none that can be used."""
    wrong: str
    """code of what is wrong with the NIK, "" for nothing."""
    reason: str
    month: str
    event: date | None
    """day of the event."""
    note: str


def read_leavers(name: str, read: FileBytes, layout: Layout, limits: Limits, on: date) -> list[Leaver]:
    """Read every row of the sheets with a NIK column, in order; a file that has none is a FileError."""
    grids = grids_or_error(name, read, limits)
    sheets = roster_of(name, read.sha256, grids, replace(layout, required=("nik",))).headed
    if not sheets:
        raise FileError(_NO_NIK.fill(name=name))
    return [leaver for sheet in sheets for leaver in _leavers(sheet, on)]


def _leavers(sheet: RosterSheet, on: date) -> Iterator[Leaver]:
    cells = [sheet.value(row, "nik") for row in sheet.workers]
    damaged = niks.column_lost_digits(cell for cell in cells if isinstance(cell, str))
    found = read_rows({"nik": cells}, len(cells), {"on": on, "nik_column_damaged": damaged})
    for place, (row, nik) in enumerate(zip(sheet.workers, found.column("nik"), strict=True)):
        wrong = found.refused.get(place)
        yield Leaver(
            sheet.name,
            row.number,
            nik or "",
            str(wrong[0][1]["type"]) if wrong else "",
            tidy_or_blank(sheet.value(row, "reason")),
            tidy_or_blank(sheet.value(row, "month")),
            _day(sheet.value(row, "event_date"), on),
            tidy_or_blank(sheet.value(row, "remarks")),
        )


def _day(value: CellValue, on: date) -> date | None:
    found = read_event(tidy(value) if isinstance(value, str) else value, on)
    return found.day if found else None
