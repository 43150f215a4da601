"""expat over one part of a workbook: no DOCTYPE, no entity of its own, names without their prefix."""

from collections.abc import Callable
from xml.parsers import expat

from jamsos_cli.readers.extent import FILLER, Refused, unreadable

DAMAGED = unreadable("lembarnya rusak; buka dan simpan ulang dengan Excel", "a sheet of it is damaged")
DOCTYPE = unreadable("isinya memuat DOCTYPE, yang tidak pernah ditulis Excel", "it holds a DOCTYPE")
_PIECE, _LONGEST = 1 << 20, 4 << 20
"""Bytes given to expat at a time, and the longest tag or comment: expat reads an unfinished one anew with every piece,
so that its time grows with the square of the length."""
_Start = Callable[[str, dict[str, str]], None]
_Text = Callable[[str], None]


class LocalNames(dict[str, str]):
    """Names of elements without their prefix; each is cut once."""

    def __missing__(self, name: str) -> str:
        """Cut the prefix."""
        local = self[name] = name.rpartition(":")[2]
        return local


def parse(content: bytes, start: _Start, end: _Text | None = None, data: _Text | None = None) -> None:
    """Run expat over one part; a DOCTYPE, XML that is not well formed or a tag or comment past 4 MiB is Refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        view = memoryview(content)
        for fed in range(0, len(view), _PIECE):
            parser.Parse(view[fed : fed + _PIECE], False)
            if fed - parser.CurrentByteIndex > _LONGEST:
                raise Refused(FILLER)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise Refused(DAMAGED) from broken


def _refuse_doctype(*_: object) -> None:
    raise Refused(DOCTYPE)
