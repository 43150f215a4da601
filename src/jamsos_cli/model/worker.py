"""An accepted worker, as a roster row says and the rules leave it; from here on the data are frames."""

from typing import NamedTuple


class Worker(NamedTuple):
    """One accepted row; text fields are "" where the roster has nothing."""

    file: str
    """name of the roster."""
    sheet: str
    """sheet in it, "" for CSV."""
    row: int
    """row in it, 1-based as Excel shows it."""
    nik: str
    """16 ASCII digits."""
    name: str
    """as written, blanks tidied."""
    birth_date: str
    """yyyy-mm-dd, from the roster or else from the NIK."""
    sex: str
    """L or P, from the roster or else from the NIK."""
    village: str
    """code of desa or kelurahan, 13 characters, "" when unknown."""
    village_name: str
    """official name where the code is known, else as written."""
    address: str
    """street, banjar, RT/RW joined."""
    occupation: str
    """as written."""
    sector: str
    """transport, other or unknown."""
    income: int | None
    """rupiah a month, None when not given."""
    phone: str
    """as written."""
    mother: str
    """mother's name as written."""
    source: str
    """key of the funding source."""
    programmes: str
    """JKK+JKM or JKK+JKM+JHT."""
    first_month: str
    """first iuran month, yyyy-mm."""
    months: int
    """how many months, at least 1."""
    sponsor: str
    """key of the sponsor, "" when no sponsor pays."""
    sponsor_name: str
    """sponsor as written."""
    opd: str
    """government office of the sponsor."""
    decile: int | None = None
    """welfare decile 1 to 10, None when not given."""
    family_card: str = ""
    """16 ASCII digits of the family card, "" when not known."""
