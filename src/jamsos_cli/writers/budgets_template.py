"""The blank table of budget ceilings: a row for each source, and for each desa where villages pay."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from jamsos_cli.model.region import Village
from jamsos_cli.model.roster import OWN_SHEET
from jamsos_cli.model.source import Payer, Source, SourceKind

SHEET, INSTRUCTIONS = "PAGU", "Petunjuk"
_HEADING_ROW, _SPARE = 3, 20
_VERSIONS = ("induk", "pergeseran", "perubahan")


class _Column(NamedTuple):
    heading: str
    width: int
    look: Literal["text", "date", "rupiah"]
    says: str
    """what to fill in; shown when the cell is chosen, so at most 255 characters."""
    required: bool = False


_COLUMNS = (
    _Column("NO", 5, "text", "Nomor urut."),
    _Column("SUMBER DANA", 18, "text", "Nama atau kunci sumber dana di jamsos.toml.", required=True),
    _Column("KODE DESA", 16, "text", "Kode Kemendagri. Hanya untuk sumber yang dibayar tiap desa."),
    _Column("DESA", 24, "text", "Nama desa; dipakai bila kodenya kosong."),
    _Column("KECAMATAN", 20, "text", "Perlu bila dua desa bernama sama dan kodenya kosong."),
    _Column("TAHUN", 8, "text", "Tahun anggaran: 2026.", required=True),
    _Column("VERSI", 13, "text", "induk, pergeseran, perubahan, atau nama lain. Versi yang lebih baru menggantikan "
            "yang lama sejak tanggalnya."),
    _Column("PAGU", 18, "rupiah", "Rupiah setahun untuk semua program bersama. Baris tanpa pagu dilewati.",
            required=True),
    _Column("PAGU JKK", 16, "rupiah", "Hanya bila rekening JKK berpagu sendiri."),
    _Column("PAGU JKM", 16, "rupiah", "Hanya bila rekening JKM berpagu sendiri."),
    _Column("PAGU JHT", 16, "rupiah", "Hanya bila rekening JHT berpagu sendiri."),
    _Column("DASAR HUKUM", 30, "text", "Peraturannya: Perda 12/2025, Perdes 3/2026.", required=True),
    _Column("TANGGAL", 13, "date", "Sejak kapan berlaku: hari-bulan-tahun. Kosong berarti hari ini."),
    _Column("KETERANGAN", 24, "text", "Bebas; tidak dibaca."),
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
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(created.year, created.month, created.day), "author": "jamsos"})  # noqa: DTZ001  the format knows no zone
    sheet, instructions = book.add_worksheet(SHEET), book.add_worksheet(INSTRUCTIONS)
    rows = _named(sources, villages, year)
    _write_frame(book, sheet, f"PAGU IURAN PEKERJA RENTAN {year} {regency.upper()}".strip())
    _write_rows(book, sheet, rows)
    _write_instructions(book, instructions)
    book.close()
    return buffer.getvalue()


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


def _write_frame(book: Any, sheet: Any, title: str) -> None:
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi pada baris yang berpagu."
    sheet.write_string(1, 0, said, book.add_format({"italic": True}))
    shared = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    must, may = (book.add_format(shared | {"bg_color": colour}) for colour in ("#FFE699", "#D9E2EC"))
    for index, column in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, index, column.heading, must if column.required else may)
    sheet.set_row(_HEADING_ROW, 30)
    sheet.freeze_panes(_HEADING_ROW + 1, 4)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.set_footer("&R&8&P / &N")


def _write_rows(book: Any, sheet: Any, rows: Sequence[tuple[str, ...]]) -> None:
    codes = {
        "text": "@",
        "date": "dd-mm-yyyy",
        "rupiah": '[>=1000000000]0"."000"."000"."000;[>=1000000]0"."000"."000;0',
    }
    boxed = {look: book.add_format({"num_format": code, "border": 1}) for look, code in codes.items()}
    first, last = _HEADING_ROW + 1, _HEADING_ROW + len(rows) + _SPARE
    for index, column in enumerate(_COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.data_validation(first, index, last, index, _check(column))
    for place in range(len(rows) + _SPARE):
        named = ("", *rows[place]) if place < len(rows) else ("",)
        for index, column in enumerate(_COLUMNS):
            text = str(place + 1) if index == 0 and place < len(rows) else named[index] if index < len(named) else ""
            if text:
                sheet.write_string(first + place, index, text, boxed[column.look])
            else:
                sheet.write_blank(first + place, index, None, boxed[column.look])


def _check(column: _Column) -> dict[str, object]:
    said: dict[str, object] = {
        "validate": "any", "input_title": column.heading, "input_message": column.says,
        "error_title": column.heading, "error_message": column.says,
    }  # fmt: skip
    if column.look == "rupiah":
        return said | {"validate": "integer", "criteria": ">=", "value": 0}
    if column.heading == "VERSI":
        return said | {"validate": "list", "source": list(_VERSIONS), "error_type": "information"}
    return said


def _write_instructions(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, f"PETUNJUK PENGISIAN {OWN_SHEET}", book.add_format({"bold": True, "font_size": 14}))
    for row, rule in enumerate(_RULES, 2):
        sheet.write_string(row, 0, f"{row - 1}. {rule}")
    top = len(_RULES) + 3
    for index, (heading, width) in enumerate((("Kolom", 20), ("Wajib", 10), ("Cara mengisi", 90))):
        sheet.set_column(index, index, width)
        sheet.write_string(top, index, heading, bold)
    for row, column in enumerate(_COLUMNS, top + 1):
        for index, cell in enumerate((column.heading, "ya" if column.required else "", column.says)):
            sheet.write_string(row, index, cell, wrapped)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
