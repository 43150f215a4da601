"""A registry of an older revision becomes today's without losing a line, and its hashes still hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import lines, nik, number, plan, record, registry_with, worker
from sqlalchemy import create_engine

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.roster_import import Cut
from jamsos_cli.store import open_registry, upgrade

_INVOICE = (
    "id, number, year, sequence, status, issued_on, sha256, month, source, payer, payer_name, people,"
    " jkk, jkm, jht, total"
)
_LINE = "iuran_month, person_id, invoice_id, enrolment_id, name, village_name, jkk, jkm, jht, total, tariff, undecided"
_PEOPLE = ("person", "person_nik", "roster_import", "enrolment")


def as_of_0001(path: Path, old: Path) -> None:
    """Write what a registry holds into a file of the first revision, as that program would have."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            script.get_revision("0001").module.upgrade()
            context.stamp(script, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {upgrade.APPLICATION_ID}")
    engine.dispose()
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("ATTACH ? AS today", (str(path),))
        for table in _PEOPLE:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}")
        triggers = connection.execute("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table, columns in (("invoice", _INVOICE), ("invoice_line", _LINE)):
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}")
        for _, sql in triggers:
            connection.execute(sql)


def test_issued_invoices_of_the_first_revision_keep_their_lines_and_hashes(path: Path, tmp_path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", number)
        registry.save_drafts("2026-08", lines(path, "2026-08"))
        before = [registry.billed(month).values.tolist() for month in ("2026-07", "2026-08")]
        hashes = registry.invoices("2026-07")["sha256"].tolist()
    old = tmp_path / "old.db"
    as_of_0001(path, old)
    with open_registry(old, write=False) as registry:
        assert registry.summary().schema == upgrade.HEAD
        assert [registry.billed(month).values.tolist() for month in ("2026-07", "2026-08")] == before
        assert registry.invoices("2026-07")["sha256"].tolist() == hashes
        assert registry.verify() == ()
        assert registry.queue(["dana_desa"], "2026-11")["decile"].isna().tolist() == [True, True]
        assert registry.endings() == []
        assert registry.described()["family_card"].tolist() == ["", ""]
        assert [one.sheets_refused for one in (registry.imported(record("a").sha256),) if one] == [0]
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_older_registry_that_another_program_changed_is_named(path: Path, tmp_path: Path) -> None:
    registry_with(path, worker(1))
    for table in ("enrolment", "roster_import", "person_nik"):
        old = tmp_path / f"{table}.db"
        as_of_0001(path, old)
        with closing(sqlite3.connect(old)) as connection, connection:
            connection.execute(f"ALTER TABLE {table} RENAME TO lama")
        said = f"another program has changed.*{table}"
        with pytest.raises(RegistryError, match=said), open_registry(old, write=False):
            pass
        with closing(sqlite3.connect(old)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_a_registry_of_before_keeps_family_cards_from_its_next_roster_on(path: Path, tmp_path: Path) -> None:
    registry_with(path, worker(1))
    old, card = tmp_path / "old.db", "5104032201159003"
    as_of_0001(path, old)
    with open_registry(old, write=True) as registry:
        taken = Cut(registry.known([nik(1)], "2026-07", "2026-12")[0].enrolment_id, "2026-09", "2026-10")
        registry.save_import(record("b", 1), plan(worker(1, "2026-09", 2, family_card=card), cuts=(taken,)))
        registry.save_import(record("c", 1), plan(worker(2, family_card=card)))
        last = Cut(registry.known([nik(2)], "2026-07", "2026-12")[0].enrolment_id, "2026-12", "2026-12")
        registry.save_import(record("d"), plan(cuts=(last,)))
        described = registry.described().sort_values(["nik", "enrolment_id"])
        assert described["family_card"].tolist() == ["", "", card, card], "also what is left after a cut"
        assert set(registry.described([], [], [card])["nik"]) == {nik(1), nik(2)}
        assert registry.described([], [], []).empty
