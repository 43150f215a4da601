"""`jamsos validate`: what is wrong in rosters, with or without a workspace."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit
from jamsos_cli.model.finding import Level
from jamsos_cli.model.result import FileResult
from jamsos_cli.runs import judging
from jamsos_cli.runs.workspace import Workspace, today
from jamsos_cli.settings import Settings
from jamsos_cli.steps.accept import Accepted


class Validated(NamedTuple):
    """The results in order of file name, and the exit code they make."""

    files: tuple[FileResult, ...]
    exit_code: Exit


def validate(
    paths: Sequence[Path],
    workspace: Workspace | None,
    *,
    on: date | None,
    strict: bool,
    jobs: int | None,
    progress: Callable[[str], None],
) -> Validated:
    """Judge rosters as of a day (today at the office unless given)."""
    settings = workspace.settings if workspace else Settings()
    tasks = [
        judging.Task(
            path=path,
            name=path.as_posix(),
            settings=settings,
            on=on or today(settings),
            source=source.key if workspace and (source := workspace.source_of(path)) else None,
        )
        for path in judging.found_files(paths)
    ]
    judged = judging.judge_together(tasks, jobs, progress)
    return Validated(tuple(one.result for one in judged), _exit_code(judged, strict))


def _exit_code(judged: Sequence[Accepted], strict: bool) -> Exit:
    if any(judging.is_unreadable(one) for one in judged):
        return Exit.FILE
    blocking = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if any(judging.has_level(one, level) for one in judged for level in blocking):
        return Exit.FINDINGS
    return Exit.CLEAN
