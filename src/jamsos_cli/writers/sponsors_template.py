"""The blank form for sponsors: NIP and NIK as text, drop-downs, and an instruction sheet."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.model.roster import OWN_SHEET

SHEET, INSTRUCTIONS = "SPONSOR", "Petunjuk"
ROWS = 300
_HEADING_ROW = 3
_OFFERED_MONTHS = 24


class _Column(NamedTuple):
    heading: str
    width: int
    look: Literal["text", "rupiah", "whole"]
    says: str
    """what to fill in; shown when the cell is chosen, so at most 255 characters."""
    example: str
    choices: Literal["", "months", "periods", "programmes"] = ""
    required: bool = False


_COLUMNS = (
    _Column("NO", 6, "whole", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    _Column("NAMA SPONSOR", 30, "text", "Nama lengkap sponsor dengan gelar.", "Ni Made Contoh, S.Pd.", required=True),
    _Column("NIP/NIK SPONSOR", 22, "text", "NIP 18 angka; NIK 16 angka bila bukan ASN. Sel ini berformat teks; jangan "
            "diubah menjadi angka, karena Excel menghilangkan angka terakhir.", "198503122010012001", required=True),
    _Column("OPD/INSTANSI", 26, "text", "Kantor tempat bekerja, untuk daftar potong gaji; kosong bila warga biasa.",
            "Dinas Contoh"),
    _Column("NO HP", 16, "text", "Nomor WhatsApp, untuk pemberitahuan sebelum janji berakhir.", "081234567890"),
    _Column("JUMLAH PEKERJA", 12, "whole", "Berapa pekerja yang ditanggung. Boleh kosong bila nama pekerja diisi.", "1",
            required=True),
    _Column("MULAI", 14, "text", "Bulan iuran pertama, misalnya 2026-11.", "2026-11", "months", required=True),
    _Column("JUMLAH BULAN", 10, "text", "Berapa bulan. Kosong berarti sampai Desember tahun itu.", "12", "periods"),
    _Column("PROGRAM", 14, "text", "JKK+JKM, atau dengan JHT. Kosong berarti JKK+JKM.", TWO, "programmes"),
    _Column("JUMLAH IURAN", 16, "rupiah", "Seluruh iuran selama masa itu, rupiah; dicocokkan dengan tarif tiap bulan. "
            "Boleh kosong.", "184800"),
    _Column("NAMA PEKERJA", 26, "text", "Bila pekerjanya sudah ditentukan: satu pekerja satu baris.", "I Wayan Contoh"),
    _Column("NIK PEKERJA", 20, "text", "16 angka sesuai KTP, bila nama pekerja diisi.", "5104031203800001"),
    _Column("DESA/KELURAHAN PEKERJA", 22, "text", "Desa yang pekerjanya ingin ditanggung; dari sana ditawarkan "
            "pengganti.", "Batubulan"),
    _Column("KETERANGAN", 24, "text", "Catatan; tidak dibaca.", ""),
)  # fmt: skip
_RULES = (
    "Isi satu sponsor satu baris pada lembar SPONSOR; atau satu pekerja satu baris bila nama pekerja disebut.",
    "Jangan menyisipkan kolom, mengubah judul kolom, atau menggabung sel.",
    "Tempel data dari berkas lain sebagai nilai saja (Tempel Khusus, Nilai), agar NIP dan NIK tetap teks.",
    "Pekerja didaftarkan lewat daftar pekerja (jamsos template roster) dengan nama, NIP, dan OPD sponsor yang sama.",
    "Masukkan dengan: jamsos sponsor import BERKAS. Yang salah disebut selnya; baris lain tetap masuk.",
    "Berkas ini memuat data pribadi (UU 27/2022). Jangan disebarkan.",
)
_CODES = {"text": "@", "rupiah": "#,##0", "whole": "0"}


def sponsors_workbook(kinds: Sequence[Kind], *, regency: str, created: date) -> bytes:
    """Give the blank form as xlsx; the same arguments give the same bytes.

    `regency` is its name for the title and may be empty; `kinds` are what the instruction sheet explains.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
    _write_frame(book, sheet, regency)
    _write_rows(book, sheet, Month.of(created))
    _write_instructions(book, instructions, kinds)
    book.close()
    return buffer.getvalue()


def _write_frame(book: Any, sheet: Any, regency: str) -> None:
    """Write what is locked: title, a word of help, headings."""
    title = f"FORMULIR SPONSOR SERTAKAN {regency.upper()}".strip()
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi."
    sheet.write_string(1, 0, said, book.add_format({"italic": True}))
    shared = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    must, may = (book.add_format(shared | {"bg_color": colour}) for colour in ("#FFE699", "#D9E2EC"))
    for index, column in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, index, column.heading, must if column.required else may)
    sheet.set_row(_HEADING_ROW, 32)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&R&8&P / &N")
    allowed = dict.fromkeys(("format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"), True)
    sheet.protect("", allowed)


def _write_rows(book: Any, sheet: Any, month: Month) -> None:
    loose = {look: book.add_format({"num_format": code, "locked": False}) for look, code in _CODES.items()}
    boxed = {look: book.add_format({"num_format": code, "locked": False, "border": 1}) for look, code in _CODES.items()}
    first, last = _HEADING_ROW + 1, _HEADING_ROW + ROWS
    for index, column in enumerate(_COLUMNS):
        sheet.set_column(index, index, column.width, loose[column.look])
        sheet.data_validation(first, index, last, index, _check(column, month))
    for row in range(1, ROWS + 1):
        sheet.write_number(_HEADING_ROW + row, 0, row, boxed["whole"])
        for index, column in enumerate(_COLUMNS[1:], 1):
            sheet.write_blank(_HEADING_ROW + row, index, None, boxed[column.look])


def _check(column: _Column, month: Month) -> dict[str, object]:
    check: dict[str, object] = {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.says,
        "error_title": column.heading,
        "error_message": column.says,
        "error_type": "warning",
    }
    if column.heading in {"NIP/NIK SPONSOR", "NIK PEKERJA"}:
        least = 16
        most = 18 if column.heading.startswith("NIP") else 16
        return check | {"validate": "length", "criteria": "between", "minimum": least, "maximum": most}
    if column.heading == "JUMLAH PEKERJA":
        return check | {"validate": "integer", "criteria": ">=", "value": 1, "error_type": "stop"}
    lists = {
        "months": [str(one) for one in month.run(_OFFERED_MONTHS)],
        "periods": ["1", "2", "3", "6", "12"],
        "programmes": [TWO, THREE],
    }
    return check | {"validate": "list", "source": lists[column.choices]} if column.choices else check


def _write_instructions(book: Any, sheet: Any, kinds: Sequence[Kind]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, f"PETUNJUK PENGISIAN {OWN_SHEET}", book.add_format({"bold": True, "font_size": 14}))
    for row, rule in enumerate(_RULES, 2):
        sheet.write_string(row, 0, f"{row - 1}. {rule}")
    top = len(_RULES) + 3
    for index, (heading, width) in enumerate((("Kolom", 26), ("Wajib", 8), ("Cara mengisi", 84), ("Contoh", 26))):
        sheet.set_column(index, index, width)
        sheet.write_string(top, index, heading, bold)
    for row, column in enumerate(_COLUMNS, top + 1):
        for index, cell in enumerate((column.heading, "ya" if column.required else "", column.says, column.example)):
            sheet.write_string(row, index, cell, wrapped)
        if len(column.says) > 84:
            sheet.set_row(row, 30)
    top += len(_COLUMNS) + 3
    sheet.write_string(top - 1, 0, "Yang diperiksa sesudah formulir dikirim", book.add_format({"bold": True}))
    for index, heading in enumerate(("Apa", "Kode", "Mengapa, dan cara membetulkannya", "Contoh")):
        sheet.write_string(top, index, heading, bold)
    for row, kind in enumerate(kinds, top + 1):
        said = f"{kind.why.id} {kind.hint.bare().id}"
        for index, cell in enumerate((kind.message.bare().id, kind.code, said, kind.example.id)):
            sheet.write_string(row, index, cell, wrapped)
        sheet.set_row(
            row, 15 * max(1 + len(said) // 84, 1 + len(kind.message.bare().id) // 25, 1 + len(kind.example.id) // 25)
        )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("")
