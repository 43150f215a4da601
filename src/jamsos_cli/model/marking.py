"""What jamsos adds to a clerk's own workbook, and how it is known again when the workbook comes back."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jamsos_cli.model.finding import Level
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Row, shown
from jamsos_cli.model.wording import Text

TITLE = Text("Yang harus diperbaiki", "To be mended")
SIGNATURE = Text(
    "Lembar ini dibuat oleh jamsos dan tidak dibaca: boleh dibiarkan, boleh dihapus.",
    "This sheet was made by jamsos and is not read: leave it or delete it.",
)
"""The line by which our own sheet is known again, whatever it is called by then."""
COMMENT_MARK = "== jamsos =="
"""First line of what we add to a comment; from here to COMMENT_END the comment is ours."""
COMMENT_END = "== akhir jamsos =="
"""Last line of what we add; what is written below it is the clerk's. Where it is gone, the rest is ours."""
MOST_COMMENTS = 5_000
"""a workbook, the gravest first; Excel grows slow with more. The cells beyond are coloured and listed."""
_SIGNED_ROWS = 5
_CODE_COLUMN, _CODE = 2, lazy_pattern(r"[A-Z][0-9]{2}")
"""Where a line of our sheet has the code of its finding."""
_LONG_NUMBER = lazy_pattern(r"(?<![0-9])[0-9](?:\W?[0-9]){12,18}(?![0-9])")


class Mark(NamedTuple):
    """One cell to colour, and what its comment says."""

    sheet: str
    cell: str
    """as written, "B7"; within merged cells any of them."""
    level: Level
    text: str


class MendingLine(NamedTuple):
    """One finding as the first sheet lists it, in the reader's language."""

    level: Level
    sheet: str
    """real name of the sheet, "" where there is none."""
    cell: str
    """cell a click leads to, "" for none."""
    cells: tuple[str, ...]
    """what is shown: sheet, cell, code, level, what is wrong, how to mend it."""


class MendingSheet(NamedTuple):
    """The first sheet of a marked workbook, in the reader's language."""

    title: str
    lines: tuple[str, ...]
    """sentences below the title; the signature is the first."""
    heading: tuple[str, ...]
    rows: tuple[MendingLine, ...]


def csv_sheet(width: int) -> str:
    """Name the sheet of a workbook made from a CSV: how many fields its heading had is not in the cells.

    >>> csv_sheet(12), csv_width(csv_sheet(12)), csv_width("Br. Tengah")
    ('CSV, 12 kolom', 12, None)
    """
    return f"CSV, {width} kolom"


def csv_width(sheet: str) -> int | None:
    """Give the fields of the heading of the CSV that a sheet was made from; None for any other sheet."""
    found = re.fullmatch(r"CSV, ([0-9]{1,4}) kolom", sheet)
    return int(found[1]) if found else None


def is_own_sheet(rows: Iterable[Row]) -> bool:
    """Tell whether a sheet is the one we put in front, and nothing but it: it bears our signature and no whole NIK.

    >>> is_own_sheet([Row(1, ("Yang harus diperbaiki",)), Row(2, (SIGNATURE.id,))])
    True
    >>> is_own_sheet([Row(2, (SIGNATURE.id,)), Row(3, ("I WAYAN", "5104031203800001"))])
    False
    """
    rows = tuple(rows)
    return _is_signed(rows) and not any(map(_numbers, rows))


def is_answered(rows: Iterable[Row]) -> bool:
    """Tell our own sheet with NIKs that somebody wrote into its lines, or in words; they belong into the list.

    Whoever pastes workers into it has made a roster of it, which must be read.

    >>> is_answered([Row(2, (SIGNATURE.id,)), Row(9, ("Saba", "B7", "N02", "salah", "", "", "5104031203800001"))])
    True
    >>> is_answered([Row(2, (SIGNATURE.id,)), Row(9, ("I WAYAN", "5104031203800001"))])
    False
    """
    rows = tuple(rows)
    if not _is_signed(rows):
        return False
    written = [row for row in rows if _numbers(row)]
    return bool(written) and all(_CODE.fullmatch(shown(row.at(_CODE_COLUMN))) or _in_words(row) for row in written)


def _is_signed(rows: tuple[Row, ...]) -> bool:
    return any(value in SIGNATURE for row in rows[:_SIGNED_ROWS] for value in row.values)


def _numbers(row: Row) -> list[str]:
    """Give the cells of a row with a number as long as a NIK; ours show none."""
    return [text for value in row.values if value and _LONG_NUMBER.search(text := shown(value))]


def _in_words(row: Row) -> bool:
    return all(any(map(str.isalpha, text)) for text in _numbers(row))
