"""Lists that name no village, under a source that villages pay: billed, and told at every step."""

import pytest
from sent import line, send

from jamsos_cli.model.month import Month
from jamsos_cli.reports.imports import unaddressed_notice
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Office, Settings

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


@pytest.fixture
def gianyar(office: Workspace) -> Workspace:
    """An office that knows its villages."""
    return office._replace(settings=Settings(office=Office(regency="51.04")))


def issued_then(office: Workspace, village: str, corrected: list[dict[str, str]]) -> list[tuple[str, str, int]]:
    """Issue two people of a village, send the list corrected; give payer, month and sum of what the next month says."""
    send(office, "x.csv", [line(0, village), line(1, village)], source="dana_desa")
    invoice(office, MONTH, issue=True)
    send(office, "x.csv", corrected, source="dana_desa")
    done = invoice(office, MONTH + 1, issue=False)
    sums = done.books.ledger.groupby(["payer", "iuran_month"])["total"].sum()
    return sorted((*key, int(total)) for key, total in sums.items())


def test_a_village_that_gets_its_right_name_is_not_asked_again(gianyar: Workspace) -> None:
    found = issued_then(gianyar, "Karang Jaya", [line(0, "Batuan"), line(1, "Batuan")])
    assert found == [("51.04.01.2007", "2026-12", 33_600)]


def test_a_name_that_others_still_go_by_is_another_village(gianyar: Workspace) -> None:
    found = issued_then(gianyar, "Karang Jaya", [line(0, "Batuan"), line(1, "Karang Jaya")])
    assert found == [
        ("51.04.01.2007", "2026-11", 16_800), ("51.04.01.2007", "2026-12", 16_800),
        ("KARANG JAYA", "2026-11", -16_800), ("KARANG JAYA", "2026-12", 16_800),
    ]  # fmt: skip


def test_an_invoice_without_an_address_is_asked_of_the_village(gianyar: Workspace) -> None:
    found = issued_then(gianyar, "", [line(0, "Batuan"), line(1, "Batuan")])
    assert ("51.04.01.2007", "2026-11", 33_600) in found
    assert ("tanpa-desa", "2026-11", -33_600) in found


def test_another_village_is_asked_for_what_was_billed_to_the_wrong_one(gianyar: Workspace) -> None:
    found = issued_then(gianyar, "Batubulan", [line(0, "Batuan"), line(1, "Batuan")])
    assert {payer for payer, month, _ in found if month == "2026-11"} == {"51.04.01.2001", "51.04.01.2007"}
