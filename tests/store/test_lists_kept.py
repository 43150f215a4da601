"""Exclusion lists in the registry: whole or not at all, asked by index, withdrawn and kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import lines, nik, number, registry_with, worker
from sqlalchemy import create_engine

from jamsos_cli.model.exclusion import Entry, ExclusionList
from jamsos_cli.store import open_registry, upgrade

NEVER = "9999-12"


def record(sha: str = "a", kind: str = "deceased", dated: str = "2026-07-10") -> ExclusionList:
    return ExclusionList(
        0, kind, "Dukcapil", dated, "", "lists/mati.csv", sha.rjust(64, "0"), "2026-07-10T08:00:00+08:00", 1, 1, 0, 0
    )


def entry(one: str, event: str = "", **other: str) -> Entry:
    return Entry("", "", 2, one, "", "", "", "", event, "")._replace(**other)


def by_name(name_key: str, born: str = "1980-03-12", village: str = "") -> Entry:
    return entry("", name=name_key, name_key=name_key, birth_date=born, village=village)


def test_a_list_is_taken_in_once_and_again_when_it_was_withdrawn(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        assert registry.save_exclusions(record(), [entry(nik(1))]) == 1
        assert registry.save_exclusions(record(), [entry(nik(1))]) is None
        assert registry.save_exclusions(record(kind="moved"), [entry(nik(1))]) == 2
        assert registry.withdraw_exclusions(1, "2026-07-11T08:00:00+08:00", "salah")
        assert not registry.withdraw_exclusions(1, "2026-07-12T08:00:00+08:00", "lagi")
        assert registry.save_exclusions(record(), [entry(nik(1))]) == 3
        found = registry.exclusion_lists()
    assert [(one.list_id, one.withdrawn_at[:10], one.withdrawn_why) for one in found] == [
        (1, "2026-07-11", "salah"), (2, "", ""), (3, "", ""),
    ]  # fmt: skip


def test_only_lists_in_force_are_asked(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_exclusions(record(), [entry(nik(1), "2026-07-03"), by_name("MADE 2")])
        (found,) = registry.listed([nik(1), nik(2), nik(9)])
        assert (found.nik, found.kind, found.origin, found.barred_from) == (nik(1), "deceased", "Dukcapil", "2026-08")
        (named,) = registry.listed([], {("1980-03-12", "MADE 2"), ("1980-03-13", "MADE 2")})
        assert (named.nik, named.name_key) == ("", "MADE 2")
        registry.withdraw_exclusions(1, "2026-07-11T08:00:00+08:00", "salah")
        assert registry.listed([nik(1)], {("1980-03-12", "MADE 2")}) == []
        assert registry.enrolled_on_lists("2026-07", NEVER).empty


def test_a_nik_that_was_replaced_is_still_its_person_s(path: Path) -> None:
    registry_with(path, worker(1))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE person_nik SET valid_until = '2026-08-01' WHERE person_id = 1")
        connection.execute("INSERT INTO person_nik VALUES (1, ?, '2026-08-01', NULL)", (nik(8),))
    with open_registry(path, write=True) as registry:
        registry.save_exclusions(record(), [entry(nik(1))])
        assert [one.nik for one in registry.listed([nik(8)])] == [nik(8)]
        assert registry.enrolled_on_lists("2026-07", NEVER)["nik"].tolist() == [nik(8)]


EVENTS = {
    # event, month of the list -> months from 2026-07 on that are questioned
    "a death in a month": ("2026-07-31", "2026-12-01", ["2026-08", "2026-09"]),
    "a death before all": ("2025-01-01", "2026-12-01", ["2026-07", "2026-08", "2026-09"]),
    "no day, a list of the second month": ("", "2026-08-31", ["2026-08", "2026-09"]),
    "no day, a later list": ("", "2026-10-01", []),
}


@pytest.mark.parametrize("case", EVENTS.values(), ids=EVENTS.keys())
def test_issued_lines_are_questioned_from_the_event_or_else_the_list_on(
    path: Path, case: tuple[str, str, list[str]]
) -> None:
    event, dated, months = case
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        for month in ("2026-07", "2026-08", "2026-09"):
            registry.save_drafts(month, lines(path, month))
            registry.issue(month, f"{month}-15", lambda n, source, month=month: f"{month} {number(n, source)}")
        registry.save_drafts("2026-10", lines(path, "2026-10"))
        registry.save_exclusions(record(dated=dated), [entry(nik(1), event)])
        found = registry.billed_on_lists()
        assert found["iuran_month"].tolist() == months
        assert set(found["nik"]) <= {nik(1)}
        assert len(registry.billed_on_lists("2026-08")) == ("2026-08" in months)
        assert registry.billed_on_lists(number=7).empty


def test_a_rehearsal_leaves_nothing(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        with registry.rehearsal():
            registry.save_exclusions(record(), [entry(nik(1))])
            assert len(registry.enrolled_on_lists("2026-07", NEVER)) == 1
        assert registry.exclusion_lists() == []
        assert registry.save_exclusions(record(), [entry(nik(1))]) == 1


REFUSED = {
    "an entry that nobody could be found by": "UPDATE exclusion_entry SET nik = ''",
    "a NIK of 15 digits": "UPDATE exclusion_entry SET nik = '510403120380000'",
    "a withdrawal without a reason": "UPDATE exclusion_list SET withdrawn_at = '2026-07-11'",
    "a date that is none": "UPDATE exclusion_list SET dated = '10-07-2026'",
    "the same bytes twice in force": "INSERT INTO exclusion_list SELECT 9, kind, origin, dated, note, file, sha256,"
    " imported_at, rows_read, by_nik, by_name, unusable, NULL, NULL FROM exclusion_list",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_itself_refuses_a_list_or_entry_that_is_none(path: Path, statement: str) -> None:
    registry_with(path)
    with open_registry(path, write=True) as registry:
        registry.save_exclusions(record(), [entry(nik(1))])
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_the_indexes_are_used(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.save_exclusions(record(), [entry(nik(1)), by_name("MADE 2")])
        asked: list[str] = []
        connection = registry._connection
        connection.connection.dbapi_connection.set_trace_callback(asked.append)
        registry.listed([nik(1)], {("1980-03-12", "MADE 2")})
        connection.connection.dbapi_connection.set_trace_callback(None)
        queries = [text for text in asked if text.startswith("SELECT")]
        plans = [
            " ".join(str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
            for query in queries
        ]
    assert "ix_exclusion_entry_nik" in plans[0]
    assert "ix_exclusion_entry_name" in plans[1]
    assert not any("SCAN exclusion_entry" in plan for plan in plans)


def test_a_registry_of_the_first_revision_takes_lists_and_loses_nothing(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "HEAD", "0001")
        upgrade.upgrade(connection, None, path)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO person VALUES (1)")
        connection.execute("INSERT INTO person_nik VALUES (1, ?, '2026-07-01', NULL)", (nik(1),))
    with open_registry(path, write=True) as registry:
        assert registry.summary().persons == 1
        assert registry.save_exclusions(record(), [entry(nik(1))]) == 1
        assert [one.nik for one in registry.listed([nik(1)])] == [nik(1)]
