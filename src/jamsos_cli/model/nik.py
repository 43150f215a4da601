"""NIK, the 16-digit national id: text from the first touch.

6 digits region of first issue + DDMMYY (day + 40 for women) + 4 digits serial, no check digit
(UU 23/2006, Perpres 96/2018). It does not change when its holder moves or a birth date is corrected.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.wording import Text

# Blanks of every kind, zero-width and direction marks, dashes, apostrophes: what people put between digits.
_BETWEEN = (
    "\\s\u00a0\u00ad\u180e\u200b-\u200f\u2010-\u2015\u202a-\u202f\u2060-\u2064\u2066-\u2069\u2212\ufeff"
    "'`\u2018\u2019\u201b\u00b4\u201c\u201d\"_\\-"
)
_NOISE = lazy_pattern(f"[{_BETWEEN}]")
# What is nearly a NIK, to be hidden: digits of any script with the same marks between them, a comma or slash right
# between two digits, letters that stand for a digit (O, l, S), or two others right between two digits.
_ALIKE = "[OoQDIilSsBZz]"
_LONG_NUMBER = lazy_pattern(
    rf"(?:(?<![^\W_]){_ALIKE})?\d"
    rf"(?:[{_BETWEEN}.]*(?:{_ALIKE}{{1,4}}[{_BETWEEN}.]*|(?<=\d)[A-Za-z]{{1,2}}(?=\d)|(?<=\d)[,/](?=\d))?\d){{7,}}"
    rf"(?:[A-Za-z]{{1,2}}(?![^\W_]))?"
)
_WORD = lazy_pattern(r"[^\W\d_]+")
_WHOLE = lazy_pattern(r"(?<![0-9])[0-9]{16}(?![0-9])")
_LEAST_DIGITS, _LEAST_CHARACTERS, _NIK_DIGITS = 8, 13, 16
_CURRENCY = lazy_pattern(r"(?i)(?:rp|idr)\.?\s?$")
_DAMAGED_COLUMN = 10
_CENTURIES = (1900, 2000)
_SHORTEST_MONTH = 28
YOUNGEST_HOLDER = 15
"""A two-digit year is read as 20yy when that makes the person at least this old."""


class NikParts(NamedTuple):
    """What the digits of a NIK say."""

    region: str
    """kecamatan of first issue, "51.04.03"."""
    day: int
    """1-31, the +40 of women taken off."""
    month: int
    year: int
    """last two digits."""
    sex: str
    """L or P."""
    serial: str


def clean(text: str) -> str:
    """Take away blanks, dots, dashes, apostrophes, invisible characters and a trailing `.0`; letters stay.

    >>> clean(" 5104 0312-0380.0001' ")
    '5104031203800001'
    >>> clean("5104031203800001.0")
    '5104031203800001'
    """
    if text.isascii() and text.isdigit():
        return text
    # A mark behind must not hide the ".0" that a float leaves.
    return _NOISE.sub("", text).removesuffix(".0").replace(".", "")


def what_to_type(cleaned: str) -> Text:
    """Say of a NIK with letters which stand where a digit was meant, or that words stand beside it; nothing if unknown.

    >>> what_to_type("51O40312038OOOOl").en, what_to_type("NIK5104031203800001(ktpbaru)").en
    ('Perhaps: O → 0, l → 1.', 'Write its 16 digits alone.')
    """
    alike = {"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "S": "5", "B": "8", "Z": "2"}
    letters = [c for word in _WORD.findall(cleaned) if alike.keys() >= set(word) for c in word]
    if letters:
        pairs = ", ".join(dict.fromkeys(f"{c} → {alike[c]}" for c in letters))
        return Text(f"Mungkin: {pairs}.", f"Perhaps: {pairs}.")
    return Text("Tulis 16 angkanya saja.", "Write its 16 digits alone.") if _WHOLE.search(cleaned) else Text("", "")


def is_nik_shaped(text: str) -> bool:
    """Tell whether the text is 16 ASCII digits and nothing else."""
    return len(text) == _NIK_DIGITS and text.isascii() and text.isdigit()


def parts(nik: str) -> NikParts | None:
    """Give the parts of a 16-digit NIK, or None when its digits 7-12 are no calendar date.

    >>> parts("5104035203800001")
    NikParts(region='51.04.03', day=12, month=3, year=80, sex='P', serial='0001')
    >>> parts("5104033002800001") is None
    True
    """
    dated = _dated(nik[6:12]) if is_nik_shaped(nik) else None
    return NikParts(dotted(nik[:6]), *dated, nik[12:]) if dated else None


def sex(nik: str) -> str:
    """Give L or P, as the day in a usable NIK says it.

    >>> sex("5104031203800001"), sex("5104035203800001")
    ('L', 'P')
    """
    return "P" if nik[6] >= "4" else "L"


def holds_date(nik: str) -> bool:
    """Tell whether digits 7-12 of a 16-digit NIK are a calendar date."""
    return _dated(nik[6:12]) is not None


@lru_cache(maxsize=65_536)  # fewer dates than people
def _dated(digits: str) -> tuple[int, int, int, str] | None:
    """Give day, month, year and sex of DDMMYY, None where that is no date."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    sex = "P" if day > 40 else "L"
    day = day - 40 if day > 40 else day
    return (day, month, year, sex) if any(_exists(century + year, month, day) for century in _CENTURIES) else None


@lru_cache(maxsize=8192)
def dotted(region: str) -> str:
    """Give the six digits of a region as its code: 510403 is 51.04.03."""
    return f"{region[:2]}.{region[2:4]}.{region[4:]}"


def birth_date(nik: str, on: date, written: date | None = None) -> date | None:
    """Give the birth date in a NIK as of the day `on`; None when there is none.

    The year is 20yy if that makes the person at least 15 on that day, else 19yy; a written birth date
    decides where both agree modulo 100.

    >>> birth_date("5104035203800001", date(2026, 11, 1))
    datetime.date(1980, 3, 12)
    """
    found = parts(nik)
    if found is None:
        return None
    if written is not None and written.year % 100 == found.year and _exists(written.year, found.month, found.day):
        return date(written.year, found.month, found.day)
    young = 2000 + found.year
    if _exists(young, found.month, found.day):
        born = date(young, found.month, found.day)
        if age(born, on) >= YOUNGEST_HOLDER:
            return born
    old = 1900 + found.year
    return date(old, found.month, found.day) if _exists(old, found.month, found.day) else date(young, 2, 29)


def looks_like_family_card(nik: str, born: date | None, on: date) -> bool:
    """Tell whether the digits are the issue date of a family card: under 15 years ago, and nobody's birth year.

    >>> looks_like_family_card("5104031503150002", date(1980, 3, 12), date(2026, 11, 1))
    True
    """
    if nik[10:12] not in recent_years(on) or (found := parts(nik)) is None:
        return False
    year = 2000 + found.year
    recent = (year, found.month, found.day) <= (on.year, on.month, on.day) and (
        on.year - year - ((on.month, on.day) < (found.month, found.day)) < YOUNGEST_HOLDER
    )
    # A child really has these digits; a slip of day or month is no family card either.
    return recent and (born is None or born.year % 100 != found.year)


@lru_cache(maxsize=64)
def recent_years(on: date) -> frozenset[str]:
    """Give the last two digits of the years in which nobody was born who has a NIK of an own card by now."""
    return frozenset(f"{year % 100:02d}" for year in range(on.year - YOUNGEST_HOLDER, on.year + 1))


def age(born: date, on: date) -> int:
    """Give the age in full years on a day.

    >>> age(date(1961, 11, 2), date(2026, 11, 1))
    64
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def column_lost_digits(texts: Iterable[str]) -> bool:
    """Tell whether the NIKs of a text column were numbers before: at least 10, half of which end in 0 (RULINGS, NIK).

    >>> column_lost_digits(["5104031203800010"] * 5 + ["5104031203800001"] * 5)
    True
    """
    cleaned = [
        nik
        for text in texts
        if (len(text) == _NIK_DIGITS and is_nik_shaped(nik := text)) or is_nik_shaped(nik := clean(text))
    ]
    return len(cleaned) >= _DAMAGED_COLUMN and sum(nik.endswith("0") for nik in cleaned) * 2 >= len(cleaned)


def mask(nik: str) -> str:
    """Hide all but the first four digits: with village and birth date beside it, the last ones would give it away.

    >>> mask("5104031203800001")
    '5104************'
    """
    return nik[:4] + "*" * (len(nik) - 4)


def mask_numbers(text: str) -> str:
    """Hide every number of 13 digits or more in a text: NIK, near-NIK, KK, NIP, also spaced or with stray letters.

    Whatever `clean` makes 16 digits of is hidden. Amounts behind Rp stay, as do dates and phone numbers.

    >>> mask_numbers("NIK 51O4031203800001 milik I Wayan")
    'NIK 51O4************ milik I Wayan'
    >>> mask_numbers("Rp16.800 dan 12 Maret 1980")
    'Rp16.800 dan 12 Maret 1980'
    """
    return text if len(text) < _LEAST_CHARACTERS else _LONG_NUMBER.sub(_mask_match, text)


def _mask_match(match: re.Match[str]) -> str:
    found = match.group()
    digits = sum(c.isdigit() for c in found)
    if digits < _LEAST_DIGITS or sum(c.isalnum() for c in found) < _LEAST_CHARACTERS:
        return found
    if digits < _NIK_DIGITS and _CURRENCY.search(match.string[: match.start()][-5:]):
        return found
    seen, shown = 0, []
    for character in found:
        if character.isalnum():
            seen += 1
            shown.append(character if seen <= 4 else "*")
        elif seen < 4:
            shown.append(character)
    return "".join(shown)


def _exists(year: int, month: int, day: int) -> bool:
    if 1 <= month <= 12 and 1 <= day <= _SHORTEST_MONTH:
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
