"""A clerk's workbook is marked without a byte of it being lost that is not meant."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from jamsos_cli.model.finding import Level
from jamsos_cli.model.marking import MOST_COMMENTS, Mark, MendingLine, MendingSheet
from jamsos_cli.writers.marked_workbook import MarkedWorkbook, mark_workbook
from jamsos_cli.writers.mending_sheet import MOST_LINKS
from jamsos_cli.writers.xml_part import NotPlainError, Part

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92"
    "ef0000000049454e44ae426082"
)
MARK = Mark("Daftar", "B2", Level.ERROR, "Salah (N02): NIK kurang.")
X14_RULE = (
    b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="0"/>'
    b"</ext></extLst>"
)


def mending(*lines: MendingLine) -> MendingSheet:
    return MendingSheet("Yang harus diperbaiki", ("Lembar ini dibuat oleh jamsos.",), tuple("abcdef"), lines)


def line(sheet: str = "Daftar", cell: str = "B2") -> MendingLine:
    return MendingLine(Level.ERROR, sheet, cell, (sheet, cell, "N02", "salah", "NIK kurang.", "16 angka."))


def clerks(**more: object) -> bytes:
    """Make a workbook with much in it that a library would drop."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Daftar")
        for column, text in enumerate(("NO", "NIK", "NAMA")):
            sheet.write_string(0, column, text)
        sheet.write_string(1, 1, "510403120380000")
        sheet.write_rich_string(1, 2, "I ", book.add_format({"bold": True}), "WAYAN")
        sheet.write_formula(1, 0, "=ROW()-1", None, 1)
        sheet.insert_image("E1", "garuda.png", {"image_data": BytesIO(PIXEL)})
        sheet.insert_textbox("E5", "PEMERINTAH DESA")
        sheet.data_validation("C2:C9", {"validate": "list", "source": ["a", "b"]})
        sheet.set_header("&L&G", {"image_left": "garuda.png", "image_data_left": BytesIO(PIXEL)})
        if more.get("button"):
            sheet.insert_button("G1", {"caption": "Cetak"})
        if more.get("table"):
            sheet.add_table("H1:I3", {"columns": [{"header": "x"}, {"header": "y"}]})
        chart = book.add_chartsheet("Grafik").chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Daftar!$A$2:$A$3"})
        book.worksheets()[1].set_chart(chart)
    return made.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return made.getvalue()


def edited(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    content = parts(data)
    assert old in content[name]
    return packed(content | {name: content[name].replace(old, new)})


def mark(data: bytes, *marks: Mark, own: frozenset[str] = frozenset()) -> MarkedWorkbook:
    return mark_workbook(data, mending(*(line(one.sheet, one.cell) for one in marks)), marks, own)


@pytest.mark.parametrize("more", [{}, {"button": True}, {"table": True}], ids=["pictures", "button", "table"])
def test_pictures_text_boxes_charts_and_buttons_come_back_byte_for_byte(more: dict[str, object]) -> None:
    data = clerks(**more)
    before, after = parts(data), parts(mark(data, MARK).content)
    changed = {name for name in before if before[name] != after.get(name)}
    allowed = {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
    }  # fmt: skip
    if more.get("button"):
        allowed.add("xl/drawings/vmlDrawing1.vml")
    assert changed <= allowed
    assert any(name.startswith("xl/media/") for name in after)
    rows = [
        one["xl/worksheets/sheet1.xml"].partition(b"</sheetData>")[0].partition(b"<sheetData>")[2]
        for one in (before, after)
    ]
    assert rows[0] == rows[1]


def test_a_button_and_the_header_picture_keep_their_drawings_beside_the_comments() -> None:
    after = parts(mark(clerks(button=True), MARK).content)
    boxes = after["xl/drawings/vmlDrawing1.vml"]
    assert (boxes.count(b'ObjectType="Button"'), boxes.count(b'ObjectType="Note"')) == (1, 1)
    assert after["xl/worksheets/sheet1.xml"].count(b"<legacyDrawing ") == 1
    assert after["xl/worksheets/sheet1.xml"].count(b"<legacyDrawingHF ") == 1
    assert boxes.count(b'id="_x0000_t202"') == 1


def commented_by_openpyxl() -> bytes:
    """Make a workbook whose boxes of comments bear prefixes of their own: ns0, ns1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daftar"
    sheet.append(["NO", "NIK", "NAMA"])
    sheet["C2"].comment = Comment("cek KTP", "Sekdes")
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_boxes_of_comments_are_well_formed_whatever_prefixes_the_drawing_has() -> None:
    data = commented_by_openpyxl()
    again = [mark(data, MARK).content]
    for _ in range(2):
        book = openpyxl.load_workbook(BytesIO(again[-1]))
        saved = BytesIO()
        book.save(saved)
        again.append(mark(saved.getvalue(), MARK, own=frozenset({book.sheetnames[0]})).content)
    for content in again:
        (drawing,) = (one for name, one in parts(content).items() if name.endswith(".vml"))
        notes = ElementTree.fromstring(drawing).findall("{urn:schemas-microsoft-com:vml}shape")
        assert len(notes) == 2, drawing
        assert all("visibility:hidden" in note.attrib["style"] for note in notes)
    book = openpyxl.load_workbook(BytesIO(mark(data).content))
    assert [sheet["B2"].comment for sheet in book] == [None, None]
    assert book["Daftar"]["C2"].comment.text == "cek KTP"


def test_a_drawing_with_our_prefix_for_something_else_is_refused() -> None:
    data = commented_by_openpyxl()
    (name,) = (name for name in parts(data) if name.endswith(".vml"))
    with pytest.raises(NotPlainError):
        mark(edited(data, name, b"<xml ", b'<xml xmlns:v="urn:lain" '), MARK)


def test_our_colours_stand_before_the_clerks_rules() -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        green = book.add_format({"bg_color": "#00FF00"})
        book.add_worksheet("Daftar").conditional_format(
            "B2:B9", {"type": "cell", "criteria": "<", "value": 1, "format": green}
        )
    sheet = Part(parts(mark(made.getvalue(), MARK).content)["xl/worksheets/sheet1.xml"])
    ranges = [(one.attributes["sqref"], sheet.children(one)[0]) for one in sheet.all("conditionalFormatting")]
    assert [(cells, rule.attributes["priority"]) for cells, rule in ranges] == [("B2", "1"), ("B2:B9", "2")]


def test_results_of_formulas_stay() -> None:
    book = openpyxl.load_workbook(BytesIO(mark(clerks(), MARK).content), data_only=True)
    assert book["Daftar"]["A2"].value == 1


def test_macros_are_kept_as_they_are_and_told() -> None:
    content = parts(clerks())
    content["xl/vbaProject.bin"] = bytes(range(256))
    types = content["[Content_Types].xml"]
    types = types.replace(b"spreadsheetml.sheet.main+xml", b"x").replace(
        b"application/vnd.openxmlformats-officedocument.x", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    marked = mark(packed(content | {"[Content_Types].xml": types}), MARK)
    assert marked.macros
    assert parts(marked.content)["xl/vbaProject.bin"] == bytes(range(256))
    assert not mark(clerks(), MARK).macros


def test_extensions_that_no_library_knows_stay() -> None:
    data = edited(clerks(), "xl/worksheets/sheet1.xml", b"</worksheet>", X14_RULE + b"</worksheet>")
    sheet = parts(mark(data, MARK).content)["xl/worksheets/sheet1.xml"]
    assert X14_RULE in sheet
    part = Part(sheet)
    names = [one.name for one in part.children(part.root)]
    assert names.index("conditionalFormatting") < names.index("dataValidations") < names.index("legacyDrawing")
    assert names[-1] == "extLst"


def test_a_chain_of_calculation_that_names_sheets_by_place_goes() -> None:
    content = parts(clerks())
    content["xl/calcChain.xml"] = b'<calcChain xmlns="x"><c r="A2" i="1"/></calcChain>'
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>'
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", override)
    relation = b'<Relationship Id="rId99" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>'
    at = "xl/_rels/workbook.xml.rels"
    content[at] = content[at].replace(b"</Relationships>", relation)
    after = parts(mark(packed(content), MARK).content)
    assert "xl/calcChain.xml" not in after
    assert not [name for name, part in after.items() if b"calcChain" in part]


def test_prefixed_xml_is_marked_with_its_prefix() -> None:
    content = parts(clerks())
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        text = content[name].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
        content[name] = text.replace(b"xmlns=", b"xmlns:x=")
    book = openpyxl.load_workbook(BytesIO(mark(packed(content), MARK).content))
    assert book.sheetnames[:2] == ["Yang harus diperbaiki", "Daftar"]
    assert book["Daftar"]["B2"].comment.text.endswith("NIK kurang.\n== akhir jamsos ==")
    assert [str(block.sqref) for block in book["Daftar"].conditional_formatting] == ["B2"]


def test_the_strict_form_of_the_format_is_marked_in_its_own_names() -> None:
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    content = {
        name: part.replace(usual + b"spreadsheetml/2006/main", strict + b"spreadsheetml/main").replace(
            usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"
        )
        for name, part in parts(clerks()).items()
    }
    after = parts(mark(packed(content), MARK).content)
    ours = after["xl/worksheets/jamsos.xml"] + after["xl/comments1.xml"] + after["xl/worksheets/sheet1.xml"]
    assert b"openxmlformats.org/spreadsheetml" not in ours
    assert b"officeDocument/2006/relationships" not in after["xl/worksheets/_rels/sheet1.xml.rels"]


def test_a_discussion_of_excel_is_left_alone() -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Daftar").write_comment("B2", "[Threaded comment]", {"author": "tc={0A}"})
    data = made.getvalue()
    after = parts(mark(data, MARK).content)
    assert after["xl/comments1.xml"] == parts(data)["xl/comments1.xml"]
    assert b"tanda-jamsos" in after["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    "written",
    [
        "a\n\n== jamsos ==\nlama",
        "a&#10;&#10;== jamsos ==&#10;lama",
        "a\r\n== jamsos ==</t></r><r><t>lama",
        'a&#10;</t></r><r><t xml:space="preserve">&#10;== jamsos ==&#10;lama',
        "== jamsos ==\nlama\n== akhir jamsos ==\n\na",
    ],
)
def test_our_words_in_a_clerks_comment_go_however_they_were_saved(written: str) -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Daftar").write_comment("B2", "TULISAN", {"author": "Bu Made"})
    data = edited(made.getvalue(), "xl/comments1.xml", b"TULISAN", written.encode())
    book = openpyxl.load_workbook(BytesIO(mark(data).content))
    assert book["Daftar"]["B2"].comment.text == "a"


def test_more_cells_than_excel_bears_comments_for_are_coloured_all_the_same() -> None:
    marks = [Mark("Daftar", f"{'BD'[row % 2]}{row}", Level.ERROR, "x") for row in range(2, MOST_COMMENTS + 102)]
    after = parts(mark(clerks(), *marks).content)
    assert after["xl/comments1.xml"].count(b"<comment ") == MOST_COMMENTS
    sheet = Part(after["xl/worksheets/sheet1.xml"])
    ranges = [one.attributes["sqref"].split() for one in sheet.all("conditionalFormatting")]
    assert sum(map(len, ranges)) == len(marks)
    assert max(map(len, ranges)) <= 400
    priorities = [int(one.attributes["priority"]) for one in sheet.all("cfRule")]
    assert sorted(priorities) == list(range(1, len(ranges) + 1))


def test_the_gravest_cells_get_their_comments_first_wherever_they_stand() -> None:
    notes = [Mark("Daftar", f"B{row}", Level.NOTE, "catatan") for row in range(2, MOST_COMMENTS + 2)]
    below = MOST_COMMENTS + 10
    warning, error = (Mark("Daftar", f"B{below + i}", level, level.value) for i, level in enumerate(list(Level)[1::-1]))
    book = openpyxl.load_workbook(BytesIO(mark(clerks(), *notes, warning, error).content))
    told = {cell.coordinate: cell.comment.text for row in book["Daftar"].iter_rows() for cell in row if cell.comment}
    assert len(told) == MOST_COMMENTS
    assert {error.cell, warning.cell, "B2"} <= set(told)
    assert f"B{MOST_COMMENTS + 1}" not in told and f"B{MOST_COMMENTS - 1}" in told


def test_links_end_where_excel_opens_no_more() -> None:
    rows = [line()] * (MOST_LINKS + 5)
    after = parts(mark_workbook(clerks(), mending(*rows), (), frozenset()).content)
    own = after["xl/worksheets/jamsos.xml"]
    assert own.count(b"<hyperlink ") == MOST_LINKS
    assert own.count(b"<row ") == len(rows) + 3


@pytest.mark.parametrize("text", ["=1+1", "+62", "-", "@SUM(A1)", "<b>&\"'</b>", "\x00\ud800\ufffe", "🙂 Ñ\n_x0041_"])
def test_any_text_is_a_text_on_our_sheet(text: str) -> None:
    lines = mending(line()._replace(cells=("Daftar", "B2", "N02", "salah", text, text)))
    book = openpyxl.load_workbook(BytesIO(mark_workbook(clerks(), lines, (), frozenset()).content))
    cell = book.worksheets[0]["E5"]
    assert cell.data_type in {"s", "inlineStr"}
    assert str(cell.value).startswith(text[0] if text[0] > "\x1f" else "\ufffd")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<leaves>"),
        ("xl/workbook.xml", b'sheetId="1"', b'sheetId="satu"'),
        ("xl/styles.xml", b"cellXfs", b"cellYfs"),
        ("xl/worksheets/sheet1.xml", b"<worksheet ", b"<worksheet <"),
        ("xl/_rels/workbook.xml.rels", b'Id="rId1"', b'Id="rId77"'),
    ],
)
def test_what_is_built_otherwise_is_refused_and_not_guessed_at(name: str, old: bytes, new: bytes) -> None:
    with pytest.raises(NotPlainError):
        mark(edited(clerks(), name, old, new), MARK)


def test_the_same_workbook_gives_the_same_bytes() -> None:
    data = clerks()
    assert mark(data, MARK).content == mark(data, MARK).content
