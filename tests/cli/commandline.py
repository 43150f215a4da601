"""Run the command as a user does: its own process, its exit code, what it printed.

`installed` runs the very program that was installed, `jamsos` a copy of a process that has its imports done (`forked`):
as good for nearly all, and three times as fast.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

JAMSOS = Path(sys.executable).with_name("jamsos.exe" if os.name == "nt" else "jamsos")
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
OFFICES = {"51.04": "51.04-gianyar", "51.71": "51.71-denpasar", "62.10": "62.10-gunung-mas"}
MONTH = "2026-11"
FULL_NIK = re.compile(r"(?<![0-9])[1-9][0-9]{15}(?![0-9])")


class Ran(NamedTuple):
    """What came out of a command."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything a person saw."""
        return self.out + self.err


def jamsos(*arguments: str | Path, folder: Path, **environment: str) -> Ran:
    """Run a command in a folder, in Indonesian unless the environment or the arguments say otherwise."""
    if not hasattr(os, "fork"):
        return installed(*arguments, folder=folder, **environment)
    with tempfile.TemporaryDirectory() as said:
        out, err = Path(said, "out"), Path(said, "err")
        out.touch()
        err.touch()
        asked = {"folder": str(folder), "environment": _clean(environment), "out": str(out), "err": str(err)}
        code = _asked(json.dumps(asked | {"arguments": [str(one) for one in arguments]}))
        return Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def installed(*arguments: str | Path, folder: Path, **environment: str) -> Ran:
    """Do the same with the installed program itself."""
    ran = subprocess.run(
        [JAMSOS, *map(str, arguments)],
        cwd=folder,
        env=_clean(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def _clean(environment: dict[str, str]) -> dict[str, str]:
    """Give this process's environment without what it says of jamsos, and with what a test says."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("JAMSOS_")}
    return own | {"COLUMNS": "200"} | environment


@cache
def _imported() -> subprocess.Popen[str]:
    """Give the process that is copied for every command; it ends when this one does."""
    script = Path(__file__).with_name("forked.py")
    return subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    )


def _asked(command: str) -> int:
    process = _imported()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(command + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def at_noon(workspace: Path) -> Path:
    """Put an office where it is about noon now: papers bear the day, and no midnight may fall between two runs."""
    settings = workspace / "jamsos.toml"
    zone = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"  # behind Greenwich is written +
    text, found = re.subn(r'(?m)^time_zone = "[^"]*"', f'time_zone = "{zone}"', settings.read_text(encoding="utf-8"))
    assert found == 1
    settings.write_text(text, encoding="utf-8")
    return workspace


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the text of every file below a folder but PDFs, workbooks part by part."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                for part in archive.namelist():
                    yield f"{path.name}/{part}", archive.read(part).decode("utf-8", "replace")
        elif path.is_file() and path.suffix != ".pdf":
            yield path.name, path.read_text(encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
