"""How likely two records are one person, after Fellegi and Sunter (1969); `reasons` says it in words.

Four stories are weighed against each other: one person; two of one house (brothers, father and son); twins; strangers.
For each the levels of `levels.compare` have a probability. Strangers agree as often as the data say: on a rare name
hardly ever, on WAYAN often. The weights of the other three were counted on made-up people (`tools/fit_likeness.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import log2
from operator import add
from typing import NamedTuple

from jamsos_cli.steps.likeness import CERTAIN, PROBABLE, spelling
from jamsos_cli.steps.likeness.levels import Levels, compare, may_be_one
from jamsos_cli.steps.likeness.numbers import FAR, NEAR, NEXT, NONE, SAME
from jamsos_cli.steps.likeness.traits import Traits
from jamsos_cli.steps.likeness.weights import HOUSE, PERSON, TWIN, Story

_LEAST_PEOPLE = 20_000
"""A file is a part of a regency: strangers are drawn from so many at least."""
_PRIOR_PEOPLE = 2_000
"""Of how many people the shares below are worth the evidence."""
_PLACED, _SERIALS = 1_500, 4_000
"""The same of villages and regions, and of serials."""
_NEAR_VILLAGE = 0.02
_RARE_WORD = 1 / 3_000
_SHARES = {
    "WAYAN": 0.12, "MADE": 0.11, "PUTU": 0.1, "KETUT": 0.09, "NYOMAN": 0.08, "KADEK": 0.08, "KOMANG": 0.06,
    "NENGAH": 0.05, "GEDE": 0.07, "LUH": 0.06, "NGURAH": 0.02, "PUTRA": 0.02, "DEWI": 0.01, "SARI": 0.01,
    "MUHAMMAD": 0.01, "SITI": 0.01, "NUR": 0.01, "SRI": 0.01,
}  # fmt: skip
"""Common words before anything is counted; rough shares of people in Bali and in Indonesia."""
_DAYS = 15_000
"""Days on which workers were born."""
_FEW, _CROWDED, _OFTEN = 4, 50, 5
"""So many names of one day may be chance; what is more is a crowd, of so many people at least, where the day is met so
many times as often as any other."""
_NEAR_DAYS = 38 / _DAYS
"""Of days that are a slip from a given one."""
_SPELLINGS = {
    spelling.EXACT: 0.0, spelling.SOUND: -1.0, spelling.TYPO: -4.5, spelling.RHYME: -4.5, spelling.INITIAL: -99.0,
}  # fmt: skip
"""Bits a word found so weighs less: so many other words would have done."""
_NUMBERS = 100
"""Serials that are nearer each other than so may be a list's own."""
_ENOUGH = 2
"""What must agree beside name and NIK where no written birth date does."""
_SAME_NAMES = frozenset({
    spelling.NAME_SAME, spelling.NAME_SPELLED, spelling.NAME_RHYMES, spelling.NAME_CONTAINED, spelling.NAME_CLOSE,
})  # fmt: skip
_LEAST_BITS = 1.0
_LOOSE_BITS = 1.5
"""Bits that a name which is not the whole one weighs less: any of its words would have done."""
_LOOSE = frozenset({spelling.NAME_CONTAINED, spelling.NAME_PARTIAL, spelling.NAME_CLOSE})
_AGREES, _SLIPPED, _STRAYS = 0.96, 0.015, 0.025
"""How the date of a stranger's NIK stands when the birth date is the same."""
_MISDATED = 0.08
"""Of people whose birth date is written with a slip: they are as many among strangers."""
_SEXES = {NONE: 0.0, SAME: -1.0, NEAR: -6.5, FAR: -1.0}
"""Log2 of how often two strangers stand so in sex; a column is wrong for one in fifty of two."""
_NUMBER = 1e-6
_NUMBERED = 50
"""Of how many people it is worth that nobody shares a number."""
_SLIP = -4.0
"""Of one person's two NIKs one slip apart, where two parts of it share the slip."""
_RATES = (0.06, 1.5, 0.01)
"""Of records with another of the same person, of one house, of a twin."""


class Score(NamedTuple):
    """How likely two records are one person, and what says so."""

    value: float
    """0 to 1."""
    weights: tuple[tuple[str, int, float], ...]
    """(field, level, bits for one person against two strangers), the heaviest first."""
    instead: str
    """the best other story: house, twin or stranger."""

    @property
    def grade(self) -> str:
        """Give certain, probable or different."""
        return "certain" if self.value >= CERTAIN else "probable" if self.value >= PROBABLE else "different"


_NOTHING = 0.01
"""Up to this score nobody asks for the reasons."""


class Counts:
    """How common everything is among the records compared."""

    def __init__(self, everybody: Sequence[Traits]) -> None:
        self.people = len(everybody)
        self._words = Counter(word for one in everybody for word in one.words)
        self._mothers = Counter(word for one in everybody for word in one.mother)
        self._names = Counter(one.words for one in everybody)
        self._born = Counter(one.born for one in everybody if one.born)
        often = {day for day, count in self._born.items() if count > _FEW + _OFTEN * self.people / _DAYS}
        # One name on one day may be one person, however often.
        self._crowds = Counter(day for day, _ in {(one.born, one.words) for one in everybody if one.born in often})
        self._villages = Counter(one.village for one in everybody)
        self._regions = Counter(one.region for one in everybody)
        self._phones = Counter(one.phone for one in everybody)
        self._cards = Counter(one.card for one in everybody)
        self._serials = Counter(one.serial for one in everybody)
        others = log2(max(self.people, _LEAST_PEOPLE))
        self.priors = tuple(log2(rate) - others for rate in _RATES)
        self._near: dict[str, float] = {}
        self._near_regions: dict[str, float] = {}
        self._bits: dict[str, float] = {}
        self._mother_bits: dict[str, float] = {}

    def rarity(self, word: str) -> float:
        """Give the bits that a word of a name weighs: 1 for half of the people, 10 for one in a thousand."""
        found = self._bits.get(word)
        if found is None:
            found = self._bits[word] = self._rarity(word, self._words)
        return found

    def _rarity(self, word: str, counted: Mapping[str, int]) -> float:
        before = _SHARES.get(word, _RARE_WORD) * _PRIOR_PEOPLE
        return -log2((max(counted.get(word, 0) - 1, 0) + before) / (self.people + _PRIOR_PEOPLE))

    def name(self, matched: Iterable[tuple[str, int]], whole: tuple[str, ...] | None = None) -> float:
        """Give log2 of how often a stranger has these words in the name; `whole`: and no others."""
        bits = sum(max(self.rarity(word) + _SPELLINGS[how], _LEAST_BITS) for word, how in matched)
        if whole is None:
            return -bits
        # First names keep company: who has this whole name is counted, too.
        seen = (max(self._names[whole] - 2, 0) + 0.3) / (self.people + _PRIOR_PEOPLE)
        return max(-bits, log2(seen))

    def mother(self, matched: Iterable[tuple[str, int]]) -> float:
        """Give log2 of how often a stranger's mother has these words in her name."""
        bits = 0.0
        for word, how in matched:
            rarity = self._mother_bits.get(word)
            if rarity is None:
                rarity = self._mother_bits[word] = self._rarity(word, self._mothers)
            bits += max(rarity + _SPELLINGS[how], _LEAST_BITS)
        return -bits

    def born(self, day: str) -> float:
        """Give how often a stranger was born on a day; a list may give one day to whoever does not know theirs."""
        usual = (max(self._born.get(day, 0) - 1, 0) + _LEAST_PEOPLE / _DAYS) / (self.people + _LEAST_PEOPLE)
        return max(usual, (self._crowds[day] - _FEW) / (self.people + _CROWDED))

    def village(self, one: str, level: int) -> float:
        """Give log2 of how often a stranger is of the same village, or of one spelled nearly so."""
        return self._placed(self._villages.get(one, 0), _NEAR_VILLAGE, level)

    def region(self, one: str, level: int) -> float:
        """Give log2 of how often a stranger's NIK is of the same region; in a regency all others are a digit apart."""
        near = self._near_regions.get(one)
        if near is None:
            counted = sum(self._regions.get(region, 0) for region in _near_numbers(one))
            near = self._near_regions[one] = (counted + _NEAR_VILLAGE * _PLACED) / (self.people + _PLACED)
        return self._placed(self._regions.get(one, 0), near, level)

    def _placed(self, counted: int, near: float, level: int) -> float:
        same = min((max(counted - 1, 0) + 20) / (self.people + _PLACED), 0.9)
        return log2(same if level == SAME else near if level == NEAR else max(1 - same - near, 0.05))

    def serial(self, serial: str, level: int) -> float:
        """Give log2 of how often a stranger's NIK has this serial, one near it, or another."""
        if level == SAME:
            return log2(self._share(serial))
        near = self._near.get(serial)
        if near is None:
            near = self._near[serial] = min(sum(map(self._share, _near_numbers(serial))), 0.9)
        return log2(near) if level == NEAR else log2(max(1 - near - self._share(serial), 0.05))

    def _share(self, serial: str) -> float:
        return (max(self._serials.get(serial, 0) - 1, 0) + 4) / (self.people + _SERIALS)

    def number(self, one: str, level: int, *, card: bool = False) -> float:
        """Give log2 of how often a stranger has the same phone or family card."""
        if level == FAR:
            return 0.0
        counted = self._cards if card else self._phones
        if level == NEAR:  # numbers that run on, as of SIM cards bought together, are near those of many
            around = sum(counted[near] for near in _near_numbers(one) if near in counted)
            return log2(max(around - 2, 0) / (self.people + _NUMBERED) + _NUMBER * 90)
        shared = max(counted.get(one, 0) - 2, 0) / (self.people + _NUMBERED)  # an office's phone, given for many
        return log2(shared + _NUMBER)


UNCOUNTED = Counts(())
"""How common everything is before anybody was counted."""


@lru_cache(maxsize=20_000)
def _near_numbers(number: str) -> frozenset[str]:
    """Give the numbers one digit or one swap away."""
    places = range(len(number))
    near = {number[:place] + digit + number[place + 1 :] for place in places for digit in "0123456789"}
    for first, second in combinations(places, 2):
        swapped = list(number)
        swapped[first], swapped[second] = number[second], number[first]
        near.add("".join(swapped))
    return frozenset(near - {number})


def compared(one: Traits, other: Traits) -> Levels | None:
    """Compare two records; None where names, dates or too few agreeing fields say that nobody need weigh them."""
    if one > other:
        one, other = other, one
    if not may_be_one(one, other):
        return None
    levels = compare(one, other)
    return levels if _told_enough(levels, numbered=_numbered(one, other)) else None


def score(one: Traits, other: Traits, levels: Levels, counts: Counts) -> Score:
    """Weigh two records that were `compared`; the same whichever comes first."""
    if one > other:
        one, other = other, one
    person, sums = _stories(levels._replace(matched=(), mother_matched=()))
    stranger = _strange(one, other, levels, counts)
    mine, of_house, of_twins = map(add, sums, counts.priors)
    of_house += stranger["serial"]  # nothing ties the serials of a house
    others = {"house": of_house, "twin": of_twins, "stranger": sum(stranger.values())}
    value = 1 / (1 + sum(2.0 ** min(bits - mine, 500.0) for bits in others.values()))
    instead = max(others, key=lambda story: others[story])
    return Score(value, tuple(_weights(levels, person, stranger)) if value > _NOTHING else (), instead)


def may_reach(threshold: float, one: Traits, other: Traits, levels: Levels, people: int) -> bool:
    """Tell whether two may have that score among so many people, before those are counted.

    Counting makes a word, a village, a region or a serial at most so much rarer as the people are more than those that
    `Counts` starts from.
    """
    found = score(one, other, levels, UNCOUNTED).value
    rarer = (len(levels.matched) + len(levels.mother_matched) + 3) * log2(1 + people / _PLACED)
    return found >= 1 or found / (1 - found) * 2.0**rarer >= threshold / (1 - threshold)


def _numbered(one: Traits, other: Traits) -> bool:
    """Tell whether two NIKs are such as a list has that numbers its people: of one day and region, serials close by."""
    return one.nik[:12] == other.nik[:12] and abs(int(one.serial or 0) - int(other.serial or 0)) < _NUMBERS


def _told_enough(levels: Levels, *, numbered: bool) -> bool:
    """Tell whether a written birth date agrees, or two of village, phone, card, mother and the serial of the NIK.

    Without any birth date a name and two NIKs say nothing, not even one slip apart: such lists number their people.
    """
    if levels.dated and levels.born == SAME:
        return True
    numbers = (levels.village, levels.phone, levels.card)
    others = (levels.mother in _SAME_NAMES) + sum(level in (SAME, NEAR) for level in numbers)
    if levels.dated and levels.born == NEAR:
        others += levels.dated + (levels.slip and levels.serial != SAME)
    agrees = levels.serial == SAME or (levels.nik_born == SAME and not numbered)
    return others + agrees >= _ENOUGH


@lru_cache(maxsize=65_536)
def _stories(levels: Levels) -> tuple[dict[str, float], tuple[float, ...]]:
    """Give what one person tells of each field, and the sums of one person, a house and twins; pairs stand alike."""
    person, house, twin = (_told(story, levels) for story in (PERSON, HOUSE, TWIN))
    return person, tuple(sum(story.values()) for story in (person, house, twin))


def _told(story: Story, levels: Levels) -> dict[str, float]:
    """Give log2 of how likely each field stands so in a story."""
    filled = story is PERSON and levels.dated < 2  # a slip in the NIK is counted there
    found = {
        "born": 0.0 if filled else story.born[levels.born, levels.nik_born],
        "nik": story.nik[levels.nik_born, levels.serial, levels.region] if levels.serial else 0.0,
    }
    if levels.slip and story is PERSON:
        found["nik"] = max(found["nik"], _SLIP)
    for field, table in story.fields.items():
        found[field] = table[getattr(levels, field)]
    return found


def _strange(one: Traits, other: Traits, levels: Levels, counts: Counts) -> dict[str, float]:
    """Give log2 of how likely each field stands so for two strangers."""
    whole = one.words if levels.name == spelling.NAME_SAME and len(one.words) == len(other.words) else None
    return {
        "born": log2(_born(one, levels, counts)),
        "serial": counts.serial(one.serial, NEAR if levels.serial == NEXT else levels.serial) if levels.serial else 0.0,
        "nik": _region(one, levels, counts),
        "name": counts.name(levels.matched, whole) + (_LOOSE_BITS if levels.name in _LOOSE else 0.0),
        "sex": _SEXES[levels.sex],
        "village": counts.village(one.village, levels.village) if levels.village else 0.0,
        "mother": counts.mother(levels.mother_matched),
        "phone": counts.number(one.phone, levels.phone) if levels.phone else 0.0,
        "card": counts.number(one.card, levels.card, card=True) if levels.card else 0.0,
    }


def _region(one: Traits, levels: Levels, counts: Counts) -> float:
    """Give log2 for the regions of two NIKs: mostly that of the village, so that the two count once."""
    if not levels.region:
        return 0.0
    if levels.village == SAME:
        return log2(0.75 if levels.region == SAME else 0.05 if levels.region == NEAR else 0.2)
    return counts.region(one.region, levels.region)


def _born(one: Traits, levels: Levels, counts: Counts) -> float:
    """Give how often two strangers stand so in birth date and date of NIK."""
    if levels.born == SAME:
        beside = {NONE: 1.0, SAME: _AGREES, NEAR: _SLIPPED, FAR: _STRAYS}[levels.nik_born]
        return counts.born(one.born) * beside
    if levels.nik_born == SAME:
        return counts.born(one.nik_born) * (_MISDATED if levels.born == NEAR else _STRAYS)
    return _NEAR_DAYS * (0.06 if levels.nik_born == FAR else 0.9)


def _weights(levels: Levels, person: dict[str, float], stranger: dict[str, float]) -> list[tuple[str, int, float]]:
    """Give what every known field weighs against two strangers, the heaviest first."""
    bits = {field: person[field] - stranger[field] for field in person}
    bits["nik"] -= stranger["serial"]
    known = {
        "born": levels.born,
        "nik": nik_level(levels),
        **{field: getattr(levels, field) for field in ("name", "sex", "village", "mother", "phone", "card")},
    }
    told = [(field, level, round(bits[field], 1)) for field, level in known.items() if level]
    return sorted(told, key=lambda weight: (-abs(weight[2]), weight[0]))


NIK_SLIP, NIK_OTHER = 1, 2


def nik_level(levels: Levels) -> int:
    """Tell whether two NIKs are a slip apart, or two numbers; NONE where one is missing."""
    if not levels.serial:
        return NONE
    return NIK_SLIP if levels.slip else NIK_OTHER
