"""How the registry is asked and changed: every method is one transaction of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from sqlite3 import DatabaseError
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

_Asked = ParamSpec("_Asked")
_Given = TypeVar("_Given")


class Transactions:
    """A connection to the registry; a writer commits after each method, a reader sees one moment."""

    def __init__(self, connection: Connection, *, write: bool) -> None:
        self._connection = connection
        self._write = write
        self._rehearsing = False

    @contextmanager
    def many(self) -> Iterator[None]:
        """Let the disk gather many saves, each still a transaction: what is saved inside is on the disk at the end.

        A power cut before may lose the last of them whole, never in part and never an earlier one alone.
        """
        driver = self._connection.connection.cursor()  # beside SQLAlchemy, which would begin a transaction
        driver.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        except BaseException:
            with suppress(DatabaseError):  # Ctrl-C in the middle of a statement has closed the connection already
                _settled(driver)
            raise
        _settled(driver)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Undo at the end whatever is saved inside: what it would change can be asked meanwhile."""
        with self._connection.begin() as transaction:
            self._rehearsing = True
            try:
                yield
            finally:
                self._rehearsing = False
                transaction.rollback()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A writer commits at the end of each method; a reader stays in one transaction until it closes."""
        if self._write and not self._rehearsing:
            with self._connection.begin():
                yield self._connection
        else:
            yield self._connection


def in_transaction(
    function: Callable[Concatenate[Connection, _Asked], _Given],
) -> Callable[Concatenate[Transactions, _Asked], _Given]:
    """Make a method of a function that asks or changes the registry by a connection."""

    @wraps(function)
    def method(registry: Transactions, /, *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Given:
        with registry._transaction() as connection:
            return function(connection, *args, **kwargs)

    return method


def _settled(driver: Any) -> None:
    driver.execute("PRAGMA synchronous = FULL")
    driver.execute("PRAGMA wal_checkpoint(FULL)")
    driver.close()
