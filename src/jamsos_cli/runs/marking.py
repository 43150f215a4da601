"""`jamsos validate --annotate DIR`: every roster comes back as the clerk's own workbook, marked."""

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model.free_name import free_name
from jamsos_cli.model.marking import SIGNATURE, is_own_sheet
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Grid, RosterSheet, Row, Trouble
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.grids import ZIP, grids_of, opened
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.reports.mending import REWRITTEN, UNREADABLE, marks, mending_sheet, spots
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.rosters.copies import SUFFIXES, refuse_edited
from jamsos_cli.runs.rosters.judging import layout_of
from jamsos_cli.settings import Mapping, Settings
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.marked_workbook import MarkedWorkbook, mark_workbook
from jamsos_cli.writers.plain_workbook import plain_workbook, with_sheet_names
from jamsos_cli.writers.xml_part import NotPlainError

_CHANGED = Text(
    "{path}: isinya berubah selagi diperiksa; tutup di Excel, lalu ulangi. Tidak ada yang ditulis.",
    "{path}: it changed while it was checked; close it and try again. Nothing was written.",
)


class Task(NamedTuple):
    """One judged file and what it is to come back as; small enough to hand to another process."""

    path: Path
    stem: Path
    """where it is written, without the ending."""
    result: FileResult
    settings: Settings
    mapping: Mapping | None
    """of its columns, where the settings fix them."""
    lang: Lang
    on: date


def mark_all(tasks: Sequence[Task], jobs: int | None) -> list[Path]:
    """Write the marked copies, all or none; give their paths. A file that is not there has none.

    FileError where one would replace a workbook that somebody has worked on since, or a file changed meanwhile.
    """
    written: list[Path] = []
    taken: set[str] = set()
    with Drafts() as drafts:
        for task, marked in zip(tasks, cores.each(_mark, tasks, jobs), strict=True):
            if marked is None:
                continue
            path = Path(free_name(str(task.stem), taken, SUFFIXES[marked.macros]))
            refuse_edited(path)
            drafts.write(path, marked.content)
            written.append(path)
    return written


def _mark(task: Task) -> MarkedWorkbook | None:
    """Read a file again and mark what was found in it."""
    read = read_bytes(task.path, task.settings.limits.file_mib)
    if not read.sha256 and not task.path.exists():
        return None
    if read.sha256 != task.result.sha256:
        raise FileError(_CHANGED.fill(path=task.path))
    limits = task.settings.limits
    data = read.trouble or opened(read.data, limits)
    if isinstance(data, Trouble) or isinstance(grids := grids_of(data, limits), Trouble):
        return _alone(task, UNREADABLE)
    kept = tuple(grid for grid in grids if not is_own_sheet(grid.rows))
    if not kept:
        return _alone(task)
    tables = roster_of("", "", kept, layout_of(task.settings, task.mapping)).sheets
    sheets = tuple(sheet for sheet in tables if not sheet.continued)
    if data.startswith(ZIP):
        own = frozenset(grid.name for grid in grids) - {grid.name for grid in kept}
        with contextlib.suppress(NotPlainError):
            return _marked(task, data, kept, sheets, own)
    named = with_sheet_names(kept, max((sheet.width for sheet in sheets), default=0))
    return _marked(task, plain_workbook(named, task.on), named, sheets, frozenset(), REWRITTEN)


def _marked(
    task: Task,
    data: bytes,
    grids: tuple[Grid, ...],
    sheets: tuple[RosterSheet, ...],
    own: frozenset[str],
    *notices: Text,
) -> MarkedWorkbook:
    """Mark a workbook of these grids, whose sheets `own` are from an earlier marking."""
    where = spots(task.result.findings, grids, sheets)
    sheet = mending_sheet(task.result, where, task.lang, notices)
    return mark_workbook(data, sheet, marks(task.result.findings, where, task.lang), own)


def _alone(task: Task, *notices: Text) -> MarkedWorkbook:
    """Give a workbook with nothing but our sheet for a file that gives no sheet."""
    where = [None] * len(task.result.findings)
    ours = Grid("jamsos", hidden=False, rows=(Row(1, (SIGNATURE.id,)),))
    sheet = mending_sheet(task.result, where, task.lang, notices)
    return mark_workbook(plain_workbook((ours,), task.on), sheet, (), frozenset({ours.name}))
