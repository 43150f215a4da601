"""Dedupe: whose NIK stands in two places, and for whom two sources would pay in the same months."""

from typing import TYPE_CHECKING, Any

from jamsos_cli.model.frame import FLAG, TEXT, WHOLE, Column, Schema
from jamsos_cli.model.nik import mask
from jamsos_cli.model.pair import Pair, Standing
from jamsos_cli.model.person_name import clearly_different
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import pandas as pd

STANDINGS: Schema = {
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


_SAME_NIK = Text("NIK sama", "same NIK")
_OTHER_NAME = Text("nama berbeda jelas", "clearly different name")
_SAME_NAME = Text("nama sama", "same name")
_SAME_FILE = Text("dalam satu berkas", "in one file")
_TWO_SOURCES = Text("dua sumber dana di bulan yang sama", "two sources in the same month")


def same_nik(standings: "pd.DataFrame") -> list[Pair]:
    """Give a pair for every place of a NIK but its first (accepted before rejected, then by file, sheet and row)."""
    columns = ["nik", "file", "sheet", "row"]
    double = standings[standings.duplicated("nik", keep=False)]
    ordered = double.assign(refused=~double["accepted"]).sort_values(["nik", "refused", *columns[1:]], kind="stable")
    first = ordered.drop_duplicates("nik")
    others = ordered[ordered.duplicated("nik")]
    paired = others.merge(first, on="nik", suffixes=("", "_first"))
    paired = paired.sort_values(["file_first", "sheet_first", "row_first", "file", "sheet", "row"], kind="stable")
    return [_pair({str(name): value for name, value in row.items()}) for row in paired.to_dict("records")]


def _pair(row: dict[str, Any]) -> Pair:
    left, right = _standing(row, "_first"), _standing(row, "")
    shared = str(row["first_month"]) <= str(row["last_month_first"]) and str(row["first_month_first"]) <= str(
        row["last_month"]
    )
    other = clearly_different(left.name, right.name)
    both_pay = bool(row["accepted"] and row["accepted_first"] and shared and left.source and right.source)
    double_funded = both_pay and left.source != right.source and not other
    reasons = [_SAME_NIK, _OTHER_NAME if other else _SAME_NAME]
    if left.file == right.file:
        reasons.append(_SAME_FILE)
    if double_funded:
        reasons.append(_TWO_SOURCES)
    kind = "double-funded" if double_funded else "same-nik"
    return Pair(kind, left, right, 0.0 if other else 1.0, tuple(reasons))


def _standing(row: dict[str, Any], suffix: str) -> Standing:
    def text(name: str) -> str:
        return str(row[f"{name}{suffix}"])

    return Standing(text("file"), text("sheet"), int(text("row")), mask(str(row["nik"])), text("name"), text("source"))
