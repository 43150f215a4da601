"""What the gate learnt of a workbook archive: which marks and which XML belong to which sheet."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from jamsos_cli.model.roster import NO_MARKS, Grid, Marks, Row
from jamsos_cli.readers.extent import Refused
from jamsos_cli.readers.noted_marks import MOST_MARKED, TOO_MANY_MARKED
from jamsos_cli.readers.second_reading import SheetXml, agrees, shared_strings
from jamsos_cli.readers.xml_parts import LocalNames, parse

ROOT, WORKBOOK, STRINGS = "_rels/.rels", "xl/workbook.xml", "sharedstrings.xml"
_FIXED = {"sharedStrings": "xl/sharedstrings.xml", "styles": "xl/styles.xml"}
"""kind of relation -> the part in which the library looks for it, whatever the relation says."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BEARABLE = 512 << 20
"""Bytes of cell texts that may come out of shared strings in the command's own process."""


@dataclass(slots=True)
class Sheets:
    """Marks and XML by part of the archive, and which sheet each part is; parts in small letters.

    The sheets of .ods are all in one part and are told apart by name.
    """

    marks: dict[str, Marks] = field(default_factory=dict)
    xml: dict[str, SheetXml] = field(default_factory=dict)
    texts: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    """.ods only: part -> (row, column from 0) -> the text of a cell that the library reads otherwise."""
    strings: bytes = b""
    parts: dict[str, str] = field(default_factory=dict)
    """name of a sheet -> its part."""
    foreign: bool = False
    """not the XML of Excel: .ods or .xlsb, of which no second reading is made."""
    from_1904: bool = False
    """days are counted from 1904."""
    away: dict[str, str] = field(default_factory=dict)
    """parts that must be brought to their usual places before anything is known of the sheets: name -> usual name."""
    endless: bool = False
    """some cell holds a number that is none."""
    marked: int = 0
    """cells with an error or without a result, of all sheets."""

    def note(self, part: str, marks: Marks) -> None:
        """Keep the marks of a sheet; Refused where all sheets have too many."""
        self.marks[part] = marks
        self.marked += len(marks.errors) + len(marks.uncalculated)
        if self.marked > MOST_MARKED:
            raise Refused(TOO_MANY_MARKED)

    def of(self, name: str) -> Marks:
        """Give the marks of a sheet by its name; none where the archive does not say."""
        marks = self.marks.get(self.parts.get(name, ""), NO_MARKS)
        return marks._replace(from_1904=True) if self.from_1904 else marks

    def told(self, grid: Grid) -> Grid:
        """Give a grid with its marks, and with its own texts where the library reads more or less of them."""
        texts = self.texts.get(self.parts.get(grid.name, ""), {})
        odd = {row for row, _ in texts}
        rows = tuple(_with_texts(row, texts) if row.number in odd else row for row in grid.rows) if odd else grid.rows
        return grid._replace(rows=rows, marks=self.of(grid.name))

    @property
    def may_swell(self) -> bool:
        """Whether reading could take more memory than the archive shows: a long text that many cells share."""
        filled = sum(xml.filled for xml in self.xml.values())
        if filled * len(self.strings) <= _BEARABLE:
            return False
        return filled * max(map(len, self.strings.split(b"</si>"))) > _BEARABLE

    def agree(self, grids: tuple[Grid, ...]) -> bool:
        """Tell whether a second reading gives the same NIKs, sheet by sheet; damaged XML is Refused."""
        strings = shared_strings(self.strings)
        return all(
            xml is not None and agrees(xml, strings, grid) if (xml := self._xml(grid)) or grid.rows else True
            for grid in grids
        )

    def _xml(self, grid: Grid) -> SheetXml | None:
        return self.xml.get(self.parts.get(grid.name, ""))


def _with_texts(row: Row, texts: dict[tuple[int, int], str]) -> Row:
    values = (texts.get((row.number, column), value) for column, value in enumerate(row.values))
    return row._replace(values=tuple(values))


def workbook_part(root: bytes) -> str:
    """Give the part that holds the workbook's directory; damaged XML is Refused."""
    for said in _elements(root, "Relationship"):
        if said.get("Type", "").endswith("/officeDocument"):
            return _part(said.get("Target", ""), "")
    return WORKBOOK


def relations_of(part: str) -> str:
    """Give the part that says where the parts of a part are."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def parts_of_sheets(workbook: bytes, relations: bytes, folder: str) -> dict[str, str]:
    """Map the name of each sheet to its part, "Br. Tengah" -> "xl/worksheets/sheet1.xml"; damaged XML is Refused."""
    targets = targets_of(relations, folder)
    return {said.get("name", ""): targets.get(_relation(said), "") for said in _elements(workbook, "sheet")}


def targets_of(relations: bytes, folder: str) -> dict[str, str]:
    """Map the key of each part that a part in `folder` names to its place; damaged XML is Refused."""
    return {said.get("Id", ""): _part(said.get("Target", ""), folder) for said in _elements(relations, "Relationship")}


def kept_elsewhere(relations: bytes, folder: str) -> dict[str, str]:
    """Map the parts with texts and styles to where the library looks for them, if elsewhere; damaged XML is Refused."""
    found = ((one, _FIXED.get(one.get("Type", "").rpartition("/")[2])) for one in _elements(relations, "Relationship"))
    places = ((_part(one.get("Target", ""), folder), usual) for one, usual in found if usual)
    return {part: usual for part, usual in places if part != usual}


def pointed(relations: bytes, folder: str, moved: Mapping[str, str]) -> bytes:
    """Give relations of the same keys with the parts that were `moved` (name -> new name)."""
    from xml.sax.saxutils import quoteattr  # and with it urllib.request and http

    lines = []
    for one in _elements(relations, "Relationship"):
        target = moved.get(_part(one.get("Target", ""), folder))
        said = {name: one[name] for name in ("Id", "Type", "Target", "TargetMode") if name in one}
        said |= {"Target": f"/{target}"} if target else {}
        lines.append(f"<Relationship {' '.join(f'{name}={quoteattr(value)}' for name, value in said.items())}/>")
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'.encode()


def counts_from_1904(workbook: bytes) -> bool:
    """Tell whether a workbook counts its days from 1904; damaged XML is Refused."""
    return any(said.get("date1904", "").strip() in {"1", "true"} for said in _elements(workbook, "workbookPr"))


def _part(target: str, folder: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/").lower()


def _relation(said: dict[str, str]) -> str:
    return next((value for key, value in said.items() if key.endswith(":id")), "")


def _elements(content: bytes, wanted: str) -> list[dict[str, str]]:
    names = LocalNames()
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if names[name] == wanted:
            found.append(attributes)

    if content:
        parse(content, start)
    return found
