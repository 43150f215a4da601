"""Frames have the dtypes that were declared, however they are made."""

import pandas as pd
import pytest

from jamsos_cli.model.frame import FLAG, MAYBE_WHOLE, TEXT, WHOLE, Column, build, conform, from_columns

SCHEMA = {
    "name": Column(TEXT, ""),
    "rupiah": Column(WHOLE, ""),
    "income": Column(MAYBE_WHOLE, ""),
    "issued": Column(FLAG, ""),
}
ROWS = [("Ni Made", 16_800, None, True), (None, 0, 1_500_000, False)]


def test_rows_columns_and_a_loose_frame_make_the_same_frame() -> None:
    built = build(SCHEMA, iter(ROWS))
    assert [str(dtype) for dtype in built.dtypes] == ["str", "int64", "Int64", "bool"]
    pd.testing.assert_frame_equal(from_columns(SCHEMA, list(zip(*ROWS, strict=True))), built)
    loose = pd.DataFrame(ROWS, columns=list(SCHEMA), dtype=object).assign(more=1)[["more", *reversed(SCHEMA)]]
    pd.testing.assert_frame_equal(conform(SCHEMA, loose), built)
    pd.testing.assert_frame_equal(conform(SCHEMA, built), built)


def test_a_frame_without_rows_has_the_same_dtypes() -> None:
    empty = build(SCHEMA, ())
    assert (len(empty), empty.dtypes.to_list()) == (0, build(SCHEMA, ROWS).dtypes.to_list())


def test_a_fraction_of_a_rupiah_is_refused_and_not_cut_off() -> None:
    with pytest.raises(ValueError, match="float"):
        build(SCHEMA, [("Ni Made", 16_800.5, None, True)])


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        conform(SCHEMA, build(SCHEMA, ROWS).drop(columns="income"))
