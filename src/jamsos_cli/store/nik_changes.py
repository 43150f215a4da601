"""A NIK that changes: the chain of a person's NIKs, and what must be reported to the insurer."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from jamsos_cli.errors import UsageError
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.model.wording import Text
from jamsos_cli.store.imports import among, last_written
from jamsos_cli.store.rulings import one_person
from jamsos_cli.store.tables import nik_change, person_nik

NOBODY = Text("Tidak ada orang dengan NIK itu di registri.", "Nobody in the registry has this NIK.")
_NOT_NOW = Text(
    "NIK lama itu sudah diganti sebelumnya; sebut NIK orang itu yang sekarang.",
    "That old NIK was replaced before; name the one the person has now.",
)
_BEFORE = Text(
    "NIK lama itu baru berlaku mulai {day}; penggantinya tidak bisa berlaku sebelum hari itu. Tulis --from {day} atau "
    "sesudahnya.",
    "The old NIK holds from {day} only; the one after it cannot hold before that day. Write --from {day} or later.",
)
_TAKEN = Text(
    "NIK baru itu sudah dipakai orang lain di registri. Bila keduanya satu orang, putuskan lewat "
    "jamsos dedupe dan jamsos decide ... sama.",
    "The new NIK belongs to somebody else in the registry. If both are one person, decide that with jamsos dedupe and "
    "jamsos decide ... same.",
)


class Span(NamedTuple):
    """A NIK of a person, or of another one ruled the same."""

    nik: str
    since: str
    """yyyy-mm-dd"""
    person_id: int


def change(connection: Connection, made: NikChange) -> None:
    """Give a person another NIK from a day on.

    A UsageError when nobody has the old one, somebody else has the new one, or the old one holds from later on.
    """
    holds = select(person_nik.c.person_id).where(person_nik.c.nik == made.old_nik)
    person_id = connection.execute(holds.where(person_nik.c.valid_until.is_(None))).scalar_one_or_none()
    if person_id is None:
        raise UsageError(_NOT_NOW if connection.execute(holds.limit(1)).scalar_one_or_none() else NOBODY)
    theirs = select(person_nik.c.person_id).where(person_nik.c.nik == made.new_nik)
    owners = set(connection.execute(theirs).scalars())
    if owners - {person_id}:
        raise UsageError(_TAKEN)
    if (began := _began(connection, person_id, made.old_nik)) > made.from_day:
        raise UsageError(_BEFORE.fill(day=began))
    mine = person_nik.c.person_id == person_id
    ending = update(person_nik).where(mine, person_nik.c.valid_until.is_(None))
    connection.execute(ending.values(valid_until=made.from_day))
    if owners:  # back to a NIK of before: the change was a mistake
        since = func.min(person_nik.c.valid_from, made.from_day)
        again = update(person_nik).where(mine, person_nik.c.nik == made.new_nik)
        connection.execute(again.values(valid_from=since, valid_until=None))
    else:
        row = {"person_id": person_id, "nik": made.new_nik, "valid_from": made.from_day}
        connection.execute(insert(person_nik), row)
    kept = {name: getattr(made, name) for name in ("old_nik", "new_nik", "from_day", "reason", "noted_at")}
    connection.execute(insert(nik_change), {"person_id": person_id, **kept})


def _began(connection: Connection, person_id: int, nik: str) -> str:
    """Give the day from which a person has a NIK, "" of the first one: that was theirs before they were imported."""
    mine = nik_change.c.person_id == person_id
    first = connection.execute(select(nik_change.c.old_nik).where(mine).order_by(nik_change.c.id).limit(1)).scalar()
    if first is None or first == nik:
        return ""
    since = select(person_nik.c.valid_from).where(person_nik.c.person_id == person_id, person_nik.c.nik == nik)
    return str(connection.execute(since).scalar_one())


def changes(connection: Connection, month: str = "") -> list[NikChange]:
    """Give the changes of NIK in the order they were noted; those noted in a month (yyyy-mm) if asked.

    The name of each is the one the person was last enrolled under.
    """
    columns = [nik_change.c[one] for one in NikChange._fields[:5]]
    query = select(*columns, *last_written(nik_change.c.person_id)).order_by(nik_change.c.id)
    if month:
        query = query.where(nik_change.c.noted_at.startswith(month, autoescape=True))
    return [NikChange(*tuple(row)) for row in connection.execute(query).all()]


def current(connection: Connection, niks: Iterable[str]) -> dict[str, str]:
    """Give former NIK -> the one its person has now, for those among `niks` that nobody has any more."""
    former, now = person_nik, person_nik.alias("now")
    taken = person_nik.alias("taken")
    query = select(former.c.nik, now.c.nik).join(now, now.c.person_id == former.c.person_id)
    query = query.where(
        among(former.c.nik, niks),
        former.c.valid_until.is_not(None),
        now.c.valid_until.is_(None),
        ~select(taken.c.nik).where(taken.c.nik == former.c.nik, taken.c.valid_until.is_(None)).exists(),
    )
    return {row[0]: row[1] for row in connection.execute(query).all()}


def chains(connection: Connection, niks: Iterable[str]) -> list[tuple[Span, ...]]:
    """Give all NIKs, oldest first, of everybody with one of these who has or had several."""
    root = one_person(connection)
    # Who has several has one that ended, or was ruled one with somebody: hardly anybody, whoever is asked for.
    past = select(person_nik.c.person_id).where(person_nik.c.valid_until.is_not(None))
    several = {*connection.execute(past).scalars(), *root, *root.values()}
    query = select(person_nik.c.person_id).where(among(person_nik.c.person_id, several), among(person_nik.c.nik, niks))
    wanted = {root.get(one, one) for one in connection.execute(query).scalars()} if several else set()
    wanted |= {one for one, of in root.items() if of in wanted}
    first = select(func.min(nik_change.c.id)).group_by(nik_change.c.person_id)
    # A change may be dated before the person was first imported: not the days but this says which NIK came first.
    is_first = select(nik_change.c.id).where(nik_change.c.id.in_(first), nik_change.c.old_nik == person_nik.c.nik)
    spans = select(person_nik.c.nik, person_nik.c.valid_from, person_nik.c.person_id)
    spans = spans.where(among(person_nik.c.person_id, sorted(wanted)))
    ended = func.coalesce(person_nik.c.valid_until, "9999-12-31")
    by_person: dict[int, list[Span]] = {}
    for row in connection.execute(spans.order_by(is_first.exists().desc(), ended, person_nik.c.valid_from)).all():
        span = Span(*tuple(row))
        by_person.setdefault(root.get(span.person_id, span.person_id), []).append(span)
    return [tuple(chain) for _, chain in sorted(by_person.items()) if len(chain) > 1]
