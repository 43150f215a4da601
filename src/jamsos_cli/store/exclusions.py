"""Exclusion lists in the registry: taken in whole, withdrawn, and asked about people by index, never read through."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    select,
    update,
)

from jamsos_cli.model.exclusion import LISTED, QUESTIONED, Entry, ExclusionList, Listed, barred_from
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import BILLED
from jamsos_cli.model.person_name import name_key
from jamsos_cli.store.imports import both_of, next_key, overlapping
from jamsos_cli.store.ledger import in_force
from jamsos_cli.store.nik_now import has_now
from jamsos_cli.store.tables import (
    enrolment,
    exclusion_entry,
    exclusion_list,
    invoice,
    invoice_line,
    person_nik,
    roster_import,
)

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 50_000
_IN_FORCE = exclusion_list.c.withdrawn_at.is_(None)
_OF_LIST = exclusion_list.c.id == exclusion_entry.c.list_id
_NIK_NOW = has_now(enrolment.c.person_id)
_NOTHING: ColumnElement[str] = literal_column("''")
"""Written out: SQLite uses a partial index only where the question says its condition as the index does."""
_BY_NIK, _BY_NAME = exclusion_entry.c.nik != _NOTHING, exclusion_entry.c.nik == _NOTHING
_ENROLLED = frozenset({"person_id", "name", "village_name", "source", "last_month", "sheet", "row"})


def find_list(connection: Connection, sha256: str, kind: str) -> int | None:
    """Give the list in force that came from these bytes as this kind, None when there is none."""
    query = select(exclusion_list.c.id).where(
        exclusion_list.c.sha256 == sha256, exclusion_list.c.kind == kind, _IN_FORCE
    )
    return connection.execute(query).scalar_one_or_none()


def save(connection: Connection, record: ExclusionList, entries: Iterable[Entry]) -> int | None:
    """Take in a list whole; gives its number, or None where these bytes are in force as this kind already."""
    if find_list(connection, record.sha256, record.kind) is not None:
        return None
    number = next_key(connection, exclusion_list.c.id)
    kept = {name: value for name, value in record._asdict().items() if name in exclusion_list.c}
    kept |= {"id": number, "withdrawn_at": None, "withdrawn_why": None}
    connection.execute(insert(exclusion_list), kept)
    # In the order of the index, a million NIKs are twice as fast to put in; row by row they come back by their number.
    rows = _rows(record, number, sorted(entries, key=lambda entry: entry.nik))
    names = [column.name for column in exclusion_entry.c if column.name != "id"]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO exclusion_entry ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  our own column names
    while some := list(islice(rows, _AT_ONCE)):
        connection.exec_driver_sql(statement, some)
    return number


def _rows(record: ExclusionList, number: int, entries: Iterable[Entry]) -> Iterator[tuple[Any, ...]]:
    """Give entries in the order of the table's columns after its id."""
    months: dict[str, str] = {"": ""}
    for entry in entries:
        event = entry.event_date
        if event not in months:
            months[event] = str(barred_from(record.kind, date.fromisoformat(event)))
        yield (
            number, entry.sheet, entry.row, entry.nik, entry.name, entry.name_key, entry.birth_date, entry.village,
            event, months[event], entry.remark,
        )  # fmt: skip


def withdraw(connection: Connection, number: int, at: str, why: str) -> bool:
    """Withdraw a list, at an ISO time with zone; gives whether it was in force. It is kept, and asked no more."""
    ending = update(exclusion_list).where(exclusion_list.c.id == number, _IN_FORCE)
    return bool(connection.execute(ending.values(withdrawn_at=at, withdrawn_why=why)).rowcount)


def lists(connection: Connection) -> list[ExclusionList]:
    """Give every list, withdrawn ones too, by number."""
    columns = [
        exclusion_list.c.id if name == "list_id" else func.coalesce(exclusion_list.c[name], "")
        for name in ExclusionList._fields
    ]
    rows = connection.execute(select(*columns).order_by(exclusion_list.c.id))
    return [ExclusionList(*row) for row in rows]


def listed(connection: Connection, niks: Collection[str], people: Collection[tuple[str, str]] = ()) -> list[Listed]:
    """Give the entries of lists in force for NIKs, and for (birth date, words of the name) without a NIK."""
    return [*_listed_niks(connection, niks), *_listed_names(connection, people)]


def _listed_niks(connection: Connection, niks: Collection[str]) -> list[Listed]:
    """Give who of these NIKs is on a list in force, also by another NIK that the same person has or had."""
    asked = func.json_each(bindparam("niks")).table_valued("value").c.value
    now, ever = person_nik.alias("now"), person_nik.alias("ever")
    same_person = (now.c.nik == asked) & now.c.valid_until.is_(None)
    others = select(asked.label("nik"), ever.c.nik.label("other")).join(now, same_person)
    others = others.join(ever, ever.c.person_id == now.c.person_id)
    named = select(asked.label("nik"), asked.label("other")).union(others).subquery()
    query = _listed(named.c.nik).join(named, named.c.other == exclusion_entry.c.nik)
    query = query.where(_BY_NIK).order_by(exclusion_list.c.id, exclusion_entry.c.id)
    return [Listed(*row) for row in connection.execute(query, {"niks": json.dumps(list(niks))})]


def _listed_names(connection: Connection, people: Collection[tuple[str, str]]) -> list[Listed]:
    """Give the entries without a NIK, on lists in force, of these (birth date, words of the name)."""
    born, words = both_of(people)
    named = select(born.label("born"), words.label("words")).subquery()
    same = (exclusion_entry.c.birth_date == named.c.born) & (exclusion_entry.c.name_key == named.c.words)
    query = _listed(_NOTHING).join(named, same).where(_BY_NAME)
    query = query.order_by(exclusion_list.c.id, exclusion_entry.c.id)
    return [Listed(*row) for row in connection.execute(query)]


def _listed(nik: ColumnElement[str]) -> Select[Any]:
    """Ask for entries of lists in force as Listed; `nik` is what the first column says."""
    columns = [nik if name == "nik" else _on_list(name) for name in Listed._fields]
    return select(*columns).select_from(exclusion_entry.join(exclusion_list, _OF_LIST & _IN_FORCE))


def enrolled(connection: Connection, first: str, last: str, number: int | None = None) -> "pd.DataFrame":
    """Give who is enrolled in first..last and on a list in force (or on the one with this number) as LISTED.

    Those whom name and birth date of an entry without a NIK find are candidates: `steps.exclusion` compares villages.
    """
    own = {"enrolment_id": enrolment.c.id, "nik": person_nik.c.nik, "file": roster_import.c.file}
    columns = [own[n] if n in own else enrolment.c[n] if n in _ENROLLED else _on_list(n) for n in LISTED]
    tables = enrolment.join(person_nik, _NIK_NOW).join(roster_import, roster_import.c.id == enrolment.c.import_id)
    return build(LISTED, _asked(connection, (columns, tables), overlapping(first, last), number))


def billed(connection: Connection, month: str | None = None, number: int | None = None) -> "pd.DataFrame":
    """Give issued lines in force, of a month or all, of people whom a list in force bars in their month, as QUESTIONED.

    That is from the entry's own first month on, or where the list gives no date of the event, from the month of the
    list on. Candidates by name as in `enrolled`.
    """
    own = {"nik": person_nik.c.nik, "number": func.coalesce(invoice.c.number, "")}
    lines = {column.name: column for column in (*invoice.c, *invoice_line.c)}
    columns = [own[n] if n in own else lines[n] if n in lines and n in BILLED else _on_list(n) for n in QUESTIONED]
    tables = invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    tables = tables.join(enrolment, enrolment.c.id == invoice_line.c.enrolment_id).join(person_nik, _NIK_NOW)
    begins = func.coalesce(func.nullif(exclusion_entry.c.barred_from, ""), func.substr(exclusion_list.c.dated, 1, 7))
    asked = (invoice.c.status == "issued") & (invoice_line.c.iuran_month >= begins) & in_force(connection)
    if month is not None:
        asked &= invoice_line.c.iuran_month == month
    return build(QUESTIONED, _asked(connection, (columns, tables), asked, number))


def _on_list(name: str) -> ColumnElement[Any]:
    """Give a column of an entry or its list, as Listed, LISTED and QUESTIONED call it."""
    other: dict[str, ColumnElement[Any]] = {
        "list_id": exclusion_list.c.id,
        "list_file": exclusion_list.c.file,
        "list_row": exclusion_entry.c.row,
        "list_name": exclusion_entry.c.name,
        "list_village": exclusion_entry.c.village,
        "by_name": case((_BY_NAME, 1), else_=0),
    }
    own = exclusion_list if name in {"kind", "origin", "dated", "file"} else exclusion_entry
    return other[name] if name in other else own.c[name]


def _asked(
    connection: Connection,
    wanted: "tuple[list[ColumnElement[Any]], FromClause]",
    condition: ColumnElement[bool],
    number: int | None,
) -> list[tuple[Any, ...]]:
    """Join people with lists: by any NIK they have or had, by name and birth date where there is none."""
    columns, tables = wanted
    there = _IN_FORCE if number is None else _IN_FORCE & (exclusion_list.c.id == number)
    sums = select(func.total(exclusion_list.c.by_nik), func.total(exclusion_list.c.by_name)).where(there)
    by_nik, by_name = connection.execute(sums).one()
    ever = person_nik.alias("ever")
    rows: list[tuple[Any, ...]] = []
    if by_nik:
        joined = tables.join(ever, ever.c.person_id == enrolment.c.person_id)
        joined = joined.join(exclusion_entry, (exclusion_entry.c.nik == ever.c.nik) & _BY_NIK)
        rows += _rows_of(connection, columns, joined, condition & there)
    if by_name:
        # Asked in SQL, or every namesake of a birthday would be fetched: a list may have a million.
        driver: Any = connection.connection.dbapi_connection
        driver.create_function("name_key", 1, name_key, deterministic=True)
        same = exclusion_entry.c.name_key == func.name_key(enrolment.c.name)
        same &= (exclusion_entry.c.birth_date == enrolment.c.birth_date) & _BY_NAME
        rows += _rows_of(connection, columns, tables.join(exclusion_entry, same), condition & there)
    return rows


def _rows_of(
    connection: Connection, columns: list[ColumnElement[Any]], tables: FromClause, condition: ColumnElement[bool]
) -> list[tuple[Any, ...]]:
    query = select(*columns).select_from(tables.join(exclusion_list, _OF_LIST)).where(condition)
    query = query.order_by(enrolment.c.id, exclusion_list.c.id, exclusion_entry.c.id)
    return [tuple(row) for row in connection.execute(query)]
