"""The audit trail: who took personal data out, when and into which file; rows are added and never changed."""

from sqlalchemy import DDL, CheckConstraint, Column, Integer, Table, event

from jamsos_cli.store.tables.columns import metadata, text_column, whole_column

audit_entry = Table(
    "audit_entry",
    metadata,
    # AUTOINCREMENT, so that the file remembers how many there were when the last ones are cut off.
    Column("id", Integer, primary_key=True, autoincrement=True),
    text_column("made_at"),
    text_column("actor"),
    text_column("command"),
    text_column("month"),
    text_column("file"),
    text_column("file_sha256"),
    whole_column("people"),
    text_column("reason"),
    # The hash of the entry before, "" for the first.
    text_column("previous"),
    text_column("sha256"),
    CheckConstraint("length(sha256) = 64 AND length(previous) IN (0, 64)", name="chain"),
    CheckConstraint("people >= 0", name="people"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {name} BEFORE {event_} ON audit_entry BEGIN SELECT raise(ABORT, 'the audit trail only grows'); END"
    for name, event_ in (("audit_entry_kept", "UPDATE"), ("audit_entry_not_deleted", "DELETE"))
)

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
