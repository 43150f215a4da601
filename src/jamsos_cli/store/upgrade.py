"""Which schema a file has, and how it becomes today's. Alembic is loaded only when a step must be taken."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.wording import Text
from jamsos_cli.store.tables import metadata

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012")
"""Every schema this program knows, oldest first; the last is that of `tables`."""
HEAD = REVISIONS[-1]
APPLICATION_ID = 0x4A414D53
""""JAMS" in the header of the file: says that a SQLite database is ours."""
FOREIGN = Text(
    "{path}: berkas SQLite ini bukan basis data jamsos. Periksa jalur berkasnya.",
    "{path}: this SQLite file is not a jamsos registry. Check its path.",
)
NEWER = Text(
    "{path}: basis data dibuat oleh jamsos yang lebih baru. Pasang versi terbaru jamsos.",
    "{path}: the registry was made by a newer jamsos. Install the newest version.",
)

ALTERED = Text(
    "{path}: basis data diubah program lain, yang tidak ada lagi: {what}. "
    "Pulihkan dari cadangan, atau batalkan perubahan itu dengan program tersebut.",
    "{path}: another program has changed the registry; no longer there: {what}. "
    "Restore a backup, or undo the change with that program.",
)
_COLUMNS = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
_VERSION = ("alembic_version", "version_num")


def revision(connection: Connection, path: Path) -> str | None:
    """Give the revision a file has, None for an empty database.

    A database of another program, of a jamsos newer than this one, or without a table or column of ours is a
    RegistryError.
    """
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if not owner and not tables:
        return None
    if owner != APPLICATION_ID:
        raise RegistryError(FOREIGN.fill(path=path))
    columns = {(table, column) for table, column in connection.exec_driver_sql(_COLUMNS)}
    found = (
        connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if _VERSION in columns else None
    )
    if found is None:
        raise RegistryError(ALTERED.fill(path=path, what=".".join(_VERSION)))
    if found not in REVISIONS:
        raise RegistryError(NEWER.fill(path=path))
    if found == HEAD:
        _complete(columns, path)
    return str(found)


def upgrade(connection: Connection, start: str | None, path: Path) -> None:
    """Take every step from a revision (None: nothing there) to HEAD, inside the caller's transaction.

    RegistryError where a table or column is not there that the revision has.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    context = MigrationContext.configure(connection)
    try:
        with Operations.context(context):
            for step in reversed(list(script.iterate_revisions(HEAD, start or "base"))):
                step.module.upgrade()
                context.stamp(script, step.revision)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
            raise
        raise RegistryError(ALTERED.fill(path=path, what=error.orig)) from error
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _complete(columns: set[tuple[str, str]], path: Path) -> None:
    """Refuse a file of today's revision that lacks tables or columns of today."""
    tables = {table for table, _ in columns}
    lacking = [table for table in metadata.tables if table not in tables]
    for name, table in metadata.tables.items():
        if name in tables:
            lacking += [f"{name}.{column.name}" for column in table.columns if (name, column.name) not in columns]
    if lacking:
        raise RegistryError(ALTERED.fill(path=path, what=", ".join(lacking)))
