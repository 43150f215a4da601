"""`jamsos run`: the month unattended: import what is new, dedupe, invoice, reconcile what is new, report."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jamsos_cli.errors import Exit, JamsosError
from jamsos_cli.model.budget import Position
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.pair import Pair
from jamsos_cli.model.statement import MATCHED
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.statement import Statement
from jamsos_cli.reports.imports import past_notice
from jamsos_cli.reports.reconciliation import state_sums
from jamsos_cli.runs import deduping, excluding, importing, invoicing, reconciling, reporting, statements
from jamsos_cli.runs.bills.papers import Papers, add_mending
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import import_options, judging
from jamsos_cli.runs.sponsoring import Rows
from jamsos_cli.store import Registry, open_registry

_NO_ROSTERS = Text("Tidak ada daftar di rosters/.", "There are no rosters in rosters/.")
_STILL_REJECTED = Text(
    "{what} di daftar yang sudah pernah masuk masih ditolak: {files}. Minta desanya membetulkan (jamsos validate "
    "DAFTAR); daftar yang sudah digantikan, pindahkan dari rosters/.",
    "Still rejected in rosters imported before: {what}, in {files}. Have the villages mend them (jamsos validate "
    "ROSTER); move what has been replaced out of rosters/.",
)
_NAMED = 3
"""files that one sentence names."""


class MonthRun(NamedTuple):
    """All that a month's run did, for one summary."""

    month: Month
    lists: tuple[excluding.Taken, ...]
    """exclusion lists of lists/, read before the rosters."""
    outcomes: tuple[Outcome, ...]
    pairs: tuple[Pair, ...]
    """people who stand on two lists."""
    invoiced: invoicing.Invoiced
    """drafts; `run` never issues."""
    reconciled: reconciling.MonthReconciled | None
    """None where no statement speaks of the month."""
    reported: reporting.Reported
    budget: tuple[Position, ...]
    """how the budgets of the year stand; none where no ceiling was set."""
    troubles: tuple[Text, ...]
    """what a person must know: lists and statements that could not be read, no rosters, notices of what was billed."""
    exit_code: Exit


def run(workspace: Workspace, month: Month, jobs: int | None, progress: Callable[[str], None]) -> MonthRun:
    """Do the month in order, with one registry that nobody else writes to from the first step to the last.

    A statement that cannot be read is told and does not stop the rest; safe to run again.
    """
    options = import_options.Options(first=month, jobs=jobs, runs=True)
    rosters = judging.found_rosters([workspace.root / "rosters"], may_be_none=True)
    lists = excluding.found_lists(workspace)
    sent = judging.found_files([workspace.root / "statements"])
    with open_registry(workspace.registry, write=True) as registry:
        excluded = excluding.take_in(registry, lists, workspace, excluding.Options(known_once=True), progress)
        begun = importing.begin(registry, rosters, workspace, options, progress)
        # Read while rosters are compared and taken in; what is billed need not be known for that.
        read = [cores.later(statements.read, workspace, month, path) for path in sent]
        imported = importing.finish(begun, registry, workspace, options) if rosters else importing.NOTHING
        enrolments = registry.enrolments(str(month), str(month))
        known = importing.known_again(imported, rosters, registry, workspace, options, progress)
        pairs = deduping.same_nik_of_month(imported, known, registry, workspace)
        with Papers() as papers:
            invoiced = invoicing.bill(registry, workspace, month, enrolments, issue=False)
            invoiced = invoicing.add_papers(papers, registry, workspace, invoiced, letters=False)
            reconciled, troubles = _reconciled(papers, registry, workspace, month, read)
            matches = reconciled.matches if reconciled else registry.reconciliation(str(month))
            rows = Rows(month, enrolments, invoiced.lines)
            facts = reporting.gathered(registry, workspace, rows, matches, invoiced.places)
            reported = reporting.report_onto(papers, workspace, facts)
            told = importing.with_findings(imported, known, registry, workspace, month)
            add_mending(papers, workspace, month, told)
    notices = (
        *(trouble.text for trouble in (*excluded.troubles, *troubles)),
        *(() if imported.outcomes else (_NO_ROSTERS,)),
        *filter(None, (past_notice(imported.outcomes),)),
        *(reconciled.notices if reconciled else ()),
        *invoiced.notices,
        *_still_rejected(imported.outcomes),
    )
    return MonthRun(
        month,
        excluded.taken,
        tuple(imported.outcomes),
        tuple(pairs),
        invoiced,
        reconciled,
        reported,
        facts.budget,
        notices,
        _gravest(excluded, imported, invoiced, reconciled, troubles),
    )  # fmt: skip


def _gravest(
    excluded: excluding.Excluded,
    imported: importing.Imported,
    invoiced: invoicing.Invoiced,
    reconciled: reconciling.MonthReconciled | None,
    troubles: Sequence[JamsosError],
) -> Exit:
    differs = reconciled is not None and any(s.people for s in state_sums(reconciled.matches) if s.state != MATCHED)
    left_open = Exit.FINDINGS if differs or invoiced.notices else Exit.CLEAN
    return max(excluded.exit_code, imported.exit_code, left_open, *(Exit(trouble.exit_code) for trouble in troubles))


def _still_rejected(outcomes: Sequence[Outcome]) -> list[Text]:
    """Say which rosters known from before make the run end with 1: what is wrong in them was told when they came in."""
    wrong = [one for one in outcomes if one.status == "known" and not one.is_whole]
    if not wrong:
        return []
    files = ", ".join(one.result.file for one in wrong[:_NAMED]) + (", …" if len(wrong) > _NAMED else "")
    rows, sheets = sum(one.result.rejected for one in wrong), sum(one.sheets_refused for one in wrong)
    counted = [(rows, "baris", "rows"), (sheets, "lembar", "sheets")]
    indonesian = ", ".join(f"{count} {name}" for count, name, _ in counted if count)
    english = ", ".join(f"{count} {name}" for count, _, name in counted if count)
    return [_STILL_REJECTED.fill(what=Text(indonesian, english), files=files)]


def _reconciled(
    papers: Papers, registry: Registry, workspace: Workspace, month: Month, read: Sequence[Callable[[], Statement]]
) -> tuple[reconciling.MonthReconciled | None, list[JamsosError]]:
    """Reconcile with every statement of the workspace that can be read and is of this month."""
    troubles: list[JamsosError] = []
    found = []
    for statement in read:
        try:
            found.append(statement())
        except JamsosError as trouble:
            troubles.append(trouble)
    mine = [statement for statement in found if reconciling.speaks_of(statement, month, registry)]
    done = reconciling.reconcile_onto(papers, registry, workspace, month, mine) if mine else None
    return done, troubles
