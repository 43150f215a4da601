"""Who is probably one person under two NIKs (D05): every pair with a score, a grade and its reasons."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness import PROBABLE, Record, Traits, days_of_record, traits
from jamsos_cli.steps.likeness_blocks import Skipped, candidates

if TYPE_CHECKING:
    import pandas as pd

    from jamsos_cli.steps.likeness_score import Score

FEW = 2_000
"""Up to so many records plain dicts are done before pandas would be loaded."""


class Alike(NamedTuple):
    """Two records of probably one person, by their places; the smaller first."""

    left: int
    right: int
    score: "Score"

    @property
    def reasons(self) -> tuple[Text, ...]:
        """What agrees or differs, and what each weighs."""
        from jamsos_cli.steps.likeness_score import reasons

        return reasons(self.score)


class Resembling(NamedTuple):
    """The pairs in order of their places, and the blocks that were too large."""

    pairs: tuple[Alike, ...]
    skipped: tuple[Skipped, ...]


def resembling(people: Sequence[Record], known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Find who resembles whom under another NIK; the first `known` records are not compared with one another.

    The pairs and their scores do not depend on the order of the records.
    """
    niks, born = [one.nik for one in people], [one.birth_date for one in people]
    return resembling_records(niks, born, people.__getitem__, known, threshold)


def resembling_records(
    niks: Sequence[str],
    birth_dates: Sequence[str],
    record: Callable[[int], Record],
    known: int = 0,
    threshold: float = PROBABLE,
) -> Resembling:
    """Do the same where a record is only made when it is asked for: mostly nobody on a list resembles anybody."""
    made = cache(lambda place: traits(record(place)))
    pairs = candidates(list(map(days_of_record, niks, birth_dates)), made, known) if len(niks) <= FEW else None
    if pairs is None:
        return _resembling_many([made(place) for place in range(len(niks))], known, threshold)
    return Resembling(tuple(_scored(pairs, made, len(niks), threshold)), ())


def resembling_frame(people: "pd.DataFrame", known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Do the same with a frame of PEOPLE; places are those of its rows."""
    columns = [people[name].tolist() for name in PEOPLE]
    rows = list(zip(*columns, strict=True))
    return resembling_records(columns[0], columns[2], lambda place: Known._make(rows[place]), known, threshold)


def _resembling_many(everybody: Sequence[Traits], known: int, threshold: float) -> Resembling:
    from jamsos_cli.steps.likeness_columns import candidates_of_many

    looked_at = candidates_of_many(everybody, known)
    found = _scored(looked_at.pairs, everybody.__getitem__, len(everybody), threshold)
    return Resembling(tuple(found), looked_at.skipped)


def _scored(
    pairs: Iterable[tuple[int, int]], made: Callable[[int], Traits], people: int, threshold: float
) -> Iterable[Alike]:
    """Weigh the pairs; how common everything is, is only counted where somebody resembles somebody."""
    counts = None
    for left, right in pairs:
        from jamsos_cli.steps import likeness_score

        levels = likeness_score.compared(made(left), made(right))
        if levels is None:
            continue
        if counts is None:
            counts = likeness_score.Counts([made(place) for place in range(people)])
        found = likeness_score.score(made(left), made(right), levels, counts)
        if found.value >= threshold:
            yield Alike(left, right, found)
