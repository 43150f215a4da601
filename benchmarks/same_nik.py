"""The same NIK among a million registered workers, of whom 20.000 stand twice, against pandas' drop_duplicates.

    python benchmarks/same_nik.py            # alone; `make bench` shows it in its table

Ours is `steps.dedupe.same_nik`, which gives every second place with its first place and why, and reading the column of
NIKs from the registry, as the peer reads it; what else stands in a frame of enrolments is at hand, as it is in
`jamsos dedupe`. The peer reads the same column and drops the duplicates. Reading whole enrolments is only shown. Time
is that of the processor, so that a busy machine does not change it.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import million

TWICE = 20_000
TARGET = 2.0
ROUNDS = 3
COLUMN = "SELECT nik FROM enrolment JOIN person_nik USING (person_id) ORDER BY enrolment.id"


def fill(path: Path, people: int) -> None:
    """Make a registry of so many people, some of whom are enrolled twice."""
    million.fill(path, people)
    with closing(sqlite3.connect(path)) as connection:
        rows = million.enrolled(min(TWICE, people))
        again = ((row[0] + people, *row[1:4], row[4] + people, *row[5:]) for row in rows)  # type: ignore[operator]
        million.insert(connection, "enrolment", again)
        connection.commit()


def measure(path: Path, people: int = million.PEOPLE) -> tuple[float, float, float]:
    """Give seconds of ours, of the peer, and of reading the enrolments; the best of ROUNDS, taking turns."""
    import pandas as pd

    from jamsos_cli.model.frame import conform
    from jamsos_cli.steps.dedupe import OCCURRENCES, same_nik
    from jamsos_cli.store import open_registry

    fill(path, people)
    begin = time.process_time()
    with open_registry(path, write=False) as registry:
        occurrences = conform(OCCURRENCES, registry.enrolments("0000-01", "9999-12").assign(accepted=True))
    whole = time.process_time() - begin
    ours, theirs = [], []
    with closing(sqlite3.connect(path)) as connection:
        for _ in range(ROUNDS + 1):
            begin = time.process_time()
            pd.read_sql_query(COLUMN, connection)
            found = same_nik(occurrences)
            ours.append(time.process_time() - begin)
            begin = time.process_time()
            once = pd.read_sql_query(COLUMN, connection).drop_duplicates("nik")
            theirs.append(time.process_time() - begin)
    if len(found) != min(TWICE, people) or len(once) != people:
        sys.exit(f"{len(found)} pairs and {len(once)} people were found")
    return min(ours[1:]), min(theirs[1:]), whole


def main() -> None:
    """Print the seconds of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=million.PEOPLE)
    with tempfile.TemporaryDirectory() as name:
        ours, theirs, whole = measure(Path(name) / "jamsos.db", parser.parse_args().people)
    print(f"ours {ours:.2f} s, pandas {theirs:.2f} s, {ours / theirs:.2f}x; reading the enrolments {whole:.2f} s")


if __name__ == "__main__":
    main()
