import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import jamsos_cli
from jamsos_cli.errors import FileError
from jamsos_cli.shipped import folder

ROOT = Path(jamsos_cli.__file__).parents[2]


def test_the_source_tree_has_both_folders_beside_src():
    assert folder("templates") == ROOT / "templates"
    assert folder("sample_data") == ROOT / "sample_data"


def test_a_broken_installation_says_what_to_do(tmp_path):
    with pytest.raises(FileError) as told:
        folder("templates", tmp_path / "site-packages" / "jamsos_cli")
    assert "Pasang ulang" in told.value.say("id")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (found,) = made.glob("*.whl")
    return found


def test_the_wheel_carries_every_template(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"jamsos_cli/_shipped/templates/{path.name}" for path in (ROOT / "templates").glob("*.j2")}
    assert templates
    assert templates <= inside


def test_the_wheel_finds_its_own_folders(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "from jamsos_cli.shipped import folder; print(folder('templates')); print(folder('sample_data'))"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    shipped = tmp_path / "site" / "jamsos_cli" / "_shipped"
    assert said == [str(shipped / "templates"), str(shipped / "sample_data")]
