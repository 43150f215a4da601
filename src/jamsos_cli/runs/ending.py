"""`jamsos worker end` and `worker return`: cover that ends before the enrolment does, and who comes back."""

from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.law.headings import ending_headings
from jamsos_cli.model.ending import Ended, Ending, EndReason, first_month_without, read_reason
from jamsos_cli.model.month import Month
from jamsos_cli.model.month import read_month as read_written
from jamsos_cli.model.nik import mask
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.endings import Leaver, read_leavers
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.runs.office.answerable import need_reason, who
from jamsos_cli.runs.office.workspace import Workspace, now, read_month
from jamsos_cli.runs.people import need_nik
from jamsos_cli.store import open_registry

_REASONS = "meninggal, pindah, penerima-upah, batas-usia, mundur, lain"
_ENGLISH = ", ".join(EndReason)
_NO_REASON = Text(
    f"Alasan {{said!r}} tidak dikenal. Pilih: {_REASONS}.", f"Reason {{said!r}} is not known. Choose: {_ENGLISH}."
)
_NO_MONTH = Text(
    "Sebut bulan pertama tanpa iuran: --month 2026-12 (iuran terakhir November 2026).",
    "Name the first month without premium: --month 2026-12 (the last premium is November 2026).",
)


class Said(NamedTuple):
    """What the command line says of endings."""

    reason: str
    month: str | None
    note: str
    by: str


class Fault(NamedTuple):
    """A row that cannot be taken."""

    sheet: str
    row: int
    nik: str
    """masked."""
    why: Text


class FileEnded(NamedTuple):
    """What became of a list; with faults nothing was saved."""

    ended: tuple[Ending, ...]
    repeated: int
    """rows that were noted before."""
    faults: tuple[Fault, ...]


def end(workspace: Workspace, nik: str, said: Said) -> tuple[Ending, bool]:
    """Note that somebody's cover ends; gives it and whether that is new. A UsageError says what is missing or wrong."""
    reason = read_reason(need_reason(said.reason))
    if reason is None:
        raise UsageError(_NO_REASON.fill(said=said.reason))
    if said.month is None:
        raise UsageError(_NO_MONTH)
    month = read_month(said.month, workspace.today())
    made = _made(workspace, need_nik(nik), str(month), reason.value, said)
    with open_registry(workspace.registry, write=True) as registry:
        return made, bool(registry.end_cover([made]))


def come_back(workspace: Workspace, nik: str, said: Said) -> Ending:
    """Note that somebody is covered again, from a month on; without a month the ending was a mistake."""
    reason = need_reason(said.reason)
    month = str(read_month(said.month, workspace.today())) if said.month else ""
    made = _made(workspace, need_nik(nik), month, reason, said)
    with open_registry(workspace.registry, write=True) as registry:
        return registry.return_to_cover(made)


def end_file(workspace: Workspace, path: Path, said: Said) -> FileEnded:
    """Note the endings of a list, all of them or, where any row is wrong, none.

    A row's own reason and month (or date of the event) come before those of the command line.
    """
    settings = workspace.settings
    usual = read_reason(said.reason)
    if said.reason and usual is None:
        raise UsageError(_NO_REASON.fill(said=said.reason))
    month = read_month(said.month, workspace.today()) if said.month else None
    read = read_bytes(path, settings.limits.file_mib)
    layout = ending_headings(settings.headings)
    rows = read_leavers(workspace.name_of(path), read, layout, settings.limits, workspace.today())
    judged = [(row, _judged(row, usual, month)) for row in rows]
    faults = [_fault(row, why) for row, why in judged if isinstance(why, Text)]
    made = [
        _made(workspace, row.nik, str(why[1]), why[0].value, said._replace(note=row.note or said.note))
        for row, why in judged
        if not isinstance(why, Text)
    ]
    if faults:
        return FileEnded((), 0, tuple(faults))
    with open_registry(workspace.registry, write=True) as registry:
        new = registry.end_cover(list({one.nik: one for one in made}.values()))
    return FileEnded(tuple(new), len(made) - len(new), ())


def endings(workspace: Workspace) -> list[Ended]:
    """Give every ending ever noted, in order."""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.endings()


def _judged(row: Leaver, usual: EndReason | None, month: Month | None) -> tuple[EndReason, Month] | Text:
    """Give reason and first month without cover of a row, or what is wrong with it."""
    if not row.nik:
        return Text(f"NIK tidak dapat dipakai ({row.wrong})", f"the NIK cannot be used ({row.wrong})")
    reason = read_reason(row.reason) if row.reason else usual
    if reason is None:
        if not row.reason:
            return Text(f"alasannya belum diisi; pilih: {_REASONS}", f"the reason is missing; choose: {_ENGLISH}")
        return Text(
            f"alasan {row.reason!r} tidak dikenal; pilih: {_REASONS}", f"no reason {row.reason!r}; choose: {_ENGLISH}"
        )
    written = read_written(row.month) if row.month else None
    if row.month and written is None:
        return Text(f"bulan {row.month!r} tidak dikenal", f"month {row.month!r} is not understood")
    found = written or (first_month_without(reason, row.event) if row.event else month)
    if found is None:
        return Text("bulan atau tanggalnya tidak ada; tambahkan --month", "no month or date; add --month")
    return reason, found


def _fault(row: Leaver, why: Text) -> Fault:
    return Fault(row.sheet, row.row, mask(row.nik) if row.nik else "", why)


def _made(workspace: Workspace, nik: str, month: str, reason: str, said: Said) -> Ending:
    return Ending(nik, month, reason, " ".join(said.note.split()), who(said.by), now(workspace.settings))
