"""Does every cell that is read hold a value, and does the row show?"""

from collections.abc import Iterable, Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.place import Place
from jamsos_cli.model.roster_fields import UNUSED
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text

FORMULA_UNCALCULATED = Kind(
    "F12", "formula-uncalculated", Level.ERROR, "cell",
    message=Text("Sel ini berisi rumus yang belum dihitung, jadi isinya tidak diketahui.", "This cell holds a formula that was never calculated, so nobody knows its value."),
    hint=Text("Buka berkasnya di Excel, salin kolomnya, Tempel Khusus > Nilai, simpan, lalu kirim ulang.", "Open the file in Excel, copy the column, Paste Special > Values, save and send it again."),
    why=Text("Berkas dari aplikasi lain sering menyimpan rumus tanpa hasilnya; rumus dari daftar tidak pernah dijalankan.", "Other programs often store formulas without results; no formula of a roster is ever run."),
    example=Text('Salah: =B2&"-"&C2 tanpa hasil. Benar: 5104031203800001', 'Wrong: =B2&"-"&C2 without a result. Right: 5104031203800001'),
)  # fmt: skip
CELL_ERROR = Kind(
    "F13", "cell-error", Level.ERROR, "cell",
    message=Text("Isi sel ini tidak dapat dipakai: {error}.", "This cell cannot be used: {error}."),
    hint=Text("Betulkan rumus atau tanda pemisahnya, atau ketik isinya, lalu kirim ulang.", "Mend the formula or the separator, or type the value, then send it again."),
    why=Text("Isi yang sebenarnya tidak ada di berkas, atau tidak jelas kolomnya.", "The real value is not in the file, or nobody knows its column."),
    example=Text("Salah: #REF!, #N/A. Benar: isi selnya. CSV salah: 1,5104031203800001,SARI,Gianyar, 12-03-1980", "Wrong: #REF!, #N/A. Right: the value itself. Wrong CSV: 1,5104031203800001,SARI,Gianyar, 12-03-1980"),
)  # fmt: skip
_SHIFTED = Text(
    "barisnya berisi lebih banyak isian daripada kolom judul, jadi ada tanda pemisah di dalam isian dan isinya bergeser; "
    "apit isian itu dengan tanda kutip",
    "the row has more fields than the heading has columns, so a separator stands inside a field and what follows has "
    "shifted; put that field in quotation marks",
)
ROW_HIDDEN = Kind(
    "F14", "row-hidden", Level.WARNING, "row",
    message=Text("Baris tersembunyi ini berisi pekerja; tetap dibaca dan dihitung.", "This hidden row holds a worker; it is read and counted."),
    hint=Text("Tampilkan barisnya (Excel: Unhide), lalu pastikan orang ini memang diusulkan.", "Unhide the row and make sure this person is meant."),
    why=Text("Baris sering disembunyikan karena orangnya batal atau sudah pindah.", "Rows are often hidden because the person was dropped or has moved."),
    example=Text("Baris 12 disembunyikan dengan Hide atau penyaring.", "Row 12 hidden by Hide or a filter."),
)  # fmt: skip


def cells_doubtful(rows: SheetRows, _: Judgement) -> Iterable[int]:
    """Give all rows of a sheet in which any cell has lost its value."""
    marks = rows.sheet.marks
    return range(len(rows)) if marks.errors or marks.uncalculated or marks.surplus else ()


def hidden_rows(rows: SheetRows, _: Judgement) -> Iterable[int]:
    """Give the rows that do not show."""
    hidden = rows.sheet.marks.hidden
    return (i for i, row in enumerate(rows.sheet.workers) if row.number in hidden) if hidden else ()


def cells_hold_values(case: Case, _: Judgement) -> Iterator[Finding]:
    """F12 or F13 for each cell of a column that is used, and F13 for the first field past the heading of a CSV row."""
    marks = case.sheet.marks
    if case.row.number in marks.surplus:
        place = Place(case.file, case.sheet.name or None, case.row.number, marks.surplus[case.row.number])
        yield Finding(CELL_ERROR, place, values=(("error", _SHIFTED),))
    if not marks.errors and not marks.uncalculated:
        return
    for name in case.sheet.columns:
        if name in UNUSED:
            continue
        cell = case.sheet.cell(case.row, name)
        if cell in marks.errors:
            said = marks.errors[cell]
            yield case.finding(CELL_ERROR, name, error=Text(f"kesalahan Excel {said}", f"the Excel error {said}"))
        elif cell in marks.uncalculated:
            yield case.finding(FORMULA_UNCALCULATED, name)


def row_shows(case: Case, _: Judgement) -> Iterator[Finding]:
    """F14 for a worker in a hidden row."""
    if case.row.number in case.sheet.marks.hidden:
        yield case.finding(ROW_HIDDEN)
