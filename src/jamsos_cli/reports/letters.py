"""What goes with the invoices of a month: cover letters, receipts, deduction lists, statements for sponsors."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.frame import records
from jamsos_cli.model.money import dotted
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask
from jamsos_cli.model.programme import AMOUNTS, PROGRAMMES
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Payer, Source, sponsor_keys
from jamsos_cli.model.sponsor import STATES as STATES_OF_PLEDGE
from jamsos_cli.model.sponsor import Promise
from jamsos_cli.model.statement import STATES
from jamsos_cli.model.table import Shape, Table, TableColumn, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import Office, Signatory

if TYPE_CHECKING:
    import pandas as pd

NO_OPD = "Tanpa instansi"
"""the group of sponsors who named no office, in names of files: from their pay nobody deducts."""
_SUMMED = ("people", *AMOUNTS)


class Deductions(NamedTuple):
    """What the sponsors of one government office owe for a month."""

    opd: str
    """"" for the sponsors who named no office."""
    rows: tuple[dict[str, Any], ...]
    """sponsor, people, pledge (its months), jkk, jkm, jht, total, used (credit taken off already); by name."""
    sums: dict[str, int]
    """people, jkk, jkm, jht, total, used."""
    draft: bool
    """whether any line stands on a draft."""


class Statement(NamedTuple):
    """What one sponsor pays for in a month."""

    sponsor: str
    opd: str
    numbers: str
    """of the invoices, "" while there is none."""
    rows: tuple[dict[str, Any], ...]
    """nik (masked), name, village_name, first_month, last_month, state, total; by village and name."""
    total: int
    """rupiah."""
    draft: bool
    pledge: Promise | None = None
    """None where no form of the sponsor was taken in."""
    pledge_state: str = ""
    """how the pledge stands, in Indonesian."""
    ends_soon: bool = False


def invoice_title(invoice: Mapping[str, Any]) -> str:
    """Say what a paper is: an invoice, or a credit note where nobody is on it and only corrections are."""
    return "Tagihan" if invoice["people"] else "Nota kredit"


def enclosures(invoice: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """List what a cover letter goes with: (what, how many)."""
    what = invoice_title(invoice)
    annex = (
        ("Rincian peserta menurut nama dan alamat", f"{dotted(invoice['people'])} orang") if invoice["people"] else None
    )
    receipt = ("Kwitansi", "1 lembar") if invoice["due"] else None
    listed = ((f"{what} nomor {invoice['number'] or 'RANCANGAN'}", "1 berkas"), annex, receipt)
    return tuple(one for one in listed if one is not None)


def receipt_signatories(
    invoice: Mapping[str, Any], source: Source, office: Office, payer: str
) -> tuple[tuple[str, Signatory | dict[str, str | None]], ...]:
    """Say who signs the receipt of an invoice to `payer` (with title): who agreed, who paid, who received."""
    received = ("Yang menerima,", office.insurer)
    if source.payer is Payer.REGENCY:
        return ("Setuju dibayar,", office.head), ("Lunas dibayar,", office.treasurer), received
    if source.payer is Payer.VILLAGE:
        treasurer = "Bendahara" if payer.startswith("Lurah") else "Kaur Keuangan"
        return ("Setuju dibayar,", _person(payer)), ("Lunas dibayar,", _person(treasurer)), received
    return ("Yang membayar,", {"title": "Sponsor", "name": invoice["payer_name"], "nip": None}), received


def _person(title: str) -> dict[str, str | None]:
    """Leave name and NIP open: of a village we know neither."""
    return {"title": title, "name": "", "nip": None}


def sponsored(lines: "pd.DataFrame", people: "pd.DataFrame", sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Give the BILLED lines that sponsors pay, with sponsor, office and pledge of BILLED_PEOPLE; by office, sponsor."""
    ours = lines[lines["source"].isin(sponsor_keys(sources))]
    pledge = people[["enrolment_id", "sponsor", "sponsor_name", "opd", "first_month", "last_month"]]
    rows = records(ours.merge(pledge, on="enrolment_id", how="left", validate="many_to_one"))
    return sorted(rows, key=_sponsor_order)


def _sponsor_order(row: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("opd", "payer_name", "payer", "village_name", "name")
    return (*(str(row[name]) for name in names), f"{row['person_id']:012d}")


def deductions(
    rows: Sequence[Mapping[str, Any]],
    invoices: Sequence[Mapping[str, Any]],
    promises: Mapping[str, Promise],
) -> tuple[Deductions, ...]:
    """Sum `sponsored` lines by government office and sponsor, less the credit that their `invoices` set off.

    `invoices` are rows of `with_credit`; `promises` is payer -> pledge; without one the months of its roster
    are said.
    """
    credit = _set_off(invoices)
    found = []
    for opd, of_opd in groupby(rows, key=lambda row: str(row["opd"])):
        lines = list(of_opd)
        sponsors: list[dict[str, Any]] = []
        for _, of_sponsor in groupby(lines, key=lambda row: str(row["payer"])):
            theirs = list(of_sponsor)
            sums = _sums(theirs)
            for name, left in credit.get(str(theirs[0]["payer"]), {}).items():
                taken = min(left, sums[name])
                credit[str(theirs[0]["payer"])][name] -= taken
                sums |= {name: sums[name] - taken, "total": sums["total"] - taken, "used": sums["used"] + taken}
            months = _months(theirs, promises.get(str(theirs[0]["payer"])))
            sponsors.append({"sponsor": shown_name(theirs[0]["payer_name"]), "pledge": months, **sums})
        sums = {name: sum(one[name] for one in sponsors) for name in (*_SUMMED, "used")}
        found.append(Deductions(shown_name(opd), tuple(sponsors), sums, _draft(lines)))
    return tuple(found)


def _months(lines: Sequence[Mapping[str, Any]], pledge: Promise | None) -> str:
    """Say the months a sponsor pays for: those of the pledge, else of its roster."""
    first = pledge.first if pledge else Month.parse(min(str(line["first_month"]) for line in lines))
    last = pledge.until if pledge else Month.parse(max(str(line["last_month"]) for line in lines))
    return f"{first.month:02d}/{first.year} – {last.month:02d}/{last.year}"


def _set_off(invoices: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Give payer -> programme -> rupiah of credit set off."""
    found: dict[str, dict[str, int]] = {}
    for one in invoices:
        if one["used"]:
            theirs = found.setdefault(str(one["payer"]), dict.fromkeys(PROGRAMMES, 0))
            for name in theirs:
                theirs[name] += one[f"used_{name}"]
    return found


def statements(
    rows: Sequence[Mapping[str, Any]], matches: "pd.DataFrame | None", promises: Mapping[str, Promise]
) -> tuple[Statement, ...]:
    """Give one statement a sponsor from `sponsored` lines.

    MATCHES say what the insurer has of each worker, by the one line that settles the bill; `promises` (payer -> pledge)
    until when the sponsor pays.
    """
    states: dict[tuple[int, str], str] = {}
    if matches is not None:
        ours = records(matches.loc[matches["billed"] > 0, ["person_id", "source", "state"]])
        # Who lawfully stands under two sources has a bill of each.
        states = {(one["person_id"], one["source"]): one["state"] for one in ours}
    found = []
    for _, of_sponsor in groupby(rows, key=lambda row: (str(row["opd"]), str(row["payer"]))):
        lines = list(of_sponsor)
        numbers = ", ".join(sorted({row["number"] for row in lines if row["number"]}))
        pledge = promises.get(str(lines[0]["payer"]))
        shown = tuple(_worker(row, states, pledge) for row in lines)
        total = sum(row["total"] for row in lines)
        name = shown_name(lines[0]["payer_name"])
        made = Statement(name, shown_name(lines[0]["opd"]), numbers, shown, total, _draft(lines))
        if pledge:
            state = STATES_OF_PLEDGE[pledge.state].id
            made = made._replace(pledge=pledge, pledge_state=state, ends_soon=pledge.state == "ending")
        found.append(made)
    return tuple(found)


def _worker(row: Mapping[str, Any], states: Mapping[tuple[int, str], str], pledge: Promise | None) -> dict[str, Any]:
    state = states.get((row["person_id"], row["source"]))
    # A roster that names more months than were pledged is not paid for longer.
    last = min(Month.parse(row["last_month"]), pledge.until) if pledge else Month.parse(row["last_month"])
    billed = "rancangan" if row["status"] == "draft" else "ditagih"
    return {
        "nik": mask(row["nik"]),
        "name": shown_name(row["name"]),
        "village_name": shown_name(row["village_name"]),
        "first_month": Month.parse(row["first_month"]).title,
        "last_month": last.title,
        "state": STATES[state].id if state else billed,
        "total": row["total"],
    }


def _sums(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {
        "people": len({row["person_id"] for row in lines}),
        **{name: sum(row[name] for row in lines) for name in AMOUNTS},
        "used": 0,
    }


def _draft(lines: Sequence[Mapping[str, Any]]) -> bool:
    return any(row["status"] == "draft" for row in lines)


def deductions_title(opd: str, month: Month) -> Text:
    """Name the list of an office's sponsors; "" are those who named none, from whose pay nobody deducts."""
    if not opd:
        return Text(f"Iuran sponsor tanpa instansi, {month.title}", f"Premiums of sponsors without an office, {month}")
    return Text(f"Potongan {opd}, {month.title}", f"Deductions {opd}, {month}")


def deductions_table(one: Deductions, month: Month) -> Table:
    """Give a deduction list as a table: one row a sponsor."""
    amount = Text("Potongan", "Deduction") if one.opd else Text("Iuran", "Premium")
    return Table(
        deductions_title(one.opd, month),
        (
            whole_column("No", "No", 7),
            text_column("Nama sponsor", "Sponsor", 40),
            text_column("Masa janji", "Months pledged", 22),
            whole_column("Pekerja", "Workers", 10),
            *(rupiah_column(name, name, 16) for name in ("JKK", "JKM", "JHT")),
            TableColumn(amount, Shape.RUPIAH, 18),
        ),
        [
            (number, row["sponsor"], row["pledge"], *(row[name] for name in _SUMMED))
            for number, row in enumerate(one.rows, 1)
        ],
        totals=(None, "Jumlah", None, *(one.sums[name] for name in _SUMMED)),
    )
