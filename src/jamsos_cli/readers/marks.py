"""Which marks belong to which sheet: the directory of a workbook archive."""

import posixpath
from dataclasses import dataclass, field

from jamsos_cli.model.roster import NO_MARKS, Marks
from jamsos_cli.readers.worksheet_scan import LocalNames, parse

DIRECTORY = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


@dataclass(slots=True)
class Sheets:
    """Marks by part of the archive, and which sheet each part is; parts in small letters."""

    marks: dict[str, Marks] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    """name of a sheet -> its part."""

    def of(self, name: str) -> Marks:
        """Give the marks of a sheet by its name; none where the archive does not say."""
        return self.marks.get(self.parts.get(name, ""), NO_MARKS)


def parts_of_sheets(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Map the name of each sheet to its part, "Br. Tengah" -> "xl/worksheets/sheet1.xml"; damaged XML is Refused."""
    targets = {
        said.get("Id", ""): posixpath.normpath(posixpath.join("/xl", said.get("Target", ""))).lstrip("/").lower()
        for said in _elements(relations, "Relationship")
    }
    return {said.get("name", ""): targets.get(_relation(said), "") for said in _elements(workbook, "sheet")}


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
