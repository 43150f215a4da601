"""`jamsos invoice`: what each source owes for a month; drafts, and with issue numbers that are frozen."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.law import regions
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.papers import Papers, add_invoices
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.settings import Settings
from jamsos_cli.steps.price import price
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


class Invoiced(NamedTuple):
    """A month's invoices, their lines, and what a person must look at."""

    month: Month
    invoices: "pd.DataFrame"
    lines: "pd.DataFrame"
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]
    shrunk: Text | None = None
    """set where far fewer people are billed than the month before, or nobody at all."""


def invoice(workspace: Workspace, month: Month, *, issue: bool) -> Invoiced:
    """Price the month's enrolments, make its drafts again, issue them if asked, and write every paper."""
    with Papers() as papers:
        return invoice_onto(papers, workspace, month, issue=issue)


def invoice_onto(papers: Papers, workspace: Workspace, month: Month, *, issue: bool) -> Invoiced:
    """Do the same, with the papers left to whoever writes `papers`."""
    with open_registry(workspace.registry, write=True) as registry:
        invoiced = _billed(workspace, month, registry, issue=issue)
    return invoiced._replace(files=add_invoices(papers, workspace, month, invoiced.invoices, invoiced.lines))


def _billed(workspace: Workspace, month: Month, registry: Registry, *, issue: bool) -> Invoiced:
    settings = workspace.settings
    enrolments = registry.enrolments(str(month), str(month))
    lines, findings = price(enrolments, month, settings.sources, law.load(), regency_name(settings))
    registry.save_drafts(str(month), lines)
    if issue:
        day = workspace.today().isoformat()
        registry.issue(str(month), day, lambda sequence, key: _number(settings, month, sequence, key))
    billed = registry.billed(str(month))
    before = registry.billed(str(month + -1))["person_id"].nunique()
    shrunk = _shrunk(billed["person_id"].nunique(), before, settings.limits.shrunk_share)
    return Invoiced(month, registry.invoices(str(month)), billed, tuple(findings), (), shrunk)


def _shrunk(people: int, before: int, share: float) -> Text | None:
    """Say that cover has shrunk: forgotten rosters leave families uninsured without a word."""
    if people and people >= share * before:
        return None
    return Text(
        f"Hanya {people} orang ditagih bulan ini, bulan lalu {before}. Bila daftarnya habis masa, impor lagi dengan "
        "--from BULAN dan --months.",
        f"Only {people} people are billed this month, {before} the month before. If lists have run out, import them "
        "again with --from MONTH and --months.",
    )


def regency_name(settings: Settings) -> str:
    """Give who pays for sources of the regency: its name, else the government of the letterhead."""
    found = regions.regency(settings.office.regency) if settings.office.regency else None
    return f"Pemerintah {found.name}" if found else settings.office.government


def _number(settings: Settings, month: Month, sequence: int, key: str) -> str:
    return settings.office.invoice_number.format(
        sequence=sequence,
        source=settings.source(key).title,
        roman=month.roman,
        month=month.month,
        year=month.year,
    )
