"""Where tables and sentences are shown. The only module that knows rich's console; it reads nothing as markup."""

import io
from typing import IO, TYPE_CHECKING

from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Lang
from jamsos_cli.writers.table_lines import Block, sentence, table_lines

if TYPE_CHECKING:
    from rich.console import Console

_FILE_WIDTH = 200
"""characters a line where output goes to a file or pipe, so that nothing is folded at a guessed 80."""


class Screen:
    """A stream to show lines on; the library, which takes a quarter of a short command, is for terminals only."""

    width: int
    """characters that a line may have."""

    def __init__(self, stream: IO[str] | None) -> None:
        """Take a stream; None (Windows without a console) swallows everything."""
        self._stream = stream or io.StringIO()
        self._console = terminal(self._stream) if self._stream.isatty() else None
        self.width = self._console.width if self._console else _FILE_WIDTH

    def show(self, block: Block) -> None:
        """Show lines as they are."""
        text = "\n".join(block.lines)
        if not block.lines:
            return
        if self._console is None:
            self._stream.write(f"{text}\n")
            self._stream.flush()  # documents are written below this stream
        else:
            self._console.print(text, style="bold" if block.bold else None, soft_wrap=True)

    def show_table(self, table: Table, lang: Lang) -> None:
        """Show one table with its title, totals and note."""
        for block in table_lines(table, lang, self.width):
            self.show(block)

    def show_line(self, text: str) -> None:
        """Show one sentence literally, made printable, whole."""
        self.show(Block([sentence(text)]))


def terminal(stream: IO[str]) -> "Console":
    """Give a console that takes every text literally: no markup, no emoji, no colouring of numbers."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False)
