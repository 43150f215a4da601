"""A million people for one month, from the registry to issued invoices in it, against SQLite's executemany.

    python benchmarks/million.py            # alone; `make bench` shows it in its table

Ours is what `jamsos invoice --issue` does but for the papers: read the enrolments, price them, make drafts, number,
hash and freeze them, and read back what was billed. The peer writes the same lines, which it has at hand as tuples,
with one executemany in one transaction under the same PRAGMAs: into the registry's own table, and into a bare one of
the same columns without types, keys, checks, indexes and triggers, which is only shown.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import NamedTuple

from jamsos_cli.store import create

PEOPLE = 1_000_000
MONTH = "2026-11"
TARGET = 4.0
SOURCES = ("apbd", "dana_desa", "sertakan")
VILLAGES, SPONSORS = 500, 1_000
PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "journal_mode = WAL")
PEERS = {"same": "executemany into the same table", "bare": "executemany into a bare table"}


class Measured(NamedTuple):
    """Seconds of ours and of each peer, and the most memory ours held."""

    ours: float
    peers: dict[str, float]
    gigabytes: float


def enrolled(people: int) -> Iterator[tuple[str | int | None, ...]]:
    """Give made-up rows of the table of enrolments: three sources, every seventh a driver, every fifth with JHT."""
    for n in range(1, people + 1):
        source = SOURCES[n % len(SOURCES)]
        sponsor = n % SPONSORS if source == "sertakan" else None
        yield (
            n, n, 1, "Lembar1", n + 4, f"I WAYAN SUDARMA {n}", "1980-03-12", "L", f"51.04.03.{2000 + n % VILLAGES}",
            f"Desa {n % VILLAGES}", "Br. Tengah", "petani" if n % 7 else "sopir", "other" if n % 7 else "transport",
            None if n % 2 else 1_500_000, "", "", source, "JKK+JKM" if n % 5 else "JKK+JKM+JHT", "2026-01", "2026-12",
            "" if sponsor is None else f"s-{sponsor}", "" if sponsor is None else f"Sponsor {sponsor}", "", None, None,
            None, "",
        )  # fmt: skip


def fill(path: Path, people: int) -> None:
    """Make a registry in which so many people are enrolled for the year."""
    create(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        roster = (1, "rosters/semua.xlsx", "0" * 64, "2026-01-01T08:00:00+08:00", people, people, 0, "", 0)
        insert(connection, "roster_import", [roster])
        insert(connection, "person", ((n,) for n in range(1, people + 1)))
        niks = ((n, f"5104{n:012d}", "2026-01-01", None) for n in range(1, people + 1))
        insert(connection, "person_nik", niks)
        insert(connection, "enrolment", enrolled(people))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows into a table, each with a value for every column."""
    columns = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)


def ours(root: Path) -> float:
    """Bill and issue the month of a workspace; gives seconds."""
    from jamsos_cli.model.month import Month
    from jamsos_cli.runs.invoicing import bill
    from jamsos_cli.runs.office.workspace import Workspace
    from jamsos_cli.settings import Settings
    from jamsos_cli.store import open_registry

    workspace = Workspace(root, Settings())
    begin = time.perf_counter()
    with open_registry(workspace.registry, write=True) as registry:
        enrolments = registry.enrolments(MONTH, MONTH)
        billed = bill(registry, workspace, Month.parse(MONTH), enrolments, issue=True)
    seconds = time.perf_counter() - begin
    if len(billed.lines) != len(enrolments) or set(billed.invoices["status"]) != {"issued"}:
        sys.exit("not everybody was billed on an issued invoice")
    return seconds


def peer(kind: str, registry: Path, issued: Path) -> float:
    """Write the lines of the issued registry into another; gives seconds."""
    with closing(sqlite3.connect(issued)) as source:
        names = [name for _, name, *_ in source.execute("PRAGMA table_info(invoice_line)")]
        # In the order of the table's key, which is the fastest.
        lines = source.execute("SELECT * FROM invoice_line ORDER BY iuran_month, person_id").fetchall()
        draft = (
            "id, NULL, NULL, NULL, 'draft', NULL, NULL, month, source, payer, payer_name, people, jkk, jkm, jht, total"
        )
        invoices = source.execute(f"SELECT {draft} FROM invoice").fetchall()
    table = "invoice_line" if kind == "same" else "bare"
    with closing(sqlite3.connect(registry, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        insert(connection, "invoice", invoices)
        connection.execute(f"CREATE TABLE bare ({', '.join(names)})")
        begin = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        insert(connection, table, lines)
        connection.execute("COMMIT")
        return time.perf_counter() - begin


def measure(folder: Path, people: int = PEOPLE) -> Measured:
    """Measure each once, in a process of its own and on a registry of its own."""
    filled, mine, theirs = folder / "filled.db", folder / "jamsos.db", folder / "theirs.db"
    fill(filled, people)
    copy(filled, mine)
    seconds, memory = map(float, _apart("ours", folder).split())
    peers = {}
    for kind in PEERS:
        copy(filled, theirs)
        peers[kind] = float(_apart(kind, theirs, mine))
        for file in folder.glob("theirs.db*"):
            file.unlink()
    return Measured(seconds, peers, memory)


def _apart(*words: str | Path) -> str:
    return subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=True).stdout


def _memory() -> float:
    """Give the most memory this process held, in GB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 30 if sys.platform == "darwin" else 1 << 20)


def main() -> None:
    """Print the seconds of one side, or measure all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    asked = parser.parse_args()
    match asked.words:
        case ["ours", folder]:
            print(ours(Path(folder)), _memory())
        case [kind, registry, issued]:
            print(peer(kind, Path(registry), Path(issued)))
        case _:
            with tempfile.TemporaryDirectory() as name:
                measured = measure(Path(name), asked.people)
            print(f"ours {measured.ours:.1f} s, {measured.gigabytes:.2f} GB")
            for kind, seconds in measured.peers.items():
                print(f"{PEERS[kind]} {seconds:.1f} s, {measured.ours / seconds:.2f}x")


if __name__ == "__main__":
    main()
