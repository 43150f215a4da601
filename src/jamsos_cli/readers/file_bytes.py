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
        if not stat.S_ISREG(found.st_mode):
            return _trouble("unreadable", "bukan berkas biasa", "it is no regular file")
        if found.st_size > most_mib * 2**20:
            return _trouble(
                "too_large",
                f"berkasnya lebih dari {most_mib} MiB (batas file_mib)",
                f"the file is over {most_mib} MiB (limit file_mib)",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _trouble("unreadable", f"tidak dapat dibuka ({reason})", f"it cannot be opened ({reason})")
    return FileBytes(data, hashlib.sha256(data).hexdigest())


def _trouble(kind: str, indonesian: str, english: str) -> FileBytes:
    return FileBytes(b"", "", Trouble(kind, Text(indonesian, english)))  # type: ignore[arg-type]
