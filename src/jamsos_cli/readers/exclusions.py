"""An exclusion list: anybody's list with a NIK column, or with names and birth dates, as people to look for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jamsos_cli.errors import FileError
from jamsos_cli.model import nik as niks
from jamsos_cli.model.exclusion import Entry, ListFile, Refused, kind_of
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.person_name import name_key, tells_apart
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, RosterSheet, Row, at_a_glance
from jamsos_cli.model.roster_entry import RosterEntry, read_rows, tidy, tidy_or_blank
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_event
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.readers.heading import CLAIMED_TWICE
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.settings import Limits

_NEEDED = (("nik",), ("name", "birth_date"), ("name", "ttl"))
"""What a list must name, the best first: without a NIK, name and birth date together find somebody."""
_SUM = lazy_pattern(r"(?i)(?:SUB\s*)?(?:JUMLAH|TOTAL)\b|(?:BANJAR|DUSUN|DESA|RT|RW|LINGKUNGAN)\b")
"""How a label begins that stands alone in its row."""
_INACTIVE = lazy_pattern(
    r"(?i)\b(?:(?:t(?:i?da?k)\.?|non|belum|blm)\s*-?\s*aktif|inactive|berhenti|keluar|pensiun\w*|resign)\b"
)
_AT_ONCE = 20_000
"""Rows that are read together, so that a list of a whole province does not stand in memory twice."""
_PLACES = 5
_NO_PEOPLE = Text(
    "{name}: tidak ada judul kolom NIK, dan tidak ada NAMA bersama TANGGAL LAHIR; daftar ini tidak dapat dipakai. "
    "Ganti judul kolomnya, atau isi daftar kosong: jamsos template exclusions.",
    "{name}: there is no heading NIK, and no NAME with a BIRTH DATE; the list cannot be used. Rename the "
    "headings, or fill in a blank list: jamsos template exclusions.",
)
_NOBODY = Text(
    "{name}: tidak ada orang yang dapat dikenali di daftar ini ({rows} baris dibaca). Perlu NIK 16 angka, atau nama "
    "lengkap dengan tanggal lahir; minta daftar yang lengkap kepada pengirimnya.",
    "{name}: nobody on this list can be known again ({rows} rows read). It needs NIKs of 16 digits, or full "
    "names with birth dates; ask the sender for a complete list.",
)


def read_exclusions(name: str, read: FileBytes, layout: Layout, limits: Limits, on: date) -> ListFile:
    """Read a list of people; `on` is the day it is read.

    A file that cannot be read, names neither NIK nor name with birth date, or nobody that can be known again, is a
    FileError. A NIK once: of two rows the one with a date of the event stays.
    """
    grids = grids_or_error(name, read, limits)
    sheets = _headed(name, read.sha256, grids, layout)
    found = _Found(on)
    rows = 0
    inactive: list[str] = []
    for sheet in sheets:
        rows += len(sheet.workers)
        inactive += _inactive(sheet)
        for piece in _pieces(sheet, on):
            found.take(sheet, *piece)
        rows += found.count_names(sheet)
    if not found.by_nik and not found.by_name:
        raise FileError(_NOBODY.fill(name=name, rows=rows))
    refused = tuple(Refused(code, *found.refused[code]) for code in sorted(found.refused))
    entries = (*found.by_nik.values(), *found.by_name)
    return ListFile(
        name, read.sha256, entries, rows, found.unusable, refused, tuple(found.unread_kinds), tuple(inactive)
    )


def _inactive(sheet: RosterSheet) -> Iterator[str]:
    """Give the cells of columns like STATUS, and of remarks, that say of somebody NON AKTIF, KELUAR, PENSIUN."""
    columns = [i for i, heading in sheet.unread if heading.upper().startswith("STATUS")]
    columns += [i for i, field in sheet.fields.items() if field == "remarks"]
    for row in sheet.workers:
        for i in columns:
            if _INACTIVE.search(at_a_glance(row.at(i))):
                cell = f"{column_letters(i)}{row.number}"
                yield f"{sheet.name}!{cell}" if sheet.name else cell


def _headed(name: str, sha256: str, grids: tuple[Grid, ...], layout: Layout) -> list[RosterSheet]:
    """Give the sheets that hold a list, by the best of what may be needed that any sheet names."""
    for needed in _NEEDED:
        sheets = roster_of(name, sha256, grids, replace(layout, required=needed)).headed
        for sheet in sheets:
            for claimed, _, heading in sheet.claimed_twice:
                if claimed in {*needed, "event_date", "kind"}:
                    raise FileError(CLAIMED_TWICE.fill(name=name, field=claimed, heading=heading))
        if sheets:
            return sheets
    raise FileError(_NO_PEOPLE.fill(name=name))


def _pieces(sheet: RosterSheet, on: date) -> Iterator[tuple[Sequence[Row], list[RosterEntry], dict[int, str]]]:
    """Give the rows of a sheet in pieces, with what was read of them and why a NIK, name or date was refused."""
    cells = (sheet.value(row, "nik") for row in sheet.workers)
    damaged = niks.column_lost_digits(cell for cell in cells if isinstance(cell, str))
    context: dict[str, Any] = {"on": on, "nik_column_damaged": damaged}
    for start in range(0, len(sheet.workers), _AT_ONCE):
        rows = sheet.workers[start : start + _AT_ONCE]
        read = read_rows(_columns(sheet, rows), len(rows), context)
        first = {place: _telling(wrong) for place, wrong in read.refused.items()}
        yield rows, [read.entry(place) for place in range(read.rows)], first


def _telling(wrong: Sequence[tuple[str, Any]]) -> str:
    """Give the code of what was refused in a row; the NIK says most."""
    return str(min(wrong, key=lambda one: ("nik", "name", "birth_date").index(one[0]))[1]["type"])


def _columns(sheet: RosterSheet, rows: Sequence[Row]) -> dict[str, list[CellValue]]:
    columns: dict[str, list[CellValue]] = {}
    for name in ("nik", "name", "village"):
        if name in sheet.columns:
            columns[name] = [sheet.value(row, name) for row in rows]
    dates = [name for name in ("birth_date", "ttl") if name in sheet.columns]
    if dates:
        columns["birth_date"] = [
            next((value for name in dates if (value := sheet.value(row, name)) not in (None, "")), None) for row in rows
        ]
    return columns


@dataclass
class _Found:
    """What has been read of a list so far."""

    on: date
    by_nik: dict[tuple[str, str], Entry] = field(default_factory=dict)
    by_name: list[Entry] = field(default_factory=list)
    refused: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    unread_kinds: dict[str, None] = field(default_factory=dict)
    unusable: int = 0
    events: dict[tuple[type, CellValue], str] = field(default_factory=dict)
    """dates of events by what is written: a long list has few."""

    def take(
        self, sheet: RosterSheet, rows: Sequence[Row], entries: Sequence[RosterEntry], refused: dict[int, str]
    ) -> None:
        """Take the people of a piece; who cannot be found again is counted."""
        for place, (row, entry) in enumerate(zip(rows, entries, strict=True)):
            found = self._entry(sheet, row, entry)
            if found.nik:
                there = self.by_nik.setdefault((found.kind, found.nik), found)
                if found.event_date and not there.event_date:
                    self.by_nik[found.kind, found.nik] = found
                continue
            by_name = bool(found.name_key and found.birth_date)
            if by_name:
                self.by_name.append(found)
            else:
                self.unusable += 1
            if "nik" in sheet.columns or not by_name:
                self._count(refused.get(place) or _missing(sheet, entry), sheet, row)

    def _entry(self, sheet: RosterSheet, row: Row, entry: RosterEntry) -> Entry:
        born = entry.birth_date.day.isoformat() if entry.birth_date else ""
        key = "" if entry.nik or not entry.name else name_key(entry.name)
        village = entry.village or sheet.titles.get("village", "")
        remark = tidy_or_blank(sheet.value(row, "remarks"))
        return Entry(
            self._kind(sheet, row), sheet.name, row.number, entry.nik or "", entry.name or "", key, born, village,
            self._event(sheet, row), remark,
        )  # fmt: skip

    def _kind(self, sheet: RosterSheet, row: Row) -> str:
        written = tidy_or_blank(sheet.value(row, "kind"))
        known = kind_of(written) if written else ""
        if known is None:
            self.unread_kinds[written] = None
        return known or ""

    def _event(self, sheet: RosterSheet, row: Row) -> str:
        value = sheet.value(row, "event_date")
        if (key := (type(value), value)) not in self.events:
            found = read_event(tidy(value) if isinstance(value, str) else value, self.on)
            self.events[key] = found.day.isoformat() if found else ""
        return self.events[key]

    def count_names(self, sheet: RosterSheet) -> int:
        """Count the rows that hold a name and nothing else: nobody can be found by it, and nobody may vanish."""
        numbered, last = "number" in sheet.columns, sheet.workers[-1].number if sheet.workers else 0
        lone = [one for one in sheet.skipped if _is_lone_name(one.text, numbered=numbered)]
        lone = [one for one in lone if numbered or one.number < last]  # below stand signatures
        for one in lone:
            self.unusable += 1
            self._count("N01" if "nik" in sheet.columns else "P03", sheet, Row(one.number, ()))
        return len(lone)

    def _count(self, code: str, sheet: RosterSheet, row: Row) -> None:
        rows, places = self.refused.get(code, (0, ()))
        cell = sheet.cell(row, "nik") or sheet.cell(row, "name") or str(row.number)
        where = f"{sheet.name}!{cell}" if sheet.name else cell
        self.refused[code] = (rows + 1, (*places, where) if len(places) < _PLACES else places)


def _is_lone_name(text: str, *, numbered: bool) -> bool:
    """Tell whether a row that was passed over has a running number (where such a column is) and a name, no more."""
    first, *others = text.split(" | ")
    if numbered:
        return first.rstrip(".").isdecimal() and len(others) == 1 and tells_apart(others[0])
    return not others and not _SUM.match(first) and tells_apart(first)


def _missing(sheet: RosterSheet, entry: RosterEntry) -> str:
    """Give the code of what a row lacks where no cell of it was refused."""
    if "nik" in sheet.columns:
        return "N01"
    return "P03" if entry.name else "P01"
