"""What the page of a month draws beside its coverage: places, whose cover ends when, who pays without a gap."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.continuity import STANDINGS
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month, day_title
from jamsos_cli.model.places import Placed
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.sponsor import PlacesHeld
from jamsos_cli.reports.continuity import Ends, Watched, by_source

if TYPE_CHECKING:
    import pandas as pd

_MOST_ENDS = 6
"""Days with a bar of their own; the people of later ones are counted together."""


class Share(NamedTuple):
    """A piece of a bar; where it begins and how wide it is, in hundredths of the widest bar."""

    name: str
    people: int
    at: float
    width: float


class EndBar(NamedTuple):
    """Everybody whose cover ends on one day, or later than the last of those."""

    label: str
    people: int
    rupiah: int
    """a month, to go on."""
    waiting: int
    """of their places, how many somebody on the waiting list can take."""
    shares: tuple[Share, ...]
    """by source, under its title."""
    said: str = ""
    """the same in sentences, for who does not see the bar."""


class PlacesBar(NamedTuple):
    """Places of one source; in persons, and in hundredths of the widest bar."""

    label: str
    places: int
    covered: int
    free: int
    waiting: int
    places_at: float
    covered_at: float
    waiting_at: float
    """where those end who have a place or wait for one."""


class Pictures(NamedTuple):
    """All of them; each may be missing."""

    ends: tuple[EndBar, ...] = ()
    places: tuple[PlacesBar, ...] = ()
    standings: tuple[Share, ...] = ()
    """by STANDINGS in its order, of all people watched."""
    by_village: Mapping[str, tuple[int, int]] = {}
    """label of a village -> its places, and who waits there."""


def end_bars(watched: Watched, cohorts: "pd.DataFrame", sources: Sequence[Source]) -> tuple[EndBar, ...]:
    """Give one bar a day on which cover ends, the next first; with who waits for the places (COHORTS)."""
    titles = titles_of(sources)
    groups: dict[Month, list[Ends]] = defaultdict(list)
    for one in by_source(watched):
        groups[one.last_month].append(one)
    waiting: dict[Month, int] = defaultdict(int)
    for row in records(cohorts):
        waiting[Month.parse(row["last_month"])] += row["waiting"]
    days = sorted(groups)
    spans = [[day] for day in days[:_MOST_ENDS]] + ([days[_MOST_ENDS:]] if days[_MOST_ENDS:] else [])
    widest = max((sum(one.people for day in span for one in groups[day]) for span in spans), default=1)
    return tuple(_end_bar(span, groups, waiting, titles, widest) for span in spans)


def _end_bar(
    span: Sequence[Month],
    groups: Mapping[Month, Sequence[Ends]],
    waiting: Mapping[Month, int],
    titles: Mapping[str, str],
    widest: int,
) -> EndBar:
    ends = [one for day in span for one in groups[day]]
    people: dict[str, int] = dict.fromkeys(titles, 0)
    for one in ends:
        people[one.source] = people.get(one.source, 0) + one.people
    first = day_title(groups[span[0]][0].day)
    return EndBar(
        first if len(span) == 1 else f"{first} dan sesudahnya",
        sum(people.values()),
        sum(one.total for one in ends),
        sum(waiting[day] for day in span),
        _shares({titles.get(key, key): count for key, count in people.items() if count}, widest),
        " ".join(one.sentence(titles.get(one.source, one.source)).id for one in ends),
    )


def places_bars(placed: Placed, held: Sequence[PlacesHeld], sources: Sequence[Source]) -> tuple[PlacesBar, ...]:
    """Give one bar a source that has places: of villages by its quota, of sponsors by what they pledged."""
    titles = titles_of(sources)
    counted: dict[str, tuple[int, int, int, int]] = {}
    for row in records(placed.filled):
        free = max(row["quota"] - row["covered"], 0)
        _add(counted, row["source"], (row["quota"], row["covered"], free, row["waiting"]))
    for one in held:
        _add(counted, one.pledge.source, (one.places, one.filled, one.free, one.beyond))
    widest = max((max(places, covered + waiting) for places, covered, _, waiting in counted.values()), default=0) or 1
    return tuple(
        PlacesBar(
            titles[key],
            places,
            covered,
            free,
            waiting,
            *(100 * count / widest for count in (places, covered, covered + waiting)),
        )
        for key in titles
        if key in counted
        for places, covered, free, waiting in [counted[key]]
    )


def _add(counted: dict[str, tuple[int, int, int, int]], source: str, more: tuple[int, int, int, int]) -> None:
    places, covered, free, waiting = counted.get(source, (0, 0, 0, 0))
    counted[source] = (places + more[0], covered + more[1], free + more[2], waiting + more[3])


def village_places(placed: Placed, labels: Collection[str]) -> dict[str, tuple[int, int]]:
    """Give places and line by the labels under which the coverage names villages: two of one name by code."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in records(placed.filled):
        coded = f"{row['village_name']} ({row['village']})"
        label = coded if coded in labels else row["village_name"]
        places, waiting = found[label]
        found[label] = (places + row["quota"], waiting + row["waiting"])
    return dict(found)


def standing_shares(watched: Watched) -> tuple[Share, ...]:
    """Give how many people pay without a gap, are behind, have lost their claim, or were never paid for."""
    counts = watched.people["standing"].value_counts()
    people = {said.id: int(counts.get(name, 0)) for name, said in STANDINGS.items()}
    return _shares({name: count for name, count in people.items() if count}, sum(people.values()) or 1)


def _shares(people: Mapping[str, int], widest: int) -> tuple[Share, ...]:
    found, at = [], 0
    for name, count in people.items():
        found.append(Share(name, count, 100 * at / widest, 100 * count / widest))
        at += count
    return tuple(found)
