"""What rulings and former NIKs change after the import: findings that were answered, statements under another NIK."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.ruling import Rulings

if TYPE_CHECKING:
    import pandas as pd

NikSince = tuple[str, str, int]
"""A NIK, the day (yyyy-mm-dd) from which it holds, and the key of the person who has it."""
Chain = Sequence[NikSince]
"""All NIKs of one person, oldest first."""
_FIRST, _LAST = "", "9999-99"
_PART = "\x1f"
"""Parts a NIK and a number; no file can write it."""


def unanswered(
    findings: Sequence[Finding], double_funded: Kind, enrolments: "pd.DataFrame", lines: "pd.DataFrame", ruled: Rulings
) -> list[Finding]:
    """Leave out D03 where a person has said so: two sources, names or NIKs are known to be one person's.

    The order of the settings is then right. Of one source in two places the ruling on the NIK answers.
    """
    if not any(finding.kind is double_funded for finding in findings):
        return list(findings)
    columns = ["enrolment_id", "file", "sheet", "row", "nik", "name", "source", "person_id"]
    payer = lines[["person_id", "enrolment_id"]].merge(enrolments[columns].drop(columns="person_id"))
    both = enrolments[columns].merge(payer, on="person_id", suffixes=("", "_billed"))
    asked = [*columns[1:-1], "nik_billed", "name_billed", "source_billed"]
    known = {row[:3] for row in both[asked].itertuples(index=False, name=None) if _is_known(row[3:6], row[6:], ruled)}
    return [
        finding
        for finding in findings
        if finding.kind is not double_funded
        or (finding.place.file, finding.place.sheet or "", finding.place.row) not in known
    ]


def _is_known(one: tuple[str, str, str], billed: tuple[str, str, str], ruled: Rulings) -> bool:
    """Tell whether somebody has ruled on two enrolments of one person (NIK, name, source), the second of which pays."""
    (nik, name, source), (other_nik, other_name, other_source) = one, billed
    if nik != other_nik:
        return (min(nik, other_nik), max(nik, other_nik)) in ruled.joined
    if source != other_source:
        return (nik, *sorted((source, other_source))) in ruled.one_pays
    return ruled.answered(nik, name, other_name)


def under_niks_of_then(billed: "pd.DataFrame", chains: Iterable[Chain]) -> "pd.DataFrame":
    """Give billed LINES with everybody under the NIK they had in the iuran month."""
    chain_of = {nik: chain for chain in chains for nik, _, _ in chain}
    if not chain_of:
        return billed
    then = [
        _held_in(chain_of.get(nik, ()), nik, month)
        for nik, month in zip(billed["nik"], billed["iuran_month"], strict=True)
    ]
    return billed.assign(nik=then)


def under_billed_niks(
    lines: "pd.DataFrame", billed: "pd.DataFrame", chains: Iterable[Chain], month: str
) -> "pd.DataFrame":
    """Give STATEMENT_LINES with each person under the NIK that is billed for the line's month.

    `billed` is as `under_niks_of_then` gives it. The old NIK holds always, a new one from the month of its change on;
    of two persons who were ruled one, either does. A line without a month is one of `month`.
    """
    chain_of = {nik: chain for chain in chains for nik, _, _ in chain}
    if not chain_of:
        return lines
    there = set(zip(billed["nik"], billed["iuran_month"], strict=True))
    ours = [
        _billed_as(chain_of.get(nik, ()), nik, line_month or month, there) if usable else nik
        for nik, line_month, usable in zip(lines["nik"], lines["iuran_month"], lines["usable"], strict=True)
    ]
    return lines.assign(nik=ours)


def _starts(chain: Chain) -> dict[str, str]:
    """Give from which month on each NIK holds; the oldest of each person always did."""
    first: dict[int, str] = {}
    for nik, _, person in chain:
        first.setdefault(person, nik)
    oldest = set(first.values())
    return {nik: _FIRST if nik in oldest else since[:7] for nik, since, _ in chain}


def _held_in(chain: Chain, nik: str, month: str) -> str:
    person = next((key for one, _, key in chain if one == nik), None)
    starts = _starts(chain)
    mine = [one for one, _, key in chain if key == person and starts[one] <= month]
    return mine[-1] if mine and starts.get(nik, _LAST) > month else nik


def _billed_as(chain: Chain, nik: str, month: str, billed: set[tuple[str, str]]) -> str:
    if (nik, month) in billed or not chain or _starts(chain)[nik] > month:
        return nik
    return next((one for one, _, _ in chain if (one, month) in billed), nik)


def memberships_apart(
    billed: "pd.DataFrame", lines: "pd.DataFrame", month: str
) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Number the bills of a person who lawfully has two for a month, and give each a line of the statement.

    Behind the NIK stands then a number: a line as large as a bill is that bill's, others go to bills in their order.
    `as_one_nik` takes the number away.
    """
    mine = billed[(billed["iuran_month"] == month) & billed.duplicated(["nik", "iuran_month"], keep=False)]
    if mine.empty:
        return billed, lines
    bills, told = billed["nik"].copy(), lines["nik"].copy()
    asked = lines[lines["usable"] & (lines["iuran_month"] == month) & (lines["status"] != "reversed")]
    asked = asked[asked["nik"].isin(mine["nik"])].sort_values(["total", "file", "sheet", "row"], kind="stable")
    by_nik: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, nik, total in asked.loc[asked["total"] > 0, ["nik", "total"]].itertuples(name=None):
        by_nik[nik].append((index, total))
    for nik, group in mine.sort_values(["source", "person_id"]).groupby("nik"):
        free, unmet = by_nik[str(nik)], []
        for place, index, total in zip(range(len(group)), group.index, group["total"], strict=True):
            if place:
                bills[index] = f"{nik!s}{_PART}{place}"
            equal = next((one for one in free if one[1] == total), None)
            if equal is None:
                unmet.append(index)
            else:
                free.remove(equal)
                told[equal[0]] = bills[index]
        for index, (line, _) in zip(unmet, free, strict=False):
            told[line] = bills[index]
    return billed.assign(nik=bills), lines.assign(nik=told)


def as_one_nik(matches: "pd.DataFrame") -> "pd.DataFrame":
    """Take the numbers of `memberships_apart` away."""
    return matches.assign(nik=matches["nik"].str.replace(f"{_PART}.*", "", regex=True))
