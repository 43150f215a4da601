"""A second membership that was ruled lawful for some of its months: what reckons over several months at once."""

from pathlib import Path

import pytest
from sent import line, nik, send

from empty_registry import put_registry
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import by_source, people_rows
from jamsos_cli.reports.corrections import corrections
from jamsos_cli.runs import sponsoring
from jamsos_cli.runs.budgeting import standing
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.invoicing import Invoiced, invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reporting import gathered
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.runs.sponsoring import Rows
from jamsos_cli.runs.watching import watch
from jamsos_cli.settings import Settings
from jamsos_cli.store import open_registry


def terms(first: int, months: int) -> Options:
    return Options(first=Month(2026, first), months=months)


def allow(office: Workspace, until: str | None = None, word: str = "boleh") -> None:
    asked = {pair.key for pair in dedupe([], office, jobs=1, progress=print) if pair.kind == "double-funded"}
    (key,) = asked
    decide(office, key, word, ("dua pekerjaan", "Ni Luh", until))


def issue(office: Workspace, first: int, last: int) -> Invoiced:
    done = [invoice(office, Month(2026, number), issue=True) for number in range(first, last + 1)]
    return done[-1]


def watched(office: Workspace, month: int) -> tuple[list[tuple[object, ...]], list[tuple[str, int, str]]]:
    found = watch(office, Month(2026, month))
    shown = sorted((row["name"], row["source"], row["ends"]) for row in people_rows(found, office.settings.sources))
    return shown, [(one.source, one.people, str(one.last_month)) for one in by_source(found)]


@pytest.fixture
def village_pays(office: Workspace) -> Workspace:
    """Two people whom the village pays from May on; of one the regency's list comes in November."""
    send(office, "d.csv", [line(0), line(1)], terms(5, 10), source="dana_desa")
    issue(office, 5, 10)
    send(office, "a.csv", [line(0)], terms(11, 4))
    return office


def test_what_was_forgotten_of_it_is_billed_late_from_its_own_first_month(village_pays: Workspace) -> None:
    issue(village_pays, 11, 12)
    allow(village_pays)
    made = invoice(village_pays, Month(2027, 1), issue=False)
    assert [(row["iuran_month"], row["total"]) for row in corrections(made.books)] == [
        ("2026-11", 16_800),
        ("2026-12", 16_800),
    ]


def test_the_watch_counts_it_from_the_month_it_begins(village_pays: Workspace) -> None:
    allow(village_pays)
    issue(village_pays, 11, 11)
    assert watched(village_pays, 11) == (
        [("Sari", "dana_desa", "2027-02"), ("Sudarma", "apbd", "2027-02"), ("Sudarma", "dana_desa", "2027-02")],
        [("apbd", 1, "2027-02"), ("dana_desa", 2, "2027-02")],
    )


def test_the_watch_says_that_it_ends_with_its_ruling(office: Workspace) -> None:
    send(office, "a.csv", [line(0)], terms(9, 6))
    send(office, "d.csv", [line(0), line(1)], terms(9, 6), source="dana_desa")
    allow(office, "2026-11")
    issue(office, 9, 10)
    assert watched(office, 10) == (
        [("Sari", "dana_desa", "2027-02"), ("Sudarma", "apbd", "2027-02"), ("Sudarma", "dana_desa", "2026-11")],
        [("dana_desa", 1, "2026-11"), ("apbd", 1, "2027-02"), ("dana_desa", 1, "2027-02")],
    )
    issue(office, 11, 12)
    shown, ending = watched(office, 12)
    assert ("Sudarma", "dana_desa", None) in shown
    assert ending == [("apbd", 1, "2027-02"), ("dana_desa", 1, "2027-02")]


def test_its_cohort_began_when_its_source_was_billed_first(village_pays: Workspace) -> None:
    allow(village_pays)
    issue(village_pays, 11, 11)
    with open_registry(village_pays.registry, write=False) as registry:
        rows = Rows(Month(2026, 11), registry.enrolments("2026-11", "2026-11"), registry.billed("2026-11"))
        found = records(gathered(registry, village_pays, rows, None).cohorts)
    assert [(one["source"], one["first_paid"], one["people"]) for one in found] == [
        ("apbd", "2026-11", 1), ("dana_desa", "2026-05", 2),
    ]  # fmt: skip


@pytest.fixture
def paid_alone(office: Workspace) -> Workspace:
    """A person whom the village has paid alone since January; the regency's list for the whole year comes in March."""
    send(office, "d.csv", [line(0), line(1)], terms(1, 12), source="dana_desa")
    issue(office, 1, 2)
    send(office, "a.csv", [line(0)], terms(1, 12))
    issue(office, 3, 5)
    return office


def paid_for(office: Workspace, last: int) -> list[tuple[str, ...]]:
    """Give the sources in force for the first person, a month each."""
    with open_registry(office.registry, write=False) as registry:
        billed = [registry.billed(f"2026-{number:02d}") for number in range(1, last + 1)]
    return [tuple(sorted(lines.loc[lines["name"] == "Sudarma", "source"])) for lines in billed]


def test_what_its_source_was_paid_before_the_ruling_stays_paid(paid_alone: Workspace) -> None:
    allow(paid_alone)
    made = issue(paid_alone, 6, 6)
    # March to May, three months, are billed late for it; January and February of the regency have lapsed.
    assert paid_for(paid_alone, 6) == [("dana_desa",)] * 2 + [("apbd", "dana_desa")] * 4
    assert made.invoices.set_index("source")["total"].to_dict() == {"apbd": 16_800, "dana_desa": 7 * 16_800}
    assert len(issue(paid_alone, 7, 7).lines) == 3
    assert paid_for(paid_alone, 7) == [("dana_desa",)] * 2 + [("apbd", "dana_desa")] * 5


def test_what_its_source_alone_was_paid_stays_paid_when_the_ruling_is_taken_back(paid_alone: Workspace) -> None:
    allow(paid_alone)
    issue(paid_alone, 6, 6)
    allow(paid_alone, word="sama")
    made = issue(paid_alone, 7, 7)
    assert paid_for(paid_alone, 7) == [("dana_desa",)] * 2 + [("apbd",)] * 5
    assert sum(row["total"] for row in corrections(made.books)) == -4 * 16_800
    assert corrections(issue(paid_alone, 8, 8).books) == []


@pytest.mark.parametrize(("unpaid", "late"), [(3, 3), (4, 0)])
def test_the_first_membership_lapses_for_what_the_second_was_paid_and_the_budget_knows(
    office: Workspace, unpaid: int, late: int
) -> None:
    send(office, "d.csv", [line(0), line(1)], terms(1, 12), source="dana_desa")
    issue(office, 1, unpaid)
    send(office, "a.csv", [line(0)], terms(1, 12))
    allow(office)
    expected = [one.committed.total for one in standing(office, 2026) if one.payers]
    issue(office, unpaid + 1, 12)
    alone = unpaid - late
    assert paid_for(office, 12) == [("dana_desa",)] * alone + [("apbd", "dana_desa")] * (12 - alone)
    assert expected == [(12 - alone) * 16_800, 24 * 16_800]


def test_it_keeps_the_place_that_its_sponsor_gave(office: Workspace) -> None:
    sponsor = {"SPONSOR": "Ni Made Sari", "NIP SPONSOR": "198503122010012001", "OPD": "Dinas Kesehatan"}
    form = office.root / "formulir.csv"
    said = ";".join((*sponsor.values(), "1", "2026-09", "2026-12", nik(1), "Sari"))
    heading = "NAMA SPONSOR;NIP;OPD;JUMLAH PEKERJA;MULAI;SAMPAI;NIK PEKERJA;NAMA PEKERJA"
    form.write_text(f"{heading}\n{said}\n", encoding="utf-8")
    options = sponsoring.options(office, source=None, start=None, replace=False, add=False, dry_run=False)
    sponsoring.take_in([form], office, options, lambda _: None)
    send(office, "x.csv", [line(0, **sponsor)], terms(9, 4), source="sertakan")
    issue(office, 9, 9)
    send(office, "x.csv", [line(1, **sponsor), line(0, **sponsor)], terms(10, 3), source="sertakan")
    send(office, "a.csv", [line(0), line(5)], terms(10, 3))
    allow(office)
    lines = issue(office, 10, 10).lines
    assert sorted(lines.loc[lines["source"] == "sertakan", "name"]) == ["Sudarma"]


def test_it_keeps_the_place_that_its_source_gave(tmp_path: Path) -> None:
    put_registry(tmp_path / "jamsos.db")
    sources = (one._replace(quota=1 if one.key == "dana_desa" else 0) for one in Settings().sources)
    office = Workspace(tmp_path, Settings(sources=tuple(sources)))
    send(office, "d.csv", [line(0), line(1)], terms(9, 4), source="dana_desa")
    issue(office, 9, 9)
    # The village's list again, in another order.
    send(office, "d.csv", [line(1), line(0)], terms(10, 3), source="dana_desa")
    send(office, "a.csv", [line(0), line(5)], terms(10, 3))
    allow(office)
    lines = issue(office, 10, 10).lines
    assert sorted(lines.loc[lines["source"] == "dana_desa", "name"]) == ["Sudarma"]
