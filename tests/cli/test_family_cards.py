"""A household's card helps to find who stands twice, the same for every command, and is shown to nobody."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from commandline import FULL_NIK, MONTH, jamsos, texts

CARD = "5104032201159003"
FIRST = "5104031203800041;I Wayan Sudarma Wijaya;12-03-1980;Batubulan"
AGAIN = "5104031303809388;I Wayan Sudarma Wijaya;13-03-1980;Batubulan"
SISTER = "5104035508830017;Ni Made Sudarmi Wijaya;15-08-1983;Batubulan"
NAMES = ("Astawa", "Artini", "Mertha", "Suweca", "Lestari", "Kerta", "Yasa", "Dipa", "Oka", "Rai", "Sukma", "Purna")
NEIGHBOURS = [
    f"5104010{n % 9 + 1}{n % 4 + 1:02d}7{n % 10}{100 * n + 1:04d};I {name};0{n % 9 + 1}-{n % 4 + 1:02d}-197{n % 10};"
    f"Batubulan;510401{n + 1:02d}0316{n + 9001}"
    for n, name in enumerate(NAMES)
]


def roster(office: Path, name: str, *rows: str, card: str = CARD) -> Path:
    path = office / "rosters" / "apbd" / name
    lines = "\n".join(row if row in NEIGHBOURS else f"{row};{card}" for row in rows)
    path.write_text(f"NIK;NAMA;TANGGAL LAHIR;DESA;NO KK\n{lines}\n", encoding="utf-8")
    return path


def two_lists(office: Path, card: str = CARD) -> None:
    """Write two lists that name somebody under two NIKs and birth dates; neither is a copy of the other."""
    roster(office, "tengah.csv", FIRST, SISTER, *NEIGHBOURS[:6], card=card)
    roster(office, "kaja.csv", AGAIN, *NEIGHBOURS[6:], card=card)


def told_of_one_file(office: Path, card: str) -> int:
    roster(office, "semua.csv", FIRST, SISTER, AGAIN, *NEIGHBOURS, card=card)
    return told_of_files(office)


def told_of_files(office: Path) -> int:
    ran = jamsos("validate", "rosters", "--format", "json", folder=office)
    assert not FULL_NIK.search(ran.said)
    found = [one for file in json.loads(ran.out)["files"] for one in file["findings"] if one["code"] == "D05"]
    assert all("nomor KK" in one["message"] for one in found)
    return len(found)


def told_of_two(office: Path, card: str) -> int:
    two_lists(office, card)
    return told_of_files(office)


def told_on_import(office: Path, card: str) -> int:
    two_lists(office, card)
    for name in ("kaja.csv", "tengah.csv"):
        ran = jamsos("import", f"rosters/apbd/{name}", "--from", MONTH, folder=office)
        assert not FULL_NIK.search(ran.said)
    return ran.out.count("(D05: 1)")


def told_by_a_month(office: Path, card: str) -> int:
    two_lists(office, card)
    jamsos("run", "--month", MONTH, folder=office)
    return sum(text.count('data-c="D05"') for _, text in texts(office / "out"))


def told_as_pairs(office: Path, card: str) -> int:
    two_lists(office, card)
    ran = jamsos("dedupe", "--format", "json", folder=office)
    assert not FULL_NIK.search(ran.said)
    return len(json.loads(ran.out)["pairs"])


def told_of_the_registry(office: Path, card: str) -> int:
    two_lists(office, card)
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    return len(json.loads(jamsos("dedupe", "--format", "json", folder=office).out)["pairs"])


ASKED = (told_of_one_file, told_of_two, told_on_import, told_by_a_month, told_as_pairs, told_of_the_registry)


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize(("card", "pairs"), [(CARD, 1), ("", 0), ("5,10403E+15", 0)])
def test_one_card_joins_two_birth_dates_and_niks_of_one_name_whichever_command_asks(
    office: Path, ask: Callable[[Path, str], int], card: str, pairs: int
) -> None:
    assert ask(office, card) == pairs


def test_import_looks_for_a_house_in_other_villages_by_its_card_alone(office: Path) -> None:
    """Neither village nor birth date leads to the row that came first; with the phone the two are one person."""
    for name, row in (("tengah.csv", FIRST), ("saba.csv", AGAIN.replace("Batubulan", "Saba"))):
        path = roster(office, name, row)
        with_phone = (
            path.read_text(encoding="utf-8").replace("NIK;", "NO HP;NIK;").replace("\n5104", "\n081234567;5104")
        )
        path.write_text(with_phone, encoding="utf-8")
        ran = jamsos("import", path, "--from", MONTH, "--add", folder=office)
    assert "(D05: 1)" in ran.out, ran.said
    with closing(sqlite3.connect(office / "jamsos.db")) as registry:
        assert registry.execute("SELECT family_card FROM enrolment").fetchall() == [(CARD,), (CARD,)]


def test_the_mapping_says_that_the_card_is_read_and_hides_it(office: Path) -> None:
    path = roster(office, "a.csv", FIRST)
    ran = jamsos("validate", path, "--show-mapping", folder=office)
    assert "nomor KK" in ran.out and "nomor KK (tidak dipakai)" not in ran.out
    assert not FULL_NIK.search(ran.said)
    (file,) = json.loads(jamsos("validate", path, "--show-mapping", "--format", "json", folder=office).out)["files"]
    assert (file["mapping"][-1]["field"], file["mapping"][-1]["example"]) == ("kk", "5104************")


def test_no_card_stands_in_what_a_month_or_an_export_writes(office: Path) -> None:
    roster(office, "a.csv", FIRST, SISTER, *NEIGHBOURS)
    assert jamsos("run", "--month", MONTH, folder=office).code == 0
    assert jamsos("invoice", "--month", MONTH, "--issue", folder=office).code == 0
    for kind in ("upload", "annex"):
        assert jamsos("export", kind, "--month", MONTH, folder=office).code == 0
    written = [text for _, text in texts(office / "out")]
    assert any("5104031203800041" in text for text in written), "the upload has the NIK"
    assert not any(CARD in text for text in written)
