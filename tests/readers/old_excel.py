""".xls made byte by byte, of BIFF5 and BIFF8: records of a workbook in a compound file of one stream."""

import struct
from collections.abc import Iterable

_FREE, _END, _FAT, _SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 512
_LEAST = 4096
"""Shorter streams would stand elsewhere."""


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def label(row: int, column: int, text: str, *, biff: int = 8) -> bytes:
    head = struct.pack("<HHHH", row - 1, column, 0, len(text))
    said = b"\x01" + text.encode("utf-16-le") if biff == 8 else text.encode("cp1252")
    return record(0x204, head + said)


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<HHHHHHHH", row - 1, 0, 2, 255, 0, 0, 0x20 | 0x100, 0))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x205, struct.pack("<HHHBB", row - 1, column, 0, code, 1))


def failed_formula(row: int, column: int, code: int) -> bytes:
    return record(0x06, struct.pack("<HHH8sHIH", row - 1, column, 0, bytes((2, 0, code, 0, 0, 0, 255, 255)), 0, 0, 0))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<HHHd", row - 1, column, 0, value))


def chart() -> bytes:
    """A chart among the records of a sheet: a BOF and an EOF of its own, and a row of its own that is none."""
    return _begin(0x20, 8) + hidden_row(1) + record(0x0A)


def xls(cells: Iterable[bytes], *, biff: int = 8, from_1904: bool = False) -> bytes:
    """A workbook of one sheet DAFTAR with these records."""
    name = b"DAFTAR"
    rest = record(0x22, struct.pack("<H", from_1904)) + record(0x0A)
    said = struct.pack("<BB", len(name), 0) if biff == 8 else struct.pack("<B", len(name))
    head = _begin(0x05, biff)
    start = len(head) + len(record(0x85, bytes(6) + said + name)) + len(rest)
    directory = record(0x85, struct.pack("<IBB", start, 0, 0) + said + name)
    return _compound(head + directory + rest + _begin(0x10, biff) + b"".join(cells) + record(0x0A), biff)


def _begin(kind: int, biff: int) -> bytes:
    more = struct.pack("<HHII", 0x0DBB, 0x07CC, 0, 6) if biff == 8 else struct.pack("<HH", 0x0DBB, 0x07CC)
    return record(0x809, struct.pack("<HH", 0x600 if biff == 8 else 0x500, kind) + more)


def _compound(stream: bytes, biff: int) -> bytes:
    stream = stream.ljust(max(_LEAST, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, sectors + 2), _END]
    fat = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, 1, 0, _LEAST, _END, 0, _END, 0,
    )  # fmt: skip
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(
        "Workbook" if biff == 8 else "Book", 2, _FREE, 2, len(stream)
    )
    return head + struct.pack("<109I", 0, *[_FREE] * 108) + fat + directory + bytes(_SECTOR - len(directory)) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text) + 2, kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size
    )
