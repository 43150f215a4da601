"""A second reading of the NIK columns of .xlsx, by our own eyes, to be compared with what the library gave.

A damaged or odd workbook can make the library give fewer rows, or other rows' texts, without a word. The sheet's XML is
at hand in the gate; the cells of the columns that hold NIKs are read from it again and must be the same.
"""

import re
from math import isfinite

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import column_letters, column_number
from jamsos_cli.model.roster import CellValue, Grid, Row
from jamsos_cli.readers.xml_parts import LocalNames, parse

_STRINGS = lazy_pattern(rb'(?:<si><t(?: xml:space="preserve")?+>[^<]*+</t></si>\s*+|<si><t/></si>\s*+)*+</sst>\s*')
_STRING = lazy_pattern(rb"<si><t(?:/>|[^>]*+>([^<]*+)</t>)</si>")
_PLAIN_CELL = (
    r'<c r="{}([0-9]+)"(?: s="[0-9]+")?(?: t="([a-zA-Z]+)")?>'
    r"(?:<f[^>]*(?<=/)>|<f[^>]*>[^<]*</f>)?<(?:v|is><t[^>]*)>([^<]*)<"
)
_ADDRESS = lazy_pattern(rb'<c r="([A-Z]+[0-9]+)"')
_SAMPLE = 200
"""first rows, which say where NIKs stand."""
_NO_DIGIT = lazy_pattern(r"\D+")
_NIK_DIGITS = 16
_ESCAPE = "_x"
"""How control characters are written: _x000D_. Such a text is not compared."""

Cells = dict[int, tuple[str, str]]
"""row -> (kind of cell as in its t attribute, text of its value)."""


class SheetXml:
    """One worksheet's bytes."""

    def __init__(self, content: bytes, filled: int, *, plain: bool) -> None:
        """`filled` cells were counted; `plain` when the gate's pattern matched the whole of its cells."""
        self._content = content
        self._plain = plain
        self.filled = filled

    def cells(self, column: int) -> Cells:
        """Read the cells of one column (from 0) that hold a value."""
        letters = column_letters(column)
        if self._plain:
            pattern = re.compile(_PLAIN_CELL.format(letters).encode())
            found = pattern.findall(self._content)
            return {int(row): (kind.decode(), _text(value)) for row, kind, value in found}
        return _cells_of(self._content, letters)

    def repeats_a_cell(self) -> bool:
        """Tell whether two cells of a plain sheet bear one address; of any other the gate has refused that."""
        addresses = _ADDRESS.findall(self._content) if self._plain else []
        return len(set(addresses)) < len(addresses)

    def holds_text(self) -> bool:
        """Tell whether any cell holds more than blanks; an error is no text, and the library passes over it."""
        cells = _CellReader("")
        parse(self._content, cells.start, cells.end, cells.data)
        return any(kind != "e" and text.strip() for kind, text in cells.found.values())


def shared_strings(content: bytes) -> list[str]:
    """Give the shared strings in order; phonetic runs are no part of them."""
    begin = content.find(b"<si>")
    if begin >= 0 and b"<!" not in content and _STRINGS.fullmatch(content, begin):
        return [_text(text) for text in _STRING.findall(content, begin)]
    reader = _StringReader()
    if content:
        parse(content, reader.start, reader.end, reader.data)
    return reader.found


def agrees(sheet: SheetXml, strings: list[str], grid: Grid) -> bool:
    """Tell whether the library's NIK columns hold what the XML says, row by row; no rows at all, that it is empty."""
    if not grid.rows:
        return not sheet.filled or not sheet.holds_text()
    if sheet.filled > sum(len(row.values) - row.values.count("") for row in grid.rows) and sheet.repeats_a_cell():
        return False
    return all(_same(sheet.cells(column), strings, grid.rows, column) for column in _nik_columns(grid.rows))


def _nik_columns(rows: tuple[Row, ...]) -> set[int]:
    found: set[int] = set()
    for row in rows[:_SAMPLE]:
        for index, value in enumerate(row.values):
            if (value.__class__ is str and len(value) < _NIK_DIGITS) or value is None or index in found:
                continue
            if _is_long(value):
                found.add(index)
    return found


def _is_long(value: CellValue) -> bool:
    if isinstance(value, str):
        return len(value) >= _NIK_DIGITS and (value.isdigit() or len(_NO_DIGIT.sub("", value)) >= _NIK_DIGITS)
    return isinstance(value, int | float) and 10 ** (_NIK_DIGITS - 1) <= value < 10**_NIK_DIGITS


def _same(cells: Cells, strings: list[str], rows: tuple[Row, ...], column: int) -> bool:
    theirs = {row.number: row.values[column] for row in rows if column < len(row.values)}
    try:
        ours = {
            row: strings[int(value)] if kind == "s" else value if kind in {"str", "inlineStr"} else (kind, value)
            for row, (kind, value) in cells.items()
        }
    except (IndexError, ValueError):
        return False
    return all(_equal(ours.pop(row, ""), value) for row, value in theirs.items()) and not any(
        text and not isinstance(text, tuple) and text.strip() for text in ours.values()
    )


def _equal(ours: str | tuple[str, str], theirs: CellValue) -> bool:
    if ours == theirs:
        return True
    if isinstance(ours, str):
        said = "" if theirs is None else theirs
        return isinstance(said, str) and (_ESCAPE in ours or ours.split() == said.split())
    kind, value = ours
    if not value.strip():
        return theirs in {None, ""}
    if kind in {"", "n"} and isinstance(theirs, int | float | str):
        try:
            return not isfinite(number := float(value)) or number == float(theirs)
        except ValueError:
            return False
    return True  # a date, a truth value, an error: no NIK


def _text(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def _cells_of(content: bytes, letters: str) -> Cells:
    reader = _CellReader(letters)
    parse(content, reader.start, reader.end, reader.data)
    return {int(address.removeprefix(letters)): cell for address, cell in reader.found.items()}


class _CellReader:
    """Collects the cells of one column, or of all where it has no letters, from expat."""

    def __init__(self, letters: str) -> None:
        self.names = LocalNames()
        self.address = re.compile(f"{letters}[0-9]+" if letters else ".*")
        self.found: dict[str, tuple[str, str]] = {}
        self.row, self.column, self.at, self.kind = 0, 0, "", ""
        self.value: list[str] = []
        self.taking = self.phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row or cell at the address it bears, or the next one, or a value in it that is no phonetic sign."""
        local = self.names[name]
        if local == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif local == "c":
            said = attributes.get("r", "").upper()
            self.column = column_number(said) if said else self.column + 1
            self.at = said or f"{column_letters(self.column - 1)}{self.row}"
            self.kind, self.value = attributes.get("t", ""), []
        elif local == "rPh":
            self.phonetic = True
        elif local in {"v", "t"}:
            self.taking = not self.phonetic

    def data(self, text: str) -> None:
        """Take a piece of a value; expat gives it in pieces."""
        if self.taking:
            self.value.append(text)

    def end(self, name: str) -> None:
        """End a value; at the end of a cell keep what it holds, if its column is asked for."""
        local = self.names[name]
        if local in {"v", "t"}:
            self.taking = False
        elif local == "rPh":
            self.phonetic = False
        elif local == "c" and self.value and self.address.fullmatch(self.at):
            self.found[self.at] = (self.kind, "".join(self.value))


class _StringReader:
    """Collects shared strings from expat."""

    def __init__(self) -> None:
        self.names = LocalNames()
        self.found: list[str] = []
        self.parts: list[str] = []
        self.taking = self.phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        """Begin a shared text or a part of one, but for phonetic signs."""
        local = self.names[name]
        if local == "si":
            self.parts = []
        elif local == "rPh":
            self.phonetic = True
        elif local == "t":
            self.taking = not self.phonetic

    def data(self, text: str) -> None:
        """Take a piece of a value; expat gives it in pieces."""
        if self.taking:
            self.parts.append(text)

    def end(self, name: str) -> None:
        """End a text; at the end of an item keep all of its parts as one."""
        local = self.names[name]
        if local == "t":
            self.taking = False
        elif local == "rPh":
            self.phonetic = False
        elif local == "si":
            self.found.append("".join(self.parts))
