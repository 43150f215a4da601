"""`jamsos worker`: one person's story, a NIK that changes, and what of that the insurer must hear."""

from datetime import date
from pathlib import Path

from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import clean, holds_date, is_nik_shaped
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_event
from jamsos_cli.runs.office.answerable import need_reason
from jamsos_cli.runs.office.auditing import write_recorded
from jamsos_cli.runs.office.workspace import Workspace, now, read_month
from jamsos_cli.runs.rosters.documents import write_document
from jamsos_cli.store import PersonHistory, open_registry


def person(workspace: Workspace, nik: str) -> PersonHistory:
    """Give the history of the person with a NIK; a UsageError when it is none or nobody has it (it is not repeated)."""
    cleaned = need_nik(nik)
    with open_registry(workspace.registry, write=False) as registry:
        found = registry.person_history(cleaned)
    if found is None:
        raise UsageError(Text("Tidak ada orang dengan NIK itu di registri.", "Nobody in the registry has this NIK."))
    return found


def change_nik(workspace: Workspace, old: str, new: str, since: str, reason: str) -> NikChange:
    """Give the person with a NIK another one from a day or month on; history, cover and invoices stay theirs.

    A UsageError where a NIK is none, nobody has the old one, somebody else has the new one, the day lies ahead, or
    there is no reason; no NIK is repeated in it.
    """
    before, after = need_nik(old), need_nik(new)
    if before == after:
        raise UsageError(Text("Kedua NIK sama.", "Both NIKs are the same."))
    if not holds_date(after):
        raise UsageError(
            Text(
                "NIK baru salah: angka 7 sampai 12 bukan tanggal lahir. Cocokkan dengan KTP.",
                "The new NIK is wrong: digits 7 to 12 are no birth date. Compare it with the KTP.",
            )
        )
    reason = need_reason(reason)
    day = _day(since, workspace)
    made = NikChange(before, after, day.isoformat(), reason, now(workspace.settings))
    with open_registry(workspace.registry, write=True) as registry:
        registry.change_nik(made)
    return made


def nik_changes(workspace: Workspace, month: str | None) -> list[NikChange]:
    """Give the changes of NIK noted in a month, None for all, in the order they were noted."""
    asked = str(read_month(month, workspace.today())) if month else ""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.nik_changes(asked)


def write_changes(path: Path, changes: list[NikChange], workspace: Workspace, *, whole: bool) -> None:
    """Write the changes to be reported as a workbook; with whole NIKs it stands in the audit trail."""
    from jamsos_cli.reports.nik_changes import changes_table
    from jamsos_cli.writers.workbook import workbook_bytes

    table = changes_table(changes, workspace.today(), "id", whole=whole)
    content = workbook_bytes((table,), created=workspace.today())
    if whole:
        write_recorded(workspace, path, content, "worker changes --full-nik", len(changes))
    else:
        write_document(path, content)


def need_nik(text: str) -> str:
    """Give the NIK that was typed, its digits alone; a UsageError that does not repeat it where it is none."""
    cleaned = clean(text)
    if not is_nik_shaped(cleaned):
        raise UsageError(Text("NIK harus 16 angka.", "A NIK has 16 digits."))
    return cleaned


def _day(text: str, workspace: Workspace) -> date:
    """Read a day (2026-11-20, 20-11-2026) or a month, whose first day is meant; none that lies ahead."""
    try:
        day = Month.parse(text).first_day
    except ValueError:
        read = read_event(text, workspace.today())
        if read is None or read.day is None:
            raise UsageError(
                Text(
                    f"Tanggal {text!r} tidak dikenal. Tulis 2026-11-20, 20-11-2026, atau bulan 2026-11.",
                    f"Date {text!r} is not understood. Write 2026-11-20, 20-11-2026, or a month, 2026-11.",
                )
            ) from None
        day = read.day
    if day > workspace.today():
        raise UsageError(
            Text("Tanggalnya belum tiba; catat setelah KTP baru berlaku.", "That day has not come yet; note it then.")
        )
    return day
