"""Who has a place in a month where a source pays for so many people a village, and who waits, in which order.

Nothing of it is stored: it follows from enrolments, issued invoices and the settings. A place once taken is kept while
the enrolment lasts, so that nobody's cover has a gap; free ones go to who entered first, or to the poorest first.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.frame import are_among, build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import FILLED, WAITING, Placed
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd

_PERSON = ["person_id", "source"]
_HOME = [*_PERSON, "village"]
_UNKNOWN_DECILE = 11
_BILLED_NOW, _BILLED_BEFORE, _NEW = 0, 1, 2


class Known(NamedTuple):
    """What the registry knows beside the enrolments; persons by today's keys."""

    queue: "pd.DataFrame"
    """QUEUE of the sources with a quota."""
    held: "pd.DataFrame"
    """HELD of those sources."""
    issued: "pd.DataFrame"
    """issued lines of the month in force: person_id and source."""
    fill: bool
    """whether places that were billed and are free again may be filled: not in months that are past."""


def limited(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Give the sources that pay for so many people a village, by order."""
    return tuple(sorted((one for one in sources if one.quota or one.quotas), key=lambda one: one.order))


def place(enrolments: "pd.DataFrame", sources: Sequence[Source], known: Known, month: Month) -> Placed:
    """Part the ENROLMENTS of a month into who is covered and who waits, within source and village.

    First who was billed for the month itself (they stay covered even above the quota), then who was billed for the
    month before, then by `priority`: the lowest decile or the earliest entry; ties by the order of import and row. Who
    is paid by a source of lower order, or was billed by another for this month, takes no place. People of no known
    village have no quota.
    """
    import pandas as pd

    rows = enrolments[holds_in(enrolments, month)]
    rows = rows.assign(village=village_keys(rows))
    twice = rows["person_id"].duplicated(keep=False)
    taken: set[int] = set()
    ranked = []
    for source in sorted(sources, key=lambda one: one.order):
        mine = rows[rows["source"] == source.key]
        away = set(known.issued.loc[known.issued["source"] != source.key, "person_id"]) if twice.any() else set()
        mine = mine[~(mine["person_id"].isin(taken | away) & twice[mine.index])]
        if source.quota or source.quotas:
            one = _ranked(mine, source, known)
            ranked.append(one)
            mine = mine.loc[one.index[one["covered"]]]
        taken |= set(mine.loc[twice[mine.index], "person_id"])
    everybody = pd.concat(ranked) if ranked else _ranked(rows.iloc[:0], None, known)
    waiting = everybody[~everybody["covered"]]
    return Placed(enrolments[~are_among(enrolments, waiting, _PERSON)], _numbered(waiting), _filled(everybody))


def village_keys(frame: "pd.DataFrame") -> "pd.Series[str]":
    """Give the code of each row's village, or its name in capitals; two spellings of one name are one."""
    named = frame["village"] != ""
    if named.all():
        return frame["village"]
    written = frame.loc[~named, "village_name"].str.upper().str.split().str.join(" ")
    return frame["village"].where(named, written)


def _ranked(mine: "pd.DataFrame", source: Source | None, known: Known) -> "pd.DataFrame":
    """Give one row a person of a source: village, quota (0: none), whether covered, in order of claim."""
    held = known.held.assign(village=village_keys(known.held))
    rows = _one_each(mine, held)
    rows = rows.assign(tier=_tier(rows, held), **_claims(rows, known.queue))
    poorest = rows["decile"].fillna(_UNKNOWN_DECILE) if source and source.priority == "decile" else 0
    rows = rows.assign(poorest=poorest).sort_values(["village", "tier", "poorest", "entry", "enrolment_id"])
    usual = source.quota if source else 0
    own = {" ".join(key.upper().split()): quota for key, quota in (source.quotas if source else {}).items()}
    quota = rows["village"].map(own).fillna(rows["village_name"].str.upper().map(own)).fillna(usual).astype("int64")
    # Without a village there is no quota of one.
    quota = quota.where(rows["village"] != "", 0)
    free = quota if known.fill else quota - _gone(rows, source, held)
    before = rows.groupby("village", sort=False).cumcount()
    covered = (rows["tier"] == _BILLED_NOW) | (quota == 0) | (before < free)
    return rows.assign(quota=quota, covered=covered)


def _one_each(mine: "pd.DataFrame", held: "pd.DataFrame") -> "pd.DataFrame":
    """Give the row of each person that counts: where they were billed for the month, else where they entered first."""
    if mine["person_id"].is_unique:
        return mine
    away = ~are_among(mine, held[held["now"]], _HOME)
    return mine.assign(away=away).sort_values(["away", "entered", "enrolment_id"]).drop_duplicates("person_id")


def _tier(rows: "pd.DataFrame", held: "pd.DataFrame") -> "pd.Series[int]":
    import pandas as pd

    now, before = are_among(rows, held[held["now"]], _PERSON), are_among(rows, held[~held["now"]], _HOME)
    tier = pd.Series(_NEW, index=rows.index).mask(before, _BILLED_BEFORE)
    return tier.mask(now, _BILLED_NOW)


def _claims(rows: "pd.DataFrame", queue: "pd.DataFrame") -> "dict[str, pd.Series[int]]":
    """Give decile and order of entry: the first enrolment of the person under the source in the village."""
    first = queue.assign(village=village_keys(queue)).groupby(_HOME, sort=False)["enrolment_id"].min()
    entry = rows[_HOME].join(first.rename("entry"), on=_HOME)["entry"].fillna(rows["enrolment_id"]).astype("int64")
    return {"entry": entry, "decile": rows["enrolment_id"].map(queue.set_index("enrolment_id")["decile"])}


def _gone(rows: "pd.DataFrame", source: Source | None, held: "pd.DataFrame") -> "pd.Series[int]":
    """Count by village who was billed for the month and has no claim to it any more: their places stay empty."""
    billed = held[held["now"] & (held["source"] == (source.key if source else ""))]
    left = billed[~billed["person_id"].isin(rows["person_id"])].drop_duplicates("person_id")
    return rows["village"].map(left["village"].value_counts()).fillna(0).astype("int64")


def _numbered(waiting: "pd.DataFrame") -> "pd.DataFrame":
    number = waiting.groupby(["source", "village"], sort=False).cumcount() + 1
    return conform(WAITING, waiting.assign(number=number)).reset_index(drop=True)


def _filled(everybody: "pd.DataFrame") -> "pd.DataFrame":
    full = everybody[everybody["quota"] > 0]
    if full.empty:
        return build(FILLED, ())
    full = full.assign(waiting=~full["covered"])
    by = full.groupby(["source", "village"], sort=False)
    sums = by.agg(
        village_name=("village_name", "first"), quota=("quota", "first"), covered=("covered", "sum"),
        waiting=("waiting", "sum"),
    )  # fmt: skip
    return conform(FILLED, sums.reset_index())


def in_line(
    waiting: "pd.DataFrame", ever: "pd.DataFrame", billed: Collection[int], ended: Collection[int], month: Month
) -> "pd.DataFrame":
    """Give everybody of each village who could take a place as WAITING: who waits, then whose enrolment has run out.

    `ever` are the ENROLMENTS of all months. Nobody who is billed in the month or whose cover has ended is in line; of
    those who had cover before, the last to lose it comes first.
    """
    import pandas as pd

    there = waiting[~waiting["person_id"].isin(billed)].drop_duplicates("person_id")
    enrolled = ever.loc[holds_in(ever, month), "person_id"]
    before = ever[(ever["last_month"] < str(month)) & ~ever["person_id"].isin({*enrolled, *ended, *billed})]
    before = before.sort_values(["last_month", "name", "person_id"], ascending=[False, True, True], kind="stable")
    before = before.drop_duplicates("person_id").assign(source="", decile=None)
    before = before.assign(village=village_keys(before))
    line = pd.concat([there, before[[name for name in WAITING if name in before]]], ignore_index=True)
    number = line.groupby("village", sort=False).cumcount() + 1
    return conform(WAITING, line.assign(number=number))
