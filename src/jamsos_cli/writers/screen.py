"""Tables on a terminal. The only module that knows rich; outside text is never read as markup."""

from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Words

from jamsos_cli.model.money import rupiah
from jamsos_cli.model.table import Shape, Table
from jamsos_cli.model.wording import Lang, printable

_CELL_LIMIT = 2000
_FILE_WIDTH = 200
"""characters a line where output goes to a file or pipe, so that nothing is folded at a guessed 80."""


def console(*, stderr: bool = False, file: IO[str] | None = None) -> Console:
    """Give a console that takes every text literally: no markup, no emoji, no colouring of numbers."""
    made = Console(stderr=stderr, file=file, markup=False, emoji=False, highlight=False)
    if not made.is_terminal:
        made.width = _FILE_WIDTH
    return made


def show_table(table: Table, lang: Lang, to: Console) -> None:
    """Show one table with its title, totals and note; long cells are folded, never cut off without a mark."""
    grid = Grid(box=SIMPLE_HEAD, show_footer=table.totals is not None, title_justify="left", title_style="bold")
    for index, column in enumerate(table.columns):
        numbers = [] if column.shape is Shape.TEXT else [row[index] for row in (*table.rows, table.totals or ()) if row]
        grid.add_column(
            Words(column.heading.say(lang)),
            footer=Words("" if table.totals is None else shown(table.totals[index], column.shape)),
            justify="left" if column.shape is Shape.TEXT else "right",
            # A narrow terminal folds headings, and never a number.
            min_width=max((len(shown(number, column.shape)) for number in numbers), default=0),
            overflow="fold",
        )
    for row in table.rows:
        grid.add_row(*(Words(shown(cell, column.shape)) for cell, column in zip(row, table.columns, strict=True)))
    to.print(Words(table.title.say(lang), style="bold"))
    to.print(grid)
    if table.note is not None:
        show_line(table.note.say(lang), to)


def show_line(text: str, to: Console, *, style: str = "") -> None:
    """Show one sentence literally, made printable, whole."""
    to.print(Words(printable(text, max(len(text), 1)), style=style), soft_wrap=True)


def shown(cell: str | int | None, shape: Shape) -> str:
    """Give a cell as people read it.

    >>> shown(16800, Shape.RUPIAH), shown(12800, Shape.WHOLE), shown(None, Shape.WHOLE)
    ('Rp16.800', '12.800', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, int):
        return rupiah(cell) if shape is Shape.RUPIAH else f"{cell:,}".replace(",", ".")
    return printable(cell, _CELL_LIMIT)
