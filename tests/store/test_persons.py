"""One person's story, and the counts of everything."""

import sqlite3
from contextlib import closing
from pathlib import Path

from made_up_registry import lines, nik, number, plan, record, registry_with, worker

from jamsos_cli.model.correction import LEDGER
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.roster_import import Cut
from jamsos_cli.store import HISTORY, NikSpan, Summary, open_registry, upgrade


def test_a_story_has_the_niks_the_enrolments_and_the_lines(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        for month in ("2026-08", "2026-07"):
            registry.save_drafts(month, lines(path, month))
        registry.issue("2026-07", "2026-07-15", number)
        story = registry.person_history(nik(1))
        assert registry.person_history(nik(7)) is None
    assert story is not None
    assert story.niks == (NikSpan(nik(1), "2026-07-01", None),)
    assert story.enrolments["person_id"].tolist() == [1]
    assert (list(story.enrolments.columns), list(story.lines.columns)) == (list(HISTORY), list(LEDGER))
    assert story.lines[["iuran_month", "status", "number"]].values.tolist() == [
        ["2026-07", "issued", "001/dana_desa/2026"],
        ["2026-08", "draft", ""],
    ]
    assert list(HISTORY) == [*ENROLMENTS, "superseded_by"]


def test_everything_is_counted(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_import(record("b", 1), plan(worker(3), cuts=(Cut(1, "2026-07", "2026-12"),)))
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        assert registry.summary() == Summary(upgrade.HEAD, 3, 2, 1, 2, 1, 0)


def test_who_is_enrolled_twice_is_found_with_all_enrolments_and_whoever_is_asked_about(path: Path) -> None:
    registry_with(path, worker(1), worker(2), worker(3), worker(4))
    with open_registry(path, write=True) as registry:
        again = worker(1, "2026-10", 1, source="apbd"), worker(2, "2027-01", 1), worker(5, row=12)
        registry.save_import(
            record("b", 3), plan(*again, cuts=(Cut(3, "2026-09", "2026-09"), Cut(4, "2026-07", "2026-12")))
        )
        found, everybody = registry.enrolled_twice([nik(5), nik(4), nik(9)]), registry.enrolments("2026-01", "2027-12")
        described = registry.described_by(found["enrolment_id"])
    # The fourth is enrolled no more, and the third in two pieces.
    assert sorted(found["nik"]) == sorted([nik(1), nik(2), nik(3)] * 2 + [nik(5)])
    theirs = everybody[everybody["nik"].isin(found["nik"])].reset_index(drop=True)
    assert found.drop(columns="entered").equals(theirs.drop(columns="entered"))
    assert described["enrolment_id"].tolist() == found["enrolment_id"].tolist()
    assert described["name"].tolist() == found["name"].tolist()


def test_a_nik_that_was_replaced_still_leads_to_its_person(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE person_nik SET valid_until = '2026-08-01' WHERE person_id = 1")
        connection.execute("INSERT INTO person_nik VALUES (1, ?, '2026-08-01', NULL)", (nik(8),))
    with open_registry(path, write=False) as registry:
        old, new = registry.person_history(nik(1)), registry.person_history(nik(8))
        assert registry.known([nik(1)], "2026-07", "2026-07") == []
        assert [row.nik for row in registry.known([nik(8)], "2026-07", "2026-07")] == [nik(8)]
    assert old is not None
    assert new is not None
    assert old.person_id == new.person_id == 1
    assert [span.nik for span in new.niks] == [nik(1), nik(8)]
