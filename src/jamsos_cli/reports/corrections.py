"""What stands on invoices beside the plain lines: corrections, credit set off and carried, cancellations."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.correction import Books
from jamsos_cli.model.frame import records
from jamsos_cli.model.nik import mask, mask_numbers
from jamsos_cli.model.programme import AMOUNTS, PROGRAMMES
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.invoice import remark

if TYPE_CHECKING:
    import pandas as pd

_AMOUNT_COLUMNS = tuple(rupiah_column(name, name, 16) for name in ("JKK", "JKM", "JHT"))
_SUM = rupiah_column("Jumlah", "Total", 18)
MOST_SHOWN = 40
"""More corrections than this are counted on the screen; the annexes have them all."""


def with_credit(invoices: Sequence[Mapping[str, Any]], books: Books) -> list[dict[str, Any]]:
    """Add to rows of `invoice_rows`, a programme and in all, in rupiah: what credit there is, and what is to be paid.

    `brought` is left over from earlier invoices, `credited` taken back on this one, `used` set off here, `due` left to
    pay (nothing on a cancelled one), `carried` left over for later ones. `cancelled_on`, `_by` and `_for` are "" where
    nobody cancelled it.
    """
    settled = {row["invoice_id"]: row for row in records(books.settlements)}
    cancelled = {row["invoice_id"]: row for row in records(books.cancellations)}
    none = {"cancelled_on": "", "cancelled_by": "", "cancelled_for": ""}
    return [
        {
            **row,
            **none,
            **_settled(row, settled.get(row["invoice_id"], {}), cancelled=row["invoice_id"] in cancelled),
            **{k: shown_name(v, 200) for k, v in cancelled.get(row["invoice_id"], {}).items() if k in none},
        }
        for row in invoices
    ]


def _settled(invoice: Mapping[str, Any], settled: Mapping[str, int], *, cancelled: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in PROGRAMMES:
        brought, credited = settled.get(f"brought_{name}", 0), settled.get(f"credited_{name}", 0)
        used = 0 if cancelled else settled.get(f"used_{name}", 0)
        found |= {
            f"brought_{name}": brought,
            f"credited_{name}": credited,
            f"used_{name}": used,
            f"due_{name}": 0 if cancelled else invoice[name] - used,
            f"carried_{name}": brought + credited - used,
        }
    for what in ("brought", "credited", "used", "due", "carried"):
        found[what] = sum(found[f"{what}_{name}"] for name in PROGRAMMES)
    return found


def corrections(books: Books) -> list[dict[str, Any]]:
    """Give the corrections on a month's invoices, NIK masked: by source, payer, iuran month, person; credits first."""
    ledger = books.ledger[books.ledger["reason"] != ""]
    by = ["source", "payer", "iuran_month", "person_id", "entry"]
    names = ("name", "village_name", "payer_name")
    return [
        {**row, "nik": mask(row["nik"]), **{name: shown_name(row[name]) for name in names}}
        for row in records(ledger.sort_values(by, kind="stable"))
    ]


def corrections_tables(books: Books, sources: Sequence[Source], lang: Lang) -> tuple[Table, ...]:
    """Give one row a correction, and one row a payer with credit left; nothing where there is none."""
    titles = titles_of(sources)
    found = corrections(books)
    rows = [
        (
            titles.get(one["source"], one["source"]), one["payer_name"], one["iuran_month"], one["name"], one["nik"],
            one["total"], remark(one).say(lang),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        text_column("Sumber dana", "Source", 14),
        text_column("Pembayar", "Payer", 28),
        text_column("Bulan iuran", "Iuran month", 12),
        text_column("Nama", "Name", 28),
        text_column("NIK", "NIK", 18),
        _SUM,
        text_column("Apa dan mengapa", "What and why", 60),
    )
    total = (Text("JUMLAH", "TOTAL").say(lang), *(None,) * 4, sum(one["total"] for one in found), None)
    note = Text(
        f"{len(rows) - MOST_SHOWN} lagi ada pada lampiran tagihan.",
        f"{len(rows) - MOST_SHOWN} more are in the annexes.",
    )
    said = Table(
        Text(f"Koreksi: {len(rows)}", f"Corrections: {len(rows)}"), columns, rows[:MOST_SHOWN], total,
        note if len(rows) > MOST_SHOWN else None,
    )  # fmt: skip
    return (*((said,) if rows else ()), *_balances(books.balances, titles))


def _balances(balances: "pd.DataFrame", titles: Mapping[str, str]) -> tuple[Table, ...]:
    if balances.empty:
        return ()
    rows = [
        (titles.get(one["source"], one["source"]), shown_name(one["payer_name"]), *(one[name] for name in AMOUNTS))
        for one in records(balances)
    ]
    columns = (
        text_column("Sumber dana", "Source", 14),
        text_column("Pembayar", "Payer", 28),
        *_AMOUNT_COLUMNS,
        _SUM,
    )
    title = Text("Saldo lebih bayar pada tagihan terbit", "Credit left on issued invoices")
    note = Text(
        "Dipotong dari tagihan bulan berikutnya (PP 50/2025).", "Set off against the following months (PP 50/2025)."
    )
    return (Table(title, columns, rows, note=note),)


def corrections_json(invoices: Sequence[Mapping[str, Any]], books: Books) -> dict[str, object]:
    """Give the keys that `invoice --format json` has beside the contract's own; none where nothing was corrected.

    So the object of an ordinary month is the contract's to the key, for programs that refuse what they do not know.

    `invoices` are rows of `with_credit`. `due` is what is to be paid on the month's invoices, which the contract's
    `total`, what the month itself costs, does not say once lines of other months and credit stand on them.
    """
    found = corrections(books)
    if not found and books.balances.empty and books.settlements.empty and books.cancellations.empty:
        return {}
    kept = ("iuran_month", "source", "nik", "name", "entry", *AMOUNTS, "corrects", "reason", "number")
    shown = ("number", "status", "source", "people", *AMOUNTS, "brought", "credited", "used", "due", "carried")
    return {
        "due": sum(row["due"] for row in invoices),
        "invoices": [{"payer": mask_numbers(row["payer"])} | {name: row[name] for name in shown} for row in invoices],
        "corrections": [
            {"payer": mask_numbers(one["payer"])} | {name: one[name] for name in kept} for one in found
        ],
        "balances": [
            {**row, "payer": mask_numbers(row["payer"]), "payer_name": shown_name(row["payer_name"])}
            for row in records(books.balances)
        ],
    }  # fmt: skip
