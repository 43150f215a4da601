"""A place of a sponsor that is free because somebody else pays for its worker."""

from typing import NamedTuple


class FreedPlace(NamedTuple):
    """One place of a sponsor that another source's payment has freed in a month."""

    sponsor: str
    opd: str
    name: str
    """of the worker somebody else pays for."""
    village_name: str
    billed: str
    """title of the source that pays."""
    waiting: tuple[str, ...]
    """names of people of the village in line: who waits for a place, then whose enrolment has run out."""
