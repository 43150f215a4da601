"""The gate before the library: what a workbook archive may be, checked with counted limits before anything parses it.

calamine dies by SIGABRT on a cell at the far corner and unpacks whatever it is given; both are seen here first, on the
same bytes. See docs/DECISIONS.md.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.extent import too_far, too_large, unreadable
from jamsos_cli.readers.marks import DIRECTORY, Sheets, parts_of_sheets
from jamsos_cli.readers.ods_scan import scan_ods
from jamsos_cli.readers.worksheet_scan import DOCTYPE, Refused, scan_worksheet
from jamsos_cli.readers.xlsb_scan import scan_xlsb
from jamsos_cli.settings import Limits

_PARTS = 10_000
_CHUNK = 1 << 20
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_HEAD = 4096
_SHEETS = "xl/worksheets/"


def inspect(data: bytes, limits: Limits) -> Sheets | Trouble:
    """Say what keeps an archive from being read safely, else what its sheets hold that the library does not tell."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inspected(archive, limits)
    except Refused as refused:
        return refused.trouble
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return unreadable("arsipnya rusak atau terpotong; minta dikirim ulang", "its archive is damaged or cut off")
    except RuntimeError:  # zipfile's word for an encrypted part
        return Trouble(
            "encrypted", Text("bagian arsipnya terkunci sandi", "a part of its archive is password-protected")
        )


def _inspected(archive: zipfile.ZipFile, limits: Limits) -> Sheets | Trouble:
    parts = {part.filename.lower(): part for part in archive.infolist()}
    count = len(archive.infolist())
    if count > _PARTS:
        return too_large(f"arsipnya berisi {count} bagian", f"its archive has {count} parts")
    if len(parts) < count:
        return unreadable("dua bagian arsipnya bernama sama", "two parts of its archive have one name")
    left = limits.expanded_mib * 2**20
    if sum(part.file_size for part in parts.values()) > left:
        return _expands(limits)
    sheets = Sheets()
    directory: dict[str, bytes] = {}
    named: set[str] = set()
    for name in sorted(parts, key=lambda name: name not in DIRECTORY):
        content, size = _content(archive, parts[name], left, wanted=_is_xml(name) or _is_named(name, named))
        left -= size
        if left < 0:
            return _expands(limits)
        found = _in_part(name, content, _is_named(name, named), limits, sheets)
        if found is not None:
            return found
        if name in DIRECTORY:
            directory[name] = content
            sheets.parts = parts_of_sheets(*(directory.get(part, b"") for part in DIRECTORY))
            # The library resolves targets in its own way; a part with the last name of a sheet's is looked into.
            named = {posixpath.basename(part) for part in sheets.parts.values()} - {""}
    return sheets


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, *, wanted: bool) -> tuple[bytes, int]:
    """Give a part and its size unpacked, one byte past what is left at most; what is not wanted is only counted."""
    if not wanted:
        return b"", sum(len(chunk) for chunk in _chunks(archive, part, left))
    content = b"".join(_chunks(archive, part, left))
    return content, len(content)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while left >= 0 and (chunk := stream.read(min(_CHUNK, left + 1))):
            left -= len(chunk)
            yield chunk


def _is_named(name: str, named: set[str]) -> bool:
    return posixpath.basename(name) in named or name.startswith(_SHEETS)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _in_part(name: str, content: bytes, named: bool, limits: Limits, sheets: Sheets) -> Trouble | None:
    """Look into one part; every part that could hold cells is scanned, whatever it is called."""
    if _is_xml(name) or (named and not name.endswith(".bin")):
        if content.startswith(_UTF_16):
            return unreadable("isinya bersandi UTF-16; simpan ulang sebagai .xlsx", "its parts are in UTF-16")
        if b"<!DOCTYPE" in content or b"<!DOCTYPE" in content[:_HEAD].upper():
            return DOCTYPE
    elif not named:
        return None
    if name.endswith(".bin") and b"sheetData" not in content:
        return too_far(scan_xlsb(content), limits)
    if b"sheetData" in content:
        scan = scan_worksheet(content, limits.columns)
        if isinstance(scan, Trouble):
            return scan
        sheets.marks[name] = scan.marks
        return too_far(scan.extent, limits)
    if name == "content.xml":
        extents = scan_ods(content)
        if isinstance(extents, Trouble):
            return extents
        return next((trouble for extent in extents if (trouble := too_far(extent, limits))), None)
    return None


def _expands(limits: Limits) -> Trouble:
    return too_large(
        f"isinya mengembang lebih dari {limits.expanded_mib} MiB (batas expanded_mib)",
        f"it expands past {limits.expanded_mib} MiB (limit expanded_mib)",
    )
