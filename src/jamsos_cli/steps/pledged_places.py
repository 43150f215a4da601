"""Pledges against enrolments: whom a sponsor pays for in a month, which places are free, who stands beyond them."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.frame import are_among, records
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import TWO
from jamsos_cli.model.source import Source, sponsor_keys, titles_of
from jamsos_cli.model.sponsor import PlacesHeld, Pledge, Pledged, total_pledged

if TYPE_CHECKING:
    import pandas as pd


class Within(NamedTuple):
    """A month's enrolments once the pledges were asked."""

    enrolments: "pd.DataFrame"
    """ENROLMENTS of who may be billed."""
    out: "pd.DataFrame"
    """the others, with `sponsor_id` and `places` (0: the pledge has ended)."""
    less: int
    """people who are billed JKK+JKM, because the pledge holds no JHT."""


def within(
    enrolments: "pd.DataFrame",
    month: Month,
    sources: Sequence[Source],
    pledged: Pledged,
    paid: Sequence["pd.DataFrame"],
) -> Within:
    """Leave out of a month whom no pledge of their sponsor pays for.

    A sponsor without any pledge, or before its first, pays for everybody on its roster as ever. After the end nobody is
    left; of more people than places those stay who were billed (`paid`: person_id and source of this month, then of the
    last issued one before), then whom the sponsor's forms name, then the first enrolled. Who has another payer before
    the sponsor takes no place.
    """
    mine = _sponsored(enrolments, month, sources, pledged, paid[:1])
    if mine.empty:
        return Within(enrolments, mine.iloc[:0].assign(places=0), 0)
    rank = _rank(mine, pledged, paid)
    out = mine[_beyond(mine.assign(rank=rank))]
    kept = enrolments.drop(index=out.index)
    plain = mine.index.difference(out.index)
    plain = plain[~mine.loc[plain, "jht"].to_numpy(dtype=bool)]
    less = plain[(kept.loc[plain, "programmes"] != TWO).to_numpy()]
    if len(less):
        kept = kept.copy()
        kept.loc[less, "programmes"] = TWO
    return Within(kept, out, len(less))


def _named(enrolments: "pd.DataFrame", month: Month, sources: Sequence[Source]) -> "pd.DataFrame":
    """Give the enrolments of a month under sources that sponsors pay; of a million people few are."""
    mine = enrolments[enrolments["source"].isin(sponsor_keys(sources))]
    return mine[holds_in(mine, month)]


def _sponsored(
    enrolments: "pd.DataFrame",
    month: Month,
    sources: Sequence[Source],
    pledged: Pledged,
    billed: Sequence["pd.DataFrame"],
) -> "pd.DataFrame":
    """Give the enrolments that a sponsor who has begun to pledge would pay for, with its places of the month.

    Among the sources of a person that is the first by order; one that has billed the month (`billed`) comes before.
    """
    asked = str(month)
    orders = {source.key: source.order for source in sources}
    mine = _named(enrolments, month, sources)
    known = {key: pledged.book.find(key) for key in mine["sponsor"].unique()}
    mine = mine.assign(sponsor_id=mine["sponsor"].map(known))
    mine = mine[mine["sponsor_id"].notna()]
    if mine.empty:
        return mine
    others = enrolments[enrolments["person_id"].isin(mine["person_id"])]
    others = others[holds_in(others, month)]
    turn = others["source"].map(orders)
    for lines in billed:
        turn = turn.mask(are_among(others, lines, ["person_id", "source"]), -1)
    first = turn.groupby(others["person_id"]).min()
    mine = mine[turn[mine.index] == mine["person_id"].map(first)]
    if mine.empty:
        return mine
    places, jht, begun = {}, {}, {}
    for who, source in set(zip(mine["sponsor_id"], mine["source"], strict=True)):
        theirs = pledged.of(int(who), source)
        holding = [one for one in theirs if one.holds(asked)]
        places[who, source] = sum(one.workers for one in holding)
        jht[who, source] = any(one.programmes != TWO for one in holding)
        begun[who, source] = any(one.first_month <= asked for one in theirs)
    pairs = list(zip(mine["sponsor_id"], mine["source"], strict=True))
    mine = mine.assign(places=[places[one] for one in pairs], jht=[jht[one] for one in pairs])
    return mine[[begun[one] for one in pairs]]


def _rank(mine: "pd.DataFrame", pledged: Pledged, paid: Sequence["pd.DataFrame"]) -> "pd.Series[int]":
    """Give 0 for who was billed this month, 1 the last before, 2 for whom the sponsor's forms name, 3 for others."""
    import pandas as pd

    named = [(one.sponsor_id, worker.nik) for one in pledged.pledges for worker in pledged.named.get(one.pledge_id, ())]
    rank = pd.Series(3, index=mine.index)
    if named:
        rank = rank.mask(pd.MultiIndex.from_frame(mine[["sponsor_id", "nik"]]).isin(named), 2)
    for place, billed in reversed([*enumerate(paid)]):
        rank = rank.mask(are_among(mine, billed, ["person_id", "source"]), place)
    return rank


def _beyond(mine: "pd.DataFrame") -> "pd.Series[bool]":
    """Tell whose place is beyond those of their sponsor; a person with several rows takes one."""
    who = ["sponsor_id", "source"]
    ordered = mine.sort_values(["rank", "entered", "enrolment_id"], kind="stable")
    people = ordered.drop_duplicates([*who, "person_id"])
    turn = people.assign(turn=people.groupby(who).cumcount())[[*who, "person_id", "turn"]]
    with_turn = mine.merge(turn, on=[*who, "person_id"], how="left", validate="many_to_one").set_axis(mine.index)
    return with_turn["turn"] >= with_turn["places"]


def places_held(
    enrolments: "pd.DataFrame",
    lines: "pd.DataFrame",
    month: Month,
    sources: Sequence[Source],
    pledged: Pledged,
    barred: Collection[int],
) -> list[PlacesHeld]:
    """Give what every sponsor who has pledged holds in a month; `lines` are its BILLED, drafts too.

    By office, name and sponsor. Everybody within the places fills one, drafted or not, but the persons `barred`, who
    may not be billed.
    """
    asked, titles = str(month), titles_of(sources)
    of_sponsor = _by_sponsor(enrolments, month, sources, pledged)
    payer = dict(zip(lines["person_id"], lines["source"], strict=True))
    meant = {key: pledged.book.find(key) for key in lines["payer"].unique()}
    sponsor = {person: meant[key] for person, key in zip(lines["person_id"], lines["payer"], strict=True)}
    found = []
    for who in sorted({one.sponsor_id for one in pledged.pledges}):
        theirs, all_ = of_sponsor.get(who, []), pledged.of(who)
        places = sum(one.workers for one in all_ if one.holds(asked))
        away = {row["person_id"]: row for row in theirs if payer.get(row["person_id"], row["source"]) != row["source"]}
        ours = {row["person_id"] for row in theirs} - away.keys() - set(barred)
        own = {person for person in ours if sponsor.get(person, who) == who}  # two sponsors may name one worker
        begun = any(one.first_month <= asked for one in all_)
        # Who was issued before the pledge ended stays billed until that is corrected, and fills no place.
        filled = min(len(own), places) if begun else len(own)
        elsewhere = tuple(
            (row["name"], titles.get(payer[row["person_id"]], ""), row["village"], row["village_name"])
            for row in away.values()
        )
        beyond = max(0, len(own) - filled) if begun else 0
        holding = [one for one in all_ if one.holds(asked)]
        missing = _missing(pledged, [one.pledge_id for one in holding], theirs)
        amount = total_pledged(holding)
        newest = pledged.newest(who, asked)
        until = _places_until(all_, places, asked) or newest.until
        found.append(PlacesHeld(newest, until, places, filled, beyond, elsewhere, missing, amount))
    return sorted(found, key=lambda one: (one.pledge.opd, one.pledge.name, one.pledge.sponsor_id))


def _places_until(theirs: Sequence[Pledge], places: int, month: str) -> str:
    """Give the last month before a sponsor pays for fewer places than in a month; "" where it pays for none then."""
    for until in sorted({one.until for one in theirs if one.until >= month}):
        after = str(Month.parse(until) + 1)
        if sum(one.workers for one in theirs if one.holds(after)) < places:
            return until
    return ""


def unpledged(
    enrolments: "pd.DataFrame", month: Month, sources: Sequence[Source], pledged: Pledged | None
) -> list[tuple[str, str, int]]:
    """Give (name, office, people) of the sponsors whom rosters name for a month and no form does; by office, name."""
    mine = _named(enrolments, month, sources)
    found = []
    for key, theirs in mine.groupby("sponsor", sort=True):
        if pledged is None or pledged.book.find(str(key)) is None:
            first = theirs.iloc[0]
            found.append((str(first["sponsor_name"]), str(first["opd"]), int(theirs["person_id"].nunique())))
    return sorted(found, key=lambda one: (one[1], one[0]))


def _missing(pledged: Pledged, holding: Sequence[int], theirs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Give whom the forms name and no roster enrols."""
    niks, names = {row["nik"] for row in theirs}, {row["name"].casefold() for row in theirs}
    named = [worker for one in holding for worker in pledged.named.get(one, ())]
    return tuple(one.name for one in named if one.nik not in niks and one.name.casefold() not in names)


def _by_sponsor(
    enrolments: "pd.DataFrame", month: Month, sources: Sequence[Source], pledged: Pledged
) -> Mapping[int, list[dict[str, Any]]]:
    """Give sponsor -> the enrolments of a month that name it."""
    mine = _named(enrolments, month, sources).sort_values("enrolment_id")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in records(mine):
        who = pledged.book.find(row["sponsor"])
        if who is not None:
            found.setdefault(who, []).append(row)
    return found


def free_places(held: Sequence[PlacesHeld], villages: Mapping[str, tuple[str, str]]) -> "pd.DataFrame":
    """Give one row a sponsor with free places, as `freed_places.offered` asks for them.

    The village is the one its form names (`villages`: plain name -> code and name), else that of a worker whom another
    source pays for, "" for none.
    """
    import pandas as pd

    rows = []
    for one in held:
        if one.free:
            written = one.pledge.village.strip()
            home = one.elsewhere[0][2:] if one.elsewhere else ("", "")
            code, name = villages.get(written.casefold(), ("", written)) if written else home
            rows.append((one.pledge.name, str(one.pledge.sponsor_id), one.pledge.opd, str(one.free), code, name))
    columns = ["sponsor_name", "sponsor", "opd", "name", "village", "village_name"]
    return pd.DataFrame(rows, columns=columns, dtype=object).assign(billed="", person_id=0)
