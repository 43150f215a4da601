"""Which pairs of many have names, or NIKs, that may be one person's: whole columns, before any pair is compared.

A registry has people of one mother's name, or of one village and day, by chance; `likeness.may_be_one` would refuse
nearly all of them by the name alone, one after the other. Whoever it would let pass passes here, too (tested).
"""

from collections.abc import Sequence
from itertools import combinations, compress
from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness import Traits
from jamsos_cli.steps.likeness_columns import digits_of, one_slip
from jamsos_cli.steps.likeness_spelling import CLOSE, ORDERS, skeleton
from jamsos_cli.steps.likeness_words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

_NEARLY = CLOSE - 0.01
"""Whoever compares many rounds otherwise, at most by so much."""
_SOUNDS_OF_ORDERS = frozenset(map(skeleton, ORDERS))


class _Names:
    """Every different name once, as whole numbers: equal numbers are equal texts, -1 is none."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        import numpy as np

        rare = [tuple(word for word in name if word not in ORDERS) for name in names]
        sounds = [_sounds(*both) for both in zip(names, rare, strict=True)]
        self.odd = np.fromiter(map(_is_odd, rare, sounds), dtype=bool, count=len(names))
        """names that are compared whatever the other is."""
        codes: dict[str, int] = {}
        self.words, self.sounds = _table(rare, codes), _table(sounds, {})
        self.spelled = Words(list(codes))
        self.joined = ["".join(name) for name in rare]


def _sounds(words: tuple[str, ...], rare: tuple[str, ...]) -> tuple[str, ...]:
    """Give how the rare words sound, also without BIN, and any two words run together."""
    without = (word[3:] if word.startswith("BIN") else word[:-3] for word in rare if "BIN" in (word[:3], word[-3:]))
    joined = (one + other for one, other in combinations(words, 2))
    return tuple(dict.fromkeys(map(skeleton, (*rare, *without, *joined))))


def _is_odd(rare: tuple[str, ...], sounds: tuple[str, ...]) -> bool:
    """Tell whether a name has no word or an initial, or one that may be a common one spelled otherwise: WAIAN."""
    return not sounds or any(len(word) == 1 for word in rare) or not _SOUNDS_OF_ORDERS.isdisjoint(sounds)


def _table(rows: Sequence[tuple[str, ...]], codes: dict[str, int]) -> "NDArray[np.int32]":
    """Give the codes of texts, a row each, -1 behind the short ones; new texts are added to the codes."""
    import numpy as np

    count = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    table = np.full((len(rows), int(count.max(initial=0))), -1, dtype=np.int32)
    listed = np.fromiter((codes.setdefault(text, len(codes)) for row in rows for text in row), dtype=np.int32)
    table[np.arange(table.shape[1]) < count[:, np.newaxis]] = listed
    return table


def may_be_named(everybody: Sequence[Traits], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the pairs that `likeness.may_be_one` may let pass by their names or NIKs; some that it refuses, too."""
    import numpy as np

    people, places = np.unique(np.array(pairs, dtype=np.int64), return_inverse=True)
    left, right = places.reshape(-1, 2).T
    some = [everybody[person] for person in people.tolist()]
    niks = digits_of((one.nik for one in some), 16)
    passing = one_slip(niks[left], niks[right])
    codes: dict[tuple[str, ...], int] = {}
    named = np.fromiter((codes.setdefault(one.words, len(codes)) for one in some), np.int64, len(some))
    asked = np.flatnonzero(~passing)
    different, which = np.unique(named[left[asked]] * len(codes) + named[right[asked]], return_inverse=True)
    passing[asked] = _agree(_Names(list(codes)), *divmod(different, len(codes) or 1))[which]
    return list(compress(pairs, passing.tolist()))


def _agree(names: _Names, left: "Whole", right: "Whole") -> "NDArray[np.bool_]":
    """Tell which pairs of names share a rare word, or its sound or nearly its spelling, or look alike as a whole."""
    import numpy as np

    agree = (left == right) | names.odd[left] | names.odd[right]
    for table, alike in ((names.words, None), (names.sounds, None), (names.words, names.spelled.misspelled)):
        for one in table.T:
            for other in table.T:
                open_ = np.flatnonzero(~agree)
                ours, theirs = one[left[open_]], other[right[open_]]
                there = (ours >= 0) & (theirs >= 0)
                told = ours == theirs
                if alike is not None:
                    told[there] = alike(ours[there].astype(np.int64), theirs[there].astype(np.int64))
                agree[open_] = told & there
    open_ = np.flatnonzero(~agree)
    agree[open_] = _close(names.joined, left[open_].tolist(), right[open_].tolist())
    return np.asarray(agree)


def _close(joined: Sequence[str], left: Sequence[int], right: Sequence[int]) -> "NDArray[np.bool_]":
    import numpy as np
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    if not left:
        return np.zeros(0, dtype=bool)
    some, others = ([joined[place] for place in places] for places in (left, right))
    alike = np.asarray(cpdist(some, others, scorer=Indel.normalized_similarity))
    return np.asarray(alike >= _NEARLY, dtype=bool)
