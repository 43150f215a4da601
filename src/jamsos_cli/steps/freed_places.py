"""A sponsor who yields to a public purse pays for one worker less: whose place is free, and who waits for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd


def freed(enrolments: "pd.DataFrame", lines: "pd.DataFrame", sources: Sequence[Source], month: Month) -> "pd.DataFrame":
    """Give the ENROLMENTS of a month that a sponsor need not pay, with the title of the source that does (`billed`)."""
    asked = str(month)
    sponsored = {source.key for source in sources if not source.public}
    titles = {source.key: source.title for source in sources}
    active = enrolments[(enrolments["first_month"] <= asked) & (enrolments["last_month"] >= asked)]
    payer = lines[lines["iuran_month"] == asked].drop_duplicates("person_id").set_index("person_id")["source"]
    mine = active[active["source"].isin(sponsored)]
    mine = mine.assign(payer=mine["person_id"].map(payer))
    yielding = mine[mine["payer"].notna() & (mine["payer"] != mine["source"])]
    return yielding.assign(billed=yielding["payer"].map(titles).fillna(yielding["payer"]))


def offered(places: "pd.DataFrame", ever: "pd.DataFrame", month: Month) -> list[FreedPlace]:
    """Give the places, as `freed` gives them, with who waits for them; `ever` are the ENROLMENTS of all months."""
    asked = str(month)
    covered = ever.loc[(ever["first_month"] <= asked) & (ever["last_month"] >= asked), "person_id"]
    before = ever[(ever["last_month"] < asked) & ~ever["person_id"].isin(covered)]
    before = before.sort_values(["last_month", "name", "person_id"], ascending=[False, True, True], kind="stable")
    before = before.drop_duplicates("person_id")
    home = ["village", "village_name"]
    waiting = {place: tuple(group["name"]) for place, group in before.groupby(home, sort=True)}
    rows = places.sort_values(["sponsor_name", "sponsor", "name", "person_id"], kind="stable")
    columns = ["sponsor_name", "opd", "name", "village_name", "billed", *home]
    return [
        FreedPlace(sponsor, opd, name, village_name, billed, waiting.get((code, place), ()) if code or place else ())
        for sponsor, opd, name, village_name, billed, code, place in zip(*(rows[c] for c in columns), strict=True)
    ]
