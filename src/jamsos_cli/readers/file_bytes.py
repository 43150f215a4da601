"""The bytes of a file, read once, from regular files of bearable size only."""

import hashlib
import os
import stat
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.model.disk import said
from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.extent import too_large, unreadable

_TRIES = 3


class FileBytes(NamedTuple):
    """What was read: the bytes and their SHA-256, or the trouble."""

    data: bytes
    sha256: str
    trouble: Trouble | None = None


def read_bytes(path: Path, most_mib: int) -> FileBytes:
    """Read a regular file of at most `most_mib` MiB. Pipes and devices are never opened: they would hang.

    A file that is written to while it is read is read again; one that goes on changing is a trouble.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return _none(unreadable("ini folder yang tidak boleh dibuka", "it is a folder that may not be opened"))
        if not stat.S_ISREG(found.st_mode):
            return _none(unreadable("bukan berkas biasa", "it is no regular file"))
        if found.st_size > most_mib * 2**20:
            return _too_large(most_mib)
        data = next((read for _ in range(_TRIES) if (read := _at_rest(path, most_mib * 2**20 + 1)) is not None), None)
    except FileNotFoundError:
        if path.is_symlink():
            return _none(unreadable("tautannya menunjuk ke berkas yang tidak ada", "its link leads nowhere"))
        return _none(unreadable("berkasnya tidak ada di tempat itu", "there is no such file"))
    except PermissionError:
        return _none(
            unreadable(
                "tidak boleh dibuka; tutup dulu bila sedang terbuka di Excel",
                "it may not be opened; close it if Excel has it open",
            )
        )
    except OSError as error:
        why = said(error)
        return _none(unreadable(f"tidak dapat dibuka: {why.id}", f"it cannot be opened: {why.en}"))
    if data is None:
        return _none(
            unreadable(
                "berkasnya terus berubah selagi dibaca; tunggu sampai selesai disimpan atau disalin, lalu ulangi",
                "it goes on changing while it is read; wait until it is saved or copied, then try again",
            )
        )
    return FileBytes(data, hashlib.sha256(data).hexdigest()) if len(data) <= most_mib * 2**20 else _too_large(most_mib)


def _at_rest(path: Path, most: int) -> bytes | None:
    """Read a file's bytes, `most` of them; None when it was written to meanwhile: they may be of two versions."""
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read(most)
        after = os.fstat(file.fileno())
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same else None


def _too_large(most_mib: int) -> FileBytes:
    return _none(
        too_large(
            f"berkasnya lebih dari {most_mib} MiB (batas file_mib)", f"the file is over {most_mib} MiB (limit file_mib)"
        )
    )


def _none(trouble: Trouble) -> FileBytes:
    return FileBytes(b"", "", trouble)
