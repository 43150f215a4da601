"""What a purge left behind: the hash of an invoice before and after names were taken off its lines."""

from sqlalchemy import DDL, CheckConstraint, Column, ForeignKey, Index, Integer, Table, event

from jamsos_cli.store.tables.columns import metadata, text_column, whole_column

purge = Table(
    "purge",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("made_at"),
    text_column("purged_by"),
    text_column("reason"),
    # Year before which everybody without cover went, "" for one person.
    text_column("before"),
    whole_column("people"),
    CheckConstraint("reason <> '' AND purged_by <> ''", name="who_and_why"),
    CheckConstraint("people >= 0", name="people"),
    sqlite_strict=True,
)

invoice_reseal = Table(
    "invoice_reseal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("purge_id", Integer, ForeignKey("purge.id"), nullable=False),
    text_column("sha256_before"),
    text_column("sha256_after"),
    CheckConstraint("length(sha256_before) = 64 AND length(sha256_after) = 64", name="hashes"),
    Index("ix_invoice_reseal_invoice", "invoice_id"),
    sqlite_strict=True,
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event_} ON {table}"
    " BEGIN SELECT raise(ABORT, 'what was purged is never changed'); END"
    for table in ("purge", "invoice_reseal")
    for name, event_ in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
)

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
