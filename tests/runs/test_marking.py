"""`validate --annotate`: the clerk's own workbook comes back marked, is mended in it and sent again as it is."""

import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from jamsos_cli.errors import Exit, FileError, UsageError
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.marking import SIGNATURE, TITLE
from jamsos_cli.model.sender import asked
from jamsos_cli.runs.validate import Options, Validated, validate
from jamsos_cli.writers.locked_workbook import locked
from roster_text import ON, read_text, workbook

LIST = """\
[Petunjuk]
Isi semua kolom.
[Br. Tengah's]
DAFTAR PEKERJA RENTAN

NO | NIK | NAMA | TGL LAHIR | L/P | PEKERJAAN | GOL. DARAH
1 | #5104031203800000 | I WAYAN SUDARMA | 12-03-1980 | L | Petani | O
2 | 51040312038000 | NI MADE SARI | 31-02-1985 | P | Buruh | A

3 | 5104031203800001 | =SUDARMA | 12-03-1980 | X | PNS | =7
4 | 5104034203800002 | NI LUH RAI | d1980-03-02 | P | Petani |
5 | 5104034203800002 | NI LUH RAI | d1980-03-02 | P | =#N/A |
JUMLAH | | 5
[Lama] hidden
x
"""
SHEET = "Br. Tengah's"
RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"


def run(*paths: Path, to: Path, jobs: int = 1, lang: str = "id") -> Validated:
    return validate(paths, None, Options(on=ON, annotate=to, jobs=jobs, lang=lang), lambda _: None)  # type: ignore[arg-type]


def marked(path: Path, to: Path) -> Path:
    (copy,) = run(path, to=to).marked
    return copy


def found(path: Path) -> list[tuple[object, ...]]:
    """Judge a file and give its findings, the name of the file aside."""
    (result,) = validate([path], None, Options(on=ON, jobs=1), lambda _: None).files
    return [(f.kind.code, *f.place[1:], f.field, f.value, f.values) for f in result.findings]


def coloured(sheet: Worksheet) -> dict[str, str]:
    """Give the cells that bear one of our colours."""
    return {
        sheet.cell(row, column).coordinate: rule.dxf.fill.bgColor.rgb
        for block in sheet.conditional_formatting
        for rule in block.rules
        if "tanda-jamsos" in rule.formula[0]
        for span in block.sqref.ranges
        for row, column in span.cells
    }


def comments(sheet: Worksheet) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def listed(path: Path) -> list[tuple[object, ...]]:
    """Give the lines of the first sheet below its heading."""
    rows = [tuple(cell.value for cell in row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
    at = next(place for place, row in enumerate(rows) if row[:2] in {("Lembar", "Sel"), ("Sheet", "Cell")})
    return rows[at + 1 :]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "masuk" / "desa.xlsx"
    path.parent.mkdir()
    path.write_bytes(workbook(LIST))
    return path


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "hasil"


def test_wrong_cells_are_coloured_by_level_and_say_why(sent: Path, to: Path) -> None:
    sheet = openpyxl.load_workbook(marked(sent, to))[SHEET]
    expected = {
        "B4": RED,
        "B5": RED,
        "D5": RED,
        "C7": RED,
        "E7": YELLOW,
        "F7": RED,
        "B9": RED,
        "F9": RED,
        "G3": BLUE,
        "A10": BLUE,
    }
    assert coloured(sheet) == expected
    assert set(comments(sheet)) == set(expected)
    assert comments(sheet)["D5"].startswith("== jamsos ==\nSalah (P04): Tanggal lahir 31-02-1985")
    assert "12-03-1980" in comments(sheet)["D5"]
    assert sheet["D5"].comment.author == "jamsos"


def test_the_first_sheet_lists_every_finding_with_a_link_to_its_cell(sent: Path, to: Path) -> None:
    book = openpyxl.load_workbook(marked(sent, to))
    assert book.sheetnames == [TITLE.id, "Petunjuk", SHEET, "Lama"]
    assert [one.sheet_state for one in book] == ["visible", "visible", "visible", "hidden"]
    assert book.active.title == TITLE.id
    assert [one.title for one in book if one.sheet_view.tabSelected] == [TITLE.id]
    first = book.worksheets[0]
    rows = {(row[1].value, row[2].value): row for row in first.iter_rows() if row[1].value}
    assert rows["D5", "P04"][1].hyperlink.location == "'Br. Tengah''s'!D5"
    assert rows["A10", "F11"][3].value == "catatan"
    assert len(listed(to / "desa.xlsx")) == len(found(sent))
    said = [first.cell(row, 1).value for row in range(1, 12)]
    assert said[:3] == [TITLE.id, SIGNATURE.id, "Berkas: desa.xlsx"]
    assert "5 baris pekerja dibaca: 1 diterima, 4 ditolak." in said


def test_findings_are_counted_by_kind_in_words(sent: Path, to: Path) -> None:
    rows = list(openpyxl.load_workbook(marked(sent, to)).worksheets[0].iter_rows(values_only=True))
    said = [row[0] for row in rows if row[0]]
    at = next(place for place, line in enumerate(said) if line.startswith("Merah: 7 kesalahan"))
    assert said[at + 1 : at + 3] == ["    1 × NIK dua kali di satu berkas (D01)", "    1 × ASN, TNI, atau POLRI (E05)"]
    counted = Counter(code for code, *_ in found(sent))
    lines = [re.fullmatch(r" +([0-9.]+) × .+ \(([A-Z][0-9]{2})\)", line) for line in said]
    assert {line[2]: int(line[1]) for line in lines if line} == counted


def test_sheets_are_listed_as_they_follow_in_the_workbook(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "banjar.xlsx"
    head = "NIK | NAMA | TGL LAHIR\n123 | SUDARMA |\n"
    path.write_bytes(workbook(f"[Br. Tegal]\n{head}[Br. 10]\n{head}[Rekap]\nx\n[Br. 9]\n{head}"))
    book = openpyxl.load_workbook(marked(path, to))
    order = list(dict.fromkeys(row[0] for row in listed(to / "banjar.xlsx") if row[3] == "salah"))
    assert order == ["Br. Tegal", "Br. 10", "Br. 9"]
    assert book.worksheets[0].freeze_panes is None


def test_nobody_in_a_village_is_told_of_commands_or_settings(sent: Path, to: Path) -> None:
    book = openpyxl.load_workbook(marked(sent, to))
    said = [*(line[5] for line in listed(to / "desa.xlsx")), *comments(book[SHEET]).values()]
    assert any("daftar kosong dari dinas" in hint for hint in said)
    words = " ".join(said).replace("== jamsos ==", "").replace("== akhir jamsos ==", "")
    assert "jamsos" not in words and "[headings]" not in words and "--" not in words


def test_errors_come_first_in_the_list(sent: Path, to: Path) -> None:
    levels = [row[3] for row in listed(marked(sent, to))]
    assert levels == sorted(levels, key=["salah", "periksa", "catatan"].index)


def test_a_marked_workbook_is_judged_like_the_original(sent: Path, to: Path) -> None:
    assert found(marked(sent, to)) == found(sent)


def test_nothing_of_the_clerks_is_changed(sent: Path, to: Path) -> None:
    before, after = (zipfile.ZipFile(path) for path in (sent, marked(sent, to)))
    cells = [name for name in before.namelist() if "sharedStrings" in name or "theme" in name or "docProps" in name]
    assert cells
    assert all(before.read(name) == after.read(name) for name in cells)
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"):
        rows = [
            archive.read(name).partition(b"<sheetData")[2].partition(b"</sheetData>")[0] for archive in (before, after)
        ]
        assert rows[0] == rows[1]


def test_what_was_mended_loses_its_mark_and_gets_its_own_look_back(sent: Path, to: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book[SHEET]["D5"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    book.save(sent)
    copy = marked(sent, to)
    book = openpyxl.load_workbook(copy)
    book[SHEET]["D5"] = "28-02-1985"
    mended = tmp_path / "lagi" / "desa.xlsx"
    mended.parent.mkdir()
    book.save(mended)
    sheet = openpyxl.load_workbook(marked(mended, tmp_path / "hasil-2"))[SHEET]
    assert "D5" not in coloured(sheet)
    assert "D5" not in comments(sheet)
    assert sheet["D5"].fill.fgColor.rgb == "FF00FF00"
    assert "B5" in coloured(sheet)
    assert sheet["B5"].comment.text.count("== jamsos ==") == 1


def test_marking_again_piles_up_nothing(sent: Path, to: Path, tmp_path: Path) -> None:
    copies = [marked(sent, to)]
    for turn in range(3):
        copies.append(marked(copies[-1], tmp_path / f"hasil-{turn}"))
    assert len({path.read_bytes() for path in copies[1:]}) == 1
    books = [zipfile.ZipFile(path) for path in copies]
    sheet = openpyxl.load_workbook(copies[-1])
    assert sheet.sheetnames == openpyxl.load_workbook(copies[0]).sheetnames
    assert comments(sheet[SHEET]) == comments(openpyxl.load_workbook(copies[0])[SHEET])
    drawn = [books[-1].read(name).count(b"<v:shape ") for name in books[-1].namelist() if name.endswith(".vml")]
    assert drawn == [len(comments(sheet[SHEET]))]


def test_comments_of_the_clerk_stay_and_ours_go_again(sent: Path, to: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book[SHEET]["D5"].comment = Comment("Lihat KTP & KK", "Bu Made")
    book[SHEET]["C8"].comment = Comment("Kelian banjar", "Bu Made")
    book.save(sent)
    copy = marked(sent, to)
    sheet = openpyxl.load_workbook(copy)[SHEET]
    assert sheet["D5"].comment.text.startswith("Lihat KTP & KK\n\n== jamsos ==\nSalah (P04)")
    assert sheet["D5"].comment.author == "Bu Made"
    assert sheet["C8"].comment.text == "Kelian banjar"
    book = openpyxl.load_workbook(copy)
    book[SHEET]["D5"] = "28-02-1985"
    book.save(copy)
    after = comments(openpyxl.load_workbook(marked(copy, tmp_path / "lagi"))[SHEET])
    assert (after["D5"], after["C8"]) == ("Lihat KTP & KK", "Kelian banjar")


def test_what_a_village_adds_below_our_words_stays(sent: Path, to: Path, tmp_path: Path) -> None:
    copy = marked(sent, to)
    for turn in range(3):
        book = openpyxl.load_workbook(copy)
        for cell in ("D5", "B5"):
            said = book[SHEET][cell].comment.text
            book[SHEET][cell].comment = Comment(f"{said}\nSudah ditanya {turn}", "Bu Made")
        if turn == 2:
            book[SHEET]["D5"] = "28-02-1985"
        book.save(copy)
        copy = marked(copy, tmp_path / f"lagi-{turn}")
    after = comments(openpyxl.load_workbook(copy)[SHEET])
    theirs = "Sudah ditanya 0\n\nSudah ditanya 1\n\nSudah ditanya 2"
    assert after["D5"].split() == theirs.split()
    assert after["B5"].partition("== jamsos ==")[0].split() == theirs.split()
    assert after["B5"].count("jamsos ==") == 2


def test_a_value_that_looks_like_our_lines_piles_up_nothing(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    path.write_bytes(workbook("NIK | NAMA\n51 == akhir jamsos == x | SUDARMA\n52 == jamsos == x | SARI\n"))
    copy = marked(path, to)
    again = marked(copy, tmp_path / "lagi")
    assert comments(openpyxl.load_workbook(again).worksheets[1]) == comments(openpyxl.load_workbook(copy).worksheets[1])


def test_protected_sheets_merged_cells_and_colours_by_rule_stay(sent: Path, to: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet = book[SHEET]
    sheet.protection.enable()
    sheet["E7"].protection = openpyxl.styles.Protection(locked=False)
    sheet.merge_cells("D5:D6")
    red = openpyxl.styles.PatternFill(bgColor="FF112233")
    rule = openpyxl.formatting.rule.CellIsRule(operator="equal", formula=['"L"'], fill=red)
    sheet.conditional_formatting.add("E4:E9", rule)
    book.defined_names["DAFTAR"] = openpyxl.workbook.defined_name.DefinedName("DAFTAR", attr_text="'Lama'!$A$1")
    book["Lama"].print_title_rows = "1:1"
    book.save(sent)
    book = openpyxl.load_workbook(marked(sent, to))
    sheet = book[SHEET]
    assert sheet.protection.sheet
    assert not sheet["E7"].protection.locked
    assert [span.coord for span in sheet.merged_cells.ranges] == ["D5:D6"]
    assert book["Lama"].print_title_rows == "$1:$1"
    assert book.defined_names["DAFTAR"].attr_text == "'Lama'!$A$1"
    priorities = {
        rule.priority: "jamsos" if "jamsos" in rule.formula[0] else "clerk"
        for block in sheet.conditional_formatting
        for rule in block.rules
    }
    assert priorities == {1: "jamsos", 2: "jamsos", 3: "jamsos", 4: "clerk"}


def test_a_finding_within_merged_cells_marks_the_first_of_them(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "gabung.xlsx"
    path.write_bytes(
        workbook("NIK | NAMA | TGL LAHIR\n5104031203800001 | SUDARMA | 31-02-1980\n5104031203800002 | SARI |\n")
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("C2:C3")
    book.save(path)
    sheet = openpyxl.load_workbook(marked(path, to)).worksheets[1]
    assert coloured(sheet) == {"C2": RED}
    assert "P04" in sheet["C2"].comment.text
    assert "P03" in sheet["C2"].comment.text


@pytest.mark.parametrize("separator", [";", ","])
def test_a_csv_comes_back_as_a_workbook_with_each_line_in_its_row(separator: str, to: Path, tmp_path: Path) -> None:
    lines = ["NIK;NAMA;TGL LAHIR", "5104031203800001;=SUDARMA;12-03-1980", "", "510403120380000;+SARI;-",
             "5104031203800003;@RAI;12-03-1980;lebih"]  # fmt: skip
    path = tmp_path / "desa.csv"
    path.write_text("\n".join(lines).replace(";", separator), encoding="utf-8")
    copy = marked(path, to)
    assert copy.name == "desa.xlsx"
    sheet = openpyxl.load_workbook(copy).worksheets[1]
    assert {at: sheet[at].value for at in ("A2", "B2", "A4", "B4", "B5", "D5")} == {
        "A2": "5104031203800001", "B2": "=SUDARMA", "A4": "510403120380000", "B4": "+SARI", "B5": "@RAI", "D5": "lebih",
    }  # fmt: skip
    assert {sheet[at].data_type for at in ("A2", "B2", "A4", "B4", "B5")} == {"s"}
    assert set(coloured(sheet)) >= {"A4", "D5"}
    plain = [(code, *rest) for code, _, *rest in found(path)]
    assert [(code, *rest) for code, _, *rest in found(copy)] == plain


def test_a_title_does_not_widen_its_column_and_the_copy_fits_the_page(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text("DAFTAR PEKERJA RENTAN DESA BATUBULAN\nNO;NIK;NAMA\n1;51040312038000;SARI\n", encoding="utf-8")
    sheet = openpyxl.load_workbook(marked(path, to)).worksheets[1]
    assert sheet["A1"].value.startswith("DAFTAR")
    assert sheet.column_dimensions["A"].width < 10 < sheet.column_dimensions["B"].width
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1) == ("landscape", 1)


def test_the_heading_of_a_csv_keeps_its_empty_fields(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text("NIK;NAMA;\n5104031203800001;SUDARMA;lunas\n", encoding="utf-8")
    assert "F13" not in {code for code, *_ in found(marked(path, to))}


def test_a_file_that_cannot_be_read_comes_back_with_the_reason(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\xff\xd8\xff")
    copy = marked(path, to)
    assert openpyxl.load_workbook(copy).sheetnames == [TITLE.id]
    ((_, _, code, _, message, _),) = listed(copy)
    assert code == "F01"
    assert "foto" in str(message)
    assert [code for code, *_ in found(copy)] == ["F10", "F05"]


def test_a_file_that_is_not_there_has_no_copy(to: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "tidak-ada.xlsx", to=to)
    assert (done.exit_code, done.marked) == (Exit.FILE, ())
    assert not to.exists()


def test_an_archive_without_sheets_comes_back_with_ours_alone(sent: Path, to: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(sent) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(b"<sheet ", b"<leaf ") if name == "xl/workbook.xml" else content)
    sent.write_bytes(made.getvalue())
    copy = marked(sent, to)
    assert openpyxl.load_workbook(copy).sheetnames == [TITLE.id]
    assert [code for code, *_ in found(sent)] == ["F10"]


def test_an_archive_built_otherwise_is_written_anew_with_its_values(sent: Path, to: Path) -> None:
    with zipfile.ZipFile(sent) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"cellXfs", b"cellYfs")
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    sent.write_bytes(made.getvalue())
    copy = marked(sent, to)
    book = openpyxl.load_workbook(copy)
    assert any("ditulis ulang" in str(book.worksheets[0].cell(row, 1).value) for row in range(1, 15))
    assert book[SHEET]["B7"].value == "5104031203800001"
    assert book[SHEET]["B4"].value == 5104031203800000
    assert book[SHEET]["B4"].number_format == "0"
    assert book[SHEET]["F9"].value == "=#N/A"
    assert found(copy) == found(sent)


def test_a_sheet_of_the_clerk_that_is_called_like_ours_stays(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.xlsx"
    path.write_bytes(workbook(f"[{TITLE.id}]\nNIK | NAMA\n51040312 | SUDARMA\n"))
    copy = marked(path, to)
    assert openpyxl.load_workbook(copy).sheetnames == [f"{TITLE.id} (2)", TITLE.id]
    assert found(copy) == found(path)


def test_workers_pasted_into_our_sheet_are_read(sent: Path, to: Path) -> None:
    copy = marked(sent, to)
    book = openpyxl.load_workbook(copy)
    for column, text in enumerate(("NIK", "NAMA"), 1):
        book.worksheets[0].cell(40, column, text)
    for column, text in enumerate(("5104031203850009", "I KETUT ASTAWA"), 1):
        book.worksheets[0].cell(41, column, text)
    book.save(copy)
    (result,) = validate([copy], None, Options(on=ON, jobs=1), lambda _: None).files
    assert result.rows_read == 6


def test_niks_written_into_our_list_are_told_and_nobody_is_read_from_them(sent: Path, to: Path, tmp_path: Path) -> None:
    copy = marked(sent, to)
    book = openpyxl.load_workbook(copy)
    ours = book.worksheets[0]
    heading = next(cell.row for cell in ours["A"] if cell.value == "Lembar")
    for row, texts in enumerate((("NIK", "NAMA"), ("5104031203850009", "NI MADE SARI")), heading):
        for column, text in enumerate(texts, 7):
            ours.cell(row, column, text)
    sheet, told = ours.title, tmp_path / "dijawab.xlsx"
    book.save(told)
    (result,) = validate([told], None, Options(on=ON, jobs=1), lambda _: None).files
    assert result.rows_read == 5
    assert [f.kind.code for f in result.findings if f.place.sheet == sheet] == ["F09"]
    again = openpyxl.load_workbook(marked(told, to))
    assert again.sheetnames[:2] == [f"{TITLE.id} (2)", TITLE.id]
    assert again[sheet].cell(heading + 1, 7).value == "5104031203850009"


def test_our_sheet_saved_alone_as_csv_is_told_as_such(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text(f"{TITLE.id};;\n{SIGNATURE.id};;\nLembar;Sel;Kode\nSaba;B7;N02\n")
    assert [code for code, *_ in found(path)] == ["F10", "F05"]
    assert openpyxl.load_workbook(marked(path, to)).sheetnames == [TITLE.id]


def test_a_column_put_into_the_copy_of_a_csv_shifts_nobody(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text("NIK;NAMA;KET\n5104031203800001;I WAYAN SUDARMA;lama\n5104031203;NI LUH RAI;baru\n")
    book = openpyxl.load_workbook(marked(path, to))
    book.worksheets[1].insert_cols(2)
    book.worksheets[1]["B1"] = "NO HP"
    wider = tmp_path / "desa.xlsx"
    book.save(wider)
    assert [code for code, *_ in found(wider) if code[0] == "F"] == ["F16"]


def test_no_whole_nik_stands_in_what_we_write(sent: Path, to: Path) -> None:
    with zipfile.ZipFile(marked(sent, to)) as archive:
        ours = [n for n in archive.namelist() if "jamsos" in n or "comments" in n]
        assert len(ours) == 2
        assert not [n for n in ours if b"5104031203800001" in archive.read(n) or b"5104034203800002" in archive.read(n)]


def test_english_is_spoken_where_it_is_asked_for(sent: Path, to: Path) -> None:
    (copy,) = run(sent, to=to, lang="en").marked
    book = openpyxl.load_workbook(copy)
    assert book.sheetnames[0] == TITLE.en
    assert "Error (P04)" in book[SHEET]["D5"].comment.text
    assert found(copy) == found(sent)


def test_the_same_files_give_the_same_bytes_on_any_number_of_processes(tmp_path: Path, to: Path) -> None:
    folder = tmp_path / "masuk"
    for number in range(3):
        path = folder / f"banjar-{number}" / "daftar.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(workbook(LIST.replace("NI LUH RAI", f"NI LUH RAI {'ABC'[number]}")))
    (folder / "banjar-0" / "daftar.csv").write_text("NIK;NAMA\n1;SARI\n", encoding="utf-8")
    one, two = (run(folder, to=to / str(jobs), jobs=jobs).marked for jobs in (1, 2))
    names = [path.relative_to(to / "1").as_posix() for path in one]
    assert names == ["banjar-0/daftar.xlsx", "banjar-0/daftar-2.xlsx", "banjar-1/daftar.xlsx", "banjar-2/daftar.xlsx"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_nothing_is_written_where_a_file_changes_while_it_is_checked(tmp_path: Path, to: Path) -> None:
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        path.write_bytes(workbook(LIST))
    told: list[str] = []

    def changed(name: str) -> None:
        told.append(name)
        if len(told) == len(paths):
            paths[0].write_bytes(workbook(LIST.replace("SARI", "SARI RAI")))

    asked = Options(on=ON, annotate=to, messages=tmp_path / "pesan", jobs=1)
    with pytest.raises(FileError):
        validate(paths, None, asked, changed)
    assert not to.exists() and not (tmp_path / "pesan").exists()


def test_files_of_one_name_in_two_folders_have_two_copies(tmp_path: Path, to: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.xlsx").write_bytes(workbook(LIST))
    copies = run(tmp_path / "a" / "x.xlsx", tmp_path / "b" / ".." / "b" / "x.xlsx", to=to).marked
    assert [path.relative_to(to).as_posix() for path in copies] == ["a/x.xlsx", "b/x.xlsx"]


@pytest.mark.parametrize(
    ("path", "folder"), [("masuk/desa.xlsx", "masuk"), ("masuk", "masuk"), ("masuk", "masuk/hasil")]
)
def test_an_original_is_never_written_over_nor_a_copy_read_as_a_roster(
    path: str, folder: str, sent: Path, tmp_path: Path
) -> None:
    before = sent.read_bytes()
    with pytest.raises(UsageError):
        run(tmp_path / path, to=tmp_path / folder)
    assert [p.name for p in sent.parent.iterdir()] == ["desa.xlsx"]
    assert sent.read_bytes() == before


def test_a_copy_somebody_has_mended_is_not_written_over(sent: Path, to: Path) -> None:
    copy = marked(sent, to)
    marked(sent, to)  # as we wrote it: it may be replaced
    book = openpyxl.load_workbook(copy)
    book[SHEET]["D5"] = "28-02-1985"
    book.save(copy)
    before = copy.read_bytes()
    with pytest.raises(FileError):
        run(sent, to=to)
    assert copy.read_bytes() == before


def test_a_finding_without_a_cell_leads_to_the_nik_of_its_row(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "lansia.xlsx"
    path.write_bytes(workbook("NO | NAMA | NIK\n\n1 | SUDARMA | 5104031203500001\n"))
    sheet = openpyxl.load_workbook(marked(path, to)).worksheets[1]
    assert coloured(sheet) == {"C3": RED}


def test_a_clean_list_says_that_nothing_has_to_be_mended(to: Path, tmp_path: Path) -> None:
    path = tmp_path / "bersih.xlsx"
    path.write_bytes(workbook("NIK | NAMA\n5104031203800001 | SUDARMA\n"))
    book = openpyxl.load_workbook(marked(path, to))
    said = [book.worksheets[0].cell(row, 1).value for row in range(1, 9)]
    assert "Tidak ada yang harus diperbaiki." in said
    assert coloured(book.worksheets[1]) == {}


def test_what_the_screen_lists_is_what_the_comments_say(sent: Path, to: Path) -> None:
    done = run(sent, to=to)
    findings: Sequence[Finding] = done.files[0].findings
    said = "".join(comments(openpyxl.load_workbook(done.marked[0])[SHEET]).values())
    of_rows = [f for f in findings if f.place.row]
    assert of_rows
    assert all(f.message("id") in said and asked(f, "id") in said for f in of_rows)


GALLERY = sorted((Path(__file__).resolve().parents[1] / "findings").rglob("*.txt"))


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_roster_of_the_gallery_is_judged_alike_once_it_is_marked(path: Path, tmp_path: Path) -> None:
    roster = read_text(path.read_text(encoding="utf-8"))
    for number, (name, content) in enumerate(roster.files):
        sent = tmp_path / str(number) / Path(name).name
        sent.parent.mkdir()
        sent.write_bytes(content)
        before = [(code, *rest) for code, _, *rest in found(sent)]
        copy = marked(sent, tmp_path / f"hasil-{number}")
        if not before or before[0][0] not in {"F01", "F02", "F03"}:
            assert [(code, *rest) for code, _, *rest in found(copy)] == before
        openpyxl.load_workbook(copy).close()


def test_a_workbook_that_excel_opens_without_asking_comes_back_as_it_is(tmp_path: Path) -> None:
    sent, plain = tmp_path / "daftar.xlsx", workbook(LIST)
    sent.write_bytes(locked(plain, "VelvetSweatshop"))
    copy = openpyxl.load_workbook(marked(sent, tmp_path / "out"))
    assert copy.sheetnames[1:] == openpyxl.load_workbook(BytesIO(plain)).sheetnames
    assert copy[SHEET]["A2"].value is None and "B4" in coloured(copy[SHEET])
