"""The tables of the registry, as they are today; `migrations` says how a file gets there.

STRICT, so that SQLite refuses text in a column of rupiah; months are TEXT `yyyy-mm`, days TEXT `yyyy-mm-dd`, money
INTEGER in whole rupiah. A NIK stands in `person_nik` and, for people we do not bill, in `reconciliation_match`.
"""

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    event,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> "Column[str]":
    return Column(name, Text, nullable=False)


def _whole(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


def _month(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=f"{column}_yyyy_mm")


def _rupiah() -> tuple[CheckConstraint, ...]:
    """Premiums are never negative, and the total is their sum."""
    return (
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name="rupiah"),
        CheckConstraint("total = jkk + jkm + jht", name="total"),
    )


person = Table("person", metadata, Column("id", Integer, primary_key=True), sqlite_strict=True)

person_nik = Table(
    "person_nik",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    _text("nik"),
    _text("valid_from"),
    Column("valid_until", Text),
    PrimaryKeyConstraint("person_id", "nik"),
    CheckConstraint("length(nik) = 16 AND nik NOT GLOB '*[^0-9]*'", name="nik_16_digits"),
    Index("uq_person_nik_in_force", "nik", unique=True, sqlite_where=text("valid_until IS NULL")),
    Index("uq_person_nik_one_in_force", "person_id", unique=True, sqlite_where=text("valid_until IS NULL")),
    sqlite_strict=True,
)

roster_import = Table(
    "roster_import",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("file"),
    _text("sha256"),
    _text("imported_at"),
    _whole("rows_read"),
    _whole("accepted"),
    _whole("rejected"),
    _text("terms"),
    UniqueConstraint("sha256", "terms"),
    CheckConstraint("accepted >= 0 AND rejected >= 0 AND rows_read = accepted + rejected", name="rows"),
    sqlite_strict=True,
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("import_id", Integer, ForeignKey("roster_import.id"), nullable=False),
    _text("sheet"),
    _whole("row"),
    _text("name"),
    _text("birth_date"),
    _text("sex"),
    _text("village"),
    _text("village_name"),
    _text("address"),
    _text("occupation"),
    _text("sector"),
    Column("income", Integer),
    _text("phone"),
    _text("mother"),
    _text("source"),
    _text("programmes"),
    _text("first_month"),
    _text("last_month"),
    _text("sponsor"),
    _text("sponsor_name"),
    _text("opd"),
    # The row this one is what was left of, when a newer roster took some of its months.
    Column("cut_from", Integer, ForeignKey("enrolment.id")),
    # The import that took its months; NULL while it is in force.
    Column("superseded_by", Integer, ForeignKey("roster_import.id")),
    _month("first_month"),
    _month("last_month"),
    CheckConstraint("first_month <= last_month", name="months"),
    CheckConstraint("income >= 0", name="income"),
    Index("ix_enrolment_person", "person_id"),
    Index("ix_enrolment_village", "source", "village", sqlite_where=text("superseded_by IS NULL")),
    Index("ix_enrolment_sponsor", "source", "sponsor", sqlite_where=text("superseded_by IS NULL")),
    sqlite_strict=True,
)

invoice = Table(
    "invoice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text),
    # number = office pattern of (sequence in the year of issue); neither is ever given twice.
    Column("year", Integer),
    Column("sequence", Integer),
    _text("status"),
    Column("issued_on", Text),
    Column("sha256", Text),
    _text("month"),
    _text("source"),
    _text("payer"),
    _text("payer_name"),
    _whole("people"),
    _whole("jkk"),
    _whole("jkm"),
    _whole("jht"),
    _whole("total"),
    UniqueConstraint("number"),
    UniqueConstraint("year", "sequence"),
    _month("month"),
    CheckConstraint(
        # coalesce, because a CHECK that comes out as NULL passes.
        "(status = 'draft' AND coalesce(number, year, sequence, issued_on, sha256) IS NULL) OR (status = 'issued'"
        " AND coalesce(number, '') <> '' AND coalesce(year, 0) > 0 AND coalesce(sequence, 0) > 0"
        " AND length(coalesce(issued_on, '')) = 10 AND length(coalesce(sha256, '')) = 64)",
        name="status",
    ),
    CheckConstraint("people > 0", name="people"),
    *_rupiah(),
    Index("ix_invoice_month", "month"),
    Index("uq_invoice_draft", "month", "source", "payer", unique=True, sqlite_where=text("status = 'draft'")),
    sqlite_strict=True,
)

invoice_line = Table(
    "invoice_line",
    metadata,
    _text("iuran_month"),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("enrolment_id", Integer, ForeignKey("enrolment.id"), nullable=False),
    _text("name"),
    _text("village_name"),
    _whole("jkk"),
    _whole("jkm"),
    _whole("jht"),
    _whole("total"),
    _text("tariff"),
    _whole("undecided"),
    # The key that makes it impossible to bill a person twice for a month, whoever pays.
    PrimaryKeyConstraint("iuran_month", "person_id"),
    _month("iuran_month"),
    CheckConstraint("undecided IN (0, 1)", name="undecided"),
    *_rupiah(),
    Index("ix_invoice_line_invoice", "invoice_id"),
    Index("ix_invoice_line_person", "person_id"),
    Index("ix_invoice_line_enrolment", "enrolment_id"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("month", Text, primary_key=True, nullable=False),
    _text("read_at"),
    _month("month"),
    sqlite_strict=True,
)

statement_file = Table(
    "statement_file",
    metadata,
    Column("month", Text, ForeignKey("reconciliation.month"), nullable=False),
    _text("sha256"),
    _text("file"),
    PrimaryKeyConstraint("month", "sha256"),
    Index("ix_statement_file_sha256", "sha256"),
    sqlite_strict=True,
)

reconciliation_match = Table(
    "reconciliation_match",
    metadata,
    _text("month"),
    _whole("position"),
    _text("state"),
    Column("person_id", Integer, ForeignKey("person.id")),
    # The NIK a statement names for somebody we do not bill; that of a person is in person_nik alone.
    _text("stranger_nik"),
    _text("name"),
    _text("source"),
    _text("payer_name"),
    _text("iuran_month"),
    _whole("billed"),
    _whole("recorded"),
    _text("file"),
    _text("sheet"),
    Column("row", Integer),
    _text("paid_on"),
    _text("reference"),
    _text("remark"),
    PrimaryKeyConstraint("month", "position"),
    ForeignKeyConstraint(["month"], ["reconciliation.month"]),
    CheckConstraint("billed >= 0", name="billed"),
    Index("ix_reconciliation_match_person", "person_id"),
    sqlite_strict=True,
)

_ON_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id IN ({}) AND status = 'issued')"
TRIGGERS = tuple(
    f"CREATE TRIGGER {name} BEFORE {event_} ON {table} WHEN {when}"
    " BEGIN SELECT raise(ABORT, 'an issued invoice never changes'); END"
    for name, event_, table, when in (
        ("invoice_kept", "UPDATE", "invoice", "OLD.status = 'issued'"),
        ("invoice_not_deleted", "DELETE", "invoice", "OLD.status = 'issued'"),
        ("invoice_line_not_added", "INSERT", "invoice_line", _ON_ISSUED.format("NEW.invoice_id")),
        ("invoice_line_kept", "UPDATE", "invoice_line", _ON_ISSUED.format("OLD.invoice_id, NEW.invoice_id")),
        ("invoice_line_not_deleted", "DELETE", "invoice_line", _ON_ISSUED.format("OLD.invoice_id")),
    )
)
"""The database itself keeps what was issued; corrections are new lines."""

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
