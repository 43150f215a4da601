"""The compact form of the region codes holds exactly what the list of the ministry holds."""

import csv
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from jamsos_cli.law import regions

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(os.environ.get("WILAYAH_CSV", "wilayah-kemendagri.csv"))
needs_list = pytest.mark.skipif(not LIST.is_file(), reason="WILAYAH_CSV does not name the ministry's list")
SCRIPT = ROOT / "tools" / "make_regions.py"


@needs_list
def test_the_compact_form_holds_exactly_the_codes_and_names_of_the_list() -> None:
    with LIST.open(encoding="utf-8", newline="") as file:
        listed = {row["code"]: row["name"] for row in csv.DictReader(file)}
    made = dict(regions.regencies()) | dict.fromkeys(regions.districts(), "")
    for code in regions.regencies():
        regency = regions.regency.__wrapped__(code)
        assert regency is not None and regency.name == listed[code]
        for village in regency.villages:
            made[village.code] = village.name
            assert village.district == listed[village.code[:8]]
    assert made.keys() == {code for code in listed if len(code) > 2}
    assert {code: name for code, name in made.items() if name and name != listed[code]} == {}


@needs_list
def test_the_committed_form_is_fresh() -> None:
    assert subprocess.run([sys.executable, str(SCRIPT), str(LIST), "--check"], check=False).returncode == 0


@needs_list
def test_a_list_that_differs_is_seen(tmp_path: Path) -> None:
    other = tmp_path / "list.csv"
    other.write_text(
        LIST.read_text(encoding="utf-8").replace("51.04.01.2001,Batubulan", "51.04.01.2001,Batu Bulan"),
        encoding="utf-8",
    )
    told = subprocess.run(
        [sys.executable, str(SCRIPT), str(other), "--check"], check=False, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (1, "stale: 51.txt; run tools/make_regions.py\n")


def test_the_committed_form_was_not_edited_by_hand() -> None:
    assert subprocess.run([sys.executable, str(SCRIPT), "--check"], check=False).returncode == 0


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path / "no.csv")]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 2


KNOWN = [
    ("51.04", "Kabupaten Gianyar", 7, 64, 6),
    ("51.71", "Kota Denpasar", 4, 27, 16),
    ("62.10", "Kabupaten Gunung Mas", 12, 114, 13),
]


@pytest.mark.parametrize(("code", "name", "districts", "desa", "kelurahan"), KNOWN)
def test_the_regencies_of_the_programmes_have_their_known_counts(
    code: str, name: str, districts: int, desa: int, kelurahan: int
) -> None:
    regency = regions.regency(code)
    assert regency is not None and (regency.code, regency.name) == (code, name)
    kinds = Counter(village.is_kelurahan for village in regency.villages)
    assert (kinds[False], kinds[True]) == (desa, kelurahan)
    assert len({village.district for village in regency.villages}) == districts
    assert sum(district.startswith(f"{code}.") for district in regions.districts()) == districts
    codes = [village.code for village in regency.villages]
    assert codes == sorted(codes) and all(len(village) == 13 for village in codes)


def test_all_districts_of_the_country_are_there() -> None:
    assert len(regions.districts()) == 7285 and len(regions.regencies()) == 514
    assert {"51.04.01", "11.01.01", "62.10.12"} <= regions.districts()
    assert all(len(code) == 8 for code in regions.districts())


def test_tumbang_lapan_stands_in_two_districts() -> None:
    gunung_mas = regions.regency("62.10")
    assert gunung_mas is not None
    assert len({village.district for village in gunung_mas.villages if village.name == "Tumbang Lapan"}) == 2


@pytest.mark.parametrize("code", ["51.99", "", "51", "5104", "51.04.01", "../51.04", "62.11.01"])
def test_a_code_that_is_no_regency_gives_none(code: str) -> None:
    assert regions.regency(code) is None


FOUND = [
    ("51.04", ["51.04"]),
    ("5104", ["51.04"]),
    (" Gianyar ", ["51.04"]),
    ("KABUPATEN GIANYAR", ["51.04"]),
    ("kab. gianyar", ["51.04"]),
    ("Kab Gunungmas", ["62.10"]),
    ("kota denpasar", ["51.71"]),
    ("Kotabaru", ["63.02"]),
    ("Kota Jakarta Selatan", ["31.74"]),
    ("Bogor", ["32.01", "32.71"]),
    ("Kota Bogor", ["32.71"]),
    ("Kota Gianyar", []),
    ("Atlantis", []),
    ("99.99", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "codes"), FOUND)
def test_a_regency_is_found_by_code_or_name(text: str, codes: list[str]) -> None:
    assert [found.code for found in regions.find_regencies(text)] == codes


def test_the_licence_of_the_list_stands_beside_it() -> None:
    licence = ROOT / "src" / "jamsos_cli" / "law" / "data" / "regions" / "LICENSE.txt"
    assert "Cahya DSN" in licence.read_text(encoding="utf-8")
