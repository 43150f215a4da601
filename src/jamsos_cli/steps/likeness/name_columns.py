"""Names of everybody on whole columns: which pairs of them may be one, as `spelling.compare_names` has it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness.numbering import any_equal, coded, of_each, packed, table
from jamsos_cli.steps.likeness.seams import Seams, seam_number
from jamsos_cli.steps.likeness.spelling import CLOSE, CLOSE_LETTERS, ORDERS, skeleton, without_bin
from jamsos_cli.steps.likeness.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Told = NDArray[np.bool_]

_NEARLY = CLOSE - 0.01
"""Whoever compares many rounds otherwise, at most by so much."""
_ORDER_BITS = {order: 1 << place for place, order in enumerate(sorted(ORDERS))}
_SOUNDS_OF_ORDERS = frozenset(map(skeleton, ORDERS))
_SEAMS_OF_ORDERS = [seam_number(order) for order in ORDERS]


class NameColumns:
    """Each different name once, as numbers of its words (`numbering`); people are asked for by their places."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        import numpy as np

        self.of, self._names = coded(names)
        """the different name of each of the people, and those."""
        listed, self._spelled = coded(chain.from_iterable(self._names))
        self._sound_of = dict(zip(self._spelled, map(skeleton, self._spelled), strict=True))
        sound, self.sounds = coded(self._sound_of.values())
        """how words sound, each once."""
        self._sound = of_each(sound)
        self._whole = table(listed, np.fromiter(map(len, self._names), dtype=np.int64))
        bits = of_each((_ORDER_BITS.get(word, 0) for word in self._spelled), 0)
        self._orders = np.bitwise_or.reduce(bits[self._whole], axis=1)
        self._rare = np.where(bits[self._whole] > 0, -1, self._whole)

    @cached_property
    def whole(self) -> "Whole":
        """How everybody's whole name sounds, run together, whatever the order of its words; none has -1."""
        sounds = ("".join(sorted(map(self._sound_of.__getitem__, name))) for name in self._names)
        return coded(sounds, "")[0][self.of]

    @cached_property
    def _rare_sounds(self) -> "Whole":
        import numpy as np

        initials = of_each((len(word) < 2 for word in self._spelled), 1)
        words = np.where(initials[self._rare] > 0, -1, self._rare)
        words = np.where((words < 0).all(axis=1, keepdims=True), self._whole, words)
        sounds = self._sound[words]
        for one, other in combinations(range(sounds.shape[1]), 2):
            sounds[sounds[:, one] == sounds[:, other], other] = -1
        return packed(sounds)

    @property
    def rare(self) -> "Whole":
        """How the rare words of everybody sound, a row each: `blocks.rare_words`."""
        return self._rare_sounds[self.of]

    @cached_property
    def rare_whole(self) -> "Whole":
        """The same run together: `blocks.whole_name`."""
        rows = self._rare_sounds.tolist()
        sounds = ("".join(sorted(self.sounds[code] for code in row if code >= 0)) for row in rows)
        return coded(sounds, "")[0][self.of]

    def share_a_word(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs of people have a rare word in common, written alike."""
        return any_equal(self._words, self.of[left], self._words, self.of[right])

    def agree(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs share a rare word, or its sound or nearly its spelling, or look alike as a whole."""
        import numpy as np

        left, right = self.of[left], self.of[right]
        told = self._at_once(left, right)
        rest = np.flatnonzero(~told)
        for _, _, some in self._partners(left[rest], right[rest]):
            told[rest] |= some
        rest = np.flatnonzero(~told)
        nothing = np.zeros(len(rest), dtype=np.int64)
        told[rest] = self._rest_is_close((left[rest], nothing), (right[rest], nothing))
        return told

    def agree_whole(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs have all rare words of one of the two, and no two orders of birth; or what is left is alike.

        Where a word might stand for two of the other name, it is left open.
        """
        import numpy as np

        left, right = self.of[left], self.of[right]
        told = self._at_once(left, right)
        rest = np.flatnonzero(~told)
        left, right = left[rest], right[rest]
        ours, theirs, pairs = (np.zeros(len(rest), dtype=np.int64) for _ in range(3))
        for one, other, some in self._partners(left, right):
            ours |= some.astype(np.int64) << one
            theirs |= some.astype(np.int64) << other
            pairs += some
        once = (np.bitwise_count(ours) == pairs) & (np.bitwise_count(theirs) == pairs)
        clash = ((self._orders[left] & ~self._orders[right]) > 0) & ((self._orders[right] & ~self._orders[left]) > 0)
        whole = (pairs == self._size[left]) | (pairs == self._size[right])
        told[rest] = ~once | (whole & ~clash)
        parted = np.flatnonzero(once & ~whole)
        told[rest[parted]] = self._rest_is_close((left[parted], ours[parted]), (right[parted], theirs[parted]))
        return told

    @cached_property
    def _words(self) -> "Whole":
        """The rare words of each name."""
        return packed(self._rare)

    @cached_property
    def _size(self) -> "Whole":
        size: Whole = (self._words >= 0).sum(axis=1)
        return size

    @cached_property
    def _word_sounds(self) -> "Whole":
        return self._sound[self._words]

    @cached_property
    def _slips(self) -> Words:
        return Words(self._spelled)

    @cached_property
    def _seams(self) -> "tuple[Whole, Whole, Whole]":
        """How each name's rare words sound alone, without BIN, and any two of its words run together."""
        import numpy as np

        seams, pairs = Seams(self._spelled), combinations(range(self._whole.shape[1]), 2)
        joined = [seams.together(self._whole[:, one], self._whole[:, other]) for one, other in pairs]
        bare = (without_bin(word) for word in self._spelled)
        without = of_each(seam_number(word) if word else -1 for word in bare)
        nothing = np.empty((len(self._names), 0), dtype=np.int64)
        return seams.alone(self._words), without[self._words], np.stack(joined, axis=1) if joined else nothing

    @cached_property
    def _odd(self) -> "Told":
        """Names that are compared whatever the other is: of no rare word, or one that may be a common one."""
        import numpy as np

        odd = self._size == 0
        odd |= (of_each(map(_is_odd, self._spelled), 0)[self._words] > 0).any(axis=1)
        for some in self._seams[1:]:
            odd |= np.isin(some, _SEAMS_OF_ORDERS).any(axis=1)
        return np.asarray(odd, dtype=bool)

    def _at_once(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs are equal, odd, or sound alike only when words are run together or BIN is taken off."""
        import numpy as np

        told = np.asarray((left == right) | self._odd[left] | self._odd[right], dtype=bool)
        rest = np.flatnonzero(~told)
        left, right = left[rest], right[rest]
        alone, *others = self._seams
        for some in others:
            told[rest] |= any_equal(some, left, alone, right) | any_equal(alone, left, some, right)
        return told

    def _partners(self, left: "Whole", right: "Whole") -> "Iterator[tuple[int, int, Told]]":
        """Give, for the place of each rare word in either name, in which pairs the two may be one."""
        import numpy as np

        for first in range(self._words.shape[1]):
            our_word, our_sound = self._words[left, first], self._word_sounds[left, first]
            for second in range(self._words.shape[1]):
                their_word = self._words[right, second]
                both = (our_word >= 0) & (their_word >= 0)
                told = both & (our_sound == self._word_sounds[right, second])
                rest = np.flatnonzero(both & ~told)
                told[rest] = self._slips.misspelled(our_word[rest], their_word[rest])
                yield first, second, told

    def _rest_is_close(self, *sides: "tuple[Whole, Whole]") -> "Told":
        """Tell which pairs of names (code, and a bit for each word found in the other) look alike in what is left."""
        import numpy as np

        texts: list[str] = []
        places, width = [], self._words.shape[1]
        for names, found in sides:
            parts, which = np.unique(names << width | found, return_inverse=True)
            places.append(which + len(texts))
            left_over = (~parts[:, np.newaxis] >> np.arange(width)) & 1
            rows = np.where(left_over, self._words[parts >> width], -1)
            texts += ["".join([self._spelled[code] for code in row if code >= 0]) for row in rows.tolist()]
        return _close(texts, *places)


def _is_odd(word: str) -> bool:
    """Tell whether a word is an initial, or may be a common one spelled otherwise: WAIAN."""
    return len(word) == 1 or (word not in ORDERS and skeleton(word) in _SOUNDS_OF_ORDERS)


def _close(texts: Sequence[str], left: "Whole", right: "Whole") -> "Told":
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    told = np.zeros(len(left), dtype=bool)
    size = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    shorter, both = np.minimum(size[left], size[right]), size[left] + size[right]
    asked = np.flatnonzero((shorter >= CLOSE_LETTERS) & (2 * shorter >= _NEARLY * both))
    some, others = ([texts[place] for place in places[asked].tolist()] for places in (left, right))
    if some:
        told[asked] = np.asarray(cpdist(some, others, scorer=Indel.normalized_similarity)) >= _NEARLY
    return told
