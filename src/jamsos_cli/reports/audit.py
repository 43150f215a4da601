"""The audit trail for people and programs."""

from jamsos_cli.model.audit import AuditTrail
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Shape, Table, TableColumn
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
            TableColumn(Text("No", "No"), Shape.WHOLE, 6),
            TableColumn(Text("Waktu", "When"), width=26),
            TableColumn(Text("Oleh", "By"), width=14),
            TableColumn(Text("Perintah", "Command"), width=18),
            TableColumn(Text("Bulan", "Month"), width=9),
            TableColumn(Text("Berkas", "File"), width=36),
            TableColumn(Text("Orang", "People"), Shape.WHOLE, 8),
            TableColumn(Text("SHA-256", "SHA-256"), width=14),
            TableColumn(Text("Alasan", "Reason"), width=30),
            TableColumn(Text("Salah", "Wrong"), width=22),
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
