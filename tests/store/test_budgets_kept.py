"""Ceilings and what passed them: added, withdrawn, never changed; older registries get the tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import lines, number, registry_with, worker
from test_upgrade import as_of_0001

from jamsos_cli.model.budget import Ceiling, Excess
from jamsos_cli.store import create, open_registry, upgrade

ONE = Ceiling(0, "apbd", 2026, "", "", "induk", 1_000_000, "Perda 12/2025", "2026-01-02", "2026-01-03T08:00:00", "ani")
PASSED = Excess("2026-07", "apbd", 2026, "", "", "", 10, 5, 6, "mendesak", "ani", "2026-07-15T08:00:00")


def test_the_same_ceiling_is_added_once_and_a_later_version_beside_it(path: Path) -> None:
    create(path)
    with open_registry(path, write=True) as registry:
        assert registry.add_ceilings([ONE]) == 1
        assert registry.add_ceilings([ONE, ONE._replace(version="perubahan", dated="2026-09-01", amount=2)]) == 1
        assert [one.amount for one in registry.ceilings(2026)] == [1_000_000, 2]
        assert registry.ceilings(2027) == []


def test_a_ceiling_that_was_withdrawn_may_be_added_again(path: Path) -> None:
    create(path)
    with open_registry(path, write=True) as registry:
        registry.add_ceilings([ONE])
        assert registry.withdraw_ceiling(1, "2026-02-01T08:00:00", "ani", "salah")
        assert not registry.withdraw_ceiling(1, "2026-02-01T08:00:00", "ani", "salah")
        assert not registry.withdraw_ceiling(9, "2026-02-01T08:00:00", "ani", "salah")
        assert registry.add_ceilings([ONE]) == 1
        assert [one.withdrawn_why for one in registry.ceilings()] == ["salah", ""]


def test_what_is_issued_past_a_ceiling_is_kept_with_its_reason(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", number, [PASSED])
        assert registry.excesses(2026) == [PASSED]


def test_where_issuing_fails_no_reason_is_kept(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        with pytest.raises(ZeroDivisionError):
            registry.issue("2026-07", "2026-07-15", lambda sequence, _: str(sequence // 0), [PASSED])
        assert registry.excesses(2026) == []


_COPY = (
    "INSERT INTO budget_ceiling SELECT 9, source, year, payer, {}, version, {}, {}, dated, '', '' FROM budget_ceiling"
)
REFUSED = [
    "UPDATE budget_ceiling SET amount = 1",
    "DELETE FROM budget_ceiling",
    "UPDATE budget_withdrawal SET withdrawn_why = 'x'",
    "DELETE FROM budget_withdrawal",
    "UPDATE budget_excess SET reason = 'x'",
    "DELETE FROM budget_excess",
    _COPY.format("account", "-1", "basis"),
    _COPY.format("'jp'", "1", "basis"),
    _COPY.format("account", "1", "''"),
    "INSERT INTO budget_withdrawal VALUES (7, '', '', 'x')",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_itself_refuses_a_ceiling_that_is_none(path: Path, statement: str) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.add_ceilings([ONE])
        registry.withdraw_ceiling(1, "2026-02-01T08:00:00", "ani", "salah")
        registry.issue("2026-07", "2026-07-15", number, [PASSED])
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(statement)


def test_a_registry_of_the_first_revision_keeps_all_it_has_and_takes_ceilings(path: Path, tmp_path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", number)
        before = registry.billed("2026-07").values.tolist()
    old = tmp_path / "old.db"
    as_of_0001(path, old)
    with open_registry(old, write=True) as registry:
        assert registry.summary().schema == upgrade.HEAD
        assert registry.billed("2026-07").values.tolist() == before
        assert registry.verify() == ()
        assert registry.add_ceilings([ONE]) == 1
