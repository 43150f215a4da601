"""The NIK a person has now, which is one at most: how other tables find it."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Join, func

from jamsos_cli.store.tables import person_nik, second_membership


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
