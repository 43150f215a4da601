"""Damage good rosters of every format at random, thousands of times, and judge each: `make soak`.

    python tools/soak.py --times 4000 --seed 1

A damaged file must cost findings or be read whole: a worker that is neither read nor spoken of is a fault, and so is a
process that dies. Bytes of the packed file are damaged, and parts of archives before they are packed again, so that
checksums are right and only the content is wrong. The same seed gives the same files.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from jamsos_cli.model.finding import Level
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.rosters import judging
from jamsos_cli.settings import Settings
from jamsos_cli.steps.accept import Accepted

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "readers")]
WORKERS = 40
FORMATS = ("xlsx", "shared", "inline", "ods", "csv", "xls")
"""xlsx as a library writes it, with shared texts, and with texts in the cells; each other format once."""
_ABOVE_ROWS = frozenset({"run", "file", "sheet"})
"""Scopes of findings that speak of more than one row."""
_NO_SUMS = frozenset({"xls", "csv"})
"""Formats without checksums or a second reading: there a changed byte may be a changed text, or a row less."""
_ROW = re.compile(rb"<(?:table:table-)?row[ >]")


class Damage(NamedTuple):
    """One damaged file: which good one, and how."""

    seed: int
    format: str
    folder: str


class Outcome(NamedTuple):
    """What became of it."""

    damage: Damage
    said: str
    """read, refused, died or lost: workers are missing without a word."""


@cache
def good(format_: str) -> bytes:
    """Give an undamaged roster of WORKERS workers."""
    hostile: Any = import_module("hostile")
    people = [(f"51040312038{n:05d}", f"I WAYAN SUDARMA {'ABCDEFGHIJ'[n % 10] * 3}") for n in range(1, WORKERS + 1)]
    rows = [("NIK", "NAMA"), *people]
    if format_ == "ods":
        return bytes(hostile.ods(rows))
    if format_ == "csv":
        return "".join(f"{nik};{name}\n" for nik, name in rows).encode()
    if format_ == "xls":
        return bytes(hostile.ole(hostile.biff(rows)))
    if format_ == "xlsx":
        return bytes(hostile.workbook("\n".join(" | ".join(one) for one in rows)))
    if format_ == "inline":
        cell = hostile.text_cell
        lines = (hostile.row(n, cell(f"A{n}", nik), cell(f"B{n}", name)) for n, (nik, name) in enumerate(rows, 1))
        return bytes(hostile.xlsx("".join(lines)))
    strings = "".join(f"<si><t>{text}</t></si>" for one in rows for text in one)
    lines = (hostile.shared_row(n, 2 * n - 2, 2 * n - 1) for n in range(1, len(rows) + 1))
    return bytes(hostile.xlsx("".join(lines), strings=strings))


def damaged(damage: Damage) -> bytes:
    """Give the damaged bytes of a file."""
    chance, data = random.Random(f"{damage.seed} {damage.format}"), good(damage.format)
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(data, chance)
    return chance.choice(_WAYS)(data, chance)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """Damage one part, or swap two, and pack all again with right sums."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    first, second = chance.choice(list(parts)), chance.choice(list(parts))
    if chance.random() < 0.1:
        parts[first], parts[second] = parts[second], parts[first]
    else:
        parts[first] = chance.choice(_WAYS)(parts[first], chance)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _flipped(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 60))):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _holed(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.choice((1, 3, 20, 200)) :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    begin, size = chance.randrange(len(data)), chance.choice((1, 8, 50, 300))
    return data[: begin + size] + data[begin:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    made, size = bytearray(data), chance.choice((1, 4, 16))
    one, two = (chance.randrange(max(1, len(data) - size)) for _ in range(2))
    made[one : one + size], made[two : two + size] = data[two : two + size], data[one : one + size]
    return bytes(made)


def _digits(data: bytes, chance: random.Random) -> bytes:
    """Change digits only: addresses, counts and indexes that stay well formed."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    made = bytearray(data)
    for _ in range(chance.choice((1, 2, 5)) if places else 0):
        made[chance.choice(places)] = chance.randrange(48, 58)
    return bytes(made)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flipped, _cut, _holed, _doubled, _swapped, _digits)


def judge(damage: Damage) -> Outcome:
    """Write, judge and delete one damaged file."""
    path = Path(damage.folder) / f"{damage.format}-{damage.seed}.xlsx"
    path.write_bytes(damaged(damage))
    accepted = judging.judge(judging.Task(path, path.name, Settings(), date(2026, 11, 1), source="apbd"))
    path.unlink()
    return Outcome(damage, _said(accepted, _workers_left(damage)))


def _workers_left(damage: Damage) -> int:
    """Count the rows that the damaged file still has: a hole can take one out and leave everything well formed."""
    if damage.format in _NO_SUMS:
        return 0
    try:
        with zipfile.ZipFile(BytesIO(damaged(damage))) as archive:
            rows = max(len(_ROW.findall(archive.read(name))) for name in archive.namelist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        return WORKERS
    return min(rows - 1, WORKERS)


def _said(accepted: Accepted, left: int) -> str:
    result = accepted.result
    if any(f.kind.level is Level.ERROR and f.kind.scope in _ABOVE_ROWS for f in result.findings):
        return "refused"
    return "read" if result.rows_read + result.skipped >= left else "lost"


def _died(damage: Damage) -> Outcome:
    return Outcome(damage, "died")


def main() -> None:
    """Damage, judge, count; exit 1 at a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=4000, help="damaged files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*", default=FORMATS, choices=FORMATS)
    asked = parser.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        damages = [
            Damage(asked.seed + n, f, folder) for n in range(asked.times // len(asked.formats)) for f in asked.formats
        ]
        outcomes = list(cores.each(judge, damages, None, _died))
    counted = Counter((one.damage.format, one.said) for one in outcomes)
    for (format_, said), count in sorted(counted.items()):
        print(f"{format_:8}{said:9}{count:6}")
    print(f"{len(outcomes)} files, {time.perf_counter() - begin:.0f} s")
    faults = [one for one in outcomes if one.said in {"died", "lost"}]
    for one in faults[:20]:
        print(f"{one.said}: --seed {one.damage.seed} --formats {one.damage.format} --times 1")
    if faults:
        sys.exit(1)


if __name__ == "__main__":
    main()
