"""Whose cover ends soon, by source and village, and what a month more would cost."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.continuity import ENDING, month_of, number, numbers
from jamsos_cli.model.ending import Ended
from jamsos_cli.model.frame import build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.source import Source
from jamsos_cli.steps.forecast import counts, priced

if TYPE_CHECKING:
    import pandas as pd


def ending(
    enrolments: "pd.DataFrame",
    continuity: "pd.DataFrame",
    last: Month,
    sources: Sequence[Source],
    book: PriceBook,
    regency_name: str,
) -> "pd.DataFrame":
    """Give who of ENROLMENTS, by their CONTINUITY, is covered to `last` at the latest, as ENDING.

    The month after is priced by its own tariff, for whoever pays now. By month, then people, the most first.
    """
    import pandas as pd

    ends = enrolments["person_id"].map(continuity.set_index("person_id")["ends"])
    mine = enrolments[(ends <= number(last)) & (ends > 0) & (numbers(enrolments["last_month"]) == ends)]
    if mine.empty:
        return build(ENDING, ())
    parts = []
    for count in sorted(set(numbers(mine["last_month"]).tolist())):
        ended, after = month_of(count), month_of(count + 1)
        group = mine[mine["last_month"] == str(ended)].assign(first_month=str(after), last_month=str(after))
        kinds, counted = counts(group, [after], sources, {})
        lines = priced(kinds, counted[str(after)], after, sources, (book, regency_name))
        parts.append(lines.assign(last_month=str(ended)))
    key = ["last_month", "source", "village", "village_name"]
    summed = pd.concat(parts).groupby(key, as_index=False, sort=True)[["people", *PROGRAMMES]].sum()
    order = {source.key: source.order for source in sources}
    ranked = summed.assign(order=summed["source"].map(order))
    ranked = ranked.sort_values(["last_month", "order", "people", "village"], ascending=[True, True, False, True])
    return conform(ENDING, ranked).reset_index(drop=True)


def still_listed(ended: Sequence[Ended], months: Mapping[str, tuple[str, str]]) -> list[Ended]:
    """Give who has ended in any of the months (NIK -> first, the one after the last) that a roster enrols them for."""
    return [
        one
        for one in ended
        if one.nik in months
        and not one.undone
        and one.month < months[one.nik][1]
        and (not one.returned or one.returned > months[one.nik][0])
    ]
