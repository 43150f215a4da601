"""The first sheet of a marked workbook as XML."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jamsos_cli.model.finding import Level
from jamsos_cli.model.marking import MendingLine, MendingSheet
from jamsos_cli.model.place import column_letters
from jamsos_cli.writers.marking_looks import Looks, coloured
from jamsos_cli.writers.xml_part import escaped

MOST_LINKS = 65_530
"""Excel opens no sheet with more."""
_MOST_ROWS = 1_000_000
_WIDTHS = (16, 8, 7, 10, 58, 58)
"""of the columns, in characters."""
_LINE_POINTS, _ROW_POINTS = 15, 409
"""height of a line of text, and the most Excel gives a row."""
_LINK = '<rPr><u/><sz val="11"/><color rgb="FF0563C1"/><rFont val="Calibri"/><family val="2"/></rPr>'
_BOLD = '<rPr><b/><sz val="{size}"/><rFont val="Calibri"/><family val="2"/></rPr>'


def sheet_xml(sheet: MendingSheet, looks: Looks, main_uri: bytes) -> bytes:
    """Give the part: title and sentences, then a row a finding, with a link to its cell."""
    listed = sheet.rows[:_MOST_ROWS]
    top = len(sheet.lines) + 3
    last = top + len(listed)
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(_WIDTHS, 1)
    )
    pieces = [
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
        # Nothing is frozen: what stands above the list would take half of a small screen.
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>",
        *_head(sheet, top),
        *(_row(number, line, looks) for number, line in enumerate(listed, top + 1)),
        "</sheetData>",
        f'<autoFilter ref="A{top}:{column_letters(len(_WIDTHS) - 1)}{max(last, top + 1)}"/>' if listed else "",
        *_colours(listed, top, looks),
        *_links(listed, top),
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    ]
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">' % main_uri
    return head + "".join(pieces).encode() + b"</worksheet>"


def _head(sheet: MendingSheet, top: int) -> Iterator[str]:
    yield f'<row r="1" ht="21" customHeight="1">{_cell("A1", sheet.title, _BOLD.format(size=14))}</row>'
    for number, line in enumerate(sheet.lines, 2):
        yield f'<row r="{number}">{_cell(f"A{number}", line)}</row>'
    cells = (_cell(f"{column_letters(i)}{top}", text, _BOLD.format(size=11)) for i, text in enumerate(sheet.heading))
    yield f'<row r="{top}">{"".join(cells)}</row>'


def _row(number: int, line: MendingLine, looks: Looks) -> str:
    lines = max(1 + len(text) * 9 // (width * 10) for text, width in zip(line.cells, _WIDTHS, strict=True))
    cells = (
        _cell(f"{column_letters(i)}{number}", text, _LINK if i == 1 and line.cell else "", looks.text)
        for i, text in enumerate(line.cells)
    )
    height = min(lines * _LINE_POINTS, _ROW_POINTS)
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _cell(at: str, text: str, look: str = "", style: int = 0) -> str:
    written = f'<t xml:space="preserve">{escaped(text).decode()}</t>'
    said = f' s="{style}"' if style else ""
    return f'<c r="{at}"{said} t="inlineStr"><is>{f"<r>{look}{written}</r>" if look else written}</is></c>'


def _colours(rows: Sequence[MendingLine], top: int, looks: Looks) -> Iterator[str]:
    yield coloured("", f"A{top}:{column_letters(len(_WIDTHS) - 1)}{top}", looks.heading, 1)
    ranges: dict[Level, list[str]] = {}
    first = top + 1
    for level, group in groupby(line.level for line in rows):
        last = first + len(list(group)) - 1
        ranges.setdefault(level, []).append(f"D{first}:D{last}")
        first = last + 1
    for priority, (level, cells) in enumerate(ranges.items(), 2):
        yield coloured("", " ".join(cells), looks.levels[level], priority)


def _links(rows: Sequence[MendingLine], top: int) -> Iterator[str]:
    linked = [(number, line) for number, line in enumerate(rows, top + 1) if line.cell][:MOST_LINKS]
    if not linked:
        return
    yield "<hyperlinks>"
    for number, line in linked:
        quoted = line.sheet.replace("'", "''")
        location = escaped(f"'{quoted}'!{line.cell}").decode()
        yield f'<hyperlink ref="B{number}" location="{location}" display="{line.cell}"/>'
    yield "</hyperlinks>"
