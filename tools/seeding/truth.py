"""What must come out of the sample month, worked out from the made-up people themselves and never by jamsos."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from seeding.roster import Roster, Row

MONTH = "2026-11"
JKM = 6_800
BASES = ((2_500_000, 2_600_000), (2_300_000, 2_400_000), (2_100_000, 2_200_000), (1_900_000, 2_000_000),
         (1_700_000, 1_800_000), (1_500_000, 1_600_000), (1_300_000, 1_400_000), (1_100_000, 1_200_000),
         (0, 1_000_000))  # fmt: skip
"""PP 44/2015 annex II, highest first: income from, basis. JKK is 1% of the basis, JHT 2%."""


class Bill(NamedTuple):
    """One premium of the month: who, which source and payer, rupiah."""

    row: Row
    source: str
    payer: str
    """"regency" or a village's code; "" for a sponsor, whose key is the registry's own affair."""
    payer_name: str
    jkk: int
    jkm: int
    jht: int

    @property
    def total(self) -> int:
        """The three together."""
        return self.jkk + self.jkm + self.jht


def premium(income: int, *, relief: bool, jht: bool) -> tuple[int, int, int]:
    """Give JKK, JKM and JHT in rupiah; the relief of PP 50/2025 halves the first two.

    >>> premium(0, relief=False, jht=True), premium(1_500_000, relief=True, jht=False)
    ((10000, 6800, 20000), (8000, 3400, 0))
    """
    basis = next(basis for start, basis in BASES if start <= income)
    half = 2 if relief else 1
    return basis // 100 // half, JKM // half, basis // 50 if jht else 0


def bills(rosters: Sequence[Roster], order: Sequence[str], regency: str) -> list[Bill]:
    """Give the premiums of the month: one a person; the source first in `order` pays, then the earlier file and row.

    Among sponsor-paid rows November 2026 has the relief in every sector (section 3 of the domain notes).
    """
    paid: set[str] = set()
    made = []
    for one in sorted(rosters, key=lambda roster: (order.index(roster.source), roster.name)):
        for row in one.rows:
            if row.errors or row.listed or not row.billed or row.person.nik in paid:
                continue
            paid.add(row.person.nik)
            income = row.person.income if row.income_known else 0
            amounts = premium(income, relief=one.source == "sertakan", jht="JHT" in one.layout.programme)
            made.append(Bill(row, one.source, *_payer(one.source, row, regency), *amounts))
    return made


def _payer(source: str, row: Row, regency: str) -> tuple[str, str]:
    if source == "dana_desa":
        return row.person.village.code, row.person.village.name
    if source == "sertakan" and row.sponsor:
        return "", row.sponsor.name
    return "regency", regency


def invoice(billed: Sequence[Bill]) -> dict[str, Any]:
    """Give the object of `jamsos invoice --format json`; payers in order of key and name."""
    sources = []
    for source in dict.fromkeys(bill.source for bill in billed):
        of_source = [bill for bill in billed if bill.source == source]
        payers = [
            {"payer": payer, "name": name, **_sums(b for b in of_source if (b.payer, b.payer_name) == (payer, name))}
            for payer, name in sorted({(bill.payer, bill.payer_name) for bill in of_source})
        ]
        sources.append({"source": source, **_sums(of_source), "payers": payers})
    total = sum(bill.total for bill in billed)
    return {"version": 1, "month": MONTH, "sources": sources, "people": len(billed), "total": total}


def _sums(billed: Iterable[Bill]) -> dict[str, int]:
    listed = list(billed)
    money: dict[str, Callable[[Bill], int]] = {
        "jkk": lambda bill: bill.jkk,
        "jkm": lambda bill: bill.jkm,
        "jht": lambda bill: bill.jht,
        "total": lambda bill: bill.total,
    }
    return {"people": len(listed), **{name: sum(map(of, listed)) for name, of in money.items()}}


def found(roster: Roster) -> dict[str, Any]:
    """Give what validating one file must say: counts, every error by place, and the warnings that were put in."""
    rejected = sum(bool(row.errors) for row in roster.rows)
    return {
        "source": roster.source,
        "rows_read": len(roster.rows),
        "accepted": len(roster.rows) - rejected,
        "rejected": rejected,
        "errors": _placed(roster, "errors"),
        "warnings": [{"code": code, "sheet": None, "row": None} for code in roster.warnings]
        + [one for one in _placed(roster, "warnings") if one["code"] not in {"D02", "D03"}],
    }


def _placed(roster: Roster, level: str) -> list[dict[str, Any]]:
    return [
        {"code": code, "sheet": row.sheet or None, "row": row.number}
        for row in roster.rows
        for code in getattr(row, level)
    ]


def doubles(rosters: Sequence[Roster], billed: Sequence[Bill]) -> list[dict[str, Any]]:
    """Give the people who stand in two files, with the source that pays for them."""
    stands: dict[str, list[tuple[Roster, Row]]] = {}
    for one in rosters:
        for row in one.rows:
            stands.setdefault(row.person.nik, []).append((one, row))
    pays = {bill.row.person.nik: bill.source for bill in billed}
    return [
        {
            "kind": code,
            "billed": pays[nik],
            "places": [{"file": one.name, "sheet": row.sheet or None, "row": row.number} for one, row in places],
        }
        for nik, places in stands.items()
        for code in sorted({code for _, row in places for code in row.warnings if code in {"D02", "D03"}})
    ]


def codes(rosters: Sequence[Roster]) -> dict[str, int]:
    """Count the findings that were put into some rosters, by code."""
    count = Counter(code for one in rosters for row in one.rows for code in row.errors + row.warnings)
    count.update(code for one in rosters for code in one.warnings)
    return dict(sorted(count.items()))
