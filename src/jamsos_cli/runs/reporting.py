"""`jamsos report`: who is covered in a month, billed and recorded, by source and village; and what lies ahead."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.budget import Excess, Position
from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import LAST_MONTH, Month
from jamsos_cli.model.places import Placed
from jamsos_cli.model.source import Source
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Lang
from jamsos_cli.reports.budget import budget_tables, no_ceilings_table, with_drafts
from jamsos_cli.reports.budget_bars import budget_bars
from jamsos_cli.reports.cohorts import cohort_tables
from jamsos_cli.reports.continuity import Watched, watch_tables
from jamsos_cli.reports.exclusion import questioned_table
from jamsos_cli.reports.freed_places import freed_tables
from jamsos_cli.reports.month import MonthReport, coverage_tables, month_report
from jamsos_cli.reports.month_pictures import Pictures, end_bars, places_bars, standing_shares, village_places
from jamsos_cli.reports.places import filled_tables, waiting_tables
from jamsos_cli.reports.sponsors import beyond_tables, free_tables
from jamsos_cli.runs.bills.ceilings import over_ceilings
from jamsos_cli.runs.bills.covering import in_line_for, places_of, waits
from jamsos_cli.runs.bills.papers import Papers, add_report
from jamsos_cli.runs.bills.pledging import as_pledged, pledged
from jamsos_cli.runs.budgeting import positions_if_any
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import screening
from jamsos_cli.runs.sponsoring import Held, Rows, of_month
from jamsos_cli.runs.watching import watch_open
from jamsos_cli.steps.cohorts import all_villages, cohorts, first_paid_months
from jamsos_cli.steps.freed_places import freed, offered
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


class Reported(NamedTuple):
    """The tables of a month and the papers they were written to."""

    tables: tuple[Table, ...]
    files: tuple[Path, ...]


class Facts(NamedTuple):
    """What the registry says of a month."""

    month: Month
    enrolments: "pd.DataFrame"
    """ENROLMENTS of the month."""
    billed: "pd.DataFrame"
    """BILLED lines of the month."""
    matches: "pd.DataFrame | None"
    """MATCHES; None when it was never reconciled."""
    questioned: "pd.DataFrame"
    """QUESTIONED: issued lines that an exclusion list bars."""
    places: Placed
    """who has a place and who waits, where a source has a quota."""
    freed: tuple[FreedPlace, ...]
    """places of sponsors that other sources' payments have freed."""
    sponsors: Held
    """what sponsors have pledged for the month and who fills it."""
    cohorts: "pd.DataFrame"
    """COHORTS."""
    budget: tuple[Position, ...]
    """how the budgets of the year stand; none where no ceiling was set."""
    over: tuple[Excess, ...]
    """ceilings that the month's drafts would pass."""
    watch: Watched
    """the continuity of the month's people."""


def report(workspace: Workspace, month: Month, lang: Lang = "id") -> Reported:
    """Count the month in the registry and write its report; only the tables speak another language than papers do."""
    with open_registry(workspace.registry, write=False) as registry:
        rows = Rows(month, registry.enrolments(str(month), str(month)), registry.billed(str(month)))
        facts = gathered(registry, workspace, rows, registry.reconciliation(str(month)))
    with Papers() as papers:
        return report_onto(papers, workspace, facts, lang)


def gathered(
    registry: Registry,
    workspace: Workspace,
    rows: Rows,
    matches: "pd.DataFrame | None",
    known: Placed | None = None,
) -> Facts:
    """Ask the registry for all that the report says beside the month's rows and MATCHES.

    `known` says who has a place and who waits, where that was asked already.
    """
    month, enrolments, billed = rows
    places = known or places_of(registry, workspace.settings, enrolments, month)
    return Facts(
        month,
        enrolments,
        billed,
        matches,
        questioned=screening.questioned(registry, month),
        places=places,
        freed=_freed(registry, workspace, rows, places),
        sponsors=of_month(registry, workspace, rows),
        cohorts=_cohorts(registry, workspace, rows, places),
        budget=positions_if_any(registry, workspace, month.year),
        over=over_ceilings(registry, workspace, month),
        watch=watch_open(registry, workspace, month),
    )


def _freed(registry: Registry, workspace: Workspace, rows: Rows, places: Placed) -> tuple[FreedPlace, ...]:
    month, enrolments, billed = rows
    free = freed(enrolments, registry.keyed(billed, str(month)), workspace.settings.sources, month)
    return tuple(offered(free, in_line_for(registry, month, billed, places))) if len(free) else ()


def _cohorts(registry: Registry, workspace: Workspace, rows: Rows, places: Placed) -> "pd.DataFrame":
    month, enrolments, billed = rows
    mine = registry.keyed(billed[billed["iuran_month"] == str(month)], str(month))
    mine = mine.drop_duplicates(["person_id", "source"])  # two who were ruled one since
    first = first_paid_months(mine, month, lambda earlier: registry.paying(earlier, str(month)))
    if pledged(registry, workspace.settings) is None:
        return cohorts(mine, enrolments, registry.enrolled_after(str(month)), places.waiting, first)
    coming = registry.enrolments(str(month), LAST_MONTH)
    placed = coming[~waits(registry, workspace.settings, coming, month)]
    covered = as_pledged(registry, workspace.settings, placed, month)
    begun = covered["first_month"] <= str(month)
    return cohorts(mine, covered[begun], covered[~begun], places.waiting, first)


def report_onto(papers: Papers, workspace: Workspace, facts: Facts, lang: Lang = "id") -> Reported:
    """Count the month in its facts; its papers are left to whoever writes `papers`."""
    sources, month = workspace.settings.sources, facts.month
    made = month_report(facts.enrolments, facts.billed, facts.matches, sources, month)
    made = made._replace(budget=budget_bars(facts.budget, sources), pictures=_pictures(facts, made, sources))
    groups = cohort_tables(all_villages(facts.cohorts), sources, month)
    filled, free = filled_tables(facts.places, sources, month), _free_places(facts)
    ahead = _ahead(facts, workspace, "id")
    in_file = (
        *groups,
        *cohort_tables(facts.cohorts, sources, month, villages=True),
        *filled,
        *waiting_tables(facts.places.waiting, sources, month),
        *free,
        *ahead,
    )
    files = add_report(papers, workspace, made, facts.matches, facts.questioned, in_file)
    shown = (*coverage_tables(made, lang), *questioned_table(facts.questioned, lang), *groups, *filled, *free)
    return Reported((*shown, *(ahead if lang == "id" else _ahead(facts, workspace, lang))), files)


def _pictures(facts: Facts, made: MonthReport, sources: Sequence[Source]) -> Pictures:
    labels = {one.label for one in made.by_village}
    return Pictures(
        end_bars(facts.watch, all_villages(facts.cohorts), sources),
        places_bars(facts.places, facts.sponsors.held, sources),
        standing_shares(facts.watch),
        village_places(facts.places, labels),
    )


def _free_places(facts: Facts) -> tuple[Table, ...]:
    """Give the tables of sponsors' free places: of those with a pledge by what is pledged, of others by rosters."""
    held = facts.sponsors.held
    pledging = {(one.pledge.name, one.pledge.opd) for one in held}
    unpledged = [one for one in facts.freed if (one.sponsor, one.opd) not in pledging]
    return (
        *freed_tables(unpledged, facts.month),
        *free_tables(held, facts.sponsors.free, facts.month),
        *beyond_tables(held, facts.month),
    )


def _ahead(facts: Facts, workspace: Workspace, lang: Lang) -> tuple[Table, ...]:
    """Give the tables of budgets, or that there is no ceiling, and of the continuity watch."""
    sources, year = workspace.settings.sources, facts.month.year
    if facts.budget:
        budgets = with_drafts(budget_tables(facts.budget, sources, year, lang), facts.over, sources)
    else:
        budgets = (no_ceilings_table(sources, year, lang),)
    return (*budgets, *watch_tables(facts.watch, sources, lang))
