"""Run the installed command as a user does: its own process, its exit code, what it printed."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
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
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JAMSOS_")}
    ran = subprocess.run(
        [JAMSOS, *map(str, arguments)],
        cwd=folder,
        env=clean | {"COLUMNS": "200"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


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
