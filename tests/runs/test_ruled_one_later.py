"""Two registered persons who are ruled one: months that were billed under either are the person's in every command."""

from pathlib import Path

import pytest
from sent import line, nik, send

from jamsos_cli.errors import UsageError
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.ruling import Asked, Decision, question
from jamsos_cli.runs import sponsoring
from jamsos_cli.runs.exporting import Asked as Files
from jamsos_cli.runs.exporting import export
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reporting import gathered
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.store import Decided, open_registry

SEPTEMBER, OCTOBER, NOVEMBER = Month(2026, 9), Month(2026, 10), Month(2026, 11)
SPONSOR = {"SPONSOR": "Ni Made Sari", "NIP SPONSOR": "198503122010012001", "OPD": "Dinas Kesehatan"}
NOW = "2026-11-21T08:00:00+08:00"


def rule_one(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        asked = question("probable", (nik(0), nik(1)), ("A", "B"), ("", ""))
        key = registry.question_keys([asked])[asked]
        registry.note_questions([Asked(key, asked, "kiri", "kanan", str(SEPTEMBER))], NOW)
        registry.decide([Decided(key, Decision.SAME, "cek KTP", "Ni Luh")], NOW, registry.rulings_in_force())


@pytest.fixture
def later_nik(office: Workspace) -> Workspace:
    """Somebody billed for September under one NIK, and by a sponsor for October under another."""
    send(office, "a.csv", [line(0)], Options(first=SEPTEMBER, months=1))
    invoice(office, SEPTEMBER, issue=True)
    send(office, "x.csv", [line(1, **SPONSOR)], Options(first=OCTOBER, months=3), source="sertakan")
    invoice(office, OCTOBER, issue=True)
    rule_one(office)
    return office


def test_a_month_that_was_billed_before_the_ruling_keeps_its_cohort(later_nik: Workspace) -> None:
    for month in (OCTOBER, NOVEMBER):
        invoice(later_nik, month, issue=True)
        with open_registry(later_nik.registry, write=False) as registry:
            rows = sponsoring.Rows(month, registry.enrolments(str(month), str(month)), registry.billed(str(month)))
            found = records(gathered(registry, later_nik, rows, None).cohorts)
        assert [(one["first_paid"], one["last_month"], one["people"]) for one in found] == [("2026-10", "2026-12", 1)]


def test_the_worker_of_a_sponsor_stays_billed(later_nik: Workspace) -> None:
    path = later_nik.root / "formulir.csv"
    said = ";".join((*SPONSOR.values(), "1", "2026-10", "2026-12"))
    path.write_text(f"NAMA SPONSOR;NIP;OPD;JUMLAH PEKERJA;MULAI;SAMPAI\n{said}\n", encoding="utf-8")
    options = sponsoring.options(later_nik, source=None, start=None, replace=False, add=False, dry_run=False)
    sponsoring.take_in([path], later_nik, options, lambda _: None)
    held = sponsoring.held(later_nik, OCTOBER)
    assert held.pledged is not None
    found = sponsoring.workers_of(later_nik, OCTOBER, held.pledged, 1)
    assert found[["payer_source", "status"]].to_numpy().tolist() == [["sertakan", "issued"]]
    assert [one.filled for one in held.held] == [1]


def test_who_was_billed_under_either_nik_is_new_to_the_insurer_once(later_nik: Workspace, tmp_path: Path) -> None:
    for month in (NOVEMBER, NOVEMBER + 1):
        invoice(later_nik, month, issue=True)
        with pytest.raises(UsageError, match="Nobody is new"):
            export(later_nik, month, Files("upload", layout="data_tk_baru", out=tmp_path))
        assert export(later_nik, month, Files("upload", layout="data_tk_baru", everybody=True)).people == 1
