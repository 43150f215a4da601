"""What goes with a month's invoices, as pages and PDF: cover letters, receipts, lists and statements of sponsors."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.free_name import free_name, plain_name
from jamsos_cli.model.month import Month
from jamsos_cli.model.sponsor import Promise
from jamsos_cli.reports import letters as letter_report
from jamsos_cli.runs.bills.papers import (
    DRAFT,
    Billed,
    Papers,
    as_pdf,
    beside,
    html,
    invoice_values,
    law_said,
    stems,
    workbook,
)
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.writers.page import addressee

if TYPE_CHECKING:
    import pandas as pd

_OFFICE = 30
"""characters of an office's name in the name of a statement's file, so that the sponsor's has its place there."""


class Known(NamedTuple):
    """What papers of sponsors say beside what was billed."""

    matches: "pd.DataFrame | None"
    """MATCHES of the month, None when it was never reconciled."""
    promises: Mapping[str, Promise]
    """payer -> what it has pledged for the month."""


def add_letters(papers: Papers, workspace: Workspace, month: Month, billed: Billed, known: Known) -> tuple[Path, ...]:
    """Add every invoice as .pdf, its cover letter and receipt, and for sponsors' offices and sponsors their lists."""
    return _of_invoices(papers, workspace, month, billed) + _of_sponsors(papers, workspace, month, billed, known)


def _of_invoices(papers: Papers, workspace: Workspace, month: Month, billed: Billed) -> tuple[Path, ...]:
    office = workspace.settings.office
    sources = workspace.settings.sources
    rows, annexes = billed.rows(sources), billed.annexes(sources)
    laws = law_said(workspace, annexes)
    paths: list[Path] = []
    for one, stem in zip(rows, stems(workspace.out(month), rows), strict=True):
        values = invoice_values(workspace, month, one)
        payer = addressee(one["payer"], one["payer_name"])
        signatories = letter_report.receipt_signatories(one, values["source"], office, payer)
        invoice = values | {"lines": annexes[one["invoice_id"]], "laws": laws}
        paths.append(papers.add(beside(stem, ".pdf"), as_pdf, "invoice", workspace.root, values["day"], invoice))
        if one["cancelled_on"]:
            continue
        letter = values | {"enclosures": letter_report.enclosures(one)}
        paths += _both(papers, workspace, beside(stem, "-surat-pengantar"), "cover_letter", letter)
        if one["due"]:
            receipt = values | {"signatories": signatories}
            paths += _both(papers, workspace, beside(stem, "-kwitansi"), "receipt", receipt)
    return tuple(paths)


def _of_sponsors(papers: Papers, workspace: Workspace, month: Month, billed: Billed, known: Known) -> tuple[Path, ...]:
    sources = workspace.settings.sources
    rows = letter_report.sponsored(billed.lines, billed.people, sources)
    asked = letter_report.sponsored(billed.asked(), billed.people, sources)
    folder, day = workspace.out(month) / "sponsor", workspace.today()
    values = {"office": workspace.settings.office, "month": month, "day": day}
    taken: set[str] = set()
    paths: list[Path] = []
    for one in letter_report.deductions(asked, billed.rows(sources), known.promises):
        stem = _stem(folder, f"potongan-{one.opd or letter_report.NO_OPD}", one.draft, taken)
        running = letter_report.deductions_title(one.opd, month).id
        paths += _both(papers, workspace, stem, "deductions", values | one._asdict() | {"running": running})
        tables = (letter_report.deductions_table(one, month),)
        paths.append(papers.add(beside(stem, ".xlsx"), workbook, tables, month))
    for said in letter_report.statements(rows, known.matches, known.promises):
        office = plain_name(said.opd or letter_report.NO_OPD)[:_OFFICE].rstrip(".-")
        stem = _stem(folder, f"keterangan-{office}-{said.sponsor}", said.draft, taken)
        running = f"Keterangan sponsor {said.sponsor}, {month.title}"
        paths += _both(papers, workspace, stem, "sponsor", values | said._asdict() | {"running": running})
    return tuple(paths)


def _both(papers: Papers, workspace: Workspace, stem: Path, name: str, values: dict[str, Any]) -> tuple[Path, Path]:
    return (
        papers.add(beside(stem, ".html"), html, name, workspace.root, values),
        papers.add(beside(stem, ".pdf"), as_pdf, name, workspace.root, values["day"], values),
    )


def _stem(folder: Path, name: str, draft: bool, taken: set[str]) -> Path:
    """Name a file after an office or a sponsor, each another."""
    return Path(free_name(str(folder / plain_name(name)) + (f"-{DRAFT}" if draft else ""), taken))
