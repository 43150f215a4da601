"""One XML part of a workbook, changed in places; every byte that is not meant stays as it was.

A parser that writes the whole part anew drops what it does not know and the prefixes that `mc:Ignorable` names. Here
expat only says where the elements stand, and bytes are put in between.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from jamsos_cli.model.lazy_pattern import lazy_pattern

_TAG = lazy_pattern(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_UNSAFE = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROWS_OPEN, _ROWS_CLOSE = b"<sheetData>", b"</sheetData>"

Edit = tuple[int, int, bytes]
"""(from, to, what stands there instead); where both are the same it is put in."""


class NotPlainError(Exception):
    """The workbook is not built as spreadsheet programs build it; nothing of it was changed."""


class Element:
    """One element and where its bytes begin: `start` its tag, `inner` its content, `close` its end tag, `end` the rest.

    `name` is without, `prefix` is "x:" or "".
    """

    __slots__ = ("attributes", "close", "end", "inner", "name", "parent", "prefix", "start")

    def __init__(self, raw: str, attributes: dict[str, str], parent: "Element | None") -> None:
        prefix, _, self.name = raw.rpartition(":")
        self.prefix = f"{prefix}:" if prefix else ""
        self.attributes = attributes
        self.parent = parent
        self.start = self.inner = self.close = self.end = 0

    @property
    def refers_to(self) -> str:
        """Key of the part it refers to (r:id), "" where it refers to none."""
        return next((value for name, value in self.attributes.items() if name.endswith(":id")), "")

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag, <x/>."""
        return self.inner == self.end


class Part:
    """One part and its elements in order."""

    def __init__(self, content: bytes) -> None:
        """Find the elements; NotPlainError where they are not well formed."""
        self.content = content
        self.elements = _elements_but_rows(content)
        self._children: dict[int, list[Element]] = {}
        for element in self.elements:
            self._children.setdefault(id(element.parent), []).append(element)
        self.root = self.elements[0]
        if self.root.empty:
            raise NotPlainError

    def all(self, name: str) -> list[Element]:
        """Give the elements of a name, wherever they stand."""
        return [one for one in self.elements if one.name == name]

    def children(self, parent: Element) -> list[Element]:
        """Give the elements right below one."""
        return self._children.get(id(parent), [])

    def below(self, parent: Element) -> Iterator[Element]:
        """Give the elements below one, at any depth, in order."""
        for one in self.children(parent):
            yield one
            yield from self.below(one)

    def first(self, name: str) -> Element | None:
        """Give the first child of the root with a name."""
        return next((one for one in self.children(self.root) if one.name == name), None)

    def inside(self, element: Element) -> bytes:
        """Give the bytes between the tags of an element."""
        return self.content[element.inner : element.close]

    def tag(self, element: Element, **attributes: str | int) -> Edit:
        """Set attributes in the tag of an element, whose others stay."""
        tag = self.content[element.start : element.inner]
        for name, value in attributes.items():
            written = b' %s="%s"' % (name.encode(), escaped(str(value)))
            found = re.search(rb"\s%s\s*=\s*(?:\"[^\"]*\"|'[^']*')" % name.encode(), tag)
            at = found.span() if found else (len(tag) - (2 if element.empty else 1),) * 2
            tag = tag[: at[0]] + written + tag[at[1] :]
        return element.start, element.inner, tag

    def append(self, element: Element, addition: bytes, **attributes: str | int) -> list[Edit]:
        """Put something in as the last content of an element, and set attributes of it."""
        start, inner, tag = self.tag(element, **attributes)
        if not element.empty:
            return [(start, inner, tag), (element.close, element.close, addition)]
        name = f"{element.prefix}{element.name}".encode()
        return [(start, inner, tag.removesuffix(b"/>") + b">" + addition + b"</" + name + b">")]

    def before(self, order: tuple[str, ...], name: str) -> int:
        """Give the place among the root's children where one of this name belongs, in the order of the format."""
        later = set(order[order.index(name) + 1 :])
        return next((one.start for one in self.children(self.root) if one.name in later), self.root.close)

    def spliced(self, edits: Iterable[Edit]) -> bytes:
        """Give the part with changes made, in whatever order they come."""
        pieces, at = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            if start < at:
                raise NotPlainError
            pieces += [self.content[at:start], new]
            at = end
        return b"".join((*pieces, self.content[at:]))


def escaped(text: str) -> bytes:
    """Write text for XML in ASCII, right in every encoding a part may have; what XML cannot hold becomes U+FFFD."""
    plain = _UNSAFE.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace('"', "&quot;").encode("ascii", "xmlcharrefreplace")


def _elements_but_rows(content: bytes) -> list[Element]:
    """Find the elements of a part; rows of a sheet, nearly all of it, are passed over, for nothing in them changes."""
    begin = content.find(_ROWS_OPEN) + len(_ROWS_OPEN)
    finish = content.find(_ROWS_CLOSE)
    if not len(_ROWS_OPEN) <= begin <= finish or content.count(b"sheetData") != 2 or b"<!" in content:
        return _elements(content)
    found, rows = _elements(content[:begin] + content[finish:]), finish - begin
    for element in found:
        element.start += rows if element.start > begin else 0
        element.inner += rows if element.inner > begin else 0
        element.close += rows if element.close >= begin else 0
        element.end += rows if element.end >= begin else 0
    return found


def _elements(content: bytes) -> list[Element]:
    found: list[Element] = []
    opened: list[Element] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, opened[-1] if opened else None)
        element.start = parser.CurrentByteIndex
        tag = _TAG.match(content, element.start)
        if tag is None:
            raise NotPlainError
        element.inner = tag.end()
        found.append(element)
        opened.append(element)

    def end(_: str) -> None:
        element = opened.pop()
        if content.endswith(b"/>", 0, element.inner):
            element.close = element.end = element.inner
        else:
            element.close = parser.CurrentByteIndex
            element.end = content.index(b">", element.close) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise NotPlainError from broken
    return found
