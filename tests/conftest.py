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

MEASURED = frozenset({"steps", "rules", "law", "model", "runs"})
"""Folders of tests in which coverage is measured: of the rooms that it is asked of, and of the one that joins them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write the golden files anew."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew; read the diff")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage in other tests, which would take a quarter more time."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and item.path.relative_to(here).parts[0] not in MEASURED:
            item.add_marker("no_cover")
