"""The papers of a month, into out/<month>/: all of a command's files appear together or not at all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from jamsos_cli.errors import FileError
from jamsos_cli.model.correction import Books
from jamsos_cli.model.finding import Level
from jamsos_cli.model.free_name import bare_name, free_name, plain_name
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.source import Payer, Source
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Text
from jamsos_cli.reports import corrections as corrections_report
from jamsos_cli.reports import exclusion as exclusion_report
from jamsos_cli.reports import findings as findings_report
from jamsos_cli.reports import invoice as invoice_report
from jamsos_cli.reports import reconciliation as reconciliation_report
from jamsos_cli.reports.letters import invoice_title
from jamsos_cli.reports.messages import Notice, message_folders, message_names
from jamsos_cli.reports.month import MonthReport, coverage_tables
from jamsos_cli.reports.villages import ByVillage, villages_table
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.laws import laws_behind
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import documents
from jamsos_cli.runs.rosters.messaging import message_bytes
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.page import render
from jamsos_cli.writers.paper import paper_html, paper_pdf
from jamsos_cli.writers.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

DRAFT = "rancangan"
LETTERS = ("surat-pengantar", "kwitansi")
"""what goes with an invoice that is to be paid."""
_OPEN = Text(
    "{path}: rancangan lama tidak dapat dihapus. Tutup bila sedang terbuka di Excel, lalu ulangi.",
    "{path}: the old draft cannot be removed. Close it if Excel has it open, and do it again.",
)


class Billed(NamedTuple):
    """What a month's papers are made from."""

    invoices: "pd.DataFrame"
    """INVOICES."""
    lines: "pd.DataFrame"
    """BILLED: those in force for the month, whatever invoice they stand on."""
    people: "pd.DataFrame"
    """BILLED_PEOPLE of the lines and of all that stands on the invoices."""
    books: Books

    def addresses(self) -> dict[int, str]:
        """Give the addresses by enrolment_id."""
        return dict(zip(self.people["enrolment_id"].tolist(), self.people["address"].tolist(), strict=True))

    def rows(self, sources: Sequence[Source]) -> "list[dict[str, Any]]":
        """Give the invoices as papers list them, with their credit."""
        return corrections_report.with_credit(invoice_report.invoice_rows(self.invoices, sources), self.books)

    def annexes(self, sources: Sequence[Source]) -> "dict[int, list[dict[str, Any]]]":
        """Give all that stands on each invoice, by its key, as papers list it."""
        return invoice_report.annexes(self.books.ledger, sources, self.addresses())

    def asked(self) -> "pd.DataFrame":
        """Give the lines that the month's invoices ask payment for, late ones too: BILLED, none of cancelled ones."""
        ledger, gone = self.books.ledger, self.books.cancellations["invoice_id"]
        return ledger[(ledger["entry"] == "debit") & ~ledger["invoice_id"].isin(gone)]


class Papers:
    """The papers of one command: begun as soon as they are known, written all together when the block ends well."""

    def __init__(self) -> None:
        self._begun: dict[Path, Callable[[], bytes]] = {}
        self._stale: set[Path] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._write()

    def add(self, path: Path, make: Callable[..., bytes], *arguments: object) -> Path:
        """Begin a paper; `make` and its arguments may travel to another process."""
        self._begun[path] = cores.later(make, *arguments)
        return path

    def drop(self, paths: Iterable[Path]) -> None:
        """Remove these in the end, unless they are written again."""
        self._stale |= set(paths)

    def _write(self) -> None:
        made = {path: finished() for path, finished in sorted(self._begun.items())}
        with Drafts() as drafts:
            for path, content in made.items():
                drafts.write(path, content)
        for path in sorted(self._stale - set(made)):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise FileError(_OPEN.fill(path=path.name)) from error


def add_invoices(papers: Papers, workspace: Workspace, month: Month, billed: Billed) -> tuple[Path, ...]:
    """Add each invoice as .xlsx and .html, and the month's totals as one .xlsx; drafts of earlier runs go away."""
    folder = workspace.out(month)
    sources = workspace.settings.sources
    rows, annexes = billed.rows(sources), billed.annexes(sources)
    laws = law_said(workspace, annexes)
    paths = [papers.add(folder / "tagihan.xlsx", _totals_workbook, rows, sources, month)]
    for one, stem in zip(rows, stems(folder, rows), strict=True):
        annex = annexes[one["invoice_id"]]
        values = invoice_values(workspace, month, one) | {"lines": annex, "laws": laws}
        paths += [
            papers.add(beside(stem, ".xlsx"), _invoice_workbook, one, annex, sources, month, laws),
            papers.add(beside(stem, ".html"), html, "invoice", workspace.root, values),
        ]
        if one["cancelled_on"]:
            endings = (".pdf", *(f"-{name}.{kind}" for name in LETTERS for kind in ("html", "pdf")))
            papers.drop(beside(stem, ending) for ending in endings)
    papers.drop(path for place in ("tagihan", "sponsor") for path in (folder / place).rglob(f"*-{DRAFT}*.*"))
    return tuple(sorted(paths))


def law_said(workspace: Workspace, annexes: "Mapping[int, list[dict[str, Any]]]") -> dict[str, str]:
    """Give what papers say of the law behind the lines of `annexes`, by the records that a line names."""
    return laws_behind(workspace, (line["tariff"] for annex in annexes.values() for line in annex))


def stems(folder: Path, rows: "Sequence[dict[str, Any]]") -> list[Path]:
    """Give the path of every invoice of `invoice_rows` without its ending, each another."""
    taken: set[str] = set()
    return [Path(free_name(str(folder / "tagihan" / one["source"] / _name(one)), taken)) for one in rows]


def beside(stem: Path, ending: str) -> Path:
    """Put an ending behind a name, which may have dots of its own."""
    return stem.with_name(stem.name + ending)


def invoice_values(workspace: Workspace, month: Month, one: "dict[str, Any]") -> "dict[str, Any]":
    """Give what every paper about one invoice may say; a draft bears the first day of its month."""
    number = one["number"] or "RANCANGAN"
    return {
        "office": workspace.settings.office,
        "invoice": one,
        "source": workspace.settings.source(one["source"]),
        "day": date.fromisoformat(one["issued_on"]) if one["issued_on"] else month.first_day,
        "month": month,
        "draft": not one["number"],
        "cancelled": date.fromisoformat(one["cancelled_on"]) if one["cancelled_on"] else None,
        "stamp": "DIBATALKAN" if one["cancelled_on"] else "" if one["number"] else "DRAF",
        "running": f"{invoice_title(one)} {number}, {one['payer_name']}",
    }


def add_reconciliation(
    papers: Papers, workspace: Workspace, month: Month, matches: "pd.DataFrame", *, pdf: bool
) -> tuple[Path, ...]:
    """Add the month's reconciliation as .xlsx (states, open differences, everything) and as minutes in .html and .pdf.

    Without the .pdf an older one goes away.
    """
    folder = workspace.out(month)
    tables = (
        reconciliation_report.states_table(matches, month),
        reconciliation_report.lines_table(matches, month),
        reconciliation_report.lines_table(matches, month, only_open=False),
    )
    values = {
        "office": workspace.settings.office,
        "insurer": workspace.settings.office.insurer,
        "states": reconciliation_report.state_sums(matches),
        "lines": reconciliation_report.shown_rows(reconciliation_report.open_matches(matches)),
        "day": workspace.today(),
        "month": month,
        "running": f"Berita acara rekonsiliasi iuran {month.title}",
    }
    papers.drop([folder / "rekonsiliasi.pdf"])
    made = [
        papers.add(folder / "rekonsiliasi.html", html, "reconciliation", workspace.root, values),
        papers.add(folder / "rekonsiliasi.xlsx", workbook, tables, month),
    ]
    if pdf:
        arguments = ("reconciliation", workspace.root, workspace.today(), values)
        made.append(papers.add(folder / "rekonsiliasi.pdf", as_pdf, *arguments))
    return tuple(sorted(made))


def add_report(
    papers: Papers,
    workspace: Workspace,
    report: MonthReport,
    matches: "pd.DataFrame | None",
    questioned: "pd.DataFrame",
    more: Sequence[Table],
) -> tuple[Path, ...]:
    """Add the month's report as .xlsx, with the tables that belong to it, and .html.

    The issued lines that an exclusion list bars (QUESTIONED) are told in both.
    """
    folder = workspace.out(report.month)
    values = {
        "office": workspace.settings.office,
        "report": report,
        "states": None if matches is None else reconciliation_report.state_sums(matches),
        "questioned": exclusion_report.questioned_rows(questioned),
        "day": workspace.today(),
    }
    tables = (*coverage_tables(report), *exclusion_report.questioned_table(questioned, "id"))
    return (
        papers.add(folder / "laporan.html", _page, "report.html.j2", workspace.root, values),
        papers.add(folder / "laporan.xlsx", workbook, (*tables, *more), report.month),
    )


def add_mending(papers: Papers, workspace: Workspace, month: Month, outcomes: Sequence[Outcome]) -> None:
    """Add what is to be mended in all rosters: .xlsx, the page of findings; a message to the sender of each new one.

    Without a new one the earlier ones stay.
    """
    fresh = [one.result for one in outcomes if one.status != "known" and (one.result.villages or one.result.findings)]
    told = [one.result for one in outcomes if one.result.villages or one.result in fresh]
    if not fresh:
        return
    folder, today = workspace.out(month), workspace.today()
    tables = (findings_report.mending_table(told, "id"), villages_table(ByVillage(told).lines(), "id"))
    papers.add(folder / "perbaikan.xlsx", workbook, tables, month)
    office = workspace.settings.office
    page = documents.Asked("id", month.first_day, office, workspace.root / "templates")
    papers.add(folder / "perbaikan.html", documents.page_bytes, told, page)
    notice = Notice(office.name, today, due=month.due_day if today <= month.due_day else None)
    files = [result.file for result in fresh]
    for result, name, near in zip(fresh, message_names(files), message_folders(files), strict=True):
        papers.drop([folder / "pesan" / name])  # what was asked for before and is mended now
        if any(finding.kind.level is not Level.NOTE for finding in result.findings):
            papers.add(folder / "pesan" / name, message_bytes, result, notice, near)


def _totals_workbook(rows: "list[dict[str, Any]]", sources: Sequence[Source], month: Month) -> bytes:
    return workbook((invoice_report.totals_table(rows, sources, month),), month)


def _invoice_workbook(
    one: "dict[str, Any]",
    annex: "list[dict[str, Any]]",
    sources: Sequence[Source],
    month: Month,
    laws: "Mapping[str, str]",
) -> bytes:
    totals = invoice_report.totals_table([one], sources, month)
    return workbook((totals, invoice_report.lines_table(annex, month, laws)), month)


def workbook(tables: Sequence[Table], month: Month) -> bytes:
    """Make tables as a workbook of a month."""
    return workbook_bytes(tables, created=month.first_day)


def _page(template: str, root: Path, values: dict[str, object]) -> bytes:
    return render(template, root / "templates", **values).encode("utf-8")


def html(name: str, root: Path, values: "dict[str, Any]") -> bytes:
    """Make a paper of a workspace as a page."""
    return paper_html(name, root / "templates", **values)


def as_pdf(name: str, root: Path, made_on: date, values: "dict[str, Any]") -> bytes:
    """Make a paper of a workspace as PDF, dated the day it speaks of."""
    return paper_pdf(name, root / "templates", made_on, **values)


def _name(one: "dict[str, Any]") -> str:
    """Name an invoice's files: payer, and number or draft; the regency by its name, a village by its code and name."""
    payer, called = one["payer"], one["payer_name"]
    if payer == Payer.REGENCY.value:
        payer = called
    elif payer.replace(".", "").isdigit():
        payer = f"{payer}-{called}"
    return f"{plain_name(payer)}-{bare_name(one['number'] or DRAFT)}"
