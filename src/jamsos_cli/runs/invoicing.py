"""`jamsos invoice`: what each source owes for a month; drafts, and with issue numbers that are frozen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.model.correction import LEDGER, Books
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.frame import conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.correcting import propose
from jamsos_cli.runs.papers import Papers, add_invoices
from jamsos_cli.runs.workspace import Workspace, named_regency
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
    notices: tuple[Text, ...]
    """what else must not pass in silence: a month that has shrunk, issued lines that no longer fit."""
    books: Books
    """what stands beside the plain lines: corrections, credit, cancellations."""


def invoice(workspace: Workspace, month: Month, *, issue: bool, corrections: bool = True) -> Invoiced:
    """Price the month's enrolments, make its drafts again, issue them if asked, and write every paper."""
    with open_registry(workspace.registry, write=True) as registry, Papers() as papers:
        enrolments = registry.enrolments(str(month), str(month))
        invoiced = bill(registry, workspace, month, enrolments, issue=issue, corrections=corrections)
        return invoiced._replace(files=add_papers(papers, workspace, invoiced))


def add_papers(papers: Papers, workspace: Workspace, invoiced: Invoiced) -> tuple[Path, ...]:
    """Add the papers of a month's invoices; an invoice shows all that stands on it, whatever became of it since."""
    return add_invoices(papers, workspace, invoiced.month, invoiced.invoices, invoiced.books)


def bill(
    registry: Registry,
    workspace: Workspace,
    month: Month,
    enrolments: "pd.DataFrame",
    *,
    issue: bool,
    corrections: bool = True,
) -> Invoiced:
    """Make the month's drafts again from its ENROLMENTS and issue them if asked; the papers are left to the caller.

    The drafts carry the corrections of issued lines that no longer fit, unless those are not wanted.
    """
    import pandas as pd

    settings = workspace.settings
    there = registry.billed(str(month))
    issued = there[there["status"] == "issued"]
    regency = regency_name(settings)
    lines, findings = price(enrolments, month, settings.sources, law.load(), regency, issued)
    proposed = propose(registry, workspace, month, (issued, lines), regency, take=corrections)
    registry.save_drafts(str(month), pd.concat([lines, proposed.lines], ignore_index=True), proposed.credits)
    if issue:
        day = workspace.today()
        registry.issue(str(month), day.isoformat(), lambda sequence, key: _number(settings, day, sequence, key))
    before = registry.billed(str(month + -1))["person_id"].nunique()
    made = shown(registry, month, tuple(findings))
    shrunk = _shrunk(made.lines["person_id"].nunique(), before, settings.limits.shrunk_share)
    return made._replace(notices=(*((shrunk,) if shrunk else ()), *proposed.notices))


def shown(registry: Registry, month: Month, findings: tuple[Finding, ...] = ()) -> Invoiced:
    """Give a month's invoices as the registry has them."""
    billed, ledger = registry.billed(str(month)), registry.ledger(str(month))
    if ledger is None:
        ledger = conform(LEDGER, billed.assign(entry="debit", corrects="", reason=""))
    settled, cancelled = registry.settlements(str(month)), registry.cancellations(str(month))
    books = Books(ledger, settled, cancelled, registry.balances())
    return Invoiced(month, registry.invoices(str(month)), billed, findings, (), (), books)


def _shrunk(people: int, before: int, share: float) -> Text | None:
    """Say that cover has shrunk: forgotten rosters leave families uninsured without a word."""
    if people and people >= share * before:
        return None
    if not people and not before:
        return Text(
            "Belum ada orang yang terdaftar untuk bulan ini. Impor daftarnya dulu: jamsos import rosters.",
            "Nobody is enrolled for this month yet. Import the rosters first: jamsos import rosters.",
        )
    return Text(
        f"Hanya {people} orang ditagih bulan ini, bulan lalu {before}. Bila daftarnya habis masa, impor lagi dengan "
        "--from BULAN dan --months.",
        f"Only {people} people are billed this month, {before} the month before. If lists have run out, import them "
        "again with --from MONTH and --months.",
    )


def regency_name(settings: Settings) -> str:
    """Give who pays for sources of the regency: its name, else the government of the letterhead."""
    if not settings.office.regency:
        return settings.office.government
    return f"Pemerintah {named_regency(settings.office.regency).name}"


def _number(settings: Settings, day: date, sequence: int, key: str) -> str:
    """Number an invoice as a letter of its day: the sequence begins anew with the year that stands in it."""
    month = Month.of(day)
    return settings.office.invoice_number.format(
        sequence=sequence,
        source=settings.source(key).title,
        roman=month.roman,
        month=month.month,
        year=month.year,
    )
