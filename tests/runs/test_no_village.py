"""Lists that name no village, under a source that villages pay: billed, and told at every step."""

import pytest
from sent import line, send

from jamsos_cli.model.month import Month
from jamsos_cli.reports.imports import unaddressed_notice
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace

MONTH = Month(2026, 11)


def test_people_of_no_village_are_billed_and_told_at_every_step(office: Workspace) -> None:
    outcome, _ = send(office, "x.csv", [line(0, ""), line(1, ""), line(2)], source="dana_desa")
    said = unaddressed_notice([outcome])
    assert outcome.unaddressed == 2
    assert said is not None
    assert "DESA" in said.id and said.id.startswith("2 orang")
    done = invoice(office, MONTH, issue=False)
    assert sorted(done.lines["payer"]) == ["BATUBULAN", "tanpa-desa", "tanpa-desa"]
    told = [notice.id for notice in done.notices if "tidak menyebut desa" in notice.id]
    assert len(told) == 1 and told[0].startswith("2 orang") and "rosters/dana_desa/x.csv" in told[0]
    assert [notice.id for notice in run(office, MONTH, 1, print).troubles if "tidak menyebut desa" in notice.id] == told


@pytest.mark.parametrize("name", ["x.csv", "x revisi.csv"])
def test_once_the_village_is_named_the_draft_follows(office: Workspace, name: str) -> None:
    send(office, "x.csv", [line(0, ""), line(1, "")], source="dana_desa")
    invoice(office, MONTH, issue=False)
    outcome, _ = send(office, name, [line(0), line(1)], source="dana_desa")
    assert (outcome.unaddressed, unaddressed_notice([outcome])) == (0, None)
    done = invoice(office, MONTH, issue=False)
    assert set(done.lines["payer"]) == {"BATUBULAN"}
    assert not [notice for notice in done.notices if "tidak menyebut desa" in notice.id]


def test_a_source_that_the_regency_pays_asks_for_no_village(office: Workspace) -> None:
    outcome, _ = send(office, "x.csv", [line(0, "")])
    assert outcome.unaddressed == 0
    assert invoice(office, MONTH, issue=False).notices == ()
