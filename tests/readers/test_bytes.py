"""Bytes as grids: CSV as Excel of any language writes it, workbooks, and what is none of these."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.roster import Grid, Trouble
from jamsos_cli.readers.delimited import read_delimited
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.gate import inspect
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.settings import Limits
from roster_text import workbook

NIK = "5104031203800001"
SMALL = Limits(rows=20, columns=10, expanded_mib=1)


def cells(data: bytes, limits: Limits = SMALL) -> list[tuple[int, tuple[object, ...]]]:
    grid = read_delimited(data, limits)
    assert isinstance(grid, Grid), grid
    return [(row.number, row.values) for row in grid.rows]


def trouble(data: bytes, limits: Limits = SMALL) -> str:
    found = read_grids(data, limits)
    assert isinstance(found, Trouble), found
    assert found.cause.id and found.cause.en
    return found.kind


ROWS = [(1, ("NIK", "NAMA")), (2, (NIK, "José"))]
TEXT = f"NIK;NAMA\n{NIK};José\n"
ENCODED = {
    "UTF-8": TEXT.encode(), "UTF-8 with a mark": TEXT.encode("utf-8-sig"), "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"), "cp1252": TEXT.encode("cp1252"),
    "lines of Windows": TEXT.replace("\n", "\r\n").encode(), "lines of old Macs": TEXT.replace("\n", "\r").encode(),
    "commas": TEXT.replace(";", ",").encode(), "tabs": TEXT.replace(";", "\t").encode(),
    "bars": TEXT.replace(";", "|").encode(), "no last line end": TEXT.strip().encode(),
    "quoted": f'"NIK";"NAMA"\n"{NIK}";"José"\n'.encode(), "kept as text": f'NIK;NAMA\n="{NIK}";José\n'.encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_the_same_rows_are_read_however_csv_is_written(data: bytes) -> None:
    assert cells(data) == ROWS


SEPARATED = [
    ("DAFTAR PEKERJA, DESA BATUBULAN;;\nNO;NIK;TTL\n1;2;Gianyar, 12-03-1980\n", ";"),
    ("NO,NIK,TTL\n1,2,\"Gianyar, 12-03-1980\"\n2,3,4;5\n", ","), ("sep=|\nNO|NIK|a;b;c\n1|2|a;b;c\n", "|"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "separator"), SEPARATED)
def test_the_separator_is_the_one_that_makes_even_rows(text: str, separator: str) -> None:
    assert all(len(values) == 3 for _, values in cells(text.encode()))


def test_numbers_of_rows_are_lines_of_the_file() -> None:
    text = f'sep=;\n\nNIK;ALAMAT\n{NIK};"Br.\nTengah"\n;\n1;2\n'
    assert [number for number, _ in cells(text.encode())] == [3, 4, 7]


NONE = {
    "empty": (b"", "unreadable"), "blank": (b"  \n\n", "unreadable"), "binary": (b"\x01\x02\x03", "unreadable"),
    "a web page": (b"<html><table><tr><td>NIK</td>", "unreadable"), "a PDF": (b"%PDF-1.4", "unreadable"),
    "a photo": (b"\xff\xd8\xff\xe0", "unreadable"), "a RAR": (b"Rar!\x1a", "unreadable"),
    "a document": (b"{\\rtf1}", "unreadable"), "half a workbook": (workbook("NIK | NAMA")[:800], "unreadable"),
    "an archive of something else": (b"PK\x03\x04", "unreadable"),
    "an old workbook, cut": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable"),
    "an open quotation mark": (f'NIK;NAMA\n{NIK};"I WAYAN\n{NIK};SARI\n'.encode(), "unreadable"),
    "a locked workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "too many rows of CSV": (b"a;b\n" * 21, "too_large"), "too many columns of CSV": (b"a" + b";b" * 10, "too_large"),
    "too many rows": (workbook("[A] from A21\nNIK | NAMA"), "too_large"),
    "too far right": (workbook("[A] from K1\nNIK"), "too_large"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), NONE.values(), ids=NONE)
def test_what_cannot_be_read_is_told_by_kind(data: bytes, kind: str) -> None:
    assert trouble(data) == kind


def archive(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "expands": ({"xl/sharedStrings.xml": b"x" * (2 << 20)}, "too_large"),
    "rows in disorder": ({SHEET: b'<row r="3"></row><row r="2"></row>'}, "unreadable"),
    "a row twice": ({SHEET: b'<row r="2"></row><row r="2"></row>'}, "unreadable"),
    "a document type": ({SHEET: b"<!DOCTYPE x><row/>"}, "unreadable"),
    "UTF-16": ({SHEET: "<row/>".encode("utf-16")}, "unreadable"),
    "two names but for case": ({SHEET: b"<a/>", SHEET.upper(): b"<b/>"}, "unreadable"),
}


@pytest.mark.parametrize(("parts", "kind"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_archive_is_stopped_at_the_gate(parts: dict[str, bytes], kind: str) -> None:
    found = inspect(archive(parts), SMALL)
    found = found if isinstance(found, Trouble) else None
    assert found is not None and found.kind == kind


def test_a_cell_far_down_says_where_it_is() -> None:
    found = read_grids(workbook("[A]\nNIK | NAMA\n[B] from IV1000000\nx"), Limits())
    assert isinstance(found, Trouble) and found.kind == "too_large" and "IV1000000" in found.cause.id


def test_empty_columns_and_rows_before_the_list_keep_their_place() -> None:
    found = read_grids(workbook("[A] from C5\nNIK | NAMA\n\n1 | 2"), SMALL)
    assert not isinstance(found, Trouble)
    assert [row.number for row in found[0].rows] == [5, 7]
    assert found[0].rows[0].values[2:4] == ("NIK", "NAMA")


@given(st.binary(max_size=400))
def test_random_bytes_are_grids_or_trouble(data: bytes) -> None:
    assert isinstance(read_grids(data, SMALL), tuple | Trouble)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_grids_or_trouble(at: int, patch: bytes) -> None:
    whole = workbook(f"NIK | NAMA\n{NIK} | I WAYAN\n5171015203850002 | SARI")
    at %= len(whole)
    assert isinstance(read_grids(whole[:at] + patch + whole[at + len(patch) :], SMALL), tuple | Trouble)


def test_a_folder_a_missing_file_and_one_too_large_are_trouble(tmp_path: Path) -> None:
    big = tmp_path / "besar.csv"
    big.write_bytes(b"x" * (1 << 20) + b"x")
    kinds = [read_bytes(path, 1).trouble for path in (tmp_path, tmp_path / "tidak-ada.xlsx", big)]
    assert [found.kind for found in kinds if found] == ["unreadable", "unreadable", "too_large"]
    assert len(read_bytes(big, 2).sha256) == 64 and read_bytes(big, 2).trouble is None
