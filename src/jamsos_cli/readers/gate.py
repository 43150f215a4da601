"""The gate before the library: what a workbook archive may be, checked with counted limits before anything parses it.

calamine dies by SIGABRT on a cell at the far corner and unpacks whatever it is given; both are seen here first, on the
same bytes. See docs/DECISIONS.md.
"""

import posixpath

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.archive import Archive
from jamsos_cli.readers.default_password import LOCKED
from jamsos_cli.readers.extent import Refused, too_far, unreadable
from jamsos_cli.readers.marks import (
    ROOT,
    STRINGS,
    WORKBOOK,
    Sheets,
    counts_from_1904,
    kept_elsewhere,
    parts_of_sheets,
    relations_of,
    targets_of,
    workbook_part,
)
from jamsos_cli.readers.other_formats import by_body, by_parts
from jamsos_cli.readers.worksheet_scan import scan_worksheet
from jamsos_cli.readers.xml_parts import DOCTYPE
from jamsos_cli.settings import Limits

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_ENCODING = lazy_pattern(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,99}?encoding\s*=\s*[\"']([^\"']{1,20})")
_HEAD = 4096
_CACHE = lazy_pattern(rb"(?:\xef\xbb\xbf)?(?:<\?[^>]{0,200}>|\s++)*+<(?:[\w.-]+:)?externalLink[\s>]")
"""What Excel remembers of the sheets of another workbook, each with rows of its own: no sheet of this one."""
_SHEETS, _MACRO_SHEETS = "xl/worksheets/", "/macrosheets/"
_ODS, _ODS_MANIFEST, _XLSB = "content.xml", "meta-inf/manifest.xml", "xl/workbook.bin"
_SHARED_PART = unreadable(
    "dua lembar menunjuk ke isi yang sama; buka dan simpan ulang dengan Excel", "two of its sheets are the same part"
)
_ELSEWHERE = unreadable(
    "teks atau format selnya disimpan di tempat yang tidak biasa; buka dan simpan ulang dengan Excel",
    "texts or formats of its cells are kept in an unusual place; open it in Excel and save it again",
)


def inspect(data: bytes, limits: Limits) -> Sheets | Trouble:
    """Say what keeps an archive from being read safely, else what its sheets hold that the library does not tell.

    Of a workbook with parts `away` nothing else is known yet.
    """
    try:
        return _inspected(Archive(data, limits.expanded_mib), limits)
    except Refused as refused:
        return refused.trouble


def _inspected(archive: Archive, limits: Limits) -> Sheets | Trouble:
    kept = {ROOT: archive.content(ROOT, xml=True) if ROOT in archive.parts else b""}
    workbook = workbook_part(kept[ROOT])
    relations = relations_of(workbook)
    sheets = Sheets(foreign=workbook.endswith(".bin") or workbook not in archive.parts)
    for name in (workbook, relations):
        kept[name] = _content(archive, name) if name in archive.parts and name not in kept else b""
    if not sheets.foreign:
        sheets.away = kept_elsewhere(kept[relations], posixpath.dirname(workbook))
        if sheets.away:
            return sheets if len(set(sheets.away.values())) == len(sheets.away) else _ELSEWHERE
        sheets.parts = parts_of_sheets(kept[workbook], kept[relations], posixpath.dirname(workbook))
        sheets.from_1904 = b"date1904" in kept[workbook] and counts_from_1904(kept[workbook])
    elif workbook in archive.parts:
        _know_binary(sheets, kept[workbook], targets_of(kept[relations], posixpath.dirname(workbook)))
    macros = next((name for name, part in sheets.parts.items() if _MACRO_SHEETS in part), None)
    if macros is not None:
        return _macro_sheet(macros)
    used = [part for part in sheets.parts.values() if part]
    if len(set(used)) < len(used):
        return _SHARED_PART
    # The library resolves targets in its own way; a part with the last name of a sheet's is looked into.
    named = {posixpath.basename(part) for part in sheets.parts.values()} - {""}
    for name in archive.parts:
        is_named = posixpath.basename(name) in named or name.startswith(_SHEETS)
        if name not in kept and not is_named and not _is_xml(name):
            archive.count(name)
            continue
        content = kept[name] if name in kept else _content(archive, name)
        if not is_named and _CACHE.match(content):
            continue
        found = _in_part(name, content, limits, sheets)
        if found is not None:
            return found
    # Last, when it is known to be no bomb either.
    return by_parts(archive.parts, workbook, (WORKBOOK, _XLSB, _ODS)) or sheets


def _macro_sheet(name: str) -> Trouble:
    """Say what to do with a sheet of Excel 4 macros, at which the library gives up; saved as .xlsx they are gone."""
    return unreadable(
        f"lembar {name!r} berisi makro Excel 4; di Excel simpan sebagai .xlsx (tanpa makro), lalu kirim itu",
        f"sheet {name!r} holds Excel 4 macros; save it in Excel as .xlsx (without macros) and send that",
    )


def _know_binary(sheets: Sheets, workbook: bytes, targets: dict[str, str]) -> None:
    """Note which part each sheet of an .xlsb is."""
    from jamsos_cli.readers.xlsb_scan import binary_book

    book = binary_book(workbook)
    sheets.parts = {name: targets.get(key, "") for name, key in book.sheets.items()}
    sheets.from_1904 = book.from_1904


def _content(archive: Archive, name: str) -> bytes:
    return archive.content(name, xml=not name.endswith(".bin"))


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _in_part(name: str, content: bytes, limits: Limits, sheets: Sheets) -> Trouble | None:
    """Look into one part; every part that could hold cells is scanned, whatever it is called."""
    if _is_xml(name) or not name.endswith(".bin"):
        if content.startswith(_UTF_16):
            return unreadable("isinya bersandi UTF-16; simpan ulang sebagai .xlsx", "its parts are in UTF-16")
        if (said := _ENCODING.match(content)) and said[1].lower() != b"utf-8":
            name = said[1].decode("ascii", "replace")
            return unreadable(f"isinya bersandi {name}; simpan ulang sebagai .xlsx", f"its parts are in {name}")
        if b"<!DOCTYPE" in content or b"<!DOCTYPE" in content[:_HEAD].upper():
            return DOCTYPE
    if name == _ODS_MANIFEST and b"encryption-data" in content:
        return LOCKED
    if posixpath.basename(name) == STRINGS:
        sheets.strings = content
    if name.endswith(".bin") and b"sheetData" not in content:
        from jamsos_cli.readers.xlsb_scan import scan_xlsb

        binary = scan_xlsb(content)
        sheets.note(name, binary.marks)
        return too_far(binary.extent, limits)
    if b"sheetData" in content:
        scan = scan_worksheet(content, limits)
        if isinstance(scan, Trouble):
            return scan
        sheets.note(name, scan.marks)
        sheets.xml[name] = scan.xml
        sheets.endless = sheets.endless or scan.endless
        return too_far(scan.extent, limits)
    if name == _ODS:
        from jamsos_cli.readers.ods_scan import scan_ods

        found = by_body(content) or scan_ods(content, limits)
        if isinstance(found, Trouble):
            return found
        for sheet in found:
            sheets.parts[sheet.name] = part = f"{name}#{sheet.name}"
            sheets.note(part, sheet.marks)
            sheets.texts[part] = sheet.texts
    return None
