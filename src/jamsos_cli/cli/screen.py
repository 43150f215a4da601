"""What the commands print: tables and sentences, results to stdout, words to stderr, progress on a terminal only."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from jamsos_cli.cli.output import written
from jamsos_cli.cli.words import lang, say
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Text

CHECKING = ("Memeriksa", "Checking")
"""What `progress` says while rosters are judged, in Indonesian and English."""


def print_json(value: object) -> None:
    """Print one object on stdout."""
    from jamsos_cli.writers.printed_json import json_bytes

    print_bytes(json_bytes(value))


def print_bytes(content: bytes) -> None:
    """Print a document on stdout as it is."""
    if sys.stdout is not None:  # there is none without a console on Windows
        with written():
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()


def print_tables(tables: Iterable[Table]) -> None:
    """Print tables on stdout."""
    from jamsos_cli.writers.screen import Screen

    screen = Screen(sys.stdout)
    with written():
        for table in tables:
            screen.show_table(table, lang())


def print_line(text: Text | str, *, stderr: bool = False) -> None:
    """Print one sentence, made printable, a NIK in it (a file may be named after one) masked."""
    from jamsos_cli.writers.screen import Screen

    screen = Screen(sys.stderr if stderr else sys.stdout)
    with written():
        screen.show_line(mask_numbers(text if isinstance(text, str) else text.say(lang())))


def print_whys(outcomes: Sequence[Outcome]) -> None:
    """Say of each roster that was not imported as usual why, and what to type."""
    for outcome in outcomes:
        if outcome.why is not None and outcome.status != "known":
            print_line(f"{outcome.result.file}: {outcome.why.say(lang())}", stderr=True)


@contextmanager
def progress(indonesian: str, english: str) -> Iterator[Callable[[str], None]]:
    """Count the files done on a terminal; say nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from jamsos_cli.writers.screen import terminal

    with terminal(sys.stderr).status(say(indonesian, english)) as status:
        done = 0

        def told(name: str) -> None:
            nonlocal done
            done += 1
            from rich.text import Text as Words

            status.update(Words(f"{say(indonesian, english)} {done}: {shown_name(name)}"))

        yield told
