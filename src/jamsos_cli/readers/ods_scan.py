"""One pass over an OpenDocument spreadsheet's XML: how far its sheets are filled, and what the library does not tell.

Repeated rows and cells are counted out. Hidden rows, error cells and formulas without a result come from here, and the
texts of cells in which a drawing, a tab or a line break stands: the library takes what is written in a text box, which
LibreOffice fastens to the cell below it, for the cell's own, and leaves the others out.
"""

from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import Marks, Trouble
from jamsos_cli.readers.extent import Extent, Refused, too_far
from jamsos_cli.readers.noted_marks import MOST_MARKED, TOO_MANY_MARKED, NotedMarks
from jamsos_cli.readers.xml_parts import LocalNames, parse
from jamsos_cli.settings import Limits

_ROWS, _COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"
_SPANNED = "table:number-rows-spanned"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN = frozenset({"collapse", "filter"})
_DRAWN = ("draw:", "dr3d:")
_BLANKS = {"tab": "\t", "line-break": "\n"}
"""Elements that stand for a blank; the library leaves them out, and reads `s` (several blanks) itself."""
_ERROR = lazy_pattern(r"#(?:REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!)|Err:[0-9]{3}")
"""What an error looks like in a formula's cell of a program that does not mark it as one."""


class SheetMarks(NamedTuple):
    """One sheet by its name."""

    name: str
    marks: Marks
    texts: dict[tuple[int, int], str]
    """(row, column from 0) -> the text of a cell that the library reads otherwise."""


def scan_ods(content: bytes, limits: Limits) -> list[SheetMarks] | Trouble:
    """Scan every sheet of content.xml, in order; formatted empty repeats to the end count for nothing."""
    reader = _Spreadsheet(limits)
    try:
        parse(content, reader.start, reader.end, reader.data)
    except Refused as refused:
        return refused.trouble
    return reader.sheets


class _Spreadsheet:
    """What expat tells of all sheets, cell by cell."""

    def __init__(self, limits: Limits) -> None:
        self.names = LocalNames()
        self.limits = limits
        self.sheets: list[SheetMarks] = []
        self.name = ""
        self.marks = NotedMarks()
        self.extent, self.marked = Extent(), 0
        self.row = self.column = self.row_filled = self.filled = 0
        self.repeat = self.row_repeat = 1
        self.in_cell = self.holds = self.row_hidden = self.shown = False
        self.formula = self.wrong = self.said = self.remark = self.paragraph = False
        self.drawings, self.odd = 0, False
        """how many stand around what is read; whether the library reads the cell's text otherwise."""
        self.text: list[str] = []
        self.texts: dict[tuple[int, int], str] = {}
        self.noted: list[tuple[int, int, str]] = []
        """of the row: (first column from 0, how many, the error or "" for a formula without a result)."""
        self.read_otherwise: list[tuple[int, int, str]] = []
        """of the row: (first column from 0, how many, the text)."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a table, row, cell, paragraph or comment; `name` is as the XML has it, with its prefix."""
        local = self.names[name]
        if local in _CELLS:
            self._start_cell(attributes)
        elif name.startswith(_DRAWN):
            self.drawings += 1
        elif local == "p":
            self._start_paragraph()
        elif local in _BLANKS or local == "s":
            self._blank(local, attributes)
        elif local == "annotation":
            self.remark = True
        elif local == "table-row":
            self.row_repeat, self.column, self.row_filled, self.filled = _times(attributes, _ROWS), 0, 0, 0
            self.row_hidden = attributes.get("table:visibility", "") in _HIDDEN
            self.noted, self.read_otherwise = [], []
        elif local == "table":
            self._start_table(attributes)

    def data(self, text: str) -> None:
        """Tell whether a cell holds anything, and take its own text."""
        if self.in_cell:
            if not self.holds:
                self.holds = not text.isspace()
            if self.drawings:
                self.odd = self.odd or not text.isspace()
            elif self.paragraph:
                self.text.append(text)

    def end(self, name: str) -> None:
        """Count a cell or row with its repetitions, now that all in it is known, or keep the marks of a table."""
        local = self.names[name]
        if local in _CELLS:
            self._end_cell()
        elif name.startswith(_DRAWN):
            self.drawings -= 1
        elif local == "p":
            self.paragraph = self.paragraph and self.drawings > 0
        elif local == "annotation":
            self.remark = False
        elif local == "table-row":
            self.row += self.row_repeat
            if self.row_filled:
                self._widen()
        elif local == "table":
            self.sheets.append(SheetMarks(self.name, self.marks.frozen(), self.texts))

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.name, self.row, self.extent = attributes.get("table:name", ""), 0, Extent()
        self.marks, self.texts = NotedMarks(), {}

    def _start_paragraph(self) -> None:
        if self.in_cell and not self.remark and not self.drawings:
            self.paragraph = True
            if self.said:
                self.text.append("\n")
            self.said = True

    def _blank(self, kind: str, attributes: dict[str, str]) -> None:
        if self.paragraph and not self.drawings:
            self.text.append(_BLANKS.get(kind) or " " * min(_times(attributes, "text:c"), self.limits.cell_characters))
            self.odd = self.odd or kind in _BLANKS

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.repeat = _times(attributes, _COLUMNS)
        if (rows := _times(attributes, _SPANNED)) > 1:
            self.marks.merge(self.column, self.row + 1, self.row + rows)
        self.in_cell, self.said, self.text, self.odd = True, False, [], False
        self.shown = attributes.get("office:value-type") == "string" and "office:string-value" not in attributes
        self.formula = "table:formula" in attributes
        typed = "office:value-type" in attributes
        self.wrong = attributes.get("calcext:value-type") == "error"
        self.formula = self.formula or self.wrong
        self.holds = typed or self.formula

    def _end_cell(self) -> None:
        text = "".join(self.text).strip()
        if self.odd and self.shown:
            self.read_otherwise.append((self.column, self.repeat, text))
        if self.formula and (self.wrong or _ERROR.fullmatch(text)):
            self.noted.append((self.column, self.repeat, text or "#?"))
        elif self.formula and not self.said:
            self.noted.append((self.column, self.repeat, ""))
        self.column += self.repeat
        self.in_cell = False
        if self.holds:
            self.row_filled, self.filled = self.column, self.filled + self.repeat

    def _widen(self) -> None:
        """Count a filled row in, as often as it repeats; Refused at the first that reaches too far."""
        before = self.extent
        here = (self.row, self.row_filled)
        widest = here if here[1] > before.widest[1] else before.widest
        self.extent = Extent(before.filled + self.filled * self.row_repeat, here, widest)
        if (trouble := too_far(self.extent, self.limits)) is not None:
            raise Refused(trouble)
        self._mark(range(self.row - self.row_repeat + 1, self.row + 1))

    def _mark(self, rows: range) -> None:
        if not self.row_hidden and not self.noted and not self.read_otherwise:
            return
        self.marked += len(rows) * (self.row_hidden + sum(one[1] for one in (*self.noted, *self.read_otherwise)))
        if self.marked > MOST_MARKED:
            raise Refused(TOO_MANY_MARKED)
        if self.row_hidden:
            self.marks.hidden.update(rows)
        for first, repeat, text in self.read_otherwise:
            self.texts |= {(row, column): text for row in rows for column in range(first, first + repeat)}
        for first, repeat, error in self.noted:
            cells = [f"{column_letters(column)}{row}" for row in rows for column in range(first, first + repeat)]
            if error:
                self.marks.errors |= dict.fromkeys(cells, error)
            else:
                self.marks.uncalculated.update(cells)


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1").strip()
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 10 else 1
