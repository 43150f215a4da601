"""The help of every command names values in the language asked for; no type words of the program stand in it."""

import re

import pytest
from commandline import jamsos

from jamsos_cli.cli.app import COMMANDS

WORDS = [[], *(command.words.split() for command in COMMANDS)]
TYPE_WORDS = re.compile(r"<[a-z%|_ ]+|x[<>]=")
INDONESIAN = re.compile(r"--[a-z-]+ +(BERKAS|BULAN|ANGKA|TAHUN|TANGGAL|SUMBER|ALASAN|NAMA|TEKS|KODE|DESA)\b")


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_help_names_values_in_words_of_its_language_and_shows_no_type(tmp_path, words):
    for language in ("id", "en"):
        ran = jamsos(*words, "--help", "--lang", language, folder=tmp_path)
        assert ran.code == 0 and not TYPE_WORDS.search(ran.out), ran.out
        assert language == "id" or not INDONESIAN.search(ran.out), ran.out


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
