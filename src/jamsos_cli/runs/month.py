"""`jamsos run`: the month unattended: import what is new, dedupe, invoice, reconcile what is new, report."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jamsos_cli.errors import Exit, JamsosError
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.pair import Pair
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.statement import Statement
from jamsos_cli.reports.reconciliation import state_sums
from jamsos_cli.runs import cores, deduping, importing, invoicing, judging, reconciling, reporting
from jamsos_cli.runs.papers import Papers, add_mending
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.store import open_registry

_NO_ROSTERS = Text("Tidak ada daftar di rosters/.", "There are no rosters in rosters/.")


class MonthRun(NamedTuple):
    """All that a month's run did, for one summary."""

    month: Month
    outcomes: tuple[Outcome, ...]
    pairs: tuple[Pair, ...]
    invoiced: invoicing.Invoiced
    reconciled: reconciling.MonthReconciled | None
    reported: reporting.Reported
    troubles: tuple[Text, ...]
    exit_code: Exit


def run(workspace: Workspace, month: Month, jobs: int | None, progress: Callable[[str], None]) -> MonthRun:
    """Do the month in order. A statement that cannot be read is told and does not stop the rest; safe to run again."""
    options = importing.Options(first=month, jobs=jobs)
    rosters = [workspace.root / "rosters"]
    outcomes: list[Outcome] = []
    code = Exit.CLEAN
    if judging.found_rosters(rosters, may_be_none=True):
        outcomes, code = importing.import_rosters(rosters, workspace, options, progress)
    found = judging.found_files([workspace.root / "statements"])
    read = [cores.later(reconciling.read, workspace, month, path) for path in found]
    pairs = deduping.dedupe_registry(workspace, month)
    with Papers() as papers:
        invoiced = invoicing.invoice_onto(papers, workspace, month, issue=False)
        reconciled, troubles = _reconciled(papers, workspace, month, read)
        reported = reporting.report_onto(papers, workspace, month)
        add_mending(papers, workspace, month, [outcome.result for outcome in outcomes])
    codes = [code, *(Exit(trouble.exit_code) for trouble in troubles)]
    if reconciled is not None and any(s.people for s in state_sums(reconciled.matches) if s.state != "matched"):
        codes.append(Exit.FINDINGS)
    notices = [trouble.text for trouble in troubles]
    if not outcomes:
        notices.append(_NO_ROSTERS)
    if reconciled is not None:
        notices += reconciled.notices
    if invoiced.notices:
        notices += invoiced.notices
        codes.append(Exit.FINDINGS)
    return MonthRun(
        month, tuple(outcomes), tuple(pairs), invoiced, reconciled, reported,
        tuple(notices), max(codes),
    )  # fmt: skip


def _reconciled(
    papers: Papers, workspace: Workspace, month: Month, read: Sequence[Callable[[], Statement]]
) -> tuple[reconciling.MonthReconciled | None, list[JamsosError]]:
    """Reconcile with every statement of the workspace that can be read and is of this month."""
    troubles: list[JamsosError] = []
    statements = []
    for statement in read:
        try:
            statements.append(statement())
        except JamsosError as trouble:
            troubles.append(trouble)
    with open_registry(workspace.registry, write=False) as registry:
        mine = [statement for statement in statements if reconciling.speaks_of(statement, month, registry)]
    return (reconciling.reconcile_onto(papers, workspace, month, mine) if mine else None), troubles
