import json
import subprocess
import sys
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from jamsos_cli.model.region import Village
from jamsos_cli.model.source import DEFAULT_SOURCES, Payer
from jamsos_cli.rules import KINDS
from jamsos_cli.rules.duplicates import IN_FILE
from jamsos_cli.runs.templating import EXPLAINED
from jamsos_cli.writers.roster_template import ROWS, Choices, roster_workbook

DAY = date(2026, 11, 20)
VILLAGES = (
    Village("62.10.04.2001", "Tumbang Lapan", "Rungan"),
    Village("62.10.07.2001", "Tumbang Lapan", "Manuhing"),
    Village("62.10.04.2002", "Jakatan Raya", "Rungan"),
)
OCCUPATIONS = ("Petani", "Sopir")
HEADINGS = [
    "NO", "NIK", "NAMA LENGKAP", "TEMPAT LAHIR", "TANGGAL LAHIR", "L/P", "ALAMAT", "DESA/KELURAHAN", "KECAMATAN",
    "PEKERJAAN", "PENGHASILAN", "NO HP", "NAMA IBU KANDUNG", "PROGRAM", "SUMBER DANA", "BULAN IUR", "NAMA SPONSOR",
    "OPD",
]  # fmt: skip


def made(sources=DEFAULT_SOURCES, villages=VILLAGES, kinds=(IN_FILE,)):
    choices = Choices(sources, villages, OCCUPATIONS, kinds)
    content = roster_workbook(choices, regency="Kabupaten Gunung Mas", created=DAY)
    return openpyxl.load_workbook(BytesIO(content))


def headings(book) -> list[str]:
    return [cell.value for cell in book["ROSTER"][4] if cell.value]


def choices(book, heading: str) -> list[str]:
    sheet = book["ROSTER"]
    letter = sheet.cell(4, HEADINGS.index(heading) + 1).column_letter
    (check,) = (c for c in sheet.data_validations.dataValidation if f"{letter}5" in c.sqref)
    name, _, cells = check.formula1.partition("!")
    return [cell.value for (cell,) in book[name][cells.replace("$", "")]] if ":" in cells else []


def test_the_columns_are_those_the_readers_know():
    assert headings(made()) == HEADINGS


def test_sponsor_columns_only_where_sponsors_pay():
    without = tuple(source for source in DEFAULT_SOURCES if source.payer is not Payer.SPONSOR)
    assert headings(made(without)) == HEADINGS[:-2]


@pytest.mark.parametrize(
    ("heading", "offered"),
    [
        ("L/P", ["L", "P"]),
        ("PROGRAM", ["JKK+JKM", "JKK+JKM+JHT"]),
        ("SUMBER DANA", ["APBD", "Dana Desa", "SERTAKAN"]),
        ("DESA/KELURAHAN", ["Jakatan Raya", "Tumbang Lapan"]),
        ("KECAMATAN", ["Manuhing", "Rungan"]),
        ("PEKERJAAN", ["Petani", "Sopir"]),
        ("BULAN IUR", ["1", "2", "3", "6", "12"]),
    ],
)
def test_drop_downs_offer_what_the_office_has(heading, offered):
    assert choices(made(), heading) == offered


def test_niks_are_text_and_dates_are_dates_in_every_row_and_below():
    sheet = made()["ROSTER"]
    for row in (5, 4 + ROWS):
        assert [sheet.cell(row, column).number_format for column in (2, 5, 12)] == ["@", "dd-mm-yyyy", "@"]
        assert not sheet.cell(row, 2).protection.locked
    assert sheet.column_dimensions["B"].number_format == "@"


def test_headings_are_locked_and_only_running_numbers_are_filled():
    sheet = made()["ROSTER"]
    assert sheet.protection.sheet
    assert all(cell.protection.locked for cell in sheet[4])
    filled = {cell.column for row in sheet.iter_rows(min_row=5) for cell in row if cell.value is not None}
    assert (filled, sheet.max_row) == ({1}, 4 + ROWS)


def test_help_fits_what_excel_shows():
    checks = made()["ROSTER"].data_validations.dataValidation
    assert checks
    for check in checks:
        assert len(check.promptTitle) <= 32
        assert 0 < len(check.prompt) <= 255


def test_instructions_explain_every_column():
    explained = {row[0].value for row in made()["Petunjuk"].iter_rows()}
    assert set(HEADINGS) <= explained


def test_what_a_clerk_fills_in_is_accepted_by_the_validation(tmp_path):
    book = made()
    rows = (
        ("5104031203800001", "I Wayan Contoh", "Gianyar", date(1980, 3, 12), "L"),
        ("5104035203810002", "Ni Made Contoh", "Gianyar", "12-03-1981", "P"),
    )
    for row, start in enumerate(rows, 5):
        rest = ("Br. Tengah", "", "", "Petani", 1_500_000, "081234567890", "Ni Ketut", "JKK+JKM", "Dana Desa", "6")
        for column, value in enumerate((*start, *rest), 2):
            book["ROSTER"].cell(row, column).value = value
    book.save(tmp_path / "desa.xlsx")
    command = [sys.executable, "-m", "jamsos_cli", "validate", "desa.xlsx", "--format", "json", "--on", "2026-11-20"]
    said = json.loads(subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout)
    assert (said["totals"]["accepted"], said["totals"]["rejected"], said["totals"]["skipped"]) == (2, 0, 0)
    assert said["files"][0]["findings"] == []


def test_an_office_without_villages_gets_free_text():
    book = made(villages=())
    assert headings(book) == HEADINGS
    prompts = {check.promptTitle: check.prompt for check in book["ROSTER"].data_validations.dataValidation}
    assert not any("daftar" in prompts[heading] for heading in ("DESA/KELURAHAN", "KECAMATAN"))
    assert "Pilih dari daftar." in prompts["SUMBER DANA"]


def test_examples_are_of_the_offices_own_places_and_sources():
    tumbang = (Village("62.10.02.2003", "Tumbang Danau", "Sepang"),)
    book = made(villages=tumbang)
    examples = {row[0].value: row[3].value for row in book["Petunjuk"].iter_rows(max_col=4)}
    told = [examples[heading] for heading in ("NIK", "TEMPAT LAHIR", "DESA/KELURAHAN", "KECAMATAN", "SUMBER DANA")]
    assert told == ["6210021203800001", "Gunung Mas", "Tumbang Danau", "Sepang", "APBD"]


def test_instructions_name_no_command_and_no_setting():
    sheet = made(kinds=tuple(KINDS[code] for code in EXPLAINED))["Petunjuk"]
    said = " ".join(str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value)
    assert not any(word in said for word in ("jamsos", ".toml", "--"))


def test_the_same_office_gives_the_same_bytes():
    first, second = (roster_workbook(Choices(DEFAULT_SOURCES, VILLAGES), regency="", created=DAY) for _ in range(2))
    assert first == second
