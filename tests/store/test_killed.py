"""A run that ends between any two statements leaves all of a write or nothing of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_registry import lines, number, plan, record, registry_with, worker
from sqlalchemy import event
from sqlalchemy.engine import Engine

from jamsos_cli.model.roster_import import Cut
from jamsos_cli.store import open_registry

STATES = [
    (1, 1, 0, 1, 0, 0),  # nothing done
    (3, 4, 1, 2, 0, 0),  # imported
    (3, 4, 1, 2, 1, 0),  # drafted
    (3, 4, 1, 2, 0, 1),  # issued
]


def work(path: Path) -> None:
    billing = lines(path, "2026-07")
    with open_registry(path, write=True) as registry:
        cut = Cut(1, "2026-08", "2026-08")
        registry.save_import(record("b", 2), plan(worker(2), worker(3), cuts=(cut,)))
        registry.save_drafts("2026-07", billing)
        registry.issue("2026-07", "2026-07-15", number)


def work_watched(path: Path, watch: Callable[[int], None]) -> int:
    """Work, and call `watch` before each statement with its number from 1; gives how many there were."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1
        watch(count)

    event.listen(Engine, "before_cursor_execute", counted)
    try:
        work(path)
    finally:
        event.remove(Engine, "before_cursor_execute", counted)
    return count


def state(path: Path) -> tuple[int, ...]:
    with open_registry(path, write=False) as registry:
        assert registry.verify() == ()
        return registry.summary()[1:]


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let a file be copied while it is written")
def test_what_is_on_disk_between_any_two_statements_is_all_of_a_write_or_nothing(path: Path, tmp_path: Path) -> None:
    registry_with(path, worker(1))

    def copy(statement: int) -> None:
        for end in ("", "-wal"):
            if (source := Path(f"{path}{end}")).exists():
                shutil.copy(source, tmp_path / f"{statement}.db{end}")

    statements = work_watched(path, copy)
    states = [state(tmp_path / f"{statement}.db") for statement in range(1, statements + 1)]
    assert list(dict.fromkeys([*states, state(path)])) == STATES


@pytest.mark.parametrize("statement", [12, 24, 33])
def test_a_process_that_is_killed_leaves_a_registry_that_goes_on(path: Path, statement: int) -> None:
    registry_with(path, worker(1))
    arguments = [sys.executable, __file__, str(path), str(statement)]
    found_here = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run(arguments, env=found_here, check=False).returncode == 9
    assert state(path) in STATES[:-1]
    with open_registry(path, write=True, wait=0.2) as registry:
        registry.save_import(record("c", 1), plan(worker(4)))


if __name__ == "__main__":
    at = int(sys.argv[2])
    work_watched(Path(sys.argv[1]), lambda statement: os._exit(9) if statement == at else None)
