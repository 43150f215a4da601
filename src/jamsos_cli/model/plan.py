"""What a budget buys: how many people for how long, month by month at each month's tariff."""

from typing import NamedTuple

from jamsos_cli.model.month import Month
from jamsos_cli.model.places import Placed
from jamsos_cli.model.premium import Premium
from jamsos_cli.model.wording import Text


class MonthPrice(NamedTuple):
    """What one person costs in one iuran month."""

    month: Month
    premium: Premium


class Asked(NamedTuple):
    """What a plan is made for; None where it was not said."""

    budget: int | None
    """rupiah."""
    months: int | None
    people: tuple[int, ...]
    villages: int | None
    quota: int
    """people a village; 0 where villages do not count."""


class Tariff(NamedTuple):
    """A run of months with one price a person."""

    first: Month
    last: Month
    """of those looked at."""
    premium: Premium


class ByMonths(NamedTuple):
    """For so many months: how many people."""

    months: int
    last: Month
    price: int
    """rupiah a person for all of them, each at its own tariff."""
    people: int
    cost: int
    """rupiah for these people and months."""
    left: int
    """rupiah of the budget that buys nobody more."""
    village_people: int | None
    """people a village, where villages count."""
    full_villages: int | None
    """villages whose quota is full, where there is one."""


class ByPeople(NamedTuple):
    """For so many people: how many months."""

    people: int
    monthly: int
    """rupiah for the first month."""
    whole: int | None
    """whole months the budget pays for; None without a budget."""
    tenths: int | None
    """tenths of the month after them that the rest pays for."""
    last: Month | None
    """last whole month paid; None where not even the first is."""
    next_people: int | None
    """how many of them the rest pays for in the month after."""
    left: int | None
    """rupiah left after the whole months."""
    cost: int | None
    """rupiah for the months asked for; None where no number of months was."""
    short: int | None
    """rupiah that the budget lacks for them; 0 where it is enough."""


class Border(NamedTuple):
    """A month from which a person costs something else."""

    month: Month
    before: int
    """rupiah a person and month."""
    after: int
    months: int
    """for so many months."""
    people_before: int | None
    """people the budget buys for so many months at the price before; None without a budget."""
    people_after: int | None
    people_months_before: int | None
    """person-months the budget buys at the price before."""
    people_months_after: int | None


class Plan(NamedTuple):
    """A plan and all its options."""

    source: str
    """key."""
    title: str
    """of the source."""
    programmes: str
    sector: str
    first: Month
    asked: Asked
    tariffs: tuple[Tariff, ...]
    person_months: int | None
    """what the budget buys at the tariff of the first month; None without a budget."""
    rest: int | None
    """rupiah left then."""
    by_months: tuple[ByMonths, ...]
    by_people: tuple[ByPeople, ...]
    borders: tuple[Border, ...]
    registered: int | None
    """people of the workspace enrolled under the source in the first month; None without a workspace."""
    placed: Placed | None
    """who of them would have a place and who would wait, where a quota was said."""
    notes: tuple[Text, ...]
