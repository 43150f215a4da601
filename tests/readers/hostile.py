"""Hostile, broken and merely odd files, made here byte by byte: what villages, scanners and attackers send."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from locked_xls import locked as locked_stream

from jamsos_cli.writers.locked_workbook import locked as locked_package
from roster_text import workbook

NIKS = ("5104031203800001", "5104035203850002", "5171011203900003")
PEOPLE = "NIK | NAMA\n" + "\n".join(f"{nik} | I WAYAN SUDARMA" for nik in NIKS)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def archive(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


HEADING = row(1, text_cell("A1", "NIK"), text_cell("B1", "NAMA"))
WORKERS = "".join(
    row(number, text_cell(f"A{number}", nik), text_cell(f"B{number}", "I WAYAN SUDARMA"))
    for number, nik in enumerate(NIKS, 2)
)
LIST = HEADING + WORKERS


def sheet_xml(rows: str, before: str = "", after: str = "", namespace: str = MAIN) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def parts(
    rows: str = LIST,
    *,
    sheet: bytes | None = None,
    strings: str | None = None,
    target: str = "worksheets/sheet1.xml",
    about: str = "",
    more: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The parts of a workbook of one sheet, without styles."""
    made = {
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{about}<sheets>'
            '<sheet name="DAFTAR" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/worksheet"'
            f' Target="{target}"/></Relationships>'
        ).encode(),
        SHEET: sheet if sheet is not None else sheet_xml(rows),
    }
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    return made | dict(more or {})


def xlsx(rows: str = LIST, **how: object) -> bytes:
    """A workbook of one sheet; `how` as in `parts`."""
    return archive(parts(rows, **how))  # type: ignore[arg-type]


def streamed() -> bytes:
    """An archive written to a pipe: sizes and sums stand behind each part."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    made = Pipe()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts().items():
            file.writestr(name, content)
    return made.getvalue()


def strict() -> bytes:
    """A workbook in the namespaces of Strict Open XML."""
    namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    made = parts(sheet=sheet_xml(LIST, namespace=namespace))
    return archive(
        {
            name: content.replace(MAIN.encode(), namespace.encode()).replace(RELATIONS.encode(), relations.encode())
            for name, content in made.items()
        }
    )


def prefixed() -> bytes:
    """Every element of the sheet with a prefix."""
    content = sheet_xml(LIST).decode()
    head, _, body = content.partition("?>")
    body = body.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("xmlns=", "xmlns:x=")
    return xlsx(sheet=f"{head}?>{body}".encode())


# --- archives that lie -----------------------------------------------------------------------------------------------


def two_of_a_name() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in parts().items():
            file.writestr(name, content)
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file.writestr(SHEET, sheet_xml(HEADING))
    return made.getvalue()


def elsewhere(*relations: tuple[str, str], **more: bytes) -> bytes:
    """A workbook that names parts of its own for its texts or formats; `more` are parts by their last name."""
    said = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(relations, 2)
    )
    made = parts(SHARED_LIST, strings=SHARED.replace("SARI", "BUDI"))
    about = made["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", f"{said}</Relationships>".encode())
    named = {f"xl/{name}.xml": content for name, content in more.items()}
    return archive(made | {"xl/_rels/workbook.xml.rels": about} | named)


def two_sheets(name: str, second: bytes) -> bytes:
    """The list, and a second sheet."""
    sheet = f'<sheet name="{name}" sheetId="2" r:id="rId2"/>'
    relation = f'<Relationship Id="rId2" Type="{RELATIONS}/worksheet" Target="worksheets/b.xml"/></Relationships>'
    made = parts()
    for part, old, new in (
        ("xl/workbook.xml", "</sheets>", f"{sheet}</sheets>"),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", relation),
    ):
        made[part] = made[part].replace(old.encode(), new.encode())
    return archive(made | {"xl/worksheets/b.xml": second})


def overlapping() -> bytes:
    """Two directory entries that share the packed bytes of one part."""
    whole = archive({"xl/workbook.xml": b"<workbook/>", "a.bin": b"x" * 5000, "b.bin": b"y" * 5000})
    at = whole.rfind(b"PK\x01\x02")
    first = whole.find(b"PK\x01\x02", whole.find(b"PK\x01\x02") + 4)
    (offset,) = struct.unpack_from("<I", whole, first + 42)
    return whole[: at + 42] + struct.pack("<I", offset) + whole[at + 46 :]


def size_that_lies(said: int = 100) -> bytes:
    """The directory says a part is `said` bytes long, with the right sum of those; it unpacks to more."""
    rows = sheet_xml(LIST + row(9, text_cell("A9", NIKS[0])) * 1)
    whole = archive(parts(sheet=rows))
    packed = bytearray(whole)
    name = SHEET.encode()
    at = whole.rfind(b"PK\x01\x02", 0, whole.rfind(name))
    struct.pack_into("<I", packed, at + 16, zlib.crc32(rows[:said]))
    struct.pack_into("<I", packed, at + 24, said)
    return bytes(packed)


def second_archive_in_comment() -> bytes:
    first, second = archive(parts()), archive(parts(HEADING))
    return first[:-2] + struct.pack("<H", len(second)) + second


def with_bytes_before() -> bytes:
    """Another archive's bytes before the first part: two readers may begin at two places."""
    return b"PK\x03\x04" + bytes(60) + archive(parts())


def header_of_another_name() -> bytes:
    whole = bytearray(archive(parts()))
    at = whole.find(SHEET.encode())
    whole[at : at + 2] = b"XX"
    return bytes(whole)


def locked_part() -> bytes:
    whole = bytearray(archive(parts()))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(sign)
        whole[at + flags] |= 1
    return bytes(whole)


def cut(data: bytes, share: float) -> bytes:
    return data[: int(len(data) * share)]


def shaken(data: bytes, seed: int) -> bytes:
    """Forty bytes changed at random."""
    chance, made = random.Random(seed), bytearray(data)
    for _ in range(40):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


# --- old binary workbooks --------------------------------------------------------------------------------------------

_SECTOR = 512


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _label(at: tuple[int, int], text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", *at, 0, len(text), 0) + text.encode("latin-1"))


def biff(rows: list[tuple[str, ...]], *, locked: bool = False, far: tuple[int, int] | None = None) -> bytes:
    """The stream of a BIFF8 workbook of one sheet."""
    version = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    body = _record(0x0809, version)
    if locked:
        body += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    about = b"DAFTAR"
    here = len(body) + 4 + 8 + len(about) + 4
    body += _record(0x0085, struct.pack("<IBBBB", here, 0, 0, len(about), 0) + about) + _record(0x000A)
    body += _record(0x0809, version[:2] + struct.pack("<H", 0x0010) + version[4:])
    for number, cells in enumerate(rows):
        body += b"".join(_label((number, column), text) for column, text in enumerate(cells))
    if far:
        body += _label(far, "x")
    return body + _record(0x000A)


def ole(stream: bytes, name: str = "Workbook", *, more: str = "") -> bytes:
    """A compound file of one stream, padded to the size of a regular one; `more` names an empty storage beside it."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    head = bytearray(_SECTOR)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "one table of sectors is enough here"
    entries = _entry("Root Entry", 5, child=1) + _entry(name, 2, first=2, size=len(stream), right=2 if more else -1)
    entries += _entry(more, 1) if more else b""
    return bytes(head) + table + entries.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, *, child: int = -1, right: int = -1, first: int = 0xFFFFFFFE, size: int = 0) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    tree = struct.pack("<BBiii", kind, 1, -1, right, child)
    return (
        encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + tree + bytes(36) + struct.pack("<IQ", first, size)
    )


OLD_LIST = [("NIK", "NAMA"), *((nik, "I WAYAN SUDARMA") for nik in NIKS)]

# --- OpenDocument ----------------------------------------------------------------------------------------------------


def ods(rows: list[tuple[str, ...]], *, locked: bool = False, more: Mapping[str, bytes] | None = None) -> bytes:
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in one
        )
        + "</table:table-row>"
        for one in rows
    )
    body = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    lock = '<manifest:encryption-data manifest:checksum="x"/>' if locked else ""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{lock}'
        "</manifest:file-entry></manifest:manifest>"
    )
    content = random.Random(1).randbytes(900) if locked else body.encode()
    made = {"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content}
    return archive(made | dict(more or {}))


def open_document(kind: str, rows: list[tuple[str, ...]]) -> bytes:
    """What another program of an office keeps beside its spreadsheets; a letter may have a table, too."""
    with zipfile.ZipFile(BytesIO(ods(rows))) as made:
        content = made.read("content.xml").replace(b"office:spreadsheet", f"office:{kind}".encode())
    return ods(rows, more={"content.xml": content})


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SPREADSHEET_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    'spreadsheet"><Worksheet><Table><Row><Cell><Data>NIK</Data></Cell></Row></Table></Worksheet></Workbook>'
)
WEB_PAGE = f"<html><body><table><tr><td>NIK<td>NAMA<tr><td>{NIKS[0]}<td>SARI</table></body></html>"
MAIL_PAGE = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n\n{WEB_PAGE}'
CSV = "NIK;NAMA\n" + "".join(f"{nik};I WAYAN SUDARMA\n" for nik in NIKS)
OPEN_TWICE = (
    'NIK;NAMA\n5104{0}0312{0}0380{0}0001;"SARI\n5104{0}0352{0}0385{0}0002;MADE"\n5171{0}0112{0}0390{0}0003;RAI\n'
)
OPEN_WIDE = 'NO;NIK;NAMA;ALAMAT\n1;5,10403E+15;"SARI;Br. A\n2;5,10404E+15;MADE";Br. B\n3;5,10405E+15;RAI;Br. C\n'
SHARED = "".join(f"<si><t>{text}</t></si>" for text in ("NIK", "NAMA", *NIKS, "SARI"))
TEXTS = f'<sst xmlns="{MAIN}">{SHARED}</sst>'.encode()


def shared_row(number: int, *indexes: int) -> str:
    return row(number, *(f'<c r="{"ABC"[i]}{number}" t="s"><v>{index}</v></c>' for i, index in enumerate(indexes)))


SHARED_LIST = shared_row(1, 0, 1) + "".join(shared_row(number, number, 5) for number in (2, 3, 4))
Make = Callable[[], bytes]

REFUSED: dict[str, tuple[str, str, Make]] = {
    # name: (code, a word of the sentence, how it is made)
    "a bomb in one part": ("F03", "mengembang", lambda: xlsx(more={"xl/media/a.png": bytes(600 << 20)})),
    "a bomb in many parts": ("F03", "mengembang", lambda: xlsx(more={f"{n}.bin": bytes(60 << 20) for n in range(10)})),
    "a bomb of 100 MB of blanks": ("F03", "tanpa isi sel", lambda: xlsx(" " * (100 << 20) + LIST)),
    "a bomb of 120 MB of empty rows": ("F03", "tanpa isi sel", lambda: xlsx(LIST + "<row/>" * (80 << 20 >> 2))),
    "a bomb of blanks, packed worse by noise": ("F03", "tanpa isi sel", lambda: xlsx(noise() + " " * (70 << 20) + LIST)),
    "a comment of 70 MB": ("F03", "tanpa isi sel", lambda: xlsx(f"<!--{'a' * (70 << 20)}-->{LIST}")),
    "a comment of 10 MB": ("F03", "tanpa isi sel", lambda: xlsx(f"<!--{'a' * (10 << 20)}-->{LIST}")),
    "a comment of 60 MB with tags in it": ("F03", "tanpa isi sel", lambda: xlsx(f"<!--{'<a>' * (20 << 20)}-->{LIST}")),
    "a comment of 10 MB among the shared texts": ("F03", "tanpa isi sel", lambda: xlsx(
        SHARED_LIST, strings=f"<!--{'a' * (10 << 20)}-->{SHARED}")),
    "a comment of 10 MB in an .ods": ("F03", "tanpa isi sel", lambda: ods([("NIK", f"<!--{'a' * (10 << 20)}-->")])),
    "an attribute of 10 MB": ("F03", "tanpa isi sel", lambda: xlsx(LIST + row(9, attributes=f" x='{'a' * (10 << 20)}'"))),
    "more parts than any workbook": ("F03", "bagian", lambda: archive({f"{n}.xml": b"" for n in range(10_001)})),
    "a text that millions of cells share": ("F03", "memori", lambda: amplified()),
    "millions of filled cells": ("F03", "sel berisi", lambda: many_cells(400_001, '<c r="{}"><v>1</v></c>')),
    "half a million error cells": ("F03", "kesalahan", lambda: many_cells(50_001, '<c r="{}" t="e"><v>#N/A</v></c>')),
    "two parts of one name": ("F01", "bernama sama", two_of_a_name),
    "parts that overlap": ("F01", "menindih", overlapping),
    "a size that lies": ("F01", "rusak", size_that_lies),
    "a second archive in the comment": ("F01", "arsip kedua", second_archive_in_comment),
    "bytes before the archive": ("F01", "arsip", with_bytes_before),
    "a header of another name": ("F01", "rusak", header_of_another_name),
    "half an archive": ("F01", "terpotong", lambda: cut(xlsx(), 0.5)),
    "an archive without its last byte": ("F01", "rusak", lambda: xlsx()[:-1]),
    "a locked part": ("F02", "sandi", locked_part),
    "an encrypted .xlsx": ("F02", "sandi", lambda: ole(bytes(5000), "EncryptedPackage")),
    "an encrypted .xls": ("F02", "sandi", lambda: ole(biff(OLD_LIST, locked=True))),
    "an .xls with a password of its own": ("F02", "sandi", lambda: ole(locked_stream(biff(OLD_LIST), "rahasia"))),
    "an .xlsx with a password of its own": ("F02", "sandi", lambda: locked_package(workbook(PEOPLE), "rahasia")),
    "an .xlsx whose lock would take a minute": ("F02", "jauh lebih rumit", lambda: locked_package(
        workbook(PEOPLE), "VelvetSweatshop").replace(b'spinCount="100000"', b'spinCount="999999"')),
    "an encrypted .ods": ("F02", "sandi", lambda: ods([], locked=True)),
    "an old file cut off": ("F01", "rusak", lambda: ole(biff(OLD_LIST))[:2000]),
    "an .ods with a list beyond": ("F03", "XFD1", lambda: ods([("NIK", *[""] * 16_382, "x")])),
    "a billion laughs": ("F01", "DOCTYPE", lambda: xlsx(sheet=sheet_xml(LIST).replace(b"<worksheet", ENTITIES.encode() + b"<worksheet"))),
    "an outside entity behind a word of another workbook": ("F01", "DOCTYPE", lambda: xlsx(
        strings="", more={"xl/sharedStrings.xml": f"<!--<externalLink >-->{OUTSIDE}<sst/>".encode()})),
    "an outside entity": ("F01", "DOCTYPE", lambda: xlsx(strings="", more={"xl/sharedStrings.xml": f"{OUTSIDE}<sst/>".encode()})),
    "UTF-16": ("F01", "UTF-16", lambda: xlsx(sheet=sheet_xml(LIST).decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
    "UTF-7": ("F01", "UTF-7", lambda: xlsx(sheet=sheet_xml(LIST).replace(b"UTF-8", b"UTF-7"))),
    "a far cell": ("F03", "XFD1048576", lambda: xlsx(LIST + row(1048576, text_cell("XFD1048576", "x")))),
    "a cell far to the right": ("F03", "XFD2000", lambda: xlsx(LIST + row(2000, text_cell("XFD2000", "x")))),
    "rows out of order": ("F01", "urut", lambda: xlsx(HEADING + WORKERS[len(WORKERS) // 3 :] + WORKERS[: len(WORKERS) // 3])),
    "a row twice": ("F01", "urut", lambda: xlsx(LIST + row(4, text_cell("A4", NIKS[0])))),
    "a cell twice": ("F01", "berbeda", lambda: xlsx(LIST + row(5, text_cell("A5", NIKS[0]), *[text_cell("B5", "SARI")] * 2))),
    "a cell twice, one of them with more in it": ("F01", "rusak", lambda: xlsx(
        LIST + row(5, text_cell("A5", NIKS[0]), text_cell("B5", "SARI"), '<c r="B5" cm="1"><v>1</v></c>'))),
    "two values in a cell": ("F01", "rusak", lambda: xlsx(LIST.replace("</is></c>", "</is><is><t>SARI</t></is></c>"))),
    **{f"a value parted by {part}": ("F01", "rusak", lambda part=part: xlsx(  # type: ignore[misc]
        LIST + row(5, f'<c r="A5" t="str"><v>{NIKS[0]}</v></c><c r="B5" t="str"><v>SARI{part} DEWI</v></c>')))
       for part in ("<![CDATA[ NI]]>", "<!-- -->", "<?x y?>", "<x/>")},
    "the cells in two pieces": ("F01", "rusak", lambda: xlsx(HEADING + "</sheetData><sheetData>" + WORKERS)),
    "a text by half a number": ("F01", "rusak", lambda: xlsx(SHARED_LIST.replace("<v>5</v>", "<v>5.0</v>"), strings=SHARED)),
    "a text by a number with blanks": ("F01", "rusak", lambda: xlsx(SHARED_LIST.replace("<v>5</v>", "<v> 5 </v>"), strings=SHARED)),
    "two parts of texts": ("F01", "tempat", lambda: elsewhere(
        ("sharedStrings", "a.xml"), ("sharedStrings", "b.xml"), a=TEXTS, b=TEXTS)),
    "texts in a part that is not there": ("F01", "rusak|berbeda", lambda: elsewhere(("sharedStrings", "a.xml"))),
    "a sheet of Excel 4 macros": ("F01", "'DAFTAR'.*simpan sebagai .xlsx", lambda: archive(
        {name.replace("worksheets", "macrosheets"): part for name, part in parts(target="macrosheets/sheet1.xml").items()})),
    "two sheets of one name": ("F01", "bernama sama", lambda: two_sheets("DAFTAR", sheet_xml(LIST))),
    "two sheets of one name in an .ods": ("F01", "bernama sama", lambda: ods(
        [*OLD_LIST, ('</text:p></table:table-cell></table:table-row></table:table><table:table table:name="A">'
                     "<table:table-row><table:table-cell><text:p>",)])),
    "a shared text that is not there": ("F01", "rusak|berbeda", lambda: xlsx(SHARED_LIST + shared_row(5, 99, 5), strings=SHARED)),
    "a sheet that is not there": ("F01", "rusak", lambda: archive({k: v for k, v in parts().items() if k != SHEET})),
    "a cell of 10 MB": ("F03", "karakter", lambda: xlsx(LIST + row(5, text_cell("A5", "x" * (10 << 20))))),
    "a Word document": ("F01", "Word", lambda: archive({"word/document.xml": b"<document/>"})),
    "a Word document whose letter has another name": ("F01", "Word", lambda: archive(
        {"_rels/.rels": parts()["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document2.xml"), "word/document2.xml": b"<x/>"})),
    "an old Word document": ("F01", "Word", lambda: ole(bytes(5000), "WordDocument")),
    "an old presentation": ("F01", "presentasi", lambda: ole(bytes(5000), "PowerPoint Document")),
    "a mail of Outlook": ("F01", "surel", lambda: ole(bytes(5000), "__properties_version1.0")),
    "a text of OpenDocument": ("F01", "dokumen teks", lambda: open_document("text", OLD_LIST)),
    "a presentation of OpenDocument": ("F01", "presentasi", lambda: open_document("presentation", [])),
    "a drawing of OpenDocument": ("F01", "gambar", lambda: open_document("drawing", [])),
    "a ZIP of workbooks": ("F01", "isinya arsip ZIP; buka", lambda: archive({"desa.xlsx": xlsx()})),
    "a ZIP of nothing": ("F01", "kosong", lambda: archive({})),
    "a web page": ("F01", "halaman web", lambda: WEB_PAGE.encode()),
    "a web page in UTF-16": ("F01", "halaman web", lambda: WEB_PAGE.encode("utf-16")),
    "a page as a mail": ("F01", "halaman web", lambda: MAIL_PAGE.encode()),
    "XML of Excel 2003": ("F01", "XML", lambda: SPREADSHEET_2003.encode()),
    "a PDF": ("F01", "PDF", lambda: b"%PDF-1.7\n"),
    "a PDF behind blanks": ("F01", "PDF", lambda: b"\xef\xbb\xbf\r\n%PDF-1.7\n"),
    "a photo": ("F01", "foto", lambda: b"\xff\xd8\xff\xe0" + bytes(100)),
    "a photo of an iPhone": ("F01", "foto", lambda: b"\0\0\0\x18ftypheic" + bytes(100)),
    **{f"a picture that begins with {begins[:4]!r}": ("F01", "gambar", lambda begins=begins: begins + bytes(100))  # type: ignore[misc]
       for begins in (b"\x89PNG\r\n", b"GIF89a", b"II*\0", b"MM\0*", b"RIFF    WEBPVP8 ", b"BM  \0\0\0\0\0\0    \x28")},
    "an archive of tar": ("F01", "arsip", lambda: b"desa.xlsx".ljust(257, b"\0") + b"ustar\x0000"),
    **{f"an archive that begins with {begins[:4]!r}": ("F01", "arsip", lambda begins=begins: begins + bytes(100))  # type: ignore[misc]
       for begins in (b"Rar!\x1a\7", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh91AY&SY", b"\xfd7zXZ\0")},
    "a database of Access": ("F01", "Access", lambda: b"\0\1\0\0Standard ACE DB" + bytes(100)),
    "a link to a sheet of Google": ("F01", "pintasan", lambda: b'{"doc_id": "1x"}'),
    "a link to a page": ("F01", "pintasan", lambda: b"[InternetShortcut]\r\nURL=https://x"),
    "JSON": ("F01", "JSON", lambda: b'[\n  {\n    "nik": "1"}]'),
    "an empty file": ("F01", "kosong", lambda: b""),
    "only zeros": ("F01", "nol", lambda: bytes(5000)),
    "CSV with an open quotation mark": ("F01", "kutip", lambda: (CSV + f'"{NIKS[0]};SARI\n{CSV}').encode()),
    "CSV with an open quotation mark in the heading": ("F01", "kutip", lambda: f'"{CSV}'.encode()),
    "CSV with an open quotation mark in the last row": ("F01", "baris 5", lambda: f'{CSV}{NIKS[0]};"SARI'.encode()),
    "CSV with more behind a quotation mark": ("F01", "kutip", lambda: CSV.replace("I WAYAN", '"I WAYAN"', 1).encode()),
    "CSV with two open quotation marks that close each other": ("F01", "baris 2", lambda: OPEN_TWICE.format(" ").encode()),
    "CSV with the same and lines ended by CR": ("F01", "baris 2", lambda: OPEN_TWICE.format(".").replace("\n", "\r").encode()),
    "CSV with the same and NIKs that lost their digits": ("F01", "baris 2", lambda: OPEN_WIDE.encode()),
    "CSV with zeros inside": ("F01", "bukan CSV", lambda: CSV.replace("WAYAN", "WAYAN\0").encode()),
    "CSV of one line of 50 MB": ("F03", "karakter|kolom", lambda: b"NIK;NAMA\n" + b"x" * (50 << 20)),
    "CSV of 20 million separators": ("F03", "kolom", lambda: b";" * (20 << 20)),
    "CSV of 5 million rows": ("F03", "baris", lambda: b"a;b\n" * (5 << 20)),
    "CSV of a cell of 10 MB": ("F03", "karakter", lambda: CSV.encode() + b'"' + b"x\n" * (5 << 20) + b'";A\n'),
}  # fmt: skip


def noise() -> str:
    """A MB that does not shrink."""
    return f"<!--{random.Random(1).randbytes(500_000).hex()}-->"


def amplified() -> bytes:
    """A text of 30.000 characters in 200.000 cells: 6 GB once they are read."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 200_001))
    return xlsx(cells, strings=f"<si><t>{'x' * 30_000}</t></si>")


def many_cells(rows: int, cell: str) -> bytes:
    """Rows of ten cells, `cell` with its address in each: a few MB."""
    cells = "".join(cell.format(f"{column}{{n}}") for column in "ABCDEFGHIJ")
    return xlsx("".join(f'<row r="{n}">{cells.format(n=n)}</row>' for n in range(1, rows + 1)))


READ: dict[str, Make] = {
    # all give the three workers
    "as it should be": lambda: workbook(PEOPLE),
    "inline texts and no styles": xlsx,
    "packed without being packed": lambda: archive(parts(), zipfile.ZIP_STORED),
    "shared texts": lambda: xlsx(SHARED_LIST, strings=SHARED),
    "rich and phonetic texts": lambda: xlsx(SHARED_LIST, strings=SHARED.replace(
        f"<t>{NIKS[0]}</t>", f"<r><t>{NIKS[0][:6]}</t></r><r><rPr><b/></rPr><t>{NIKS[0][6:]}</t></r><rPh><t>x</t></rPh>")),
    "Strict Open XML": strict,
    "a prefix": prefixed,
    "an absolute target": lambda: xlsx(target="/xl/worksheets/sheet1.xml"),
    "a streamed archive": streamed,
    "texts in a part of another name": lambda: elsewhere(("sharedStrings", "/xl/texts.xml"), texts=TEXTS),
    "formats in a part of another name": lambda: elsewhere(
        ("styles", "looks.xml"), looks=f'<styleSheet xmlns="{MAIN}"/>'.encode()),
    "two million cell formats": lambda: xlsx(more={"xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 2_000_000}</cellXfs></styleSheet>').encode()}),
    "a million tags in each other": lambda: xlsx(sheet=sheet_xml(LIST, after="<a>" * 1_000_000 + "</a>" * 1_000_000)),
    "60.000 merged ranges over the whole sheet": lambda: xlsx(sheet=sheet_xml(LIST, after="<mergeCells>" + "".join(
        f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(5, 60_000)) + "</mergeCells>")),
    "the size that WPS says": lambda: xlsx(sheet=sheet_xml(LIST, '<dimension ref="A1"/>')),
    "a huge size said": lambda: xlsx(sheet=sheet_xml(LIST, '<dimension ref="A1:XFD1048576"/>')),
    "rows and cells without addresses": lambda: xlsx(sheet=sheet_xml(LIST).replace(b' r="', b' x="')),
    "formulas that look into two sheets of another workbook": lambda: xlsx(more={"xl/externalLinks/externalLink1.xml": (
        f'<externalLink xmlns="{MAIN}"><externalBook><sheetDataSet>' + "".join(
            f'<sheetData sheetId="{n}"><row r="1"><cell r="A1" t="str"><v>x</v></cell></row></sheetData>' for n in (0, 1))
        + "</sheetDataSet></externalBook></externalLink>").encode()}),
    "a sheet of nothing but errors beside the list": lambda: two_sheets(
        "REKAP", sheet_xml('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>')),
    "a write-protected sheet": lambda: xlsx(sheet=sheet_xml(LIST, after='<sheetProtection sheet="1"/>')),
    "a comment of 1 MB": lambda: xlsx(f"<!--{'a' * (1 << 20)}-->{LIST}"),
    "MBs of blanks between rows": lambda: xlsx(LIST.replace("<row", " " * (2 << 20) + "<row")),
    "a million formatted empty rows": lambda: xlsx(LIST + "".join(
        f'<row r="{n}" s="3" customFormat="1"><c r="A{n}" s="3"/><c r="B{n}" s="3"/></row>' for n in range(5, 1_048_577))),
    "16.384 formatted columns": lambda: xlsx(sheet=sheet_xml(
        LIST + row(5, *(f'<c r="{letters(n)}5" s="1"/>' for n in range(16_384))), '<cols><col min="1" max="16384" style="1"/></cols>')),
    "an .xls": lambda: ole(biff(OLD_LIST)),
    "an .xls that Excel opens without asking": lambda: ole(locked_stream(biff(OLD_LIST), "VelvetSweatshop")),
    "an .xlsx that Excel opens without asking": lambda: locked_package(workbook(PEOPLE), "VelvetSweatshop"),
    "an .ods": lambda: ods(OLD_LIST),
    "macros": lambda: xlsx(more={"xl/vbaProject.bin": b"x"}),
    "an .xls with macros": lambda: ole(biff(OLD_LIST), more="_VBA_PROJECT_CUR"),
    "names of parts that climb": lambda: xlsx(more={"../../etc/x": b"x", "C:\\x": b"y"}),
    "CSV": CSV.encode, "CSV with a mark": lambda: CSV.encode("utf-8-sig"), "CSV in UTF-16": lambda: CSV.encode("utf-16"),
    "CSV in UTF-16, big end first": lambda: b"\xfe\xff" + CSV.encode("utf-16-be"),
    "CSV with commas": lambda: CSV.replace(";", ",").encode(), "CSV with tabs": lambda: CSV.replace(";", "\t").encode(),
    "CSV that names its separator": lambda: b"sep=;\r\n" + CSV.encode(),
    "CSV with separators to the end": lambda: CSV.replace("\n", ";;;\n").encode(),
    "CSV of mixed line ends": lambda: "".join(
        line + end for line, end in zip(CSV.splitlines(), ("\r\n", "\n", "\r", ""), strict=True)).encode(),
    "CSV of lines ended by CR": lambda: CSV.replace("\n", "\r").encode(),
    "CSV of lines ended by CR twice": lambda: CSV.replace("\n", "\r\r\n").encode(),
    "CSV with a line end inside a field": lambda: CSV.replace("I WAYAN SUDARMA", '"I WAYAN\nSUDARMA"').encode(),
    "CSV with odd line ends inside a name": lambda: CSV.replace("WAYAN", "WA\x85YAN\x0c\u2028").encode(),
    "CSV without a last line end": lambda: CSV.strip().encode(),
}  # fmt: skip


def letters(index: int) -> str:
    from jamsos_cli.model.place import column_letters

    return column_letters(index)
