"""A backup: what was copied, and that the copy is whole."""

from typing import NamedTuple


class Copied(NamedTuple):
    """What a copy of the registry was found to hold."""

    rows: dict[str, int]
    """table -> rows, the same as in the registry."""
    issued: int
    """issued invoices whose hash holds in the copy."""
    people: int
