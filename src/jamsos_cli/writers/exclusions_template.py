"""The blank exclusion list, for an office that must type what Dukcapil, BKPSDM or BPJS sent on paper."""

from datetime import date

from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.writers.blank_workbook import (
    INSTRUCTIONS,
    NIK_CHECK,
    Column,
    check_rows,
    hint,
    lock,
    write_headings,
    write_instructions,
    write_rows,
)
from jamsos_cli.writers.new_book import new_book

SHEET = "DAFTAR"
ROWS = 500

_COLUMNS = (
    Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    Column("NIK", 20, "text", "16 angka sesuai KTP, tanpa spasi. Sel ini berformat teks; jangan diubah menjadi angka, "
            "karena Excel menghilangkan angka terakhir.", "5104031203800001", required=True),
    Column("NAMA LENGKAP", 30, "text", "Nama sesuai KTP. Wajib bila NIK tidak ada.", "I Wayan Contoh"),
    Column("TANGGAL LAHIR", 14, "date", "Hari-bulan-tahun, misalnya 12-03-1980. Wajib bila NIK tidak ada.",
            "12-03-1980"),
    Column("DESA/KELURAHAN", 20, "text", "Desa atau kelurahan dinas, bila diketahui.", "Batubulan"),
    Column("JENIS DAFTAR", 18, "text", "Mengapa orang ini tidak boleh didaftarkan. Kosong berarti menurut --kind atau "
            "folder berkasnya.", "meninggal", "kinds"),
    Column("TANGGAL PERISTIWA", 16, "date", "Tanggal meninggal, pindah, diangkat, atau mulai bekerja: "
            "hari-bulan-tahun. Menentukan sejak bulan apa iurannya tidak ditagih.", "03-10-2026"),
    Column("KETERANGAN", 34, "text", "Nomor akta atau surat, bila ada.", "Akta kematian 5104-KM-0001"),
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
    title = f"DAFTAR ORANG YANG TIDAK DIDAFTARKAN {regency.upper()}".strip()
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi bila ada."
    with new_book(created) as (book, made):
        sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
        write_headings(book, sheet, _COLUMNS, title, said, frozen=3)
        write_rows(book, sheet, _COLUMNS, ROWS)
        check_rows(sheet, ROWS, [_check(column, created) for column in _COLUMNS])
        lock(sheet)
        write_instructions(book, instructions, _COLUMNS, _RULES, "ya, bila ada")
    return made.getvalue()


def _check(column: Column, created: date) -> dict[str, object]:
    check = hint(column)
    if column.heading == "NIK":
        return check | NIK_CHECK
    if column.look == "date":  # an appointment may be announced for next year
        span = {"minimum": date(1920, 1, 1), "maximum": created.replace(year=created.year + 2, day=1)}
        return check | {"validate": "date", "criteria": "between", "error_type": "warning", **span}
    return check | {"validate": "list", "source": [kind.title.id for kind in KINDS]} if column.choices else check
