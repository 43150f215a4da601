"""What the library does not tell of a sheet: hidden rows, error cells, formulas that were never calculated."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from jamsos_cli.model.roster import NO_MARKS, Marks

DIRECTORY = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_ROW = re.compile(rb"<(?:[a-z0-9]+:)?row\s[^>]*>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_CELL = re.compile(rb"<(?:[a-z0-9]+:)?c\s([^>]*?)>(.*?)</(?:[a-z0-9]+:)?c>", re.DOTALL)
_ADDRESS = re.compile(rb'(?:^|\s)r="([A-Z]{1,3}[0-9]{1,7})"')
_ERROR = re.compile(rb'(?:^|\s)t="e"')
_VALUE = re.compile(rb"<(?:[a-z0-9]+:)?v>([^<]+)</")
_INLINE = re.compile(rb"<(?:[a-z0-9]+:)?is[ >]")
_FORMULA = re.compile(rb"<(?:[a-z0-9]+:)?f[ >/]")
_SHEET = re.compile(rb"<(?:[a-z0-9]+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:[a-z0-9]+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'([A-Za-z:]+)="([^"]*)"')


@dataclass(slots=True)
class Sheets:
    """Marks by part of the archive, and the parts that say which sheet is which."""

    marks: dict[str, Marks] = field(default_factory=dict)
    directory: dict[str, bytes] = field(default_factory=dict)

    def of(self, name: str) -> Marks:
        """Give the marks of a sheet by its name; none where the archive does not say."""
        workbook, relations = (self.directory.get(part, b"") for part in DIRECTORY)
        named = {sheet: part for part, sheet in names_of_sheets(workbook, relations).items()}
        return self.marks.get(named.get(name, ""), NO_MARKS)


def marks_in(content: bytes) -> Marks:
    """Read the marks of one sheet's XML; most sheets have none and cost three searches."""
    hidden: frozenset[int] = frozenset()
    if _HIDDEN.search(content):
        rows = (_NUMBER.search(row) for row in _ROW.findall(content) if _HIDDEN.search(row))
        hidden = frozenset(int(found[1]) for found in rows if found)
    if b't="e"' not in content and not _FORMULA.search(content):
        return Marks(hidden)
    errors: dict[str, str] = {}
    uncalculated: set[str] = set()
    for attributes, inside in _CELL.findall(content):
        address, value = _ADDRESS.search(attributes), _VALUE.search(inside)
        if address is None:
            continue
        if _ERROR.search(attributes):
            errors[address[1].decode()] = unescape(value[1].decode("utf-8", "replace")) if value else "#?"
        elif value is None and _FORMULA.search(inside) and not _INLINE.search(inside):
            uncalculated.add(address[1].decode())
    return Marks(hidden, errors, frozenset(uncalculated))


def filled_cells(content: bytes) -> list[str]:
    """Give the addresses of the cells that hold a value."""
    return [
        address[1].decode()
        for attributes, inside in _CELL.findall(content)
        if (_VALUE.search(inside) or _INLINE.search(inside)) and (address := _ADDRESS.search(attributes))
    ]


def names_of_sheets(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Map the part of each sheet to its name, "xl/worksheets/sheet1.xml" -> "Br. Tengah"."""
    targets = {}
    for found in _RELATION.findall(relations):
        said = _attributes(found)
        targets[said.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", said.get("Target", ""))).lstrip("/")
    names = {}
    for found in _SHEET.findall(workbook):
        said = _attributes(found)
        relation = next((value for key, value in said.items() if key.endswith(":id")), "")
        names[targets.get(relation, "")] = said.get("name", "")
    return names


def _attributes(inside: bytes) -> Mapping[str, str]:
    return {key.decode(): unescape(value.decode("utf-8", "replace")) for key, value in _ATTRIBUTE.findall(inside)}
