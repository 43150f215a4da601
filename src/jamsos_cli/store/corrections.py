"""Corrections on drafts, cancellations, and the credit that is carried to later invoices."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, and_, case, delete, exists, func, insert, or_, select, tuple_, update

from jamsos_cli.model.correction import BALANCES, CANCELLATIONS, SETTLEMENTS
from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema, build
from jamsos_cli.model.programme import AMOUNTS, PROGRAMMES
from jamsos_cli.store.imports import among, both_of
from jamsos_cli.store.ledger import CANCELLED, KEY, same_line
from jamsos_cli.store.tables import (
    invoice,
    invoice_cancellation,
    invoice_line,
    invoice_settlement,
    line_release,
    reconciliation_match,
)
from jamsos_cli.store.whole import read_frame

if TYPE_CHECKING:
    import pandas as pd

TAKEN_BACK: Schema = {
    "iuran_month": Column(TEXT, "yyyy-mm"), "person_id": Column(WHOLE, "internal key"), "turn": Column(WHOLE, "of it"),
    "source": Column(TEXT, "of its invoice"), "payer": Column(TEXT, "of it"), "payer_name": Column(TEXT, "of it"),
}  # fmt: skip


class InvoiceFound(NamedTuple):
    """What must be known of an invoice before it is cancelled."""

    invoice_id: int
    month: str
    lines: int
    cancelled: bool
    corrected_by: tuple[str, ...]
    """numbers of the issued invoices that took lines of it back."""
    recorded: int
    """persons and months of it that the insurer has recorded, by the reconciliations kept."""


def strip_drafts(connection: Connection, month: str) -> list[str]:
    """Take every proposed correction off the drafts of other months: a person and month is corrected in one place.

    Gives the months of those that had any.
    """
    drafts = select(invoice.c.id).where(invoice.c.status == "draft", invoice.c.month != month)
    released = select(line_release.c.invoice_id).where(line_release.c.invoice_id.in_(drafts))
    late = select(invoice_line.c.invoice_id).join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    late = late.where(invoice.c.id.in_(drafts), invoice_line.c.iuran_month != invoice.c.month)
    after = select(invoice_line.c.invoice_id).where(
        invoice_line.c.invoice_id.in_(drafts), invoice_line.c.after_turn.is_not(None)
    )
    touched = sorted({key for query in (released, late, after) for key in connection.execute(query).scalars()})
    if not touched:
        return []
    months = _months_of(connection, touched)
    mine = among(invoice_line.c.invoice_id, touched)
    made_for = select(invoice.c.month).where(invoice.c.id == invoice_line.c.invoice_id).scalar_subquery()
    replaces = exists().where(
        line_release.c.iuran_month == invoice_line.c.iuran_month,
        line_release.c.person_id == invoice_line.c.person_id,
        line_release.c.turn == invoice_line.c.after_turn,
        line_release.c.kind == "credit",
        among(line_release.c.invoice_id, touched),
    )
    connection.execute(delete(invoice_line).where(mine, or_(invoice_line.c.iuran_month != made_for, replaces)))
    for table in (line_release, invoice_settlement):
        connection.execute(delete(table).where(among(table.c.invoice_id, touched)))
    _sum_anew(connection, touched)
    return months


def take_over(connection: Connection, month: str, pairs: Collection[tuple[str, int]]) -> list[str]:
    """Take (iuran month, person) pairs off the drafts of other months; gives the months of those that had any.

    They are billed late with `month`: who was forgotten in an issued month stands on its supplementary draft only
    until a later month is drafted, or would be forgotten with that draft.
    """
    if not pairs:
        return []
    drafts = select(invoice.c.id).where(invoice.c.status == "draft", invoice.c.month != month)
    theirs = and_(
        invoice_line.c.invoice_id.in_(drafts),
        tuple_(invoice_line.c.iuran_month, invoice_line.c.person_id).in_(select(*both_of(pairs))),
    )
    touched = sorted(set(connection.execute(select(invoice_line.c.invoice_id).where(theirs)).scalars()))
    if not touched:
        return []
    months = _months_of(connection, touched)
    connection.execute(delete(invoice_line).where(theirs))
    connection.execute(delete(invoice_settlement).where(among(invoice_settlement.c.invoice_id, touched)))
    _sum_anew(connection, touched)
    return months


def _months_of(connection: Connection, invoices: Collection[int]) -> list[str]:
    query = select(invoice.c.month).where(among(invoice.c.id, invoices)).distinct()
    return list(connection.execute(query.order_by(invoice.c.month)).scalars())


def _sum_anew(connection: Connection, drafts: list[int]) -> None:
    """Total drafts by the lines they have left; one without any goes."""
    lines = select(invoice_line.c.invoice_id).where(among(invoice_line.c.invoice_id, drafts))
    connection.execute(delete(invoice).where(among(invoice.c.id, drafts), invoice.c.id.not_in(lines)))
    sums = {
        name: select(func.sum(invoice_line.c[name])).where(invoice_line.c.invoice_id == invoice.c.id).scalar_subquery()
        for name in AMOUNTS
    }
    people = select(func.count(invoice_line.c.person_id.distinct())).where(invoice_line.c.invoice_id == invoice.c.id)
    totals = sums | {"people": people.scalar_subquery()}
    connection.execute(update(invoice).where(among(invoice.c.id, drafts)).values(totals))


def drop_drafts(connection: Connection, month: str) -> None:
    """Remove the month's drafts with all that stands on them."""
    drafts = select(invoice.c.id).where(invoice.c.month == month, invoice.c.status == "draft")
    for table in (invoice_line, line_release, invoice_settlement):
        connection.execute(delete(table).where(table.c.invoice_id.in_(drafts)))
    connection.execute(delete(invoice).where(invoice.c.month == month, invoice.c.status == "draft"))


def taken_back(connection: Connection, pairs: Collection[tuple[str, int]]) -> "pd.DataFrame":
    """Give the issued lines in force of (iuran month, person) pairs, with who was billed (TAKEN_BACK)."""
    month, person = both_of(pairs)
    asked = select(month.label("iuran_month"), person.label("person_id")).subquery()
    columns = [*(invoice_line.c[name] for name in KEY), invoice.c.source, invoice.c.payer, invoice.c.payer_name]
    query = select(*columns).select_from(
        asked.join(
            invoice_line,
            (invoice_line.c.iuran_month == asked.c.iuran_month) & (invoice_line.c.person_id == asked.c.person_id),
        ).join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    )
    released = exists().where(same_line(line_release, invoice_line))
    return read_frame(connection, TAKEN_BACK, query.where(invoice.c.status == "issued", ~released))


def settle(connection: Connection, month: str) -> None:
    """Set credit off on the month's drafts: what is left over from issued invoices, and what they take back."""
    drafts = select(invoice).where(invoice.c.month == month, invoice.c.status == "draft")
    left = {(row[0], row[1]): row[3:] for row in _balances(connection)}
    credited = {row[0]: row[1:] for row in connection.execute(_credited(month)).all()}
    rows = []
    for draft in connection.execute(drafts).mappings().all():
        brought = left.get((draft["source"], draft["payer"]), (0, 0, 0))
        given = credited.get(draft["id"], (0, 0, 0))
        if any(brought) or any(given):
            used = (min(draft[n], b + g) for n, b, g in zip(PROGRAMMES, brought, given, strict=True))
            amounts = (*brought, *given, *used)
            rows.append(dict(zip(SETTLEMENTS, (draft["id"], *amounts), strict=True)))
    ids = select(invoice.c.id).where(invoice.c.month == month, invoice.c.status == "draft")
    connection.execute(delete(invoice_settlement).where(invoice_settlement.c.invoice_id.in_(ids)))
    if rows:
        connection.execute(insert(invoice_settlement), rows)


def _credited(month: str) -> Select[Any]:
    """Ask what the drafts of a month take back, by programme."""
    sums = (func.sum(invoice_line.c[name]) for name in PROGRAMMES)
    query = select(line_release.c.invoice_id, *sums).join(invoice, invoice.c.id == line_release.c.invoice_id)
    query = query.join(invoice_line, same_line(line_release, invoice_line))
    query = query.where(invoice.c.month == month, invoice.c.status == "draft", line_release.c.kind == "credit")
    return query.group_by(line_release.c.invoice_id)


def _balances(connection: Connection) -> list[tuple[Any, ...]]:
    """Sum what issued invoices credited less what they used; a cancelled one uses nothing, its credits stay."""
    sums = [
        func.sum(
            invoice_settlement.c[f"credited_{name}"]
            - case((CANCELLED, 0), else_=invoice_settlement.c[f"used_{name}"])
        )
        for name in PROGRAMMES
    ]  # fmt: skip
    query = select(invoice.c.source, invoice.c.payer, func.max(invoice.c.payer_name), *sums)
    query = query.join(invoice_settlement, invoice_settlement.c.invoice_id == invoice.c.id)
    query = query.where(invoice.c.status == "issued").group_by(invoice.c.source, invoice.c.payer)
    return [tuple(row) for row in connection.execute(query.order_by(invoice.c.source, invoice.c.payer))]


def balances(connection: Connection) -> "pd.DataFrame":
    """Give the BALANCES: the credit that issued invoices have left over, by source and payer."""
    return build(BALANCES, ((*row, sum(row[3:])) for row in _balances(connection) if any(row[3:])))


def settlements(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the SETTLEMENTS of the invoices made for a month; an invoice without credit has none."""
    query = select(*(invoice_settlement.c[name] for name in SETTLEMENTS)).join(invoice)
    return read_frame(connection, SETTLEMENTS, query.where(invoice.c.month == month).order_by(invoice.c.id))


def cancellations(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the CANCELLATIONS of the invoices made for a month."""
    table = invoice_cancellation.c
    query = select(table.invoice_id, table.cancelled_on, table.cancelled_by, table.reason).join(invoice)
    return read_frame(connection, CANCELLATIONS, query.where(invoice.c.month == month).order_by(invoice.c.id))


def find(connection: Connection, number: str) -> InvoiceFound | None:
    """Give what is known of the issued invoice with a number; None when there is none."""
    key = connection.execute(select(invoice.c.id, invoice.c.month).where(invoice.c.number == number)).one_or_none()
    if key is None:
        return None
    lines = select(func.count()).where(invoice_line.c.invoice_id == key.id)
    cancelled = select(func.count()).where(invoice_cancellation.c.invoice_id == key.id)
    by = select(invoice.c.number).distinct().join(line_release, line_release.c.invoice_id == invoice.c.id)
    by = by.join(invoice_line, same_line(line_release, invoice_line))
    by = by.where(invoice_line.c.invoice_id == key.id, line_release.c.kind == "credit", invoice.c.status == "issued")
    recorded = select(func.count()).select_from(invoice_line).join(
        reconciliation_match,
        (reconciliation_match.c.person_id == invoice_line.c.person_id)
        & (reconciliation_match.c.iuran_month == invoice_line.c.iuran_month),
    ).where(invoice_line.c.invoice_id == key.id, reconciliation_match.c.recorded > 0)  # fmt: skip
    return InvoiceFound(
        key.id,
        key.month,
        connection.execute(lines).scalar_one(),
        bool(connection.execute(cancelled).scalar_one()),
        tuple(connection.execute(by.order_by(invoice.c.number)).scalars()),
        connection.execute(recorded).scalar_one(),
    )


def cancel(connection: Connection, invoice_id: int, day: str, reason: str, by: str) -> None:
    """Take an issued invoice out of force on a day (yyyy-mm-dd); its number stays taken, its credits stand.

    Corrections that are only proposed go, since they may speak of its lines. One that is cancelled, is a draft, or has
    lines that were taken back is refused by the database.
    """
    strip_drafts(connection, "")
    row = {"invoice_id": invoice_id, "cancelled_on": day, "reason": reason, "cancelled_by": by}
    connection.execute(insert(invoice_cancellation), row)


def issued_months(connection: Connection) -> list[str]:
    """Give the months that invoices were issued for and not cancelled, in order."""
    query = select(invoice.c.month).distinct().where(invoice.c.status == "issued", ~CANCELLED)
    return list(connection.execute(query.order_by(invoice.c.month)).scalars())


def cancelled_months(connection: Connection) -> list[str]:
    """Give the months of which an invoice was cancelled and none of its payer, or after that day, was issued since."""
    newer, cancelled_too = invoice.alias(), invoice_cancellation.alias()
    again = exists().where(
        newer.c.month == invoice.c.month,
        newer.c.source == invoice.c.source,
        newer.c.id > invoice.c.id,
        or_(newer.c.payer == invoice.c.payer, newer.c.issued_on > invoice_cancellation.c.cancelled_on),
        newer.c.status == "issued",
        ~exists().where(cancelled_too.c.invoice_id == newer.c.id),
    )
    query = select(invoice.c.month).distinct().join(invoice_cancellation).where(~again)
    return list(connection.execute(query.order_by(invoice.c.month)).scalars())
