"""The audit trail only grows, shows every change from outside, and reaches registries that are older than it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import registry_with, worker
from sqlalchemy import create_engine

from jamsos_cli.model.audit import AuditEntry
from jamsos_cli.store import create, open_registry, upgrade

UNGUARD = "DROP TRIGGER audit_entry_kept; DROP TRIGGER audit_entry_not_deleted;"


def entry(number: int) -> AuditEntry:
    return AuditEntry("2026-11-20T09:00:00+08:00", "ani", "export upload", "2026-11", f"{number}.xlsx", "a" * 64, 2, "")


def trail_of(path: Path, count: int) -> Path:
    create(path)
    for number in range(1, count + 1):
        with open_registry(path, write=True) as registry:
            registry.record([entry(number)])
    return path


def verdict(path: Path) -> tuple[tuple[int, ...], int]:
    with open_registry(path, write=False) as registry:
        found = registry.audit_trail()
    return found.broken, found.missing


def test_entries_come_back_in_order_and_whole(path: Path) -> None:
    trail_of(path, 2)
    with open_registry(path, write=True) as registry:
        registry.record([entry(3), entry(4)])
        found = registry.audit_trail()
    assert found.entries == tuple((number, entry(number)) for number in range(1, 5))
    assert found.intact


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET people = 1", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(path: Path, statement: str) -> None:
    trail_of(path, 1)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_entry SET people = 1 WHERE id = 2", ((2,), 0)),
        ("UPDATE audit_entry SET actor = 'budi' WHERE id = 1", ((1,), 0)),
        ("DELETE FROM audit_entry WHERE id = 2", ((3,), 0)),
        ("DELETE FROM audit_entry WHERE id = 3", ((), 1)),
        ("DELETE FROM audit_entry", ((), 3)),
        ("UPDATE audit_entry SET id = 9 WHERE id = 3", ((9,), 0)),
    ],
)
def test_a_change_from_outside_shows(path: Path, statement: str, expected: tuple[tuple[int, ...], int]) -> None:
    trail_of(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(UNGUARD)
        connection.execute(statement)
        connection.commit()
    assert verdict(path) == expected


def test_a_registry_of_the_first_revision_gets_the_trail_and_keeps_its_data(path: Path, tmp_path: Path) -> None:
    registry_with(tmp_path / "now.db", worker(1), worker(2))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        older(connection)
        connection.exec_driver_sql(f"ATTACH '{tmp_path / 'now.db'}' AS now")
        for table in ("person", "person_nik", "roster_import", "enrolment"):
            names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({table})")]
            listed = ", ".join(names)
            connection.exec_driver_sql(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM now.{table}")
    engine.dispose()
    with open_registry(path, write=True) as registry:
        assert registry.summary().enrolments == 2
        registry.record([entry(1)])
    assert verdict(path) == ((), 0)


def older(connection) -> None:
    """Make the schema of revision 0001."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        script.get_revision("0001").module.upgrade()
        context.stamp(script, "0001")
    connection.exec_driver_sql(f"PRAGMA application_id = {upgrade.APPLICATION_ID}")
