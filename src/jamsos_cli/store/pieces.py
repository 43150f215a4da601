"""Enrolments cut into the months that something holds for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Piece(NamedTuple):
    """Some months of an enrolment."""

    place: int
    """of the enrolment among those that are cut."""
    person_id: int
    first: str
    last: str
    """yyyy-mm, both included."""


def in_pieces(
    enrolments: "pd.DataFrame", cut: "pd.Series[bool]", pieces: Iterable[Piece], months: tuple[str, str]
) -> "pd.DataFrame":
    """Give ENROLMENTS, those that are `cut` by their pieces that share a month with first..last of `months`.

    By enrolment, then by month.
    """
    import pandas as pd

    there = [one for one in pieces if one.first <= months[1] and one.last >= months[0]]
    left = enrolments[cut].iloc[[one.place for one in there]]
    left = left.assign(
        person_id=[one.person_id for one in there],
        first_month=[one.first for one in there],
        last_month=[one.last for one in there],
    )
    whole = pd.concat([enrolments[~cut], left.astype(enrolments.dtypes.to_dict())])
    return whole.sort_values(["enrolment_id", "first_month"], kind="stable", ignore_index=True)
