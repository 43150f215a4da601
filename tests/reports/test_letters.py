"""What goes with the invoices says of every worker what the insurer has."""

from collections.abc import Callable

import pandas as pd
import pytest

from jamsos_cli.model.month import Month
from jamsos_cli.reports.exports import deduction_table
from jamsos_cli.reports.letters import deductions, deductions_table, statements

ROW = {
    "person_id": 1, "nik": "5104031203800001", "name": "I Wayan Sudarma", "village_name": "Batubulan", "opd": "Dinas A",
    "payer": "s-1", "payer_name": "Ni Made Sari", "number": "", "status": "issued", "first_month": "2026-11",
    "last_month": "2026-12", "total": 16_800, "source": "apbd",
}  # fmt: skip
FULL = 16_800


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([("matched", 1, FULL, FULL)], "cocok"),
        ([("matched", 1, FULL, FULL), ("duplicate", 1, 0, FULL)], "cocok"),
        ([("matched", 1, FULL, FULL), ("reversed", 1, 0, FULL), ("reversed", 1, 0, -FULL)], "cocok"),
        ([("reversed", 1, FULL, FULL), ("reversed", 1, 0, -FULL)], "dibatalkan"),
        ([("billed_not_recorded", 1, FULL, 0)], "ditagih, tidak tercatat"),
        ([("recorded_not_billed", None, 0, FULL)], "ditagih"),
    ],
)
def test_a_worker_stands_as_the_line_that_settles_the_bill(
    matches: Callable[..., pd.DataFrame], found: list[tuple[str, int | None, int, int]], said: str
) -> None:
    (one,) = statements([ROW], matches(*found), {})
    assert [row["state"] for row in one.rows] == [said]


@pytest.mark.parametrize(
    ("opd", "title", "amount"),
    [
        ("Dinas A", "Potongan Dinas A, November 2026", "Potongan"),
        ("", "Iuran sponsor tanpa instansi, November 2026", "Iuran"),
    ],
)
def test_only_an_office_deducts(opd: str, title: str, amount: str) -> None:
    row = ROW | {"opd": opd, "jkk": 10_000, "jkm": 6_800, "jht": 0}
    (one,) = deductions([row], [], {})
    table = deductions_table(one, Month(2026, 11))
    assert (one.opd, table.title.id, table.columns[-1].heading.id) == (opd, title, amount)
    assert deduction_table([], opd, Month(2026, 11)).title.id == title


def test_a_worker_of_two_sources_stands_as_the_bill_of_the_sponsor(matches: Callable[..., pd.DataFrame]) -> None:
    found = matches(("matched", 1, FULL, FULL), ("billed_not_recorded", 1, FULL, 0))
    (one,) = statements([ROW | {"source": "sertakan"}], found.assign(source=["sertakan", "apbd"]), {})
    assert [row["state"] for row in one.rows] == ["cocok"]
