"""Write made-up people of whom some stand twice under another NIK, as CSV with the truth beside them.

    python tools/make_people.py 100000 people.csv --seed 1 --culture dayak

Two records with one `person` are one person; those with one `house` have one mother.
"""

import argparse
import csv
from pathlib import Path

from doubles.people import COLUMNS, People, Rates


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--culture", choices=("bali", "dayak"), default="bali")
    said = parser.parse_args()
    with said.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(People(said.seed, said.people, Rates(culture=said.culture)).records(said.people))


if __name__ == "__main__":
    main()
