"""What is typed wrongly is said in the language asked for, with where help is."""

import pytest
import typer
from commandline import jamsos

from jamsos_cli.cli.usage import exit_of, sentences
from jamsos_cli.errors import Exit

MISTAKES = [
    (("validate",), "BERKAS... belum disebut.", "jamsos validate --help"),
    (("validat",), "Perintah validat tidak ada. Mungkin maksudnya validate?", "jamsos --help"),
    (("xyz",), "Perintah xyz tidak ada.\n", "jamsos --help"),
    (("validate", "a.csv", "--stric"), "Pilihan --stric tidak ada. Mungkin maksudnya --strict?", "validate --help"),
    (("validate", "a.csv", "--on", "besok"), "--on: tulis tanggal seperti 2026-11-30.", "validate --help"),
    (("validate", "a.csv", "--format", "yaml"), "--format: pilih table atau json", "validate --help"),
    (("validate", "a.csv", "--jobs", "0"), "--jobs: bilangan bulat dari 1 ke atas.", "validate --help"),
    (
        ("plan", "--people", "13.200"),
        "--people: bilangan bulat dari 1 ke atas; tulis tanpa titik: 13200.",
        "plan --help",
    ),
    (("import", "a.csv", "--months", "61"), "--months: bilangan bulat dari 1 sampai 60.", "import --help"),
    (("explain", "N04", "N05"), "Kata ini berlebih: N05.", "jamsos explain --help"),
    (("invoice", "--month"), "Pilihan --month perlu nilai di belakangnya.", ""),
    (("validate", "a.csv", "--strict=ya"), "Pilihan --strict tidak memakai nilai.", ""),
    (("--lang", "fr", "doctor"), "--lang: pilih id atau en.", "jamsos --help"),
]


@pytest.mark.parametrize(("typed", "said", "helped"), MISTAKES)
def test_a_mistake_of_typing_is_said_in_indonesian(tmp_path, typed, said, helped):
    ran = jamsos(*typed, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err and helped in ran.err, ran.err


@pytest.mark.parametrize(
    "typed", [("validate", ""), ("import", "a.csv", ""), ("exclude", "", "--kind", "deceased"), ("dedupe", "")]
)
def test_an_empty_word_is_no_path_and_never_the_whole_folder(tmp_path, typed):
    ran = jamsos(*typed, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "kosong; tulis namanya" in ran.err


def test_a_mistake_is_said_in_english_where_that_is_asked_for(tmp_path):
    ran = jamsos("validate", "--lang", "en", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "Missing argument" in ran.err and "Help: jamsos validate --help" in ran.err


@pytest.mark.parametrize("typed", [(), ("template",), ("worker",)])
def test_a_command_typed_alone_shows_its_help(tmp_path, typed):
    ran = jamsos(*typed, folder=tmp_path)
    assert ran.code == 2
    assert "Pemakaian" in ran.said


def test_a_nik_typed_where_it_does_not_belong_is_masked(tmp_path):
    ran = jamsos("explain", "N04", "5104031203800001", folder=tmp_path)
    assert ran.code == 2
    assert "5104031203800001" not in ran.said and "5104************" in ran.said


def test_a_file_that_may_not_be_read_is_no_mistake_of_typing():
    mistake = typer.BadParameter("Path 'rosters/saba.xlsx' is not readable.")
    assert exit_of(mistake) is Exit.FILE
    assert sentences(mistake) == [
        "jamsos: rosters/saba.xlsx: tidak boleh dibaca. Periksa hak baca berkas atau foldernya."
    ]
