"""Enrol: what a roster adds to the registry and what it replaces there, one village (or sponsor) and source at a time.

A corrected roster replaces what its village and source had for its months. Which older list it corrects is seen from
the file's name or from the people in it: lists with nobody in common stand side by side (two banjar, two files), and a
list that would lose more than the allowed share of its people is held until somebody confirms. A village that a file of
the same name no longer has is replaced by nobody; a village takes over whom older lists had in none.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple

from jamsos_cli.model.month import Month
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.roster_import import Cut, Enrolled, ImportPlan
from jamsos_cli.model.source import Months, Payer, Source, months_from
from jamsos_cli.model.worker import Worker

Mode = Literal["auto", "replace", "add"]
ANOTHER_LIST, CORRECTION = 0.2, 0.5
"""Of the smaller list: with fewer people in common it is another list (a double here and there is usual, and common
names meet by chance), from the second share on a correction; between them somebody must say. A correction also keeps
at least the second share of the older list: one person who stands on a long list already corrects nothing."""
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

    plan: ImportPlan = ImportPlan((), ())
    joined: int = 0
    """people who had no cover from this source in these months."""
    stayed: int = 0
    left: tuple[str, ...] = ()
    """names of the people who are on no list any more, in order."""
    shortened: tuple[str, ...] = ()
    """names of the people who stay, but for fewer of the roster's months than before, in order."""
    beside: tuple[str, ...] = ()
    """older lists of the same village that stay as they are."""
    held: tuple[Held, ...] = ()


def with_period(worker: Worker, first: Month, months: int | None, source: Source) -> Worker:
    """Fill in the period a row leaves open: the file's, else the source's (a number of months, or to December)."""
    start, length = _period(worker.first_month, worker.months or months, first, source.months)
    return worker._replace(first_month=start, months=length)


@lru_cache(maxsize=512)  # a list has few
def _period(written: str, months: int | None, first: Month, usual: Months) -> tuple[str, int]:
    start = Month.parse(written) if written else first
    return str(start), months or months_from(start, usual)


def until(workers: Iterable[Worker], last: str) -> tuple[Worker, ...]:
    """Give workers without the months after `last` (yyyy-mm, "" for all months); without those who have none left."""
    if not last:
        return tuple(workers)
    end = Month.parse(last)
    left = (one._replace(months=min(one.months, Month.parse(one.first_month).until(end))) for one in workers)
    return tuple(one for one in left if one.months > 0)


def scope_of(worker: Worker, source: Source) -> Scope:
    """Give what a row belongs to: its sponsor where a sponsor pays, else its village."""
    if source.payer is Payer.SPONSOR:
        return Scope(source.key, "sponsor", worker.sponsor)
    return Scope(source.key, "village", worker.village or worker.village_name)


def scope_of_enrolled(person: Enrolled) -> Scope:
    """Give what an enrolment belongs to, as `scope_of` said when it was made."""
    if person.sponsor:
        return Scope(person.source, "sponsor", person.sponsor)
    return Scope(person.source, "village", person.village or person.village_name)


def months_of(workers: Sequence[Worker]) -> tuple[str, str]:
    """Give the first and last month that any of these rows covers."""
    periods = {(worker.first_month, worker.months) for worker in workers}
    return min(first for first, _ in periods), max(_last_month(*period) for period in periods)


def enrol(
    workers: Sequence[Worker], enrolled: Sequence[Enrolled], file: str, mode: Mode, held_share: float
) -> Enrolment:
    """Plan the import of the workers of one scope against what the scope has in their months.

    `enrolled` are the enrolments in force of the same scope that overlap the months of `workers`.
    """
    first, last = months_of(workers)
    niks = {worker.nik for worker in workers}
    names = {name_words(worker.name) for worker in workers} if enrolled else set()
    replaced: list[Enrolled] = []
    beside: list[str] = []
    held: list[Held] = []
    lists = _lists(enrolled)
    people_of = {name: _people(rows) for name, rows in lists.items()}
    staying = {name: sum(p.nik in niks or name_words(p.name) in names for p in people_of[name]) for name in lists}
    meant = {name for name, stays in staying.items() if name == file or stays >= ANOTHER_LIST * len(people_of[name])}
    for name, people in people_of.items():
        stays = staying[name]
        relation = _relation(people, stays, len(niks), same_name=name == file) if mode == "auto" else mode
        if mode == "replace" and meant and name not in meant:
            relation = "add"  # the word was about the list that this one resembles
        gone = len(people) - stays
        if relation == "add":
            beside.append(name)
        elif relation == "doubtful" or (mode == "auto" and _is_held(gone, len(people), held_share)):
            held.append(Held(name, gone, len(people)))
        else:
            replaced += lists[name]
    on_others = {person.nik for person in enrolled if person.file in beside}
    left = sorted(p.name for p in _people(replaced) if p.nik not in niks | on_others)
    shortened = _shortened(workers, [p for p in replaced if p.nik not in on_others], (first, last))
    before = {person.nik for person in enrolled}
    joined = sum(nik not in before for nik in niks)
    cuts = tuple(sorted(Cut(person.enrolment_id, first, last) for person in replaced))
    plan = ImportPlan(cuts, tuple(workers))
    return Enrolment(plan, joined, len(niks) - joined, tuple(left), shortened, tuple(beside), tuple(held))


def vanish(
    enrolled: Sequence[Enrolled], months: tuple[str, str], staying: Collection[str], mode: Mode, held_share: float
) -> Enrolment:
    """Plan what becomes of one scope that an older file of the same name had and the new one has not: its people leave.

    `enrolled` came from that file and overlap the `months` of the new one; `staying` are the NIKs on the new one, who
    leave nothing but this scope.
    """
    if mode == "add":
        return Enrolment()
    people = _people(enrolled)
    gone = [person for person in people if person.nik not in staying]
    if mode == "auto" and _is_held(len(gone), len(people), held_share):
        return Enrolment(held=(Held(enrolled[0].file, len(gone), len(people)),))
    cuts = tuple(sorted(Cut(person.enrolment_id, *months) for person in enrolled))
    return Enrolment(ImportPlan(cuts, ()), left=tuple(sorted(person.name for person in gone)))


def together(parts: Iterable[Enrolment]) -> Enrolment:
    """Put the plans of all scopes of a file together."""
    plans, joined, stayed, left, shortened, beside, held = zip(Enrolment(), *parts, strict=True)
    cuts, workers = zip(*plans, strict=True)
    return Enrolment(
        ImportPlan(tuple(chain(*cuts)), tuple(chain(*workers))),
        sum(joined),
        sum(stayed),
        tuple(chain(*left)),
        tuple(chain(*shortened)),
        tuple(sorted({*chain(*beside)})),
        tuple(chain(*held)),
    )


def spared(cuts: Iterable[Cut], leaving: Mapping[int, str], ends: Mapping[str, str], today: str) -> tuple[Cut, ...]:
    """Give the cuts without the months that were rightly covered, of people who leave for a reason that is known.

    `leaving` are the enrolments of who is not on the new list (enrolment -> NIK), `ends` the first month without cover
    that is noted of them. Their row is gone because of that end, so what lies before it, and before `today`, stays.
    """
    left = []
    for cut in cuts:
        end = ends.get(leaving.get(cut.enrolment_id, ""))
        left.append(cut._replace(first=max(cut.first, min(end, today))) if end else cut)
    return tuple(cut for cut in left if cut.first <= cut.last)


def is_nowhere(person: Enrolled, workers: Iterable[Worker]) -> bool:
    """Tell whether an enrolment is of no village: it names none, or none of the regency though `workers` name those."""
    if person.village or person.sponsor:
        return False
    return not person.village_name or any(worker.village for worker in workers)


def settle(workers: Iterable[Worker], nowhere: Sequence[Enrolled]) -> tuple[Cut, ...]:
    """Plan the end of what people of this roster have under no village, or a name that is none: their village has them.

    `workers` are those of a known village under one source, `nowhere` what is in force under that source and no
    village; months that a row does not cover stay as they are.
    """
    theirs = {worker.nik: months_of([worker]) for worker in workers} if nowhere else {}
    cuts = (Cut(person.enrolment_id, *theirs[person.nik]) for person in nowhere if person.nik in theirs)
    had = {person.enrolment_id: (person.first_month, person.last_month) for person in nowhere}
    return tuple(cut for cut in cuts if cut.first <= had[cut.enrolment_id][1] and had[cut.enrolment_id][0] <= cut.last)


def corrections(
    rows: Sequence[tuple[Worker, Scope]], enrolled: Sequence[Enrolled], mode: Mode
) -> frozenset[tuple[str, str]]:
    """Give (new file, older file) where the new one is no list beside the older one of its village or sponsor.

    Half of its people stand there already, so it corrects the older list, or is held; that each of them stands there
    is no news. `rows` are all workers of the new files, `enrolled` what is in force for their NIKs.
    """
    if mode == "add":
        return frozenset()
    sizes = Counter((worker.file, scope) for worker, scope in rows)
    by_nik = defaultdict(set)
    for person in enrolled:
        by_nik[person.nik].add((scope_of_enrolled(person), person.file))
    shared = Counter(
        (worker.file, scope, old) for worker, scope in rows for there, old in by_nik[worker.nik] if there == scope
    )
    return frozenset(
        (new, old)
        for (new, scope, old), people in shared.items()
        if mode == "replace" or people >= CORRECTION * sizes[new, scope]
    )


def _is_held(gone: int, people: int, held_share: float) -> bool:
    return people >= SMALL_LIST and gone > held_share * people


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
    keeps = stays >= CORRECTION * len(people) or len(people) < SMALL_LIST
    return "replace" if share >= CORRECTION and keeps else "doubtful"


def _shortened(workers: Sequence[Worker], replaced: Sequence[Enrolled], months: tuple[str, str]) -> tuple[str, ...]:
    """Name who had a month of the roster's months before and has it no more, though the roster has the person."""
    if not replaced:
        return ()
    new = {worker.nik: (worker.first_month, _last_month(worker.first_month, worker.months)) for worker in workers}
    names = set()
    for person in replaced:
        if person.nik in new:
            first, last = new[person.nik]
            had_first, had_last = max(person.first_month, months[0]), min(person.last_month, months[1])
            if had_first < first or had_last > last:
                names.add((person.name, person.nik))
    return tuple(name for name, _ in sorted(names))


def _lists(enrolled: Sequence[Enrolled]) -> dict[str, list[Enrolled]]:
    by_file: dict[str, list[Enrolled]] = defaultdict(list)
    for person in enrolled:
        by_file[person.file].append(person)
    return dict(sorted(by_file.items()))


def _people(rows: Iterable[Enrolled]) -> list[Enrolled]:
    """Give one row a person: a newer list may have cut an enrolment in two."""
    return list({row.nik: row for row in rows}.values())


def _last_month(first: str, months: int) -> str:
    return str(Month.parse(first) + (months - 1))
