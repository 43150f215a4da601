"""NIK: cleaned, taken apart, masked."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model import nik
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.place import Place
from jamsos_cli.rules import KINDS

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


@pytest.mark.parametrize("text", [
    "Rp16.800", "12 Maret 1980", "1.290.240.000", "081234567890", "", "baris 12, sel B7", "Rp1.500.000",
    "Rp1.290.240.000.000", "0812-3456-7890", "baris 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
    "12-03-1980 sampai 13-04-1981", "0812345678 / 0812345679", "RT 001 RW 002 No 12 kode pos 80582", "12/03/1980",
    "2026-11-21 03:09:34",
])  # fmt: skip
def test_short_numbers_are_not_hidden(text: str) -> None:
    assert nik.mask_numbers(text) == text


@pytest.mark.parametrize(
    "text", ["51O4031203800001", "５１０４０３１２０３８００００１", "5104 0312 0380 0001", "198003122005011001",
     "51OO031203800001", "5104_0312_0380_0001", "5104/0312/0380/0001", "5104,0312,0380,0001", "5104  0312   03800001",
     "5104`0312\u201303800001", "S104031203800001", "51O4O3l2O38OOO01", "5104XX3120380001"],
)  # fmt: skip
def test_what_nearly_is_a_nik_is_hidden_too(text: str) -> None:
    shown = nik.mask_numbers(f"NIK {text}, tidak sah")
    assert text[-8:] not in shown and "********" in shown and shown.endswith(", tidak sah")


MARKS = st.text(" \t\u00a0\u200b\u2007\u2013\u2014_'`\u2019\"-.", max_size=4)


@given(st.lists(MARKS, min_size=15, max_size=15), st.integers(1, 9), st.sampled_from(["", ".0", "'", "\u200b"]))
def test_whatever_is_cleaned_to_a_nik_is_hidden_in_a_sentence(marks: list[str], first: int, behind: str) -> None:
    digits = f"{first}104031203800001"
    written = "".join(digit + mark for digit, mark in zip(digits, [*marks, behind], strict=True))
    if not nik.is_nik_shaped(nik.clean(written)):
        return
    shown = nik.mask_numbers(f"Baris ini: NIK {written} milik I Wayan")
    assert sum(c.isdigit() for c in shown) == 4


@pytest.mark.parametrize("text", ["1" * 100_000, "1 " * 50_000, "1O" * 50_000, "1" + " " * 100_000, "1x" * 50_000])
def test_hiding_costs_no_more_than_the_text_is_long(text: str) -> None:
    began = time.process_time()
    nik.mask_numbers(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("before", range(60, 82))
def test_a_nik_that_a_cut_would_halve_is_hidden(before: int) -> None:
    finding = Finding(next(iter(KINDS.values())), Place("a.csv"), "nik", "x" * before + " " + RIGHT, ())
    shown = finding.shown_value() or ""
    assert len(shown) <= 80 and sum(c.isdigit() for c in shown) <= 4
