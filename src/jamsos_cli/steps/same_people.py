"""Who of two rosters is the same person, though the NIK, the name or the birth date was corrected in between?"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from jamsos_cli.model.person_name import clearly_different, name_words
from jamsos_cli.model.sent import SentRow

_LIKE_NAME, _NEAR_NAME = 85, 70
"""Likeness of names, of 100 at most, beside the same birth date and beside nearly the same NIK."""
_NEAR_DIGITS, _SLIP_DIGITS = 4, 2
_BLOCK = 10
"""NIKs that are a slip apart mostly share their first or last digits."""


def same_people(old: Sequence[SentRow], new: Sequence[SentRow]) -> dict[int, int]:
    """Give place in `new` -> place in `old` of everybody who stands on both; each place once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def take(found: Iterable[tuple[int, int]]) -> None:
        for earlier, place in found:
            if place not in pairs and earlier not in taken:
                pairs[place] = earlier
                taken.add(earlier)

    def left() -> tuple[list[int], list[int]]:
        return (
            [place for place in range(len(old)) if place not in taken],
            [place for place in range(len(new)) if place not in pairs],
        )

    words = {row.name: tuple(sorted(name_words(row.name))) for row in (*old, *new)}
    take(_alike(old, new, left(), lambda row: (row.nik, words[row.name]) if row.nik else None))
    by_nik = _alike(old, new, left(), lambda row: row.nik or None)
    take(pair for pair in by_nik if not clearly_different(old[pair[0]].name, new[pair[1]].name))
    born = _alike(old, new, left(), lambda row: (words[row.name], row.birth_date) if _named(row, words) else None)
    take(born)
    alone = list(_alike(old, new, left(), lambda row: words[row.name] or None, alone=True))
    take(pair for pair in alone if _may_be(old[pair[0]], new[pair[1]]))
    take(_nearest(old, new, left(), words))
    return pairs


def persons(rows: Sequence[SentRow]) -> list[int]:
    """Give for every row the place of the first row of its person: one NIK, and names not clearly different."""
    first: dict[str, list[int]] = defaultdict(list)
    found = []
    for place, row in enumerate(rows):
        before = first[row.nik] if row.nik else []
        mine = next((one for one in before if not clearly_different(rows[one].name, row.name)), place)
        if mine == place:
            before.append(place)
        found.append(mine)
    return found


def _alike(
    old: Sequence[SentRow],
    new: Sequence[SentRow],
    left: tuple[list[int], list[int]],
    key: Callable[[SentRow], Hashable | None],
    *,
    alone: bool = False,
) -> Iterator[tuple[int, int]]:
    """Pair rows of one key in their order; with `alone` only where each side has one."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for place in left[0]:
        if (said := key(old[place])) is not None:
            by_key[said].append(place)
    mine: dict[Hashable, list[int]] = defaultdict(list)
    for place in left[1]:
        if (said := key(new[place])) in by_key:
            mine[said].append(place)
    for said, places in mine.items():
        if not alone or len(places) == len(by_key[said]) == 1:
            yield from zip(by_key[said], places, strict=False)


def _named(row: SentRow, words: dict[str, tuple[str, ...]]) -> bool:
    return bool(words[row.name] and row.birth_date)


def _may_be(old: SentRow, new: SentRow) -> bool:
    """Tell whether two rows of one name can be one person: what both say of date or NIK is not too far apart."""
    told_apart = (old.birth_date and new.birth_date) or (old.nik and new.nik)
    return not told_apart or _distance(old, new) <= _NEAR_DIGITS


def _distance(old: SentRow, new: SentRow) -> int:
    """Count the slips between two NIKs as written; many where one has none."""
    if not old.digits or not new.digits:
        return 99
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(old.digits, new.digits))


def _nearest(
    old: Sequence[SentRow], new: Sequence[SentRow], left: tuple[list[int], list[int]], words: dict[str, tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Pair who was born the same day or has nearly the same NIK, and is called alike; the likest first."""
    from rapidfuzz import fuzz

    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for place in left[0]:
        for block in _blocks(old[place]):
            blocks[block].append(place)
    near = {(earlier, place) for place in left[1] for block in _blocks(new[place]) for earlier in blocks[block]}
    scored = []
    for earlier, place in near:
        before, after = old[earlier], new[place]
        distance = _distance(before, after)
        likeness = fuzz.ratio(" ".join(words[before.name]), " ".join(words[after.name]))
        born_alike = before.birth_date != "" and before.birth_date == after.birth_date
        same_day = (
            born_alike and likeness >= _LIKE_NAME and (distance <= _NEAR_DIGITS or not (before.nik and after.nik))
        )
        if same_day or (distance <= _SLIP_DIGITS and likeness >= _NEAR_NAME):
            scored.append((distance - likeness, earlier, place))
    return [(earlier, place) for _, earlier, place in sorted(scored)]


def _blocks(row: SentRow) -> Iterator[Hashable]:
    if row.birth_date:
        yield row.birth_date
    if len(row.digits) > _BLOCK:
        yield "first", row.digits[:_BLOCK]
        yield "last", row.digits[-_BLOCK:]
