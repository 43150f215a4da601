"""The bytes of a file, read once, from regular files of bearable size only."""

import hashlib
import stat
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text


class FileBytes(NamedTuple):
    """What was read: the bytes and their SHA-256, or the trouble."""

    data: bytes
    sha256: str
    trouble: Trouble | None = None


def read_bytes(path: Path, most_mib: int) -> FileBytes:
    """Read a regular file of at most `most_mib` MiB. Pipes and devices are never opened: they would hang."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return _trouble("unreadable", "ini folder yang tidak boleh dibuka", "it is a folder that may not be opened")
        if not stat.S_ISREG(found.st_mode):
            return _trouble("unreadable", "bukan berkas biasa", "it is no regular file")
        if found.st_size > most_mib * 2**20:
            return _trouble(
                "too_large",
                f"berkasnya lebih dari {most_mib} MiB (batas file_mib)",
                f"the file is over {most_mib} MiB (limit file_mib)",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            return _trouble("unreadable", "tautannya menunjuk ke berkas yang tidak ada", "its link leads nowhere")
        return _trouble("unreadable", "berkasnya tidak ada di tempat itu", "there is no such file")
    except PermissionError:
        return _trouble(
            "unreadable",
            "tidak boleh dibuka; tutup dulu bila sedang terbuka di Excel",
            "it may not be opened; close it if Excel has it open",
        )
    except OSError as error:
        return _trouble("unreadable", f"tidak dapat dibuka ({error.errno})", f"it cannot be opened ({error.strerror})")
    return FileBytes(data, hashlib.sha256(data).hexdigest())


def _trouble(kind: str, indonesian: str, english: str) -> FileBytes:
    return FileBytes(b"", "", Trouble(kind, Text(indonesian, english)))  # type: ignore[arg-type]
