"""Reconcile: billed person-months against statement lines, every one of either in exactly one state."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import are_among, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.person_name import clearly_different
from jamsos_cli.model.statement import (
    MATCHES,
    NIK_OF_NO_USE,
    NO_MONTH,
    OTHER_MONTH,
    OTHER_NAME,
    REMARKS_PARTED,
    STATES,
    TAKEN_BACK,
    begins,
)
from jamsos_cli.steps.ruled import as_one_nik, memberships_apart

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["nik", "iuran_month"]
_SAID = ["nik", "name", "iuran_month", "recorded"]
_FROM_BILL = ["person_id", "source", "payer_name"]
_TAKEN_BACK_IN_TURN = {"reversed": 0, "inactive": 1, "active": 2}


def reconcile(billed: "pd.DataFrame", lines: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    """Compare LINES with STATEMENT_LINES; gives MATCHES.

    `billed` holds the person-months of `month` and those of other months that `lines` name; one a NIK and month, two
    only for a lawful second membership.
    Lines that belong to the bill of another month are left to the reconciliation of that month (`elsewhere`), so that
    what is billed here is what the month's invoices say. A negative line cancels a positive one of the same person,
    month and amount. Of several lines for one person-month one is compared (an active one, as billed if there is one,
    else the largest) and the others are duplicates. A line for a month that is not billed, of a person who is billed
    for `month` and has no line there, is its wrong month. Nothing depends on the order of the lines.
    """
    billed, lines = memberships_apart(billed, lines, str(month))
    ours = billed[billed["iuran_month"] == str(month)]
    bills = ours.assign(bill=range(len(ours)))
    told = _states_of_lines(bills, lines[~elsewhere(billed, lines, month)], str(month))
    joined = told.merge(bills.rename(columns={"name": "bill_name", "iuran_month": "bill_month", "total": "billed"})[
        ["bill", "bill_name", "bill_month", "billed", *_FROM_BILL]
    ], left_on="about", right_on="bill", how="left", suffixes=("", "_about"))  # fmt: skip
    unmet = bills[~bills["bill"].isin(told["bill"].dropna())]
    return as_one_nik(_sorted(_with_lines(joined), _without_lines(unmet)))


def elsewhere(billed: "pd.DataFrame", lines: "pd.DataFrame", month: Month) -> "pd.Series[bool]":
    """Tell which STATEMENT_LINES belong to the bill of another month: a cumulative statement raises no false alarm."""
    import pandas as pd

    others = billed[billed["iuran_month"] != str(month)]
    if others.empty:
        return pd.Series(data=False, index=lines.index)
    return lines["usable"] & are_among(lines, others, _KEY)


def _states_of_lines(bills: "pd.DataFrame", lines: "pd.DataFrame", month: str) -> "pd.DataFrame":
    """Give the lines with a state each; `about` is the billed person-month it speaks of, `bill` the one it settles.

    Both are missing where there is none; every billed person-month is settled by one line at most.
    """
    import pandas as pd

    found = lines.assign(nik=lines["nik"].where(lines["usable"], "")).reset_index(drop=True)
    found = found.merge(bills[[*_KEY, "bill"]], on=_KEY, how="left")
    found["state"] = pd.Series("", index=found.index, dtype="str")
    found["nik"] = lines["nik"].to_numpy()
    cancelled = _cancelled(found)
    found.loc[cancelled | (found["status"] == "reversed"), "state"] = "reversed"
    _settle_first_lines(found, bills)
    _settle_wrong_months(found, bills, month)
    found.loc[found["state"] == "", "state"] = "recorded_not_billed"
    found["about"] = found["bill"]
    found.loc[(found["state"] == "reversed") & ~_stand_for_bill(found), "bill"] = pd.NA
    found.loc[found["state"] == "duplicate", "bill"] = pd.NA
    return found


def _stand_for_bill(found: "pd.DataFrame") -> "pd.Series[bool]":
    """Tell beside which reversed line a bill stands that nothing else settles: the payment, not what took it back."""
    import pandas as pd

    settled = found.loc[found["state"] != "reversed", "bill"].dropna()
    asked = found[(found["state"] == "reversed") & found["bill"].notna() & ~found["bill"].isin(settled)]
    largest = asked.sort_values("total", ascending=False, kind="stable").drop_duplicates("bill")
    return pd.Series(found.index.isin(largest.index), index=found.index)


def _cancelled(found: "pd.DataFrame") -> "pd.Series[bool]":
    """Tell which positive lines a negative one of the same person, month and amount takes back.

    First those that the insurer calls reversed itself, then inactive ones: what it calls active stays longest.
    """
    import pandas as pd

    negative = found["total"] < 0
    if not negative.any():
        return pd.Series(data=False, index=found.index)
    sized = found.assign(size=found["total"].abs(), negative=negative, turn=found["status"].map(_TAKEN_BACK_IN_TURN))
    key = [*_KEY, "usable", "size"]
    taken_back = sized.groupby(key)["negative"].transform("sum")
    place = sized.sort_values("turn", kind="stable").groupby([*key, "negative"]).cumcount().reindex(found.index)
    return found["usable"] & ~negative & (found["status"] != "reversed") & (place < taken_back)


def _settle_first_lines(found: "pd.DataFrame", bills: "pd.DataFrame") -> None:
    """Compare one active line of each billed person-month; an inactive one counts where there is no other."""
    live = found[(found["state"] == "") & found["bill"].notna()]
    difference = live["total"] - live["bill"].map(bills.set_index("bill")["total"])
    live = live.assign(idle=live["status"] == "inactive", difference=difference, unlike=difference != 0)
    live = live.sort_values(["idle", "unlike", "difference"], ascending=[True, True, False], kind="stable")
    found.loc[live.index, "state"] = "over"
    found.loc[live.index[live["difference"] < 0], "state"] = "short"
    found.loc[live.index[~live["unlike"]], "state"] = "matched"
    found.loc[live.index[live["idle"]], "state"] = "inactive"
    found.loc[live.index[live.duplicated("bill")], "state"] = "duplicate"


def _settle_wrong_months(found: "pd.DataFrame", bills: "pd.DataFrame", month: str) -> None:
    settled = found.loc[found["bill"].notna(), "bill"]
    waiting = bills[~bills["bill"].isin(settled)].set_index("nik")["bill"]
    stray = found[(found["state"] == "") & found["usable"] & (found["iuran_month"] != month)]
    stray = stray[stray["nik"].isin(waiting.index)].sort_values(
        ["iuran_month", "total"], ascending=False, kind="stable"
    )
    stray = stray[~stray.duplicated("nik")]
    found.loc[stray.index, "bill"] = stray["nik"].map(waiting)
    found.loc[stray.index, "state"] = "wrong_month"


def _with_lines(joined: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    met = joined["about"].notna()
    remark = pd.Series("", index=joined.index, dtype="str")
    remark[~joined["usable"]] = NIK_OF_NO_USE.id
    wrong = joined["state"] == "wrong_month"
    remark[wrong] = begins(OTHER_MONTH) + joined.loc[wrong, "iuran_month"]
    remark[joined["iuran_month"] == ""] = NO_MONTH.id
    named = joined[met & (joined["name"] != "") & (joined["name"] != joined["bill_name"])]
    other = [
        index
        for index, ours, theirs in named[["bill_name", "name"]].itertuples(name=None)
        if clearly_different(ours, theirs)
    ]  # fmt: skip
    remark[other] = OTHER_NAME.id
    remark = (joined["remark"] + REMARKS_PARTED + remark).str.strip(REMARKS_PARTED)
    return joined.assign(
        name=joined["bill_name"].where(met, joined["name"]),
        iuran_month=joined["bill_month"].where(met, joined["iuran_month"]),
        billed=joined["billed"].where(joined["bill"].notna(), 0),
        recorded=joined["total"],
        source=joined["source"].fillna(""),
        payer_name=joined["payer_name"].fillna(""),
        remark=remark,
    )


def with_credits(matches: "pd.DataFrame", numbers: Mapping[str, str], month: Month) -> "pd.DataFrame":
    """Give MATCHES with a remark on who was billed once: `numbers` has NIK -> the invoice that credits the month."""
    if not numbers:
        return matches
    asked = (matches["state"] == "recorded_not_billed") & (matches["iuran_month"] == str(month))
    asked &= matches["nik"].isin(list(numbers))
    said = begins(TAKEN_BACK) + matches.loc[asked, "nik"].map(dict(numbers))
    remark = (matches.loc[asked, "remark"] + REMARKS_PARTED + said).str.strip(REMARKS_PARTED)
    return matches.assign(remark=matches["remark"].where(~asked, remark.reindex(matches.index)))


def asked_before(matches: "pd.DataFrame", kept: Mapping[str, "pd.DataFrame | None"], month: Month) -> "pd.Series[bool]":
    """Tell which MATCHES of `month` are lines of another month, billed nowhere, that this month's own result has.

    `kept` has month -> its MATCHES, None where it was never reconciled. Such a line counts where it belongs; a line
    that stands there once is asked about once.
    """
    import pandas as pd

    asked = (matches["state"] == "recorded_not_billed") & ~matches["iuran_month"].isin(["", str(month)])
    mine = matches[asked]
    there = [
        frame[(frame["state"] == "recorded_not_billed") & (frame["iuran_month"] == other)]
        for other, frame in kept.items()
        if frame is not None
    ]
    if mine.empty or not there:
        return pd.Series(data=False, index=matches.index)
    told, known = (_numbered(frame) for frame in (mine, pd.concat(there, ignore_index=True)))
    return are_among(told, known, [*_SAID, "turn"]).reindex(matches.index, fill_value=False)


def _numbered(matches: "pd.DataFrame") -> "pd.DataFrame":
    """Give what a line says, and which of the lines that say the same it is."""
    return matches[_SAID].assign(turn=matches.groupby(_SAID).cumcount())


def _without_lines(unmet: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    nobody = pd.Series(pd.NA, index=unmet.index, dtype="Int64")
    empty = dict.fromkeys(("file", "sheet", "paid_on", "reference", "remark"), "")
    met = unmet.assign(state="billed_not_recorded", recorded=0, row=nobody, billed=unmet["total"])
    return met.assign(**empty)


def _sorted(*parts: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    whole = pd.concat([conform(MATCHES, part) for part in parts], ignore_index=True)
    order = {state: place for place, state in enumerate(STATES)}
    return whole.assign(order=whole["state"].map(order)).sort_values(
        ["order", "payer_name", "name", "nik", "iuran_month", "file", "row"], kind="stable", ignore_index=True
    )[list(MATCHES)]  # fmt: skip
