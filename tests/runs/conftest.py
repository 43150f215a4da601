"""An office without a sample: a registry of its own and rosters written line by line."""

from pathlib import Path

import pytest

from empty_registry import put_registry
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Settings


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A new workspace with an empty registry."""
    put_registry(tmp_path / "jamsos.db")
    return Workspace(tmp_path, Settings())
