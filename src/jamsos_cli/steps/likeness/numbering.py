"""Values as whole numbers, so that many are looked at in one step: equal numbers are equal values, -1 is none."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Told = NDArray[np.bool_]

_T = TypeVar("_T")


def coded(values: Iterable[_T], none: _T | None = None) -> "tuple[Whole, list[_T]]":
    """Give a number for each different value, -1 for `none`; and the different values in the order of their numbers."""
    import numpy as np

    codes: dict[_T | None, int] = defaultdict(count().__next__, {none: -1})
    numbers = np.fromiter(map(codes.__getitem__, values), dtype=np.int64)
    del codes[none]
    return numbers, cast(list[_T], list(codes))


def of_each(numbers: Iterable[int], none: int = -1) -> "Whole":
    """Give a column to be asked by the numbers of `coded`: -1 gives `none`."""
    import numpy as np

    return np.array([*numbers, none], dtype=np.int64)


def table(listed: "Whole", counts: "Whole") -> "Whole":
    """Give numbers in rows of so many each, -1 behind the short ones."""
    import numpy as np

    made = np.full((len(counts), int(counts.max(initial=0))), -1, dtype=np.int64)
    made[np.arange(made.shape[1]) < counts[:, np.newaxis]] = listed
    return made


def packed(rows: "Whole") -> "Whole":
    """Give rows with what is not -1 in front, in its order."""
    there = rows >= 0
    return table(rows[there], there.sum(axis=1))


def any_equal(some: "Whole", left: "Whole", others: "Whole", right: "Whole") -> "Told":
    """Tell in which pairs of rows any number of the one is any of the other."""
    import numpy as np

    told = np.zeros(len(left), dtype=bool)
    theirs = [other[right] for other in others.T] if some.shape[1] else []
    for one in some.T:
        ours = one[left]
        for other in theirs:
            told |= (ours == other) & (ours >= 0)
    return told
