"""What issuing asks of budgets: which ceilings a month's drafts pass, and the reason why they may."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.budget import Excess
from jamsos_cli.model.month import Month
from jamsos_cli.reports.budget import refusal
from jamsos_cli.runs.office.answerable import who
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.steps import budget
from jamsos_cli.store import Registry


class Over(NamedTuple):
    """That an invoice may be issued past a ceiling, and why."""

    reason: str
    by: str = ""


def has_ceilings(registry: Registry, year: int) -> bool:
    """Tell whether any ceiling of a year was set and not withdrawn."""
    return any(not one.withdrawn_at for one in registry.ceilings(year))


def over_ceilings(registry: Registry, workspace: Workspace, month: Month) -> tuple[Excess, ...]:
    """Give the ceilings that the month's drafts pass; without ceilings this is one small question."""
    held = budget.in_force(registry.ceilings(month.year), workspace.today().isoformat())
    if not held:
        return ()
    return budget.excesses(registry.invoiced(month.year), held, month, workspace.settings.sources)


def allowed(workspace: Workspace, found: Sequence[Excess], over: Over | None) -> tuple[Excess, ...]:
    """Give what is issued past a ceiling with its reason; without one a UsageError names each that would be passed."""
    if not found:
        return ()
    if over is None:
        raise UsageError(refusal(found, workspace.settings.sources))
    by, at = who(over.by), now(workspace.settings)
    reason = " ".join(over.reason.split())
    return tuple(one._replace(reason=reason, allowed_by=by, allowed_at=at) for one in found)
