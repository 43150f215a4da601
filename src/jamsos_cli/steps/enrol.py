"""Enrol: what a roster adds to the registry and what it replaces there, one village (or sponsor) and source at a time.

A corrected roster replaces what its village and source had for its months. Which older list it corrects is seen from
the file's name or from the people in it: lists with nobody in common stand side by side (two banjar, two files), and a
list that would lose more than the allowed share of its people is held until somebody confirms.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from jamsos_cli.model.month import Month
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.roster_import import Cut, Enrolled, ImportPlan
from jamsos_cli.model.source import Payer, Source
from jamsos_cli.model.worker import Worker

Mode = Literal["auto", "replace", "add"]
ANOTHER_LIST, CORRECTION = 0.2, 0.5
"""Of the smaller list: with fewer people in common it is another list (a double here and there is usual, and common
names meet by chance), from the second share on a correction; between them somebody must say."""
SMALL_LIST = 10
"""A list of fewer people is never held: three of five leaving is no accident."""


class Scope(NamedTuple):
    """What one roster can replace: a village or a sponsor under one source."""

    source: str
    by: Literal["village", "sponsor"]
    key: str


class Held(NamedTuple):
    """An older list that would lose too many people."""

    file: str
    gone: int
    people: int


class Enrolment(NamedTuple):
    """The plan and what it changes, in people."""

    plan: ImportPlan
    joined: int
    """people who had no cover from this source in these months."""
    stayed: int
    left: tuple[str, ...]
    """names of the people who are on no list any more, in order."""
    beside: tuple[str, ...]
    """older lists of the same village that stay as they are."""
    held: tuple[Held, ...]


def with_period(worker: Worker, first: Month, months: int | None, source: Source) -> Worker:
    """Fill in the period a row leaves open: the file's, else the source's (a number of months, or to December)."""
    start = Month.parse(worker.first_month) if worker.first_month else first
    if worker.months:
        length = worker.months
    elif months:
        length = months
    else:
        length = start.until(Month(start.year, 12)) if source.months == "year_end" else source.months
    return worker._replace(first_month=str(start), months=length)


def scope_of(worker: Worker, source: Source) -> Scope:
    """Give what a row belongs to: its sponsor where a sponsor pays, else its village."""
    if source.payer is Payer.SPONSOR:
        return Scope(source.key, "sponsor", worker.sponsor)
    return Scope(source.key, "village", worker.village or worker.village_name)


def months_of(workers: Sequence[Worker]) -> tuple[str, str]:
    """Give the first and last month that any of these rows covers."""
    return min(w.first_month for w in workers), max(_last_month(w) for w in workers)


def enrol(
    workers: Sequence[Worker], enrolled: Sequence[Enrolled], file: str, mode: Mode, held_share: float
) -> Enrolment:
    """Plan the import of the workers of one scope against what the scope has in their months.

    `enrolled` are the enrolments in force of the same scope that overlap the months of `workers`.
    """
    first, last = months_of(workers)
    niks = {worker.nik for worker in workers}
    names = {name_words(worker.name) for worker in workers}
    cuts: list[Cut] = []
    left: list[Enrolled] = []
    beside: list[str] = []
    held: list[Held] = []
    for name, people in _lists(enrolled).items():
        stays = sum(p.nik in niks or name_words(p.name) in names for p in people)
        relation = _relation(people, stays, len(niks), same_name=name == file) if mode == "auto" else mode
        gone = len(people) - stays
        if relation == "add":
            beside.append(name)
        elif relation == "doubtful" or (
            mode == "auto" and len(people) >= SMALL_LIST and gone > held_share * len(people)
        ):
            held.append(Held(name, gone, len(people)))
        else:
            cuts += [Cut(person.enrolment_id, first, last) for person in people]
            left += [person for person in people if person.nik not in niks]
    on_others = {person.nik for person in enrolled if person.file in beside}
    gone_names = sorted(person.name for person in left if person.nik not in on_others)
    before = {person.nik for person in enrolled}
    joined = sum(nik not in before for nik in niks)
    plan = ImportPlan(tuple(sorted(cuts)), tuple(workers))
    return Enrolment(plan, joined, len(niks) - joined, tuple(gone_names), tuple(beside), tuple(held))


def _relation(
    people: Sequence[Enrolled], stays: int, newcomers: int, *, same_name: bool
) -> Literal["replace", "add", "doubtful"]:
    """Tell what a new list is to an older one of its scope: a correction, another list, or nobody knows."""
    if same_name:
        return "replace"
    if not any(p.village or p.village_name or p.sponsor for p in people):
        return "add"  # lists of unknown villages have nothing to do with each other
    share = stays / min(len(people), newcomers)
    if share < ANOTHER_LIST:
        return "add"
    return "replace" if share >= CORRECTION else "doubtful"


def _lists(enrolled: Sequence[Enrolled]) -> dict[str, list[Enrolled]]:
    by_file: dict[str, list[Enrolled]] = defaultdict(list)
    for person in enrolled:
        by_file[person.file].append(person)
    return dict(sorted(by_file.items()))


def _last_month(worker: Worker) -> str:
    return str(Month.parse(worker.first_month) + (worker.months - 1))
