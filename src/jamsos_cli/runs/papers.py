"""The papers of a month, into out/<month>/: all of a command's files appear together or not at all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jamsos_cli.errors import FileError
from jamsos_cli.model.correction import Books
from jamsos_cli.model.finding import Level
from jamsos_cli.model.free_name import free_name
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.source import Source
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Text
from jamsos_cli.reports import corrections as corrections_report
from jamsos_cli.reports import findings as findings_report
from jamsos_cli.reports import invoice as invoice_report
from jamsos_cli.reports import reconciliation as reconciliation_report
from jamsos_cli.reports.messages import Notice, message_folders, message_names
from jamsos_cli.reports.month import MonthReport, coverage_tables
from jamsos_cli.reports.villages import ByVillage, villages_table
from jamsos_cli.runs import cores, documents
from jamsos_cli.runs.messaging import message_bytes
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.page import render
from jamsos_cli.writers.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

DRAFT = "rancangan"
_OPEN = Text(
    "{path}: rancangan lama tidak dapat dihapus. Tutup bila sedang terbuka di Excel, lalu ulangi.",
    "{path}: the old draft cannot be removed. Close it if Excel has it open, and do it again.",
)


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


def add_invoices(
    papers: Papers, workspace: Workspace, month: Month, invoices: "pd.DataFrame", books: Books
) -> tuple[Path, ...]:
    """Add each invoice as .xlsx and .html, and the month's totals as one .xlsx; drafts of earlier runs go away."""
    folder = workspace.out(month)
    sources = workspace.settings.sources
    rows = corrections_report.with_credit(invoice_report.invoice_rows(invoices, sources), books)
    annexes = invoice_report.annexes(books.ledger, sources)
    paths = [papers.add(folder / "tagihan.xlsx", _totals_workbook, rows, sources, month)]
    taken: set[str] = set()
    for one in rows:
        stem = Path(free_name(str(folder / "tagihan" / one["source"] / _name(one)), taken))
        annex = annexes[one["invoice_id"]]
        values = _invoice_values(workspace, month, one, annex)
        paths += [
            papers.add(stem.with_name(f"{stem.name}.xlsx"), _invoice_workbook, one, annex, sources, month),
            papers.add(stem.with_name(f"{stem.name}.html"), _page, "invoice.html.j2", workspace.root, values),
        ]
    papers.drop((folder / "tagihan").rglob(f"*-{DRAFT}.*"))
    return tuple(sorted(paths))


def _invoice_values(
    workspace: Workspace, month: Month, one: "dict[str, Any]", annex: "list[dict[str, Any]]"
) -> dict[str, object]:
    return {
        "office": workspace.settings.office,
        "invoice": one,
        "lines": annex,
        "source": workspace.settings.source(one["source"]),
        "day": date.fromisoformat(one["issued_on"]) if one["issued_on"] else month.first_day,
        "month": month,
    }


def add_reconciliation(papers: Papers, workspace: Workspace, month: Month, matches: "pd.DataFrame") -> tuple[Path, ...]:
    """Add the month's reconciliation as .xlsx (states, open differences, everything) and as minutes in .html."""
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
    }
    return (
        papers.add(folder / "rekonsiliasi.html", _page, "reconciliation.html.j2", workspace.root, values),
        papers.add(folder / "rekonsiliasi.xlsx", _workbook, tables, month),
    )


def add_report(
    papers: Papers, workspace: Workspace, report: MonthReport, matches: "pd.DataFrame | None"
) -> tuple[Path, ...]:
    """Add the month's report as .xlsx and .html."""
    folder = workspace.out(report.month)
    values = {
        "office": workspace.settings.office,
        "report": report,
        "states": None if matches is None else reconciliation_report.state_sums(matches),
        "day": workspace.today(),
    }
    return (
        papers.add(folder / "laporan.html", _page, "report.html.j2", workspace.root, values),
        papers.add(folder / "laporan.xlsx", _workbook, coverage_tables(report), report.month),
    )


def add_mending(papers: Papers, workspace: Workspace, month: Month, outcomes: Sequence[Outcome]) -> None:
    """Add what is to be mended in newly judged rosters: .xlsx, the page of findings, a message to whom it concerns.

    Without any, the earlier ones stay. Rosters known from before are only counted among the villages.
    """
    fresh = [one.result for one in outcomes if one.status != "known" and (one.result.villages or one.result.findings)]
    if not fresh:
        return
    counted = [one.result._replace(findings=()) if one.status == "known" else one.result for one in outcomes]
    folder, today = workspace.out(month), workspace.today()
    tables = (findings_report.mending_table(fresh, "id"), villages_table(ByVillage(counted).lines(), "id"))
    papers.add(folder / "perbaikan.xlsx", _workbook, tables, month)
    office = workspace.settings.office
    page = documents.Asked("id", month.first_day, office, workspace.root / "templates")
    papers.add(folder / "perbaikan.html", documents.page_bytes, fresh, page)
    notice = Notice(office.name, today, due=month.due_day if today <= month.due_day else None)
    files = [result.file for result in fresh]
    for result, name, near in zip(fresh, message_names(files), message_folders(files), strict=True):
        papers.drop([folder / "pesan" / name])  # what was asked for before and is mended now
        if any(finding.kind.level is not Level.NOTE for finding in result.findings):
            papers.add(folder / "pesan" / name, message_bytes, result, notice, near)


def _totals_workbook(rows: "list[dict[str, Any]]", sources: Sequence[Source], month: Month) -> bytes:
    return _workbook((invoice_report.totals_table(rows, sources, month),), month)


def _invoice_workbook(
    one: "dict[str, Any]", annex: "list[dict[str, Any]]", sources: Sequence[Source], month: Month
) -> bytes:
    totals = invoice_report.totals_table([one], sources, month)
    return _workbook((totals, invoice_report.lines_table(annex, month)), month)


def _workbook(tables: Sequence[Table], month: Month) -> bytes:
    return workbook_bytes(tables, "id", created=month.first_day)


def _page(template: str, root: Path, values: dict[str, object]) -> bytes:
    return render(template, root / "templates", **values).encode("utf-8")


def _name(one: "dict[str, Any]") -> str:
    """Name an invoice's files: payer, and number or draft; only letters, digits, dots and dashes."""
    payer, ending = (
        "".join(c if c.isalnum() or c in ".-" else "-" for c in text).strip(".")
        for text in (mask_numbers(one["payer"]).replace("*", ""), one["number"] or DRAFT)
    )
    return f"{payer[:80]}-{ending}"
