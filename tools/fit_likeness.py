"""Count the weights of steps/likeness/weights.py on made-up people, and write that file.

    python tools/fit_likeness.py            # --check says whether it is fresh

Five populations with other shares of slips are counted together, and no level is given less than a small share, so
that a slip which is rare here is not held to be impossible elsewhere.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product
from math import log2
from pathlib import Path

from doubles.people import COLUMNS, People, Rates
from jamsos_cli.model.person import Known
from jamsos_cli.steps.likeness import spelling
from jamsos_cli.steps.likeness.levels import Levels, compare
from jamsos_cli.steps.likeness.numbers import FAR, NEAR, NEXT, NONE, SAME
from jamsos_cli.steps.likeness.traits import traits

OUT = Path(__file__).resolve().parents[1] / "src" / "jamsos_cli" / "steps" / "likeness" / "weights.py"
POPULATIONS = (
    (11, Rates(twice=0.3)),
    (12, Rates(twice=0.3, culture="dayak")),
    (13, Rates(twice=0.3, slips=1.5, other_nik=0.5, date_slip=0.3, moved=0.25)),
    (14, Rates(twice=0.3, slips=0.6, other_nik=0.15, date_slip=0.1, culture="dayak", few_serials=1.0)),
    (15, Rates(twice=0.3, few_serials=0.0, no_mother=0.05, no_card=0.2)),
)
PEOPLE = 8_000
FLOOR = 0.002
"""Share that every level is given beside what was counted."""
RHYMING: dict[str, dict[Hashable, float]] = {
    "HOUSE": {spelling.NAME_ORDER: 0.02, spelling.NAME_RHYMES: 0.008},
    "TWIN": {spelling.NAME_ORDER: 0.1, spelling.NAME_RHYMES: 0.05, spelling.NAME_CLOSE: 0.02},
}
"""Share of two of a house, and of twins, whose names differ by the order of birth alone (Putu and Kadek Ayu
Widiantari), by a letter (Rini, Rina) or by their ends (Kristina, Kristisari). Made-up names hardly ever rhyme; parents
like it."""
APART = 0.07
"""Share of twins whose NIKs were not given one soon after the other; what is counted has second NIKs in it, too, which
say nothing of twins."""
STANDS = (SAME, NEAR, FAR)
SERIALS = (*STANDS, NEXT)
LEVELS: dict[str, Sequence[Hashable]] = {
    "name": range(1, 10), "sex": STANDS, "village": STANDS, "mother": range(1, 10), "phone": STANDS,
    "card": STANDS,
}  # fmt: skip
HEAD = '''"""The weights of `score`: log2 of how often each level is met in each story, 0 if nothing is known.

Written by `tools/fit_likeness.py`, which counts them on made-up people; they are no law. Change the tool, not this.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Story(NamedTuple):
    """What is to be expected of two records when one story is true."""

    born: Mapping[tuple[int, int], float]
    """(birth dates, dates in the NIKs)"""
    nik: Mapping[tuple[int, int, int], float]
    """(dates in the NIKs, serials, regions)"""
    fields: Mapping[str, Mapping[int, float]]
    """by field and level."""
'''


def pairs() -> Iterator[tuple[str, Levels]]:
    """Give pairs of records of one person, of one house and of twins, compared."""
    for seed, rates in POPULATIONS:
        houses: dict[str, list[dict[str, str]]] = defaultdict(list)
        for record in People(seed, PEOPLE, rates).records(PEOPLE):
            one = dict(zip(COLUMNS, record, strict=True))
            houses[one["house"]].append(one)
        for house in houses.values():
            for one, other in combinations(house, 2):
                levels = compare(*(traits(Known.of(side)) for side in (one, other)))
                same_day = (
                    one["nik"][8:12] == other["nik"][8:12] and int(one["nik"][6:8]) % 40 == int(other["nik"][6:8]) % 40
                )
                yield "PERSON" if one["person"] == other["person"] else "TWIN" if same_day else "HOUSE", levels


def shares(found: Iterable[Hashable], possible: Sequence[Hashable]) -> dict[Hashable, float]:
    """Give log2 of the share of each level among those known."""
    counted = Counter(level for level in found if level in set(possible))
    total = sum(counted.values())
    return {
        level: round(log2((counted[level] / max(total, 1) + FLOOR) / (1 + FLOOR * len(possible))), 2)
        for level in possible
    }


def told(levels: Sequence[Levels], story: str) -> dict[str, dict[Hashable, object]]:
    """Give the tables of one story."""
    of: Callable[[str], list[int]] = lambda field: [getattr(one, field) for one in levels]  # noqa: E731
    born, nik_born, serial, region = (of(field) for field in ("born", "nik_born", "serial", "region"))
    niks = list(product(STANDS, SERIALS, STANDS))
    nik_shares = shares(zip(nik_born, serial, region, strict=True), niks)
    written = [one.born for one in levels if one.dated == 2]
    both = shares(zip(born, nik_born, strict=True), list(product(STANDS, repeat=2)))
    column, in_nik = shares(written, STANDS), shares(nik_born, STANDS)
    serials, regions = shares(serial, SERIALS), shares(region, STANDS)
    table: dict[Hashable, object] = {(NONE, NONE): 0.0}
    for level in STANDS:
        table[level, NONE] = column[level]
        # One person's birth date and NIK are written wrong each for itself; a house differs in both or in neither.
        table[NONE, level] = 0.0 if story == "PERSON" else in_nik[level]
        for beside in STANDS:
            table[level, beside] = column[level] if story == "PERSON" else both[level, beside]
    nik: dict[Hashable, object] = {}
    for key in niks:
        numbered = log2(APART) if key[1] == FAR else float(serials[key[1]])
        apart = regions[key[2]] + (numbered if story == "TWIN" else 0.0)
        nik[key] = nik_shares[key] if story == "PERSON" else round(apart, 2)
    fields = {name: {NONE: 0.0} | shares(of(name), possible) for name, possible in LEVELS.items()}
    if story in RHYMING:
        fields["name"] |= {level: round(log2(share), 2) for level, share in RHYMING[story].items()}
    if story == "PERSON":
        fields["name"][NONE] = fields["name"][spelling.NAME_DIFFERENT]  # a name of titles only tells nothing of anybody
    return {"born": table, "nik": nik, "fields": fields}  # type: ignore[dict-item]


def module() -> str:
    """Give the whole file."""
    by_story: dict[str, list[Levels]] = defaultdict(list)
    for story, levels in pairs():
        by_story[story].append(levels)
    parts, house = [HEAD], dict[str, dict[Hashable, object]]()
    for story in ("PERSON", "HOUSE", "TWIN"):
        tables = told(by_story[story], story)
        rows = [f"    {{{_items(tables['born'])}}},", f"    {{{_items(tables['nik'])}}},", "    {"]
        rows += [f'        "{name}": {{{_items(table)}}},' for name, table in tables["fields"].items()]
        if story == "TWIN":  # there are few, and what a house shares they share
            tables["fields"] |= {name: house[name] for name in ("village", "mother", "phone", "card")}
        house = tables["fields"]  # type: ignore[assignment]
        parts.append("\n".join([f"{story} = Story(", *_wrapped(rows), "    },", ")  # fmt: skip"]))
    return parts[0].strip("\n") + "\n\n\n" + "\n\n".join(part.strip("\n") for part in parts[1:]) + "\n"


def _items(table: object) -> str:
    return ", ".join(f"{key}: {value}" for key, value in table.items())  # type: ignore[attr-defined]


def _wrapped(rows: Iterable[str]) -> Iterator[str]:
    """Break lines before they pass 120 letters."""
    for row in rows:
        line = row
        while len(line) > 118:
            cut = line.rindex(", (" if ", (" in line[:118] else ", ", 0, 118) + 1
            yield line[:cut]
            line = "     " + line[cut:].strip()
        yield line


def main() -> int:
    """Write the file, or say with --check and exit code 1 that it is stale."""
    made = module()
    if "--check" in sys.argv[1:]:
        fresh = OUT.is_file() and OUT.read_text(encoding="utf-8") == made
        print(f"{OUT.name} is {'fresh' if fresh else 'stale: run tools/fit_likeness.py'}")
        return 0 if fresh else 1
    OUT.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
