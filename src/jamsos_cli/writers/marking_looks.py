"""The looks of a marked workbook: how ours are put among the clerk's, and how cells are coloured with them."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Level
from jamsos_cli.writers.element_order import STYLE_ORDER
from jamsos_cli.writers.xml_part import Edit, Element, NotPlainError, Part, escaped

MARK_NAME = "tanda-jamsos"
"""By which the colours that are ours are found and taken away."""
_XF = (
    '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1">'
    '<{p}alignment vertical="top" wrapText="1"/></{p}xf>'
)
_FILL = '<{p}fill><{p}patternFill><{p}bgColor rgb="{rgb}"/></{p}patternFill></{p}fill>'
_FILLS = {Level.ERROR: "FFFFC7CE", Level.WARNING: "FFFFEB9C", Level.NOTE: "FFDDEBF7"}
_HEADING_FILL = "FFD9E2EC"


class Looks(NamedTuple):
    """Places of our looks among those of the workbook, from 0."""

    text: int
    """of the cells of our sheet, in cellXfs."""
    levels: dict[Level, int]
    """of marked cells, in dxfs."""
    heading: int
    """of the heading of our sheet, in dxfs."""


def add_looks(styles: Part) -> tuple[bytes, Looks]:
    """Put our looks among those of a workbook, unless they are there from an earlier marking; give the part changed.

    NotPlainError where it has no looks of cells.
    """
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
        at = styles.before(STYLE_ORDER, "dxfs")
        written = f'<{prefix}dxfs count="{len(wanted)}">{"".join(wanted)}</{prefix}dxfs>'
        edits.append((at, at, written.encode()))
        places = list(range(len(wanted)))
    else:
        more, places = _added(styles, dxfs, wanted)
        edits += more
    return styles.spliced(edits), Looks(text, dict(zip(_FILLS, places[:-1], strict=True)), places[-1])


def coloured(prefix: str, cells: str, look: int, priority: int) -> str:
    """Give the XML that colours cells ("B7 C9:C12") with a look of dxfs, whatever they hold.

    The condition is always true, and the clerk's own colours stay below.
    """
    formula = escaped(f'"{MARK_NAME}"<>""').decode()
    return (
        f'<{prefix}conditionalFormatting sqref="{cells}"><{prefix}cfRule type="expression" dxfId="{look}" '
        f'priority="{priority}"><{prefix}formula>{formula}</{prefix}formula></{prefix}cfRule>'
        f"</{prefix}conditionalFormatting>"
    )


def _added(styles: Part, listed: Element, wanted: Sequence[str]) -> tuple[list[Edit], list[int]]:
    """Give the change that adds to a list what it lacks, and the places of all that is wanted."""
    known = [styles.content[one.start : one.end].decode("utf-8", "replace") for one in styles.children(listed)]
    new = [one for one in wanted if one not in known]
    places = [(known + new).index(one) for one in wanted]
    if not new:
        return [], places
    return styles.append(listed, "".join(new).encode(), count=len(known) + len(new)), places
