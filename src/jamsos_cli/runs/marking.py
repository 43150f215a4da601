"""`jamsos validate --annotate DIR`: every roster comes back as the clerk's own workbook, marked."""

import contextlib
import os
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import FileError, UsageError
from jamsos_cli.model.marking import SIGNATURE, is_own_sheet
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Grid, RosterSheet, Row, Trouble
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.reports.mending import REWRITTEN, UNREADABLE, marks, mending_sheet, spots
from jamsos_cli.runs import cores
from jamsos_cli.runs.judging import SPREADSHEETS, layout_of
from jamsos_cli.settings import Mapping, Settings
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.marked_workbook import OWN_PART, MarkedWorkbook, mark_workbook
from jamsos_cli.writers.plain_workbook import named, plain_workbook
from jamsos_cli.writers.xml_part import NotPlainError

_SUFFIXES = (".xlsx", ".xlsm")
"""of a workbook without and with macros."""
_ARCHIVE = b"PK\x03\x04"
_WITHIN = Text(
    "{folder} ada di dalam {path}: salinan bertanda akan terbaca sebagai daftar. Pilih folder di luarnya.",
    "{folder} lies within {path}: marked copies would be read as rosters. Choose a folder outside.",
)
_OWN_FOLDER = Text(
    "{folder}: {name} yang asli ada di situ dan tidak boleh tertimpa. Pilih folder lain untuk --annotate.",
    "{folder}: the original {name} is there and must not be written over. Choose another folder for --annotate.",
)
_EDITED = Text(
    "{path}: sudah ada dan bukan lagi seperti yang ditulis jamsos; mungkin sudah dibetulkan orang. Pindahkan, atau "
    "pilih folder lain. Tidak ada yang ditulis.",
    "{path}: it is there and no longer as jamsos wrote it; somebody may have mended it. Move it, or choose another "
    "folder. Nothing was written.",
)
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


def stems(files: Sequence[Path], paths: Sequence[Path], folder: Path) -> list[Path]:
    """Give where each file's marked copy is written, without its ending: as the files lie to each other.

    UsageError where a copy would be written over an original or be read as a roster the next time, FileError where
    one would replace a workbook that somebody has worked on.
    """
    into = _plain(folder)
    for path in paths:
        if path.is_dir() and into.is_relative_to(_plain(path)):
            raise UsageError(_WITHIN.fill(folder=folder, path=path))
    common = _common([path if path.is_dir() else path.parent for path in paths])
    found = []
    for file in files:
        own = _plain(file)
        copy = folder / (own.relative_to(common) if common else own.name)
        if copy.parent.resolve() == own.parent.resolve():
            raise UsageError(_OWN_FOLDER.fill(folder=folder, name=file.name))
        stem = copy.with_suffix("") if copy.suffix.lower() in SPREADSHEETS else copy
        for suffix in _SUFFIXES:
            _refuse_edited(stem.with_name(stem.name + suffix))
        found.append(stem)
    return found


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
            path = _free(task.stem, _SUFFIXES[marked.macros], taken)
            _refuse_edited(path)
            drafts.write(path, marked.content)
            written.append(path)
    return written


def _plain(path: Path) -> Path:
    """Give a whole path without .. in it, links left as they are."""
    return Path(os.path.normpath(path.absolute()))


def _common(folders: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([_plain(folder) for folder in folders]))
    except ValueError:  # several drives of a PC
        return None


def _free(stem: Path, suffix: str, taken: set[str]) -> Path:
    """Give a name no other copy has; case does not tell files apart."""
    number, path = 1, stem.with_name(stem.name + suffix)
    while str(path).casefold() in taken:
        number += 1
        path = stem.with_name(f"{stem.name}-{number}{suffix}")
    taken.add(str(path).casefold())
    return path


def _refuse_edited(path: Path) -> None:
    """Keep a workbook that is not as we wrote it: Excel gives the part of our sheet another name when it saves."""
    if not path.exists():
        return
    try:
        with zipfile.ZipFile(path) as archive:
            untouched = OWN_PART in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        untouched = False
    if not untouched:
        raise FileError(_EDITED.fill(path=path))


def _mark(task: Task) -> MarkedWorkbook | None:
    """Read a file again and mark what was found in it."""
    read = read_bytes(task.path, task.settings.limits.file_mib)
    if not read.sha256 and not task.path.exists():
        return None
    if read.sha256 != task.result.sha256:
        raise FileError(_CHANGED.fill(path=task.path))
    grids = read.trouble or read_grids(read.data, task.settings.limits)
    if isinstance(grids, Trouble):
        return _alone(task, UNREADABLE)
    if read.data.startswith(_ARCHIVE):
        with contextlib.suppress(NotPlainError):
            return _in_place(task, read.data, grids)
    return _rewritten(task, grids)


def _in_place(task: Task, data: bytes, grids: tuple[Grid, ...]) -> MarkedWorkbook:
    own = frozenset(grid.name for grid in grids if is_own_sheet(grid.rows))
    kept = tuple(grid for grid in grids if grid.name not in own)
    where = spots(task.result.findings, kept, _sheets(task, grids))
    sheet = mending_sheet(task.result, where, task.lang)
    return mark_workbook(data, sheet, marks(task.result.findings, where, task.lang), own)


def _rewritten(task: Task, grids: tuple[Grid, ...]) -> MarkedWorkbook:
    sheets = _sheets(task, grids)
    kept = named(
        [grid for grid in grids if not is_own_sheet(grid.rows)], max((sheet.width for sheet in sheets), default=0)
    )
    if not kept:
        return _alone(task)
    where = spots(task.result.findings, kept, sheets)
    sheet = mending_sheet(task.result, where, task.lang, (REWRITTEN,))
    found = marks(task.result.findings, where, task.lang)
    return mark_workbook(plain_workbook(kept, task.on), sheet, found, frozenset())


def _sheets(task: Task, grids: tuple[Grid, ...]) -> tuple[RosterSheet, ...]:
    return roster_of("", "", grids, layout_of(task.settings, task.mapping)).sheets


def _alone(task: Task, *notices: Text) -> MarkedWorkbook:
    """Give a workbook with nothing but our sheet for a file that gives no sheet."""
    where = [None] * len(task.result.findings)
    ours = Grid("jamsos", hidden=False, rows=(Row(1, (SIGNATURE.id,)),))
    sheet = mending_sheet(task.result, where, task.lang, notices)
    return mark_workbook(plain_workbook((ours,), task.on), sheet, (), frozenset({ours.name}))
