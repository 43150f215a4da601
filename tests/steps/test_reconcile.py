"""Every billed person-month and every statement line is in exactly one state."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.statement import MATCHES, STATEMENT_LINES, STATES
from jamsos_cli.steps.reconcile import asked_before, elsewhere, reconcile

NOVEMBER = Month(2026, 11)
BILL: dict[str, object] = {
    "person_id": 1, "enrolment_id": 1, "nik": "", "name": "I Wayan Sudarma", "village_name": "Batubulan",
    "source": "apbd", "payer": "regency", "payer_name": "Kabupaten Gianyar", "iuran_month": "2026-11", "jkk": 10_000,
    "jkm": 6_800, "jht": 0, "total": 16_800, "tariff": "bpu-2015+jkm-2015", "undecided": False,
}  # fmt: skip
LINE: dict[str, object] = {
    "file": "bpjs.xlsx", "sheet": "Data", "row": 2, "nik": "", "usable": True, "name": "", "iuran_month": "2026-11",
    "jkk": None, "jkm": None, "jht": None, "total": 16_800, "status": "active", "paid_on": "", "reference": "",
    "remark": "",
}  # fmt: skip


def nik(number: int) -> str:
    return f"510403120380{number:04d}"


def bills(*rows: tuple[int, str, int]) -> pd.DataFrame:
    """Make billed person-months of (person, month, rupiah)."""
    filled = [
        BILL | {"person_id": who, "nik": nik(who), "iuran_month": month, "total": total} for who, month, total in rows
    ]
    return build(LINES, ([row[name] for name in LINES] for row in filled))


def lines(*rows: dict[str, object]) -> pd.DataFrame:
    filled = [LINE | {"row": number} | row for number, row in enumerate(rows, 2)]
    return build(STATEMENT_LINES, ([row[name] for name in STATEMENT_LINES] for row in filled))


def line(who: int, month: str = "2026-11", total: int = 16_800, status: str = "", **more: object) -> dict[str, object]:
    said = status or ("reversed" if total < 0 else "active")
    return {"nik": nik(who), "iuran_month": month, "total": total, "status": said, **more}


def states(matches: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(matches[["state", "billed", "recorded"]].itertuples(index=False, name=None))


NOV, OCT, FULL = "2026-11", "2026-10", 16_800
CASES: dict[str, tuple[list[tuple[int, str, int]], list[dict[str, object]], list[tuple[object, ...]]]] = {
    "the same amount is matched": ([(1, NOV, FULL)], [line(1)], [("matched", FULL, FULL)]),
    "less is short": ([(1, NOV, FULL)], [line(1, total=8_400)], [("short", FULL, 8_400)]),
    "nothing paid on an active line is short": ([(1, NOV, FULL)], [line(1, total=0)], [("short", FULL, 0)]),
    "more is over": ([(1, NOV, FULL)], [line(1, total=36_800)], [("over", FULL, 36_800)]),
    "no line at all": ([(1, NOV, FULL)], [], [("billed_not_recorded", FULL, 0)]),
    "nobody we bill": ([], [line(1)], [("recorded_not_billed", 0, FULL)]),
    "two lines": ([(1, NOV, FULL)], [line(1), line(1)], [("matched", FULL, FULL), ("duplicate", 0, FULL)]),
    "three lines": (
        [(1, NOV, FULL)], [line(1)] * 3,
        [("matched", FULL, FULL), ("duplicate", 0, FULL), ("duplicate", 0, FULL)],
    ),
    "the line as billed is compared, wherever it stands": (
        [(1, NOV, FULL)], [line(1, total=8_400), line(1)], [("matched", FULL, FULL), ("duplicate", 0, 8_400)],
    ),
    "else the largest": (
        [(1, NOV, FULL)], [line(1, total=6_800), line(1, total=10_000)],
        [("short", FULL, 10_000), ("duplicate", 0, 6_800)],
    ),
    "only an inactive line": ([(1, NOV, FULL)], [line(1, total=0, status="inactive")], [("inactive", FULL, 0)]),
    "an inactive line beside an active one": (
        [(1, NOV, FULL)], [line(1, status="inactive"), line(1)], [("matched", FULL, FULL), ("duplicate", 0, FULL)],
    ),
    "paid and taken back": (
        [(1, NOV, FULL)], [line(1), line(1, total=-FULL)], [("reversed", FULL, FULL), ("reversed", 0, -FULL)],
    ),
    "taken back and paid, in that order: the bill stands beside the payment": (
        [(1, NOV, FULL)], [line(1, total=-FULL), line(1)], [("reversed", 0, -FULL), ("reversed", FULL, FULL)],
    ),
    "paid, taken back and paid again": (
        [(1, NOV, FULL)], [line(1), line(1, total=-FULL), line(1)],
        [("matched", FULL, FULL), ("reversed", 0, FULL), ("reversed", 0, -FULL)],
    ),
    "the line that is called reversed is the one taken back, wherever it stands": (
        [(1, NOV, FULL)], [line(1), line(1, status="reversed"), line(1, total=-FULL)],
        [("matched", FULL, FULL), ("reversed", 0, FULL), ("reversed", 0, -FULL)],
    ),
    "an inactive line is taken back before an active one": (
        [(1, NOV, FULL)], [line(1), line(1, status="inactive"), line(1, total=-FULL)],
        [("matched", FULL, FULL), ("reversed", 0, FULL), ("reversed", 0, -FULL)],
    ),
    "a reversal of another amount takes nothing back": (
        [(1, NOV, FULL)], [line(1), line(1, total=-8_400)], [("matched", FULL, FULL), ("reversed", 0, -8_400)],
    ),
    "a reversal of another month takes nothing back": (
        [(1, NOV, FULL)], [line(1), line(1, OCT, -FULL)], [("matched", FULL, FULL), ("reversed", 0, -FULL)],
    ),
    "a reversal of another person takes nothing back": (
        [(1, NOV, FULL)], [line(1), line(2, total=-FULL)], [("matched", FULL, FULL), ("reversed", 0, -FULL)],
    ),
    "only a reversal": ([(1, NOV, FULL)], [line(1, total=-FULL)], [("reversed", FULL, -FULL)]),
    "the insurer's word for a reversal": (
        [(1, NOV, FULL)], [line(1, status="reversed")], [("reversed", FULL, FULL)],
    ),
    "the line of last month": ([(1, NOV, FULL)], [line(1, OCT)], [("wrong_month", FULL, FULL)]),
    "an advance for next month": ([(1, NOV, FULL)], [line(1, "2026-12")], [("wrong_month", FULL, FULL)]),
    "last month beside this month": (
        [(1, NOV, FULL)], [line(1), line(1, OCT)], [("matched", FULL, FULL), ("recorded_not_billed", 0, FULL)],
    ),
    "two wrong months: one of them": (
        [(1, NOV, FULL)], [line(1, "2026-09", 10_000), line(1, OCT)],
        [("recorded_not_billed", 0, 10_000), ("wrong_month", FULL, FULL)],
    ),
    "a cumulative statement: last month was billed too": (
        [(1, OCT, FULL), (1, NOV, FULL)], [line(1, OCT), line(1)], [("matched", FULL, FULL)],
    ),
    "last month's bill is settled, this month's is not": (
        [(1, OCT, FULL), (1, NOV, FULL)], [line(1, OCT)], [("billed_not_recorded", FULL, 0)],
    ),
    "only another month was billed: nothing of it counts here": ([(1, OCT, FULL)], [line(1, OCT)], []),
    "a damaged NIK is compared with nobody": (
        [(1, NOV, FULL)], [line(1, usable=False)],
        [("billed_not_recorded", FULL, 0), ("recorded_not_billed", 0, FULL)],
    ),
    "a damaged NIK takes nothing back": (
        [(1, NOV, FULL)], [line(1), line(1, total=-FULL, usable=False)],
        [("matched", FULL, FULL), ("reversed", 0, -FULL)],
    ),
    "nothing billed, nothing recorded": ([], [], []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_billed_month_and_every_line_is_in_its_state(case: str) -> None:
    billed, recorded, expected = CASES[case]
    found = reconcile(bills(*billed), lines(*recorded), NOVEMBER)
    assert sorted(states(found), key=str) == sorted(expected, key=str)


def test_the_cases_show_every_state() -> None:
    shown = {state for _, _, expected in CASES.values() for state, _, _ in expected}
    assert shown == set(STATES)


KEPT: dict[str, tuple[list[dict[str, object]], list[dict[str, object]], list[bool]]] = {
    "its own month has it": ([line(1, OCT), line(2)], [line(1, OCT)], [False, True]),
    "its own month has another amount": ([line(1, OCT)], [line(1, OCT, 8_400)], [False]),
    "its own month has another person": ([line(1, OCT)], [line(2, OCT)], [False]),
    "twice here, once there": ([line(1, OCT), line(1, OCT)], [line(1, OCT)], [True, False]),
    "there as a line of this month": ([line(1)], [line(1)], [False]),
    "no month that can be read": ([line(1, "")], [line(1, "")], [False]),
}


@pytest.mark.parametrize("case", KEPT)
def test_a_line_of_another_month_is_asked_about_once(case: str) -> None:
    recorded, before, expected = KEPT[case]
    kept = {OCT: reconcile(bills(), lines(*before), Month(2026, 10)), "2026-09": None}
    found = reconcile(bills(), lines(*recorded), NOVEMBER)
    assert sorted(asked_before(found, kept, NOVEMBER)) == sorted(expected)


def test_what_is_the_wrong_month_of_a_bill_stays() -> None:
    kept = {OCT: reconcile(bills(), lines(line(1, OCT)), Month(2026, 10))}
    found = reconcile(bills((1, NOV, FULL)), lines(line(1, OCT)), NOVEMBER)
    assert states(found[~asked_before(found, kept, NOVEMBER)]) == [("wrong_month", FULL, FULL)]


def test_a_match_carries_the_bill_and_the_line() -> None:
    told = line(1, OCT, name="I WAYAN SUDARMA", paid_on="2026-11-12", reference="R-1")
    (row,) = reconcile(bills((1, NOV, FULL)), lines(told), NOVEMBER).to_dict("records")
    assert row == {
        "state": "wrong_month", "person_id": 1, "nik": nik(1), "name": "I Wayan Sudarma", "source": "apbd",
        "payer_name": "Kabupaten Gianyar", "iuran_month": NOV, "billed": FULL, "recorded": FULL, "file": "bpjs.xlsx",
        "sheet": "Data", "row": 2, "paid_on": "2026-11-12", "reference": "R-1", "remark": "tercatat untuk 2026-10",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "remark"),
    [
        (line(1, name="I WY. SUDARMA"), ""),
        (line(1, name="Ni Made Sari"), "nama di BPJS berbeda"),
        (line(1, ""), "bulan iuran tidak terbaca"),
    ],
)
def test_what_else_a_person_should_know_is_remarked(told: dict[str, object], remark: str) -> None:
    assert list(reconcile(bills((1, NOV, FULL)), lines(told), NOVEMBER)["remark"]) == [remark]


def test_all_lines_of_a_billed_person_month_name_the_person_and_the_payer() -> None:
    found = reconcile(bills((1, NOV, FULL)), lines(line(1), line(1, total=-FULL), line(1), line(1), line(2)), NOVEMBER)
    assert list(found[["state", "person_id", "payer_name"]].fillna(0).itertuples(index=False, name=None)) == [
        ("matched", 1, "Kabupaten Gianyar"),
        ("recorded_not_billed", 0, ""),
        ("duplicate", 1, "Kabupaten Gianyar"),
        ("reversed", 1, "Kabupaten Gianyar"),
        ("reversed", 1, "Kabupaten Gianyar"),
    ]


def test_a_line_that_cannot_be_compared_says_so() -> None:
    found = reconcile(bills(), lines(line(1, usable=False)), NOVEMBER)
    assert list(found["remark"]) == ["NIK tidak dapat dibandingkan"]


people = st.integers(1, 5)
months = st.sampled_from(["2026-09", OCT, NOV, "2026-12", ""])
amounts = st.sampled_from([FULL, 8_400, 36_800, 0, -FULL, -8_400])
some_bills = st.lists(
    st.tuples(people, st.sampled_from([OCT, NOV]), st.sampled_from([FULL, 8_400])),
    unique_by=lambda bill: bill[:2],
    max_size=8,
)
some_lines = st.lists(
    st.builds(
        line,
        people,
        months,
        amounts,
        st.sampled_from(["", "", "inactive", "reversed"]),
        usable=st.sampled_from([True, True, False]),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None)
@given(some_bills, some_lines)
def test_matches_partition_the_bills_and_the_lines(
    billed: list[tuple[int, str, int]], recorded: list[dict[str, object]]
) -> None:
    everything, read = bills(*billed), lines(*recorded)
    found = reconcile(everything, read, NOVEMBER)
    ours, theirs = everything[everything["iuran_month"] == NOV], read[~elsewhere(everything, read, NOVEMBER)]
    assert list(found) == list(MATCHES)
    assert set(found["state"]) <= set(STATES)
    assert sorted(found["row"].dropna()) == sorted(theirs["row"])
    of_bills = found[found["billed"] > 0]
    assert sorted(of_bills[["nik", "iuran_month"]].itertuples(index=False, name=None)) == sorted(
        ours[["nik", "iuran_month"]].itertuples(index=False, name=None)
    )
    assert set(found.loc[found["person_id"].isna(), "state"]) <= {"recorded_not_billed", "reversed"}
    assert (found["person_id"].isna() == (found["payer_name"] == "")).all()
    assert found["billed"].sum() == ours["total"].sum()
    assert found["recorded"].sum() == theirs["total"].sum()


@settings(max_examples=20, deadline=None)
@given(some_bills, some_lines, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    billed: list[tuple[int, str, int]], recorded: list[dict[str, object]], random: object
) -> None:
    sums = []
    for _ in range(2):
        found = reconcile(bills(*billed), lines(*recorded), NOVEMBER)
        sums.append(found.groupby("state")[["billed", "recorded"]].sum().to_dict("index"))
        random.shuffle(billed)  # type: ignore[attr-defined]
        random.shuffle(recorded)  # type: ignore[attr-defined]
    assert sums[0] == sums[1]


def test_what_could_not_be_read_of_a_line_is_kept_in_its_remark() -> None:
    told = line(1, total=0, name="Ni Luh Sari", remark="jumlah tidak terbaca")
    (match,) = reconcile(bills((1, NOV, FULL)), lines(told), NOVEMBER).itertuples()
    assert (match.state, match.recorded, match.remark) == ("short", 0, "jumlah tidak terbaca; nama di BPJS berbeda")
