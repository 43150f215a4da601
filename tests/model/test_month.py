"""Iuran months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.month import Month, day_title

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


@pytest.mark.parametrize(
    "text", ["2026-1", "2026-13", "2026-00", "26-11", "2026/11", "2026-11-01", "", "２０２６-11", "2026-11\n"]
)
def test_anything_but_year_dash_month_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


@given(MONTHS, MONTHS)
def test_months_sort_as_their_text_does(one: Month, other: Month) -> None:
    assert (one < other) == (str(one) < str(other)) and Month.parse(str(one)) == one


@given(MONTHS, st.integers(-1000, 1000))
def test_adding_months_and_counting_them_agree(month: Month, step: int) -> None:
    assert month.until(month + step) == step + 1
    assert (month + step) + -step == month and 1 <= (month + step).month <= 12


def test_a_run_crosses_the_year() -> None:
    assert list(map(str, Month(2026, 11).run(3))) == ["2026-11", "2026-12", "2027-01"]
    assert list(Month(2026, 11).run(0)) == []


def test_a_month_is_written_as_letters_and_papers_write_it() -> None:
    assert Month(2026, 11).title == "November 2026" and Month(2026, 4).roman == "IV"
    assert Month.of(date(2026, 2, 28)) == (2026, 2) and Month(2026, 2).first_day == date(2026, 2, 1)
    assert day_title(date(2026, 8, 17)) == "17 Agustus 2026"


def test_only_a_number_of_months_can_be_added() -> None:
    with pytest.raises(TypeError):
        Month(2026, 11) + "1"
