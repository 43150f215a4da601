"""A mistake in jamsos.toml is said with its line and key, and every default is right for a first use."""

from importlib.resources import files
from pathlib import Path

import pytest

from jamsos_cli.errors import SettingsError
from jamsos_cli.settings import Mapping, Settings, load

SHIPPED = files("jamsos_cli.runs").joinpath("jamsos.toml").read_text(encoding="utf-8")
FILLED = SHIPPED.replace("@regency@", "51.04").replace("@time_zone@", "Asia/Makassar")


def line_with(text: str, part: str, nth: int = 1) -> int:
    """Count the lines down to the nth one that holds a part."""
    return [number for number, line in enumerate(text.splitlines(), 1) if part in line][nth - 1]


# What is replaced, by what, and what must stand in the sentence: key and right form.
MISTAKES = [
    ("minimum_age = 18", 'minimum_age = "18"', "checks.minimum_age", "bilangan bulat"),
    ("minimum_age = 18", "minimum_age = true", "checks.minimum_age", "bilangan bulat"),
    ("minimum_age = 18", "minimum_age = 3", "checks.minimum_age", "paling kecil 15"),
    ("held_share = 0.5", "held_share = 1.5", "limits.held_share", "paling besar 1"),
    ('relief = "included"', 'relief = "half"', "sources.3.relief", "'included' atau 'undecided'"),
    ('programmes = "JKK+JKM"', "quotas = 5", "sources.1.quotas", 'tabel, misalnya { nik = "C" }'),
    ("order = 3", "order = 99999999999999999999", "sources.3.order", "paling besar 9999"),
    ("file_mib = 64", "file_mib = 99999999999999999999", "limits.file_mib", "paling besar 65536"),
    ('key = "dana_desa"', 'key = "apbd"', "sources.2.key", "sudah memakai apbd"),
    ("order = 3", "order = 1", "sources.3.order", "sudah memakai 1"),
    ('"Asia/Makassar"', '"Bali"', "office.time_zone", "WITA Asia/Makassar"),
    ('regency = "51.04"', 'regency = "5104"', "office.regency", "bentuknya salah"),
    ("[checks]", "[cheks]", "cheks", "tidak dikenal"),
    ("minimum_age = 18", "umur = 18", "checks.umur", "tidak dikenal"),
    ("{sequence:03d}", "{nomor}", "office.invoice_number", "{sequence}"),
    ("{sequence:03d}", "001", "office.invoice_number", "harus memuat {sequence}"),
    ("{sequence:03d}", "{sequence:.0e}", "office.invoice_number", "tidak membedakan"),
    ("{sequence:03d}", "{sequence.__class__}", "office.invoice_number", "hanya boleh memakai"),
]


@pytest.mark.parametrize(("right", "wrong", "key", "form"), MISTAKES)
def test_a_mistake_is_named_with_its_line_key_and_what_is_right(
    right: str, wrong: str, key: str, form: str, tmp_path: Path
) -> None:
    assert right in FILLED
    text = FILLED.replace(right, wrong, 1) if right != '"Asia/Makassar"' else FILLED.replace(right, wrong)
    path = tmp_path / "jamsos.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as told:
        load(path)

    sentence = told.value.say("id")
    line = line_with(text, wrong, 2 if wrong == 'key = "apbd"' else 2 if wrong == "order = 1" else 1)
    assert f"baris {line}, {key}: " in sentence and form in sentence


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('office = ["Pemerintah Kabupaten Contoh"]', "office"),
        ("checks = 18", "checks"),
        ('[office]\nhead = ["Kepala", "I Wayan Contoh"]', "office.head"),
        ('[[mappings]]\nfiles = "a*.xlsx"\ncolumns = { nik = "C" }\n[office]\nhead = []', "office.head"),
        ('mappings = [["a*.xlsx", { nik = "C" }]]', "mappings.1"),
    ],
)
def test_only_a_table_stands_for_a_table(text: str, key: str, tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=rf"line [0-9], {key}: must be a table"):
        load(path)


@pytest.mark.parametrize("text", ["[office\n", "x = \n", 'a = "\n"'])
def test_what_is_no_toml_is_said_with_its_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1") as told:
        load(path)
    assert "baris 1, kolom" in told.value.say("id") and "Expected" not in told.value.say("id")


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_bytes('[office]\nname = "Café"\n'.encode("cp1252"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load(path)


def test_a_file_from_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(FILLED, encoding="utf-8-sig", newline="\r\n")
    assert load(path).office.regency == "51.04"


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text("", encoding="utf-8")
    assert load(path) == Settings()


def test_the_file_that_init_writes_says_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(SHIPPED.replace("@regency@", "").replace("@time_zone@", "Asia/Makassar"), encoding="utf-8")
    written, defaults = load(path), Settings()
    assert (written.checks, written.limits, written.sources) == (defaults.checks, defaults.limits, defaults.sources)


def test_an_unknown_source_is_said_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="apbd, dana_desa, sertakan"):
        Settings().source("csr")


OWN = [
    ('[headings]\nnikk = ["X"]\n', 2, "headings.nikk", "isian nikk tidak ada"),
    ('[headings]\nnik = "X"\n', 2, "headings.nik", "harus daftar"),
    ('[headings]\nnik = ["A"]\nname = ["a."]\n', 3, "headings.name", "sudah ada di nik"),
    ('[headings]\nnik = [" - "]\n', 2, "headings.nik", "judul kosong"),
    ('[[mappings]]\nfiles = "a*"\n', 1, "mappings.1.columns", "wajib diisi"),
    ('[[mappings]]\nfiles = "a*"\ncolumns = { nik = "C", name = "C" }\n', 3, "mappings.1.columns.name", "sudah"),
    ('[[mappings]]\nfiles = "a*"\ncolumns = { nik = 3 }\n', 3, "mappings.1.columns.nik", "harus teks"),
    ('[[mappings]]\nfiles = "a*"\ncolumns = { umur = "C" }\n', 3, "mappings.1.columns.umur", "isian umur tidak ada"),
    ('[[mappings]]\nfiles = "a*"\ncolumns = {}\n', 3, "mappings.1.columns", "paling sedikit satu"),
    ('[[mappings]]\nfiles = ""\ncolumns = { nik = "C" }\n', 2, "mappings.1.files", "tidak boleh kosong"),
    ('[[mappings]]\nfiles = "a"\ncolumns = { nik = "C" }\nheading_row = -1\n', 4, "mappings.1.heading_row", "kecil 0"),
    ('[[mappings]]\nfile = "a"\ncolumns = { nik = "C" }\n', 2, "mappings.1.file", "tidak dikenal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "key", "form"), OWN)
def test_a_mistake_in_headings_and_mappings_is_named(text: str, line: int, key: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as told:
        load(path)
    sentence = told.value.say("id")
    assert f"baris {line}, {key}: " in sentence and form in sentence, sentence


def test_the_examples_that_init_comments_out_are_right(tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    example = FILLED[FILLED.index("# [headings]") :]
    lines = (line.removeprefix("# ") for line in example.splitlines() if "=" in line or "[" in line)
    path.write_text("\n".join(line for line in lines if line[0] == "[" or " = " in line[:10]), encoding="utf-8")
    settings = load(path)
    assert settings.headings == {"nik": ("NO. IDENTITAS WARGA",), "name": ("NAMA KRAMA",)}
    mapping = settings.mapping("rosters/apbd/Batubulan-1.xlsx")
    assert mapping is not None and mapping.columns == {"nik": "C", "name": "NAMA KRAMA"}
    assert hash(settings)


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("batubulan*", "rosters/apbd/Batubulan 2.xlsx", True),
        ("rosters/apbd/*.xlsx", "rosters/apbd/celuk.xlsx", True),
        ("rosters\\apbd\\*.xlsx", "rosters/apbd/celuk.xlsx", True),
        ("rosters/apbd/*.xlsx", "rosters/dana_desa/celuk.xlsx", False),
        ("celuk.xlsx", "rosters/apbd/celuk.xls", False),
    ],
)
def test_a_mapping_fits_files_by_name_or_by_path(pattern: str, name: str, fits: bool) -> None:
    assert Mapping(pattern, {"nik": "C"}).fits(name) is fits
