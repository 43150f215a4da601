"""`jamsos tariff --since`: what a change of law moves in drafts, and leaves in issued invoices."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce
from jamsos_cli.runs.office.workspace import Workspace, read_month
from jamsos_cli.steps.reprice import reprice
from jamsos_cli.store import open_registry

if TYPE_CHECKING:
    import pandas as pd


class SinceThen(NamedTuple):
    """What the law of today makes of what was billed for a month and all later ones."""

    since: Month
    repriced: "pd.DataFrame"
    """REPRICED."""
    records: tuple[InForce, ...]
    """what begins or ends from the month on."""


def changes(since: str, workspace: Workspace) -> SinceThen:
    """Price again every line billed for a month (or the month of a day, yyyy-mm-dd) and all later ones."""
    first = read_month(_month_of_day(since), workspace.today())
    book = law.load(own=workspace.law)
    with open_registry(workspace.registry, write=False) as registry:
        priced = registry.priced_since(str(first))
    return SinceThen(first, reprice(priced, workspace.settings.sources, book), book.changing(first))


def _month_of_day(text: str) -> str:
    try:
        return str(Month.of(date.fromisoformat(text)))
    except ValueError:
        return text
