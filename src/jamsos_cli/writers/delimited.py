"""Records as CSV by RFC 4180: commas, CRLF, quotes where they are needed; no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from jamsos_cli.model.lazy_pattern import lazy_pattern

# A spreadsheet runs what begins so, also behind blanks and in the full-width forms of East Asian keyboards.
_RUNS = lazy_pattern(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def csv_bytes(columns: Sequence[str], records: Iterable[Mapping[str, object]], *, mark: bool = False) -> bytes:
    r"""Give a heading and one line a record in UTF-8; None is an empty cell.

    `mark` puts a byte-order mark in front, by which Excel knows the encoding of a file; programs that read a pipe
    would take it for a part of the first heading.

    >>> csv_bytes(["cell", "value"], [{"cell": "B7", "value": "=1+1"}, {"cell": None, "value": 'a "b", c'}])
    b'cell,value\r\nB7,\'=1+1\r\n,"a ""b"", c"\r\n'
    """
    made = StringIO()
    lines = csv.writer(made, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([_cell(record[column]) for column in columns] for record in records)
    # Half a surrogate pair has no UTF-8.
    return made.getvalue().encode("utf-8-sig" if mark else "utf-8", "backslashreplace")


def _cell(value: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and _RUNS.match(value) else value
