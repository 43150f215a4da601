"""Lists that are called .xls and are text with tags: web pages that offices export, XML of Excel 2003."""

import pytest

from jamsos_cli.model.roster import Grid, Trouble
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.settings import Limits
from roster_text import judge_files, places

A, B, C = "5104031203800001", "5104035203850002", "5104030107900003"


def judged(page: str | bytes, name: str = "daftar.xls", **said: str) -> tuple[int, int, list[str]]:
    """Rows read, rows accepted, findings."""
    (one,) = judge_files([(name, page.encode() if isinstance(page, str) else page)], **said)
    return one.result.rows_read, one.result.accepted, places(one.result.findings)


def only(data: str | bytes) -> Grid:
    grids = read_grids(data.encode() if isinstance(data, str) else data, Limits())
    assert not isinstance(grids, Trouble), grids.cause.en
    (grid,) = grids
    return grid


PHP = (
    '<table border="1"><tr><th>NO</th><th>NIK</th><th>NAMA</th><th>L/P</th></tr>'
    f"<tr><td>1</td><td>{A}</td><td>I WAYAN SUDARMA</td><td>L</td></tr>"
    f"<tr><td>2</td><td>'{B}</td><td>NI LUH SARI</td><td>P</td></tr></table>"
)
PAGES = {
    "a table and nothing else": PHP,
    "a whole page": f"<!DOCTYPE html><html><head><title>NIK NAMA</title><style>td{{}}</style></head><body>{PHP}</body>",
    "XHTML": f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="z"><body>{PHP}</body></html>',
    "a title above": f"<h3>DAFTAR PEKERJA RENTAN</h3>{PHP}",
    "a warning of its server": f"Warning: Undefined index in x.php on line 3<br />\n{PHP}",
    "cells that are not ended": (
        f"<table><tr><td>NO<td>NIK<td>NAMA<td>L/P<tr><td>1<td>{A}<td>WAYAN<td>L<tr><td>2<td>{B}<td>SARI<td>P"
    ),
    "head and body": PHP.replace("<tr><th>NO", "<thead><tr><th>NO").replace("</th></tr>", "</th></tr></thead><tbody>"),
    "a table for the layout": f"<table><tr><td><b>DINAS</b>{PHP}</td></tr></table>",
    "blanks and line ends between tags": PHP.replace("><", ">\n   <").replace("<td>", "<td>\n  &nbsp;"),
    "bold and links in cells": PHP.replace(A, f"<b>{A[:6]}</b><a href='x'>{A[6:]}</a>"),
    "a script with tags": f"<script>document.write('<td>NIK</td>')</script>{PHP}",
    "capitals": PHP.replace("td>", "TD>").replace("tr>", "TR>"),
    "headings over two rows": PHP.replace(
        "<tr><th>NO</th><th>NIK</th><th>NAMA</th><th>L/P</th></tr>",
        "<tr><th rowspan=2>NO</th><th rowspan=2>NIK</th><th colspan=2>ORANG</th></tr><tr><th>NAMA<th>L/P</tr>",
    ),
    "a conditional comment of Excel": (
        f"<html><!--[if gte mso 9]><xml><x:Name>D</x:Name></xml><![endif]--><![if !x]>{PHP}<![endif]></html>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("case", PAGES)
def test_the_table_of_a_web_page_is_read(case: str, encoding: str) -> None:
    assert judged(PAGES[case].encode(encoding)) == (2, 2, [])


NUMBERS = {
    # what Excel and LibreOffice say of a number behind the text: the catalogue's rule for numeric cells
    "a text": (f"<td>{A[:-2]}10</td>", []),
    "a number that ends in 0": (f'<td x:num="{A[:-1]}0">5,10403E+15</td>', ["N04 A2"]),
    "a number shown whole": (f'<td sdval="{A[:-1]}0" sdnum="1033;0;0">{A[:-1]}0</td>', ["N04 A2"]),
    "a number that is right": (f'<td x:num="{A}">{A}</td>', []),
    "a power of ten": ("<td>5,10403E+15</td>", ["N04 A2"]),
    "an exact power of ten": ('<td x:num="5.10403120380000E+15">x</td>', ["N04 A2"]),
    "an error": ('<td x:err="#REF!">#REF!</td>', ["F13 A2"]),
}


@pytest.mark.parametrize(("cell", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_nik_of_a_web_page_is_text_unless_it_says_a_number(cell: str, expected: list[str]) -> None:
    page = f"<table><tr><td>NIK<td>NAMA</tr><tr>{cell}<td>RAI</td></tr><tr><td>{B}<td>SARI</td></tr></table>"
    assert judged(page) == (2, 2 - len(expected), expected)


def test_dates_and_amounts_of_a_web_page_are_read_as_they_are_shown() -> None:
    page = (
        "<table><tr><td>NIK<td>NAMA<td>TGL LAHIR<td>UPAH</tr>"
        f'<tr><td>{A}<td>RAI<td x:num="29292">12/03/1980<td x:num="1500000">1.500.000</tr></table>'
    )
    assert judged(page) == (1, 1, [])


def test_lines_above_the_table_of_a_page_say_the_village() -> None:
    page = f"<center><b>DAFTAR PEKERJA</b><br>DESA : BATUBULAN</center><p>KECAMATAN : SUKAWATI</p>{PHP}"
    (one,) = judge_files([("daftar.xls", page.encode())], regency="51.04")
    assert [(found.name, found.rows) for found in one.result.villages] == [("Desa Batubulan", (5, 6))]


def test_two_tables_of_a_page_are_one_below_the_other() -> None:
    other = f"<table><tr><td>NAMA<td>NIK<tr><td>RAI<td>{C}</table>"
    assert judged(f"{PHP}<p>BR. KELOD</p>{other}") == (3, 3, ["F11 row 4", "F11 row 5"])


def test_a_hidden_row_of_a_page_is_told() -> None:
    assert judged(PHP.replace("<tr><td>2", "<tr style='mso-x:1;display: none'><td>2")) == (2, 2, ["F14 row 3"])


def test_a_page_saved_by_a_spreadsheet_program_keeps_its_addresses() -> None:
    grid = only(f"<table><tr><td></td></tr><tr><td>&nbsp;</td><td rowspan=3>NIK</td></tr><tr><td>x</td><td>{A}</table>")
    assert [(row.number, row.values) for row in grid.rows] == [(2, (None, "NIK")), (3, ("x", None, A))]


NO_LISTS = {
    "a login page": ("<html><body><form><input name=u></form><h1>Silakan masuk</h1></body></html>", "tanpa tabel"),
    "a page of frames that Excel made": ("<html><frameset><frame src='a_files/sheet001.htm'></html>", "tanpa tabel"),
    "a table without any NIK": ("<table><tr><td>NIK</td><td>NAMA</td></tr></table>", "tanpa tabel"),
    "a mail": (f"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table><tr><td>{A}</table>", "surat"),
    "other XML": (f"<?xml version='1.0'?><warga><nik>{A}</nik></warga>", "XML"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), NO_LISTS.values(), ids=NO_LISTS)
def test_a_page_without_a_list_is_refused_with_what_it_is(page: str, word: str) -> None:
    found = read_grids(page.encode(), Limits())
    assert isinstance(found, Trouble) and found.kind == "unreadable" and word in found.cause.id


def test_a_page_with_niks_and_no_heading_is_told_as_a_sheet_without_one() -> None:
    page = f"<table><tr><td>{A}<td>SARI<tr><td>{B}<td>RAI</table>"
    assert judged(page) == (0, 0, ["F05 [Tabel]", "F10 -"])


NAMES = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def book(rows: str, more: str = "", head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {NAMES}>{head}'
        f'<Worksheet ss:Name="DAFTAR"><Table ss:ExpandedColumnCount="3">{rows}</Table>{more}</Worksheet></Workbook>'
    )


def cell(value: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def line(*cells: str, more: str = "") -> str:
    return f"<Row{more}>{''.join(cells)}</Row>"


HEAD = line(cell("NIK"), cell("NAMA"), cell("TGL LAHIR"))
BORN = cell("1980-03-12T00:00:00.000", "DateTime")
LIST = HEAD + line(cell(A), cell("I WAYAN SUDARMA"), BORN) + line(cell(B), cell("NI LUH SARI"), cell("12-03-1985"))
BOOKS = {
    "as Excel writes it": book(LIST),
    "with a prefix": book(LIST).replace("<", "<ss:").replace("<ss:/", "</ss:").replace("<ss:?", "<?"),
    "styles and names": book(LIST, head='<Styles><Style ss:ID="s1"><Font/></Style></Styles>'),
    "formatted words in a cell": book(LIST.replace(">NI LUH SARI<", "><B>NI</B> LUH SARI<")),
    "a comment on a cell": book(LIST.replace(
        "NI LUH SARI</Data>", 'NI LUH SARI</Data><Comment><ss:Data xmlns="x"><B>jamsos:</B> 5104</ss:Data></Comment>')),
    "rows and cells with numbers": book(
        LIST.replace("<Row>", '<Row ss:Index="7">', 1).replace("<Cell>", '<Cell ss:Index="1">', 1)),
    "blanks before it": "\n  " + book(LIST),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("case", BOOKS)
def test_xml_of_excel_2003_is_read(case: str, encoding: str) -> None:
    assert judged(BOOKS[case].encode(encoding)) == (2, 2, [])


ODD_XML = {
    "a number that ends in 0": (line(cell(f"{C[:-1]}0", "Number"), cell("RAI")), ["N04 A4", "P03 C4"]),
    "a number that is right": (line(cell(C, "Number"), cell("RAI"), cell("1990-07-01T00:00:00", "DateTime")), []),
    "a power of ten": (line(cell("5.104030107900003E+15", "Number"), cell("RAI"), cell("01-07-1990")), []),
    "an error": (line(cell("#REF!", "Error"), cell("RAI"), cell("01-07-1990")), ["F13 A4"]),
    "a formula without a result": (line('<Cell ss:Formula="=A1"/>', cell("RAI"), cell("01-07-1990")), ["F12 A4"]),
    "a hidden row": (line(cell(C), cell("RAI"), cell("01-07-1990"), more=' ss:Hidden="1"'), ["F14 row 4"]),
    "rows left out": (line(cell(C), cell("RAI"), cell("?"), more=' ss:Index="9"'), ["P03 C9"]),
    "cells left out": (line(cell(C), cell("?", more=' ss:Index="3"')), ["P01 B4", "P03 C4"]),
    "a merged cell": (line(cell(C, more=' ss:MergeAcross="1"'), cell("?")), ["P01 B4", "P03 C4"]),
}  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ODD_XML.values(), ids=ODD_XML)
def test_what_a_cell_of_xml_is_decides_how_it_is_read(row: str, expected: list[str]) -> None:
    rejected = any(one[:3] in {"N04", "F12", "F13", "P01"} for one in expected)
    assert judged(book(LIST + row)) == (3, 3 - rejected, expected)


def test_dates_of_xml_may_count_from_1904() -> None:
    page = book(
        LIST.replace(BORN, cell(str(29292 - 1462), "Number")), head="<ExcelWorkbook><Date1904/></ExcelWorkbook>"
    )
    assert judged(page) == (2, 2, [])


def test_a_hidden_sheet_of_xml_is_passed_over() -> None:
    hidden = '<WorksheetOptions xmlns="urn:x"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>'
    old = f'<Worksheet ss:Name="LAMA"><Table>{HEAD}{line(cell(C), cell("LAMA"))}</Table>{hidden}'
    assert judged(book(LIST).replace("<Worksheet", f"{old}<Worksheet", 1)) == (2, 2, ["F09 [LAMA]"])


BROKEN_XML = {
    "a document type": (book(LIST).replace("<Workbook", '<!DOCTYPE x []><Workbook'), "unreadable", "DOCTYPE"),
    "cut off": (book(LIST)[:400], "unreadable", "rusak"),
    "rows out of order": (book(line(more=' ss:Index="5"') + line(more=' ss:Index="2"')), "unreadable", "urut"),
    "a far row": (book(LIST + line(cell("x"), more=' ss:Index="1048577"')), "too_large", "baris"),
    "a far cell": (book(LIST + line(cell("x", more=' ss:Index="16384"'))), "too_large", "kolom"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "kind", "word"), BROKEN_XML.values(), ids=BROKEN_XML)
def test_xml_that_is_broken_or_too_large_is_refused(page: str, kind: str, word: str) -> None:
    found = read_grids(page.encode(), Limits())
    assert isinstance(found, Trouble) and found.kind == kind and word in found.cause.id
