"""Files with full NIKs, asked for by name: the insurer's upload, the annex of a source, the deductions of an office."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.model.table import Shape, Table, TableColumn, text_column, whole_column
from jamsos_cli.model.upload_layout import UploadColumn, UploadLayout
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.invoice import remark
from jamsos_cli.reports.letters import deductions_title

if TYPE_CHECKING:
    import pandas as pd


class Upload(NamedTuple):
    """The rows of an upload file, all text."""

    rows: list[tuple[str, ...]]
    lacking: dict[str, int]
    """required heading -> how many people have nothing there."""


def upload_rows(people: "pd.DataFrame", layout: UploadLayout, basis: Callable[[int], int]) -> Upload:
    """Give one row a person of BILLED_PEOPLE, by village and name, as the layout says.

    `basis` gives the wage, rupiah a month, by which an income (0 unknown) is insured.
    """
    ordered = people.sort_values(["village_name", "name", "person_id"], kind="stable")
    lacking: dict[str, int] = {}
    rows = []
    for number, person in enumerate(records(ordered), 1):
        known = person | {"number": number, "basis": basis(person["income"] or 0)}
        row = tuple(_cell(column, known) for column in layout.columns)
        for column, cell in zip(layout.columns, row, strict=True):
            if column.required and not cell:
                lacking[column.heading] = lacking.get(column.heading, 0) + 1
        rows.append(row)
    return Upload(rows, lacking)


def _cell(column: UploadColumn, person: dict[str, Any]) -> str:
    if column.origin is None:
        return column.value or ""
    said = person[column.origin]
    text = "" if said is None else str(said)
    if column.date and text:
        return _day(column.origin, text)
    return text or column.default


def _day(origin: str, text: str) -> str:
    """Write a day, or a month's first or last day, as dd-mm-yyyy.

    >>> _day("birth_date", "1980-03-12"), _day("first_month", "2026-11"), _day("last_month", "2027-02")
    ('12-03-1980', '01-11-2026', '28-02-2027')
    """
    year, month, *day = text.split("-")
    last = monthrange(int(year), int(month))[1] if origin == "last_month" else 1
    return f"{day[0] if day else f'{last:02d}'}-{month}-{year}"


def annex_table(lines: Sequence[dict[str, Any]], title: str, month: Month) -> Table:
    """Give the lines of one source as its annex with full NIKs, from `full_lines`."""
    return _table(Text(f"Rincian {title} {month.title}", f"Annex {title}, {month}"), _ANNEX, lines)


def by_office(lines: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Part the `full_lines` that sponsors pay by government office, each by sponsor and name."""
    ordered = sorted(lines, key=lambda line: (line["opd"], line["payer_name"], line["name"], line["person_id"]))
    return {opd: list(theirs) for opd, theirs in groupby(ordered, key=lambda line: str(line["opd"]))}


def deduction_table(lines: Sequence[dict[str, Any]], opd: str, month: Month) -> Table:
    """Give what the sponsors of one government office pay for, worker by worker, with full NIKs."""
    return _table(deductions_title(opd, month), _DEDUCTIONS, lines)


def full_lines(lines: "pd.DataFrame", people: "pd.DataFrame", keys: Sequence[str]) -> list[dict[str, Any]]:
    """Give the LEDGER lines of some sources with what BILLED_PEOPLE say of each; by payer, village and name.

    `remark` says what a line corrects and why.
    """
    said = people.drop(columns=[name for name in people.columns if name in lines.columns and name != "enrolment_id"])
    ours = lines[lines["source"].isin(list(keys))].merge(said, on="enrolment_id", how="left", validate="many_to_one")
    by = ["source", "payer_name", "payer", "village_name", "name", "person_id", "iuran_month", "entry"]
    return [{**line, "remark": remark(line).id} for line in records(ours.sort_values(by))]


_WORKER = (
    ("nik", Text("NIK", "NIK"), 20), ("name", Text("Nama", "Name"), 32),
    ("birth_date", Text("Tanggal lahir", "Born"), 14), ("sex", Text("L/P", "Sex"), 6),
)  # fmt: skip
_PLACE = (("address", Text("Alamat", "Address"), 30), ("village_name", Text("Desa/Kelurahan", "Village"), 20))
_ANNEX = (
    *_WORKER, *_PLACE, ("payer_name", Text("Pembayar", "Payer"), 28), ("number", Text("Nomor tagihan", "Invoice"), 34),
    ("iuran_month", Text("Bulan iuran", "Iuran month"), 12),
)  # fmt: skip
_DEDUCTIONS = (
    ("payer_name", Text("Sponsor", "Sponsor"), 30), ("opd", Text("Instansi", "Office"), 26), *_WORKER, *_PLACE,
    ("phone", Text("Telepon", "Phone"), 16), ("first_month", Text("Dari", "From"), 10),
    ("last_month", Text("Sampai", "To"), 10), ("iuran_month", Text("Bulan iuran", "Iuran month"), 12),
)  # fmt: skip


def _table(title: Text, shown: tuple[tuple[str, Text, int], ...], lines: Sequence[dict[str, Any]]) -> Table:
    remarked = ("remark",) if any(line["remark"] for line in lines) else ()
    names = [name for name, _, _ in shown]
    rows = [(number, *(line[name] for name in (*names, *AMOUNTS, *remarked))) for number, line in enumerate(lines, 1)]
    sums = tuple(sum(line[name] for line in lines) for name in AMOUNTS)
    amounts = (Text("JKK", "JKK"), Text("JKM", "JKM"), Text("JHT", "JHT"), Text("Jumlah", "Total"))
    return Table(
        title,
        (
            whole_column("No", "No", 7),
            *(TableColumn(heading, width=width) for _, heading, width in shown),
            *(TableColumn(heading, Shape.RUPIAH, 16) for heading in amounts),
            *(text_column("Keterangan", "Remark", 40) for _ in remarked),
        ),
        rows,
        totals=(None, "Jumlah", *(None for _ in names[1:]), *sums, *(None for _ in remarked)),
    )
