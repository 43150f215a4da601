"""The blank form filled in as an office does, taken in, and what the commands say of it."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from commandline import FULL_NIK, MONTH, OFFICES, SAMPLE, jamsos

NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
FILLED = {
    "NAMA SPONSOR": "Ni Made Contoh, S.Pd.", "NIP/NIK SPONSOR": "198503122010012001", "OPD/INSTANSI": "Dinas Contoh",
    "NO HP": "081234567890", "JUMLAH PEKERJA": 2, "MULAI": "2026-11", "JUMLAH BULAN": "12", "PROGRAM": "JKK+JKM",
    "JUMLAH IURAN": 369600, "DESA/KELURAHAN PEKERJA": "Batubulan", "KETERANGAN": "surat 12/2026",
}  # fmt: skip


def filled(path: Path, *rows: dict[str, object]) -> None:
    """Fill a blank form from its first free row on, as Excel would save it."""
    book = openpyxl.load_workbook(path)
    sheet = book["SPONSOR"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    for number, row in enumerate(rows, 5):
        for heading, value in row.items():
            sheet.cell(number, columns[heading]).value = value
    book.save(path)


@pytest.fixture
def form(office: Path) -> Path:
    assert jamsos("template", "sponsors", "--out", "formulir.xlsx", folder=office).code == 0
    return office / "formulir.xlsx"


def test_what_the_template_makes_reads_clean_when_filled(office: Path, form: Path) -> None:
    filled(form, FILLED, FILLED | {"NIP/NIK SPONSOR": "5104031203800001", "NAMA SPONSOR": "I Wayan Contoh"})
    ran = jamsos("sponsor", "import", form, "--format", "json", folder=office)
    said = json.loads(ran.out)
    assert (ran.code, said["files"][0]["findings"], said["pledges"], said["places"]) == (0, [], 2, 4)


def test_an_empty_form_is_told(office: Path, form: Path) -> None:
    ran = jamsos("sponsor", "import", form, folder=office)
    assert (ran.code, "tidak ada sponsor" in ran.err) == (4, True)


def test_no_command_shows_a_whole_number(office: Path, form: Path) -> None:
    filled(form, FILLED, {**FILLED, "NIP/NIK SPONSOR": "19850312201001200"}, {"NAMA SPONSOR": "Tanpa Pekerja"})
    jamsos("sponsor", "import", form, folder=office)
    for words in (("list",), ("list", "--format", "json"), ("show", "1"), ("show", "contoh"), ("due",)):
        ran = jamsos("sponsor", *words, *(() if words == ("x",) else ("--month", MONTH)), folder=office)
        assert ran.code == 0, ran.said
        assert not NIP.search(ran.said) and not FULL_NIK.search(ran.said)


def test_a_wrong_row_is_named_by_its_cell_and_the_right_one_comes_in(office: Path, form: Path) -> None:
    filled(form, FILLED, {**FILLED, "NAMA SPONSOR": "I Ketut", "NIP/NIK SPONSOR": 198503122010012001})
    ran = jamsos("sponsor", "import", form, "--format", "json", folder=office)
    said = json.loads(ran.out)
    assert ran.code == 1
    assert [(one["code"], one["cell"]) for one in said["files"][0]["findings"]] == [("J02", "C6")]
    assert said["pledges"] == 1


def test_an_end_is_kept_and_explained(office: Path, form: Path) -> None:
    filled(form, FILLED)
    jamsos("sponsor", "import", form, folder=office)
    ran = jamsos("sponsor", "end", "1", "--month", "2026-12", "--reason", "pindah", "--by", "Ni Luh", folder=office)
    assert (ran.code, "2026-12" in ran.out) == (0, True)
    shown = jamsos("sponsor", "show", "1", "--month", MONTH, folder=office).out
    assert "pindah (Ni Luh)" in shown


def test_lists_and_messages_are_written_where_asked(office: Path, form: Path) -> None:
    filled(form, FILLED | {"JUMLAH BULAN": "1"})
    jamsos("sponsor", "import", form, folder=office)
    assert jamsos("sponsor", "list", "--format", "xlsx", "--out", "s.xlsx", "--month", MONTH, folder=office).code == 0
    assert openpyxl.load_workbook(office / "s.xlsx").worksheets[0].max_row > 1
    assert "--messages FOLDER" in jamsos("sponsor", "due", "--month", MONTH, folder=office).out
    due = jamsos("sponsor", "due", "--month", MONTH, "--messages", "pesan", folder=office)
    assert due.code == 0
    assert "--messages" not in due.out  # done already
    (message,) = (office / "pesan").glob("*.txt")
    assert "November 2026" in message.read_text(encoding="utf-8")


def test_the_form_of_the_sample_has_the_mistakes_it_was_made_with(office: Path) -> None:
    ran = jamsos("sponsor", "import", SAMPLE / OFFICES["51.04"] / "sponsors", "--format", "json", folder=office)
    said = json.loads(ran.out)
    graver = [(one["code"], one["cell"]) for one in said["files"][0]["findings"] if one["code"] in {"J02", "J06"}]
    assert (ran.code, graver, said["totals"]["rejected"]) == (1, [("J02", "C9"), ("J06", "I8")], 1)


def test_codes_of_forms_are_explained(office: Path) -> None:
    ran = jamsos("explain", "J06", folder=office)
    assert (ran.code, "pledge-amount-differs" in ran.out) == (0, True)


def test_a_backup_and_a_purge_by_command(office: Path) -> None:
    assert jamsos("backup", "usb", folder=office).code == 0
    assert len(list((office / "usb").iterdir())) == 1
    assert jamsos("purge", "--before", "2016", "--reason", "x", "--dry-run", folder=office).code == 0
    assert jamsos("purge", "--before", "2016", "--reason", "x", "--yes", folder=office).code == 0
    assert jamsos("purge", "--before", "2016", folder=office).code == 2
