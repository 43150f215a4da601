"""A consistent copy of the registry by SQLite's own backup, looked through before anybody relies on it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.backup import Copied
from jamsos_cli.model.wording import Text
from jamsos_cli.store.opening import WAIT, faults_named, one_writer, open_registry

_BROKEN = Text(
    "{path}: cadangan tidak sama dengan registri ({what}); cadangan itu tidak disimpan. Periksa: jamsos doctor.",
    "{path}: the backup is not what the registry is ({what}); it was not kept. See: jamsos doctor.",
)
_PAGES = 4096


def copy_registry(path: Path, target: Path) -> Copied:
    """Copy the registry into a new file while nobody else writes, and verify the copy.

    The whole file's integrity, its foreign keys, the rows of every table, the hash of every issued invoice and the
    audit trail must be what they are in the registry; else a RegistryError, and the copy is removed.
    """
    with open_registry(path, write=False) as registry:  # an older schema is brought up to date first
        altered, trail = registry.verify(), registry.audit_trail()
    try:
        with one_writer(path, WAIT), faults_named(path):
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with closing(_read_only(path)) as source, closing(sqlite3.connect(target)) as copy:
                source.backup(copy, pages=_PAGES)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried away
                _sound(copy, target)
                there, here = _rows(source), _rows(copy)
        if there != here:
            raise RegistryError(_BROKEN.fill(path=target.name, what="rows"))
        with open_registry(target, write=False) as registry:
            if (registry.verify(), registry.audit_trail()) != (altered, trail):
                raise RegistryError(_BROKEN.fill(path=target.name, what="hashes"))
            count = registry.summary()
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    Path(f"{target}.lock").unlink(missing_ok=True)
    return Copied(here, count.issued - len(altered), count.persons)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)


def _sound(copy: sqlite3.Connection, target: Path) -> None:
    found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    if found != ["ok"] or copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise RegistryError(_BROKEN.fill(path=target.name, what="integrity"))


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    names = sorted(name for (name,) in tables)
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608  names of its own schema
