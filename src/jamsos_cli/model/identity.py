"""Who a roster row says it is: what duplicates are found by."""

from typing import NamedTuple

from jamsos_cli.model.place import Place


class Identity(NamedTuple):
    """A row with a usable NIK, whatever else is wrong with it."""

    nik: str
    name: str
    birth_date: str
    """yyyy-mm-dd as the roster has it, "" where it has none."""
    accepted: bool
    place: Place
    """with the cell of the NIK."""
    sex: str = ""
    """L or P, as the roster has it or else the NIK."""
    village: str = ""
    """its code where it is known, else as written."""
    mother: str = ""
    phone: str = ""
    family_card: str = ""
    """rosters have none yet."""
