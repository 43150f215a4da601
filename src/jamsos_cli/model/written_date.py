"""Birth dates as people write them: 12-03-1980, 12 Maret 1980, 12/3/80, Excel serials, TTL with a place before."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

_MONTH_WORDS = {
    "jan": 1, "januari": 1, "january": 1,
    "feb": 2, "peb": 2, "februari": 2, "pebruari": 2, "february": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3,
    "apr": 4, "april": 4,
    "mei": 5, "may": 5,
    "jun": 6, "juni": 6, "june": 6,
    "jul": 7, "juli": 7, "july": 7,
    "agu": 8, "ags": 8, "agt": 8, "agust": 8, "agustus": 8, "aug": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10,
    "nov": 11, "nop": 11, "november": 11, "nopember": 11,
    "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
_MARK = r"[\s./,\\_-]+"
_NUMBERS = re.compile(rf"([0-9]{{1,4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{4}}|[0-9]{{1,2}})")
_WORDED = re.compile(r"([0-9]{1,2})[\s./,_-]*([a-z]+)[\s./,_-]*([0-9]{4}|[0-9]{2})")
_WORD_FIRST = re.compile(r"([a-z]+)[\s./_-]+([0-9]{1,2})(?:\s*,\s*|\s+)([0-9]{4})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})(19[0-9]{2}|20[0-9]{2})")
_TIME = re.compile(r"[t\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?$")
_PLACE = re.compile(r"^[^0-9]*?(?=[0-9])")
_SERIAL = re.compile(r"[0-9]{4,5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3654, 73051)  # 1910 to 2099; smaller numbers are bare years
YOUNGEST = 15


class WrittenDate(NamedTuple):
    """A date somebody wrote."""

    day: date
    month_first: bool = False
    """written month before day, seen because the second part is over 12."""


def has_no_date(text: str) -> bool:
    """Tell whether a text has no digit: a blank, "-", a word, or a TTL with only a place."""
    return not any(c.isdigit() for c in text)


def read_date(value: object, on: date) -> WrittenDate | None:
    """Read a cell as a date; None when it is none. Two-digit years become 20yy only for people of 15 and over.

    >>> read_date("Gianyar, 12-03-1980", date(2026, 11, 1)).day
    datetime.date(1980, 3, 12)
    >>> read_date("05/23/1980", date(2026, 11, 1))
    WrittenDate(day=datetime.date(1980, 5, 23), month_first=True)
    >>> read_date("7 Nopember 99", date(2026, 11, 1)).day
    datetime.date(1999, 11, 7)
    >>> read_date("1980", date(2026, 11, 1)) is None
    True
    """
    if isinstance(value, datetime):
        return WrittenDate(value.date())
    if isinstance(value, date):
        return WrittenDate(value)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_serial(float(value))
    text = str(value).strip().lower()
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    return _from_text(_TIME.sub("", text), on)


def _from_serial(number: float) -> WrittenDate | None:
    """Excel counts days from 1900; a number that could be a bare year is none."""
    if number != number or int(number) not in _SERIALS:  # noqa: PLR0124  NaN
        return None
    return WrittenDate(_EPOCH + timedelta(days=int(number)))


def _from_text(text: str, on: date) -> WrittenDate | None:
    if found := _WORD_FIRST.search(text):
        month = _MONTH_WORDS.get(found[1])
        if month:
            return _made(int(found[3]), month, int(found[2]))
    bare = _PLACE.sub("", text).strip(" .,")
    if found := _NUMBERS.fullmatch(bare):
        return _from_numbers(found[1], found[2], found[3], on)
    if found := _WORDED.fullmatch(bare):
        month = _MONTH_WORDS.get(found[2])
        return _made(_full_year(found[3], on), month, int(found[1])) if month else None
    if found := _RUN_TOGETHER.fullmatch(bare):
        return _made(int(found[3]), int(found[2]), int(found[1]))
    return None


def _from_numbers(first: str, second: str, third: str, on: date) -> WrittenDate | None:
    if len(first) >= 3:  # 1980-03-12
        return _made(int(first), int(second), int(third)) if len(first) == 4 and len(third) <= 2 else None
    year = _full_year(third, on)
    if int(second) > 12 >= int(first):
        swapped = _made(year, int(first), int(second))
        return swapped and WrittenDate(swapped.day, month_first=True)
    return _made(year, int(second), int(first))


def _full_year(text: str, on: date) -> int:
    if len(text) == 4:
        return int(text)
    young = 2000 + int(text)
    return young if young <= on.year - YOUNGEST else 1900 + int(text)


def _made(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day))
    except ValueError:
        return None
