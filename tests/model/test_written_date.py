"""Birth dates in every form people write them."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.written_date import has_no_date, read_date

TODAY = date(2026, 11, 1)
MARCH = date(1980, 3, 12)

SAME_DAY = [
    "12-03-1980", "12/03/1980", "12.03.1980", "12 03 1980", "12-3-80", "12/03/80", "12 - 03 - 1980", "12--03--1980",
    "12–03–1980", "12-03-'80", "12-03-80.", "1980-03-12", "1980/3/12", "1980-03-12 00:00:00", "1980-03-12T00:00:00",
    "12/3/1980 12:00:00 AM", "12-03-1980 00:00", "12 Maret 1980", "12 MARET 1980", "12 maret  1980", "12-Mar-80",
    "12-Maret-1980", "12/Mar/1980", "12 Mrt 80", "12 mar. 1980", "12Mar1980", "March 12, 1980", "Mar 12 1980",
    "Gianyar, 12-03-1980", "Gianyar,12-03-1980", "Gianyar 12-03-1980", "GIANYAR/12-03-1980", "Gianyar12-03-1980",
    "Gianyar, 12 Maret 1980", "Br. Tengah 2, 12-03-1980", "Tgl 12 Maret 1980", "12-03-1980 (KTP)", "12031980",
    "19800312", "12-03-1980, Gianyar", "12 Maret 1980, Gianyar", "Gianyar (12-03-1980)", "(12-03-1980)", "12-03-1980*",
    "12-03-1980 *)",
    "12-03-1980 (44 th)", "12|03|1980", "12 Maret th. 1980", "12 Maret tahun 1980", "12/03/1980 00.00",
    "12-03-1980 Gianyar", "12-03-1980 / Gianyar", "12 Maret 1980 Gianyar", "Blok 10 / 12-03-1980", "RT 2 12-03-1980",
    "1980-03-11T16:00:00.000Z", "1980-03-11T16:30:00Z", "1980-03-11 17:00:00+00:00", "1980-03-12T00:00:00+08:00",
    "1980-03-12T00:00:00Z",
    "12-03-1980 0.00.00", "Gianyar (1980-03-12 00:00:00)", "29292", "29292.0", " 12-03-1980 ", "\u00a012-03-1980",
]  # fmt: skip


@pytest.mark.parametrize("text", SAME_DAY)
def test_a_date_is_read_in_every_form(text: str) -> None:
    assert read_date(text, TODAY) == (MARCH, False)


@pytest.mark.parametrize("value", [29292, 29292.0, 29292.5, 12031980, 12031980.0, MARCH, datetime(1980, 3, 12, 7)])  # noqa: DTZ001
def test_a_cell_that_is_no_text_is_read_too(value: object) -> None:
    assert read_date(value, TODAY) == (MARCH, False)


MONTHS = [
    ("7 Januari 1990", 1), ("7 Jan 90", 1), ("7 Februari 1990", 2), ("7 Pebruari 1990", 2), ("7 Febuari 1990", 2),
    ("7 Peb 90", 2), ("7 April 1990", 4), ("7 Mei 1990", 5), ("7 Juni 1990", 6), ("7 Juli 1990", 7),
    ("7 Agustus 1990", 8), ("7 Agust 1990", 8), ("7 Agt 1990", 8), ("7 Ags. 1990", 8), ("7 Agutus 1990", 8),
    ("7 September 1990", 9), ("7 Sept 1990", 9), ("7 Oktober 1990", 10), ("7 Okt 90", 10), ("7 November 1990", 11),
    ("7 Nopember 1990", 11), ("7 Nop 90", 11), ("7 Mai 1990", 5), ("7 Sebtember 1990", 9),
    ("7 Nofember 1990", 11), ("7 Ferbuari 1990", 2),
    ("7 Desember 1990", 12), ("7 Des 90", 12), ("7 December 1990", 12),
]  # fmt: skip


@pytest.mark.parametrize(("text", "month"), MONTHS)
def test_months_are_known_in_old_new_and_misspelled_words(text: str, month: int) -> None:
    assert read_date(text, TODAY) == (date(1990, month, 7), False)


@pytest.mark.parametrize(
    "text", ["03/25/1980", "03-25-80", "3.25.1980", "Gianyar, 03/25/1980", "1980-25-03", "1980/25/3"]
)
def test_a_second_part_over_twelve_is_the_day_and_said(text: str) -> None:
    assert read_date(text, TODAY) == (date(1980, 3, 25), True)


NO_DATE = [
    "1980", "1980.0", "80", "31-02-1980", "30/02/80", "29-02-1981", "13/13/1980", "00-00-0000", "0000-00-00",
    "12 Maret", "Maret 1980", "12-03", "1980-13-13", "l2-03-1980", "I2 Maret 1980", "12 Marga Desa", "12-03-19800",
    "40 tahun", "Gianyar (1980)", "12-03 (1980)", "12 Gianyar 1980", "31-02-1980, Gianyar", "1980, Gianyar",
    "12-03-1980 / 13-04-1981", "12-03-1980 13-04-1981", "1980 Gianyar", "12-03-1980x",
    "12 Xyz 1980", "１２-03-1980", "99999999", "-", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize("value", [None, True, False, -1, 0, 1980, 1e10, 1e300, float("nan"), float("inf"), 99_999])
def test_numbers_that_are_no_excel_day_are_none(value: object) -> None:
    assert read_date(value, TODAY) is None


CENTURIES = [
    ("01-11-11", 2011),
    ("02-11-11", 1911),
    ("31-12-11", 1911),
    ("1-1-12", 1912),
    ("1-1-26", 1926),
    ("1-1-00", 2000),
]


@pytest.mark.parametrize(("text", "year"), CENTURIES)
def test_two_digits_of_a_year_make_nobody_younger_than_fifteen(text: str, year: int) -> None:
    found = read_date(text, TODAY)
    assert found is not None and found.day.year == year


@given(st.dates(date(1911, 1, 1), date(2026, 10, 31)))
def test_every_day_is_read_back_from_its_usual_forms(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (f"{day:%d-%m-%Y}", f"Ubud, {day:%d/%m/%Y}", day.isoformat(), serial, str(serial), f"{day:%d%m%Y}"):
        assert read_date(written, TODAY) == (day, False)


@given(st.one_of(st.text(max_size=30), st.text("0123456789-/ .,", max_size=14), st.floats()))
def test_no_value_breaks_the_reading(value: object) -> None:
    found = read_date(value, TODAY)
    assert found is None or isinstance(found.day, date)


def test_a_place_alone_has_no_date() -> None:
    assert [has_no_date(text) for text in ("", "-", "Gianyar", "Gianyar, 1980")] == [True, True, True, False]


def test_a_very_long_text_is_no_date_and_costs_no_time() -> None:
    begun = time.process_time()
    assert read_date("x" * 32_767, TODAY) is None
    assert time.process_time() - begun < 1
