"""Reconcile: billed person-months against statement lines, every one of either in exactly one state."""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.frame import conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.person_name import clearly_different
from jamsos_cli.model.statement import MATCHES, STATES

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["nik", "iuran_month"]
_FROM_BILL = ["person_id", "source", "payer_name"]


class Reconciled(NamedTuple):
    """What became of a month."""

    matches: "pd.DataFrame"
    """MATCHES: one row a billed person-month with its line, a further line, or a billed person-month without any."""
    billed: int
    """rupiah"""
    recorded: int
    """rupiah"""
    open: int
    """people in any state but matched."""


def reconcile(billed: "pd.DataFrame", lines: "pd.DataFrame", month: Month) -> Reconciled:
    """Compare LINES with STATEMENT_LINES.

    `billed` holds the person-months of `month` and those of other months that `lines` name; one a NIK and month.
    A negative line cancels a positive one of the same person, month and amount. Of several lines for one person-month
    the first active one is compared and the others are duplicates. A line for a month that is not billed, of a person
    who is billed for `month` and has no line there, is its wrong month.
    """
    bills = billed.assign(bill=range(len(billed)))
    told = _states_of_lines(bills, lines, str(month))
    joined = told.merge(bills.rename(columns={"name": "bill_name", "iuran_month": "bill_month", "total": "billed"})[
        ["bill", "bill_name", "bill_month", "billed", *_FROM_BILL]
    ], on="bill", how="left")  # fmt: skip
    unmet = bills[~bills["bill"].isin(told["bill"].dropna())]
    matches = _sorted(_with_lines(joined), _without_lines(unmet))
    open_people = sum(people for state, (people, _, _) in by_state(matches).items() if state != "matched")
    return Reconciled(matches, int(matches["billed"].sum()), int(matches["recorded"].sum()), open_people)


def by_state(matches: "pd.DataFrame") -> dict[str, tuple[int, int, int]]:
    """Give people, rupiah billed and rupiah recorded of every state, in the order of STATES; none left out."""
    keyed = matches.assign(who=_identity(matches))
    groups = keyed.groupby("state").agg(
        people=("who", "nunique"), billed=("billed", "sum"), recorded=("recorded", "sum")
    )
    found = groups.to_dict("index")
    empty = {"people": 0, "billed": 0, "recorded": 0}
    return {
        state: (int(row["people"]), int(row["billed"]), int(row["recorded"]))
        for state in STATES
        for row in (found.get(state, empty),)
    }


def _identity(matches: "pd.DataFrame") -> "pd.Series[str]":
    """Who a match is about: a person and month, or, where the NIK says nothing, the line itself."""
    line = matches["file"] + "|" + matches["sheet"] + "|" + matches["row"].astype("str")
    known = matches["nik"].str.fullmatch("[0-9]{16}") & ~matches["remark"].str.startswith("NIK ")
    return (matches["nik"] + "|" + matches["iuran_month"]).where(known, line)


def _states_of_lines(bills: "pd.DataFrame", lines: "pd.DataFrame", month: str) -> "pd.DataFrame":
    """Give the lines with a state each, and in `bill` the billed person-month that the line settles, if any."""
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
    reversed_first = (found["state"] == "reversed") & found["bill"].notna() & ~found["bill"].isin(
        found.loc[found["state"] != "reversed", "bill"].dropna()
    ) & ~found.duplicated(["bill", "state"])  # fmt: skip
    found.loc[(found["state"] == "reversed") & ~reversed_first, "bill"] = pd.NA
    found.loc[found["state"] == "duplicate", "bill"] = pd.NA
    return found


def _cancelled(found: "pd.DataFrame") -> "pd.Series[bool]":
    """Positive lines that a negative one of the same person, month and amount takes back, the first ones first."""
    sized = found.assign(size=found["total"].abs(), negative=found["total"] < 0)
    key = [*_KEY, "size"]
    taken_back = sized.groupby(key)["negative"].transform("sum")
    place = sized.groupby([*key, "negative"]).cumcount()
    return found["usable"] & ~sized["negative"] & (found["status"] != "reversed") & (place < taken_back)


def _settle_first_lines(found: "pd.DataFrame", bills: "pd.DataFrame") -> None:
    """Compare the first active line of each billed person-month; an inactive one counts where there is no other."""
    live = found[(found["state"] == "") & found["bill"].notna()]
    live = live.assign(idle=live["status"] == "inactive").sort_values("idle", kind="stable")
    first = ~live.duplicated("bill")
    total = bills.set_index("bill")["total"]
    difference = live["total"] - live["bill"].map(total)
    state = difference.map(lambda rest: "matched" if rest == 0 else "short" if rest < 0 else "over")
    state = state.where(~live["idle"], "inactive").where(first, "duplicate")
    found.loc[live.index, "state"] = state.astype("str")


def _settle_wrong_months(found: "pd.DataFrame", bills: "pd.DataFrame", month: str) -> None:
    settled = found.loc[found["bill"].notna(), "bill"]
    waiting = bills[(bills["iuran_month"] == month) & ~bills["bill"].isin(settled)].set_index("nik")["bill"]
    stray = found[(found["state"] == "") & found["usable"] & (found["iuran_month"] != month)]
    stray = stray[stray["nik"].isin(waiting.index)]
    stray = stray[~stray.duplicated("nik")]
    found.loc[stray.index, "bill"] = stray["nik"].map(waiting)
    found.loc[stray.index, "state"] = "wrong_month"


def _with_lines(joined: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    met = joined["bill"].notna()
    remark = pd.Series("", index=joined.index, dtype="str")
    remark[~joined["usable"]] = "NIK tidak dapat dibandingkan"
    remark[joined["iuran_month"] == ""] = "bulan iuran tidak terbaca"
    wrong = joined["state"] == "wrong_month"
    remark[wrong] = "tercatat untuk " + joined.loc[wrong, "iuran_month"]
    named = met & (joined["name"] != "")
    other = [
        index
        for index, ours, theirs in joined.loc[named, ["bill_name", "name"]].itertuples(name=None)
        if ours != theirs and clearly_different(ours, theirs)
    ]  # fmt: skip
    remark[other] = "nama di BPJS berbeda"
    return joined.assign(
        name=joined["bill_name"].where(met, joined["name"]),
        iuran_month=joined["bill_month"].where(met, joined["iuran_month"]),
        billed=joined["billed"].fillna(0),
        recorded=joined["total"],
        source=joined["source"].fillna(""),
        payer_name=joined["payer_name"].fillna(""),
        remark=remark,
    )


def _without_lines(unmet: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    return unmet.assign(
        state="billed_not_recorded", billed=unmet["total"], recorded=0, file="", sheet="", row=pd.Series(pd.NA, index=unmet.index, dtype="Int64"),
        paid_on="", reference="", remark="",
    )  # fmt: skip


def _sorted(*parts: "pd.DataFrame") -> "pd.DataFrame":
    import pandas as pd

    whole = pd.concat([conform(MATCHES, part) for part in parts], ignore_index=True)
    order = {state: place for place, state in enumerate(STATES)}
    return whole.assign(order=whole["state"].map(order)).sort_values(
        ["order", "payer_name", "name", "nik", "iuran_month", "file", "row"], kind="stable", ignore_index=True
    )[list(MATCHES)]  # fmt: skip
