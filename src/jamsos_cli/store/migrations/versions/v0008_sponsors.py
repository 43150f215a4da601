"""Sponsors, what they pledge, and how a pledge ends."""

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

revision = "0008"
down_revision = "0007"

_MONTH = "{} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'"
_NIK = "nik = '' OR (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*')"


def _text(*names: str) -> "list[Column[str]]":
    return [Column(name, Text, nullable=False) for name in names]


def upgrade() -> None:
    """Make the four tables and what keeps their rows; nothing that is there changes."""
    op.create_table(
        "sponsor",
        Column("id", Integer, nullable=False),
        *_text("nip", "nik", "noted_at"),
        CheckConstraint(
            "nip = '' OR (length(nip) = 18 AND nip NOT GLOB '*[^0-9]*')", name=op.f("ck_sponsor_nip_18_digits")
        ),
        CheckConstraint(_NIK, name=op.f("ck_sponsor_nik_16_digits")),
        PrimaryKeyConstraint("id", name=op.f("pk_sponsor")),
        sqlite_strict=True,
    )
    for name in ("nip", "nik"):
        op.create_index(f"uq_sponsor_{name}", "sponsor", [name], unique=True, sqlite_where=text(f"{name} <> ''"))
    _pledges()
    _workers_and_ends()
    op.execute(
        "CREATE TRIGGER sponsor_kept BEFORE UPDATE ON sponsor WHEN NEW.id <> OLD.id"
        " OR (OLD.nip <> '' AND NEW.nip <> OLD.nip) OR (OLD.nik <> '' AND NEW.nik <> OLD.nik)"
        " BEGIN SELECT raise(ABORT, 'the number of a sponsor never changes'); END"
    )
    for table in ("pledge", "pledge_end"):
        for name, event in (("kept", "UPDATE"), ("not_deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}"
                " BEGIN SELECT raise(ABORT, 'a pledge is ended or replaced, never changed'); END"
            )


def _pledges() -> None:
    op.create_table(
        "pledge",
        Column("id", Integer, nullable=False),
        Column("sponsor_id", Integer, nullable=False),
        *_text("name", "opd", "phone", "village", "source"),
        Column("workers", Integer, nullable=False),
        *_text("programmes", "first_month", "last_month"),
        Column("amount", Integer, nullable=True),
        Column("supersedes", Integer, nullable=True),
        *_text("file", "sha256", "sheet"),
        Column("row", Integer, nullable=False),
        *_text("noted_at"),
        CheckConstraint("name <> ''", name=op.f("ck_pledge_name")),
        CheckConstraint("workers > 0", name=op.f("ck_pledge_workers")),
        CheckConstraint("coalesce(amount, 0) >= 0", name=op.f("ck_pledge_amount")),
        CheckConstraint("programmes IN ('JKK+JKM', 'JKK+JKM+JHT')", name=op.f("ck_pledge_programmes")),
        CheckConstraint(_MONTH.format("first_month"), name=op.f("ck_pledge_first_month_yyyy_mm")),
        CheckConstraint(_MONTH.format("last_month"), name=op.f("ck_pledge_last_month_yyyy_mm")),
        CheckConstraint("first_month <= last_month", name=op.f("ck_pledge_months")),
        ForeignKeyConstraint(["sponsor_id"], ["sponsor.id"], name=op.f("fk_pledge_sponsor_id")),
        ForeignKeyConstraint(["supersedes"], ["pledge.id"], name=op.f("fk_pledge_supersedes")),
        PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        UniqueConstraint("supersedes", name=op.f("uq_pledge_supersedes")),
        sqlite_strict=True,
    )
    op.create_index("ix_pledge_sponsor", "pledge", ["sponsor_id"])


def _workers_and_ends() -> None:
    op.create_table(
        "pledge_worker",
        Column("id", Integer, nullable=False),
        Column("pledge_id", Integer, nullable=False),
        *_text("nik", "name"),
        CheckConstraint(_NIK, name=op.f("ck_pledge_worker_nik_16_digits")),
        ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_worker_pledge_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_pledge_worker")),
        sqlite_strict=True,
    )
    op.create_index("ix_pledge_worker_pledge", "pledge_worker", ["pledge_id"])
    op.create_table(
        "pledge_end",
        Column("id", Integer, nullable=False),
        Column("pledge_id", Integer, nullable=False),
        *_text("last_month", "reason", "ended_by", "ended_at"),
        CheckConstraint(_MONTH.format("last_month"), name=op.f("ck_pledge_end_last_month_yyyy_mm")),
        CheckConstraint("reason <> '' AND ended_by <> ''", name=op.f("ck_pledge_end_who_and_why")),
        ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_end_pledge_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_pledge_end")),
        sqlite_strict=True,
    )
    op.create_index("ix_pledge_end_pledge", "pledge_end", ["pledge_id"])
