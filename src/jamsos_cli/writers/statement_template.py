"""The blank statement, for an insurer's answer that comes as a letter or a screen and must be typed."""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.month import Month

SHEET = "REKONSILIASI"
ROWS = 500
_HEADING_ROW = 3


class _Column(NamedTuple):
    heading: str
    width: int
    look: Literal["text", "date", "rupiah"]
    says: str
    choices: tuple[str, ...] = ()


_COLUMNS = (
    _Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati."),
    _Column("NIK", 20, "text", "16 angka. Sel ini berformat teks; jangan diubah menjadi angka, karena Excel "
            "menghilangkan angka terakhir."),
    _Column("NAMA", 30, "text", "Nama peserta seperti tercatat di BPJS Ketenagakerjaan."),
    _Column("NO KPJ", 16, "text", "Nomor kepesertaan, bila ada."),
    _Column("BULAN IURAN", 14, "text", "Bulan yang dibayar, misalnya 2026-11."),
    _Column("JKK", 14, "rupiah", "Rupiah yang tercatat, angka saja. Yang dibatalkan ditulis dengan tanda minus."),
    _Column("JKM", 14, "rupiah", "Rupiah yang tercatat, angka saja."),
    _Column("JHT", 14, "rupiah", "Rupiah yang tercatat, angka saja; kosong bila tidak ikut JHT."),
    _Column("TOTAL", 14, "rupiah", "Rupiah seluruhnya; kosong berarti jumlah JKK, JKM, dan JHT."),
    _Column("STATUS", 14, "text", "AKTIF, TIDAK AKTIF, atau BATAL.", ("AKTIF", "TIDAK AKTIF", "BATAL")),
    _Column("TGL BAYAR", 14, "date", "Tanggal pembayaran: hari-bulan-tahun."),
    _Column("NO REFERENSI", 22, "text", "Kode iuran atau nomor bukti pembayaran."),
)  # fmt: skip


def statement_workbook(month: Month, *, created: date) -> bytes:
    """Give the blank statement of a month as xlsx, with text NIKs, rupiah as numbers and locked headings.

    It has one sheet and one line of help: every line that names NIK would be taken for a heading. The same arguments
    give the same bytes.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, f"CATATAN BPJS KETENAGAKERJAAN {month.title.upper()}", book.add_format({"bold": True}))
    sheet.write_string(1, 0, "Isi satu orang dan satu bulan satu baris; petunjuk tiap kolom muncul saat sel dipilih.")
    heading = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#D9E2EC"})
    for index, column in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, index, column.heading, heading)
    _write_rows(book, sheet, month)
    sheet.freeze_panes(_HEADING_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.protect("", dict.fromkeys(("format_columns", "format_rows", "insert_rows", "delete_rows", "sort"), True))
    book.close()
    return buffer.getvalue()


def _write_rows(book: Any, sheet: Any, month: Month) -> None:
    codes = {"text": "@", "date": "dd-mm-yyyy", "rupiah": "#,##0"}
    loose = {look: book.add_format({"num_format": code, "locked": False}) for look, code in codes.items()}
    boxed = {look: book.add_format({"num_format": code, "locked": False, "border": 1}) for look, code in codes.items()}
    check: dict[str, object]
    for index, column in enumerate(_COLUMNS):
        sheet.set_column(index, index, column.width, loose[column.look])
        shown: dict[str, object] = {
            "input_title": column.heading,
            "input_message": column.says,
            "error_type": "warning",
        }
        check = {"validate": "list", "source": list(column.choices)} if column.choices else {"validate": "any"}
        if column.heading == "NIK":
            check = {"validate": "length", "criteria": "==", "value": 16, "error_message": column.says}
        sheet.data_validation(_HEADING_ROW + 1, index, _HEADING_ROW + ROWS, index, shown | check)
    for row in range(1, ROWS + 1):
        sheet.write_number(_HEADING_ROW + row, 0, row, boxed["text"])
        for index, column in enumerate(_COLUMNS[1:], 1):
            if column.heading == "BULAN IURAN":
                sheet.write_string(_HEADING_ROW + row, index, str(month), boxed["text"])
            else:
                sheet.write_blank(_HEADING_ROW + row, index, None, boxed[column.look])
