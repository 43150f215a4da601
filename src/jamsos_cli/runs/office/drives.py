"""On which computer a folder lies: locks on another one cannot be trusted, and a registry there can be damaged."""

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
"""What Linux says of its drives; other systems have no such file."""
_SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.davfs2"})
"""Kinds of drives that are another computer's."""


def on_network(folder: Path) -> bool:
    """Tell whether a folder lies on a network share, as far as Windows and Linux tell; elsewhere it never does."""
    real = folder.resolve()
    if real.drive.startswith("\\\\"):  # also where a letter stands for a share: Windows resolves it
        return True
    mounted = [(point, kind) for point, kind in _mounts() if real.is_relative_to(point)]
    return bool(mounted) and max(mounted, key=lambda one: len(one[0].parts))[1] in _SHARED


def _mounts() -> list[tuple[Path, str]]:
    """Give where drives are mounted and of which kind they are, a later one over an earlier one of the same place."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    parted = [line.partition(" - ") for line in lines]
    found = {left.split()[4]: right.split()[0] for left, _, right in parted if len(left.split()) > 4 and right.split()}
    return [(Path(_unescaped(point)), kind) for point, kind in found.items()]


def _unescaped(point: str) -> str:
    """Give a path as it is: blanks and the like stand there as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)
