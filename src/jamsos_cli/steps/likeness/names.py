"""Which pairs of many have names, or NIKs, that may be one person's: whole columns, before any pair is compared.

A registry has people of one mother's name, or of one village and day, by chance; `levels.may_be_one` would refuse
nearly all of them by the name alone, one after the other. Whoever it would let pass passes here, too (tested).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness.columns import Candidates, Columns, one_slip
from jamsos_cli.steps.likeness.spelling import CLOSE, CLOSE_LETTERS, ORDERS, skeleton
from jamsos_cli.steps.likeness.traits import Traits
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


class _Names:
    """Every different name once, as whole numbers: equal numbers are equal texts, -1 is none."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        import numpy as np

        self.rare = [tuple(word for word in name if word not in ORDERS) for name in names]
        sounds = [tuple(map(skeleton, rare)) for rare in self.rare]
        joined = [_joined(*both) for both in zip(names, self.rare, strict=True)]
        self.odd = np.fromiter(map(_is_odd, self.rare, zip(sounds, joined, strict=True)), dtype=bool, count=len(names))
        """names that are compared whatever the other is."""
        self.orders = np.fromiter((sum(_ORDER_BITS.get(word, 0) for word in name) for name in names), np.int64)
        words: dict[str, int] = {}
        heard: dict[str, int] = {}
        self.words, self.sounds, self.joined = _table(self.rare, words), _table(sounds, heard), _table(joined, heard)
        self.spelled = Words(list(words))

    def agree(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs share a rare word, or its sound or nearly its spelling, or look alike as a whole."""
        import numpy as np

        told = self._at_once(left, right)
        rest = np.flatnonzero(~told)
        for _, _, some in self._partners(left[rest], right[rest]):
            told[rest] |= some
        rest = np.flatnonzero(~told)
        told[rest] = _close([*map("".join, self.rare)], left[rest].tolist(), right[rest].tolist())
        return told

    def agree_whole(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs have all rare words of one of the two, and no two orders of birth; or what is left is alike.

        Where a word might stand for two of the other name, it is left open.
        """
        import numpy as np

        told = self._at_once(left, right)
        rest = np.flatnonzero(~told)
        left, right = left[rest], right[rest]
        ours, theirs, pairs = (np.zeros(len(rest), dtype=np.int64) for _ in range(3))
        for one, other, some in self._partners(left, right):
            ours |= some.astype(np.int64) << one
            theirs |= some.astype(np.int64) << other
            pairs += some
        once = (np.bitwise_count(ours) == pairs) & (np.bitwise_count(theirs) == pairs)
        clash = ((self.orders[left] & ~self.orders[right]) > 0) & ((self.orders[right] & ~self.orders[left]) > 0)
        whole = (pairs == self._size(left)) | (pairs == self._size(right))
        told[rest] = ~once | (whole & ~clash)
        parted = np.flatnonzero(once & ~whole)
        told[rest[parted]] = self._rest_is_close((left[parted], ours[parted]), (right[parted], theirs[parted]))
        return told

    def _at_once(self, left: "Whole", right: "Whole") -> "Told":
        """Tell which pairs are equal, odd, or sound alike only when words are run together."""
        told: Told = (left == right) | self.odd[left] | self.odd[right]
        for some, others in ((self.joined, self.sounds), (self.sounds, self.joined)):
            for one in some.T:
                for other in others.T:
                    told |= (one[left] == other[right]) & (one[left] >= 0)
        return told

    def _partners(self, left: "Whole", right: "Whole") -> "Iterator[tuple[int, int, Told]]":
        """Give, for the place of each rare word in either name, in which pairs the two may be one."""
        import numpy as np

        for first in range(self.words.shape[1]):
            for second in range(self.words.shape[1]):
                ours, theirs = self.words[left, first], self.words[right, second]
                told = (ours == theirs) | (self.sounds[left, first] == self.sounds[right, second])
                told &= (ours >= 0) & (theirs >= 0)
                rest = np.flatnonzero(~told & (ours >= 0) & (theirs >= 0))
                told[rest] = self.spelled.misspelled(ours[rest].astype(np.int64), theirs[rest].astype(np.int64))
                yield first, second, told

    def _size(self, names: "Whole") -> "Whole":
        size: Whole = (self.words[names] >= 0).sum(axis=1)
        return size

    def _rest_is_close(self, *sides: "tuple[Whole, Whole]") -> "Told":
        """Tell which pairs of names (code, and a bit for each word found in the other) look alike in what is left."""
        import numpy as np

        texts: list[str] = []
        places = []
        for names, found in sides:
            parts, which = np.unique(names << self.words.shape[1] | found, return_inverse=True)
            places.append((which + len(texts)).tolist())
            codes, kept = parts >> self.words.shape[1], ~parts
            texts += [
                "".join(word for place, word in enumerate(self.rare[code]) if bits >> place & 1)
                for code, bits in zip(codes.tolist(), kept.tolist(), strict=True)
            ]
        return _close(texts, *places)


def _joined(words: tuple[str, ...], rare: tuple[str, ...]) -> tuple[str, ...]:
    """Give how any two words sound run together, and rare ones without BIN."""
    without = (word[3:] if word.startswith("BIN") else word[:-3] for word in rare if "BIN" in (word[:3], word[-3:]))
    joined = (one + other for one, other in combinations(words, 2))
    return tuple(dict.fromkeys(map(skeleton, (*without, *joined))))


def _is_odd(rare: tuple[str, ...], sounds: Iterable[tuple[str, ...]]) -> bool:
    """Tell whether a name has no word or an initial, or one that may be a common one spelled otherwise: WAIAN."""
    if not rare or any(len(word) == 1 for word in rare):
        return True
    return any(not _SOUNDS_OF_ORDERS.isdisjoint(some) for some in sounds)


def _table(rows: Sequence[tuple[str, ...]], codes: dict[str, int]) -> "NDArray[np.int32]":
    """Give the codes of texts, a row each, -1 behind the short ones; new texts are added to the codes."""
    import numpy as np

    count = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    table = np.full((len(rows), int(count.max(initial=0))), -1, dtype=np.int32)
    listed = np.fromiter((codes.setdefault(text, len(codes)) for row in rows for text in row), dtype=np.int32)
    table[np.arange(table.shape[1]) < count[:, np.newaxis]] = listed
    return table


def may_be_named(everybody: Sequence[Traits], columns: Columns, found: Candidates) -> Candidates:
    """Give the pairs that `levels.may_be_one` may let pass by their names or NIKs; some that it refuses, too."""
    import numpy as np

    left, right = found.left, found.right
    passing = one_slip(columns.nik_digits[left], columns.nik_digits[right])
    people, places = np.unique(np.concatenate((left, right)), return_inverse=True)
    some = [everybody[person] for person in people.tolist()]
    codes: dict[tuple[str, ...], int] = {}
    named = np.fromiter((codes.setdefault(one.words, len(codes)) for one in some), np.int64, len(some))
    ours, theirs = named[places[: len(left)]], named[places[len(left) :]]
    names, more = _Names(list(codes)), _share_more(columns, found) | _share_mothers(some, places)
    tells: tuple[tuple[Callable[[Whole, Whole], Told], Told], ...]
    tells = ((names.agree, more), (names.agree_whole, ~more))
    for tell, those in tells:
        asked = np.flatnonzero(~passing & those)
        different, which = np.unique(ours[asked] * len(codes) + theirs[asked], return_inverse=True)
        passing[asked] = tell(*divmod(different, len(codes) or 1))[which]
    return found.only(passing)


def _share_more(columns: Columns, found: Candidates) -> "Told":
    """Tell in which pairs anything agrees beside dates and words of the names, as `levels.share_more` does."""
    import numpy as np

    told = np.zeros(len(found.left), dtype=bool)
    for codes in (columns.village, columns.serial, columns.phone, columns.card):
        told |= (codes[found.left] == codes[found.right]) & (codes[found.left] >= 0)
    return told


def _share_mothers(some: Sequence[Traits], places: "Whole") -> "Told":
    """Tell the same of the words of their mothers' names."""
    import numpy as np

    mothers = _table([tuple(word for word in one.mother if word not in ORDERS) for one in some], {})
    told = np.zeros(len(places) // 2, dtype=bool)
    left, right = places[: len(told)], places[len(told) :]
    for one in mothers.T:
        for other in mothers.T:
            told |= (one[left] == other[right]) & (one[left] >= 0)
    return told


def _close(texts: Sequence[str], left: Sequence[int], right: Sequence[int]) -> "Told":
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    if not left:
        return np.zeros(0, dtype=bool)
    some, others = ([texts[place] for place in places] for places in (left, right))
    long = np.fromiter((min(len(a), len(b)) >= CLOSE_LETTERS for a, b in zip(some, others, strict=True)), dtype=bool)
    alike = np.asarray(cpdist(some, others, scorer=Indel.normalized_similarity))
    return np.asarray(long & (alike >= _NEARLY), dtype=bool)
