"""What two records say of one person: every field compared, each giving one of a few levels.

The NIK is compared as region, date and serial, because its date is the birth date once more.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from jamsos_cli.steps.likeness_numbers import FAR, NEAR, NEXT, NONE, SAME, dates_stand, digits_stand, misread
from jamsos_cli.steps.likeness_spelling import (
    NAME_COMMON,
    NAME_DIFFERENT,
    NAME_ORDER,
    NAME_PARTIAL,
    ORDERS,
    compare_names,
    slips,
    words_of,
)

CERTAIN, PROBABLE = 0.999, 0.5
"""From which score on two records are one person for certain, or probably so that a person decides."""
_DAYS = {f"{ten}{one}": f"{ten if ten < 4 else ten - 4}{one}" for ten in range(10) for one in range(10)}
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
        named = (name == NAME_ORDER or one.born == other.born) and share_more(one, other)
    else:
        named = name not in (NAME_COMMON, NAME_DIFFERENT)
    return named or digits_stand(one.nik, other.nik) == NEAR


def share_more(one: Traits, other: Traits) -> bool:
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
        _sexes_stand(one, other),
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


def _sexes_stand(one: Traits, other: Traits) -> int:
    """Compare two sexes; NEAR where they differ as written and not in the NIKs, whose days say them once more."""
    stands = _stands(one.sex, other.sex)
    return NEAR if stands == FAR and one.nik and other.nik and (one.nik[6] > "3") == (other.nik[6] > "3") else stands


def _stands(one: str, other: str) -> int:
    return NONE if not one or not other else SAME if one == other else FAR


@lru_cache(maxsize=65_536)
def _villages_stand(one: str, other: str) -> int:
    if one and other and one[0].isdigit() != other[0].isdigit():
        return NONE  # a code and a name tell nothing of each other
    if not one or not other or one == other or one[0].isdigit():
        return _stands(one, other)
    return NEAR if len(one) > 5 and slips(one, other, 1) else FAR
