"""Nothing in model, rules, steps and reports opens a file, prints, logs, reads a clock or the environment."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from arrows import PACKAGE, files, room_of

PURE = ("model", "rules", "steps", "reports")
BARRED_NAMES = {"open", "print", "input", "exec", "eval", "breakpoint"}
BARRED_MODULES = {
    "os", "sys", "io", "logging", "pathlib", "shutil", "subprocess", "tempfile", "time", "random", "socket", "sqlite3",
    "urllib", "sqlalchemy", "openpyxl", "xlsxwriter", "python_calamine", "jinja2", "rich", "typer",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
READERS = {"read_text", "read_bytes", "write_text", "write_bytes", "read_csv", "read_excel", "to_csv", "to_excel"}


def impurities(text: str) -> Iterator[str]:
    """Give what in a source text reaches outside, with its line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in BARRED_NAMES:
                yield f"{node.lineno} {called.id}()"
            elif isinstance(called, ast.Attribute) and called.attr in CLOCKS | READERS:
                yield f"{node.lineno} {called.attr}()"
        elif isinstance(node, ast.Import):
            yield from (f"{node.lineno} {a.name}" for a in node.names if a.name.split(".")[0] in BARRED_MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in BARRED_MODULES:
            yield f"{node.lineno} {node.module}"


def test_pure_rooms_reach_nothing_outside() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{what}"
        for path in files(PACKAGE)
        if room_of(path, PACKAGE) in PURE
        for what in impurities(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "open('x')",
        "print(1)",
        "import logging",
        "from logging import getLogger",
        "from datetime import datetime\ndatetime.now()",
        "from datetime import date\ndate.today()",
        "import os\nos.environ['X']",
        "from os import environ",
        "import os.path",
        "def later(path):\n    return path.read_text()",
        "import pandas as pd\npd.read_excel('x')",
    ],
)
def test_reaching_outside_is_caught(text: str) -> None:
    assert list(impurities(text)) != []


@pytest.mark.parametrize("text", ["'open'.title()", "from datetime import date\ndate(2026, 11, 1)", "import re"])
def test_what_stays_inside_is_let_pass(text: str) -> None:
    assert list(impurities(text)) == []


def test_every_pure_room_is_there() -> None:
    assert {room for room in PURE if (PACKAGE / room).is_dir()} == set(PURE)
    assert all(Path(PACKAGE / room / "__init__.py").exists() for room in PURE)
