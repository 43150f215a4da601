"""A star, not a ladder: every room imports the nouns, `runs` imports the rooms, `cli` imports `runs`."""

from pathlib import Path

import pytest
from arrows import ALLOWED, PACKAGE, PARTS, ROOMS, rooms_seen, wrong_arrows, wrong_parts


def house(folder: Path, **files: str) -> Path:
    """Build a small house; `rules__age` is rules/age.py."""
    for name, text in files.items():
        path = folder / "jamsos_cli" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "jamsos_cli"


def test_no_room_imports_another() -> None:
    assert wrong_arrows(PACKAGE) == []


def test_every_room_is_seen_and_every_room_has_its_arrows() -> None:
    assert rooms_seen(PACKAGE) == set(ALLOWED)


@pytest.mark.parametrize(
    "text",
    [
        "from jamsos_cli.store import open_registry",
        "from jamsos_cli.store.registry import Registry as R",
        "import jamsos_cli.store",
        "import jamsos_cli.store.registry as registry",
        "from jamsos_cli import store",
        "def later():\n    from jamsos_cli import store\n",
        "if TYPE_CHECKING:\n    from jamsos_cli.store import Registry\n",
        "from .. import store",
        "from jamsos_cli.cli import main",
        "from jamsos_cli.runs.month import run",
    ],
)
def test_a_wrong_arrow_is_caught_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert len(wrong_arrows(house(tmp_path, rules__age=text))) == 1


@pytest.mark.parametrize(
    ("room", "text"),
    [
        ("rules__age", "from jamsos_cli.model.nik import mask"),
        ("rules__age", "from jamsos_cli import errors"),
        ("rules__age", "from jamsos_cli.rules.person import name_plausible"),
        ("rules__age", "import json, jamsos_other"),
        ("runs__month", "from jamsos_cli.store import open_registry"),
        ("cli__money", "from jamsos_cli.runs.month import run"),
    ],
)
def test_a_right_arrow_is_none(tmp_path: Path, room: str, text: str) -> None:
    assert wrong_arrows(house(tmp_path, **{room: text})) == []


@pytest.mark.parametrize("room", ["cli__money", "model__nik", "settings", "errors"])
def test_nobody_but_the_runs_reaches_the_registry(tmp_path: Path, room: str) -> None:
    assert wrong_arrows(house(tmp_path, **{room: "from jamsos_cli.store import open_registry"})) != []


def test_a_room_without_arrows_is_caught(tmp_path: Path) -> None:
    package = house(tmp_path, attic__box="from jamsos_cli.model.nik import mask")
    assert wrong_arrows(package) == ["attic/box.py:1 imports model.nik"]
    assert rooms_seen(package) == {"attic"}


def test_a_missing_room_is_seen(tmp_path: Path) -> None:
    package = house(tmp_path, **{f"{room}__one": "" for room in ROOMS - {"store"}})
    assert rooms_seen(package) == ROOMS - {"store"}


def test_what_commands_share_never_imports_a_command() -> None:
    assert wrong_parts(PACKAGE) == []
    assert {folder.name for folder in (PACKAGE / "runs").iterdir() if (folder / "__init__.py").is_file()} == set(PARTS)


@pytest.mark.parametrize(
    "text",
    [
        "from jamsos_cli.runs.month import run",
        "from jamsos_cli.runs.bills.papers import Papers",
        "def later():\n    from jamsos_cli.runs import month\n",
    ],
)
def test_a_shared_part_that_reaches_up_is_caught(tmp_path: Path, text: str) -> None:
    assert len(wrong_parts(house(tmp_path, runs__rosters__judging=text))) == 1


def test_a_shared_part_may_use_what_it_stands_on(tmp_path: Path) -> None:
    right = "from jamsos_cli.runs.office.workspace import Workspace\nfrom jamsos_cli.runs.rosters import judging"
    assert wrong_parts(house(tmp_path, runs__bills__papers=right, runs__rosters__judging="")) == []
