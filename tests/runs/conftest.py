"""An office without a sample: a registry of its own and rosters written line by line."""

from pathlib import Path

import pytest

from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.settings import Settings
from jamsos_cli.store import create


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A new workspace with an empty registry."""
    create(tmp_path / "jamsos.db")
    return Workspace(tmp_path, Settings())
