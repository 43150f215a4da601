"""A sheet is read by column: what one cell says is no matter of any other, and values that look alike stay apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.roster import CellValue
from jamsos_cli.model.roster_entry import RosterEntry, read_rows

CONTEXT = {
    "on": date(2026, 11, 1),
    "source_key": {"APBD": "apbd"}.get,
    "source_titles": "APBD",
    "nik_column_damaged": False,
}
CELLS: dict[str, list[CellValue]] = {
    "nik": ["5104031203800001", 5104031203800001, 5104031203800010, "51O4031203800001", "", None, "1" * 16, 1.0, True],
    "name": ["I WAYAN SUDARMA", "-", None, 7, 7.0, "\ud800"],
    "birth_date": ["12-03-1980", date(1980, 3, 12), 29292, "1980", "", "12-03-2080", True],
    "sex": ["L", "Perempuan", 1, 1.0, True, None],
    "source": ["APBD", "APBN", "", None],
    "period": [6, 6.0, "6 bulan", 5, "2026-11", None],
    "village": ["Batubulan", "  Batubulan ", None],
}
ROWS = st.lists(st.fixed_dictionaries({field: st.sampled_from(values) for field, values in CELLS.items()}), max_size=12)


@given(rows=ROWS)
def test_rows_together_are_read_as_each_row_alone(rows: list[dict[str, CellValue]]) -> None:
    together = read_rows({field: [row[field] for row in rows] for field in CELLS}, len(rows), CONTEXT)
    for place, row in enumerate(rows):
        alone = read_rows({field: [value] for field, value in row.items()}, 1, CONTEXT)
        assert alone.entry(0) == together.entry(place)
        assert [(f, e["type"]) for f, e in alone.refused.get(0, [])] == [
            (f, e["type"]) for f, e in together.refused.get(place, [])
        ]


def test_a_cell_that_nobody_can_know_is_neither_read_nor_refused() -> None:
    read = read_rows({"nik": ["", "", "BELUM ADA"], "name": ["A B", "C D", "E F"]}, 3, CONTEXT, [(0, "nik")])
    assert [read.entry(row).name for row in range(3)] == ["A B", "C D", "E F"]
    assert {row: [field for field, _ in fields] for row, fields in read.refused.items()} == {1: ["nik"], 2: ["nik"]}


def test_a_sheet_without_columns_still_has_its_rows() -> None:
    read = read_rows({}, 3, CONTEXT)
    assert [read.entry(row) for row in range(read.rows)] == [RosterEntry()] * 3
