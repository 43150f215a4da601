"""The continuity watch against a plain reckoning, person by person and month by month."""

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.continuity import COVER, PAID, number
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.steps.continuity import continuity

AT = Month(2026, 11)
NOW = number(AT)


def plainly(months: set[int], spans: list[tuple[int, int]]) -> dict[str, Any]:
    """Reckon one person by walking through the calendar."""
    told: dict[str, Any] = {"paid": len(months), "first_paid": 0, "last_paid": 0, "longest_gap": 0}
    run = counted = unpaid = 0
    reached: dict[int, int] = {}
    if months:
        told |= {"first_paid": min(months), "last_paid": max(months)}
        for month in range(min(months), max(months) + 1):
            if month not in months:
                unpaid, run = unpaid + 1, 0
                told["longest_gap"] = max(told["longest_gap"], unpaid)
                continue
            if unpaid > 3:
                counted, reached = 0, {}
            unpaid, run, counted = 0, run + 1, counted + 1
            for threshold, count in ((3, run), (12, counted), (36, counted)):
                if count == threshold:
                    reached.setdefault(threshold, month)
    last = told["last_paid"]
    anew = not months or NOW - last > 3
    if anew:
        begins = min((first for first, until in spans if until >= NOW), default=0)
        run, counted, reached, last = 0, 0, {}, max(NOW, begins - 1)
    told |= {"run": run, "counted": counted}
    for threshold, count in ((3, run), (12, counted), (36, counted)):
        told[f"months_{threshold}"] = reached.get(threshold, last + threshold - count)
    if not months:
        told["standing"] = "never"
    else:
        told["standing"] = "lapsed" if anew else "behind" if last < NOW else "covered"
    told["ends"] = plain_end(spans)
    to_the_end = max(told["last_paid"], told["ends"]) + 4
    told["no_claim_from"] = 0 if anew and told["ends"] <= NOW else to_the_end
    return told


def plain_end(spans: list[tuple[int, int]]) -> int:
    enrolled = {month for first, last in spans if last >= NOW for month in range(first, last + 1)}
    if not enrolled:
        return 0
    month = min(enrolled)
    while month + 1 in enrolled:
        month += 1
    return month


def reckoned(people: dict[int, tuple[set[int], list[tuple[int, int]]]]) -> dict[int, dict[str, Any]]:
    paid = build(PAID, [(who, month) for who, (months, _) in people.items() for month in months])
    cover = build(COVER, [(who, *span) for who, (_, spans) in people.items() for span in spans])
    found = continuity(paid, cover, AT)
    return {
        int(row["person_id"]): {k: v for k, v in row.items() if k != "person_id"} for row in found.to_dict("records")
    }


def ago(*back: int) -> set[int]:
    return {NOW - months for months in back}


span = st.tuples(st.integers(-40, 20), st.integers(0, 15)).map(lambda one: (NOW + one[0], NOW + one[0] + one[1]))
history = st.tuples(st.sets(st.integers(NOW - 60, NOW + 6), max_size=60), st.lists(span, max_size=4))


@given(st.dictionaries(st.integers(1, 10**9), history, max_size=8))
def test_random_histories_come_out_as_a_plain_reckoning_says(people: dict[int, Any]) -> None:
    there = {who: one for who, one in people.items() if one[0] or plain_end(one[1])}
    assert reckoned(people) == {who: plainly(*one) for who, one in there.items()}


CASES = {
    "who paid three in a row has the whole death benefit": (ago(2, 1, 0), "months_3", NOW),
    "two paid months need one more": (ago(1, 0), "months_3", NOW + 1),
    "a gap begins the three anew": (ago(4, 3, 1, 0), "months_3", NOW + 1),
    "what was reached stays after a gap of three months": (ago(6, 5, 4, 0), "months_3", NOW - 4),
    "after four unpaid months it is gone": (ago(7, 6, 5, 0), "months_3", NOW + 2),
    "twelve months need not follow each other": (ago(*range(2, 13), 0), "months_12", NOW),
    "arrears are reckoned as paid": (ago(3, 2, 1), "months_12", NOW + 8),
    "who lapsed begins with the next month": (ago(*range(5, 20)), "months_12", NOW + 12),
    "who lapsed has counted nothing": (ago(*range(5, 20)), "counted", 0),
    "the scholarship needs 36": (ago(*range(35)), "months_36", NOW + 1),
}


@pytest.mark.parametrize(("months", "column", "expected"), CASES.values(), ids=CASES.keys())
def test_a_threshold_is_reached_in_the_month_that_paid_months_bring(
    months: set[int], column: str, expected: int
) -> None:
    assert reckoned({1: (months, [])})[1][column] == expected


STANDINGS = [(ago(0), "covered"), (ago(1), "behind"), (ago(3), "behind"), (ago(4), "lapsed"), (set(), "never")]


@pytest.mark.parametrize(("months", "expected"), STANDINGS)
def test_more_than_three_unpaid_months_are_a_lapse(months: set[int], expected: str) -> None:
    assert reckoned({1: (months, [(NOW, NOW)])})[1]["standing"] == expected


def test_who_is_enrolled_from_a_later_month_reaches_nothing_before_it() -> None:
    found = reckoned(
        {1: (set(), [(NOW + 4, NOW + 9)]), 2: (ago(8), [(NOW + 4, NOW + 9)]), 3: (set(), [(NOW, NOW + 9)])}
    )
    assert [found[who]["months_3"] for who in (1, 2, 3)] == [NOW + 6, NOW + 6, NOW + 3]


def test_cover_goes_on_from_one_enrolment_to_the_next_and_ends_at_the_first_break() -> None:
    spans = [(NOW - 3, NOW + 1), (NOW + 2, NOW + 4), (NOW + 6, NOW + 9)]
    found = reckoned({1: (ago(0), spans)})[1]
    assert (found["ends"], found["no_claim_from"]) == (NOW + 4, NOW + 8)


def test_nobody_gives_an_empty_frame() -> None:
    assert continuity(build(PAID, []), build(COVER, []), AT).empty


def test_a_million_people_of_twelve_months_take_seconds() -> None:
    people = 1_000_000
    paid = pd.DataFrame({
        "person_id": np.tile(np.arange(people), 12), "month": np.repeat(np.arange(NOW - 11, NOW + 1), people)
    })  # fmt: skip
    cover = pd.DataFrame({"person_id": np.arange(people), "first": NOW - 11, "last": NOW + 1})
    began = time.process_time()
    found = continuity(paid, cover, AT)
    assert time.process_time() - began < 10, "whole columns, no loops"
    assert len(found) == people
    assert set(found["months_12"]) == {NOW}
