"""`jamsos dedupe`: who stands twice, in the workspace's rosters and in the registry, and what was decided about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import build
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.month import ALWAYS, Month
from jamsos_cli.model.pair import Occurrence, Pair
from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.model.ruling import NO_RULINGS, Asked, Question, question
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source
from jamsos_cli.runs.importing import Imported, is_held_back
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.runs.rosters import judging
from jamsos_cli.steps import exclusion
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.dedupe import OCCURRENCES, Row, other_names, probable, same_nik, with_birth_dates
from jamsos_cli.steps.enrol import months_of, with_period
from jamsos_cli.steps.former_niks import with_current_niks
from jamsos_cli.store import Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd


def dedupe(
    paths: Sequence[Path], workspace: Workspace, *, jobs: int | None, progress: Callable[[str], None]
) -> list[Pair]:
    """List pairs among the rosters given (else all under rosters/) and the enrolments that came from other files.

    Each has its key and what was decided about it, so far; what is asked for the first time is remembered.
    """
    files = judging.found_rosters(paths or [workspace.root / "rosters"], may_be_none=not paths)
    judged = _judged(files, workspace, jobs, progress)
    with open_registry(workspace.registry, write=False) as registry:
        pairs, unheard = _paired(judged, registry, workspace, alike=True)
    if unheard:
        with open_registry(workspace.registry, write=True) as registry:
            registry.note_questions(unheard, now(workspace.settings))
    return pairs


def same_nik_of_month(
    imported: Imported, known: Sequence[Accepted], registry: Registry, workspace: Workspace
) -> list[Pair]:
    """List the pairs of one NIK that are open, as `dedupe` does, once the rosters were taken in.

    Who is probably the same under another NIK was told when their roster came in (D05), and `dedupe` tells all of them.
    Asked are only rosters with rows that were not taken in, for everybody else is in the registry: those that the
    import has judged just now, and those `known` from before that were judged again.
    """
    whole = imported.whole
    fresh = {one.result.file: one for one in imported.judged if one.result.file not in whole}
    asked = [one for one in [*fresh.values(), *known] if is_held_back(one.result.sha256, registry)]
    pairs, unheard = _paired(asked, registry, workspace, alike=False)
    registry.note_questions(unheard, now(workspace.settings))
    return [pair for pair in pairs if pair.is_open]


def _judged(
    files: Sequence[Path], workspace: Workspace, jobs: int | None, progress: Callable[[str], None]
) -> list[Accepted]:
    month = Month.of(workspace.today())
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
    return judging.judge_all(tasks, jobs, progress)


def _paired(
    judged: Sequence[Accepted], registry: Registry, workspace: Workspace, *, alike: bool
) -> tuple[list[Pair], list[Asked]]:
    """Give the pairs among rosters and enrolments with their rulings, and the questions the registry has not like that.

    `alike`: also who is probably one person under two NIKs.
    """
    month = Month.of(workspace.today())
    source_of = {source.key: source for source in workspace.settings.sources}
    judged = with_current_niks(judged, registry.current_niks)
    niks = {one.nik for file in judged for one in file.people}
    enrolments = registry.enrolments(*ALWAYS) if alike else registry.enrolled_twice(niks)
    asked = [(file, _asked_of(file, registry, enrolments)) for file in judged]
    rows = [row for file, group in asked for row in _of_roster(file, group, month, source_of)]
    # What a roster says now takes the place of what came in under its name before.
    named = {file.result.file for file, _ in asked if registry.imported(file.result.sha256) is None}
    rest = enrolments[~enrolments["file"].isin(named)].assign(accepted=True)
    rows += map(Row._make, rest[list(OCCURRENCES)].itertuples(index=False, name=None))
    occurrences = build(OCCURRENCES, rows)
    found = same_nik(occurrences, registry.replay())
    if found or alike:
        described = registry.described() if alike else registry.described_by(rest["enrolment_id"])
        people = _people([one for _, group in asked for one in group], described, rest["enrolment_id"])
        born = {row[:5]: one.birth_date for row, one in zip(rows, people, strict=True)}
        found = with_birth_dates(found, born)
    found += other_names(exclusion.other_names(registry.enrolled_on_lists(*ALWAYS), NO_RULINGS)[1])
    if alike:
        found += probable(occurrences, build(PEOPLE, people))
    return _with_rulings(registry, found)


def _people(identities: Iterable[Identity], described: "pd.DataFrame", enrolments: "pd.Series[int]") -> list[Known]:
    """Give people of rosters, and those of enrolments among the DESCRIBED, with all that they are compared by."""
    enrolled = described.set_index("enrolment_id").loc[enrolments, list(PEOPLE)]
    people = [Known(*(getattr(one, name) for name in PEOPLE)) for one in identities]
    return [*people, *map(Known._make, enrolled.itertuples(index=False, name=None))]


def question_of(pair: Pair) -> Question:
    """Give what a pair asks about its persons."""
    names, sources = (pair.left.name, pair.right.name), (pair.left.source, pair.right.source)
    return question(pair.kind, pair.niks, names, sources)


def _with_rulings(registry: Registry, pairs: Sequence[Pair]) -> tuple[list[Pair], list[Asked]]:
    """Give the pairs with their keys and rulings, and the questions the registry does not have like that."""
    asked = [question_of(pair) for pair in pairs]
    keys = registry.question_keys(set(asked))
    rulings = registry.rulings_in_force()
    ruled = [
        pair._replace(key=keys[one], ruling=rulings.get(keys[one])) for pair, one in zip(pairs, asked, strict=True)
    ]
    wanted: dict[str, Asked] = {}
    for one, pair in zip(asked, ruled, strict=True):
        new = Asked(pair.key, one, said(pair.left), said(pair.right), pair.months[0])
        before = wanted.setdefault(pair.key, new)
        if new.first_month < before.first_month:
            wanted[pair.key] = before._replace(first_month=new.first_month)
    known = registry.questions_with(wanted)
    return ruled, [one for one in wanted.values() if _unheard(one, known.get(one.key))]


def _unheard(asked: Asked, known: Asked | None) -> bool:
    return known is None or known[2:4] != asked[2:4] or known.first_month > asked.first_month


def said(occurrence: Occurrence) -> str:
    """Say one side of a pair in a line, its NIK masked."""
    sheet = f", {occurrence.sheet}" if occurrence.sheet else ""
    source = f" ({occurrence.source})" if occurrence.source else ""
    return shown_name(f"{occurrence.name}, {occurrence.file}{sheet}, {occurrence.row}{source}", 300)


def _asked_of(file: Accepted, registry: Registry, enrolments: "pd.DataFrame") -> list[Identity]:
    """Give everybody of a roster; of one that was taken in whom it did not enrol, for the registry has the others.

    Of one that a newer roster has replaced, nobody.
    """
    if registry.imported(file.result.sha256) is None:
        return list(file.people)
    keys = registry.enrolled_by_bytes([file.result.sha256])
    enrolled = set(enrolments.loc[enrolments["enrolment_id"].isin(keys), "nik"])
    return [one._replace(accepted=False) for one in file.people if one.nik not in enrolled] if keys else []


def _of_roster(
    file: Accepted, people: Iterable[Identity], month: Month, source_of: Mapping[str, Source]
) -> Iterable[Row]:
    """Give everybody of a roster with the months the row asks for; this month where nothing says them."""
    workers = {
        (worker.sheet, worker.row): with_period(worker, month, None, source_of[worker.source])
        for worker in file.workers
        if worker.source
    }
    for person in people:
        sheet, row = person.place.sheet or "", person.place.row or 0
        worker = workers.get((sheet, row))
        source, months = (worker.source, months_of([worker])) if worker else ("", (str(month), str(month)))
        yield Row(person.place.file, sheet, row, person.nik, person.name, source, person.accepted, *months)
