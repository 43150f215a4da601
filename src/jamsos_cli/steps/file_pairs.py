"""Which earlier file is the one that was sent again?"""

from collections import Counter
from collections.abc import Callable, Sequence

from jamsos_cli.steps.accept import Accepted

_REVISED = frozenset({
    "rev", "revisi", "perbaikan", "baru", "final", "fix", "copy", "salinan", "kirim", "ulang", "1", "2", "3", "4", "5",
    "v1", "v2", "v3", "rev1", "rev2", "rev3", "revisi1", "revisi2",
})  # fmt: skip


def pair_files(new: Sequence[tuple[str, Accepted]], old: Sequence[tuple[str, Accepted]]) -> dict[int, int]:
    """Give place in `new` -> place in `old` of the file that was sent before; names are below the folders compared.

    By name, else by name without ending and words like "revisi", else by the people in them, half of the smaller at
    least; one file and one file are always a pair.
    """
    if len(new) == 1 and len(old) == 1:
        return {0: 0}
    pairs: dict[int, int] = {}
    ways: tuple[Callable[[str], str], ...] = (str.casefold, lambda name: first_sent_as(name.rpartition("/")[2]))
    for way in ways:
        left = [place for place in range(len(old)) if place not in pairs.values()]
        names = Counter(way(old[place][0]) for place in left)
        by_name = {way(old[place][0]): place for place in left if names[way(old[place][0])] == 1}
        mine = Counter(way(name) for place, (name, _) in enumerate(new) if place not in pairs)
        for place, (name, _) in enumerate(new):
            if place not in pairs and way(name) in by_name and mine[way(name)] == 1:
                pairs[place] = by_name[way(name)]
    people, earlier_people = ([set(file.people.niks) for _, file in files] for files in (new, old))
    shared = sorted(
        (-len(mine & theirs), place, earlier)
        for place, mine in enumerate(people)
        for earlier, theirs in enumerate(earlier_people)
        if place not in pairs and earlier not in pairs.values()
        if 2 * len(mine & theirs) >= min(len(mine), len(theirs)) > 0
    )
    for _, place, earlier in shared:
        if place not in pairs and earlier not in pairs.values():
            pairs[place] = earlier
    return pairs


def first_sent_as(name: str) -> str:
    """Give a file's name without its ending and the words that say it was sent again.

    >>> first_sent_as("Batubulan_revisi (2).xlsx"), first_sent_as("batubulan.xls")
    ('batubulan', 'batubulan')
    """
    stem = name.rpartition(".")[0] or name
    words = "".join(c if c.isalnum() else " " for c in stem.casefold()).split()
    return " ".join(word for word in words if word not in _REVISED) or " ".join(words)
