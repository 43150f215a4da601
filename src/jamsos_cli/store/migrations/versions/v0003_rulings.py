"""Questions about persons, rulings, second memberships and NIKs that changed."""

import secrets

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)

revision = "0003"
down_revision = "0002"

_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}"
    " BEGIN SELECT raise(ABORT, 'what was decided is superseded, never changed'); END"
    for table in ("ruling", "nik_change")
    for name, event in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
)


def upgrade() -> None:
    """Add the tables and give this registry a secret of its own."""
    op.create_table(
        "registry_key",
        Column("id", Integer, nullable=False),
        Column("secret", Text, nullable=False),
        CheckConstraint("id = 1", name=op.f("ck_registry_key_one")),
        CheckConstraint("length(secret) = 64", name=op.f("ck_registry_key_secret")),
        PrimaryKeyConstraint("id", name=op.f("pk_registry_key")),
        sqlite_strict=True,
    )
    op.get_bind().exec_driver_sql("INSERT INTO registry_key (id, secret) VALUES (1, ?)", (secrets.token_hex(32),))
    _questions()
    _rulings()
    _changes()
    for trigger in _TRIGGERS:
        op.execute(trigger)


def _texts(*names: str) -> "list[Column[str]]":
    return [Column(name, Text, nullable=False) for name in names]


def _questions() -> None:
    op.create_table(
        "question",
        *_texts("key", "kind", "nik", "other_nik", "face", "other_face", "source", "other_source"),
        *_texts("left", "right", "first_month", "asked_at"),
        CheckConstraint("kind IN ('same-nik', 'probable', 'double-funded')", name=op.f("ck_question_kind")),
        CheckConstraint("(kind = 'probable') = (other_nik <> '')", name=op.f("ck_question_niks")),
        PrimaryKeyConstraint("key", name=op.f("pk_question")),
        sqlite_strict=True,
    )
    op.create_index("ix_question_nik", "question", ["nik"])


def _rulings() -> None:
    op.create_table(
        "ruling",
        Column("id", Integer, nullable=False),
        *_texts("question_key", "decision", "reason", "decided_by", "decided_at", "until"),
        Column("supersedes", Integer, nullable=True),
        CheckConstraint("decision IN ('same', 'not-same', 'allowed', 'unsure')", name=op.f("ck_ruling_decision")),
        CheckConstraint("reason <> '' AND decided_by <> ''", name=op.f("ck_ruling_who_and_why")),
        CheckConstraint(
            "until = '' OR until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_ruling_until_yyyy_mm")
        ),
        ForeignKeyConstraint(["question_key"], ["question.key"], name=op.f("fk_ruling_question_key")),
        ForeignKeyConstraint(["supersedes"], ["ruling.id"], name=op.f("fk_ruling_supersedes")),
        PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        UniqueConstraint("supersedes", name=op.f("uq_ruling_supersedes")),
        sqlite_strict=True,
    )
    op.create_index("ix_ruling_question", "ruling", ["question_key"])
    first = text("supersedes IS NULL")
    op.create_index("uq_ruling_first", "ruling", ["question_key"], unique=True, sqlite_where=first)


def _changes() -> None:
    op.create_table(
        "second_membership",
        Column("person_id", Integer, nullable=False),
        Column("of_person", Integer, nullable=False),
        *_texts("source"),
        ForeignKeyConstraint(["of_person"], ["person.id"], name=op.f("fk_second_membership_of_person")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_second_membership_person_id")),
        PrimaryKeyConstraint("person_id", name=op.f("pk_second_membership")),
        sqlite_strict=True,
    )
    op.create_index("uq_second_membership", "second_membership", ["of_person", "source"], unique=True)
    op.create_table(
        "nik_change",
        Column("id", Integer, nullable=False),
        Column("person_id", Integer, nullable=False),
        *_texts("old_nik", "new_nik", "from_day", "reason", "noted_at"),
        CheckConstraint("old_nik <> new_nik", name=op.f("ck_nik_change_niks")),
        CheckConstraint("reason <> ''", name=op.f("ck_nik_change_why")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nik_change_person_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_nik_change")),
        sqlite_strict=True,
    )
