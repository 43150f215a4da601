"""NIK: cleaned, taken apart, masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model import nik

TODAY = date(2026, 11, 1)
RIGHT = "5104031203800001"


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        f" {RIGHT} ",
        f"'{RIGHT}",
        f"{RIGHT}.0",
        f"{RIGHT}.0'",
        f"{RIGHT}.0\u200b",
        f"\u00a0{RIGHT}\u200b",
        "5104 0312 0380 0001",
        "51.04.03.120380.0001",
        "510403-120380-0001",
        "510403\u2013120380\u20130001",
        "\ufeff5104\u202f031203800001\u00ad",
    ],
)
def test_what_people_put_between_digits_is_taken_away(text: str) -> None:
    assert nik.clean(text) == RIGHT


@pytest.mark.parametrize("text", ["51O4031203800001", "5,10403E+15", "BELUM ADA", "５１０４０３１２０３８００００１"])
def test_letters_and_foreign_digits_stay_and_are_no_nik(text: str) -> None:
    assert not nik.is_nik_shaped(nik.clean(text))
    assert any(not (c.isascii() and c.isdigit()) for c in nik.clean(text))


@given(st.one_of(st.text(max_size=30), st.text("0123456789. -'", max_size=30)))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert nik.clean(nik.clean(text)) == nik.clean(text)


@pytest.mark.parametrize("text", [RIGHT + "\n", RIGHT[:-1], RIGHT + "0", "", "5104031203８00001"])
def test_only_sixteen_ascii_digits_are_nik_shaped(text: str) -> None:
    assert not nik.is_nik_shaped(text) and nik.parts(text) is None and nik.birth_date(text, TODAY) is None


DATES = [
    ("120380", (12, 3, 80, "L")),
    ("520380", (12, 3, 80, "P")),
    ("310180", (31, 1, 80, "L")),
    ("710180", (31, 1, 80, "P")),
    ("410180", (1, 1, 80, "P")),
    ("290280", (29, 2, 80, "L")),
    ("290200", (29, 2, 0, "L")),
    ("290281", None),
    ("300280", None),
    ("000180", None),
    ("320180", None),
    ("400180", None),
    ("720180", None),
    ("810180", None),
    ("121380", None),
    ("120080", None),
]


@pytest.mark.parametrize(("digits", "expected"), DATES)
def test_the_date_in_a_nik_is_a_calendar_date_or_none(digits: str, expected: tuple[object, ...] | None) -> None:
    found = nik.parts(f"510403{digits}0001")
    if expected is None:
        assert found is None
    else:
        assert found == ("51.04.03", *expected, "0001")


BORN = [
    ("120380", None, date(1980, 3, 12)),
    ("520380", None, date(1980, 3, 12)),
    ("011111", None, date(2011, 11, 1)),
    ("021111", None, date(1911, 11, 2)),
    ("010100", None, date(2000, 1, 1)),
    ("290200", None, date(2000, 2, 29)),
    ("120326", None, date(1926, 3, 12)),
    ("120320", date(2020, 3, 12), date(2020, 3, 12)),
    ("120320", date(1920, 7, 1), date(1920, 3, 12)),
    ("120320", date(1921, 3, 12), date(1920, 3, 12)),
]


@pytest.mark.parametrize(("digits", "written", "born"), BORN)
def test_the_century_is_the_one_that_makes_the_holder_fifteen(digits: str, written: date | None, born: date) -> None:
    assert nik.birth_date(f"510403{digits}0001", TODAY, written) == born


def test_a_leap_day_that_only_one_century_has_stays_there() -> None:
    assert nik.birth_date("5104032902000001", date(2010, 1, 1)) == date(2000, 2, 29)


@given(st.dates(date(1930, 1, 1), date(2011, 10, 31)), st.booleans())
def test_every_birth_date_comes_back_from_its_nik(born: date, woman: bool) -> None:
    digits = f"{born.day + 40 * woman:02d}{born:%m%y}"
    number = f"510403{digits}0001"
    found = nik.parts(number)
    assert found is not None and found.sex == "LP"[woman]
    assert nik.birth_date(number, TODAY, born) == born


def test_age_is_in_full_years() -> None:
    assert [nik.age(date(1961, 11, 2), date(2026, 11, day)) for day in (1, 2, 3)] == [64, 65, 65]


@given(st.text("0123456789abcXYZ", max_size=30))
def test_a_masked_nik_shows_four_characters_at_most(text: str) -> None:
    masked = nik.mask(text)
    assert len(masked) == len(text) and len(masked.replace("*", "")) <= 4


@given(
    st.text("abc ,:\n", max_size=10),
    st.integers(10**12, 10**19 - 1),
    st.sampled_from(["", " ", ".", "-"]),
    st.text("xyz ,:\n", max_size=10),
)
def test_no_long_number_in_a_sentence_shows_more_than_four_digits(
    before: str, number: int, mark: str, after: str
) -> None:
    digits = str(number)
    written = mark.join(digits[at : at + 4] for at in range(0, len(digits), 4))
    shown = nik.mask_numbers(f"{before} {written} {after}")
    assert sum(c.isdigit() for c in shown) <= 4 and digits[:4] in shown


@pytest.mark.parametrize("text", ["Rp16.800", "12 Maret 1980", "1.290.240.000", "081234567890", "", "baris 12, sel B7"])
def test_short_numbers_are_not_hidden(text: str) -> None:
    assert nik.mask_numbers(text) == text


@pytest.mark.parametrize(
    "text", ["51O4031203800001", "５１０４０３１２０３８００００１", "5104 0312 0380 0001", "198003122005011001"]
)
def test_what_nearly_is_a_nik_is_hidden_too(text: str) -> None:
    shown = nik.mask_numbers(f"NIK {text}, tidak sah")
    assert text[-8:] not in shown and "********" in shown and shown.endswith(", tidak sah")
