"""How budgets stand: ceiling, invoiced, committed, recorded, left, and the month a source runs dry."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.budget import ACCOUNTS, WHOLE_BUDGET, Ceiling, Excess, Position, Split
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd

_DECEMBER = 12


class Spent(NamedTuple):
    """What a year has asked of the sources, and will."""

    year: int
    coming: Month
    """the first month that is not invoiced yet, in whatever year."""
    invoiced: "pd.DataFrame"
    """INVOICED of the year."""
    recorded: "pd.DataFrame"
    """RECORDED of the year."""
    costs: "pd.DataFrame"
    """COSTS of the coming months of the year; of earlier months what is billed late in the coming one."""
    balances: "pd.DataFrame"
    """BALANCES: credit that coming invoices of the year use first."""
    cancelled: frozenset[str] = frozenset()
    """months (yyyy-mm) to be made again: who has no invoice in force there is billed for the month itself."""

    @property
    def at(self) -> Month:
        """The month of the year that is nearest to the coming one."""
        return min(max(self.coming, Month(self.year, 1)), Month(self.year, _DECEMBER))

    @property
    def open_months(self) -> list[Month]:
        """The months of the year that are not invoiced yet."""
        return [month for month in Month(self.year, 1).run(_DECEMBER) if month >= self.coming]


def in_force(ceilings: Iterable[Ceiling], day: str) -> tuple[Ceiling, ...]:
    """Give the ceilings that hold on a day (yyyy-mm-dd): of each source, year, payer and account the latest dated.

    Of one date the one added last; withdrawn ones never hold.
    """
    held: dict[tuple[str, int, str, str], Ceiling] = {}
    for one in sorted(ceilings, key=lambda one: (one.dated, one.ceiling_id)):
        if one.dated <= day and not one.withdrawn_at:
            held[one.source, one.year, one.payer, one.account] = one
    rank = {account: place for place, account in enumerate(ACCOUNTS)}
    return tuple(sorted(held.values(), key=lambda one: (one.source, one.year, one.payer, rank[one.account])))


def positions(
    spent: Spent, ceilings: Sequence[Ceiling], sources: Sequence[Source], book: PriceBook, excesses: Sequence[Excess]
) -> tuple[Position, ...]:
    """Give how every budget of a year stands, by source in order of payment and by payer.

    `ceilings` are those in force; `excesses` what was let past them. Each source has a row for every payer with a
    ceiling of its own and one for all others, if there are any, or no ceiling at all.
    """
    found = []
    for source in sorted(sources, key=lambda source: source.order):
        mine = [one for one in ceilings if one.source == source.key and one.year == spent.year]
        own = sorted({one.payer for one in mine if one.payer})
        prices = _Prices(_each(source, spent.at, book), [_each(source, month, book) for month in spent.open_months])
        for payer in own:
            held = tuple(one for one in mine if one.payer == payer)
            found.append(_position(spent, source, prices, (payer, _Scope({payer}, among=True)), held))
        shared = tuple(one for one in mine if not one.payer)
        rest = _position(spent, source, prices, ("", _Scope(set(own), among=False)), shared)
        if shared or not own or rest.payers:
            found.append(rest)
    return tuple(
        one._replace(excesses=tuple(e for e in excesses if (e.source, e.year, e.payer) == one[:3])) for one in found
    )


def excesses(
    invoiced: "pd.DataFrame", ceilings: Sequence[Ceiling], month: Month, sources: Sequence[Source]
) -> tuple[Excess, ...]:
    """Give the ceilings in force that the drafts of a month (in INVOICED of its year) pass, in order of payment.

    A draft that asks nothing passes none, even where the ceiling was passed before.
    """
    order = {source.key: source.order for source in sources}
    drafts = invoiced[(invoiced["status"] == "draft") & (invoiced["month"] == str(month))]
    issued = invoiced[invoiced["status"] == "issued"]
    found = []
    for one in ceilings:
        if one.year != month.year:
            continue
        scope = _Scope({one.payer}, among=True) if one.payer else _Scope(set(), among=False)
        rows = scope.rows(drafts, one.source)
        asked, before = (_sum(frame).of(one.account) for frame in (rows, scope.rows(issued, one.source)))
        if asked > 0 and before + asked > one.amount:
            name = str(rows["payer_name"].iloc[0]) if one.payer else ""
            key = (str(month), one.source, one.year, one.payer, name, one.account)
            found.append(Excess(*key, one.amount, before, asked))
    return tuple(sorted(found, key=lambda one: (order.get(one.source, 0), one.payer, ACCOUNTS.index(one.account))))


class _Scope(NamedTuple):
    """Some payers of a source, or all but some."""

    payers: set[str]
    among: bool

    def rows(self, frame: "pd.DataFrame", source: str) -> "pd.DataFrame":
        mine = frame[frame["source"] == source]
        return mine[mine["payer"].isin(self.payers) == self.among]


class _Prices(NamedTuple):
    """One person of a source, where a payer has nobody of its own to go by."""

    month: Split
    """in the month of the year that is nearest to the coming one."""
    months: list[Split]
    """in each month that is not invoiced yet."""


def _position(
    spent: Spent, source: Source, prices: _Prices, scope: tuple[str, _Scope], ceilings: tuple[Ceiling, ...]
) -> Position:
    payer, payers = scope
    asked = payers.rows(spent.invoiced, source.key)
    issued, drafts = (asked[asked["status"] == status] for status in ("issued", "draft"))
    costs, recorded = (payers.rows(frame, source.key) for frame in (spent.costs, spent.recorded))
    balances = payers.rows(spent.balances, source.key)
    invoiced = _sum(issued)
    coming = _coming(costs, balances, spent)
    committed = invoiced
    for cost in coming.values():
        committed = committed.plus(cost)
    dry, account = _passed(issued, ceilings) or _dry(invoiced, coming, ceilings)
    names = [*issued["payer_name"], *drafts["payer_name"], *costs["payer_name"]]
    own = [_own(costs, month, each) for month, each in zip(spent.open_months, prices.months, strict=True)]
    how_many = len({*issued["payer"], *drafts["payer"], *costs["payer"]})
    return Position(
        source.key, spent.year, payer, names[0] if how_many == 1 else "", how_many,
        ceilings, invoiced,
        int(recorded["recorded"].sum()), committed, spent.at, _own(costs, spent.at, prices.month),
        int(costs.loc[costs["iuran_month"] == str(spent.at), "people"].sum()), dry, account,
        _more_people(own, committed, ceilings),
    )  # fmt: skip


def _each(source: Source, month: Month, book: PriceBook) -> Split:
    """Price one person-month: not a driver, lowest band; JHT beside it whether the source pays it or not."""
    premium = book.premium(month, sector="other", relief=source.relief, income=None, programmes="JKK+JKM+JHT")
    return Split(premium.jkk, premium.jkm, premium.jht if source.programmes.endswith("JHT") else 0)


def _own(costs: "pd.DataFrame", month: Month, each: Split) -> Split:
    """Give what a person of COSTS costs in a month on average, rounded up; `each` where there is nobody."""
    there = costs[costs["iuran_month"] == str(month)]
    people = int(there["people"].sum())
    return Split(*(-(-amount // people) for amount in _sum(there))) if people else each


def _coming(costs: "pd.DataFrame", balances: "pd.DataFrame", spent: Spent) -> dict[Month, Split]:
    """Give what each coming month asks, each payer's credit set off first."""
    owners = sorted(set(balances["payer"]))
    costs = costs.assign(asked_in=_asked_in(costs, spent))
    parts = [_by_month(costs[~costs["payer"].isin(owners)], Split())]
    parts += [_by_month(costs[costs["payer"] == payer], _sum(balances[balances["payer"] == payer])) for payer in owners]
    months = sorted({month for part in parts for month in part})
    asked = {}
    for month in months:
        asked[month] = Split()
        for part in parts:
            asked[month] = asked[month].plus(part.get(month, Split()))
    return asked


def _asked_in(costs: "pd.DataFrame", spent: Spent) -> list[str]:
    """Give the month (yyyy-mm) whose invoice asks each row: its own, of what is late the first of the coming ones.

    A month whose invoice was cancelled is drafted anew, so it asks for itself.
    """
    issued, key = spent.invoiced[spent.invoiced["status"] == "issued"], ["source", "payer", "month"]
    there = set(issued[key].itertuples(index=False, name=None))
    again = {month for month in spent.cancelled if month.startswith(f"{spent.year:04d}-")}
    return [
        row[-1] if row[-1] in again and row not in there else max(row[-1], str(spent.at))
        for row in costs[["source", "payer", "iuran_month"]].itertuples(index=False, name=None)
    ]


def _by_month(costs: "pd.DataFrame", balance: Split) -> dict[Month, Split]:
    """Give what each coming month asks, a payer's credit set off first."""
    by_month: dict[Month, Split] = {}
    for row in records(costs[["asked_in", *PROGRAMMES]]):
        month = Month.parse(row["asked_in"])
        by_month[month] = by_month.get(month, Split()).plus(Split(*(row[name] for name in PROGRAMMES)))
    asked = {}
    for month in sorted(by_month):
        used = Split(*(min(cost, left) for cost, left in zip(by_month[month], balance, strict=True)))
        asked[month], balance = by_month[month].less(used), balance.less(used)
    return asked


def _passed(issued: "pd.DataFrame", ceilings: Sequence[Ceiling]) -> tuple[Month, str] | None:
    """Give the first month whose issued invoices passed a ceiling that is passed still, and its account; else None."""
    invoiced, spent = _sum(issued), Split()
    over = [one for one in ceilings if invoiced.of(one.account) > one.amount]
    for month, asked in issued.groupby("month") if over else ():
        spent = spent.plus(_sum(asked))
        for one in over:
            if spent.of(one.account) > one.amount:
                return Month.parse(str(month)), one.account
    return None


def _dry(invoiced: Split, coming: Mapping[Month, Split], ceilings: Sequence[Ceiling]) -> tuple[Month | None, str]:
    """Give the first month whose invoice would pass a ceiling, and that ceiling's account."""
    spent = invoiced
    for month in sorted(coming):
        spent = spent.plus(coming[month])
        for one in ceilings:
            if spent.of(one.account) > one.amount and coming[month].of(one.account) > 0:
                return month, one.account
    return None, WHOLE_BUDGET


def _more_people(months: Sequence[Split], committed: Split, ceilings: Sequence[Ceiling]) -> int:
    """Give how many more people what nothing is planned for would cover to December, each month at its tariff."""
    bought = [
        max(0, one.amount - committed.of(one.account)) // to_december
        for one in ceilings
        if (to_december := sum(each.of(one.account) for each in months))
    ]
    return min(bought, default=0)


def _sum(frame: "pd.DataFrame") -> Split:
    return Split(*(int(frame[name].sum()) for name in PROGRAMMES))
