"""Rosters laid out as offices do: titles above, headings over one or two rows, JUMLAH and signatures below."""

from itertools import groupby

from seeding.files import Sheet, csv_bytes, guide, workbook_bytes
from seeding.roster import Heading, Layout, Roster, Row, Value, cell

_WIDTHS = {
    "no": 5,
    "nik": 22,
    "name": 30,
    "birth": 30,
    "address": 28,
    "sponsor": 28,
    "sponsor_nip": 24,
    "occupation": 20,
}


def roster_bytes(roster: Roster) -> bytes:
    """Give the bytes of a roster file; every row learns the sheet and number it got."""
    layout = roster.layout
    if layout.encoding:
        return csv_bytes(_sheet("", layout, roster.rows), layout.encoding)
    if layout.sheet:
        sheets = [_sheet(layout.sheet, layout, roster.rows)]
    else:
        parts = groupby(roster.rows, key=lambda row: row.person.hamlet)
        sheets = [_sheet(f"Br. {hamlet}", layout, list(rows)) for hamlet, rows in parts]
    return workbook_bytes([guide(), *sheets] if layout.instructions else sheets)


def _sheet(name: str, layout: Layout, rows: list[Row]) -> Sheet:
    sheet = Sheet(name, widths=[_WIDTHS.get(heading.field, 14) for heading in layout.headings])
    _head(sheet, layout)
    for index, row in enumerate(rows):
        line = [_for_csv(cell(row, heading, layout, index), layout) for heading in layout.headings]
        row.sheet, row.number = name, sheet.add(*line)
        if row.hidden:
            sheet.hidden.append(row.number - 1)
    _foot(sheet, layout, len(rows))
    return sheet


def _head(sheet: Sheet, layout: Layout) -> None:
    wide = len(layout.headings)
    for title in layout.titles:
        line = sheet.add(title) - 1
        sheet.bold.append(line)
        if title and not layout.encoding:
            sheet.merged.append((line, 0, line, wide - 1))
    headings = layout.headings
    if any(heading.over for heading in headings):
        _two_rows(sheet, headings)
    else:
        sheet.bold.append(sheet.add(*(heading.text for heading in headings)) - 1)
    if layout.column_numbers:
        numbers = [str(n) if layout.encoding else n for n in range(1, wide + 1)]
        sheet.add(*numbers)


def _two_rows(sheet: Sheet, headings: tuple[Heading, ...]) -> None:
    """Groups of columns get a merged heading above; a column on its own is merged over both rows."""
    upper: list[Value] = []
    lower: list[Value] = []
    line = len(sheet.lines)
    for over, group in groupby(headings, key=lambda heading: heading.over or heading.text):
        texts = [heading.text for heading in group]
        grouped = texts != [over]
        first = len(upper)
        upper += [over] + [None] * (len(texts) - 1)
        lower += texts if grouped else [None]
        if not grouped or len(texts) > 1:
            sheet.merged.append((line, first, line if grouped else line + 1, len(upper) - 1))
    sheet.add(*upper)
    sheet.add(*lower)
    sheet.bold += [line, line + 1]


def _foot(sheet: Sheet, layout: Layout, workers: int) -> None:
    for number in range(layout.empty_numbers):
        sheet.add(workers + number + 1)
    if layout.totals:
        sheet.add(None, "JUMLAH", f"{workers} orang")
    if layout.signature:
        sheet.add()
        gap: list[Value] = [None] * max(len(layout.headings) - 3, 2)
        for line in layout.signature:
            sheet.add(*gap, line)


def _for_csv(value: Value, layout: Layout) -> Value:
    """Somebody who types text into Excel types the apostrophe too; a CSV never has it."""
    return value.removeprefix("'") if layout.encoding and isinstance(value, str) else value
