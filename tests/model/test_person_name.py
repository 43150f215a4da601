"""Names: titles off, short forms out, spellings together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.person_name import clearly_different, name_words

WORDS = [
    ("I Wayan Sudarma", "WAYAN SUDARMA"),
    ("I WY. SUDARMA, S.Pd.", "WAYAN SUDARMA"),
    ("IWayan Soedarma", "WAYAN SUDARMA"),
    ("Ni Luh Sari", "LUH SARI"),
    ("NiLuh Sari", "LUH SARI"),
    ("NI MD. ARTINI", "MADE ARTINI"),
    ("I Nym. Suarta", "NYOMAN SUARTA"),
    ("I KT GDE RAI", "KETUT GEDE RAI"),
    ("I.B. Oka", "OKA"),
    ("IB. Oka", "OKA"),
    ("Ida Bagus Oka", "OKA"),
    ("A.A. Gde Raka", "GEDE RAKA"),
    ("Anak Agung Gede Raka", "GEDE RAKA"),
    ("Tjokorda Raka", "RAKA"),
    ("Cok. Raka", "RAKA"),
    ("I Gst. Ngr. Putra", "NGURAH PUTRA"),
    ("IGN Putra", "NGURAH PUTRA"),
    ("Dsk. Ketut Rai", "KETUT RAI"),
    ("AGUNG", "AGUNG"),
    ("Ni Ayu", "AYU"),
    ("A.A. Agung", "AGUNG"),
    ("Drs. Bagus", "BAGUS"),
    ("Anak Agung", ""),
    ("I Gusti Ayu", ""),
    ("I Dewa", ""),
    ("Budi Santoso S.H.", "BUDI SANTOSO"),
    ("Budi Santoso S.Pd", "BUDI SANTOSO"),
    ("Budi Santoso, A.Md.", "BUDI SANTOSO"),
    ("Budi Santoso A.Md.", "BUDI SANTOSO"),
    ("Drs. H. Budi Santoso, M.Si", "BUDI SANTOSO"),
    ("Hj. Siti Aminah", "SITI AMINAH"),
    ("Moh. Ali", "MUHAMMAD ALI"),
    ("Tjandra Djaja", "CANDRA JAJA"),
    ("Ma'ruf", "MARUF"),
    ("Untung bin Ahmad", "UNTUNG AHMAD"),
    ("Sukarni", "SUKARNI"),
    ("Andi é Muñoz", "ANDI MUNOZ"),
    ("I", ""),
    ("Ni", ""),
    ("Ida Bagus", ""),
    ("", ""),
    ("123", ""),
]


@pytest.mark.parametrize(("name", "words"), WORDS)
def test_the_words_that_tell_people_apart_remain(name: str, words: str) -> None:
    assert " ".join(name_words(name)) == words


DIFFERENT = [
    ("I Wayan Sudarma", "Ni Made Sari", True),
    ("I WY SUDARMA", "Wayan Sudarma", False),
    ("Sudarma", "I Wayan Soedarma, S.E.", False),
    ("Ida Bagus", "Ni Made Sari", False),
    ("Budi A.Md.", "Made Sari", True),
    ("", "Ni Made Sari", False),
]


@pytest.mark.parametrize(("left", "right", "different"), DIFFERENT)
def test_names_without_a_shared_word_are_clearly_different(left: str, right: str, different: bool) -> None:
    assert clearly_different(left, right) is different and clearly_different(right, left) is different


@given(st.text(max_size=40))
def test_no_name_is_clearly_different_from_itself(name: str) -> None:
    assert not clearly_different(name, name.upper()) or name.upper().lower() != name.lower()
    assert all(word.isascii() and word == word.upper() and len(word) > 1 for word in name_words(name))
