"""Opening: one writer, readers beside it, and every fault a sentence with exit code 5."""

import os
import sqlite3
import subprocess
import sys
import traceback
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_up_registry import nik, plan, record, registry_with, worker
from sqlalchemy.exc import IntegrityError

from jamsos_cli.errors import Exit, RegistryError
from jamsos_cli.store import create, open_registry
from jamsos_cli.store.opening import faults_named

HOLDS_IT = """
import sys
from pathlib import Path
from jamsos_cli.store import open_registry
with open_registry(Path(sys.argv[1]), write=True):
    print("open", flush=True)
    sys.stdin.read()
"""


def refused(path: Path, *, write: bool, wait: float = 0.2) -> str:
    with pytest.raises(RegistryError) as caught, open_registry(path, write=write, wait=wait) as registry:
        registry.summary()
    assert caught.value.exit_code is Exit.REGISTRY
    assert str(path) in caught.value.say("id")
    return caught.value.say("en")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no file modes")
def test_the_files_are_for_their_owner_only(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=True) as registry:
        registry.summary()
        modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    assert set(modes.values()) == {"0o600"}
    assert len(modes) == 4


def test_making_it_again_changes_nothing(path: Path) -> None:
    registry_with(path, worker(1))
    create(path)
    with open_registry(path, write=False) as registry:
        assert registry.summary().persons == 1


@pytest.mark.parametrize("write", [True, False])
def test_an_empty_file_is_no_registry_until_it_is_created(path: Path, write: bool) -> None:
    path.touch()
    assert "empty and no registry" in refused(path, write=write)
    create(path)
    with open_registry(path, write=write) as registry:
        assert registry.summary().persons == 0


@pytest.mark.parametrize("write", [True, False])
def test_a_missing_registry_is_not_made_in_passing(path: Path, write: bool) -> None:
    assert "no registry yet" in refused(path, write=write)
    assert not path.exists()


@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_named(path: Path, write: bool) -> None:
    path.write_bytes(b"PK\x03\x04 a workbook, say" * 100)
    assert "not a database" in refused(path, write=write)
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("old", [b"CREATE TABLE person ", b"CREATE INDEX "])
def test_a_damaged_letter_in_the_tables_is_told_as_damage(path: Path, old: bytes, write: bool) -> None:
    create(path)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, b"\xc9" + old[1:]))
    assert "damaged" in refused(path, write=write)


def test_a_damaged_letter_in_what_is_kept_is_told_as_damage(path: Path) -> None:
    registry_with(path, worker(1))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE enrolment SET name = CAST(x'41C90A' AS TEXT)")
    with pytest.raises(RegistryError, match="damaged"), open_registry(path, write=False) as registry:
        registry.enrolments("2026-01", "2026-12")


@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_another_program_is_left_alone(path: Path, write: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    assert "not a jamsos registry" in refused(path, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_a_registry_of_a_newer_program_is_refused(path: Path, write: bool) -> None:
    create(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in refused(path, write=write)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("DROP TABLE held_row", "held_row"),
        ("ALTER TABLE person_nik RENAME TO nik_orang", "person_nik"),
        ("ALTER TABLE enrolment RENAME COLUMN mother TO ibu", "enrolment.mother"),
        ("DROP TABLE alembic_version", "alembic_version"),
        ("DELETE FROM alembic_version", "alembic_version"),
    ],
)
def test_what_another_program_took_out_of_the_registry_is_named(
    path: Path, change: str, what: str, write: bool
) -> None:
    create(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    said = refused(path, write=write)
    assert "another program has changed" in said
    assert what in said


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="folder"):
        create(tmp_path / "nowhere" / "jamsos.db")


def test_a_path_with_marks_of_an_address_in_it_works(tmp_path: Path) -> None:
    folder = tmp_path / "50% desa #1? (baru)"
    folder.mkdir()
    registry_with(folder / "jamsos.db", worker(1))
    assert (folder / "jamsos.db").is_file()


def test_a_second_writer_is_told_and_a_reader_is_not_kept_waiting(path: Path) -> None:
    registry_with(path, worker(1))
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with held:
        assert held.stdout is not None
        assert held.stdout.readline() == "open\n"
        assert "another jamsos is at work" in refused(path, write=True)
        with open_registry(path, write=False) as registry:
            assert registry.summary().persons == 1
        held.communicate("")
    with open_registry(path, write=True, wait=0.2) as registry:
        assert registry.summary().persons == 1


def test_a_database_tool_that_holds_the_file_is_told_apart_from_a_bug(path: Path) -> None:
    create(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "at work" in refused(path, write=True)


def test_who_opened_to_read_cannot_write(path: Path) -> None:
    create(path)
    with pytest.raises(RegistryError), open_registry(path, write=False) as registry:
        registry.save_import(record("a", 1), plan(worker(1)))


def test_a_reader_sees_one_moment_until_it_closes(path: Path) -> None:
    registry_with(path, worker(1))
    with open_registry(path, write=False) as reader:
        before = reader.summary()
        with open_registry(path, write=True) as writer:
            writer.save_import(record("b", 1), plan(worker(2)))
        assert reader.summary() == before
        assert len(reader.enrolments("2026-07", "2026-07")) == 1
    with open_registry(path, write=False) as reader:
        assert reader.summary().persons == 2


def test_a_bug_says_no_nik(path: Path) -> None:
    create(path)
    wrong = worker(1, nik=nik(1)[:-1])
    with pytest.raises(IntegrityError) as caught, open_registry(path, write=True) as registry:
        registry.save_import(record("a", 1), plan(wrong))
    assert wrong.nik not in "".join(traceback.format_exception(caught.value))


def test_opening_loads_neither_pandas_nor_alembic(path: Path) -> None:
    create(path)
    code = (
        "import sys; from pathlib import Path; from jamsos_cli.store import open_registry\n"
        "with open_registry(Path(sys.argv[1]), write=True) as registry: registry.known(['1'], '2026-01', '2026-12')\n"
        "print(sorted({'pandas', 'alembic', 'openpyxl', 'sqlalchemy.orm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("free", "said"), [(0, "the disk is full"), (1 << 30, "could not be read")])
def test_a_disk_without_room_for_the_log_is_said_to_be_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    with pytest.raises(RegistryError, match=said), faults_named(tmp_path / "jamsos.db"):
        raise fault
