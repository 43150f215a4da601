"""Budgets as bars on the page of a month's report: the ceiling, of it invoiced, committed, and what is left."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.model.budget import Position
from jamsos_cli.model.source import Source
from jamsos_cli.reports.budget import payer_words, remark

_MOST = 5
"""Payers of a source with bars of their own; of more only those that run dry, and one bar for all together."""


class BudgetBar(NamedTuple):
    """One bar; rupiah, and the same in hundredths of the widest of ceiling and committed."""

    label: str
    ceiling: int
    invoiced: int
    committed: int
    left: int
    remark: str
    """in Indonesian."""
    short: bool
    """whether the ceiling does not suffice."""
    ceiling_at: float
    """0 to 100: where the ceiling stands."""
    invoiced_at: float
    committed_at: float


def budget_bars(found: Sequence[Position], sources: Sequence[Source]) -> tuple[BudgetBar, ...]:
    """Give the bars of every budget with a ceiling, by source in order of payment."""
    bars: list[BudgetBar] = []
    for source in sorted(sources, key=lambda source: source.order):
        mine = [one for one in found if one.source == source.key and one.ceilings]
        shown = mine
        if len(mine) > _MOST:
            shown = [one for one in mine if one.dry is not None][:_MOST]
            bars.append(_together(f"{source.title}, {len(mine)} pembayar", mine))
        bars += [_bar(_label(source, one), (one,), remark(one).id) for one in shown]
    return tuple(bars)


def _label(source: Source, one: Position) -> str:
    return f"{source.title}, {payer_words(one).id}" if one.payer else source.title


def _together(label: str, found: Sequence[Position]) -> BudgetBar:
    dry = [one for one in found if one.dry is not None]
    said = f"{len(dry)} tidak cukup sampai Desember" if dry else "semua cukup sampai Desember"
    return _bar(label, found, said)


def _bar(label: str, found: Sequence[Position], said: str) -> BudgetBar:
    ceiling = sum(one.ceiling() or 0 for one in found)
    invoiced, committed = (sum(getattr(one, what).total for one in found) for what in ("invoiced", "committed"))
    widest = max(ceiling, committed, invoiced, 1)
    return BudgetBar(
        label, ceiling, invoiced, committed, sum(one.left() or 0 for one in found), said,
        any(one.dry is not None or (one.left() or 0) < 0 for one in found),
        *(100 * amount / widest for amount in (ceiling, invoiced, committed)),
    )  # fmt: skip
