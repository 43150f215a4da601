"""Precision, recall, time and memory of `steps.resemblance` on made-up people that its weights were not counted on.

    python benchmarks/resemblance.py                      # 20.000 people
    python benchmarks/resemblance.py 250000 500000 1000000

Time is that of the processor: a busy machine does not change it. Each size is a process of its own, so that its memory
is its own.
"""

import argparse
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

from doubles.people import COLUMNS, People, Rates
from jamsos_cli.model.frame import build
from jamsos_cli.model.person import PEOPLE
from jamsos_cli.steps.resemblance import resembling_frame

THRESHOLDS = (0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 0.999)
SEED = 4711


def measure(people: int, culture: str) -> str:
    """Make people, look for those who stand twice, and give the lines of the table."""
    records = list(People(SEED, people, Rates(culture=culture)).records(people))
    owners: dict[str, list[int]] = defaultdict(list)
    nik = COLUMNS.index("nik")
    for place, record in enumerate(records):
        owners[record[1]].append(place)
    true = {p for own in owners.values() for p in combinations(own, 2) if records[p[0]][nik] != records[p[1]][nik]}
    frame = build(PEOPLE, ([record[COLUMNS.index(name)] for name in PEOPLE] for record in records))
    begin = time.process_time()
    found = resembling_frame(frame, threshold=THRESHOLDS[0])
    seconds = time.process_time() - begin
    lines = [f"{culture}: {len(records)} records, {len(true)} pairs; {seconds:.1f} s of processor, {peak()}"]
    for threshold in THRESHOLDS:
        told = {(pair.left, pair.right) for pair in found.pairs if pair.score.value >= threshold}
        right = len(told & true)
        precision, recall = right / max(len(told), 1), right / max(len(true), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        lines.append(f"  from {threshold:<6} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    lines += [f"  passed over: {one.blocks} blocks by {one.kind}, {one.largest} at most" for one in found.skipped]
    return "\n".join(lines)


def peak() -> str:
    """Say the most memory this process ever held."""
    if sys.platform == "win32":
        return "memory not known"
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{used / (1 << 30 if sys.platform == 'darwin' else 1 << 20):.2f} GiB"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="*", default=[20_000])
    parser.add_argument("--culture", choices=("bali", "dayak"), action="append")
    said = parser.parse_args()
    for people in said.people:
        for culture in said.culture or ("bali", "dayak"):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                print(alone.submit(measure, people, culture).result(), flush=True)


if __name__ == "__main__":
    main()
