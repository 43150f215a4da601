"""`jamsos invoice`: what each source owes for a month; drafts, and with issue numbers that are frozen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.runs import cores, screening
from jamsos_cli.runs.letters import add_letters
from jamsos_cli.runs.papers import Billed, Papers, add_invoices
from jamsos_cli.runs.workspace import Workspace, named_regency
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
    notices: tuple[Text, ...] = ()
    """what else must not pass in silence: a month that has shrunk, issued lines that no longer fit."""


def invoice(workspace: Workspace, month: Month, *, issue: bool, papers: bool = False) -> Invoiced:
    """Price the month's enrolments, make its drafts again, issue them if asked, and write every invoice.

    With `papers` also what goes with them, and all of it as PDF: letters, receipts, lists and statements of sponsors.
    """
    if papers:
        cores.ready(_MANY_PAPERS, None)
    with open_registry(workspace.registry, write=True) as registry, Papers() as made:
        invoiced = bill(registry, workspace, month, registry.enrolments(str(month), str(month)), issue=issue)
        billed = Billed(invoiced.invoices, invoiced.lines, registry.enrolments_billed(str(month)))
        files = add_invoices(made, workspace, month, billed)
        if papers:
            files += add_letters(made, workspace, month, billed, registry.reconciliation(str(month)))
        return invoiced._replace(files=tuple(sorted(files)))


def bill(
    registry: Registry, workspace: Workspace, month: Month, enrolments: "pd.DataFrame", *, issue: bool
) -> Invoiced:
    """Make the month's drafts again from its ENROLMENTS and issue them if asked; the papers are left to the caller."""
    settings = workspace.settings
    there = registry.billed(str(month))
    issued = there[there["status"] == "issued"]
    issued = issued.assign(person_id=issued["person_id"].replace(registry.one_person()))
    may = screening.billable(registry, enrolments, month, issued)
    book = law.load(own=workspace.law)
    lines, findings = price(may.enrolments, month, settings.sources, book, regency_name(settings), issued)
    findings = unanswered(findings, DOUBLE_FUNDED, may.enrolments, lines, registry.replay(str(month)))
    registry.save_drafts(str(month), lines)
    if issue:
        day = workspace.today()
        registry.issue(str(month), day.isoformat(), lambda sequence, key: _number(settings, day, sequence, key))
    billed = registry.billed(str(month))
    before = registry.billed(str(month + -1))["person_id"].nunique()
    shrunk = _shrunk(billed["person_id"].nunique(), before, settings.limits.shrunk_share)
    changed = _changed(issued[~issued["person_id"].isin(may.settled)], lines)
    notices = tuple(notice for notice in (*may.notices, shrunk, changed) if notice is not None)
    return Invoiced(month, registry.invoices(str(month)), billed, (*may.findings, *findings), (), notices)


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


def _changed(issued: "pd.DataFrame", lines: "pd.DataFrame") -> Text | None:
    """Say how many issued lines the enrolments of today would not make again; issued invoices never change."""
    both = issued.merge(lines[["person_id", "total"]], on="person_id", how="left", suffixes=("", "_now"))
    gone, other = int(both["total_now"].isna().sum()), int((both["total_now"] - both["total"]).fillna(0).ne(0).sum())
    if not gone and not other:
        return None
    return Text(
        f"Tagihan terbit tidak berubah, tetapi {gone} orang di dalamnya tidak terdaftar lagi untuk bulan ini dan "
        f"{other} orang kini berjumlah lain.",
        f"Issued invoices stay as they are, but {gone} people on them are no longer enrolled for this month and "
        f"{other} would cost another amount.",
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
