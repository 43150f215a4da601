"""One field over several columns: a birth date as TGL | BLN | THN, programmes as JKK | JKM | JHT with ticks, the source
as APBD | DANA DESA with ticks, a name as NAMA DEPAN | NAMA BELAKANG.
"""

from itertools import takewhile
from typing import NamedTuple

from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import CellValue, Row, at_a_glance
from jamsos_cli.model.roster_entry import is_blank, is_ticked

_PART_OF_DATE = lazy_pattern(
    r"(?:(?:TANGGAL|TGL|TEMPAT|DAN|KELAHIRAN|LAHIR|LHR|T|L) )*"
    r"(?:(?P<D>TANGGAL|TGL|HARI)|(?P<M>BULAN|BLN|BL)|(?P<Y>TAHUN|THN|TH))(?: (?:LAHIR|LHR))?"
)
_PROGRAMME = lazy_pattern(r"(?P<of>.+) (?P<name>JKK|JKM|JHT)")
_PART_OF_NAME = lazy_pattern(
    r"NAMA(?: LENGKAP| PESERTA| PEKERJA)* (?:(?P<F>DEPAN)|TENGAH|BELAKANG)|(?:(?P<E>FIRST)|MIDDLE|LAST) NAME"
)
_LEAST_PROGRAMMES = _LEAST_SOURCES = 2
_PLAIN_TICK = lazy_pattern(r"(?i)[vxy1√✓✔☑●•]|ya|[\[(]\s*[vx√✓✔]\s*[\])]")
"""What says nothing but that a column is meant; below SUMBER DANA may stand words, too."""


class Split(NamedTuple):
    """A field and the neighbouring columns that hold it together."""

    field: str
    parts: dict[int, str]
    """column -> what it holds: D, M or Y; the programme or source that is ticked; a part of the name."""


def split_fields(named: dict[int, str], layout: Layout) -> tuple[Split, ...]:
    """Give the fields of this kind of file that a heading spreads over columns."""
    found = (*_dates(named), *_programmes(named, layout), *_sources(named, layout), *_names(named))
    return tuple(split for split in found if split.field in layout.known)


def joined(row: Row, splits: tuple[Split, ...]) -> Row:
    """Write each field where the first of its columns is; blank where none is filled."""
    values: list[CellValue] = list(row.values)
    for split in splits:
        said = {i: at_a_glance(values[i]) for i in split.parts if i < len(values)}
        ticks = split.field in {"programmes", "source"}
        filled = {i: text for i, text in said.items() if (is_ticked(text) if ticks else not is_blank(text))}
        for i in said:
            values[i] = None
        if filled and split.field == "birth_date":
            values[min(split.parts)] = "-".join(filled.get(i, "") for i in split.parts)
        elif split.field == "source" and not all(map(_PLAIN_TICK.fullmatch, filled.values())):
            values[min(split.parts)] = next(iter(filled.values()))
        elif filled:
            values[min(split.parts)] = "+".join(split.parts[i] for i in filled) if ticks else " ".join(filled.values())
    return row._replace(values=tuple(values))


def _dates(named: dict[int, str]) -> list[Split]:
    parts = {i: found.lastgroup for i, text in named.items() if (found := _PART_OF_DATE.fullmatch(bare_heading(text)))}
    first = next((i for i in parts if (parts[i], parts.get(i + 1), parts.get(i + 2)) == ("D", "M", "Y")), None)
    return [] if first is None else [Split("birth_date", {first: "D", first + 1: "M", first + 2: "Y"})]


def _programmes(named: dict[int, str], layout: Layout) -> list[Split]:
    parts = {
        i: found["name"]
        for i, text in sorted(named.items())
        if (found := _PROGRAMME.fullmatch(bare_heading(text))) and layout.field(found["of"]) == "programmes"
    }
    return [Split("programmes", parts)] if len(set(parts.values())) == len(parts) >= _LEAST_PROGRAMMES else []


def _sources(named: dict[int, str], layout: Layout) -> list[Split]:
    """Read SUMBER DANA over APBD and DANA DESA: the words before are those that all of these columns begin with."""
    headings = {i: bare_heading(text).split() for i, text in sorted(named.items())}
    begun = {i: words for i, words in headings.items() if words and layout.field(words[0]) == "source"}
    shared = [words[0] for words in takewhile(_are_one, zip(*begun.values(), strict=False))]
    ends = (n for n in range(len(shared), 0, -1) if layout.field(" ".join(shared[:n])) == "source")
    end = next(ends, 0)
    parts = {i: " ".join(words[end:]) for i, words in begun.items()} if end else {}
    return [Split("source", parts)] if len(set(parts.values()) - {""}) == len(parts) >= _LEAST_SOURCES else []


def _are_one(words: tuple[str, ...]) -> bool:
    return len(set(words)) == 1


def _names(named: dict[int, str]) -> list[Split]:
    parts = {i: found for i, text in sorted(named.items()) if (found := _PART_OF_NAME.fullmatch(bare_heading(text)))}
    first = sum(found["F"] is not None or found["E"] is not None for found in parts.values())
    return [Split("name", dict.fromkeys(parts, "name"))] if first == 1 < len(parts) else []


def is_elsewhere(split: Split, fields: dict[int, str]) -> bool:
    """Tell whether another column names the field whole: then its parts are of something else."""
    same = {"birth_date", "ttl"} if split.field == "birth_date" else {split.field}
    return any(field in same and i not in split.parts for i, field in fields.items())
