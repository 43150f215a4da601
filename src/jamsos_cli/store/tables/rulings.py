"""What was asked about persons, what was decided, and NIKs that changed; rows are added and never changed."""

from sqlalchemy import DDL, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, event, text

from jamsos_cli.store.tables.columns import metadata, text_column

registry_key = Table(
    "registry_key",
    metadata,
    # Makes the keys of questions: without it a key could be guessed back into a NIK.
    Column("id", Integer, primary_key=True),
    text_column("secret"),
    CheckConstraint("id = 1", name="one"),
    CheckConstraint("length(secret) = 64", name="secret"),
    sqlite_strict=True,
)

question = Table(
    "question",
    metadata,
    Column("key", Text, primary_key=True, nullable=False),
    text_column("kind"),
    text_column("nik"),
    text_column("other_nik"),
    text_column("face"),
    text_column("other_face"),
    text_column("source"),
    text_column("other_source"),
    text_column("left"),
    text_column("right"),
    text_column("first_month"),
    text_column("asked_at"),
    CheckConstraint("kind IN ('same-nik', 'probable', 'double-funded')", name="kind"),
    CheckConstraint("(kind = 'probable') = (other_nik <> '')", name="niks"),
    Index("ix_question_nik", "nik"),
    sqlite_strict=True,
)

ruling = Table(
    "ruling",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question_key", Text, ForeignKey("question.key"), nullable=False),
    text_column("decision"),
    text_column("reason"),
    text_column("decided_by"),
    text_column("decided_at"),
    text_column("until"),
    # Each ruling is superseded once at most, and a question has one without a forerunner: so one is in force.
    Column("supersedes", Integer, ForeignKey("ruling.id"), unique=True),
    CheckConstraint("decision IN ('same', 'not-same', 'allowed', 'unsure')", name="decision"),
    CheckConstraint("reason <> '' AND decided_by <> ''", name="who_and_why"),
    CheckConstraint("until = '' OR until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name="until_yyyy_mm"),
    Index("ix_ruling_question", "question_key"),
    Index("uq_ruling_first", "question_key", unique=True, sqlite_where=text("supersedes IS NULL")),
    sqlite_strict=True,
)

second_membership = Table(
    "second_membership",
    metadata,
    # A key of its own for what a person's second, lawful membership costs; it has no NIK and no enrolment.
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("of_person", Integer, ForeignKey("person.id"), nullable=False),
    text_column("source"),
    Index("uq_second_membership", "of_person", "source", unique=True),
    sqlite_strict=True,
)

nik_change = Table(
    "nik_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    text_column("old_nik"),
    text_column("new_nik"),
    text_column("from_day"),
    text_column("reason"),
    text_column("noted_at"),
    CheckConstraint("old_nik <> new_nik", name="niks"),
    CheckConstraint("reason <> ''", name="why"),
    sqlite_strict=True,
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event_} ON {table}"
    " BEGIN SELECT raise(ABORT, 'what was decided is superseded, never changed'); END"
    for table in ("ruling", "nik_change")
    for name, event_ in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
)
"""The database itself keeps what was decided."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
