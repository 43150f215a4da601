"""`jamsos purge`: personal data erased when no law needs it any more (UU 27/2022); the money stays."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.audit import AuditEntry
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import clean, is_nik_shaped, mask_numbers
from jamsos_cli.model.purge import Erased, Purgeable
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.backing_up import FOLDER
from jamsos_cli.runs.office.answerable import account, need_reason, who
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.store import Registry, open_registry
from jamsos_cli.store.compacting import compact
from jamsos_cli.store.nik_changes import NOBODY


class Asked(NamedTuple):
    """Who is to be erased, why, and who says so."""

    before: int | None
    """year: everybody whose cover ended before it."""
    nik: str | None
    """of one person."""
    reason: str
    by: str


class Purge(NamedTuple):
    """What a purge would take, or took."""

    persons: tuple[int, ...]
    erased: Erased
    kept: int
    """people whose cover ended in time and whose invoices must be kept longer."""
    left: tuple[str, ...]
    """folders and files that may still name them: they are named, not touched."""


def asked(workspace: Workspace, *, before: int | None, person: str | None, reason: str, by: str) -> Asked:
    """Check what the command line says; a UsageError says what is missing. No NIK is repeated in it."""
    if (before is None) == (person is None):
        raise UsageError(Text("Sebut --before TAHUN atau --person NIK.", "Say --before YEAR or --person NIK."))
    reason = need_reason(reason)
    year = workspace.today().year
    if before is not None and not 2000 <= before <= year:
        raise UsageError(Text(f"--before: tahun 2000 sampai {year}.", f"--before: a year from 2000 to {year}."))
    nik = clean(person.strip()) if person is not None else None
    if nik is not None and not is_nik_shaped(nik):
        raise UsageError(Text("--person: NIK terdiri atas 16 angka.", "--person: a NIK has 16 digits."))
    return Asked(before, nik, reason, who(by))


def look(workspace: Workspace, wanted: Asked) -> Purge:
    """Say who would go and what with them; nothing is changed. For one person who must stay, a UsageError says why."""
    with open_registry(workspace.registry, write=False) as registry:
        return _look(registry, workspace, wanted)


def purge(workspace: Workspace, wanted: Asked) -> Purge:
    """Erase them: one transaction with its entry in the audit trail, then the file is written anew without the rest."""
    moment = now(workspace.settings)
    with open_registry(workspace.registry, write=True) as registry:
        found = _look(registry, workspace, wanted)
        if not found.persons:
            return found
        before = str(wanted.before) if wanted.before is not None else ""
        reason = mask_numbers(wanted.reason)
        # Entered first: a trail that names a purge which a power cut took back is better than the reverse.
        said = AuditEntry(
            moment, account(), "purge", "", f"before {before}" if before else "person", "",
            found.erased.people, f"{reason} ({mask_numbers(wanted.by)})",
        )  # fmt: skip
        registry.record([said])
        done = registry.erase(found.persons, at=moment, by=mask_numbers(wanted.by), reason=reason, before=before)
    compact(workspace.registry)
    return found._replace(erased=done)


def _look(registry: Registry, workspace: Workspace, wanted: Asked) -> Purge:
    today, years = workspace.today(), workspace.settings.limits.retention_years
    found = registry.purgeable(wanted.nik)
    kept_from = _years_before(today, years)
    if wanted.before is None:
        if not found:
            raise UsageError(NOBODY)
        _may_go(found[0], today, kept_from, years)
        going, kept = found, []
    else:
        ended = [one for one in found if one.last_cover < f"{wanted.before}-01"]
        going = [one for one in ended if one.last_issued < kept_from]
        kept = [one for one in ended if one.last_issued >= kept_from]
    persons = tuple(sorted(key for one in going for key in one.persons))
    erased = registry.to_be_erased(persons)
    return Purge(persons, erased, len(kept), _left(workspace, erased.months))


def _years_before(day: date, years: int) -> str:
    """Give the day so many years before, yyyy-mm-dd; invoices issued from then on are kept."""
    return f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"


def _may_go(one: Purgeable, today: date, kept_from: str, years: int) -> None:
    if one.last_cover >= str(Month.of(today)):
        raise UsageError(_COVERED.fill(month=one.last_cover))
    if one.last_issued >= kept_from:
        until = f"{int(one.last_issued[:4]) + years}{one.last_issued[4:]}"
        raise UsageError(_BILLED.fill(day=one.last_issued, years=years, until=until))


def _left(workspace: Workspace, months: tuple[str, ...]) -> tuple[str, ...]:
    """Name what may still say who they were: papers of their months, the rosters they came in, backups."""
    folders = [Path("out") / month for month in months]
    there = [folder.as_posix() for folder in folders if (workspace.root / folder).is_dir()]
    others = [name for name in ("rosters", "statements", "lists", FOLDER) if (workspace.root / name).is_dir()]
    return (*there, *(f"{name}/" for name in others if any((workspace.root / name).rglob("*.*"))))


_COVERED = Text(
    "Orang ini masih terlindungi sampai {month}. Akhiri dahulu kepesertaannya; data yang masih dipakai tidak dihapus.",
    "This person is covered until {month}. End the cover first; data in use is not erased.",
)
_BILLED = Text(
    "Tagihan terbit {day} memuat orang ini dan disimpan {years} tahun (retention_years); boleh dihapus "
    "sesudah {until}.",
    "An invoice issued on {day} names this person and is kept for {years} years (retention_years); after {until}.",
)
