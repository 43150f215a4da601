"""Tables on a terminal. The only module that knows rich; outside text is never read as markup."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import IO, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table as Grid
from rich.text import Text as Words

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
_MANY = 500
"""rows from which on a table is not left to the library alone."""
_FILE_WIDTH = 200
"""characters a line where output goes to a file or pipe, so that nothing is folded at a guessed 80."""


def console(*, stderr: bool = False, file: IO[str] | None = None) -> Console:
    """Give a console that takes every text literally: no markup, no emoji, no colouring of numbers."""
    made = Console(stderr=stderr, file=file, markup=False, emoji=False, highlight=False)
    if not made.is_terminal:
        made.width = _FILE_WIDTH
    return made


def show_table(table: Table, lang: Lang, to: Console) -> None:
    """Show one table with its title, totals and note; long text is folded, a number is never cut off.

    Where the numbers of a row do not fit beside each other, bars and columns with nothing in them are left out, and
    where that is not enough each row is shown as a record: a line a column.
    """
    to.print(Words(table.title.say(lang), style="bold"))
    if not table.rows:
        show_line((table.note or _NO_ROWS).say(lang), to)
        return
    for tried in (table, drawn := _without_bars(table), _without_empty(drawn)):
        headings = [column.heading.say(lang) for column in tried.columns]
        rows = [_row(row, tried) for row in tried.rows]
        totals = None if tried.totals is None else _row(tried.totals, tried)
        widths = _widths(tried, [headings, *rows, *(() if totals is None else (totals,))], to.width)
        if widths is not None:
            if len(rows) > _MANY and totals is None:
                to.print(_Open(_grid(tried, headings, rows[:1], None, widths)))
                _show_further(rows[1:], tried, widths, to)
            else:
                to.print(_grid(tried, headings, rows, totals, widths))
            break
    else:
        to.print(_records(headings, rows, totals, _TOTALS.say(lang)))
    for line in table.note.say(lang).splitlines() if table.note else ():
        show_line(line, to)


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
    totals: Sequence[str] | None,
    widths: Sequence[int],
) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, show_footer=totals is not None, show_header=any(headings))
    for index, column in enumerate(table.columns):
        grid.add_column(
            Words(headings[index]),
            footer=Words("" if totals is None else totals[index]),
            justify="left" if column.shape is Shape.TEXT else "right",
            width=widths[index],
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*map(Words, row))
    return grid


class _Open(NamedTuple):
    """A table without its last line, which is an empty edge: more rows follow."""

    grid: Grid

    def __rich_console__(self, to: Console, options: ConsoleOptions) -> RenderResult:
        """Give what the library draws, but for the edge."""
        for line in list(Segment.split_lines(to.render(self.grid, options)))[:-1]:
            yield from (*line, Segment.line())


def _show_further(rows: Sequence[Sequence[str]], table: Table, widths: Sequence[int], to: Console) -> None:
    """Show rows below a table of the same widths as it would: the library takes a millisecond for each."""
    for begin in range(0, len(rows), _MANY):
        lines = [line for row in rows[begin : begin + _MANY] for line in _lines(row, table, widths, to)]
        to.print(Words("\n".join(lines)), soft_wrap=True)
    to.print(" " * (sum(widths) + _BETWEEN * len(widths) + 1), soft_wrap=True)


def _lines(row: Sequence[str], table: Table, widths: Sequence[int], to: Console) -> list[str]:
    """Give a row as the lines of a table, what is too long for its column folded."""
    columns = []
    for cell, column, width in zip(row, table.columns, widths, strict=True):
        short = cell_len(cell) <= width and "\n" not in cell
        folded = [cell] if short else [line.plain for line in Words(cell).wrap(to, width, overflow="fold")]
        left = column.shape is Shape.TEXT
        columns.append([_padded(text.rstrip(), width, left=left) for text in folded])
    blank = [" " * width for width in widths]
    deep = ([text or none for text, none in zip(line, blank, strict=True)] for line in zip_longest(*columns))
    return [f"  {'   '.join(line)}  " for line in deep]


def _padded(text: str, width: int, *, left: bool) -> str:
    pad = " " * max(0, width - cell_len(text))
    return f"{text}{pad}" if left else f"{pad}{text}"


def _records(
    headings: Sequence[str], rows: Sequence[Sequence[str]], totals: Sequence[str] | None, totals_word: str
) -> Grid:
    """Show every row as lines of heading and value, without what is empty; an empty line between rows."""
    grid = Grid(box=None, show_header=False, padding=(0, 1))
    grid.add_column(overflow="fold", max_width=_WORD)
    grid.add_column(overflow="fold")
    for row in (*rows, *(() if totals is None else (totals,))):
        grid.add_row("", "")
        if row is totals:
            grid.add_row(Words(totals_word, style="bold"), "")
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                grid.add_row(Words(heading), Words(cell))
    grid.add_row("", "")
    return grid


def show_line(text: str, to: Console) -> None:
    """Show one sentence literally, made printable, whole."""
    to.print(Words(printable(text, max(len(text), 1))), soft_wrap=True)


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
