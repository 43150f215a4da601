"""Work on several cores gives what it gives on one, in order; an error of ours comes back whole."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_cli.errors import FileError, JamsosError, RegistryError, SettingsError, UsageError
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office import cores


def squared(number: int) -> int:
    return number * number


@pytest.mark.parametrize("count", [0, 1, 7, 50])
def test_one_core_gives_the_results_in_order(count: int) -> None:
    assert list(cores.each(squared, range(count), 1)) == [number * number for number in range(count)]


def test_work_for_later_is_done_when_asked_where_no_process_was_started() -> None:
    begun: list[int] = []
    finish = cores.later(begun.append, 1)
    assert begun == []
    finish()
    assert begun == [1]


@pytest.mark.parametrize("kind", [JamsosError, FileError, RegistryError, SettingsError, UsageError])
def test_an_error_travels_in_both_languages(kind: type[JamsosError]) -> None:
    travelled = pickle.loads(pickle.dumps(kind(Text("satu", "one"))))
    assert (type(travelled), travelled.say("id"), travelled.say("en")) == (kind, "satu", "one")


READY = """
import multiprocessing, sys, threading
from jamsos_cli.runs.office import cores

if __name__ == "__main__":
    held = threading.Event()
    if sys.argv[1] == "threads":
        threading.Thread(target=held.wait, daemon=True).start()
    cores.ready(20, 2)
    print(len(multiprocessing.active_children()), list(cores.each(abs, range(-20, 0), 2)) == list(range(20, 0, -1)))
    held.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")
@pytest.mark.parametrize(("threads", "started"), [("none", 2), ("threads", 0)])
def test_processes_are_ready_before_a_registry_opens_unless_a_thread_runs(
    tmp_path: Path, threads: str, started: int
) -> None:
    script = tmp_path / "ready.py"
    script.write_text(READY, encoding="utf-8")
    ran = subprocess.run([sys.executable, script, threads], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [str(started), "True"]


SEVERAL = """
from pathlib import Path
from jamsos_cli.errors import FileError
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office import cores

def squared(number):
    return number * number

def refused(_):
    raise FileError(Text("tidak", "no"))

if __name__ == "__main__":
    print(list(cores.each(squared, range(20), 2)))
    print(cores.later(squared, 5)())
    try:
        cores.later(refused, 1)()
    except FileError as error:
        print(error.say("id"))
"""


def test_two_processes_give_the_same_as_one(tmp_path: Path) -> None:
    script = tmp_path / "several.py"
    script.write_text(SEVERAL, encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.splitlines() == [str([n * n for n in range(20)]), "25", "tidak"]


DEATHS = """
import os
from jamsos_cli.errors import FileError
from jamsos_cli.runs.office import cores

def squared(number):
    if number in (3, 11):
        os.abort()
    return number * number

if __name__ == "__main__":
    print(list(cores.each(squared, range(12), 2, lambda number: -number)))
    try:
        list(cores.each(squared, [1, 3], 2))
    except FileError as error:
        print(error.exit_code.value)
    print(list(cores.each(squared, [1, 2], 2)))
    fatal, good = cores.later(squared, 3), cores.later(squared, 5)
    try:
        fatal()
    except FileError as error:
        print(error.exit_code.value)
    print(good(), cores.later(squared, 6)())
"""


def test_a_process_that_dies_costs_its_item_and_no_other(tmp_path: Path) -> None:
    script = tmp_path / "deaths.py"
    script.write_text(DEATHS, encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    squares = [-n if n in (3, 11) else n * n for n in range(12)]
    assert ran.stdout.splitlines() == [str(squares), "4", "[1, 4]", "4", "25 36"]


LEFT_OPEN = """
import os
from jamsos_cli.runs.office import cores

def squared(number):
    return number * number

if __name__ == "__main__":
    assert len(list(cores.each(squared, range(20), 2))) == 20
    os.kept_longer_than_its_module = cores._pools.popitem()
"""


def test_a_pool_left_open_says_nothing_when_the_interpreter_ends(tmp_path: Path) -> None:
    script = tmp_path / "left_open.py"
    script.write_text(LEFT_OPEN, encoding="utf-8")
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stderr == ""
