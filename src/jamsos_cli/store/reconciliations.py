"""What each month's reconciliation found, and which statements it read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, case, delete, exists, func, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from jamsos_cli.model.frame import conform
from jamsos_cli.model.statement import MATCHES
from jamsos_cli.store.nik_now import with_nik
from jamsos_cli.store.tables import (
    person_nik,
    reconciliation,
    reconciliation_match,
    statement_file,
)
from jamsos_cli.store.whole import read_frame, write

if TYPE_CHECKING:
    import pandas as pd


def save(
    connection: Connection, month: str, statements: Sequence[tuple[str, str]], matches: "pd.DataFrame", read_at: str
) -> None:
    """Replace the month's result: statements as (file, sha256), MATCHES in their order, ISO time with zone."""
    for table in (reconciliation_match, statement_file):
        connection.execute(delete(table).where(table.c.month == month))
    connection.execute(delete(reconciliation).where(reconciliation.c.month == month))
    connection.execute(insert(reconciliation), {"month": month, "read_at": read_at})
    read = [{"month": month, "file": file, "sha256": sha256} for file, sha256 in statements]
    if read:
        connection.execute(insert_once(statement_file).on_conflict_do_nothing(), read)
    write(connection, reconciliation_match, _kept(month, conform(MATCHES, matches)))


def _kept(month: str, matches: "pd.DataFrame") -> "pd.DataFrame":
    """A NIK goes in only where no person of ours stands behind it."""
    person_less = matches["person_id"].isna()
    kept = matches.assign(stranger_nik=matches["nik"].where(person_less, ""), month=month, position=range(len(matches)))
    return kept.drop(columns="nik")


def was_reconciled(connection: Connection, month: str) -> bool:
    """Tell whether a month was ever reconciled."""
    return bool(connection.execute(select(exists().where(reconciliation.c.month == month))).scalar_one())


def load(connection: Connection, month: str) -> "pd.DataFrame | None":
    """Give the month's MATCHES in the order they were saved; None when it was never reconciled."""
    if not was_reconciled(connection, month):
        return None
    match = reconciliation_match
    nik = case((match.c.person_id.is_(None), match.c.stranger_nik), else_=func.coalesce(person_nik.c.nik, ""))
    columns: list[ColumnElement[Any]] = [nik if name == "nik" else match.c[name] for name in MATCHES]
    query = select(*columns).select_from(with_nik(match, match.c.person_id, or_none=True))
    query = query.where(match.c.month == month).order_by(match.c.position)
    return read_frame(connection, MATCHES, query)


def statement_month(connection: Connection, sha256: str) -> str | None:
    """Give the (first) month whose result a statement with these bytes stands behind, None when there is none."""
    query = select(func.min(statement_file.c.month)).where(statement_file.c.sha256 == sha256)
    found: str | None = connection.execute(query).scalar_one()
    return found
