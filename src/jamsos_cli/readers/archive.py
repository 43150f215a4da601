"""The zip archive of a workbook, read so strictly that no other reader can see something else in it.

An archive has two directories (the central one, and a header before each part), sizes that may lie, and parts that may
overlap: each is a way to show one reader the harmless half and the library the other. Whatever is ambiguous is Refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.extent import FILLER, Refused, too_large, unreadable

_MOST_PARTS = 10_000
_END = b"PK\x05\x06"
_END_REACH = 65_557
"""The record at the end and the longest comment behind it."""
_HEADER = struct.Struct("<4s22xHH")
_LOCKED, _UTF_8 = 1, 0x800
"""bits of a part's flags."""
_STORED, _DEFLATED = 0, 8
"""the ways of packing that are read."""
_PIECE = 1 << 14
"""bytes unpacked at a time; deflate expands at most 1032 times."""
_LARGE, _RATIO = 64 << 20, 200
"""Bytes of a part from which on it may not be packed more than 200-fold: a million formatted empty rows of Excel or
LibreOffice pack 10- to 20-fold because each cell has its own address, a filler packs 1000-fold."""
_LONGEST = 16 << 20
"""Bytes of XML without a tag; a cell of Excel holds 32.767 characters."""
_DAMAGED = unreadable("isinya rusak atau terpotong; minta dikirim ulang", "it is damaged or cut off")


class Archive:
    """The parts of an archive by name, in small letters and with `/`; each unpacked once, by `content` or `count`."""

    def __init__(self, data: bytes, expanded_mib: int) -> None:
        """Read the directory; Refused where it is ambiguous or its parts would expand past `expanded_mib` MiB."""
        self._data = memoryview(data)
        self._mib = expanded_mib
        self._left = expanded_mib * 2**20
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                listed = archive.infolist()
                start = archive.start_dir
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as broken:
            raise Refused(_DAMAGED) from broken
        _check_end(data, start)
        self.parts = _by_name(listed)
        if sum(part.file_size for part in listed) > self._left:
            raise Refused(self._expands())
        self._starts = dict(_starts(self._data, sorted(listed, key=lambda part: part.header_offset), start))

    def content(self, name: str, *, xml: bool) -> bytes:
        """Unpack a part. Refused when it is damaged, when all parts so far expand past the limit, or when it is filler.

        `xml` says that the part has tags: the library holds whatever stands between two of them in memory once more.
        """
        part = self.parts[name]
        if part.file_size > _LARGE and part.file_size > part.compress_size * _RATIO:
            raise Refused(FILLER)
        unpacked, untagged = BytesIO(), 0
        for piece in self._pieces(name):
            unpacked.write(piece)
            tag = piece.rfind(b"<")
            untagged = untagged + len(piece) if tag < 0 else len(piece) - tag
            if xml and untagged > _LONGEST:
                raise Refused(FILLER)
        return unpacked.getvalue()

    def count(self, name: str) -> None:
        """Unpack a part that nobody needs and keep nothing of it: the library might."""
        for _ in self._pieces(name):
            pass

    def _pieces(self, name: str) -> Iterator[bytes]:
        part = self.parts[name]
        start = self._starts[part.header_offset]
        packed = self._data[start : start + part.compress_size]
        checksum, size = 0, 0
        for piece in _unpacked(packed, part.compress_type):
            size += len(piece)
            if size > part.file_size:
                raise Refused(_DAMAGED)
            self._left -= len(piece)
            if self._left < 0:
                raise Refused(self._expands())
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != part.file_size or checksum != part.CRC:
            raise Refused(_DAMAGED)

    def _expands(self) -> Trouble:
        return too_large(
            f"isinya mengembang lebih dari {self._mib} MiB (batas expanded_mib)",
            f"it expands past {self._mib} MiB (limit expanded_mib)",
        )


def _check_end(data: bytes, start: int) -> None:
    """Refuse an archive with two ends, or with something before its first part."""
    end = data.rfind(_END)
    (said,) = struct.unpack_from("<I", data, end + 16)
    if data.count(_END, max(0, len(data) - _END_REACH)) != 1 or said != start:
        raise Refused(unreadable("arsipnya berisi arsip kedua", "its archive has a second archive in it"))


def _by_name(listed: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Give the parts by name; Refused where two share one, or a part cannot be unpacked here."""
    if len(listed) > _MOST_PARTS:
        raise Refused(too_large(f"arsipnya berisi {len(listed)} bagian", f"its archive has {len(listed)} parts"))
    parts = {part.orig_filename.replace("\\", "/").lower(): part for part in listed}
    if len(parts) < len(listed):
        raise Refused(unreadable("dua bagian arsipnya bernama sama", "two parts of its archive have one name"))
    if any(part.flag_bits & _LOCKED for part in listed):
        raise Refused(
            Trouble("encrypted", Text("bagian arsipnya terkunci sandi", "a part of its archive is password-protected"))
        )
    if any(part.compress_type not in {_STORED, _DEFLATED} for part in listed):
        raise Refused(unreadable("arsipnya dikemas dengan cara lain", "its archive is packed in an unusual way"))
    return parts


def _starts(data: memoryview, listed: list[zipfile.ZipInfo], directory: int) -> Iterator[tuple[int, int]]:
    """Give where each part's header and its content begin; the header must agree with the directory."""
    before = 0
    for part in listed:
        at = part.header_offset
        if at < before:
            raise Refused(unreadable("bagian arsipnya saling menindih", "parts of its archive overlap"))
        if at + _HEADER.size > directory:
            raise Refused(_DAMAGED)
        sign, name_size, extra_size = _HEADER.unpack_from(data, at)
        name = bytes(data[at + _HEADER.size : at + _HEADER.size + name_size])
        start = at + _HEADER.size + name_size + extra_size
        before = start + part.compress_size
        encoding = "utf-8" if part.flag_bits & _UTF_8 else "cp437"
        if sign != b"PK\x03\x04" or name != part.orig_filename.encode(encoding, "replace") or before > directory:
            raise Refused(_DAMAGED)
        yield at, start


def _unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    """Unpack piece by piece; Refused where the stream ends too early or too late."""
    if method == _STORED:
        yield bytes(packed)
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _PIECE):
            yield stream.decompress(packed[at : at + _PIECE])
        yield stream.flush()
    except zlib.error as broken:
        raise Refused(_DAMAGED) from broken
    if not stream.eof or stream.unused_data:
        raise Refused(_DAMAGED)
