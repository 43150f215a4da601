"""What holds in a month: prices by payer and sector, and the records of law behind them."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.model.month import Month, said_day
from jamsos_cli.model.premium import InForce, PriceRow
from jamsos_cli.model.table import Table, rupiah_column, text_column
from jamsos_cli.model.wording import Lang, Text


class MonthPrices(NamedTuple):
    """The law of one month."""

    month: Month
    prices: Sequence[PriceRow]
    records: Sequence[InForce]


def tariff_tables(prices: MonthPrices, lang: Lang) -> tuple[Table, Table]:
    """Give the prices of the lowest band, and the records with their legal source."""
    title = prices.month.title if lang == "id" else str(prices.month)
    money = tuple(rupiah_column(name, name, 14) for name in ("JKK", "JKM", "JKK+JKM", "JHT", "JKK+JKM+JHT"))
    rows = [
        (row.payer.say(lang), row.two.jkk, row.two.jkm, row.two.total, row.three.jht, row.three.total)
        for row in prices.prices
    ]
    first = Table(
        Text(f"Iuran sebulan, {title}, golongan upah terendah", f"Premium a month, {title}, lowest band"),
        (text_column("Dibayar oleh", "Paid by", 36), *money),
        rows,
    )
    records = [
        (
            record.what.say(lang),
            record.value.say(lang),
            str(record.first_month),
            str(record.last_month or "…"),
            record.legal_source,
            said_day(record.checked, lang),
            record.file or "jamsos",
        )
        for record in prices.records
    ]
    columns = (
        text_column("Ketentuan", "Record", 34), text_column("Nilai", "Value", 30), text_column("Dari", "From", 9),
        text_column("Sampai", "To", 9), text_column("Dasar hukum", "Legal source", 44),
        text_column("Diperiksa", "Checked", 18), text_column("Berkas", "File", 18),
    )  # fmt: skip
    return first, Table(Text("Dasar hukumnya", "The law behind it"), columns, records)


def tariff_json(prices: MonthPrices, lang: Lang) -> dict[str, object]:
    """Give the same as one object, money in whole rupiah."""
    return {
        "version": 1,
        "month": str(prices.month),
        "prices": [
            {
                "payer": row.payer.say(lang),
                "relief": row.relief.value,
                "sector": row.sector,
                "jkk": row.three.jkk,
                "jkm": row.three.jkm,
                "jht": row.three.jht,
                "jkk_jkm": row.two.total,
                "jkk_jkm_jht": row.three.total,
            }
            for row in prices.prices
        ],
        "records": [
            {
                "key": record.key,
                "what": record.what.say(lang),
                "value": record.value.say(lang),
                "first_month": str(record.first_month),
                "last_month": None if record.last_month is None else str(record.last_month),
                "legal_source": record.legal_source,
                "checked": record.checked.isoformat(),
                "file": record.file or None,
            }
            for record in prices.records
        ],
    }
