"""A row of column numbers under a heading: 1 2 3, (1) (2) (3), a b c, I II III."""

from itertools import pairwise

from jamsos_cli.model.lazy_pattern import lazy_pattern

ONLY_NUMBER = lazy_pattern(r"\(?\s*[0-9]{1,3}\s*[.)]?\s*\)?")
"""What stands in a row of column numbers: 1, (1), 1."""
_RECKONED = lazy_pattern(r"(?i)\s*\)?\s*=\s*[(0-9a-z][0-9a-z+×*/:.,% ()-]{0,20}")
"""What stands behind the number of a column that is worked out from others: 3=1+2, (8) = (6) x (7)."""
_LETTERED = 3
"""A row with fewer letters may hold a worker's: L beside a name of one letter."""
_MARKED = lazy_pattern(r"\(?\s*([0-9]{1,3}|[A-Za-z]{1,6})\s*[.)]?\s*\)?")
_ROMAN = lazy_pattern("X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def is_numbering(texts: list[str]) -> bool:
    """Tell a row of column numbers from its filled cells, in order.

    >>> is_numbering(["1", "2", "(3)"]), is_numbering(["a", "b", "c"]), is_numbering(["I", "II", "III", "4"])
    (True, True, True)
    >>> is_numbering(["1", "2", "3=1+2"])
    True
    >>> is_numbering(["7"]), is_numbering(["1", "L", "P"]), is_numbering(["c", "a", "b"])
    (False, False, False)
    """
    texts = [_RECKONED.sub("", text) if "=" in text else text for text in texts]
    if len(texts) >= 2 and all(ONLY_NUMBER.fullmatch(text) for text in texts):
        return True
    bare = [found[1].upper() for text in texts if (found := _MARKED.fullmatch(text))]
    if len(texts) < _LETTERED or len(bare) < len(texts):
        return False
    letters = [ord(text) if len(text) == 1 and text.isalpha() else None for text in bare]
    return _rises(letters, 1) or _rises([_counted(text) for text in bare], 2)


def _counted(text: str) -> int | None:
    """Give what a number says, in digits or Roman up to 39; None where it is none."""
    if text.isdigit():
        return int(text)
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def _rises(numbers: list[int | None], step: int) -> bool:
    """Tell whether each number is above the one before, by `step` at most: a column may have none."""
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and all(0 < after - before <= step for before, after in pairwise(known))
