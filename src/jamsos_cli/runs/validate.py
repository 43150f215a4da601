"""`jamsos validate`: what is wrong in rosters, with or without a workspace."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.finding import Level
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.workspace import Workspace, named_regency, settings_of, today
from jamsos_cli.runs.rosters import documents, judging
from jamsos_cli.steps.accept import Accepted

_NO_FOLDER = Text("{path} adalah berkas, bukan folder.", "{path} is a file, not a folder.")
_NO_WORKSPACE = Text(
    "--lists memakai daftar pengecualian sebuah ruang kerja; di sini tidak ada. Sebut dengan --workspace FOLDER.",
    "--lists asks the exclusion lists of a workspace, and there is none here. Name it with --workspace FOLDER.",
)
_PAST = Text(
    "--until {until} sudah lewat: daftar diperiksa per {day}.", "--until {until} is past: rosters are judged on {day}."
)


class Validated(NamedTuple):
    """The judged files in order of name, and the exit code they make."""

    judged: tuple[Accepted, ...]
    """with details where they were asked for."""
    exit_code: Exit
    day: date
    """of judgement."""
    marked: tuple[Path, ...]
    """the clerks' own workbooks, marked; none where they were not asked for."""

    @property
    def files(self) -> tuple[FileResult, ...]:
        """Counts and findings of each file."""
        return tuple(one.result for one in self.judged)


class Options(NamedTuple):
    """What the command line says."""

    on: date | None = None
    """day of judgement; today at the office."""
    regency: str | None = None
    """code or name; the workspace's."""
    strict: bool = False
    jobs: int | None = None
    """processes; None: one a core."""
    details: bool = False
    """whether headings and rows as sent are asked for, too."""
    out: Path | None = None
    """file a document will be written to: it must not be a roster."""
    messages: Path | None = None
    """folder for a message to each sender."""
    until: date | None = None
    """day until which the senders are asked to answer."""
    annotate: Path | None = None
    """folder for the clerks' own workbooks, marked."""
    lists: bool = False
    """whether the workspace's exclusion lists are asked; only then is its registry opened."""
    lang: Lang = "id"
    """what their comments are written in."""


def validate(
    paths: Sequence[Path], workspace: Workspace | None, options: Options, progress: Callable[[str], None]
) -> Validated:
    """Judge rosters as of a day (today at the office unless given), with the villages of a regency if one is named.

    UsageError where there is no roster, a copy would harm one or an option makes no sense, FileError where messages or
    copies cannot be written.
    """
    settings = settings_of(workspace)
    if options.regency is not None:
        office = settings.office._replace(regency=named_regency(options.regency).code)
        settings = settings._replace(office=office)
    rosters, day = judging.found_rosters(paths), options.on or today(settings)
    received = [workspace.root / name for name in ("rosters", "lists", "statements")] if workspace else []
    documents.keep_rosters(options.out, rosters, received)
    _check(options, day)
    copies = _copies(rosters, paths, options.annotate)
    tasks = [
        judging.Task(
            path=path,
            name=path.as_posix(),
            settings=settings,
            on=day,
            source=source.key if workspace and (source := workspace.source_of(path)) else None,
            mapping=workspace.mapping_of(path) if workspace else None,
            details=options.details,
            enrolling=options.details,
        )
        for path in rosters
    ]
    cores.ready(len(tasks), options.jobs)
    judged = judging.judge_together(tasks, options.jobs, progress)
    if options.lists:
        judged = _screened(judged, workspace, day)
    results = tuple(one.result for one in judged)
    # Copies take longest and may be refused: nothing else is written before them.
    marked = _marked(tasks, results, copies, options)
    if options.messages is not None:
        from jamsos_cli.reports.messages import Notice
        from jamsos_cli.runs.rosters.messaging import write_messages

        write_messages(options.messages, results, Notice(settings.office.name, day, options.until))
    return Validated(tuple(judged), _exit_code(judged, options.strict), day, marked)


def _screened(judged: list[Accepted], workspace: Workspace | None, day: date) -> list[Accepted]:
    """Ask the exclusion lists of a workspace, as an import would; without one a UsageError."""
    if workspace is None:
        raise UsageError(_NO_WORKSPACE)
    from jamsos_cli.model.month import Month
    from jamsos_cli.runs.rosters.screening import screened
    from jamsos_cli.store import open_registry

    with open_registry(workspace.registry, write=False) as registry:
        return screened(judged, registry, workspace, Month.of(day))


def _check(options: Options, day: date) -> None:
    """Refuse before anything is judged what could not be written afterwards (UsageError)."""
    if options.until is not None and options.until < day:
        raise UsageError(_PAST.fill(until=options.until, day=day))
    for folder in (options.annotate, options.messages):
        for path in (folder, *folder.parents) if folder else ():
            if path.exists() and not path.is_dir():
                raise UsageError(_NO_FOLDER.fill(path=path))


def _copies(files: Sequence[Path], paths: Sequence[Path], folder: Path | None) -> list[Path]:
    """Give where the marked copies go, before anything is judged; none where they were not asked for."""
    if folder is None:
        return []
    from jamsos_cli.runs.rosters.copies import copy_stems

    return copy_stems(files, paths, folder)


def _marked(
    tasks: Sequence[judging.Task], results: Sequence[FileResult], copies: Sequence[Path], options: Options
) -> tuple[Path, ...]:
    if not copies:
        return ()
    from jamsos_cli.runs.marking import Task, mark_all

    wanted = [
        Task(one.path, copy, result, one.settings, one.mapping, options.lang, one.on)
        for one, copy, result in zip(tasks, copies, results, strict=True)
    ]
    return tuple(mark_all(wanted, options.jobs))


def _exit_code(judged: Sequence[Accepted], strict: bool) -> Exit:
    if any(one.result.is_unreadable for one in judged):
        return Exit.FILE
    blocking = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(finding.kind.level in blocking for one in judged for finding in one.result.findings):
        return Exit.FINDINGS
    return Exit.CLEAN
