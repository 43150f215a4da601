"""Which records are compared at all: those that share a key, so that the cost grows with the people, not their square.

Here it is done on plain dicts, for a roster of a village: first whose dates may be one at all, which is nearly nobody,
then whether a key is shared. `likeness_columns` does it on whole columns, for a registry. Both give the same pairs.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness import (
    NEAR,
    ORDERS,
    SAME,
    Record,
    Traits,
    dates_may_be_one,
    dates_stand,
    days_of_record,
    plain_phone,
    skeleton,
    traits,
)

KINDS = {
    "day-word": Text("tanggal lahir dan satu kata nama", "birth date and a word of the name"),
    "day-village": Text("tanggal lahir dan desa", "birth date and village"),
    "day-mother": Text("tanggal lahir dan nama ibu", "birth date and mother's name"),
    "village-word": Text("desa dan satu kata nama", "village and a word of the name"),
    "mother-word": Text("nama ibu dan satu kata nama", "mother's name and a word of the name"),
    "number-word": Text("wilayah dan nomor urut NIK dan satu kata nama", "region and serial of the NIK and a word"),
    "nik-month": Text("NIK tanpa tanggal lahirnya", "NIK without the day in it"),
    "nik-day": Text("NIK tanpa tahun lahirnya", "NIK without the year in it"),
    "nik-year": Text("NIK tanpa bulan lahirnya", "NIK without the month in it"),
    "name-month": Text("nama, bulan dan tahun lahir", "name, month and year of birth"),
    "name-day": Text("nama, tanggal dan bulan lahir", "name, day and month of birth"),
    "name-year": Text("nama, tanggal dan tahun lahir", "name, day and year of birth"),
    "name-swap": Text("nama, tanggal dan bulan tertukar", "name, day and month swapped"),
    "phone": Text("nomor HP", "phone"),
    "card": Text("nomor KK", "family card"),
}
"""What records are compared by."""
CAP = 300
"""Larger blocks are passed over, and said so: they are an office's phone number or a word everybody has."""


class Skipped(NamedTuple):
    """Blocks that were too large to compare everybody in them with everybody."""

    kind: str
    blocks: int
    largest: int
    """records in the largest of them."""


class Candidates(NamedTuple):
    """Places of records to be scored, the smaller first, in order; and what was not looked at."""

    pairs: list[tuple[int, int]]
    skipped: tuple[Skipped, ...]


@lru_cache(maxsize=262_144)
def rare_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give how the rare words of a name sound, each once; all of them where none is rare."""
    rare = [word for word in words if word not in ORDERS and len(word) > 1] or list(words)
    return tuple(dict.fromkeys(skeleton(word) for word in rare))


@lru_cache(maxsize=262_144)
def whole_name(words: tuple[str, ...]) -> str:
    """Give how a whole name sounds, run together, whatever the order of its words."""
    return "".join(sorted(rare_words(words)))


def days_of(one: Traits) -> tuple[str, ...]:
    """Give the days (yymmdd) a record may be of: its birth date, and the date in its NIK where that is another."""
    return (one.born,) if one.born == one.nik_born or not one.nik_born else (one.born, one.nik_born)


def around_serial(nik: str) -> str:
    """Give a NIK without the last digit of the year and the first of the serial, which are easily swapped."""
    return nik[:11] + nik[13:]


class Facts(NamedTuple):
    """What is looked at of everybody, a list a fact, before anybody is made comparable."""

    niks: Sequence[str]
    birth_dates: Sequence[str]
    mothers: Sequence[str]
    phones: Sequence[str]
    cards: Sequence[str]


class Few:
    """A few people, of whom only those are made comparable who may be others' doubles: mostly nobody is."""

    def __init__(self, facts: Facts, record: Callable[[int], Record]) -> None:
        self._days = list(map(days_of_record, facts.niks, facts.birth_dates))
        self._facts = facts._replace(phones=list(map(plain_phone, facts.phones)))
        self.traits = cache(lambda place: traits(record(place)))

    def candidates(self, fresh: int = 0) -> list[tuple[int, int]] | None:
        """Give, in order, the pairs that may be one person and share a key; the second of each from `fresh` on.

        None where too many are born on days too near.
        """
        near = self._near()
        if near is None:
            return None
        return sorted(pair for pair in near if pair[1] >= fresh and self._may_be(*pair) and self._share(*pair))

    def _near(self) -> set[tuple[int, int]] | None:
        """Give the pairs to look at; where no mothers are named, a day that is only near asks for one number more."""
        niks, _, mothers, phones, cards = self._facts
        if any(mothers) or not all(niks) or any(len(days) > 1 for days in self._days):
            return near_days(self._days)
        pairs: set[tuple[int, int]] = set()
        for keys in (self._days, [nik[12:] for nik in niks], list(map(around_serial, niks)), phones, cards):
            found = _pairs(_blocks((key,) if key else () for key in keys))
            if found is None:
                return None
            pairs |= found
        return pairs

    def _may_be(self, left: int, right: int) -> bool:
        """Tell by a glance what `worth` would: nearly everybody has neither the day nor anything else in common."""
        one, other = self._days[left], self._days[right]
        if one == other or len(one) + len(other) > 2:
            return True
        niks, _, mothers, phones, cards = self._facts
        mine, theirs = niks[left], niks[right]
        if mine and theirs and mine[12:] != theirs[12:] and not (mothers[left] and mothers[right]):
            phone, card = phones[left], cards[left]
            agree = (phone and phone == phones[right]) or (card and card == cards[right])
            if not agree and around_serial(mine) != around_serial(theirs):
                return False
        return dates_stand(one[0], other[0]) <= NEAR

    def _share(self, left: int, right: int) -> bool:
        one, other = self.traits(left), self.traits(right)
        return worth(one, other) and share_a_key(one, other)


def near_days(days: Sequence[tuple[str, ...]]) -> set[tuple[int, int]] | None:
    """Give the places, the smaller first, of all that may have days (yymmdd) in common or nearly so, and of a few more.

    Two days a slip apart agree in two of year, month and day, or are of the same digits. None where too many are alike.
    """
    return _pairs(_blocks(map(_day_keys, days)))


def _day_keys(days: Iterable[str]) -> list[Hashable]:
    keys: list[Hashable] = []
    for day in days:
        year, month, date = day[:2], day[2:4], day[4:]
        keys += (year + month, month + "-" + date, year + "--" + date, "".join(sorted(day)))
    return keys


def _blocks(keys: Iterable[Iterable[Hashable]]) -> Iterable[list[int]]:
    """Give the places that have a key in common, for every key."""
    blocks: dict[Hashable, list[int]] = {}
    for place, of_one in enumerate(keys):
        for key in of_one:
            if key in blocks:
                blocks[key].append(place)
            else:
                blocks[key] = [place]
    return blocks.values()


def _pairs(blocks: Iterable[list[int]]) -> set[tuple[int, int]] | None:
    """Give all pairs within the blocks, None where one is too large."""
    pairs: set[tuple[int, int]] = set()
    for block in blocks:
        if len(block) > CAP:
            return None
        if len(block) > 1:
            pairs.update(combinations(block, 2))
    return pairs


def share_a_key(one: Traits, other: Traits) -> bool:
    """Tell whether two records would stand in one block of `likeness_columns`."""
    village, mother = _same(one.village, other.village), _same(one.mother, other.mother) or _sound_the_same(one, other)
    day = not set(days_of(one)).isdisjoint(days_of(other))
    if _same(one.phone, other.phone) or _same(one.card, other.card) or (day and (village or mother)):
        return True
    number = _same(one.region + one.serial, other.region + other.serial)
    if number and _agreeing(one.nik_born, other.nik_born):
        return True
    if village or mother or number or day:
        return not set(rare_words(one.words)).isdisjoint(rare_words(other.words))
    if not one.words or not other.words or whole_name(one.words) != whole_name(other.words):
        return False
    return _agreeing(one.born, other.born) or _in_order(one.born) == _in_order(other.born)


def _same(one: object, other: object) -> bool:
    return bool(one) and one == other


def _sound_the_same(one: Traits, other: Traits) -> bool:
    return bool(one.mother) and bool(other.mother) and whole_name(one.mother) == whole_name(other.mother)


def _agreeing(one: str, other: str) -> bool:
    """Tell whether two days agree in two of year, month and day."""
    return (one[:2] == other[:2]) + (one[2:4] == other[2:4]) + (one[4:] == other[4:]) > 1


def _in_order(day: str) -> tuple[str, ...]:
    """Give year, and month and day whichever of them comes first."""
    return (day[:2], *sorted((day[2:4], day[4:])))


def worth(one: Traits, other: Traits) -> bool:
    """Tell whether two records have other NIKs and may be one person by their dates."""
    if one.nik and one.nik == other.nik:
        return False
    born, nik_born = dates_stand(one.born, other.born), dates_stand(one.nik_born, other.nik_born)
    if not dates_may_be_one(born, nik_born, dated=one.dated and other.dated):
        return False
    if SAME in (born, nik_born) or not nik_born:
        return True
    return (
        one.serial == other.serial
        or around_serial(one.nik) == around_serial(other.nik)
        or bool(one.mother and other.mother)
        or _same(one.phone, other.phone)
        or _same(one.card, other.card)
    )


def skipped(over: dict[str, list[int]]) -> tuple[Skipped, ...]:
    """Give what was passed over, by kind."""
    return tuple(Skipped(kind, len(over[kind]), max(over[kind])) for kind in KINDS if over.get(kind))
