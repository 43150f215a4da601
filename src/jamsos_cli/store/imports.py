"""Rosters into the registry: persons found or made, enrolments cut and added."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_import import Cut, Enrolled, ImportPlan, RosterImport
from jamsos_cli.model.wording import Text
from jamsos_cli.model.worker import Worker
from jamsos_cli.store.tables import enrolment, person, person_nik, roster_import
from jamsos_cli.store.whole import write_rows

Scope = Literal["village", "sponsor"]
STALE = Text(
    "Basis data berubah sejak berkas diperiksa; tidak ada yang disimpan. Ulangi perintahnya.",
    "The registry changed since the file was checked; nothing was saved. Run the command again.",
)
# The columns of a worker that an enrolment keeps under the same name.
_KEPT = tuple(name for name in Worker._fields if name in enrolment.c)
_kept_of = attrgetter(*_KEPT)


def among(column: ColumnElement[Any], values: Iterable[object]) -> ColumnElement[bool]:
    """Test a column against any number of values, sent as one JSON array: no limit, one statement to compile."""
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))


def both_of(pairs: Iterable[tuple[object, object]]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Give the two columns of any number of pairs, sent in the same way, sorted and each once."""
    sent = func.json_each(json.dumps(sorted(set(pairs)))).table_valued("value").c.value
    return func.json_extract(sent, "$[0]"), func.json_extract(sent, "$[1]")


def next_key(connection: Connection, key: ColumnElement[int]) -> int:
    """Give the first free key of a table, by its column."""
    return (connection.execute(select(func.max(key))).scalar_one() or 0) + 1


def last_written(person_id: ColumnElement[int]) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Give the name and the village that the newest enrolment of a person has, "" without any."""
    newest = select(enrolment.c.id).where(enrolment.c.person_id == person_id).order_by(enrolment.c.id.desc()).limit(1)
    name, village = (newest.with_only_columns(enrolment.c[one]).scalar_subquery() for one in ("name", "village_name"))
    return func.coalesce(name, ""), func.coalesce(village, "")


def find_import(connection: Connection, sha256: str, terms: str = "") -> RosterImport | None:
    """Give the last import of a file with these bytes under these terms, without terms under any; None if none.

    An import made again under the same terms carries them and its time.
    """
    query, asked = _OF_BYTES, {"sha256": sha256}
    if terms:
        again = roster_import.c.terms.startswith(f"{terms} again=", autoescape=True)
        query = query.where((roster_import.c.terms == terms) | again)
    row = connection.execute(query, asked).one_or_none()
    return RosterImport(*row) if row else None


def enrolled(
    connection: Connection, source: str, scopes: Collection[str], first: str, last: str, *, by: Scope = "village"
) -> list[Enrolled]:
    """Give what is in force for a source and shares a month with first..last, sorted by enrolment.

    `scopes`: village codes (names for villages without a code), or with by="sponsor" keys of sponsors.
    """
    asked = {"source": source, "scopes": json.dumps(list(scopes)), "codes": json.dumps([*scopes, ""])}
    return _fetched(connection, _in_scopes(by), asked | {"first": first, "last": last})


def enrolled_nowhere(connection: Connection, source: str, first: str, last: str, *, named: bool) -> list[Enrolled]:
    """Give what is in force in first..last for a source in no village, sorted by enrolment; no sponsor's.

    `named`: also under a name that is no village of the regency.
    """
    return _fetched(connection, _nowhere(named=named), {"source": source, "first": first, "last": last})


def enrolled_from(connection: Connection, file: str, first: str, last: str) -> list[Enrolled]:
    """Give what is in force in first..last and came from rosters of this name, sorted by enrolment."""
    same_name = connection.execute(_OF_NAME, {"file": file}).scalars().all()
    if not same_name:  # mostly: then the enrolments need not be searched
        return []
    return _fetched(connection, _in_force(among(enrolment.c.import_id, same_name)), {"first": first, "last": last})


def enrolled_by_bytes(connection: Connection, hashes: Iterable[str]) -> frozenset[int]:
    """Give the keys of the enrolments in force that came from files with these SHA-256, whatever their names."""
    query = select(enrolment.c.id).join(roster_import, roster_import.c.id == enrolment.c.import_id)
    query = query.where(enrolment.c.superseded_by.is_(None), among(roster_import.c.sha256, hashes))
    return frozenset(connection.execute(query).scalars())


def known(connection: Connection, niks: Collection[str], first: str, last: str) -> list[Enrolled]:
    """Give what is in force in first..last for the people with these NIKs today, whoever pays."""
    return _fetched(connection, _in_force(among(person_nik.c.nik, niks)), {"first": first, "last": last})


def overlapping(first: str | BindParameter[str], last: str | BindParameter[str]) -> ColumnElement[bool]:
    """Test whether an enrolment is in force and shares a month with first..last (yyyy-mm, both included)."""
    return and_(enrolment.c.superseded_by.is_(None), enrolment.c.first_month <= last, enrolment.c.last_month >= first)


def with_origin(*columns: ColumnElement[Any]) -> Select[Any]:
    """Select from enrolments with their person's NIK in force and the roster they came from."""
    in_force = (person_nik.c.person_id == enrolment.c.person_id) & person_nik.c.valid_until.is_(None)
    origin = roster_import.c.id == enrolment.c.import_id
    return select(*columns).select_from(enrolment.join(person_nik, in_force).join(roster_import, origin))


def enrolment_columns(names: Iterable[str]) -> list[ColumnElement[Any]]:
    """Give the columns that ENROLMENTS or Enrolled name, for `with_origin`."""
    elsewhere = {"enrolment_id": enrolment.c.id, "nik": person_nik.c.nik, "file": roster_import.c.file}
    return [elsewhere[name] if name in elsewhere else enrolment.c[name] for name in names]


# What is asked of every file of a month is built once: building a statement takes longer than SQLite to answer it.
_OF_BYTES = (
    select(*(roster_import.c[name] for name in RosterImport._fields))
    .where(roster_import.c.sha256 == bindparam("sha256"))
    .order_by(roster_import.c.id.desc())
    .limit(1)
)
_OF_NAME = select(roster_import.c.id).where(roster_import.c.file == bindparam("file"))
_SAME = select(roster_import.c.id).where(
    roster_import.c.sha256 == bindparam("sha256"), roster_import.c.terms == bindparam("terms")
)


@cache
def _in_scopes(by: Scope) -> Select[Any]:
    """Ask for what is in force for :source in the villages or of the sponsors of :scopes."""
    scoped: ColumnElement[bool] = enrolment.c.sponsor.in_(_values_of("scopes"))
    if by == "village":
        # The first condition alone lets the index be used; the second settles villages without a code.
        scoped = enrolment.c.village.in_(_values_of("codes")) & or_(
            enrolment.c.village != "", enrolment.c.village_name.in_(_values_of("scopes"))
        )
    return _in_force((enrolment.c.source == bindparam("source")) & scoped)


@cache
def _nowhere(*, named: bool) -> Select[Any]:
    """Ask for what is in force for :source in no village, or only for what has not even the name of one."""
    nowhere = (enrolment.c.source == bindparam("source")) & (enrolment.c.village == "") & (enrolment.c.sponsor == "")
    return _in_force(nowhere if named else nowhere & (enrolment.c.village_name == ""))


@cache
def _persons_behind() -> Select[Any]:
    """Ask for the persons who have the NIKs of :niks now."""
    holds = person_nik.c.nik.in_(_values_of("niks")) & person_nik.c.valid_until.is_(None)
    return select(person_nik.c.nik, person_nik.c.person_id).where(holds)


def _values_of(name: str) -> Select[Any]:
    """Ask for the values of a JSON array that is given as a parameter."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def _in_force(condition: ColumnElement[bool]) -> Select[Any]:
    """Ask for the Enrolled of a condition that share a month with :first..:last."""
    query = with_origin(*enrolment_columns(Enrolled._fields)).where(condition)
    return query.where(overlapping(bindparam("first"), bindparam("last"))).order_by(enrolment.c.id)


def _fetched(connection: Connection, query: Select[Any], asked: dict[str, str]) -> list[Enrolled]:
    return [Enrolled(*row) for row in connection.execute(query, asked).all()]


def save(connection: Connection, record: RosterImport, plan: ImportPlan) -> int | None:
    """Carry out a plan; gives the key of the import. A file that is known already changes nothing (None).

    A cut of an enrolment that is not in force is a RegistryError: the plan is older than the registry.
    """
    same = {"sha256": record.sha256, "terms": record.terms}
    if connection.execute(_SAME, same).scalar_one_or_none() is not None:
        return None
    import_id = next_key(connection, roster_import.c.id)
    connection.execute(insert(roster_import), {"id": import_id, **record._asdict()})
    _cut(connection, plan.cuts, import_id)
    persons = _persons(connection, plan.enrol, record.imported_at[:10])
    rows = (
        (persons[one.nik], import_id, _shifted(one.first_month, one.months - 1), *_kept_of(one)) for one in plan.enrol
    )
    write_rows(connection, enrolment, ("person_id", "import_id", "last_month", *_KEPT), rows)
    return import_id


def _persons(connection: Connection, workers: Sequence[Worker], day: str) -> dict[str, int]:
    """Give the person behind each NIK; the same NIK is the same person, a new one is made."""
    niks = dict.fromkeys(worker.nik for worker in workers)
    asked = {"niks": json.dumps(list(niks))}
    found: dict[str, int] = {row.nik: row.person_id for row in connection.execute(_persons_behind(), asked)}
    new = [nik for nik in niks if nik not in found]
    first = next_key(connection, person.c.id)
    made = dict(zip(new, range(first, first + len(new)), strict=True))
    if made:
        write_rows(connection, person, ("id",), ((key,) for key in made.values()))
        born = ((key, nik, day) for nik, key in made.items())
        write_rows(connection, person_nik, ("person_id", "nik", "valid_from"), born)
    return found | made


@lru_cache(maxsize=512)
def _shifted(month: str, by: int) -> str:
    return str(Month.parse(month) + by)


def _cut(connection: Connection, cuts: Sequence[Cut], import_id: int) -> None:
    """Supersede what loses months; what lies before and after them stays as rows of its own, with its origin."""
    if not cuts:
        return
    by_enrolment = defaultdict(list)
    for cut in cuts:
        by_enrolment[cut.enrolment_id].append((cut.first, cut.last))
    query = select(enrolment).where(among(enrolment.c.id, by_enrolment), enrolment.c.superseded_by.is_(None))
    rows = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    if len(rows) < len(by_enrolment):
        raise RegistryError(STALE)
    ended, left = [], []
    for key, row in sorted(rows.items()):
        pieces = remaining(row["first_month"], row["last_month"], by_enrolment[key])
        if pieces == [(row["first_month"], row["last_month"])]:
            continue
        ended.append({"key": key})
        kept = {name: value for name, value in row.items() if name != "id"}
        left += [kept | {"first_month": f, "last_month": t, "cut_from": key} for f, t in pieces]
    if ended:
        ending = update(enrolment).where(enrolment.c.id == bindparam("key")).values(superseded_by=import_id)
        connection.execute(ending, ended)
    if left:
        connection.execute(insert(enrolment), left)


def remaining(first: str, last: str, cuts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the runs of months that are left of first..last once the cuts are taken out.

    >>> remaining("2026-01", "2026-12", [("2026-03", "2026-04")])
    [('2026-01', '2026-02'), ('2026-05', '2026-12')]
    >>> remaining("2026-01", "2026-06", [("2025-11", "2026-09")])
    []
    """
    left, start = [], first
    for cut_first, cut_last in sorted(cut for cut in cuts if cut[0] <= min(cut[1], last)):
        if start < cut_first:
            left.append((start, _shifted(cut_first, -1)))
        start = max(start, _shifted(cut_last, 1))
    return [*left, (start, last)] if start <= last else left
