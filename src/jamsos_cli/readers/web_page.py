"""The tables of a web page as one sheet, a row a line: what many offices export under the name .xls."""

import re
from html.parser import HTMLParser

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, Marks, Row, Trouble
from jamsos_cli.readers.extent import FILLER, Refused, too_large, too_many_cells
from jamsos_cli.settings import Limits

_SHEET = "Tabel"
_PIECE, _LONGEST = 1 << 16, 1 << 20
"""Letters given to the parser at a time, and the longest tag, comment or text: it reads an unfinished one anew with
every piece."""
_UNSEEN = frozenset({"script", "style", "title", "noscript"})
_LINES = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "br", "li", "hr"})
"""Tags that part what stands outside of tables into lines."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{12,18}(?:\.0*)?|[0-9](?:\.[0-9]{1,17})?[eE]\+?1[1-7]")
_NUMBERS = ("x:num", "sdval")
"""Attributes in which Excel and LibreOffice say the number behind what is shown."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_web_page(text: str, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read all tables of a page, below each other, and the lines between them, which may name the village.

    Texts stay texts; where the page says the number behind a long one, it is that number. A page past the limits, or
    with a tag or text of over a million letters, is a Trouble.
    """
    page = _Page(limits)
    try:
        for begin in range(0, len(text), _PIECE):
            page.feed(text[begin : begin + _PIECE])
            if len(page.rawdata) > _LONGEST:
                return FILLER
        # close() would try anew at every letter of what was never ended.
        page.end_row()
    except Refused as refused:
        return refused.trouble
    marks = Marks(frozenset(page.hidden), page.errors)
    return (Grid(_SHEET, hidden=False, rows=tuple(page.rows), marks=marks),)


class _Page(HTMLParser):
    """Collects rows; a table within a cell ends the row it stands in."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.rows: list[Row] = []
        self.hidden: set[int] = set()
        self.errors: dict[str, str] = {}
        self.number = self.filled = self.tables = self.unseen = 0
        self.cells: dict[int, CellValue] = {}
        self.column = 0
        self.spans: dict[int, int] = {}
        """column -> rows below that a cell above still covers."""
        self.wide = self.tall = 1
        self.in_row = self.in_cell = self.row_hidden = False
        self.exact: CellValue = None
        self.error = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in {"td", "th"}:
            self._end_cell()
            self._start_cell(said)
        elif tag == "tr":
            self.end_row()
            self.in_row = True
            self.row_hidden = "hidden" in said or _HIDDEN.search(said.get("style", "")) is not None
        elif tag == "table":
            self.end_row()
            self.tables += 1
            self.spans = {}
        elif tag in _UNSEEN:
            self.unseen += 1
        elif tag in _LINES:
            self._break_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table", "body", "html", "thead", "tbody"}:
            self.end_row()
            if tag == "table":
                self.tables, self.spans = max(0, self.tables - 1), {}
        elif tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _LINES:
            self._break_line()

    def handle_data(self, data: str) -> None:
        if not self.unseen and (self.in_cell or not self.tables):
            self.text.append(_SPACES.sub(" ", data))

    def _break_line(self) -> None:
        if self.in_cell:
            self.text.append("\n")
        elif not self.tables:
            self.end_row()

    def _start_cell(self, said: dict[str, str]) -> None:
        self.in_row = self.in_cell = True
        while self.spans.get(self.column, 0):
            self.column += 1
        if self.column >= self.limits.columns:
            most = self.limits.columns
            raise Refused(too_large(f"lebih dari {most} kolom di tabelnya", f"over {most} columns in its table"))
        self.wide, self.tall = (_times(said.get(name, ""), self.limits.columns) for name in ("colspan", "rowspan"))
        self.error = said.get("x:err", "")
        self.exact = next((number for name in _NUMBERS if (number := _number(said.get(name, ""))) is not None), None)

    def _end_cell(self) -> None:
        if not self.in_cell:
            return
        shown = self._said()
        if shown or self.exact is not None:
            self.cells[self.column] = shown if self.exact is None else self.exact
        if self.error:
            self.errors[f"{column_letters(self.column)}{self.number + 1}"] = self.error
            self.cells[self.column] = ""
        for column in range(self.column, min(self.column + self.wide, self.limits.columns)):
            self.spans[column] = self.tall
        self.column += self.wide
        self.in_cell = False

    def _said(self) -> str:
        """Give the text so far, lines as lines, and begin anew."""
        text = "\n".join(line.strip() for line in "".join(self.text).split("\n")).strip()
        self.text = []
        return text

    def end_row(self) -> None:
        """End a row, or a line outside of tables; one that holds nothing counts where it is a row."""
        self._end_cell()
        outside = self._said()
        if outside and not self.in_row:
            self.cells = {0: outside}
        elif not self.in_row:
            return
        self.number += 1
        if self.cells:
            self._keep()
        self.spans = {column: left - 1 for column, left in self.spans.items() if left > 1}
        self.cells, self.column, self.in_row, self.row_hidden = {}, 0, False, False

    def _keep(self) -> None:
        if self.row_hidden:
            self.hidden.add(self.number)
        self.rows.append(Row(self.number, tuple(self.cells.get(i) for i in range(max(self.cells) + 1))))
        self.filled += len(self.cells)
        if self.filled > self.limits.cells:
            raise Refused(too_many_cells(self.limits))
        if self.number > self.limits.rows:
            raise Refused(too_large(f"lebih dari {self.limits.rows} baris", f"over {self.limits.rows} rows"))


def _times(written: str, most: int) -> int:
    """Give how many columns or rows a cell covers; 0 and words are one."""
    bare = written.strip()
    return min(most, max(1, int(bare))) if bare.isascii() and bare.isdigit() and len(bare) < 6 else 1


def _number(written: str) -> int | None:
    """Give a long whole number; a short one is read as it is shown: an amount, a date."""
    bare = written.strip()
    if not _WHOLE.fullmatch(bare):
        return None
    return int(bare.partition(".")[0]) if "e" not in bare.lower() else int(float(bare))
