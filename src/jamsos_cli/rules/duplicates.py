"""Is one NIK there twice: in a file, across files, in the registry?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.place import Place, said_row
from jamsos_cli.model.ruling import NO_RULINGS, Rulings
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import birth_dates_differ
from jamsos_cli.rules.nik_agrees import MAYBE_FAMILY_CARD, SHARED_NUMBER

IN_FILE = Kind(
    "D01", "duplicate-in-file", Level.ERROR, "row",
    message=Text("NIK {value} sudah ada di {first}.", "The NIK {value} stands already at {first}."),
    hint=Text("Hapus baris ini bila orangnya sama; bila bukan, betulkan NIK-nya.", "Remove this row if it is the same person; else correct the NIK."),
    why=Text("Satu orang dibayar satu kali sebulan. Baris pertama tetap dipakai.", "A person is paid for once a month. The first row stays."),
    example=Text("Baris 7 dan baris 31 berisi NIK yang sama.", "Rows 7 and 31 hold the same NIK."),
)  # fmt: skip
ACROSS_FILES = Kind(
    "D02", "duplicate-across-files", Level.WARNING, "row",
    message=Text("NIK {value} juga ada di {first}.", "The NIK {value} stands also at {first}."),
    hint=Text("Dinas memastikan desa mana yang benar; iurannya hanya dibayar sekali.", "The office finds out which village is right; the premium is paid once."),
    why=Text("Orang yang sama diusulkan dua desa atau dua berkas.", "Two villages or files propose the same person."),
    example=Text("Diusulkan Desa Saba dan Desa Pering.", "Proposed by Desa Saba and Desa Pering."),
)  # fmt: skip
OTHER_PERSON = Kind(
    "D04", "same-nik-other-person", Level.ERROR, "row",
    message=Text("NIK {value} dipakai orang lain di {first}: {difference}.", "Somebody else has the NIK {value} at {first}: {difference}."),
    hint=Text("Cocokkan kedua baris dengan KTP masing-masing; satu di antaranya salah. Bila kedua KTP memang bernomor sama, hubungi Dukcapil.", "Compare both rows with their KTP; one of them is wrong. If both cards bear the number, ask Dukcapil."),
    why=Text("Tidak ada yang tahu milik siapa NIK ini, jadi keduanya ditahan.", "Nobody knows whose NIK it is, so both are held."),
    example=Text("I Wayan Sudarma dan Ni Made Sari dengan NIK yang sama.", "Two names with one NIK."),
)  # fmt: skip
_MANY = 30
"""names and birth dates under one NIK; fewer are compared each with each."""
_OTHER_NAME = Text("namanya berbeda jelas", "the name is clearly different")
_OTHER_BIRTH_DATE = Text("tanggal lahirnya berbeda jelas", "the birth date is clearly different")


def duplicates_in_file(people: Sequence[Identity], ruled: Rulings = NO_RULINGS) -> Iterator[tuple[int, Finding]]:
    """D04 (with N12) and D01 among the rows of one file, as (place in `people`, finding).

    Rows with a usable NIK take part even if something else is wrong with them; only an accepted row can be the first.
    What was ruled one person's names is no D04.
    """
    for group in _groups(people):
        differing = list(_different_pairs(people, group, ruled))
        contested = {place for place, _, _ in differing}
        for place, other, difference in differing:
            yield place, _other_person(people[place], people[other], difference, ruled)
            if difference is _OTHER_NAME:
                yield place, _finding(MAYBE_FAMILY_CARD, people[place], reason=SHARED_NUMBER)
        first_place = next((p for p in group if people[p].accepted and p not in contested), None)
        if first_place is None:
            continue
        for place in group:
            if place > first_place and place not in contested:
                first = where(people[first_place].place, people[place].place)
                yield place, _finding(IN_FILE, people[place], first=first)


def duplicates_across_files(
    people: Sequence[Identity], earlier: Iterable[Identity] = (), ruled: Rulings = NO_RULINGS
) -> Iterator[tuple[int, Finding]]:
    """D02 on the later file's row, or D04 on both, as (place in `people`, finding).

    `people` are in order of file name; `earlier` are people of the registry, who come first and get no findings.
    What a person has ruled on is not said again.
    """
    known = list(earlier)
    both = [*known, *people]
    for group in _groups(both):
        differing = [
            (place, other, difference)
            for place, other, difference in _different_pairs(both, group, ruled)
            if both[place].place.file != both[other].place.file
        ]
        contested = {place for place, _, _ in differing}
        for place, other, difference in differing:
            if place >= len(known):
                yield place - len(known), _other_person(both[place], both[other], difference, ruled)
        first_place = next((p for p in group if both[p].accepted and p not in contested), None)
        if first_place is None:
            continue
        for place in group:
            elsewhere = both[place].place.file != both[first_place].place.file
            asked = place > first_place and elsewhere and place >= len(known) and place not in contested
            if asked and not ruled.answered(both[place].nik, both[place].name, both[first_place].name):
                first = where(both[first_place].place, both[place].place)
                yield place - len(known), _finding(ACROSS_FILES, both[place], first=first)


def _groups(people: Sequence[Identity]) -> list[list[int]]:
    by_nik: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        by_nik[person.nik].append(place)
    return [group for group in by_nik.values() if len(group) > 1]


def _different_pairs(people: Sequence[Identity], group: list[int], ruled: Rulings) -> Iterator[tuple[int, int, Text]]:
    """Give (place, first place that is clearly somebody else, what differs).

    What nobody has ruled on comes before what was, and another name says more than a date.
    """
    kinds: dict[tuple[str, str], int] = {}
    for place in group:
        kinds.setdefault((people[place].name, people[place].birth_date), place)
    if len(kinds) < 2:
        return
    if len(kinds) > _MANY and not ruled.speaks_of(people[group[0]].nik):
        yield from _different_faces(people, group, kinds)
        return
    for place in group:
        differing = [
            (other, difference)
            for (name, born), other in kinds.items()
            if (difference := _difference(people[place], name, born, ruled)) is not None
        ]
        if differing:
            other, difference = min(
                differing,
                key=lambda one: (_ruled_apart(people[place], people[one[0]], ruled), one[1] is not _OTHER_NAME),
            )
            yield place, other, difference


def _different_faces(
    people: Sequence[Identity], group: list[int], kinds: Mapping[tuple[str, str], int]
) -> Iterator[tuple[int, int, Text]]:
    """Give the same where nobody has ruled anything, in a time that does not grow with the square of the rows.

    Each word of a name has a number whose bits say which faces (name and birth date, in order) hold it.
    """
    faces, places = list(kinds), list(kinds.values())
    holding: dict[str, int] = defaultdict(int)
    nameless, first_born = 0, dict[str, int]()
    for bit, (name, born) in enumerate(faces):
        words = name_words(name)
        nameless |= 0 if words else 1 << bit
        for word in words:
            holding[word] |= 1 << bit
        first_born.setdefault(born, bit)
    everybody, found = (1 << len(faces)) - 1, dict[tuple[str, str], tuple[int, Text] | None]()
    for place in group:
        face = people[place].name, people[place].birth_date
        if face not in found:
            words = name_words(face[0])
            others = everybody & ~reduce(or_, (holding[word] for word in words), nameless) if words else 0
            other_day = next((bit for day, bit in first_born.items() if birth_dates_differ(face[1], day)), None)
            if others:
                found[face] = places[(others & -others).bit_length() - 1], _OTHER_NAME
            else:
                found[face] = None if other_day is None else (places[other_day], _OTHER_BIRTH_DATE)
        if (said := found[face]) is not None:
            yield place, *said


def _difference(person: Identity, name: str, born: str, ruled: Rulings) -> Text | None:
    if ruled.differ(person.nik, person.name, name):
        return _OTHER_NAME
    if not birth_dates_differ(person.birth_date, born) or ruled.answered(person.nik, person.name, name):
        return None
    return _OTHER_BIRTH_DATE


def _ruled_apart(person: Identity, other: Identity, ruled: Rulings) -> bool:
    return ruled.asked_apart(person.nik, person.name, other.name)


def _other_person(person: Identity, other: Identity, difference: Text, ruled: Rulings) -> Finding:
    """Give D04; what was ruled two people's already bears the value `ruled` and asks nobody to decide again."""
    first = where(other.place, person.place)
    if not _ruled_apart(person, other, ruled):
        return _finding(OTHER_PERSON, person, first=first, difference=difference)
    said = Text(f"{difference.id}, sudah diputuskan dua orang", f"{difference.en}, ruled two people already")
    return _finding(OTHER_PERSON, person, first=first, difference=said, ruled=True)


def _finding(kind: Kind, person: Identity, **values: object) -> Finding:
    return Finding(kind, person.place, "nik", person.nik, tuple(values.items()))


def where(other: Place, here: Place) -> Text:
    """Say another place as briefly as it can be found from here."""
    file = other.file if other.file != here.file else ""
    return said_row(file, other.sheet if file or other.sheet != here.sheet else None, other.row)
