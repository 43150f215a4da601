"""What enrolments will cost, against `price` of each month on its own and a plain count."""

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli import law
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.steps.forecast import forecast
from jamsos_cli.steps.price import price

MONTHS = [Month(2026, 10) + step for step in range(8)]
"""Over the borders of the relief at the end of 2026 and of 2027-03."""
BOOK = law.load()
VILLAGES = (("51.04.01.2001", "Batubulan"), ("51.04.01.2002", "Ketewel"), ("", ""))


def enrolment(key: int, **said: Any) -> list[object]:
    plain = {
        "enrolment_id": key, "person_id": key, "nik": f"510403120380{key:04d}", "name": f"NI MADE {key}",
        "birth_date": "1980-03-12", "sex": "P", "village": "51.04.01.2001", "village_name": "Batubulan",
        "address": "", "occupation": "petani", "sector": "other", "income": None, "source": "apbd",
        "programmes": "JKK+JKM", "first_month": "2026-10", "last_month": "2026-12", "sponsor": "", "sponsor_name": "",
        "opd": "", "file": "a.xlsx", "sheet": "", "row": key, "entered": key,
    }  # fmt: skip
    return [(plain | said)[name] for name in ENROLMENTS]


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return build(ENROLMENTS, [enrolment(key, **row) for key, row in enumerate(rows, 1)])


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    village = draw(st.sampled_from(VILLAGES))
    first = draw(st.integers(0, 7))
    source = draw(st.sampled_from(["apbd", "dana_desa", "sertakan"]))
    sponsor = draw(st.sampled_from(["s-1", "s-2"])) if source == "sertakan" else ""
    return {
        "person_id": draw(st.integers(1, 6)), "village": village[0], "village_name": village[1], "source": source,
        "sector": draw(st.sampled_from(["other", "transport"])), "income": draw(st.sampled_from([None, 2_500_000])),
        "programmes": draw(st.sampled_from(["JKK+JKM", "JKK+JKM+JHT"])), "first_month": str(MONTHS[0] + (first - 2)),
        "last_month": str(MONTHS[0] + (first + draw(st.integers(0, 6)))), "sponsor": sponsor, "sponsor_name": sponsor,
    }  # fmt: skip


@settings(max_examples=10)
@given(st.lists(rows(), max_size=12), st.dictionaries(st.sampled_from(MONTHS), st.sets(st.integers(1, 6))))
def test_a_forecast_is_the_price_of_each_month_on_its_own(
    people: list[dict[str, Any]], out: dict[Month, set[int]]
) -> None:
    enrolments = frame(people)
    left_out = {str(month): pd.Series(sorted(persons), dtype="int64") for month, persons in out.items()}
    found = forecast(enrolments, MONTHS, DEFAULT_SOURCES, BOOK, "Gianyar", left_out)
    expected: dict[tuple[str, str, str], list[int]] = {}
    for month in MONTHS:
        kept = enrolments[~enrolments["person_id"].isin(out.get(month, set()))]
        lines, _ = price(kept, month, DEFAULT_SOURCES, BOOK, "Gianyar")
        for line in lines.to_dict("records"):
            sums = expected.setdefault((line["source"], line["payer"], str(month)), [0, 0, 0, 0])
            for place, amount in enumerate((1, line["jkk"], line["jkm"], line["jht"])):
                sums[place] += amount
    told = {
        (row["source"], row["payer"], row["iuran_month"]): [row[name] for name in ("people", "jkk", "jkm", "jht")]
        for row in found.to_dict("records")
    }
    assert told == expected


def test_a_sponsors_month_after_the_relief_costs_twice_as_much() -> None:
    people = frame([{"source": "sertakan", "sponsor": "s-1", "last_month": "2027-01"}] * 3)
    found = forecast(people, MONTHS[:4], DEFAULT_SOURCES, BOOK, "Gianyar", {})
    assert found[["jkk", "jkm", "jht"]].sum(axis=1).tolist() == [25_200, 25_200, 25_200, 50_400]


def test_nobody_costs_nothing() -> None:
    assert forecast(frame([]), MONTHS, DEFAULT_SOURCES, BOOK, "Gianyar", {}).empty
