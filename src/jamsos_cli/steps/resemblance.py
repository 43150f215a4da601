"""Who is probably one person under two NIKs (D05): every pair with a score, a grade and its reasons."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness import Record, Traits, traits
from jamsos_cli.steps.likeness_blocks import Candidates, Skipped, candidates
from jamsos_cli.steps.likeness_score import PROBABLE, Counts, Score, reasons, score

if TYPE_CHECKING:
    import pandas as pd

FEW = 4_000
"""Up to so many records plain dicts are done before pandas would be loaded."""


class Alike(NamedTuple):
    """Two records of probably one person, by their places; the smaller first."""

    left: int
    right: int
    score: Score

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What agrees or differs, and what each weighs."""
        return reasons(self.score)


class Resembling(NamedTuple):
    """The pairs in order of their places, and the blocks that were too large."""

    pairs: tuple[Alike, ...]
    skipped: tuple[Skipped, ...]


def resembling(people: Sequence[Record], known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Find who resembles whom under another NIK; the first `known` records are not compared with one another.

    The pairs and their scores do not depend on the order of the records.
    """
    return _found([traits(one) for one in people], known, threshold, _blocked(len(people)))


def resembling_frame(people: "pd.DataFrame", known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Do the same with a frame of PEOPLE; places are those of its rows."""
    columns = (people[name].tolist() for name in PEOPLE)
    everybody = [traits(Known._make(row)) for row in zip(*columns, strict=True)]
    return _found(everybody, known, threshold, _blocked(len(everybody)))


def _blocked(people: int) -> Callable[[Sequence[Traits], int], Candidates]:
    if people <= FEW:
        return candidates
    from jamsos_cli.steps.likeness_columns import candidates_of_many

    return candidates_of_many


def _found(
    everybody: Sequence[Traits],
    known: int,
    threshold: float,
    blocked: Callable[[Sequence[Traits], int], Candidates],
) -> Resembling:
    looked_at = blocked(everybody, known)
    if not looked_at.pairs:
        return Resembling((), looked_at.skipped)
    counts = Counts(everybody)
    pairs = []
    for left, right in looked_at.pairs:
        found = score(everybody[left], everybody[right], counts)
        if found.value >= threshold:
            pairs.append(Alike(left, right, found))
    return Resembling(tuple(pairs), looked_at.skipped)
