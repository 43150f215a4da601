"""Locks the stream of an .xls with a password, as Excel 97 to 2003 do: RC4 with 40 bits (MS-OFFCRYPTO 2.3.6)."""

import struct
from collections.abc import Iterator
from hashlib import md5

from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from old_excel import record

_BOF, _SHEET, _FILE_PASS = 0x809, 0x85, 0x2F
_BLOCK = 1024
_SALT = bytes(range(16))


def locked(book: bytes, password: str) -> bytes:
    """Lock the records of a workbook; those that say where it begins, and where its sheets stand, stay readable."""
    checked = bytes(range(16, 32))
    proof = _rc4(_key(password, 0), checked + md5(checked).digest())
    lock = struct.pack("<HHH", 1, 1, 1) + _SALT + proof
    begin, *rest = _records(book)
    plain, readable = b"", b""
    for kind, content in (begin, (_FILE_PASS, lock), *rest):
        moved = _moved(content, len(record(_FILE_PASS, lock))) if kind == _SHEET else content
        plain += record(kind, moved)
        seen = len(content) if kind in {_BOF, _FILE_PASS} else 4 if kind == _SHEET else 0
        readable += b"\1" * (4 + seen) + b"\0" * (len(content) - seen)
    blocks = (plain[at : at + _BLOCK] for at in range(0, len(plain), _BLOCK))
    hidden = b"".join(_rc4(_key(password, number), block) for number, block in enumerate(blocks))
    return bytes(one if seen else other for one, other, seen in zip(plain, hidden, readable, strict=True))


def _moved(sheet: bytes, by: int) -> bytes:
    """Say that a sheet begins later."""
    return struct.pack("<I", struct.unpack_from("<I", sheet)[0] + by) + sheet[4:]


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _key(password: str, block: int) -> bytes:
    first = md5(password.encode("utf-16-le")).digest()[:5]
    return md5(md5((first + _SALT) * 16).digest()[:5] + struct.pack("<I", block)).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).encryptor().update(data)
