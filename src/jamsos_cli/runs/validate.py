"""`jamsos validate`: what is wrong in rosters, with or without a workspace."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit
from jamsos_cli.model.finding import Level
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.wording import Lang
from jamsos_cli.runs import cores, documents, judging
from jamsos_cli.runs.workspace import Workspace, named_regency, today
from jamsos_cli.settings import Settings
from jamsos_cli.steps.accept import Accepted


class Validated(NamedTuple):
    """The results in order of file name, and the exit code they make."""

    files: tuple[FileResult, ...]
    exit_code: Exit
    day: date
    """of judgement."""
    judged: tuple[Accepted, ...] = ()
    """the same with workers, and with details where they were asked for."""
    marked: tuple[Path, ...] = ()
    """the clerk's own workbooks, marked, where they were asked for."""


class Options(NamedTuple):
    """What the command line says."""

    on: date | None = None
    """day of judgement; today at the office."""
    regency: str | None = None
    """code or name; the workspace's."""
    strict: bool = False
    jobs: int | None = None
    details: bool = False
    """whether headings and rows as sent are asked for, too."""
    out: Path | None = None
    """file a document is to be written to."""
    messages: Path | None = None
    """folder for a message to each village."""
    until: date | None = None
    """day until which the villages are asked to answer."""
    annotate: Path | None = None
    """folder for the clerk's own workbooks, marked."""
    lang: Lang = "id"
    """what their comments are written in."""


def validate(
    paths: Sequence[Path], workspace: Workspace | None, options: Options, progress: Callable[[str], None]
) -> Validated:
    """Judge rosters as of a day (today at the office unless given), with the villages of a regency if one is named."""
    settings = workspace.settings if workspace else Settings()
    if options.regency is not None:
        office = replace(settings.office, regency=named_regency(options.regency).code)
        settings = replace(settings, office=office)
    rosters, day = judging.found_rosters(paths), options.on or today(settings)
    documents.keep_rosters(options.out, rosters)
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
    results = tuple(one.result for one in judged)
    if options.messages is not None:
        documents.write_messages(options.messages, results, settings, day, options.until)
    marked = _marked(tasks, results, copies, options)
    return Validated(results, _exit_code(judged, options.strict), day, tuple(judged), marked)


def _copies(files: Sequence[Path], paths: Sequence[Path], folder: Path | None) -> list[Path]:
    """Give where the marked copies go, before anything is judged; none where they were not asked for."""
    if folder is None:
        return []
    from jamsos_cli.runs.marking import stems

    return stems(files, paths, folder)


def _marked(
    tasks: Sequence[judging.Task], results: Sequence[FileResult], copies: Sequence[Path], options: Options
) -> tuple[Path, ...]:
    if not copies:
        return ()
    from jamsos_cli.runs.marking import Task, mark_all

    judged = zip(tasks, copies, results, strict=True)
    return tuple(
        mark_all(
            [
                Task(one.path, copy, result, one.settings, one.mapping, options.lang, one.on)
                for one, copy, result in judged
            ],
            options.jobs,
        )
    )


def _exit_code(judged: Sequence[Accepted], strict: bool) -> Exit:
    if any(judging.is_unreadable(one) for one in judged):
        return Exit.FILE
    blocking = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(judging.has_level(one, level) for one in judged for level in blocking):
        return Exit.FINDINGS
    return Exit.CLEAN
