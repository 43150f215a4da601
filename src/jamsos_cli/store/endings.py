"""Whose cover ended before the enrolment did: noted, closed by a return, and taken off the enrolments of a month."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, func, insert, select

from jamsos_cli.errors import UsageError
from jamsos_cli.model.ending import SAID, Ended, Ending, EndReason
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask
from jamsos_cli.model.wording import Text
from jamsos_cli.store.imports import among, last_written, remaining
from jamsos_cli.store.nik_now import has_now
from jamsos_cli.store.pieces import Piece, in_pieces
from jamsos_cli.store.rulings import holders, one_person
from jamsos_cli.store.tables import person_ending, person_nik

if TYPE_CHECKING:
    import pandas as pd

_NOBODY = Text("{nik}: tidak ada orang dengan NIK ini di registri.", "{nik}: nobody in the registry has this NIK.")
_ALREADY = Text(
    "{nik} sudah berakhir mulai {month} ({reason}). Bila keliru: jamsos worker end NIK --undo --reason, lalu "
    "catat lagi.",
    "{nik} has ended from {month} already ({reason}). If that is wrong: jamsos worker end NIK --undo --reason, then "
    "note it again.",
)
_NOT_ENDED = Text("{nik}: kepesertaannya tidak berakhir.", "{nik}: the cover of this person has not ended.")
_BEFORE = Text(
    "{nik} baru berakhir mulai {month}; bulan kembalinya sebelum itu.",
    "{nik} ends from {month} only; the month of the return lies before that.",
)
_ANY = select(person_ending.c.id).limit(1)
_OPEN = "9999-11"
"""Far off; the month after it can be written, too."""


class Span(NamedTuple):
    """Months without cover, both included."""

    person_id: int
    first: str
    last: str


class _Open(NamedTuple):
    """An ending that holds."""

    ending_id: int
    month: str
    reason: str


def end(connection: Connection, made: Sequence[Ending]) -> list[Ending]:
    """Add endings of cover, all of them or none; gives those that are new.

    Who has ended for this month and reason already is passed over; another month or reason, or a NIK of nobody, is a
    UsageError.
    """
    owners, roots, open_now = holders(connection, [one.nik for one in made]), one_person(connection), _open(connection)
    new = []
    for one in made:
        if one.nik not in owners:
            raise UsageError(_NOBODY.fill(nik=mask(one.nik)))
        owner = owners[one.nik]
        there = open_now.get(roots.get(owner, owner))
        if there is not None:
            if (there.month, there.reason) == (one.month, one.reason):
                continue
            raise UsageError(_already(one.nik, there.month, there.reason))
        kept = {"person_id": owner, "closes": None, "month": one.month, "reason": one.reason}
        said = {"note": one.note, "noted_by": one.by, "noted_at": one.noted_at}
        connection.execute(insert(person_ending), kept | said)
        open_now[roots.get(owner, owner)] = _Open(0, one.month, one.reason)
        new.append(one)
    return new


def close(connection: Connection, made: Ending) -> Ending:
    """Close the ending in force of a person from a month on, its own first month to take it back; gives it.

    A UsageError where nobody has the NIK, nothing has ended, or the month lies before the ending. Without a
    month it is of the ending's own: it never was.
    """
    owners, roots = holders(connection, [made.nik]), one_person(connection)
    if made.nik not in owners:
        raise UsageError(_NOBODY.fill(nik=mask(made.nik)))
    owner = owners[made.nik]
    there = _open(connection).get(roots.get(owner, owner))
    if there is None:
        raise UsageError(_NOT_ENDED.fill(nik=mask(made.nik)))
    done = made._replace(month=made.month or there.month)
    if done.month < there.month:
        raise UsageError(_BEFORE.fill(nik=mask(made.nik), month=there.month))
    kept = {"person_id": owner, "closes": there.ending_id, "month": done.month, "reason": done.reason}
    said = {"note": done.note, "noted_by": done.by, "noted_at": done.noted_at}
    connection.execute(insert(person_ending), kept | said)
    return done


def found(connection: Connection, niks: Collection[str] | None = None) -> list[Ended]:
    """Give the endings of these people (all: None) and when they were closed, in the order they were noted."""
    if connection.execute(_ANY).first() is None:  # mostly, and every roster asks
        return []
    row, back = person_ending, person_ending.alias("back")
    query = select(
        row.c.id, person_nik.c.nik, *last_written(row.c.person_id),
        *(row.c[one] for one in ("month", "reason", "note", "noted_by", "noted_at")),
        *(func.coalesce(back.c[one], "") for one in ("month", "reason", "noted_by", "noted_at")),
    )  # fmt: skip
    query = query.select_from(row.join(person_nik, has_now(row.c.person_id)).outerjoin(back, back.c.closes == row.c.id))
    query = query.where(row.c.closes.is_(None)).order_by(row.c.id)
    if niks is not None:
        query = query.where(among(row.c.person_id, _keys_of(connection, niks)))
    return [Ended(*tuple(one)) for one in connection.execute(query).all()]


def _keys_of(connection: Connection, niks: Collection[str]) -> list[int]:
    """Give all keys of the people with these NIKs: those ruled one have several."""
    roots = one_person(connection)
    mine = {roots.get(one, one) for one in holders(connection, niks).values()}
    return sorted(mine | {key for key, root in roots.items() if root in mine})


def ended(connection: Connection, month: str) -> frozenset[int]:
    """Give the persons whose cover has ended in a month, by the first key of each."""
    return frozenset(
        one.person_id for one in spans(connection, one_person(connection)) if one.first <= month <= one.last
    )


def spans(connection: Connection, roots: Mapping[int, int]) -> list[Span]:
    """Give the months without cover of everybody who ended, by today's key; nothing where nobody did."""
    row, back = person_ending, person_ending.alias("back")
    query = select(row.c.person_id, row.c.month, back.c.month.label("back"))
    query = query.select_from(row.outerjoin(back, back.c.closes == row.c.id)).where(row.c.closes.is_(None))
    return [
        Span(roots.get(one.person_id, one.person_id), one.month, str(Month.parse(one.back) - 1) if one.back else _OPEN)
        for one in connection.execute(query).all()
        if one.back != one.month
    ]


def without_ended(enrolments: "pd.DataFrame", without: Sequence[Span], months: tuple[str, str]) -> "pd.DataFrame":
    """Take months without cover out of ENROLMENTS; what is left shares a month with first..last of `months`."""
    if not without:
        return enrolments
    by_person: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in without:
        by_person[one.person_id].append((one.first, one.last))
    touched = enrolments["person_id"].isin(by_person)
    columns = ("person_id", "first_month", "last_month")
    rows = zip(*(enrolments.loc[touched, name].tolist() for name in columns), strict=True)
    pieces = (
        Piece(place, person, *span)
        for place, (person, begin, stop) in enumerate(rows)
        for span in remaining(begin, stop, by_person[person])
    )
    return in_pieces(enrolments, touched, pieces, months)


def _open(connection: Connection) -> dict[int, _Open]:
    """Give the ending in force of everybody who has one, by today's key."""
    row, back, roots = person_ending, person_ending.alias("back"), one_person(connection)
    query = select(row.c.person_id, row.c.id, row.c.month, row.c.reason)
    query = query.select_from(row.outerjoin(back, back.c.closes == row.c.id))
    query = query.where(row.c.closes.is_(None), back.c.id.is_(None)).order_by(row.c.id)
    return {roots.get(one[0], one[0]): _Open(*tuple(one)[1:]) for one in connection.execute(query).all()}


def _already(nik: str, month: str, reason: str) -> Text:
    said = SAID[EndReason(reason)]
    values = {"nik": mask(nik), "month": month}
    return Text(_ALREADY.id.format(**values, reason=said.id), _ALREADY.en.format(**values, reason=said.en))
