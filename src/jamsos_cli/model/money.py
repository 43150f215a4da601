"""Whole rupiah, as `int`, and the two ways papers write them: figures and words (terbilang)."""

import math
from collections.abc import Callable
from functools import lru_cache

from jamsos_cli.model.lazy_pattern import lazy_pattern

_UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_SCALED = {word: size for size, word in _SCALES}
_TENS: dict[str, Callable[[int], int]] = {
    "belas": lambda digit: 10 + digit, "puluh": lambda digit: 10 * digit, "ratus": lambda digit: 100 * digit,
    "seratus": lambda digit: 100 + digit,
}  # fmt: skip
_FULL = {"sejuta": "satu juta", "semiliar": "satu miliar", "milyar": "miliar", "rb": "ribu", "jt": "juta"}
"""How people write words of a number -> as terbilang has them."""
_UP_TO_THREE = lazy_pattern("[1-9][0-9]{0,2}")
_LETTER_AFTER_DIGIT = lazy_pattern(r"(?<=[0-9])(?=[a-z])")
_CURRENCY = lazy_pattern(r"(?i)^\s*(?:rp\.?|idr)\s*|\s*(?:[.,]-*|(?:/|per)\s*(?:bulan|bln)|sebulan|rupiah)\s*$")
_WORDED = lazy_pattern(r"([0-9]+(?:[.,][0-9]+)?)\s*(rb|ribu|k|jt|juta)")
_DOTTED = lazy_pattern(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_COMMAED = lazy_pattern(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_PLAIN = lazy_pattern(r"-?[0-9]+(?:[.,][0-9]{1,2})?")
_SEN = lazy_pattern(r"[0-9][.,](?!00?(?![0-9]))[0-9]{1,2}(?![0-9])")
_SPACED = lazy_pattern(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_MINUSES = str.maketrans("\u2212\u2010\u2011\u2012\u2013\u2014", "------")
_MINUS_BEHIND = lazy_pattern(r"(?P<figure>[0-9](?:[0-9., ]*[0-9])?)\s*-")
"""As accounts print what is taken back; with Rp in front it may be a sloppy Rp16.800,- and is not read."""
_MOST_DIGITS = 18
"""15 and sen; what is longer is a NIK or a slip, and would not fit a frame."""
_BEYOND = 10**15
_THOUSANDS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000}


@lru_cache(maxsize=4096, typed=True)  # papers write a few amounts thousands of times
def rupiah(amount: int) -> str:
    """Write an amount in figures.

    >>> rupiah(19084800), rupiah(-500)
    ('Rp19.084.800', '-Rp500')
    """
    return f"{'-' if amount < 0 else ''}Rp{dotted(abs(amount))}"


def dotted(count: int) -> str:
    """Write a number of people or months as Indonesian text does.

    >>> dotted(59608)
    '59.608'
    """
    return f"{count:,}".replace(",", ".")


def terbilang(amount: int) -> str:
    """Write an amount in words, as kwitansi and invoices need it; below one quadrillion.

    >>> terbilang(19084800)
    'sembilan belas juta delapan puluh empat ribu delapan ratus rupiah'
    >>> terbilang(1001000)
    'satu juta seribu rupiah'
    """
    if abs(amount) >= _BEYOND:
        raise ValueError("terbilang reaches to 999 triliun")
    words = _words(abs(amount)) or "nol"
    return f"{'minus ' if amount < 0 else ''}{words} rupiah"


def read_words(text: str) -> int | None:
    """Read a number written in words, or in words and figures, as `terbilang` would write it; None when it is none.

    >>> [read_words(t) for t in ("satu juta lima ratus ribu", "Sejuta", "1 jt 500 ribu", "dua belas", "satu dua", "")]
    [1500000, 1000000, 1500000, 12, None, None]
    """
    parts = _LETTER_AFTER_DIGIT.sub(" ", text.lower()).split()
    words = " ".join(_words(int(part)) if _UP_TO_THREE.fullmatch(part) else _FULL.get(part, part) for part in parts)
    total = group = digit = 0
    for word in words.split():
        if word in _UNITS:
            group, digit = group + digit, _UNITS.index(word)
        elif word in _TENS:
            group, digit = group + _TENS[word](digit), 0
        elif scale := _SCALED.get(word):
            total, group, digit = total + (group + digit) * scale, 0, 0
        elif word == "seribu":
            total += 1000
        else:
            return None
    number = total + group + digit
    return number if number and _words(number) == words else None


def read_amount(value: object) -> int | None:
    """Read an Indonesian amount, text or number, as whole rupiah, halves up; None when it is none or over 15 digits.

    >>> [read_amount(t) for t in ("Rp1.500.000,-", "1,5jt", "800rb", "446,819,131.00", "16.800", "banyak")]
    [1500000, 1500000, 800000, 446819131, 16800, None]
    >>> read_amount("satu juta rupiah")
    1000000
    >>> read_amount("(16.800)"), read_amount("16.800-")
    (-16800, -16800)
    >>> read_amount(16800.5), read_amount("16.800,50"), read_amount(float("nan"))
    (16801, 16801, None)
    """
    if isinstance(value, str):
        amount = _from_text(value) if sum(c.isdigit() for c in value) <= _MOST_DIGITS else None
    elif isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        amount = math.floor(abs(value) + 0.5) * (-1 if value < 0 else 1)
    else:
        amount = None
    return amount if amount is not None and abs(amount) < _BEYOND else None


def has_sen(value: object) -> bool:
    """Tell whether an amount in rupiah, text or number, has a part of a rupiah; "1,5 juta" has none.

    >>> [has_sen(value) for value in ("1000000.50", "Rp1.000.000,5", "1.000.000,00", "1.000.000", "1,5jt", 16800.5)]
    [True, True, False, False, False, True]
    """
    if isinstance(value, float):
        return math.isfinite(value) and not value.is_integer()
    if not isinstance(value, str) or _WORDED.search(value.lower()):
        return False
    return _SEN.search(value) is not None


def _from_text(text: str) -> int | None:
    bare = text.strip().lower().translate(_MINUSES)
    if behind := _MINUS_BEHIND.fullmatch(bare):
        bare = f"-{behind['figure']}"
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    if bare.startswith("-") and len(bare) > 1:
        positive = None if bare[1] in "-(" else _from_text(bare[1:])
        return None if positive is None or positive < 0 else -positive
    bare = _SPACED.sub("", bare)
    previous = None
    while bare != previous:
        previous, bare = bare, _CURRENCY.sub("", bare)
    if worded := _WORDED.fullmatch(bare):
        return _scaled(worded[1], _THOUSANDS[worded[2]])
    if _DOTTED.fullmatch(bare):
        return _rounded(bare.replace(".", ""))
    if _COMMAED.fullmatch(bare):
        return _rounded(bare.replace(",", ""))
    return _rounded(bare) if _PLAIN.fullmatch(bare) else read_words(bare)


def _rounded(figure: str) -> int:
    """Give whole rupiah of digits with at most one decimal sign; half a rupiah counts up."""
    whole, _, part = figure.replace(",", ".").partition(".")
    up = 1 if part[:1] >= "5" else 0
    return int(whole) + (-up if whole.startswith("-") else up)


def _scaled(figure: str, factor: int) -> int:
    whole, _, part = figure.replace(",", ".").partition(".")
    return int(whole) * factor + int(part or 0) * factor // int(10 ** len(part))


def _words(amount: int) -> str:
    if amount < 12:
        return _UNITS[amount]
    if amount < 20:
        return f"{_UNITS[amount - 10]} belas"
    if amount < 100:
        return f"{_UNITS[amount // 10]} puluh {_words(amount % 10)}".strip()
    if amount < 1000:
        hundreds = "seratus" if amount < 200 else f"{_UNITS[amount // 100]} ratus"
        return f"{hundreds} {_words(amount % 100)}".strip()
    for size, name in _SCALES:
        if amount >= size:
            head = "seribu" if amount // size == 1 and size == 1000 else f"{_words(amount // size)} {name}"
            return f"{head} {_words(amount % size)}".strip()
    raise AssertionError("every amount has a scale")
