"""Which pairs of many have names, or NIKs, that may be one person's: whole columns, before any pair is compared.

A registry has people of one mother's name, or of one village and day, by chance; `levels.may_be_one` would refuse
nearly all of them by the name alone, one after the other. Whoever it would let pass passes here, too (tested).
"""

from typing import TYPE_CHECKING

from jamsos_cli.steps.likeness.columns import Candidates, Columns, one_slip
from jamsos_cli.steps.likeness.levels import villages_stand
from jamsos_cli.steps.likeness.numbers import FAR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Told = NDArray[np.bool_]


def may_be_named(columns: Columns, found: Candidates) -> Candidates:
    """Give the pairs that `levels.may_be_one` may let pass by their names or NIKs; some that it refuses, too."""
    import numpy as np

    left, right = found.left, found.right
    passing = one_slip(columns.nik_digits[left], columns.nik_digits[right])
    more = _share_more(columns, found) | columns.mothers.share_a_word(left, right)
    apart = np.flatnonzero(~passing & ~more & _near_only(columns, found) & _of_other_villages(columns, found))
    for tell, those in ((columns.names.agree, more), (columns.names.agree_whole, ~more)):
        asked = np.flatnonzero(~passing & those)
        passing[asked] = tell(left[asked], right[asked])
    apart = apart[passing[apart]]
    passing[apart] = columns.mothers.agree(left[apart], right[apart])
    return found.only(passing)


def _share_more(columns: Columns, found: Candidates) -> "Told":
    """Tell in which pairs anything agrees beside dates and names, as `levels.share_more` does."""
    import numpy as np

    told = np.zeros(len(found.left), dtype=bool)
    for codes in (columns.village, columns.serial, columns.phone, columns.card):
        told |= (codes[found.left] == codes[found.right]) & (codes[found.left] >= 0)
    return told


def _near_only(columns: Columns, found: Candidates) -> "Told":
    """Tell in which pairs neither the birth dates are the same nor those of the NIKs."""
    left, right = found.left, found.right
    told: Told = (columns.born[left] != columns.born[right]) & (columns.nik_born[left] != columns.nik_born[right])
    return told


def _of_other_villages(columns: Columns, found: Candidates) -> "Told":
    """Tell which pairs have villages that stand FAR from each other."""
    import numpy as np

    ours, theirs = columns.village[found.left], columns.village[found.right]
    told: Told = (ours != theirs) & (ours >= 0) & (theirs >= 0)
    asked = np.flatnonzero(told)
    pairs, which = np.unique(ours[asked] * len(columns.villages) + theirs[asked], return_inverse=True)
    one, other = (places.tolist() for places in divmod(pairs, max(len(columns.villages), 1)))
    stand = [villages_stand(columns.villages[a], columns.villages[b]) == FAR for a, b in zip(one, other, strict=True)]
    told[asked] = np.array(stand, dtype=bool)[which]
    return told
