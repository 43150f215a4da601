"""The blank table of budget ceilings: a row for each source, and for each desa where villages pay."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jamsos_cli.model.region import Village
from jamsos_cli.model.source import Payer, Source, SourceKind
from jamsos_cli.writers.blank_workbook import (
    FIRST_ROW,
    INSTRUCTIONS,
    Column,
    check_rows,
    hint,
    looks,
    write_headings,
    write_instructions,
)
from jamsos_cli.writers.new_book import new_book

SHEET = "PAGU"
_SPARE = 20
_VERSIONS = ("induk", "pergeseran", "perubahan")
_CODES = {
    "text": "@",
    "date": "dd-mm-yyyy",
    "rupiah": '[>=1000000000]0"."000"."000"."000;[>=1000000]0"."000"."000;0',
}
"""Amounts of a year are too long to be read without dots."""

_COLUMNS = (
    Column("NO", 5, "text", "Nomor urut."),
    Column("SUMBER DANA", 18, "text", "Nama atau kunci sumber dana di jamsos.toml.", required=True),
    Column("KODE DESA", 16, "text", "Kode Kemendagri. Hanya untuk sumber yang dibayar tiap desa."),
    Column("DESA", 24, "text", "Nama desa; dipakai bila kodenya kosong."),
    Column("KECAMATAN", 20, "text", "Perlu bila dua desa bernama sama dan kodenya kosong."),
    Column("TAHUN", 8, "text", "Tahun anggaran: 2026.", required=True),
    Column("VERSI", 13, "text", "induk, pergeseran, perubahan, atau nama lain. Versi yang lebih baru menggantikan "
            "yang lama sejak tanggalnya."),
    Column("PAGU", 18, "rupiah", "Rupiah setahun untuk semua program bersama. Baris tanpa pagu dilewati.",
            required=True),
    Column("PAGU JKK", 16, "rupiah", "Hanya bila rekening JKK berpagu sendiri."),
    Column("PAGU JKM", 16, "rupiah", "Hanya bila rekening JKM berpagu sendiri."),
    Column("PAGU JHT", 16, "rupiah", "Hanya bila rekening JHT berpagu sendiri."),
    Column("DASAR HUKUM", 30, "text", "Peraturannya: Perda 12/2025, Perdes 3/2026.", required=True),
    Column("TANGGAL", 13, "date", "Sejak kapan berlaku: hari-bulan-tahun. Kosong berarti hari ini."),
    Column("KETERANGAN", 24, "text", "Bebas; tidak dibaca."),
)  # fmt: skip
_RULES = (
    "Isi PAGU dan DASAR HUKUM; baris tanpa pagu dilewati. Jangan mengubah judul kolom atau menggabung sel.",
    "Pagu berlaku untuk satu tahun kalender: bulan tagihannya, bukan hari terbitnya.",
    "Untuk perubahan anggaran, isi jumlah pagu yang baru (bukan selisihnya), VERSI, dan tanggal mulai berlaku.",
    "Isi PAGU untuk semua program bersama, atau PAGU JKK, JKM, JHT bila tiap rekening berpagu sendiri.",
    "Simpan, lalu: jamsos budget import BERKAS. Semua barisnya benar, atau tidak ada yang disimpan.",
)


def budgets_workbook(
    sources: Sequence[Source], villages: Sequence[Village], *, regency: str, year: int, created: date
) -> bytes:
    """Give the blank table as xlsx, its rows named and without amounts; the same arguments give the same bytes.

    `villages` are those of the regency; desa get a row under every source that villages pay, kelurahan have no
    Dana Desa.
    """
    title = f"PAGU IURAN PEKERJA RENTAN {year} {regency.upper()}".strip()
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi pada baris yang berpagu."
    with new_book(created) as (book, made):
        sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
        write_headings(book, sheet, _COLUMNS, title, said, frozen=4)
        _write_rows(book, sheet, _named(sources, villages, year))
        write_instructions(book, instructions, _COLUMNS, _RULES)
    return made.getvalue()


def _named(sources: Sequence[Source], villages: Sequence[Village], year: int) -> list[tuple[str, ...]]:
    """Give the first cells of every row: source, code, village, district, year."""
    rows: list[tuple[str, ...]] = []
    for source in sorted(sources, key=lambda source: source.order):
        if source.payer is not Payer.VILLAGE:
            rows.append((source.title, "", "", "", str(year)))
            continue
        may = [one for one in villages if not (one.is_kelurahan and source.kind is SourceKind.DANA_DESA)]
        rows += [(source.title, one.code, one.name, one.district, str(year)) for one in may]
    return rows


def _write_rows(book: Any, sheet: Any, rows: Sequence[tuple[str, ...]]) -> None:
    """Write the named rows, numbered, and some empty ones below."""
    boxed = looks(book, _CODES).boxed
    check_rows(sheet, len(rows) + _SPARE, list(map(_check, _COLUMNS)))
    for index, column in enumerate(_COLUMNS):
        sheet.set_column(index, index, column.width)
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)] + [()] * _SPARE
    for place, cells in enumerate(numbered, FIRST_ROW):
        for index, column in enumerate(_COLUMNS):
            text = cells[index] if index < len(cells) else ""
            if text:
                sheet.write_string(place, index, text, boxed[column.look])
            else:
                sheet.write_blank(place, index, None, boxed[column.look])


def _check(column: Column) -> dict[str, object]:
    check = hint(column)
    if column.look == "rupiah":
        return check | {"validate": "integer", "criteria": ">=", "value": 0}
    if column.heading == "VERSI":
        return check | {"validate": "list", "source": list(_VERSIONS), "error_type": "information"}
    return check
