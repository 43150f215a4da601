"""What the enrolments of today will cost, each coming month by its own tariff."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.budget import COSTS
from jamsos_cli.model.continuity import number, numbers
from jamsos_cli.model.frame import build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.source import Source
from jamsos_cli.steps.price import price

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_ALIKE = ["source", "village", "village_name", "sponsor", "sponsor_name", "sector", "income", "programmes"]
"""Who costs the same and is paid for by the same; a month counts them and prices each kind once."""
_PAYERS = ["source", "payer", "payer_name", "iuran_month"]


def forecast(
    enrolments: "pd.DataFrame",
    months: Sequence[Month],
    sources: Sequence[Source],
    book: PriceBook,
    regency_name: str,
    left_out: "Mapping[str, pd.Series[int]]",
) -> "pd.DataFrame":
    """Give the COSTS of ENROLMENTS in some months, by source, payer and month.

    `left_out` are persons a month (yyyy-mm) who are not to be billed for it: they are already, or a list bars them.
    Of several enrolments of a person the source with the lowest order pays, as in `price`. A month without a tariff
    and an unknown source are SettingsErrors.
    """
    import pandas as pd

    if enrolments.empty or not months:
        return build(COSTS, ())
    kinds, counted = counts(enrolments, months, sources, left_out)
    costs = [
        priced(kinds, counted[str(month)], month, sources, (book, regency_name))
        .groupby(_PAYERS, as_index=False, sort=False)[["people", *PROGRAMMES]]
        .sum()
        for month in months
    ]
    return conform(COSTS, pd.concat(costs, ignore_index=True))


def counts(
    enrolments: "pd.DataFrame",
    months: Sequence[Month],
    sources: Sequence[Source],
    left_out: "Mapping[str, pd.Series[int]]",
) -> "tuple[pd.DataFrame, dict[str, np.ndarray]]":
    """Give the kinds of ENROLMENTS that are paid for alike, and by month (yyyy-mm) how many there are of each."""
    import numpy as np
    import pandas as pd

    ordered = _in_order_of_payment(enrolments, sources)
    groups = ordered.groupby(_ALIKE, dropna=False, sort=False).ngroup()
    kinds = ordered.loc[~groups.duplicated()].reset_index(drop=True)
    kind, person = groups.to_numpy(), ordered["person_id"].to_numpy()
    first, last = (numbers(ordered[name]) for name in ("first_month", "last_month"))
    may_share = not ordered["person_id"].is_unique
    counted = {}
    for month in months:
        active = (first <= number(month)) & (last >= number(month))
        out = left_out.get(str(month))
        if out is not None and len(out):
            active &= ~np.isin(person, out.to_numpy())
        if may_share:
            there = np.flatnonzero(active)
            active[there[pd.Series(person[there]).duplicated().to_numpy()]] = False
        counted[str(month)] = np.bincount(kind[active], minlength=len(kinds))
    return kinds, counted


def _in_order_of_payment(enrolments: "pd.DataFrame", sources: Sequence[Source]) -> "pd.DataFrame":
    if enrolments["person_id"].is_unique:
        return enrolments
    order = enrolments["source"].map({source.key: source.order for source in sources})
    ranked = enrolments.assign(rank=order).sort_values(["rank", "entered", "enrolment_id"], kind="stable")
    return ranked.drop(columns="rank")


def priced(
    kinds: "pd.DataFrame", counted: "np.ndarray", month: Month, sources: Sequence[Source], terms: tuple[PriceBook, str]
) -> "pd.DataFrame":
    """Price one of each kind that there is in a month, and multiply: LINES with `people` and the village's code."""
    there = counted > 0
    # Each stands for itself: no two of them are one person.
    ones = kinds[there].assign(first_month=str(month), last_month=str(month))
    keys = list(range(len(ones)))
    lines, _ = price(ones.assign(person_id=keys, enrolment_id=keys), month, sources, *terms)
    places = lines["enrolment_id"].to_numpy()
    people = counted[there][places]
    many = {name: lines[name] * people for name in PROGRAMMES}
    return lines.assign(people=people, village=ones["village"].to_numpy()[places], **many)
