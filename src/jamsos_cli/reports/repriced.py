"""What a change of law moves: drafts that will cost another amount, issued lines that stay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

SECTORS = {
    "transport": Text("transportasi", "transport"),
    "other": Text("lain", "other"),
    "unknown": Text("tidak diketahui", "unknown"),
}
_STATUS = {
    "draft": Text("rancangan, ikut berubah", "draft, will change"),
    "issued": Text("terbit, tetap", "issued, stays"),
}


def repriced_tables(
    since: Month, repriced: "pd.DataFrame", laws: Sequence[InForce], sources: Sequence[Source], lang: Lang
) -> tuple[Table, Table]:
    """Give the lines whose amount today is another, and the records that begin or end from the month on."""
    return _moved(since, repriced, titles_of(sources), lang), _laws(laws, lang)


def _moved(since: Month, repriced: "pd.DataFrame", titles: dict[str, str], lang: Lang) -> Table:
    moved = repriced[repriced["each"] != repriced["each_now"]]
    rows = [
        (
            one["iuran_month"], titles.get(one["source"], one["source"]), SECTORS[one["sector"]].say(lang),
            one["programmes"], _STATUS[one["status"]].say(lang), one["people"], one["each"], one["each_now"],
            one["total_now"] - one["total"], one["tariff_now"],
        )
        for one in records(moved)
    ]  # fmt: skip
    same = int(repriced["people"].sum() - moved["people"].sum())
    difference = int((moved["total_now"] - moved["total"]).sum())
    columns = (
        text_column("Bulan", "Month", 9), text_column("Sumber", "Source", 14), text_column("Sektor", "Sector", 16),
        text_column("Program", "Programmes", 14), text_column("Tagihan", "Bill", 24),
        whole_column("Orang", "People", 10), rupiah_column("Tercatat", "Billed", 16),
        rupiah_column("Hari ini", "Today", 16), rupiah_column("Selisih", "Difference", 16),
        text_column("Ketentuan hari ini", "Records today", 36),
    )  # fmt: skip
    title = Text(
        f"Tagihan sejak {since.title} yang menurut tarif hari ini berjumlah lain",
        f"Bills from {since} on that cost another amount by the tariff of today",
    )
    note = Text(
        f"{same} orang-bulan lain tetap sama. Rancangan dibuat ulang oleh: jamsos invoice --month BULAN. Tagihan yang "
        "sudah terbit tidak diubah: koreksinya ada pada tagihan berikutnya.",
        f"{same} other person-months stay the same. Drafts are made again by: jamsos invoice --month M. Issued "
        "invoices never change: the next ones carry the corrections.",
    )
    totals = (*(None,) * 5, int(moved["people"].sum()), None, None, difference, None)
    return Table(title, columns, rows, totals, note)


def _laws(laws: Sequence[InForce], lang: Lang) -> Table:
    columns = (
        text_column("Ketentuan", "Record", 34), text_column("Nilai", "Value", 30), text_column("Dari", "From", 9),
        text_column("Sampai", "To", 9), text_column("Dasar hukum", "Legal source", 44),
        text_column("Berkas", "File", 18),
    )  # fmt: skip
    rows = [
        (
            record.what.say(lang), record.value.say(lang), str(record.first_month), str(record.last_month or "…"),
            record.legal_source, record.file or "jamsos",
        )
        for record in laws
    ]  # fmt: skip
    return Table(
        Text("Ketentuan yang mulai atau berakhir sejak itu", "Records that begin or end from then on"),
        columns,
        rows,
    )


def repriced_json(since: Month, repriced: "pd.DataFrame", laws: Sequence[InForce]) -> dict[str, object]:
    """Give the same as one object, unchanged lines too, money in whole rupiah."""
    lines = records(repriced)
    sums = {
        status: {
            "people": sum(one["people"] for one in lines if one["status"] == status and one["each"] != one["each_now"]),
            "difference": sum(one["total_now"] - one["total"] for one in lines if one["status"] == status),
        }
        for status in _STATUS
    }
    return {
        "version": 1,
        "since": str(since),
        "lines": lines,
        "changed": sums,
        "records": [
            {
                "key": record.key, "first_month": str(record.first_month),
                "last_month": None if record.last_month is None else str(record.last_month),
                "legal_source": record.legal_source, "file": record.file or None,
            }
            for record in laws
        ],
    }  # fmt: skip
