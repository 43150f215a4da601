"""A roster that was no .xlsx as a workbook of our own: its cells stay what they were."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster import Grid, Marks, Row
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from jamsos_cli.writers.plain_workbook import plain_workbook

PEOPLE = (
    Row(1, ("NIK", "NAMA", "PEKERJAAN")),
    Row(2, ("5104031203800001", "SUDARMA", "Petani")),
    Row(3, ("5104031203800002", "SARI")),
    Row(4, ("5104031203800003", "RAI")),
)


def written(*merged: tuple[int, int, int]) -> bytes:
    return plain_workbook([Grid("Daftar", False, PEOPLE, Marks(merged=merged))], date(2026, 11, 1))


def test_a_cell_merged_over_several_people_stays_so_and_is_said_of_each_when_it_comes_back() -> None:
    read = read_roster("daftar.xlsx", FileBytes(written((2, 2, 4)), ""), headings("roster"), Limits()).sheets[0]
    assert [read.value(row, "occupation") for row in read.workers] == ["Petani"] * 3


@pytest.mark.parametrize(
    ("merged", "expected"),
    [
        ([(2, 2, 1_048_576)], ["C2:C4"]),
        ([(2, 3, 4), (2, 2, 3)], ["C2:C3"]),
        ([(1, 2, 3), (2, 2, 3)], ["B2:B3", "C2:C3"]),
        ([(2, 4, 9)], []),
    ],
)
def test_merged_cells_end_with_the_list_and_never_overlap(
    merged: list[tuple[int, int, int]], expected: list[str]
) -> None:
    sheet = openpyxl.load_workbook(BytesIO(written(*merged))).worksheets[0]
    assert sorted(span.coord for span in sheet.merged_cells.ranges) == expected
