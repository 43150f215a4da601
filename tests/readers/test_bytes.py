"""Bytes as grids: CSV as Excel of any language writes it, workbooks, and what is none of these."""

import subprocess
import sys
import time
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
from jamsos_cli.readers.worksheet_scan import Scan, scan_worksheet
from jamsos_cli.readers.xlsb_scan import scan_xlsb
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


def test_a_file_of_two_encodings_is_read_line_by_line_as_it_is_written() -> None:
    data = TEXT.encode("utf-8-sig") + f"{NIK};Zoë – A\n".encode("cp1252") + f"{NIK};Zoë – A\n".encode()
    assert cells(data) == [*ROWS, (3, (NIK, "Zoë – A")), (4, (NIK, "Zoë – A"))]


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


LINES = f"DAFTAR\n\nNIK;NAMA\n{NIK};SARI\n"
ODD_TEXTS = {
    "UTF-16 without its mark": LINES.encode("utf-16-le"),
    "UTF-16 from a Mac without its mark": LINES.encode("utf-16-be"),
    "with the end of file of DOS": LINES.encode() + b"\x1a",
    "each line quoted whole": "".join(f'"{line}"\n' if line else "\n" for line in LINES.splitlines()).encode(),
    "cells and lines quoted": f'"DAFTAR"\n\n"""NIK"",""NAMA"""\n"""{NIK}"",""SARI"""\n'.encode(),
}


@pytest.mark.parametrize("case", ODD_TEXTS)
def test_odd_texts_are_read_with_the_lines_of_the_file(case: str) -> None:
    assert cells(ODD_TEXTS[case])[-2:] == [(3, ("NIK", "NAMA")), (4, (NIK, "SARI"))]


WEB_PAGES = (
    "<center>DAFTAR</center><table border=1><tr><td>NIK</td>", "Warning: x in y.php<br />\n<table><tr><td>NIK</td>",
    "From: <Saved by Microsoft Excel>\nMIME-Version: 1.0\n", "\n<thead>",
)  # fmt: skip


@pytest.mark.parametrize("text", WEB_PAGES)
def test_a_web_page_is_told_as_one_however_it_begins(text: str) -> None:
    found = read_grids(text.encode(), Limits())
    assert isinstance(found, Trouble)
    assert "halaman web" in found.cause.id


@pytest.mark.parametrize("cell", [f"{NIK}\n", f"\n{NIK}", f"{NIK}\r\n(KTP lama)"])
def test_a_line_end_beside_a_nik_loses_no_row(cell: str) -> None:
    found = cells(f'NIK;NAMA;ALAMAT\n"{cell}";SARI;Ubud\n{NIK};BUDI;Ubud\n'.encode())
    assert [len(values) for _, values in found] == [3, 3, 3]


@pytest.mark.parametrize("rows", [f'{NIK};SARI;"Ubud\n{NIK};BUDI;"Ubud', f'{NIK};SARI;"Ubud\n{NIK}";BUDI;Ubud'])
def test_a_row_that_stands_within_quotation_marks_is_never_lost_without_a_word(rows: str) -> None:
    assert trouble(f"NIK;NAMA;ALAMAT\n{rows}\n".encode()) == "unreadable"


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


def sheet(rows: str, head: str = "") -> bytes:
    return f"{head}<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


DISORDER = '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"/>'
HOSTILE = {
    "expands": ({"xl/sharedStrings.xml": b"x" * (2 << 20)}, "too_large"),
    "expands in a part of another kind": ({"xl/media/foto.png": b"x" * (2 << 20)}, "too_large"),
    "rows in disorder": ({SHEET: sheet(DISORDER)}, "unreadable"),
    "rows in disorder, with a prefix": (
        {SHEET: sheet(DISORDER).replace(b"<", b"<a1_:").replace(b"<a1_:/", b"</a1_:")}, "unreadable"),
    "a row twice": ({SHEET: sheet('<row r="2"/><row r="2"/>')}, "unreadable"),
    "a cell of another row": ({SHEET: sheet('<row r="2"><c r="A1048576"><v>1</v></c></row>')}, "unreadable"),
    "a document type": ({SHEET: b"<!DOCTYPE x><row/>"}, "unreadable"),
    "a document type far down": ({SHEET: sheet("", f"<!--{'x' * 9000}--><!DOCTYPE x>")}, "unreadable"),
    "UTF-16": ({SHEET: "<row/>".encode("utf-16")}, "unreadable"),
    "UTF-16 without a mark": ({SHEET: "<row/>".encode("utf-16-le")}, "unreadable"),
    "not well formed": ({SHEET: b"<worksheet><sheetData><row></sheetData>"}, "unreadable"),
    "an address that is none": ({SHEET: sheet('<row r="1"><c r="ABCD1"><v>1</v></c></row>')}, "unreadable"),
    "two names but for case": ({SHEET: b"<a/>", SHEET.upper(): b"<b/>"}, "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "kind"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_archive_is_stopped_at_the_gate(parts: dict[str, bytes], kind: str) -> None:
    found = inspect(archive(parts), SMALL)
    found = found if isinstance(found, Trouble) else None
    assert found is not None and found.kind == kind


FAR = {
    "plain": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "blanks around the sign": '<row r = "1048576"><c\n r = "XFD1048576" ><v >1</v></c></row>',
    "small letters": '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "a prefix": '<x_9-y:row r="1048576"><x_9-y:c r="XFD1048576"><x_9-y:v>1</x_9-y:v></x_9-y:c></x_9-y:row>',
    "a character reference": '<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
    "behind a comment": '<!-- <c> --><row r="1048576"><c s="1" r="XFD1048576"><v>1</v></c></row>',
    "a text": '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "no address": '<row r="1"><c r="XFC1"/><c><v>1</v></c></row>',
}


@pytest.mark.parametrize("place", [SHEET, "xl/lembar/satu.xml", "xl/worksheets/a/b.dat", "aneh.xml"])
@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_cell_in_the_far_corner_is_seen_however_it_is_written(rows: str, place: str) -> None:
    rels = f"<Relationships><Relationship Id='r1' Target = '{place.removeprefix('xl/')}'/></Relationships>"
    parts = {
        place: sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}' if "1048576" in rows else rows),
        "xl/workbook.xml": b"<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels.encode(),
    }
    found = inspect(archive(parts), Limits())
    assert isinstance(found, Trouble) and found.kind == "too_large" and "XFD" in found.cause.id


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
EMPTY = '<table:table-cell table:style-name="ce1"{}/>'
TIMES = ' table:number-columns-repeated="{}"'


def ods(*rows: str, head: str = "") -> bytes:
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = (
        f'<office:document-content {namespaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{"".join(rows)}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": head + body}
    return archive({name: content.encode() for name, content in parts.items()})


def ods_row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


LIST = ods_row(CELL.format("", "NIK"), CELL.format("", "NAMA"), EMPTY.format(TIMES.format(16382)))
TO_THE_END = ods_row(EMPTY.format(TIMES.format(16384)), times=1_048_574)


def test_an_opendocument_sheet_formatted_to_the_end_is_read() -> None:
    found = read_grids(ods(LIST, LIST, TO_THE_END), Limits())
    assert not isinstance(found, Trouble)
    assert [row.values for row in found[0].rows] == [("NIK", "NAMA")] * 2


FAR_ODS = {
    "to the right": (ods(ods_row(EMPTY.format(TIMES.format(16383)), CELL.format("", "x"))), "XFD1"),
    "repeated to the right": (ods(ods_row(CELL.format(TIMES.format(16384), "x"))), "XFD1"),
    "below": (ods(LIST, TO_THE_END, ods_row(*[EMPTY.format("")] * 20, CELL.format("", "x"))), "U1048576"),
    "repeated everywhere": (ods(ods_row(CELL.format(TIMES.format(200), "x"), times=1_048_576)), "GR1048576"),
    "too many rows": (ods(ods_row(CELL.format("", "x"), times=1_048_577)), "A1048577"),
}


@pytest.mark.parametrize(("data", "cell"), FAR_ODS.values(), ids=FAR_ODS)
def test_an_opendocument_cell_far_away_is_too_large_and_named(data: bytes, cell: str) -> None:
    found = read_grids(data, Limits())
    assert isinstance(found, Trouble) and found.kind == "too_large" and cell in found.cause.id


def test_an_opendocument_file_with_a_document_type_is_refused() -> None:
    assert trouble(ods(LIST, head="<!DOCTYPE x [<!ENTITY a 'b'>]>"), Limits()) == "unreadable"


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(content)]) + content


def xlsb(*cells: tuple[int, int, int]) -> dict[str, bytes]:
    """A binary worksheet of (kind of cell, row, column), both from 0."""
    body = record(129) + record(145)
    for kind, row, column in cells:
        body += record(0, row.to_bytes(4, "little") + bytes(13)) + record(
            kind, column.to_bytes(4, "little") + bytes(12)
        )
    return {"xl/workbook.bin": b"", "xl/worksheets/sheet1.bin": body + record(146) + record(130)}


@pytest.mark.parametrize(
    ("cell", "address"), [((5, 1_048_575, 16_383), "XFD1048576"), ((7, 1_000_000, 200), "GS1000001")]
)
def test_a_far_cell_of_a_binary_workbook_is_seen(cell: tuple[int, int, int], address: str) -> None:
    found = inspect(archive(xlsb((6, 0, 0), cell)), Limits())
    assert isinstance(found, Trouble) and found.kind == "too_large" and address in found.cause.id


def test_blank_cells_of_a_binary_workbook_are_no_harm() -> None:
    found = inspect(archive(xlsb((6, 0, 0), (1, 1_048_575, 16_383))), Limits())
    assert not isinstance(found, Trouble)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_walked_as_records(content: bytes) -> None:
    assert scan_xlsb(content).extent.filled >= 0


LONG = "x" * 101
LONG_CELLS = {
    "a workbook": workbook(f"[Br. Tengah]\nNIK | NAMA\n1 | {LONG}"),
    "CSV": f"NIK;NAMA\n1;{LONG}\n".encode(),
    "OpenDocument": ods(LIST, ods_row(CELL.format("", "1"), CELL.format("", LONG))),
}


@pytest.mark.parametrize("data", LONG_CELLS.values(), ids=LONG_CELLS)
def test_a_cell_with_too_much_text_is_too_large_and_named(data: bytes) -> None:
    found = read_grids(data, Limits(cell_characters=100))
    assert isinstance(found, Trouble) and found.kind == "too_large" and "B2" in found.cause.id
    assert not isinstance(read_grids(data, Limits(cell_characters=101)), Trouble)


CELLS = {
    "an empty cell before another": ('<c r="A1" s="1"/><c r="B1"><v>1</v></c>', {}, set()),
    "an empty cell before an error": ('<c r="A1" s="1"/><c r="B1" t="e"><v>#REF!</v></c>', {"B1": "#REF!"}, set()),
    "a formula after an empty cell": ('<c r="A1" s="1"/><c r="B1"><f>A1</f></c>', {}, {"B1"}),
    "a formula with an empty value": ('<c r="A1"><f>B1</f><v></v></c>', {}, {"A1"}),
    "a formula with a result": ('<c r="A1"><f>B1</f><v>0</v></c><c r="B1"><f si="0"/><v>2</v></c>', {}, set()),
    "a formula whose result is no text": ('<c r="A1" t="str"><f>""</f><v></v></c>', {}, set()),
    "a shared formula without a result": ('<c r="A1"><f t="shared" si="0"/></c><c r="B1"><v>1</v></c>', {}, {"A1"}),
    "single quotes": ("<c r='A1' t='e'><v>#N/A</v></c>", {"A1": "#N/A"}, set()),
    "an escaped text": ('<c r="A1" t="e"><v>#&amp;</v></c>', {"A1": "#&"}, set()),
}  # fmt: skip


@pytest.mark.parametrize(("row", "errors", "uncalculated"), CELLS.values(), ids=CELLS)
def test_marks_are_those_of_their_own_cell(row: str, errors: dict[str, str], uncalculated: set[str]) -> None:
    found = scan_worksheet(sheet(f'<row r="1">{row}</row>'), Limits())
    assert isinstance(found, Scan)
    assert (found.marks.errors, found.marks.uncalculated) == (errors, uncalculated)


def test_hidden_rows_are_told_in_both_ways_of_looking() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"/><row r="3" hidden="false"/>'
    for columns in (256, 10):  # below the width of a plain sheet every cell is looked at
        found = scan_worksheet(sheet(rows), Limits(columns=columns))
        assert isinstance(found, Scan) and found.marks.hidden == {2}


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["", "<v>1</v>", "<f>A1</f><v>1</v>", "<is><t>x</t></is>"])),
        max_size=12,
    )
)
def test_the_quick_look_never_says_less_than_the_whole_one(cells: list[tuple[int, str]]) -> None:
    rows = ""
    for number, (column, inside) in enumerate(cells, 1):
        rows += f'<row r="{number}"><c r="{"ABCZ"[column]}{number}" s="2">{inside}</c></row>'
    quick, whole = scan_worksheet(sheet(rows), Limits()), scan_worksheet(sheet(rows), Limits(columns=2))
    assert isinstance(quick, Scan) and isinstance(whole, Scan)
    assert quick.marks == whole.marks
    assert (quick.extent.filled, quick.extent.lowest[0]) == (whole.extent.filled, whole.extent.lowest[0])


@pytest.mark.parametrize("columns", [256, 10], ids=["plain", "cell by cell"])
def test_no_more_cells_are_counted_than_the_limit_allows(columns: int) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, 2, 3, 4))
    limits = Limits(columns=columns, cells=4)
    assert isinstance(scan_worksheet(sheet(rows), limits), Scan)
    found = scan_worksheet(sheet(rows), limits._replace(cells=3))
    assert isinstance(found, Trouble) and "cells" in found.cause.id


def test_a_large_sheet_of_borders_and_formulas_costs_little() -> None:
    bordered = "".join(f'<row r="{n}"><c r="A{n}" s="3"/><c r="B{n}" s="3"/></row>' for n in range(1, 25_001))
    formulas = "".join(f'<row r="{n}"><c r="A{n}"><f>B{n}</f></c></row>' for n in range(25_001, 45_001))
    began = time.process_time()
    found = scan_worksheet(sheet(bordered + formulas), Limits())
    assert isinstance(found, Scan) and len(found.marks.uncalculated) == 20_000
    assert time.process_time() - began < 2


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


GROWS = """
import sys
with open(sys.argv[1], "ab", buffering=0) as file:
    print("begun", flush=True)
    while True:
        file.write(b"5104031203800001;SARI\\n")
"""


def test_a_file_that_goes_on_changing_is_told_and_never_read_half(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(TEXT.encode() * 200_000)
    writer = subprocess.Popen([sys.executable, "-c", GROWS, path], stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None and writer.stdout.readline()
        tried = (read_bytes(path, 64) for _ in range(50))
        told = next((read.trouble for read in tried if read.trouble), None)
    finally:
        writer.kill()
        writer.communicate()
    assert told is not None and "berubah" in told.cause.id
    at_rest = read_bytes(path, 64)
    assert at_rest.trouble is None and at_rest.data == path.read_bytes()
