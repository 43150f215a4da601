"""Precision, recall, time and memory of `steps.resemblance` on made-up people that its weights were not counted on.

    python benchmarks/resemblance.py                      # 20.000 people
    python benchmarks/resemblance.py 250000 500000 1000000
    python benchmarks/resemblance.py --chart docs/resemblance.svg   # the curve, also on people of other makes
    python benchmarks/resemblance.py --splink                       # against Splink, from .venv-bench

Time is that of the processor: a busy machine does not change it. Each size is a process of its own, so that its memory
is its own.
"""

import argparse
import csv
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from clerks import MIXES, clerks  # type: ignore[import-not-found]
from doubles.people import COLUMNS, People, Rates
from jamsos_cli.model.frame import build
from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.runs.office.cores import COLLECTED
from jamsos_cli.steps.likeness import PROBABLE
from jamsos_cli.steps.likeness.spelling import ORDERS
from jamsos_cli.steps.likeness.traits import traits
from jamsos_cli.steps.resemblance import resembling, resembling_frame
from labelled import Labelled, labelled  # type: ignore[import-not-found]

THRESHOLDS = (0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999)
SEED = 4711
PEER = Path(__file__).parents[1] / ".venv-bench" / ("Scripts" if os.name == "nt" else "bin") / "python"


def curve(records: Sequence[Known], true: set[tuple[int, int]]) -> list[tuple[float, float, float]]:
    """Give (threshold, precision, recall)."""
    found = {(pair.left, pair.right): pair.score.value for pair in resembling(records, threshold=THRESHOLDS[0]).pairs}
    points = []
    for threshold in THRESHOLDS:
        told = {pair for pair, score in found.items() if score >= threshold}
        right = len(told & true)
        points.append((threshold, right / max(len(told), 1), right / max(len(true), 1)))
    return points


def contestants() -> Iterator[tuple[str, Labelled]]:
    """Give people of three makes, two regions and several habits."""
    for culture in ("bali", "dayak"):
        records = [
            dict(zip(COLUMNS, r, strict=True)) for r in People(SEED, 20_000, Rates(culture=culture)).records(20_000)
        ]
        known, persons = [Known.of(record) for record in records], [int(record["person"]) for record in records]
        yield f"{culture}, tools/doubles", Labelled(known, persons)
    for region, bare, said in (("bali", 0.3, "bali"), ("kalimantan", 0.3, "kalimantan"), ("bali", 1.0, "bali, sparse")):
        yield f"{said}, tests/labelled.py", labelled(20_000, 5, region, bare)
    for said, mix in MIXES.items():
        yield f"{said}, tests/clerks.py", clerks(20_000, 77, mix)


def curves() -> dict[str, list[tuple[float, float, float]]]:
    """Give the curve of each."""
    return {title: curve(made.records, made.pairs()) for title, made in contestants()}


def chart(drawn: dict[str, list[tuple[float, float, float]]]) -> str:
    """Draw recall (across, 0.6 to 1) against precision (upwards, 0.98 to 1) as SVG."""
    colours = (
        "#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b9770e", "#555", "#00838f", "#ad1457", "#6d4c41", "#9e9d24",
        "#3949ab", "#ef6c00",
    )  # fmt: skip
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 420" font-family="sans-serif" font-size="12">',
        '<rect width="760" height="420" fill="white"/>',
    ]
    for step in range(5):
        x, y = 60 + step * 90, 40 + step * 75
        lines.append(f'<path d="M{x} 40V340M60 {y}H420" stroke="#ddd"/>')
        lines.append(f'<text x="{x}" y="358" text-anchor="middle">{0.6 + step * 0.1:.1f}</text>')
        lines.append(f'<text x="54" y="{y + 4}" text-anchor="end">{1 - step * 0.005:.3f}</text>')
    lines.append('<text x="240" y="380" text-anchor="middle">recall</text><text x="20" y="28">precision</text>')
    for place, (name, points) in enumerate(drawn.items()):
        at = [(60 + (r - 0.6) * 900, 40 + (1 - max(p, 0.98)) * 15_000) for _, p, r in points]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in at)
        lines.append(f'<path d="{path}" fill="none" stroke="{colours[place]}" stroke-width="2"/>')
        across, up = at[THRESHOLDS.index(PROBABLE)]
        lines.append(f'<circle cx="{across:.1f}" cy="{up:.1f}" r="4" fill="{colours[place]}"/>')
        lines.append(f'<text x="436" y="{60 + 22 * place}" fill="{colours[place]}">{name}</text>')
    lines.append(f'<text x="436" y="{60 + 22 * len(drawn)}">dot: the threshold, {PROBABLE}</text></svg>')
    return "\n".join(lines) + "\n"


def draw(path: Path) -> None:
    """Write the chart, and print its table."""
    drawn = curves()
    path.write_text(chart(drawn), encoding="utf-8", newline="\n")
    print("| people | " + " | ".join(f"from {threshold}" for threshold in THRESHOLDS) + " |")
    print("|---|" + "---|" * len(THRESHOLDS))
    for name, points in drawn.items():
        print(f"| {name} | " + " | ".join(f"{p:.4f} / {r:.4f}" for _, p, r in points) + " |")


class Measured(NamedTuple):
    """What looking for doubles among so many people took, and how well they were told."""

    seconds: float
    """of processor."""
    gigabytes: float
    """the most that the process ever held; 0 where that is not known."""
    lines: tuple[str, ...]


def measured(people: int, culture: str) -> Measured:
    """Make people and look for those who stand twice, in a process of their own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_measure, people, culture).result()


def _measure(people: int, culture: str) -> Measured:
    gc.set_threshold(*COLLECTED)
    records = list(People(SEED, people, Rates(culture=culture)).records(people))
    owners: dict[str, list[int]] = defaultdict(list)
    nik = COLUMNS.index("nik")
    for place, record in enumerate(records):
        owners[record[1]].append(place)
    true = {p for own in owners.values() for p in combinations(own, 2) if records[p[0]][nik] != records[p[1]][nik]}
    frame = build(PEOPLE, ([record[COLUMNS.index(name)] for name in PEOPLE] for record in records))
    begin = time.process_time()
    found = resembling_frame(frame, threshold=THRESHOLDS[0])
    seconds, held = time.process_time() - begin, peak()
    lines = [f"{culture}: {len(records)} records, {len(true)} pairs; {seconds:.1f} s of processor, {held:.2f} GiB"]
    for threshold in THRESHOLDS:
        told = {(pair.left, pair.right) for pair in found.pairs if pair.score.value >= threshold}
        right = len(told & true)
        precision, recall = right / max(len(told), 1), right / max(len(true), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        lines.append(f"  from {threshold:<6} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}")
    lines += [f"  passed over: {one.blocks} blocks by {one.kind}, {one.largest} at most" for one in found.skipped]
    return Measured(seconds, held, tuple(lines))


def peak() -> float:
    """Give the most memory this process ever held, in GiB; 0 on Windows, which does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 30 if sys.platform == "darwin" else 1 << 20)


def prepared(records: Sequence[Known]) -> list[dict[str, str]]:
    """Give what Splink is to compare, made comparable as jamsos does it."""
    rows = []
    for key, (one, made) in enumerate((one, traits(one)) for one in records):
        rare = [word for word in made.words if word not in ORDERS] or list(made.words) or [""]
        rows.append({
            "key": str(key), "name": " ".join(made.words), "first": rare[0], "last": rare[-1], "born": made.born,
            "nik_day": made.nik_born, "nik_region": made.region, "nik_serial": made.serial, "sex": one.sex,
            "village": made.village, "mother": " ".join(made.mother), "phone": made.phone, "card": made.card,
        })  # fmt: skip
    return rows


def against_splink(title: str, people: Labelled) -> Iterator[str]:
    """Let both look through the same records; each a process of its own, with what it imports."""
    true = people.pairs()
    with tempfile.TemporaryDirectory() as name:
        records, pairs = Path(name) / "records.csv", Path(name) / "pairs.csv"
        rows = prepared(people.records)
        with records.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        script = Path(__file__).with_name("splink_peer.py")
        ran = subprocess.Popen([PEER, script, records, pairs], stdout=subprocess.PIPE, text=True)
        said = ran.stdout.read().split() if ran.stdout else []
        _, _, used = os.wait4(ran.pid, 0)
        with pairs.open(encoding="utf-8", newline="") as text:
            scores = {(min(int(a), int(b)), max(int(a), int(b))): float(score) for a, b, score in csv.reader(text)}
    same = {place for place in scores if people.records[place[0]].nik == people.records[place[1]].nik}
    told = {place: score for place, score in scores.items() if place not in same}
    yield f"{title}: {len(people.records)} records, {len(true)} pairs"
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / (1 << 20)
    yield f"  splink: import {said[-2]} s, work {said[-1]} s, processor {processor:.1f} s, memory {memory:.2f} GiB"
    best = max((*THRESHOLDS, 0.9999, 0.99999), key=lambda least: _rates(told, true, least)[2])
    yield from (f"    from {least}: {_said(_rates(told, true, least))}" for least in sorted({0.5, 0.9, best}))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        found, seconds, processor, held = alone.submit(_ours, people.records).result()
    yield f"  jamsos: work {seconds:.2f} s, processor {processor:.1f} s, memory {held:.2f} GiB"
    yield f"    from {PROBABLE}: {_said(_rates(found, true, PROBABLE))}"


def _ours(records: Sequence[Known]) -> tuple[dict[tuple[int, int], float], float, float, float]:
    begin = time.perf_counter()
    found = {(pair.left, pair.right): pair.score.value for pair in resembling(records, threshold=THRESHOLDS[0]).pairs}
    return found, time.perf_counter() - begin, time.process_time(), peak()


def _rates(found: Mapping[tuple[int, int], float], true: set[tuple[int, int]], least: float) -> tuple[float, ...]:
    told = {pair for pair, score in found.items() if score >= least}
    right = len(told & true)
    precision, recall = right / max(len(told), 1), right / max(len(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _said(rates: tuple[float, ...]) -> str:
    return "precision {:.4f}  recall {:.4f}  F1 {:.4f}".format(*rates)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="*", default=[20_000])
    parser.add_argument("--culture", choices=("bali", "dayak"), action="append")
    parser.add_argument("--chart", type=Path, help="draw the curve into an SVG file instead")
    parser.add_argument("--splink", action="store_true", help="the contest with Splink, where .venv-bench has it")
    said = parser.parse_args()
    if said.splink:
        for title, made in islice(contestants(), 0, None, 3):  # every third: Splink takes its time
            for line in against_splink(title, made):
                print(line, flush=True)
        return
    if said.chart:
        draw(said.chart)
        return
    for people in said.people:
        for culture in said.culture or ("bali", "dayak"):
            print("\n".join(measured(people, culture).lines), flush=True)


if __name__ == "__main__":
    main()
