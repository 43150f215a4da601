"""A registry small enough to read, in a test's own folder. All people are made up."""

from pathlib import Path

import pandas as pd

from empty_registry import put_registry
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.roster_import import Cut, ImportPlan, RosterImport
from jamsos_cli.model.worker import Worker
from jamsos_cli.store import open_registry

PREMIUM = {"jkk": 10_000, "jkm": 6_800, "jht": 0, "total": 16_800, "tariff": "bpu-2015+jkm-2015", "undecided": False}


def nik(number: int) -> str:
    return f"510403120380{number:04d}"


def worker(number: int, first_month: str = "2026-07", months: int = 6, **other: object) -> Worker:
    plain = Worker(
        file="batubulan.xlsx", sheet="Lembar1", row=number + 4, nik=nik(number), name=f"NI MADE {number}",
        birth_date="1980-03-12", sex="P", village="51.04.03.2001", village_name="Batubulan", address="Br. Tengah",
        occupation="petani", sector="other", income=None, phone="", mother="", source="dana_desa",
        programmes="JKK+JKM", first_month=first_month, months=months, sponsor="", sponsor_name="", opd="",
    )  # fmt: skip
    return plain._replace(**other)


def record(sha: str, workers: int = 0, file: str = "rosters/batubulan.xlsx") -> RosterImport:
    return RosterImport(file, sha.rjust(64, "0"), "2026-07-01T08:00:00+08:00", workers, workers, 0)


def plan(*workers: Worker, cuts: tuple[Cut, ...] = ()) -> ImportPlan:
    return ImportPlan(cuts, workers)


def registry_with(path: Path, *workers: Worker) -> Path:
    with open_registry(put_registry(path), write=True) as registry:
        registry.save_import(record("a", len(workers)), plan(*workers))
    return path


def lines(path: Path, month: str, persons: set[int] | None = None, payer: str = "") -> pd.DataFrame:
    """One LINES row for everybody enrolled in a month, or for some of them."""
    with open_registry(path, write=False) as registry:
        enrolled = registry.enrolments(month, month)
    rows = [
        {**row, **PREMIUM, "payer": payer or row["village"], "payer_name": row["village_name"], "iuran_month": month}
        for row in enrolled.to_dict("records")
        if persons is None or row["person_id"] in persons
    ]
    return build(LINES, [[row[name] for name in LINES] for row in rows])


def number(sequence: int, source: str) -> str:
    return f"{sequence:03d}/{source}/2026"
