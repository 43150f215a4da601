"""A plan reckoned: people and months from a budget, exact to the rupiah, each iuran month at its own tariff.

Never months x one tariff: the relief of PP 50/2025 begins and ends within a budget year.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, pairwise

from jamsos_cli.model.month import PERIODS
from jamsos_cli.model.plan import Asked, Border, ByMonths, ByPeople, MonthPrice, Tariff

HORIZON = 120
"""Months looked at: ten years."""


def tariffs(prices: Iterable[MonthPrice]) -> tuple[Tariff, ...]:
    """Join months that follow each other at one price."""
    found = []
    for _, run in groupby(prices, key=lambda one: one.premium[:3]):
        months = list(run)
        found.append(Tariff(months[0].month, months[-1].month, months[0].premium))
    return tuple(found)


def by_months(asked: Asked, prices: Sequence[MonthPrice]) -> tuple[ByMonths, ...]:
    """Give the people a budget buys for the usual numbers of months and the one asked for; nothing without a budget."""
    if asked.budget is None:
        return ()
    sums = list(accumulate(one.premium.total for one in prices))
    lengths = sorted({*PERIODS, *([asked.months] if asked.months else [])})
    return tuple(_for_months(asked, asked.budget, prices, sums, months) for months in lengths)


def _for_months(asked: Asked, budget: int, prices: Sequence[MonthPrice], sums: Sequence[int], months: int) -> ByMonths:
    price = sums[months - 1]
    people = budget // price
    return ByMonths(
        months,
        prices[months - 1].month,
        price,
        people,
        people * price,
        budget - people * price,
        people // asked.villages if asked.villages else None,
        people // asked.quota if asked.quota else None,
    )


def by_people(asked: Asked, people: int, prices: Sequence[MonthPrice]) -> ByPeople:
    """Give how long a budget lasts for so many people, and what the months asked for cost."""
    cost = people * sum(one.premium.total for one in prices[: asked.months]) if asked.months else None
    monthly = people * prices[0].premium.total
    if asked.budget is None:
        return ByPeople(people, monthly, None, None, None, None, None, cost, None)
    left, whole = asked.budget, 0
    for one in prices:
        if left < people * one.premium.total:
            break
        left -= people * one.premium.total
        whole += 1
    following = prices[min(whole, len(prices) - 1)].premium.total
    beyond = whole == len(prices)
    return ByPeople(
        people,
        monthly,
        whole,
        0 if beyond else left * 10 // (people * following),
        prices[whole - 1].month if whole else None,
        0 if beyond else left // following,
        left,
        cost,
        None if cost is None else max(cost - asked.budget, 0),
    )


def borders(asked: Asked, found: Sequence[Tariff]) -> tuple[Border, ...]:
    """Give every change of price among the months looked at, and what it does to the budget."""
    months = asked.months or 1
    return tuple(
        Border(
            now.first,
            before.premium.total,
            now.premium.total,
            months,
            *(None if asked.budget is None else asked.budget // (one.premium.total * months) for one in (before, now)),
            *(None if asked.budget is None else asked.budget // one.premium.total for one in (before, now)),
        )
        for before, now in pairwise(found)
    )
