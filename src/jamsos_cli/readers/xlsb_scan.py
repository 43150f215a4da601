"""How far a worksheet of .xlsb is filled: its records walked once, without their values.

A record is its type (one or two bytes of 7 bits), its length (up to four) and its content (MS-XLSB 2.1.4). Rows and
cells stand between BrtBeginSheetData and BrtEndSheetData; what cannot be walked is left to the library.
"""

from jamsos_cli.readers.extent import Extent

_ROW, _BLANK, _LAST_CELL, _BEGIN, _END = 0, 1, 11, 145, 146


def scan_xlsb(content: bytes) -> Extent:
    """Give the extent of the cells that hold something."""
    at, inside, row, filled = 0, False, 0, 0
    lowest, widest = (0, 0), (0, 0)
    while at < len(content):
        kind, at = _varint(content, at, 2)
        size, at = _varint(content, at, 4)
        if kind == _BEGIN:
            inside = True
        elif kind == _END:
            break
        elif inside and kind <= _LAST_CELL and kind != _BLANK and size >= 4:
            number = int.from_bytes(content[at : at + 4], "little") + 1
            if kind == _ROW:
                row = number
            else:
                filled += 1
                lowest = max(lowest, (row, number))
                widest = (row, number) if number > widest[1] else widest
        at += size
    return Extent(filled, lowest, widest)


def _varint(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Give a number of 7 bits a byte, the low ones first, and the place after it."""
    value = 0
    for step, byte in enumerate(content[at : at + most]):
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            return value, at + step + 1
    return value, at + most
