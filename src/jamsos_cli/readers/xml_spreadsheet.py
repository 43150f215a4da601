"""XML Spreadsheet 2003, a workbook as text: what Excel and many programs write under the names .xls and .xml."""

import re
from datetime import date, datetime

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, Marks, Row, Trouble
from jamsos_cli.readers.extent import Refused, too_large, too_many_cells, unreadable
from jamsos_cli.readers.xml_parts import LocalNames, parse
from jamsos_cli.settings import Limits

_DISORDER = unreadable(
    "nomor baris atau kolomnya tidak urut; buka dan simpan ulang dengan Excel",
    "its rows or columns are numbered out of order",
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*>")
"""It names the encoding of the file; what is parsed is decoded already."""
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def read_xml_spreadsheet(text: str, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read every worksheet with its hidden rows, error cells and formulas without a result.

    Numbers are numbers, texts texts, as each cell says. XML that is not well formed, a DOCTYPE, and what is past the
    limits is a Trouble.
    """
    book = _Book(limits)
    try:
        parse(_DECLARATION.sub("", text, count=1).encode(), book.start, book.end, book.data)
    except Refused as refused:
        return refused.trouble
    return tuple(book.grids)


class _Book:
    """What expat tells of all worksheets, cell by cell."""

    def __init__(self, limits: Limits) -> None:
        self.names = LocalNames()
        self.limits = limits
        self.grids: list[Grid] = []
        self.name = ""
        self.from_1904 = self.sheet_hidden = False
        self.filled = self.row = self.span = self.column = self.across = 0
        self.rows: list[Row] = []
        self.cells: dict[int, CellValue] = {}
        self.hidden: set[int] = set()
        self.errors: dict[str, str] = {}
        self.uncalculated: set[str] = set()
        self.kind = ""
        self.formula = self.in_data = self.remark = False
        self.text: list[str] = []
        self.visible: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.names[name]
        said = {self.names[key]: value for key, value in attributes.items()}
        if local == "Cell":
            self._start_cell(said)
        elif local == "Data" and not self.remark:
            self.kind, self.in_data, self.text = said.get("Type", "String"), True, []
        elif local == "Row":
            self._start_row(said)
        elif local == "Comment":
            self.remark = True
        elif local == "Worksheet":
            self._start_sheet(said)
        elif local == "Visible":
            self.visible = []
        elif local == "Date1904":
            self.from_1904 = True

    def data(self, text: str) -> None:
        if self.in_data:
            self.text.append(text)
        elif self.visible is not None:
            self.visible.append(text)

    def end(self, name: str) -> None:
        local = self.names[name]
        if local == "Data":
            self._end_data()
        elif local == "Cell":
            self._end_cell()
        elif local == "Row":
            self._end_row()
        elif local == "Comment":
            self.remark = False
        elif local == "Visible":
            self.sheet_hidden = "".join(self.visible or ()).strip() in {"SheetHidden", "SheetVeryHidden"}
            self.visible = None
        elif local == "Worksheet":
            marks = Marks(frozenset(self.hidden), self.errors, frozenset(self.uncalculated), from_1904=self.from_1904)
            self.grids.append(Grid(self.name, self.sheet_hidden, tuple(self.rows), marks))

    def _start_sheet(self, said: dict[str, str]) -> None:
        self.name, self.sheet_hidden = said.get("Name", ""), False
        self.filled = self.row = self.span = 0
        self.rows, self.hidden, self.errors, self.uncalculated = [], set(), {}, set()

    def _start_row(self, said: dict[str, str]) -> None:
        self.row = _place(said.get("Index"), self.row + 1, self.limits.rows, "baris", "rows")
        self.span = _count(said.get("Span"))
        if said.get("Hidden") == "1":
            self.hidden |= set(range(self.row, min(self.row + self.span, self.limits.rows) + 1))
        self.cells, self.column, self.across = {}, 0, 0

    def _start_cell(self, said: dict[str, str]) -> None:
        following = self.column + self.across + 1
        self.column = _place(said.get("Index"), following, self.limits.columns, "kolom", "columns")
        self.across = min(_count(said.get("MergeAcross")), self.limits.columns)
        self.formula, self.kind = "Formula" in said, ""

    def _end_data(self) -> None:
        self.in_data = False
        if self.kind:
            at = f"{column_letters(self.column - 1)}{self.row}"
            value = "".join(self.text)
            if self.kind == "Error":
                self.errors[at] = value.strip() or "#?"
                self.cells[self.column - 1] = ""
            elif value.strip():
                self.cells[self.column - 1] = _value(self.kind, value)

    def _end_cell(self) -> None:
        if self.formula and not self.kind:
            self.uncalculated.add(f"{column_letters(self.column - 1)}{self.row}")
            self.cells[self.column - 1] = ""
        self.kind = ""

    def _end_row(self) -> None:
        if self.cells:
            self.rows.append(Row(self.row, tuple(self.cells.get(i, "") for i in range(max(self.cells) + 1))))
        self.filled += len(self.cells)
        if self.filled > self.limits.cells:
            raise Refused(too_many_cells(self.limits))
        self.row += self.span


def _place(written: str | None, following: int, most: int, rows: str, english: str) -> int:
    """Give the number of a row or cell, said or following; Refused out of order or past the limit."""
    place = following if written is None else _count(written)
    if place < following:
        raise Refused(_DISORDER)
    if place > most:
        raise Refused(too_large(f"lebih dari {most} {rows}", f"over {most} {english}"))
    return place


def _count(written: str | None) -> int:
    bare = (written or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 8 else 0


def _value(kind: str, text: str) -> CellValue:
    if kind == "Number":
        bare = text.strip()
        if _WHOLE.fullmatch(bare):
            return int(bare)
        try:
            return float(bare)
        except ValueError:
            return text
    if kind == "DateTime":
        try:
            read = datetime.fromisoformat(text.strip())
        except ValueError:
            return text
        return read if (read.hour or read.minute) else date(read.year, read.month, read.day)
    return text
