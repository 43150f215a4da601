"""Which records are compared at all: those that share a key, so that the cost grows with the people, not their square.

`candidates` does it on plain dicts, for a roster or a month of them; `candidates_of_many` on whole columns, for a
registry. Both give the same pairs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness import ORDERS, Traits, dates_may_be_one, dates_stand, skeleton

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
Key = tuple[str, str, str]


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


def keys_of(one: Traits) -> Iterator[Key]:
    """Give all keys of a record, each once."""
    words = rare_words(one.words)
    days = days_of(one) if one.born else ()
    for day in days:
        for word in words:
            yield "day-word", day, word
        if one.village:
            yield "day-village", day, one.village
        if one.mother:
            yield "day-mother", day, whole_name(one.mother)
    for word in words:
        if one.village:
            yield "village-word", one.village, word
        if one.mother:
            yield "mother-word", whole_name(one.mother), word
        if one.nik:
            yield "number-word", one.region + one.serial, word
    if one.nik:
        number, day = one.region + one.serial, one.nik_born
        yield "nik-month", number, day[:4]
        yield "nik-day", number, day[2:]
        yield "nik-year", number, day[:2] + day[4:]
    if words and days:
        name, day = whole_name(one.words), days[0]
        yield "name-month", name, day[:4]
        yield "name-day", name, day[2:]
        yield "name-year", name, day[:2] + day[4:]
        yield "name-swap", name, day[:2] + "".join(sorted((day[2:4], day[4:])))
    if one.phone:
        yield "phone", one.phone, ""
    if one.card:
        yield "card", one.card, ""


def candidates(everybody: Sequence[Traits], fresh: int = 0) -> Candidates:
    """Give the pairs that share a key, may be one person and have other NIKs; the second of each from `fresh` on."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for place, one in enumerate(everybody):
        for key in keys_of(one):
            blocks[key].append(place)
    pairs: set[tuple[int, int]] = set()
    over: dict[str, list[int]] = defaultdict(list)
    for key, block in blocks.items():
        if len(block) == 1:
            continue
        if len(block) > CAP:
            over[key[0]].append(len(block))
            continue
        for at, place in enumerate(block):
            one = everybody[place]
            for second in block[at + 1 :]:
                if second >= fresh and (place, second) not in pairs and _worth(one, everybody[second]):
                    pairs.add((place, second))
    return Candidates(sorted(pairs), skipped(over))


def skipped(over: dict[str, list[int]]) -> tuple[Skipped, ...]:
    """Give what was passed over, by kind."""
    return tuple(Skipped(kind, len(over[kind]), max(over[kind])) for kind in KINDS if over.get(kind))


def _worth(one: Traits, other: Traits) -> bool:
    if one.nik and one.nik == other.nik:
        return False
    born, nik_born = dates_stand(one.born, other.born), dates_stand(one.nik_born, other.nik_born)
    return dates_may_be_one(born, nik_born, dated=one.dated and other.dated)
