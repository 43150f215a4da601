"""The sample month is fresh, the same each time, small, made up, and says what is wrong in it."""

import csv
import doctest
import io
import json
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from jamsos_cli import settings
from jamsos_cli.law import regions
from jamsos_cli.model import nik
from make_sample import SAMPLE, sample_files, stale, write
from seeding import denpasar, gianyar, gunung_mas, roster, truth
from seeding.layout import roster_bytes
from seeding.people import FIRST_SERIAL
from seeding.roster import Roster, Row
from seeding.truth import bills, premium
from seeding.workspace import ORDER, Workspace

MAKERS = (gianyar.workspace, denpasar.workspace, gunung_mas.workspace)
FOLDERS = ("51.04-gianyar", "51.71-denpasar", "62.10-gunung-mas")
ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return sample_files()


@pytest.fixture(scope="module", params=MAKERS, ids=FOLDERS)
def workspace(request: pytest.FixtureRequest) -> Workspace:
    laid_out: Workspace = request.param()
    for one in laid_out.rosters:
        roster_bytes(one)
    return laid_out


def expected(folder: str) -> dict:
    return json.loads((SAMPLE / folder / "expected.json").read_text(encoding="utf-8"))


def rows_of(workspace: Workspace) -> list[tuple[Roster, Row]]:
    return [(one, row) for one in workspace.rosters for row in one.rows]


def test_the_committed_sample_is_what_the_script_makes(made: dict[str, bytes]) -> None:
    assert stale(SAMPLE, made) == []


def test_making_it_again_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert sample_files() == made


def test_a_changed_a_missing_and_a_left_over_file_are_stale_and_are_mended(tmp_path: Path) -> None:
    files = {"a/x.csv": b"x", "a/y.csv": b"y"}
    write(tmp_path, files)
    (tmp_path / "a/x.csv").write_bytes(b"other")
    (tmp_path / "a/y.csv").unlink()
    (tmp_path / "old.csv").write_bytes(b"")
    assert stale(tmp_path, files) == ["a/x.csv", "a/y.csv", "old.csv"]
    write(tmp_path, files)
    assert stale(tmp_path, files) == []


def test_no_workbook_carries_the_time_it_was_made(made: dict[str, bytes]) -> None:
    books = [content for name, content in made.items() if name.endswith(".xlsx")]
    stamps = {part.date_time for content in books for part in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert stamps == {(1980, 1, 1, 0, 0, 0)}


def test_the_sample_is_small(made: dict[str, bytes]) -> None:
    assert sum(map(len, made.values())) < 1_200_000


def test_the_settings_of_every_office_are_read_and_keep_dana_desa_undecided() -> None:
    for folder in FOLDERS:
        office = settings.load(SAMPLE / folder / "jamsos.toml")
        assert office.office.regency == folder[:5]
        assert office.source("dana_desa").relief == "undecided"
    assert settings.load(SAMPLE / "62.10-gunung-mas/jamsos.toml").office.time_zone == "Asia/Jakarta"


def test_a_clean_row_has_a_nik_of_a_real_kecamatan_that_fits_its_birth_and_sex(workspace: Workspace) -> None:
    known = regions.districts()
    clean = [row for _, row in rows_of(workspace) if not (row.errors or row.warnings)]
    assert clean
    for row in clean:
        parts = nik.parts(row.person.nik)
        assert parts is not None
        assert parts.region in known
        assert parts.sex == row.person.sex
        assert nik.birth_date(row.person.nik, ON) == row.person.born
        assert 18 <= nik.age(row.person.born, ON) < 65


def test_every_serial_is_one_no_real_nik_has(workspace: Workspace) -> None:
    serials = [int(row.person.nik[-4:]) for _, row in rows_of(workspace)]
    assert min(serials) >= FIRST_SERIAL


def test_no_two_people_share_a_nik_but_where_it_is_said(workspace: Workspace) -> None:
    count = Counter(row.person.nik for _, row in rows_of(workspace))
    said = {"D01", "D02", "D03", "D04"}
    told = {row.person.nik for _, row in rows_of(workspace) if said & {*row.errors, *row.warnings}}
    assert {number for number, times in count.items() if times > 1} == told


def test_a_realistic_share_of_rows_has_something_wrong(workspace: Workspace) -> None:
    rows = [row for _, row in rows_of(workspace)]
    share = sum(bool(row.errors or row.warnings) for row in rows) / len(rows)
    assert 0.08 < share < 0.25


def test_every_village_is_in_the_list_of_its_regency(workspace: Workspace) -> None:
    regency = regions.regency(workspace.folder[:5])
    assert regency is not None
    listed = {village.code: village for village in regency.villages}
    for _, row in rows_of(workspace):
        assert listed[row.person.village.code] == row.person.village


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_places_of_the_errors_hold_the_rows_they_mean(folder: str) -> None:
    """A NIK typed as a number is a number, or E+15, at the very cell that expected.json names."""
    for name, file in expected(folder)["files"].items():
        for finding in file["errors"]:
            if finding["code"] == "N04":
                cells = line_of(SAMPLE / folder / name, finding["sheet"], finding["row"])
                assert any(
                    (isinstance(value, int) and value > 10**15 and value % 10 == 0) or str(value).endswith("E+15")
                    for value in cells
                ), (name, finding)


def line_of(path: Path, sheet: str | None, row: int) -> list[object]:
    if sheet is None:
        encoding = "utf-8-sig" if path.read_bytes()[:3] == b"\xef\xbb\xbf" else "cp1252"
        return list(list(csv.reader(path.read_text(encoding=encoding).splitlines(), delimiter=";"))[row - 1])
    page = openpyxl.load_workbook(path)[sheet]
    return [cell.value for cell in page[row]]


@pytest.mark.parametrize("folder", FOLDERS)
def test_rows_add_up_and_each_rejected_row_has_one_error(folder: str) -> None:
    for file in expected(folder)["files"].values():
        assert file["rows_read"] == file["accepted"] + file["rejected"]
        assert file["rejected"] == len({(one["sheet"], one["row"]) for one in file["errors"]})


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_invoice_is_the_sum_of_its_payers(folder: str) -> None:
    invoice = expected(folder)["invoice"]
    for source in invoice["sources"]:
        for what in ("people", "jkk", "jkm", "jht", "total"):
            assert source[what] == sum(payer[what] for payer in source["payers"])
        assert source["total"] == source["jkk"] + source["jkm"] + source["jht"]
    assert invoice["total"] == sum(source["total"] for source in invoice["sources"])
    assert invoice["people"] == sum(source["people"] for source in invoice["sources"])


def test_nobody_is_billed_twice(workspace: Workspace) -> None:
    billed = bills(workspace.rosters, ORDER, workspace.regency)
    assert len({bill.row.person.nik for bill in billed}) == len(billed)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_states_share_out_all_that_is_billed_and_recorded(folder: str) -> None:
    reconcile = expected(folder)["reconcile"]
    states = reconcile["states"].values()
    assert sum(state["billed"] for state in states) == reconcile["billed"] == expected(folder)["invoice"]["total"]
    assert sum(state["recorded"] for state in states) == reconcile["recorded"]
    assert set(reconcile["states"]) == {
        "matched", "short", "over", "billed_not_recorded", "recorded_not_billed", "wrong_month", "duplicate",
        "inactive", "reversed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("income", "relief", "jht", "right"),
    [
        (0, False, False, (10_000, 6_800, 0)),
        (0, True, False, (5_000, 3_400, 0)),
        (0, False, True, (10_000, 6_800, 20_000)),
        (0, True, True, (5_000, 3_400, 20_000)),
        (1_099_999, False, False, (10_000, 6_800, 0)),
        (1_100_000, False, False, (12_000, 6_800, 0)),
        (2_500_000, False, True, (26_000, 6_800, 52_000)),
    ],
)
def test_the_premiums_of_the_expected_totals(income: int, relief: bool, jht: bool, right: tuple[int, int, int]) -> None:
    assert premium(income, relief=relief, jht=jht) == right


@pytest.mark.parametrize("module", [roster, truth])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


def test_the_sample_shows_many_kinds_of_mistakes_in_all_three_sources() -> None:
    shown = {code for folder in FOLDERS for code in expected(folder)["codes"]}
    assert shown >= {
        "N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N12", "P01", "P02", "P03", "P04", "P05", "P06",
        "P07", "P09", "E01", "E02", "E04", "E05", "E08", "S03", "S04", "S05", "S06", "D01", "D02", "D03", "D04",
        "V01", "V02", "F14",
    }  # fmt: skip
    sources = {source["source"] for folder in FOLDERS for source in expected(folder)["invoice"]["sources"]}
    assert sources == set(ORDER)
