"""Drafts, issuing, and what was billed. A person is billed once for a month; what is issued never changes."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, insert, select, tuple_, update

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.frame import build, records
from jamsos_cli.model.invoice import BILLED, INVOICES
from jamsos_cli.model.wording import Text
from jamsos_cli.store import corrections
from jamsos_cli.store.imports import among
from jamsos_cli.store.ledger import KEY, column_of, fetched, in_force, standing
from jamsos_cli.store.tables import (
    invoice,
    invoice_cancellation,
    invoice_line,
    invoice_settlement,
    line_release,
    person_nik,
)

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
    """Give the lines in force for an iuran month as BILLED, sorted by source, payer and person."""
    return _billed(connection, invoice_line.c.iuran_month == month)


def billed_months(connection: Connection, pairs: Collection[tuple[str, str]]) -> "pd.DataFrame":
    """Give the lines in force of (NIK, iuran month) pairs as BILLED, whatever invoice they stand on."""
    wanted = func.json_each(json.dumps(sorted(set(pairs)))).table_valued("value").c.value
    nik, month = func.json_extract(wanted, "$[0]"), func.json_extract(wanted, "$[1]")
    return _billed(connection, tuple_(person_nik.c.nik, invoice_line.c.iuran_month).in_(select(nik, month)))


def _billed(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    nik_now = (person_nik.c.person_id == invoice_line.c.person_id) & person_nik.c.valid_until.is_(None)
    tables = invoice_line.join(person_nik, nik_now).join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    elsewhere: dict[str, ColumnElement[Any]] = {"nik": person_nik.c.nik, "number": func.coalesce(invoice.c.number, "")}
    columns = [elsewhere[name] if name in elsewhere else column_of(name) for name in BILLED]
    order = (invoice.c.source, invoice.c.payer, invoice_line.c.person_id, invoice_line.c.iuran_month)
    query = select(*columns).select_from(tables).where(condition, in_force()).order_by(*order)
    return build(BILLED, fetched(connection, query))


def invoices(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the invoices made for a month as INVOICES, sorted by source, payer and key."""
    return _invoices(connection, invoice.c.month == month)


def _invoices(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    cancelled = invoice_cancellation.c.invoice_id.is_not(None)
    elsewhere = {"invoice_id": invoice.c.id, "status": case((cancelled, "cancelled"), else_=invoice.c.status)}
    columns = [elsewhere[name] if name in elsewhere else func.coalesce(invoice.c[name], "") for name in INVOICES]
    query = select(*columns).select_from(invoice.outerjoin(invoice_cancellation)).where(condition)
    return build(INVOICES, fetched(connection, query.order_by(invoice.c.source, invoice.c.payer, invoice.c.id)))


def save_drafts(
    connection: Connection, month: str, lines: "pd.DataFrame", credits_: "pd.DataFrame | None" = None
) -> None:
    """Replace a month's drafts: one a (source, payer), from LINES that stand on no other invoice, and CREDITS.

    A credit takes an issued line in force back, on the draft of the source and payer that was billed, and lets another
    line stand for the person and month. Corrections on drafts of other months go: they are proposed here anew.
    """
    corrections.drop_drafts(connection, month)
    corrections.strip_drafts(connection, month)
    released = _released(connection, credits_)
    lines = _turns(connection, lines, released)
    lines = lines.sort_values(["source", "payer", "iuran_month", "person_id"], kind="stable", ignore_index=True)
    made = _summed(connection, month, lines, released)
    if not made:
        return
    keys = {(row["source"], row["payer"]): row["id"] for row in made}
    connection.execute(insert(invoice), made)
    if len(released):
        of = [keys[pair] for pair in zip(released["source"], released["payer"], strict=True)]
        rows = released[[*KEY, "reason"]].assign(invoice_id=of, kind="credit")
        connection.execute(insert(line_release), records(rows))
    groups = lines.groupby(["source", "payer"], sort=False)
    numbers = groups.ngroup().map(dict(enumerate(keys[key] for key in groups.groups)))  # type: ignore[index]
    kept = lines[_LINE].assign(undecided=lines["undecided"].astype("int64"), invoice_id=numbers)
    _insert_lines(connection, kept, lines["turn"])
    corrections.settle(connection, month)


def _insert_lines(connection: Connection, kept: "pd.DataFrame", turns: "pd.Series[int]") -> None:
    """Insert lines; only those billed anew after a release name their turn."""
    first = turns == 1
    if first.any():
        connection.execute(insert(invoice_line), records(kept[first]))
    if not first.all():
        later = kept[~first].assign(turn=turns[~first], after_turn=turns[~first] - 1)
        connection.execute(insert(invoice_line), records(later))


def _released(connection: Connection, credits_: "pd.DataFrame | None") -> "pd.DataFrame":
    """Give the lines that CREDITS take back, with reason and who was billed; those taken back already are left out."""
    import pandas as pd

    if credits_ is None:
        return corrections.taken_back(connection, []).assign(reason=pd.Series(dtype="str"))
    pairs = list(zip(credits_["iuran_month"], credits_["person_id"].tolist(), strict=True))
    return corrections.taken_back(connection, pairs).merge(credits_, on=["iuran_month", "person_id"], how="left")


def _turns(connection: Connection, lines: "pd.DataFrame", released: "pd.DataFrame") -> "pd.DataFrame":
    """Add which turn each line is, and leave out person-months that have a line in force on another invoice."""
    key = ["iuran_month", "person_id"]
    there = standing(connection, lines["iuran_month"])
    if there.empty:
        return lines.assign(turn=1)
    now = released[key].assign(now=True)
    both = lines[key].merge(there, on=key, how="left").merge(now, on=key, how="left")
    free = (both["turn"].isna() | both["released"].eq(True) | both["now"].eq(True)).to_numpy()
    turns = (both["turn"].fillna(0).astype("int64") + 1).to_numpy()
    return lines[free].assign(turn=turns[free])


def _summed(
    connection: Connection, month: str, lines: "pd.DataFrame", released: "pd.DataFrame"
) -> list[dict[str, Any]]:
    """Give the rows of the drafts: totals of what is billed; one that only takes back has nobody and nothing."""
    by = ["source", "payer"]
    groups = lines.groupby(by, sort=False)
    totals = groups[MONEY].sum()
    totals.insert(0, "people", groups["person_id"].nunique())
    totals.insert(0, "payer_name", groups["payer_name"].first())
    rows = records(totals.reset_index())
    billed = {(row["source"], row["payer"]) for row in rows}
    names = {(row["source"], row["payer"]): row["payer_name"] for row in records(released[[*by, "payer_name"]])}
    empty = dict.fromkeys(("people", *MONEY), 0)
    rows += [
        {"source": key[0], "payer": key[1], "payer_name": name} | empty
        for key, name in sorted(names.items())
        if key not in billed
    ]
    first = (connection.execute(select(func.max(invoice.c.id))).scalar_one() or 0) + 1
    return [row | {"id": key, "month": month, "status": "draft"} for key, row in enumerate(rows, first)]


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
    """Hash an invoice: JSON lines, its head first, then its lines by iuran month and person.

    What only a correction has stands in further keys and lines, so that all other hashes are as they always were.
    """
    settled = select(invoice_settlement).where(invoice_settlement.c.invoice_id == header["id"])
    settlement = connection.execute(settled).mappings().one_or_none()
    head = {name: header[name] for name in _SEALED}
    if settlement is not None:
        head["settlement"] = {name: value for name, value in settlement.items() if name != "invoice_id"}
    columns = [invoice_line.c[name] for name in [*_LINE, "turn"]]
    query = select(*columns).where(invoice_line.c.invoice_id == header["id"])
    said = [head]
    for *row, turn in connection.execute(query.order_by(invoice_line.c.iuran_month, invoice_line.c.person_id)):
        said.append(dict(zip(_LINE, row, strict=True)) | ({} if turn == 1 else {"turn": turn}))
    released = [line_release.c[name] for name in [*KEY, "reason"]]
    query = select(*released).where(line_release.c.invoice_id == header["id"], line_release.c.kind == "credit")
    said += [{"credit": list(row)} for row in connection.execute(query.order_by(*released[:3]))]
    digest = hashlib.sha256()
    for item in said:
        written = json.dumps(item, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest.update(written.encode() + b"\n")
    return digest.hexdigest()
