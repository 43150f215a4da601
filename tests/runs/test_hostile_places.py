"""What lies in a folder of rosters and is no regular file is told, never opened, never passed over in silence."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jamsos_cli.runs.rosters import judging
from roster_text import workbook

ROSTER = workbook("NIK | NAMA\n5104031203800001 | I WAYAN SUDARMA")
posix = pytest.mark.skipif(os.name == "nt", reason="links, pipes and modes of POSIX")


def validate(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jamsos_cli", "--lang", "en", "validate", *arguments, "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


@posix
def test_links_pipes_and_devices_cost_a_finding_and_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(ROSTER)
    (tmp_path / "link.xlsx").symlink_to("a.xlsx")
    (tmp_path / "nowhere.xlsx").symlink_to("gone.xlsx")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "device.xlsx").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.xlsx")
    found = [path.name for path in judging.found_rosters([tmp_path])]
    assert found == ["a.xlsx", "device.xlsx", "link.xlsx", "loop.xlsx", "nowhere.xlsx", "pipe.xlsx"]
    ran = validate(tmp_path)
    assert ran.returncode == 4 and ran.stdout.count('"F01"') == 4 and ran.stdout.count('"rows_read": 1') == 2
    assert "its link leads nowhere" in ran.stdout and "no regular file" in ran.stdout


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_opened_is_told(tmp_path: Path) -> None:
    closed, shut = tmp_path / "closed", tmp_path / "shut.xlsx"
    closed.mkdir(mode=0)
    shut.write_bytes(ROSTER)
    shut.chmod(0)
    ran = validate(tmp_path)
    closed.chmod(0o700)
    assert ran.returncode == 4 and ran.stdout.count('"F01"') == 2


@posix
@pytest.mark.parametrize(
    "name", ["..\\..\\x.xlsx", "\x1b[31mmerah\n.xlsx", os.fsdecode(b"\xff.xlsx"), "\u202egnp.xlsx"]
)
def test_a_name_with_anything_in_it_is_shown_safely(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(ROSTER)
    assert validate(tmp_path).returncode == 0
    shown = subprocess.run(
        [sys.executable, "-m", "jamsos_cli", "validate", tmp_path], capture_output=True, timeout=60, check=True
    )
    assert b"\x1b" not in shown.stdout and b"Traceback" not in shown.stderr


@posix
def test_ctrl_c_ends_with_130_one_line_and_no_process_left(tmp_path: Path) -> None:
    import signal

    first = tmp_path / "0000.xlsx"
    first.write_bytes(ROSTER)
    for number in range(1, 3_000):  # seconds of work on any PC
        (tmp_path / f"{number:04d}.xlsx").hardlink_to(first)
    # A shell's background job, as these tests may be, is born deaf to Ctrl-C.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{hears}; from jamsos_cli.cli import main; main()", "--lang", "en", "validate"]
    ran = subprocess.Popen(
        [*command, tmp_path, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, encoding="utf-8",
    )  # fmt: skip
    time.sleep(1.0)
    os.killpg(ran.pid, signal.SIGINT)  # as a terminal does: to every process of the command
    _, said = ran.communicate(timeout=30)
    assert (ran.returncode, said.strip()) == (130, "jamsos: stopped")
    until = time.monotonic() + 10
    while (left := _living(ran.pid)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


@pytest.mark.parametrize("name", ["jamsos_cli.cli.words", "jamsos_cli.cli.app", "typer", "jamsos_cli.cli.validating"])
def test_ctrl_c_is_heard_while_jamsos_is_still_being_loaded(name: str) -> None:
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, asked, *_):\n"
        f"        if asked == {name!r}:\n"
        "            sys.meta_path.remove(self)\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from jamsos_cli.cli import main\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "validate", "."], capture_output=True, timeout=60, check=False, text=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (130, "", "jamsos: dihentikan")


@posix
@pytest.mark.parametrize(
    "words",
    ["validate {}", "validate {} --format json", "explain N04", "--help", "tariff --month this", "doctor", "explain"],
)
def test_a_pipe_that_nobody_reads_any_more_ends_the_command_without_a_word(words: str, tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    path.write_bytes(ROSTER)
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "jamsos_cli", *words.format(path).split()]
    try:
        to_stderr = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, timeout=60, check=False)
        nowhere = subprocess.run(command, stdout=writes, stderr=writes, timeout=60, check=False)
    finally:
        os.close(writes)
    assert b"Traceback" not in to_stderr.stderr and b"BrokenPipe" not in to_stderr.stderr
    assert to_stderr.returncode in {141, 2} and nowhere.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a place that is always full")
@pytest.mark.parametrize("words", ["validate {}", "validate {} --format json", "--help", "tariff --month this"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_finds_no_place_is_one_sentence(words: str, unbuffered: str, tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    path.write_bytes(ROSTER)
    command = [sys.executable, "-m", "jamsos_cli", *words.format(path).split()]
    environment = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False, encoding="utf-8"
        )
    assert ran.returncode == 4
    assert ran.stderr.count("\n") == 1 and "disk penuh" in ran.stderr


@posix
@pytest.mark.parametrize("words", ["validate {} --format json >&-", "validate {} >&-", "validate {} 2>&- >/dev/null"])
def test_a_command_started_without_a_console_does_its_work(words: str, tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    path.write_bytes(ROSTER)
    shell = f"{sys.executable} -m jamsos_cli {words.format(path)}"
    ran = subprocess.run(["sh", "-c", shell], capture_output=True, timeout=60, check=False)
    assert (ran.returncode in {0, 1}, ran.stdout, ran.stderr) == (True, b"", b"")


def _living(group: int) -> list[str]:
    """Processes of a group that still run; dead ones that nobody has asked after are no harm."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [row[2] for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


def test_the_result_is_the_same_bytes_whatever_the_jobs(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02d}.xlsx").write_bytes(ROSTER)
    (tmp_path / "rusak.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    results = {validate(tmp_path, "--jobs", jobs, "--on", "2026-11-01").stdout for jobs in ("1", "2", "5")}
    assert len(results) == 1 and '"rows_read": 12' in results.pop()


def test_one_file_starts_no_pool_and_no_progress_is_told_off_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(ROSTER)
    script = (
        "import sys; from pathlib import Path; from jamsos_cli.runs.validate import Options, validate\n"
        "validate([Path(sys.argv[1])], None, Options(), lambda _: None)\n"
        "print(sorted({'multiprocessing', 'concurrent.futures.process', 'subprocess'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
    assert validate(path).stderr == ""
