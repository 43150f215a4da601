"""The iuran month: what a premium is for."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.wording import Lang

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTH_WORDS = {
    "jan": 1, "januari": 1, "january": 1,
    "feb": 2, "peb": 2, "februari": 2, "pebruari": 2, "february": 2,
    "mar": 3, "mrt": 3, "maret": 3, "march": 3,
    "apr": 4, "april": 4,
    "mei": 5, "may": 5, "mai": 5,
    "jun": 6, "juni": 6, "june": 6,
    "jul": 7, "juli": 7, "july": 7,
    "agu": 8, "ags": 8, "agt": 8, "agust": 8, "agustus": 8, "aug": 8, "august": 8,
    "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10,
    "nov": 11, "nop": 11, "november": 11, "nopember": 11,
    "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
"""How people write the months of a date or a period, in small letters."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SLIPS, _LIKENESS = range(6, 13), 0.8
"""letters that a misspelled month has, and how near to one it must be."""
_WRITTEN = lazy_pattern("([0-9]{4})-(0[1-9]|1[0-2])")
_MONTH_FORMS = (
    lazy_pattern(r"(?P<year>20[0-9]{2})[-/. ]?(?P<month>0?[1-9]|1[0-2])"),
    lazy_pattern(r"(?P<month>0?[1-9]|1[0-2])[-/. ](?P<year>20[0-9]{2})"),
    lazy_pattern(r"(?P<month>0[1-9]|1[0-2])(?P<year>20[0-9]{2})"),
    lazy_pattern(rf"(?P<roman>{'|'.join(ROMAN)})[-/. ]+(?P<year>20[0-9]{{2}})"),
    lazy_pattern(r"(?P<word>[A-Z]{3,10})[-/., ']*(?P<year>(?:20)?[23][0-9])"),
)


class Month(NamedTuple):
    """A calendar month; sorts and compares in time, as does its text `2026-11`, which frames and tables hold."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-11`; anything else is a ValueError.

        >>> Month.parse("2026-11") + 2
        Month(year=2027, month=1)
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        """Give the month a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: object) -> "Month":
        if not isinstance(months, int):
            return NotImplemented
        ordinal = self.year * 12 + self.month - 1 + months
        return Month(ordinal // 12, ordinal % 12 + 1)

    def __sub__(self, months: int) -> "Month":
        return self + -months

    def until(self, last: "Month") -> int:
        """Count the months from this one to `last`, both included; 0 or less when `last` is earlier."""
        return (last.year - self.year) * 12 + last.month - self.month + 1

    def run(self, months: int) -> Iterator["Month"]:
        """Give this month and those after it, `months` in all."""
        return (self + step for step in range(months))

    @property
    def first_day(self) -> date:
        """The day on which an enrolment for this month is judged."""
        return date(self.year, self.month, 1)

    @property
    def due_day(self) -> date:
        """The day on which its premium is due: the 15th of the iuran month itself (Permenaker 5/2021 art. 41(2))."""
        return date(self.year, self.month, 15)

    @property
    def roman(self) -> str:
        """The month as letters carry it: XI."""
        return ROMAN[self.month - 1]

    @property
    def title(self) -> str:
        """The month in Indonesian: November 2026."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"


LAST_MONTH = "9999-12"
"""The last month there is, as the registry writes it."""
ALWAYS = ("0000-01", LAST_MONTH)
"""All months there are: the first and the last."""
PERIODS = (1, 2, 3, 6, 12)
"""Months that may be paid at once (Permenaker 5/2021 art. 41(4))."""
LONGEST_PERIOD = 60
"""Months that a roster row, an import or a pledge may be for; more is a slip of the pen."""


def day_title(day: date) -> str:
    """Write a day as Indonesian papers do.

    >>> day_title(date(2026, 11, 20))
    '20 November 2026'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def said_day(day: date, lang: Lang) -> str:
    """Say a day on a page or screen: as `day_title`, in English 2026-11-20."""
    return day_title(day) if lang == "id" else day.isoformat()


def month_number(word: str) -> int | None:
    """Give the month a word names; its first three letters settle it, however the rest is misspelled.

    Where they are misspelled themselves, the month it is nearest to.

    >>> month_number("Nopember"), month_number("agutus"), month_number("AGT"), month_number("entah")
    (11, 8, 8, None)
    >>> month_number("Sebtember"), month_number("Nofember"), month_number("ember")
    (9, 11, None)
    """
    lower = word.lower()
    return MONTH_WORDS.get(lower) or MONTH_WORDS.get(lower[:3]) or _nearest_month(lower)


def read_month(text: str) -> Month | None:
    """Read a month as people write it; None when it is none.

    >>> [str(read_month(t)) for t in ("2026-11", "November 2026", "11/2026", "NOP 2026", "Nov-26", "112026", "XI/2026")]
    ['2026-11', '2026-11', '2026-11', '2026-11', '2026-11', '2026-11', '2026-11']
    """
    upper = text.strip().upper()
    for form in _MONTH_FORMS:
        if found := form.fullmatch(upper):
            month = _month_in(found.groupdict())
            return Month(2000 + int(found["year"]) % 100, month) if month else None
    return None


def _month_in(named: dict[str, str]) -> int | None:
    if "word" in named:
        return month_number(named["word"])
    return ROMAN.index(named["roman"]) + 1 if "roman" in named else int(named["month"])


@lru_cache(maxsize=4096)
def _nearest_month(word: str) -> int | None:
    from difflib import get_close_matches

    near = get_close_matches(word, MONTH_WORDS, 1, _LIKENESS) if len(word) in _SLIPS else []
    return MONTH_WORDS[near[0]] if near else None
