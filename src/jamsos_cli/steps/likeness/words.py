"""Which words may be one, a slip apart or one at an end of the other: `words_agree` on whole columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness.blocks import ADDED, LONGER, slips_allowed
from jamsos_cli.steps.likeness.spelling import CUT, CUT_FROM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


class Words:
    """Different words, each known by its place among them."""

    def __init__(self, words: Sequence[str]) -> None:
        import numpy as np

        self._words = words
        self._size = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        self._slips = np.fromiter(map(slips_allowed, words), dtype=np.int64, count=len(words))
        self._used = np.fromiter(map(_used_letters, words), dtype=np.uint64, count=len(words))

    def agree(self, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
        """Tell which pairs of words may be one; every two different words are compared once."""
        import numpy as np

        agree = left == right
        unlike = np.flatnonzero(~agree)
        unlike = unlike[self._may_agree(left[unlike], right[unlike])]
        pairs, which = np.unique(left[unlike] * len(self._words) + right[unlike], return_inverse=True)
        told = self._one_by_one(*divmod(pairs, len(self._words) or 1))
        agree[unlike] = told[which]
        return np.asarray(agree)

    def misspelled(self, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
        """Tell which pairs of different words are a slip apart, or one the other with a few letters more behind it.

        As `spelling.a_slip_apart` has it, which is stricter than what is looked at for blocks.
        """
        import numpy as np

        told = np.zeros(len(left), dtype=bool)
        asked = np.flatnonzero(self._may_agree(left, right))
        pairs, which = np.unique(left[asked] * len(self._words) + right[asked], return_inverse=True)
        short, long = self._by_size(*divmod(pairs, len(self._words) or 1))
        shorter, longer = ([self._words[code] for code in some.tolist()] for some in (short, long))
        found = _near(shorter, longer, self._slips[short])
        cut = self._size[long] - self._size[short]
        for place in np.flatnonzero(~found & (self._size[short] >= CUT_FROM) & (cut > 0) & (cut <= CUT)).tolist():
            found[place] = longer[place].startswith(shorter[place])
        told[asked] = found[which]
        return told

    def _may_agree(self, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
        """Tell by their lengths and the letters they have which words are worth a comparison."""
        import numpy as np

        short, long = self._by_size(left, right)
        size, more, most = self._size[short], self._size[long], self._slips[short]
        missing = np.bitwise_count(self._used[short] & ~self._used[long])
        whole, at_an_end = more - size <= most, (size >= LONGER) & (more >= size + ADDED)
        return np.asarray((most > 0) & (more >= LONGER) & (missing <= most) & (whole | at_an_end))

    def _by_size(self, left: "Whole", right: "Whole") -> "tuple[Whole, Whole]":
        """Give pairs of words, the shorter first."""
        import numpy as np

        swapped = self._size[left] > self._size[right]
        return np.where(swapped, right, left), np.where(swapped, left, right)

    def _one_by_one(self, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
        """Tell of each pair of different words that `_may_agree` what `words_agree` tells."""
        import numpy as np

        short, long = self._by_size(left, right)
        size, more, most = self._size[short], self._size[long], self._slips[short]
        shorter, longer = ([self._words[code] for code in some.tolist()] for some in (short, long))
        agree = _near(shorter, longer, most)
        added = np.flatnonzero(~agree & (size >= LONGER) & (more >= size + ADDED))
        words = [(shorter[place], longer[place]) for place in added.tolist()]
        at_an_end = [word for word, _ in words]
        agree[added] = _near(at_an_end, [other[: len(word)] for word, other in words], most[added]) | _near(
            at_an_end, [other[-len(word) :] for word, other in words], most[added]
        )
        return agree


def _used_letters(word: str) -> int:
    """Give a bit for each letter that a word has; two letters may have one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _near(some: Sequence[str], others: Sequence[str], most: "Whole") -> "NDArray[np.bool_]":
    """Tell which pairs of texts are so few slips apart."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    return np.asarray(cpdist(some, others, scorer=OSA.distance) <= most) if some else np.zeros(0, dtype=bool)
