"""What the registry owes today against what was issued: lines to take back, lines to bill in their place or late.

A correction takes the whole line back and bills the person and month anew, so that every line is either in force or
not. Arrears follow Permenaker 5/2021: premiums may be paid late (art. 42), but after more than three unpaid months in
a row cover has lapsed, and enrolling again asks no back payment (art. 44).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.continuity import LAPSE, number, numbers
from jamsos_cli.model.correction import CREDITS, NOT_OWED, OTHER_AMOUNT, OTHER_PAYER, SAME_PERSON
from jamsos_cli.model.frame import are_among, conform
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import PROGRAMMES

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["person_id", "iuran_month"]
_OF_PERSON = ["enrolment_id", "person_id"]
_COMPARED = ["source", "payer", *PROGRAMMES]


class Differences(NamedTuple):
    """How issued lines and what is owed differ."""

    credits: "pd.DataFrame"
    """CREDITS: lines to take back."""
    instead: "pd.DataFrame"
    """LINES to bill in the place of some of them."""
    unbilled: "pd.DataFrame"
    """LINES owed for a person and month that nobody was billed for."""


def differences(issued: "pd.DataFrame", owed: "pd.DataFrame", current: Mapping[int, int]) -> Differences:
    """Compare the issued lines in force (BILLED) with the LINES owed today, for the same iuran months.

    A line stays when source, payer and the amount of every programme are the same; names and records of law may
    differ. `current` has key -> today's key of persons that were ruled one: of several lines of theirs for a month one
    stays or is replaced, and what replaces a line has the key that was billed.
    """
    import pandas as pd

    left, right = (_numbered(frame, current) for frame in (issued, owed))
    pieces, again = [], []
    for reason, alike in (("", _COMPARED), (OTHER_AMOUNT, ["source", "payer"]), (OTHER_PAYER, [])):
        pairs = _pairs(left, right, [*_KEY, *alike])
        left, right = (frame[~frame["at"].isin(pairs[at])] for frame, at in ((left, "at"), (right, "at_owed")))
        if reason:
            pieces.append(issued.iloc[pairs["at"]][_KEY].assign(reason=reason))
            billed_as = issued["person_id"].to_numpy()[pairs["at"]]
            again.append(owed.iloc[pairs["at_owed"]].assign(person_id=billed_as))
    is_owed = are_among(left, _numbered(owed, current), _KEY)
    rest = issued.iloc[left["at"]][_KEY]
    pieces += [rest[is_owed].assign(reason=SAME_PERSON), rest[~is_owed].assign(reason=NOT_OWED)]
    wrong = pd.concat(pieces).sort_values(_KEY, ignore_index=True)
    return Differences(
        conform(CREDITS, wrong), conform(LINES, pd.concat(again)), conform(LINES, owed.iloc[right["at"]])
    )


def _numbered(frame: "pd.DataFrame", current: Mapping[int, int]) -> "pd.DataFrame":
    """Give what is compared, with today's keys and the place of each row."""
    found = frame[[*_KEY, *_COMPARED]].assign(at=range(len(frame)))
    return found.assign(person_id=found["person_id"].replace(dict(current))) if current else found


def _pairs(left: "pd.DataFrame", right: "pd.DataFrame", alike: list[str]) -> "pd.DataFrame":
    """Pair rows that are alike, one to one; gives their places, `at` and `at_owed`."""
    if left.empty or right.empty:  # nearly always, once the lines that stay are paired
        return left[["at"]].iloc[:0].assign(at_owed=right["at"].iloc[:0])
    one, other = (frame[[*alike, "at"]].assign(nth=frame.groupby(alike).cumcount()) for frame in (left, right))
    return one.merge(other, on=[*alike, "nth"], suffixes=("", "_owed"))[["at", "at_owed"]]


def arrears(
    unbilled: "pd.DataFrame", paid: "pd.DataFrame", enrolments: "pd.DataFrame", month: Month
) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Divide unbilled LINES of months before `month` into those that may be billed with it and those that lapsed.

    `paid` has a person_id and iuran_month for every issued line in force of these persons; for somebody who was never
    billed the unpaid months begin with the first month of the line's own enrolment (ENROLMENTS, one row each by key of
    the person). A line may be billed when it lies in a run of at most three unpaid months and at most three months
    back.
    """
    import numpy as np

    asked = numbers(unbilled["iuran_month"])
    known = paid.assign(at=numbers(paid["iuran_month"]))[["person_id", "at"]]
    rows = unbilled[["person_id"]].assign(line=range(len(unbilled)), asked=asked)
    around = rows.merge(known, on="person_id")
    before = around[around["at"] < around["asked"]].groupby("line")["at"].max().reindex(rows["line"])
    after = around[around["at"] > around["asked"]].groupby("line")["at"].min().reindex(rows["line"])
    since = enrolments[_OF_PERSON].assign(since=numbers(enrolments["first_month"]))
    entered = unbilled[_OF_PERSON].merge(since, "left", on=_OF_PERSON)["since"].to_numpy()
    now = number(month)
    start = np.where(before.notna(), before.to_numpy() + 1, entered)
    end = np.minimum(after.fillna(now).to_numpy(), now)
    allowed = (end - start <= LAPSE) & (asked >= now - LAPSE)
    return unbilled[allowed], unbilled[~allowed]
