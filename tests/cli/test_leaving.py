"""`worker end`, `worker return`, `worker waiting` as typed: what is printed, what is masked, how they end."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from commandline import FULL_NIK, jamsos

NIKS = [f"510403120380{number:04d}" for number in range(1, 5)]


@pytest.fixture(scope="module")
def imported(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose APBD pays for two people a village, and a village with four; copy it, do not change it."""
    office = Path(shutil.copytree(made, tmp_path_factory.mktemp("keluar") / "kantor"))
    settings = office / "jamsos.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("order = 1\n", 'order = 1\nquota = 2\npriority = "decile"\n', 1), encoding="utf-8")
    names = ("Sudarma", "Sari", "Astawa", "Rai")
    rows = [f"{nik};{name};Batubulan;{desil}" for nik, name, desil in zip(NIKS, names, (4, 3, 2, 1), strict=True)]
    roster = office / "rosters" / "apbd" / "a.csv"
    roster.write_text("\n".join(["NIK;NAMA;DESA;DESIL", *rows]), encoding="utf-8")
    assert jamsos("import", "rosters", "--from", "2026-11", "--months", "2", folder=office).code == 0
    return office


@pytest.fixture
def three(imported: Path, tmp_path: Path) -> Path:
    """That office, and this test's own."""
    return Path(shutil.copytree(imported, tmp_path / "kantor"))


def test_an_ending_and_its_undoing_are_said_with_months_and_masks(three: Path) -> None:
    words = ("worker", "end", NIKS[3], "--reason", "meninggal", "--month", "2026-12", "--by", "Sari")
    ended = jamsos(*words, folder=three)
    assert ended.code == 0, ended.said
    assert "5104************: iuran terakhir November 2026, mulai Desember 2026 tidak ditagih." in ended.out
    assert "Sudah tercatat" in jamsos(*words, folder=three).out
    other = jamsos("worker", "end", NIKS[3], "--reason", "pindah", "--month", "2026-12", folder=three)
    assert (other.code, "5104************" in other.err) == (2, True)
    shown = jamsos("worker", "show", NIKS[3], folder=three).out
    assert "Kepesertaan yang berakhir" in shown
    back = jamsos("worker", "return", NIKS[3], "--month", "2027-02", "--reason", "keliru", folder=three)
    assert "ikut lagi mulai 2027-02" in back.out
    listed = json.loads(jamsos("worker", "end", "--list", "--format", "json", folder=three).out)
    (one,) = listed["endings"]
    assert (one["month"], one["reason"], one["returned"], one["undone"]) == ("2026-12", "died", "2027-02", False)
    said = "".join(ran.said for ran in (ended, other, back)) + shown + json.dumps(listed)
    assert not FULL_NIK.search(said)


def test_the_line_is_shown_by_number_and_moves_up(three: Path) -> None:
    words = ("worker", "waiting", "--month", "2026-11", "--format", "json")
    before = json.loads(jamsos(*words, folder=three).out)
    assert [(one["number"], one["name"], one["decile"]) for one in before["waiting"]] == [
        (1, "Sari", 3),
        (2, "Sudarma", 4),
    ]
    assert before["villages"][0]["quota"] == 2
    jamsos("worker", "end", NIKS[3], "--reason", "pindah", "--month", "2026-11", folder=three)
    out = three / "tunggu.xlsx"
    after = jamsos("worker", "waiting", "--month", "2026-11", "--out", out, folder=three)
    assert "Sudarma" in after.out
    assert "Sari" not in after.out
    cells = [
        str(cell) for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert "Sudarma" in cells
    assert not FULL_NIK.search(after.said + " ".join(cells))
    drafted = json.loads(jamsos("invoice", "--month", "2026-11", "--format", "json", folder=three).out)
    assert drafted["people"] == 2


def test_a_workbook_of_leavers_is_all_or_nothing(three: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("NIK", "ALASAN", "TANGGAL MENINGGAL"), (NIKS[0], "wafat", "20-11-2026"), (NIKS[1], "bosan", "")):
        book.active.append(row)
    book.save(three / "keluar.xlsx")
    ran = jamsos("worker", "end", "--file", "keluar.xlsx", folder=three)
    assert (ran.code, "baris 3 5104************" in ran.err, "tidak ada yang disimpan" in ran.err) == (1, True, True)
    with closing(sqlite3.connect(three / "jamsos.db")) as registry:
        assert registry.execute("SELECT count(*) FROM person_ending").fetchone() == (0,)


def test_without_a_quota_the_office_is_told_how_to_have_one(office: Path) -> None:
    ran = jamsos("worker", "waiting", folder=office)
    assert (ran.code, "quota = 100" in ran.err) == (2, True)
