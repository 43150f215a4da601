"""How long somebody has paid without a break, which thresholds that reaches, and when cover ends: an estimate.

Permenaker 5/2021 art. 44(1)-(3), 85(3), 97A (amended by Permenaker 1/2025). The insurer decides.
"""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LAPSE = 3
"""Unpaid months in a row after which no claim is left and counting begins anew (art. 44(1)-(3))."""


class Threshold(NamedTuple):
    """What so many paid months bring."""

    months: int
    in_a_row: bool
    """whether they must follow each other; else they are counted since the last lapse."""
    what: Text


THRESHOLDS = (
    Threshold(3, True, Text("santunan kematian penuh", "death benefit in full")),
    Threshold(12, False, Text("mati mendadak saat bekerja", "sudden death at work")),
    Threshold(36, False, Text("beasiswa anak", "scholarship")),
)

PAID: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "month": Column(WHOLE, "iuran month paid, as a number (model.continuity.number)"),
}
COVER: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "first": Column(WHOLE, "first enrolled iuran month, as a number"),
    "last": Column(WHOLE, "last enrolled iuran month, as a number"),
}

COVERED, BEHIND, LAPSED, NEVER = "covered", "behind", "lapsed", "never"
STANDINGS = {
    COVERED: Text("iuran lancar", "paid up"),
    BEHIND: Text("menunggak 1 sampai 3 bulan", "1 to 3 months unpaid"),
    LAPSED: Text("lebih dari 3 bulan tidak dibayar", "more than 3 months unpaid"),
    NEVER: Text("belum pernah dibayar", "never paid"),
}

CONTINUITY: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "standing": Column(TEXT, "one of STANDINGS"),
    "paid": Column(WHOLE, "months paid, ever"),
    "first_paid": Column(WHOLE, "first of them as a number, 0 for none"),
    "last_paid": Column(WHOLE, "last of them, 0 for none"),
    "longest_gap": Column(WHOLE, "unpaid months in a row between two paid ones, at most"),
    "run": Column(WHOLE, "paid months in a row up to the last one; 0 where counting begins anew"),
    "counted": Column(WHOLE, "paid months since the last lapse; 0 where counting begins anew"),
    "months_3": Column(WHOLE, "month in which 3 in a row are paid, reached or (paid on without a break) to come"),
    "months_12": Column(WHOLE, "month in which 12 are paid, the same"),
    "months_36": Column(WHOLE, "month in which 36 are paid, the same"),
    "ends": Column(WHOLE, "last enrolled month without a break from the month judged on, 0 where not enrolled"),
    "no_claim_from": Column(WHOLE, "first month without a claim if nothing is paid after `ends`, 0 where none is left"),
}
"""Months are numbers, so that whole columns of them can be reckoned with."""

ENDING: Schema = {
    "last_month": Column(TEXT, "last covered month, yyyy-mm"),
    "source": Column(TEXT, "key of the funding source"),
    "village": Column(TEXT, 'code, "" when unknown'),
    "village_name": Column(TEXT, "name of it"),
    "people": Column(WHOLE, "whose cover ends"),
    "jkk": Column(WHOLE, "rupiah for the month after, by its own tariff"),
    "jkm": Column(WHOLE, "rupiah"),
    "jht": Column(WHOLE, "rupiah"),
}


def number(month: Month) -> int:
    """Give a month as a number that counts on over the years.

    >>> number(Month(2027, 1)) - number(Month(2026, 12))
    1
    """
    return month.year * 12 + month.month - 1


def numbers(months: "pd.Series[str]") -> "np.ndarray":
    """Give months (yyyy-mm) as such numbers; each distinct one is read once."""
    import numpy as np

    codes, distinct = months.factorize()
    found: np.ndarray = np.array([number(Month.parse(text)) for text in distinct], dtype="int64")[codes]
    return found


def month_of(count: int) -> Month:
    """Give the month of a number.

    >>> month_of(number(Month(2026, 12)))
    Month(year=2026, month=12)
    """
    return Month(count // 12, count % 12 + 1)
