"""The continuity watch: `jamsos worker watch`, part of `report`, and the thresholds of `worker show`."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli import law
from jamsos_cli.errors import UsageError
from jamsos_cli.model.continuity import COVER, LAPSE, PAID, number, numbers
from jamsos_cli.model.frame import build, conform
from jamsos_cli.model.month import LAST_MONTH, Month
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.continuity import Watched, people_table, watch_tables
from jamsos_cli.runs.bills.covering import waits
from jamsos_cli.runs.bills.pledging import as_pledged, pledged
from jamsos_cli.runs.invoicing import regency_name
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.documents import write_tables
from jamsos_cli.runs.rosters.screening import barred, listed_persons, one_key, uncontested
from jamsos_cli.steps.continuity import continuity
from jamsos_cli.steps.ending import ending
from jamsos_cli.steps.places import limited
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

    Who waits for a place, or until their NIK is contested no more, and never paid is not in it, nor who has ended and
    was paid to the end. The month is judged as paid or unpaid once anything was issued or recorded for it, else the
    month before is.
    """
    paid = _paid(registry)
    at = month if {str(month)} & {*paid.recorded, *paid.issued} else month - 1
    listed = listed_persons(registry, (str(at - LAPSE), LAST_MONTH))
    enrolments = registry.enrolments(str(at - LAPSE), LAST_MONTH)
    enrolments = _billable(registry, workspace, _of_village(enrolments, village) if village else enrolments, listed, at)
    enrolments = enrolments[~_gone(registry, enrolments, paid.frame, at)]
    covered = _covered(registry, workspace, enrolments, month, at)
    cover = covered.assign(first=numbers(covered["first_month"]), last=numbers(covered["last_month"]))
    mine = paid.frame[paid.frame["person_id"].isin(enrolments["person_id"])] if len(enrolments) else paid.frame.iloc[:0]
    found = continuity(mine, conform(COVER, cover), at)
    book, last = law.load(own=workspace.law), month + (ahead - 1)
    kept = covered[~_leaving(registry, covered, listed, last)]
    ends = ending(kept, found, last, workspace.settings.sources, book, regency_name(workspace.settings))
    return Watched(month, at, ahead, paid.recorded, paid.issued, found, enrolments, ends)


def _billable(
    registry: Registry, workspace: Workspace, enrolments: "pd.DataFrame", listed: "pd.DataFrame", at: Month
) -> "pd.DataFrame":
    """Give the ENROLMENTS of who may be billed in a month, up to the one before a list (LISTED) bars their person."""
    known = [source.key for source in workspace.settings.sources]
    enrolments, _ = uncontested(registry, enrolments[enrolments["source"].isin(known)])
    out = barred(registry, enrolments, listed, at)
    return _to_listed(registry, enrolments[~enrolments["person_id"].isin(out)], listed, at)


def _covered(
    registry: Registry, workspace: Workspace, enrolments: "pd.DataFrame", month: Month, at: Month
) -> "pd.DataFrame":
    """Give the ENROLMENTS of who does not wait for a place, as far as sponsors have pledged from `at` on."""
    placed = enrolments[~waits(registry, workspace.settings, enrolments, month)]
    return as_pledged(registry, workspace.settings, placed, at)


def _to_listed(registry: Registry, enrolments: "pd.DataFrame", listed: "pd.DataFrame", at: Month) -> "pd.DataFrame":
    """Give ENROLMENTS up to the month before a list (LISTED) bars their person, where that is after a month."""
    last = enrolments["last_month"]
    for month in sorted({month for month in listed["barred_from"] if month > str(at)}):
        out = enrolments["person_id"].isin(barred(registry, enrolments, listed, Month.parse(month)))
        last = last.mask(out & (last >= month), str(Month.parse(month) - 1))
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
    """Give the CONTINUITY of one person as of today's month, one row; none for who never paid and is not covered.

    Cover ends as in the watch. Who has ended is judged by the last month before that: no later one is owed.
    """
    today = Month.of(workspace.today())
    with open_registry(workspace.registry, write=False) as registry:
        keys = {history.person_id, *history.enrolments["person_id"], *history.lines["person_id"]}
        reconciled, recorded = registry.recorded_months(sorted(keys))
        at = today if str(today) in {*registry.issued_months(), *reconciled} else today - 1
        at = min([at, *(Month.parse(one.month) - 1 for one in history.endings if one.holds_in(at))])
        cover = _cover_of(registry, workspace, history, today, at)
    lines = history.lines[history.lines["number"] != ""]
    sums = lines.groupby("iuran_month")["total"].sum()
    billed = set(sums[sums > 0].index)
    months = sorted(recorded | (billed - reconciled))
    return continuity(build(PAID, [(0, number(Month.parse(month))) for month in months]), cover, at)


def _cover_of(
    registry: Registry, workspace: Workspace, history: PersonHistory, month: Month, at: Month
) -> "pd.DataFrame":
    """Give the COVER of one person from a month on, under one key; who has a place depends on everybody."""
    asked = str(at), LAST_MONTH
    mine = registry.enrolments_of([span.nik for span in history.niks], *asked)
    shared = limited(workspace.settings.sources) or pledged(registry, workspace.settings) is not None
    enrolments = registry.enrolments(*asked) if shared and len(mine) else mine
    enrolments = _billable(registry, workspace, enrolments, listed_persons(registry, asked), at)
    covered = _covered(registry, workspace, enrolments, month, at)
    covered = covered[covered["enrolment_id"].isin(mine["enrolment_id"])]
    first, last = numbers(covered["first_month"]), numbers(covered["last_month"])
    return conform(COVER, covered.assign(person_id=0, first=first, last=last))


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
