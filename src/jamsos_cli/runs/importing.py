"""`jamsos import`: accepted rows into the registry, a whole file or nothing of it; again is harmless."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.month import ALWAYS, Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.place import Place
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.model.worker import Worker
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.rules import duplicates
from jamsos_cli.rules.age import AGE_LIMIT
from jamsos_cli.rules.resemblance import probably_same
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import braking, judging, screening
from jamsos_cli.runs.rosters.admitting import as_it_was_sent
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.runs.rosters.resembling import alike_elsewhere
from jamsos_cli.runs.rosters.taking_in import Sent, known_already, taken_in
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.enrol import (
    Mode,
    corrections,
    scope_of,
)
from jamsos_cli.steps.former_niks import under_former_niks, with_current_niks
from jamsos_cli.steps.identities import across_files, resembled, with_resemblances
from jamsos_cli.store import Registry, open_registry

_AHEAD = 10
"""Years by which the first month of a row may lie after that of the import: who is 65 by then and in already stays."""


class Imported(NamedTuple):
    """What became of files, and how those that are new here were judged, the NIKs of today in them."""

    outcomes: list[Outcome]
    judged: tuple[Accepted, ...]

    @property
    def exit_code(self) -> Exit:
        """The gravest that happened to any of them."""
        return _exit_code(self.outcomes)

    @property
    def whole(self) -> frozenset[str]:
        """The files of which everybody came in."""
        return frozenset(o.result.file for o in self.outcomes if o.status == "imported" and o.is_whole)

    @property
    def is_news(self) -> bool:
        """Whether any file was not known from before."""
        return any(outcome.status != "known" for outcome in self.outcomes)


class Begun(NamedTuple):
    """Files of which those that are not known are being judged."""

    known: tuple[Outcome, ...]
    sent: tuple[Sent, ...]
    judged: Iterator[Accepted]
    """of `sent`, in their order."""
    ruled: Rulings
    """what persons have decided about doubles."""


NOTHING = Imported([], ())


def import_rosters(
    paths: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> tuple[list[Outcome], Exit]:
    """Import files in order of name, one transaction each; a file that cannot be imported never stops the others."""
    files = judging.found_rosters(paths)
    with open_registry(workspace.registry, write=True) as registry:
        imported = import_into(registry, files, workspace, options, progress)
    return imported.outcomes, imported.exit_code


def import_into(
    registry: Registry, files: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> Imported:
    """Do the same with a registry that is open."""
    return finish(begin(registry, files, workspace, options, progress), registry, workspace, options)


def begin(
    registry: Registry, files: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> Begun:
    """Let other processes judge the files that are not known; what is asked of these processes next comes behind."""
    first = options.first_month(workspace)
    known, sent = _parted(files, workspace, registry, options._replace(first=first))
    ruled = registry.replay()
    judged = judging.begin(_tasks(sent, workspace, registry, first, ruled), options.jobs, progress)
    return Begun(tuple(known), tuple(sent), judged, ruled)


def finish(begun: Begun, registry: Registry, workspace: Workspace, options: Options) -> Imported:
    """Compare the judged files with each other and the registry, and take them in."""
    import pandas as pd  # noqa: F401  needed next; it loads while the other processes judge

    first, ruled = options.first_month(workspace), begun.ruled
    written = list(begun.judged)
    named = with_current_niks(written, registry.current_niks)
    same, replaced = _elsewhere(named, registry, workspace, options.mode, ruled)
    alike = resembled(named, ruled, alike_elsewhere(named, registry, replaced))
    held = {} if options.mode != "auto" else braking.braked(named, registry, workspace.settings.limits, alike)
    judged = across_files(named, partial(duplicates.duplicates_across_files, ruled=ruled), lambda _: same)
    judged = with_resemblances(judged, alike, probably_same)
    former = [under_former_niks(before, after) for before, after in zip(written, named, strict=True)]
    judged = screening.screened(judged, registry, workspace, first)
    outcomes: list[Outcome] = []
    sent_with: set[str] = set()
    with registry.many():
        for one, way, names in zip(judged, begun.sent, former, strict=True):
            outcome = taken_in(one, way, held.get(one.result.file), workspace, registry, sent_with)
            outcomes.append(outcome._replace(former=names))
            if outcome.status == "imported":
                sent_with.add(one.result.file)
    outcomes = sorted([*begun.known, *outcomes], key=lambda outcome: outcome.result.file)
    return Imported(outcomes, tuple(named))


def known_again(
    imported: Imported,
    files: Sequence[Path],
    registry: Registry,
    workspace: Workspace,
    options: Options,
    progress: Callable[[str], None],
) -> list[Accepted]:
    """Judge once more, as an import does, those of the files known from before that a month's run must look into.

    Always those with people whom they did not enrol (`is_held_back`), who may stand twice. Where any file is not known
    from before, all of which somebody is enrolled: the registry keeps no findings, and the list of all that is to be
    mended is made anew (`with_findings`).
    """
    here = {one.result.file for one in imported.judged}
    known = {one.result.file: one.result.sha256 for one in imported.outcomes if one.result.file not in here}
    wanted = {
        file
        for file, sha256 in known.items()
        if is_held_back(sha256, registry) or (imported.is_news and registry.enrolled_by_bytes([sha256]))
    }
    if not wanted:
        return []
    first = options.first_month(workspace)
    sent = [Sent(path, "", options) for path in files if workspace.name_of(path) in wanted]
    return judging.judge_all(_tasks(sent, workspace, registry, first, registry.replay()), options.jobs, progress)


def is_held_back(sha256: str, registry: Registry) -> bool:
    """Tell whether a roster has people whom it did not enrol; of one that was replaced since, nobody is asked."""
    before = registry.imported(sha256)
    if before is None:
        return True
    enrolled = len(registry.enrolled_by_bytes([sha256]))
    return bool(enrolled) and (before.rejected > 0 or before.sheets_refused > 0 or enrolled < before.accepted)


def with_findings(
    imported: Imported, known: Sequence[Accepted], registry: Registry, workspace: Workspace, first: Month
) -> list[Outcome]:
    """Give the outcomes with what is wrong in the rosters known from before, too, which `known_again` has judged.

    Not in those of which nobody is enrolled any more, for another list has replaced them; and nowhere where no file is
    new, for the list of all that is to be mended stays as it is then.
    """
    lasting = [one for one in known if registry.enrolled_by_bytes([one.result.sha256])] if imported.is_news else []
    if not lasting:
        return imported.outcomes
    ruled = registry.replay()
    # As when they came in: under the NIKs of today, and nothing that was ruled on is said again.
    named = with_current_niks(lasting, registry.current_niks)
    judged = across_files(named, partial(duplicates.duplicates_across_files, ruled=ruled))
    judged = with_resemblances(judged, resembled(named, ruled), probably_same)
    results = {one.result.file: one.result for one in screening.screened(judged, registry, workspace, first)}
    return [one._replace(result=results.get(one.result.file, one.result)) for one in imported.outcomes]


def _parted(
    files: Sequence[Path], workspace: Workspace, registry: Registry, options: Options
) -> tuple[list[Outcome], list[Sent]]:
    """Tell the files whose content is in the registry already from those to be judged.

    One of which rows were held for a name that has been ruled one person's since is judged for these rows.
    """
    known: list[Outcome] = []
    sent: list[Sent] = []
    fresh: dict[str, Path] = {}
    waiting = [] if options.again else registry.admissions()
    for path in files:
        sha256 = read_bytes(path, workspace.settings.limits.file_mib).sha256
        before = registry.imported(sha256, options.terms) if sha256 and not options.again else None
        admitted = [one for one in waiting if one.sha256 == sha256 and options.terms in {"", one.terms}]
        if before is None and (not sha256 or sha256 not in fresh):
            fresh[sha256] = path
            sent.append(Sent(path, sha256, options))
        elif before is not None and admitted:
            waiting = [one for one in waiting if one not in admitted]
            sent += [Sent(path, sha256, as_it_was_sent(options, one), one) for one in admitted]
        else:
            twin = workspace.name_of(fresh[sha256]) if sha256 in fresh else ""
            known.append(known_already(workspace.name_of(path), sha256, before, twin, registry))
    return known, sent


def _tasks(
    sent: Sequence[Sent], workspace: Workspace, registry: Registry, first: Month, ruled: Rulings
) -> list[judging.Task]:
    """Give what is to be judged, with what the registry knows: who is in already at 65, what was ruled."""
    elders = registry.enrolled_born_by(first.first_day.replace(year=first.year - AGE_LIMIT + _AHEAD).isoformat())
    return [_task(one, workspace)._replace(enrolled=elders, ruled=ruled) for one in sent]


def _task(sent: Sent, workspace: Workspace) -> judging.Task:
    options, folder = sent.options, workspace.source_of(sent.path)
    return judging.Task(
        path=sent.path,
        name=workspace.name_of(sent.path),
        sha256=sent.sha256,
        settings=workspace.settings,
        on=options.first_month(workspace).first_day,
        source=options.source or (folder.key if folder else None),
        programmes=options.programmes,
        on_import=True,
        mapping=workspace.mapping_of(sent.path),
    )


def _elsewhere(
    files: Sequence[Accepted], registry: Registry, workspace: Workspace, mode: Mode, ruled: Rulings
) -> tuple[list[Identity], set[str]]:
    """People of the registry whom the rosters name again, but for the lists that these rosters replace; and those."""
    naming: dict[str, list[Worker]] = defaultdict(list)
    for file in files:
        for worker in file.workers:
            naming[worker.nik].append(worker)
    found = registry.known(list(naming), *ALWAYS)
    source = workspace.settings.source
    rows = [(one, scope_of(one, source(one.source))) for people in naming.values() for one in people if one.source]
    corrected = corrections(rows, found, mode) if found else frozenset()
    same = [
        Identity(e.nik, e.name, e.birth_date, accepted=True, place=Place(e.file, e.sheet or None, e.row))
        for e in found
        if any(
            worker.file != e.file
            and ((worker.file, e.file) not in corrected or ruled.differ(e.nik, worker.name, e.name))
            for worker in naming[e.nik]
        )
    ]
    return same, {file.result.file for file in files} | {old for _, old in corrected}


def _exit_code(outcomes: Sequence[Outcome]) -> Exit:
    statuses = {outcome.status for outcome in outcomes}
    if "unreadable" in statuses:
        return Exit.FILE
    if "no_source" in statuses:
        return Exit.USAGE
    if statuses & {"held", "empty"} or not all(outcome.is_whole for outcome in outcomes):
        return Exit.FINDINGS
    return Exit.CLEAN
