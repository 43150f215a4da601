"""Endings of cover, and the welfare decile of enrolments."""

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

revision = "0007"
down_revision = "0006"

_TRIGGERS = (("person_ending_kept", "UPDATE"), ("person_ending_not_deleted", "DELETE"))


def upgrade() -> None:
    """Make the table and what keeps its rows; enrolments of before have no decile."""
    op.execute(
        "ALTER TABLE enrolment ADD COLUMN decile INTEGER CONSTRAINT ck_enrolment_decile CHECK (decile BETWEEN 1 AND 10)"
    )
    texts = ("month", "reason", "note", "noted_by", "noted_at")
    op.create_table(
        "person_ending",
        Column("id", Integer, nullable=False),
        Column("person_id", Integer, nullable=False),
        Column("closes", Integer),
        *(Column(name, Text, nullable=False) for name in texts),
        CheckConstraint("month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_person_ending_month_yyyy_mm")),
        CheckConstraint("reason <> '' AND noted_by <> ''", name=op.f("ck_person_ending_who_and_why")),
        CheckConstraint(
            "closes IS NOT NULL OR reason IN ('died', 'moved', 'wage-earner', 'aged-out', 'withdrew', 'other')",
            name=op.f("ck_person_ending_reason"),
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_person_ending")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_ending_person_id")),
        ForeignKeyConstraint(["closes"], ["person_ending.id"], name=op.f("fk_person_ending_closes")),
        UniqueConstraint("closes", name=op.f("uq_person_ending_closes")),
        sqlite_strict=True,
    )
    op.create_index("ix_person_ending_person", "person_ending", ["person_id"])
    for name, event in _TRIGGERS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON person_ending"
            " BEGIN SELECT raise(ABORT, 'an ending is closed by another row, never changed'); END"
        )
