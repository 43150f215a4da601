"""`invoice --cancel` as it is typed."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from commandline import jamsos

ROSTER = "NIK;NAMA;TANGGAL LAHIR;DESA\n5104031203800001;I Wayan Sudarma;12-03-1980;Batubulan\n"


@pytest.fixture(scope="module")
def november(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """An office that has issued November, and what that printed; copy it, do not change it."""
    place = Path(shutil.copytree(made, tmp_path_factory.mktemp("batal") / "kantor"))
    (place / "rosters" / "apbd" / "a.csv").write_text(ROSTER, encoding="utf-8")
    jamsos("import", "rosters", "--from", "2026-11", folder=place)
    return place, invoiced(place, "--issue")


@pytest.fixture
def place(november: tuple[Path, dict[str, Any]], tmp_path: Path) -> Path:
    """That office, and this test's own."""
    return Path(shutil.copytree(november[0], tmp_path / "kantor"))


def invoiced(place: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        jamsos("invoice", "--month", "2026-11", *words, "--format", "json", folder=place).out
    )
    return found


def number(place: Path) -> str:
    with closing(sqlite3.connect(place / "jamsos.db")) as connection:
        return str(connection.execute("SELECT number FROM invoice WHERE status = 'issued'").fetchone()[0])


def test_an_invoice_is_cancelled_and_its_month_issued_anew(place: Path) -> None:
    first = number(place)
    ran = jamsos("invoice", "--cancel", first, "--reason", "salah pembayar", "--by", "Ni Luh", folder=place)
    assert ran.code == 0
    assert "DIBATALKAN" in ran.out
    (page,) = (path.read_text(encoding="utf-8") for path in place.glob("out/*/tagihan/**/*.html"))
    assert "Tagihan ini dibatalkan" in page and "Terbilang" not in page
    again = invoiced(place, "--issue")
    assert sorted((one["number"] == first, one["status"], one["due"]) for one in again["invoices"]) == [
        (False, "issued", 16_800), (True, "cancelled", 0),
    ]  # fmt: skip
    assert (again["people"], again["total"]) == (1, 16_800)


def test_what_makes_no_sense_is_refused_and_changes_nothing(place: Path, november: tuple[Path, dict[str, Any]]) -> None:
    first = number(place)
    refused = (
        ("--cancel", first),
        ("--cancel", first, "--reason", " "),
        ("--cancel", "999/X", "--reason", "salah"),
        ("--cancel", first, "--reason", "salah", "--issue"),
        ("--cancel", first, "--reason", "salah", "--month", "2026-11"),
        (),
    )
    for words in refused:
        ran = jamsos("invoice", *words, folder=place)
        assert (ran.code, ran.out) == (2, ""), words
    assert invoiced(place) == november[1]


SPONSORED = "NIK;NAMA;TANGGAL LAHIR;DESA;NAMA SPONSOR;OPD\n"


@pytest.fixture
def sponsored(made: Path, tmp_path: Path) -> Path:
    """An office that has issued a sponsor's invoice, with every paper."""
    place = Path(shutil.copytree(made, tmp_path / "kantor"))
    row = f"{SPONSORED}5104031203800001;I Wayan Sudarma;12-03-1980;Batubulan;Ni Made Sari;\n"
    (place / "rosters" / "sertakan" / "a.csv").write_text(row, encoding="utf-8")
    jamsos("import", "rosters", "--from", "2026-11", folder=place)
    invoiced(place, "--issue", "--papers")
    return place


@pytest.mark.parametrize("papers", [(), ("--papers",)])
def test_no_paper_asks_a_sponsor_for_what_is_cancelled(sponsored: Path, papers: tuple[str, ...]) -> None:
    folder = sponsored / "out" / "2026-11" / "sponsor"
    there = {path.name.partition("-")[0] for path in folder.iterdir()}
    own = folder / "catatan.txt"
    own.write_text("catatan dinas", encoding="utf-8")
    ran = jamsos("invoice", "--cancel", number(sponsored), "--reason", "salah sponsor", *papers, folder=sponsored)
    assert there == {"potongan", "keterangan"}
    assert list(folder.iterdir()) == [own]
    assert ("jamsos invoice --month 2026-11 --papers" in ran.out + ran.err) is (papers == ())
