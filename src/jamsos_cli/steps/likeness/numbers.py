"""How two numbers or dates stand: the same, one slip of the pen apart, or different."""

from functools import lru_cache
from operator import ne

NONE, SAME, NEAR, FAR, NEXT = range(5)
"""How two values stand: one is missing; equal; one slip apart (a digit, two swapped, day and month); else;
of serials only: near because one follows soon upon the other."""
YEARS = frozenset({1, 2, 3, 10, 90, 97, 98, 99})
"""Years of two digits that are taken for each other: 69 and 79, 89 and 91, 99 and 09."""


def digits_stand(one: str, other: str) -> int:
    """Compare two numbers of one kind: NEAR is one digit mistyped, or two swapped.

    >>> digits_stand("9001", "9011") == digits_stand("9001", "9010") == NEAR, digits_stand("9001", "9123") == FAR
    (True, True)
    """
    if not one or not other:
        return NONE
    if one == other:
        return SAME
    if len(one) != len(other):
        return FAR
    unlike = sum(map(ne, one, other))
    if unlike == 1:
        return NEAR
    if unlike != 2:
        return FAR
    first, second = _unlike(one, other)
    return NEAR if one[first] == other[second] and one[second] == other[first] else FAR


def digits_are_near(one: str, other: str) -> bool:
    """Tell whether two numbers of one length differ in one digit, or in two neighbours.

    >>> digits_are_near("9001", "9011"), digits_are_near("9001", "9110"), digits_are_near("9001", "8002")
    (True, False, False)
    """
    if not one or not other or len(one) != len(other):
        return False
    if not 1 <= sum(map(ne, one, other)) <= 2:
        return False
    unlike = _unlike(one, other)
    return unlike[-1] - unlike[0] < 2


def _unlike(one: str, other: str) -> list[int]:
    return [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def misread(one: str, other: str) -> bool:
    """Tell whether two numbers of one length differ in one digit, or in two neighbours that are swapped.

    >>> misread("170380", "710380"), misread("170380", "180380"), misread("170380", "280380")
    (True, True, False)
    """
    return digits_are_near(one, other) and digits_stand(one, other) == NEAR


@lru_cache(maxsize=65_536)
def dates_stand(one: str, other: str) -> int:
    """Compare two dates (yymmdd): NEAR is a digit, two digits or day and month swapped, ten years or up to three.

    >>> [dates_stand("800312", other) for other in ("801203", "900312", "790830")] == [NEAR, NEAR, FAR]
    True
    """
    stands = digits_stand(one, other)
    if stands != FAR:
        return stands
    if one[2:] == other[2:]:
        return NEAR if abs(int(one[:2]) - int(other[:2])) in YEARS else FAR
    swapped = one[:2] == other[:2] and one[2:4] == other[4:] and one[4:] == other[2:4]
    return NEAR if swapped else FAR
