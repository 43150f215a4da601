"""One pass over a worksheet of .xlsb: how far it is filled, which rows are hidden, which cells hold an error.

A record is its type (one or two bytes of 7 bits), its length (up to four) and its content (MS-XLSB 2.1.4). Rows and
cells stand between BrtBeginSheetData and BrtEndSheetData; what cannot be walked is left to the library. A formula
always stores a result here.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import Marks
from jamsos_cli.readers.extent import DISORDER, Extent, Refused, unreadable
from jamsos_cli.readers.noted_marks import NotedMarks
from jamsos_cli.readers.xls_scan import ERRORS

_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _LAST_CELL, _BEGIN, _END = 0, 1, 3, 11, 11, 145, 146
_BOOK, _SHEET, _MERGED_CELLS = 153, 156, 176
_SHORT_CELLS = range(13, 19)
"""Number, error, truth and texts behind the cell before them; 12 is a blank one."""
_SHORT = unreadable(
    "selnya ditulis program lain dan tidak terbaca lengkap; buka dan simpan ulang dengan Excel sebagai .xlsx",
    "another program wrote its cells in a way that cannot be read whole; open it in Excel and save it as .xlsx",
)
_RANGE = struct.Struct("<IIII")
_ROW_FLAGS, _ROW_HIDDEN = 11, 0x10
"""Where the flags of a row stand, behind its number, style, height and outline, and fDyZero among them."""
_VALUE = 8
"""Where the value of a cell stands, behind column and style."""
_NAME_AT = 8
"""Where the text of a sheet begins, behind its state and number: the key of its part, then its name."""
_FROM_1904 = 0x01
_ERRORS = ERRORS | {0x2B: "#GETTING_DATA"}


class BinaryScan(NamedTuple):
    """What one binary worksheet holds."""

    extent: Extent
    marks: Marks


class BinaryBook(NamedTuple):
    """What the directory of a binary workbook says."""

    sheets: dict[str, str]
    """name of a sheet -> key of its part."""
    from_1904: bool


def scan_xlsb(content: bytes) -> BinaryScan:
    """Give the extent of the cells that hold something, and the marks of a worksheet.

    Refused where a row or cell stands twice or before one that it follows, of which the library would keep one, and
    where cells stand without their column, which other programs write and the library passes over.
    """
    inside, row, column, filled = False, 0, 0, 0
    lowest, widest = (0, 0), (0, 0)
    noted = NotedMarks()
    for kind, at, size in _records(content):
        if kind in {_BEGIN, _END}:
            inside = kind == _BEGIN
        elif kind == _MERGED_CELLS and size >= _RANGE.size:
            first, last, merged, _ = _RANGE.unpack_from(content, at)
            noted.merge(merged, first + 1, last + 1)
        elif inside and kind in _SHORT_CELLS:
            raise Refused(_SHORT)
        elif inside and kind <= _LAST_CELL and kind != _BLANK and size >= 4:
            number = int.from_bytes(content[at : at + 4], "little") + 1
            if number <= (row if kind == _ROW else column):
                raise Refused(DISORDER)
            if kind == _ROW:
                row, column = number, 0
                if size > _ROW_FLAGS and content[at + _ROW_FLAGS] & _ROW_HIDDEN:
                    noted.hidden.add(row)
                continue
            column, filled = number, filled + 1
            lowest = max(lowest, (row, number))
            widest = (row, number) if number > widest[1] else widest
            if kind in {_ERROR, _FORMULA_ERROR} and size > _VALUE:
                noted.mark_error(f"{column_letters(number - 1)}{row}", _ERRORS.get(content[at + _VALUE], "#?"))
    return BinaryScan(Extent(filled, lowest, widest), noted.frozen())


def binary_book(content: bytes) -> BinaryBook:
    """Read the directory of a workbook; what cannot be walked says nothing."""
    sheets: dict[str, str] = {}
    from_1904 = False
    for kind, at, size in _records(content):
        if kind == _BOOK and size:
            from_1904 = bool(content[at] & _FROM_1904)
        elif kind == _SHEET:
            key, after = _text(content, at + _NAME_AT, at + size)
            name, _ = _text(content, after, at + size)
            if name:
                sheets[name] = key
    return BinaryBook(sheets, from_1904)


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Give type, place and length of each record whose content is there."""
    at = 0
    while at < len(content):
        kind, at = _varint(content, at, 2)
        size, at = _varint(content, at, 4)
        if at + size <= len(content):
            yield kind, at, size
        at += size


def _text(content: bytes, at: int, end: int) -> tuple[str, int]:
    """Give a text, its letters counted before it, and the place after it; "" past the end."""
    if at + 4 > end:
        return "", end
    (letters,) = struct.unpack_from("<I", content, at)
    after = at + 4 + 2 * letters
    return (content[at + 4 : after].decode("utf-16-le", "replace"), after) if after <= end else ("", end)


def _varint(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Give a number of 7 bits a byte, the low ones first, and the place after it."""
    value = 0
    for step, byte in enumerate(content[at : at + most]):
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            return value, at + step + 1
    return value, at + most
