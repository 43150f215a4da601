"""Which iuran month a statement speaks of: its titles, the names of its sheets, the cells of its lines."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import MONTH_WORDS, Month, month_number, read_month
from jamsos_cli.model.roster import CellValue, Grid
from jamsos_cli.model.roster_entry import tidy
from jamsos_cli.model.written_date import read_date

_OTHER_DAY = lazy_pattern(r"\b(?:DI)?CETAK|\bTANGGAL\b|\bTGL\b|\bPRINT|\b(?:DI)?UNDUH|\bDATE\b|\bJATUH TEMPO\b")
"""A title that says when the statement was printed or paid, not what for."""
_OF_MONTH = lazy_pattern(r"\b(?:PERIODE|BULAN|BLN|BLTH|MASA|IURAN)\b")
_PART = r"[\s./,'-]*"
_NAMED = lazy_pattern(
    rf"(?P<day>\b[0-9]{{1,2}}{_PART})?\b(?P<word>[A-Z]{{3,10}})\b"
    rf"(?:{_PART}(?:(?:TAHUN|THN|TH)\b{_PART})?(?P<year>(?:20)?[23][0-9])(?![0-9]))?"
)
_NUMBERED = lazy_pattern(
    r"(?<![0-9./-])(?:(?P<month>0?[1-9]|1[0-2])\s*[/-]\s*(?P<year>20[0-9]{2})"
    r"|(?P<year_first>20[0-9]{2})[/-]?(?P<month_last>0[1-9]|1[0-2]))(?![0-9]|\s*[./-]\s*[0-9])"
)
_WORD = lazy_pattern(r"[A-Z]{3,10}")
_NUMBER = lazy_pattern(r"0?[1-9]|1[0-2]")


def titled_month(grid: Grid, until: int) -> Month | None:
    """Give the one iuran month that the rows above the heading name, else the name of the sheet; None for any other.

    Of several months none counts, nor does a date: a statement says when it was printed, too.
    """
    rows = ([value for value in row.values if value not in (None, "")] for row in grid.rows[:until])
    sheet = tidy(grid.name).upper()
    return _only(found for row in rows for found in _of_title(row)) or _only(_in_words(sheet) + _in_figures(sheet))


def _only(found: "Iterable[tuple[int | None, int]]") -> Month | None:
    """Give the month that is named alone, with its year."""
    told = set(found)
    years = {year for year, _ in told if year is not None}
    if len({month for _, month in told}) != 1 or len(years) != 1:
        return None
    return Month(years.pop(), told.pop()[1])


def _of_title(values: Sequence[CellValue]) -> "list[tuple[int | None, int]]":
    """Give (year or None, month) of what a title row names; figures and dates only beside a word that says month."""
    text = " ".join(tidy(value) for value in values if isinstance(value, str | int | float)).upper()
    if _OTHER_DAY.search(text):
        return []
    if not _OF_MONTH.search(text):
        return _in_words(text)
    days = [value for value in values if isinstance(value, date | datetime)]
    return [*((day.year, day.month) for day in days), *_in_words(text), *_in_figures(text)]


def _in_words(text: str) -> "list[tuple[int | None, int]]":
    """Only words that are a month as they stand count: DANA DESA 2026 is not December."""
    found: list[tuple[int | None, int]] = []
    for named in _NAMED.finditer(text):
        number, year = MONTH_WORDS.get(named["word"].lower()), named["year"]
        if number and named["day"] is None:
            found.append((2000 + int(year) % 100 if year else None, number))
    return found


def _in_figures(text: str) -> "list[tuple[int | None, int]]":
    found = _NUMBERED.finditer(text)
    return [(int(one["year"] or one["year_first"]), int(one["month"] or one["month_last"])) for one in found]


@lru_cache(maxsize=4096, typed=True)
def line_month(value: CellValue, year: CellValue, near: Month) -> Month | None:
    """Give the month that a line's cell says, None where it cannot be read.

    A month without a year takes that of the column TAHUN, else the year that brings it nearest to `near`.

    >>> [str(line_month(value, year, Month(2027, 1))) for value, year in (("Nov-26", ""), ("Desember", ""), (11, 2026))]
    ['2026-11', '2026-12', '2026-11']
    """
    if isinstance(value, date | datetime):
        return Month(value.year, value.month)
    text = tidy(value)
    if found := read_month(text):
        return found
    word = text.upper()
    number = month_number(word) if _WORD.fullmatch(word) else None
    if told := _year(year):
        number = number or (int(text) if _NUMBER.fullmatch(text) else None)
        return Month(told, number) if number else None
    if number:
        return min((Month(near.year + more, number) for more in (-1, 0, 1)), key=lambda one: abs(near.until(one)))
    day = read_date(text, date(2100, 1, 1))
    return Month.of(day.day) if day else None


def _year(value: CellValue) -> int | None:
    text = tidy(value).removesuffix(".0")
    return int(text) if re.fullmatch(r"20[0-9]{2}", text) else None
