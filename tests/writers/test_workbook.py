import re
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.model.money import rupiah
from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.model.wording import Text
from jamsos_cli.writers.workbook import CELL_LIMIT, dotted_format, fitted, safe_text, sheet_names, workbook_bytes

DAY = date(2026, 11, 20)
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://jahat.example", "mailto:a@b.example", "internal:A1", "[/b] BUDI",
    "NaN", "TRUE", "5104031203800001", "007", "1e5", "12-03-1980", "_x0041_", "_x0000_", "&lt;b>", "'apostrof",
    " spasi ", "dua\nbaris", "😀 emoji",
]  # fmt: skip


def one_table(rows, shape=Shape.TEXT, totals=None, title="Uji"):
    columns = (TableColumn(Text("Kolom", "Column"), shape),)
    return Table(Text(title, title), columns, [(row,) for row in rows], totals)


def read_back(content: bytes, sheet: int = 0):
    return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(sheet).to_python()


def cells_of(content: bytes):
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return [sheet.cell(row, 1) for row in range(4, sheet.max_row + 1)]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_the_text_it_was(text):
    content = workbook_bytes([one_table([text])], created=DAY)
    assert read_back(content)[3] == [text]
    cell = cells_of(content)[0]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x07", "\ud800", "\u202e", "\ufffe", "\x85"])
def test_characters_no_workbook_holds_are_replaced_where_a_reader_sees_it(character):
    content = workbook_bytes([one_table([f"I Made{character} Sari"])], created=DAY)
    assert read_back(content)[3] == ["I Made\ufffd Sari"]


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "x" * (CELL_LIMIT + 1)])
def test_text_too_long_for_a_cell_says_that_it_was_cut(text):
    content = workbook_bytes([one_table([text])], created=DAY)
    found = read_back(content)[3][0]
    assert len(found.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert found.endswith(f"… [dipotong, seluruhnya {len(text):,} karakter]".replace(",", ".").replace(". s", ", s"))


def test_text_that_just_fits_is_whole():
    text = "x" * CELL_LIMIT
    assert read_back(workbook_bytes([one_table([text])], created=DAY))[3] == [text]


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_every_other_text_comes_back(text):
    assert safe_text(text).replace("\ufffd", "") == "".join(
        c for c in text.replace("\r\n", "\n") if safe_text(c) != "\ufffd"
    )


def shown_by_format(code: str, value: int) -> str:
    """Show a number as Excel does for the formats we write: sections, conditions, literal dots."""
    sections = code.split(";")
    if not sections[0].startswith("["):
        chosen = sections[1 if value < 0 else 0]
    else:
        limits = [int(re.match(r"\[>=(\d+)\]", section)[1]) for section in sections[:-1]]
        fitting = (section for limit, section in zip(limits, sections, strict=False) if value >= limit)
        chosen = re.sub(r"^\[.*?\]", "", next(fitting, sections[-1]))
    digits = str(abs(value))
    pattern = chosen.replace('"', "").replace("\\", "")
    places = pattern.count("0")
    assert len(digits) - places >= 0 or value == 0 or pattern.count("0") == 1, (code, value)
    rest, out = list(digits.rjust(places, "0")), []
    for mark in reversed(pattern):
        if mark == "0":
            out.append(rest.pop())
            places -= 1
            if places == 0:
                out.extend(reversed(rest))
        else:
            out.append(mark)
    return "".join(reversed(out))


@given(st.integers(-(10**14), 10**14))
def test_every_amount_shows_with_dots_whatever_the_pc_speaks(amount):
    assert shown_by_format(dotted_format(amount, '"Rp"'), amount) == rupiah(amount)


def test_rupiah_are_numbers_and_a_number_too_long_for_excel_is_text():
    content = workbook_bytes([one_table([16_800, 10**15, None], Shape.RUPIAH, (1_290_240_000,))], created=DAY)
    cells = cells_of(content)
    assert [cell.value for cell in cells] == [16_800, "1000000000000000", None, 1_290_240_000]
    assert cells[0].number_format == '[>=1000000]"Rp"0\\.000\\.000;[>=1000]"Rp"0\\.000;"Rp"0'


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Desa", "DESA", "desa"], ["Desa", "DESA (2)", "desa (3)"]),
        (["a" * 40, "a" * 40], ["a" * 31, "a" * 27 + " (2)"]),
        (["[x]:*?/\\y", "'kutip'", "History", " "], ["x y", "kutip", "Lembar History", "Lembar"]),
        (["😀" * 20], ["😀" * 15]),
        (["Angkatan per desa, November 2026"] * 2, ["Angkatan per desa, November", "Angkatan per desa, November (2)"]),
        (
            ["Pekerja di luar janji, Mei 2026", "Menurut desa, yang paling bersih"],
            ["Pekerja di luar janji, Mei 2026", "Menurut desa, yang paling"],
        ),
    ],
)
def test_sheet_names_are_legal_and_unique(titles, names):
    assert sheet_names(titles) == names


@settings(max_examples=50)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_titles_make_a_workbook(titles):
    content = workbook_bytes([one_table(["x"], title=title) for title in titles], created=DAY)
    assert len(openpyxl.load_workbook(BytesIO(content)).sheetnames) == len(titles)


def test_the_same_tables_give_the_same_bytes():
    first, second = (workbook_bytes([one_table(HOSTILE)], created=DAY) for _ in range(2))
    assert first == second
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_heading_of_several_words_has_room_for_all_its_lines():
    headings = ("NIK", "Perlu dilihat", "Kesalahan yang terbanyak")
    table = one_table([1])._replace(
        columns=tuple(TableColumn(Text(one, one), width=10) for one in headings), rows=[("a", "b", "c")]
    )
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes([table], created=DAY))).worksheets[0]
    assert sheet.row_dimensions[3].height == 45
    narrow = table._replace(columns=table.columns[:1], rows=[("a",)])
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes([narrow], created=DAY))).worksheets[0]
    assert sheet.row_dimensions[3].height is None


def test_a_name_in_capitals_that_is_wrapped_is_not_written_over_the_next_row():
    names = ["I GUSTI AGUNG NGURAH PUTRA WIRA", "I Gusti Agung Ngurah Putra Wira", "ANAK AGUNG ISTRI MAHADEWI"]
    table = one_table(names)
    table = table._replace(columns=(table.columns[0]._replace(width=30),))
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes([table], created=DAY))).worksheets[0]
    assert [sheet.row_dimensions[row].height for row in (4, 5, 6)] == [30, None, None]


def test_a_sheet_is_ready_to_filter_and_print():
    table = one_table([1, 2], Shape.WHOLE, (3,))._replace(note=Text("Catatan.", "Note."))
    sheet = openpyxl.load_workbook(BytesIO(workbook_bytes([table], created=DAY))).worksheets[0]
    assert sheet["A1"].value == "Uji"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:A5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert [sheet.cell(row, 1).value for row in (6, 8)] == [3, "Catatan."]


def test_a_heading_of_two_lines_has_the_height_of_two():
    name, narrow = (TableColumn(Text(said, said), width=18) for said in ("Nama", "Penerimaan berikutnya"))
    tables = [Table(Text("A", "A"), (name,), []), Table(Text("B", "B"), (name, narrow), [])]
    sheets = openpyxl.load_workbook(BytesIO(workbook_bytes(tables, created=DAY))).worksheets
    assert [sheet.row_dimensions[3].height for sheet in sheets] == [None, 30]


def test_columns_are_as_narrow_as_what_stands_in_them_and_numbers_are_never_cut():
    columns = (
        TableColumn(Text("Nama", "Name"), width=32),
        TableColumn(Text("Alamat", "Address"), width=10),
        TableColumn(Text("Jumlah", "Total"), Shape.RUPIAH, 8),
    )
    rows = [("Putu", "Jalan Raya Contoh Nomor 1", 1_234_567_890_123), ("I Ketut", "", None)]
    widths = [column.width for column in fitted(Table(Text("a", "a"), columns, rows))]
    assert widths[0] < 16 and widths[1] == 10 and widths[2] > len("Rp1.234.567.890.123")
    assert [column.width for column in fitted(Table(Text("a", "a"), columns, []))] == [7, 9, 8]
