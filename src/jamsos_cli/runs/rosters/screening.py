"""Exclusion lists put to use: who of a roster, of a month's drafts and of issued invoices is on one."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.exclusion import CHECKS
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.rules import on_list
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.steps import exclusion
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.store import Registry

if TYPE_CHECKING:
    import pandas as pd


def screened(files: Sequence[Accepted], registry: Registry, workspace: Workspace, first: Month) -> list[Accepted]:
    """Reject whoever is on a list in force (E06); note on each file which checks had no list (E07).

    Who is on one under another name stays, with a doubt (N12). Without lists this is one small question; with them,
    one more for the NIKs of the files.
    """
    in_force = [one for one in registry.exclusion_lists() if not one.withdrawn_at]
    found = list(files)
    if in_force:
        day = first.first_day
        names = exclusion.asked_names(files, day) if any(one.by_name for one in in_force) else set()
        niks = sorted({person.nik for file in files for person in file.people})
        listed, days, ruled = registry.listed(niks, names), (day, workspace.today()), registry.replay()
        found = exclusion.screen(files, listed, days, on_list.on_list, on_list.other_name, ruled)
    missing = [kind for kind in CHECKS if kind not in {one.kind for one in in_force}]
    return [_noted(one, missing) for one in found] if missing else found


def _noted(file: Accepted, missing: Sequence[str]) -> Accepted:
    if file.result.is_unreadable:
        return file
    note = on_list.check_not_run(file.result.file, missing)
    return file._replace(result=file.result._replace(findings=(*file.result.findings, note)))


class Barred(NamedTuple):
    """Human beings whom lists keep out of a month, by their first key."""

    all: frozenset[int]
    sure: frozenset[int]
    """of whom also what is issued is taken back: the others are on a list that does not say since when."""


class Contested(NamedTuple):
    """Human beings of whom nobody knows whether their NIK is theirs, by their first key."""

    waiting: frozenset[int]
    """never billed: they wait as the row does that contests it."""
    billed: frozenset[int]
    """on an issued invoice: they stay billed, since a slip in another list is no reason to end a cover."""


class Billable(NamedTuple):
    """A month's enrolments once the lists were asked."""

    enrolments: "pd.DataFrame"
    """of who may be billed."""
    findings: tuple[Finding, ...]
    """E06 for everybody who is left out."""
    notices: tuple[Text, ...]
    barred: "Barred"
    """who is left out."""


def billable(registry: Registry, enrolments: "pd.DataFrame", month: Month, issued: "pd.DataFrame") -> Billable:
    """Leave out of a month who is on a list in force; those on its `issued` lines (BILLED) are for a correction."""
    kept, out, barred = may_be_billed(registry, enrolments, month)
    doubtful = contested(registry, enrolments)
    out = out[~out["person_id"].isin(one_key(issued["person_id"], registry.first_keys()))]
    notices = []
    if len(out):
        notices.append(_LEFT_OUT.fill(people=len(out), title=month.title, month=month))
    for said, people in ((_WAITING, doubtful.waiting), (_STILL_BILLED, doubtful.billed)):
        if people:
            notices.append(said.fill(people=len(people), title=month.title, month=month))
    findings = tuple(exclusion.on_list_findings(out, on_list.on_list))
    return Billable(kept, findings, tuple(notices), barred)


def may_be_billed(
    registry: Registry, enrolments: "pd.DataFrame", month: Month
) -> tuple["pd.DataFrame", "pd.DataFrame", Barred]:
    """Give the ENROLMENTS of who may be billed for a month, LISTED of who may not, and the same as keys.

    Whoever is on a list is so under every key: those ruled one, and second memberships.
    """
    enrolments, waiting = uncontested(registry, enrolments)
    listed = listed_persons(registry, (str(month), str(month)))
    if listed.empty:
        return enrolments, listed, Barred(waiting, frozenset())
    # Who has ended is out for good, whatever a list says or does not say.
    listed = listed[~listed["person_id"].isin(registry.ended(str(month)))]
    kept, out = unlisted(registry, enrolments, listed, month)
    sure = exclusion.surely_barred(listed, month)["person_id"]
    return kept, out, Barred(frozenset(out["person_id"]) | waiting, frozenset(sure))


def uncontested(registry: Registry, enrolments: "pd.DataFrame") -> tuple["pd.DataFrame", frozenset[int]]:
    """Give the ENROLMENTS without those that wait until their NIK is contested no more, and who waits, by first key."""
    waiting = contested(registry, enrolments).waiting
    if not waiting:
        return enrolments, waiting
    keys = one_key(enrolments["person_id"], registry.first_keys())
    return enrolments[~keys.isin(waiting)], waiting


def contested(registry: Registry, enrolments: "pd.DataFrame") -> Contested:
    """Give of ENROLMENTS whose NIK a row of another list has under another name, held until that is cleared up (D04).

    Had both lists come in at once, neither row would be enrolled; so nobody is billed anew whom only the order of the
    imports let in.
    """
    niks = registry.contested(enrolments["nik"])
    if not niks:
        return Contested(frozenset(), frozenset())
    there = one_key(enrolments.loc[enrolments["nik"].isin(niks), "person_id"], registry.first_keys())
    persons = frozenset(map(int, there))
    paid = registry.paid(persons)
    billed = persons & frozenset(map(int, one_key(paid["person_id"], registry.first_keys())))
    return Contested(persons - billed, billed)


def listed_persons(registry: Registry, months: tuple[str, str]) -> "pd.DataFrame":
    """Give LISTED of who is enrolled from the first to the last of the months, by the first key of each person.

    Left out is whose NIK a list has under a clearly different name that nobody has ruled to be theirs (N12).
    """
    listed = registry.enrolled_on_lists(*months)
    if listed.empty:
        return listed
    listed, _ = exclusion.other_names(listed, registry.replay())
    return listed.assign(person_id=one_key(listed["person_id"], registry.first_keys()))


def known_ends(registry: Registry, niks: Collection[str], months: tuple[str, str]) -> dict[str, str]:
    """Give the first month without cover of those enrolled in the months whom an ending or a list in force says it of.

    NIK -> yyyy-mm, the earliest; of a list that has no day of the event, the month of the list.
    """
    ends = [(one.nik, one.month) for one in registry.endings(niks) if not one.returned]
    listed = registry.enrolled_on_lists(*months)
    if not listed.empty:
        listed, _ = exclusion.other_names(listed[listed["nik"].isin(niks)], registry.replay())
        ends += exclusion.ends(listed)
    first: dict[str, str] = {}
    for nik, month in ends:
        first[nik] = min(month, first.get(nik, month))
    return first


def unlisted(
    registry: Registry, enrolments: "pd.DataFrame", listed: "pd.DataFrame", month: Month
) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Part the ENROLMENTS, of whatever months, by who may be billed for a month: theirs, and LISTED of the others.

    `listed` comes from `listed_persons`; LISTED is once a person.
    """
    if listed.empty:
        return enrolments, listed
    asked = enrolments.assign(person_id=one_key(enrolments["person_id"], registry.first_keys()))
    kept, out = exclusion.left_out(asked, listed, month)
    return enrolments.loc[kept.index], out


def barred(registry: Registry, enrolments: "pd.DataFrame", listed: "pd.DataFrame", month: Month) -> "pd.Series[int]":
    """Give the person_id of everybody among ENROLMENTS whom `listed` (of `listed_persons`) bars in a month."""
    kept, _ = unlisted(registry, enrolments, listed, month)
    out: pd.Series[int] = enrolments.loc[enrolments.index.difference(kept.index), "person_id"]
    return out


def one_key(persons: "pd.Series[int]", keys: Mapping[int, int]) -> "pd.Series[int]":
    """Give persons by another key, where they have one."""
    return persons.replace(dict(keys)) if keys else persons


def questioned(registry: Registry, month: Month | None = None, number: int | None = None) -> "pd.DataFrame":
    """Give the issued lines that lists in force bar, of a month or all, by all lists or one, as QUESTIONED.

    They are what a correction takes back; what is issued never changes.
    """
    lines = registry.billed_on_lists(str(month) if month else None, number)
    return exclusion.questioned(lines if lines.empty else exclusion.other_names(lines, registry.replay())[0])


_WAITING = Text(
    "{people} orang terdaftar belum ditagih {title}: NIK-nya dipakai nama lain di daftar lain (D04), dan tidak ada "
    "yang tahu milik siapa. Cocokkan dengan KTP, lalu putuskan: jamsos dedupe.",
    "{people} enrolled people are not billed for {month} yet: another list has their NIK under another name (D04), and "
    "nobody knows whose it is. Look at the KTP, then decide: jamsos dedupe.",
)
_STILL_BILLED = Text(
    "{people} orang tetap ditagih {title} karena sudah pernah ditagih, padahal NIK-nya dipakai nama lain di daftar "
    "lain (D04). Cocokkan dengan KTP, lalu putuskan: jamsos dedupe.",
    "{people} people stay billed for {month}, for they were billed before, although another list has their NIK under "
    "another name (D04). Look at the KTP, then decide: jamsos dedupe.",
)
_LEFT_OUT = Text(
    "{people} orang terdaftar tidak ditagih {title}, karena ada di daftar pengecualian (E06).",
    "{people} enrolled people are not billed for {month}: they are on an exclusion list (E06).",
)
