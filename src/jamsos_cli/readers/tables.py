"""Several tables one below the other on a sheet: a list a banjar or a village, each with its own heading and titles.

A title alone between the rows ("DESA TERBIS") begins a table too, under the heading above.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Row, Skipped, at_a_glance
from jamsos_cli.readers.heading import DIGITS_OF_DATA, LONGEST, MOST_LINES, Heading, heading_at, read_titles
from jamsos_cli.readers.odd_cells import boxes_of, holds_nik
from jamsos_cli.readers.worker_rows import NOWHERE, is_plainly_worker

_NUMBER_OF_PERSON = frozenset({"NIK", "KTP"})
"""Words of a heading that names more than the NIK: NAMA / NIK."""
_MOST_TRIED = 12_000
"""cells looked at closely; where so many stand in rows that read like headings, it is no list of workers any more."""
_MOST_TITLES = 12
"""lines looked at above a further heading."""
_MOST_OF_LABEL = 3
"""cells of a title alone between rows: II | DESA | : TERBIS."""
_NUMBERED = lazy_pattern(r"^\W*(?:(?:[IVXLC]+|[A-Z]|[0-9]{1,3})\s*[.)]\s*)?")
_NUMBERING = lazy_pattern(r"\W*(?:[IVXLC]+|[A-Z]|[0-9]{1,3}(?:\.0)?)?\W*")


class Titles(NamedTuple):
    """How lines outside of the columns are read that say something of all rows below."""

    read: Callable[[tuple[Row, ...], int], dict[str, str]]
    """gives what the rows of a sheet say up to one of them."""
    begins: re.Pattern[str]
    """how such a line begins where it stands alone between rows."""


OF_ROSTER = Titles(
    read_titles,
    lazy_pattern(
        r"(?i)(?:desa|k[ea]lurahan|kel\.|nagari|nagori|gampong|pekon|lembang|tiyuh|kecamatan|kec\.|distrik)(?!\w)"
    ),
)


class Table(NamedTuple):
    """One heading of a sheet and the rows that are read by it."""

    heading: Heading
    rows: tuple[Row, ...]
    """below the heading."""
    titles: dict[str, str]
    """what the lines above say; of a further table, what it does not say itself comes from the one above."""
    skipped: tuple[Skipped, ...] = ()
    """titles and heading of a further table; those of the first stand above all rows that are told."""


def tables_of(
    rows: tuple[Row, ...], heading: Heading, layout: Layout, titles_of: Titles = OF_ROSTER
) -> tuple[Table, ...]:
    """Part a sheet's rows by its headings.

    A heading written again, over the same columns and under the same titles, begins no table. Where the file's own
    mapping fixes columns or the heading's row there is one table.
    """
    found = [Table(heading, (), titles_of.read(rows, heading.first))]
    begins = [heading.after]
    ends = []
    for further, first, begin in _further(rows, heading, layout, titles_of):
        ends.append(first)
        begins.append(begin)
        found.append(further)
    ends.append(len(rows))
    return tuple(table._replace(rows=rows[a:b]) for table, a, b in zip(found, begins, ends, strict=True))


def _further(
    rows: tuple[Row, ...], heading: Heading, layout: Layout, titles_of: Titles
) -> Iterator[tuple[Table, int, int]]:
    """Give each further table without its rows, and the places of its first line, title or heading, and first row."""
    if layout.columns or layout.heading_row is not None:
        return
    titles = titles_of.read(rows, heading.first)
    begin, tried = heading.after, 0
    names, boxes = _Namer(layout), boxes_of(heading, rows[heading.after :])
    at_nik, at_name = _column(heading, "nik"), _column(heading, "name")
    for place in range(heading.after, len(rows)):
        if is_plainly_worker(rows[place].values, at_nik, at_name):
            continue
        if (
            place >= begin
            and (said := _said_alone(rows, place, titles_of, names, boxes))
            and not said.items() <= titles.items()
        ):
            # Another district than above: the village above is none of its own.
            above = {field: text for field, text in titles.items() if field != "village" or "district" not in said}
            titles, begin = above | said, place + 1
            yield Table(heading, (), titles, (Skipped(rows[place].number, _text(rows[place])),)), place, begin
            continue
        if place < begin or not _may_head(rows[place]) or not any(map(names, rows[place : place + MOST_LINES])):
            continue
        tried += len(rows[place].values)
        if tried > _MOST_TRIED:
            return
        found = heading_at(rows, place, layout)
        if found is None or 2 * len(found.fields) < len(found.named):
            continue
        if _is_upper_part(rows, found, heading):
            found = heading._replace(row=found.row, first=found.first, after=found.after)
        first = _first_title(rows, begin, place, titles_of, boxes)
        said = titles_of.read(rows[first:place], place)
        if not _differs(found, heading) and said.items() <= titles.items():
            continue
        titles, heading, begin = titles | said, found, found.after
        boxes = boxes_of(heading, rows[begin:])
        at_nik, at_name = _column(heading, "nik"), _column(heading, "name")
        skipped = (Skipped(row.number, _text(row)) for row in rows[first : found.after])
        yield Table(found, (), titles, tuple(one for one in skipped if one.text)), first, begin


def _column(heading: Heading, field: str) -> int:
    return next((i for i, named in heading.fields.items() if named == field), NOWHERE)


def _said_alone(rows: tuple[Row, ...], place: int, titles_of: Titles, names: "_Namer", boxes: range) -> dict[str, str]:
    """Give what a row says that is a title alone ("II. DESA TERBIS"), if no heading begins below it; else nothing."""
    values = rows[place].values
    if not 1 <= len(values) - values.count("") - values.count(None) <= _MOST_OF_LABEL:
        return {}
    filled = [value for value in values if value not in (None, "")]
    texts = [text for value in filled if (text := at_a_glance(value))]
    while len(texts) > 1 and _NUMBERING.fullmatch(texts[0]):
        texts = texts[1:]
    if not texts or not titles_of.begins.match(_NUMBERED.sub("", texts[0])):
        return {}
    if len(texts) > 1 and not (texts[1].startswith(":") or texts[0].endswith(":")):
        return {}
    for row in rows[place + 1 : place + _MOST_TITLES]:
        if holds_nik(row, boxes):
            return titles_of.read(rows[place : place + 1], 1)
        if _may_head(row) and names(row):
            return {}
    return {}


class _Namer:
    """Tells whether a row names a field that a list needs; the same text is asked about once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[str, bool] = {}

    def __call__(self, row: Row) -> bool:
        return any(self._names(value) for value in row.values if isinstance(value, str) and value)

    def _names(self, text: str) -> bool:
        if text not in self._known:
            short = text[:LONGEST]
            said = self._layout.field(short) in self._layout.required or not _NUMBER_OF_PERSON.isdisjoint(
                bare_heading(short).split()
            )
            self._known[text] = said
        return self._known[text]


def _may_head(row: Row) -> bool:
    """Tell at a glance whether a row can be a heading: two texts or more, no number, no date, no digits of data."""
    texts = 0
    for value in row.values:
        if value.__class__ is str:
            digits = sum(map(str.isdigit, value))
            if digits >= DIGITS_OF_DATA or digits == len(value) > 0:
                return False
            texts += value != "" and not value.isspace()
        elif isinstance(value, int | float | date):
            return False
    return texts >= 2


def _first_title(rows: tuple[Row, ...], begin: int, place: int, titles_of: Titles, boxes: range) -> int:
    """Give the place of the first title right above a heading, or of the heading; no worker stands between."""
    first = place
    for above in range(place - 1, max(begin, place - _MOST_TITLES) - 1, -1):
        if holds_nik(rows[above], boxes):
            break
        if titles_of.read(rows[above : above + 1], 1):
            first = above
    return first


def _is_upper_part(rows: tuple[Row, ...], found: Heading, heading: Heading) -> bool:
    """Tell the first lines of a heading written again without those below them, as JENIS KELAMIN without L and P."""
    lines = rows[found.first : found.after]
    if len(lines) >= heading.after - heading.first:
        return False
    return all(map(_same_texts, lines, rows[heading.first :]))


def _same_texts(one: Row, other: Row) -> bool:
    first, second = ({i: text for i, v in enumerate(row.values) if (text := at_a_glance(v))} for row in (one, other))
    return first == second


def _differs(one: Heading, other: Heading) -> bool:
    """Tell whether a heading says of some column what another does not."""
    if (one.ticks and one.ticks != other.ticks) or (one.splits and one.splits != other.splits):
        return True
    said = (i for i, text in one.named.items() if any(c.isalnum() for c in text) and i not in one.ticks)
    return any(one.fields.get(i) != other.fields.get(i) for i in said)


def _text(row: Row) -> str:
    return " | ".join(text for value in row.values if (text := at_a_glance(value)))
