"""A sponsor who yields to a public purse pays for one worker less: whose place is free, and who waits for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.steps.places import village_keys

if TYPE_CHECKING:
    import pandas as pd


def freed(enrolments: "pd.DataFrame", lines: "pd.DataFrame", sources: Sequence[Source], month: Month) -> "pd.DataFrame":
    """Give the ENROLMENTS of a month that a sponsor need not pay, with the title of the source that does (`billed`)."""
    sponsored = {source.key for source in sources if not source.public}
    titles = titles_of(sources)
    active = enrolments[holds_in(enrolments, month)]
    payer = lines[lines["iuran_month"] == str(month)].drop_duplicates("person_id").set_index("person_id")["source"]
    mine = active[active["source"].isin(sponsored)]
    mine = mine.assign(payer=mine["person_id"].map(payer))
    yielding = mine[mine["payer"].notna() & (mine["payer"] != mine["source"])]
    return yielding.assign(billed=yielding["payer"].map(titles).fillna(yielding["payer"]))


def offered(places: "pd.DataFrame", line: "pd.DataFrame") -> list[FreedPlace]:
    """Give the places, as `freed` gives them, with who waits for them; `line` is WAITING, as `in_line` gives it."""
    waiting = {village: tuple(group["name"]) for village, group in line.groupby("village", sort=False)}
    rows = places.sort_values(["sponsor_name", "sponsor", "name", "person_id"], kind="stable")
    rows = rows.assign(village=village_keys(rows))
    columns = ["sponsor_name", "opd", "name", "village_name", "billed", "village"]
    return [
        FreedPlace(sponsor, opd, name, village_name, billed, waiting.get(village, ()) if village else ())
        for sponsor, opd, name, village_name, billed, village in zip(*(rows[c] for c in columns), strict=True)
    ]
