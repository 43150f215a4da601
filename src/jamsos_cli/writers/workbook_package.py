"""The archive of a workbook: its parts, how they refer to each other, and the archive with some of them changed."""

import posixpath
import zipfile
from io import BytesIO
from typing import NamedTuple

from jamsos_cli.writers.xml_part import Element, NotPlainError, Part, escaped

_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_TRANSITIONAL = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
_STRICT = (
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class Relation(NamedTuple):
    """One reference of a part to another."""

    key: str
    kind: str
    """last word of its type: worksheet, comments, vmlDrawing."""
    target: str
    """name of the part, "xl/comments1.xml"."""
    element: Element


class Package:
    """A workbook archive; parts are read when asked for and written when changed, the rest is passed on."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self.workbook = self._names.get("xl/workbook.xml", "")
        if not self.workbook:
            raise NotPlainError
        strict = b"purl.oclc.org/ooxml/spreadsheetml" in self.read(self.workbook)
        self.main_uri, self.relations_uri = _STRICT if strict else _TRANSITIONAL
        """namespaces of the elements of its parts, and of their references."""

    def read(self, name: str) -> bytes:
        """Give a part as it is by now."""
        real = self._names.get(name.lower())
        if real is None or real in self._removed:
            raise NotPlainError
        return self._changed[real] if real in self._changed else self._archive.read(real)

    def part(self, name: str) -> Part:
        """Give a part with its elements."""
        return Part(self.read(name))

    def write(self, name: str, content: bytes, content_type: str = "") -> None:
        """Change a part, or add one with its content type."""
        real = self._names.setdefault(name.lower(), name)
        self._removed.discard(real)
        self._changed[real] = content
        if content_type:
            self._declare(real, content_type)

    def remove(self, name: str) -> None:
        """Take out a part and the list of what it refers to; nothing may refer to it any more."""
        for one in (name, _relations_of(name)):
            if one.lower() in self._names:
                self._removed.add(self._names[one.lower()])
        types = self.part(_TYPES)
        gone = [
            one for one in types.all("Override") if one.attributes.get("PartName", "").lower() == f"/{name.lower()}"
        ]
        self.write(_TYPES, types.spliced((one.start, one.end, b"") for one in gone))

    def free(self, pattern: str) -> str:
        """Give the first name of a pattern ("xl/comments{}.xml") that no part has."""
        number = 1
        while pattern.format(number).lower() in self._names:
            number += 1
        return pattern.format(number)

    def relations(self, name: str) -> list[Relation]:
        """Give what a part refers to within the workbook."""
        if _relations_of(name).lower() not in self._names:
            return []
        return [
            Relation(said.get("Id", ""), posixpath.basename(said.get("Type", "")), _target(name, said), one)
            for one in self.part(_relations_of(name)).all("Relationship")
            if (said := one.attributes).get("TargetMode") != "External"
        ]

    def relate(self, name: str, kind: str, target: str) -> str:
        """Let a part refer to another; give the key of the reference."""
        at = _relations_of(name)
        part = self.part(at) if at.lower() in self._names else Part(_RELATIONS)
        taken = {one.attributes.get("Id", "").lower() for one in part.all("Relationship")}
        number = 1
        while f"rid{number}" in taken:
            number += 1
        written = (
            f'<{part.root.prefix}Relationship Id="rId{number}" Type="{self.relations_uri}/{kind}" Target="/'.encode()
        )
        self.write(at, part.spliced(part.append(part.root, written + escaped(target) + b'"/>')))
        return f"rId{number}"

    def unrelate(self, name: str, key: str) -> None:
        """Let a part no longer refer to another."""
        part = self.part(_relations_of(name))
        gone = [one for one in part.all("Relationship") if one.attributes.get("Id") == key]
        self.write(_relations_of(name), part.spliced((one.start, one.end, b"") for one in gone))

    def content_type(self, name: str) -> str:
        """Give the content type a part was declared with by name."""
        said = (one.attributes for one in self.part(_TYPES).all("Override"))
        return next(
            (one.get("ContentType", "") for one in said if one.get("PartName", "").lower() == f"/{name.lower()}"), ""
        )

    def to_bytes(self) -> bytes:
        """Give the archive; the same parts give the same bytes."""
        made = BytesIO()
        kept = [name for name in self._archive.namelist() if name not in self._removed]
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*kept, *(name for name in self._changed if name not in self._removed))):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, self.read(name))
        return made.getvalue()

    def _declare(self, name: str, content_type: str) -> None:
        types = self.part(_TYPES)
        prefix, said = types.root.prefix.encode(), content_type.encode()
        if name.endswith(".vml"):
            if any(one.attributes.get("Extension", "").lower() == "vml" for one in types.all("Default")):
                return
            written = b'<%sDefault Extension="vml" ContentType="%s"/>' % (prefix, said)
        elif self.content_type(name):
            return
        else:
            written = b'<%sOverride PartName="/%s" ContentType="%s"/>' % (prefix, escaped(name), said)
        self.write(_TYPES, types.spliced(types.append(types.root, written)))


def _target(name: str, said: dict[str, str]) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), said.get("Target", ""))).lstrip("/")


def _relations_of(name: str) -> str:
    return posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")
