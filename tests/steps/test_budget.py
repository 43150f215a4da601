"""How a budget stands: ceilings by version, what is left, the dry month, what would pass a ceiling."""

from typing import Any

import pytest

from jamsos_cli import law
from jamsos_cli.model.budget import COSTS, INVOICED, RECORDED, Ceiling, Position, Split
from jamsos_cli.model.correction import BALANCES
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.steps.budget import Spent, excesses, in_force, positions

BOOK = law.load()
DAY = "2026-11-21"
NOVEMBER = Month(2026, 11)


def ceiling(number: int, amount: int, **said: Any) -> Ceiling:
    plain = {
        "ceiling_id": number, "source": "apbd", "year": 2026, "payer": "", "account": "", "version": "induk",
        "amount": amount, "basis": "Perda 12/2025", "dated": "2026-01-02", "added_at": "", "added_by": "",
    }  # fmt: skip
    return Ceiling(**(plain | said))  # type: ignore[arg-type]


VERSIONS = {
    "the latest dated holds": ([ceiling(1, 100), ceiling(2, 200, dated="2026-09-01")], [2]),
    "the order in which they were added does not matter": (
        [ceiling(1, 200, dated="2026-09-01"), ceiling(2, 100)], [1]
    ),
    "of one day the one added last": ([ceiling(1, 100), ceiling(2, 200)], [2]),
    "one that begins later does not hold yet": ([ceiling(1, 100), ceiling(2, 200, dated="2026-12-01")], [1]),
    "one withdrawn never holds, and the one before does again": (
        [ceiling(1, 100), ceiling(2, 200, dated="2026-09-01", withdrawn_at="2026-10-01")], [1]
    ),
    "accounts, villages and years have their own": (
        [ceiling(1, 9), ceiling(2, 5, account="jkk"), ceiling(3, 9, payer="51.04.01.2001"), ceiling(4, 7, year=2027)],
        [1, 2, 3, 4],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("there", "expected"), VERSIONS.values(), ids=VERSIONS.keys())
def test_the_latest_dated_version_of_a_ceiling_holds(there: list[Ceiling], expected: list[int]) -> None:
    assert sorted(one.ceiling_id for one in in_force(there, DAY)) == expected


def spent(
    invoiced: list[tuple[str, str, int, int, int]] = (),  # type: ignore[assignment]
    costs: list[tuple[str, int, int, int]] = (),  # type: ignore[assignment]
    balance: tuple[int, int, int] = (0, 0, 0),
    coming: Month = NOVEMBER,
) -> Spent:
    """`invoiced`: month, status, jkk, jkm, jht of APBD; `costs`: month, jkk, jkm, jht."""
    return Spent(
        2026, coming,
        build(INVOICED, [("apbd", "regency", "Gianyar", month, status, 1, *sums) for month, status, *sums in invoiced]),
        build(RECORDED, []),
        build(COSTS, [("apbd", "regency", "Gianyar", month, 1, *sums) for month, *sums in costs]),
        build(BALANCES, [("apbd", "regency", "Gianyar", *balance, sum(balance))] if any(balance) else []),
    )  # fmt: skip


def apbd(state: Spent, *ceilings: Ceiling) -> Position:
    return next(one for one in positions(state, ceilings, DEFAULT_SOURCES, BOOK, ()) if one.source == "apbd")


COMING = [("2026-11", 10_000, 6_800, 0), ("2026-12", 10_000, 6_800, 0)]


def test_what_is_left_is_what_was_not_invoiced_and_what_is_free_is_what_nothing_is_planned_for() -> None:
    one = apbd(spent([("2026-10", "issued", 10_000, 6_800, 0), ("2026-11", "draft", 10_000, 6_800, 0)], COMING),
               ceiling(1, 100_000))  # fmt: skip
    assert (one.invoiced.total, one.committed.total, one.left(), one.uncommitted()) == (16_800, 50_400, 83_200, 49_600)
    assert (one.person_months(), one.coming, one.each.total) == (4, Month(2026, 11), 16_800)
    assert (one.dry, one.more_people) == (None, 1)


DRY = [
    (16_799, Month(2026, 11), 0), (16_800, Month(2026, 12), 0), (33_599, Month(2026, 12), 0), (33_600, None, 0),
    (67_199, None, 0), (67_200, None, 1), (100_800, None, 2),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "dry", "more"), DRY)
def test_a_source_runs_dry_in_the_month_whose_invoice_passes_the_ceiling(
    amount: int, dry: Month | None, more: int
) -> None:
    one = apbd(spent(costs=COMING), ceiling(1, amount))
    assert (one.dry, one.more_people) == (dry, more)


def test_what_is_left_buys_people_at_what_those_of_the_payer_cost() -> None:
    with_jht = [(month, 10_000, 6_800, 20_000) for month in ("2026-11", "2026-12")]
    one = apbd(spent(costs=with_jht), ceiling(1, 147_200))
    assert (one.each.total, one.person_months(), one.more_people) == (36_800, 4, 1)


def test_people_who_cost_unlike_amounts_are_reckoned_at_their_average_rounded_up() -> None:
    one = apbd(spent(costs=[("2026-11", 10_000, 6_800, 20_000), ("2026-11", 10_000, 6_800, 1)]), ceiling(1, 100_000))
    assert (one.each, one.coming_people) == (Split(10_000, 6_800, 10_001), 2)


def test_who_pays_for_nobody_yet_is_reckoned_at_the_tariff_of_the_source() -> None:
    one = apbd(spent(), ceiling(1, 100_000))
    assert (one.each.total, one.person_months(), one.more_people) == (16_800, 5, 2)


def test_an_account_of_its_own_runs_dry_first() -> None:
    one = apbd(spent(costs=COMING), ceiling(1, 20_000, account="jkk"), ceiling(2, 13_599, account="jkm"))
    assert (one.dry, one.dry_account, one.ceiling(), one.left("jkm")) == (Month(2026, 12), "jkm", 33_599, 13_599)
    assert one.person_months() == 1


def test_credit_is_set_off_before_money_is_needed() -> None:
    one = apbd(spent(costs=COMING, balance=(10_000, 6_800, 5_000)), ceiling(1, 16_800))
    assert (one.committed.total, one.dry) == (16_800, None)


def test_what_is_late_is_asked_in_the_coming_month() -> None:
    late = [("2026-10", 10_000, 6_800, 0), *COMING]
    assert apbd(spent(costs=late), ceiling(1, 33_599)).dry == Month(2026, 11)


CANCELLED = {
    "the cancelled month is asked for itself, before those that were issued": ([], ("2026-11",), 33_600, 11),
    "it fits, and nothing runs dry": ([], ("2026-11",), 50_400, None),
    "once it was issued anew, what is late is asked with the coming one": (["2026-11"], ("2026-11",), 50_400, 12),
    "what is late of a month that was never cancelled is, too": ([], (), 33_600, 12),
    "a cancelled month of another year asks nothing of this one": ([], ("2025-11",), 33_600, 12),
}


@pytest.mark.parametrize(("anew", "cancelled", "amount", "dry"), CANCELLED.values(), ids=CANCELLED.keys())
def test_a_cancelled_invoice_is_asked_in_its_own_month(
    anew: list[str], cancelled: tuple[str, ...], amount: int, dry: int | None
) -> None:
    sums = (10_000, 6_800, 0)
    there = [(month, "issued", *sums) for month in ("2026-10", *anew, "2026-12")]
    state = spent(there, [("2026-11", *sums)], coming=Month(2027, 1))._replace(cancelled=frozenset(cancelled))
    assert apbd(state, ceiling(1, amount)).dry == (Month(2026, dry) if dry else None)


def test_a_year_that_is_over_has_no_dry_month_and_buys_nobody() -> None:
    one = apbd(spent([("2026-12", "issued", 10_000, 6_800, 0)], coming=Month(2027, 1)), ceiling(1, 100_000))
    assert (one.coming, one.dry, one.more_people, one.uncommitted()) == (Month(2026, 12), None, 0, 83_200)


def test_a_source_without_a_ceiling_says_so() -> None:
    one = apbd(spent(costs=COMING))
    assert (one.ceiling(), one.left(), one.person_months(), one.dry) == (None, None, None, None)


PASSING = [(33_600, 0, None), (33_599, 1, 1), (20_000, 1, 13_600), (10_000, 1, 23_600)]


@pytest.mark.parametrize(("amount", "found", "over"), PASSING)
def test_a_draft_passes_a_ceiling_by_so_much(amount: int, found: int, over: int | None) -> None:
    state = spent([("2026-10", "issued", 10_000, 6_800, 0), ("2026-11", "draft", 10_000, 6_800, 0)])
    passed = excesses(state.invoiced, [ceiling(1, amount)], Month(2026, 11), DEFAULT_SOURCES)
    assert len(passed) == found
    assert [one.over for one in passed] == ([over] if over else [])


def test_a_draft_that_asks_nothing_passes_no_ceiling() -> None:
    state = spent([("2026-10", "issued", 10_000, 6_800, 0), ("2026-11", "draft", 0, 0, 0)])
    assert excesses(state.invoiced, [ceiling(1, 5)], Month(2026, 11), DEFAULT_SOURCES) == ()
