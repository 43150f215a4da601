"""The papers of a month, into out/<month>/: all of a command's files appear together or not at all."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.month import Month
from jamsos_cli.reports import invoice as invoice_report
from jamsos_cli.reports import reconciliation as reconciliation_report
from jamsos_cli.reports.month import MonthReport, coverage_tables
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.page import render
from jamsos_cli.writers.workbook import workbook_bytes

if TYPE_CHECKING:
    import pandas as pd

DRAFT = "rancangan"


def write_invoices(
    workspace: Workspace, month: Month, invoices: "pd.DataFrame", lines: "pd.DataFrame"
) -> tuple[Path, ...]:
    """Write each invoice as .xlsx and .html, and the month's totals as one .xlsx; drafts of earlier runs go away."""
    folder = workspace.out(month)
    created = month.first_day
    sources = workspace.settings.sources
    written: dict[Path, bytes] = {
        folder / "tagihan.xlsx": workbook_bytes(
            [invoice_report.totals_table(invoices, sources, month)], "id", created=created
        )
    }
    by_invoice = dict(list(lines.groupby("invoice_id")))
    for one in invoices.to_dict("records"):
        of_invoice = by_invoice[one["invoice_id"]]
        stem = folder / "tagihan" / str(one["source"]) / _name(one)
        tables = [
            invoice_report.totals_table(invoices[invoices["invoice_id"] == one["invoice_id"]], sources, month),
            invoice_report.lines_table(of_invoice, sources, month),
        ]
        written[stem.with_name(stem.name + ".xlsx")] = workbook_bytes(tables, "id", created=created)
        written[stem.with_name(stem.name + ".html")] = _invoice_page(workspace, month, one, of_invoice)
    for stale in set((folder / "tagihan").rglob(f"*-{DRAFT}.*")) - set(written):
        stale.unlink()
    return _write(written)


def _invoice_page(workspace: Workspace, month: Month, one: "dict[Any, Any]", lines: "pd.DataFrame") -> bytes:
    issued = str(one["issued_on"])
    page = render(
        "invoice.html.j2",
        workspace.root / "templates",
        office=workspace.settings.office,
        invoice=one,
        lines=invoice_report.annex(lines),
        source=workspace.settings.source(str(one["source"])),
        day=date.fromisoformat(issued) if issued else month.first_day,
        month=month,
    )
    return page.encode("utf-8")


def write_reconciliation(workspace: Workspace, month: Month, matches: "pd.DataFrame") -> tuple[Path, ...]:
    """Write the month's reconciliation as .xlsx (states, open differences, everything) and as minutes in .html."""
    folder = workspace.out(month)
    tables = [
        reconciliation_report.states_table(matches, month),
        reconciliation_report.lines_table(matches, month),
        reconciliation_report.lines_table(matches, month, only_open=False),
    ]
    page = render(
        "reconciliation.html.j2",
        workspace.root / "templates",
        office=workspace.settings.office,
        insurer=workspace.settings.office.insurer,
        number="",
        insurer_number="",
        states=reconciliation_report.state_sums(matches),
        lines=reconciliation_report.shown_rows(reconciliation_report.open_matches(matches)),
        day=workspace.today(),
        month=month,
    )
    return _write(
        {
            folder / "rekonsiliasi.xlsx": workbook_bytes(tables, "id", created=month.first_day),
            folder / "rekonsiliasi.html": page.encode("utf-8"),
        }
    )


def write_report(workspace: Workspace, report: MonthReport, matches: "pd.DataFrame | None") -> tuple[Path, ...]:
    """Write the month's report as .xlsx and .html."""
    folder = workspace.out(report.month)
    page = render(
        "report.html.j2",
        workspace.root / "templates",
        office=workspace.settings.office,
        report=report,
        states=None if matches is None else reconciliation_report.state_sums(matches),
        day=workspace.today(),
    )
    return _write(
        {
            folder / "laporan.xlsx": workbook_bytes(coverage_tables(report), "id", created=report.month.first_day),
            folder / "laporan.html": page.encode("utf-8"),
        }
    )


def _write(written: dict[Path, bytes]) -> tuple[Path, ...]:
    with Drafts() as drafts:
        for path, content in sorted(written.items()):
            drafts.write(path, content)
    return tuple(sorted(written))


def _name(one: "dict[Any, Any]") -> str:
    """Name an invoice's files: payer, and number or draft; only letters, digits, dots and dashes."""
    text = f"{one['payer']}-{one['number'] or DRAFT}"
    return "".join(c if c.isalnum() or c in ".-" else "-" for c in text).strip(".")[:120]
