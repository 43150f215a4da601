import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from jamsos_cli.errors import FileError
from jamsos_cli.writers.drafts import ENDING, Drafts


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def strays(folder: Path) -> list[str]:
    return [entry.name for entry in folder.rglob("*") if entry.name.endswith(ENDING)]


def test_all_files_appear_at_the_end_and_only_then(tmp_path):
    first, second = tmp_path / "a.xlsx", tmp_path / "new" / "b.html"
    with Drafts() as drafts:
        drafts.write(first, b"one")
        drafts.write(second, b"two")
        assert not first.exists()
        assert not second.exists()
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert strays(tmp_path) == []


@pytest.mark.parametrize("lost", [None, 17])
def test_many_files_appear_together_or_none_of_them(tmp_path, lost):
    with pytest.raises(FileError) if lost else nullcontext(), Drafts() as drafts:
        for number in range(30):
            drafts.write(tmp_path / f"{number:02}", str(number).encode())
        for draft in tmp_path.glob(f".{lost}.*"):
            draft.unlink()  # as a virus scanner does
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == (
        [] if lost else [str(number).encode() for number in range(30)]
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_files_are_for_their_owner_only_from_the_first_byte(tmp_path):
    with Drafts() as drafts:
        drafts.write(tmp_path / "a", b"one")
        assert [entry.stat().st_mode & 0o777 for entry in tmp_path.iterdir()] == [0o600]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("stop", [RuntimeError, KeyboardInterrupt])
def test_a_stop_leaves_the_old_files_and_no_drafts(tmp_path, stop):
    old = tmp_path / "a.xlsx"
    old.write_bytes(b"last month")
    with pytest.raises(stop), Drafts() as drafts:
        drafts.write(old, b"half")
        drafts.write(tmp_path / "b.xlsx", b"half")
        raise stop
    assert old.read_bytes() == b"last month"
    assert names(tmp_path) == ["a.xlsx"]


def test_when_one_rename_fails_those_before_it_are_taken_back(tmp_path):
    old, new, blocked = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    old.write_bytes(b"last month")
    (blocked / "inside").mkdir(parents=True)
    with pytest.raises(FileError), Drafts() as drafts:
        for path in (old, new, blocked):
            drafts.write(path, b"this month")
    assert old.read_bytes() == b"last month"
    assert names(tmp_path) == ["a", "c"]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "out").write_text("a file, not a folder")
    with pytest.raises(FileError) as told, Drafts() as drafts:
        drafts.write(tmp_path / "out" / "a.xlsx", b"")
    assert "a.xlsx: tidak dapat ditulis" in told.value.say("id")


def test_two_files_of_one_name_are_refused_also_when_only_windows_thinks_so(tmp_path):
    with pytest.raises(ValueError, match="two files"), Drafts() as drafts:
        drafts.write(tmp_path / "Batubulan.xlsx", b"1")
        drafts.write(tmp_path / "BATUBULAN.xlsx", b"2")
    assert names(tmp_path) == []


def test_drafts_that_a_power_cut_left_are_swept_after_a_day_and_not_before(tmp_path):
    forgotten, fresh = (tmp_path / f".a.xlsx.{name}{ENDING}" for name in ("old", "new"))
    forgotten.write_bytes(b"x")
    fresh.write_bytes(b"x")
    os.utime(forgotten, (time.time() - 90_000,) * 2)
    with Drafts() as drafts:
        drafts.write(tmp_path / "a.xlsx", b"1")
    assert strays(tmp_path) == [fresh.name]


WRITER = """
import sys
from contextlib import nullcontext
from pathlib import Path
from jamsos_cli.writers.drafts import Drafts
folder = Path(sys.argv[1])
for turn in range(10**6):
    with Drafts() as drafts:
        for name in ("a", "b"):
            drafts.write(folder / name, bytes([turn % 256]) * 300_000)
    if not turn:
        print("ready", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_kill_9_at_any_moment_leaves_whole_files(tmp_path):
    for turn in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(turn * 0.007)
            process.send_signal(signal.SIGKILL)
        for name in ("a", "b"):
            content = (tmp_path / name).read_bytes()
            assert len(content) == 300_000
            assert len(set(content)) == 1


FULL = """
import resource, signal, sys
from contextlib import nullcontext
from pathlib import Path
from jamsos_cli.errors import FileError
from jamsos_cli.writers.drafts import Drafts
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with Drafts() as drafts:
        drafts.write(Path(sys.argv[1]) / "a", b"x" * 900)
        drafts.write(Path(sys.argv[1]) / "b", b"x" * 5000)
except FileError as error:
    print(error.say("id"))
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_no_room_for_the_second_file_leaves_the_first_as_it_was(tmp_path):
    (tmp_path / "a").write_bytes(b"last month")
    said = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "b: tidak dapat ditulis" in said.stdout
    assert (tmp_path / "a").read_bytes() == b"last month"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_a_device_or_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileError), Drafts() as drafts:
        drafts.write(pipe, b"x")
    assert pipe.is_fifo()
