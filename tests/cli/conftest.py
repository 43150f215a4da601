"""Sample workspaces, made and run once a test process, and a small one made anew for every test."""

import shutil
from pathlib import Path

import pytest
from commandline import MONTH, OFFICES, Ran, at_noon, installed, jamsos


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace without rosters; copy it, do not change it."""
    folder = tmp_path_factory.mktemp("made")
    assert jamsos("init", "kantor", "--regency", "51.04", folder=folder).code == 0
    return folder / "kantor"


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """A new workspace of Gianyar without rosters."""
    return Path(shutil.copytree(made, tmp_path / "kantor"))


@pytest.fixture(scope="session")
def months(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Ran]]:
    """The three sample offices after their month was run once, with what that printed; read only."""
    folder = tmp_path_factory.mktemp("contoh")
    done = {}
    for code in OFFICES:
        assert jamsos("init", code, "--sample", "--regency", code, folder=folder).code == 0
        done[code] = (at_noon(folder / code), installed("run", "--month", MONTH, folder=folder / code))
    return done
