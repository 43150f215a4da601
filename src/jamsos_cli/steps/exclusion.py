"""Who is on a list to check against: rows of rosters, people about to be billed, lines that were issued."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from jamsos_cli.model import nik as niks
from jamsos_cli.model.exclusion import KINDS, Listed, same_village
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.frame import records
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.month import Month
from jamsos_cli.model.person_name import name_key
from jamsos_cli.model.place import Place
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.identities import with_findings

if TYPE_CHECKING:
    import pandas as pd

_RANK = {kind.key: rank for rank, kind in enumerate(KINDS)}
OnList = Callable[[Place, str, str, Listed], Finding]
"""A row's place, NIK and name, and where the person was found -> the finding."""


def asked_names(files: Iterable[Accepted], on: date) -> set[tuple[str, str]]:
    """Give the (birth date, words of the name) of everybody on the rosters, for entries without a NIK."""
    return {key for file in files for person in file.people if (key := _known_as(person, on)) is not None}


def screen(
    files: Sequence[Accepted],
    listed: Iterable[Listed],
    days: tuple[date, date],
    finding: OnList,
    doubt: OnList,
    ruled: Rulings,
) -> list[Accepted]:
    """Reject every row whose person is on a list, named once by the most telling.

    Where the list has the NIK under a clearly different name, and nobody has `ruled` the names one person's, the row
    stays and a doubt is told: whose NIK it is nobody knows. `days` are the first day the rosters are judged for, and
    today; an event announced for later than both bars nobody yet. Name and birth date count for entries without a NIK
    only, and the village where both name one.
    """
    on, as_of = days
    by_nik: dict[str, list[Listed]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    month = str(Month.of(on))
    for one in listed:
        if one.event_date <= as_of.isoformat() or one.barred_from <= month:
            (by_nik[one.nik] if one.nik else by_name[one.birth_date, one.name_key]).append(one)
    if not by_nik and not by_name:
        return list(files)
    screened = []
    for file in files:
        villages = _villages(file) if by_name else {}
        found = []
        for person in file.people:
            known_as = _known_as(person, on) if by_name else None
            village = villages.get((person.place.sheet or "", person.place.row or 0), "")
            alike = by_name.get(known_as, []) if known_as else []
            on_lists = [*by_nik.get(person.nik, []), *(one for one in alike if same_village(one.village, village))]
            meant = [one for one in on_lists if ruled.one_name(person.nik, person.name, one.name)]
            if on_lists:
                said, place = (finding, person.place._replace(cell=None)) if meant else (doubt, person.place)
                found.append(said(place, person.nik, person.name, min(meant or on_lists, key=_telling)))
        screened.append(with_findings(file, found) if found else file)
    return screened


def _telling(one: Listed) -> tuple[object, ...]:
    """Sort what a person is found by: the graver reason, the NIK, a date of the event, the newer list."""
    newer = tuple(-int(part) for part in one.dated.split("-"))
    return _RANK[one.kind], not one.nik, not one.event_date, newer, one.list_id


def _known_as(person: Identity, on: date) -> tuple[str, str] | None:
    """Give birth date (of the roster, else of the NIK) and words of the name; None where either is not known."""
    in_nik = None if person.birth_date else niks.birth_date(person.nik, on)
    born = person.birth_date or (in_nik.isoformat() if in_nik else "")
    words = name_key(person.name)
    return (born, words) if born and words else None


def _villages(file: Accepted) -> dict[tuple[str, int], str]:
    return {(part.sheet, row): part.name for part in file.result.villages for row in part.rows}


def other_names(listed: "pd.DataFrame", ruled: Rulings) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Part LISTED or QUESTIONED where the name on the list may be the person's from where it clearly is another."""
    if listed.empty:
        return listed, listed
    names = zip(listed["nik"], listed["name"], listed["list_name"], strict=True)
    meant = [not theirs or ruled.one_name(nik, ours, theirs) for nik, ours, theirs in names]
    return listed[meant], listed[[not one for one in meant]]


def left_out(enrolments: "pd.DataFrame", listed: "pd.DataFrame", month: Month) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Give the ENROLMENTS of who may be billed for a month, and LISTED of who may not, once a person.

    `listed` may hold candidates by name. Who died or moved in the month or later is still billed for it; without a
    date of the event nobody is: what is not billed yet is not billed on a doubt.
    """
    barred = listed[(listed["barred_from"] == "") | (listed["barred_from"] <= str(month))]
    out = _once(_confirmed(barred), ["person_id"]).sort_values(["file", "sheet", "row"], ignore_index=True)
    return enrolments[~enrolments["person_id"].isin(out["person_id"])], out


def surely_barred(listed: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    """Give the rows of LISTED that take back what was billed for a month: without a day, from that of the list on."""
    return _confirmed(listed[_begins(listed) <= str(month)])


def ends(listed: "pd.DataFrame") -> list[tuple[str, str]]:
    """Give the NIK and the first month that is surely barred of each row of LISTED."""
    sure = _confirmed(listed)
    return list(zip(sure["nik"], _begins(sure), strict=True))


def _begins(listed: "pd.DataFrame") -> "pd.Series[str]":
    begins: pd.Series[str] = listed["barred_from"].where(listed["barred_from"] != "", listed["dated"].str[:7])
    return begins


def on_list_findings(out: "pd.DataFrame", finding: OnList) -> list[Finding]:
    """Give a finding a row of LISTED, at the roster row the person is enrolled by."""
    found = []
    for one in records(out):
        listed = Listed(
            "" if one["by_name"] else one["nik"], one["list_id"], one["kind"], one["origin"], one["dated"],
            one["list_file"], "", one["list_row"], one["event_date"], one["barred_from"], "", "", "",
            one["list_name"],
        )  # fmt: skip
        found.append(finding(Place(one["file"], one["sheet"] or None, one["row"]), one["nik"], one["name"], listed))
    return found


def on_lists(listed: "pd.DataFrame") -> "pd.DataFrame":
    """Give LISTED once a person, candidates by name confirmed, by roster and row."""
    return _once(_confirmed(listed), ["person_id"]).sort_values(["file", "sheet", "row"], ignore_index=True)


def questioned(billed: "pd.DataFrame") -> "pd.DataFrame":
    """Give QUESTIONED once a person and iuran month, candidates by name confirmed, by month, invoice and name.

    These are the lines of issued invoices that a correction would take back; nothing here changes them.
    """
    lines = _once(_confirmed(billed), ["person_id", "iuran_month"])
    return lines.sort_values(["iuran_month", "number", "name", "person_id"], ignore_index=True)


def _confirmed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Leave out whom name and birth date found, but who lives in another village than the list says."""
    import pandas as pd

    by_name = frame["by_name"] == 1
    if not by_name.any():
        return frame
    some = frame[by_name]
    villages = zip(some["list_village"], some["village_name"], strict=True)
    return pd.concat([frame[~by_name], some[[same_village(theirs, ours) for theirs, ours in villages]]])


def _once(frame: "pd.DataFrame", key: list[str]) -> "pd.DataFrame":
    """Keep the most telling list of each key."""
    ranked = frame.assign(rank=frame["kind"].map(_RANK), undated=frame["event_date"] == "")
    ranked = ranked.sort_values("dated", ascending=False, kind="stable")
    ranked = ranked.sort_values(["rank", "by_name", "undated"], kind="stable")
    return ranked.drop_duplicates(key).drop(columns=["rank", "undated"])
