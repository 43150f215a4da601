"""A clerk's own .xlsx or .xlsm with its wrong cells marked: everything else comes back byte for byte.

Colours are conditional formats with a condition that is always true and bears our name, so that the clerk's own fill
is untouched and shows again as soon as ours is taken away. Nothing in the workbook is run or calculated.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from jamsos_cli.model.finding import Level
from jamsos_cli.model.marking import COMMENT_END, COMMENT_MARK, MOST_COMMENTS, Mark, MendingSheet
from jamsos_cli.model.place import column_letters
from jamsos_cli.writers.cell_comments import Cell, cell_of, put_comments
from jamsos_cli.writers.element_order import SHEET_ORDER
from jamsos_cli.writers.marking_looks import MARK_NAME, Looks, add_looks, coloured
from jamsos_cli.writers.mending_sheet import sheet_xml
from jamsos_cli.writers.workbook import sheet_names
from jamsos_cli.writers.workbook_package import Package
from jamsos_cli.writers.xml_part import Edit, Element, NotPlainError, Part, escaped

OWN_PART = "xl/worksheets/jamsos.xml"
"""Name of our sheet's part; a spreadsheet program that saves the workbook gives it another."""
_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COMMENT_CHARACTERS = 1_500
"""a cell; the whole of it stands in our sheet."""
_RANGES = 400
"""a rule; longer lists are parted."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, RuntimeError)
"""What a damaged archive, a number that is none or a missing attribute raises; also NotImplementedError."""


class MarkedWorkbook(NamedTuple):
    """The bytes of a marked workbook, and whether it is of the kind that carries macros (.xlsm)."""

    content: bytes
    macros: bool


def mark_workbook(data: bytes, sheet: MendingSheet, marks: Sequence[Mark], own: frozenset[str]) -> MarkedWorkbook:
    """Give the workbook with our sheet in front and its cells marked; earlier marks and the sheets `own` are gone.

    The same workbook and marks give the same bytes. NotPlainError where the archive is not built as spreadsheet
    programs build it: then nothing is known of what would be lost.
    """
    try:
        package = Package(data)
        macros = "macroEnabled" in package.content_type(package.workbook)
        return MarkedWorkbook(_marked(package, sheet, marks, own), macros)
    except _BROKEN as broken:
        raise NotPlainError from broken


def _marked(package: Package, sheet: MendingSheet, marks: Sequence[Mark], own: frozenset[str]) -> bytes:
    book = package.part(package.workbook)
    related = {one.key: one for one in package.relations(package.workbook)}
    styles = next((one.target for one in related.values() if one.kind == "styles"), "")
    changed, looks = add_looks(package.part(styles))
    package.write(styles, changed)
    parts = {said.attributes["name"]: related[said.refers_to] for said in _sheets(book)}
    commented = _most_telling(marks, list(parts))
    for name, relation in parts.items():
        if name in own:
            package.unrelate(package.workbook, relation.key)
            package.remove(relation.target)
            continue
        _mark_sheet(package, relation.target, [one for one in marks if one.sheet == name], looks, commented)
    for chain in [one for one in related.values() if one.kind == "calcChain"]:
        # It names sheets by place; Excel makes it anew.
        package.unrelate(package.workbook, chain.key)
        package.remove(chain.target)
    package.write(OWN_PART, sheet_xml(sheet, looks, package.main_uri), _WORKSHEET_TYPE)
    key = package.relate(package.workbook, "worksheet", OWN_PART)
    title = sheet_names([*(name for name in parts if name not in own), sheet.title])[-1]
    package.write(package.workbook, _listed(book, own, title, f'xmlns:r="{package.relations_uri}" r:id="{key}"'))
    return package.to_bytes()


def _sheets(book: Part) -> list[Element]:
    listed = book.first("sheets")
    found = book.children(listed) if listed else []
    if not found or any(one.name != "sheet" for one in found):
        raise NotPlainError
    return found


def _listed(book: Part, own: frozenset[str], title: str, reference: str) -> bytes:
    """Give the list of sheets with ours in front and open; names that belong to one sheet follow it."""
    sheets = _sheets(book)
    edits: list[Edit] = [(one.start, one.end, b"") for one in sheets if one.attributes["name"] in own]
    kept = [place for place, one in enumerate(sheets) if one.attributes["name"] not in own]
    number = max((int(sheets[place].attributes["sheetId"]) for place in kept), default=0) + 1
    at = sheets[0].start
    prefix = book.root.prefix
    named = escaped(title).decode()
    edits.insert(0, (at, at, f'<{prefix}sheet name="{named}" sheetId="{number}" {reference}/>'.encode()))
    moved = {str(old): new for new, old in enumerate(kept, 1)}
    for one in book.all("definedName"):
        place = one.attributes.get("localSheetId")
        if place in moved:
            edits.append(book.tag(one, localSheetId=moved[place]))
        elif place is not None:
            edits.append((one.start, one.end, b""))
    edits += [book.tag(one, activeTab=0, firstSheet=0) for one in book.all("workbookView")]
    return book.spliced(edits)


def _most_telling(marks: Sequence[Mark], sheets: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Give the cells (sheet, address) that get a comment: the gravest first, then in the order of the workbook."""
    if len(marks) <= MOST_COMMENTS:
        return frozenset((one.sheet, one.cell) for one in marks)
    order = {name: place for place, name in enumerate(sheets)}
    there = (one for one in marks if one.sheet in order)
    ranked = sorted(there, key=lambda one: (one.level.rank, order[one.sheet], *cell_of(one.cell)))
    return frozenset(islice(dict.fromkeys((one.sheet, one.cell) for one in ranked), MOST_COMMENTS))


def _mark_sheet(
    package: Package, name: str, marks: Sequence[Mark], looks: Looks, commented: frozenset[tuple[str, str]]
) -> None:
    """Mark one sheet, with a comment where a mark is in a cell of `commented`, and close it if it was open."""
    sheet = package.part(name)
    edits = [sheet.tag(one, tabSelected=0) for one in sheet.all("sheetView") if "tabSelected" in one.attributes]
    if sheet.root.name == "worksheet":
        cells = _by_cell(sheet, marks)
        told = [cell for cell, here in cells.items() if any((one.sheet, one.cell) in commented for one in here)]
        # In the order of the format, for where two are put in at one place.
        edits += _coloured(sheet, cells, looks)
        edits += put_comments(package, name, sheet, {cell: _said(cells[cell]) for cell in told})
    if edits:
        package.write(name, sheet.spliced(edits))


def _by_cell(sheet: Part, marks: Sequence[Mark]) -> dict[Cell, list[Mark]]:
    """Give the marks of each cell, by row and column; of merged cells only the first shows."""
    shown: dict[int, list[tuple[Cell, Cell]]] = {}
    for merged in sheet.all("mergeCell") if marks else ():
        first, _, last = merged.attributes.get("ref", "").partition(":")
        span = cell_of(first), cell_of(last or first)
        for row in range(span[0][0], min(span[1][0], span[0][0] + 10_000) + 1):
            shown.setdefault(row, []).append(span)
    found: dict[Cell, list[Mark]] = {}
    for mark in marks:
        row, column = cell_of(mark.cell)
        within = (first for first, last in shown.get(row, ()) if first[1] <= column <= last[1])
        found.setdefault(next(within, (row, column)), []).append(mark)
    return dict(sorted(found.items()))


def _said(marks: Sequence[Mark]) -> str:
    text = "\n\n".join(dict.fromkeys(mark.text for mark in sorted(marks, key=lambda mark: mark.level.rank)))
    # A value of the roster that looks like one of our lines must not part the comment.
    text = text.replace(COMMENT_MARK, "jamsos").replace(COMMENT_END, "jamsos")
    short = text if len(text) <= _COMMENT_CHARACTERS else text[:_COMMENT_CHARACTERS] + "…"
    return f"{COMMENT_MARK}\n{short}\n{COMMENT_END}"


def _coloured(sheet: Part, cells: Mapping[Cell, Sequence[Mark]], looks: Looks) -> list[Edit]:
    """Give the changes that take our old colours away and put these above all others of the sheet."""
    edits: list[Edit] = []
    others: list[Element] = []
    for block in sheet.all("conditionalFormatting"):
        rules = [one for one in sheet.children(block) if one.name == "cfRule"]
        ours = [one for one in rules if MARK_NAME.encode() in sheet.inside(one)]
        if ours and len(ours) == len(rules):
            edits.append((block.start, block.end, b""))
        else:
            edits += [(one.start, one.end, b"") for one in ours]
            others += [one for one in rules if one not in ours and one.attributes.get("priority", "").isdigit()]
    new = [(level, ranges) for level in Level for ranges in _ranges(cells, level)]
    orders = sorted({int(one.attributes["priority"]) for one in others})
    for one in others:
        place = len(new) + 1 + orders.index(int(one.attributes["priority"]))
        if one.attributes["priority"] != str(place):
            edits.append(sheet.tag(one, priority=place))
    prefix = sheet.root.prefix
    written = "".join(
        coloured(prefix, ranges, looks.levels[level], priority) for priority, (level, ranges) in enumerate(new, 1)
    )
    # In front of the clerk's own: LibreOffice goes by the order, not by the priority.
    own = sheet.first("conditionalFormatting")
    at = own.start if own else sheet.before(SHEET_ORDER, "conditionalFormatting")
    return [(at, at, written.encode()), *edits] if written else edits


def _ranges(cells: Mapping[Cell, Sequence[Mark]], level: Level) -> Iterator[str]:
    """Give the cells whose gravest mark is of a level, those below each other as one range."""
    chosen = sorted((c, r) for (r, c), marks in cells.items() if min(m.level.rank for m in marks) == level.rank)
    spans: list[tuple[int, int, int]] = []
    for column, row in chosen:
        if spans and spans[-1][0] == column and spans[-1][2] == row - 1:
            spans[-1] = (column, spans[-1][1], row)
        else:
            spans.append((column, row, row))
    written = [
        f"{column_letters(column - 1)}{first}" + (f":{column_letters(column - 1)}{last}" if last > first else "")
        for column, first, last in spans
    ]
    for start in range(0, len(written), _RANGES):
        yield " ".join(written[start : start + _RANGES])
