"""Every programme of the domain notes at full size: who is enrolled from when, and what the invoices must add up to."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from jamsos_cli.model.month import Month

Invoices = Mapping[str, dict[str, Any]]
"""The objects of `jamsos invoice --format json` by month."""


class Enrolment(NamedTuple):
    """One call of `jamsos import`: so many workers, spread over villages, a file each."""

    people: int
    first: str
    months: int | None = None
    """None leaves it to the settings: to December."""
    source: str = "apbd"
    programmes: str = "JKK+JKM"
    villages: int | None = None
    """how many take part; None for about a hundred workers a file."""
    desa_only: bool = False
    sponsors: int = 0
    table: bool = False
    """the handful of people whose premiums make up the table of PP 50/2025."""


class Total(NamedTuple):
    """One number that must come out, and how to read it off the invoices."""

    what: str
    right: int
    of: Callable[[Invoices], int]


class Case(NamedTuple):
    """A workspace with its enrolments, the months whose invoices are asked for, and the totals."""

    name: str
    regency: str
    enrolments: tuple[Enrolment, ...]
    months: tuple[str, ...]
    totals: tuple[Total, ...]


def months(first: str, count: int) -> tuple[str, ...]:
    """Give so many months from the first.

    >>> months("2026-12", 2)
    ('2026-12', '2027-01')
    """
    return tuple(map(str, Month.parse(first).run(count)))


def _people(right: int, month: str) -> Total:
    return Total(f"orang {month}", right, lambda made: int(made[month]["people"]))


def _month(right: int, month: str) -> Total:
    return Total(f"Rp {month}", right, lambda made: int(made[month]["total"]))


def _all(right: int) -> Total:
    return Total("Rp semua bulan", right, lambda made: sum(int(invoice["total"]) for invoice in made.values()))


def _affordable(budget: int, right: int, month: str) -> Total:
    """How many person-months a budget buys at what one person cost."""
    return Total(
        f"orang-bulan dari Rp{budget // 10**9} miliar",
        right,
        lambda made: budget // (int(made[month]["total"]) // int(made[month]["people"])),
    )


def _every_payer(right: int, payers: int, month: str) -> tuple[Total, Total]:
    def amounts(made: Invoices) -> list[int]:
        return [int(payer["total"]) for source in made[month]["sources"] for payer in source["payers"]]

    def same(made: Invoices) -> int:
        """The one amount all pay; 0 when they differ."""
        least, most = min(amounts(made), default=0), max(amounts(made), default=0)
        return least if least == most else 0

    return (
        Total(f"pembayar {month}", payers, lambda made: len(amounts(made))),
        Total(f"Rp setiap pembayar {month}", right, same),
    )


def _programme(name: str, right: int, month: str) -> Total:
    return Total(
        f"{name.upper()} {month}", right, lambda made: sum(int(source[name]) for source in made[month]["sources"])
    )


RELIEF = (
    ("2025-12", 1, 16_800, 16_800, 16_800),
    ("2026-01", 3, 16_800, 16_800, 8_400),
    ("2026-04", 9, 16_800, 8_400, 8_400),
    ("2027-01", 3, 16_800, 16_800, 8_400),
    ("2027-04", 1, 16_800, 16_800, 16_800),
)
"""PP 50/2025 by iuran month: first, how many, APBD, sponsor, sponsor of a transport worker."""
TABLE_PEOPLE = ("APBD", "Sponsor Petani", "Sponsor Ojek", "Sponsor Ojek JHT")


def _relief_table() -> Iterator[Total]:
    """Seventeen months, four people: the last has JHT, which the relief never touches."""
    for first, count, apbd, other, transport in RELIEF:
        for month in months(first, count):
            for who, right in zip(TABLE_PEOPLE, (apbd, other, transport, transport + 20_000), strict=True):
                yield Total(f"{who} {month}", right, _payer_reader(who, month))


def _payer_reader(who: str, month: str) -> Callable[[Invoices], int]:
    def read(made: Invoices) -> int:
        payers = {
            "APBD" if source["source"] == "apbd" else payer["name"]: int(payer["total"])
            for source in made[month]["sources"]
            for payer in source["payers"]
        }
        return payers.get(who, 0)

    return read


CASES = (
    Case(
        "gianyar-1136", "51.04", (Enrolment(1_136, "2025-11"),), ("2025-11",),
        (_people(1_136, "2025-11"), _month(19_084_800, "2025-11"), _programme("jkk", 11_360_000, "2025-11"),
         _programme("jkm", 7_724_800, "2025-11"), _affordable(10**9, 59_523, "2025-11"),
         _affordable(2 * 10**9, 119_047, "2025-11")),
    ),
    Case(
        "sertakan-gianyar", "51.04", (Enrolment(600, "2025-12", 12, source="sertakan", villages=6, sponsors=600),),
        ("2025-12", "2026-11"),
        (_people(600, "2025-12"), _month(10_080_000, "2025-12"), *_every_payer(16_800, 600, "2025-12"),
         _month(5_040_000, "2026-11"), *_every_payer(8_400, 600, "2026-11")),
    ),
    Case(
        "denpasar-27-desa", "51.71",
        (Enrolment(2_700, "2026-11", source="dana_desa", villages=27, desa_only=True),), ("2026-11",),
        (_people(2_700, "2026-11"), *_every_payer(1_680_000, 27, "2026-11"), _month(45_360_000, "2026-11")),
    ),
    Case(
        "denpasar-jht", "51.71",
        (Enrolment(100, "2026-11", source="dana_desa", programmes="JKK+JKM+JHT", villages=1, desa_only=True),),
        ("2026-11",), (*_every_payer(3_680_000, 1, "2026-11"), _programme("jht", 2_000_000, "2026-11")),
    ),
    Case(
        "gianyar-6400", "51.04", (Enrolment(6_400, "2026-07", 6, villages=64, desa_only=True),), months("2026-07", 6),
        (_people(6_400, "2026-07"), _all(645_120_000)),
    ),
    Case(
        "gianyar-12800", "51.04", (Enrolment(12_800, "2026-07", 6, villages=64, desa_only=True),), months("2026-07", 6),
        (_people(12_800, "2026-12"), _all(1_290_240_000)),
    ),
    Case(
        "gunung-mas-9500", "62.10", (Enrolment(9_500, "2026-01", 12),), months("2026-01", 12),
        (_people(9_500, "2026-11"), _month(159_600_000, "2026-11"), _all(1_915_200_000)),
    ),
    Case(
        "jombang-2024", "35.17", (Enrolment(13_250, "2024-07", 6),), months("2024-07", 6),
        (_people(13_250, "2024-07"), _all(1_335_600_000)),
    ),
    Case(
        "lombok-timur-2023", "52.03", (Enrolment(12_698, "2023-04"),), months("2023-04", 9),
        (_people(12_698, "2023-12"), _all(1_919_937_600)),
    ),
    Case(
        "penajam", "64.09", (Enrolment(5_000, "2025-01", 12),), months("2025-01", 12),
        (_people(5_000, "2025-06"), _all(1_008_000_000)),
    ),
    Case(
        "relief-pp-50-2025", "51.04",
        tuple(
            Enrolment(4, first, count, source=source, table=True)
            for first, count in (("2025-12", 12), ("2026-12", 6)) for source in ("apbd", "sertakan")
        ),
        months("2025-12", 17), tuple(_relief_table()),
    ),
)  # fmt: skip
