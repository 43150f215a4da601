"""The papers of a month, into out/<month>/: all of a command's files appear together or not at all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from jamsos_cli.model.month import Month
from jamsos_cli.model.table import Table
from jamsos_cli.reports import invoice as invoice_report
from jamsos_cli.reports import reconciliation as reconciliation_report
from jamsos_cli.reports.month import MonthReport, coverage_tables
from jamsos_cli.runs import cores
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.page import render
from jamsos_cli.writers.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

DRAFT = "rancangan"


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
        for path in self._stale - set(made):
            path.unlink(missing_ok=True)


def add_invoices(
    papers: Papers, workspace: Workspace, month: Month, invoices: "pd.DataFrame", lines: "pd.DataFrame"
) -> tuple[Path, ...]:
    """Add each invoice as .xlsx and .html, and the month's totals as one .xlsx; drafts of earlier runs go away."""
    folder = workspace.out(month)
    sources = workspace.settings.sources
    whole = invoice_report.totals_table(invoices, sources, month)
    paths = [papers.add(folder / "tagihan.xlsx", _workbook, (whole,), month)]
    by_invoice = dict(list(lines.groupby("invoice_id")))
    for key, of_invoice in invoices.groupby("invoice_id", sort=False):
        (one,) = of_invoice.to_dict("records")
        stem = folder / "tagihan" / str(one["source"]) / _name(one)
        tables = (
            invoice_report.totals_table(of_invoice, sources, month),
            invoice_report.lines_table(by_invoice[key], sources, month),
        )
        values = _invoice_values(workspace, month, one, by_invoice[key])
        paths.append(papers.add(stem.with_name(f"{stem.name}.xlsx"), _workbook, tables, month))
        paths.append(papers.add(stem.with_name(f"{stem.name}.html"), _page, "invoice.html.j2", workspace.root, values))
    papers.drop((folder / "tagihan").rglob(f"*-{DRAFT}.*"))
    return tuple(sorted(paths))


def _invoice_values(
    workspace: Workspace, month: Month, one: "dict[Any, Any]", lines: "pd.DataFrame"
) -> dict[str, object]:
    issued = str(one["issued_on"])
    return {
        "office": workspace.settings.office,
        "invoice": one,
        "lines": invoice_report.annex(lines),
        "source": workspace.settings.source(str(one["source"])),
        "day": date.fromisoformat(issued) if issued else month.first_day,
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
        "number": "",
        "insurer_number": "",
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


def _workbook(tables: Sequence[Table], month: Month) -> bytes:
    return workbook_bytes(tables, "id", created=month.first_day)


def _page(template: str, root: Path, values: dict[str, object]) -> bytes:
    return render(template, root / "templates", **values).encode("utf-8")


def _name(one: "dict[Any, Any]") -> str:
    """Name an invoice's files: payer, and number or draft; only letters, digits, dots and dashes."""
    text = f"{one['payer']}-{one['number'] or DRAFT}"
    return "".join(c if c.isalnum() or c in ".-" else "-" for c in text).strip(".")[:120]
