"""What the insurer recorded, set against what was billed."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from jamsos_cli.store.tables.columns import metadata, month_check, text_column, whole_column

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("month", Text, primary_key=True, nullable=False),
    text_column("read_at"),
    month_check("month"),
    sqlite_strict=True,
)

statement_file = Table(
    "statement_file",
    metadata,
    Column("month", Text, ForeignKey("reconciliation.month"), nullable=False),
    text_column("sha256"),
    text_column("file"),
    PrimaryKeyConstraint("month", "sha256"),
    Index("ix_statement_file_sha256", "sha256"),
    sqlite_strict=True,
)

reconciliation_match = Table(
    "reconciliation_match",
    metadata,
    text_column("month"),
    whole_column("position"),
    text_column("state"),
    Column("person_id", Integer, ForeignKey("person.id")),
    # The NIK a statement names for somebody we do not bill; that of a person is in person_nik alone.
    text_column("stranger_nik"),
    text_column("name"),
    text_column("source"),
    text_column("payer_name"),
    text_column("iuran_month"),
    whole_column("billed"),
    whole_column("recorded"),
    text_column("file"),
    text_column("sheet"),
    Column("row", Integer),
    text_column("paid_on"),
    text_column("reference"),
    text_column("remark"),
    PrimaryKeyConstraint("month", "position"),
    ForeignKeyConstraint(["month"], ["reconciliation.month"]),
    CheckConstraint("billed >= 0", name="billed"),
    Index("ix_reconciliation_match_person", "person_id"),
    sqlite_strict=True,
)
