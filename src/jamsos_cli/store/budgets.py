"""Ceilings in the registry, and what invoices and reconciliations say beside them."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, insert, select

from jamsos_cli.model.budget import INVOICED, RECORDED, Ceiling, Excess
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.store.imports import among
from jamsos_cli.store.ledger import CANCELLED, in_force
from jamsos_cli.store.reconciliations import was_reconciled
from jamsos_cli.store.tables import (
    budget_ceiling,
    budget_excess,
    budget_withdrawal,
    invoice,
    invoice_line,
    invoice_settlement,
    reconciliation,
    reconciliation_match,
)
from jamsos_cli.store.whole import read, read_frame

if TYPE_CHECKING:
    import pandas as pd

_PAID_STATES = ("matched", "short", "over", "recorded_not_billed")
_OWN = ("source", "year", "payer", "account", "version", "amount", "basis", "dated", "added_at", "added_by")


def ceilings(connection: Connection, year: int | None = None) -> list[Ceiling]:
    """Give every ceiling of a year or of all, withdrawn ones too, in the order they were added."""
    ended = ("withdrawn_at", "withdrawn_by", "withdrawn_why")
    columns = [budget_ceiling.c[name] for name in ("id", *_OWN)]
    query = select(*columns, *(func.coalesce(budget_withdrawal.c[name], "") for name in ended))
    query = query.select_from(budget_ceiling.outerjoin(budget_withdrawal)).order_by(budget_ceiling.c.id)
    if year is not None:
        query = query.where(budget_ceiling.c.year == year)
    return [Ceiling(*row) for row in connection.execute(query)]


def add(connection: Connection, added: Sequence[Ceiling]) -> int:
    """Add ceilings, all or none; gives how many were new: one that says the same and is in force is not again."""
    newest: dict[tuple[object, ...], Ceiling] = {}
    for one in ceilings(connection):
        if not one.withdrawn_at:
            newest[one.source, one.year, one.payer, one.account, one.dated] = one
    new = []
    for one in added:
        key = (one.source, one.year, one.payer, one.account, one.dated)
        if key not in newest or newest[key].says != one.says:
            newest[key] = one
            new.append({name: getattr(one, name) for name in _OWN})
    if new:
        connection.execute(insert(budget_ceiling), new)
    return len(new)


def withdraw(connection: Connection, number: int, at: str, by: str, why: str) -> bool:
    """Withdraw a ceiling, at an ISO time with zone; gives whether it was in force. It is kept."""
    there = [one for one in ceilings(connection) if one.ceiling_id == number and not one.withdrawn_at]
    if there:
        row = {"ceiling_id": number, "withdrawn_at": at, "withdrawn_by": by, "withdrawn_why": why}
        connection.execute(insert(budget_withdrawal), row)
    return bool(there)


def allow(connection: Connection, allowed: Iterable[Excess]) -> None:
    """Keep what is issued past a ceiling."""
    rows = [one._asdict() for one in allowed]
    if rows:
        connection.execute(insert(budget_excess), rows)


def excesses(connection: Connection, year: int) -> list[Excess]:
    """Give what was issued past ceilings of a year, in the order it was."""
    columns = [budget_excess.c[name] for name in Excess._fields]
    query = select(*columns).where(budget_excess.c.year == year).order_by(budget_excess.c.id)
    return [Excess(*row) for row in connection.execute(query)]


def invoiced(connection: Connection, year: int) -> "pd.DataFrame":
    """Give the INVOICED of the months of a year, by source, payer and month; drafts count as asked for, too."""
    settled = invoice_settlement
    net = (invoice.c[name] - func.coalesce(settled.c[f"used_{name}"], 0) for name in PROGRAMMES)
    alike = [invoice.c[name] for name in INVOICED if name not in PROGRAMMES]
    query = select(*alike, *net).select_from(invoice.outerjoin(settled))
    query = query.where(invoice.c.month.between(f"{year:04d}-01", f"{year:04d}-12"), ~CANCELLED)
    return read_frame(connection, INVOICED, query.order_by(invoice.c.source, invoice.c.payer, invoice.c.month))


def recorded(connection: Connection, year: int) -> "pd.DataFrame":
    """Give what the insurer RECORDED of the issued invoices made for months of a year.

    What it recorded of a line stays with the line's invoice when that is cancelled or the line taken back: the money is
    where it was. Where the person and month were issued anew, it counts for the newest.
    """
    match = reconciliation_match
    same = (invoice_line.c.iuran_month == match.c.iuran_month) & (invoice_line.c.person_id == match.c.person_id)
    query = select(invoice.c.source, invoice.c.payer, func.sum(match.c.recorded))
    query = query.select_from(match.join(invoice_line, same).join(invoice, invoice.c.id == invoice_line.c.invoice_id))
    query = query.where(
        invoice.c.month.between(f"{year:04d}-01", f"{year:04d}-12"),
        invoice.c.status == "issued",
        match.c.recorded > 0,
        match.c.state.in_(_PAID_STATES),
        ~_issued_anew(),
    )
    return read_frame(connection, RECORDED, query.group_by(invoice.c.source, invoice.c.payer))


def _issued_anew() -> ColumnElement[bool]:
    """Tell whether a line has a later turn on an issued invoice."""
    later, its = invoice_line.alias(), invoice.alias()
    same = (later.c.iuran_month == invoice_line.c.iuran_month) & (later.c.person_id == invoice_line.c.person_id)
    of = (later.c.turn > invoice_line.c.turn) & (its.c.id == later.c.invoice_id) & (its.c.status == "issued")
    return exists().where(same, of)


def issued_persons(connection: Connection, month: str) -> "pd.Series[int]":
    """Give the persons with an issued line in force for an iuran month, each once."""
    query = select(invoice_line.c.person_id).join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    counts = (invoice.c.status == "issued") & in_force(connection)
    return _persons(connection, query.where(invoice_line.c.iuran_month == month, counts))


def recorded_persons(connection: Connection, month: str) -> "pd.Series[int] | None":
    """Give the persons the insurer recorded premiums of an iuran month for; None when it was never reconciled."""
    if not was_reconciled(connection, month):
        return None
    match = reconciliation_match.c
    query = select(match.person_id).where(match.month == month, match.iuran_month == month)
    return _persons(
        connection,
        query.where(match.person_id.is_not(None), match.recorded > 0, match.state.in_(_PAID_STATES)).distinct(),
    )


def iuran_span(connection: Connection) -> tuple[str, str] | None:
    """Give the first and the last iuran month that anything was billed or reconciled for; None for nothing."""
    edges = [
        edge
        for column in (invoice_line.c.iuran_month, reconciliation.c.month)
        for of in (func.min, func.max)
        if (edge := connection.execute(select(of(column))).scalar_one()) is not None
    ]
    return (min(edges), max(edges)) if edges else None


def recorded_months(connection: Connection, persons: Collection[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the months that were reconciled, and those of them in which premiums of some persons were recorded."""
    reconciled = frozenset(connection.execute(select(reconciliation.c.month)).scalars())
    match = reconciliation_match.c
    query = select(match.month).where(among(match.person_id, persons), match.iuran_month == match.month)
    query = query.where(match.recorded > 0, match.state.in_(_PAID_STATES))
    return reconciled, frozenset(connection.execute(query).scalars())


def _persons(connection: Connection, query: Select[Any]) -> "pd.Series[int]":
    import numpy as np
    import pandas as pd

    return pd.Series(np.fromiter(chain.from_iterable(read(connection, query)), dtype="int64"))
