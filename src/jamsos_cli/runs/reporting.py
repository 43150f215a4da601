"""`jamsos report`: who is covered in a month, billed and recorded, by source and village."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Lang
from jamsos_cli.reports.exclusion import questioned_table
from jamsos_cli.reports.freed_places import freed_tables
from jamsos_cli.reports.month import coverage_tables, month_report
from jamsos_cli.reports.sponsors import beyond_tables, free_tables
from jamsos_cli.runs import screening, sponsoring
from jamsos_cli.runs.papers import Papers, add_report
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.steps.freed_places import freed, offered
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
    sponsors: sponsoring.Held | None = None
    """what sponsors have pledged for the month and who fills it."""


def report(workspace: Workspace, month: Month, lang: Lang = "id") -> Reported:
    """Count the month in the registry and write its report; only the tables speak another language than papers do."""
    with open_registry(workspace.registry, write=False) as registry:
        enrolments, billed = registry.enrolments(str(month), str(month)), registry.billed(str(month))
        matches, questioned = registry.reconciliation(str(month)), screening.questioned(registry, month)
        free = freed_places(registry, workspace, month, enrolments, billed)
        held = sponsoring.of_month(registry, workspace, month, (enrolments, billed))
    with Papers() as papers:
        frames = Frames(enrolments, billed, matches, questioned, held)
        return report_onto(papers, workspace, frames, month, lang, free)


def freed_places(
    registry: Registry, workspace: Workspace, month: Month, enrolments: "pd.DataFrame", billed: "pd.DataFrame"
) -> list[FreedPlace]:
    """Give the places of sponsors that other sources' payments have freed, and who waits for them."""
    places = freed(enrolments, billed, workspace.settings.sources, month)
    return offered(places, registry.enrolments("0000-01", "9999-12"), month) if len(places) else []


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
    held = frames.sponsors.held if frames.sponsors else ()
    pledging = {(one.pledge.name, one.pledge.opd) for one in held}
    places = freed_tables([one for one in free if (one.sponsor, one.opd) not in pledging], month)
    if frames.sponsors is not None:
        places += (*free_tables(held, frames.sponsors.free, month), *beyond_tables(held, month))
    files = add_report(papers, workspace, made, frames.matches, frames.questioned, places)
    return Reported((*coverage_tables(made, lang), *questioned_table(frames.questioned, lang), *places), files)
