"""The blank roster, filled in by its own drop-downs, has no finding; filled in wrongly, the right ones."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from commandline import jamsos
from openpyxl.worksheet.worksheet import Worksheet

from jamsos_cli.law import regions
from jamsos_cli.writers.roster_template import ROWS

HEADING_ROW = 4
OFFICES = ("51.04", "51.71", "62.10")


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADING_ROW] if cell.value}


def offered(sheet: Worksheet) -> dict[str, list[str]]:
    """Heading -> what its drop-down offers."""
    lists = {}
    for heading, column in columns(sheet).items():
        cell = sheet.cell(HEADING_ROW + 1, column).coordinate
        for check in sheet.data_validations.dataValidation:
            if cell in check.sqref and check.type == "list":
                name, _, cells = check.formula1.partition("!")
                lists[heading] = [one.value for (one,) in sheet.parent[name][cells.replace("$", "")]]
    return lists


def people(regency: str, lists: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """Make up one person a row of the blank roster, each choice taken from the lists in turn."""
    villages = regions.regency(regency).villages
    assert set(lists["DESA/KELURAHAN"]) == {village.name for village in villages}
    for number in range(ROWS):
        village = villages[number % len(villages)]
        sex = lists["L/P"][number % 2]
        born = date(1970 + number % 30, 1 + number % 12, 1 + number % 28)
        day = born.day + (40 if sex == "P" else 0)
        district = village.code[:8].replace(".", "")
        source = lists["SUMBER DANA"][number % 3]
        if village.is_kelurahan and source == "Dana Desa":
            source = "APBD"
        syllables = ("ba", "du", "ka", "la", "ma", "ni", "ra", "su", "ti", "wa")
        word = "".join(syllables[int(digit)] for digit in f"{number:03d}")
        yield {
            "NIK": f"{district}{day:02d}{born:%m%y}{number + 1:04d}",
            "NAMA LENGKAP": f"{'Ni' if sex == 'P' else 'I'} {word.title()}",
            "TEMPAT LAHIR": village.district,
            "TANGGAL LAHIR": born,
            "L/P": sex,
            "ALAMAT": f"Banjar {number % 7}",
            "DESA/KELURAHAN": village.name,
            "KECAMATAN": village.district,
            "PEKERJAAN": lists["PEKERJAAN"][number % len(lists["PEKERJAAN"])],
            "PENGHASILAN": 1_000_000 + 1000 * number,
            "NO HP": f"0812{number:08d}",
            "NAMA IBU KANDUNG": f"Ni {word.title()}",
            "PROGRAM": lists["PROGRAM"][number % 2],
            "SUMBER DANA": source,
            "BULAN IUR": lists["BULAN IUR"][number % 5],
            "NAMA SPONSOR": "Ni Made Contoh" if source == "SERTAKAN" else None,
            "OPD": "Dinas Contoh" if source == "SERTAKAN" else None,
        }


def filled(folder: Path, regency: str, wrong: dict[tuple[int, str], object] | None = None) -> Path:
    """Make an office, its blank roster, and fill that; `wrong` says which cells hold something else."""
    assert jamsos("init", "kantor", "--regency", regency, folder=folder).code == 0
    office = folder / "kantor"
    assert jamsos("template", "roster", "--out", "daftar.xlsx", folder=office).code == 0
    book = openpyxl.load_workbook(office / "daftar.xlsx")
    sheet = book["ROSTER"]
    at = columns(sheet)
    for row, person in enumerate(people(regency, offered(sheet)), HEADING_ROW + 1):
        assert set(person) | {"NO"} == set(at)
        for heading, value in person.items():
            sheet.cell(row, at[heading]).value = (wrong or {}).get((row, heading), value)
    book.save(office / "rosters" / "daftar.xlsx")
    return office


def findings(office: Path) -> dict[str, object]:
    ran = jamsos("validate", "rosters/daftar.xlsx", "--format", "json", "--on", "2026-11-20", folder=office)
    (file,) = json.loads(ran.out)["files"]
    return file


@pytest.mark.parametrize("regency", OFFICES)
def test_a_roster_filled_by_its_own_lists_has_no_finding_at_all(tmp_path: Path, regency: str) -> None:
    found = findings(filled(tmp_path, regency))
    assert found["findings"] == []
    assert (found["rows_read"], found["accepted"], found["skipped"]) == (ROWS, ROWS, 0)


WRONG: dict[tuple[int, str], tuple[object, str, str]] = {
    (10, "NIK"): ("510403120380001", "N02", "B10"),
    (11, "NIK"): ("51O4031203800001", "N03", "B11"),
    (12, "NIK"): (5104031203800010, "N04", "B12"),
    (13, "NIK"): (None, "N01", "B13"),
    (14, "NAMA LENGKAP"): (None, "P01", "C14"),
    (15, "TANGGAL LAHIR"): (None, "P03", "E15"),
    (16, "TANGGAL LAHIR"): ("31-02-1980", "P04", "E16"),
    (17, "L/P"): ("X", "P06", "F17"),
    (18, "DESA/KELURAHAN"): ("Atlantis", "V01", "H18"),
    (19, "PEKERJAAN"): ("PNS", "E05", "J19"),
    (20, "PENGHASILAN"): ("banyak", "P09", "K20"),
    (21, "PROGRAM"): ("JKK", "S03", "N21"),
    (22, "SUMBER DANA"): ("Bank Dunia", "S02", "O22"),
    (23, "SUMBER DANA"): (None, "S01", "O23"),
    (24, "BULAN IUR"): ("5", "S06", "P24"),
}


def test_typical_mistakes_are_found_at_their_cells(tmp_path: Path) -> None:
    office = filled(tmp_path, "51.04", {place: value for place, (value, _, _) in WRONG.items()})
    found = {(finding["code"], finding["cell"]) for finding in findings(office)["findings"]}
    assert found == {(code, cell) for _, code, cell in WRONG.values()}
