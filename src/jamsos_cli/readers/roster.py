"""A roster file as sheets of worker rows and the rows passed over."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from itertools import islice, pairwise

from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.marking import csv_width, is_answered, is_own_sheet
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import (
    OWN_SHEET,
    Grid,
    RosterFile,
    RosterSheet,
    Row,
    Trouble,
    at_a_glance,
    shown,
)
from jamsos_cli.model.roster_entry import is_blank, is_ticked
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import has_no_date, read_date
from jamsos_cli.readers.extent import too_many_rows
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import carries_macros, grids_of, opened
from jamsos_cli.readers.heading import Heading, find_heading, passes_over_hidden, read_titles
from jamsos_cli.readers.merged_cells import spread
from jamsos_cli.readers.odd_cells import boxes_of, is_shared, unboxed, with_address_apart, with_nik_apart
from jamsos_cli.readers.odd_shapes import on_two_rows, side_by_side, turned_round
from jamsos_cli.readers.split_columns import joined
from jamsos_cli.readers.tables import Table, tables_of
from jamsos_cli.readers.worker_rows import NIK_LIKE, parted
from jamsos_cli.settings import Limits

_DATES = ("birth_date", "ttl", "event_date")
_OF_ONE = frozenset(
    {"number", "nik", "name", "birth_place", "birth_date", "birth_year", "ttl", "sex", "phone", "mother", "heir"}
)
"""What is said of one person, though the cell may be merged over several rows."""
_OF_A_WORKER = frozenset({"sex", "address", "occupation"})
"""One of these stands beside name and birth date on a list of workers."""
_FOUR_YEARS = 1462
"""Days from the day that Excel counts from to the day that Excel for Mac did."""
_PEOPLE = 2
_LETTERS, _LONGEST_WORD = 3, 50
"""of what is a word: not a tick, nor dots to sign on."""
_OF_THE_DEAD = lazy_pattern(
    r"(?i)\W*(?:(?:data|daftar|peserta|pekerja|yang|yg|sudah|telah)\W+)*(?:meninggal|wafat|almarhum)(?:\W+dunia)?[\W0-9]*"
)
"""Names of sheets in an office's working file beside the people it proposes."""
_OURS_ALONE = Text(
    "berkas ini hanya berisi lembar jamsos (Yang harus diperbaiki); buka lembar daftarnya, simpan lagi, kirim yang itu",
    "the file holds the sheet of jamsos alone (To be mended); open the sheet of the list, save it again and send that",
)
_ANSWERED = Text(
    "daftar jamsos dengan NIK di dalamnya; tulis NIK itu di sel yang salah di daftar pekerja",
    "the list of jamsos with NIKs written into it; put them into the wrong cells of the list of workers",
)
RECOGNISED = 3
"""A line naming this many fields, NIK or name among them, was meant as a heading."""


def read_roster(name: str, read: FileBytes, layout: Layout, limits: Limits) -> RosterFile:
    """Read a roster. Trouble is told in the result, never raised; `name` is how findings call the file."""
    data = read.trouble or opened(read.data, limits)
    if isinstance(data, Trouble):
        return RosterFile(name, read.sha256, (), data)
    grids = grids_of(data, limits)
    if isinstance(grids, Trouble):
        return RosterFile(name, read.sha256, (), grids)
    roster = roster_of(name, read.sha256, grids, layout)
    living = tuple(_without_the_dead(sheet) for sheet in roster.sheets)
    roster = roster._replace(sheets=living, macros=carries_macros(data))
    filled = sum(len(sheet.workers) + len(sheet.skipped) for sheet in roster.sheets)
    if filled > limits.filled_rows:
        return RosterFile(name, read.sha256, (), too_many_rows(limits))
    return roster


def roster_of(name: str, sha256: str, grids: tuple[Grid, ...], layout: Layout) -> RosterFile:
    """Give grids as a roster: each sheet's heading, workers and rows passed over.

    The sheet that a marked workbook has in front is ours, not the clerk's: it is no sheet of the roster.
    """
    read = tuple(grid for grid in grids if not is_own_sheet(grid.rows))
    if grids and not read:
        return RosterFile(name, sha256, (RosterSheet("", None, {}, blank=True, shape=_OURS_ALONE),))
    sheets = tuple(sheet for grid in read for sheet in _sheets(grid, layout))
    if passes_over_hidden((sheet.hidden, sheet.heading_row is not None) for sheet in sheets):
        sheets = tuple(
            RosterSheet(sheet.name, None, {}, hidden=True, blank=sheet.blank, ours=sheet.ours)
            if sheet.hidden
            else sheet
            for sheet in sheets
        )
    return RosterFile(name, sha256, sheets)


def _sheets(grid: Grid, layout: Layout) -> tuple[RosterSheet, ...]:
    """Give a sheet as its tables; as one without a heading where none is whole."""
    if is_answered(grid.rows):
        return (RosterSheet(grid.name, None, {}, hidden=grid.hidden, blank=True, shape=_ANSWERED),)
    fixed_elsewhere = layout.heading_row is not None and _is_blank(grid)  # instructions beside the list
    heading = None if fixed_elsewhere else find_heading(grid.rows, layout)
    if heading is None or not heading.has(layout.required):
        return (_headless(grid, heading, layout),)
    if heading.shared is not None and not is_shared(grid.rows[heading.after :], heading.shared):
        unread = _headless(grid, None, layout)
        if unread.blank:
            return (unread._replace(missing=("nik",)),)
        return (unread._replace(missing=layout.required, shape=on_two_rows(heading.shared), headless=True),)
    named = read_titles((Row(0, (grid.name,)),), 1)  # DESA SABA; what stands on the sheet goes before it
    tables = tuple(one._replace(titles=named | one.titles) for one in tables_of(grid.rows, heading, layout))
    below = {row.number: row for table in tables for row in table.rows} if grid.marks.merged else {}
    first, *further = (_with_columns(grid, table, below, layout) for table in tables)
    told = (table.heading is above.heading for above, table in pairwise(tables))
    continued = (sheet._replace(continued=True, told=same) for sheet, same in zip(further, told, strict=True))
    return (
        first,
        *(
            _passed_over(sheet, "orang lain, bukan pekerja", "others than workers") if table.of_others else sheet
            for sheet, table in zip(continued, tables[1:], strict=True)
        ),
    )


def _headless(grid: Grid, heading: Heading | None, layout: Layout) -> RosterSheet:
    named = set(heading.fields.values()) if heading else set()
    meant = heading is not None and len(named) >= RECOGNISED and named & set(layout.required)
    missing = tuple(field for field in layout.required if field not in named) if meant else ()
    blank, ours = _is_blank(grid), _is_ours(grid)
    # Our instructions name each column below the other, with an example beside it.
    no_shape = blank or ours or layout.heading_row is not None
    shape = None if no_shape else turned_round(grid.rows, layout)
    people = _holds_people(grid) or (heading is not None and "nik" in missing and _lists_people(grid, heading))
    return RosterSheet(
        grid.name, None, {}, missing=() if shape else missing, hidden=grid.hidden, blank=blank,
        headless=shape is not None or people, shape=shape, ours=ours,
    )  # fmt: skip


def _without_the_dead(sheet: RosterSheet) -> RosterSheet:
    """Pass over a table whose sheet is called MENINGGAL, or most of whose people have a day of death."""
    days = (at_a_glance(sheet.value(row, "death")) for row in sheet.workers) if "death" in sheet.columns else ()
    dead = sum(not has_no_date(day) for day in days)
    if sheet.heading_row is None or not (_OF_THE_DEAD.fullmatch(sheet.name) or 2 * dead > len(sheet.workers)):
        return sheet
    return _passed_over(sheet, "orang yang sudah meninggal", "people who are dead")


def _passed_over(sheet: RosterSheet, of: str, of_in_english: str) -> RosterSheet:
    at = sheet.heading_row
    shape = Text(f"daftar di bawah baris {at} berisi {of}", f"the list below row {at} is of {of_in_english}")
    return RosterSheet(sheet.name, None, {}, hidden=sheet.hidden, shape=shape, continued=sheet.continued)


def _is_blank(grid: Grid) -> bool:
    """A sheet with no long number holds no roster: instructions, lists, a recapitulation, nothing."""
    return not any(NIK_LIKE.search(shown(value)) for row in grid.rows for value in row.values if value is not None)


def _is_ours(grid: Grid) -> bool:
    first = grid.rows[0].values[0] if grid.rows and grid.rows[0].values else None
    return isinstance(first, str) and first.strip().endswith(OWN_SHEET)


def _holds_people(grid: Grid) -> bool:
    """Two rows with a NIK and a text beside it; one may be the example of an instruction sheet."""
    rows = (row.texts() for row in grid.rows)
    people = (texts for texts in rows if any(_is_nik(text) for text in texts) and any(_is_word(text) for text in texts))
    return len(list(islice(people, _PEOPLE))) == _PEOPLE


def _lists_people(grid: Grid, heading: Heading) -> bool:
    """Two rows with a name and a birth date below a heading that names no NIK; heirs and signers are no workers."""
    columns = {field: column for column, field in heading.fields.items()}
    born = columns.get("birth_date", columns.get("ttl"))
    if born is None or "heir" in columns or not _OF_A_WORKER & set(columns):
        return False
    at = columns["name"], born
    rows = (row.values for row in grid.rows[heading.after :])
    people = (values for values in rows if len(values) > max(at) and all(at_a_glance(values[i]) for i in at))
    return len(list(islice(people, _PEOPLE))) == _PEOPLE


def _is_nik(text: str) -> bool:
    return niks.parts(niks.clean(text)) is not None


def _is_word(text: str) -> bool:
    """Tell a name, an occupation or an address (Jl. Kusuma No. 3) from numbers and codes."""
    return sum(map(str.isalpha, text)) > 2 * sum(map(str.isdigit, text))


def _with_columns(grid: Grid, table: Table, below: Mapping[int, Row], layout: Layout) -> RosterSheet:
    """Give a table with its workers; `below` are the rows of all tables, for a cell may be merged over several."""
    heading = _with_dates(table.heading, table.rows)
    columns, twice, yielded = _claims(heading, layout, table.rows)
    rows, boxes = table.rows, boxes_of(heading, table.rows)
    if boxes:
        rows = tuple(unboxed(row, boxes) for row in rows)
    parts = [index for index, field in heading.fields.items() if field == "hamlet"]
    groups = (heading.ticks, boxes, *(split.parts for split in heading.splits))
    together = {i: min(group) for group in groups for i in group}
    unread = tuple(
        (i, text)
        for i, text in heading.named.items()
        if (i not in heading.fields or i in yielded) and i not in together and any(c.isalnum() for c in text)
    )
    sheet = RosterSheet(
        grid.name, heading.row, columns, tuple(parts), unread, tuple(twice), (),
        table.titles, hidden=grid.hidden, headings=heading.named, fields=heading.fields, together=together,
        heading_lines=_bare_texts(grid.rows[heading.first : heading.after]), shape=side_by_side(columns, twice),
    )  # fmt: skip
    if heading.shared is not None:
        sheet, rows = _with_niks_apart(sheet, rows, heading.shared)
    if heading.addressed is not None:
        sheet, rows = _with_addresses_apart(sheet, rows, heading.addressed)
    workers, skipped = parted(rows, sheet, layout, grid.marks)
    of_many = {i for i, field in heading.fields.items() if field not in _OF_ONE}
    workers = spread(workers, below, grid.marks.merged, of_many)
    if heading.ticks:
        workers = tuple(_ticked(row, heading.ticks) for row in workers)
    if heading.splits:
        workers = tuple(joined(row, heading.splits) for row in workers)
    if grid.marks.from_1904:
        dates = {columns[field] for field in _DATES if field in columns}
        workers = tuple(_from_1900(row, dates) for row in workers)
    width = _width(grid, heading)
    unread += tuple((i, "") for i in _unheaded(heading, workers, {*together, *sheet.taken_from}, width))
    marks = grid.marks if width is None else grid.marks._replace(surplus=_surplus(workers, width, sheet.taken_from))
    said = {sheet.value(row, "sex") for row in workers} if "sex" in columns else ()
    codes = {at_a_glance(value).upper() for value in said} & {"L", "P", "W"}
    skipped = (*table.skipped, *skipped)
    return sheet._replace(
        workers=workers, skipped=skipped, unread=unread, marks=marks, sex_codes=frozenset(codes), width=width or 0,
        titles=_said_once(sheet, workers) | sheet.titles,
    )  # fmt: skip


def _said_once(sheet: RosterSheet, workers: tuple[Row, ...]) -> dict[str, str]:
    """Give the village of a column that has one name and blanks, the first worker's: it is said of all of them."""
    if "village" not in sheet.columns:
        return {}
    values = [sheet.value(row, "village") for row in workers]
    written = {value: at_a_glance(value) for value in set(values)}
    names = {text.upper() for text in written.values() if not is_blank(text)}
    once = len(names) == 1 and written[values[0]].upper() in names and any(map(is_blank, written.values()))
    return {"village": written[values[0]]} if once else {}


def _unheaded(heading: Heading, workers: tuple[Row, ...], together: Iterable[int], width: int | None) -> list[int]:
    """Give the columns without a heading in which words stand beside most workers: the second half of their names."""
    known = {*heading.named, *heading.fields, *together}
    most = max((len(row.values) for row in workers), default=0) if width is None else width
    found = []
    for i in (i for i in range(most) if i not in known):
        texts = [value for row in workers if isinstance(value := row.at(i), str)]
        if 2 * len(texts) > len(workers) and 2 * sum(map(_is_worded, texts)) > len(workers):
            found.append(i)
    return found


def _is_worded(text: str) -> bool:
    return sum(map(str.isalpha, text[:_LONGEST_WORD])) >= _LETTERS and _is_word(text[:_LONGEST_WORD])


def _with_dates(heading: Heading, rows: tuple[Row, ...]) -> Heading:
    """Take TAHUN LAHIR for the birth date where whole dates stand below it, and no other column says it."""
    year = next((i for i, field in heading.fields.items() if field == "birth_year"), None)
    if year is None or {"birth_date", "ttl"} & set(heading.fields.values()):
        return heading
    written = [value for row in rows if (value := row.at(year)) is not None]
    dated = sum(read_date(value, date.max) is not None for value in written)
    return heading._replace(fields=heading.fields | {year: "birth_date"}) if dated * 2 > len(written) else heading


def _with_niks_apart(sheet: RosterSheet, rows: tuple[Row, ...], shared: int) -> tuple[RosterSheet, tuple[Row, ...]]:
    """Give NIKs that share a cell with the name a column behind all others, whose cells are those of the name."""
    apart = max((len(row.values) for row in rows), default=shared + 1)
    sheet = sheet._replace(
        columns=sheet.columns | {"nik": apart},
        fields=sheet.fields | {apart: "nik"},
        headings=sheet.headings | {apart: sheet.headings[shared]},
        taken_from={apart: shared},
    )
    return sheet, tuple(with_nik_apart(row, shared, apart) for row in rows)


def _with_addresses_apart(
    sheet: RosterSheet, rows: tuple[Row, ...], addressed: int
) -> tuple[RosterSheet, tuple[Row, ...]]:
    """Give addresses that share a cell with the name a column behind all others: a part of the address."""
    apart = max((len(row.values) for row in rows), default=addressed + 1)
    sheet = sheet._replace(address_parts=(*sheet.address_parts, apart), taken_from={apart: addressed})
    return sheet, tuple(with_address_apart(row, addressed, apart) for row in rows)


def _bare_texts(rows: tuple[Row, ...]) -> frozenset[str]:
    return frozenset(bare_heading(value) for row in rows for value in row.values if isinstance(value, str)) - {""}


def _from_1900(row: Row, dates: set[int]) -> Row:
    """Give the bare numbers in columns of dates as days counted from 1900; what is a date already stays."""
    values = (
        value + _FOUR_YEARS if i in dates and isinstance(value, int | float) else value
        for i, value in enumerate(row.values)
    )
    return row._replace(values=tuple(values))


def _claims(
    heading: Heading, layout: Layout, rows: tuple[Row, ...]
) -> tuple[dict[str, int], list[tuple[str, int, str]], set[int]]:
    """Give field -> column, the columns that claim a field again, and those that give way to a plainer heading.

    Two phones or addresses are usual, so NO WA gives way to NO HP; two NIKs or names never do. A column KTP without
    any number holds no NIKs: it says whose copy was handed in.
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
        elif field == "nik" and bare_heading(text) in layout.yielding and _holds_no_number(rows, index):
            yielded.add(index)
        elif field in layout.required or not loose[index] or loose[columns[field]]:
            twice.append((field, index, text))
        else:
            yielded.add(index)
    return columns, twice, yielded


def _holds_no_number(rows: tuple[Row, ...], column: int) -> bool:
    return not any(NIK_LIKE.search(shown(row.at(column))) for row in rows)


def _ticked(row: Row, ticks: dict[int, str]) -> Row:
    """Write the sex where the first of the two columns of ticks is; blank where none or both are ticked."""
    ticked = [code for i, code in ticks.items() if is_ticked(shown(row.at(i)))]
    values = [None if i in ticks else value for i, value in enumerate(row.values)]
    if len(ticked) == 1:
        values[min(ticks)] = ticked[0]
    return row._replace(values=tuple(values))


def _width(grid: Grid, heading: Heading) -> int | None:
    """Give how many fields the heading of a CSV has, also of one that came back as a workbook; None for any other."""
    if not grid.name:
        return max((len(row.values) for row in grid.rows[heading.first : heading.after]), default=None)
    said = csv_width(grid.name)
    return None if said is None else max(said, *(i + 1 for i in heading.named))


def _surplus(workers: tuple[Row, ...], width: int, ours: Container[int]) -> dict[int, str]:
    """Rows of CSV with more filled fields than the heading has: a separator inside a field has shifted the rest.

    `ours` are columns that the file does not have.
    """
    return {
        row.number: f"{column_letters(index)}{row.number}"
        for row in workers
        if len(row.values) > width
        for index in [next((i for i in range(width, len(row.values)) if row.values[i] and i not in ours), None)]
        if index is not None
    }
