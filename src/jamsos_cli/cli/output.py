"""Where stdout leads to: a place that is full, or a reader who has gone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from jamsos_cli.errors import FileError
from jamsos_cli.model.disk import said
from jamsos_cli.model.wording import Text

_REFUSED = Text(
    "Hasil tidak dapat ditulis ke tempat tujuannya: {why}. Arahkan ke tempat lain, lalu ulangi.",
    "The output cannot be written where it is sent: {why}. Send it elsewhere and run again.",
)


@contextmanager
def written() -> Iterator[None]:
    """Make one clear FileError of output that finds no place; a reader who has gone is not one (`main`)."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop()
        raise FileError(_REFUSED.fill(why=said(error))) from error


def drop() -> None:
    """Drop what cannot be written any more, or Python's own last flush would complain about it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
