"""Typed frames: every column of every frame is declared once, with its dtype and what it means."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Column(NamedTuple):
    """One column: its pandas dtype and its meaning (unit, shape)."""

    dtype: str
    says: str


Schema = Mapping[str, Column]

TEXT, WHOLE, MAYBE_WHOLE, FLAG = "str", "int64", "Int64", "bool"


def build(schema: Schema, rows: Iterable[Sequence[object]]) -> "pd.DataFrame":
    """Make a frame from rows in the schema's column order; no rows give an empty frame with the same dtypes."""
    return from_columns(schema, list(columns_of(schema, rows).values()))


def columns_of(schema: Schema, rows: Iterable[Sequence[object]]) -> dict[str, Sequence[Any]]:
    """Give rows in the schema's column order as whole columns, by their names."""
    columns = list(zip(*rows, strict=True))
    return dict(zip(schema, columns or [()] * len(schema), strict=True))


def from_columns(schema: Schema, columns: Sequence[Sequence[Any]]) -> "pd.DataFrame":
    """Make a frame from whole columns in the schema's order, all of one length."""
    import pandas as pd

    # Said once, or pandas finds out column by column that all have the same.
    index = pd.RangeIndex(len(columns[0]))
    named = zip(schema.items(), columns, strict=True)
    made = {name: pd.Series(cells, index, _dtype(column.dtype)) for (name, column), cells in named}
    return pd.DataFrame(made, index, copy=False)


def conform(schema: Schema, frame: "pd.DataFrame") -> "pd.DataFrame":
    """Give the schema's columns, in its order and dtypes; a missing column is a KeyError."""
    taken = frame[list(schema)]
    there = dict(zip(taken.columns, taken.dtypes, strict=True))
    other = {name: _dtype(column.dtype) for name, column in schema.items() if there[name] != _dtype(column.dtype)}
    return taken.astype(other) if other else taken


@cache
def _dtype(name: str) -> Any:
    """Give the dtype of a name; looking it up anew takes pandas longer than making a small column."""
    from pandas.api.types import pandas_dtype

    return pandas_dtype(name)


def are_among(rows: "pd.DataFrame", others: "pd.DataFrame", key: list[str]) -> "pd.Series[bool]":
    """Tell which rows stand in another frame, too, by some columns."""
    import pandas as pd

    there = pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(others[key]))
    return pd.Series(there, index=rows.index)


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give the rows as dicts of plain `str`, `int` and `bool`, None for what is missing; faster than `to_dict`."""
    names = list(frame.columns)  # an Index gives its names far slower than a list, and every row asks
    return [dict(zip(names, row, strict=True)) for row in zip(*plain_columns(frame), strict=True)]


def plain_columns(frame: "pd.DataFrame") -> list[list[Any]]:
    """Give each column as a list of plain `str`, `int` and `bool`, None for what is missing."""
    return [frame[name].to_numpy(dtype=object, na_value=None).tolist() for name in frame.columns]  # type: ignore[call-overload]
