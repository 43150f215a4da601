"""Comments in the cells of a clerk's own sheet: ours put in and taken out again, the clerk's own kept."""

import re
from collections.abc import Mapping

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.marking import COMMENT_END, COMMENT_MARK
from jamsos_cli.model.place import column_letters, column_number
from jamsos_cli.writers.element_order import SHEET_ORDER
from jamsos_cli.writers.workbook_package import Package
from jamsos_cli.writers.xml_part import Edit, Element, NotPlainError, Part, escaped

Cell = tuple[int, int]
"""(row, column), from 1."""
AUTHOR = b"jamsos"
_MARK, _END = COMMENT_MARK.encode(), COMMENT_END.encode()
_THREAD = "tc="
"""Author of the stand-in that Excel keeps for a discussion; what is added to it is never shown."""
_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_LOOK = b'<%srPr><%ssz val="9"/><%scolor indexed="81"/><%srFont val="Tahoma"/><%sfamily val="2"/></%srPr>'
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BOX_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMESPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_DRAWING = b'<xml><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_ROOT = lazy_pattern(rb"<xml\b[^<>]*>")
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:8pt;'
    'width:240pt;height:{height}pt;z-index:{z};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 10, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPES = lazy_pattern(rb"(?s)<((?:\w+:)?shape)\b(?:(?!</\1>).)*</\1>\s*")
_SHAPE_ID = lazy_pattern(rb'id="_x0000_s([0-9]{1,9})"')
_AT = lazy_pattern(rb"<(?:\w+:)?Row>\s*([0-9]+)\s*</(?:\w+:)?Row>\s*<(?:\w+:)?Column>\s*([0-9]+)\s*<")
_BLANK = rb"(?:\s|&#(?:10|13|x[aAdD]);|_x000[aAdD]_)+"
_LINES_END, _LINES_START = lazy_pattern(_BLANK + rb"$"), lazy_pattern(rb"^" + _BLANK)
_FIRST_SHAPE = 1025
_LINE_CHARACTERS, _LINE_POINTS = 46, 12
"""of the box a comment is shown in."""
_ROW_POINTS = 15
"""height of a row of the sheet, from which the rows the box covers are guessed."""


def put_comments(package: Package, name: str, sheet: Part, texts: Mapping[Cell, str]) -> list[Edit]:
    """Take our old comments out of a sheet and put these in; give the change of the sheet itself.

    A comment of the clerk in one of the cells stays and is followed by ours.
    """
    related = {one.kind: one for one in package.relations(name)}
    found = related.get("comments")
    if found is None and not texts:
        return []
    at = found.target if found else package.free("xl/comments{}.xml")
    part = package.part(at) if found else Part(_COMMENTS % package.main_uri)
    content, gone, new = _commented(part, texts)
    if found is None:
        package.relate(name, "comments", at)
    if found is None or content != part.content:
        package.write(at, content, _TYPE)
    return _draw(package, name, sheet, gone, {cell: texts[cell] for cell in new})


def _commented(part: Part, texts: Mapping[Cell, str]) -> tuple[bytes, set[Cell], list[Cell]]:
    """Give the part of comments without our old ones and with these; cells that lose their comment, and get one."""
    authors, listed = part.first("authors"), part.first("commentList")
    if authors is None or listed is None:
        raise NotPlainError
    names = [part.inside(one) for one in part.children(authors)]
    threads = {str(number) for number, author in enumerate(names) if author.startswith(_THREAD.encode())}
    edits: list[Edit] = []
    gone: set[Cell] = set()
    kept: set[Cell] = set()
    for one in part.children(listed):
        cell = cell_of(one.attributes.get("ref", ""))
        cut = _cut(part, one)
        if cut is None:
            gone.add(cell)
            edits.append((one.start, one.end, b""))
            continue
        kept.add(cell)
        edits += cut
        if cell in texts and one.attributes.get("authorId") not in threads:
            edits += _appended(part, one, texts[cell])
    new = sorted(cell for cell in texts if cell not in kept)
    if new:
        mine = names.index(AUTHOR) if AUTHOR in names else len(names)
        if mine == len(names):
            prefix = part.root.prefix.encode()
            edits += part.append(authors, b"<%sauthor>%s</%sauthor>" % (prefix, AUTHOR, prefix))
        edits += part.append(listed, b"".join(_comment(part, cell, mine, texts[cell]) for cell in new))
    return part.spliced(edits), gone, new


def _cut(part: Part, comment: Element) -> list[Edit] | None:
    """Give the changes that take our words out of a comment; None where no others are in it."""
    pieces: list[tuple[Element, bytes, bytes]] = []
    left = b""
    ours = found = False
    for text in part.below(comment):
        if text.name != "t" or text.empty:
            continue
        written = part.inside(text)
        found = found or _MARK in written
        if pieces and not ours and _LINES_START.sub(b"", written).startswith(_MARK):
            # Programs that save the workbook may part the comment at the blank line that we put between.
            *pieces, (element, before, kept) = pieces
            pieces.append((element, before, _LINES_END.sub(b"", kept)))
        kept, ours = _theirs(written, ours, first=not left)
        pieces.append((text, written, kept))
        left += kept
    if found and not left.strip():
        return None
    edits: list[Edit] = []
    for text, written, kept in pieces:
        if kept != written:
            run = text.parent if text.parent is not None and text.parent.name == "r" else text
            edits.append((text.inner, text.close, kept) if kept else (run.start, run.end, b""))
    return edits


def _theirs(written: bytes, ours: bool, *, first: bool) -> tuple[bytes, bool]:
    """Give a piece of text without what is between our lines, and whether it ends among our words.

    `ours` tells whether it begins among them, `first` whether nothing of the clerk's stands before it.
    """
    kept = b""
    while written:
        before, mark, written = written.partition(_END if ours else _MARK)
        if not ours:
            kept += _LINES_END.sub(b"", before) if mark else before
        elif mark and first and not kept:
            written = _LINES_START.sub(b"", written)
        ours = ours is not bool(mark)
    return kept, ours


def _appended(part: Part, comment: Element, text: str) -> list[Edit]:
    """Put our words behind the clerk's, whose plain text must become a run beside ours."""
    holder = next((one for one in part.children(comment) if one.name == "text"), None)
    if holder is None or holder.empty:
        raise NotPlainError
    prefix = part.root.prefix.encode()
    edits: list[Edit] = []
    pieces = part.children(holder)
    for piece in pieces:
        if piece.name == "t" and not piece.empty and _theirs(part.inside(piece), False, first=True)[0]:
            edits += [(piece.start, piece.start, b"<%sr>" % prefix), (piece.end, piece.end, b"</%sr>" % prefix)]
    runs = [piece.end for piece in pieces if piece.name in {"t", "r"}]
    at = runs[-1] if runs else holder.inner
    return [*edits, (at, at, _run(prefix, f"\n\n{text}"))]


def _comment(part: Part, cell: Cell, author: int, text: str) -> bytes:
    prefix = part.root.prefix.encode()
    ref = f"{column_letters(cell[1] - 1)}{cell[0]}".encode()
    return b'<%scomment ref="%s" authorId="%d"><%stext>%s</%stext></%scomment>' % (
        prefix, ref, author, prefix, _run(prefix, text), prefix, prefix,
    )  # fmt: skip


def _run(prefix: bytes, text: str) -> bytes:
    look = _LOOK % ((prefix,) * 6)
    return b'<%sr>%s<%st xml:space="preserve">%s</%st></%sr>' % (prefix, look, prefix, escaped(text), prefix, prefix)


def _draw(package: Package, name: str, sheet: Part, gone: set[Cell], new: Mapping[Cell, str]) -> list[Edit]:
    """Take out the boxes of comments that went and draw those of new ones; give the change of the sheet."""
    if not gone and not new:
        return []
    legacy = sheet.first("legacyDrawing")
    at = next((one.target for one in package.relations(name) if legacy and one.key == legacy.refers_to), "")
    if legacy is not None and not at:
        raise NotPlainError
    drawing = _with_prefixes(package.read(at) if at else _DRAWING)
    drawing = _SHAPES.sub(lambda shape: b"" if _note_at(shape[0]) in gone else shape[0], drawing)
    first = max((int(number) for number in _SHAPE_ID.findall(drawing)), default=_FIRST_SHAPE - 1) + 1
    shapes = "".join(_shape(first + place, cell, new[cell]) for place, cell in enumerate(new)).encode()
    if b'"_x0000_t202" ' not in drawing:
        shapes = _BOX_TYPE + shapes
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise NotPlainError
    at = at or package.free("xl/drawings/vmlDrawing{}.vml")
    package.write(at, drawing[:end] + shapes + drawing[end:], _DRAWING_TYPE)
    if legacy is not None:
        return []
    key, uri = package.relate(name, "vmlDrawing", at), package.relations_uri
    place = sheet.before(SHEET_ORDER, "legacyDrawing")
    written = f'<{sheet.root.prefix}legacyDrawing xmlns:r="{uri}" r:id="{key}"/>'
    return [(place, place, written.encode())]


def _with_prefixes(drawing: bytes) -> bytes:
    """Declare the prefixes of our boxes where a program (openpyxl, say) gave these namespaces other ones."""
    root = _ROOT.search(drawing)
    if root is None or root[0].endswith(b"/>"):
        raise NotPlainError
    tag = root[0]
    for prefix, uri in _NAMESPACES.items():
        declared = re.search(rb"""\sxmlns:%s\s*=\s*["']([^"']*)["']""" % prefix, tag)
        if declared is None:
            tag = tag[:-1] + b' xmlns:%s="%s">' % (prefix, uri)
        elif declared[1] != uri:
            raise NotPlainError
    return drawing[: root.start()] + tag + drawing[root.end() :]


def _note_at(shape: bytes) -> Cell | None:
    found = _AT.search(shape) if b'ObjectType="Note"' in shape else None
    return (int(found[1]) + 1, int(found[2]) + 1) if found else None


def _shape(number: int, cell: Cell, text: str) -> str:
    lines = sum(1 + len(line) // _LINE_CHARACTERS for line in text.split("\n")) + 1
    height = lines * _LINE_POINTS
    row, column = cell[0] - 1, cell[1] - 1
    top = max(row - 1, 0)
    return _SHAPE.format(
        id=number, z=number - _FIRST_SHAPE + 1, height=height, left=column + 1, right=column + 6,
        top=top, bottom=top + height // _ROW_POINTS + 1, row=row, column=column,
    )  # fmt: skip


def cell_of(address: str) -> Cell:
    """Give (row, column) of an address; NotPlainError where it is none.

    >>> cell_of("B7"), cell_of("$AA$10")
    ((7, 2), (10, 27))
    """
    found = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", address)
    if found is None:
        raise NotPlainError
    return int(found[2]), column_number(found[1].upper())
