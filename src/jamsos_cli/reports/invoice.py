"""What a month costs: totals by source and payer, the lines behind them, and the contract object."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.correction import say_reason
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

_AMOUNT_COLUMNS = (
    *(rupiah_column(name, name, 18) for name in ("JKK", "JKM", "JHT")),
    rupiah_column("Jumlah", "Total", 18),
)
_STATUS = {
    "draft": Text("RANCANGAN", "DRAFT"),
    "issued": Text("terbit", "issued"),
    "cancelled": Text("DIBATALKAN", "CANCELLED"),
}
_TOTAL = Text("JUMLAH", "TOTAL")
_CREDIT_COLUMNS = (
    rupiah_column("Koreksi dan saldo", "Credit set off", 18),
    rupiah_column("Harus dibayar", "Due", 18),
    rupiah_column("Sisa saldo", "Credit left", 18),
)
_CANCELLED_NOTE = Text("Tagihan yang dibatalkan tidak ikut dijumlahkan.", "Cancelled invoices are not in the totals.")


def invoice_rows(invoices: "pd.DataFrame", sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Give INVOICES (possibly none) as papers list them: by source in order of payment, then payer."""
    return [{**row, "payer_name": shown_name(row["payer_name"])} for row in records(_sorted(invoices, sources))]


def annexes(
    lines: "pd.DataFrame", sources: Sequence[Source], addresses: Mapping[int, str]
) -> dict[int, list[dict[str, Any]]]:
    """Give LEDGER (or BILLED) lines as papers list them, by invoice_id: NIK masked, plain `int`, by village and name.

    `addresses` are by enrolment_id; `remark` says what a line corrects and why.
    """
    names = ("name", "village_name", "payer_name")
    said = cache(shown_name)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in records(_sorted(lines, sources, "village_name", "name", "person_id")):
        shown = {**row, "nik": mask(row["nik"]), **{name: said(row[name]) for name in names}}
        shown["address"] = said(addresses.get(row["enrolment_id"], ""))
        shown["remark"] = remark(row).id
        found.setdefault(row["invoice_id"], []).append(shown)
    return found


def totals_table(
    invoices: Sequence[Mapping[str, Any]], sources: Sequence[Source], month: Month, lang: Lang = "id"
) -> Table:
    """Give one row an invoice of `invoice_rows`, with its budget accounts.

    JKK, JKM and JHT stand apart because they belong to different budget accounts.
    """
    known = {source.key: source for source in sources}
    settled = any(row.get("used") or row.get("carried") for row in invoices)
    rows = [
        (
            known[row["source"]].title if row["source"] in known else row["source"],
            row["payer_name"],
            _numbered(row, lang),
            *(row[name] for name in ("people", *AMOUNTS)),
            *((-row["used"], row["due"], row["carried"]) if settled else ()),
            _accounts(known.get(row["source"])),
        )
        for row in invoices
    ]
    counted = [row for row in invoices if row["status"] != "cancelled"]
    sums = tuple(sum(row[name] for row in counted) for name in ("people", *AMOUNTS))
    if settled:
        sums += (-sum(r["used"] for r in counted), sum(r["due"] for r in counted), sum(r["carried"] for r in counted))
    return Table(
        Text(f"Tagihan iuran {month.title}", f"Premiums billed, {month}"),
        (
            text_column("Sumber dana", "Source", 18),
            text_column("Pembayar", "Payer", 30),
            text_column("Nomor", "Number", 34),
            whole_column("Orang", "People", 10),
            *_AMOUNT_COLUMNS,
            *(_CREDIT_COLUMNS if settled else ()),
            text_column("Kode rekening", "Budget accounts", 26),
        ),
        rows,
        totals=(_TOTAL.say(lang), None, None, *sums, None),
        note=_CANCELLED_NOTE if len(counted) < len(invoices) else None,
    )


def _numbered(invoice: Mapping[str, Any], lang: Lang) -> str:
    said = _STATUS[invoice["status"]].say(lang) if invoice["status"] in _STATUS else str(invoice["status"])
    if not invoice["number"]:
        return said
    return f"{invoice['number']} ({said})" if invoice["status"] == "cancelled" else str(invoice["number"])


def lines_table(annex: Sequence[Mapping[str, Any]], month: Month, laws: Mapping[str, str]) -> Table:
    """Give the lines of one invoice, of `annexes`, as a table: one row a person and iuran month.

    `laws` says the law behind the records that a line names.
    """
    shown = ("nik", "name", "address", "village_name", "iuran_month", *AMOUNTS)
    remarked = any(row["remark"] for row in annex)
    # The same few words stood on every line and made the print too small to read.
    said = list(dict.fromkeys(laws[row["tariff"]] for row in annex))
    several = len(said) > 1
    rows = [
        (
            number,
            *map(row.__getitem__, shown),
            *((f"({said.index(laws[row['tariff']]) + 1})",) if several else ()),
            *((row["remark"],) if remarked else ()),
        )
        for number, row in enumerate(annex, 1)
    ]
    behind = "; ".join(f"({number}) {law}" for number, law in enumerate(said, 1)) if several else "".join(said)
    sums = tuple(sum(row[name] for row in annex) for name in AMOUNTS)
    return Table(
        Text(f"Rincian tagihan {month.title}", f"Premium lines, {month}"),
        (
            whole_column("No", "No", 7),
            text_column("NIK", "NIK", 20),
            text_column("Nama", "Name", 32),
            text_column("Alamat", "Address", 30),
            text_column("Desa/Kelurahan", "Village", 20),
            text_column("Bulan iuran", "Iuran month", 12),
            *_AMOUNT_COLUMNS,
            *((text_column("Dasar hukum", "Legal basis", 8),) if several else ()),
            *((text_column("Keterangan", "Remark", 40),) if remarked else ()),
        ),
        rows,
        totals=("Jumlah", None, None, None, None, None, *sums, *(None,) * (several + remarked)),
        note=Text(f"Dasar hukum: {behind}.", f"Legal basis: {behind}.") if behind else None,
    )


def remark(line: Mapping[str, Any]) -> Text:
    """Say what a line of the ledger corrects and why; "" for a plain one."""
    reason = line.get("reason", "")
    if not reason:
        return Text("", "")
    said = say_reason(reason)
    number = line["corrects"]
    if not number:
        return said
    return Text(f"Koreksi {number}: {said.id}", f"Corrects {number}: {said.en}")


def ledger_remark(line: Mapping[str, Any]) -> Text:
    """Say what a line takes back, replaces, or why its invoice was cancelled."""
    if line["entry"] != "cancelled":
        return remark(line)
    why = shown_name(line["reason"], 200)
    return Text(f"Tagihan dibatalkan: {why}", f"Invoice cancelled: {why}")


def invoice_json(lines: "pd.DataFrame", sources: Sequence[Source], month: Month) -> dict[str, object]:
    """Give the object that `invoice --format json` prints, from LINES rows (possibly none).

    People are counted as persons: once under a payer, a source and the whole, however many lines they have.
    """
    ordered = _sorted(lines, sources, "person_id")
    return {
        "version": 1,
        "month": str(month),
        "sources": [
            {"source": key, **_sums(of_source), "payers": _payers(of_source)}
            for key, of_source in ordered.groupby("source", sort=False)
        ],
        "people": int(lines["person_id"].nunique()),
        "total": int(lines["total"].sum()),
    }


def _payers(of_source: "pd.DataFrame") -> list[dict[str, object]]:
    return [
        {"payer": shown_name(str(payer)), "name": shown_name(str(group["payer_name"].iloc[0])), **_sums(group)}
        for payer, group in of_source.groupby("payer", sort=False)
    ]


def _sums(lines: "pd.DataFrame") -> dict[str, int]:
    return {"people": int(lines["person_id"].nunique()), **{name: int(lines[name].sum()) for name in AMOUNTS}}


def _sorted(frame: "pd.DataFrame", sources: Sequence[Source], *then: str) -> "pd.DataFrame":
    """Order by the sources' own order (unknown ones last, by key), then payer and other columns."""
    order = {source.key: source.order for source in sources}
    ranked = frame.assign(_rank=frame["source"].map(order).fillna(len(order) + 1_000).astype("int64"))
    kept = [name for name in (*then, "number", "invoice_id") if name in frame.columns]
    return ranked.sort_values(["_rank", "source", "payer", *kept], kind="stable").drop(columns="_rank")


def _accounts(source: Source | None) -> str:
    """List the budget accounts that are set: "JKK 5.1..., JKM 5.1..."."""
    if source is None:
        return ""
    pairs = (("JKK", source.accounts.jkk), ("JKM", source.accounts.jkm), ("JHT", source.accounts.jht))
    return ", ".join(f"{name} {account}" for name, account in pairs if account)
