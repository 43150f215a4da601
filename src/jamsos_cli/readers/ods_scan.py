"""How far the sheets of an OpenDocument spreadsheet are filled, with its repeated rows and cells counted out."""

from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.extent import Extent, Refused
from jamsos_cli.readers.xml_parts import LocalNames, parse

_ROWS, _COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"
_CELLS = frozenset({"table-cell", "covered-table-cell"})


def scan_ods(content: bytes) -> list[Extent] | Trouble:
    """Give the extent of every sheet of content.xml; formatted empty repeats to the end count for nothing."""
    reader = _Spreadsheet()
    try:
        parse(content, reader.start, reader.end, reader.data)
    except Refused as refused:
        return refused.trouble
    return reader.extents


class _Spreadsheet:
    """What expat tells of all sheets, cell by cell."""

    def __init__(self) -> None:
        self.names = LocalNames()
        self.extents: list[Extent] = []
        self.row = self.column = self.row_filled = self.filled = 0
        self.repeat = self.row_repeat = 1
        self.in_cell = self.holds = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.names[name]
        if local in _CELLS:
            self.repeat = _times(attributes, _COLUMNS)
            self.in_cell = True
            self.holds = "office:value-type" in attributes or "table:formula" in attributes
        elif local == "table-row":
            self.row_repeat, self.column, self.row_filled, self.filled = _times(attributes, _ROWS), 0, 0, 0
        elif local == "table":
            self.row = 0
            self.extents.append(Extent())

    def data(self, text: str) -> None:
        if self.in_cell and not self.holds:
            self.holds = not text.isspace()

    def end(self, name: str) -> None:
        local = self.names[name]
        if local in _CELLS:
            self.column += self.repeat
            self.in_cell = False
            if self.holds:
                self.row_filled, self.filled = self.column, self.filled + self.repeat
        elif local == "table-row" and self.extents:
            self.row += self.row_repeat
            if self.row_filled:
                self._widen()

    def _widen(self) -> None:
        before = self.extents[-1]
        here = (self.row, self.row_filled)
        widest = here if here[1] > before.widest[1] else before.widest
        self.extents[-1] = Extent(before.filled + self.filled * self.row_repeat, here, widest)


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1").strip()
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 10 else 1
