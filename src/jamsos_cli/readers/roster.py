"""A roster file as sheets of worker rows and the rows passed over."""

import re
from itertools import islice

from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.marking import csv_width, is_own_sheet
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import (
    OWN_SHEET,
    CellValue,
    Grid,
    Marks,
    RosterFile,
    RosterSheet,
    Row,
    Skipped,
    Trouble,
    shown,
)
from jamsos_cli.model.roster_entry import is_blank
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import carries_macros, read_grids
from jamsos_cli.readers.heading import Heading, adjoins, find_heading, passes_over_hidden, read_titles
from jamsos_cli.readers.numbering import ONLY_NUMBER, is_numbering
from jamsos_cli.readers.split_columns import joined
from jamsos_cli.settings import Limits

_SUM = re.compile(r"(?i)^\W*((sub\s*-?\s*)?(jumlah|total|jml|jlh)|grand\s+total|rekapitulasi)\b")
_SIGNATURE = re.compile(
    r"(?i)^\W*(mengetahui|menyetujui|disetujui|disahkan|dibuat\s+oleh|perbekel|kepala\s+desa|lurah|camat|kepala\s+dinas"
    r"|sekretaris\s+desa|ttd\b|tanda\s+tangan|nip\b|an\.|a\.n\.|pj\.?\s|plt\.?\s|pendata\b|catatan|keterangan|sumber\s*:)"
)
_DATED = re.compile(r"(?i)^[a-z .]+,\s*(tanggal\s*)?[0-9 .]{0,3}\s*[a-z.]*\s*[a-z]+\s+20[0-9]{2}\W*$")
_DIGIT_RUN = re.compile(r"[0-9](?:[ .'’-]?[0-9]){7,}")
_NIK_LIKE = re.compile(r"[0-9](?:[ .'’-]?[0-9]){12,}")
_OWN_WORDS = ("occupation", "ttl", "birth_place", "birth_date")
"""Fields whose values read like a signature block: Perbekel, Gianyar, 12 Maret 1980."""
_NOWHERE = 1 << 20
_DATES = ("birth_date", "ttl", "event_date")
_FOUR_YEARS = 1462
"""Days from the day that Excel counts from to the day that Excel for Mac did."""
_PEOPLE = 2
_LINES_ABOVE = 2
"""of a heading, over the line that names the NIK."""
RECOGNISED = 3
"""A line naming this many fields, NIK or name among them, was meant as a heading."""


def read_roster(name: str, read: FileBytes, layout: Layout, limits: Limits) -> RosterFile:
    """Read a roster. Trouble is told in the result, never raised; `name` is how findings call the file."""
    grids = read.trouble or read_grids(read.data, limits)
    if isinstance(grids, Trouble):
        return RosterFile(name, read.sha256, (), grids)
    return roster_of(name, read.sha256, grids, layout)._replace(macros=carries_macros(read.data))


def roster_of(name: str, sha256: str, grids: tuple[Grid, ...], layout: Layout) -> RosterFile:
    """Give grids as a roster: each sheet's heading, workers and rows passed over.

    The sheet that a marked workbook has in front is ours, not the clerk's: it is no sheet of the roster.
    """
    read = tuple(grid for grid in grids if not is_own_sheet(grid.rows))
    sheets = tuple(_sheet(grid, layout) for grid in read)
    if passes_over_hidden((sheet.hidden, sheet.heading_row is not None) for sheet in sheets):
        sheets = tuple(
            RosterSheet(sheet.name, None, {}, hidden=True, blank=sheet.blank, ours=sheet.ours)
            if sheet.hidden
            else sheet
            for sheet in sheets
        )
    return RosterFile(name, sha256, sheets)


def _sheet(grid: Grid, layout: Layout) -> RosterSheet:
    fixed_elsewhere = layout.heading_row is not None and _is_blank(grid)  # instructions beside the list
    heading = None if fixed_elsewhere else find_heading(grid.rows, layout)
    if heading is None or not heading.has(layout.required):
        named = set(heading.fields.values()) if heading else set()
        meant = heading is not None and len(named) >= RECOGNISED and named & set(layout.required)
        missing = tuple(field for field in layout.required if field not in named) if meant else ()
        return RosterSheet(
            grid.name, None, {}, missing=missing, hidden=grid.hidden, blank=_is_blank(grid),
            headless=_holds_people(grid), ours=_is_ours(grid),
        )  # fmt: skip
    return _with_columns(grid, heading, layout)


def _is_blank(grid: Grid) -> bool:
    """A sheet with no long number holds no roster: instructions, lists, a recapitulation, nothing."""
    return not any(_NIK_LIKE.search(shown(value)) for row in grid.rows for value in row.values if value is not None)


def _is_ours(grid: Grid) -> bool:
    first = grid.rows[0].values[0] if grid.rows and grid.rows[0].values else None
    return isinstance(first, str) and first.strip().endswith(OWN_SHEET)


def _holds_people(grid: Grid) -> bool:
    """Two rows with a NIK and a text beside it; one may be the example of an instruction sheet."""
    rows = ([shown(value).strip() for value in row.values if value is not None] for row in grid.rows)
    people = (texts for texts in rows if any(_is_nik(text) for text in texts) and any(_is_word(text) for text in texts))
    return len(list(islice(people, _PEOPLE))) == _PEOPLE


def _is_nik(text: str) -> bool:
    return niks.parts(niks.clean(text)) is not None


def _is_word(text: str) -> bool:
    return not any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


def _with_columns(grid: Grid, heading: Heading, layout: Layout) -> RosterSheet:
    columns, twice, yielded = _claims(heading, layout)
    parts = [index for index, field in heading.fields.items() if field == "hamlet"]
    together = {*heading.ticks, *(i for split in heading.splits for i in split.parts)}
    unread = tuple(
        (i, text)
        for i, text in heading.named.items()
        if (i not in heading.fields or i in yielded) and i not in together and any(c.isalnum() for c in text)
    )
    sheet = RosterSheet(
        grid.name, heading.row, columns, tuple(parts), unread, tuple(twice), (),
        read_titles(grid.rows, heading.first), hidden=grid.hidden, headings=heading.named, fields=heading.fields,
        heading_lines=_bare_texts(grid.rows[heading.first : heading.after]),
    )  # fmt: skip
    workers, skipped = _parted(grid.rows[heading.after :], sheet, layout, grid.marks)
    if heading.ticks:
        workers = tuple(_ticked(row, heading.ticks) for row in workers)
    if heading.splits:
        workers = tuple(joined(row, heading.splits) for row in workers)
    if grid.marks.from_1904:
        dates = {columns[field] for field in _DATES if field in columns}
        workers = tuple(_from_1900(row, dates) for row in workers)
    width = csv_width(grid.name) if grid.name else _width(grid, heading)
    marks = grid.marks if width is None else grid.marks._replace(surplus=_surplus(workers, width))
    said = {sheet.value(row, "sex") for row in workers} if "sex" in columns else ()
    codes = {shown(value).strip().upper() for value in said} & {"L", "P", "W"}
    return sheet._replace(workers=workers, skipped=skipped, marks=marks, sex_codes=frozenset(codes), width=width or 0)


def _bare_texts(rows: tuple[Row, ...]) -> frozenset[str]:
    return frozenset(bare_heading(value) for row in rows for value in row.values if isinstance(value, str)) - {""}


def _from_1900(row: Row, dates: set[int]) -> Row:
    """Give the bare numbers in columns of dates as days counted from 1900; what is a date already stays."""
    values = (
        value + _FOUR_YEARS if i in dates and isinstance(value, int | float) else value
        for i, value in enumerate(row.values)
    )
    return row._replace(values=tuple(values))


def _claims(heading: Heading, layout: Layout) -> tuple[dict[str, int], list[tuple[str, int, str]], set[int]]:
    """Give field -> column, the columns that claim a field again, and those that give way to a plainer heading.

    Two phones or addresses are usual, so NO WA gives way to NO HP; two NIKs or names never do.
    """
    columns: dict[str, int] = {}
    twice: list[tuple[str, int, str]] = []
    yielded: set[int] = set()
    loose = {
        index: index not in layout.columns and layout.gives_way(heading.named.get(index, ""))
        for index in heading.fields
    }
    for index, field in sorted(heading.fields.items(), key=lambda claim: loose[claim[0]]):
        text = heading.named.get(index, "")
        if field == "hamlet":
            continue
        if field not in columns or field in layout.many:
            columns.setdefault(field, index)
        elif field in layout.required or not loose[index] or loose[columns[field]]:
            twice.append((field, index, text))
        else:
            yielded.add(index)
    return columns, twice, yielded


def _ticked(row: Row, ticks: dict[int, str]) -> Row:
    """Write the sex where the first of the two columns of ticks is; blank where none or both are ticked."""
    ticked = [code for i, code in ticks.items() if i < len(row.values) and not is_blank(shown(row.values[i]).strip())]
    values = [None if i in ticks else value for i, value in enumerate(row.values)]
    if len(ticked) == 1:
        values[min(ticks)] = ticked[0]
    return row._replace(values=tuple(values))


def _width(grid: Grid, heading: Heading) -> int | None:
    return max((len(row.values) for row in grid.rows[heading.first : heading.after]), default=None)


def _surplus(workers: tuple[Row, ...], width: int) -> dict[int, str]:
    """Rows of CSV with more filled fields than the heading has: a separator inside a field has shifted the rest."""
    return {
        row.number: f"{column_letters(index)}{row.number}"
        for row in workers
        if len(row.values) > width
        for index in [next((i for i in range(width, len(row.values)) if row.values[i]), None)]
        if index is not None
    }


def _parted(
    rows: tuple[Row, ...], sheet: RosterSheet, layout: Layout, marks: Marks
) -> tuple[tuple[Row, ...], tuple[Skipped, ...]]:
    workers: list[Row] = []
    skipped: list[Skipped] = []
    lost = marks.errors.keys() | marks.uncalculated
    signed = False
    at_nik, at_name = sheet.columns.get("nik", _NOWHERE), sheet.columns.get("name", _NOWHERE)
    for row in rows:
        if _is_plainly_worker(row.values, at_nik, at_name):
            workers.append(row)
            continue
        nik, name = shown(sheet.value(row, "nik")).strip(), shown(sheet.value(row, "name")).strip()
        long_number = _DIGIT_RUN.search(nik) is not None
        if long_number and name and not _SIGNATURE.match(nik):
            workers.append(row)
            continue
        texts = [text for text in (shown(value).strip() for value in row.values) if text]
        if all(ONLY_NUMBER.fullmatch(text) for text in texts) and not (long_number or len(texts) >= 2):
            continue  # blank, or a running number and nothing else
        if lost and sheet.cell(row, "nik") in lost and not any(_SUM.match(text) for text in texts):
            workers.append(row)  # something stands in the NIK column, though nobody knows what
            continue
        signed = signed or _is_signature(row, sheet, texts)
        alone = len(texts) == 1 and not niks.is_nik_shaped(niks.clean(nik))  # the signer's NIP, under the NIK column
        person = (long_number and not (signed and alone)) or len(texts) > 3 or not signed
        if person and _is_worker(row, sheet, nik, name, texts, layout):
            workers.append(row)
        else:
            if layout.field(nik) == "nik":
                skipped += _lines_above(row, workers)
            skipped.append(Skipped(row.number, " | ".join(texts)))
    return tuple(workers), tuple(skipped)


def _lines_above(row: Row, workers: list[Row]) -> list[Skipped]:
    """Take the lines right above that end a heading written again from the workers: texts alone, without any digit."""
    above: list[Skipped] = []
    below = row
    while workers and adjoins(workers[-1], below):
        texts = [text for value in workers[-1].values if (text := shown(value).strip())]
        if len(above) == _LINES_ABOVE or any(c.isdigit() for text in texts for c in text):
            break
        below = workers.pop()
        above.insert(0, Skipped(below.number, " | ".join(texts)))
    return above


def _is_plainly_worker(values: tuple[CellValue, ...], at_nik: int, at_name: int) -> bool:
    """Tell most rows at a glance: sixteen digits, and a name beside them."""
    if len(values) <= at_nik or len(values) <= at_name:
        return False
    nik, name = values[at_nik], values[at_name]
    if not isinstance(nik, str) or not isinstance(name, str):
        return False
    return niks.is_nik_shaped(nik) and name != "" and not name.isspace()


def _is_signature(row: Row, sheet: RosterSheet, texts: list[str]) -> bool:
    """A short row with the words of a signature block, outside the columns where workers use such words."""
    own = {shown(sheet.value(row, field)).strip() for field in _OWN_WORDS}
    return len(texts) <= 3 and any(_SIGNATURE.match(t) or _DATED.match(t) for t in texts if t not in own)


def _is_heading_again(texts: list[str], sheet: RosterSheet, layout: Layout) -> bool:
    """Tell a line of the heading written again, be it one without NIK: of merged cells over two or three lines."""
    return len(texts) >= 2 and all(bare_heading(text) in sheet.heading_lines or layout.field(text) for text in texts)


def _is_worker(row: Row, sheet: RosterSheet, nik: str, name: str, texts: list[str], layout: Layout) -> bool:
    """A row with something in the NIK column, or with a name and one more filled field (RULINGS, worker row)."""
    if any(_SUM.match(text) for text in (texts[0], nik, name)) and not _NIK_LIKE.search(nik):
        return False  # a remark further on may begin with the word
    if is_numbering(texts) or _is_heading_again(texts, sheet, layout):
        return False
    if layout.field(nik) == "nik" or (name and layout.field(name) == "name" and len(texts) > 1):
        return False
    others = [
        text
        for field, index in sheet.columns.items()
        if field not in {"number", "nik", "name"} and index < len(row.values)
        if (text := shown(row.values[index]).strip())
    ]
    others += [text for i in sheet.address_parts if i < len(row.values) and (text := shown(row.values[i]).strip())]
    if nik:
        label = not (name or others or any(c.isdigit() for c in nik)) and not is_blank(nik)
        return not label and not nik.upper().startswith("NIP")
    return bool(name and others)
