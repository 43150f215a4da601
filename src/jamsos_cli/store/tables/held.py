"""Rows of imported rosters that are held until somebody decides; no names and no NIKs."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from jamsos_cli.store.tables.columns import metadata, month_check, text_column, whole_column

# What is held for a NIK with two names (D04); the row itself is read again from the roster once that is decided.
held_row = Table(
    "held_row",
    metadata,
    Column("import_id", Integer, ForeignKey("roster_import.id"), nullable=False),
    text_column("sheet"),
    whole_column("row"),
    # Key of the question about the NIK.
    text_column("about"),
    # First iuran month of rows that name none.
    text_column("first_month"),
    PrimaryKeyConstraint("import_id", "sheet", "row"),
    month_check("first_month"),
    CheckConstraint("length(about) = 10", name="about"),
    Index("ix_held_row_about", "about"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
