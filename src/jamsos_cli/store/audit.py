"""The audit trail: every entry's hash covers the one before, so that a change shows in all that follow.

The chain has no key: it shows mistakes and careless edits, not somebody who computes it anew.
"""

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from jamsos_cli.model.audit import AuditEntry, AuditTrail
from jamsos_cli.store.tables import audit_entry


def record(connection: Connection, entries: Iterable[AuditEntry]) -> None:
    """Add entries at the end of the trail, in their order."""
    last = select(audit_entry.c.sha256).order_by(audit_entry.c.id.desc()).limit(1)
    previous = connection.execute(last).scalar_one_or_none() or ""
    for entry in entries:
        sealed = _seal(entry, previous)
        connection.execute(insert(audit_entry), {**entry._asdict(), "previous": previous, "sha256": sealed})
        previous = sealed


def trail(connection: Connection) -> AuditTrail:
    """Give the whole audit trail, every hash computed again."""
    columns = [audit_entry.c[name] for name in ("id", "previous", "sha256", *AuditEntry._fields)]
    entries, broken, before, expected = [], [], "", 1
    for number, previous, sealed, *said in connection.execute(select(*columns).order_by(audit_entry.c.id)):
        entry = AuditEntry(*said)
        if number != expected or previous != before or sealed != _seal(entry, previous):
            broken.append(number)
        entries.append((number, entry))
        before, expected = sealed, number + 1
    counted = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'").scalar()
    last = entries[-1][0] if entries else 0
    return AuditTrail(tuple(entries), tuple(broken), max(0, int(counted or 0) - last))


def _seal(entry: AuditEntry, previous: str) -> str:
    written = json.dumps([previous, *entry], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
