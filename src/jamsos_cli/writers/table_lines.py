"""A table as lines of text: columns of even width, text folded to the room there is, no number ever cut."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from jamsos_cli.model.money import dotted, rupiah
from jamsos_cli.model.table import Shape, Table
from jamsos_cli.model.wording import Lang, Text, printable

_CELL_LIMIT = 2000
_NARROW, _WORD = 10, 24
"""characters: a column of text is not folded narrower than the first, nor within a word up to the second; within a
longer one (the number of an invoice, which is typed again) only where the table has no room for all of them."""
_BAR = "█"
_TOTALS = Text("JUMLAH", "TOTAL")
_NO_ROWS = Text("Tidak ada.", "None.")
_BETWEEN = 3
"""characters that a column needs beside its own."""


class Block(NamedTuple):
    """Lines that look alike."""

    lines: Sequence[str]
    bold: bool = False


def table_lines(table: Table, lang: Lang, room: int) -> Iterator[Block]:
    """Give one table with its title, totals and note, in lines of at most `room` characters; sentences stay whole.

    Where the numbers of a row do not fit beside each other, bars and columns with nothing in them are left out, and
    where that is not enough each row is shown as a record: a line a column.
    """
    yield Block([sentence(table.title.say(lang))], bold=True)
    if table.rows:
        yield from _drawn(table, lang, room)
    note = table.note or (None if table.rows else _NO_ROWS)
    yield Block([sentence(line) for line in note.say(lang).splitlines()] if note else [])


def sentence(text: str) -> str:
    """Give a sentence as one line, made printable, whole."""
    return printable(text, max(len(text), 1))


def shown(cell: str | int | None, shape: Shape) -> str:
    """Give a cell as people read it.

    >>> shown(16800, Shape.RUPIAH), shown(12800, Shape.WHOLE), shown(None, Shape.WHOLE)
    ('Rp16.800', '12.800', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, int):
        return rupiah(cell) if shape is Shape.RUPIAH else dotted(cell)
    return printable(cell, _CELL_LIMIT)


def _drawn(table: Table, lang: Lang, room: int) -> Iterator[Block]:
    for tried in (table, drawn := _without_bars(table), _without_empty(drawn)):
        headings = [sentence(column.heading.say(lang)) for column in tried.columns]
        rows = [_row(row, tried) for row in tried.rows]
        totals = [] if tried.totals is None else [_row(tried.totals, tried)]
        widths = _widths(tried, [headings, *rows, *totals], room)
        if widths is not None:
            yield from _grid(tried, headings, rows, totals, widths)
            return
    for row in rows:
        yield Block(["", *_record(headings, row, room)])
    for row in totals:
        yield Block(["", f" {_TOTALS.say(lang)}"], bold=True)
        yield Block(_record(headings, row, room))
    yield Block([""])


def _without_bars(table: Table) -> Table:
    """Leave out columns of bars, which only draw what numbers beside them say."""
    drawn = {
        index
        for index in range(len(table.columns))
        if any(row[index] for row in table.rows)
        and all(row[index] is None or not str(row[index]).strip(_BAR) for row in table.rows)
    }
    return _only(table, [index for index in range(len(table.columns)) if index not in drawn])


def _without_empty(table: Table) -> Table:
    """Leave out columns that no row fills."""
    return _only(
        table, [index for index in range(len(table.columns)) if any(row[index] not in ("", None) for row in table.rows)]
    )


def _only(table: Table, kept: Sequence[int]) -> Table:
    return table._replace(
        columns=tuple(table.columns[index] for index in kept),
        rows=[[row[index] for index in kept] for row in table.rows],
        totals=None if table.totals is None else tuple(table.totals[index] for index in kept),
    )


def _row(row: Sequence[str | int | None], table: Table) -> list[str]:
    return [shown(cell, column.shape) for cell, column in zip(row, table.columns, strict=True)]


def _widths(table: Table, lines: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Give the width of every column, `lines` beginning with the headings; None where the table has no room."""
    natural, least, beyond = [], [], []
    for index, column in enumerate(table.columns):
        cells = [line[index] for line in lines]
        longest = max(cell_len(cell) for cell in cells)
        foldable = cells if column.shape is Shape.TEXT else cells[:1]
        word = max((cell_len(word) for cell in foldable for word in cell.split()), default=0)
        if column.shape is Shape.TEXT:
            least.append(min(longest, max(word, _NARROW), _WORD))
        else:
            least.append(max([word, *(cell_len(cell) for cell in cells[1:])]))
        natural.append(longest)
        beyond.append(max(word - least[-1], 0))
    spare = room - sum(least) - _BETWEEN * len(least) - 1
    if spare < 0:
        return None
    if sum(beyond) > spare:
        beyond = [0] * len(least)
    widths, spare = [width + more for width, more in zip(least, beyond, strict=True)], spare - sum(beyond)
    for first in (True, False):  # what is written gets room before headings above numbers do, which fold as well
        lacking = [
            natural[index] - widths[index] if (column.shape is Shape.TEXT) is first else 0
            for index, column in enumerate(table.columns)
        ]
        share = min(1.0, spare / max(1, sum(lacking)))
        given = [int(lack * share) for lack in lacking]
        widths, spare = [width + more for width, more in zip(widths, given, strict=True)], spare - sum(given)
    return widths


def _grid(
    table: Table,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    totals: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> Iterator[Block]:
    """Draw headings above a rule, rows, and totals apart from them."""
    wide = sum(widths) + _BETWEEN * len(widths) - 1
    yield Block([""])
    if any(headings):
        yield Block(_lines(headings, table, widths, at_bottom=True), bold=True)
        yield Block([f" {'─' * wide}"])
    yield Block([line for row in rows for line in _lines(row, table, widths)])
    for row in totals:
        yield Block([""])
        yield Block(_lines(row, table, widths), bold=True)
    yield Block([""])


def _lines(row: Sequence[str], table: Table, widths: Sequence[int], *, at_bottom: bool = False) -> list[str]:
    """Give a row as lines, what is too long for its column folded; short cells stand at the top, headings below."""
    folded = [_folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    if at_bottom:
        deep = max(map(len, folded))
        folded = [[""] * (deep - len(cell)) + cell for cell in folded]
    left = [column.shape is Shape.TEXT for column in table.columns]
    return ["  " + "   ".join(map(_padded, line, widths, left)).rstrip() for line in zip_longest(*folded, fillvalue="")]


def _padded(text: str, width: int, left: bool) -> str:
    pad = " " * (width - cell_len(text))
    return f"{text}{pad}" if left else f"{pad}{text}"


def _folded(cell: str, width: int) -> list[str]:
    """Give a text in lines of a width, broken between words, and within one that is longer."""
    if cell_len(cell) <= width:
        return [cell]
    lines, line = [], ""
    for word in cell.split(" "):
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line += f" {word}"
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, width)
        lines += whole
    return [*lines, line]


def _record(headings: Sequence[str], row: Sequence[str], room: int) -> list[str]:
    """Give a row as lines of heading and value, without what is empty."""
    named = min(_WORD, max(map(cell_len, headings)), room // 2)
    lines = []
    for heading, cell in zip(headings, row, strict=True):
        if cell:
            both = zip_longest(_folded(heading, named), _folded(cell, room - named - 4), fillvalue="")
            lines += [f" {_padded(name, named, left=True)}  {value}".rstrip() for name, value in both]
    return lines
