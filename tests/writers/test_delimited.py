"""CSV that programs read without loss and spreadsheets do not run."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.writers.delimited import csv_bytes


def cells(value) -> list[str]:
    text = csv_bytes(["a", "b"], [{"a": value, "b": "x"}]).decode("utf-8")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert rows[0] == ["a", "b"]
    return rows[1]


@pytest.mark.parametrize(
    "value", ["=1+1", "+62812", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1+1", '=HYPERLINK("x")']
)
def test_nothing_a_spreadsheet_would_run_stays(value):
    assert cells(value) == [f"'{value}", "x"]


@pytest.mark.parametrize("value", ["I Wayan", "a=b", "51.04", 'Pak "De"', "a,b", "baris\nbaru", "’=1", "x" * 40_000])
def test_other_text_is_as_it_was(value):
    assert cells(value) == [value, "x"]


def test_numbers_stay_numbers_and_none_is_empty():
    assert csv_bytes(["row", "cell"], [{"row": -7, "cell": None}]) == b"row,cell\r\n-7,\r\n"


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_read_back_is_what_was_written(value):
    assert cells(value)[0] in {value, f"'{value}"}
    assert not cells(value)[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_file_for_excel_is_marked_and_a_pipe_is_not():
    assert csv_bytes(["a"], [], mark=True) == b"\xef\xbb\xbfa\r\n"
    assert csv_bytes(["a"], []) == b"a\r\n"


def test_half_a_character_is_written_all_the_same():
    assert csv_bytes(["a"], [{"a": "\udce9"}]) == b"a\r\n\\udce9\r\n"
