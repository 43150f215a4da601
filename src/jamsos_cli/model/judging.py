"""What a row is judged with, and the row under judgement."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import NamedTuple

from jamsos_cli.model import nik as niks
from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.month import Month
from jamsos_cli.model.occupation import Occupation
from jamsos_cli.model.place import Place
from jamsos_cli.model.region import Regency, Village
from jamsos_cli.model.roster import CellValue, RosterFile, RosterSheet, Row, shown
from jamsos_cli.model.roster_entry import RosterEntry
from jamsos_cli.model.source import Source


class VillageMatch(NamedTuple):
    """What a village name turned out to be."""

    village: Village | None
    by_spelling: bool = False
    candidates: tuple[Village, ...] = ()
    """two villages of one name that nothing tells apart."""


class Judgement(NamedTuple):
    """The day, the law's lists and the file's defaults that the rules ask."""

    on: date
    """day of judgement; on import the first day of the first iuran month."""
    sources: tuple[Source, ...]
    source_key: Callable[[str], str | None]
    """spelling in a source column -> key of the source."""
    minimum_age: int
    age_limit_near_months: int
    districts: frozenset[str]
    """codes of all kecamatan, "51.04.01"."""
    classify: Callable[[str], Occupation]
    regency: Regency | None = None
    """None where nothing names it: then villages are not judged."""
    find_village: Callable[[str, str], VillageMatch] | None = None
    """(village, district) as written -> what they are; None without a regency."""
    calls_village: Callable[[str], bool] | None = None
    """heading -> whether it is a word that the regency has for a desa (KAMPUNG in Papua); None without a regency."""
    default_source: Source | None = None
    """source of a file without a source column."""
    default_programmes: str | None = None
    enrolled: Collection[str] = ()
    """NIKs enrolled already: who is in may stay past 65."""
    office: str = ""
    """regency code and government of the office; what is made of a sponsor's NIP for it fits no other office."""
    on_import: bool = False
    """whether a row that names its own first month is judged on the first day of that month."""

    def source(self, key: str | None) -> Source | None:
        """Give the source with a key, else the file's."""
        return next((s for s in self.sources if s.key == key), self.default_source)


class Case(NamedTuple):
    """One worker row: what was written, what was read of it, where it stands."""

    file: str
    sheet: RosterSheet
    row: Row
    entry: RosterEntry
    refused: frozenset[str]
    """fields whose cells no value could be read from."""
    source: Source | None
    on: date
    """day of judgement."""
    match: VillageMatch | None = None

    @property
    def nik_parts(self) -> niks.NikParts | None:
        """What a usable NIK says."""
        return niks.parts(self.entry.nik) if self.entry.nik is not None else None

    @property
    def family_card(self) -> bool:
        """The NIK looks like the number of a family card, so its date says nothing of this person."""
        written = self.entry.birth_date.day if self.entry.birth_date else None
        return self.entry.nik is not None and niks.looks_like_family_card(self.entry.nik, written, self.on)

    @property
    def born(self) -> date | None:
        """Birth date of the roster, else of the NIK."""
        if self.entry.birth_date is not None:
            return self.entry.birth_date.day
        if self.entry.nik is None or "birth_date" in self.refused or self.family_card:
            return None
        return niks.birth_date(self.entry.nik, self.on)

    def raw(self, name: str) -> CellValue:
        """Give the cell of a field as read."""
        return self.sheet.value(self.row, name)

    def first_month(self, judgement: Judgement) -> Month | None:
        """Give the first iuran month a row asks for; one that says only where it ends begins in the month judged."""
        return self.entry.first_month or (Month.of(judgement.on) if self.entry.end is not None else None)

    def day(self, judgement: Judgement) -> date:
        """Give the day this row is judged on."""
        first = self.entry.first_month
        return first.first_day if judgement.on_import and first is not None else judgement.on

    def finding(self, kind: Kind, name: str | None = None, **values: object) -> Finding:
        """Make a finding at a field's cell, or at the row."""
        cell = self.sheet.cell(self.row, name) if name else None
        place = Place(self.file, self.sheet.name or None, self.row.number, cell)
        value = shown(self.raw(name)) if name else None
        return Finding(kind, place, name, value, tuple(values.items()))


SheetRule = Callable[[RosterFile, RosterSheet, Judgement], Iterable[Finding]]
"""One question about one sheet."""
FileRule = Callable[[RosterFile, Judgement], Iterable[Finding]]
"""One question about one file."""
