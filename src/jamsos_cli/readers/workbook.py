"""The library's reading of a workbook, its addresses as Excel shows them."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from jamsos_cli.model.roster import NO_MARKS, CellValue, Grid, Row, Trouble
from jamsos_cli.readers.default_password import LOCKED
from jamsos_cli.readers.extent import Refused, past_limits, unreadable
from jamsos_cli.readers.other_formats import by_streams
from jamsos_cli.readers.xls_scan import scan_xls
from jamsos_cli.settings import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls begins."""
_NO_MEMORY = "PyObject pointer is null"
"""What calamine's panic says when Python had no memory for a cell."""
_DAMAGED = unreadable("buku kerjanya rusak; buka dan simpan ulang dengan Excel", "the workbook is damaged")
_ONE_NAME = unreadable(
    "dua lembarnya bernama sama; beri nama lain dan simpan ulang dengan Excel", "two of its sheets have one name"
)


def read_workbook(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read every worksheet of .xlsx, .xlsm, .xlsb, .xls or .ods; chart sheets are none."""
    from python_calamine import CalamineError, PasswordError

    try:
        grids = tuple(_grids(data))
    except PasswordError:
        return LOCKED
    except Refused as refused:
        return refused.trouble
    except (CalamineError, OSError, ValueError, IndexError, OverflowError):
        return _DAMAGED
    except BaseException as panic:
        # A panic inside calamine reaches Python as a BaseException of its own kind.
        if isinstance(panic, KeyboardInterrupt | SystemExit | MemoryError | GeneratorExit):
            raise
        if str(panic) == _NO_MEMORY:
            raise MemoryError from panic
        return _DAMAGED
    return next((found for grid in grids if (found := past_limits(grid, limits))), grids)


def _grids(data: bytes) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(OLE) and (other := by_streams(data)) is not None:
        raise Refused(other)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    if len({about.name for about in book.sheets_metadata}) < len(book.sheets_metadata):
        raise Refused(_ONE_NAME)  # the library would give one of them twice
    marks = scan_xls(data) if data.startswith(OLE) else []
    told = len(marks) == len(book.sheets_metadata)
    for place, about in enumerate(book.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(place)
            hidden = about.visible != SheetVisibleEnum.Visible
            rows = _rows(sheet.to_python(skip_empty_area=True), sheet.start)
            yield Grid(about.name, hidden, rows, marks[place] if told else NO_MARKS)


def _rows(values: Sequence[Sequence[CellValue]], start: tuple[int, int] | None) -> tuple[Row, ...]:
    """Number the rows as Excel does and give back the empty columns on the left that calamine leaves out."""
    top, left = start or (0, 0)
    margin: tuple[None, ...] = (None,) * left
    return tuple(
        Row(number, (*margin, *row)) for number, row in enumerate(values, top + 1) if row.count("") != len(row)
    )
