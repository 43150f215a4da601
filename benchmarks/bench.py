"""Speed, as ratios to a named peer measured in the same run: whole processes, by turns, the turn in the middle.

    python benchmarks/bench.py            # exit 1 if a target is missed
    python benchmarks/bench.py --quick    # fewer rounds

A month is 128 rosters of 100 workers (64 desa, each with a list under APBD and one under Dana Desa) and one statement
of all of them. Its peer only reads the same workbooks into frames: no checks, no registry, no papers.

Frictionless, the peer that judges too, lives in an environment of its own (requirements/bench.lock, made by `make
bench` in .venv-bench), so that what it depends on cannot change what is measured. It is one process for all files, and
one a file, with the whole of what its schema can say: types, patterns, required, unique and listed values. It knows
where the heading is; it does not see a NIK that contradicts the birth date, a person in two files, or an age.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import xlsxwriter

import million
import resemblance
import same_nik

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

from doubles.names import Names
from jamsos_cli.law.regions import regency

MONTH = "2026-11"
WORKERS = 100
HEADINGS = (
    "NO", "NIK", "NAMA LENGKAP", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN", "ALAMAT", "DESA/KELURAHAN",
    "KECAMATAN", "PEKERJAAN", "NO HP",
)  # fmt: skip
DAYS = 13_870
"""On which people are born."""
JOBS = ("Petani", "Pedagang", "Buruh Tani", "Sopir", "Nelayan", "Pemulung", "Ojek", "Tukang Batu")
SPIN = "kept = {}\nfor number in range(4_000_000): kept[number & 1023] = number"
READ_ALL = """
import sys, time
import pandas
begin = time.perf_counter()
for path in sys.argv[1:]:
    pandas.read_excel(path, engine="calamine", dtype=str)
print(time.perf_counter() - begin)
"""


READ_ONE = "import sys, pandas; pandas.read_excel(sys.argv[1], engine='calamine', dtype=str)"
READ_SLOWLY = "import sys, pandas; [pandas.read_excel(p, engine='openpyxl', dtype=str) for p in sys.argv[1:]]"
READ_AND_WRITE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
MANY = 200_000
MARKED = 500
MARKED_SECONDS = 2.0
MILLION_GB = 4.0
DOUBLES_GROWTH = 2.3
PEERS = Path(__file__).parents[1] / ".venv-bench" / ("Scripts" if os.name == "nt" else "bin")
HEADING_ROW = 4
SCHEMA = {
    "fields": [
        {"name": "NO", "type": "integer"},
        {"name": "NIK", "type": "string", "constraints": {"required": True, "unique": True, "pattern": "[0-9]{16}"}},
        {"name": "NAMA LENGKAP", "type": "string", "constraints": {"required": True}},
        {"name": "TEMPAT LAHIR", "type": "string"},
        {"name": "TANGGAL LAHIR", "type": "date", "format": "%d-%m-%Y", "constraints": {"required": True}},
        {"name": "JENIS KELAMIN", "type": "string", "constraints": {"required": True, "enum": ["L", "P"]}},
        {"name": "ALAMAT", "type": "string"},
        {"name": "DESA/KELURAHAN", "type": "string", "constraints": {"required": True}},
        {"name": "KECAMATAN", "type": "string", "constraints": {"required": True}},
        {"name": "PEKERJAAN", "type": "string", "constraints": {"required": True}},
        {"name": "NO HP", "type": "string", "constraints": {"pattern": "(\\+62|62|0)8[0-9]{7,11}"}},
    ]
}


class Contest(NamedTuple):
    """One line of the table: ours against the peer."""

    what: str
    peer: str
    ours: float
    theirs: float
    """in the turn whose ratio is the median, in `unit`"""
    target: float | None
    """how many times the peer's time or memory we may take; None where it is only shown"""
    unit: str = "s"
    """s, or GB of memory at most"""

    @property
    def ratio(self) -> float:
        """How many times longer we take."""
        return self.ours / self.theirs

    @property
    def missed(self) -> bool:
        """Whether we take longer than allowed."""
        return self.target is not None and self.ratio > self.target


@cache
def names() -> list[str]:
    """Give men's names as Bali has them: some are common, most are rare."""
    chance, made = random.Random(MANY), Names("bali")  # noqa: S311
    return [made.name(chance, "L").title() for _ in range(20_000)]


def person(number: int) -> tuple[str, str, str]:
    """Give a made-up NIK, name and birth date; no two numbers share a NIK, and neighbours do not resemble each other.

    Most serials are the first ones of their day, as they are in real NIKs.
    """
    born = date(1965, 1, 1) + timedelta(days=number * 7919 % DAYS)
    nik = f"510403{born:%d%m%y}{9001 + number // DAYS * 9 + number % 3 * (number % 5):04d}"
    return nik, names()[number * 7129 % len(names())], f"{born:%d-%m-%Y}"


def write_roster(
    path: Path, village: str, district: str, first: int, workers: int = WORKERS, *, wrong_every: int = 0
) -> None:
    """Write the workbook of a village: a title, a heading, `workers` rows from person `first` on.

    Every `wrong_every`-th NIK lacks a digit.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DAFTAR")
        sheet.write(0, 0, f"DAFTAR PEKERJA RENTAN DESA {village.upper()}")
        sheet.write_row(HEADING_ROW - 1, 0, HEADINGS)
        for line in range(workers):
            nik, name, born = person(first + line)
            nik = nik[:-1] if wrong_every and line % wrong_every == 0 else nik
            job, phone = JOBS[line % len(JOBS)], f"0812{(first + line) * 7_919_993 % 10**8:08d}"
            cells = (line + 1, nik, name, "Gianyar", born, "L", "Br. Tengah", village, district, job, phone)
            sheet.write_row(HEADING_ROW + line, 0, cells)


def write_month(root: Path) -> list[Path]:
    """Fill a new workspace with the rosters of all desa and the statement; gives the workbooks."""
    gianyar = regency("51.04")
    desa = [village for village in gianyar.villages if not village.is_kelurahan] if gianyar else []
    rosters = [(source, village) for source in ("apbd", "dana_desa") for village in desa]
    paths = []
    for place, (source, village) in enumerate(rosters):
        paths.append(root / "rosters" / source / f"{village.code}.xlsx")
        write_roster(paths[-1], village.name, village.district, place * WORKERS)
    statement = root / "statements" / f"{MONTH}.xlsx"
    statement.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(statement) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("NIK", "NAMA PESERTA", "BULAN IURAN", "JKK", "JKM", "TOTAL", "STATUS"))
        for number in range(len(rosters) * WORKERS):
            nik, name, _ = person(number)
            sheet.write_row(number + 1, 0, (nik, name, MONTH, 10_000, 6_800, 16_800, "AKTIF"))
    return [*paths, statement]


def timed(command: Sequence[str | Path], allowed: Sequence[int] = (0,)) -> tuple[float, str]:
    """Run a process to its end and give its seconds and stdout; an exit code not allowed stops the benchmark."""
    begin = time.perf_counter()
    ran = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"NO_COLOR": "1"}, check=False
    )
    seconds = time.perf_counter() - begin
    if ran.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))[:200]}: exit {ran.returncode}\n{(ran.stderr or ran.stdout)[-2000:]}")
    return seconds, ran.stdout


def by_turns(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Give the seconds of both in the turn whose ratio is the median; a first turn warms the disk and does not count.

    A processor that changes its pace changes it for both of a turn. The best of each alone would compare our ordinary
    second with the moment in which a process a third as long was lucky.
    """
    turns = [(ours(), theirs()) for _ in range(rounds + 1)][1:]
    return sorted(turns, key=lambda turn: turn[0] / turn[1])[len(turns) // 2]


def seconds(command: Sequence[str | Path]) -> float:
    """Run a process that must end well, and give its seconds."""
    return timed(command)[0]


def cores_contests(rounds: int) -> list[Contest]:
    """Measure what a second core is worth here: 1.00x where there are two, 2.00x where two processes share one.

    What is measured with all cores (a month, a folder of rosters) can be no better than that.
    """
    command = [sys.executable, "-c", SPIN]

    def both() -> float:
        begin = time.perf_counter()
        for running in [subprocess.Popen(command), subprocess.Popen(command)]:
            running.wait()
        return time.perf_counter() - begin

    return [
        Contest(
            "this PC: two processes at once", "one of them", *by_turns(rounds, both, partial(seconds, command)), None
        )
    ]


def console_script() -> Path:
    """Give the installed command."""
    folder = Path(sys.executable).parent
    return folder / ("jamsos.exe" if os.name == "nt" else "jamsos")


def small_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure --help and validate of one village."""
    jamsos, python = console_script(), sys.executable
    roster = folder / "satu.xlsx"
    write_roster(roster, "Batubulan", "Sukawati", 0)
    validate: list[str | Path] = [jamsos, "validate", roster, "--on", f"{MONTH}-01"]
    contests: list[tuple[str, list[str | Path], str]] = [
        ("jamsos --help", [jamsos, "--help"], "import typer"),
        ("jamsos validate, 1 village, table", validate, "import pydantic, python_calamine"),
        ("jamsos validate, 1 village, json", [*validate, "--format", "json"], "import pydantic, python_calamine"),
    ]
    return [
        Contest(what, peer, *by_turns(rounds, partial(seconds, ours), partial(seconds, [python, "-c", peer])), 3.0)
        for what, ours, peer in contests
    ]


def month_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure a whole month, each time in a fresh workspace."""
    jamsos, fresh, used = console_script(), folder / "fresh", folder / "used"
    timed([jamsos, "init", fresh, "--regency", "51.04"])
    paths = write_month(fresh)
    only_reading: list[float] = []

    def ours() -> float:
        shutil.rmtree(used, ignore_errors=True)
        shutil.copytree(fresh, used)
        # The relief makes some bills differ from the statement, so a difference (exit 1) is expected.
        return timed([jamsos, "run", "--month", MONTH, "--workspace", used], allowed=(0, 1))[0]

    def theirs() -> float:
        seconds, printed = timed([sys.executable, "-c", READ_ALL, *paths])
        only_reading.append(float(printed))
        return seconds

    run, reading = by_turns(rounds, ours, theirs)
    what = f"jamsos run, {len(paths) - 1} villages x {WORKERS}"
    return [
        Contest(what, "pandas.read_excel(calamine), the process", run, reading, 4.0),
        Contest(what, "pandas.read_excel(calamine), reading only", run, median(only_reading), None),
    ]


def peak(command: Sequence[str | Path]) -> float:
    """Run a process and give the most memory it or a process of its own held, in GB."""
    ran = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(ran.pid, 0)
    return used.ru_maxrss / (1 << 30 if sys.platform == "darwin" else 1 << 20)


def large_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure one workbook of MANY workers, in time and in memory."""
    roster = folder / "besar.xlsx"
    write_roster(roster, "Batubulan", "Sukawati", 0, MANY)
    ours: list[str | Path] = [console_script(), "validate", roster, "--on", f"{MONTH}-01", "--format", "json"]
    theirs: list[str | Path] = [sys.executable, "-c", READ_ONE, roster]
    validate, reading = by_turns(rounds, lambda: timed(ours, (0, 1))[0], lambda: timed(theirs)[0])
    what, peer = f"jamsos validate, {MANY} rows", "pandas.read_excel(calamine), the process"
    contests = [Contest(what, peer, validate, reading, 2.0)]
    if hasattr(os, "wait4"):
        contests.append(Contest(what, peer, peak(ours), peak(theirs), 2.0, "GB"))
    return contests


def folder_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure all rosters of a month, only validated."""
    rosters = sorted((folder / "fresh" / "rosters").rglob("*.xlsx"))
    ours: list[str | Path] = [console_script(), "validate", *rosters, "--on", f"{MONTH}-01", "--format", "json"]
    theirs: list[str | Path] = [sys.executable, "-c", READ_SLOWLY, *rosters]
    validate, reading = by_turns(rounds, lambda: timed(ours, (0, 1))[0], lambda: timed(theirs)[0])
    what = f"jamsos validate, {len(rosters)} villages x {WORKERS}"
    return [Contest(what, "pandas.read_excel(openpyxl), the process", validate, reading, 0.2)]


def judging_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure all rosters of a month, validated by a schema of frictionless too; both must find all of them good.

    Once all in one process of it, once as the command is typed, a file at a time.
    """
    rosters = [
        # Frictionless refuses two files of one name.
        shutil.copy(path, folder / f"{path.parent.name}-{path.name}")
        for path in sorted((folder / "fresh" / "rosters").rglob("*.xlsx"))
    ]
    schema = folder / "roster.schema.json"
    schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
    peer = PEERS / ("frictionless.exe" if os.name == "nt" else "frictionless")
    # Frictionless follows no absolute paths unless told to trust them.
    said: list[str | Path] = ["--schema", schema, "--header-rows", str(HEADING_ROW), "--trusted", "--json"]
    theirs: list[str | Path] = [peer, "validate", *rosters, *said]
    ours: list[str | Path] = [console_script(), "validate", *rosters, "--on", f"{MONTH}-01", "--format", "json"]
    validate, schemas = by_turns(rounds, lambda: timed(ours)[0], lambda: timed(theirs)[0])
    what = f"jamsos validate, {len(rosters)} villages x {WORKERS}"
    apart = sum(timed([peer, "validate", roster, *said])[0] for roster in rosters)
    return [
        Contest(what, "frictionless validate, one process", validate, schemas, 0.05),
        Contest(what, "frictionless validate, a process a file", validate, apart, 0.05),
    ]


def marking_contests(folder: Path, rounds: int) -> list[Contest]:
    """Measure a workbook judged and marked, a tenth of its rows wrong; openpyxl only reads and writes it."""
    roster, marked = folder / "salah.xlsx", folder / "bertanda"
    write_roster(roster, "Batubulan", "Sukawati", 0, MARKED, wrong_every=10)
    ours: list[str | Path] = [console_script(), "validate", roster, "--on", f"{MONTH}-01", "--annotate", marked]
    theirs: list[str | Path] = [sys.executable, "-c", READ_AND_WRITE, roster, folder / "again.xlsx"]

    def mark() -> float:
        shutil.rmtree(marked, ignore_errors=True)
        return timed(ours, (1,))[0]

    mark_it, write = by_turns(rounds, mark, lambda: timed(theirs)[0])
    what = f"jamsos validate --annotate, {MARKED} rows"
    return [
        Contest(what, "the limit", mark_it, MARKED_SECONDS, 1.0),
        Contest(what, "openpyxl load and save, the process", mark_it, write, None),
    ]


def million_contests(folder: Path) -> list[Contest]:
    """Measure the invoices of a million people, once."""
    (folder / "million").mkdir()
    measured = million.measure(folder / "million")
    shutil.rmtree(folder / "million")
    what = f"invoices of {million.PEOPLE} people"
    return [
        Contest(what, words, measured.ours, measured.peers[kind], million.TARGET if kind == "same" else None)
        for kind, words in million.PEERS.items()
    ] + [Contest(what, "the limit", measured.gigabytes, MILLION_GB, 1.0, "GB")]


def same_nik_contests(folder: Path) -> list[Contest]:
    """Measure the same NIK among a million registered workers: seconds of processor, reading the NIKs on both sides."""
    ours, theirs, _ = same_nik.measure(folder / "same.db")
    peer = "pandas: read the NIKs, drop_duplicates"
    return [Contest(f"same NIK, {million.PEOPLE} people", peer, ours, theirs, same_nik.TARGET)]


def doubles_contests(*, quick: bool) -> list[Contest]:
    """Measure who is probably one person, of many and of twice as many: seconds of processor, taking turns."""
    few, rounds = (50_000, 1) if quick else (500_000, 2)
    looked = [[resemblance.measured(people, "bali") for people in (few, 2 * few)] for _ in range(rounds)]
    half, whole = (min(one.seconds for one in some) for some in zip(*looked, strict=True))
    what, held = f"probable doubles, {2 * few} people", max(one.gigabytes for one in looked[0])
    growth = Contest(what, f"the same, {few} people", whole, half, DOUBLES_GROWTH)
    return [growth, Contest(what, "the limit", held, MILLION_GB, 1.0, "GB")]


def show(contests: Sequence[Contest]) -> None:
    """Print the one table."""
    print(f"{'what':40}{'peer':44}{'ours':>8}{'peer':>8}{'ratio':>7}{'target':>8}")
    for one in contests:
        target = "" if one.target is None else f"{one.target:.2f}x"
        mark = "  MISSED" if one.missed else ""
        ours, theirs = f"{one.ours:.3f}{one.unit}", f"{one.theirs:.3f}{one.unit}"
        print(f"{one.what:40}{one.peer:44}{ours:>8}{theirs:>8}{one.ratio:6.2f}x{target:>8}{mark}")


def main() -> None:
    """Measure, print, and end with 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    quick = parser.parse_args().quick
    if not PEERS.is_dir():
        sys.exit(f"{PEERS} is not there; `make bench` makes it")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contests = [
            *cores_contests(3 if quick else 9),
            *small_contests(folder, 5 if quick else 20),
            *month_contests(folder, 1 if quick else 5),
            *folder_contests(folder, 1 if quick else 3),
            *judging_contests(folder, 1 if quick else 3),
            *marking_contests(folder, 3 if quick else 10),
            *large_contests(folder, 1 if quick else 3),
            *million_contests(folder),
            *same_nik_contests(folder),
            *doubles_contests(quick=quick),
        ]
    show(contests)
    if any(contest.missed for contest in contests):
        sys.exit(1)


if __name__ == "__main__":
    main()
