"""Lists that name no village, under a source that villages pay: told at every step, billed to nobody."""

from sent import NOVEMBER, line, nik, send

from jamsos_cli.model.month import Month
from jamsos_cli.reports.imports import unpaid_notice
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.why import why

MONTH = Month(2026, 11)


def test_people_of_no_village_are_told_and_addressed_to_nobody(office: Workspace) -> None:
    outcome, _ = send(office, "x.csv", [line(0, ""), line(1, ""), line(2)], source="dana_desa")
    said = unpaid_notice([outcome])
    assert outcome.unpaid == 2
    assert said is not None
    assert "DESA" in said.id and said.id.startswith("2 orang")
    done = invoice(office, MONTH, issue=True)
    assert list(done.lines["payer"]) == ["BATUBULAN"]
    told = [notice.id for notice in done.notices if "tidak menyebut desa" in notice.id]
    assert len(told) == 1 and told[0].startswith("2 orang") and "rosters/dana_desa/x.csv" in told[0]
    assert not [path for path in (office.root / "out").rglob("*") if "tanpa" in path.name]
    assert [notice.id for notice in run(office, MONTH, 1, print).troubles if "tidak menyebut desa" in notice.id] == told
    assert why(office, nik(0), MONTH).status == "no_village"


def test_once_the_village_is_named_the_months_left_out_are_billed_late(office: Workspace) -> None:
    send(office, "x.csv", [line(0, ""), line(1, "")], source="dana_desa")
    send(office, "y.csv", [line(3, "Mas")], source="dana_desa")
    invoice(office, MONTH, issue=True)
    outcome, _ = send(office, "x.csv", [line(0), line(1)], source="dana_desa")
    assert (outcome.unpaid, unpaid_notice([outcome])) == (0, None)
    done = invoice(office, MONTH + 1, issue=False)
    late = done.books.ledger[done.books.ledger["iuran_month"] == str(MONTH)]
    assert sorted(late["nik"]) == [nik(0), nik(1)]
    assert not [notice for notice in done.notices if "tidak menyebut desa" in notice.id]


def test_a_source_that_the_regency_pays_asks_for_no_village(office: Workspace) -> None:
    outcome, _ = send(office, "x.csv", [line(0, "")], NOVEMBER)
    assert outcome.unpaid == 0
    assert len(invoice(office, MONTH, issue=False).lines) == 1


def test_who_another_source_enrols_is_billed_to_that_one(office: Workspace) -> None:
    send(office, "x.csv", [line(0, "")], source="dana_desa")
    send(office, "y.csv", [line(0)])
    done = invoice(office, MONTH, issue=False)
    assert list(done.lines["payer"]) == ["regency"]
    assert not [notice for notice in done.notices if "tidak menyebut desa" in notice.id]
