"""Drafts, issuing, and what was billed. A person is billed once for a month; what is issued never changes."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.frame import records
from jamsos_cli.model.invoice import BILLED, INVOICES
from jamsos_cli.model.repriced import PRICED
from jamsos_cli.model.wording import Text
from jamsos_cli.store.imports import among
from jamsos_cli.store.rulings import one_person
from jamsos_cli.store.tables import enrolment, invoice, invoice_line, person_nik, second_membership
from jamsos_cli.store.whole import json_lines, read, read_frame, write

if TYPE_CHECKING:
    import pandas as pd

MONEY = ["jkk", "jkm", "jht", "total"]
_LINE = ["iuran_month", "person_id", "enrolment_id", "name", "village_name", *MONEY, "tariff", "undecided"]
_SEALED = ["number", "issued_on", "month", "source", "payer", "payer_name", "people", *MONEY]
_TAKEN = Text(
    "Nomor tagihan {number} sudah dipakai. Tambahkan {{year}} pada invoice_number di jamsos.toml.",
    "Invoice number {number} is taken. Add {{year}} to invoice_number in jamsos.toml.",
)


def billed(connection: Connection, month: str) -> "pd.DataFrame":
    """Give all lines for an iuran month as BILLED, sorted by source, payer and person."""
    return _billed(connection, invoice_line.c.iuran_month == month)


def billed_months(connection: Connection, pairs: Collection[tuple[str, str]]) -> "pd.DataFrame":
    """Give the lines of (NIK, iuran month) pairs as BILLED, whatever invoice they stand on."""
    wanted = func.json_each(json.dumps(sorted(set(pairs)))).table_valued("value").c.value
    nik, month = func.json_extract(wanted, "$[0]"), func.json_extract(wanted, "$[1]")
    return _billed(connection, tuple_(person_nik.c.nik, invoice_line.c.iuran_month).in_(select(nik, month)))


def billed_to(connection: Connection, persons: Collection[int]) -> "pd.DataFrame":
    """Give the lines of one person, who may have several keys, as BILLED, by iuran month."""
    frame = _billed(connection, among(invoice_line.c.person_id, persons))
    return frame.sort_values("iuran_month", kind="stable", ignore_index=True)


def _billed(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    second = second_membership.c.person_id == invoice_line.c.person_id
    owner = func.coalesce(second_membership.c.of_person, invoice_line.c.person_id)
    in_force = (person_nik.c.person_id == owner) & person_nik.c.valid_until.is_(None)
    tables = invoice_line.outerjoin(second_membership, second).join(person_nik, in_force)
    tables = tables.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    elsewhere: dict[str, ColumnElement[Any]] = {"nik": person_nik.c.nik, "number": func.coalesce(invoice.c.number, "")}
    columns = [elsewhere.get(name, _column(invoice_line, name)) for name in BILLED]
    order = (invoice.c.source, invoice.c.payer, invoice_line.c.person_id, invoice_line.c.iuran_month)
    return read_frame(connection, BILLED, select(*columns).select_from(tables).where(condition).order_by(*order))


def priced_since(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the lines of an iuran month and all later ones as PRICED: how many are alike in what they were priced by."""
    elsewhere: dict[str, ColumnElement[Any]] = {"each": invoice_line.c.total, "people": func.count()}
    elsewhere |= {name: enrolment.c[name] for name in ("sector", "income", "programmes")}
    columns = [elsewhere.get(name, _column(invoice_line, name)) for name in PRICED]
    tables = invoice_line.join(enrolment, enrolment.c.id == invoice_line.c.enrolment_id)
    query = select(*columns).select_from(tables.join(invoice, invoice.c.id == invoice_line.c.invoice_id))
    alike = columns[:-1]
    return read_frame(
        connection, PRICED, query.where(invoice_line.c.iuran_month >= month).group_by(*alike).order_by(*alike)
    )


def _column(first: Table, name: str) -> ColumnElement[Any]:
    return first.c[name] if name in first.c else invoice.c.get(name, literal(""))


def invoices(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the invoices made for a month as INVOICES, sorted by source, payer and key."""
    return _invoices(connection, invoice.c.month == month)


def _invoices(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    columns = [invoice.c.id if name == "invoice_id" else func.coalesce(invoice.c[name], "") for name in INVOICES]
    query = select(*columns).where(condition).order_by(invoice.c.source, invoice.c.payer, invoice.c.id)
    return read_frame(connection, INVOICES, query)


def issued_on(connection: Connection, invoice_id: int) -> str:
    """Give the day (yyyy-mm-dd) an invoice was issued, "" for a draft."""
    return connection.execute(select(invoice.c.issued_on).where(invoice.c.id == invoice_id)).scalar_one() or ""


def save_drafts(connection: Connection, month: str, lines: "pd.DataFrame") -> None:
    """Replace a month's drafts: one a (source, payer), from LINES that stand on no other invoice."""
    drafts = select(invoice.c.id).where(invoice.c.month == month, invoice.c.status == "draft")
    connection.execute(delete(invoice_line).where(invoice_line.c.invoice_id.in_(drafts)))
    connection.execute(delete(invoice).where(invoice.c.month == month, invoice.c.status == "draft"))
    lines = _not_billed(connection, lines)
    if lines.empty:
        return
    # In order of the key, or SQLite would look for a page anew with every line.
    lines = lines.sort_values(["iuran_month", "person_id"], kind="stable", ignore_index=True)
    groups = lines.groupby(["source", "payer"])
    first = (connection.execute(select(func.max(invoice.c.id))).scalar_one() or 0) + 1
    totals = groups[MONEY].sum()
    totals.insert(0, "people", groups["person_id"].nunique())
    totals.insert(0, "payer_name", groups["payer_name"].first())
    made = totals.reset_index().assign(id=range(first, first + len(totals)), month=month, status="draft")
    connection.execute(insert(invoice), records(made))
    kept = lines[_LINE].assign(undecided=lines["undecided"].astype("int64"), invoice_id=groups.ngroup() + first)
    write(connection, invoice_line, kept)


def _not_billed(connection: Connection, lines: "pd.DataFrame") -> "pd.DataFrame":
    """Leave out person-months that stand on an issued invoice, or on a draft of another month.

    Under whatever key the person was billed: before two were ruled one, or by the same source before a second
    membership was.
    """
    import pandas as pd

    key = ["person_id", "iuran_month"]
    there = select(*(invoice_line.c[name] for name in key), invoice.c.source)
    there = there.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    there = there.where(among(invoice_line.c.iuran_month, sorted(set(lines["iuran_month"]))))
    taken = pd.DataFrame(read(connection, there), columns=[*key, "source"])
    if taken.empty:
        return lines
    one = one_person(connection)
    second = select(second_membership.c.person_id, second_membership.c.of_person)
    human = one | {key: one.get(of, of) for key, of in connection.execute(second).all()}
    taken["person_id"] = taken["person_id"].replace(one)
    by_source = [*key, "source"]
    free = ~pd.MultiIndex.from_frame(lines[key]).isin(pd.MultiIndex.from_frame(taken[key]))
    paid = taken.assign(person_id=taken["person_id"].replace(human))
    asked = lines.assign(person_id=lines["person_id"].replace(human))
    return lines[free & ~pd.MultiIndex.from_frame(asked[by_source]).isin(pd.MultiIndex.from_frame(paid[by_source]))]


def issue(connection: Connection, month: str, day: str, number: Callable[[int, str], str]) -> "pd.DataFrame":
    """Number and freeze the drafts of a month, by source and payer; gives those just issued as INVOICES.

    `number(sequence, source key)` makes the text; the sequence counts on in the calendar year of `day` (yyyy-mm-dd).
    A number that was given before is a SettingsError: the office's pattern lacks the year.
    """
    year = int(day[:4])
    last = connection.execute(select(func.max(invoice.c.sequence)).where(invoice.c.year == year)).scalar_one() or 0
    query = select(invoice).where(invoice.c.month == month, invoice.c.status == "draft")
    drafts = connection.execute(query.order_by(invoice.c.source, invoice.c.payer)).mappings().all()
    sealed = []
    for sequence, draft in enumerate(drafts, last + 1):
        given = number(sequence, draft["source"])
        header = {**draft, "number": given, "issued_on": day}
        sha256 = _seal(connection, header)
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
    return tuple(sorted(row["number"] for row in issued if _seal(connection, row) != row["sha256"]))


def _seal(connection: Connection, header: Any) -> str:
    """Hash an invoice: JSON lines, its head first, then its lines by iuran month and person."""
    query = select(*(invoice_line.c[name] for name in _LINE)).where(invoice_line.c.invoice_id == header["id"])
    query = query.order_by(invoice_line.c.iuran_month, invoice_line.c.person_id)
    head = {name: header[name] for name in _SEALED}
    digest = hashlib.sha256(json.dumps(head, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())
    digest.update(b"\n")
    for lines in json_lines(connection, query):
        digest.update(lines.encode())
    return digest.hexdigest()
