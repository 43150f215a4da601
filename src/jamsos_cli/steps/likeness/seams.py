"""How words sound run together (DEWI SARTIKA, DEWISARTIKA), on whole columns: a number for each sound.

Two words run together lose letters where they meet: U-WA is UA, I-YA is IA, C-K is K, and of two alike one goes. So the
letters that may go do not count here: what sounds alike has one number, and hardly anything else has it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness.spelling import skeleton

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_LOST = frozenset("CHIW")
_BASE, _ALL = 6_364_136_223_846_793_005, 1 << 64
"""Letters make a number as digits do, in this base and cut off at 64 bits: so that of two texts gives that of both."""


def seam_number(word: str) -> int:
    """Give the number of how a word sounds."""
    return _number(_kept(word)) >> 1


def _kept(word: str) -> str:
    return "".join(letter for letter, _ in groupby(c for c in skeleton(word) if c not in _LOST))


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = (number * _BASE + ord(letter)) % _ALL
    return number


class Seams:
    """Different words, each known by its place among them; -1 is no word."""

    def __init__(self, words: Sequence[str]) -> None:
        import numpy as np

        kept = [*map(_kept, words), ""]
        # Of each word, and of what is left of it where it begins as the word before it ends.
        self._numbers = np.array([[_number(text), _number(text[1:])] for text in kept], dtype=np.uint64)
        self._powers = np.array([[pow(_BASE, len(t), _ALL), pow(_BASE, len(t[1:]), _ALL)] for t in kept], np.uint64)
        self._first, self._last = (np.array([ord(text[at]) if text else at for text in kept]) for at in (0, -1))

    def alone(self, words: "Whole") -> "Whole":
        """Give the numbers of words, -1 for none."""
        import numpy as np

        return np.where(words < 0, -1, (self._numbers[words, 0] >> np.uint64(1)).astype(np.int64))

    def together(self, one: "Whole", other: "Whole") -> "Whole":
        """Give the numbers of two words each, run together; -1 where there are not two."""
        import numpy as np

        cut = (self._last[one] == self._first[other]).astype(np.int64)
        both = self._numbers[one, 0] * self._powers[other, cut] + self._numbers[other, cut]
        return np.where((one < 0) | (other < 0), -1, (both >> np.uint64(1)).astype(np.int64))
