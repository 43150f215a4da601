"""The blank statement, for an insurer's answer that comes as a letter or a screen and must be typed."""

from datetime import date

from jamsos_cli.model.month import Month
from jamsos_cli.writers.blank_workbook import NIK_CHECK, Column, check_rows, hint, lock, write_headings, write_rows
from jamsos_cli.writers.new_book import new_book

SHEET = "REKONSILIASI"
ROWS = 500
_STATES = ("AKTIF", "TIDAK AKTIF", "BATAL")

_COLUMNS = (
    Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati."),
    Column("NIK", 20, "text", "16 angka. Sel ini berformat teks; jangan diubah menjadi angka, karena Excel "
            "menghilangkan angka terakhir."),
    Column("NAMA", 30, "text", "Nama peserta seperti tercatat di BPJS Ketenagakerjaan."),
    Column("NO KPJ", 16, "text", "Nomor kepesertaan, bila ada."),
    Column("BULAN IURAN", 14, "text", "Bulan yang dibayar, misalnya 2026-11."),
    Column("JKK", 14, "rupiah", "Rupiah yang tercatat, angka saja. Yang dibatalkan ditulis dengan tanda minus."),
    Column("JKM", 14, "rupiah", "Rupiah yang tercatat, angka saja."),
    Column("JHT", 14, "rupiah", "Rupiah yang tercatat, angka saja; kosong bila tidak ikut JHT."),
    Column("TOTAL", 14, "rupiah", "Rupiah seluruhnya; kosong berarti jumlah JKK, JKM, dan JHT."),
    Column("STATUS", 14, "text", "AKTIF, TIDAK AKTIF, atau BATAL.", choices="states"),
    Column("TGL BAYAR", 14, "date", "Tanggal pembayaran: hari-bulan-tahun."),
    Column("NO REFERENSI", 22, "text", "Kode iuran atau nomor bukti pembayaran."),
)  # fmt: skip


def statement_workbook(month: Month, *, created: date) -> bytes:
    """Give the blank statement of a month as xlsx, with text NIKs, rupiah as numbers and locked headings.

    It has one sheet and one line of help: every line that names NIK would be taken for a heading. The same arguments
    give the same bytes.
    """
    title = f"CATATAN BPJS KETENAGAKERJAAN {month.title.upper()}"
    said = "Isi satu orang dan satu bulan satu baris; petunjuk tiap kolom muncul saat sel dipilih."
    asked = [column.heading for column in _COLUMNS].index("BULAN IURAN")
    with new_book(created) as (book, made):
        sheet = book.add_worksheet(SHEET)
        write_headings(book, sheet, _COLUMNS, title, said, frozen=3)
        write_rows(book, sheet, _COLUMNS, ROWS, {asked: str(month)})
        check_rows(sheet, ROWS, list(map(_check, _COLUMNS)))
        lock(sheet)
    return made.getvalue()


def _check(column: Column) -> dict[str, object]:
    """Give the check of one column; what the insurer wrote otherwise warns and is let through."""
    check = hint(column) | {"error_type": "warning"}
    if column.heading == "NIK":
        return check | NIK_CHECK
    return check | {"validate": "list", "source": list(_STATES)} if column.choices else check
