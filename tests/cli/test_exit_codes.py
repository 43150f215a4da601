"""The exit codes that cron and scripts rely on, and a sentence instead of a traceback with each."""

import subprocess
import sys
from pathlib import Path

import pytest
from commandline import installed, jamsos
from filelock import FileLock

MADE_UP = "5104031203809001"
CLEAN = f"NIK;NAMA;TANGGAL LAHIR;JK\n{MADE_UP};I Wayan Sudarma;12-03-1980;L\n"
WARNED = f"NIK;NAMA;TANGGAL LAHIR;JK\n{MADE_UP};I Wayan Sudarma;13-03-1980;L\n"
REJECTED = "NIK;NAMA;TANGGAL LAHIR;JK\n123;I Wayan Sudarma;12-03-1980;L\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that is no workspace, with some rosters."""
    for name, text in (("clean.csv", CLEAN), ("warned.csv", WARNED), ("rejected.csv", REJECTED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0 not a workbook")
    return tmp_path


ON = ("--on", "2026-11-01")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("--version",), 0),
        (("explain", "N04"), 0),
        (("tariff", "--month", "2026-11"), 0),
        (("validate", "clean.csv", *ON), 0),
        (("validate", "warned.csv", *ON), 0),
        (("validate", "warned.csv", *ON, "--strict"), 1),
        (("validate", "clean.csv", *ON, "--strict"), 0),
        (("validate", "rejected.csv", *ON), 1),
        (("validate", "clean.csv", "rejected.csv", *ON), 1),
        (("validate", "missing.csv"), 4),
        (("validate", "photo.xlsx"), 4),
        (("validate", "photo.xlsx", "rejected.csv"), 4),
        (("validate",), 2),
        (("validate", "clean.csv", "--colour"), 2),
        (("validate", "clean.csv", "--on", "yesterday"), 2),
        (("validate", "clean.csv", "--format", "yaml"), 2),
        (("validate", "clean.csv", "--jobs", "0"), 2),
        (("frobnicate",), 2),
        (("explain", "Z99"), 2),
        (("invoice", "--month", "2026-11"), 2),
        (("run", "--month", "2026-11"), 2),
        (("import", "clean.csv"), 2),
        (("--lang", "fr", "explain", "N04"), 2),
        (("invoice", "--month", "2026-11", "--workspace", "nowhere"), 3),
        (("tariff", "--month", "1900-01"), 3),
    ],
)
def test_what_ends_with_which_code(desk: Path, arguments: tuple[str, ...], code: int) -> None:
    ran = installed(*arguments, folder=desk)
    assert ran.code == code, ran.said
    assert "Traceback" not in ran.said
    assert ran.said.strip()
    assert MADE_UP not in ran.said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("invoice", "--month", "November"), 2),
        (("invoice", "--month", "2026-13"), 2),
        (("invoice",), 2),
        (("reconcile", "--month", "2026-11"), 2),
        (("reconcile", "--month", "2026-11", "missing.xlsx"), 4),
        (("reconcile", "--month", "2026-11", "statements"), 2),
        (("reconcile", "--month", "2026-11", "unfilled.csv"), 4),
        (("import", "missing.xlsx", "--source", "apbd"), 4),
        (("import", "missing.xlsx", "--source", "apbn"), 2),
        (("import", "missing.xlsx", "--source", "Dana Desa"), 4),
        (("export", "annex", "--month", "2026-11", "--source", "apbn"), 2),
        (("sponsor", "import", "clean.csv", "--source", "apbn"), 2),
        (("worker", "show", "123"), 2),
        (("worker", "show", "5104031203800009"), 2),
        (("init", "."), 2),
        (("doctor",), 0),
        (("report", "--month", "2026-11"), 0),
        (("invoice", "--month", "this"), 0),
        (("run", "--month", "last"), 1),
    ],
)
def test_what_ends_with_which_code_in_a_workspace(office: Path, arguments: tuple[str, ...], code: int) -> None:
    (office / "unfilled.csv").write_text("NIK;NAMA;TOTAL\n", encoding="utf-8")
    ran = jamsos(*arguments, folder=office)
    assert ran.code == code, ran.said
    assert "Traceback" not in ran.said
    assert "5104031203800009" not in ran.said


BROKEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "an unknown key": ("minimum_age = 18", "minimum_agee = 18", ("checks.minimum_agee",)),
    "a wrong type": ("minimum_age = 18", 'minimum_age = "18"', ("checks.minimum_age",)),
    "out of bounds": ("held_share = 0.5", "held_share = 5", ("limits.held_share",)),
    "a regency code": ('regency = "51.04"', 'regency = "5104"', ("office.regency",)),
    "a time zone": ('time_zone = "Asia/Makassar"', 'time_zone = "Asia/Ubud"', ("office.time_zone", "Asia/Makassar")),
    "no TOML": ("[checks]", "[checks", ()),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_settings_file_is_named_with_its_line_and_key(office: Path, case: str) -> None:
    right, wrong, named = BROKEN[case]
    settings = office / "jamsos.toml"
    text = settings.read_text(encoding="utf-8")
    line = next(number for number, content in enumerate(text.splitlines(), 1) if content.startswith(right))
    settings.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    ran = jamsos("invoice", "--month", "2026-11", folder=office)
    assert ran.code == 3, ran.said
    assert ran.out == ""
    assert all(part in ran.err for part in ("jamsos.toml", str(line), *named)), ran.err


def test_a_regency_that_is_not_in_the_list_is_a_matter_of_settings(office: Path) -> None:
    settings = office / "jamsos.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"51.04"', '"51.99"'), encoding="utf-8")
    (office / "rosters" / "apbd" / "a.csv").write_text(CLEAN, encoding="utf-8")
    ran = jamsos("run", "--month", "2026-11", folder=office)
    assert (ran.code, "51.99" in ran.err) == (3, True)


def test_a_busy_registry_is_told_and_nothing_changes(office: Path) -> None:
    before = (office / "jamsos.db").read_bytes()
    with FileLock(office / "jamsos.db.lock"):
        ran = jamsos("invoice", "--month", "2026-11", folder=office)
    assert (ran.code, ran.out) == (5, "")
    assert "jamsos lain sedang bekerja" in ran.err
    assert (office / "jamsos.db").read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"this is no database" * 100])
def test_a_registry_that_cannot_be_opened_is_told(office: Path, content: bytes | None) -> None:
    registry = office / "jamsos.db"
    registry.unlink()
    if content is not None:
        registry.write_bytes(content)
    ran = jamsos("report", "--month", "2026-11", folder=office)
    assert ran.code == 5, ran.said
    assert "Traceback" not in ran.said


def test_a_bug_ends_with_70_and_keeps_personal_data_to_itself(tmp_path: Path) -> None:
    broken = (
        "import jamsos_cli.cli.app as place, jamsos_cli.cli as cli\n"
        "def app(**_): raise KeyError('5104031203800001 I Wayan Sudarma')\n"
        "place.application = lambda arguments: app\n"
        "cli.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", broken], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout) == (70, "")
    assert "KeyError" in ran.stderr
    assert not {"5104031203800001", "Sudarma", "Traceback"} & set(ran.stderr.replace(",", " ").split())


HOSTILE: dict[str, bytes] = {
    "empty.xlsx": b"",
    "cut.xlsx": b"PK\x03\x04 cut off",
    "zeros.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "page.xls": b"<html><table><tr><td>NIK</td></tr></table></html>",
    "letter.docx.csv": b"PK\x03\x04" + bytes(100),
    "nul.csv": b"NIK;NAMA\n\x00\x00\n",
    "quote.csv": b'NIK;NAMA\n"5104031203800001;I Wayan\n',
    "wide.csv": b";" * 5000,
    "utf16.csv": f"NIK;NAMA\n{MADE_UP};I Wayan Sudarma\n".encode("utf-16"),
    "bytes.csv": bytes(range(256)) * 8,
    "[red]markup[bold].csv": b"NIK;NAMA\n123;[/b] BUDI\n",
    "escape\x1b[31m.csv" if sys.platform != "win32" else "escape.csv": b"NIK;NAMA\n123;\x1b[31mBUDI\n",
}


@pytest.mark.parametrize("shape", ["table", "json"])
def test_bad_files_never_end_in_a_traceback_or_stop_the_others(tmp_path: Path, shape: str) -> None:
    for name, content in HOSTILE.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.csv").write_text(CLEAN, encoding="utf-8")
    ran = jamsos("validate", ".", "--format", shape, *ON, folder=tmp_path)
    assert ran.code == 4, ran.said
    assert "Traceback" not in ran.said
    assert "zz.csv" in ran.out
    assert "\x1b" not in ran.said
    assert MADE_UP not in ran.said


def test_a_broken_template_of_the_office_is_told(office: Path) -> None:
    (office / "rosters" / "apbd" / "a.csv").write_text(CLEAN, encoding="utf-8")
    (office / "templates" / "invoice.j2").write_text("{{ invoice.nothing_like_it }} {% if %}", encoding="utf-8")
    ran = jamsos("run", "--month", "2026-11", folder=office)
    assert ran.code in (3, 4), ran.said
    assert "invoice.j2" in ran.err
