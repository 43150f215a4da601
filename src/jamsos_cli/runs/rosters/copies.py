"""Where the marked copies of `validate --annotate` are written, and what they are never written over."""

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path

from jamsos_cli.errors import FileError, UsageError
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.rosters.judging import SPREADSHEETS
from jamsos_cli.writers.marked_workbook import OWN_PART

SUFFIXES = (".xlsx", ".xlsm")
"""of a marked workbook without and with macros."""
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


def copy_stems(files: Sequence[Path], paths: Sequence[Path], folder: Path) -> list[Path]:
    """Give where each file's marked copy is written, without its ending: as the files lie to each other.

    `files` were found under `paths`, which may be files too. UsageError where a copy would be written over an original
    or be read as a roster the next time, FileError where one would replace a workbook that somebody has worked on.
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
        for suffix in SUFFIXES:
            refuse_edited(stem.with_name(stem.name + suffix))
        found.append(stem)
    return found


def refuse_edited(path: Path) -> None:
    """Refuse to replace a workbook that is no longer as we wrote it (FileError).

    A spreadsheet program that saves gives our sheet's part another name.
    """
    if not path.exists():
        return
    try:
        with zipfile.ZipFile(path) as archive:
            untouched = OWN_PART in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        untouched = False
    if not untouched:
        raise FileError(_EDITED.fill(path=path))


def _plain(path: Path) -> Path:
    """Give a whole path without .. in it, links left as they are."""
    return Path(os.path.normpath(path.absolute()))


def _common(folders: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([_plain(folder) for folder in folders]))
    except ValueError:  # several drives of a PC
        return None
