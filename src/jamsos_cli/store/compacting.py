"""Free pages of the registry still hold what was erased; this writes the file anew without them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from jamsos_cli.store.opening import WAIT, faults_named, one_writer


def compact(path: Path) -> None:
    """Write the registry anew, alone, so that nothing erased is left in it or beside it."""
    with one_writer(path, WAIT), faults_named(path), closing(sqlite3.connect(path, timeout=WAIT)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
