"""Precision, recall, time and memory of `steps.resemblance` on made-up people that its weights were not counted on.

    python benchmarks/resemblance.py                      # 20.000 people
    python benchmarks/resemblance.py 250000 500000 1000000
    python benchmarks/resemblance.py --chart docs/resemblance.svg   # the curve, also on people of another make

Time is that of the processor: a busy machine does not change it. Each size is a process of its own, so that its memory
is its own.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from doubles.people import COLUMNS, People, Rates
from jamsos_cli.model.frame import build
from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.steps.likeness import PROBABLE
from jamsos_cli.steps.resemblance import resembling, resembling_frame
from labelled import Labelled, labelled  # type: ignore[import-not-found]

THRESHOLDS = (0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 0.999)
SEED = 4711


def curve(records: Sequence[Known], true: set[tuple[int, int]]) -> list[tuple[float, float, float]]:
    """Give (threshold, precision, recall)."""
    found = {(pair.left, pair.right): pair.score.value for pair in resembling(records, threshold=THRESHOLDS[0]).pairs}
    points = []
    for threshold in THRESHOLDS:
        told = {pair for pair, score in found.items() if score >= threshold}
        right = len(told & true)
        points.append((threshold, right / max(len(told), 1), right / max(len(true), 1)))
    return points


def curves() -> dict[str, list[tuple[float, float, float]]]:
    """Give the curves of two regions by two makers of people."""
    found = {}
    for culture in ("bali", "dayak"):
        records = [
            dict(zip(COLUMNS, r, strict=True)) for r in People(SEED, 20_000, Rates(culture=culture)).records(20_000)
        ]
        known, persons = [Known.of(record) for record in records], [int(record["person"]) for record in records]
        found[f"{culture}, tools/doubles"] = curve(known, Labelled(known, persons).pairs())
    for region, bare, said in (("bali", 0.3, "bali"), ("kalimantan", 0.3, "kalimantan"), ("bali", 1.0, "bali, sparse")):
        other = labelled(20_000, 5, region, bare)
        found[f"{said}, tests/labelled.py"] = curve(other.records, other.pairs())
    return found


def chart(drawn: dict[str, list[tuple[float, float, float]]]) -> str:
    """Draw recall (across, 0.6 to 1) against precision (upwards, 0.98 to 1) as SVG."""
    colours = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b9770e")
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 420" font-family="sans-serif" font-size="12">',
        '<rect width="640" height="420" fill="white"/>',
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
    parser.add_argument("--chart", type=Path, help="draw the curve into an SVG file instead")
    said = parser.parse_args()
    if said.chart:
        draw(said.chart)
        return
    for people in said.people:
        for culture in said.culture or ("bali", "dayak"):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                print(alone.submit(measure, people, culture).result(), flush=True)


if __name__ == "__main__":
    main()
