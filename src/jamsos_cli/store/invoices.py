"""What was billed, and issuing. A person is billed once for a month; what is issued never changes."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, select, tuple_, update

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.invoice import BILLED, INVOICES
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.model.repriced import PRICED
from jamsos_cli.model.wording import Text
from jamsos_cli.store import corrections
from jamsos_cli.store.drafts import LINE
from jamsos_cli.store.imports import among, both_of
from jamsos_cli.store.ledger import KEY, column_of, in_force
from jamsos_cli.store.nik_now import with_nik
from jamsos_cli.store.tables import (
    enrolment,
    invoice,
    invoice_cancellation,
    invoice_line,
    invoice_reseal,
    invoice_settlement,
    line_release,
    person_nik,
)
from jamsos_cli.store.whole import json_lines, read_frame

if TYPE_CHECKING:
    import pandas as pd

_SEALED = ["number", "issued_on", "month", "source", "payer", "payer_name", "people", *AMOUNTS]
_TAKEN = Text(
    "Nomor tagihan {number} sudah dipakai. Tambahkan {{year}} pada invoice_number di jamsos.toml.",
    "Invoice number {number} is taken. Add {{year}} to invoice_number in jamsos.toml.",
)


def billed(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the lines in force for an iuran month as BILLED, drafts too, sorted by source, payer and person.

    A correction counts once it is issued; until then the line that it corrects does.
    """
    return _billed(connection, invoice_line.c.iuran_month == month)


def billed_months(connection: Connection, pairs: Collection[tuple[str, str]]) -> "pd.DataFrame":
    """Give the lines in force of (NIK, iuran month) pairs as BILLED, whatever invoice they stand on; else none."""
    return _billed(connection, tuple_(person_nik.c.nik, invoice_line.c.iuran_month).in_(select(*both_of(pairs))))


def _billed(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    tables = with_nik(invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id), invoice_line.c.person_id)
    elsewhere: dict[str, ColumnElement[Any]] = {"nik": person_nik.c.nik, "number": func.coalesce(invoice.c.number, "")}
    columns = [elsewhere[name] if name in elsewhere else column_of(name) for name in BILLED]
    order = (invoice.c.source, invoice.c.payer, invoice_line.c.person_id, invoice_line.c.iuran_month)
    query = select(*columns).select_from(tables).where(condition, in_force(connection)).order_by(*order)
    return read_frame(connection, BILLED, query)


def priced_since(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the lines in force of a month and all later ones as PRICED: how many are alike in what prices them.

    Drafts count, too.
    """
    elsewhere: dict[str, ColumnElement[Any]] = {"each": invoice_line.c.total, "people": func.count()}
    elsewhere |= {name: enrolment.c[name] for name in ("sector", "income", "programmes")}
    columns = [elsewhere[name] if name in elsewhere else column_of(name) for name in PRICED]
    tables = invoice_line.join(enrolment, enrolment.c.id == invoice_line.c.enrolment_id)
    query = select(*columns).select_from(tables.join(invoice, invoice.c.id == invoice_line.c.invoice_id))
    alike = columns[:-1]
    query = query.where(invoice_line.c.iuran_month >= month, in_force(connection))
    return read_frame(connection, PRICED, query.group_by(*alike).order_by(*alike))


def invoices(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the INVOICES made for a month, drafts and issued, sorted by source, payer and key."""
    return _invoices(connection, invoice.c.month == month)


def _invoices(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    cancelled = invoice_cancellation.c.invoice_id.is_not(None)
    elsewhere = {"invoice_id": invoice.c.id, "status": case((cancelled, "cancelled"), else_=invoice.c.status)}
    columns = [elsewhere[name] if name in elsewhere else func.coalesce(invoice.c[name], "") for name in INVOICES]
    query = select(*columns).select_from(invoice.outerjoin(invoice_cancellation)).where(condition)
    return read_frame(connection, INVOICES, query.order_by(invoice.c.source, invoice.c.payer, invoice.c.id))


def issued_on(connection: Connection, invoice_id: int) -> str:
    """Give the day (yyyy-mm-dd) an invoice was issued, "" for a draft."""
    return connection.execute(select(invoice.c.issued_on).where(invoice.c.id == invoice_id)).scalar_one() or ""


def issue(connection: Connection, month: str, day: str, number: Callable[[int, str], str]) -> "pd.DataFrame":
    """Number and freeze the drafts of a month, by source and payer; gives those just issued as INVOICES.

    `number(sequence, source key)` makes the text; the sequence counts on in the calendar year of `day` (yyyy-mm-dd).
    A number that was given before is a SettingsError: the office's pattern lacks the year.
    """
    corrections.settle(connection, month)  # another month may have used the credit since this was drafted
    year = int(day[:4])
    last = connection.execute(select(func.max(invoice.c.sequence)).where(invoice.c.year == year)).scalar_one() or 0
    query = select(invoice).where(invoice.c.month == month, invoice.c.status == "draft")
    drafts = connection.execute(query.order_by(invoice.c.source, invoice.c.payer)).mappings().all()
    corrected = _ever_corrected(connection)
    sealed = []
    for sequence, draft in enumerate(drafts, last + 1):
        given = number(sequence, draft["source"])
        header = {**draft, "number": given, "issued_on": day}
        sha256 = _seal(connection, header, corrected=corrected)
        sealed.append({"key": draft["id"], "nr": given, "seq": sequence, "seal": sha256})
    _refuse_taken(connection, [row["nr"] for row in sealed])
    if sealed:
        change = update(invoice).where(invoice.c.id == bindparam("key"))
        change = change.values(
            status="issued",
            issued_on=day,
            year=year,
            number=bindparam("nr"),
            sequence=bindparam("seq"),
            sha256=bindparam("seal"),
        )
        connection.execute(change, sealed)
    return _invoices(connection, among(invoice.c.id, [row["key"] for row in sealed]))


def _refuse_taken(connection: Connection, numbers: list[str]) -> None:
    there = connection.execute(select(invoice.c.number).where(among(invoice.c.number, numbers))).scalars().all()
    twice = [*there, *(number for number, times in Counter(numbers).items() if times > 1)]
    if twice:
        raise SettingsError(_TAKEN.fill(number=twice[0]))


def altered(connection: Connection) -> tuple[str, ...]:
    """Give the numbers of issued invoices that no longer fit their hash, sorted; none is as it should be."""
    issued = connection.execute(select(invoice).where(invoice.c.status == "issued")).mappings().all()
    more, holding = _ever_corrected(connection), held_seals(connection)
    return tuple(
        sorted(
            row["number"]
            for row in issued
            if _seal(connection, row, corrected=more) != holding.get(row["id"], row["sha256"])
        )
    )


def seals(connection: Connection, headers: Sequence[Any]) -> dict[int, str]:
    """Give the hash that each of these invoices (rows of the table) has now, by its key."""
    more = _ever_corrected(connection)
    return {header["id"]: _seal(connection, header, corrected=more) for header in headers}


def held_seals(connection: Connection) -> dict[int, str]:
    """Give the hash that holds for each invoice names were erased from; "" where its chain is broken.

    The chain begins with the hash that was issued, and each link with the one before.
    """
    query = select(invoice_reseal, invoice.c.sha256).join(invoice, invoice.c.id == invoice_reseal.c.invoice_id)
    found: dict[int, str] = {}
    for row in connection.execute(query.order_by(invoice_reseal.c.id)):
        fits = found.get(row.invoice_id, row.sha256) == row.sha256_before
        found[row.invoice_id] = row.sha256_after if fits else ""
    return found


def _ever_corrected(connection: Connection) -> bool:
    """Tell whether any invoice has more than plain lines; while none has, nobody need ask each for it."""
    tables = (line_release, invoice_settlement)
    return any(connection.execute(select(table.c.invoice_id).limit(1)).first() for table in tables)


def _seal(connection: Connection, header: Any, *, corrected: bool) -> str:
    """Hash an invoice: JSON lines, its head first, then its lines by iuran month and person.

    What only a correction has stands in further keys and lines, so that all other hashes are as they always were.
    """
    head = {name: header[name] for name in _SEALED}
    columns = [invoice_line.c[name] for name in LINE]
    query = select(*columns).where(invoice_line.c.invoice_id == header["id"])
    query = query.order_by(invoice_line.c.iuran_month, invoice_line.c.person_id)
    more: list[str] = []
    if corrected:
        head |= _settlement(connection, header["id"])
        more = [_said({"credit": list(row)}) for row in _credits(connection, header["id"])]
        lines = _sealed_lines(connection, query)
    else:
        lines = json_lines(connection, query)
    digest = hashlib.sha256(_said(head).encode())
    for said in chain(lines, more):
        digest.update(said.encode())
    return digest.hexdigest()


def _settlement(connection: Connection, invoice_id: int) -> dict[str, object]:
    query = select(invoice_settlement).where(invoice_settlement.c.invoice_id == invoice_id)
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        return {}
    return {"settlement": {name: value for name, value in found.items() if name != "invoice_id"}}


def _credits(connection: Connection, invoice_id: int) -> Sequence[Any]:
    columns = [line_release.c[name] for name in [*KEY, "reason"]]
    query = select(*columns).where(line_release.c.invoice_id == invoice_id, line_release.c.kind == "credit")
    return connection.execute(query.order_by(*columns[:3])).all()


def _sealed_lines(connection: Connection, query: Select[Any]) -> Iterator[str]:
    """Give the lines of an invoice as text, some at a time; those billed anew name their turn."""
    anew = query.with_only_columns(invoice_line.c.turn).where(invoice_line.c.turn > 1).order_by(None).limit(1)
    if connection.execute(anew).first() is None:
        yield from json_lines(connection, query)
        return
    for *row, turn in connection.execute(query.add_columns(invoice_line.c.turn)):
        yield _said(dict(zip(LINE, row, strict=True)) | ({} if turn == 1 else {"turn": turn}))


def _said(item: dict[str, Any]) -> str:
    return json.dumps(item, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
