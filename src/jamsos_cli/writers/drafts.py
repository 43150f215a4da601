"""Files written all or none: drafts first, renamed together at the end, so that a stop leaves the old files whole."""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from jamsos_cli.errors import FileError
from jamsos_cli.model.disk import said
from jamsos_cli.model.wording import Text

ENDING = ".jamsos-draft"
"""how a draft's name ends; files with this ending may always be deleted when no jamsos is running."""
_FORGOTTEN_SECONDS = 24 * 3600
_AT_ONCE = 8
"""Drafts that the disk is waited for at a time."""
_DISK_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class _Draft(NamedTuple):
    target: Path
    draft: Path


class Drafts:
    """A set of files that appear together when the `with` block ends well, and not at all when it does not.

    Drafts stand in their target's own folder, readable by their owner only, and are on the disk before the first
    rename. When one rename fails, those before it are taken back. Every failure of the disk is a FileError.
    """

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._taken: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._rename_all()
        finally:
            for item in self._drafts:
                _remove(item.draft)

    def write(self, path: Path, content: bytes) -> None:
        """Draft one file. Two files of one name (case does not count, as on Windows) are a mistake of the caller."""
        name = str(path.absolute()).casefold()
        if name in self._taken:
            raise ValueError(f"two files for one name: {path.name}")
        self._taken.add(name)
        with _told(path):
            if path.exists() and not (path.is_file() or path.is_dir()):  # a rename would take the place of /dev/null
                raise FileError(
                    Text(
                        f"{path.name}: bukan berkas biasa; pilih nama lain.",
                        f"{path.name}: no plain file; choose another.",
                    )
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(path)
            handle, draft = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=ENDING, dir=path.parent)
            self._drafts.append(_Draft(path, Path(draft)))
            with os.fdopen(handle, "wb") as file:
                file.write(content)

    def _rename_all(self) -> None:
        _onto_disk(self._drafts)  # all at the end: the disk has most of them by then
        kept: list[tuple[Path, Path | None]] = []
        try:
            for target, draft in self._drafts:
                with _told(target):
                    kept.append((target, _keep(target)))
                    draft.replace(target)
        except BaseException:
            for target, old in reversed(kept):
                _take_back(target, old, {item.target: item.draft for item in self._drafts}[target])
            raise
        for _, old in kept:
            if old is not None:
                _remove(old)
        for folder in {target.parent for target, _ in self._drafts}:
            with _told(folder):
                _sync_folder(folder)


def _onto_disk(drafts: Sequence[_Draft]) -> None:
    """Wait until the disk has every draft; for many of them at a time, which a disk does together."""
    if len(drafts) <= _AT_ONCE:
        for item in drafts:
            _synced(item)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as waiting:
        for _ in waiting.map(_synced, drafts):
            pass


def _synced(item: _Draft) -> None:
    with _told(item.target), item.draft.open("r+b") as file:
        os.fsync(file.fileno())


def _keep(target: Path) -> Path | None:
    """Give the old file a second name until all renames are done; None when there is none."""
    if not target.exists():
        return None
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=ENDING, dir=target.parent)
    os.close(handle)
    old = Path(name)
    old.unlink()
    try:
        os.link(target, old)
    except OSError:  # FAT and some network shares know no second names
        try:
            shutil.copy2(target, old)
        except OSError:
            _remove(old)
            raise
    return old


def _take_back(target: Path, old: Path | None, draft: Path) -> None:
    """Put the old file back where its draft had already taken the place."""
    renamed = not draft.exists()
    if old is None:
        if renamed:
            _remove(target)
    elif renamed:
        with contextlib.suppress(OSError):
            old.replace(target)
    else:
        _remove(old)


def _sweep(path: Path) -> None:
    """Remove drafts of this file that a power cut left behind long ago."""
    now = time.time()
    for entry in os.scandir(path.parent):
        if entry.name.startswith(f".{path.name[:80]}.") and entry.name.endswith(ENDING):
            with contextlib.suppress(OSError):
                if now - entry.stat().st_mtime > _FORGOTTEN_SECONDS:
                    Path(entry.path).unlink()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renames last a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn a failure of the disk into a sentence that says what to do."""
    try:
        yield
    except PermissionError as error:
        raise FileError(
            Text(
                f"{path.name}: tidak boleh ditulis. Tutup berkas itu bila sedang terbuka di Excel, "
                "atau periksa hak tulis foldernya. Berkas lama tidak berubah.",
                f"{path.name}: may not be written. Close it if it is open in Excel, "
                "or check the rights of its folder. The old file is unchanged.",
            )
        ) from error
    except OSError as error:
        if error.errno in _DISK_FULL:
            raise FileError(
                Text(
                    f"{path.name}: disk penuh. Kosongkan tempat, lalu ulangi. Berkas lama tidak berubah.",
                    f"{path.name}: the disk is full. Free some space and run again. The old file is unchanged.",
                )
            ) from error
        why = said(error)
        raise FileError(
            Text(
                f"{path.name}: tidak dapat ditulis, {why.id}. Berkas lama tidak berubah.",
                f"{path.name}: cannot be written, {why.en}. The old file is unchanged.",
            )
        ) from error
