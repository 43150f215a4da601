"""What takes an issued line out of force, and where the money of it goes: always rows of their own, never edits."""

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    event,
)

from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.store.tables.columns import metadata, text_column, whole_column

# A line is released once, and whole: by a credit on a later invoice, or with its whole invoice by a cancellation.
line_release = Table(
    "line_release",
    metadata,
    text_column("iuran_month"),
    whole_column("person_id"),
    whole_column("turn"),
    # The invoice that carries the credit; of a cancellation the cancelled one.
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    text_column("kind"),
    text_column("reason"),
    PrimaryKeyConstraint("iuran_month", "person_id", "turn"),
    ForeignKeyConstraint(
        ["iuran_month", "person_id", "turn"],
        ["invoice_line.iuran_month", "invoice_line.person_id", "invoice_line.turn"],
    ),
    CheckConstraint("kind IN ('credit', 'cancel')", name="kind"),
    Index("ix_line_release_invoice", "invoice_id"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

invoice_cancellation = Table(
    "invoice_cancellation",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    text_column("cancelled_on"),
    text_column("reason"),
    text_column("cancelled_by"),
    CheckConstraint("length(cancelled_on) = 10", name="cancelled_on"),
    CheckConstraint("reason <> ''", name="reason"),
    sqlite_strict=True,
)

# Where an invoice brings credit with it: what there was, what its own credits add, what is set off on it.
invoice_settlement = Table(
    "invoice_settlement",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    *(whole_column(f"{what}_{name}") for what in ("brought", "credited", "used") for name in PROGRAMMES),
    CheckConstraint(
        "min(brought_jkk, brought_jkm, brought_jht, credited_jkk, credited_jkm, credited_jht,"
        " used_jkk, used_jkm, used_jht) >= 0",
        name="rupiah",
    ),
    CheckConstraint(
        "used_jkk <= brought_jkk + credited_jkk AND used_jkm <= brought_jkm + credited_jkm"
        " AND used_jht <= brought_jht + credited_jht",
        name="used",
    ),
    sqlite_strict=True,
)

_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id = {} AND status = 'issued')"
_CANCELS_ITS_OWN = (
    "EXISTS (SELECT 1 FROM invoice_cancellation c JOIN invoice_line l ON l.invoice_id = c.invoice_id"
    " WHERE c.invoice_id = NEW.invoice_id AND l.iuran_month = NEW.iuran_month AND l.person_id = NEW.person_id"
    " AND l.turn = NEW.turn)"
)
_CREDITS_ITS_PAYER = (
    "EXISTS (SELECT 1 FROM invoice_line l JOIN invoice b ON b.id = l.invoice_id JOIN invoice c ON c.id = NEW.invoice_id"
    " WHERE l.iuran_month = NEW.iuran_month AND l.person_id = NEW.person_id AND l.turn = NEW.turn"
    " AND b.status = 'issued' AND c.status = 'draft' AND b.source = c.source AND b.payer = c.payer)"
)
_NEVER = "an issued invoice never changes"
_REFUSED = (
    ("line_release_kept", "UPDATE", "line_release", "1", "a release never changes"),
    ("line_release_not_deleted", "DELETE", "line_release", _ISSUED.format("OLD.invoice_id"), _NEVER),
    (
        "line_release_fits", "INSERT", "line_release",
        f"NOT CASE NEW.kind WHEN 'cancel' THEN {_CANCELS_ITS_OWN} ELSE {_CREDITS_ITS_PAYER} END",
        "a credit needs an issued line of its source and payer, and an invoice that is a draft",
    ),
    ("invoice_cancellation_kept", "UPDATE", "invoice_cancellation", "1", "a cancellation never changes"),
    ("invoice_cancellation_not_deleted", "DELETE", "invoice_cancellation", "1", "a cancellation never changes"),
    (
        "invoice_cancellation_fits", "INSERT", "invoice_cancellation", f"NOT {_ISSUED.format('NEW.invoice_id')}",
        "only an issued invoice is cancelled",
    ),
    ("invoice_settlement_not_added", "INSERT", "invoice_settlement", _ISSUED.format("NEW.invoice_id"), _NEVER),
    ("invoice_settlement_kept", "UPDATE", "invoice_settlement", _ISSUED.format("OLD.invoice_id"), _NEVER),
    ("invoice_settlement_not_deleted", "DELETE", "invoice_settlement", _ISSUED.format("OLD.invoice_id"), _NEVER),
)  # fmt: skip
TRIGGERS = (
    *(
        f"CREATE TRIGGER {name} BEFORE {event_} ON {table} WHEN {when} BEGIN SELECT raise(ABORT, '{says}'); END"
        for name, event_, table, when, says in _REFUSED
    ),
    # One row cancels: all lines go out of force with it, or nothing happens because one was credited already.
    "CREATE TRIGGER invoice_cancelled AFTER INSERT ON invoice_cancellation"
    " BEGIN INSERT INTO line_release (iuran_month, person_id, turn, invoice_id, kind, reason)"
    " SELECT iuran_month, person_id, turn, NEW.invoice_id, 'cancel', '' FROM invoice_line"
    " WHERE invoice_id = NEW.invoice_id; END",
)
"""The database itself keeps what was issued, also its credits."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
