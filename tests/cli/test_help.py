"""The help of every command names values in the language asked for; no type words of the program stand in it."""

import re

import pytest
from commandline import jamsos

from jamsos_cli.cli.app import COMMANDS

WORDS = [command.words for command in COMMANDS]
TYPE_WORDS = re.compile(r"<[a-z%|_ ]+|x[<>]=")


@pytest.mark.parametrize("words", [[], *(words.split() for words in WORDS)], ids=" ".join)
def test_no_help_shows_a_type_of_the_programming_language(tmp_path, words):
    for language in ("id", "en"):
        ran = jamsos(*words, "--help", "--lang", language, folder=tmp_path)
        assert ran.code == 0 and not TYPE_WORDS.search(ran.out), ran.out


SHOWN = [
    ("validate", "BERKAS...", "FILE..."),
    ("import", "ANGKA 1-60", "NUMBER 1-60"),
    ("report", "BULAN", "MONTH"),
    ("explain", "KODE", "CODE"),
    ("budget show", "TAHUN", "YEAR"),
    ("exclude", "TANGGAL", "DATE"),
    ("export", "upload | annex | deductions", "upload | annex | deductions"),
    ("worker change-nik", "NIK_BARU", "NEW_NIK"),
    ("decide", "ALASAN", "REASON"),
]


@pytest.mark.parametrize(("words", "indonesian", "english"), SHOWN)
def test_a_value_has_a_word_in_both_languages(tmp_path, words, indonesian, english):
    for language, word in (("id", indonesian), ("en", english)):
        assert word in jamsos(*words.split(), "--help", "--lang", language, folder=tmp_path).out


def test_an_english_help_has_no_indonesian_word_of_a_value(tmp_path):
    for words in WORDS:
        said = jamsos(*words.split(), "--help", "--lang", "en", folder=tmp_path).out
        assert not re.search(
            r"(?m)--[a-z-]+ +(BERKAS|BULAN|ANGKA|TAHUN|TANGGAL|SUMBER|ALASAN|NAMA|TEKS|KODE|DESA)\b", said
        ), said
