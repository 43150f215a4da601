"""`jamsos dedupe`: who stands twice, in the workspace's rosters and in the registry."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.pair import Pair
from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.model.source import Source
from jamsos_cli.runs import cores, judging
from jamsos_cli.runs.importing import ALWAYS
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.dedupe import STANDINGS, probable, same_nik
from jamsos_cli.steps.enrol import months_of, with_period
from jamsos_cli.store import open_registry

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[str, str, int, str, str, str, bool, str, str]
"""In the order of STANDINGS."""


def dedupe(
    paths: Sequence[Path], workspace: Workspace, *, jobs: int | None, progress: Callable[[str], None]
) -> list[Pair]:
    """List pairs among the rosters given (else all under rosters/) and the enrolments that came from other files."""
    files = judging.found_rosters(paths or [workspace.root / "rosters"], may_be_none=not paths)
    month = Month.of(workspace.today())
    source_of = {source.key: source for source in workspace.settings.sources}
    tasks = [
        judging.Task(
            path=path,
            name=workspace.name_of(path),
            settings=workspace.settings,
            on=month.first_day,
            source=source.key if (source := workspace.source_of(path)) else None,
            mapping=workspace.mapping_of(path),
        )
        for path in files
    ]
    cores.ready(len(tasks), jobs)
    judged = judging.judge_all(tasks, jobs, progress)
    rows = [row for file in judged for row in _of_roster(file, month, source_of)]
    people = [Known(*(getattr(one, name) for name in PEOPLE)) for file in judged for one in file.people]
    with open_registry(workspace.registry, write=False) as registry:
        enrolments = registry.enrolments(*ALWAYS)
        described = registry.described()
        same = registry.enrolled_by_bytes(file.result.sha256 for file in judged)
    # A file that was moved since is known by its bytes, one that was corrected since by its name.
    read = enrolments["enrolment_id"].isin(same) | enrolments["file"].isin({file.result.file for file in judged})
    rest = enrolments[~read].assign(accepted=True)
    rows += rest[list(STANDINGS)].itertuples(index=False, name=None)
    described = described.set_index("enrolment_id").loc[rest["enrolment_id"], list(PEOPLE)]
    people += map(Known._make, described.itertuples(index=False, name=None))
    standings = build(STANDINGS, rows)
    return [*same_nik(standings), *probable(standings, build(PEOPLE, people))]


def dedupe_enrolled(enrolments: "pd.DataFrame") -> list[Pair]:
    """List pairs among ENROLMENTS."""
    return same_nik(conform(STANDINGS, enrolments.assign(accepted=True)))


def _of_roster(file: Accepted, month: Month, source_of: Mapping[str, Source]) -> list[Row]:
    """Give everybody of a roster with the months the row asks for; this month where nothing says them."""
    workers = {
        (worker.sheet, worker.row): with_period(worker, month, None, source_of[worker.source])
        for worker in file.workers
        if worker.source
    }
    rows = []
    for person in file.people:
        sheet, row = person.place.sheet or "", person.place.row or 0
        worker = workers.get((sheet, row))
        source, months = (worker.source, months_of([worker])) if worker else ("", (str(month), str(month)))
        rows.append((person.place.file, sheet, row, person.nik, person.name, source, person.accepted, *months))
    return rows
