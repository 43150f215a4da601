"""The schema: migrations make exactly the tables of today, and the database itself refuses what must not be."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import lines, number, registry_with, worker
from sqlalchemy import create_engine

from jamsos_cli.store import create, open_registry, upgrade
from jamsos_cli.store.tables import metadata


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Every table, index and trigger with its columns and constraints; their order in the text does not matter."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    )
    # A column that was added stands on the line of the one before it.
    added = re.compile(r", (?=decile |family_card |sheets_refused )")
    return {name: sorted(line.strip(", ") for line in added.sub(",\n\t", sql).splitlines()) for name, sql in found}


def test_the_migrations_make_exactly_the_tables_of_today(path: Path) -> None:
    create(path)
    engine = create_engine("sqlite://")
    with engine.connect() as connection, closing(sqlite3.connect(path)) as migrated:
        metadata.create_all(connection)
        today = connection.connection.dbapi_connection
        assert schema(migrated) == schema(today)
        assert schema(migrated).keys() >= {"person", "invoice_line", "invoice_kept", "uq_person_nik_in_force"}
    engine.dispose()


def test_the_program_knows_every_revision_in_the_folder_in_order() -> None:
    from alembic.script import ScriptDirectory

    folder = Path(upgrade.__file__).parent / "migrations"
    steps = ScriptDirectory(str(folder)).walk_revisions()
    assert tuple(step.revision for step in steps)[::-1] == upgrade.REVISIONS


def test_every_table_of_ours_is_strict(path: Path) -> None:
    create(path)
    with closing(sqlite3.connect(path)) as connection:
        strict = {row[1]: row[5] for row in connection.execute("PRAGMA table_list") if row[0] == "main"}
    assert {name for name, is_strict in strict.items() if is_strict} == set(metadata.tables)


def test_every_connection_has_foreign_keys_and_full_durability(path: Path) -> None:
    create(path)
    for write in (True, False):
        with open_registry(path, write=write) as registry:
            pragma = registry._connection.exec_driver_sql
            found = [pragma(f"PRAGMA {name}").scalar_one() for name in ("foreign_keys", "synchronous", "journal_mode")]
        assert found == [1, 2, "wal"]


REFUSED_ON_A_DRAFT = {
    "text in a column of rupiah": "UPDATE invoice_line SET jkk = 'Rp16.800', total = 0",
    "a fraction of a rupiah": "UPDATE invoice_line SET jkk = 0.5",
    "less than nothing": "UPDATE invoice_line SET jkk = -1, total = 6799",
    "a total that is no sum": "UPDATE invoice_line SET total = 1",
    "a month that is none": "UPDATE invoice_line SET iuran_month = '2026-7'",
    "a line of nobody": "UPDATE invoice_line SET person_id = 99",
    "a line of no invoice": "UPDATE invoice_line SET invoice_id = 99",
    "deleting a person who was billed": "DELETE FROM person",
    "deleting an enrolment that was billed": "DELETE FROM enrolment",
    "an issued invoice without number, day and hash": "UPDATE invoice SET status = 'issued'",
    "a draft with a number": "UPDATE invoice SET number = '1'",
    "one NIK for two people": "UPDATE person_nik SET nik = (SELECT min(nik) FROM person_nik)",
    "a NIK of 15 digits": "UPDATE person_nik SET nik = '510403120380000'",
    "a NIK with full-width digits": "UPDATE person_nik SET nik = '510403120380000\uff11'",
    "an enrolment that ends before it begins": "UPDATE enrolment SET last_month = '2020-01'",
    "a family card of 15 digits": "UPDATE enrolment SET family_card = '510403220115900'",
    "a family card with a letter": "UPDATE enrolment SET family_card = '51O4032201159003'",
    "a family card that is a number": "UPDATE enrolment SET family_card = 5.10403220115900e15",
    "no family card, not even none": "UPDATE enrolment SET family_card = NULL",
    "a person billed twice for a month": "INSERT INTO invoice_line SELECT * FROM invoice_line",
    "rows that vanish": "UPDATE roster_import SET rows_read = 3",
}


@pytest.mark.parametrize("statement", REFUSED_ON_A_DRAFT.values(), ids=REFUSED_ON_A_DRAFT.keys())
def test_the_database_itself_refuses_what_a_draft_must_not_be(path: Path, statement: str) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


REFUSED_ONCE_ISSUED = (
    "UPDATE invoice SET payer_name = 'Desa Lain' WHERE status = 'issued'",
    "UPDATE invoice SET status = 'draft', number = NULL WHERE status = 'issued'",
    "DELETE FROM invoice WHERE status = 'issued'",
    "UPDATE invoice_line SET jkk = 1, total = 6801 WHERE iuran_month = '2026-07'",
    "UPDATE invoice_line SET invoice_id = (SELECT min(id) FROM invoice) WHERE iuran_month = '2026-08'",
    "DELETE FROM invoice_line WHERE iuran_month = '2026-07'",
    "INSERT INTO invoice_line SELECT '2026-09', person_id, invoice_id, enrolment_id, name, village_name, jkk, jkm, jht,"
    " total, tariff, undecided, 1, NULL FROM invoice_line WHERE iuran_month = '2026-07'",
)


@pytest.mark.parametrize("statement", REFUSED_ONCE_ISSUED)
def test_an_issued_invoice_never_changes_whoever_asks(path: Path, statement: str) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", number)
        registry.save_drafts("2026-08", lines(path, "2026-08"))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        connection.execute(statement)
