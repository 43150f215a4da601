"""Whole columns into SQLite."""

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from jamsos_cli.store.tables import metadata
from jamsos_cli.store.whole import _insertion


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_no_insertion_of_many_rows_asks_for_rows_back(table: Table) -> None:
    given = tuple(column.name for column in table.columns if column.server_default is None and column.default is None)
    statement, order = _insertion(table, given, sqlite.dialect())
    assert "RETURNING" not in statement and sorted(order) == list(range(len(given)))
