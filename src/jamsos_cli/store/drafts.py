"""The drafts of a month: plain lines, lines billed anew or late, and the credits they carry."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert

from jamsos_cli.model.frame import are_among, records
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.store import corrections
from jamsos_cli.store.imports import next_key
from jamsos_cli.store.ledger import KEY, standing
from jamsos_cli.store.rulings import first_keys, one_person
from jamsos_cli.store.tables import invoice, invoice_line, line_release
from jamsos_cli.store.whole import write

if TYPE_CHECKING:
    import pandas as pd

LINE = ["iuran_month", "person_id", "enrolment_id", "name", "village_name", *AMOUNTS, "tariff", "undecided"]
"""columns of a line that its invoice's hash covers."""


def save_drafts(
    connection: Connection, month: str, lines: "pd.DataFrame", credits_: "pd.DataFrame | None" = None
) -> list[str]:
    """Replace a month's drafts: one a (source, payer), from LINES that stand on no other invoice, and CREDITS.

    A credit takes an issued line in force back, on the draft of the source and payer that was billed, and lets another
    line stand for the person and month. Corrections on drafts of other months go: they are proposed here anew, as are
    lines of earlier months. Gives the months whose drafts have lost something.
    """
    corrections.drop_drafts(connection, month)
    moved = corrections.strip_drafts(connection, month)
    moved += corrections.take_over(connection, month, _late(connection, month, lines))
    released = _released(connection, credits_)
    lines = _turns(connection, lines, released)
    # In order of the key, or SQLite would look for a page anew with every line.
    lines = lines.sort_values(["iuran_month", "person_id"], kind="stable", ignore_index=True)
    first = next_key(connection, invoice.c.id)
    made = _summed(lines, released, first)
    if not made:
        return sorted(set(moved))
    connection.execute(insert(invoice), [row | {"month": month, "status": "draft"} for row in made])
    if len(released):
        keys = {(row["source"], row["payer"]): row["id"] for row in made}
        of = [keys[pair] for pair in zip(released["source"], released["payer"], strict=True)]
        rows = released[[*KEY, "reason"]].assign(invoice_id=of, kind="credit")
        connection.execute(insert(line_release), records(rows))
    numbers = lines.groupby(["source", "payer"]).ngroup() + first
    kept = lines[LINE].assign(undecided=lines["undecided"].astype("int64"), invoice_id=numbers)
    _write_lines(connection, kept, lines["turn"])
    corrections.settle(connection, month)
    return sorted(set(moved))


def _late(connection: Connection, month: str, lines: "pd.DataFrame") -> set[tuple[str, int]]:
    """Give the (iuran month, person) of lines for other months, under every key of persons that were ruled one."""
    late = lines.loc[lines["iuran_month"] != month, ["iuran_month", "person_id"]]
    if late.empty:
        return set()
    keys: dict[int, list[int]] = defaultdict(list)
    one = one_person(connection)
    for key, root in one.items():
        keys[root] += [key, root]
    return {
        (at, key)
        for at, person in late.itertuples(index=False, name=None)
        for key in (person, *keys.get(one.get(person, person), ()))
    }


def _write_lines(connection: Connection, kept: "pd.DataFrame", turns: "pd.Series[int]") -> None:
    """Insert lines; only those billed anew after a release name their turn."""
    again = turns > 1
    if not again.any():
        write(connection, invoice_line, kept)
        return
    write(connection, invoice_line, kept[~again])
    later = turns[again]
    write(connection, invoice_line, kept[again].assign(turn=later, after_turn=later - 1))


def _released(connection: Connection, credits_: "pd.DataFrame | None") -> "pd.DataFrame":
    """Give the lines that CREDITS take back, with reason and who was billed; those taken back already are left out."""
    import pandas as pd

    if credits_ is None or credits_.empty:
        return corrections.taken_back(connection, []).assign(reason=pd.Series(dtype="str"))
    pairs = list(zip(credits_["iuran_month"], credits_["person_id"].tolist(), strict=True))
    return corrections.taken_back(connection, pairs).merge(credits_, on=["iuran_month", "person_id"], how="left")


def _turns(connection: Connection, lines: "pd.DataFrame", released: "pd.DataFrame") -> "pd.DataFrame":
    """Add which turn each line is, and leave out person-months that have a line in force on another invoice.

    Under whatever key the person was billed: before two were ruled one, or by the same source before a second
    membership was.
    """
    key = ["person_id", "iuran_month"]
    there = standing(connection, lines["iuran_month"])
    if there.empty:
        return lines.assign(turn=1)
    taken = there[~there["released"] & ~are_among(there, released, key)]
    free = ~_among(lines, taken, key, one_person(connection))
    free &= ~_among(lines, taken, [*key, "source"], first_keys(connection))
    last = lines[key].merge(there[[*key, "turn"]], on=key, how="left")["turn"].fillna(0).astype("int64").to_numpy()
    kept: pd.DataFrame = lines[free].assign(turn=last[free] + 1)
    return kept


def _among(lines: "pd.DataFrame", taken: "pd.DataFrame", key: list[str], same: dict[int, int]) -> "pd.Series[bool]":
    """Test which lines are taken, once persons who are the same have one key."""
    if same:
        lines = lines.assign(person_id=lines["person_id"].replace(same))
        taken = taken.assign(person_id=taken["person_id"].replace(same))
    return are_among(lines, taken, key)


def _summed(lines: "pd.DataFrame", released: "pd.DataFrame", first: int) -> list[dict[str, Any]]:
    """Give the rows of the drafts, numbered from `first`: totals of what is billed; those that only take back last."""
    by = ["source", "payer"]
    groups = lines.groupby(by)
    totals = groups[list(AMOUNTS)].sum()
    totals.insert(0, "people", groups["person_id"].nunique())
    totals.insert(0, "payer_name", groups["payer_name"].first())
    rows = records(totals.reset_index())
    billed = {(row["source"], row["payer"]) for row in rows}
    names = {(row["source"], row["payer"]): row["payer_name"] for row in records(released[[*by, "payer_name"]])}
    empty = dict.fromkeys(("people", *AMOUNTS), 0)
    rows += [
        {"source": key[0], "payer": key[1], "payer_name": name} | empty
        for key, name in sorted(names.items())
        if key not in billed
    ]
    return [row | {"id": key} for key, row in enumerate(rows, first)]
