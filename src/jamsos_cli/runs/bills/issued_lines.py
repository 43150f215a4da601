"""Issued lines as today's enrolments name them: for whom, and by whom, each of them was paid."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.sponsor import same_but_for_number
from jamsos_cli.runs.rosters.screening import one_key
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd

_OF_PERSON = ["person_id", "source"]


def as_enrolled(registry: Registry, lines: "pd.DataFrame", enrolments: "pd.DataFrame") -> "pd.DataFrame":
    """Give lines of a month by the keys that its ENROLMENTS have, of persons and of sponsors.

    What was billed for a second membership that is lawful no more was billed for the person; and a sponsor whose number
    only one of two lists of a worker knows is one payer.
    """
    now = one_key(lines["person_id"], registry.current_keys())
    first = one_key(lines["person_id"], registry.first_keys())
    found = lines.assign(person_id=now.where(now.isin(enrolments["person_id"]), first))
    sponsored = enrolments[enrolments["sponsor"] != ""]
    paid = found[found["person_id"].isin(sponsored["person_id"])]
    if paid.empty:
        return found
    keys: dict[tuple[int, str], list[str]] = defaultdict(list)
    for person, source, key in sponsored[[*_OF_PERSON, "sponsor"]].itertuples(index=False, name=None):
        keys[person, source].append(key)
    payer = found["payer"].copy()
    payer[paid.index] = [
        _named_today(was, keys[person, source])
        for person, source, was in paid[[*_OF_PERSON, "payer"]].itertuples(index=False, name=None)
    ]
    return found.assign(payer=payer)


def _named_today(payer: str, sponsors: Sequence[str]) -> str:
    """Give the key that one of a worker's sponsors has today, where it is the payer."""
    if payer in sponsors:
        return payer
    return next((key for key in sponsors if same_but_for_number(payer, key)), payer)
