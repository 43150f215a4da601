"""The blank roster that villages fill in: what can be got right by the workbook itself is not left to the clerk."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.finding import Kind, Level
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.model.region import Village
from jamsos_cli.model.roster import OWN_SHEET
from jamsos_cli.model.roster_entry import PERIODS
from jamsos_cli.model.source import Payer, Source

SHEET, INSTRUCTIONS, LISTS = "ROSTER", "Petunjuk", "Daftar"
ROWS = 500
"""numbered rows with borders and checks; below them the columns keep their formats."""
_HEADING_ROW = 3
_LIST_ROW = 2
"""first row of the choices, below what the sheet and each list is."""
_PERIODS = ", ".join(str(months) for months in PERIODS[:-1]) + f" atau {PERIODS[-1]}"


_SUGGESTED = frozenset({"occupations", "periods"})
"""Lists beside which anything else may be written, without a word."""


class _Column(NamedTuple):
    heading: str
    width: int
    look: Literal["text", "date", "rupiah"]
    says: str
    """what to fill in; shown when the cell is chosen, so at most 255 characters."""
    example: str
    choices: str = ""
    """which list of choices it takes its drop-down from."""
    required: bool = False


_WORKER = (
    _Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    _Column("NIK", 20, "text", "16 angka sesuai KTP, tanpa spasi. Sel ini berformat teks; jangan diubah menjadi angka, "
            "karena Excel menghilangkan angka terakhir.", "5104031203800001", required=True),
    _Column("NAMA LENGKAP", 30, "text", "Nama sesuai KTP, tanpa gelar bila tidak ada di KTP.", "I Wayan Contoh",
            required=True),
    _Column("TEMPAT LAHIR", 16, "text", "Kabupaten/kota atau desa tempat lahir sesuai KTP.", "Gianyar"),
    _Column("TANGGAL LAHIR", 14, "date", "Tanggal sesuai KTP: hari-bulan-tahun, misalnya 12-03-1980.", "12-03-1980"),
    _Column("L/P", 6, "text", "L untuk laki-laki, P untuk perempuan.", "L", "sex"),
    _Column("ALAMAT", 28, "text", "Banjar, dusun, jalan, RT/RW.", "Br. Tengah"),
    _Column("DESA/KELURAHAN", 20, "text", "Desa atau kelurahan dinas, bukan desa adat. Pilih dari daftar.", "Batubulan",
            "villages"),
    _Column("KECAMATAN", 18, "text", "Pilih dari daftar.", "Sukawati", "districts"),
    _Column("PEKERJAAN", 20, "text", "Pekerjaan sehari-hari; pilih dari daftar atau tulis sendiri. ASN, TNI, POLRI "
            "dan penerima upah tidak boleh didaftarkan di sini.", "Petani", "occupations"),
    _Column("PENGHASILAN", 15, "rupiah", "Rupiah sebulan, angka saja. Kosongkan bila tidak diketahui.", "1500000"),
    _Column("NO HP", 16, "text", "Nomor telepon, diawali 0.", "081200000000"),
    _Column("NAMA IBU KANDUNG", 26, "text", "Nama ibu kandung sesuai kartu keluarga.", "Ni Ketut Contoh"),
    _Column("PROGRAM", 16, "text", "Kosong berarti program bawaan sumber dananya.", TWO, "programmes"),
    _Column("SUMBER DANA", 18, "text", "Siapa yang membayar. Pilih dari daftar.", "Dana Desa", "sources"),
    _Column("BULAN IUR", 12, "text", f"Berapa bulan dibayar ({_PERIODS}), atau bulan pertama, misalnya 2026-11.", "6",
            "periods"),
)  # fmt: skip
_SPONSOR = (
    _Column("NAMA SPONSOR", 26, "text", "Nama orang atau badan yang membayar, hanya bila sponsor yang membayar.",
            "Ni Made Contoh"),
    _Column("OPD", 22, "text", "Kantor tempat sponsor bekerja, untuk daftar potong gaji.", "Dinas Contoh"),
)  # fmt: skip
_RULES = (
    "Isi satu orang satu baris pada lembar ROSTER. NIK dan nama wajib; kolom lain sangat membantu.",
    "Jangan menyisipkan kolom, mengubah judul kolom, atau menggabung sel.",
    "Tempel data dari berkas lain sebagai nilai saja (Tempel Khusus, Nilai), agar NIK tetap teks.",
    "NIK yang berakhir 0 setelah pernah menjadi angka di Excel sudah rusak; salin lagi dari KTP.",
    "Tanggal lahir: hari-bulan-tahun. Kosongkan bila tidak tahu, jangan diisi perkiraan.",
    "Satu orang satu kali. Orang yang sudah dibayari sumber dana lain tidak didaftarkan lagi.",
    "Berkas ini memuat data pribadi (UU 27/2022). Kirim hanya ke dinas, dan jangan disebarkan.",
)


class Choices(NamedTuple):
    """What the drop-downs offer and the instructions explain; any of them may be empty."""

    sources: Sequence[Source]
    villages: Sequence[Village] = ()
    occupations: Sequence[str] = ()
    kinds: Sequence[Kind] = ()
    """the findings that are explained, in order."""


def roster_workbook(choices: Choices, *, regency: str, created: date) -> bytes:
    """Give the blank roster as xlsx: NIK and phone as text, dates as dates, drop-downs, locked headings.

    `regency` is its name for the title and may be empty. Sponsor columns are there when a source is paid by sponsors.
    The same arguments give the same bytes.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    sponsored = any(source.payer is Payer.SPONSOR for source in choices.sources)
    columns = _WORKER + (_SPONSOR if sponsored else ())
    roster, instructions, lists = (book.add_worksheet(name) for name in (SHEET, INSTRUCTIONS, LISTS))
    ranges = _write_lists(lists, choices)
    _write_frame(book, roster, columns, regency)
    _write_rows(book, roster, columns)
    for index, column in enumerate(columns):
        roster.data_validation(_HEADING_ROW + 1, index, _HEADING_ROW + ROWS, index, _check(column, ranges, created))
    _write_instructions(book, instructions, columns, choices.kinds)
    book.close()
    return buffer.getvalue()


def _write_frame(book: Any, sheet: Any, columns: Sequence[_Column], regency: str) -> None:
    """Write what is locked: title, a word of help, headings."""
    last = len(columns) - 1
    title = f"DAFTAR PEKERJA RENTAN {regency.upper()}".strip()
    sheet.merge_range(0, 0, 0, last, "", book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    sheet.merge_range(1, 0, 1, last, "", book.add_format({"italic": True}))
    sheet.write_string(
        1,
        0,
        "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi.",
        book.add_format({"italic": True}),
    )
    shared = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    must, may = (book.add_format(shared | {"bg_color": colour}) for colour in ("#FFE699", "#D9E2EC"))
    for index, column in enumerate(columns):
        sheet.write_string(_HEADING_ROW, index, column.heading, must if column.required else may)
    sheet.set_row(_HEADING_ROW, 30)
    sheet.freeze_panes(_HEADING_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&R&8&P / &N")
    allowed = dict.fromkeys(("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True)
    sheet.protect("", allowed)


def _write_rows(book: Any, sheet: Any, columns: Sequence[_Column]) -> None:
    codes = {"text": "@", "date": "dd-mm-yyyy", "rupiah": "#,##0"}
    loose = {look: book.add_format({"num_format": code, "locked": False}) for look, code in codes.items()}
    boxed = {look: book.add_format({"num_format": code, "locked": False, "border": 1}) for look, code in codes.items()}
    number = book.add_format({"locked": False, "border": 1, "align": "center"})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, loose[column.look])
    for row in range(1, ROWS + 1):
        sheet.write_number(_HEADING_ROW + row, 0, row, number)
        for index, column in enumerate(columns[1:], 1):
            sheet.write_blank(_HEADING_ROW + row, index, None, boxed[column.look])


def _write_lists(sheet: Any, choices: Choices) -> dict[str, str]:
    """Write the choices on the hidden sheet; give the range of each list that has any.

    Two villages of one name are one choice: the district tells them apart.
    """
    lists: dict[str, list[str]] = {
        "sex": ["L", "P"],
        "programmes": [TWO, THREE],
        "sources": [source.title for source in sorted(choices.sources, key=lambda source: source.order)],
        "villages": sorted({village.name for village in choices.villages}),
        "districts": sorted({village.district for village in choices.villages}),
        "occupations": list(choices.occupations),
        "periods": [str(months) for months in PERIODS],
    }
    sheet.write_string(0, 0, f"Pilihan untuk lembar {SHEET} {OWN_SHEET}")
    ranges = {}
    for index, (name, values) in enumerate(lists.items()):
        sheet.write_string(_LIST_ROW - 1, index, name)
        for row, value in enumerate(values, _LIST_ROW):
            sheet.write_string(row, index, value)
        if values:
            letter = column_letters(index)
            ranges[name] = f"={LISTS}!${letter}${_LIST_ROW + 1}:${letter}${_LIST_ROW + len(values)}"
    sheet.hide()
    return ranges


def _check(column: _Column, ranges: dict[str, str], created: date) -> dict[str, object]:
    """Give the check of one column; what the office cannot know (villages elsewhere) warns and lets through."""
    check: dict[str, object] = {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.says,
        "error_title": column.heading,
        "error_message": column.says,
    }
    if column.heading == "NIK":
        return check | {"validate": "length", "criteria": "==", "value": 16}
    if column.look == "date":
        span = {"minimum": date(1920, 1, 1), "maximum": created}
        return check | {"validate": "date", "criteria": "between", "error_type": "warning", **span}
    if column.look == "rupiah":
        return check | {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
    if column.choices in ranges:
        strict = column.choices in {"sex", "sources", "programmes"}
        return check | {
            "validate": "list",
            "source": ranges[column.choices],
            "error_type": "stop" if strict else "warning",
            "show_error": column.choices not in _SUGGESTED,
        }
    return check


_LEVELS = {Level.ERROR: "ditolak", Level.WARNING: "diperiksa", Level.NOTE: "catatan"}
_ASIDE = re.compile(r"(?:; [^.;:{]*)?(?::|;| \()\s*\{[a-z_]+\}\)?")
_PLACEHOLDER = re.compile(r"\s?\{[a-z_]+\}")


def _bare(sentence: str) -> str:
    """Say a sentence without a case at hand."""
    return _PLACEHOLDER.sub(" …", _ASIDE.sub("", sentence)).strip().removesuffix(" …")


def _write_instructions(book: Any, sheet: Any, columns: Sequence[_Column], kinds: Sequence[Kind]) -> None:
    """Write how each column is filled, and what the checks will say of the usual mistakes, in their own words."""
    bold = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, f"PETUNJUK PENGISIAN {OWN_SHEET}", book.add_format({"bold": True, "font_size": 14}))
    for row, rule in enumerate(_RULES, 2):
        sheet.write_string(row, 0, f"{row - 1}. {rule}")
    top = len(_RULES) + 3
    for index, (heading, width) in enumerate((("Kolom", 22), ("Wajib", 8), ("Cara mengisi", 80), ("Contoh", 22))):
        sheet.set_column(index, index, width)
        sheet.write_string(top, index, heading, bold)
    for row, column in enumerate(columns, top + 1):
        cells = (column.heading, "ya" if column.required else "", column.says, column.example)
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, wrapped)
        if len(column.says) > 80:
            sheet.set_row(row, 30)
    top += len(columns) + 3
    if kinds:
        sheet.write_string(top - 1, 0, "Yang diperiksa sesudah daftar dikirim", book.add_format({"bold": True}))
        for index, heading in enumerate(("Kode", "Tingkat", "Yang salah, dan cara membetulkannya", "Contoh")):
            sheet.write_string(top, index, heading, bold)
    for row, kind in enumerate(kinds, top + 1):
        said = f"{_bare(kind.message.id)} {_bare(kind.hint.id)}"
        for index, cell in enumerate((kind.code, _LEVELS[kind.level], said, kind.example.id)):
            sheet.write_string(row, index, cell, wrapped)
        lines = max(1 + len(said) // 82, 1 + len(kind.example.id) // 22)
        sheet.set_row(row, 15 * lines)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")
