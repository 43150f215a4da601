"""The continuity watch: paid months, gaps, thresholds and the end of cover, on whole columns.

Permenaker 5/2021: more than 3 unpaid months in a row and there is no claim, a new enrolment counts from its own first
payment (art. 44(1)-(3)); JKM in full after 3 paid months in a row (97A); sudden death at work 12 months (85(3)).
An estimate: the insurer decides.
"""

from typing import TYPE_CHECKING

from jamsos_cli.model.continuity import (
    BEHIND,
    CONTINUITY,
    COVERED,
    LAPSE,
    LAPSED,
    NEVER,
    THRESHOLDS,
    number,
)
from jamsos_cli.model.frame import conform
from jamsos_cli.model.month import Month

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_SHIFT = 17
"""Bits for the month below the person in one sortable number: up to the year 9999."""
_MASK = (1 << _SHIFT) - 1


def continuity(paid: "pd.DataFrame", cover: "pd.DataFrame", at: Month) -> "pd.DataFrame":
    """Give the CONTINUITY of everybody who paid (PAID, repeats do not matter) or is enrolled (COVER), by person.

    `at` is the last month that should be paid by now. Of who is behind it is reckoned that arrears and all coming
    months are paid; of who lapsed or never paid, that they begin next month, or when they are enrolled.
    """
    told = _told(paid).set_index("person_id")
    coming = cover[cover["last"] >= number(at)].sort_values(["person_id", "first"], kind="stable")
    begins, ends = coming.groupby("person_id")["first"].min(), _ends(coming)
    everybody = told.index.union(ends.index)
    spans = {
        name: of.reindex(everybody, fill_value=0).astype("int64") for name, of in (("begins", begins), ("ends", ends))
    }
    frame = _judged(told.reindex(everybody, fill_value=0).assign(**spans), number(at))
    return conform(CONTINUITY, frame.rename_axis("person_id").reset_index().sort_values("person_id", ignore_index=True))


def _told(paid: "pd.DataFrame") -> "pd.DataFrame":
    """Give what the paid months alone say of each person."""
    import numpy as np
    import pandas as pd

    # Sorted and then compared: np.unique hashes, which takes sixty times as long for twelve million.
    key = np.sort((paid["person_id"].to_numpy("int64") << _SHIFT) | paid["month"].to_numpy("int64"))
    key = key[np.append(True, key[1:] != key[:-1])[: len(key)]]
    person, month = key >> _SHIFT, key & _MASK
    begins = np.ones(len(key), dtype=bool)
    begins[1:] = person[1:] != person[:-1]
    gap = np.zeros(len(key), dtype="int64")
    gap[1:] = month[1:] - month[:-1] - 1
    gap[begins] = 0
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(key))[: len(first)] - 1
    run_from, member_from = _latest(begins | (gap > 0)), _latest(begins | (gap > LAPSE))
    since = member_from[last]
    counted = last - since + 1
    told = {
        "person_id": person[first], "paid": last - first + 1, "first_paid": month[first], "last_paid": month[last],
        "longest_gap": np.maximum.reduceat(gap, first) if len(first) else gap, "run": last - run_from[last] + 1,
        "counted": counted,
    }  # fmt: skip
    for threshold in THRESHOLDS:
        if threshold.in_a_row:
            place = np.arange(len(key)) - run_from + 1
            reached = _first_hit(np.flatnonzero(place == threshold.months), since, last)
        else:
            reached = np.where(counted >= threshold.months, since + threshold.months - 1, -1)
        missing = threshold.months - (told["run"] if threshold.in_a_row else counted)
        told[f"months_{threshold.months}"] = np.where(reached >= 0, month[reached], month[last] + missing)
    return pd.DataFrame(told)


def _latest(begins: "np.ndarray") -> "np.ndarray":
    """Give for each place the latest one, itself included, at which something begins."""
    import numpy as np

    latest: np.ndarray = np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))
    return latest


def _first_hit(hits: "np.ndarray", since: "np.ndarray", last: "np.ndarray") -> "np.ndarray":
    """Give the first of some places within since..last, -1 where there is none."""
    import numpy as np

    if not len(hits):
        return np.full(len(since), -1)
    next_one = np.searchsorted(hits, since)
    found = hits[np.minimum(next_one, len(hits) - 1)]
    there: np.ndarray = np.where((next_one < len(hits)) & (found <= last), found, -1)
    return there


def _ends(coming: "pd.DataFrame") -> "pd.Series[int]":
    """Give the last month of each person's first COVER (in order) that goes on without a break."""
    reach = coming.groupby("person_id")["last"].cummax()
    before = reach.groupby(coming["person_id"]).shift(1)
    breaks = (coming["first"] > before + 1).groupby(coming["person_id"]).cummax()
    return reach[~breaks].groupby(coming.loc[~breaks, "person_id"]).max()


def _judged(frame: "pd.DataFrame", at: int) -> "pd.DataFrame":
    """Add the standing by the month judged, and count anew for who lapsed or never paid."""
    import numpy as np

    unpaid = at - frame["last_paid"]
    never, lapsed = frame["paid"] == 0, (frame["paid"] > 0) & (unpaid > LAPSE)
    standing = np.select([never, lapsed, unpaid > 0], [NEVER, LAPSED, BEHIND], COVERED)
    anew = never | lapsed
    begun = {name: frame[name].mask(anew, 0) for name in ("run", "counted")}
    first = frame["begins"].clip(lower=at + 1)
    months = {
        f"months_{one.months}": frame[f"months_{one.months}"].mask(anew, first + one.months - 1) for one in THRESHOLDS
    }
    to_the_end = frame[["last_paid", "ends"]].max(axis=1) + LAPSE + 1
    return frame.assign(
        standing=standing, **begun, **months, no_claim_from=to_the_end.mask(anew & (frame["ends"] <= at), 0)
    )
