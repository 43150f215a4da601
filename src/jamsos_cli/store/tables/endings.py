"""Whose cover ended before the enrolment did, and who came back; rows are added and never changed."""

from sqlalchemy import DDL, CheckConstraint, Column, ForeignKey, Index, Integer, Table, event

from jamsos_cli.store.tables.columns import metadata, month_check, text_column

person_ending = Table(
    "person_ending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    # The ending this row closes; NULL for an ending. Each is closed once at most.
    Column("closes", Integer, ForeignKey("person_ending.id"), unique=True),
    # First iuran month without cover; of a return, the first with it.
    text_column("month"),
    text_column("reason"),
    text_column("note"),
    text_column("noted_by"),
    text_column("noted_at"),
    month_check("month"),
    CheckConstraint("reason <> '' AND noted_by <> ''", name="who_and_why"),
    CheckConstraint(
        "closes IS NOT NULL OR reason IN ('died', 'moved', 'wage-earner', 'aged-out', 'withdrew', 'other')",
        name="reason",
    ),
    Index("ix_person_ending_person", "person_id"),
    sqlite_strict=True,
)

TRIGGERS = tuple(
    f"CREATE TRIGGER person_ending_{name} BEFORE {event_} ON person_ending"
    " BEGIN SELECT raise(ABORT, 'an ending is closed by another row, never changed'); END"
    for name, event_ in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
)
"""The database itself keeps what was noted."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
