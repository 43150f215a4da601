"""By which enrolment somebody came in: newer lists cut and replace enrolments, and whoever was first stays first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, select

from jamsos_cli.model.month import ALWAYS
from jamsos_cli.store.imports import among
from jamsos_cli.store.tables import enrolment

if TYPE_CHECKING:
    import pandas as pd


class _Row(NamedTuple):
    enrolment_id: int
    cut_from: int | None
    import_id: int
    superseded_by: int | None
    home: tuple[int, str, str, str, str]
    """person, source, village with its name, sponsor."""


def with_entry(connection: Connection, frame: "pd.DataFrame", months: tuple[str, str]) -> "pd.DataFrame":
    """Add `entered` to ENROLMENTS of some months that lack it.

    It is the enrolment that a piece was cut from; of people with several at a time, among whose payers one must be
    chosen, also the one that a newer list of the same village or sponsor replaced. Of all months that is not asked:
    nobody is billed by them, and everybody's lists are replaced in time.
    """
    frame = frame.assign(entered=frame["enrolment_id"])
    before = _cut(connection)
    several = _at_a_time(frame) if months != ALWAYS else frame["enrolment_id"].iloc[:0]
    if len(several):
        before |= _replaced(connection, several)
    if before:
        first = {key: _first(key, before) for key in before}
        frame["entered"] = frame["entered"].map(first).fillna(frame["entered"]).astype("int64")
    return frame


def _at_a_time(frame: "pd.DataFrame") -> "pd.Series[int]":
    """Give an enrolment of everybody of whom two share a month: then two that begin one after the other do."""
    rows = frame.loc[
        frame["person_id"].duplicated(keep=False), ["person_id", "first_month", "last_month", "enrolment_id"]
    ]
    rows = rows.sort_values(["person_id", "first_month"], kind="stable")
    before = rows.shift()
    return rows.loc[
        (rows["person_id"] == before["person_id"]) & (rows["first_month"] <= before["last_month"]), "enrolment_id"
    ]


def _first(key: int, before: Mapping[int, int]) -> int:
    while key in before:  # an older row has a smaller key, so this ends
        key = before[key]
    return key


def _cut(connection: Connection) -> dict[int, int]:
    query = select(enrolment.c.id, enrolment.c.cut_from).where(enrolment.c.cut_from.is_not(None))
    return {row[0]: row[1] for row in connection.execute(query).all()}


def _replaced(connection: Connection, several: "pd.Series[int]") -> dict[int, int]:
    """Give enrolment -> the one of the same person, source and place whose months its import took."""
    column = enrolment.c
    persons = select(column.person_id).where(among(column.id, several.tolist()))
    home = (column.person_id, column.source, column.village, column.village_name, column.sponsor)
    query = select(column.id, column.cut_from, column.import_id, column.superseded_by, *home)
    found = connection.execute(query.where(column.person_id.in_(persons))).all()
    rows = [_Row(*row[:4], tuple(row[4:])) for row in found]
    taken: dict[tuple[int, tuple[int, str, str, str, str]], int] = {}
    for row in sorted(rows, reverse=True):
        if row.superseded_by is not None:
            taken[row.superseded_by, row.home] = row.enrolment_id
    return {
        row.enrolment_id: taken[row.import_id, row.home]
        for row in rows
        if row.cut_from is None and (row.import_id, row.home) in taken
    }
