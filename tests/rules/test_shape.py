"""What pydantic refuses becomes findings, also what no code of ours was made for."""

from datetime import date

import pytest

from jamsos_cli.model.judging import Case
from jamsos_cli.model.roster import RosterSheet, Row
from jamsos_cli.model.roster_entry import RosterEntry, read_rows
from jamsos_cli.rules.shape import findings_of


@pytest.mark.parametrize("field", ["name"])
def test_an_error_of_pydantics_own_is_a_finding_and_no_crash(field: str) -> None:
    broken = "I WAYAN \ud800"
    case = Case(
        "a.xlsx",
        RosterSheet("A", 1, {field: 0}),
        Row(2, (broken,)),
        RosterEntry(),
        frozenset(),
        None,
        date(2026, 11, 1),
    )
    (refused,) = read_rows({field: [broken]}, 1, {}).refused.values()
    (found,) = findings_of(refused, case)
    assert (found.kind.code, found.place.cell, found.field) == ("F13", "A2", field)
    found.message("id").encode("utf-8")
