"""Budgets on the command line: the blank table filled in, the refusal, the objects programs read."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from commandline import FULL_NIK, MONTH, Ran, jamsos

HEADING_ROW = 4


@pytest.fixture
def gianyar(months: dict[str, tuple[Path, Ran]], tmp_path: Path) -> Path:
    """A copy of the sample month of Gianyar after its run."""
    return Path(shutil.copytree(months["51.04"][0], tmp_path / "gianyar"))


def filled(path: Path, amount: int) -> int:
    """Fill the blank table in as an office would, every row with the same amount; gives how many rows."""
    book = openpyxl.load_workbook(path)
    sheet = book["PAGU"]
    columns = {str(cell.value): cell.column for cell in sheet[HEADING_ROW]}
    rows = 0
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        if sheet.cell(row, columns["SUMBER DANA"]).value:
            sheet.cell(row, columns["PAGU"]).value = amount
            sheet.cell(row, columns["DASAR HUKUM"]).value = "Perda 12/2025"
            rows += 1
    book.save(path)
    return rows


def test_the_blank_table_filled_in_is_taken_in_whole(office: Path) -> None:
    assert jamsos("template", "budgets", "--year", "2026", folder=office).code == 0
    rows = filled(office / "pagu.xlsx", 20_160_000)
    ran = jamsos("budget", "import", "pagu.xlsx", folder=office)
    assert (ran.code, f"{rows} pagu dicatat" in ran.out) == (0, True), ran.said
    assert rows == 66, "64 desa, APBD and SERTAKAN; kelurahan have no Dana Desa"
    told = json.loads(jamsos("budget", "show", "--year", "2026", "--format", "json", folder=office).out)
    assert {one["ceiling"] for one in told["budgets"]} == {20_160_000}
    listed = json.loads(jamsos("budget", "list", "--format", "json", folder=office).out)
    assert {one["state"] for one in listed["ceilings"]} == {"in force"}


def test_a_month_that_passes_a_ceiling_ends_with_2_and_issues_nothing(gianyar: Path) -> None:
    ceiling = ("budget", "set", "apbd", "2026", "3000000", "--basis", "Perda 12/2025", "--date", "2026-01-02")
    assert jamsos(*ceiling, folder=gianyar).code == 0
    refused = jamsos("invoice", "--month", MONTH, "--issue", folder=gianyar)
    assert (refused.code, "--allow-over" in refused.err, "Rp3.000.000" in refused.err) == (2, True, True)
    again = jamsos("run", "--month", MONTH, folder=gianyar)
    assert "melewati pagu" in again.err
    allowed = ("invoice", "--month", MONTH, "--issue", "--allow-over", "perubahan segera terbit", "--by", "Ani")
    assert jamsos(*allowed, folder=gianyar).code == 0
    told = json.loads(jamsos("budget", "show", "--year", "2026", "--format", "json", folder=gianyar).out)
    apbd = told["budgets"][0]
    assert [(one["reason"], one["allowed_by"], one["over"]) for one in apbd["passed"]] == [
        ("perubahan segera terbit", "Ani", apbd["invoiced"]["total"] - 3_000_000)
    ]
    assert apbd["dry"] == "2026-11", "the month that passed it"


def test_the_watch_shows_no_whole_nik(gianyar: Path) -> None:
    for words in (("worker", "watch", "--month", MONTH), ("worker", "watch", "--month", MONTH, "--format", "json")):
        ran = jamsos(*words, folder=gianyar)
        assert (ran.code, FULL_NIK.search(ran.said)) == (0, None)
    told = json.loads(ran.out)
    assert told["people"] == len(told["persons"]) > 0
    assert told["ending"] and all("orang berakhir perlindungannya" in one["sentence"] for one in told["ending"])
