"""`jamsos invoice`: what each source owes for a month; drafts, and with issue numbers that are frozen."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.model.correction import LEDGER, Books
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.frame import conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import Placed
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.budget import draft_notice
from jamsos_cli.runs.bills import pledging
from jamsos_cli.runs.bills.addressing import nowhere
from jamsos_cli.runs.bills.ceilings import Over, allowed, over_ceilings
from jamsos_cli.runs.bills.correcting import Own, Terms, propose
from jamsos_cli.runs.bills.covering import narrowed
from jamsos_cli.runs.bills.issued_lines import as_enrolled, issued_lines
from jamsos_cli.runs.bills.letters import Known, add_letters
from jamsos_cli.runs.bills.papers import Billed, Papers, add_invoices
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.workspace import Workspace, named_regency
from jamsos_cli.runs.rosters import screening
from jamsos_cli.settings import Settings
from jamsos_cli.steps.price import DOUBLE_FUNDED, price
from jamsos_cli.steps.ruled import unanswered
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


_MANY_PAPERS = 64
"""More pieces than any PC has cores; how many there will be is not known before the registry is open."""


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
    places: Placed | None = None
    """who has a place in the month and who waits; None where that was not asked."""


def invoice(
    workspace: Workspace, month: Month, *, issue: bool | Over, corrections: bool = True, papers: bool = False
) -> Invoiced:
    """Price the month's enrolments, make its drafts again, issue them if asked, and write every invoice.

    Invoices that would pass the ceiling of a budget are not issued (UsageError), none of the month, but with an `Over`.
    With `papers` also what goes with them, and all of it as PDF: letters, receipts, lists and statements of sponsors.
    """
    if papers:
        cores.ready(_MANY_PAPERS, None)
    with open_registry(workspace.registry, write=True) as registry, Papers() as made:
        enrolments = registry.enrolments(str(month), str(month))
        invoiced = bill(registry, workspace, month, enrolments, issue=issue, corrections=corrections)
        return add_papers(made, registry, workspace, invoiced, letters=papers)


def add_papers(
    papers: Papers, registry: Registry, workspace: Workspace, invoiced: Invoiced, *, letters: bool
) -> Invoiced:
    """Add the papers of a month's invoices, with `letters` all that goes with them; gives the month with its files.

    An invoice shows all that stands on it, whatever became of it since.
    """
    month = invoiced.month
    billed = Billed(invoiced.invoices, invoiced.lines, registry.enrolments_billed(str(month)), invoiced.books)
    files = add_invoices(papers, workspace, month, billed)
    if letters:
        promises = pledging.promises(registry, workspace.settings, invoiced.invoices["payer"].unique(), month)
        files += add_letters(papers, workspace, month, billed, Known(registry.reconciliation(str(month)), promises))
    return invoiced._replace(files=tuple(sorted(files)))


def bill(
    registry: Registry,
    workspace: Workspace,
    month: Month,
    enrolments: "pd.DataFrame",
    *,
    issue: bool | Over,
    corrections: bool = True,
) -> Invoiced:
    """Make the month's drafts again from its ENROLMENTS and issue them if asked; the papers are left to the caller.

    Ceilings are asked before anything is issued: a UsageError where one would be passed and `issue` is no `Over`.

    The drafts carry the corrections of issued lines that no longer fit, unless those are not wanted.
    """
    settings = workspace.settings
    issued = issued_lines(registry, month)
    may = screening.billable(registry, enrolments, month, issued)
    pledged = pledging.pledged(registry, settings)
    terms = Terms(month, settings, law.load(own=workspace.law), regency_name(settings), corrections, pledged)
    then = as_enrolled(registry, issued, enrolments)
    within, places = narrowed(registry, (settings, pledged), may.enrolments, month, issued)
    lines, findings = price(places.enrolments, month, settings.sources, terms.book, terms.regency, then)
    findings = unanswered(findings, DOUBLE_FUNDED, may.enrolments, lines, registry.replay(str(month)))
    proposed = propose(registry, terms, Own(issued.assign(payer=then["payer"]), lines, may.barred))
    moved = registry.save_drafts(str(month), proposed.lines, proposed.credits)
    passed = over_ceilings(registry, workspace, month)
    if issue:
        all_the_same = allowed(workspace, passed, issue if isinstance(issue, Over) else None)
        day = workspace.today()
        number = partial(_number, settings, day)
        registry.issue(str(month), day.isoformat(), number, all_the_same)
    before = registry.billed(str(month - 1))["person_id"].nunique()
    made = shown(registry, month, (*may.findings, *findings))
    shrunk = _shrunk(made.lines["person_id"].nunique(), before, settings.limits.shrunk_share)
    notices = (
        *may.notices,
        *pledging.notices(within, pledged, month),
        *nowhere(places.enrolments, lines, settings.sources, month),
        *((shrunk,) if shrunk else ()),
        *proposed.notices,
        *_moved(moved, month),
        *(draft_notice(one, settings.sources, issued=bool(issue)) for one in passed),
    )
    return made._replace(notices=notices, places=places)


def shown(registry: Registry, month: Month, findings: tuple[Finding, ...] = ()) -> Invoiced:
    """Give a month's invoices as the registry has them."""
    billed, made, ledger = registry.billed(str(month)), registry.invoices(str(month)), registry.ledger(str(month))
    if ledger is None:
        # Those of the month that an invoice of another month bills late are not on its invoices.
        own = billed["invoice_id"].isin(made["invoice_id"])
        ledger = conform(LEDGER, billed[own].assign(entry="debit", corrects="", reason=""))
    settled, cancelled = registry.settlements(str(month)), registry.cancellations(str(month))
    books = Books(ledger, settled, cancelled, registry.balances())
    return Invoiced(month, made, billed, findings, (), (), books)


def _shrunk(people: int, before: int, share: float) -> Text | None:
    """Say that cover has shrunk: forgotten rosters leave families uninsured without a word."""
    if people and people >= share * before:
        return None
    if not people and not before:
        return Text(
            "Belum ada orang yang terdaftar untuk bulan ini. Impor daftarnya dulu: jamsos import rosters.",
            "Nobody is enrolled for this month yet. Import the rosters first: jamsos import rosters.",
        )
    few = Text(f"Hanya {people} orang ditagih", f"Only {people} people are billed")
    said = few if people else Text("Tidak ada orang yang ditagih", "Nobody is billed")
    return Text(
        f"{said.id} bulan ini, bulan lalu {before}. Bila daftarnya habis masa, impor lagi dengan "
        "--from BULAN dan --months.",
        f"{said.en} this month, {before} the month before. If lists have run out, import them "
        "again with --from MONTH and --months.",
    )


def _moved(months: list[str], month: Month) -> tuple[Text, ...]:
    """Say that drafts of other months have lost corrections: their papers still show them."""
    if not months:
        return ()
    others = ", ".join(months)
    return (
        Text(
            f"Koreksi atau susulan di rancangan {others} pindah ke {month}; buat lagi rancangan itu sebelum dipakai: "
            "jamsos invoice --month BULAN.",
            f"Corrections or late lines on the drafts of {others} moved to {month}; make those drafts again before "
            "they are used: jamsos invoice --month MONTH.",
        ),
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
