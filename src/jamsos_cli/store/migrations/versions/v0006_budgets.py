"""Ceilings of budgets, and what was let past them."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

revision = "0006"
down_revision = "0005"

_ACCOUNT = "account IN ('', 'jkk', 'jkm', 'jht')"
_DAY = "dated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
_MONTH = "month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'"
_TABLES = ("budget_ceiling", "budget_withdrawal", "budget_excess")


def upgrade() -> None:
    """Make the tables and what keeps their rows."""
    _ceilings()
    _withdrawals()
    _excesses()
    for table in _TABLES:
        for name, event in (("kept", "UPDATE"), ("not_deleted", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table}"
                " BEGIN SELECT raise(ABORT, 'what was decided on a budget is kept'); END"
            )


def _ceilings() -> None:
    op.create_table(
        "budget_ceiling",
        Column("id", Integer, nullable=False),
        Column("source", Text, nullable=False),
        Column("year", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("payer", "account", "version")),
        Column("amount", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("basis", "dated", "added_at", "added_by")),
        CheckConstraint("year BETWEEN 2015 AND 2999", name=op.f("ck_budget_ceiling_year")),
        CheckConstraint(_ACCOUNT, name=op.f("ck_budget_ceiling_account")),
        CheckConstraint("amount >= 0", name=op.f("ck_budget_ceiling_amount")),
        CheckConstraint("basis <> ''", name=op.f("ck_budget_ceiling_basis")),
        CheckConstraint(_DAY, name=op.f("ck_budget_ceiling_dated_yyyy_mm_dd")),
        PrimaryKeyConstraint("id", name=op.f("pk_budget_ceiling")),
        sqlite_strict=True,
    )
    op.create_index("ix_budget_ceiling_year", "budget_ceiling", ["year"])


def _withdrawals() -> None:
    op.create_table(
        "budget_withdrawal",
        Column("ceiling_id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("withdrawn_at", "withdrawn_by", "withdrawn_why")),
        CheckConstraint("withdrawn_why <> ''", name=op.f("ck_budget_withdrawal_why")),
        ForeignKeyConstraint(["ceiling_id"], ["budget_ceiling.id"], name=op.f("fk_budget_withdrawal_ceiling_id")),
        PrimaryKeyConstraint("ceiling_id", name=op.f("pk_budget_withdrawal")),
        sqlite_strict=True,
    )


def _excesses() -> None:
    op.create_table(
        "budget_excess",
        Column("id", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("month", "source")),
        Column("year", Integer, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("payer", "payer_name", "account")),
        *(Column(name, Integer, nullable=False) for name in ("ceiling", "before", "asked")),
        *(Column(name, Text, nullable=False) for name in ("reason", "allowed_by", "allowed_at")),
        CheckConstraint(_MONTH, name=op.f("ck_budget_excess_month_yyyy_mm")),
        CheckConstraint(_ACCOUNT, name=op.f("ck_budget_excess_account")),
        CheckConstraint("before + asked > ceiling", name=op.f("ck_budget_excess_over")),
        CheckConstraint("reason <> ''", name=op.f("ck_budget_excess_reason")),
        PrimaryKeyConstraint("id", name=op.f("pk_budget_excess")),
        sqlite_strict=True,
    )
