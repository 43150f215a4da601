"""Words for people, and the titles of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.region import Village
from jamsos_cli.model.wording import Text, printable


def test_a_sentence_is_filled_in_both_languages() -> None:
    sentence = Text("{n} baris", "{n} rows")
    assert sentence.fill(n=3) == ("3 baris", "3 rows") and sentence.say("en", n=3) == "3 rows"
    assert sentence.say("id") == "{n} baris"


@given(st.text(max_size=200), st.integers(2, 90))
def test_outside_text_is_one_printable_line_of_bounded_length(text: str, limit: int) -> None:
    shown = printable(text, limit)
    assert shown.isprintable() and len(shown) <= limit


@pytest.mark.parametrize(
    ("code", "title", "is_kelurahan"),
    [("51.04.01.2001", "Desa Batubulan", False), ("51.04.03.1001", "Kelurahan Batubulan", True)],
)
def test_a_kelurahan_is_told_from_a_desa_by_its_code(code: str, title: str, is_kelurahan: bool) -> None:
    village = Village(code, "Batubulan", "Sukawati")
    assert (village.title, village.is_kelurahan) == (title, is_kelurahan)
