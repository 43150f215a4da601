"""Invoices and their lines; the database itself keeps what was issued, and that a person and month is billed once."""

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
    Text,
    UniqueConstraint,
    event,
    text,
)

from jamsos_cli.store.tables.columns import metadata, month_check, rupiah_checks, text_column, whole_column

invoice = Table(
    "invoice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text),
    # number = office pattern of (sequence in the year of issue); neither is ever given twice.
    Column("year", Integer),
    Column("sequence", Integer),
    text_column("status"),
    Column("issued_on", Text),
    Column("sha256", Text),
    text_column("month"),
    text_column("source"),
    text_column("payer"),
    text_column("payer_name"),
    whole_column("people"),
    whole_column("jkk"),
    whole_column("jkm"),
    whole_column("jht"),
    whole_column("total"),
    UniqueConstraint("number"),
    UniqueConstraint("year", "sequence"),
    month_check("month"),
    CheckConstraint(
        # coalesce, because a CHECK that comes out as NULL passes.
        "(status = 'draft' AND coalesce(number, year, sequence, issued_on, sha256) IS NULL) OR (status = 'issued'"
        " AND coalesce(number, '') <> '' AND coalesce(year, 0) > 0 AND coalesce(sequence, 0) > 0"
        " AND length(coalesce(issued_on, '')) = 10 AND length(coalesce(sha256, '')) = 64)",
        name="status",
    ),
    # None on one that only takes back.
    CheckConstraint("people >= 0", name="people"),
    *rupiah_checks(),
    Index("ix_invoice_month", "month"),
    Index("uq_invoice_draft", "month", "source", "payer", unique=True, sqlite_where=text("status = 'draft'")),
    sqlite_strict=True,
)

invoice_line = Table(
    "invoice_line",
    metadata,
    text_column("iuran_month"),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("enrolment_id", Integer, ForeignKey("enrolment.id"), nullable=False),
    text_column("name"),
    text_column("village_name"),
    whole_column("jkk"),
    whole_column("jkm"),
    whole_column("jht"),
    whole_column("total"),
    text_column("tariff"),
    whole_column("undecided"),
    Column("turn", Integer, nullable=False, server_default="1"),
    Column("after_turn", Integer),
    # Nobody is billed twice for a month, whoever pays: the second turn needs the release of the first, and so on.
    PrimaryKeyConstraint("iuran_month", "person_id", "turn"),
    ForeignKeyConstraint(
        ["iuran_month", "person_id", "after_turn"],
        ["line_release.iuran_month", "line_release.person_id", "line_release.turn"],
    ),
    CheckConstraint("turn > 0 AND coalesce(after_turn, 0) = turn - 1", name="turn"),
    month_check("iuran_month"),
    CheckConstraint("undecided IN (0, 1)", name="undecided"),
    *rupiah_checks(),
    Index("ix_invoice_line_invoice", "invoice_id"),
    Index("ix_invoice_line_person", "person_id"),
    Index("ix_invoice_line_enrolment", "enrolment_id"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

_ON_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id IN ({}) AND status = 'issued')"
TRIGGERS = tuple(
    f"CREATE TRIGGER {name} BEFORE {event_} ON {table} WHEN {when}"
    " BEGIN SELECT raise(ABORT, 'an issued invoice never changes'); END"
    for name, event_, table, when in (
        ("invoice_kept", "UPDATE", "invoice", "OLD.status = 'issued'"),
        ("invoice_not_deleted", "DELETE", "invoice", "OLD.status = 'issued'"),
        ("invoice_line_not_added", "INSERT", "invoice_line", _ON_ISSUED.format("NEW.invoice_id")),
        ("invoice_line_kept", "UPDATE", "invoice_line", _ON_ISSUED.format("OLD.invoice_id, NEW.invoice_id")),
        ("invoice_line_not_deleted", "DELETE", "invoice_line", _ON_ISSUED.format("OLD.invoice_id")),
    )
)
"""The database itself keeps what was issued; corrections are new lines."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
