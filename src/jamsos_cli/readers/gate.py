"""The gate before the library: what a workbook archive may be, checked with counted limits before anything parses it.

calamine dies by SIGABRT on a cell at the far corner and unpacks whatever it is given; both are seen here first, on the
same bytes. See docs/DECISIONS.md.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.marks import DIRECTORY, Sheets, filled_cells, marks_in
from jamsos_cli.settings import Limits

_PARTS = 10_000
_CHUNK = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_COLUMN_OF_CELL = re.compile(rb'<(?:[a-z0-9]+:)?c\s+(?:[^>]*?\s)?r="([A-Z]{1,3})[0-9]+"[^>/]*>')
_ROW = re.compile(rb'<(?:[a-z0-9]+:)?row\s+(?:[^>]*?\s)?r="([0-9]{1,9})"')
_FILLED = re.compile(rb"<(?:[a-z0-9]+:)?(?:v|is)[ >]")
_DENSE_CELLS = 4_000_000
_DENSITY = 50


def inspect(data: bytes, limits: Limits) -> Sheets | Trouble:
    """Say what keeps an archive from being read safely, else what its sheets hold that the library does not tell."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inspected(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return _unreadable("arsipnya rusak atau terpotong; minta dikirim ulang", "its archive is damaged or cut off")
    except RuntimeError:  # zipfile's word for an encrypted part
        return Trouble(
            "encrypted", Text("bagian arsipnya terkunci sandi", "a part of its archive is password-protected")
        )


def _inspected(archive: zipfile.ZipFile, limits: Limits) -> Sheets | Trouble:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > _PARTS:
        return _too_large(f"arsipnya berisi {len(parts)} bagian", f"its archive has {len(parts)} parts")
    if len({name.lower() for name in names}) < len(names):
        return _unreadable("dua bagian arsipnya bernama sama", "two parts of its archive have one name")
    if sum(part.file_size for part in parts) > limits.expanded_mib * 2**20:
        return _expands(limits)
    left = limits.expanded_mib * 2**20
    sheets = Sheets()
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels", ".bin")):
            continue
        content = b"".join(_counted(archive, part, left))
        left -= len(content)
        if left < 0:
            return _expands(limits)
        found = _in_part(part.filename, content, limits)
        if found is not None:
            return found
        if _SHEET.fullmatch(part.filename):
            sheets.marks[part.filename] = marks_in(content)
        elif part.filename in DIRECTORY:
            sheets.directory[part.filename] = content
    return sheets


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """Give a part in chunks, one byte past what is left at most."""
    with archive.open(part) as stream:
        while left >= 0 and (chunk := stream.read(min(_CHUNK, left + 1))):
            left -= len(chunk)
            yield chunk


def _in_part(name: str, content: bytes, limits: Limits) -> Trouble | None:
    if name.lower().endswith(".bin"):
        return None
    head = content[:4096]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unreadable("isinya bersandi UTF-16; simpan ulang sebagai .xlsx", "its parts are in UTF-16")
    if b"<!DOCTYPE" in head.upper():
        return _unreadable("isinya memuat DOCTYPE, yang tidak pernah ditulis Excel", "it holds a DOCTYPE")
    return _in_sheet(content, limits) if _SHEET.fullmatch(name) else None


def _in_sheet(content: bytes, limits: Limits) -> Trouble | None:
    rows = [int(number) for number in _ROW.findall(content)]
    if any(later <= earlier for earlier, later in pairwise(rows)):
        return _unreadable(
            "nomor barisnya tidak urut; buka dan simpan ulang dengan Excel", "its rows are numbered out of order"
        )
    far = max((_number(letters) for letters in set(_COLUMN_OF_CELL.findall(content))), default=1)
    filled = len(_FILLED.findall(content))
    if far > limits.columns:
        cell = _far_cell(content, by_column=True)
        if cell is not None and _column(cell) > limits.columns:
            return _too_large(
                f"sel {cell} berisi sesuatu jauh di kanan (batas {limits.columns} kolom); hapus isi sel itu",
                f"cell {cell} holds something far to the right (limit {limits.columns} columns); clear it",
            )
    if rows and rows[-1] > limits.rows:
        return _too_large(f"lebih dari {limits.rows} baris", f"over {limits.rows} rows")
    if rows and rows[-1] * min(far, limits.columns) > _DENSE_CELLS and filled * _DENSITY < rows[-1]:
        cell = _far_cell(content, by_column=False)
        if cell is not None and _row(cell) * min(far, limits.columns) > _DENSE_CELLS:
            return _too_large(
                f"sel {cell} berisi sesuatu jauh di bawah daftar; hapus isi sel itu",
                f"cell {cell} holds something far below the list; clear it",
            )
    return None


def _far_cell(content: bytes, *, by_column: bool) -> str | None:
    """Give the filled cell farthest to the right, or lowest."""
    return max(filled_cells(content), key=_column if by_column else _row, default=None)


def _column(cell: str) -> int:
    return _number(cell.rstrip("0123456789").encode())


def _row(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _expands(limits: Limits) -> Trouble:
    return _too_large(
        f"isinya mengembang lebih dari {limits.expanded_mib} MiB (batas expanded_mib)",
        f"it expands past {limits.expanded_mib} MiB (limit expanded_mib)",
    )


def _too_large(indonesian: str, english: str) -> Trouble:
    return Trouble("too_large", Text(indonesian, english))


def _unreadable(indonesian: str, english: str) -> Trouble:
    return Trouble("unreadable", Text(indonesian, english))
