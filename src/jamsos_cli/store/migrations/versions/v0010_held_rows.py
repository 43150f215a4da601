"""Rows that are held for a NIK with two names, so that a ruling lets them in."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; rows held by earlier imports come in when these are made again."""
    op.create_table(
        "held_row",
        Column("import_id", Integer, nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row", Integer, nullable=False),
        Column("about", Text, nullable=False),
        Column("first_month", Text, nullable=False),
        CheckConstraint(
            "first_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_held_row_first_month_yyyy_mm")
        ),
        CheckConstraint("length(about) = 10", name=op.f("ck_held_row_about")),
        ForeignKeyConstraint(["import_id"], ["roster_import.id"], name=op.f("fk_held_row_import_id")),
        PrimaryKeyConstraint("import_id", "sheet", "row", name=op.f("pk_held_row")),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_index("ix_held_row_about", "held_row", ["about"])
