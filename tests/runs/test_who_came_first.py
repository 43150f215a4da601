"""Two villages of one source name one person: whose list came first pays, whatever newer lists do to it."""

import pytest
from sent import line, nik, send

from jamsos_cli.model.month import Month
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.runs.why import why
from jamsos_cli.settings import Office, Settings

OCTOBER, NOVEMBER, DECEMBER = (Month(2026, number) for number in (10, 11, 12))
QUARTER = Options(first=OCTOBER, months=3)


@pytest.fixture
def gianyar(office: Workspace) -> Workspace:
    """The same office, with villages that are known."""
    return office._replace(settings=Settings(office=Office(regency="51.04")))


def payers(office: Workspace, month: Month) -> list[str]:
    lines = invoice(office, month, issue=False).lines
    return sorted(lines.loc[lines["name"] == "Sudarma", "payer_name"])


CORRECTED = {
    "cut: another list takes the middle month": ("a.csv", [line(1), line(2)], Options(first=NOVEMBER, months=1), 12),
    "replaced whole": ("a.csv", [line(0), line(1), line(2), line(3)], QUARTER, 11),
    "replaced from the second month on": (
        "a.csv", [line(0), line(1), line(2), line(3)], Options(first=NOVEMBER, months=2), 12
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "lines", "options", "month"), CORRECTED.values(), ids=CORRECTED.keys())
def test_the_village_that_named_a_person_first_goes_on_paying(
    gianyar: Workspace, name: str, lines: list[dict[str, str]], options: Options, month: int
) -> None:
    send(gianyar, "a.csv", [line(number) for number in range(3)], QUARTER, "dana_desa")
    send(gianyar, "b.csv", [line(0, "Ketewel"), line(4, "Ketewel")], QUARTER, "dana_desa")
    asked = Month(2026, month)
    assert payers(gianyar, asked) == ["Batubulan"]
    send(gianyar, name, lines, options, "dana_desa")
    send(gianyar, name, [*lines, line(5)], options, "dana_desa")
    assert payers(gianyar, asked) == ["Batubulan"]
    line_of_why = why(gianyar, nik(0), asked).line
    assert line_of_why is not None and line_of_why["payer_name"] == "Batubulan", "why and invoice agree"


def test_also_where_the_two_lists_share_one_month_alone(gianyar: Workspace) -> None:
    send(gianyar, "a.csv", [line(number) for number in range(3)], QUARTER, "dana_desa")
    send(gianyar, "b.csv", [line(0, "Ketewel")], Options(first=DECEMBER, months=3), "dana_desa")
    send(gianyar, "a.csv", [line(number) for number in range(4)], QUARTER, "dana_desa")
    assert payers(gianyar, DECEMBER) == ["Batubulan"]
