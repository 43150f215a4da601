"""Binary workbooks (.xlsb), made here record by record: what shows, what does not, and what holds an error."""

import struct
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.readers.extent import Refused
from jamsos_cli.readers.xlsb_scan import binary_book, scan_xlsb
from roster_text import judge_files, places

A, B, C = "5104031203800001", "5104035203850002", "5104030107900003"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
FORMULA = struct.pack("<HII", 0, 0, 0)


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = bytes([len(content)]) if len(content) < 128 else bytes([len(content) & 127 | 128, len(content) >> 7])
    return head + size + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def text(column: int, said: str) -> bytes:
    return record(6, struct.pack("<II", column, 0) + wide(said))


def error(column: int, code: int, kind: int = 3) -> bytes:
    return record(kind, struct.pack("<IIB", column, 0, code) + (FORMULA if kind == 11 else b""))


def number(column: int, value: float) -> bytes:
    return record(5, struct.pack("<IId", column, 0, value))


def xlsb(*sheets: Iterable[bytes], from_1904: bool = False) -> bytes:
    book = record(131) + record(153, struct.pack("<III", from_1904, 0, 0)) + record(143)
    for place in range(1, len(sheets) + 1):
        book += record(156, struct.pack("<II", 0, place) + wide(f"rId{place}") + wide(f"Br. {place}"))
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships {NAMES}><Relationship Id="r" Type="{KIND}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>'.encode(),
        "xl/workbook.bin": book + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f"<Relationships {NAMES}>{targets}</Relationships>".encode(),
    }
    for place, rows in enumerate(sheets, 1):
        size = record(148, struct.pack("<IIII", 0, 9, 0, 9))
        body = record(129) + size + record(145) + b"".join(rows) + record(146) + record(130)
        parts[f"xl/worksheets/sheet{place}.bin"] = body
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


HEAD = [row(1), text(0, "NIK"), text(1, "NAMA")]
PEOPLE = [
    *HEAD,
    row(2),
    text(0, A),
    text(1, "I WAYAN SUDARMA"),
    row(3, hidden=True),
    text(0, B),
    text(1, "NI LUH SARI"),
]


def judged(data: bytes) -> tuple[int, int, list[str]]:
    (one,) = judge_files([("daftar.xlsb", data)])
    return one.result.rows_read, one.result.accepted, places(one.result.findings)


def test_a_hidden_worker_of_xlsb_is_read_and_told() -> None:
    assert judged(xlsb(PEOPLE)) == (2, 2, ["F14 row 3"])


@pytest.mark.parametrize("kind", [3, 11])
def test_an_error_in_the_nik_of_xlsb_is_told_as_one(kind: int) -> None:
    assert judged(xlsb([*PEOPLE, row(4), error(0, 0x2A, kind), text(1, "RAI")])) == (3, 2, ["F13 A4", "F14 row 3"])


def test_the_marks_of_each_sheet_of_xlsb_are_its_own() -> None:
    other = [*HEAD, row(3), text(0, C), text(1, "RAI")]
    assert judged(xlsb(other, PEOPLE)) == (3, 3, ["F14 row 3"])


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_bare_number_in_a_date_column_of_xlsb_is_counted_from_the_year_the_workbook_says(from_1904: bool) -> None:
    born = [*HEAD, text(2, "TGL LAHIR"), row(2), text(0, A), text(1, "RAI"), number(2, 29292 - 1462 * from_1904)]
    assert judged(xlsb(born, from_1904=from_1904)) == (1, 1, [])


def short(kind: int, content: bytes) -> bytes:
    """A cell that does not say its column: it is the next one."""
    return record(kind, struct.pack("<I", 0) + content)


TWISTED = {
    "a row twice": ([*PEOPLE, row(3), text(0, C)], "urut"),
    "a row before one that it follows": ([*PEOPLE, row(2), text(0, C)], "urut"),
    "a cell twice": ([*PEOPLE, text(0, C)], "urut"),
    "a text in short": ([*HEAD, row(2), text(0, A), short(17, wide("RAI"))], "program lain"),
    "a shared text in short": ([*HEAD, row(2), text(0, A), short(18, bytes(4))], "program lain"),
    "a number in short": ([*HEAD, row(2), short(16, struct.pack("<d", float(A))), text(1, "RAI")], "program lain"),
}


@pytest.mark.parametrize("case", TWISTED)
def test_an_xlsb_of_which_the_library_would_lose_cells_is_refused(case: str) -> None:
    rows, word = TWISTED[case]
    (one,) = judge_files([("daftar.xlsb", xlsb(rows))])
    (finding,) = one.result.findings
    assert finding.kind.code == "F01"
    assert word in finding.message("id")


@given(st.binary(max_size=60), st.integers(0, 300))
def test_damaged_records_of_xlsb_are_marks_or_none(patch: bytes, at: int) -> None:
    whole = b"".join(PEOPLE) + error(0, 7)
    content = record(145) + whole[:at] + patch + whole[at + len(patch) :]
    with suppress(Refused):
        assert scan_xlsb(content).extent.filled >= 0
    assert binary_book(content).from_1904 in {False, True}
