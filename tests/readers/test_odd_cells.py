"""Dates counted otherwise, numbers that are none, digits and letters of other scripts, odd sheets."""

from collections.abc import Iterator, Sequence

import pytest
from hostile import (
    HEADING,
    LIST,
    MAIN,
    NIKS,
    PACKAGE,
    RELATIONS,
    SHEET,
    archive,
    ods,
    parts,
    row,
    sheet_xml,
    text_cell,
    xlsx,
)

from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.settings import Limits
from jamsos_cli.steps.accept import Accepted
from roster_text import judge_files, places

NAME = "I WAYAN SUDARMA"
DAYS = (29292, 31118, 32944)
"""The birth dates of NIKS as Excel counts them; 1.462 fewer from 1904."""
BORN = ["1980-03-12", "1985-03-12", "1990-03-12"]
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd-mm-yyyy"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"'
    ' applyNumberFormat="1"/></cellXfs></styleSheet>'
).encode()
FROM_1904 = '<workbookPr date1904="{}"/>'
NUMBER, DATED = '<c r="C{row}"><v>{day}</v></c>', '<c r="C{row}" s="1"><v>{day}</v></c>'


def judged(data: bytes, name: str = "daftar.xlsx") -> Accepted:
    (one,) = judge_files([(name, data)])
    return one


def result(data: bytes, name: str = "daftar.xlsx") -> FileResult:
    return judged(data, name).result


def dated(cells: Sequence[str], about: str = "") -> bytes:
    """NIKS with a birth-date cell each; style 1 shows a date."""
    heading = row(1, text_cell("A1", "NIK"), text_cell("B1", "NAMA"), text_cell("C1", "TANGGAL LAHIR"))
    people = "".join(
        row(number, text_cell(f"A{number}", nik), text_cell(f"B{number}", NAME), cell.format(row=number))
        for number, (nik, cell) in enumerate(zip(NIKS, cells, strict=True), 2)
    )
    made = parts(heading + people, about=about, more={"xl/styles.xml": STYLES})
    styles = f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'.encode()
    relations = "xl/_rels/workbook.xml.rels"
    return archive(made | {relations: made[relations].replace(b"</Relationships>", styles)})


def counted(cell: str, less: int = 0, about: str = "") -> bytes:
    return dated([cell.replace("{day}", str(day - less)) for day in DAYS], about)


DATES = {
    "days of Excel shown as dates": lambda: counted(DATED),
    "days of Excel shown as numbers": lambda: counted(NUMBER),
    "days of Excel as text": lambda: counted('<c r="C{row}" t="inlineStr"><is><t>{day}</t></is></c>'),
    "days with a time": lambda: counted('<c r="C{row}" s="1"><v>{day}.75</v></c>'),
    "days from 1904 shown as dates": lambda: counted(DATED, 1462, FROM_1904.format("1")),
    "days from 1904 shown as numbers": lambda: counted(NUMBER, 1462, FROM_1904.format("true")),
    "from 1904 said to be not so": lambda: counted(NUMBER, 0, FROM_1904.format("0")),
    "cells of type date": lambda: dated([f'<c r="C{{row}}" t="d"><v>{day}</v></c>' for day in BORN]),
}


@pytest.mark.parametrize("case", DATES)
def test_a_day_is_read_however_the_workbook_counts_it(case: str) -> None:
    found = judged(DATES[case]())
    assert places(found.result.findings) == []
    assert [worker.birth_date for worker in found.workers] == BORN


NO_NUMBERS = ("NaN", "nan", "INF", "-INF", "Infinity", " NaN ")


def test_a_text_beside_dates_from_1904_stays_as_written() -> None:
    cells = [text_cell("C{row}", "12-03-1980"), text_cell("C{row}", "12-03-1985"), text_cell("C{row}", "12-03-1990")]
    assert [worker.birth_date for worker in judged(dated(cells, FROM_1904.format("1"))).workers] == BORN


@pytest.mark.parametrize(
    ("value", "formula"),
    [(value, "") for value in (*NO_NUMBERS, "1E999", "9" * 400)] + [(value, "<f>0/0</f>") for value in NO_NUMBERS],
)
def test_a_number_that_is_none_costs_its_own_row(value: str, formula: str) -> None:
    others = LIST[LIST.index('<row r="3"') :]
    first = row(2, f'<c r="A2">{formula}<v>{value}</v></c>', text_cell("B2", NAME))
    found = result(xlsx(HEADING + first + others))
    assert places(found.findings) == ["F13 A2"]
    assert (found.rows_read, found.accepted) == (3, 2)


@pytest.mark.parametrize("value", ["NaN", "INF", "1E999", "9" * 400])
def test_a_date_that_is_no_number_costs_its_own_row(value: str) -> None:
    cells = [NUMBER.replace("{day}", value), *(NUMBER.replace("{day}", str(day)) for day in DAYS[1:])]
    assert places(result(dated(cells)).findings) == ["F13 C2"]


def test_a_date_at_which_the_library_panics_is_one_finding_and_no_noise(capfd: pytest.CaptureFixture[str]) -> None:
    found = result(dated([DATED.replace("{day}", "-INF")] * 3))
    assert places(found.findings) == ["F01 -"]
    assert capfd.readouterr().err == ""


def listed(niks: Sequence[str]) -> bytes:
    return xlsx(HEADING + "".join(_person(number, nik) for number, nik in enumerate(niks, 2)))


def _person(number: int, nik: str) -> str:
    return row(number, text_cell(f"A{number}", nik), text_cell(f"B{number}", NAME))


def in_digits_from(zero: int, nik: str) -> str:
    return "".join(chr(zero + int(digit)) for digit in nik)


FOREIGN = {
    "full-width digits": lambda nik: in_digits_from(0xFF10, nik),
    "Arabic digits": lambda nik: in_digits_from(0x0660, nik),
    "Balinese digits": lambda nik: in_digits_from(0x1B50, nik),
    "bold digits": lambda nik: in_digits_from(0x1D7CE, nik),
    "one Arabic digit": lambda nik: nik[:-1] + in_digits_from(0x0660, nik[-1]),
    "a superscript digit": lambda nik: f"{nik[:-1]}\u00b2",
    "a digit in a circle": lambda nik: f"{nik[:-1]}\u2460",
    "a Cyrillic O for 0": lambda nik: nik.replace("0", "\u041e", 1),
    "a Cyrillic Z for 3": lambda nik: nik.replace("3", "\u0417", 1),
    "an accent on the last digit": lambda nik: f"{nik}\u0301",
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_nik_in_other_digits_than_ours_is_never_accepted(case: str) -> None:
    found = result(listed([FOREIGN[case](nik) for nik in NIKS]))
    assert places(found.findings) == ["N03 A2", "N03 A3", "N03 A4"]
    shown = " ".join(finding.message("id") + str(finding.shown_value()) for finding in found.findings)
    assert "3800001" not in shown and in_digits_from(0x0660, "3800001") not in shown


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u202e", "\u2060", "\ufeff", "\u00ad", "\u00a0"])
def test_marks_nobody_sees_do_not_change_a_nik(mark: str) -> None:
    found = judged(listed([mark.join(nik) for nik in NIKS]))
    assert [worker.nik for worker in found.workers] == list(NIKS)


HEADINGS = [
    "N\u200bIK",
    "\ufeffNIK",
    "N\u00adIK",
    "\u202eNIK\u202c",
    "N\u00a0I\u00a0K",
    "\uff2e\uff29\uff2b",
    "NI\u0301K",
    "N\u0406\u041a",
    "N\u0399K",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_known_with_marks_accents_and_wide_letters(heading: str) -> None:
    found = result(xlsx(LIST.replace(">NIK<", f">{heading}<")))
    assert (found.accepted, places(found.findings)) == (3, [])


# --- sheets ----------------------------------------------------------------------------------------------------------

OLD = HEADING + _person(2, "5104031203700009")
CHART = f'<chartsheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'.encode()


def book(*sheets: tuple[str, str, str, bytes]) -> bytes:
    """A workbook of sheets, each its name, more of its attributes, its kind and its XML."""
    made = {name: content for name, content in parts().items() if name != SHEET}
    listing = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"{more}/>' for n, (name, more, _, _) in enumerate(sheets, 1)
    )
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{kind}s/sheet{n}.xml"/>'
        for n, (_, _, kind, _) in enumerate(sheets, 1)
    )
    made["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listing}</sheets></workbook>'.encode()
    )
    made["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>'.encode()
    return archive(made | {f"xl/{kind}s/sheet{n}.xml": xml for n, (_, _, kind, xml) in enumerate(sheets, 1)})


def worksheet(name: str, rows: str = LIST, state: str = "") -> tuple[str, str, str, bytes]:
    return name, f' state="{state}"' if state else "", "worksheet", sheet_xml(rows)


def test_a_sheet_hidden_so_that_excel_does_not_list_it_is_told_and_not_read() -> None:
    found = judged(book(worksheet("LAMA", OLD, "veryHidden"), worksheet("DAFTAR")))
    assert places(found.result.findings) == ["F09 [LAMA]"]
    assert [worker.nik for worker in found.workers] == list(NIKS)


def test_the_only_sheet_is_read_though_it_is_hidden() -> None:
    assert result(book(worksheet("DAFTAR", state="veryHidden"))).accepted == 3


@pytest.mark.parametrize("xml", [CHART, sheet_xml(OLD)])
def test_a_chart_beside_the_roster_is_no_sheet_of_it(xml: bytes) -> None:
    found = judged(book(("Grafik", "", "chartsheet", xml), worksheet("DAFTAR")))
    assert [worker.nik for worker in found.workers] == list(NIKS)
    assert found.result.findings[0].place.sheet != "Grafik"


def test_a_workbook_of_charts_alone_has_no_workers() -> None:
    assert places(result(book(("Grafik", "", "chartsheet", CHART))).findings) == ["F10 -"]


NAMES = ["../../etc/x", "C:\\x", "A&#9;B", "A&#10;B", "A_x0000_B", "\u202egnp", "[b]x[/b]", "=1+1", "a" * 300, "&#x85;"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_may_be_called_anything(name: str) -> None:
    spoilt = LIST.replace(NIKS[2], f"{NIKS[2]}9")
    (finding,) = (one for one in result(book(worksheet(name, spoilt))).findings if one.place.row)
    assert (finding.kind.code, finding.place.cell) == ("N02", "A4")


def test_two_sheets_of_one_name_are_not_told_apart_by_guessing() -> None:
    assert places(result(book(worksheet("DAFTAR", OLD), worksheet("DAFTAR"))).findings) == ["F01 -"]


# --- OpenDocument ----------------------------------------------------------------------------------------------------


def marked_ods(*rows: str) -> bytes:
    """The .ods of hostile.ods with other rows."""
    return _with_content(ods([("x",)]), "".join(rows))


def _with_content(data: bytes, rows: str) -> bytes:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as file:
        made = {name: file.read(name) for name in file.namelist()}
    head, _, tail = made["content.xml"].decode().partition("<table:table-row>")
    drawing = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
    shown = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    names = f'xmlns:draw="{drawing}" xmlns:calcext="{shown}" office:version'
    body = head.replace("office:version", names, 1) + rows + tail[tail.index("</table:table>") :]
    return archive(made | {"content.xml": body.encode()})


def line(*cells: str, about: str = "") -> str:
    return f"<table:table-row{about}>{''.join(cells)}</table:table-row>"


def said(text: str, about: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{about}><text:p>{text}</text:p></table:table-cell>'


def people(about: str = "") -> Iterator[str]:
    yield line(said("NIK"), said("NAMA"), said("ALAMAT"))
    yield from (line(said(nik), said(NAME), said("Br. A"), about=about) for nik in NIKS)


FORMULA = ' table:formula="of:=X"'
CELLS = {
    # the address of the first worker -> what is said of it
    said("#REF!", f'{FORMULA} calcext:value-type="error"'): ["F13 C2"],
    said("Err:502", ' calcext:value-type="error"'): ["F13 C2"],
    said("#N/A", FORMULA): ["F13 C2"],
    said("#N/A"): [],
    said("Br. B", FORMULA): [],
    f"<table:table-cell{FORMULA}><text:p/></table:table-cell>": [],
    f"<table:table-cell{FORMULA}/>": ["F12 C2"],
    f"<table:table-cell{FORMULA}><office:annotation><text:p>#REF!</text:p></office:annotation>"
    "<text:p>Br. B</text:p></table:table-cell>": [],
}


@pytest.mark.parametrize(("cell", "expected"), CELLS.items())
def test_errors_and_formulas_without_a_result_are_seen_in_ods(cell: str, expected: list[str]) -> None:
    heading, _, *others = people()
    found = result(marked_ods(heading, line(said(NIKS[0]), said(NAME), cell), *others), "a.ods")
    assert (places(found.findings), found.rows_read) == (expected, 3)


DRAWN = "<draw:custom-shape><text:p>CAP <text:s/>DESA<text:tab/></text:p><text:p>B</text:p></draw:custom-shape>"
IN_NAME = {
    # what the XML of a name holds -> the name
    f"<text:p>NI LUH SARI</text:p>{DRAWN}": "NI LUH SARI",
    f"{DRAWN}<text:p>NI LUH</text:p><text:p>SARI</text:p>": "NI LUH\nSARI",
    f"<text:p>NI LUH{DRAWN} SARI</text:p>": "NI LUH SARI",
    "<text:p>NI LUH<text:tab/>SARI</text:p>": "NI LUH\tSARI",
    '<text:p>NI<text:line-break/><text:span>LUH<text:s text:c="2"/></text:span>SARI</text:p>': "NI\nLUH  SARI",
    f"<office:annotation><text:p>DESA</text:p></office:annotation><text:p>NI LUH SARI</text:p>{DRAWN}": "NI LUH SARI",
}


@pytest.mark.parametrize(("inside", "name"), IN_NAME.items())
def test_a_cell_of_ods_holds_its_own_text_alone(inside: str, name: str) -> None:
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="2">{inside}</table:table-cell>'
    data = marked_ods(line(said("NIK"), said("NAMA")), line(said(NIKS[0]), cell), line(said(NIKS[1]), said(NAME)))
    grids = read_grids(data, Limits())
    assert not isinstance(grids, Trouble)
    assert [row.values for row in grids[0].rows[1:]] == [(NIKS[0], name, name), (NIKS[1], NAME, "")]


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_hidden_rows_are_seen_in_ods(visibility: str) -> None:
    heading, first, *others = people(f' table:visibility="{visibility}"')
    empty = line("<table:table-cell/>", about=' table:visibility="collapse" table:number-rows-repeated="9"')
    found = result(marked_ods(heading, first, empty, *others), "a.ods")
    assert (places(found.findings), found.accepted) == (["F14 row 12", "F14 row 13", "F14 row 2"], 3)


def test_the_rows_below_the_list_may_all_be_hidden_in_ods() -> None:
    below = ' table:visibility="collapse" table:number-rows-repeated="1048572"'
    found = result(marked_ods(*people(), line('<table:table-cell table:style-name="x"/>', about=below)), "a.ods")
    assert (places(found.findings), found.accepted) == ([], 3)


MANY = ' table:visibility="collapse" table:number-rows-repeated="1000000"'


def test_hidden_rows_repeated_without_end_are_refused() -> None:
    wide = said("x", ' table:number-columns-repeated="5"')
    found = result(marked_ods(*people(), line(wide, about=MANY)), "a.ods")
    assert places(found.findings) == ["F03 -"]


def test_the_marks_of_ods_stay_with_their_sheet() -> None:
    hidden = "".join(people(' table:visibility="collapse"'))
    second = f'</table:table><table:table table:name="B">{line(said("NIK"), said("NAMA"))}{line(said("x"))}'
    found = result(marked_ods(hidden, second), "a.ods")
    assert [one.place.sheet for one in found.findings if one.kind.code == "F14"] == ["A", "A", "A"]
