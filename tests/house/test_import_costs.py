"""A command loads only what it uses: --help and validate must start at once on an old office PC."""

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from arrows import PACKAGE, files

from roster_text import workbook

ROSTER = "NIK;NAMA\n5104031203800001;I Wayan Sudarma\n"


def loaded(*arguments: str, folder: Path) -> frozenset[str]:
    """Run jamsos and give the top-level packages it loaded."""
    return frozenset(name.split(".")[0] for name in modules(*arguments, folder=folder))


@cache
def modules(*arguments: str, folder: Path) -> frozenset[str]:
    """Run jamsos and give the modules it loaded."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "jamsos_cli", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr[-500:]
    assert ran.stdout
    return frozenset(re.findall(r"^import time:.*\|\s*([\w.]+)$", ran.stderr, re.MULTILINE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "daftar.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


HEAVY = {"pandas", "numpy", "sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "jinja2", "http"}
"""http comes with xml.sax.saxutils, and takes a tenth of the time in which a village is judged."""


def test_help_loads_nothing_heavy(folder: Path) -> None:
    assert not loaded("--help", folder=folder) & (HEAVY | {"pydantic", "python_calamine"})


@pytest.mark.parametrize("shape", ["table", "json", "csv", "sarif"])
def test_validate_loads_no_frames_and_no_registry(folder: Path, shape: str) -> None:
    assert not loaded("validate", "daftar.csv", "--format", shape, folder=folder) & HEAVY


def test_a_page_loads_jinja2_and_nothing_else_heavy(folder: Path) -> None:
    assert loaded("validate", "daftar.csv", "--format", "html", folder=folder) & HEAVY == {"jinja2"}


@pytest.mark.parametrize("shape", ["json", "csv", "html", "sarif"])
def test_documents_of_validate_draw_no_tables(folder: Path, shape: str) -> None:
    assert "rich" not in loaded("validate", "daftar.csv", "--format", shape, folder=folder)


def test_tables_that_go_to_a_file_load_no_console(folder: Path) -> None:
    assert "rich.console" not in modules("validate", "daftar.csv", folder=folder)


def test_marking_a_workbook_loads_no_library_of_workbooks(folder: Path) -> None:
    (folder / "daftar.xlsx").write_bytes(workbook("NIK | NAMA\n51040312 | SUDARMA\n"))
    found = loaded("validate", "daftar.xlsx", "--annotate", "hasil", "--format", "json", folder=folder)
    assert not found & HEAVY
    assert (folder / "hasil" / "daftar.xlsx").exists()


def test_tariff_loads_no_frames_and_no_registry(folder: Path) -> None:
    assert not loaded("tariff", "--month", "2026-11", folder=folder) & HEAVY


def compiled_on_import(text: str) -> list[int]:
    """Give the lines outside of functions on which a source text compiles a pattern."""
    tree = ast.parse(text)
    inside = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile")
    return [call.lineno for call in calls if call.lineno not in inside]


def test_patterns_are_compiled_when_they_are_asked() -> None:
    found = {path.name: lines for path in files(PACKAGE) if (lines := compiled_on_import(path.read_text("utf-8")))}
    assert found == {}, "lazy_pattern compiles them when they are first asked"


def test_a_pattern_compiled_on_import_would_be_seen() -> None:
    assert compiled_on_import('import re\nA = (re.compile("a"),)\ndef f():\n    return re.compile("b")\n') == [2]
