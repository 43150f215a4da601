"""Is an .xls workbook encrypted? Its library says only that it cannot tell the format.

The globals of a BIFF5 or BIFF8 workbook begin with BOF; FILEPASS follows among the first records (MS-XLS 2.1.7.20.3).
"""

import re
import struct

_BEGIN = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_FILE_PASS = 0x2F
_LOOKED_AT = 8
_RECORD = struct.Struct("<HH")


def is_locked(data: bytes) -> bool:
    """Tell whether a password is among the first records of the workbook."""
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
