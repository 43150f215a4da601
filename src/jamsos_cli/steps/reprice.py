"""Lines that were priced before, priced again by the law of today: what a change of law moves, and what it leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import build, records
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.repriced import REPRICED
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = ("iuran_month", "source", "sector", "programmes", "status", "each")


def reprice(priced: "pd.DataFrame", sources: Sequence[Source], book: PriceBook) -> "pd.DataFrame":
    """Give REPRICED from PRICED, sorted; a source that the settings no longer have keeps its amounts.

    Each line is priced by its own iuran month, never by today's. A month without a tariff is a SettingsError.
    """
    by_key = {source.key: source for source in sources}
    rows = []
    for one in records(priced):
        now, laws = one["each"], one["tariff"]
        if one["source"] in by_key:
            premium = book.premium(
                Month.parse(one["iuran_month"]),
                sector=one["sector"],
                relief=by_key[one["source"]].relief,
                income=one["income"],
                programmes=one["programmes"],
            )
            now, laws = premium.total, premium.records
        alike = (*(one[name] for name in _ALIKE), now, laws)
        rows.append((*alike, one["people"], one["each"] * one["people"], now * one["people"]))
    frame = build(REPRICED, rows)
    key = list(REPRICED)[:8]
    return frame.groupby(key, as_index=False)[["people", "total", "total_now"]].sum() if len(frame) else frame
