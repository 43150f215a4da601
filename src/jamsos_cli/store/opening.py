"""Open the registry: one writer at a time, every write in one transaction, faults in a sentence."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.wording import Text
from jamsos_cli.store import upgrade
from jamsos_cli.store.registry import Registry

WAIT = 10.0
"""Seconds to wait for another jamsos that writes."""

_BUSY = Text(
    "{path}: jamsos lain sedang bekerja dengan basis data ini. Tunggu sampai selesai, lalu ulangi.",
    "{path}: another jamsos is at work on this registry. Wait until it is done, then try again.",
)
_EMPTY = Text(
    "{path}: berkasnya kosong, bukan registri. "
    "Pulihkan dari cadangan, atau buat ruang kerja di folder baru: jamsos init FOLDER.",
    "{path}: the file is empty and no registry. "
    "Restore a backup, or make a workspace in a new folder: jamsos init FOLDER.",
)
_MISSING = Text(
    "{path}: basis data belum ada. Buat dahulu dengan: jamsos init.",
    "{path}: there is no registry yet. Make one first: jamsos init.",
)
_FOLDER = Text(
    "{path}: basis data tidak dapat dibuat atau dikunci di folder ini. Periksa izin folder.",
    "{path}: the registry cannot be made or locked in this folder. Check its permissions.",
)
_LOG_INDEX = 32_768
"""bytes that SQLite needs beside the file before it can read it (WAL)."""
_NO_TEXT = "Could not decode to UTF-8"
"""What Python says, without any code, of a text whose bytes were damaged: SQLite keeps no sums of them."""
# By primary result code of SQLite; whatever is not here is a bug of ours and crashes as one.
_FAULTS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_NOTADB: Text(
        "{path}: berkas ini bukan basis data. Pulihkan dari cadangan.",
        "{path}: this file is not a database. Restore a backup.",
    ),
    sqlite3.SQLITE_CORRUPT: Text(
        "{path}: basis data rusak. Pulihkan dari cadangan.",
        "{path}: the registry is damaged. Restore a backup.",
    ),
    sqlite3.SQLITE_FULL: Text(
        "{path}: penyimpanan penuh; tidak ada yang diubah. Kosongkan ruang, lalu ulangi.",
        "{path}: the disk is full; nothing was changed. Free some space, then try again.",
    ),
    sqlite3.SQLITE_IOERR: Text(
        "{path}: penyimpanan gagal dibaca atau ditulis. Periksa diska atau sambungan jaringannya.",
        "{path}: the disk could not be read or written. Check the disk or its network connection.",
    ),
    sqlite3.SQLITE_CANTOPEN: _FOLDER,
    sqlite3.SQLITE_PERM: _FOLDER,
    sqlite3.SQLITE_READONLY: Text(
        "{path}: basis data hanya dapat dibaca. Periksa izin berkas dan foldernya.",
        "{path}: the registry is read-only. Check the permissions of the file and its folder.",
    ),
}


def create(path: Path) -> None:
    """Make the registry, or bring one that is there to the newest schema; again is harmless.

    RegistryError when the file cannot be made, is not ours, is newer, or another jamsos is at work.
    """
    if not path.parent.is_dir():  # else the lock would make it, and a mistyped path a workspace
        raise RegistryError(_FOLDER.fill(path=path))
    with one_writer(path, WAIT), faults_named(path):
        _make_private(path)
        with _connected(path, write=True, wait=WAIT) as connection:
            _bring_up_to_date(connection, path)


@contextmanager
def open_registry(path: Path, *, write: bool, wait: float = WAIT) -> Iterator[Registry]:
    """Open a registry that `create` made.

    To write: alone, under `<path>.lock`; each saving method is one transaction. To read: beside a writer, and all
    that is read until closing is of one moment. An older schema is brought up to date first, either way.
    RegistryError when there is none, another jamsos is at work for `wait` seconds, the file is no registry, is newer
    than this program, or the disk fails.
    """
    if not path.is_file():
        raise RegistryError(_MISSING.fill(path=path))
    if path.stat().st_size == 0:  # never a new registry: numbers would begin again beside invoices that are out
        raise RegistryError(_EMPTY.fill(path=path))
    if write:
        with one_writer(path, wait), faults_named(path), _connected(path, write=True, wait=wait) as connection:
            _bring_up_to_date(connection, path)
            yield Registry(connection, write=True)
        return
    with faults_named(path):
        with _connected(path, write=False, wait=wait) as connection:
            current = upgrade.revision(connection, path) == upgrade.HEAD
            if current:
                yield Registry(connection, write=False)
        if not current:
            create(path)
            with _connected(path, write=False, wait=wait) as connection:
                yield Registry(connection, write=False)


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    with connection.begin():
        start = upgrade.revision(connection, path)
        if start != upgrade.HEAD:
            upgrade.upgrade(connection, start, path)
            upgrade.revision(connection, path)  # nothing else is missing, or no step was taken


def _make_private(path: Path) -> None:
    """The file holds NIKs: it is born readable by its owner only; SQLite gives its -wal and -shm the same mode."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise RegistryError(_FOLDER.fill(path=path)) from error


@contextmanager
def one_writer(path: Path, wait: float) -> Iterator[None]:
    """Hold the registry's lock file; RegistryError after `wait` seconds of somebody else, or where none can be made."""
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", timeout=wait, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise RegistryError(_BUSY.fill(path=path)) from None
    except OSError as error:
        raise RegistryError(_FOLDER.fill(path=path)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _connected(path: Path, *, write: bool, wait: float) -> Iterator[Connection]:
    engine = _engine(path, write=write, wait=wait)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(path: Path, *, write: bool, wait: float) -> Engine:
    """SQLAlchemy begins the transactions, not sqlite3: a writer's take the lock at once, so none fails half-way."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=wait, isolation_level=None)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: Any) -> None:
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
        except UnicodeDecodeError as error:  # SQLite quotes what is damaged in its own sentence
            raise RegistryError(_FAULTS[sqlite3.SQLITE_CORRUPT].fill(path=path)) from error
        connection.execute("PRAGMA journal_mode = WAL" if write else "PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turn what SQLite says of locks, disks and damaged files into a sentence; everything else goes through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else sqlite3.SQLITE_OK
        if str(cause).startswith(_NO_TEXT):
            primary = sqlite3.SQLITE_CORRUPT
        if primary == sqlite3.SQLITE_IOERR and _is_full(path):
            primary = sqlite3.SQLITE_FULL
        said = _FAULTS.get(primary)
        if said is None:
            raise
        raise RegistryError(said.fill(path=path)) from error


def _is_full(path: Path) -> bool:
    """Tell whether the disk has no room for the index of the log, which SQLite tells as a failure of the disk."""
    try:
        return shutil.disk_usage(path.parent).free < _LOG_INDEX
    except OSError:
        return False
