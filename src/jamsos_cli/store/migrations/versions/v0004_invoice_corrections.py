"""Invoices are corrected and cancelled: a line may be released and billed anew, credit is carried to later months."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text, text
from sqlalchemy import UniqueConstraint as Unique

revision = "0004"
down_revision = "0003"

# What a file of this revision has, frozen: tables may move on, this may not.
_NEVER = "an issued invoice never changes"
_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id IN ({}) AND status = 'issued')"
_IS_ISSUED = "EXISTS (SELECT 1 FROM invoice WHERE id = {} AND status = 'issued')"
_CANCELS_ITS_OWN = (
    "EXISTS (SELECT 1 FROM invoice_cancellation c JOIN invoice_line l ON l.invoice_id = c.invoice_id"
    " WHERE c.invoice_id = NEW.invoice_id AND l.iuran_month = NEW.iuran_month AND l.person_id = NEW.person_id"
    " AND l.turn = NEW.turn)"
)
_CREDITS_ITS_PAYER = (
    "EXISTS (SELECT 1 FROM invoice_line l JOIN invoice b ON b.id = l.invoice_id JOIN invoice c ON c.id = NEW.invoice_id"
    " WHERE l.iuran_month = NEW.iuran_month AND l.person_id = NEW.person_id AND l.turn = NEW.turn"
    " AND b.status = 'issued' AND c.status = 'draft' AND b.source = c.source AND b.payer = c.payer)"
)
_OLD_TRIGGERS = (
    ("invoice_kept", "UPDATE", "invoice", "OLD.status = 'issued'", _NEVER),
    ("invoice_not_deleted", "DELETE", "invoice", "OLD.status = 'issued'", _NEVER),
    ("invoice_line_not_added", "INSERT", "invoice_line", _ISSUED.format("NEW.invoice_id"), _NEVER),
    ("invoice_line_kept", "UPDATE", "invoice_line", _ISSUED.format("OLD.invoice_id, NEW.invoice_id"), _NEVER),
    ("invoice_line_not_deleted", "DELETE", "invoice_line", _ISSUED.format("OLD.invoice_id"), _NEVER),
)
_TRIGGERS = (
    *_OLD_TRIGGERS,
    ("line_release_kept", "UPDATE", "line_release", "1", "a release never changes"),
    ("line_release_not_deleted", "DELETE", "line_release", _IS_ISSUED.format("OLD.invoice_id"), _NEVER),
    (
        "line_release_fits", "INSERT", "line_release",
        f"NOT CASE NEW.kind WHEN 'cancel' THEN {_CANCELS_ITS_OWN} ELSE {_CREDITS_ITS_PAYER} END",
        "a credit needs an issued line of its source and payer, and an invoice that is a draft",
    ),
    ("invoice_cancellation_kept", "UPDATE", "invoice_cancellation", "1", "a cancellation never changes"),
    ("invoice_cancellation_not_deleted", "DELETE", "invoice_cancellation", "1", "a cancellation never changes"),
    (
        "invoice_cancellation_fits", "INSERT", "invoice_cancellation", f"NOT {_IS_ISSUED.format('NEW.invoice_id')}",
        "only an issued invoice is cancelled",
    ),
    ("invoice_settlement_not_added", "INSERT", "invoice_settlement", _IS_ISSUED.format("NEW.invoice_id"), _NEVER),
    ("invoice_settlement_kept", "UPDATE", "invoice_settlement", _IS_ISSUED.format("OLD.invoice_id"), _NEVER),
    ("invoice_settlement_not_deleted", "DELETE", "invoice_settlement", _IS_ISSUED.format("OLD.invoice_id"), _NEVER),
)  # fmt: skip
_MONEY = ("jkk", "jkm", "jht")
_HEAD = ("month", "source", "payer", "payer_name", "people", *_MONEY, "total")
_COPIED = (
    ("invoice", ("id", "number", "year", "sequence", "status", "issued_on", "sha256", *_HEAD)),
    (
        "invoice_line",
        ("iuran_month", "person_id", "invoice_id", "enrolment_id", "name", "village_name", *_MONEY, "total", "tariff",
         "undecided"),
    ),
)  # fmt: skip


def upgrade() -> None:
    """Make invoices and lines anew with all they hold, for SQLite changes no key in place; then the new tables."""
    for name, *_ in _OLD_TRIGGERS:
        op.execute(f"DROP TRIGGER {name}")
    for index, table in (
        ("ix_invoice_month", "invoice"),
        ("uq_invoice_draft", "invoice"),
        ("ix_invoice_line_enrolment", "invoice_line"),
        ("ix_invoice_line_invoice", "invoice_line"),
        ("ix_invoice_line_person", "invoice_line"),
    ):
        op.drop_index(index, table)
    op.rename_table("invoice", "invoice_before")
    op.rename_table("invoice_line", "invoice_line_before")
    _invoices()
    _corrections()
    _lines()
    for table, columns in _COPIED:
        listed = ", ".join(columns)
        op.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table}_before")  # noqa: S608  names of ours
    op.drop_table("invoice_line_before")
    op.drop_table("invoice_before")
    _indexes()
    for name, event, table, when, says in _TRIGGERS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT raise(ABORT, '{says}'); END"
        )
    op.execute(
        "CREATE TRIGGER invoice_cancelled AFTER INSERT ON invoice_cancellation"
        " BEGIN INSERT INTO line_release (iuran_month, person_id, turn, invoice_id, kind, reason)"
        " SELECT iuran_month, person_id, turn, NEW.invoice_id, 'cancel', '' FROM invoice_line"
        " WHERE invoice_id = NEW.invoice_id; END"
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
        *(Column(name, Text, nullable=False) for name in ("month", "source", "payer", "payer_name")),
        *(Column(name, Integer, nullable=False) for name in ("people", *_MONEY, "total")),
        CheckConstraint(
            "(status = 'draft' AND coalesce(number, year, sequence, issued_on, sha256) IS NULL) OR (status = 'issued'"
            " AND coalesce(number, '') <> '' AND coalesce(year, 0) > 0 AND coalesce(sequence, 0) > 0"
            " AND length(coalesce(issued_on, '')) = 10 AND length(coalesce(sha256, '')) = 64)",
            name=op.f("ck_invoice_status"),
        ),
        CheckConstraint("month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'", name=op.f("ck_invoice_month_yyyy_mm")),
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name=op.f("ck_invoice_rupiah")),
        CheckConstraint("people >= 0", name=op.f("ck_invoice_people")),
        CheckConstraint("total = jkk + jkm + jht", name=op.f("ck_invoice_total")),
        PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        Unique("number", name=op.f("uq_invoice_number")),
        Unique("year", "sequence", name=op.f("uq_invoice_year_sequence")),
        sqlite_strict=True,
    )


def _corrections() -> None:
    line = ("iuran_month", "person_id", "turn")
    op.create_table(
        "line_release",
        Column("iuran_month", Text, nullable=False),
        *(Column(name, Integer, nullable=False) for name in ("person_id", "turn", "invoice_id")),
        *(Column(name, Text, nullable=False) for name in ("kind", "reason")),
        CheckConstraint("kind IN ('credit', 'cancel')", name=op.f("ck_line_release_kind")),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_line_release_invoice_id")),
        ForeignKeyConstraint(
            line, [f"invoice_line.{name}" for name in line], name=op.f("fk_line_release_iuran_month_person_id_turn")
        ),
        PrimaryKeyConstraint(*line, name=op.f("pk_line_release")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invoice_cancellation",
        Column("invoice_id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("cancelled_on", "reason", "cancelled_by")),
        CheckConstraint("length(cancelled_on) = 10", name=op.f("ck_invoice_cancellation_cancelled_on")),
        CheckConstraint("reason <> ''", name=op.f("ck_invoice_cancellation_reason")),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_cancellation_invoice_id")),
        PrimaryKeyConstraint("invoice_id", name=op.f("pk_invoice_cancellation")),
        sqlite_strict=True,
    )
    amounts = [f"{what}_{name}" for what in ("brought", "credited", "used") for name in _MONEY]
    op.create_table(
        "invoice_settlement",
        *(Column(name, Integer, nullable=False) for name in ("invoice_id", *amounts)),
        CheckConstraint(f"min({', '.join(amounts)}) >= 0", name=op.f("ck_invoice_settlement_rupiah")),
        CheckConstraint(
            " AND ".join(f"used_{name} <= brought_{name} + credited_{name}" for name in _MONEY),
            name=op.f("ck_invoice_settlement_used"),
        ),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_settlement_invoice_id")),
        PrimaryKeyConstraint("invoice_id", name=op.f("pk_invoice_settlement")),
        sqlite_strict=True,
    )


def _lines() -> None:
    months = "iuran_month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'"
    before, released = ("iuran_month", "person_id", "after_turn"), ("iuran_month", "person_id", "turn")
    op.create_table(
        "invoice_line",
        Column("iuran_month", Text, nullable=False),
        *(Column(name, Integer, nullable=False) for name in ("person_id", "invoice_id", "enrolment_id")),
        *(Column(name, Text, nullable=False) for name in ("name", "village_name")),
        *(Column(name, Integer, nullable=False) for name in (*_MONEY, "total")),
        Column("tariff", Text, nullable=False),
        Column("undecided", Integer, nullable=False),
        Column("turn", Integer, nullable=False, server_default="1"),
        Column("after_turn", Integer, nullable=True),
        CheckConstraint(months, name=op.f("ck_invoice_line_iuran_month_yyyy_mm")),
        CheckConstraint("jkk >= 0 AND jkm >= 0 AND jht >= 0", name=op.f("ck_invoice_line_rupiah")),
        CheckConstraint("total = jkk + jkm + jht", name=op.f("ck_invoice_line_total")),
        CheckConstraint("undecided IN (0, 1)", name=op.f("ck_invoice_line_undecided")),
        CheckConstraint("turn > 0 AND coalesce(after_turn, 0) = turn - 1", name=op.f("ck_invoice_line_turn")),
        ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_invoice_line_enrolment_id")),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id")),
        ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invoice_line_person_id")),
        ForeignKeyConstraint(
            before,
            [f"line_release.{name}" for name in released],
            name=op.f("fk_invoice_line_iuran_month_person_id_after_turn"),
        ),
        PrimaryKeyConstraint(*released, name=op.f("pk_invoice_line")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _indexes() -> None:
    draft = text("status = 'draft'")
    op.create_index("ix_invoice_month", "invoice", ["month"])
    op.create_index("uq_invoice_draft", "invoice", ["month", "source", "payer"], unique=True, sqlite_where=draft)
    op.create_index("ix_invoice_line_enrolment", "invoice_line", ["enrolment_id"])
    op.create_index("ix_invoice_line_invoice", "invoice_line", ["invoice_id"])
    op.create_index("ix_invoice_line_person", "invoice_line", ["person_id"])
    op.create_index("ix_line_release_invoice", "line_release", ["invoice_id"])
