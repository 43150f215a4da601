"""Any spreadsheet's bytes as grids of cells, whatever the file's name says."""

from collections.abc import Sequence
from io import BytesIO

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, Row, Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.delimited import read_delimited
from jamsos_cli.readers.extent import too_large
from jamsos_cli.readers.gate import inspect
from jamsos_cli.readers.marks import Sheets
from jamsos_cli.settings import Limits

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF": Text("isinya PDF; minta berkas Excel aslinya", "it is a PDF; ask for the Excel file"),
    b"\xff\xd8\xff": Text("isinya foto; minta berkas Excel aslinya", "it is a photo; ask for the Excel file"),
    b"\x89PNG": Text("isinya gambar; minta berkas Excel aslinya", "it is a picture; ask for the Excel file"),
    b"Rar!": Text("isinya arsip RAR; buka dulu arsipnya", "it is a RAR archive; unpack it first"),
    b"7z\xbc\xaf": Text("isinya arsip 7z; buka dulu arsipnya", "it is a 7z archive; unpack it first"),
    b"\x1f\x8b": Text("isinya arsip gzip; buka dulu arsipnya", "it is a gzip archive; unpack it first"),
    b"{\\rtf": Text("isinya dokumen teks RTF; minta berkas Excel", "it is an RTF document; ask for the Excel file"),
}


def read_grids(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read .xlsx, .xlsm, .xlsb, .xls, .ods or CSV by what the bytes are; macros are never run."""
    for magic, cause in _OTHERS.items():
        if data.startswith(magic):
            return Trouble("unreadable", cause)
    if data.startswith(_ZIP):
        found = inspect(data, limits)
        return found if isinstance(found, Trouble) else _workbook(data, limits, found)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            return Trouble("encrypted", Text("buku kerjanya terkunci sandi", "the workbook is password-protected"))
        return _workbook(data, limits, Sheets())
    grid = read_delimited(data, limits)
    if isinstance(grid, Trouble):
        return grid
    return past_limits(grid, limits) or (grid,)


def past_limits(grid: Grid, limits: Limits) -> Trouble | None:
    """Say what of a grid is past the limits: for .xls and .xlsb nothing looked before."""
    where = f" di lembar {grid.name!r}" if grid.name else ""
    sheet = f" in sheet {grid.name!r}" if grid.name else ""
    if grid.rows and grid.rows[-1].number > limits.rows:
        return too_large(f"lebih dari {limits.rows} baris{where}", f"over {limits.rows} rows{sheet}")
    if grid.rows and max(len(row.values) for row in grid.rows) > limits.columns:
        return too_large(f"lebih dari {limits.columns} kolom{where}", f"over {limits.columns} columns{sheet}")
    most = limits.cell_characters
    for row in grid.rows:
        for index, value in enumerate(row.values):
            if isinstance(value, str) and len(value) > most:
                cell = f"{column_letters(index)}{row.number}"
                return too_large(
                    f"sel {cell}{where} berisi {len(value)} karakter (batas {most}); pendekkan isinya",
                    f"cell {cell}{sheet} holds {len(value)} characters (limit {most}); shorten it",
                )
    return None


def _workbook(data: bytes, limits: Limits, sheets: Sheets) -> tuple[Grid, ...] | Trouble:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        grids = []
        for place, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(place)
            left = sheet.start[1] if sheet.start else 0
            hidden = about.visible != SheetVisibleEnum.Visible
            grids.append(
                Grid(
                    about.name,
                    hidden,
                    _rows(sheet.to_python(skip_empty_area=True), sheet.start, left),
                    sheets.of(about.name),
                )
            )
    except PasswordError:
        return Trouble("encrypted", Text("buku kerjanya terkunci sandi", "the workbook is password-protected"))
    except (CalamineError, OSError, ValueError, IndexError):
        return _damaged()
    except BaseException as panic:
        # A panic inside calamine reaches Python as a BaseException of its own kind.
        if isinstance(panic, KeyboardInterrupt | SystemExit | MemoryError | GeneratorExit):
            raise
        return _damaged()
    return next((found for grid in grids if (found := past_limits(grid, limits))), tuple(grids))


def _rows(values: Sequence[Sequence[CellValue]], start: tuple[int, int] | None, left: int) -> tuple[Row, ...]:
    """Number the rows as Excel does and give back the empty columns on the left that calamine leaves out."""
    first = (start[0] if start else 0) + 1
    margin: tuple[None, ...] = (None,) * left
    return tuple(
        Row(number, (*margin, *row)) for number, row in enumerate(values, first) if any(value != "" for value in row)
    )


def _damaged() -> Trouble:
    return Trouble(
        "unreadable", Text("buku kerjanya rusak; buka dan simpan ulang dengan Excel", "the workbook is damaged")
    )
