"""Lines that were priced before, priced again by the law of today: what a change of law moves, and what it leaves."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.repriced import REPRICED
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd


def reprice(priced: "pd.DataFrame", sources: Sequence[Source], book: PriceBook) -> "pd.DataFrame":
    """Give REPRICED from PRICED, sorted; a source that the settings no longer have keeps its amounts.

    Each line is priced by its own iuran month, never by today's. A month without a tariff is a SettingsError.
    """
    by_key = {source.key: source for source in sources}
    incomes = priced["income"].astype(object).where(priced["income"].notna(), None)
    rows = []
    names = ("iuran_month", "source", "sector", "programmes", "status", "each", "tariff", "people")
    for income, month, source, sector, programmes, status, each, tariff, people in zip(
        incomes, *(priced[name] for name in names), strict=True
    ):
        now, records = each, tariff
        if source in by_key:
            premium = book.premium(
                Month.parse(month),
                sector=sector,
                relief=by_key[source].relief,
                income=income,
                programmes=cast(Programmes, programmes),
            )
            now, records = premium.total, premium.records
        alike = (month, source, sector, programmes, status, each, now, records)
        rows.append((*alike, people, each * people, now * people))
    frame = build(REPRICED, rows)
    key = list(REPRICED)[:8]
    return frame.groupby(key, as_index=False)[["people", "total", "total_now"]].sum() if len(frame) else frame
