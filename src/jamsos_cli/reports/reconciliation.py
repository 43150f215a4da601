"""Billed against recorded: the states, the open differences, and the contract object."""

from collections import Counter
from functools import cache
from itertools import count
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.frame import plain_columns
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask, mask_numbers
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.statement import MATCHED, STATES, say_remark
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.findings import where

if TYPE_CHECKING:
    import pandas as pd

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
    people = _people(matches)
    grouped = matches.groupby("state")
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


def _people(matches: "pd.DataFrame") -> Counter[str]:
    """Count by state whom and which month rows are about.

    That is our person, else the NIK, else (a NIK of no use) the line itself.
    """
    known = matches["person_id"].notna()
    others = matches[~known]
    line = others["file"] + "|" + others["sheet"] + "|" + others["row"].astype("str")
    strangers = others.assign(who=others["nik"].where(others["nik"].str.fullmatch("[0-9]{16}"), line))
    ours = matches.loc[known, ["state", "person_id", "iuran_month"]].drop_duplicates()
    theirs = strangers[["state", "who", "iuran_month"]].drop_duplicates()
    return Counter(ours["state"].tolist()) + Counter(theirs["state"].tolist())


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
            text_column("Keadaan", "State", 28),
            whole_column("Orang", "People", 10),
            rupiah_column("Ditagih", "Billed", 20),
            rupiah_column("Tercatat", "Recorded", 20),
            rupiah_column("Selisih", "Difference", 20),
        ),
        rows,
        totals=(_TOTAL.say(lang), sum(s.people for s in sums), billed, recorded, recorded - billed),
    )


def lines_table(matches: "pd.DataFrame", month: Month, lang: Lang = "id", *, only_open: bool = True) -> Table:
    """Give one row of MATCHES, NIK masked, in their order; without the matched ones unless asked for."""
    shown = _shown(open_matches(matches) if only_open else matches, lang)
    names = ("nik", "name", "payer_name", "iuran_month", "billed", "recorded", "difference", "place", "remark")
    states = (words.say(lang) for words in shown["words"])
    rows = list(zip(count(1), states, *(shown[name] for name in names), strict=False))
    title = Text("Selisih terbuka", "Open differences") if only_open else Text("Rincian", "Lines")
    return Table(
        Text(f"{title.id} {month.title}", f"{title.en}, {month}"),
        (
            whole_column("No", "No", 7),
            text_column("Keadaan", "State", 18),
            text_column("NIK", "NIK", 20),
            text_column("Nama", "Name", 30),
            text_column("Pembayar", "Payer", 24),
            text_column("Bulan iuran", "Iuran month", 12),
            rupiah_column("Ditagih", "Billed", 16),
            rupiah_column("Tercatat", "Recorded", 16),
            rupiah_column("Selisih", "Difference", 16),
            text_column("Tempat di catatan BPJS", "Place in the statement", 26),
            text_column("Keterangan", "Remark", 28),
        ),
        rows,
    )


def open_matches(matches: "pd.DataFrame") -> "pd.DataFrame":
    """Give the rows that are not matched."""
    return matches[matches["state"] != MATCHED]


def shown_rows(matches: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give MATCHES rows as papers list them: in Indonesian, NIK masked, with `difference`, `words` and `place`."""
    shown = _shown(matches, "id")
    return [dict(zip(shown, row, strict=True)) for row in zip(*shown.values(), strict=True)]


def _shown(matches: "pd.DataFrame", lang: Lang) -> dict[str, list[Any]]:
    """Give the columns of `shown_rows`; what is said over and over, payers, sheets and remarks, is made fit once."""
    found = dict(zip(matches.columns, plain_columns(matches), strict=True))
    payer, sheet = cache(shown_name), cache(_sheet_of)
    remark = cache(lambda said: mask_numbers(say_remark(said, lang)))
    places = zip(found["file"], found["sheet"], found["row"], strict=True)
    return found | {
        "nik": list(map(mask, found["nik"])),
        "name": list(map(shown_name, found["name"])),
        "payer_name": list(map(payer, found["payer_name"])),
        "remark": list(map(remark, found["remark"])),
        "difference": list(map(sub, found["recorded"], found["billed"])),
        "words": [STATES[state] for state in found["state"]],
        "place": [place_of(sheet(file, name), row, lang) for file, name, row in places],
    }


def _sheet_of(file: str, sheet: str) -> str:
    return shown_name(", ".join(part for part in (file, sheet) if part), 200)


def place_of(sheet: str, row: int | None, lang: Lang = "id") -> str:
    """Say where a statement line stands, "" when there is none.

    >>> place_of("bpjs.xlsx, Data", 7), place_of("bpjs.csv", 7, "en"), place_of("", None)
    ('bpjs.xlsx, Data, baris 7', 'bpjs.csv, row 7', '')
    """
    return ", ".join(part for part in (sheet, where(None, row, lang)) if part)
