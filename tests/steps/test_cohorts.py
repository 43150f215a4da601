"""Cohorts begin with the first month billed without a gap and end where the enrolments do."""

import pandas as pd

from jamsos_cli.model.cohort import LATER
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, build
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import WAITING
from jamsos_cli.steps.cohorts import all_villages, cohorts, first_paid_months

DECEMBER = Month(2026, 12)
PLAIN = {name: "" if column.dtype == TEXT else 0 for name, column in ENROLMENTS.items()} | {
    "source": "apbd", "village": "51.04.03.2001", "village_name": "Batubulan", "first_month": "2026-07",
    "last_month": "2026-12",
}  # fmt: skip
# Who was billed in which earlier month: 3 has a gap in October, 4 began in December, 5 was paid by another source.
EARLIER = {
    "2026-11": [(1, "apbd"), (2, "apbd"), (3, "apbd"), (5, "sertakan")],
    "2026-10": [(1, "apbd"), (2, "apbd")],
    "2026-09": [(1, "apbd"), (2, "apbd"), (3, "apbd")],
    "2026-08": [(1, "apbd"), (2, "apbd")],
    "2026-07": [(1, "apbd"), (2, "apbd")],
}


def paid(month: str) -> pd.DataFrame:
    return pd.DataFrame(EARLIER.get(month, []), columns=["person_id", "source"])


def found(later: list[tuple[object, ...]] = [], waiting: int = 0, **other: dict) -> pd.DataFrame:  # noqa: B006
    rows = [
        PLAIN | {"person_id": number, "enrolment_id": number} | other.get(f"p{number}", {}) for number in range(1, 6)
    ]
    enrolments = build(ENROLMENTS, ([row[name] for name in ENROLMENTS] for row in rows))
    lines = enrolments[["person_id", "source"]].drop_duplicates().iloc[::-1]
    line = build(
        WAITING, ([*("apbd", "51.04.03.2001", "Batubulan"), n, 90 + n, "", "", None, "", ""] for n in range(waiting))
    )
    return cohorts(lines, enrolments, build(LATER, later), line, first_paid_months(lines, DECEMBER, paid))


def listed(frame: pd.DataFrame) -> list[tuple[str, str, int]]:
    return list(zip(frame["first_paid"], frame["last_month"], frame["people"], strict=True))


def test_a_gap_and_another_payer_begin_a_new_cohort() -> None:
    assert listed(found()) == [
        ("2026-07", "2026-12", 2),
        ("2026-11", "2026-12", 1),
        ("2026-12", "2026-12", 2),
    ]


def test_an_enrolment_that_begins_right_after_goes_on_and_one_after_a_gap_does_not() -> None:
    later = [(1, "apbd", "2027-01", "2027-03"), (1, "apbd", "2027-04", "2027-06"), (2, "apbd", "2027-02", "2027-06")]
    assert listed(found(later)) == [
        ("2026-07", "2026-12", 1),
        ("2026-07", "2027-06", 1),
        ("2026-11", "2026-12", 1),
        ("2026-12", "2026-12", 2),
    ]


def test_an_enrolment_that_begins_before_the_end_of_another_goes_on_too() -> None:
    assert listed(found([(1, "apbd", "2027-01", "2027-06"), (1, "apbd", "2027-03", "2027-12")]))[:2] == [
        ("2026-07", "2026-12", 1),
        ("2026-07", "2027-12", 1),
    ]
    longer = {"last_month": "2027-06"}
    assert listed(found([(1, "apbd", "2027-03", "2027-12")], p1=longer))[:2] == [
        ("2026-07", "2026-12", 1),
        ("2026-07", "2027-12", 1),
    ]


def test_of_two_lists_that_have_somebody_the_longer_one_says_the_end() -> None:
    twice = {"person_id": 1, "last_month": "2027-06", "village": "51.04.03.2002", "village_name": "Ketewel"}
    made = found(p2=twice)
    assert listed(made)[:2] == [("2026-07", "2027-06", 1), ("2026-11", "2026-12", 1)]
    assert set(made["village_name"]) == {"Batubulan"}


def test_who_waits_takes_the_places_that_end_first() -> None:
    made = found(waiting=3, p1={"last_month": "2027-06"})
    assert list(zip(made["first_paid"], made["last_month"], made["waiting"], strict=True)) == [
        ("2026-07", "2026-12", 1), ("2026-07", "2027-06", 0), ("2026-11", "2026-12", 1), ("2026-12", "2026-12", 1),
    ]  # fmt: skip


def test_villages_are_apart_and_can_be_summed() -> None:
    made = found(p2={"village": "51.04.03.2002", "village_name": "Ketewel"})
    assert made["village_name"].tolist() == ["Batubulan", "Batubulan", "Batubulan", "Ketewel"]
    assert listed(all_villages(made)) == [
        ("2026-07", "2026-12", 2),
        ("2026-11", "2026-12", 1),
        ("2026-12", "2026-12", 2),
    ]


def test_a_month_without_bills_has_no_cohorts() -> None:
    nobody = build(ENROLMENTS, ())
    none = first_paid_months(nobody, DECEMBER, paid)
    assert cohorts(nobody, nobody, build(LATER, ()), build(WAITING, ()), none).empty
