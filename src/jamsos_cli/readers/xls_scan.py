"""What the library does not tell of .xls: is it encrypted, which rows are hidden, which cells hold an error.

A workbook of BIFF5 or BIFF8 is a stream of records, kind and size before each (MS-XLS 2.1.4); olefile gives the stream.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import Marks
from jamsos_cli.readers.noted_marks import NotedMarks

_BEGIN = lazy_pattern(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
STREAMS = ("Workbook", "Book")
"""Names of the stream that holds a workbook."""
_FILE_PASS = 0x2F
_LOOKED_AT = 8
_RECORD = struct.Struct("<HH")
_BOF, _EOF, _SHEET, _DATE_MODE = 0x809, 0x0A, 0x85, 0x22
_ROW, _FORMULA, _BOOL_OR_ERROR, _MERGED_CELLS = 0x208, 0x06, 0x205, 0xE5
_AT_ROW, _AT_CELL, _POSITION = struct.Struct("<H10xH"), struct.Struct("<HH"), struct.Struct("<I")
_COUNT, _RANGE = struct.Struct("<H"), struct.Struct("<HHHH")
_ROW_HIDDEN = 0x20
_CELL_HEAD = 6
"""Bytes of row, column and format before the value of a cell."""
_RESULT_IS_ERROR = 2
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def is_locked(data: bytes) -> bool:
    """Tell whether a password is among the first records of the workbook (MS-XLS 2.1.7.20.3)."""
    begin = _BEGIN.search(data)
    at = begin.start() if begin else len(data)
    for _ in range(_LOOKED_AT):
        if at + _RECORD.size > len(data):
            return False
        kind, size = _RECORD.unpack_from(data, at)
        if kind == _FILE_PASS:
            return True
        at += _RECORD.size + size
    return False


def scan_xls(data: bytes) -> list[Marks]:
    """Give the marks of all sheets, chart sheets too, in the workbook's order; [] where its records cannot be read."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as folder:
            name = next((name for name in STREAMS if folder.exists(name)), None)
            book = folder.openstream(name).read() if name else b""
        return _marks(book)
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        return []


def _marks(book: bytes) -> list[Marks]:
    positions, from_1904 = [], False
    for kind, content in _records(book, 0):
        if kind == _SHEET:
            positions.append(_POSITION.unpack_from(content)[0])
        elif kind == _DATE_MODE:
            from_1904 = content[:1] == b"\x01"
    return [_of_sheet(book, position)._replace(from_1904=from_1904) for position in positions]


def _of_sheet(book: bytes, position: int) -> Marks:
    noted = NotedMarks()
    for kind, content in _records(book, position):
        if kind == _ROW:
            row, flags = _AT_ROW.unpack_from(content)
            if flags & _ROW_HIDDEN:
                noted.hidden.add(row + 1)
        elif kind == _MERGED_CELLS:
            (count,) = _COUNT.unpack_from(content)
            for at in range(_COUNT.size, _COUNT.size + count * _RANGE.size, _RANGE.size):
                first, last, column, _ = _RANGE.unpack_from(content, at)  # MS-XLS 2.4.168
                noted.merge(column, first + 1, last + 1)
        elif (wrong := _error(kind, content[_CELL_HEAD:])) is not None:
            row, column = _AT_CELL.unpack_from(content)
            noted.mark_error(f"{column_letters(column)}{row + 1}", wrong)
    return noted.frozen()


def _error(kind: int, value: bytes) -> str | None:
    """Give the error a cell holds, typed or as the result of its formula; None for anything else."""
    code = None
    if kind == _BOOL_OR_ERROR and value[1:2] == b"\x01":
        code = value[0]
    elif kind == _FORMULA and value[6:8] == b"\xff\xff" and value[0] == _RESULT_IS_ERROR:
        code = value[2]
    return None if code is None else ERRORS.get(code)


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of the records from a BOF to its own EOF; those of charts inside are passed over."""
    depth = 0
    while at + _RECORD.size <= len(book):
        kind, size = _RECORD.unpack_from(book, at)
        at += _RECORD.size
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, book[at : at + size]
        at += size
