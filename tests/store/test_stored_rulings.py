"""Rulings are added and never changed, a registry of before takes them, and two persons ruled one are billed once."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_up_registry import lines, nik, number, plan, record, registry_with, worker
from sqlalchemy import create_engine

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.model.ruling import Asked, Decision, Question, question
from jamsos_cli.store import Decided, create, open_registry, upgrade
from jamsos_cli.store.registry import Registry

NOW = "2026-11-21T08:00:00+08:00"
PROBABLE = question("probable", (nik(1), nik(2)), ("A", "B"), ("", ""))


def ask(registry: Registry, asked: Question, first_month: str = "2026-07") -> str:
    key = registry.question_keys([asked])[asked]
    registry.note_questions([Asked(key, asked, "kiri", "kanan", first_month)], NOW)
    return key


def rule(registry: Registry, key: str, decision: Decision, until: str = "") -> None:
    registry.decide([Decided(key, decision, "cek KTP", "Ni Luh", until)], NOW, registry.rulings_in_force())


def old_registry(path: Path) -> None:
    """Make a registry of the first revision, with a person, an enrolment and an issued invoice."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(upgrade.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            for step in reversed(list(script.iterate_revisions("0001", "base"))):
                step.module.upgrade()
                context.stamp(script, step.revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {upgrade.APPLICATION_ID}")
        connection.exec_driver_sql("INSERT INTO person VALUES (1)")
        connection.exec_driver_sql("INSERT INTO person_nik VALUES (1, ?, '2026-07-01', NULL)", (nik(1),))
    engine.dispose()


def test_a_registry_of_the_first_revision_is_brought_up_without_loss(path: Path) -> None:
    old_registry(path)
    create(path)
    with open_registry(path, write=True) as registry:
        assert registry.summary()[:2] == (upgrade.HEAD, 1)
        registry.save_import(record("b", 1), plan(worker(1)))
        assert registry.enrolments("2026-07", "2026-07")["person_id"].tolist() == [1]
        rule(registry, ask(registry, PROBABLE), Decision.NOT_SAME)
        assert registry.replay().apart == {(nik(1), nik(2))}


def test_keys_are_the_same_again_and_others_in_another_registry(path: Path, tmp_path: Path) -> None:
    turned = question("probable", (nik(2), nik(1)), ("B", "A"), ("", ""))
    found = []
    for where in (path, path, tmp_path / "other.db"):
        create(where)
        with open_registry(where, write=False) as registry:
            found.append(registry.question_keys([turned])[PROBABLE])
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("statement", [
    "UPDATE ruling SET reason = 'lain'", "DELETE FROM ruling", "UPDATE nik_change SET reason = 'lain'",
    "DELETE FROM nik_change",
])  # fmt: skip
def test_what_was_decided_is_never_changed_whoever_asks(path: Path, statement: str) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        rule(registry, ask(registry, PROBABLE), Decision.SAME)
        registry.change_nik(NikChange(nik(1), nik(8), "2026-08-01", "KTP baru", NOW))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)


def test_a_ruling_made_on_what_is_no_longer_so_saves_nothing(path: Path) -> None:
    create(path)
    with open_registry(path, write=True) as registry:
        key = ask(registry, PROBABLE)
        rule(registry, key, Decision.UNSURE)
        with pytest.raises(RegistryError):
            registry.decide([Decided(key, Decision.SAME, "x", "y")], NOW, {})
        assert registry.rulings_in_force()[key].decision is Decision.UNSURE


def test_two_persons_ruled_one_are_billed_once_and_parted_again_when_that_is_superseded(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        key = ask(registry, PROBABLE)
        registry.save_drafts("2026-07", lines(path, "2026-07", {2}))
        registry.issue("2026-07", "2026-07-15", number)
        rule(registry, key, Decision.SAME)
        assert registry.enrolments("2026-07", "2026-07")["person_id"].tolist() == [1, 1]
        registry.save_drafts("2026-07", lines(path, "2026-07").drop_duplicates("person_id"))
        assert registry.billed("2026-07")["status"].tolist() == ["issued"], "the month was billed under the other NIK"
        story = registry.person_history(nik(2))
        assert story is not None
        assert [span.nik for span in story.niks] == [nik(1), nik(2)]
        assert (len(story.enrolments), len(story.lines)) == (2, 1)
        assert registry.verify() == ()
        rule(registry, key, Decision.NOT_SAME)
        assert registry.enrolments("2026-07", "2026-07")["person_id"].tolist() == [1, 2]


def test_a_nik_goes_back_when_the_change_was_a_mistake(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.change_nik(NikChange(nik(1), nik(8), "2026-08-01", "KTP baru", NOW))
        assert registry.current_niks([nik(1)]) == {nik(1): nik(8)}
        registry.change_nik(NikChange(nik(8), nik(1), "2026-08-02", "salah ketik", NOW))
        assert registry.current_niks([nik(8), nik(1)]) == {nik(8): nik(1)}
        assert [one.new_nik for one in registry.nik_changes()] == [nik(8), nik(1)]
        assert [span.nik for span in registry.nik_chains([nik(8)])[0]] == [nik(1), nik(8)]
