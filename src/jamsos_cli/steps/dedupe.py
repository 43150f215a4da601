"""Dedupe: whose NIK stands in two places, for whom two sources would pay, and who is probably one under two NIKs."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.exclusion import BY_KEY
from jamsos_cli.model.frame import FLAG, TEXT, WHOLE, Column, Schema, conform, records
from jamsos_cli.model.nik import mask
from jamsos_cli.model.pair import Occurrence, Pair
from jamsos_cli.model.person import PEOPLE
from jamsos_cli.model.person_name import another_name, clearly_different, name_words
from jamsos_cli.model.ruling import NO_RULINGS, Rulings
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import birth_dates_differ
from jamsos_cli.steps.resemblance import resembling_frame

if TYPE_CHECKING:
    import pandas as pd

OCCURRENCES: Schema = {
    "file": Column(TEXT, "roster"),
    "sheet": Column(TEXT, 'sheet of it, "" for CSV'),
    "row": Column(WHOLE, "row of it"),
    "nik": Column(TEXT, "usable NIK"),
    "name": Column(TEXT, "as written"),
    "source": Column(TEXT, 'key of the funding source, "" when not known'),
    "accepted": Column(FLAG, "whether the row is accepted"),
    "first_month": Column(TEXT, "yyyy-mm"),
    "last_month": Column(TEXT, "yyyy-mm"),
}
"""One row a place where a NIK stands: of a roster, or of an enrolment in the registry."""


class Row(NamedTuple):
    """A row of OCCURRENCES."""

    file: str
    sheet: str
    row: int
    nik: str
    name: str
    source: str
    accepted: bool
    first_month: str
    last_month: str


_SAME_NIK = Text("NIK sama", "same NIK")
_OTHER_NAME = Text("nama berbeda jelas", "clearly different name")
_SAME_NAME = Text("nama sama", "same name")
_LIKE_NAME = Text("nama mirip", "like names")
_COMMON_NAME = Text("dari namanya hanya urutan lahir yang sama", "of the names only the birth order is the same")
_OTHER_BIRTH_DATE = Text("tanggal lahir berbeda jelas", "clearly different birth date")
_ONE_PERSONS = Text("nama berbeda, diputuskan satu orang", "different names, ruled one person's")
_SAME_FILE = Text("dalam satu berkas", "in one file")
_OTHER_MONTHS = Text("sumber sama, bulan lain", "same source, other months")
_TWO_SOURCES = Text("dua sumber dana di bulan yang sama", "two sources in the same month")

_GRADES = {
    "certain": Text("hampir pasti orang yang sama", "almost certainly one person"),
    "probable": Text("mungkin orang yang sama", "probably one person"),
}


def same_nik(occurrences: "pd.DataFrame", ruled: Rulings = NO_RULINGS) -> list[Pair]:
    """Give a pair for every place of a NIK but its first (accepted before rejected, then by file, sheet and row).

    Its other side is the first place whose source would pay for the same months too, else the first place of all. Who
    goes on under the same source in other months stands in no two places. Names that are `ruled` one person's are no
    two people's: then it is asked who pays.
    """
    double = occurrences[occurrences.duplicated("nik", keep=False)]
    ordered = double.assign(refused=~double["accepted"]).sort_values(
        ["nik", "refused", "file", "sheet", "row", "first_month"], kind="stable"
    )
    rows = list(map(Row, *(ordered[name].tolist() for name in OCCURRENCES)))
    pairs = []
    for _, same in groupby(rows, key=lambda row: row.nik):
        group = list(same)
        for place, row in enumerate(group[1:], 1):
            others = [other for other in group[:place] if not _goes_on(other, row, ruled)]
            both_pay = (other for other in others if _double_funded(other, row, ruled))
            apart = (other for other in others if not _took_up(other, row, ruled))
            if others:
                pairs.append(_pair(next(both_pay, next(apart, others[0])), row, ruled))
    return sorted(pairs, key=lambda pair: (pair.left[:3], pair.right[:3]))


def with_birth_dates(pairs: Iterable[Pair], born: Mapping[tuple[str, str, int, str, str], str]) -> list[Pair]:
    """Give pairs of one NIK with what their birth dates say against one person, as D04 judges it.

    `born` is (file, sheet, row, NIK, name) -> yyyy-mm-dd, "" unknown: an older version of a file may have somebody else
    there. What was ruled stays as it is. A row that would only go on where an enrolment ended is asked about for its
    birth date alone.
    """
    found = []
    for pair in pairs:
        sides = zip((pair.left, pair.right), pair.niks, strict=True)
        if birth_dates_differ(*(born.get((*side[:3], nik, side.name), "") for side, nik in sides)):
            reasons = (*pair.reasons[:2], _OTHER_BIRTH_DATE, *pair.reasons[2:])
            found.append(pair._replace(score=0.0, reasons=reasons))
        elif _OTHER_MONTHS not in pair.reasons:
            found.append(pair)
    return found


def other_names(listed: "pd.DataFrame") -> list[Pair]:
    """Give a pair for everybody of LISTED, once a place and entry: the roster's row, and the other name on a list."""
    pairs = []
    for row in records(listed):
        title = BY_KEY[row["kind"]].title
        on_list = Text(f"daftar {title.id} dari {row['origin'] or '?'}", f"list {title.en} from {row['origin'] or '?'}")
        left = Occurrence(row["file"], row["sheet"], row["row"], mask(row["nik"]), row["name"], row["source"])
        right = Occurrence(row["list_file"], "", row["list_row"], mask(row["nik"]), row["list_name"], "")
        reasons, niks = (_SAME_NIK, _OTHER_NAME, on_list), (row["nik"], row["nik"])
        pairs.append(Pair("same-nik", left, right, 0.0, reasons, niks))
    return sorted(dict.fromkeys(pairs), key=lambda pair: (pair.left[:3], pair.right[:3]))


def probable(occurrences: "pd.DataFrame", people: "pd.DataFrame") -> list[Pair]:
    """Give a pair for every two places of probably one person under two NIKs; `people` are PEOPLE, row by row."""
    order = occurrences.reset_index(drop=True).sort_values(["file", "sheet", "row", "nik"], kind="stable").index
    people = conform(PEOPLE, people.iloc[order])
    once = ~people.duplicated().to_numpy()
    people, occurrences = people[once], occurrences.iloc[order][once]
    rows = list(map(Row._make, occurrences[list(OCCURRENCES)].itertuples(index=False, name=None)))
    return [
        Pair(
            "probable",
            _occurrence(rows[pair.left]),
            _occurrence(rows[pair.right]),
            round(pair.score.value, 4),
            (_GRADES[pair.score.grade], *pair.reasons),
            (rows[pair.left].nik, rows[pair.right].nik),
        )
        for pair in resembling_frame(people).pairs
    ]


def _goes_on(left: Row, right: Row, ruled: Rulings) -> bool:
    """Tell whether one list takes up where another of the same source left off."""
    if not (left.accepted and right.accepted and left.source) or left.source != right.source:
        return False
    return _apart(left, right) and ruled.surely_one(left.nik, left.name, right.name)


def _took_up(left: Row, right: Row, ruled: Rulings) -> bool:
    """Tell whether a row that is not accepted would take up where an enrolment left off.

    A list or another mistake holds it, which makes nobody stand twice; only another birth date would.
    """
    if right.accepted or not left.accepted or not left.source:
        return False
    if right.source != left.source and (right.source or left.file == right.file):
        return False
    return _apart(left, right) and ruled.surely_one(left.nik, left.name, right.name)


def _apart(left: Row, right: Row) -> bool:
    return left.last_month < right.first_month or right.last_month < left.first_month


def _double_funded(left: Row, right: Row, ruled: Rulings) -> bool:
    if not (left.accepted and right.accepted and left.source and right.source and left.source != right.source):
        return False
    shared = left.first_month <= right.last_month and right.first_month <= left.last_month
    return shared and ruled.surely_one(left.nik, left.name, right.name)


def _pair(left: Row, right: Row, ruled: Rulings) -> Pair:
    other = not ruled.one_name(left.nik, left.name, right.name)
    reasons = [_SAME_NIK, _names(left, right, ruled)]
    if left.file == right.file:
        reasons.append(_SAME_FILE)
    if _took_up(left, right, ruled):
        reasons.append(_OTHER_MONTHS)
    double_funded = _double_funded(left, right, ruled)
    if double_funded:
        reasons.append(_TWO_SOURCES)
    kind = "double-funded" if double_funded else "same-nik"
    shared = max(left.first_month, right.first_month), min(left.last_month, right.last_month)
    months = shared if double_funded else ("", "")
    sure = ruled.surely_one(left.nik, left.name, right.name)
    score, niks = 0.0 if other else 1.0 if sure else 0.5, (left.nik, right.nik)
    return Pair(kind, _occurrence(left), _occurrence(right), score, tuple(reasons), niks, months)


def _names(left: Row, right: Row, ruled: Rulings) -> Text:
    """Say what the names of two rows under one NIK have in common."""
    if not ruled.surely_one(left.nik, left.name, right.name):
        return _OTHER_NAME if clearly_different(left.name, right.name) else _COMMON_NAME
    if another_name(left.name, right.name):
        return _ONE_PERSONS
    return _SAME_NAME if name_words(left.name) == name_words(right.name) else _LIKE_NAME


def _occurrence(row: Row) -> Occurrence:
    return Occurrence(row.file, row.sheet, row.row, mask(row.nik), row.name, row.source)
