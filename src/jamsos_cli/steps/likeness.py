"""What two records say of one person: every field compared, each giving one of a few levels.

The NIK is compared as region, date and serial, because its date is the birth date once more.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from jamsos_cli.model.person_name import name_words
from jamsos_cli.steps.likeness_numbers import FAR, NEAR, NEXT, NONE, SAME, dates_stand, digits_stand, misread

CERTAIN, PROBABLE = 0.999, 0.5
"""From which score on two records are one person for certain, or probably so that a person decides."""
(
    NAME_NONE, NAME_SAME, NAME_SPELLED, NAME_CONTAINED, NAME_ORDER, NAME_PARTIAL, NAME_COMMON, NAME_DIFFERENT,
    NAME_CLOSE, NAME_RHYMES,
) = range(10)  # fmt: skip
"""How two names stand: one is missing; the same words; the same but for spelling; one has words more; the same rare
words with another order of birth (Wayan, Made); some rare words; only common ones; nothing shared; some rare words,
and the rest looks alike; the same but for a letter, as parents rhyme the names of twins (Rini, Rina)."""
EXACT, SOUND, TYPO, INITIAL, RHYME = range(5)
"""How a word was found in the other name."""
VOWELS = frozenset("AIUEO")
ORDERS = frozenset({
    "WAYAN", "PUTU", "GEDE", "LUH", "MADE", "KADEK", "NENGAH", "NYOMAN", "KOMANG", "KETUT",
})  # fmt: skip
"""Names that say who was born first: half of Bali shares four of them, and two children of one house do not."""
_RUN_TOGETHER = re.compile(rf"(?:I|NI)?({'|'.join(sorted(order for order in ORDERS if len(order) > 3))})(.{{5,}})")
_BINTI = re.compile("^BINTI(?=.{3})|(?<=.{3})BINTI$")
_INITIAL = re.compile(r"(?<![\w.,'])([A-Z])\.?(?=\s|$)")
_DAYS = {f"{ten}{one}": f"{ten if ten < 4 else ten - 4}{one}" for ten in range(10) for one in range(10)}
CLOSE = 0.76
"""How much alike two names must be that share no word, as `Indel.normalized_similarity`."""
_SOON = 5
"""Serials count the births of a day in a district: those of twins are so far apart at most."""


class Record(Protocol):
    """What is compared; text, "" where nothing is known. The NIK is 16 digits."""

    @property
    def nik(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def birth_date(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def village(self) -> str: ...
    @property
    def mother(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def family_card(self) -> str: ...


class Traits(NamedTuple):
    """A record made comparable."""

    nik: str
    words: tuple[str, ...]
    """of the name."""
    born: str
    """yymmdd; that of the NIK where the record has none."""
    dated: bool
    """whether the record has a birth date of its own."""
    nik_born: str
    """yymmdd, the +40 of women taken off; "" without a NIK."""
    region: str
    serial: str
    sex: str
    village: str
    mother: tuple[str, ...]
    """words of her name."""
    phone: str
    """digits from the first that is not 0 or 62."""
    card: str


class Levels(NamedTuple):
    """How two records stand in every field."""

    born: int
    dated: int
    """how many of the two have a birth date beside that of the NIK."""
    nik_born: int
    serial: int
    region: int
    slip: bool
    """whether the NIKs are one digit, or two swapped, apart: the year and the serial may share the two."""
    name: int
    matched: tuple[tuple[str, int], ...]
    """words of the first name that stand in the second, and how."""
    sex: int
    village: int
    mother: int
    mother_matched: tuple[tuple[str, int], ...]
    phone: int
    card: int


def nik_day(nik: str) -> str:
    """Give the date (yymmdd) in a NIK, the +40 of women taken off; "" without a NIK.

    >>> nik_day("5104035203800001"), nik_day("")
    ('800312', '')
    """
    return nik and nik[10:12] + nik[8:10] + _DAYS[nik[6:8]]


def days_of_records(niks: Sequence[str], birth_dates: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the days (yymmdd) each record may be of: its birth date, and that of its NIK where that is another."""
    days: list[tuple[str, ...]] = []
    for in_nik, written in zip(map(nik_day, niks), birth_dates, strict=True):
        born = written and written[2:4] + written[5:7] + written[8:]
        days.append((born or in_nik,) if born == in_nik or not born or not in_nik else (born, in_nik))
    return days


def traits(record: Record) -> Traits:
    """Make a record comparable."""
    nik, written = record.nik, record.birth_date
    nik_born = nik_day(nik)
    return Traits(
        nik,
        words_of(record.name),
        written[2:4] + written[5:7] + written[8:] if written else nik_born,
        bool(written),
        nik_born,
        nik[:6],
        nik[12:],
        record.sex,
        village_key(record.village),
        words_of(record.mother),
        plain_phone(record.phone),
        "".join(c for c in record.family_card if c.isdigit()),
    )


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name, each once, and its initials; an order of birth run together is a word of its own.

    >>> words_of("Ni Wayansukerti"), words_of("I M. Sudarma, S.Pd.")
    (('WAYAN', 'SUKERTI'), ('SUDARMA', 'M'))
    """
    if not name:
        return ()
    words = name_words(name)
    if "BINTI" in name.upper():
        words = tuple(_BINTI.sub("", word) for word in words)
    if any(len(word) > 7 for word in words):
        words = tuple(part for word in words for part in _parted(word))
    initials = [found for found in _INITIAL.findall(name.upper()) if found not in "IH"]
    return tuple(dict.fromkeys((*words, *initials))) if initials or len(words) > 1 else words


@lru_cache(maxsize=65_536)
def _parted(word: str) -> tuple[str, ...]:
    found = _RUN_TOGETHER.fullmatch(word)
    return (found[1], found[2]) if found else (word,)


@lru_cache(maxsize=8192)
def village_key(village: str) -> str:
    """Give a village's code as it is, a name in plain capitals.

    >>> village_key("Ds. Batu-bulan"), village_key("51.04.03.2001")
    ('BATUBULAN', '51.04.03.2001')
    """
    words = "".join(c if c.isalnum() or c == "." else " " for c in village.upper()).split()
    while len(words) > 1 and words[0] in {"DESA", "DS.", "DS", "KEL.", "KEL", "KELURAHAN"}:
        words = words[1:]
    return "".join(words)


def plain_phone(phone: str) -> str:
    """Give the digits of a phone number without 0 or +62 before them; "" for what is too short to be one.

    >>> plain_phone("+62 812-3456-7890"), plain_phone("081234567890"), plain_phone("-")
    ('81234567890', '81234567890', '')
    """
    if phone[:2] == "08" and len(phone) > 7 and phone.isdigit() and phone.isascii():
        return phone[1:]
    digits = phone if phone.isdigit() and phone.isascii() else "".join(c for c in phone if c in "0123456789")
    digits = digits.removeprefix("62") if digits.startswith("628") else digits.lstrip("0")
    return digits if len(digits) >= 7 else ""


def days_in_niks_stand(one: Traits, other: Traits) -> int:
    """Compare the dates in two NIKs; a slip in them as written is one, too: 17 and 71, a man's day and a woman's."""
    stands = dates_stand(one.nik_born, other.nik_born)
    return NEAR if stands == FAR and misread(one.nik[6:12], other.nik[6:12]) else stands


def may_be_one(one: Traits, other: Traits) -> bool:
    """Tell whether names and dates leave it open that two records are one person."""
    nik_born = days_in_niks_stand(one, other)
    dated = one.dated and other.dated
    if not dates_may_be_one(dates_stand(one.born, other.born), nik_born, dated=dated):
        return False
    name = compare_names(one.words, other.words)[0]
    if name in (NAME_PARTIAL, NAME_ORDER):
        named = (name == NAME_ORDER or one.born == other.born) and _share_more(one, other)
    else:
        named = name not in (NAME_COMMON, NAME_DIFFERENT)
    return named or digits_stand(one.nik, other.nik) == NEAR


def _share_more(one: Traits, other: Traits) -> bool:
    """Tell whether anything agrees beside dates and some words of the names, as they do for people of every day."""
    fields = (
        (one.village, other.village),
        (one.serial, other.serial),
        (one.phone, other.phone),
        (one.card, other.card),
    )
    if any(mine and mine == theirs for mine, theirs in fields):
        return True
    return any(word in other.mother and word not in ORDERS for word in one.mother)


def compare(one: Traits, other: Traits) -> Levels:
    """Compare two records field by field."""
    name, matched = compare_names(one.words, other.words)
    mother, mother_matched = compare_names(one.mother, other.mother)
    return Levels(
        dates_stand(one.born, other.born),
        one.dated + other.dated,
        days_in_niks_stand(one, other),
        _serials_stand(one, other),
        digits_stand(one.region, other.region),
        digits_stand(one.nik, other.nik) == NEAR,
        name,
        matched,
        _stands(one.sex, other.sex),
        _villages_stand(one.village, other.village),
        mother,
        mother_matched,
        digits_stand(one.phone, other.phone),
        digits_stand(one.card, other.card),
    )


def dates_may_be_one(born: int, nik_born: int, *, dated: bool) -> bool:
    """Tell whether two birth dates let two records be one person; `dated`: whether both stand beside their NIK."""
    return born in (SAME, NEAR) or nik_born == SAME or (nik_born == NEAR and not dated)


def _serials_stand(one: Traits, other: Traits) -> int:
    """Compare two serials; NEXT where two of one day and district are numbered one soon after the other."""
    stands = digits_stand(one.serial, other.serial)
    if stands in (NONE, SAME) or one.nik_born != other.nik_born:
        return stands
    return NEXT if abs(int(one.serial) - int(other.serial)) <= _SOON else stands


def _stands(one: str, other: str) -> int:
    return NONE if not one or not other else SAME if one == other else FAR


@lru_cache(maxsize=65_536)
def _villages_stand(one: str, other: str) -> int:
    if one and other and one[0].isdigit() != other[0].isdigit():
        return NONE  # a code and a name tell nothing of each other
    if not one or not other or one == other or one[0].isdigit():
        return _stands(one, other)
    return NEAR if len(one) > 5 and slips(one, other, 1) else FAR


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Give how a word sounds: one letter for spellings that are said alike.

    >>> skeleton("WIDHYA") == skeleton("WIDIA"), skeleton("SUWARTHA") == skeleton("SUARTA")
    (True, True)
    """
    said = word.replace("UWA", "UA").replace("IYA", "IA").replace("H", "").replace("Y", "I").replace("V", "W")
    said = said.replace("Z", "S").replace("F", "P").replace("Q", "K").replace("CK", "K")
    return "".join(c for place, c in enumerate(said) if place == 0 or c != said[place - 1]) or word


@lru_cache(maxsize=131_072)
def compare_names(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Compare the words of two names; gives the level and the words found in both, the shorter spelling first."""
    if not one or not other:
        return NAME_NONE, ()
    if one > other:
        one, other = other, one
    matched = [(word, EXACT) for word in one if word in other]
    left = [word for word in one if word not in other]
    right = [word for word in other if word not in one]
    if left and right:
        _match_joined(left, right, matched)
        _match_joined(right, left, matched)
        _match_spelled(left, right, matched)
    level = _name_level(left, right, matched)
    if level in (NAME_PARTIAL, NAME_COMMON, NAME_DIFFERENT) and _close(left, right):
        level = NAME_CLOSE
        matched += [(word, TYPO) for word in min(left, right, key=len) if word not in ORDERS]
    return level, tuple(matched)


def _match_joined(single: list[str], parted: list[str], matched: list[tuple[str, int]]) -> None:
    """Take out words of one name that are two words of the other, run together."""
    if len(parted) < 2:
        return
    for word in list(single):
        for first, second in pairwise(parted):
            if word == first + second or skeleton(word) == skeleton(first + second):
                single.remove(word)
                parted.remove(first)
                parted.remove(second)
                matched += [(first, SOUND), (second, SOUND)]
                break


def _match_spelled(left: list[str], right: list[str], matched: list[tuple[str, int]]) -> None:
    """Take out words that sound alike, then those a slip of the pen apart, then initials."""
    for how, alike in ((SOUND, _sound_alike), (RHYME, _rhyme), (TYPO, a_slip_apart), (INITIAL, _begins)):
        for word in list(left):
            found = next((candidate for candidate in right if alike(word, candidate)), None)
            if found is not None:
                left.remove(word)
                right.remove(found)
                matched.append((min(word, found), how))


def _rhyme(one: str, other: str) -> bool:
    """Tell whether a vowel stands for a vowel or a consonant for a consonant: all other slips make no name."""
    if len(one) != len(other) or not a_slip_apart(one, other):
        return False
    unlike = [(a in VOWELS, b in VOWELS) for a, b in zip(one, other, strict=True) if a != b]
    return len(unlike) == 1 and unlike[0][0] == unlike[0][1]


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _sound_alike(one: str, other: str) -> bool:
    return skeleton(one) == skeleton(other) or (
        _without_bin(one, other) if len(one) > len(other) else _without_bin(other, one)
    )


def _without_bin(longer: str, shorter: str) -> bool:
    """Tell whether a word is the other with BIN before or behind it, run together."""
    return longer in ("BIN" + shorter, shorter + "BIN")


def a_slip_apart(one: str, other: str) -> bool:
    """Tell whether one word may be the other misspelled, or cut off; an order of birth never is."""
    shorter = min(len(one), len(other))
    if shorter < 3 or max(len(one), len(other)) < 4 or one in ORDERS or other in ORDERS:
        return False
    if shorter >= 5 and (one.startswith(other) or other.startswith(one)) and abs(len(one) - len(other)) <= 3:
        return True
    return slips(one, other, 1 if shorter < 9 else 2)


def slips(one: str, other: str, most: int) -> bool:
    """Tell whether two words are so few letters (or swaps of two) apart; rapidfuzz is loaded for long words only."""
    if abs(len(one) - len(other)) > most:
        return False
    if most == 1:
        return _one_slip(one, other)
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=most) <= most


def _one_slip(one: str, other: str) -> bool:
    begin = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[begin : begin + 2] == other[begin : begin + 2][::-1] and one[begin + 2 :] == other[begin + 2 :]
        return swapped or one[begin + 1 :] == other[begin + 1 :]
    shorter, longer = sorted((one, other), key=len)
    return shorter[begin:] == longer[begin + 1 :]


def _name_level(left: Sequence[str], right: Sequence[str], matched: Sequence[tuple[str, int]]) -> int:
    found = {how for word, how in matched if word not in ORDERS}
    if not left and not right:
        if RHYME in found:
            return NAME_RHYMES
        return NAME_SAME if all(how == EXACT for _, how in matched) else NAME_SPELLED
    rare = not found <= {INITIAL}
    left_rare, right_rare = ([word for word in side if word not in ORDERS] for side in (left, right))
    if rare and not (left_rare and right_rare):
        if (left_rare or right_rare) and any(how == INITIAL for _, how in matched):
            return NAME_PARTIAL  # R. ELDEDIE LAMBUNG need not be RAAKUS LAMBUNG
        if (left_rare or right_rare) and found <= {RHYME, INITIAL}:
            return NAME_PARTIAL  # nor TINA ASANG DINA
        clash = len(left_rare) < len(left) and len(right_rare) < len(right)
        if RHYME in found:
            return NAME_PARTIAL if clash else NAME_RHYMES
        return NAME_ORDER if clash else NAME_CONTAINED
    if rare:
        return NAME_PARTIAL
    return NAME_COMMON if matched else NAME_DIFFERENT


def _close(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether what is left of two names looks alike once it is run together."""
    one, other = ("".join(word for word in words if word not in ORDERS) for words in (left, right))
    most = CLOSE * (len(one) + len(other)) / 2
    if min(len(one), len(other)) < 6 or sum(min(one.count(c), other.count(c)) for c in set(one)) < most:
        return False
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other, score_cutoff=CLOSE) >= CLOSE
