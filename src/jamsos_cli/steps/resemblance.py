"""Who is probably one person under two NIKs (D05): every pair with a score, a grade and its reasons."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.likeness import PROBABLE
from jamsos_cli.steps.likeness.blocks import Facts, Few, Skipped
from jamsos_cli.steps.likeness.traits import Record, Traits, traits

if TYPE_CHECKING:
    import pandas as pd

    from jamsos_cli.steps.likeness.score import Score

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
        from jamsos_cli.steps.likeness.reasons import reasons

        return reasons(self.score)

    @property
    def agreement(self) -> Text:
        """What agrees and what differs, for a village: no weights."""
        from jamsos_cli.steps.likeness.reasons import agreement

        return agreement(self.score)


class Resembling(NamedTuple):
    """The pairs in order of their places, and the blocks that were too large."""

    pairs: tuple[Alike, ...]
    skipped: tuple[Skipped, ...]


def resembling(people: Sequence[Record], known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Find who resembles whom under another NIK; the first `known` records are not compared with one another.

    The pairs and their scores do not depend on the order of the records.
    """
    facts = Facts(
        [one.nik for one in people],
        [one.birth_date for one in people],
        [one.mother for one in people],
        [one.phone for one in people],
        [one.family_card for one in people],
    )
    return resembling_facts(facts, people.__getitem__, known, threshold)


def resembling_facts(
    facts: Facts, record: Callable[[int], Record], known: int = 0, threshold: float = PROBABLE
) -> Resembling:
    """Do the same where a record is only made when it is asked for: mostly nobody on a list resembles anybody."""
    people = len(facts.niks)
    few = Few(facts, record) if people <= FEW else None
    pairs = few.candidates(known) if few else None
    if few is None or pairs is None:
        return resembling_many([traits(record(place)) for place in range(people)], known, threshold)
    promising = _promising(pairs, few.traits, people, threshold)
    return Resembling(tuple(_scored(promising, few.traits, people, threshold)) if promising else (), ())


def resembling_frame(people: "pd.DataFrame", threshold: float = PROBABLE) -> Resembling:
    """Do the same with a frame of PEOPLE; places are those of its rows."""
    columns = (people[name].tolist() for name in PEOPLE)
    return resembling(list(map(Known, *columns)), threshold=threshold)


def resembling_many(everybody: Sequence[Traits], known: int = 0, threshold: float = PROBABLE) -> Resembling:
    """Do the same on whole columns, for a registry; those are loaded here."""
    from jamsos_cli.steps.likeness.columns import Columns, candidates
    from jamsos_cli.steps.likeness.names import may_be_named

    columns = Columns(everybody)
    found = may_be_named(columns, candidates(columns, known))
    pairs = _scored(found.pairs, everybody.__getitem__, len(everybody), threshold) if len(found.left) else ()
    return Resembling(tuple(pairs), found.skipped)


def _promising(
    pairs: Sequence[tuple[int, int]], made: Callable[[int], Traits], people: int, threshold: float
) -> list[tuple[int, int]]:
    """Give the pairs that may reach the threshold once everybody is counted: mostly none, and nobody need be."""
    if not pairs:
        return []
    from jamsos_cli.steps.likeness.score import compared, may_reach

    compares = ((left, right, compared(made(left), made(right))) for left, right in pairs)
    return [
        (left, right)
        for left, right, levels in compares
        if levels is not None and may_reach(threshold, made(left), made(right), levels, people)
    ]


def _scored(
    pairs: Sequence[tuple[int, int]], made: Callable[[int], Traits], people: int, threshold: float
) -> Iterable[Alike]:
    """Weigh the pairs by how common everything is among the people."""
    from jamsos_cli.steps.likeness.score import Counts, compared, score

    counts = Counts([made(place) for place in range(people)])
    for left, right in pairs:
        levels = compared(made(left), made(right))
        found = score(made(left), made(right), levels, counts) if levels is not None else None
        if found is not None and found.value >= threshold:
            yield Alike(left, right, found)
