"""Which heading was read as which field, and why."""

from collections.abc import Iterator

from jamsos_cli.model.layout import Layout, Recognised
from jamsos_cli.model.roster import RosterFile, RosterSheet, shown
from jamsos_cli.model.sent import ColumnRead


def columns_read(roster: RosterFile, layout: Layout) -> tuple[ColumnRead, ...]:
    """Give every heading of every sheet that has one, in order of column; those that no field claims too."""
    return tuple(one for sheet in roster.headed if not sheet.told for one in _of_sheet(sheet, layout))


def _of_sheet(sheet: RosterSheet, layout: Layout) -> Iterator[ColumnRead]:
    used = {*sheet.columns.values(), *sheet.address_parts}
    many = {index for index, field in sheet.fields.items() if field in layout.many}
    for index in sorted(
        {*sheet.headings, *sheet.fields}, key=lambda index: (sheet.taken_from.get(index, index), index)
    ):
        heading, first = sheet.headings.get(index, ""), sheet.together.get(index, index)
        field = sheet.fields.get(first) if first in used | many else None
        how = None
        if field:
            how = layout.recognised(index, heading, field) if first == index else Recognised("together")
        cell = f"{sheet.letters(index)}{sheet.heading_row or ''}"
        yield ColumnRead(sheet.name, cell, heading, field, how, _example(sheet, index))


def _example(sheet: RosterSheet, index: int) -> str:
    values = (shown(row.at(index)).strip() for row in sheet.workers)
    return next((value for value in values if value), "")
