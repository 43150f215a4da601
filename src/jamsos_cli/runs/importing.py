"""`jamsos import`: accepted rows into the registry, a whole file or nothing of it; again is harmless."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.month import ALWAYS, Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.place import Place
from jamsos_cli.model.programme import read_programmes
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster_import import Enrolled, ImportPlan, Release, RosterImport
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.model.wording import Text
from jamsos_cli.model.worker import Worker
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.rules import duplicates, imported_before
from jamsos_cli.rules.age import AGE_LIMIT
from jamsos_cli.rules.resemblance import probably_same
from jamsos_cli.runs import braking, judging, screening
from jamsos_cli.runs.ending import said_of, still_listed
from jamsos_cli.runs.releasing import as_it_was_sent, held_rows, let_in
from jamsos_cli.runs.resembling import alike_elsewhere
from jamsos_cli.runs.workspace import Workspace, now, read_month
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.brake import Braked, said
from jamsos_cli.steps.enrol import (
    Enrolment,
    Mode,
    Scope,
    corrections,
    enrol,
    months_of,
    scope_of,
    scope_of_enrolled,
    vanish,
    with_period,
)
from jamsos_cli.steps.former_niks import under_former_niks, with_current_niks
from jamsos_cli.steps.identities import across_files, resembled, with_resemblances
from jamsos_cli.store import Registry, open_registry

_AHEAD = 10
"""Years by which the first month of a row may lie after that of the import: who is 65 by then and in already stays."""


class Options(NamedTuple):
    """What the command line says of the files."""

    source: str | None = None
    programmes: str | None = None
    first: Month | None = None
    """first iuran month of rows that name none; None: this month."""
    months: int | None = None
    mode: Mode = "auto"
    terms: str = ""
    """what of the above was said aloud; the same content may be imported again under other terms."""
    dry_run: bool = False
    jobs: int | None = None
    again: bool = False
    """judge and import known files anew: the settings or the law changed."""
    runs: bool = False
    """whether a month's run says the first month, not the command line."""


def mode(*, replace: bool, add: bool) -> Mode:
    """Give how a list stands to older ones, as the command line says it."""
    if replace and add:
        raise UsageError(Text("Pilih --replace atau --add.", "Choose --replace or --add."))
    return "replace" if replace else "add" if add else "auto"


def options(
    workspace: Workspace,
    *,
    source: str | None,
    programmes: str | None,
    first: str | None,
    months: int | None,
    mode: Mode,
) -> Options:
    """Check what the command line says; a UsageError says what it may be. A source goes by its key, title or names."""
    source = _source_key(source, workspace) if source is not None else None
    chosen = read_programmes(programmes) if programmes is not None else None
    if programmes is not None and chosen is None:
        raise UsageError(
            Text(
                f"Program {programmes!r} tidak dikenal: JKK+JKM atau JKK+JKM+JHT.",
                f"Programmes {programmes!r} are not known: JKK+JKM or JKK+JKM+JHT.",
            )
        )
    month = read_month(first, workspace.today()) if first is not None else None
    said = {"source": source, "programmes": chosen, "from": month, "months": months}
    terms = " ".join(f"{name}={value}" for name, value in said.items() if value is not None)
    return Options(source, chosen, month, months, mode, terms)


def _source_key(text: str, workspace: Workspace) -> str:
    """Give the key of the source that a key, title or other spelling means."""
    sources = workspace.settings.sources
    found = judging.source_keys(sources, "")(text)
    if found is None:
        known = ", ".join(f"{source.key} ({source.title})" for source in sources)
        raise UsageError(
            Text(f"Sumber dana {text!r} tidak ada. Yang ada: {known}.", f"No source {text!r}. There are: {known}.")
        )
    return found


def import_rosters(
    paths: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> tuple[list[Outcome], Exit]:
    """Import files in order of name, one transaction each; a file that cannot be imported never stops the others."""
    files = judging.found_rosters(paths)
    with open_registry(workspace.registry, write=True) as registry:
        return import_into(registry, files, workspace, options, progress)


def import_into(
    registry: Registry, files: Sequence[Path], workspace: Workspace, options: Options, progress: Callable[[str], None]
) -> tuple[list[Outcome], Exit]:
    """Do the same with a registry that is open."""
    first = options.first or Month.of(workspace.today())
    known, sent = _parted(files, workspace, registry, options._replace(first=first))
    elders = registry.enrolled_born_by(first.first_day.replace(year=first.year - AGE_LIMIT + _AHEAD).isoformat())
    ruled = registry.replay()
    tasks = [_task(one, workspace)._replace(enrolled=elders, ruled=ruled) for one in sent]
    begun = judging.begin(tasks, options.jobs, progress)
    import pandas as pd  # noqa: F401  needed next; it loads while the other processes judge

    written = list(begun)
    named = with_current_niks(written, registry.current_niks)
    same, replaced = _elsewhere(named, registry, workspace, options.mode, ruled)
    alike = resembled(named, ruled, alike_elsewhere(named, registry, replaced))
    held = {} if options.mode != "auto" else braking.braked(named, registry, workspace.settings.limits, alike)
    judged = across_files(named, partial(duplicates.duplicates_across_files, ruled=ruled), lambda _: same)
    judged = with_resemblances(judged, alike, probably_same)
    former = [under_former_niks(before, after) for before, after in zip(written, named, strict=True)]
    judged = screening.screened(judged, registry, workspace, first)
    with registry.many():
        outcomes = [
            _taken_in(one, way, held.get(one.result.file), workspace, registry)._replace(former=names)
            for one, way, names in zip(judged, sent, former, strict=True)
        ]
    outcomes = sorted([*known, *outcomes], key=lambda outcome: outcome.result.file)
    return outcomes, _exit_code(outcomes)


class _Sent(NamedTuple):
    """A file to be judged."""

    path: Path
    sha256: str
    options: Options
    """as the command line says, or said when rows of the file were held."""
    release: Release | None = None
    """set where only held rows come in."""


def _parted(
    files: Sequence[Path], workspace: Workspace, registry: Registry, options: Options
) -> tuple[list[Outcome], list[_Sent]]:
    """Tell the files whose content is in the registry already from those to be judged.

    One of which rows were held for a name that has been ruled one person's since is judged for these rows.
    """
    known: list[Outcome] = []
    sent: list[_Sent] = []
    fresh: dict[str, Path] = {}
    waiting = [] if options.again else registry.releases()
    for path in files:
        sha256 = read_bytes(path, workspace.settings.limits.file_mib).sha256
        before = registry.imported(sha256, options.terms) if sha256 and not options.again else None
        released = [one for one in waiting if one.sha256 == sha256 and options.terms in {"", one.terms}]
        if before is None and (not sha256 or sha256 not in fresh):
            fresh[sha256] = path
            sent.append(_Sent(path, sha256, options))
        elif before is not None and released:
            waiting = [one for one in waiting if one not in released]
            sent += [_Sent(path, sha256, as_it_was_sent(options, one), one) for one in released]
        else:
            twin = workspace.name_of(fresh[sha256]) if sha256 in fresh else ""
            known.append(_known(workspace.name_of(path), sha256, before, twin, registry))
    return known, sent


def _known(name: str, sha256: str, before: RosterImport | None, twin: str, registry: Registry) -> Outcome:
    """Give what becomes of a file with the content of an earlier import, or of its `twin` in this one.

    It counts with the rows it had accepted and rejected: what was wrong in it still is.
    """
    where = f"{before.file}, {before.imported_at[:10]}" if before else twin
    rows = (before.rows_read, before.accepted, before.rejected) if before else (0, 0, 0)
    why = Text(where, where)
    result = FileResult(name, sha256, *rows, 0, (imported_before.file_known(name, why),))
    if before is not None and before.accepted and not registry.enrolled_by_bytes([sha256]):
        why = Text(f"{where}; sudah digantikan, --again memakainya lagi", f"{where}; replaced since, --again uses it")
    return Outcome(result, "known", why=why)


def _task(sent: _Sent, workspace: Workspace) -> judging.Task:
    options, folder = sent.options, workspace.source_of(sent.path)
    return judging.Task(
        path=sent.path,
        name=workspace.name_of(sent.path),
        sha256=sent.sha256,
        settings=workspace.settings,
        on=(options.first or Month.of(workspace.today())).first_day,
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


def _taken_in(
    accepted: Accepted, sent: _Sent, braked: Braked | None, workspace: Workspace, registry: Registry
) -> Outcome:
    """Import a file as it was sent, or the rows of it that a ruling lets in; the brake holds new files only."""
    if sent.release is not None:
        return _let_in(accepted, sent.release, sent.options, workspace, registry)
    if braked is not None:
        return Outcome(accepted.result, "held", why=said(braked, accepted.result.file, _typed(sent.options)))
    return _import(accepted, workspace, sent.options, registry)


def _let_in(
    accepted: Accepted, release: Release, options: Options, workspace: Workspace, registry: Registry
) -> Outcome:
    result, plan = accepted.result, let_in(accepted, release, options, workspace)
    if not plan.enrol:  # something else is wrong with these rows by now
        before = registry.imported(result.sha256, options.terms)
        return _known(result.file, result.sha256, before, "", registry)
    if not options.dry_run:
        _save(accepted, plan, options._replace(again=True), workspace, registry)
    rows = len(plan.enrol)
    came = Text(f"{rows} baris yang ditahan (D04) masuk.", f"Held rows (D04) that came in: {rows}.")
    return Outcome(result, "released", joined=rows, why=came)


def _import(accepted: Accepted, workspace: Workspace, options: Options, registry: Registry) -> Outcome:
    result = accepted.result
    if judging.is_unreadable(accepted):
        return Outcome(result, "unreadable")
    if not accepted.workers:
        return Outcome(result, "empty")
    if any(not worker.source for worker in accepted.workers):
        return Outcome(result, "no_source", why=_NO_SOURCE)
    plans = _plans(accepted.workers, workspace, options, registry, result.file)
    held = [one for plan in plans for one in plan.held]
    if held:
        gone, people, file = held[0].gone, held[0].people, held[0].file
        name = f'"{result.file}"' if " " in result.file else result.file
        sent = f"{name}{_typed(options)}"
        return Outcome(result, "held", why=_HELD.fill(gone=gone, people=people, file=file, sent=sent))
    whole = ImportPlan(
        tuple(cut for plan in plans for cut in plan.plan.cuts),
        tuple(worker for plan in plans for worker in plan.plan.enrol),
    )
    already = _already_enrolled(accepted, whole, workspace, registry, everybody=options.mode == "add")
    if not options.dry_run and (stamp := _save(accepted, whole, options, workspace, registry)):
        return Outcome(result, "known", why=Text(stamp, stamp))
    return Outcome(
        result._replace(findings=(*result.findings, *already)),
        "imported",
        joined=sum(plan.joined for plan in plans),
        stayed=sum(plan.stayed for plan in plans),
        left=tuple(name for plan in plans for name in plan.left),
        shortened=tuple(name for plan in plans for name in plan.shortened),
        beside=tuple(sorted({name for plan in plans for name in plan.beside})),
        ended=_still_listed(whole, registry),
    )


def _typed(options: Options) -> str:
    """Give the options a file was sent with as they are typed; the month too where a month's run names it."""
    said = dict(part.split("=", 1) for part in options.terms.split())
    if options.first is not None and options.runs:
        said.setdefault("from", str(options.first))
    return "".join(f" --{name} {value}" for name, value in said.items())


def _save(
    accepted: Accepted, plan: ImportPlan, options: Options, workspace: Workspace, registry: Registry
) -> str | None:
    """Carry out a plan; gives the time where it was not, since the file was known already."""
    result, stamp = accepted.result, now(workspace.settings)
    terms = f"{options.terms} again={stamp}".strip() if options.again else options.terms
    record = RosterImport(result.file, result.sha256, stamp, result.rows_read, result.accepted, result.rejected, terms)
    first = options.first or Month.of(workspace.today())
    return None if registry.save_import(record, plan, held_rows(accepted), str(first)) else stamp


def _still_listed(plan: ImportPlan, registry: Registry) -> tuple[Text, ...]:
    """Say who is enrolled by a list for months in which their cover has ended: the list does not bring them back."""
    ended = registry.endings([one.nik for one in plan.enrol])
    months = (
        {one.nik: (one.first_month, str(Month.parse(one.first_month) + one.months)) for one in plan.enrol}
        if ended
        else {}
    )
    return tuple(said_of(one) for one in still_listed(ended, months))


def _already_enrolled(
    accepted: Accepted, plan: ImportPlan, workspace: Workspace, registry: Registry, *, everybody: bool
) -> tuple[Finding, ...]:
    """Give D06 for who is enrolled for the same months and source by what this roster leaves in force.

    That is asked of those the registry or another file has too (D02), and of everybody where the list is to stand
    beside the older one of its name.
    """
    doubles = {
        (finding.place.sheet or "", finding.place.row)
        for finding in accepted.result.findings
        if finding.kind is duplicates.ACROSS_FILES
    }
    asked = [worker for worker in plan.enrol if everybody or (worker.sheet, worker.row) in doubles]
    if not asked:
        return ()
    cut = {one.enrolment_id for one in plan.cuts}
    staying = [one for one in registry.known([w.nik for w in asked], *ALWAYS) if one.enrolment_id not in cut]
    titles = {source.key: source.title for source in workspace.settings.sources}
    return tuple(imported_before.already_enrolled(asked, staying, titles))


def _plans(
    workers: Iterable[Worker], workspace: Workspace, options: Options, registry: Registry, file: str
) -> list[Enrolment]:
    settings, first = workspace.settings, options.first or Month.of(workspace.today())
    by_scope: dict[Scope, list[Worker]] = defaultdict(list)
    for worker in workers:
        source = settings.source(worker.source)
        by_scope[scope_of(worker, source)].append(with_period(worker, first, options.months, source))
    plans = []
    seen: set[int] = set()
    for scope, people in sorted(by_scope.items()):
        enrolled = registry.enrolled(scope.source, [scope.key], *months_of(people), by=scope.by)
        seen |= {person.enrolment_id for person in enrolled}
        plans.append(enrol(people, enrolled, file, options.mode, settings.limits.held_share))
    everybody = [worker for people in by_scope.values() for worker in people]
    months, staying = months_of(everybody), {worker.nik for worker in everybody}
    older = [person for person in registry.enrolled_from(file, *months) if person.enrolment_id not in seen]
    for scope, gone in sorted(_by_scope(older).items()):
        if scope not in by_scope:
            plans.append(vanish(gone, months, staying, options.mode, settings.limits.held_share))
    return plans


def _by_scope(enrolled: Iterable[Enrolled]) -> dict[Scope, list[Enrolled]]:
    parted: dict[Scope, list[Enrolled]] = defaultdict(list)
    for person in enrolled:
        parted[scope_of_enrolled(person)].append(person)
    return parted


def _exit_code(outcomes: Sequence[Outcome]) -> Exit:
    statuses = {outcome.status for outcome in outcomes}
    if "unreadable" in statuses:
        return Exit.FILE
    if "no_source" in statuses:
        return Exit.USAGE
    if statuses & {"held", "empty"} or any(outcome.result.rejected for outcome in outcomes):
        return Exit.FINDINGS
    return Exit.CLEAN


_NO_SOURCE = Text(
    "Sumber dana tidak disebut. Taruh berkasnya di rosters/<sumber>/ atau tambahkan --source KUNCI.",
    "No funding source is given. Put the file under rosters/<source>/ or add --source KEY.",
)
_HELD = Text(
    "Ditahan: {gone} dari {people} orang di {file} tidak ada lagi di daftar ini. Bila memang menggantikan: "
    "jamsos import {sent} --replace. Bila daftar tambahan: --add.",
    "Held: {gone} of {people} people of {file} are not on this list. If it replaces it: "
    "jamsos import {sent} --replace. If it is a further list: --add.",
)
