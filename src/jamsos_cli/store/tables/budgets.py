"""Ceilings of budgets and what was let past them: rows are added, never changed or deleted."""

from sqlalchemy import DDL, CheckConstraint, Column, ForeignKey, Index, Integer, Table, event

from jamsos_cli.store.tables.columns import metadata, month_check, text_column, whole_column

_DAY = "dated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
_ACCOUNT = "account IN ('', 'jkk', 'jkm', 'jht')"

budget_ceiling = Table(
    "budget_ceiling",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("source"),
    whole_column("year"),
    # "" where all payers of the source share it.
    text_column("payer"),
    text_column("account"),
    text_column("version"),
    whole_column("amount"),
    text_column("basis"),
    text_column("dated"),
    text_column("added_at"),
    text_column("added_by"),
    CheckConstraint("year BETWEEN 2015 AND 2999", name="year"),
    CheckConstraint(_ACCOUNT, name="account"),
    CheckConstraint("amount >= 0", name="amount"),
    CheckConstraint("basis <> ''", name="basis"),
    CheckConstraint(_DAY, name="dated_yyyy_mm_dd"),
    Index("ix_budget_ceiling_year", "year"),
    sqlite_strict=True,
)

budget_withdrawal = Table(
    "budget_withdrawal",
    metadata,
    Column("ceiling_id", Integer, ForeignKey("budget_ceiling.id"), primary_key=True),
    text_column("withdrawn_at"),
    text_column("withdrawn_by"),
    text_column("withdrawn_why"),
    CheckConstraint("withdrawn_why <> ''", name="why"),
    sqlite_strict=True,
)

# Invoices that were issued although they pass a ceiling, and why.
budget_excess = Table(
    "budget_excess",
    metadata,
    Column("id", Integer, primary_key=True),
    text_column("month"),
    text_column("source"),
    whole_column("year"),
    text_column("payer"),
    text_column("payer_name"),
    text_column("account"),
    whole_column("ceiling"),
    whole_column("before"),
    whole_column("asked"),
    text_column("reason"),
    text_column("allowed_by"),
    text_column("allowed_at"),
    month_check("month"),
    CheckConstraint(_ACCOUNT, name="account"),
    CheckConstraint("before + asked > ceiling", name="over"),
    CheckConstraint("reason <> ''", name="reason"),
    sqlite_strict=True,
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event_} ON {table}"
    " BEGIN SELECT raise(ABORT, 'what was decided on a budget is kept'); END"
    for table in ("budget_ceiling", "budget_withdrawal", "budget_excess")
    for name, event_ in (("kept", "UPDATE"), ("not_deleted", "DELETE"))
)

for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
