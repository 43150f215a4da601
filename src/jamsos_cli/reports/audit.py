"""The audit trail for people and programs."""

from jamsos_cli.model.audit import AuditTrail
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text


def audit_table(found: AuditTrail, lang: Lang) -> Table:
    """Give one row an entry, oldest first; what is wrong with it in the last column."""
    wrong = Text("rantai putus di sini", "the chain breaks here").say(lang)
    rows = [
        (
            number, entry.made_at.replace("T", " "), shown_name(entry.actor), entry.command, entry.month,
            shown_name(entry.file), entry.people, entry.file_sha256[:12], shown_name(entry.reason),
            wrong if number in found.broken else None,
        )
        for number, entry in found.entries
    ]  # fmt: skip
    return Table(
        Text("Jejak audit", "Audit trail"),
        (
            whole_column("No", "No", 6),
            text_column("Waktu", "When", 26),
            text_column("Oleh", "By", 14),
            text_column("Perintah", "Command", 18),
            text_column("Bulan", "Month", 9),
            text_column("Berkas", "File", 36),
            whole_column("Orang", "People", 8),
            text_column("SHA-256", "SHA-256", 14),
            text_column("Alasan", "Reason", 30),
            text_column("Salah", "Wrong", 22),
        ),
        rows,
    )


def verdict(found: AuditTrail) -> Text:
    """Say in a sentence whether the trail is whole."""
    if found.intact:
        count = len(found.entries)
        return Text(f"Jejak audit utuh: {count} catatan.", f"The audit trail is whole: {count} entries.")
    broken = ", ".join(str(number) for number in found.broken) or "–"
    return Text(
        f"Jejak audit diubah dari luar: catatan {broken} tidak cocok, {found.missing} catatan terakhir hilang. "
        "Bandingkan dengan cadangan.",
        f"The audit trail was changed from outside: entries {broken} do not fit, {found.missing} at the end are gone. "
        "Compare it with a backup.",
    )


def audit_json(found: AuditTrail) -> dict[str, object]:
    """Give the object that `audit --format json` prints."""
    return {
        "version": 1,
        "intact": found.intact,
        "broken": list(found.broken),
        "missing": found.missing,
        "entries": [{"id": number, **entry._asdict()} for number, entry in found.entries],
    }
