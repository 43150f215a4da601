"""One person's whole story, and how many of everything there are."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, or_, select, true

from jamsos_cli.model.ending import Ended
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, Column, Schema, conform
from jamsos_cli.model.month import ALWAYS
from jamsos_cli.model.person import PEOPLE
from jamsos_cli.store import upgrade
from jamsos_cli.store.endings import found as found_endings
from jamsos_cli.store.endings import spans, without_ended
from jamsos_cli.store.entry import with_entry
from jamsos_cli.store.imports import among, enrolment_columns, overlapping, with_origin
from jamsos_cli.store.ledger import ledger_of_person
from jamsos_cli.store.memberships import memberships, with_memberships
from jamsos_cli.store.rulings import one_person
from jamsos_cli.store.tables import enrolment, invoice, person, person_nik, roster_import, second_membership
from jamsos_cli.store.whole import read_frame

if TYPE_CHECKING:
    import pandas as pd

HISTORY: Schema = {
    **ENROLMENTS,
    "superseded_by": Column(TEXT, 'roster that took its months, "" while it is in force'),
}
DESCRIBED: Schema = {
    "enrolment_id": ENROLMENTS["enrolment_id"],
    **PEOPLE,
    **{name: ENROLMENTS[name] for name in ("file", "sheet", "row")},
}
"""What resembling people are found by, and where it was written."""
_STORED: Schema = {name: column for name, column in ENROLMENTS.items() if name != "entered"}
_PLACE = case((enrolment.c.village != "", enrolment.c.village), else_=enrolment.c.village_name)
_ONE_PERSON = ("", "")
"""No months: the few enrolments of one person are all asked about."""
_NEWER_IMPORT = roster_import.alias("newer")


class NikSpan(NamedTuple):
    """A NIK a person has or had."""

    nik: str
    valid_from: str
    """yyyy-mm-dd"""
    valid_until: str | None
    """yyyy-mm-dd, None while it is in force."""


class PersonHistory(NamedTuple):
    """All the registry knows of one person."""

    person_id: int
    niks: tuple[NikSpan, ...]
    """oldest first."""
    enrolments: "pd.DataFrame"
    """HISTORY: ENROLMENTS in force and superseded, by first month."""
    lines: "pd.DataFrame"
    """LEDGER, by iuran month: what was billed, and what was taken back."""
    endings: tuple[Ended, ...] = ()
    """in the order they were noted."""


class Summary(NamedTuple):
    """How many of everything; for doctor and reports."""

    schema: str
    """revision of the file."""
    persons: int
    enrolments: int
    """in force, past months too."""
    superseded: int
    imports: int
    drafts: int
    issued: int


def enrolments(
    connection: Connection, first: str, last: str, only: ColumnElement[bool] | None = None
) -> "pd.DataFrame":
    """Give the ENROLMENTS in force that share a month with first..last, sorted by enrolment_id; all, or `only` some.

    Persons ruled one have one key; a second membership has a key of its own in the months that it is ruled lawful for,
    but where all months are asked: then only who is enrolled is meant. Months after somebody's cover has ended are left
    out. So an enrolment may come shorter, or in pieces.
    """
    query = with_origin(*enrolment_columns(_STORED)).where(overlapping(first, last)).order_by(enrolment.c.id)
    query = query if only is None else query.where(only)
    frame = read_frame(connection, _STORED, query)
    one = one_person(connection)
    if one:
        frame["person_id"] = frame["person_id"].replace(one)
    frame = with_entry(connection, frame, (first, last))
    frame = without_ended(frame, spans(connection, one), (first, last))
    second = memberships(connection, (first, last)) if (first, last) != ALWAYS else []
    return with_memberships(frame, second, (first, last))


def enrolments_of(connection: Connection, niks: Collection[str], first: str, last: str) -> "pd.DataFrame":
    """Give the same of the persons who have one of these NIKs."""
    return enrolments(connection, first, last, among(person_nik.c.nik, niks))


def enrolled_twice(connection: Connection, niks: Collection[str]) -> "pd.DataFrame":
    """Give ENROLMENTS in force, of all months, of people with more than one or with one of these NIKs, sorted."""
    several = select(enrolment.c.person_id).where(enrolment.c.superseded_by.is_(None))
    several = several.group_by(enrolment.c.person_id).having(func.count() > 1)
    return enrolments(connection, *ALWAYS, enrolment.c.person_id.in_(several) | among(person_nik.c.nik, niks))


def described(
    connection: Connection,
    villages: Collection[str] | None = None,
    days: Collection[str] = (),
    cards: Collection[str] = (),
) -> "pd.DataFrame":
    """Give who is enrolled in force as DESCRIBED, sorted by enrolment.

    All of them, or those of some villages (codes, or names without a code), born on some days (yyyy-mm-dd) or on some
    family cards.
    """
    if villages is None:
        return _described(connection, true())
    near = (_PLACE, villages), (enrolment.c.birth_date, days), (enrolment.c.family_card, cards)
    return _described(connection, or_(*(among(column, values) for column, values in near)))


def described_by(connection: Connection, keys: Iterable[int]) -> "pd.DataFrame":
    """Give enrolments in force, by their keys, as DESCRIBED, sorted."""
    return _described(connection, among(enrolment.c.id, keys))


def _described(connection: Connection, condition: ColumnElement[bool]) -> "pd.DataFrame":
    columns = [_PLACE if name == "village" else enrolment_columns([name])[0] for name in DESCRIBED]
    query = with_origin(*columns).where(enrolment.c.superseded_by.is_(None), condition).order_by(enrolment.c.id)
    return read_frame(connection, DESCRIBED, query)


def history(connection: Connection, nik: str) -> PersonHistory | None:
    """Give the story of the person who has this NIK, or else had it last; None when nobody did."""
    query = select(person_nik.c.person_id).where(person_nik.c.nik == nik)
    newest_first = func.coalesce(person_nik.c.valid_until, "9999-12-31").desc()
    found = connection.execute(query.order_by(newest_first).limit(1)).scalar_one_or_none()
    if found is None:
        return None
    everybody = _keys_of(connection, found)
    spans = select(person_nik.c.nik, person_nik.c.valid_from, person_nik.c.valid_until)
    spans = spans.where(among(person_nik.c.person_id, everybody))
    # A change may hold from before the day on which the old NIK was first seen.
    spans = spans.order_by(func.coalesce(person_nik.c.valid_until, "9999-12-31"), person_nik.c.valid_from)
    niks = tuple(NikSpan(*row) for row in connection.execute(spans))
    lines = ledger_of_person(connection, everybody)
    return PersonHistory(
        found, niks, _all_enrolments(connection, everybody), lines, tuple(found_endings(connection, [nik]))
    )


def _keys_of(connection: Connection, person_id: int) -> list[int]:
    """Give every key of one person: of those ruled the same person, and their second memberships."""
    one = one_person(connection)
    root = one.get(person_id, person_id)
    keys = [root, *sorted(key for key, of_person in one.items() if of_person == root)]
    query = select(second_membership.c.person_id).where(among(second_membership.c.of_person, keys))
    return [*keys, *connection.execute(query.order_by(second_membership.c.person_id)).scalars()]


def _all_enrolments(connection: Connection, persons: Collection[int]) -> "pd.DataFrame":
    columns = [*enrolment_columns(_STORED), func.coalesce(_NEWER_IMPORT.c.file, "")]
    query = with_origin(*columns).outerjoin(_NEWER_IMPORT, _NEWER_IMPORT.c.id == enrolment.c.superseded_by)
    query = query.where(among(enrolment.c.person_id, persons)).order_by(enrolment.c.first_month, enrolment.c.id)
    stored = {**_STORED, "superseded_by": HISTORY["superseded_by"]}
    return conform(HISTORY, with_entry(connection, read_frame(connection, stored, query), _ONE_PERSON))


def summary(connection: Connection) -> Summary:
    """Count everything."""
    counts = (
        select(func.count()).where(~among(person.c.id, _second_keys(connection))),
        select(func.count()).where(enrolment.c.superseded_by.is_(None)),
        select(func.count()).where(enrolment.c.superseded_by.is_not(None)),
        select(func.count()).select_from(roster_import),
        select(func.count()).where(invoice.c.status == "draft"),
        select(func.count()).where(invoice.c.status == "issued"),
    )
    found = [connection.execute(count).scalar_one() for count in counts]
    return Summary(upgrade.HEAD, *found)


def _second_keys(connection: Connection) -> list[int]:
    return list(connection.execute(select(second_membership.c.person_id)).scalars())


def enrolled_born_by(connection: Connection, day: str) -> frozenset[str]:
    """Give the NIKs of people ever enrolled who were born by a day (yyyy-mm-dd): who is in may stay past 65."""
    query = select(person_nik.c.nik).join(enrolment, enrolment.c.person_id == person_nik.c.person_id)
    query = query.where(enrolment.c.birth_date != "", enrolment.c.birth_date <= day).distinct()
    return frozenset(connection.execute(query).scalars())
