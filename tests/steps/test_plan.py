"""A plan against buying month by month, one person and one month at a time."""

from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.month import PERIODS, Month
from jamsos_cli.model.plan import Asked, MonthPrice
from jamsos_cli.model.premium import Premium
from jamsos_cli.steps import plan

FIRST = Month.parse("2026-11")
CHANGES = st.lists(st.tuples(st.integers(1, 14), st.sampled_from((8_400, 16_800, 36_800))), min_size=1, max_size=5)


def prices(changes: list[tuple[int, int]]) -> list[MonthPrice]:
    """A price for each month looked at; the last one goes on."""
    totals = [total for months, total in changes for _ in range(months)]
    totals += [totals[-1]] * (plan.HORIZON - len(totals))
    return [MonthPrice(FIRST + n, Premium(total - 6_800, 6_800, 0, "jkk+jkm")) for n, total in enumerate(totals)]


def asked(budget: int | None, months: int | None = None) -> Asked:
    return Asked(budget, months, (), 64, 50)


@given(CHANGES, st.integers(1, 10**9), st.integers(1, 20_000))
def test_months_are_bought_one_after_another_as_long_as_all_can_be_paid(
    changes: list[tuple[int, int]], budget: int, people: int
) -> None:
    months, left = 0, budget
    for one in prices(changes):
        if left < one.premium.total * people:
            break
        left -= one.premium.total * people
        months += 1
    found = plan.by_people(asked(budget), people, prices(changes))
    assert (found.whole, found.left) == (months, left)
    assert found.last == (FIRST + (months - 1) if months else None)
    if months < plan.HORIZON:
        following = prices(changes)[months].premium.total
        assert (found.tenths, found.next_people) == (left * 10 // (following * people), left // following)
        assert found.tenths is not None and 0 <= found.tenths < 10


def test_a_month_that_takes_the_last_rupiah_is_bought() -> None:
    found = plan.by_people(asked(2 * 3 * 16_800), 3, prices([(1, 16_800)]))
    assert (found.whole, found.left, found.last) == (2, 0, FIRST + 1)


@given(CHANGES, st.integers(1, 10**9), st.integers(1, 24))
def test_no_further_person_can_be_paid_for_so_many_months(
    changes: list[tuple[int, int]], budget: int, months: int
) -> None:
    found = plan.by_months(asked(budget, months), prices(changes))
    assert [one.months for one in found] == sorted({*PERIODS, months})
    for one in found:
        price = sum(month.premium.total for month in prices(changes)[: one.months])
        assert (one.price, one.cost) == (price, one.people * price)
        assert one.cost + one.left == budget
        assert 0 <= one.left < price
        assert one.last == FIRST + (one.months - 1)
        assert (one.village_people, one.full_villages) == (one.people // 64, one.people // 50)


def test_without_a_budget_only_the_cost_is_known() -> None:
    found = plan.by_people(asked(None, 6), 100, prices([(2, 8_400), (1, 16_800)]))
    assert (found.monthly, found.cost) == (840_000, 2 * 840_000 + 4 * 1_680_000)
    assert (found.whole, found.left, found.short) == (None, None, None)
    assert plan.by_months(asked(None, 6), prices([(1, 16_800)])) == ()


def test_what_a_budget_lacks_for_the_months_asked_for_is_said() -> None:
    found = [plan.by_people(asked(budget, 3), 10, prices([(1, 16_800)])).short for budget in (504_000, 503_999)]
    assert found == [0, 1]


def test_each_change_of_price_is_one_border_with_what_it_does_to_the_budget() -> None:
    runs = plan.tariffs(prices([(2, 8_400), (3, 8_400), (1, 16_800)]))
    assert [(str(run.first), str(run.last), run.premium.total) for run in runs] == [
        ("2026-11", "2027-03", 8_400),
        ("2027-04", str(FIRST + (plan.HORIZON - 1)), 16_800),
    ]
    (border,) = plan.borders(asked(1_000_000, 2), runs)
    assert (str(border.month), border.before, border.after) == ("2027-04", 8_400, 16_800)
    assert (border.people_before, border.people_after) == (59, 29)
    assert (border.people_months_before, border.people_months_after) == (119, 59)
