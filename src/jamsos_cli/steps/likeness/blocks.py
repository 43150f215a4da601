"""Which records are compared at all: those that share a key, so that the cost grows with the people, not their square.

Here it is done on plain dicts, for a roster of a village: first whose dates may be one at all, which is nearly nobody,
then whether a key is shared. `columns` does it on whole columns, for a registry. Both give the same pairs.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness.levels import dates_may_be_one, days_in_niks_stand
from jamsos_cli.steps.likeness.numbers import NEAR, SAME, dates_stand, misread
from jamsos_cli.steps.likeness.spelling import ORDERS, skeleton, slips
from jamsos_cli.steps.likeness.traits import Record, Traits, days_of_records, plain_phone, traits

KINDS = {
    "day-letters": Text("tanggal lahir dan sebagian kata nama", "birth date and letters of the name"),
    "day-village": Text("tanggal lahir dan desa", "birth date and village"),
    "day-mother": Text("tanggal lahir dan nama ibu", "birth date and mother's name"),
    "village-word": Text("desa dan satu kata nama", "village and a word of the name"),
    "mother-word": Text("nama ibu dan satu kata nama", "mother's name and a word of the name"),
    "number-word": Text("wilayah dan nomor urut NIK dan satu kata nama", "region and serial of the NIK and a word"),
    "nik": Text("NIK kecuali satu angka dan sebagian kata nama", "NIK but for a digit, and letters of the name"),
    "name": Text("nama dan sebagian tanggal lahir", "name and two parts of the birth date"),
    "village-letters": Text(
        "desa, sebagian kata nama dan tanggal lahir", "village, letters of the name, parts of the date"
    ),
    "mother": Text("nama ibu dan sebagian tanggal lahir", "mother's name and two parts of the birth date"),
    "phone": Text("nomor HP", "phone"),
    "card": Text("nomor KK", "family card"),
}
"""What records are compared by."""
LONGER, ADDED = 4, 2
"""Letters at the least of the longer of two words, or of one at an end of another; and of what is added there."""
CAP = 300
"""Larger blocks are passed over, and said so: they are an office's phone number or a word everybody has."""


class Skipped(NamedTuple):
    """Blocks that were too large to compare everybody in them with everybody."""

    kind: str
    blocks: int
    largest: int
    """records in the largest of them."""


@lru_cache(maxsize=262_144)
def rare_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give how the rare words of a name sound, each once; all of them where none is rare."""
    rare = [word for word in words if word not in ORDERS and len(word) > 1] or list(words)
    return tuple(dict.fromkeys(skeleton(word) for word in rare))


@lru_cache(maxsize=262_144)
def words_agree(one: str, other: str) -> bool:
    """Tell whether two words that share letters may be one: every day has people whose names only begin alike.

    They are a slip apart, or one stands at an end of the other: SUDARMA, SUDARNAPUTRA.

    >>> words_agree("SUDARMA", "SUDARNAPUTRA"), words_agree("SUDARMA", "SUDIRTA")
    (True, False)
    """
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    size, most = len(shorter), slips_allowed(shorter)
    if not most or len(longer) < LONGER:
        return False
    if slips(shorter, longer, most):
        return True
    if size < LONGER or len(longer) < size + ADDED:
        return False
    return slips(shorter, longer[:size], most) or slips(shorter, longer[-size:], most)


def slips_allowed(shorter: str) -> int:
    """Give how many slips two words may be apart, by the shorter."""
    return 0 if len(shorter) < 3 else 1 if len(shorter) < 9 else 2


@lru_cache(maxsize=262_144)
def whole_name(words: tuple[str, ...]) -> str:
    """Give how a whole name sounds, run together, whatever the order of its words."""
    return "".join(sorted(rare_words(words)))


@lru_cache(maxsize=262_144)
def full_name(words: tuple[str, ...]) -> str:
    """Give how a name sounds with its order of birth: who shares the rest by chance mostly has another one."""
    return "".join(sorted(map(skeleton, words)))


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
        self._days = days_of_records(facts.niks, facts.birth_dates)
        phones, cards = (list(map(plain_phone, some)) if any(some) else some for some in (facts.phones, facts.cards))
        self._facts = facts._replace(phones=phones, cards=cards)
        self.traits = cache(lambda place: traits(record(place)))

    def candidates(self, fresh: int = 0) -> list[tuple[int, int]] | None:
        """Give, in order, the pairs that may be one person and share a key; the second of each from `fresh` on.

        None where too many are born on days too near.
        """
        pairs: set[tuple[int, int]] = set()
        places = [*range(len(self._days)), *(place for place, days in enumerate(self._days) if len(days) > 1)]
        for keys, owners in self._keys(places):
            if not _add_pairs(pairs, keys, owners):
                return None
        return sorted(pair for pair in pairs if pair[1] >= fresh and self._may_be(*pair) and self._share(*pair))

    def _keys(self, places: Sequence[int]) -> Iterator[tuple[Sequence[str], Sequence[int]]]:
        """Give keys of which any two records that are `worth` it share one, and whose they are; "" is none.

        They are of one day, or of days that agree in two of year, month and day or are of the same digits, as two days
        a slip apart do; then the serial of the NIK agrees, too, or both mothers are named, or a whole number agrees.
        """
        niks, _, mothers, phones, cards = self._facts
        for whole in (phones, cards, list(map(around_serial, niks))):
            yield whole, places
        people = len(self._days)
        days = [own[0] for own in self._days] + [self._days[place][1] for place in places[people:]]
        yield days, places
        rows = list(range(len(places)))
        named = ([row for row in rows if mothers[places[row]]] if any(mothers) else []) if all(niks) else rows
        for part in _day_parts([days[row] for row in named]):
            yield part, [places[row] for row in named]
        if len(named) == len(rows):
            return
        serials = [niks[place][12:] for place in places]
        often = Counter(serials)
        rows = [row for row in rows if often[serials[row]] > 1] if len(often) < len(serials) else []
        for part in _day_parts([days[row] for row in rows]):
            yield (
                [key and key + serials[row] for row, key in zip(rows, part, strict=True)],
                [places[row] for row in rows],
            )

    def _may_be(self, left: int, right: int) -> bool:
        """Tell by a glance what `worth` would: nearly everybody has neither the day nor anything else in common."""
        one, other = self._days[left], self._days[right]
        if len(one) + len(other) > 2 or one == other or dates_stand(one[0], other[0]) <= NEAR:
            return True
        niks = self._facts.niks
        return misread(niks[left][6:12], niks[right][6:12])

    def _share(self, left: int, right: int) -> bool:
        one, other = self.traits(left), self.traits(right)
        return worth(one, other) and share_a_key(one, other)


def _day_parts(days: Sequence[str]) -> Iterator[list[str]]:
    """Give what two days (yymmdd) a slip apart have in common: two of year, month and day, or all digits."""
    yield [day[:4] for day in days]
    yield [day[2:] for day in days]
    yield [day and day[:2] + "-" + day[4:] for day in days]
    yield ["".join(sorted(day)) for day in days]


def _add_pairs(pairs: set[tuple[int, int]], keys: Sequence[str], places: Sequence[int]) -> bool:
    """Add all pairs of places that have a key in common; False where too many have."""
    counted = Counter(keys)
    if len(counted) == len(keys):
        return True  # mostly nobody shares anything
    blocks: dict[str, list[int]] = {key: [] for key, times in counted.items() if times > 1 and key}
    for place, key in zip(places, keys, strict=False):
        if key in blocks:
            blocks[key].append(place)
    for block in blocks.values():
        if len(block) > CAP:
            return False
        if len(block) > 1:
            pairs.update((one, other) if one < other else (other, one) for one, other in combinations(block, 2))
    return True


def share_a_key(one: Traits, other: Traits) -> bool:
    """Tell whether two records would stand in one block of `columns`."""
    if _same(one.phone, other.phone) or _same(one.card, other.card) or _niks_near(one, other):
        return True
    village, mother = _same(one.village, other.village), _sound_the_same(one, other)
    day = not set(days_of(one)).isdisjoint(days_of(other))
    if day and (village or mother or _words_agree(one.words, other.words, 3)):
        return True
    number = _same(one.region + one.serial, other.region + other.serial)
    if (village or mother or number) and not set(rare_words(one.words)).isdisjoint(rare_words(other.words)):
        return True
    if not _agreeing(one.born, other.born):
        return False
    if (mother and _words_agree(one.words, other.words, 1)) or (village and _words_agree(one.words, other.words, 3)):
        return True
    return bool(one.words) and full_name(one.words) == full_name(other.words)


def _words_agree(some: tuple[str, ...], others: tuple[str, ...], letters: int) -> bool:
    """Tell whether two names have a rare word each that begin or end with the same letters and may be one."""
    return any(
        (one[:letters] == other[:letters] or one[-letters:] == other[-letters:]) and words_agree(one, other)
        for one in rare_words(some)
        for other in rare_words(others)
    )


def _same(one: object, other: object) -> bool:
    return bool(one) and one == other


def _niks_near(one: Traits, other: Traits) -> bool:
    """Tell whether two NIKs are one slip apart and the names agree: thousands of strangers have the next serial."""
    return misread(one.nik, other.nik) and _words_agree(one.words, other.words, 1)


def _sound_the_same(one: Traits, other: Traits) -> bool:
    return bool(one.mother) and bool(other.mother) and whole_name(one.mother) == whole_name(other.mother)


def _agreeing(one: str, other: str) -> bool:
    """Tell whether two days (yymmdd) agree in two of year, month and day, or in the year with the others swapped."""
    if not one or not other:
        return False
    agree = (one[:2] == other[:2]) + (one[2:4] == other[2:4]) + (one[4:] == other[4:])
    return agree > 1 or (one[:2] == other[:2] and one[2:4] == other[4:] and one[4:] == other[2:4])


def worth(one: Traits, other: Traits) -> bool:
    """Tell whether two records have other NIKs and may be one person by their dates."""
    if one.nik and one.nik == other.nik:
        return False
    born, nik_born = dates_stand(one.born, other.born), days_in_niks_stand(one, other)
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
