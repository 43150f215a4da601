"""One pass over a worksheet's XML: how far it is filled, and what the library does not tell of it.

Hidden rows, error cells and formulas without a result come from here, and the refusal of what must not reach the
library: a DOCTYPE, rows out of order, addresses that are none. expat reads every way of writing XML; the fast path is
taken only where one pattern matches the whole of `sheetData`, which proves that it holds nothing of the kind.
"""

from itertools import islice
from math import isfinite
from operator import lt
from typing import NamedTuple

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import column_letters, column_number
from jamsos_cli.model.roster import Marks, Trouble
from jamsos_cli.readers.extent import DISORDER, Extent, Refused, too_many_cells
from jamsos_cli.readers.noted_marks import MOST_MERGED, NotedMarks
from jamsos_cli.readers.second_reading import SheetXml
from jamsos_cli.readers.xml_parts import DAMAGED, LocalNames, parse
from jamsos_cli.settings import Limits

_CANONICAL = lazy_pattern(
    rb'(?:<row r="([1-9][0-9]{0,6})"'
    rb"(?: (?:spans|s|customFormat|ht|customHeight|x14ac:dyDescent|thickBot|thickTop|collapsed|outlineLevel|ph)"
    rb'="[^"<>]*+"| hidden="(?:0|1|false|true)")*+'
    rb'(?:/>|>(?:<c r="A?[A-Z]\1"(?: s="[0-9]++")?+(?: t="s"(?:/>|><v>[0-9]++</v></c>)|'
    rb'(?: t="(?:n|b|str|inlineStr)")?+(?:/>|>'
    rb'(?:<v>-?+[0-9][0-9.]{0,99}+(?:[eE][+-]?+[0-9]{1,2})?+</v>|<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>'
    rb'|<f(?: (?:t|ref|si|ca|aca)="[^"<>]*+")*+(?:/>|>[^<]*+</f>)<v>(?!\s*+[+-]?+[nNiI])[^<]++</v>)?+</c>)))*+'
    rb"</row>)\s*+)*+"
)
"""Values are numbers here: NaN, INF and what is too long to be finite are not; like a formula's text that begins like
them they are looked at by expat."""
_CANONICAL_COLUMNS = 52
"""`A?[A-Z]` reaches from A to AZ."""
_SINGLE_LETTERS = 26
_ROW = lazy_pattern(rb'<row r="([0-9]+)"')
_HIDDEN_ROW = lazy_pattern(rb'<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
_FILLED_CELL = lazy_pattern(rb'<c r="(A?[A-Z])([0-9]+)"')
_BEHIND_Z = lazy_pattern(rb'<c r="A[A-Z]')
_NUMBER_SHOWN = 20
_ADDRESS = lazy_pattern(r"([A-Za-z]{1,3})([0-9]{1,7})")
_PARTED_VALUE = lazy_pattern(rb"[<:]v>[^<]*<[!?]")
"""A comment, an instruction or CDATA in a value, of which the library takes one piece."""
_MERGED_CELLS = lazy_pattern(rb'<mergeCell [^<>]*?ref="([^"<>]{1,40})"')
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


class Scan(NamedTuple):
    """What one worksheet holds."""

    marks: Marks
    extent: Extent
    xml: SheetXml
    endless: bool = False
    """some number is none, NaN or INF, at which the library may panic."""


def scan_worksheet(content: bytes, limits: Limits) -> Scan | Trouble:
    """Scan one worksheet, up to one filled cell more than the limit."""
    plain = _plain(content, limits) if limits.columns >= _CANONICAL_COLUMNS else None
    if plain is not None:
        return plain
    if (b"<!" in content or content.count(b"<?") > 1) and _PARTED_VALUE.search(content):
        return DAMAGED
    reader = _Worksheet(limits)
    try:
        parse(content, reader.start, reader.end, reader.data)
    except Refused as refused:
        return refused.trouble
    return Scan(reader.noted.frozen(), reader.extent(), SheetXml(content, reader.filled, plain=False), reader.endless)


def _plain(content: bytes, limits: Limits) -> Scan | Trouble | None:
    """Scan a sheet without error cells or empty formulas; None unless one pattern matches all of it: nothing hides."""
    begin, finish = content.find(_OPEN) + len(_OPEN), content.find(_CLOSE)
    if not len(_OPEN) <= begin <= finish or content.count(b"sheetData") != 2 or b"<!" in content:
        return None
    if _CANONICAL.fullmatch(content, begin, finish) is None:
        return None
    rows = [int(number) for number in _ROW.findall(content, begin, finish)]
    if not all(map(lt, rows, islice(rows, 1, None))):
        return DISORDER
    hides = content.find(b' hidden="', begin, finish) >= 0
    noted = NotedMarks(set(map(int, _HIDDEN_ROW.findall(content, begin, finish))) if hides else set())
    for merged in islice(_MERGED_CELLS.finditer(content, finish), MOST_MERGED):
        _note_merged(noted, merged[1].decode("utf-8", "replace"))
    filled = content.count(b"<v>", begin, finish) + content.count(b"<is>", begin, finish)
    if filled > limits.cells:
        return too_many_cells(limits)
    xml = SheetXml(content, filled, plain=True)
    if not filled:
        return Scan(noted.frozen(), Extent(), xml)
    last = max(content.rfind(b"<v>", begin, finish), content.rfind(b"<is>", begin, finish))
    cell = _FILLED_CELL.match(content, content.rfind(b"<c ", begin, last))
    row = int(cell[2]) if cell else 0
    extent = Extent(filled, (row, 1), (row, _CANONICAL_COLUMNS))
    if extent.sparse and _BEHIND_Z.search(content, begin, finish) is None:  # it costs time, and few sheets are so long
        extent = Extent(filled, (row, 1), (row, _SINGLE_LETTERS))
    return None if extent.sparse else Scan(noted.frozen(), extent, xml)


class _Worksheet:
    """What expat tells of one worksheet, cell by cell."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.names = limits, LocalNames()
        self.begun = self.inside = self.in_value = self.valued = self.formula = self.inline = False
        self.row, self.address, self.kind = 0, "", ""
        self.filled_here: set[str] = set()
        """addresses of the row."""
        self.value: list[str] = []
        self.noted = NotedMarks()
        self.filled, self.lowest, self.widest = 0, (0, 0), (0, 0)
        self.endless = False

    def extent(self) -> Extent:
        """Give how many cells are filled, and the lowest and the one farthest right."""
        return Extent(self.filled, self.lowest, self.widest)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin sheetData, a row or a cell of it, or what a cell holds; Refused at what can be read in two ways."""
        local = self.names[name]
        if self.in_value:
            raise Refused(DAMAGED)
        if not self.inside:
            if local == "sheetData":
                self._start_data()
            elif local == "mergeCell":
                _note_merged(self.noted, attributes.get("ref", ""))
        elif local == "c":
            self.address = attributes.get("r") or self._next_address()
            self.kind = attributes.get("t", "")
            self.value, self.valued, self.formula, self.inline = [], False, False, False
        elif local == "v":
            self.in_value = self.valued = _first(self.valued)
        elif local == "f":
            self.formula = True
        elif local == "is":
            self.inline = _first(self.inline)
        elif local == "row":
            self._start_row(attributes)

    def data(self, text: str) -> None:
        """Take a piece of a value; expat gives it in pieces."""
        if self.in_value:
            self.value.append(text)

    def end(self, name: str) -> None:
        """End a value; of a cell that holds anything count it, and mark an error or a formula without a result."""
        local = self.names[name]
        if local == "v":
            self.in_value = False
        elif local == "c":
            if self.inside and (self.value or self.inline or self.formula or self.kind == "e"):
                self._end_cell()
        elif local == "sheetData":
            self.inside = False

    def _start_data(self) -> None:
        self.inside = self.begun = _first(self.begun)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self.row + 1)).strip()
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Refused(DAMAGED)
        if int(number) <= self.row:
            raise Refused(DISORDER)
        self.row, self.address = int(number), ""
        self.filled_here.clear()
        if attributes.get("hidden", "").strip() in {"1", "true"}:
            self.noted.hidden.add(self.row)

    def _end_cell(self) -> None:
        row, column = _position(self.address)
        if row != self.row:
            raise Refused(DISORDER)
        address = self.address.upper()
        if address in self.filled_here or (self.kind == "s" and self.value and not _is_index("".join(self.value))):
            raise Refused(DAMAGED)
        self.filled_here.add(address)
        if self.kind == "e":
            self.noted.mark_error(address, "".join(self.value).strip() or "#?")
        elif not (self.value or self.inline):
            if self.kind != "str" or not self.valued:  # Excel stores the empty result of ="" as t="str" with <v></v>
                self.noted.mark_uncalculated(address)
            return
        elif self.kind in {"", "n"} and not self.inline and not _is_number("".join(self.value)):
            self.endless = True
            self.noted.mark_error(address, "".join(self.value).strip()[:_NUMBER_SHOWN])
        self.filled += 1
        if self.filled > self.limits.cells:
            raise Refused(too_many_cells(self.limits))
        self.lowest = max(self.lowest, (row, column))
        if column > self.widest[1]:
            self.widest = (row, column)

    def _next_address(self) -> str:
        """A cell without an address stands right of the one before."""
        before = _position(self.address)[1] if self.address else 0
        return f"{column_letters(before)}{self.row}"


def _first(before: bool) -> bool:
    """Give True for what may stand once only; Refused where it did before: two readers would take one each."""
    if before:
        raise Refused(DAMAGED)
    return True


def _is_index(written: str) -> bool:
    return written.isascii() and written.isdigit()


def _is_number(written: str) -> bool:
    try:
        return isfinite(float(written))
    except ValueError:
        return False


def _note_merged(noted: NotedMarks, written: str) -> None:
    """Note a merged range, "A5:B9"; nothing for what is no range."""
    first, _, last = map(_ADDRESS.fullmatch, written.partition(":"))
    if first is not None and last is not None:
        noted.merge(column_number(first[1].upper()) - 1, int(first[2]), int(last[2]))


def _position(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise Refused(DAMAGED)
    return int(found[2]), column_number(found[1].upper())
