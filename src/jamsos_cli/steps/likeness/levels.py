"""What two records say of one person: every field compared, each giving one of a few levels.

The NIK is compared as region, date and serial, because its date is the birth date once more.
"""

from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.steps.likeness.numbers import FAR, NEAR, NEXT, NONE, SAME, dates_stand, digits_stand, misread
from jamsos_cli.steps.likeness.spelling import (
    NAME_CLOSE,
    NAME_COMMON,
    NAME_DIFFERENT,
    NAME_ORDER,
    NAME_PARTIAL,
    ORDERS,
    compare_names,
    slips,
)
from jamsos_cli.steps.likeness.traits import Traits

_SOON = 5
"""Serials count the births of a day in a district: those of twins are so far apart at most."""


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
    elif name == NAME_CLOSE or SAME not in (dates_stand(one.born, other.born), nik_born):
        named = share_more(one, other) or not _of_other_families(one, other)
    else:
        named = True
    named &= name not in (NAME_COMMON, NAME_DIFFERENT)
    return named or digits_stand(one.nik, other.nik) == NEAR


def _of_other_families(one: Traits, other: Traits) -> bool:
    """Tell whether two are of other villages and of mothers whose names have nothing in common."""
    if villages_stand(one.village, other.village) != FAR or not one.mother or not other.mother:
        return False
    return compare_names(one.mother, other.mother)[0] in (NAME_COMMON, NAME_DIFFERENT)


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
        villages_stand(one.village, other.village),
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
def villages_stand(one: str, other: str) -> int:
    """Compare two villages by code or name: NEAR is a name with a slip."""
    if one and other and one[0].isdigit() != other[0].isdigit():
        return NONE  # a code and a name tell nothing of each other
    if not one or not other or one == other or one[0].isdigit():
        return _stands(one, other)
    return NEAR if len(one) > 5 and slips(one, other, 1) else FAR
