"""What a premium costs: every border of every tariff, from cases worked out by hand."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.errors import Exit, SettingsError
from jamsos_cli.law import load
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import Premium
from jamsos_cli.model.programme import THREE, TWO, Programmes
from jamsos_cli.model.source import Relief

HERE = Path(__file__).parent
PROGRAMMES: dict[str, Programmes] = {"JKK+JKM": TWO, "JKK+JKM+JHT": THREE}


def cases(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("case", cases("premium_cases.csv"), ids=lambda case: "-".join(case.values()))
def test_every_border_costs_what_the_law_says(case: dict[str, str]) -> None:
    premium = load().premium(
        Month.parse(case["month"]),
        sector=case["sector"],
        relief=Relief(case["relief"]),
        income=int(case["income"]) if case["income"] else None,
        programmes=PROGRAMMES[case["programmes"]],
    )
    assert premium == Premium(int(case["jkk"]), int(case["jkm"]), int(case["jht"]), case["records"])


def test_every_case_worked_out_apart_from_the_program_comes_out() -> None:
    table = cases("tariff_table.csv")
    wrong = []
    for case in table:
        asked = {
            "sector": case["sector"],
            "relief": Relief(case["relief"]),
            "income": int(case["income"]) if case["income"] else None,
            "programmes": PROGRAMMES[case["programmes"]],
        }
        premium = load().premium(Month.parse(case["month"]), **asked)
        parts = load().parts(Month.parse(case["month"]), **asked)
        due = {part.programme: part.due for part in parts}
        right = [int(case[name]) for name in ("jkk", "jkm", "jht")]
        if list(premium[:3]) != right or [due.get(name, 0) for name in ("jkk", "jkm", "jht")] != right:
            wrong.append(case)
    assert wrong == [] and len(table) > 300


def test_the_table_of_cases_meets_every_kind_at_every_border() -> None:
    table = cases("tariff_table.csv")
    kinds = {(case["month"], case["payer"], case["sector"], case["programmes"]) for case in table if not case["income"]}
    borders = {"2020-07", "2020-08", "2021-01", "2021-02", "2025-12", "2026-01", "2026-03", "2026-04", "2026-12"}
    borders |= {"2027-01", "2027-03", "2027-04"}
    assert borders <= {month for month, *_ in kinds} and len(kinds) == 23 * 3 * 3 * 2
    assert len({case["jkk"] for case in table if case["relief"] == "excluded"}) > 10


# Who pays ahead on one day, how many months, art. 41(4); the months are told apart, each by its own law.
PREPAID = [
    ("a SERTAKAN farmer, a year from November 2026", "other", "2026-11", 12, 2 * 8_400 + 10 * 16_800),
    ("an ojek driver, a year from November 2026", "transport", "2026-11", 12, 5 * 8_400 + 7 * 16_800),
    ("a farmer, one month", "other", "2026-12", 1, 8_400),
    ("a farmer, two months over the border", "other", "2026-12", 2, 8_400 + 16_800),
    ("a driver, three months over the border", "transport", "2027-02", 3, 2 * 8_400 + 16_800),
    ("a farmer, six months before and in the relief", "other", "2026-01", 6, 3 * 16_800 + 3 * 8_400),
    ("a driver, six months", "transport", "2025-12", 6, 16_800 + 5 * 8_400),
]


@pytest.mark.parametrize(("who", "sector", "first", "months", "rupiah"), PREPAID)
def test_a_prepaid_period_is_priced_month_by_month(who: str, sector: str, first: str, months: int, rupiah: int) -> None:
    priced = [
        load().premium(month, sector=sector, relief=Relief.INCLUDED, income=None, programmes=TWO).total
        for month in Month.parse(first).run(months)
    ]
    assert sum(priced) == rupiah, who


@pytest.mark.parametrize("case", cases("band_borders.csv"), ids=lambda case: case["income"])
def test_an_income_at_a_border_falls_in_the_band_that_begins_there(case: dict[str, str]) -> None:
    premium = load().premium(
        Month(2025, 11), sector="other", relief=Relief.EXCLUDED, income=int(case["income"]), programmes=THREE
    )
    assert (premium.jkk, premium.jkm, premium.jht) == (int(case["jkk"]), 6800, int(case["jht"]))


def test_the_cases_of_the_bands_meet_all_33() -> None:
    assert len({case["jkk"] for case in cases("band_borders.csv")}) == 33


# DOMAIN section 1: people, first month, months, programmes, rupiah.
PROGRAMME_TOTALS = [
    ("Gianyar 2025, a month", 1_136, "2025-11", 1, TWO, 19_084_800),
    ("Denpasar, one desa, a month", 100, "2026-11", 1, TWO, 1_680_000),
    ("Denpasar, one desa with JHT", 100, "2026-11", 1, THREE, 3_680_000),
    ("Denpasar, 27 desa", 2_700, "2026-11", 1, TWO, 45_360_000),
    ("Gianyar 64 desa x 100, six months", 6_400, "2026-07", 6, TWO, 645_120_000),
    ("Gianyar 12.800, six months", 12_800, "2026-07", 6, TWO, 1_290_240_000),
    ("Gunung Mas, a month", 9_500, "2026-11", 1, TWO, 159_600_000),
    ("Gunung Mas, a year", 9_500, "2026-01", 12, TWO, 1_915_200_000),
    ("Jombang 2024, six months", 13_250, "2024-07", 6, TWO, 1_335_600_000),
    ("Lombok Timur, April to December 2023", 12_698, "2023-04", 9, TWO, 1_919_937_600),
    ("Penajam Paser Utara, a year", 5_000, "2024-01", 12, TWO, 1_008_000_000),
]


@pytest.mark.parametrize(("name", "people", "first", "months", "programmes", "rupiah"), PROGRAMME_TOTALS)
def test_a_programme_paid_from_public_money_costs_its_published_total(
    name: str, people: int, first: str, months: int, programmes: Programmes, rupiah: int
) -> None:
    each = sum(
        load().premium(month, sector="other", relief=Relief.EXCLUDED, income=None, programmes=programmes).total
        for month in Month.parse(first).run(months)
    )
    assert people * each == rupiah


def test_a_budget_buys_whole_person_months() -> None:
    one = load().premium(Month(2026, 11), sector="other", relief=Relief.EXCLUDED, income=None, programmes=TWO).total
    assert (1_000_000_000 // one, 2_000_000_000 // one) == (59_523, 119_047)


# DOMAIN section 3: month, APBD, sponsor not transport, sponsor transport.
TABLE = [
    ("2025-12", 16_800, 16_800, 16_800),
    ("2026-01", 16_800, 16_800, 8_400),
    ("2026-02", 16_800, 16_800, 8_400),
    ("2026-03", 16_800, 16_800, 8_400),
    *((f"2026-{month:02d}", 16_800, 8_400, 8_400) for month in range(4, 13)),
    ("2027-01", 16_800, 16_800, 8_400),
    ("2027-02", 16_800, 16_800, 8_400),
    ("2027-03", 16_800, 16_800, 8_400),
    ("2027-04", 16_800, 16_800, 16_800),
]


@pytest.mark.parametrize(("month", "apbd", "other", "transport"), TABLE)
def test_the_table_of_the_relief_comes_out(month: str, apbd: int, other: int, transport: int) -> None:
    table = load().price_table(Month.parse(month))
    assert [row.two.total for row in table] == [apbd, other, transport]
    assert [row.three.total for row in table] == [apbd + 20_000, other + 20_000, transport + 20_000]
    assert [(row.relief, row.sector) for row in table] == [
        (Relief.EXCLUDED, "other"),
        (Relief.INCLUDED, "other"),
        (Relief.INCLUDED, "transport"),
    ]


def test_a_prepaid_year_that_crosses_the_borders_is_the_sum_of_its_months() -> None:
    year = [
        load().premium(month, sector="other", relief=Relief.INCLUDED, income=None, programmes=TWO).total
        for month in Month(2026, 7).run(12)
    ]
    assert sum(year) == 6 * 8_400 + 6 * 16_800


@pytest.mark.parametrize("month", ["2015-06", "2014-12", "1999-01"])
@pytest.mark.parametrize("programmes", [TWO, THREE])
def test_a_month_without_a_tariff_is_an_error_naming_both(month: str, programmes: Programmes) -> None:
    with pytest.raises(SettingsError) as caught:
        load().premium(Month.parse(month), sector="other", relief=Relief.EXCLUDED, income=None, programmes=programmes)
    assert caught.value.exit_code == Exit.SETTINGS == 3
    for lang in ("id", "en"):
        assert "JKK" in caught.value.say(lang) and month in caught.value.say(lang)


WOULD_APPLY = [
    ("2025-12", "transport", False),
    ("2026-01", "transport", True),
    ("2026-01", "other", False),
    ("2026-03", "unknown", False),
    ("2026-04", "unknown", True),
    ("2026-04", "other", True),
    ("2026-12", "other", True),
    ("2027-01", "other", False),
    ("2027-03", "transport", True),
    ("2027-04", "transport", False),
    ("2020-09", "other", False),
]


@pytest.mark.parametrize(("month", "sector", "would"), WOULD_APPLY)
def test_a_source_set_included_pays_less_just_in_the_months_of_its_sector(month: str, sector: str, would: bool) -> None:
    full, eased = (
        load().premium(Month.parse(month), sector=sector, relief=relief, income=None, programmes=TWO).total
        for relief in (Relief.EXCLUDED, Relief.INCLUDED)
    )
    assert (eased < full) is would


MONTHS = st.builds(Month, st.integers(2015, 2035), st.integers(1, 12)).filter(lambda month: month >= (2015, 7))
SECTORS = st.sampled_from(["transport", "other", "unknown"])
INCOMES = st.one_of(st.none(), st.integers(0, 50_000_000))


@given(MONTHS, SECTORS, INCOMES, st.sampled_from([TWO, THREE]))
def test_a_relief_takes_whole_rupiah_and_never_from_jht(
    month: Month, sector: str, income: int | None, programmes: Programmes
) -> None:
    law = load()
    full, eased, undecided = (
        law.premium(month, sector=sector, relief=relief, income=income, programmes=programmes)
        for relief in (Relief.EXCLUDED, Relief.INCLUDED, Relief.UNDECIDED)
    )
    assert undecided == full
    assert all(type(amount) is int and amount >= 0 for amount in (*full[:3], *eased[:3], full.total))
    assert eased.jht == full.jht and (full.jht > 0) == (programmes == THREE)
    first, last = ((2026, 1), (2027, 3)) if sector == "transport" else ((2026, 4), (2026, 12))
    half = 2 if first <= month <= last else 1
    assert (eased.jkk * half, eased.jkm * half) == (full.jkk, full.jkm)


@given(MONTHS, st.integers(0, 30_000_000), st.integers(0, 30_000_000))
def test_who_earns_more_never_pays_less(month: Month, one: int, other: int) -> None:
    low, high = (
        load().premium(month, sector="other", relief=Relief.EXCLUDED, income=income, programmes=THREE).total
        for income in sorted((one, other))
    )
    assert low <= high


def test_what_holds_in_a_month_is_told_with_its_source() -> None:
    holding = load().in_force(Month(2026, 11))
    assert [record.key for record in holding] == [
        "jkk-2015",
        "jkm-2015",
        "jht-2015",
        "pp50-2025-transport",
        "pp50-2025-other",
    ]
    assert [record.key for record in load().in_force(Month(2020, 8))][-1] == "pp49-2020"
    assert holding[1].value.id == "Rp6.800" and holding[0].value.id == "Rp10.000 sampai Rp207.000 menurut penghasilan"
    assert holding[3].value.id == "dibayar 50% dari tarif; tidak bila dibayar APBN atau APBD"
    assert all(record.legal_source.startswith("PP ") and record.checked.year == 2026 for record in holding)
    with pytest.raises(SettingsError):
        load().in_force(Month(2015, 6))
