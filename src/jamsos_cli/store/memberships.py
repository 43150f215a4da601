"""Lawful second memberships: a person key of their own, in the months that they are ruled for."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, insert, select

from jamsos_cli.model.month import ALWAYS
from jamsos_cli.store.imports import next_key, remaining
from jamsos_cli.store.pieces import Piece, in_pieces
from jamsos_cli.store.rulings import first_keys, holders, lawful, one_person
from jamsos_cli.store.tables import person, second_membership

if TYPE_CHECKING:
    import pandas as pd


class Membership(NamedTuple):
    """Months in which a second membership has its own key."""

    of_person: int
    """by today's key."""
    source: str
    key: int
    first: str
    last: str
    """yyyy-mm, both included."""


def memberships(connection: Connection, months: tuple[str, str]) -> list[Membership]:
    """Give the second memberships that are ruled lawful in any of the months first..last.

    One has a row for every ruling, and their months may overlap.
    """
    there = _lawful(connection, months)
    kept = _kept(connection) if there else {}
    return [
        Membership(of, source, kept[of, source], first, last)
        for of, source, first, last in there
        if (of, source) in kept
    ]


def keep_memberships(connection: Connection) -> None:
    """Give every lawful second membership a key of its own, once; later ones are found when somebody is billed."""
    wanted = {(of, source) for of, source, _, _ in _lawful(connection, ALWAYS)}
    if not wanted:
        return
    kept = _kept(connection).keys()
    new = [
        {"person_id": key, "of_person": of_person, "source": source}
        for key, (of_person, source) in enumerate(sorted(wanted - kept), next_key(connection, person.c.id))
    ]
    if new:
        connection.execute(insert(person), [{"id": one["person_id"]} for one in new])
        connection.execute(insert(second_membership), new)


def _lawful(connection: Connection, months: tuple[str, str]) -> list[tuple[int, str, str, str]]:
    """Give person (by today's key), source, first and last month of what is ruled lawful, each once and sorted."""
    there = lawful(connection, months)
    if not there:
        return []
    owners, root = holders(connection, {one.nik for one in there}), one_person(connection)
    return sorted({(root.get(owners[one.nik], owners[one.nik]), *one[1:]) for one in there if one.nik in owners})


def _kept(connection: Connection) -> dict[tuple[int, str], int]:
    """Give (person, source) -> the key of its own that a second membership has."""
    query = select(second_membership.c.of_person, second_membership.c.source, second_membership.c.person_id)
    return {(of, source): key for of, source, key in connection.execute(query).all()}


def keyed(connection: Connection, frame: "pd.DataFrame", months: "str | pd.Series[str]") -> "pd.DataFrame":
    """Give a frame with person_id and source the keys that enrolments have in a month, or each row's in its own.

    Who has a second membership from that month on entered and was billed by the key of the first one.
    """
    keys = first_keys(connection)
    if not keys:
        return frame
    import pandas as pd

    persons = frame["person_id"].replace(keys)
    asked = pd.Series(months, index=frame.index, dtype="str")
    span = (asked.min(), asked.max()) if len(asked) else ALWAYS
    for one in memberships(connection, span):
        theirs = (persons == one.of_person) & (frame["source"] == one.source)
        persons = persons.mask(theirs & asked.between(one.first, one.last), one.key)
    return frame.assign(person_id=persons)


def with_memberships(
    enrolments: "pd.DataFrame", second: Sequence[Membership], months: tuple[str, str]
) -> "pd.DataFrame":
    """Give the lawful months of `second` their own key in ENROLMENTS; what is given shares a month with first..last.

    An enrolment that is a second membership for some of its months comes in pieces.
    """
    if not second:
        return enrolments
    import pandas as pd

    by_person: dict[tuple[int, str], list[Membership]] = defaultdict(list)
    for one in second:
        by_person[one.of_person, one.source].append(one)
    whose = pd.MultiIndex.from_frame(enrolments[["person_id", "source"]])
    touched = pd.Series(whose.isin(list(by_person)), index=enrolments.index)
    columns = ("person_id", "source", "first_month", "last_month")
    rows = zip(*(enrolments.loc[touched, name].tolist() for name in columns), strict=True)
    pieces = []
    for place, (of_person, source, begin, stop) in enumerate(rows):
        mine = by_person[of_person, source]
        rest = remaining(begin, stop, [(max(begin, one.first), min(stop, one.last)) for one in mine])
        pieces += [Piece(place, of_person, *span) for span in rest]
        pieces += [Piece(place, mine[0].key, *span) for span in remaining(begin, stop, rest)]
    return in_pieces(enrolments, touched, pieces, months)
