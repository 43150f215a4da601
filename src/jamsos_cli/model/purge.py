"""Erasing personal data (UU 27/2022): who may go, and what goes with them."""

from typing import NamedTuple

ERASED = "(dihapus)"
"""What stands where a name stood."""


def placeholder(person_id: int) -> str:
    """Give what stands where a NIK stood: 16 digits that are nobody's, by the internal key.

    >>> placeholder(12)
    '0000000000000012'
    """
    return f"{person_id:016d}"


class Purgeable(NamedTuple):
    """One person, under all their keys, who may be erased, or what speaks against it."""

    persons: tuple[int, ...]
    """internal keys: those ruled one and second memberships too."""
    last_cover: str
    """last iuran month of any enrolment, "" for none."""
    last_issued: str
    """last day on which an invoice with them was issued, "" for none."""


class Erased(NamedTuple):
    """How many rows lose their personal data."""

    people: int
    niks: int
    enrolments: int
    lines: int
    """invoice lines: the amounts stay."""
    invoices: int
    """issued ones that are sealed anew."""
    matches: int
    """lines of statements."""
    questions: int
    months: tuple[str, ...]
    """iuran months that papers and files in out/ may speak of them."""
    money: int
    """rupiah on the lines, the same before and after."""
