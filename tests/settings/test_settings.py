"""A mistake in jamsos.toml is said with its line and key, and every default is right for a first use."""

from importlib.resources import files
from pathlib import Path

import pytest

from jamsos_cli.errors import SettingsError
from jamsos_cli.settings import Settings, load

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
    ('relief = "included"', 'relief = "half"', "sources.3.relief", "'undecided'"),
    ('key = "dana_desa"', 'key = "apbd"', "sources.2.key", "sudah memakai apbd"),
    ("order = 3", "order = 1", "sources.3.order", "sudah memakai 1"),
    ('"Asia/Makassar"', '"Bali"', "office.time_zone", "WITA Asia/Makassar"),
    ('regency = "51.04"', 'regency = "5104"', "office.regency", "bentuknya salah"),
    ("[checks]", "[cheks]", "cheks", "tidak dikenal"),
    ("minimum_age = 18", "umur = 18", "checks.umur", "tidak dikenal"),
    ("{sequence:03d}", "{nomor}", "office.invoice_number", "{sequence}"),
    ("{sequence:03d}", "001", "office.invoice_number", "harus memuat {sequence}"),
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


@pytest.mark.parametrize("text", ["[office\n", "x = \n", 'a = "\n"'])
def test_what_is_no_toml_is_said_with_its_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "jamsos.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        load(path)


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
