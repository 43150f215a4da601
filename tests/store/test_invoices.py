"""Invoices: nobody is billed twice for a month, and what was issued stays as it was."""

import hashlib
import json
import sqlite3
import tempfile
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_registry import lines, nik, number, registry_with, worker

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.invoice import BILLED, INVOICES, LINES
from jamsos_cli.store import Registry, open_registry

MONTHS = ("2026-07", "2026-08", "2026-09")
PEOPLE = tuple(range(1, 7))
DRAFT = st.tuples(
    st.just("draft"), st.sampled_from(MONTHS), st.sets(st.sampled_from(PEOPLE)), st.sampled_from(("regency", "other"))
)
ARREARS = st.tuples(st.just("arrears"), st.sampled_from(MONTHS), st.sampled_from(MONTHS), st.sampled_from(PEOPLE))
ISSUE = st.tuples(st.just("issue"), st.sampled_from(MONTHS), st.sampled_from(("2026-07-15", "2027-01-02")))


def dtypes(frame: pd.DataFrame) -> dict[str, str]:
    return {name: str(dtype) for name, dtype in frame.dtypes.items()}


def issued_lines(registry: Registry) -> set[tuple]:
    frames = [registry.billed(month) for month in MONTHS]
    return {row for frame in frames for row in frame[frame["status"] == "issued"].itertuples(index=False, name=None)}


@lru_cache(maxsize=1)
def six_enrolled() -> tuple[bytes, dict[str, pd.DataFrame]]:
    """A registry of six people, and the lines of each month."""
    with tempfile.TemporaryDirectory() as folder:
        path = registry_with(Path(folder) / "jamsos.db", *(worker(n) for n in PEOPLE))
        return path.read_bytes(), {month: lines(path, month) for month in MONTHS}


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.one_of(DRAFT, ARREARS, ISSUE), max_size=7))
def test_no_order_of_drafting_and_issuing_bills_twice_or_changes_what_was_issued(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jamsos.db"
        content, every = six_enrolled()
        path.write_bytes(content)
        numbers: list[str] = []
        with open_registry(path, write=True) as registry:
            for kind, month, *rest in steps:
                before = issued_lines(registry)
                if kind == "draft":
                    people, payer = rest
                    frame = every[month]
                    registry.save_drafts(month, frame[frame["person_id"].isin(people)].assign(payer=payer))
                elif kind == "arrears":
                    iuran_month, person = rest
                    frame = every[iuran_month]
                    registry.save_drafts(month, frame[frame["person_id"] == person])
                else:
                    day = rest[0]
                    given_out = registry.issue(month, day, lambda nr, source, year=day[:4]: f"{nr}/{source}/{year}")
                    numbers += given_out["number"].tolist()
                    assert "draft" not in registry.invoices(month)["status"].tolist()
                assert before <= issued_lines(registry)
            assert registry.verify() == ()
            assert len(set(numbers)) == len(numbers)
            for month in MONTHS:
                assert registry.billed(month)["person_id"].is_unique
                check_sums(registry, month)


def check_sums(registry: Registry, month: str) -> None:
    """An invoice is the sum of its lines."""
    ledger = registry.ledger(month)
    on_invoices = registry.billed(month) if ledger is None else ledger
    for row in registry.invoices(month).to_dict("records"):
        mine = on_invoices[on_invoices["invoice_id"] == row["invoice_id"]]
        assert row["people"] == mine["person_id"].nunique() > 0
        assert [row[name] for name in ("jkk", "jkm", "jht", "total")] == [
            mine[name].sum() for name in ("jkk", "jkm", "jht", "total")
        ]


def test_one_draft_a_source_and_payer_with_its_totals(path: Path) -> None:
    registry_with(path, worker(1), worker(2), worker(3, village="51.04.03.2002", village_name="Celuk"))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        found = registry.invoices("2026-07")
        none = registry.invoices("2026-08")
    shown = found[["number", "status", "source", "payer", "payer_name", "people", "jkk", "jkm", "total"]]
    assert shown.values.tolist() == [
        ["", "draft", "dana_desa", "51.04.03.2001", "Batubulan", 2, 20_000, 13_600, 33_600],
        ["", "draft", "dana_desa", "51.04.03.2002", "Celuk", 1, 10_000, 6_800, 16_800],
    ]
    assert dtypes(found) == dtypes(none) == {name: column.dtype for name, column in INVOICES.items()}


def test_drafting_again_in_any_order_of_rows_gives_the_same(path: Path) -> None:
    registry_with(path, *(worker(n, village=f"51.04.03.200{n % 3}") for n in range(1, 8)))
    frame = lines(path, "2026-07")
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", frame)
        first = registry.billed("2026-07"), registry.invoices("2026-07")
        registry.save_drafts("2026-07", frame.sample(frac=1, random_state=5))
        again = registry.billed("2026-07"), registry.invoices("2026-07")
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_what_comes_back_is_what_was_saved(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    frame = lines(path, "2026-07").assign(undecided=[True, False], jht=[20_000, 0], total=[36_800, 16_800])
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", frame)
        found, none = registry.billed("2026-07"), registry.billed("2026-08")
    pd.testing.assert_frame_equal(found[list(LINES)], frame)
    assert dtypes(found) == dtypes(none) == {name: column.dtype for name, column in BILLED.items()}


def test_who_is_on_an_issued_invoice_is_left_out_and_who_came_later_gets_a_new_one(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07", {1}))
        registry.issue("2026-07", "2026-07-15", number)
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        found = registry.billed("2026-07")[["person_id", "status", "number"]].values.tolist()
        registry.save_drafts("2026-07", lines(path, "2026-07", {1}))
        left = registry.invoices("2026-07")["status"].tolist()
    assert found == [[1, "issued", "001/dana_desa/2026"], [2, "draft", ""]]
    assert left == ["issued"]


def test_a_frame_that_bills_somebody_twice_is_a_bug_and_keeps_the_old_drafts(path: Path) -> None:
    registry_with(path, worker(1))
    frame = lines(path, "2026-07")
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", frame)
        with pytest.raises(Exception, match="UNIQUE constraint failed"):
            registry.save_drafts("2026-07", pd.concat([frame, frame.assign(payer="other")]))
        assert registry.billed("2026-07")["payer"].tolist() == ["51.04.03.2001"]


def test_the_sequence_counts_on_within_a_year_and_begins_anew_with_the_next(path: Path) -> None:
    registry_with(path, worker(1), worker(2, village="51.04.03.2002"))
    with open_registry(path, write=True) as registry:
        for month, day in (("2026-07", "2026-07-15"), ("2026-08", "2026-12-31"), ("2026-09", "2027-01-02")):
            registry.save_drafts(month, lines(path, month))
            registry.issue(month, day, lambda nr, source, year=day[:4]: f"{nr:03d}/{source}/{year}")
        found = [registry.invoices(month)["number"].tolist() for month in MONTHS]
        nothing = registry.issue("2026-09", "2027-01-03", number)
    assert found == [
        ["001/dana_desa/2026", "002/dana_desa/2026"],
        ["003/dana_desa/2026", "004/dana_desa/2026"],
        ["001/dana_desa/2027", "002/dana_desa/2027"],
    ]
    assert nothing.empty


def test_a_pattern_that_gives_a_number_twice_is_a_mistake_in_the_settings_and_issues_nothing(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", lambda nr, _: f"{nr:03d}")
        registry.save_drafts("2026-08", lines(path, "2026-08"))
        with pytest.raises(SettingsError, match=r"001 is taken. Add \{year\}"):
            registry.issue("2026-08", "2027-01-15", lambda nr, _: f"{nr:03d}")
        assert registry.invoices("2026-08")["status"].tolist() == ["draft"]


TAMPERED = (
    "UPDATE invoice_line SET jkk = 9000, total = 15800 WHERE person_id = 1",
    "UPDATE invoice_line SET name = 'ORANG LAIN' WHERE person_id = 2",
    "DELETE FROM invoice_line WHERE person_id = 1",
    "UPDATE invoice SET total = 1, jkk = 1, jkm = 0",
    "UPDATE invoice SET payer_name = 'Desa Lain'",
)


@pytest.mark.parametrize("statement", TAMPERED)
def test_a_change_behind_the_back_of_the_program_shows(path: Path, statement: str) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07"))
        registry.issue("2026-07", "2026-07-15", number)
        assert registry.verify() == ()
    with closing(sqlite3.connect(path)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement)
    with open_registry(path, write=False) as registry:
        assert registry.verify() == ("001/dana_desa/2026",)


NOT_SEALED = {"id", "year", "sequence", "status", "sha256"}
NOT_IN_LINE = {"invoice_id", "turn", "after_turn"}
ODD_NAMES = ('I "WAYAN" \\ RAI', "NI LUH\tSARI\n", "D'É ÜÑI \u2028 \x7f \x1b", "", "🙂")


def test_the_hash_is_that_of_json_lines_whatever_people_are_called(path: Path) -> None:
    registry_with(path, *(worker(n, name=name) for n, name in enumerate(ODD_NAMES, 1)))
    with open_registry(path, write=True) as registry:
        registry.save_drafts("2026-07", lines(path, "2026-07").assign(undecided=True))
        (issued,) = registry.issue("2026-07", "2026-07-15", number).to_dict("records")
    digest = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        head, *_ = connection.execute("SELECT * FROM invoice").fetchall()
        said = [{name: value for name, value in dict(head).items() if name not in NOT_SEALED}]
        found = connection.execute("SELECT * FROM invoice_line ORDER BY iuran_month, person_id").fetchall()
        said += [{name: value for name, value in dict(line).items() if name not in NOT_IN_LINE} for line in found]
    for one in said:
        written = json.dumps(one, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest.update(written.encode() + b"\n")
    assert issued["sha256"] == digest.hexdigest()


def test_lines_of_other_months_are_found_by_nik_and_month(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        for month in MONTHS:
            registry.save_drafts(month, lines(path, month))
        pairs = [
            (nik(1), "2026-08"),
            (nik(2), "2026-07"),
            (nik(2), "2026-01"),
            (nik(9), "2026-07"),
            (nik(1), "2026-08"),
        ]
        found = registry.billed_months(pairs)
        none = registry.billed_months([])
    assert found[["nik", "iuran_month"]].values.tolist() == [[nik(1), "2026-08"], [nik(2), "2026-07"]]
    assert dtypes(none) == {name: column.dtype for name, column in BILLED.items()}
