"""`jamsos report`: who is covered in a month, billed and recorded, by source and village."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.budget import Excess, Position
from jamsos_cli.model.cohort import COHORTS
from jamsos_cli.model.frame import build
from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import WAITING, Placed
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Lang
from jamsos_cli.reports.budget import budget_tables, no_ceilings_table, with_drafts
from jamsos_cli.reports.budget_bars import budget_bars
from jamsos_cli.reports.cohorts import cohort_tables
from jamsos_cli.reports.continuity import Watched, by_source, watch_tables
from jamsos_cli.reports.exclusion import questioned_table
from jamsos_cli.reports.freed_places import freed_tables
from jamsos_cli.reports.month import coverage_tables, month_report
from jamsos_cli.reports.places import filled_tables, waiting_tables
from jamsos_cli.runs import screening
from jamsos_cli.runs.budgeting import positions_if_any
from jamsos_cli.runs.ceilings import over_ceilings
from jamsos_cli.runs.covering import places_of
from jamsos_cli.runs.importing import ALWAYS
from jamsos_cli.runs.papers import Papers, add_report
from jamsos_cli.runs.watching import watch_open
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.steps.cohorts import all_villages, cohorts, first_paid_months
from jamsos_cli.steps.freed_places import freed, offered
from jamsos_cli.steps.places import in_line
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


class Reported(NamedTuple):
    """The tables of a month and the papers they were written to."""

    tables: tuple[Table, ...]
    files: tuple[Path, ...]


class Frames(NamedTuple):
    """What the registry says of a month."""

    enrolments: "pd.DataFrame"
    billed: "pd.DataFrame"
    matches: "pd.DataFrame | None"
    """None when it was never reconciled."""
    questioned: "pd.DataFrame"
    """QUESTIONED: issued lines that an exclusion list bars."""
    places: Placed | None = None
    """who has a place and who waits, where a source has a quota."""
    cohorts: "pd.DataFrame | None" = None
    """COHORTS."""
    budget: tuple[Position, ...] = ()
    """how the budgets of the year stand; none where no ceiling was set."""
    over: tuple[Excess, ...] = ()
    """ceilings that the month's drafts would pass."""
    watch: Watched | None = None
    """the continuity of the month's people."""


def report(workspace: Workspace, month: Month, lang: Lang = "id") -> Reported:
    """Count the month in the registry and write its report; only the tables speak another language than papers do."""
    with open_registry(workspace.registry, write=False) as registry:
        enrolments, billed = registry.enrolments(str(month), str(month)), registry.billed(str(month))
        matches, questioned = registry.reconciliation(str(month)), screening.questioned(registry, month)
        places = places_of(registry, workspace.settings.sources, enrolments, month)
        free = freed_places(registry, workspace, month, enrolments, billed, places)
        frames = looking_ahead(registry, workspace, month, Frames(enrolments, billed, matches, questioned, places))
    with Papers() as papers:
        return report_onto(papers, workspace, frames, month, lang, free)


def looking_ahead(registry: Registry, workspace: Workspace, month: Month, frames: Frames) -> Frames:
    """Add how the budgets of the year stand, the cohorts and the continuity watch."""
    return frames._replace(
        cohorts=_cohorts(registry, month, frames),
        budget=positions_if_any(registry, workspace, month.year),
        over=over_ceilings(registry, workspace, month),
        watch=watch_open(registry, workspace, month),
    )


def _cohorts(registry: Registry, month: Month, frames: Frames) -> "pd.DataFrame":
    mine = frames.billed[frames.billed["iuran_month"] == str(month)]
    first = first_paid_months(mine, month, registry.paying)
    waiting = frames.places.waiting if frames.places is not None else build(WAITING, ())
    return cohorts(mine, frames.enrolments, registry.enrolled_after(str(month)), waiting, first)


def freed_places(
    registry: Registry,
    workspace: Workspace,
    month: Month,
    enrolments: "pd.DataFrame",
    billed: "pd.DataFrame",
    places: Placed | None = None,
) -> list[FreedPlace]:
    """Give the places of sponsors that other sources' payments have freed, and who waits for them."""
    free = freed(enrolments, billed, workspace.settings.sources, month)
    if free.empty:
        return []
    found = places or places_of(registry, workspace.settings.sources, enrolments, month)
    paid = set(billed.loc[billed["iuran_month"] == str(month), "person_id"])
    ever = registry.enrolments(*ALWAYS)
    return offered(free, in_line(found.waiting, ever, paid, registry.ended(str(month)), month))


def report_onto(
    papers: Papers,
    workspace: Workspace,
    frames: Frames,
    month: Month,
    lang: Lang = "id",
    free: Sequence[FreedPlace] = (),
) -> Reported:
    """Count the month in its frames; its papers are left to whoever writes `papers`."""
    made = month_report(frames.enrolments, frames.billed, frames.matches, workspace.settings.sources, month)
    sources = workspace.settings.sources
    made = made._replace(budget=budget_bars(frames.budget, sources), ends=_ends(frames, workspace))
    places = freed_tables(free, month)
    filled = filled_tables(frames.places, sources, month) if frames.places else ()
    line = waiting_tables(frames.places.waiting, sources, month) if frames.places else ()
    known = frames.cohorts if frames.cohorts is not None else build(COHORTS, ())
    groups = cohort_tables(all_villages(known), sources, month)
    by_village = cohort_tables(known, sources, month, villages=True)
    ahead = _ahead(frames, workspace, month, "id")
    files = add_report(
        papers,
        workspace,
        made,
        frames.matches,
        frames.questioned,
        (*groups, *by_village, *filled, *line, *places, *ahead),
    )
    shown = (*coverage_tables(made, lang), *questioned_table(frames.questioned, lang), *groups, *filled, *places)
    return Reported((*shown, *_ahead(frames, workspace, month, lang)), files)


def _ahead(frames: Frames, workspace: Workspace, month: Month, lang: Lang) -> tuple[Table, ...]:
    """Give the tables of budgets, or that there is no ceiling, and of the continuity watch."""
    sources = workspace.settings.sources
    if frames.budget:
        budgets = with_drafts(budget_tables(frames.budget, sources, month.year, lang), frames.over, sources)
    else:
        budgets = (no_ceilings_table(sources, month.year, lang),)
    return (*budgets, *(watch_tables(frames.watch, sources, lang) if frames.watch else ()))


def _ends(frames: Frames, workspace: Workspace) -> tuple[tuple[str, str], ...]:
    if frames.watch is None:
        return ()
    titles = {source.key: source.title for source in workspace.settings.sources}
    return tuple((one.source, one.sentence(titles[one.source]).id) for one in by_source(frames.watch))
