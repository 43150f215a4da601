"""The continuity watch: `jamsos worker watch`, part of `report`, and the thresholds of `worker show`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.errors import UsageError
from jamsos_cli.model.continuity import COVER, LAPSE, PAID, number, numbers
from jamsos_cli.model.ending import Ended
from jamsos_cli.model.frame import build, conform, records
from jamsos_cli.model.month import LAST_MONTH, Month
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.continuity import Watched, people_table, watch_tables
from jamsos_cli.runs.bills.covering import waits
from jamsos_cli.runs.bills.pledging import as_pledged
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.documents import write_tables
from jamsos_cli.runs.rosters.screening import barred, listed_persons, one_key
from jamsos_cli.steps.continuity import continuity
from jamsos_cli.steps.ending import ending
from jamsos_cli.store import PersonHistory, Registry, open_registry

if TYPE_CHECKING:
    import pandas as pd

AHEAD = 6
"""Months ahead in which an end of cover is told: as long as a cohort."""


class _Paid(NamedTuple):
    """Who paid when, and how that is known."""

    frame: "pd.DataFrame"
    """PAID."""
    recorded: tuple[str, ...]
    """iuran months taken from what the insurer recorded; all others are issued lines in force."""
    issued: tuple[str, ...]


def watch(workspace: Workspace, month: Month, village: str = "", ahead: int = AHEAD) -> Watched:
    """Reckon the continuity of everybody enrolled in a month, later, or up to three months before."""
    with open_registry(workspace.registry, write=False) as registry:
        return watch_open(registry, workspace, month, village, ahead)


def watch_open(
    registry: Registry, workspace: Workspace, month: Month, village: str = "", ahead: int = AHEAD
) -> Watched:
    """Do the same with a registry that is open; `village` is a code or name, no such village a UsageError.

    Who waits for a place and never paid is not in it, nor who has ended and was paid to the end. The month is judged
    as paid or unpaid once anything was issued or recorded for it, else the month before is.
    """
    paid = _paid(registry)
    at = month if {str(month)} & {*paid.recorded, *paid.issued} else month + -1
    known = [source.key for source in workspace.settings.sources]
    enrolments = registry.enrolments(str(at + -LAPSE), LAST_MONTH)
    enrolments = enrolments[enrolments["source"].isin(known)]
    if village:
        enrolments = _of_village(enrolments, village)
    listed = listed_persons(registry, (str(at + -LAPSE), LAST_MONTH))
    out = barred(registry, enrolments, listed, at)
    enrolments = enrolments[~enrolments["person_id"].isin(out)]
    enrolments = _to_listed(registry, enrolments, listed, at)
    enrolments = enrolments[~_gone(registry, enrolments, paid.frame, at)]
    placed = enrolments[~waits(registry, workspace.settings.sources, enrolments, month)]
    covered = as_pledged(registry, workspace.settings, placed, at)
    cover = covered.assign(first=numbers(covered["first_month"]), last=numbers(covered["last_month"]))
    mine = paid.frame[paid.frame["person_id"].isin(enrolments["person_id"])] if len(enrolments) else paid.frame.iloc[:0]
    found = continuity(mine, conform(COVER, cover), at)
    book, last = law.load(own=workspace.law), month + (ahead - 1)
    kept = covered[~_leaving(registry, covered, listed, last)]
    ends = ending(kept, found, last, workspace.settings.sources, book, regency_name(workspace.settings))
    return Watched(month, at, ahead, paid.recorded, paid.issued, found, enrolments, ends)


def _to_listed(registry: Registry, enrolments: "pd.DataFrame", listed: "pd.DataFrame", at: Month) -> "pd.DataFrame":
    """Give ENROLMENTS up to the month before a list (LISTED) bars their person, where that is after a month."""
    last = enrolments["last_month"]
    for month in sorted({month for month in listed["barred_from"] if month > str(at)}):
        out = enrolments["person_id"].isin(barred(registry, enrolments, listed, Month.parse(month)))
        last = last.mask(out & (last >= month), str(Month.parse(month) + -1))
    kept = enrolments.assign(last_month=last)
    return kept[last >= kept["first_month"]]


def _gone(registry: Registry, enrolments: "pd.DataFrame", paid: "pd.DataFrame", at: Month) -> "pd.Series[bool]":
    """Tell of ENROLMENTS whose cover has ended (`worker end`) and was PAID to its end: nothing is owed or lost."""
    import pandas as pd

    gone = registry.ended(str(at))
    if not gone:
        return pd.Series(data=False, index=enrolments.index)
    months = pd.Series(numbers(enrolments["last_month"]), index=enrolments.index)
    last = months.groupby(enrolments["person_id"]).transform("max")
    done = one_key(enrolments["person_id"], registry.first_keys()).isin(gone) & (last < number(at))
    ends = pd.MultiIndex.from_arrays([enrolments.loc[done, "person_id"], last[done]])
    done[done] = ends.isin(pd.MultiIndex.from_frame(paid[list(PAID)]))
    return done


def _leaving(registry: Registry, covered: "pd.DataFrame", listed: "pd.DataFrame", last: Month) -> "pd.Series[bool]":
    """Tell of ENROLMENTS up to a month whose person has ended, or is on a list (LISTED), in the one after theirs.

    No premium keeps their cover.
    """
    import pandas as pd

    leaving = pd.Series(data=False, index=covered.index)
    keys = one_key(covered["person_id"], registry.first_keys())
    for month, theirs in covered[covered["last_month"] <= str(last)].groupby("last_month"):
        after = Month.parse(str(month)) + 1
        out = barred(registry, theirs, listed, after)
        leaving[theirs.index] = keys[theirs.index].isin(registry.ended(str(after))) | theirs["person_id"].isin(out)
    return leaving


def write_watch(path: Path, watched: Watched, workspace: Workspace) -> None:
    """Write the watch as a workbook: the sums, and person by person with masked NIKs."""
    sources = workspace.settings.sources
    tables = (*watch_tables(watched, sources, "id"), people_table(watched, sources, "id"))
    write_tables(path, tables, workspace.today())


def of_person(workspace: Workspace, history: PersonHistory) -> "pd.DataFrame":
    """Give the CONTINUITY of one person as of today's month, one row; none for who never paid and is not enrolled.

    Who has ended is judged by the last month before that: no later one is owed.
    """
    with open_registry(workspace.registry, write=False) as registry:
        keys = {history.person_id, *history.enrolments["person_id"], *history.lines["person_id"]}
        reconciled, recorded = registry.recorded_months(sorted(keys))
        issued = set(registry.issued_months())
    lines = history.lines[history.lines["number"] != ""]
    sums = lines.groupby("iuran_month")["total"].sum()
    billed = set(sums[sums > 0].index)
    months = sorted(recorded | (billed - reconciled))
    today = Month.of(workspace.today())
    at = today if str(today) in issued | reconciled else today + -1
    at = min([at, *(Month.parse(one.month) + -1 for one in history.endings if one.holds_in(at))])
    inforce = history.enrolments[history.enrolments["superseded_by"] == ""]
    spans = [
        (first, last)
        for row in records(inforce[["first_month", "last_month"]])
        for first, last in _without(row["first_month"], row["last_month"], history.endings)
    ]
    cover = build(COVER, [(0, number(Month.parse(first)), number(Month.parse(last))) for first, last in spans])
    return continuity(build(PAID, [(0, number(Month.parse(month))) for month in months]), cover, at)


def _without(first: str, last: str, endings: Sequence[Ended]) -> list[tuple[str, str]]:
    """Give the runs of months of first..last in which no ending holds."""
    begin = Month.parse(first)
    runs: list[tuple[str, str]] = []
    for month in begin.run(begin.until(Month.parse(last))):
        if any(one.holds_in(month) for one in endings):
            continue
        if runs and str(Month.parse(runs[-1][1]) + 1) == str(month):
            runs[-1] = (runs[-1][0], str(month))
        else:
            runs.append((str(month), str(month)))
    return runs


def _paid(registry: Registry) -> _Paid:
    """Give who paid each month: whom the insurer recorded where it was reconciled, else who was on issued invoices."""
    import pandas as pd

    span, current = registry.iuran_span(), dict(registry.current_keys())
    if span is None:
        return _Paid(build(PAID, ()), (), ())
    first, last = (Month.parse(edge) for edge in span)
    parts = [build(PAID, ())]
    recorded: list[str] = []
    issued: list[str] = []
    for month in first.run(first.until(last)):
        persons = registry.recorded_persons(str(month))
        by_record = persons is not None
        if persons is None:
            persons = registry.issued_persons(str(month))
        if by_record or len(persons):
            (recorded if by_record else issued).append(str(month))
            parts.append(pd.DataFrame({"person_id": one_key(persons, current), "month": number(month)}))
    return _Paid(pd.concat(parts, ignore_index=True), tuple(recorded), tuple(issued))


def _of_village(enrolments: "pd.DataFrame", village: str) -> "pd.DataFrame":
    asked = " ".join(village.split())
    named = enrolments["village_name"].str.casefold() == asked.casefold()
    mine = enrolments[(enrolments["village"] == asked) | named]
    if mine.empty:
        raise UsageError(
            Text(
                f"Tidak ada yang terdaftar di desa {asked!r}. Tulis kode atau namanya.",
                f"Nobody is enrolled in a village {asked!r}. Write its code or name.",
            )
        )
    return mine
