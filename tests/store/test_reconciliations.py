"""Reconciliations: a month has one result, the last, and it comes back as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
from made_up_registry import nik, registry_with, worker

from jamsos_cli.model.frame import build
from jamsos_cli.model.statement import MATCHES
from jamsos_cli.store import open_registry

READ_AT = "2026-07-31T09:00:00+08:00"
FOUND = build(
    MATCHES,
    [
        ("short", 1, nik(1), "NI MADE 1", "dana_desa", "Batubulan", "2026-07", 16_800, 10_000, "bpjs.xlsx", "S", 7,
         "2026-07-14", "REF1", "JKM belum tercatat"),
        ("billed_not_recorded", 2, nik(2), "NI MADE 2", "dana_desa", "Batubulan", "2026-07", 16_800, 0, "", "", None,
         "", "", ""),
        ("recorded_not_billed", None, nik(9), "I KETUT", "", "", "2026-07", 0, 16_800, "bpjs.xlsx", "S", 9, "", "", ""),
        ("reversed", None, "12345", "TANPA NIK", "", "", "", 0, -16_800, "bpjs.xlsx", "S", 8, "", "", ""),
    ],
)  # fmt: skip
EMPTY = build(MATCHES, [])


def test_matches_come_back_as_they_were_in_their_order(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_reconciliation("2026-07", [("bpjs.xlsx", "a" * 64)], FOUND, READ_AT)
        found = registry.reconciliation("2026-07")
    assert found is not None
    pd.testing.assert_frame_equal(found, FOUND)


def test_a_month_that_was_never_reconciled_is_told_from_one_without_matches(path: Path) -> None:
    registry_with(path)
    with open_registry(path, write=True) as registry:
        registry.save_reconciliation("2026-07", [], EMPTY, READ_AT)
        never, empty = registry.reconciliation("2026-06"), registry.reconciliation("2026-07")
    assert never is None
    assert empty is not None
    pd.testing.assert_frame_equal(empty, EMPTY)


def test_a_new_result_replaces_the_month_and_leaves_the_others(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    old, new = "a" * 64, "b" * 64
    with open_registry(path, write=True) as registry:
        registry.save_reconciliation("2026-07", [("lama.xlsx", old)], FOUND, READ_AT)
        registry.save_reconciliation("2026-08", [("lama.xlsx", old)], FOUND.head(1), READ_AT)
        registry.save_reconciliation("2026-07", [("baru.xlsx", new), ("salinan.xlsx", new)], FOUND.tail(1), READ_AT)
        kept = [registry.reconciliation(month) for month in ("2026-07", "2026-08")]
        assert registry.statement_month(old) is not None
        assert registry.statement_month(new) is not None
        registry.save_reconciliation("2026-08", [], EMPTY, READ_AT)
        assert registry.statement_month(old) is None
    assert [frame["state"].tolist() for frame in kept if frame is not None] == [["reversed"], ["short"]]


def test_the_nik_of_a_person_stands_in_one_table_only(path: Path) -> None:
    registry_with(path, worker(1), worker(2))
    with open_registry(path, write=True) as registry:
        registry.save_reconciliation("2026-07", [("bpjs.xlsx", "a" * 64)], FOUND, READ_AT)
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        holding = {t for t in tables if nik(1) in str(connection.execute(f"SELECT * FROM {t}").fetchall())}
    assert holding == {"person_nik"}
