"""The first registry: people, imports, enrolments, invoices, reconciliations."""

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

revision = "0001"
down_revision = None

# What a file of this revision has, frozen: tables may move on, this may not.
_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id IN ({}) AND status = 'issued')"
_TRIGGERS = (
    ("invoice_kept", "UPDATE", "invoice", "OLD.status = 'issued'"),
    ("invoice_not_deleted", "DELETE", "invoice", "OLD.status = 'issued'"),
    ("invoice_line_not_added", "INSERT", "invoice_line", _ISSUED.format("NEW.invoice_id")),
    ("invoice_line_kept", "UPDATE", "invoice_line", _ISSUED.format("OLD.invoice_id, NEW.invoice_id")),
    ("invoice_line_not_deleted", "DELETE", "invoice_line", _ISSUED.format("OLD.invoice_id")),
)


def upgrade() -> None:
    """Make all tables, indexes and triggers in an empty database."""
    _people()
    _enrolments()
    _invoices()
    _lines()
    _reconciliations()
    for name, event, table, when in _TRIGGERS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when}"
            " BEGIN SELECT raise(ABORT, 'an issued invoice never changes'); END"
        )


def _people() -> None:
    op.create_table(
        "person",
        Column("id", Integer, nullable=False),
        PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_strict=True,
    )
    op.create_table(
        "person_nik",
        Column("person_id", Integer, nullable=False),
        Column("nik", Text, nullable=False),
        Column("valid_from", Text, nullable=False),
        Column("valid_until", Text, nullable=True),
        CheckConstraint("length(nik) = 16 AND nik NOT GLOB '*[^0-9]*'", name=op.f("ck_person_nik_nik_16_digits")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_nik_person_id")),
        PrimaryKeyConstraint("person_id", "nik", name=op.f("pk_person_nik")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_person_nik_in_force", "person_nik", ["nik"], unique=True, sqlite_where=text("valid_until IS NULL")
    )
    op.create_index(
        "uq_person_nik_one_in_force", "person_nik", ["person_id"], unique=True, sqlite_where=text("valid_until IS NULL")
    )
    op.create_table(
        "roster_import",
        Column("id", Integer, nullable=False),
        Column("file", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("imported_at", Text, nullable=False),
        Column("rows_read", Integer, nullable=False),
        Column("accepted", Integer, nullable=False),
        Column("rejected", Integer, nullable=False),
        Column("terms", Text, nullable=False),
        CheckConstraint(
            "accepted >= 0 AND rejected >= 0 AND rows_read = accepted + rejected", name=op.f("ck_roster_import_rows")
        ),
        PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
        UniqueConstraint("sha256", "terms", name=op.f("uq_roster_import_sha256_terms")),
        sqlite_strict=True,
    )


def _enrolments() -> None:
    op.create_table(
        "enrolment",
        Column("id", Integer, nullable=False),
        Column("person_id", Integer, nullable=False),
        Column("import_id", Integer, nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("birth_date", Text, nullable=False),
        Column("sex", Text, nullable=False),
        Column("village", Text, nullable=False),
        Column("village_name", Text, nullable=False),
        Column("address", Text, nullable=False),
        Column("occupation", Text, nullable=False),
        Column("sector", Text, nullable=False),
        Column("income", Integer, nullable=True),
        Column("phone", Text, nullable=False),
        Column("mother", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("programmes", Text, nullable=False),
        Column("first_month", Text, nullable=False),
        Column("last_month", Text, nullable=False),
        Column("sponsor", Text, nullable=False),
        Column("sponsor_name", Text, nullable=False),
        Column("opd", Text, nullable=False),
        Column("cut_from", Integer, nullable=True),
        Column("superseded_by", Integer, nullable=True),
        CheckConstraint(
            "first_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_enrolment_first_month_yyyy_mm")
        ),
        CheckConstraint(
            "last_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_enrolment_last_month_yyyy_mm")
        ),
        CheckConstraint("first_month <= last_month", name=op.f("ck_enrolment_months")),
        CheckConstraint("income >= 0", name=op.f("ck_enrolment_income")),
        ForeignKeyConstraint(["cut_from"], ["enrolment.id"], name=op.f("fk_enrolment_cut_from")),
        ForeignKeyConstraint(["import_id"], ["roster_import.id"], name=op.f("fk_enrolment_import_id")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enrolment_person_id")),
        ForeignKeyConstraint(["superseded_by"], ["roster_import.id"], name=op.f("fk_enrolment_superseded_by")),
        PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sqlite_strict=True,
    )
    op.create_index("ix_enrolment_person", "enrolment", ["person_id"])
    op.create_index(
        "ix_enrolment_sponsor", "enrolment", ["source", "sponsor"], sqlite_where=text("superseded_by IS NULL")
    )
    op.create_index(
        "ix_enrolment_village", "enrolment", ["source", "village"], sqlite_where=text("superseded_by IS NULL")
    )


def _invoices() -> None:
    op.create_table(
        "invoice",
        Column("id", Integer, nullable=False),
        Column("number", Text, nullable=True),
        Column("year", Integer, nullable=True),
        Column("sequence", Integer, nullable=True),
        Column("status", Text, nullable=False),
        Column("issued_on", Text, nullable=True),
        Column("sha256", Text, nullable=True),
        Column("month", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("payer", Text, nullable=False),
        Column("payer_name", Text, nullable=False),
        Column("people", Integer, nullable=False),
        Column("jkk", Integer, nullable=False),
        Column("jkm", Integer, nullable=False),
        Column("jht", Integer, nullable=False),
        Column("total", Integer, nullable=False),
        CheckConstraint(
            "(status = 'draft' AND coalesce(number, year, sequence, issued_on, sha256) IS NULL) OR (status = 'issued'"
            " AND coalesce(number, '') <> '' AND coalesce(year, 0) > 0 AND coalesce(sequence, 0) > 0"
            " AND length(coalesce(issued_on, '')) = 10 AND length(coalesce(sha256, '')) = 64)",
            name=op.f("ck_invoice_status"),
        ),
        CheckConstraint("month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_invoice_month_yyyy_mm")),
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name=op.f("ck_invoice_rupiah")),
        CheckConstraint("people > 0", name=op.f("ck_invoice_people")),
        CheckConstraint("total = jkk + jkm + jht", name=op.f("ck_invoice_total")),
        PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        UniqueConstraint("number", name=op.f("uq_invoice_number")),
        UniqueConstraint("year", "sequence", name=op.f("uq_invoice_year_sequence")),
        sqlite_strict=True,
    )
    op.create_index("ix_invoice_month", "invoice", ["month"])
    op.create_index(
        "uq_invoice_draft", "invoice", ["month", "source", "payer"], unique=True, sqlite_where=text("status = 'draft'")
    )


def _lines() -> None:
    op.create_table(
        "invoice_line",
        Column("iuran_month", Text, nullable=False),
        Column("person_id", Integer, nullable=False),
        Column("invoice_id", Integer, nullable=False),
        Column("enrolment_id", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("village_name", Text, nullable=False),
        Column("jkk", Integer, nullable=False),
        Column("jkm", Integer, nullable=False),
        Column("jht", Integer, nullable=False),
        Column("total", Integer, nullable=False),
        Column("tariff", Text, nullable=False),
        Column("undecided", Integer, nullable=False),
        CheckConstraint(
            "iuran_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_invoice_line_iuran_month_yyyy_mm")
        ),
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name=op.f("ck_invoice_line_rupiah")),
        CheckConstraint("total = jkk + jkm + jht", name=op.f("ck_invoice_line_total")),
        CheckConstraint("undecided IN (0, 1)", name=op.f("ck_invoice_line_undecided")),
        ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_invoice_line_enrolment_id")),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invoice_line_person_id")),
        PrimaryKeyConstraint("iuran_month", "person_id", name=op.f("pk_invoice_line")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invoice_line_enrolment", "invoice_line", ["enrolment_id"])
    op.create_index("ix_invoice_line_invoice", "invoice_line", ["invoice_id"])
    op.create_index("ix_invoice_line_person", "invoice_line", ["person_id"])


def _reconciliations() -> None:
    op.create_table(
        "reconciliation",
        Column("month", Text, nullable=False),
        Column("read_at", Text, nullable=False),
        CheckConstraint("month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_reconciliation_month_yyyy_mm")),
        PrimaryKeyConstraint("month", name=op.f("pk_reconciliation")),
        sqlite_strict=True,
    )
    op.create_table(
        "statement_file",
        Column("month", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("file", Text, nullable=False),
        ForeignKeyConstraint(["month"], ["reconciliation.month"], name=op.f("fk_statement_file_month")),
        PrimaryKeyConstraint("month", "sha256", name=op.f("pk_statement_file")),
        sqlite_strict=True,
    )
    op.create_index("ix_statement_file_sha256", "statement_file", ["sha256"])
    op.create_table(
        "reconciliation_match",
        Column("month", Text, nullable=False),
        Column("position", Integer, nullable=False),
        Column("state", Text, nullable=False),
        Column("person_id", Integer, nullable=True),
        Column("stranger_nik", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("payer_name", Text, nullable=False),
        Column("iuran_month", Text, nullable=False),
        Column("billed", Integer, nullable=False),
        Column("recorded", Integer, nullable=False),
        Column("file", Text, nullable=False),
        Column("sheet", Text, nullable=False),
        Column("row", Integer, nullable=True),
        Column("paid_on", Text, nullable=False),
        Column("reference", Text, nullable=False),
        Column("remark", Text, nullable=False),
        CheckConstraint("billed >= 0", name=op.f("ck_reconciliation_match_billed")),
        ForeignKeyConstraint(["month"], ["reconciliation.month"], name=op.f("fk_reconciliation_match_month")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reconciliation_match_person_id")),
        PrimaryKeyConstraint("month", "position", name=op.f("pk_reconciliation_match")),
        sqlite_strict=True,
    )
    op.create_index("ix_reconciliation_match_person", "reconciliation_match", ["person_id"])
