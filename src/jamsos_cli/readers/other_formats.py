"""What a file is that bears a spreadsheet's name and is none, by what it holds: so the sender knows what to send."""

import struct
from codecs import BOM_UTF8
from collections.abc import Collection
from io import BytesIO

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.xls_scan import STREAMS

_WORD = Text("isinya dokumen Word; minta berkas Excel", "it is a Word document; ask for the Excel file")
_SLIDES = Text("isinya presentasi; minta berkas Excel", "it is a presentation; ask for the Excel file")
_WRITER = Text(
    "isinya dokumen teks, bukan lembar kerja; minta berkas Excel", "it is a text document; ask for the Excel file"
)
_PICTURE = Text("isinya gambar; minta berkas Excel aslinya", "it is a picture; ask for the Excel file")
_ARCHIVE = Text("isinya arsip; buka dulu arsipnya", "it is an archive; unpack it first")
_LINK = Text(
    "isinya pintasan atau JSON, bukan daftarnya; unduh daftarnya sebagai .xlsx, lalu kirim itu",
    "it is a link or JSON, not the list; download the list as .xlsx and send that",
)
_AT = {
    (0, b"\xff\xd8\xff"): Text("isinya foto; minta berkas Excel aslinya", "it is a photo; ask for the Excel file"),
    (4, b"ftyp"): Text(
        "isinya foto atau video; minta berkas Excel", "it is a photo or a video; ask for the Excel file"
    ),
    (0, b"\x89PNG"): _PICTURE,
    (0, b"GIF8"): _PICTURE,
    (0, b"II*\0"): _PICTURE,
    (0, b"MM\0*"): _PICTURE,
    (8, b"WEBPVP8"): _PICTURE,
    (14, b"\x28\0\0\0"): _PICTURE,
    (0, b"Rar!"): Text("isinya arsip RAR; buka dulu arsipnya", "it is a RAR archive; unpack it first"),
    (0, b"7z\xbc\xaf"): Text("isinya arsip 7z; buka dulu arsipnya", "it is a 7z archive; unpack it first"),
    (0, b"\x1f\x8b"): Text("isinya arsip gzip; buka dulu arsipnya", "it is a gzip archive; unpack it first"),
    (257, b"ustar\0"): _ARCHIVE,
    (257, b"ustar  \0"): _ARCHIVE,
    (4, b"1AY&SY"): _ARCHIVE,
    (0, b"\xfd7zXZ\0"): _ARCHIVE,
    (0, b"PK\x05\x06"): Text(
        "isinya arsip ZIP yang kosong; minta kirim ulang", "it is an empty ZIP archive; ask again"
    ),
    (0, b"\0\1\0\0Standard"): Text(
        "isinya basis data Access; minta tabelnya sebagai .xlsx", "it is a database; ask for .xlsx"
    ),
    (0, bytes(512)): Text("isinya hanya nol, gagal tersalin; minta kirim ulang", "it is only zeros, a failed copy"),
}
"""Place and bytes that only one format has there."""
_FIRST_WORDS = {
    b"%PDF": Text("isinya PDF; minta berkas Excel aslinya", "it is a PDF; ask for the Excel file"),
    b"{\\rtf": Text("isinya dokumen teks RTF; minta berkas Excel", "it is an RTF document; ask for the Excel file"),
    b'{"': _LINK,
    b'[{"': _LINK,
    b"[InternetShortcut]": _LINK,
}
"""What a file begins with once blanks and the mark of UTF-8 are taken away."""
_LOOKED_AT = 200
_PARTS = {
    "word/": _WORD,
    "ppt/": _SLIDES,
    "index/document.iwa": Text(
        "isinya berkas Apple Numbers; minta diekspor ke Excel", "it is a file of Apple Numbers; ask for it as Excel"
    ),
}
"""How the name of a part begins that only one kind of archive has."""
_ZIP = Text("isinya arsip ZIP; buka dulu arsipnya", "it is a ZIP archive; unpack it first")
_BODY = lazy_pattern(rb"<office:body[^>]{0,999}>\s*+<office:(text|presentation|drawing|image)\b")
_BODIES = {b"text": _WRITER, b"presentation": _SLIDES, b"drawing": _PICTURE, b"image": _PICTURE}
_STREAMS = {
    "WordDocument": _WORD,
    "PowerPoint Document": _SLIDES,
    "__properties_version1.0": Text(
        "isinya surel Outlook; buka surelnya dan simpan lampirannya",
        "it is an Outlook mail; open it and save what is attached",
    ),
}


def by_first_bytes(data: bytes) -> Trouble | None:
    """Say what a file is that begins like another format; None for all others."""
    words = b"".join(data[:_LOOKED_AT].removeprefix(BOM_UTF8).split())
    found = next((cause for word, cause in _FIRST_WORDS.items() if words.startswith(word)), None)
    found = found or next((cause for (at, sign), cause in _AT.items() if data.startswith(sign, at)), None)
    return None if found is None else Trouble("unreadable", found)


def by_parts(names: Collection[str], main: str, workbooks: Collection[str]) -> Trouble | None:
    """Say what an archive is whose `main` part is no workbook, or that has none at all; names in small letters."""
    whole = main in names or any(name in names for name in workbooks)
    looked_at = (main,) if whole else names
    other = (cause for name in looked_at for begins, cause in _PARTS.items() if name.startswith(begins))
    cause = next(other, None if whole else _ZIP)
    return None if cause is None else Trouble("unreadable", cause)


def by_body(content: bytes) -> Trouble | None:
    """Say what the content of an OpenDocument file is that is no spreadsheet."""
    found = _BODY.search(content)
    return Trouble("unreadable", _BODIES[found[1]]) if found else None


def by_streams(data: bytes) -> Trouble | None:
    """Say what a compound file is whose own streams are another program's; a workbook within a letter is not."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as folder:
            if any(folder.exists(name) for name in STREAMS):
                return None
            return next((Trouble("unreadable", cause) for name, cause in _STREAMS.items() if folder.exists(name)), None)
    except (OSError, ValueError, IndexError, TypeError, struct.error):
        return None
