"""Who began together and ends together: a gap of more than three months starts everything anew (Permenaker 5/2021)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jamsos_cli.model.cohort import COHORTS, LATER
from jamsos_cli.model.continuity import month_of, numbers
from jamsos_cli.model.frame import are_among, build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.steps.places import village_keys

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["person_id", "source"]
_LONGEST = 120
"""Months looked back at most."""


def cohorts(
    billed: "pd.DataFrame",
    enrolments: "pd.DataFrame",
    later: "pd.DataFrame",
    waiting: "pd.DataFrame",
    first_paid: "pd.Series[str]",
) -> "pd.DataFrame":
    """Give the COHORTS of a month by source, village, beginning and end.

    `billed` are the lines of the month, `enrolments` the ENROLMENTS of it, `later` what begins after it (LATER), both
    no longer than a sponsor has pledged; `first_paid` is what `first_paid_months` gives, in the order of `billed`. Of
    the places that end first the people in line (WAITING) take the first.
    """
    import pandas as pd

    if billed.empty:
        return build(COHORTS, ())
    rows = enrolments.assign(village=village_keys(enrolments)).sort_values(["entered", "enrolment_id"])
    home = rows.drop_duplicates(_KEY).set_index(_KEY)[["village", "village_name", "last_month"]]
    people = billed[_KEY].assign(first_paid=first_paid.to_numpy()).join(home, on=_KEY)
    people = people[people["last_month"].notna()]  # billed once, and not enrolled any more
    others = pd.concat([rows.loc[rows.duplicated(_KEY), list(LATER)], later])
    people = people.assign(last_month=_lengthened(people, others))
    by = ["source", "village", "last_month", "first_paid"]
    found = people.groupby(by, as_index=False, sort=True).agg(
        village_name=("village_name", "first"), people=("person_id", "size")
    )
    ahead = found.groupby(["source", "village"])["people"].cumsum() - found["people"]
    line = waiting.groupby(["source", "village"]).size().rename("line")
    there = found[["source", "village"]].join(line, on=["source", "village"])["line"].fillna(0)
    found["waiting"] = (there - ahead).clip(lower=0).clip(upper=found["people"])
    order = ["source", "village_name", "village", "first_paid", "last_month"]
    return conform(COHORTS, found.sort_values(order, ignore_index=True))


def _lengthened(people: "pd.DataFrame", others: "pd.DataFrame") -> "pd.Series[str]":
    """Give the last month without a gap: cover goes on by what begins (LATER) before it ends, or right after."""
    import pandas as pd

    # As numbers: of texts, pandas finds the largest of each group by a loop of its own, a minute for a million people.
    reach = pd.Series(numbers(people["last_month"]), index=people.index)
    spans = others.assign(first=numbers(others["first_month"]), last=numbers(others["last_month"]))
    spans = people[_KEY].assign(at=people.index).merge(spans, on=_KEY)
    while True:
        reached = spans["at"].map(reach)
        going_on = spans[(spans["first"] <= reached + 1) & (spans["last"] > reached)]
        if going_on.empty:
            return reach.map({count: str(month_of(count)) for count in reach.unique()})
        reach.update(going_on.groupby("at")["last"].max())


def first_paid_months(billed: "pd.DataFrame", month: Month, paid: Callable[[str], "pd.DataFrame"]) -> "pd.Series[str]":
    """Give for each line of a month the first month that its person was billed under its source without a gap since.

    `paid` gives person_id and source of the issued lines of an earlier month; it is asked month by month, as long as
    anybody is left.
    """
    import pandas as pd

    first = pd.Series(str(month), index=billed.index)
    left = billed[_KEY]
    for back in range(1, _LONGEST):
        at = month - back
        left = left[are_among(left, paid(str(at)), _KEY)]
        if left.empty:
            break
        first.loc[left.index] = str(at)
    return first


def all_villages(found: "pd.DataFrame") -> "pd.DataFrame":
    """Sum COHORTS over villages."""
    by = ["source", "first_paid", "last_month"]
    sums = found.groupby(by, as_index=False, sort=True)[["people", "waiting"]].sum()
    return conform(COHORTS, sums.assign(village="", village_name=""))
