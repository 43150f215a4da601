"""Rupiah in figures and words, and amounts as people write them."""

import re

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from jamsos_cli.model.money import read_amount, read_words, rupiah, terbilang

WORDS = [
    (0, "nol"),
    (1, "satu"),
    (10, "sepuluh"),
    (11, "sebelas"),
    (19, "sembilan belas"),
    (20, "dua puluh"),
    (100, "seratus"),
    (111, "seratus sebelas"),
    (1_000, "seribu"),
    (1_001, "seribu satu"),
    (1_100, "seribu seratus"),
    (2_000, "dua ribu"),
    (11_000, "sebelas ribu"),
    (16_800, "enam belas ribu delapan ratus"),
    (100_000, "seratus ribu"),
    (101_000, "seratus satu ribu"),
    (1_000_000, "satu juta"),
    # num2words says "satu juta satu ribu" here.
    (1_001_000, "satu juta seribu"),
    (2_001_500, "dua juta seribu lima ratus"),
    (19_084_800, "sembilan belas juta delapan puluh empat ribu delapan ratus"),
    (1_000_000_000, "satu miliar"),
    (1_001_011_111, "satu miliar satu juta sebelas ribu seratus sebelas"),
    (1_000_000_000_000, "satu triliun"),
    (999_000_000_000_001, "sembilan ratus sembilan puluh sembilan triliun satu"),
    (-500, "minus lima ratus"),
]


@pytest.mark.parametrize(("amount", "words"), WORDS)
def test_an_amount_is_written_in_words_as_papers_write_it(amount: int, words: str) -> None:
    assert terbilang(amount) == f"{words} rupiah"


@given(st.one_of(st.integers(0, 3_000), st.integers(0, 10**15 - 1)))
def test_words_agree_with_num2words_but_for_its_satu_ribu(amount: int) -> None:
    theirs = re.sub(r"(?<!puluh )(?<!ratus )(?<!belas )\bsatu ribu\b", "seribu", num2words(amount, lang="id"))
    assert terbilang(amount) == f"{theirs} rupiah"


def test_words_end_at_a_quadrillion() -> None:
    for amount in (10**15, -(10**15)):
        with pytest.raises(ValueError, match="triliun"):
            terbilang(amount)


@given(st.integers(1 - 10**15, 10**15 - 1))
def test_figures_agree_with_babel_and_are_read_back(amount: int) -> None:
    assert rupiah(amount).replace("Rp", "") == format_decimal(amount, locale="id_ID")
    assert read_amount(rupiah(amount)) == amount


@given(st.integers(1, 10**15 - 1))
def test_words_are_read_back(amount: int) -> None:
    assert read_amount(terbilang(amount)) == read_words(terbilang(amount).removesuffix(" rupiah")) == amount


AMOUNTS = [
    ("Rp16.800", 16_800),
    ("Satu Juta", 1_000_000),
    ("sejuta", 1_000_000),
    ("lima ratus ribu rupiah per bulan", 500_000),
    ("1 juta 500 ribu", 1_500_000),
    ("1jt 500rb", 1_500_000),
    ("satu satu juta", None),
    ("juta", None),
    ("ribu satu", None),
    ("satu dua", None),
    ("satu juta orang", None),
    ("16 800 ribu 1", None),
    ("Rp 16.800", 16_800),
    ("Rp. 1.500.000,-", 1_500_000),
    ("Rp1.500.000,00", 1_500_000),
    ("1.500.000.-", 1_500_000),
    ("IDR 1,500,000", 1_500_000),
    ("446,819,131.00", 446_819_131),
    ("1500000", 1_500_000),
    ("1500000.00", 1_500_000),
    ("1 500 000", 1_500_000),
    ("Rp\u00a01.500.000", 1_500_000),
    ("1.500.000/bulan", 1_500_000),
    ("1.500.000 per bulan", 1_500_000),
    ("1.500.000 rupiah", 1_500_000),
    ("1.500.000.", 1_500_000),
    ("1.500.000,", 1_500_000),
    ("Rp1.500.000,--", 1_500_000),
    ("Rp. 1.500.000,-/bln", 1_500_000),
    ("1.500.000,- perbulan", 1_500_000),
    ("1,5 juta sebulan", 1_500_000),
    ("± 1.500.000", None),
    (".", None),
    ("800rb", 800_000),
    ("800 ribu", 800_000),
    ("800k", 800_000),
    ("1,5jt", 1_500_000),
    ("1.5jt", 1_500_000),
    ("1,25 juta", 1_250_000),
    ("2JT", 2_000_000),
    ("0", 0),
    ("16.8", 17),
    ("16.4", 16),
    ("16.800,50", 16_801),
    ("(16.800,50)", -16_801),
    ("999999999999999", 10**15 - 1),
    ("9999999999999999", None),
    ("999999999jt", 999_999_999_000_000),
    ("9999999999jt", None),
    ("9" * 5000, None),
    ("9" * 5000 + "jt", None),
    ("-500", -500),
    ("-Rp16.800", -16_800),
    ("Rp-16.800", -16_800),
    ("(16.800)", -16_800),
    ("16.800-", -16_800),
    ("16,800.00 -", -16_800),
    ("\u221216.800", -16_800),
    ("16.800,\u2013", 16_800),
    ("Rp16.800-", None),
    ("-16.800-", None),
    ("(16.800-)", None),
    ("16.800--", None),
    ("banyak", None),
    ("", None),
    ("-", None),
    ("--5", None),
    ("(-5)", None),
    ("1.50.000", None),
    ("1-2 juta", None),
    ("１５００", None),
    ("Rp", None),
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_as_people_write_it(text: str, amount: int | None) -> None:
    assert read_amount(text) == amount


@given(st.text(max_size=25))
def test_any_text_is_whole_rupiah_or_no_amount(text: str) -> None:
    assert type(read_amount(text)) in {int, type(None)}


NUMBERS = [
    (16_800, 16_800), (16_800.0, 16_800), (16_800.5, 16_801), (16_800.49, 16_800), (-0.5, -1), (0, 0), (10**15, None),
    (1e300, None), (float("nan"), None), (float("inf"), None), (float("-inf"), None), (True, None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "amount"), NUMBERS)
def test_a_numeric_cell_is_whole_rupiah_halves_up(value: object, amount: int | None) -> None:
    assert read_amount(value) == amount


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_text_and_number_give_the_same_rupiah(whole: int, sen: int) -> None:
    text = f"{whole},{sen:02d}"
    if not (whole == 0 and text.startswith("-")):
        assert read_amount(text) == read_amount(float(text.replace(",", ".")))
