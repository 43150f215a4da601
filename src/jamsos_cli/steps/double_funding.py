"""D03 while rosters are looked at together: two public sources name one person for the same months.

What is enrolled already, and another village of one source, is only known to an invoice: `steps.price`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.identity import People
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import Place, said_row
from jamsos_cli.model.source import Source, months_from
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.identities import with_added


class _Funding(NamedTuple):
    """An accepted row that says who pays; they sort by who pays first."""

    order: int
    file: int
    row: int
    """place among the people of the file."""
    source: Source
    first: str
    last: str
    """yyyy-mm, both."""


def double_funded(files: Sequence[Accepted], sources: Sequence[Source], judged: Month, kind: Kind) -> list[Accepted]:
    """Add D03 (`kind`) to rows of a public source that would not be billed, for another public one comes first.

    A row that names no first month asks for the month judged; two rows of one file are D01 instead.
    """
    found: dict[int, list[Finding]] = defaultdict(list)
    for fundings in _funded_twice(files, {source.key: source for source in sources}, judged):
        billed = min(fundings)
        for other in sorted(fundings):
            first, last = max(billed.first, other.first), min(billed.last, other.last)
            both = billed.source.public and other.source.public and billed.source is not other.source
            if both and first <= last:
                found[other.file].append(_finding(kind, files, billed, other, Month.parse(first)))
    return with_added(files, found)


def _funded_twice(files: Sequence[Accepted], by_key: dict[str, Source], judged: Month) -> Iterator[list[_Funding]]:
    """Give everybody whom accepted rows of several sources name, once a person."""
    of_person: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, file in enumerate(files):
        people = file.people
        for row, nik in enumerate(people.niks):
            if people.accepted[row] and people.sources[row]:
                of_person[nik].append((index, row))
    for places in of_person.values():
        if len({files[file].people.sources[row] for file, row in places}) > 1:
            yield [_funding(files[file].people, by_key, judged, file, row) for file, row in places]


def _funding(people: People, by_key: dict[str, Source], judged: Month, file: int, row: int) -> _Funding:
    source = by_key[people.sources[row]]
    first = Month.parse(people.first_months[row]) if people.first_months[row] else judged
    months = people.months[row] or months_from(first, source.months)
    return _Funding(source.order, file, row, source, str(first), str(first + (months - 1)))


def _finding(kind: Kind, files: Sequence[Accepted], billed: _Funding, other: _Funding, month: Month) -> Finding:
    here, there = files[other.file].people[other.row].place, files[billed.file].people[billed.row].place
    return Finding(
        kind,
        Place(here.file, here.sheet, here.row),
        values=(
            ("month", month.title),
            ("billed", billed.source.title),
            ("billed_place", said_row(there.file, there.sheet, there.row)),
            ("other", other.source.title),
        ),
    )
