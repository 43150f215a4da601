"""Issued against owed: which lines are taken back and why, what stands in their place, what is late."""

import pandas as pd
import pytest

from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import BILLED, LINES
from jamsos_cli.model.month import Month
from jamsos_cli.steps.correct import arrears, differences

PLAIN: dict[str, object] = {
    "enrolment_id": 1, "nik": "5104031203800001", "name": "Sari", "village_name": "Batubulan", "payer": "regency",
    "payer_name": "Gianyar", "iuran_month": "2026-11", "jkk": 10_000, "jkm": 6_800, "jht": 0, "total": 16_800,
    "tariff": "jkk-2015+jkm-2015", "undecided": False, "invoice_id": 1, "status": "issued", "number": "001",
}  # fmt: skip
HALF = {"jkk": 5_000, "jkm": 3_400, "total": 8_400}


def frame(schema: dict, *rows: tuple[int, str, dict[str, object]]) -> pd.DataFrame:
    """Make lines of (person, source, what else differs)."""
    whole = [PLAIN | {"person_id": person, "source": source} | more for person, source, more in rows]
    return build(schema, [[row[name] for name in schema] for row in whole])


def outcome(issued: list, owed: list, current: dict[int, int] | None = None) -> tuple[list, list, list]:
    found = differences(frame(BILLED, *issued), frame(LINES, *owed), current, {})
    return (
        list(zip(found.credits["person_id"].tolist(), found.credits["reason"], strict=True)),
        list(zip(found.instead["person_id"].tolist(), found.instead["source"], strict=True)),
        list(zip(found.unbilled["person_id"].tolist(), found.unbilled["source"], strict=True)),
    )


CASES = {
    "the same line stays": ([(1, "apbd", {})], [(1, "apbd", {"name": "Sari, S.Pd.", "tariff": "x"})], {}, ([], [], [])),
    "nobody is owed": ([(1, "apbd", {})], [], {}, ([(1, "not_owed")], [], [])),
    "nobody was billed": ([], [(1, "apbd", {})], {}, ([], [], [(1, "apbd")])),
    "another source": (
        [(1, "apbd", {})], [(1, "sertakan", HALF)], {}, ([(1, "other_payer")], [(1, "sertakan")], []),
    ),
    "another payer of the source": (
        [(1, "apbd", {"payer": "51.04.03.2001"})], [(1, "apbd", {})], {}, ([(1, "other_payer")], [(1, "apbd")], []),
    ),
    "another amount": ([(1, "apbd", {})], [(1, "apbd", HALF)], {}, ([(1, "other_amount")], [(1, "apbd")], [])),
    "ruled one and billed twice": (
        [(1, "apbd", {}), (7, "apbd", {})], [(1, "apbd", {})], {7: 1}, ([(7, "same_person")], [], []),
    ),
    "ruled one and billed by both sources: the one that pays stays": (
        [(1, "sertakan", HALF), (7, "apbd", {})], [(1, "apbd", {})], {7: 1}, ([(1, "same_person")], [], []),
    ),
    "ruled one, billed under the other key": ([(7, "apbd", {})], [(1, "apbd", {})], {7: 1}, ([], [], [])),
    "what replaces a line has the key that was billed": (
        [(7, "apbd", {})], [(1, "apbd", HALF)], {7: 1}, ([(7, "other_amount")], [(7, "apbd")], []),
    ),
    "parted again": (
        [(7, "apbd", {})], [(1, "apbd", {}), (7, "apbd", {})], {}, ([], [], [(1, "apbd")]),
    ),
    "a second membership is beside the first": (
        [(1, "apbd", {})], [(1, "apbd", {}), (9, "sertakan", HALF)], {}, ([], [], [(9, "sertakan")]),
    ),
    "a second membership that the first had paid": (
        [(1, "sertakan", HALF)], [(1, "apbd", {}), (9, "sertakan", HALF)], {},
        ([(1, "other_payer")], [(1, "apbd")], [(9, "sertakan")]),
    ),
    "months stand apart": (
        [(1, "apbd", {"iuran_month": "2026-10"}), (1, "apbd", {})], [(1, "apbd", {})], {}, ([(1, "not_owed")], [], []),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_owed_no_more_is_credited_and_what_is_owed_instead_is_billed(case: str) -> None:
    issued, owed, current, expected = CASES[case]
    assert outcome(issued, owed, current) == expected


@pytest.mark.parametrize("case", CASES)
def test_after_the_correction_nothing_differs(case: str) -> None:
    issued, owed, current, _ = CASES[case]
    before = frame(BILLED, *issued)
    found = differences(before, frame(LINES, *owed), current, {})
    keys = ["person_id", "iuran_month"]
    gone = pd.MultiIndex.from_frame(before[keys]).isin(pd.MultiIndex.from_frame(found.credits[keys]))
    after = pd.concat([before[~gone], found.instead, found.unbilled], ignore_index=True)
    assert after["total"].sum() == sum(int(PLAIN["total"]) if "total" not in m else m["total"] for _, _, m in owed)
    again = differences(after.assign(status="issued"), frame(LINES, *owed), current, {})
    assert [len(part) for part in again] == [0, 0, 0]


@pytest.mark.parametrize("half", [{}, HALF])
def test_what_a_source_was_paid_under_the_first_key_is_its_second_membership(half: dict[str, object]) -> None:
    before, owed = frame(BILLED, (1, "sertakan", {})), frame(LINES, (1, "apbd", {}), (9, "sertakan", half))
    found = differences(before, owed, {}, {9: 1})
    assert found.credits[["person_id", "reason"]].to_numpy().tolist() == [[1, "same_person"]]
    assert found.instead[["person_id", "source"]].to_numpy().tolist() == [[9, "sertakan"]]
    assert found.unbilled[["person_id", "source"]].to_numpy().tolist() == [[1, "apbd"]]


# Months paid, the month that was forgotten, its enrolment's first month -> may it still be billed with 2026-11?
LATE = {
    "the month before": ([], "2026-10", "2026-10", True),
    "three unpaid months": ([], "2026-08", "2026-08", True),
    "of four unpaid months none": ([], "2026-10", "2026-07", False),
    "four months back": (["2026-06"], "2026-07", "2026-01", False),
    "a gap of one between paid months": (["2026-08", "2026-10"], "2026-09", "2026-01", True),
    "three unpaid months after a paid one": (["2026-07"], "2026-09", "2026-01", True),
    "of four unpaid months after a paid one none": (["2026-06"], "2026-09", "2026-01", False),
    "one month after a long cover": (["2026-07", "2026-08", "2026-09"], "2026-10", "2026-01", True),
}


@pytest.mark.parametrize("case", LATE)
def test_late_premiums_are_asked_for_three_unpaid_months_at_most(case: str) -> None:
    months, forgotten, first, may = LATE[case]
    unbilled = frame(LINES, (1, "apbd", {"iuran_month": forgotten}))
    paid = pd.DataFrame({"person_id": [1] * len(months), "iuran_month": pd.Series(months, dtype="str")})
    enrolments = pd.DataFrame({"enrolment_id": [1], "person_id": [1], "first_month": [first]})
    allowed, lapsed = arrears(unbilled, paid, enrolments, Month(2026, 11))
    assert (len(allowed), len(lapsed)) == ((1, 0) if may else (0, 1))
