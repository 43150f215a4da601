"""A person as a record describes one: what resembling people are found by."""

from collections.abc import Mapping
from typing import NamedTuple

from jamsos_cli.model.frame import TEXT, Column, Schema


class Known(NamedTuple):
    """All that may be known of somebody; text, "" where nothing is."""

    nik: str
    """16 digits with a date in them."""
    name: str = ""
    birth_date: str = ""
    """yyyy-mm-dd"""
    sex: str = ""
    """L or P."""
    village: str = ""
    """code or name."""
    mother: str = ""
    phone: str = ""
    family_card: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Known":
        """Take the fields out of a mapping that may hold more."""
        return cls(*(values[field] for field in cls._fields))


PEOPLE: Schema = {
    "nik": Column(TEXT, "usable NIK, 16 digits with a date in them"),
    "name": Column(TEXT, "as written"),
    "birth_date": Column(TEXT, 'yyyy-mm-dd, "" when not known'),
    "sex": Column(TEXT, 'L, P or ""'),
    "village": Column(TEXT, 'code or name, "" when not known; one way for all'),
    "mother": Column(TEXT, "mother's name as written"),
    "phone": Column(TEXT, "as written"),
    "family_card": Column(TEXT, 'number of the family card, "" when not known'),
}
"""One row a record, in the order of `Known`."""
