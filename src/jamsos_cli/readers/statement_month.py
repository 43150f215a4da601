"""Which iuran month a statement speaks of: its titles, the names of its sheets, the cells of its lines."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import MONTH_WORDS, Month, month_number, read_month
from jamsos_cli.model.roster import CellValue, Grid, Row
from jamsos_cli.model.roster_entry import tidy
from jamsos_cli.model.written_date import read_date

_OTHER_DAY = lazy_pattern(r"\b(?:DI)?CETAK|\bTANGGAL\b|\bTGL\b|\bPRINT|\b(?:DI)?UNDUH|\bDATE\b|\bJATUH TEMPO\b")
"""A title that says when the statement was printed or paid, not what for."""
_PAID_IN = lazy_pattern(
    r"(?!.*\bIURAN\b).*\b(?:(?:PEM|DI|TER)?BAYAR|(?:DI)?SETOR|TRANSAKSI|TRANSFER|PENERIMAAN|(?:DI)?TERIMA\b)"
)
"""A title that names the month in which money came; with IURAN in it (PEMBAYARAN IURAN BULAN ...) it says what for."""
_YEAR = lazy_pattern(r"(?<![0-9./-])20[23][0-9](?![0-9./-])")
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
_FROM_TO = (
    lazy_pattern(r"(.+?)\s*(?:\bS\s*[./]?\s*D\b\.?|\bSAMPAI(?:\s+DENGAN)?\b|\bHINGGA\b)\s*(.+)"),
    lazy_pattern(r"(.+?)\s+[–—-]\s+(.+)"),
    lazy_pattern(r"([^–—-]+)[–—-]([^–—-]+)"),
)
"""How one cell says from which month to which: Okt s/d Nov 2026, 10/2026 - 11/2026, Okt-Nov 2026."""
_SAYS_MONTH = lazy_pattern(r"[A-Z]{3}|20[0-9]{2}")
NamedMonth = tuple[int | None, int]
"""(year, None where none is named, and month)."""
TITLED = "iuran_month"
"""What `month_titles` calls the month."""
MONTH_ALONE = lazy_pattern(
    rf"(?i)(?:(?:IURAN|PREMI|PERIODE|MASA|BLTH|BULAN|BLN)\b|(?:{'|'.join(MONTH_WORDS)})\b[\s.,'-]*(?:TH\w*\s*)?[0-9]{{2,4}}\W*$)"
)
"""How a line begins that says the month of the rows below: BULAN OKTOBER 2026."""


def titled_month(grid: Grid, until: int) -> Month | None:
    """Give the one iuran month that the rows above the heading name, else the name of the sheet; None for any other.

    Of several months none counts, nor does a date: a statement says when it was printed, too, and when it was paid.
    """
    rows = _filled(grid.rows[:until])
    sheet = tidy(grid.name).upper()
    said = _only(found for row in rows for found in _of_title(row))
    if said or any(_says_paid(row) for row in rows) or _says_paid([sheet]):
        return said
    return _only(_in_words(sheet) + _in_figures(sheet))


def month_titles(rows: Sequence[Row], until: int) -> dict[str, str]:
    """Give the one iuran month that the first rows name, as what titles say of a table below others."""
    said = _only(found for row in _filled(rows[:until]) for found in _of_title(row))
    return {TITLED: str(said)} if said else {}


def titled_year(grid: Grid, until: int) -> int | None:
    """Give the one year that the rows above the heading name, else the name of the sheet."""
    titles = [tidy(value).upper() for row in grid.rows[:until] for value in row.values if value not in (None, "")]
    for texts in (titles, [tidy(grid.name)]):
        years = {int(year[0]) for text in texts if not _OTHER_DAY.search(text) for year in _YEAR.finditer(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def named_months(text: str) -> set[NamedMonth]:
    """Give every month that a heading names."""
    upper = tidy(text).upper()
    return {*_in_words(upper), *_in_figures(upper)}


def without_months(text: str) -> str:
    """Give a heading's other words, in capitals."""
    return _NUMBERED.sub(" ", _NAMED.sub(_other_word, tidy(text).upper()))


def _filled(rows: Sequence[Row]) -> list[list[CellValue]]:
    return [[value for value in row.values if value not in (None, "")] for row in rows]


def _other_word(named: "re.Match[str]") -> str:
    return " " if named["word"].lower() in MONTH_WORDS else named[0]


def _only(found: Iterable[NamedMonth]) -> Month | None:
    """Give the month that is named alone, with its year."""
    told = set(found)
    years = {year for year, _ in told if year is not None}
    if len({month for _, month in told}) != 1 or len(years) != 1:
        return None
    return Month(years.pop(), told.pop()[1])


def _of_title(values: Sequence[CellValue]) -> list[NamedMonth]:
    """Give what a title row names; figures and dates only beside a word that says month."""
    text = _line(values)
    if _OTHER_DAY.search(text) or _says_paid(values):
        return []
    if not _OF_MONTH.search(text):
        return _in_words(text)
    days = [value for value in values if isinstance(value, date)]
    return [*((day.year, day.month) for day in days), *_in_words(text), *_in_figures(text)]


def _line(values: Sequence[CellValue]) -> str:
    return " ".join(tidy(value) for value in values if isinstance(value, str | int | float)).upper()


def _says_paid(values: Sequence[CellValue]) -> bool:
    """Tell a title that names the month of payment."""
    text = _line(values)
    return _PAID_IN.match(text) is not None and bool(_in_words(text) or _in_figures(text))


def _in_words(text: str) -> list[NamedMonth]:
    """Only words that are a month as they stand count: DANA DESA 2026 is not December."""
    found: list[NamedMonth] = []
    for named in _NAMED.finditer(text):
        number, year = MONTH_WORDS.get(named["word"].lower()), named["year"]
        if number and named["day"] is None:
            found.append((2000 + int(year) % 100 if year else None, number))
    return found


def _in_figures(text: str) -> list[NamedMonth]:
    found = _NUMBERED.finditer(text)
    return [(int(one["year"] or one["year_first"]), int(one["month"] or one["month_last"])) for one in found]


@lru_cache(maxsize=4096, typed=True)
def line_month(value: CellValue, year: CellValue, near: Month) -> Month | None:
    """Give the month that a line's cell says, None where it cannot be read.

    A month without a year takes that of the column TAHUN, else the year that brings it nearest to `near`.

    >>> [str(line_month(value, year, Month(2027, 1))) for value, year in (("Nov-26", ""), ("Desember", ""), (11, 2026))]
    ['2026-11', '2026-12', '2026-11']
    """
    if isinstance(value, date):
        return Month.of(value)
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


@lru_cache(maxsize=4096, typed=True)
def line_period(value: CellValue, year: CellValue, near: Month) -> tuple[Month, Month] | None:
    """Give the months that a line's cell says from one to another; None where it says one, or none that can be read.

    >>> [str(end) for end in line_period("Nov - Jan 2027", "", Month(2026, 11))]
    ['2026-11', '2027-01']
    """
    if not isinstance(value, str) or line_month(value, year, near) is not None:
        return None
    text = tidy(value).upper()
    parted = next((found for pattern in _FROM_TO if (found := pattern.fullmatch(text))), None)
    if parted is None or not all(map(_SAYS_MONTH.search, parted.groups())):
        return None
    last = line_month(parted[2], year, near)
    first = line_month(parted[1], str(last.year), near) if last else None
    if first is None or last is None:
        return None
    if last < first and read_month(parted[1]) is None:
        first = Month(first.year - 1, first.month)
    return first, last


def _year(value: CellValue) -> int | None:
    text = tidy(value).removesuffix(".0")
    return int(text) if re.fullmatch(r"20[0-9]{2}", text) else None
