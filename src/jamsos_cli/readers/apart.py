"""Reading in a process of its own, with limits of memory and time: where the library may die, or take everything.

.xls, .xlsb and .ods are read so, and workbooks that could swell in memory; what is locked is unlocked so.
`python -m jamsos_cli.readers.apart` takes the pickled task on stdin and gives the pickled result on stdout; nobody
calls it by hand.
"""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from jamsos_cli.model.roster import Grid, Trouble
from jamsos_cli.readers.default_password import unlocked
from jamsos_cli.readers.extent import too_large, unreadable
from jamsos_cli.readers.workbook import read_workbook
from jamsos_cli.settings import Limits

_Found = TypeVar("_Found")

_UNLOCKING_SECONDS = 20
"""Excel hashes 100.000 times, which takes a tenth of one."""
_QUIET = {"RUST_BACKTRACE": "0"}
"""Out of memory, the library would wait for ever for the memory to say where it was."""
_OUT_OF_MEMORY = 3
"""exit code of the process."""
_RUST_OUT_OF_MEMORY = b"memory allocation of"
_DIED = unreadable(
    "tidak terbaca sampai habis; buka dan simpan ulang dengan Excel",
    "the reader died in the middle of it; open it in Excel and save it again",
)


def read_apart(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read a workbook as `read_workbook` does; a reader that dies, takes too much memory or too long is a Trouble.

    Limits: `read_mib` of memory, `read_seconds` of time.
    """
    return _apart(read_workbook, data, limits)


def unlock_apart(data: bytes, limits: Limits) -> bytes | Trouble:
    """Unlock a workbook as `unlocked` does, in seconds: the file says how often its key is hashed."""
    return _apart(unlocked, data, limits._replace(read_seconds=min(limits.read_seconds, _UNLOCKING_SECONDS)))


def _apart(work: Callable[[bytes, Limits], _Found | Trouble], data: bytes, limits: Limits) -> _Found | Trouble:
    import subprocess

    command = [sys.executable, "-P", "-m", "jamsos_cli.readers.apart"]
    task = pickle.dumps((work, data, limits), pickle.HIGHEST_PROTOCOL)
    try:
        ran = subprocess.run(  # noqa: S603  our own program
            command,
            input=task,
            capture_output=True,
            env={**os.environ, **_QUIET},
            timeout=limits.read_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        seconds = limits.read_seconds
        return too_large(
            f"membacanya lebih dari {seconds} detik (batas read_seconds)",
            f"reading it takes over {seconds} seconds (limit read_seconds)",
        )
    if ran.returncode == 0:
        found: _Found | Trouble = pickle.loads(ran.stdout)  # noqa: S301  from our own process
        return found
    if ran.returncode == _OUT_OF_MEMORY or _RUST_OUT_OF_MEMORY in ran.stderr:
        return too_large(
            f"membacanya butuh memori lebih dari {limits.read_mib} MiB (batas read_mib)",
            f"reading it takes over {limits.read_mib} MiB of memory (limit read_mib)",
        )
    return _DIED


def _limit(limits: Limits) -> None:
    """Set what the system enforces on this process; Windows has nothing of the kind, there only time is limited."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = limits.read_mib * 2**20
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.read_seconds, limits.read_seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Read the task, work, write the result; exit 3 when the memory allowed is used up."""
    work, data, limits = pickle.load(sys.stdin.buffer)  # noqa: S301  from our own process
    _limit(limits)
    try:
        result = pickle.dumps(work(data, limits), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        sys.exit(_OUT_OF_MEMORY)
    sys.stdout.buffer.write(result)


if __name__ == "__main__":
    main()
