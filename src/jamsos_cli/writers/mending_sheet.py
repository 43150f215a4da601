"""The first sheet of a marked workbook as XML, and the looks it and the marked cells need in the clerk's styles."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jamsos_cli.model.finding import Level
from jamsos_cli.model.marking import MendingLine, MendingSheet
from jamsos_cli.model.place import column_letters
from jamsos_cli.writers.xml_part import Edit, Element, NotPlainError, Part, escaped

MARK_FORMULA = '"tanda-jamsos"<>""'
"""Always true: the condition of the colours that are ours, by which they are found and taken away."""
MOST_LINKS = 65_530
"""Excel opens no sheet with more."""
_MOST_ROWS = 1_000_000
_WIDTHS = (16, 8, 7, 10, 58, 58)
_LINE_POINTS, _ROW_POINTS = 15, 409
_STYLE_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_XF = (
    '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1">'
    '<{p}alignment vertical="top" wrapText="1"/></{p}xf>'
)
_FILL = '<{p}fill><{p}patternFill><{p}bgColor rgb="{rgb}"/></{p}patternFill></{p}fill>'
_FILLS = {Level.ERROR: "FFFFC7CE", Level.WARNING: "FFFFEB9C", Level.NOTE: "FFDDEBF7"}
_HEADING_FILL = "FFD9E2EC"
_LINK = '<rPr><u/><sz val="11"/><color rgb="FF0563C1"/><rFont val="Calibri"/><family val="2"/></rPr>'
_BOLD = '<rPr><b/><sz val="{size}"/><rFont val="Calibri"/><family val="2"/></rPr>'


class Looks:
    """Places of our looks among those of the workbook."""

    def __init__(self, text: int, levels: dict[Level, int], heading: int) -> None:
        self.text = text
        """of the cells of our sheet, in cellXfs."""
        self.levels = levels
        """of marked cells, in dxfs."""
        self.heading = heading


def add_looks(styles: Part) -> tuple[bytes, Looks]:
    """Put our looks among those of a workbook, unless they are there from an earlier marking."""
    prefix = styles.root.prefix
    xfs = styles.first("cellXfs")
    if xfs is None or not styles.children(xfs):
        raise NotPlainError
    fills = [_FILL.format(p=prefix, rgb=rgb) for rgb in _FILLS.values()]
    bold = f"<{prefix}font><{prefix}b/></{prefix}font>" + _FILL.format(p=prefix, rgb=_HEADING_FILL)
    wanted = [f"<{prefix}dxf>{inside}</{prefix}dxf>" for inside in (*fills, bold)]
    edits, (text,) = _added(styles, xfs, [_XF.format(p=prefix)])
    dxfs = styles.first("dxfs")
    if dxfs is None:
        at = styles.before(_STYLE_ORDER, "dxfs")
        count = len(wanted)
        written = f'<{prefix}dxfs count="{count}">{"".join(wanted)}</{prefix}dxfs>'
        edits.append((at, at, written.encode()))
        places = list(range(count))
    else:
        more, places = _added(styles, dxfs, wanted)
        edits += more
    return styles.spliced(edits), Looks(text, dict(zip(_FILLS, places[:-1], strict=True)), places[-1])


def _added(styles: Part, listed: Element, wanted: Sequence[str]) -> tuple[list[Edit], list[int]]:
    """Give the change that adds to a list what it lacks, and the places of all that is wanted."""
    known = [styles.content[one.start : one.end].decode("utf-8", "replace") for one in styles.children(listed)]
    new = [one for one in wanted if one not in known]
    places = [(known + new).index(one) for one in wanted]
    if not new:
        return [], places
    return styles.append(listed, "".join(new).encode(), count=len(known) + len(new)), places


def rule(prefix: str, cells: str, look: int, priority: int) -> str:
    """Give the XML that colours cells, whatever they hold; the clerk's own colours stay below."""
    formula = escaped(MARK_FORMULA).decode()
    return (
        f'<{prefix}conditionalFormatting sqref="{cells}"><{prefix}cfRule type="expression" dxfId="{look}" '
        f'priority="{priority}"><{prefix}formula>{formula}</{prefix}formula></{prefix}cfRule>'
        f"</{prefix}conditionalFormatting>"
    )


def sheet_xml(sheet: MendingSheet, looks: Looks, main_uri: bytes) -> bytes:
    """Give the sheet: title and sentences, then a line a finding, with a link to its cell."""
    listed = sheet.rows[:_MOST_ROWS]
    top = len(sheet.lines) + 3
    last = top + len(listed)
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(_WIDTHS, 1)
    )
    below = f"A{top + 1}"
    pieces = [
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{top}" topLeftCell="{below}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>',
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
    yield rule("", f"A{top}:{column_letters(len(_WIDTHS) - 1)}{top}", looks.heading, 1)
    ranges: dict[Level, list[str]] = {}
    first = top + 1
    for level, group in groupby(line.level for line in rows):
        last = first + len(list(group)) - 1
        ranges.setdefault(level, []).append(f"D{first}:D{last}")
        first = last + 1
    for priority, (level, cells) in enumerate(ranges.items(), 2):
        yield rule("", " ".join(cells), looks.levels[level], priority)


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
