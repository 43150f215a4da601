"""Rows that are held for a NIK with two names, and which of them a ruling lets in."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from jamsos_cli.model.roster_import import Admission, HeldRow
from jamsos_cli.model.ruling import Question
from jamsos_cli.store import rulings
from jamsos_cli.store.imports import among
from jamsos_cli.store.tables import enrolment, held_row, roster_import

AGAIN = "again="
"""Begins what the terms of an import say of when it was made again."""


def keep(connection: Connection, import_id: int, held: Iterable[HeldRow], first_month: str) -> None:
    """Keep which rows of an import are held."""
    held = list(held)
    if not held:
        return
    key = rulings.keys(connection, {_about(one.nik) for one in held})
    rows = {(one.sheet, one.row): key[_about(one.nik)] for one in held}
    connection.execute(
        insert(held_row),
        [
            {"import_id": import_id, "sheet": sheet, "row": row, "about": about, "first_month": first_month}
            for (sheet, row), about in sorted(rows.items())
        ],
    )


def admissions(connection: Connection) -> list[Admission]:
    """Give the imports of which a ruling lets rows in, by file; of each content and its terms the newest counts.

    One whose people newer rosters have taken over altogether lets nobody in any more.
    """
    if connection.execute(select(held_row.c.row).limit(1)).first() is None:
        return []
    ruled = rulings.replay(connection)
    niks = {nik for nik, _, _ in ruled.one_person} | ruled.settled
    if not niks:
        return []
    keys = rulings.keys(connection, {_about(nik) for nik in niks})
    query = select(held_row.c.import_id, held_row.c.sheet, held_row.c.row, held_row.c.first_month)
    waiting: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    for import_id, *row in connection.execute(query.where(among(held_row.c.about, keys.values()))).all():
        waiting[import_id].append((row[0], row[1], row[2]))
    newest = _newest(connection, waiting)
    found = []
    for import_id, (file, sha256, terms) in newest.items():
        last, ever = _reach(connection, sha256)
        if last:
            rows = waiting[import_id]
            places = frozenset((sheet, row) for sheet, row, _ in rows)
            found.append(Admission(file, sha256, terms, rows[0][2], "" if last == ever else last, places))
    return sorted(found, key=lambda one: (one.file, one.terms))


def contested(connection: Connection, niks: Iterable[str]) -> frozenset[str]:
    """Give those of some NIKs that a held row of a roster in force has under another name, as nobody has cleared up.

    What was ruled one person's is cleared up; what was ruled two people's is not, until one of the NIKs is mended.
    """
    query = select(held_row.c.about, held_row.c.import_id)
    waiting = connection.execute(query).all()
    if not waiting:
        return frozenset()
    bytes_of = {key: sha256 for key, (_, sha256, _) in _newest(connection, {key for _, key in waiting}).items()}
    lasting = {key for key, sha256 in bytes_of.items() if _reach(connection, sha256)[0]}
    asked = {about for about, key in waiting if key in lasting}
    if not asked:
        return frozenset()
    ruled = rulings.replay(connection)
    cleared = {nik for nik, _, _ in ruled.one_person} | ruled.settled
    keys = rulings.keys(connection, {_about(nik) for nik in set(niks) - cleared})
    return frozenset(question.nik for question, key in keys.items() if key in asked)


def plain_terms(terms: str) -> str:
    """Give what the command line said of an import, without when it was made again.

    >>> plain_terms("from=2027-01 again=2026-12-01T08:00:00+08:00"), plain_terms("")
    ('from=2027-01', '')
    """
    return " ".join(part for part in terms.split() if not part.startswith(AGAIN))


def _about(nik: str) -> Question:
    return Question("same-nik", nik, "")


def _newest(connection: Connection, keys: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Give file, bytes and terms of those imports that were not made again since."""
    table = roster_import.c
    asked = set(keys)
    bytes_of = select(table.sha256).where(among(table.id, asked))
    query = select(table.id, table.file, table.sha256, table.terms).where(table.sha256.in_(bytes_of))
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for key, file, sha256, terms in connection.execute(query.order_by(table.id)).all():
        last[sha256, plain_terms(terms)] = key, file
    return {key: (file, sha256, terms) for (sha256, terms), (key, file) in last.items() if key in asked}


def _reach(connection: Connection, sha256: str) -> tuple[str, str]:
    """Give the last month that files with these bytes still enrol anybody for ("" none), and the last they ever did."""
    months = enrolment.c.last_month
    there = func.max(months).filter(enrolment.c.superseded_by.is_(None))
    query = select(func.coalesce(there, ""), func.coalesce(func.max(months), ""))
    query = query.join(roster_import, roster_import.c.id == enrolment.c.import_id)
    last, ever = connection.execute(query.where(roster_import.c.sha256 == sha256)).one()
    return last, ever
