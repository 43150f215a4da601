"""Whole columns between SQLite and frames: a million rows, without an object of SQLAlchemy's for each.

Our columns are INTEGER and TEXT, which SQLAlchemy passes through unchanged, so the driver's own tuples are the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from json.encoder import encode_basestring
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Integer, Select, Table, insert

from jamsos_cli.model.frame import Schema, from_columns, plain_columns

if TYPE_CHECKING:
    import pandas as pd

_PIECE = 500
"""Rows at a time, fewer than the tuples (700) at which Python's collector would go through all that is there."""
_WRITTEN = 20_000


def read(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a query as plain tuples, in its order."""
    for piece in _pieces(connection, query):
        yield from piece


def read_frame(connection: Connection, schema: Schema, query: Select[Any]) -> "pd.DataFrame":
    """Give the frame of a query whose columns stand in the schema's order; no rows give an empty one."""
    columns: list[list[Any]] = [[] for _ in schema]
    for piece in _pieces(connection, query):
        for column, cells in zip(columns, zip(*piece, strict=True), strict=True):
            column.extend(cells)
    return from_columns(schema, columns)


def write(connection: Connection, table: Table, frame: "pd.DataFrame") -> None:
    """Insert the rows of a frame whose columns are the table's, in their order."""
    write_rows(connection, table, tuple(frame.columns), zip(*plain_columns(frame), strict=True))


def write_rows(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows whose cells are those columns of the table, in their order."""
    statement, order = _insertion(table, names, connection.dialect)
    left = iter(rows) if order == tuple(range(len(names))) else map(itemgetter(*order), rows)
    while piece := list(islice(left, _WRITTEN)):
        connection.exec_driver_sql(statement, piece)


@lru_cache(maxsize=64)
def _insertion(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[int, ...]]:
    """Give the statement, and where among the names each of its values stands.

    Inline, it asks for no defaults back: rows that an insertion returns and nobody fetches are an error from Python
    3.13 on.
    """
    ready = insert(table).inline().compile(dialect=dialect, column_keys=list(names))
    return str(ready), tuple(names.index(name) for name in ready.positiontup or ())


def json_lines(connection: Connection, query: Select[Any]) -> Iterator[str]:
    r"""Give the rows of a query, some at a time, each as `json.dumps` writes it with sorted keys and without blanks.

    Its columns are INTEGER or TEXT and never NULL: {"jkk":10000,"name":"NI MADE"}\n
    """
    places = sorted(range(len(query.selected_columns)), key=lambda place: str(query.selected_columns[place].key))
    columns = [query.selected_columns[place] for place in places]
    said: list[Callable[[Any], str]] = [str if isinstance(c.type, Integer) else encode_basestring for c in columns]
    line = "{" + ",".join(f'"{column.key}":%s' for column in columns) + "}\n"
    for piece in _pieces(connection, query.with_only_columns(*columns)):
        cells = [map(say, column) for say, column in zip(said, zip(*piece, strict=True), strict=True)]
        yield "".join(map(line.__mod__, zip(*cells, strict=True)))


def _pieces(connection: Connection, query: Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    cursor = connection.execute(query).cursor
    while cursor is not None and (rows := cursor.fetchmany(_PIECE)):
        yield rows
