"""The NIK a person has now, which is one at most: how other tables find it."""

from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Join, func, select

from jamsos_cli.store.tables import nik_change, person_nik, second_membership


def has_now(person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Test whether a row of person_nik is the NIK in force of the person beside it."""
    return (person_nik.c.person_id == person_id) & person_nik.c.valid_until.is_(None)


def with_nik(tables: FromClause, person_id: ColumnElement[Any], *, or_none: bool = False) -> Join:
    """Join the NIK in force of a key that may be a second membership's, which has that of its person.

    With `or_none` rows stay of which nobody has a NIK.
    """
    second = second_membership.c.person_id == person_id
    owner = func.coalesce(second_membership.c.of_person, person_id)
    return tables.outerjoin(second_membership, second).join(person_nik, has_now(owner), isouter=or_none)


def all_niks(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Give each NIK of somebody whose NIK changed -> all that person has or had, the first one first.

    A number that two persons had stands for neither.
    """
    query = select(nik_change.c.person_id, nik_change.c.old_nik, nik_change.c.new_nik).order_by(nik_change.c.id)
    chains: dict[int, dict[str, None]] = {}
    for person_id, *both in connection.execute(query).all():
        chains.setdefault(person_id, {}).update(dict.fromkeys(nik for nik in both if nik.isdigit()))
    owners = Counter(nik for chain in chains.values() for nik in chain)
    return {nik: tuple(chain) for chain in chains.values() for nik in chain if owners[nik] == 1}
