"""A NIK that was replaced by another, and until when the insurer must hear of it."""

from datetime import date, timedelta
from typing import NamedTuple

WORKING_DAYS = 7
"""Within these a change of data is reported (Permenaker 5/2021 art. 37)."""
_FRIDAY = 4


class NikChange(NamedTuple):
    """One change, as it was noted."""

    old_nik: str
    """whole; masked wherever it is shown."""
    new_nik: str
    from_day: str
    """yyyy-mm-dd, the day from which the new one holds."""
    reason: str
    noted_at: str
    """ISO time with zone."""
    name: str = ""
    """as last enrolled, "" for somebody never enrolled."""
    village_name: str = ""


def working_days_after(day: date, days: int) -> date:
    """Give the day that is so many working days later: Monday to Friday, public holidays are not known here.

    >>> working_days_after(date(2026, 11, 20), 7)
    datetime.date(2026, 12, 1)
    """
    while days:
        day += timedelta(days=1)
        days -= day.weekday() <= _FRIDAY
    return day


def due_day(noted: date) -> date:
    """Give the last day on which the insurer must hear of a change noted on a day."""
    return working_days_after(noted, WORKING_DAYS)
