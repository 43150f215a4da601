"""Which lines are in force, and the whole ledger behind them: debits, credits, cancellations."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Join,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)

from jamsos_cli.model.correction import ARREARS, LEDGER, REPLACES
from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.store.imports import among
from jamsos_cli.store.memberships import keyed
from jamsos_cli.store.nik_now import with_nik
from jamsos_cli.store.rulings import first_keys
from jamsos_cli.store.tables import (
    invoice,
    invoice_cancellation,
    invoice_line,
    line_release,
    person_nik,
)
from jamsos_cli.store.whole import read, read_frame

if TYPE_CHECKING:
    import pandas as pd

KEY = ("iuran_month", "person_id", "turn")
CANCELLED = exists().where(invoice_cancellation.c.invoice_id == invoice.c.id)
"""Tests whether an invoice was cancelled."""
_CARRIER = invoice.alias("carrier")
PAID_BY: Schema = {"person_id": Column(WHOLE, "internal key"), "source": Column(TEXT, "key of the source that pays")}
PAID: Schema = {**PAID_BY, "iuran_month": Column(TEXT, "yyyy-mm with a line in force")}


def same_line(one: FromClause, other: FromClause, turn: str = "turn") -> ColumnElement[bool]:
    """Test whether two rows speak of one line; `turn` names the column of the first."""
    return and_(
        one.c.iuran_month == other.c.iuran_month, one.c.person_id == other.c.person_id, one.c[turn] == other.c.turn
    )


def in_force(connection: Connection) -> ColumnElement[bool]:
    """Test whether a line, with its invoice beside it, counts: a correction counts only once it is issued.

    Out of force are lines that an issued invoice credits or that were cancelled; not yet in force those on a draft
    that replace a line, or that a draft of another month carries.
    """
    late = (invoice.c.status == "draft") & (invoice_line.c.iuran_month != invoice.c.month)
    if connection.execute(select(line_release.c.turn).limit(1)).first() is None:  # nothing was ever corrected
        return ~late
    gone = exists().where(
        same_line(line_release, invoice_line),
        line_release.c.invoice_id == _CARRIER.c.id,
        or_(line_release.c.kind == "cancel", _CARRIER.c.status == "issued"),
    )
    replaces = exists().where(
        invoice_line.c.iuran_month == line_release.c.iuran_month,
        invoice_line.c.person_id == line_release.c.person_id,
        invoice_line.c.after_turn == line_release.c.turn,
        line_release.c.invoice_id == _CARRIER.c.id,
        line_release.c.kind == "credit",
        _CARRIER.c.status == "draft",
    )
    return ~gone & ~late & ~((invoice.c.status == "draft") & replaces)


def standing(connection: Connection, months: Iterable[str]) -> "pd.DataFrame":
    """Give the last turn of every person and iuran month that has a line, its source, and whether it was released."""
    import pandas as pd

    released = line_release.c.turn.is_not(None)
    query = select(*(invoice_line.c[name] for name in KEY), invoice.c.source, released)
    tables = invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    query = query.select_from(tables.outerjoin(line_release, same_line(line_release, invoice_line)))
    query = query.where(among(invoice_line.c.iuran_month, sorted(set(months))))
    frame = pd.DataFrame(read(connection, query), columns=[*KEY, "source", "released"])
    frame = frame.assign(released=frame["released"].astype("bool"))
    return frame.sort_values(list(KEY)).drop_duplicates(["iuran_month", "person_id"], keep="last")


def paid(connection: Connection, persons: Iterable[int]) -> "pd.DataFrame":
    """Give who paid for which iuran months of human beings by issued lines in force, as PAID; any key of each is asked.

    Persons by the keys that enrolments have in the month: a line may stand under another yet, until it is corrected.
    """
    keys = first_keys(connection)
    asked = {keys.get(one, one) for one in persons}
    asked |= {key for key, first in keys.items() if first in asked}
    query = select(invoice_line.c.person_id, invoice.c.source, invoice_line.c.iuran_month).join(invoice)
    counts = (invoice.c.status == "issued") & in_force(connection)
    paid = read_frame(connection, PAID, query.where(among(invoice_line.c.person_id, sorted(asked)), counts))
    return keyed(connection, paid, paid["iuran_month"])


def paid_by(connection: Connection, month: str, sources: Iterable[str] | None = None) -> "pd.DataFrame":
    """Give person_id and source of the issued lines in force of a month, that some sources pay or all, as PAID_BY."""
    query = select(invoice_line.c.person_id, invoice.c.source).join(invoice).where(invoice_line.c.iuran_month == month)
    if sources is not None:
        query = query.where(invoice.c.source.in_(list(sources)))
    return read_frame(connection, PAID_BY, query.where(invoice.c.status == "issued", in_force(connection)))


def _corrected(connection: Connection, month: str) -> bool:
    """Tell whether anything but plain lines stands on the month's invoices, or was done to their lines."""
    mine = select(invoice.c.id).where(invoice.c.month == month)
    asked = (
        exists().where(line_release.c.invoice_id.in_(mine)),
        exists().where(line_release.c.iuran_month == month),
        exists().where(invoice_line.c.invoice_id.in_(mine), invoice_line.c.iuran_month < month),
        exists().where(invoice_line.c.invoice_id.in_(mine), invoice_line.c.iuran_month > month),
    )
    return any(connection.execute(select(one)).scalar_one() for one in asked)


def ledger_of_month(connection: Connection, month: str) -> "pd.DataFrame | None":
    """Give the LEDGER of the invoices made for a month: their lines, and the lines they take back.

    None where nothing was ever corrected, cancelled or late: then its lines are those that `invoices.billed` gives.
    """
    return _ledger(connection, invoice.c.month == month, cancelled=False) if _corrected(connection, month) else None


def taken_back(connection: Connection, month: str) -> dict[str, str]:
    """Give NIK today -> number of the (last) issued invoice that credits the person's line of an iuran month."""
    frame = read_frame(connection, LEDGER, _credits(invoice_line.c.iuran_month == month, "credit"))
    frame = frame[frame["number"] != ""]
    return dict(zip(frame["nik"], frame["number"], strict=True))


def ledger_of_person(connection: Connection, persons: Collection[int]) -> "pd.DataFrame":
    """Give all that was written for one person, who may have several keys, as LEDGER, by iuran month."""
    frame = _ledger(connection, among(invoice_line.c.person_id, persons), cancelled=True)
    return frame.sort_values("iuran_month", kind="stable", ignore_index=True)


def _ledger(connection: Connection, condition: ColumnElement[bool], *, cancelled: bool) -> "pd.DataFrame":
    import pandas as pd

    queries = [_debits(condition), _credits(condition, "credit")]
    if cancelled:
        queries.append(_credits(condition, "cancel"))
    return pd.concat([read_frame(connection, LEDGER, query) for query in queries], ignore_index=True)


def _debits(condition: ColumnElement[bool]) -> Select[Any]:
    before, prior, old = (table.alias() for table in (line_release, invoice_line, invoice))
    credited = before.c.kind == "credit"
    late = invoice_line.c.iuran_month != invoice.c.month
    elsewhere = {
        "entry": literal("debit"),
        "corrects": case((credited, old.c.number), else_=""),
        "reason": case((credited, REPLACES), (late, ARREARS), else_=""),
    }
    tables = with_nik(invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id), invoice_line.c.person_id)
    tables = tables.outerjoin(before, same_line(invoice_line, before, "after_turn"))
    tables = tables.outerjoin(prior, same_line(before, prior)).outerjoin(old, old.c.id == prior.c.invoice_id)
    return _selected(tables, elsewhere, 1).where(condition)


def _credits(condition: ColumnElement[bool], kind: str) -> Select[Any]:
    billed, said = invoice.alias("billed"), invoice_cancellation
    elsewhere = {
        "entry": literal("credit" if kind == "credit" else "cancelled"),
        "corrects": billed.c.number,
        "reason": func.coalesce(said.c.reason, line_release.c.reason),
    }
    tables = invoice_line.join(line_release, same_line(line_release, invoice_line))
    tables = with_nik(tables.join(invoice, invoice.c.id == line_release.c.invoice_id), invoice_line.c.person_id)
    tables = tables.join(billed, billed.c.id == invoice_line.c.invoice_id)
    joined = (said.c.invoice_id == invoice.c.id) & (line_release.c.kind == "cancel")
    return _selected(tables.outerjoin(said, joined), elsewhere, -1).where(condition, line_release.c.kind == kind)


def _selected(tables: Join, elsewhere: dict[str, Any], sign: int) -> Select[Any]:
    known = elsewhere | {
        "nik": person_nik.c.nik, "number": func.coalesce(invoice.c.number, ""), "invoice_id": invoice.c.id,
    } | {name: invoice_line.c[name] * sign for name in AMOUNTS}  # fmt: skip
    columns = [known[name] if name in known else column_of(name) for name in LEDGER]
    order = (invoice.c.source, invoice.c.payer, invoice_line.c.person_id, invoice_line.c.iuran_month)
    return select(*columns).select_from(tables).order_by(*order, invoice_line.c.turn)


def column_of(name: str) -> ColumnElement[Any]:
    """Give the column of a line, or else of its invoice."""
    return invoice_line.c[name] if name in invoice_line.c else invoice.c[name]
