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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write the golden files anew."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew; read the diff")
