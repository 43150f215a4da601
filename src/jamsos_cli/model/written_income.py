"""Incomes as people write them: an amount, about an amount, or from one amount to another.

Of a range the lower end counts: a band that may be too high would bill what nobody owes.
"""

from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.money import read_amount

_ABOUT = lazy_pattern(
    r"(?i)^((?:rp\.?|idr)?)\s*(?:±|\+\s*/?\s*[-–—]|[~≈]|kurang\s+lebih|lebih\s+kurang|kira\s*-?\s*kira|sekitar)\s*"
    r"|(?:(?<=jt)|(?<=rb)|(?<=juta)|(?<=ribu))\s?-?an\b"
)
"""Also 2 jutaan."""
_NO_SEN = lazy_pattern(r"(?<=[0-9])[.,]\s?[-–—]+(?=\s|$)")
"""The dash behind Rp1.000.000,- parts nothing."""
_BETWEEN = lazy_pattern(r"(?i)^antara\s+")
_TO = lazy_pattern(
    r"(?i)\s*(?:\bs\s*/\s*d\b\.?|\bs\.\s?d\b\.?|\bsd\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|[-–—~])\s*"
)
_AND = lazy_pattern(r"(?i)\s+dan\s+")
_AT_MOST = lazy_pattern(
    r"(?i)^(?:[<≤]|=<|kurang\s+dari|(?:di\s?)?bawah|maks(?:imal|imum)?\b|paling\s+(?:banyak|tinggi)|tidak\s+lebih\s+dari"
    r"|hingga|sampai(?:\s+dengan)?\b|s\s*/\s*d\b)[\s.=]*|\s+ke\s?bawah$"
)
_AT_LEAST = lazy_pattern(
    r"(?i)^(?:[>≥]|=>|lebih\s+dari|(?:di\s?)?atas|min(?:imal|imum)?\b|paling\s+(?:sedikit|rendah)|tidak\s+kurang\s+dari)[\s.=]*"
    r"|\s*(?:\+|\s+ke\s?atas|\s+lebih)$"
)
_UNIT = lazy_pattern(r"(?i)(?<=[0-9])\s*(rb|ribu|k|jt|juta)\b")
_BARE = lazy_pattern(r"(?i)(?:rp\.?|idr)?\s*[0-9]{1,3}(?:[.,][0-9])?")
_HUNDREDS = lazy_pattern(r"(?<![0-9])[1-9][0-9]{2}$")


class WrittenIncome(NamedTuple):
    """What a cell says of an income, in whole rupiah a month; nothing where neither is known."""

    least: int | None = None
    """the amount, or the lower end of a range."""
    most: int | None = None
    """the upper end, where it is all that is said: "< 1 juta"."""


def read_income(value: object) -> WrittenIncome:
    """Read an income, text or number, that may be about right or a range.

    >>> [read_income(text).least for text in ("± 1.500.000", "1 - 2 juta", "500 ribu s/d 1 juta", "> 2jt", "5-2 jt")]
    [1500000, 1000000, 500000, 2000000, None]
    >>> read_income("< 1 juta"), read_income("banyak")
    (WrittenIncome(least=None, most=1000000), WrittenIncome(least=None, most=None))
    """
    if not isinstance(value, str):
        return WrittenIncome(read_amount(value))
    text = _ABOUT.sub(r"\1", value.strip())
    exact = read_amount(text)
    if exact is not None:
        return WrittenIncome(exact)
    text = _NO_SEN.sub("", text)
    if (below := _AT_MOST.sub("", text)) != text:
        return WrittenIncome(most=_positive(below))
    if (above := _AT_LEAST.sub("", text)) != text:
        return WrittenIncome(_positive(above))
    return _range(text)


def _range(text: str) -> WrittenIncome:
    bare = _BETWEEN.sub("", text)
    ends = _TO.split(bare)
    if len(ends) == 1 and bare != text:
        ends = _AND.split(bare)
    if len(ends) != 2:
        return WrittenIncome()
    low, high = ends
    most, unit = _positive(high), _UNIT.search(high)
    least = _positive(f"{low} {unit[1]}" if unit and _BARE.fullmatch(low) else low)
    if least is not None and most is not None and least > most and _HUNDREDS.search(low):
        least = _positive(f"{low} ribu")  # 500 - 1 juta
    if least is None or most is None or least > most:
        return WrittenIncome()
    return WrittenIncome(least) if least else WrittenIncome(most=most)


def _positive(text: str) -> int | None:
    """Give an amount; None for a negative one, and for digits that begin with a zero, which are a telephone's."""
    amount = read_amount(text)
    return None if amount is None or amount < 0 or (text[:1] == "0" and amount) else amount
