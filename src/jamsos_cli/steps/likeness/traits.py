"""A record made comparable: words of the names, dates as yymmdd, numbers without their spaces."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from jamsos_cli.steps.likeness.spelling import words_of

_DAYS = {f"{ten}{one}": f"{ten if ten < 4 else ten - 4}{one}" for ten in range(10) for one in range(10)}


class Record(Protocol):
    """What is compared; text, "" where nothing is known. The NIK is 16 digits."""

    @property
    def nik(self) -> str:
        """16 digits."""

    @property
    def name(self) -> str:
        """As written."""

    @property
    def birth_date(self) -> str:
        """yyyy-mm-dd."""

    @property
    def sex(self) -> str:
        """L or P."""

    @property
    def village(self) -> str:
        """Code, or name where there is none."""

    @property
    def mother(self) -> str:
        """Name of the mother."""

    @property
    def phone(self) -> str:
        """Number as read."""

    @property
    def family_card(self) -> str:
        """Number of the KK, 16 digits."""


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
