"""Billed against recorded: the states, the open differences, and the contract object."""

from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask, mask_numbers
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.statement import STATES, say_remark
from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.findings import where

if TYPE_CHECKING:
    import pandas as pd

MATCHED = "matched"
_TOTAL = Text("JUMLAH", "TOTAL")


class StateSum(NamedTuple):
    """One state of the reconciliation: person-months and rupiah."""

    state: str
    words: Text
    people: int
    billed: int
    recorded: int


def state_sums(matches: "pd.DataFrame") -> tuple[StateSum, ...]:
    """Sum MATCHES by state, every state in its order of display, also those without rows."""
    grouped = matches.assign(who=_who(matches)).groupby("state")
    people = grouped["who"].nunique().to_dict()
    billed = grouped["billed"].sum().to_dict()
    recorded = grouped["recorded"].sum().to_dict()
    return tuple(
        StateSum(
            state,
            words,
            int(people.get(state, 0)),
            int(billed.get(state, 0)),
            int(recorded.get(state, 0)),
        )
        for state, words in STATES.items()
    )


def _who(matches: "pd.DataFrame") -> "pd.Series[str]":
    """Whom and which month a row is about: our person, else the NIK, else (a NIK of no use) the line itself."""
    line = matches["file"] + "|" + matches["sheet"] + "|" + matches["row"].astype("str")
    stranger = matches["nik"].where(matches["nik"].str.fullmatch("[0-9]{16}"), line)
    person = matches["person_id"].astype("str").where(matches["person_id"].notna(), stranger)
    return person + "|" + matches["iuran_month"]


def reconciliation_json(matches: "pd.DataFrame", month: Month) -> dict[str, object]:
    """Give the object that `reconcile --format json` prints.

    `people` counts persons (a person-month billed, its lines with it; else the persons of lines that nobody was
    billed for); `open` those not matched; `billed` and `recorded` are rupiah.
    """
    sums = state_sums(matches)
    return {
        "version": 1,
        "month": str(month),
        "billed": sum(s.billed for s in sums),
        "recorded": sum(s.recorded for s in sums),
        "states": {s.state: {"people": s.people, "billed": s.billed, "recorded": s.recorded} for s in sums},
        "open": sum(s.people for s in sums if s.state != MATCHED),
    }


def states_table(matches: "pd.DataFrame", month: Month, lang: Lang = "id") -> Table:
    """Give one row a state that occurs, with persons, billed, recorded and the difference in rupiah."""
    sums = state_sums(matches)
    rows = [
        (s.words.say(lang), s.people, s.billed, s.recorded, s.recorded - s.billed)
        for s in sums
        if s.people or s.state == MATCHED
    ]
    billed, recorded = sum(s.billed for s in sums), sum(s.recorded for s in sums)
    return Table(
        Text(f"Rekonsiliasi {month.title}", f"Reconciliation, {month}"),
        (
            TableColumn(Text("Keadaan", "State"), width=28),
            TableColumn(Text("Orang", "People"), Shape.WHOLE, 10),
            TableColumn(Text("Ditagih", "Billed"), Shape.RUPIAH, 20),
            TableColumn(Text("Tercatat", "Recorded"), Shape.RUPIAH, 20),
            TableColumn(Text("Selisih", "Difference"), Shape.RUPIAH, 20),
        ),
        rows,
        totals=(_TOTAL.say(lang), sum(s.people for s in sums), billed, recorded, recorded - billed),
    )


def lines_table(matches: "pd.DataFrame", month: Month, lang: Lang = "id", *, only_open: bool = True) -> Table:
    """Give one row a match, NIK masked, by state, payer and name; without the matched ones unless asked for."""
    rows = [
        (
            number,
            STATES[row["state"]].say(lang),
            *(row[name] for name in ("nik", "name", "payer_name", "iuran_month")),
            *(row[name] for name in ("billed", "recorded", "difference")),
            row["place"],
            row["remark"],
        )
        for number, row in enumerate(shown_rows(open_matches(matches) if only_open else _ordered(matches), lang), 1)
    ]
    title = Text("Selisih terbuka", "Open differences") if only_open else Text("Rincian", "Lines")
    return Table(
        Text(f"{title.id} {month.title}", f"{title.en}, {month}"),
        (
            TableColumn(Text("No", "No"), Shape.WHOLE, 7),
            TableColumn(Text("Keadaan", "State"), width=18),
            TableColumn(Text("NIK", "NIK"), width=20),
            TableColumn(Text("Nama", "Name"), width=30),
            TableColumn(Text("Pembayar", "Payer"), width=24),
            TableColumn(Text("Bulan iuran", "Iuran month"), width=12),
            TableColumn(Text("Ditagih", "Billed"), Shape.RUPIAH, 16),
            TableColumn(Text("Tercatat", "Recorded"), Shape.RUPIAH, 16),
            TableColumn(Text("Selisih", "Difference"), Shape.RUPIAH, 16),
            TableColumn(Text("Tempat di laporan BPJS", "Place in the statement"), width=26),
            TableColumn(Text("Keterangan", "Remark"), width=28),
        ),
        rows,
    )


def open_matches(matches: "pd.DataFrame") -> "pd.DataFrame":
    """Give the rows that are not matched, by state in order of display, payer and name."""
    return _ordered(matches[matches["state"] != MATCHED])


def shown_rows(matches: "pd.DataFrame", lang: Lang = "id") -> list[dict[str, Any]]:
    """Give MATCHES rows as papers list them: NIK masked, plain `int`, with `difference`, `words` and `place`."""
    return [
        {
            **row,
            "nik": mask(row["nik"]),
            "name": shown_name(row["name"]),
            "payer_name": shown_name(row["payer_name"]),
            "remark": mask_numbers(say_remark(row["remark"], lang)),
            "difference": row["recorded"] - row["billed"],
            "words": STATES[row["state"]],
            "place": shown_name(place_of(row["file"], row["sheet"], row["row"], lang), 200),
        }
        for row in records(matches)
    ]


def place_of(file: str, sheet: str, row: object, lang: Lang = "id") -> str:
    """Say where a statement line stands, "" when there is none.

    >>> place_of("bpjs.xlsx", "Data", 7), place_of("bpjs.csv", "", 7, "en"), place_of("", "", None)
    ('bpjs.xlsx, Data, baris 7', 'bpjs.csv, row 7', '')
    """
    if not file:
        return ""
    parts = [file, sheet]
    # A missing value of a nullable column is neither None nor comparable; only an integer is a row.
    if isinstance(row, int):
        parts.append(where(None, row, lang))
    return ", ".join(part for part in parts if part)


def _ordered(matches: "pd.DataFrame") -> "pd.DataFrame":
    order = {state: index for index, state in enumerate(STATES)}
    ranked = matches.assign(_rank=matches["state"].map(order).astype("int64"))
    by = ["_rank", "payer_name", "name", "nik", "iuran_month", "file", "row"]
    return ranked.sort_values(by, kind="stable").drop(columns="_rank")
