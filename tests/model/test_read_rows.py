"""A sheet is read by column: what one cell says is no matter of any other, and values that look alike stay apart."""

from datetime import date

import pytest
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
    "kk": ["5104032201159003", 5104032201159003, 5104032201159000, "5104031203800001", "-", None, True],
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


CARD = "5104032201159003"
CARDS: dict[str, tuple[CellValue, str]] = {
    "plain": (CARD, CARD),
    "grouped": ("5104.0322-0115 9003", CARD),
    "behind an apostrophe": (f"'{CARD}", CARD),
    "with marks nobody sees": (f"\u200b{CARD}\u00a0", CARD),
    "text that ends in 0": ("5104032201159000", "5104032201159000"),
    "a number that Excel kept": (5104032201159003, CARD),
    "the same as a float": (5104032201159003.0, CARD),
    "a number that lost its last digit": (5104032201159000, ""),
    "a number above 2^53": (9104032201159003, ""),
    "E+15 as text": ("5,10403E+15", ""),
    "a digit short": ("510403220115900", ""),
    "a letter": ("51O4032201159003", ""),
    "one digit repeated": ("5" * 16, ""),
    "digits that count up": ("1234567890123456", ""),
    "digits of another script": ("５１０４０３２２０１１５９００３", ""),
    "a name": ("I Wayan Sudarma", ""),
    "a dash": ("-", ""),
    "zero": (0, ""),
    "words for none": ("BELUM ADA", ""),
    "nothing": (None, ""),
    "a tick": (True, ""),
}


@pytest.mark.parametrize(("written", "read"), CARDS.values(), ids=CARDS)
def test_a_family_card_is_16_digits_or_not_known_and_never_refused(written: CellValue, read: str) -> None:
    found = read_rows({"kk": [written]}, 1, CONTEXT)
    assert (found.entry(0).kk, found.refused) == (read, {})


def test_the_nik_of_a_row_in_place_of_its_card_is_no_card() -> None:
    read = read_rows({"nik": ["5104031203800001", "5104031203800002"], "kk": ["5104031203800001"] * 2}, 2, CONTEXT)
    assert read.column("kk") == ["", "5104031203800001"]


def test_a_sheet_without_columns_still_has_its_rows() -> None:
    read = read_rows({}, 3, CONTEXT)
    assert [read.entry(row) for row in range(read.rows)] == [RosterEntry()] * 3
