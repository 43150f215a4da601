"""Any spreadsheet's bytes as grids of cells, whatever the file's name says."""

from jamsos_cli.errors import FileError
from jamsos_cli.model.roster import Grid, Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.default_password import LOCKED, holds_encrypted
from jamsos_cli.readers.extent import Refused, past_limits, unreadable
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.gate import inspect
from jamsos_cli.readers.marks import Sheets
from jamsos_cli.readers.other_formats import by_first_bytes
from jamsos_cli.readers.workbook import OLE, read_workbook
from jamsos_cli.readers.xls_scan import is_locked
from jamsos_cli.settings import Limits

ZIP = b"PK\x03\x04"
"""How .xlsx, .xlsm, .xlsb and .ods begin."""
_VBA_PART, _BASIC_PART = b"vbaProject.bin", b"Basic/script-lc.xml"
_VBA_STORAGE = "_VBA_PROJECT".encode("utf-16-le")
_DIFFERS = unreadable(
    "dua cara membaca memberi NIK yang berbeda; buka dan simpan ulang dengan Excel",
    "two ways of reading it give different NIKs; open it in Excel and save it again",
)
_CANNOT_BE_READ = Text("{name}: tidak dapat dibaca: {cause}.", "{name}: cannot be read: {cause}.")


def grids_or_error(name: str, read: FileBytes, limits: Limits) -> tuple[Grid, ...]:
    """Read the grids of a file, as `read_grids` does; a FileError says why it cannot be read, under its `name`."""
    grids = read.trouble or read_grids(read.data, limits)
    if isinstance(grids, Trouble):
        raise FileError(_CANNOT_BE_READ.fill(name=name, cause=grids.cause))
    return grids


def opened(data: bytes, limits: Limits) -> bytes | Trouble:
    """Give a file's bytes, those of a locked workbook unlocked if Excel would open it without asking."""
    if not _is_locked(data):
        return data
    from jamsos_cli.readers.apart import unlock_apart

    found = unlock_apart(data, limits)
    if isinstance(found, Trouble):
        return found if found.kind == "encrypted" else LOCKED
    return LOCKED if _is_locked(found) else found


def _is_locked(data: bytes) -> bool:
    return data.startswith(OLE) and (holds_encrypted(data) or is_locked(data))


def read_grids(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read .xlsx, .xlsm, .xlsb, .xls, .ods or CSV by what the bytes are; macros are never run."""
    found = opened(data, limits)
    return found if isinstance(found, Trouble) else grids_of(found, limits)


def grids_of(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read what `opened` gave."""
    if data.startswith(ZIP):
        found = inspect(data, limits)
        if isinstance(found, Sheets) and found.away:
            from jamsos_cli.readers.usual_places import in_usual_places

            moved = in_usual_places(data, found.away, limits)
            return moved if isinstance(moved, Trouble) else grids_of(moved, limits)
        return found if isinstance(found, Trouble) else _from_archive(data, limits, found)
    if data.startswith(OLE):
        return _apart(data, limits)
    if (other := by_first_bytes(data)) is not None:
        return other
    from jamsos_cli.readers.delimited import read_delimited

    grid = read_delimited(data, limits)
    if isinstance(grid, Trouble):
        return grid
    return past_limits(grid, limits) or (grid,)


def carries_macros(data: bytes) -> bool:
    """Tell whether a workbook carries macros, which are never run: VBA of Excel, Basic of LibreOffice."""
    if data.startswith(ZIP):
        return _VBA_PART in data or _BASIC_PART in data
    return data.startswith(OLE) and _VBA_STORAGE in data


def _apart(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    from jamsos_cli.readers.apart import read_apart

    return read_apart(data, limits)


def _from_archive(data: bytes, limits: Limits, sheets: Sheets) -> tuple[Grid, ...] | Trouble:
    """Have the library read what passed the gate, and compare .xlsx and .xlsm with a second reading."""
    read = _apart if sheets.foreign or sheets.endless or sheets.may_swell else read_workbook
    grids = read(data, limits)
    if isinstance(grids, Trouble):
        return grids
    try:
        if not sheets.foreign and not sheets.agree(grids):
            return _DIFFERS
    except Refused as refused:
        return refused.trouble
    return tuple(map(sheets.told, grids))
