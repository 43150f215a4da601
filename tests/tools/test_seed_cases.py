"""The full-size cases ask for the right numbers and write the people they say; `make seed-cases` runs them."""

import doctest
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import seed_cases
from jamsos_cli import law
from jamsos_cli.model import nik
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import TWO
from jamsos_cli.model.source import Relief
from seeding import cases
from seeding.case_files import write_rosters
from seeding.cases import CASES, RELIEF, Case, months


def priced(case: Case) -> dict[str, dict[str, Any]]:
    """The invoices that right commands would give, by plain multiplication of the law's price."""
    return {month: invoice_of(case, month) for month in case.months}


def invoice_of(case: Case, month: str) -> dict[str, Any]:
    book = law.load()
    sources = []
    for one in case.enrolments:
        relief = Relief.INCLUDED if one.source == "sertakan" else Relief.EXCLUDED
        programmes: Any = one.programmes
        premium = book.premium(Month.parse(month), sector="other", relief=relief, income=None, programmes=programmes)
        payers = 1 if one.source == "apbd" else one.sponsors or one.villages or 1
        each = {"people": one.people // payers, "total": one.people // payers * premium.total}
        sources.append(
            {
                "source": one.source,
                "jkk": one.people * premium.jkk,
                "jkm": one.people * premium.jkm,
                "jht": one.people * premium.jht,
                "payers": [{"payer": str(n), "name": str(n), **each} for n in range(payers)],
            }
        )
    people = sum(one.people for one in case.enrolments)
    return {"people": people, "total": sum(p["total"] for s in sources for p in s["payers"]), "sources": sources}


@pytest.mark.parametrize("case", [case for case in CASES if not case.enrolments[0].table], ids=lambda case: case.name)
def test_the_totals_are_people_times_price_of_each_month(case: Case) -> None:
    made = priced(case)
    assert [(total.what, total.of(made)) for total in case.totals] == [(t.what, t.right) for t in case.totals]


@pytest.mark.parametrize("case", [case for case in CASES if not case.enrolments[0].table], ids=lambda case: case.name)
def test_one_rupiah_too_many_is_seen(case: Case) -> None:
    made = priced(case)
    first = made[case.months[0]]
    first["total"] += 1
    first["sources"][0]["payers"][0]["total"] += 1
    assert any(total.of(made) != total.right for total in case.totals)


def test_the_table_of_the_relief_is_that_of_the_law() -> None:
    book = law.load()
    for first, count, apbd, other, transport in RELIEF:
        for month in map(Month.parse, months(first, count)):
            kinds = ((Relief.EXCLUDED, "transport"), (Relief.INCLUDED, "other"), (Relief.INCLUDED, "transport"))
            got = [
                book.premium(month, sector=sector, relief=relief, income=None, programmes=TWO).total
                for relief, sector in kinds
            ]
            assert got == [apbd, other, transport]


def test_the_table_of_the_relief_has_every_month_once() -> None:
    assert [month for first, count, *_ in RELIEF for month in months(first, count)] == list(months("2025-12", 17))


@pytest.mark.parametrize("name", ["gianyar-1136", "sertakan-gianyar", "denpasar-27-desa", "penajam"])
def test_the_rosters_hold_so_many_different_people(name: str, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == name)
    [enrolment] = case.enrolments
    paths = write_rosters(case, enrolment, tmp_path)
    niks = [row[1] for path in paths for row in openpyxl.load_workbook(path).active.iter_rows(2, values_only=True)]
    assert len(niks) == len(set(niks)) == enrolment.people
    assert all(nik.parts(number) for number in niks)


def test_the_people_of_the_table_are_the_same_in_both_runs_of_months(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.enrolments[0].table)
    niks = []
    for number, enrolment in enumerate(case.enrolments):
        [path] = write_rosters(case, enrolment, tmp_path / str(number))
        niks.append([row[1] for row in openpyxl.load_workbook(path).active.iter_rows(3, values_only=True)])
    assert niks[:2] == niks[2:]
    assert [len(one) for one in niks[:2]] == [1, 3]


def test_a_command_that_fails_makes_every_total_of_its_case_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(seed_cases, "WORK", tmp_path)
    broken = CASES[0]._replace(regency="00.00", enrolments=())
    assert {outcome.got for outcome in seed_cases.run(broken)} == {None}
    assert CASES[0].name in capsys.readouterr().err


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(seed_cases).failed == doctest.testmod(cases).failed == 0
