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
from jamsos_cli.runs import judging, marking
from jamsos_cli.runs.workspace import Workspace, named_regency, today
from jamsos_cli.settings import Settings
from jamsos_cli.steps.accept import Accepted


class Validated(NamedTuple):
    """The results in order of file name, and the exit code they make."""

    files: tuple[FileResult, ...]
    exit_code: Exit
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
    files = judging.found_rosters(paths)
    stems = marking.stems(files, paths, options.annotate) if options.annotate is not None else []
    tasks = [
        judging.Task(
            path=path,
            name=path.as_posix(),
            settings=settings,
            on=options.on or today(settings),
            source=source.key if workspace and (source := workspace.source_of(path)) else None,
        )
        for path in files
    ]
    judged = judging.judge_together(tasks, options.jobs, progress)
    results = tuple(one.result for one in judged)
    marks = (
        [
            marking.Task(task.path, stem, result, settings.limits, options.lang, task.on)
            for task, stem, result in zip(tasks, stems, results, strict=True)
        ]
        if stems
        else []
    )
    return Validated(results, _exit_code(judged, options.strict), tuple(marking.mark_all(marks, options.jobs)))


def _exit_code(judged: Sequence[Accepted], strict: bool) -> Exit:
    if any(judging.is_unreadable(one) for one in judged):
        return Exit.FILE
    blocking = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(judging.has_level(one, level) for one in judged for level in blocking):
        return Exit.FINDINGS
    return Exit.CLEAN
