"""The questions about doubles as a workbook to fill in and send back: one question a row, only the answers unlocked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from jamsos_cli.model.decision_sheet import BY, DECISION, KEY, REASON, RULED, SHEET, UNTIL
from jamsos_cli.writers.new_book import new_book, set_page
from jamsos_cli.writers.workbook import safe_text

_HEADING_ROW = 3
_SHEET_HELP = "PETUNJUK"
_LINE = 15
_HELP = (
    ("Untuk apa", "Tiap baris menanyakan satu hal: apakah kiri dan kanan orang yang sama? Isi kolom kuning, simpan, "
     "kirim kembali. Petugas membacanya dengan: jamsos decide --file BERKAS."),
    ("sama", "Kiri dan kanan satu orang. NIK sama dan nama berbeda (nama menikah, nama panggilan): barisnya tidak lagi "
     "ditolak. Dua NIK: riwayat keduanya disatukan dan iurannya ditagih sekali. Dua sumber dana: satu sumber yang "
     "membayar, menurut urutan di pengaturan."),
    ("beda", "Dua orang. Dua NIK: keduanya tetap ditagih dan tidak ditanyakan lagi. NIK sama: keduanya tetap ditahan "
     "sampai satu NIK dibetulkan, dan tidak ditanyakan lagi."),
    ("boleh", "Satu orang yang memang boleh ada di dua tempat. Dua sumber dana: kepesertaan kedua yang sah, keduanya "
     "ditagih. Tulis dasar hukumnya sebagai alasan."),
    ("ragu", "Belum dapat diputuskan. Dicatat, dan ditanyakan lagi."),
    ("Wajib", "Alasan dan nama yang memutuskan wajib diisi pada setiap baris yang diputuskan. Baris yang belum "
     "diputuskan dibiarkan kosong."),
    (UNTIL, "Boleh kosong. Bulan terakhir putusan berlaku untuk dua sumber dana, misalnya 2026-12; sesudah itu "
     "ditanyakan lagi."),
    ("Jangan diubah", "Kolom ID: dengan itu jawaban dikenali. Urutan baris boleh berubah."),
)  # fmt: skip


class DecisionRow(NamedTuple):
    """One question, as it stands in its row."""

    key: str
    kind: str
    left: tuple[str, str, str]
    """NIK (masked unless asked for), name, place; shown name first, so that rows are sorted by it."""
    right: tuple[str, str, str]
    likeness: str
    """score and reasons in words."""
    ruled: str
    """mark of the ruling in force when this was written, "" for none."""


_COLUMNS = (
    (KEY, 13), ("JENIS", 11), ("KIRI", 27), ("KANAN", 27), ("MENGAPA DITANYAKAN", 38), (DECISION, 10), (REASON, 24),
    (BY, 15), (UNTIL, 9), (RULED, 4),
)  # fmt: skip
"""Narrow enough to be read on A4: a side stands in one cell, name, NIK and place in lines of their own."""
_FIRST_ANSWER, _LAST_ANSWER = 5, 8
_ALLOWED = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells", "select_unlocked_cells")


def decision_workbook(rows: Sequence[DecisionRow], choices: Sequence[str], *, created: date) -> bytes:
    """Give the workbook as xlsx; the same rows, words to choose from and day give the same bytes."""
    with new_book(created) as (book, made):
        sheet = book.add_worksheet(SHEET)
        title = book.add_format({"bold": True, "font_size": 14})
        sheet.write_string(0, 0, f"PASANGAN YANG PERLU DIPUTUSKAN: {len(rows)}", title)
        sheet.write_string(
            1, 0, "Isi kolom kuning; arti tiap kata ada di lembar PETUNJUK. Yang belum diputuskan kosong saja."
        )
        _write_rows(book, sheet, rows)
        _set_answers(sheet, len(rows), choices)
        sheet.freeze_panes(_HEADING_ROW + 1, 1)
        set_page(sheet, _HEADING_ROW)
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
        _write_help(book)
    return made.getvalue()


def _write_rows(book: Any, sheet: Any, rows: Sequence[DecisionRow]) -> None:
    boxed = {"border": 1, "border_color": "#9AA5B1", "text_wrap": True, "valign": "top", "num_format": "@"}
    heading = book.add_format(boxed | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2EC"})
    fixed = book.add_format(boxed)
    answer = book.add_format(boxed | {"locked": False, "bg_color": "#FFF6D6"})
    for column, (title, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width, None, {"hidden": title == RULED})
        sheet.write_string(_HEADING_ROW, column, title, heading)
    sheet.set_row(_HEADING_ROW, 2 * _LINE)
    for place, one in enumerate(rows, _HEADING_ROW + 1):
        asked = (one.key, safe_text(one.kind), _side(one.left), _side(one.right), one.likeness)
        cells = (*asked, "", "", "", "", one.ruled)
        for column, cell in enumerate(cells):
            look = answer if _FIRST_ANSWER <= column <= _LAST_ANSWER else fixed
            if cell:
                sheet.write_string(place, column, cell, look)
            else:
                sheet.write_blank(place, column, None, look)
        tallest = max(_lines(cell, width) for cell, (_, width) in zip(cells[:-1], _COLUMNS, strict=False))
        sheet.set_row(place, _LINE * max(2, tallest))
    if rows:
        sheet.autofilter(_HEADING_ROW, 0, _HEADING_ROW + len(rows), _LAST_ANSWER)


def _side(side: tuple[str, str, str]) -> str:
    nik, name, where = (safe_text(part) for part in side)
    return f"{name}\n{nik}\n{where}"


def _lines(cell: str, width: int) -> int:
    """Give how many lines a text takes; words break early, so a few letters are not counted on."""
    return sum(1 + len(line) // (width - 3) for line in cell.split("\n"))


def _set_answers(sheet: Any, rows: int, choices: Sequence[str]) -> None:
    if not rows:
        return
    first, last = _HEADING_ROW + 1, _HEADING_ROW + rows
    told = {
        "validate": "list", "source": list(choices), "input_title": DECISION,
        "input_message": "sama, beda, boleh, atau ragu. Artinya ada di lembar PETUNJUK.",
        "error_title": "Pilih satu kata", "error_message": "Pilih sama, beda, boleh, atau ragu.",
    }  # fmt: skip
    sheet.data_validation(first, _FIRST_ANSWER, last, _FIRST_ANSWER, told)
    for column, message in (
        (_FIRST_ANSWER + 1, "Mengapa diputuskan begitu, misalnya: sudah dicek ke KTP keduanya."),
        (_FIRST_ANSWER + 2, "Nama dan jabatan yang memutuskan."),
        (_LAST_ANSWER, "Boleh kosong. Bulan terakhir, misalnya 2026-12."),
    ):
        told = {"validate": "any", "input_title": _COLUMNS[column][0], "input_message": message}
        sheet.data_validation(first, column, last, column, told)


def _write_help(book: Any) -> None:
    sheet = book.add_worksheet(_SHEET_HELP)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    strong = book.add_format({"bold": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    set_page(sheet)
    sheet.write_string(0, 0, "PETUNJUK", book.add_format({"bold": True, "font_size": 14}))
    for row, (word, says) in enumerate(_HELP, 2):
        sheet.write_string(row, 0, word, strong)
        sheet.write_string(row, 1, says, wrapped)
        sheet.set_row(row, _LINE * (1 + len(says) // 95))
    sheet.protect()
