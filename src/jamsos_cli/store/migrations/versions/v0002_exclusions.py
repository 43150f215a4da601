"""Exclusion lists: who must not be enrolled or billed."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables of lists; nothing that is there changes."""
    op.create_table(
        "exclusion_list",
        Column("id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("kind", "origin", "dated", "note", "file", "sha256")),
        Column("imported_at", Text, nullable=False),
        *(Column(name, Integer, nullable=False) for name in ("rows_read", "by_nik", "by_name", "unusable")),
        Column("withdrawn_at", Text, nullable=True),
        Column("withdrawn_why", Text, nullable=True),
        CheckConstraint(
            "dated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'", name=op.f("ck_exclusion_list_dated_yyyy_mm_dd")
        ),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_why IS NULL)", name=op.f("ck_exclusion_list_withdrawn")),
        PrimaryKeyConstraint("id", name=op.f("pk_exclusion_list")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_exclusion_list_in_force",
        "exclusion_list",
        ["sha256", "kind"],
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
    )
    _entries()


def _entries() -> None:
    written = ("nik", "name", "name_key", "birth_date", "village", "event_date", "barred_from", "remark")
    op.create_table(
        "exclusion_entry",
        Column("id", Integer, nullable=False),
        Column("list_id", Integer, nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in written),
        CheckConstraint(
            "nik = '' OR (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*')",
            name=op.f("ck_exclusion_entry_nik_16_digits"),
        ),
        CheckConstraint("nik <> '' OR (name_key <> '' AND birth_date <> '')", name=op.f("ck_exclusion_entry_findable")),
        ForeignKeyConstraint(["list_id"], ["exclusion_list.id"], name=op.f("fk_exclusion_entry_list_id")),
        PrimaryKeyConstraint("id", name=op.f("pk_exclusion_entry")),
        sqlite_strict=True,
    )
    op.create_index("ix_exclusion_entry_nik", "exclusion_entry", ["nik"], sqlite_where=text("nik <> ''"))
    op.create_index(
        "ix_exclusion_entry_name", "exclusion_entry", ["birth_date", "name_key"], sqlite_where=text("nik = ''")
    )
