"""The blank exclusion list, for an office that must type what Dukcapil, BKPSDM or BPJS sent on paper."""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.model.roster import OWN_SHEET

SHEET, INSTRUCTIONS = "DAFTAR", "Petunjuk"
ROWS = 500
_HEADING_ROW = 3


class _Column(NamedTuple):
    heading: str
    width: int
    look: Literal["text", "date"]
    says: str
    """what to fill in; shown when the cell is chosen, so at most 255 characters."""
    example: str
    choices: tuple[str, ...] = ()
    required: bool = False


_COLUMNS = (
    _Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    _Column("NIK", 20, "text", "16 angka sesuai KTP, tanpa spasi. Sel ini berformat teks; jangan diubah menjadi angka, "
            "karena Excel menghilangkan angka terakhir.", "5104031203800001", required=True),
    _Column("NAMA LENGKAP", 30, "text", "Nama sesuai KTP. Wajib bila NIK tidak ada.", "I Wayan Contoh"),
    _Column("TANGGAL LAHIR", 14, "date", "Hari-bulan-tahun, misalnya 12-03-1980. Wajib bila NIK tidak ada.",
            "12-03-1980"),
    _Column("DESA/KELURAHAN", 20, "text", "Desa atau kelurahan dinas, bila diketahui.", "Batubulan"),
    _Column("JENIS DAFTAR", 18, "text", "Mengapa orang ini tidak boleh didaftarkan. Kosong berarti menurut --kind atau "
            "folder berkasnya.", "meninggal", tuple(kind.title.id for kind in KINDS)),
    _Column("TANGGAL PERISTIWA", 16, "date", "Tanggal meninggal, pindah, diangkat, atau mulai bekerja: "
            "hari-bulan-tahun. Menentukan sejak bulan apa iurannya tidak ditagih.", "03-10-2026"),
    _Column("KETERANGAN", 34, "text", "Nomor akta atau surat, bila ada.", "Akta kematian 5104-KM-0001"),
)  # fmt: skip
_RULES = (
    "Isi satu orang satu baris pada lembar DAFTAR: NIK, atau nama dan tanggal lahir bila NIK tidak ada.",
    "Jangan menyisipkan kolom, mengubah judul kolom, atau menggabung sel.",
    "Tempel data dari berkas lain sebagai nilai saja (Tempel Khusus, Nilai), agar NIK tetap teks.",
    "Pindah berarti pindah keluar kabupaten/kota; pindah antardesa tidak dimasukkan di sini.",
    "Simpan di lists/ pada ruang kerja, lalu: jamsos exclude. Atau: jamsos exclude BERKAS --kind deceased.",
    "Berkas ini memuat data pribadi (UU 27/2022). Jangan disebarkan.",
)


def exclusions_workbook(*, regency: str, created: date) -> bytes:
    """Give the blank list as xlsx: NIK as text, dates as dates, a drop-down of kinds, locked headings.

    `regency` is its name for the title and may be empty. The same arguments give the same bytes.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
    _write_frame(book, sheet, regency)
    _write_rows(book, sheet, created)
    _write_instructions(book, instructions)
    book.close()
    return buffer.getvalue()


def _write_frame(book: Any, sheet: Any, regency: str) -> None:
    """Write what is locked: title, a word of help, headings."""
    title = f"DAFTAR ORANG YANG TIDAK DIDAFTARKAN {regency.upper()}".strip()
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi bila ada."
    sheet.write_string(1, 0, said, book.add_format({"italic": True}))
    shared = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    must, may = (book.add_format(shared | {"bg_color": colour}) for colour in ("#FFE699", "#D9E2EC"))
    for index, column in enumerate(_COLUMNS):
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


def _write_rows(book: Any, sheet: Any, created: date) -> None:
    codes = {"text": "@", "date": "dd-mm-yyyy"}
    loose = {look: book.add_format({"num_format": code, "locked": False}) for look, code in codes.items()}
    boxed = {look: book.add_format({"num_format": code, "locked": False, "border": 1}) for look, code in codes.items()}
    first, last = _HEADING_ROW + 1, _HEADING_ROW + ROWS
    for index, column in enumerate(_COLUMNS):
        sheet.set_column(index, index, column.width, loose[column.look])
        sheet.data_validation(first, index, last, index, _check(column, created))
    number = book.add_format({"locked": False, "border": 1, "align": "center"})
    for row in range(1, ROWS + 1):
        sheet.write_number(_HEADING_ROW + row, 0, row, number)
        for index, column in enumerate(_COLUMNS[1:], 1):
            sheet.write_blank(_HEADING_ROW + row, index, None, boxed[column.look])


def _check(column: _Column, created: date) -> dict[str, object]:
    check: dict[str, object] = {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.says,
        "error_title": column.heading,
        "error_message": column.says,
    }
    if column.heading == "NIK":
        return check | {"validate": "length", "criteria": "==", "value": 16}
    if column.look == "date":  # an appointment may be announced for next year
        span = {"minimum": date(1920, 1, 1), "maximum": created.replace(year=created.year + 2, day=1)}
        return check | {"validate": "date", "criteria": "between", "error_type": "warning", **span}
    return check | {"validate": "list", "source": list(column.choices)} if column.choices else check


def _write_instructions(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, f"PETUNJUK PENGISIAN {OWN_SHEET}", book.add_format({"bold": True, "font_size": 14}))
    for row, rule in enumerate(_RULES, 2):
        sheet.write_string(row, 0, f"{row - 1}. {rule}")
    top = len(_RULES) + 3
    for index, (heading, width) in enumerate((("Kolom", 22), ("Wajib", 14), ("Cara mengisi", 80), ("Contoh", 28))):
        sheet.set_column(index, index, width)
        sheet.write_string(top, index, heading, bold)
    for row, column in enumerate(_COLUMNS, top + 1):
        cells = (column.heading, "ya, bila ada" if column.required else "", column.says, column.example)
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, wrapped)
        if len(column.says) > 80:
            sheet.set_row(row, 30)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")
