"""Which schema a file has, and how it becomes today's. Alembic is loaded only when a step must be taken."""

from pathlib import Path

from sqlalchemy import Connection

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.wording import Text

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
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


def revision(connection: Connection, path: Path) -> str | None:
    """Give the revision a file has, None for an empty database.

    A database of another program, or of a jamsos newer than this one, is a RegistryError.
    """
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if not owner and not tables:
        return None
    if owner != APPLICATION_ID:
        raise RegistryError(FOREIGN.fill(path=path))
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if found not in REVISIONS:
        raise RegistryError(NEWER.fill(path=path))
    return str(found)


def upgrade(connection: Connection, start: str | None) -> None:
    """Take every step from a revision (None: nothing there) to HEAD, inside the caller's transaction."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for step in reversed(list(script.iterate_revisions(HEAD, start or "base"))):
            step.module.upgrade()
            context.stamp(script, step.revision)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
