"""Workbooks of Excel 5 to 2003: hidden rows, error cells, dates from 1904, damaged records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_excel import chart, error, failed_formula, hidden_row, label, number, xls

from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Marks
from jamsos_cli.readers.xls_scan import scan_xls
from roster_text import judge_files, places

A, B = "5104031203800001", "5171015203850002"


def people(*more: bytes, biff: int = 8) -> list[bytes]:
    cells = [(1, 0, "NIK"), (1, 1, "NAMA"), (2, 0, A), (2, 1, "I WAYAN SUDARMA"), (3, 0, B), (3, 1, "NI LUH SARI")]
    return [label(row, column, text, biff=biff) for row, column, text in cells] + list(more)


def result(data: bytes) -> FileResult:
    (one,) = judge_files([("daftar.xls", data)])
    return one.result


@pytest.mark.parametrize("biff", [5, 8])
def test_a_hidden_worker_of_xls_is_read_and_told(biff: int) -> None:
    found = result(xls([hidden_row(3), *people(biff=biff)], biff=biff))
    assert (found.accepted, places(found.findings)) == (2, ["F14 row 3"])


ERRORS = {"typed": error(4, 0, 0x2A), "of a formula": failed_formula(4, 0, 0x17)}


@pytest.mark.parametrize("case", ERRORS)
def test_an_error_in_the_nik_of_xls_is_told_as_one(case: str) -> None:
    found = result(xls(people(ERRORS[case], label(4, 1, "I KETUT RAKA"))))
    assert (found.accepted, found.rejected, places(found.findings)) == (2, 1, ["F13 A4"])


def test_what_a_chart_in_a_sheet_of_xls_holds_is_no_row_of_it() -> None:
    assert scan_xls(xls([chart(), *people(hidden_row(3))])) == [Marks(hidden=frozenset({3}))]


def test_a_birth_date_of_xls_is_counted_from_the_year_the_workbook_says() -> None:
    born = [label(1, 2, "TGL LAHIR"), number(2, 2, 29292 - 1462), number(3, 2, 31118 - 1462)]
    found = result(xls(people(*born), from_1904=True))
    assert (found.accepted, places(found.findings)) == (2, [])


@given(st.binary(max_size=60), st.integers(0, 3000))
def test_damaged_records_are_marks_or_none(patch: bytes, at: int) -> None:
    whole = xls(people(hidden_row(3), error(4, 0, 7)))
    assert isinstance(scan_xls(whole[:at] + patch + whole[at + len(patch) :]), list)
