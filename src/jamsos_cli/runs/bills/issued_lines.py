"""Issued lines of a month, also as today's enrolments name them: for whom, and by whom, each of them was paid."""

from collections import defaultdict
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import are_among
from jamsos_cli.model.month import Month
from jamsos_cli.model.sponsor import same_but_for_number
from jamsos_cli.runs.rosters.screening import one_key
from jamsos_cli.steps.places import village_keys
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd

_OF_PERSON = ["person_id", "source"]


def issued_lines(registry: Registry, month: Month) -> "pd.DataFrame":
    """Give the issued lines in force for a month as BILLED."""
    lines = registry.billed(str(month))
    return lines[lines["status"] == "issued"]


def as_enrolled(registry: Registry, lines: "pd.DataFrame", enrolments: "pd.DataFrame") -> "pd.DataFrame":
    """Give lines of a month (BILLED) by the keys that its ENROLMENTS have, of persons and of who pays.

    What was billed for a second membership that is lawful no more was billed for the person; a sponsor whose number
    only one of two lists of a worker knows is one payer, and so is a village that had no code and has got one.
    """
    found = lines.assign(person_id=one_key(lines["person_id"], registry.current_keys()))
    keys = registry.first_keys()
    if keys:
        there = found["person_id"].isin(enrolments["person_id"])
        found = found.assign(person_id=found["person_id"].where(there, one_key(lines["person_id"], keys)))
    sponsored = enrolments.loc[enrolments["sponsor"] != "", [*_OF_PERSON, "sponsor"]]
    if len(sponsored):
        found = found.assign(payer=_sponsors(found[[*_OF_PERSON, "payer"]], sponsored))
    return found.assign(payer=_villages(found, enrolments[enrolments["sponsor"] == ""]))


def _villages(paid: "pd.DataFrame", enrolments: "pd.DataFrame") -> "pd.Series[str]":
    """Give who paid each line, a village that went by its name by its code, where nobody goes by that name any more."""
    payers = paid[["payer", "payer_name"]].drop_duplicates()
    by_name = payers.loc[payers["payer"] == payers["payer_name"].str.upper().str.split().str.join(" "), "payer"]
    if by_name.empty:
        return paid["payer"]
    there = enrolments.assign(payer=village_keys(enrolments))
    gone = paid["payer"].isin(by_name) & ~are_among(paid, there, ["source", "payer"])
    coded = there.loc[there["village"] != "", [*_OF_PERSON, "payer"]].drop_duplicates(_OF_PERSON)
    since = paid[_OF_PERSON].merge(coded, "left", on=_OF_PERSON)["payer"].set_axis(paid.index)
    return paid["payer"].mask(gone & since.notna(), since)


def _sponsors(paid: "pd.DataFrame", sponsored: "pd.DataFrame") -> "pd.Series[str]":
    """Give who paid each line, by the key that the sponsor has today on a list of the worker."""
    import pandas as pd

    same = pd.MultiIndex.from_frame(paid).isin(pd.MultiIndex.from_frame(sponsored))
    others = paid[~same & paid["person_id"].isin(sponsored["person_id"])]
    keys: dict[tuple[int, str], list[str]] = defaultdict(list)
    mine = sponsored[sponsored["person_id"].isin(others["person_id"])]
    for person, source, key in mine.itertuples(index=False, name=None):
        keys[person, source].append(key)
    payer = paid["payer"].copy()
    payer[others.index] = [
        next((key for key in keys[person, source] if same_but_for_number(was, key)), was)
        for person, source, was in others.itertuples(index=False, name=None)
    ]
    return payer
