"""People who stand in two files, or in a file and the registry: their findings, and who is accepted after that."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.accept import Accepted, ProbablySame
from jamsos_cli.steps.resemblance import resembling

Earlier = Callable[[Sequence[Accepted]], Sequence[Identity]]
"""Files judged -> the people of the registry they must be compared with."""
Across = Callable[[Sequence[Identity], Iterable[Identity]], Iterable[tuple[int, Finding]]]


class Resemblance(NamedTuple):
    """Two rows of probably one person under two NIKs."""

    left: int
    right: int
    """places among the people known before and then those of all files; the left one is smaller."""
    score: float
    agreement: Text
    """which fields agree and which differ."""


class Resembled(NamedTuple):
    """Who resembles whom, and among how many."""

    people: Sequence[Identity]
    """those known before, then those of all files in order."""
    known: int
    pairs: tuple[Resemblance, ...]
    """without those that were ruled on."""


def across_files(files: Sequence[Accepted], question: Across, earlier: Earlier | None = None) -> list[Accepted]:
    """Add the findings across files (in the order given) and take out the rows they reject."""
    known = earlier(files) if earlier is not None else ()
    again = _again(files, {person.nik for person in known})
    standing = [
        (i, file.people[k]) for i, file in enumerate(files) for k, nik in enumerate(file.people.niks) if nik in again
    ]
    added: dict[int, list[Finding]] = defaultdict(list)
    for place, finding in question([person for _, person in standing], known) if standing else ():
        added[standing[place][0]].append(finding)
    return with_added(files, added)


def _again(files: Sequence[Accepted], known: set[str]) -> set[str]:
    """Give the NIKs that stand in two files, or in one and the registry."""
    seen, again = set(known), set()
    for file in files:
        here = set(file.people.niks)
        again |= here & seen
        seen |= here
    return again


def with_added(files: Sequence[Accepted], added: Mapping[int, Sequence[Finding]]) -> list[Accepted]:
    """Add to each judged file, by its place, the findings it has."""
    return [with_findings(file, added[index]) if index in added else file for index, file in enumerate(files)]


def with_findings(file: Accepted, findings: Sequence[Finding]) -> Accepted:
    """Add findings to a judged file and take out the rows they reject."""
    fatal = {(f.place.sheet or "", f.place.row) for f in findings if f.kind.level is Level.ERROR}
    workers = tuple(worker for worker in file.workers if (worker.sheet, worker.row) not in fatal)
    people = file.people
    hit = [(sheet or "", row) in fatal for sheet, row in zip(people.sheets, people.rows, strict=True)]
    rejected = sum(one and accepted for one, accepted in zip(hit, people.accepted, strict=True))
    result = file.result._replace(
        accepted=file.result.accepted - rejected,
        rejected=file.result.rejected + rejected,
        findings=(*file.result.findings, *findings),
    )
    staying = [accepted and not one for one, accepted in zip(hit, people.accepted, strict=True)]
    rows = tuple(row._replace(accepted=False) if (row.sheet, row.row) in fatal else row for row in file.rows)
    return file._replace(result=result, workers=workers, people=replace(people, accepted=staying), rows=rows)


def resembled(files: Sequence[Accepted], ruled: Rulings, earlier: Iterable[Identity] = ()) -> Resembled:
    """Look for people who are probably one under two NIKs, in these files and among those of the registry.

    `earlier` are people of the registry, who come first and are not compared with each other.
    """
    known = list(earlier)
    people = [*known, *(person for file in files for person in file.people)]
    pairs = (
        Resemblance(pair.left, pair.right, pair.score.value, pair.agreement)
        for pair in resembling(people, len(known)).pairs
        if not ruled.on_niks(people[pair.left].nik, people[pair.right].nik)
    )
    return Resembled(people, len(known), tuple(pairs))


def with_resemblances(files: Sequence[Accepted], found: Resembled, question: ProbablySame) -> list[Accepted]:
    """Add what is found of resembling people on the later row: of the likest before it, and once a row."""
    owner = [index for index, file in enumerate(files) for _ in file.people]
    told = {
        (f.place.file, f.place.sheet, f.place.row)
        for file in files
        for f in file.result.findings
        if f.kind.code == "D05"
    }
    likest: dict[int, Resemblance] = {}
    for pair in found.pairs:
        if pair.right not in likest or pair.score > likest[pair.right].score:
            likest[pair.right] = pair
    added: dict[int, list[Finding]] = defaultdict(list)
    for place, pair in sorted(likest.items()):
        person, other = found.people[place], found.people[pair.left]
        finding = question(person, other, pair.score, pair.agreement)
        if finding.place[:3] not in told:
            added[owner[place - found.known]].append(finding)
    return with_added(files, added)
