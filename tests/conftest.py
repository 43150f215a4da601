"""Shared by all tests: this folder goes on the path, so that `roster_text` can be imported from any of them."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("jamsos", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jamsos")  # a busy machine is no finding
sys.path.insert(0, str(Path(__file__).parent))

collect_ignore_glob = ["conftest.py", "*/conftest.py"]
"""They hold no doctests, and pytest takes two modules of one name for a mistake."""

MEASURED = (
    "steps/", "rules/", "law/", "model/",
    "runs/test_braking.py", "runs/test_ending.py", "runs/test_excluding.py", "runs/test_sponsoring.py",
)  # fmt: skip
"""Tests in which coverage is measured: of the rooms that it is asked of, and of what alone leads to some steps."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write the golden files anew."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew; read the diff")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage in other tests, which would take nearly twice the time."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and not item.path.relative_to(here).as_posix().startswith(MEASURED):
            item.add_marker("no_cover")
