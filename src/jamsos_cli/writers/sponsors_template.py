"""The blank form for sponsors: NIP and NIK as text, drop-downs, and an instruction sheet."""

from collections.abc import Sequence
from datetime import date

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.month import PERIODS, Month
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.writers.blank_workbook import (
    INSTRUCTIONS,
    Column,
    check_rows,
    hint,
    lock,
    write_checked,
    write_headings,
    write_instructions,
    write_rows,
)
from jamsos_cli.writers.new_book import new_book

SHEET = "SPONSOR"
ROWS = 300
_OFFERED_MONTHS = 24

_COLUMNS = (
    Column("NO", 6, "whole", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    Column("NAMA SPONSOR", 30, "text", "Nama lengkap sponsor dengan gelar.", "Ni Made Contoh, S.Pd.", required=True),
    Column("NIP/NIK SPONSOR", 22, "text", "NIP 18 angka; NIK 16 angka bila bukan ASN. Sel ini berformat teks; jangan "
            "diubah menjadi angka, karena Excel menghilangkan angka terakhir.", "198503122010012001", required=True),
    Column("OPD/INSTANSI", 26, "text", "Kantor tempat bekerja, untuk daftar potong gaji; kosong bila warga biasa.",
            "Dinas Contoh"),
    Column("NO HP", 16, "text", "Nomor WhatsApp, untuk pemberitahuan sebelum janji berakhir.", "081234567890"),
    Column("JUMLAH PEKERJA", 12, "whole", "Berapa pekerja yang ditanggung. Boleh kosong bila nama pekerja diisi.", "1",
            required=True),
    Column("MULAI", 14, "text", "Bulan iuran pertama, misalnya 2026-11.", "2026-11", "months", required=True),
    Column("JUMLAH BULAN", 10, "text", "Berapa bulan. Kosong berarti sampai Desember tahun itu.", "12", "periods"),
    Column("PROGRAM", 14, "text", "JKK+JKM, atau dengan JHT. Kosong berarti JKK+JKM.", TWO, "programmes"),
    Column("JUMLAH IURAN", 16, "rupiah", "Seluruh iuran selama masa itu, rupiah; dicocokkan dengan tarif tiap bulan. "
            "Boleh kosong.", "184800"),
    Column("NAMA PEKERJA", 26, "text", "Bila pekerjanya sudah ditentukan: satu pekerja satu baris.", "I Wayan Contoh"),
    Column("NIK PEKERJA", 20, "text", "16 angka sesuai KTP, bila nama pekerja diisi.", "5104031203800001"),
    Column("DESA/KELURAHAN PEKERJA", 22, "text", "Desa yang pekerjanya ingin ditanggung; dari sana ditawarkan "
            "pengganti.", "Batubulan"),
    Column("KETERANGAN", 24, "text", "Catatan; tidak dibaca.", ""),
)  # fmt: skip
_RULES = (
    "Isi satu sponsor satu baris pada lembar SPONSOR; atau satu pekerja satu baris bila nama pekerja disebut.",
    "Jangan menyisipkan kolom, mengubah judul kolom, atau menggabung sel.",
    "Tempel data dari berkas lain sebagai nilai saja (Tempel Khusus, Nilai), agar NIP dan NIK tetap teks.",
    "Pekerja didaftarkan lewat daftar pekerja (jamsos template roster) dengan nama, NIP, dan OPD sponsor yang sama.",
    "Masukkan dengan: jamsos sponsor import BERKAS. Yang salah disebut selnya; baris lain tetap masuk.",
    "Berkas ini memuat data pribadi (UU 27/2022). Jangan disebarkan.",
)


def sponsors_workbook(kinds: Sequence[Kind], *, regency: str, created: date) -> bytes:
    """Give the blank form as xlsx; the same arguments give the same bytes.

    `regency` is its name for the title and may be empty; `kinds` are what the instruction sheet explains.
    """
    title = f"FORMULIR SPONSOR SERTAKAN {regency.upper()}".strip()
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi."
    with new_book(created) as (book, made):
        sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
        write_headings(book, sheet, _COLUMNS, title, said, frozen=3)
        write_rows(book, sheet, _COLUMNS, ROWS)
        check_rows(sheet, ROWS, [_check(column, Month.of(created)) for column in _COLUMNS])
        lock(sheet)
        below = write_instructions(book, instructions, _COLUMNS, _RULES)
        titles = ("Apa", "Kode", "Mengapa, dan cara membetulkannya", "Contoh")
        lines = [
            (kind.message.bare().id, kind.code, f"{kind.why.id} {kind.hint.bare().id}", kind.example.id)
            for kind in kinds
        ]
        write_checked(book, instructions, below, "Yang diperiksa sesudah formulir dikirim", titles, lines)
    return made.getvalue()


def _check(column: Column, month: Month) -> dict[str, object]:
    check = hint(column) | {"error_type": "warning"}
    if column.heading in {"NIP/NIK SPONSOR", "NIK PEKERJA"}:
        least = 16
        most = 18 if column.heading.startswith("NIP") else 16
        return check | {"validate": "length", "criteria": "between", "minimum": least, "maximum": most}
    if column.heading == "JUMLAH PEKERJA":
        return check | {"validate": "integer", "criteria": ">=", "value": 1, "error_type": "stop"}
    lists = {
        "months": [str(one) for one in month.run(_OFFERED_MONTHS)],
        "periods": [str(months) for months in PERIODS],
        "programmes": [TWO, THREE],
    }
    return check | {"validate": "list", "source": lists[column.choices]} if column.choices else check
