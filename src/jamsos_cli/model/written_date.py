"""Birth dates as people write them: 12-03-1980, 12 Maret 1980, 12/3/80, Excel serials, TTL with a place before."""

from datetime import date, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import MONTH_WORDS, ROMAN, month_number
from jamsos_cli.model.nik import YOUNGEST_HOLDER, age

_MARK = r"[\s./,\\_|'-]+"
_USUAL = lazy_pattern("([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
"""What most rosters write, and what the patterns below would make of it too."""
_NUMBERS = lazy_pattern(rf"([0-9]{{1,4}}){_MARK}([0-9]{{1,2}}){_MARK}([0-9]{{4}}|[0-9]{{1,2}})")
_WORDED = lazy_pattern(
    r"([0-9]{1,2})[\s./,_-]*([a-z]{3,}?)[\s./,_'-]*(?:\b(?:th|thn|tahun)\b[\s.]*)?([0-9]{4}|[0-9]{2})"
)
_ROMAN = lazy_pattern(rf"([0-9]{{1,2}}){_MARK}({'|'.join(ROMAN).lower()}){_MARK}([0-9]{{4}}|[0-9]{{2}})")
_WORD_FIRST = lazy_pattern(r"([a-z]+)[\s./_-]+([0-9]{1,2})(?:\s*,\s*|\s+)([0-9]{4})")
_RUN_TOGETHER = lazy_pattern(r"([0-9]{2})([0-9]{2})(19[0-9]{2}|20[0-9]{2})")
_BASIC = lazy_pattern(r"(19[0-9]{2}|20[0-9]{2})([0-9]{2})([0-9]{2})")
_TIME = lazy_pattern(
    r"(?:[t\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*[ap]m|z)?"
    r"|(?<=[0-9]{4})\s+[0-9]{1,2}\.[0-9]{2}(?:\.[0-9]{2})?)$"
)
"""Also as Indonesian Excel writes it: 12/03/1980 00.00"""
_INSTANT = lazy_pattern(
    r"((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s?"
    r"(?:(z|[+-]00:?00)|[+-][0-9]{2}:?[0-9]{2})"
)
"""As web forms export a day: its midnight here, which by the clock of Greenwich is still the afternoon before."""
_NOON = 12
_PARTS = lazy_pattern(r"\b(?:tgl|tanggal|bln|bulan|thn|tahun|th)\b[\s.:]*")
"""What says of each part which it is: tgl 12 bln 03 thn 1980."""
_REMARK = lazy_pattern(r"\s*\(([^()]*)\)$")
# One or two letters right before a digit are a mistyped digit ("l2-03-1980"), not a place.
_PLACE = lazy_pattern(r"^(?:[^0-9]*[^0-9a-z]|[a-z .]*[a-z]{3})?(?=[0-9])")
_PLACE_BEHIND = lazy_pattern(r"(?<=[0-9]{4})(?:\s+|\s*[/|;]\s*)[^0-9]+$")
_LAST = lazy_pattern(r"(?:^|.*\s)([0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})")
_DIGITS_OF_PLACE = 3
"""Blok 10, RT 002: more are another date."""
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u2018\u2019\u00b4`", "'")
)
_LONGEST = 300
"""characters of a place and a date; looking for one in a long text takes the square of its length."""
_SERIAL = lazy_pattern(r"[0-9]{4,5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3654, 73051)  # 1910 to 2099; smaller numbers are bare years


class WrittenDate(NamedTuple):
    """A date somebody wrote."""

    day: date
    month_first: bool = False
    """written month before day, or after the year day before month, seen because the part in the middle is over 12."""


def has_no_date(text: str) -> bool:
    """Tell whether a text has no digit: a blank, "-", a word, or a TTL with only a place."""
    return not any(map(str.isdigit, text))


def is_undated(value: object) -> bool:
    """Tell whether a cell holds no date: nothing, or a text without a digit."""
    return value is None or (isinstance(value, str) and has_no_date(value))


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
    if isinstance(value, str) and len(value) > _LONGEST:
        return None
    if isinstance(value, str) and (usual := _USUAL.fullmatch(value)):
        return _from_numbers(usual[1], usual[2], usual[3], on)
    text = str(value).translate(_DASHES).strip().lower()
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    if instant := _INSTANT.fullmatch(text):
        return _at_midnight(instant[1], int(instant[2]) if instant[3] else 0)
    if text.endswith(("*", "*)")):
        text = text.removesuffix(")").rstrip("* ")
    remark = _REMARK.search(text)
    bare = _TIME.sub("", text[: remark.start()] if remark else text)
    # A place may have a number of its own, "Br. Tengah 2, 12-03-1980", or stand behind, "12-03-1980, Gianyar".
    before, _, after = bare.rpartition(",")
    written = _from_text(bare, on) or _from_text(after.strip(), on) or _from_text(before.strip(), on)
    written = written or _from_text(_without_place(bare), on) or _from_text(_PARTS.sub(" ", bare).strip(), on)
    return written or (_from_text(_TIME.sub("", remark[1].strip()), on) if remark else None)  # "Gianyar (12-03-1980)"


def _at_midnight(day: str, hour_in_greenwich: int) -> WrittenDate | None:
    """Give the day that begins at the midnight next to an hour in Greenwich: 16:00 is midnight in Bali."""
    written = _from_text(day, date.max)
    return written if written is None or hour_in_greenwich < _NOON else WrittenDate(written.day + timedelta(days=1))


def _without_place(text: str) -> str:
    """Take off a place that no comma parts from the date: 12-03-1980 Gianyar, Blok 10 / 12-03-1980."""
    if last := _LAST.fullmatch(text):
        before = text[: last.start(1)]
        return last[1] if sum(map(str.isdigit, before)) <= _DIGITS_OF_PLACE else text
    return _PLACE_BEHIND.sub("", text)


def read_event(value: object, on: date) -> WrittenDate | None:
    """Read the day of an event, such as a death: a year in two digits is 20yy up to that of `on`, the day it is read.

    >>> read_event("12-10-26", date(2026, 11, 1)).day
    datetime.date(2026, 10, 12)
    """
    # Years are told apart as those of births are, on a day on which the newest event is old enough for one.
    return read_date(value, date(on.year + YOUNGEST_HOLDER + 1, 1, 1))


def birth_dates_differ(left: str, right: str) -> bool:
    """Tell whether two dates (yyyy-mm-dd, "" unknown) differ by more than one digit or a swap of two.

    >>> birth_dates_differ("1980-03-12", "1980-03-13"), birth_dates_differ("1980-03-12", "1980-12-03")
    (False, False)
    >>> birth_dates_differ("1980-03-12", "1975-08-30")
    True
    """
    if not left or not right or left == right:
        return False
    first, second = left.replace("-", ""), right.replace("-", "")
    unlike = [i for i in range(len(first)) if first[i] != second[i]]
    swapped_parts = left[:4] == right[:4] and (left[5:7], left[8:]) == (right[8:], right[5:7])
    swapped_digits = len(unlike) == 2 and (first[unlike[0]], first[unlike[1]]) == (second[unlike[1]], second[unlike[0]])
    return not (len(unlike) == 1 or swapped_parts or swapped_digits)


def _from_serial(number: float) -> WrittenDate | None:
    """Excel counts days from 1900; a number that could be a bare year is none, 12031980 is a date run together."""
    if not isfinite(number):
        return None
    if int(number) >= 1_01_1900:
        return _from_digits(f"{int(number):08d}")
    if int(number) not in _SERIALS:
        return None
    return WrittenDate(_EPOCH + timedelta(days=int(number)))


def _from_text(text: str, on: date) -> WrittenDate | None:
    if found := _WORD_FIRST.search(text):
        month = MONTH_WORDS.get(found[1])
        if month:
            return _made(int(found[3]), month, int(found[2]))
    bare = _PLACE.sub("", text).strip(" .,")
    if found := _NUMBERS.fullmatch(bare):
        return _from_numbers(found[1], found[2], found[3], on)
    if found := _ROMAN.fullmatch(bare):
        return _from_parts(found[3], ROMAN.index(found[2].upper()) + 1, int(found[1]), on)
    if found := _WORDED.fullmatch(bare):
        month = month_number(found[2])
        return _from_parts(found[3], month, int(found[1]), on) if month else None
    return _from_digits(bare)


def _from_digits(text: str) -> WrittenDate | None:
    """Read 12031980, or 19800312 where that is no date."""
    made = None
    if found := _RUN_TOGETHER.fullmatch(text):
        made = _made(int(found[3]), int(found[2]), int(found[1]))
    if made is None and (found := _BASIC.fullmatch(text)):
        made = _made(int(found[1]), int(found[2]), int(found[3]))
    return made


def _from_numbers(first: str, second: str, third: str, on: date) -> WrittenDate | None:
    if len(first) >= 3:  # 1980-03-12, and 1980-23-05 with the day before the month
        return _year_first(int(first), int(second), int(third)) if len(first) == 4 and len(third) <= 2 else None
    if int(second) > 12 >= int(first):
        swapped = _from_parts(third, int(first), int(second), on)
        return swapped and WrittenDate(swapped.day, month_first=True)
    return _from_parts(third, int(second), int(first), on)


def _year_first(year: int, second: int, third: int) -> WrittenDate | None:
    if second <= 12:
        return _made(year, second, third)
    swapped = _made(year, third, second)
    return swapped and WrittenDate(swapped.day, month_first=True)


def _from_parts(year: str, month: int, day: int, on: date) -> WrittenDate | None:
    """Two digits of a year are 20yy if that makes the person at least 15 on the day, else 19yy: as in a NIK."""
    if len(year) == 4:
        return _made(int(year), month, day)
    young = _made(2000 + int(year), month, day)
    if young is not None and age(young.day, on) >= YOUNGEST_HOLDER:
        return young
    return _made(1900 + int(year), month, day)


def _made(year: int, month: int, day: int) -> WrittenDate | None:
    try:
        return WrittenDate(date(year, month, day))
    except ValueError:
        return None
