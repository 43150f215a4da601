"""Several tables one below the other on a sheet: a list a banjar or a village, each with its own heading and titles.

A title alone between the rows ("DESA TERBIS") begins a table too, under the heading above.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Row, Skipped, at_a_glance
from jamsos_cli.model.roster_entry import is_blank, is_wordless
from jamsos_cli.readers.heading import (
    DIGITS_OF_DATA,
    LONGEST,
    MOST_LINES,
    Heading,
    hangs_below,
    heading_at,
    read_titles,
)
from jamsos_cli.readers.numbering import ONLY_NUMBER
from jamsos_cli.readers.odd_cells import boxes_of, holds_nik
from jamsos_cli.readers.worker_rows import NOWHERE, ends_a_list, is_plainly_worker, tells_of_person

_NUMBER_OF_PERSON = frozenset({"NIK", "KTP"})
"""Words of a heading that names more than the NIK: NAMA / NIK."""
_OF_PERSON = frozenset({"NIK", "KTP", "NIP", "NAMA"})
"""Words of headings for whom a line is about."""
_MOST_TRIED = 12_000
"""cells looked at closely; where so many stand in rows that read like headings, it is no list of workers any more."""
_MOST_TITLES = 12
"""lines looked at above a further heading."""
_MOST_OF_LABEL = 6
"""cells of a title alone between rows: II | DESA | : TERBIS | KECAMATAN | : BANGLI."""
_SAID_OF = lazy_pattern(r"\W*:|[^:]{2,30}:|\(?[0-9]{1,5}(?:\.0)?\s*(?:orang|org|jiwa|pekerja|peserta)?\W*$")
"""What may stand beside the first words of a title: what they are called, other such words, how many people."""
_NUMBERED = lazy_pattern(r"^\W*(?:(?:[IVXLC]+|[A-Z]|[0-9]{1,3})\s*[.)]\s*)?")
_NUMBERING = lazy_pattern(r"\W*(?:[IVXLC]+|[A-Z]|[0-9]{1,3}(?:\.0)?)?\W*")
_NIP = lazy_pattern(r"(?i)\W*NIP\b")
_WORD = lazy_pattern(r"(?i)(?![vx]\W*$)[a-z]")
"""What is more than a tick."""
_LOOKED_AT = 60
"""rows below a heading that tell how it is filled in."""

_Tells = Callable[[Row], bool]
"""Whether a row is a worker's."""


class Titles(NamedTuple):
    """How lines outside of the columns are read that say something of all rows below."""

    read: Callable[[tuple[Row, ...], int], dict[str, str]]
    """gives what the rows of a sheet say up to one of them."""
    begins: re.Pattern[str]
    """how such a line begins where it stands alone between rows."""


OF_ROSTER = Titles(
    read_titles,
    lazy_pattern(
        r"(?i)(?:desa|ds|k[ea]lurahan|kel|nagari|nagori|gampong|pekon|lembang|tiyuh|kecamatan|kec|distrik"
        r"|sumber\s+dana|(?:nama\s+)?sponsor|opd|instansi|daftar|data|lampiran|usulan|calon|pekerja|peserta|penerima)(?!\w)"
        r"|(?:banjar|br|dusun|dsn|lingkungan|lingk?)\b[\s.:]*(?!desa\b|k[ea]lurahan\b)\w.*\b(?:desa|k[ea]lurahan)\b"
    ),
)


class Table(NamedTuple):
    """One heading of a sheet and the rows that are read by it."""

    heading: Heading
    rows: tuple[Row, ...]
    """below the heading."""
    titles: dict[str, str]
    """what the lines above say; of a further table, what it does not say itself comes from the one above."""
    of_others: bool = False
    """its rows are heirs, sponsors or heads of families, and no workers."""
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
    begin, tried, of_others = heading.after, 0, False
    names, person = _Namer(layout), _person_below(heading, rows, titles_of)
    at_nik, at_name = _column(heading, "nik"), _column(heading, "name")
    for place in range(heading.after, len(rows)):
        if is_plainly_worker(rows[place].values, at_nik, at_name):
            continue
        if (
            place >= begin
            and (said := _said_alone(rows, place, titles_of, names, person))
            and not said.items() <= titles.items()
        ):
            titles, begin = _holding(titles, said, first=place > begin or begin == heading.after), place + 1
            yield Table(heading, (), titles, of_others, _told(rows[place : place + 1])), place, begin
            continue
        if place < begin or not _may_head(rows[place]) or not any(map(names, rows[place : place + MOST_LINES])):
            continue
        tried += len(rows[place].values)
        if tried > _MOST_TRIED:
            return
        found = heading_at(rows, place, layout)
        if found is None and (lines := _lines_of_others(rows, place, heading, layout)):
            of_others, begin = True, place + lines
            unread = heading._replace(row=rows[begin - 1].number, first=place, after=begin)
            yield Table(unread, (), titles, of_others), place, begin
        if found is None or 2 * len(found.fields) < len(found.named):
            continue
        alone = False
        if _is_upper_part(rows, found, heading):
            alone = _says_it_alone(rows, found, heading, names)
            found = found if alone else heading._replace(row=found.row, first=found.first, after=found.after)
        first, said = _said_above(rows, range(begin, place), titles_of, person)
        if not (alone or of_others or _differs(found, heading)) and said.items() <= titles.items():
            continue
        titles, heading, begin = _holding(titles, said, first=True), found, found.after
        person = _person_below(heading, rows, titles_of)
        at_nik, at_name = _column(heading, "nik"), _column(heading, "name")
        of_others = False
        yield Table(found, (), titles, of_others, _told(rows[first : found.after])), first, begin


def _told(rows: tuple[Row, ...]) -> tuple[Skipped, ...]:
    told = (Skipped(row.number, " | ".join(row.texts())) for row in rows)
    return tuple(one for one in told if one.text)


def _lines_of_others(rows: tuple[Row, ...], place: int, heading: Heading, layout: Layout) -> int:
    """Give how many lines a heading has that names somebody else's NIK or name where a worker's stands; else 0."""
    if hangs_below(rows, place + 1, layout):
        return 2
    columns = (i for i, field in heading.fields.items() if field in layout.required)
    texts = [at_a_glance(rows[place].at(i)) for i in columns]
    headings = all(not _OF_PERSON.isdisjoint(bare_heading(text).split()) for text in texts)
    own = any(layout.field(text) in layout.required for text in texts)
    return int(headings and not own and any(map(layout.names_another, texts)))


def _column(heading: Heading, field: str) -> int:
    return next((i for i, named in heading.fields.items() if named == field), NOWHERE)


def _said_alone(
    rows: tuple[Row, ...], place: int, titles_of: Titles, names: "_Namer", person: _Tells
) -> dict[str, str]:
    """Give what a row says that is a title alone ("II. DESA TERBIS"), if no heading begins below it; else nothing."""
    if not 1 <= _filled(rows[place]) <= _MOST_OF_LABEL:
        return {}
    if not titles_of.begins.match(_NUMBERED.sub("", _first_words(rows[place]))):
        return {}
    texts = dropwhile(_NUMBERING.fullmatch, rows[place].texts())
    if not all(_belongs(before, text, titles_of) for before, text in pairwise(texts)):
        return {}
    for row in rows[place + 1 : place + _MOST_TITLES]:
        if person(row):
            return titles_of.read(rows[place : place + 1], 1)
        if _may_head(row) and names(row):
            return {}
    return {}


def _first_words(row: Row) -> str:
    """Give the first text of a row behind its number; "" where a longer number stands before, as most workers' does."""
    for value in row.values:
        if value.__class__ is str and value:
            if len(value) >= DIGITS_OF_DATA and value.isdigit():
                return ""
            text = at_a_glance(value)
            if not _NUMBERING.fullmatch(text):
                return text
    return ""


def _holding(above: dict[str, str], said: dict[str, str], *, first: bool) -> dict[str, str]:
    """Give what titles say of the rows below: what they leave out comes from above.

    Below another district the village above is none of its own, unless both stand in one block of titles, of which
    this is not the first.
    """
    if first and said.get("district", above.get("district")) != above.get("district"):
        above = {field: text for field, text in above.items() if field != "village"}
    return above | said


def _belongs(before: str, text: str, titles_of: Titles) -> bool:
    return before.endswith(":") or _SAID_OF.match(text) is not None or titles_of.begins.match(text) is not None


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


def _said_above(rows: tuple[Row, ...], between: range, titles_of: Titles, person: _Tells) -> tuple[int, dict[str, str]]:
    """Give the place of the first title right above the end of `between`, or that end, and what these titles say.

    No worker stands between, be it one without NIK by the heading above. Of two that say another thing the nearer one
    counts; totals and signatures of the table above say nothing.
    """
    first, said = between.stop, dict[str, str]()
    for above in reversed(between[-_MOST_TITLES:]):
        if person(rows[above]):
            break
        if not ends_a_list(rows[above]) and (here := titles_of.read(rows[above : above + 1], 1)):
            first, said = above, here | said
    return first, said


def _person_below(heading: Heading, rows: tuple[Row, ...], titles_of: Titles) -> _Tells:
    """Give what tells a worker from the titles between the rows of a heading."""
    boxes = boxes_of(heading, rows[heading.after : heading.after + _LOOKED_AT])
    return lambda row: _holds_person(row, boxes) or _names_person(row, heading, titles_of)


def _holds_person(row: Row, boxes: range) -> bool:
    """Tell a row with a NIK from one with the NIP of whoever signs or pays."""
    return holds_nik(row, boxes) and not (_filled(row) <= _MOST_OF_LABEL and any(map(_NIP.match, row.texts())))


def _names_person(row: Row, heading: Heading, titles_of: Titles) -> bool:
    """Tell a worker without NIK: a name beside "belum ada" or a birth date, or numbered and no word of a title."""
    columns = {field: i for i, field in heading.fields.items()}
    number, nik, name = (at_a_glance(row.at(columns.get(field, NOWHERE))) for field in ("number", "nik", "name"))
    if is_wordless(name) or (is_blank(nik) and not is_wordless(nik)) or tells_of_person(row, columns):
        return not is_wordless(name)
    return ONLY_NUMBER.fullmatch(number) is not None and not any(map(titles_of.begins.match, (nik, name)))


def _is_upper_part(rows: tuple[Row, ...], found: Heading, heading: Heading) -> bool:
    """Tell the first lines of a heading written again without those below them, as JENIS KELAMIN without L and P."""
    lines = rows[found.first : found.after]
    if len(lines) >= heading.after - heading.first:
        return False
    return all(map(_same_texts, lines, rows[heading.first :]))


def _says_it_alone(rows: tuple[Row, ...], found: Heading, heading: Heading, names: _Namer) -> bool:
    """Tell whether words stand below the upper line alone, and nothing in the columns that the lines below it name."""
    below = takewhile(lambda row: not (_may_head(row) and names(row)), rows[found.after : found.after + _LOOKED_AT])
    parts = [i for i in heading.named if i not in found.named]
    groups = {i - 1 for i in parts} - set(parts)
    written = [_by_column(row) for row in below]
    worded = any(_WORD.match(texts.get(i, "")) for texts in written for i in groups)
    return worded and not any(i in texts for texts in written for i in parts)


def _same_texts(one: Row, other: Row) -> bool:
    return _by_column(one) == _by_column(other)


def _by_column(row: Row) -> dict[int, str]:
    return {i: text for i, value in enumerate(row.values) if (text := at_a_glance(value))}


def _differs(one: Heading, other: Heading) -> bool:
    """Tell whether a heading says of some column what another does not."""
    if (one.ticks and one.ticks != other.ticks) or (one.splits and one.splits != other.splits):
        return True
    said = (i for i, text in one.named.items() if any(c.isalnum() for c in text) and i not in one.ticks)
    return any(one.fields.get(i) != other.fields.get(i) for i in said)


def _filled(row: Row) -> int:
    return len(row.values) - row.values.count("") - row.values.count(None)
