"""Text from outside as it may stand on a paper or a screen."""

from collections.abc import Sequence

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.wording import printable

_NOTABLE = lazy_pattern("[0-9]{2}|  |^ | $")
"""Only a text with digits or blanks to tidy can look otherwise than it is."""


def shown_name(text: str, limit: int = 120) -> str:
    """Make a name, village or file name fit to show: printable, one line, and a NIK typed into it masked.

    >>> shown_name("I WAYAN 5104031203800001")
    'I WAYAN 5104************'
    """
    if len(text) <= limit and text.isascii() and text.isprintable() and not _NOTABLE.search(text):
        return text
    return printable(mask_numbers(printable(text, len(text) + 1)), limit)


def shown_names(names: Sequence[str], most: int = 5) -> str:
    """Name the first so many of a list, each as `shown_name` does, and say how many more there are.

    >>> shown_names(["Sari", "Rai", "Oka"], 2)
    'Sari, Rai, … (+1)'
    """
    shown = ", ".join(map(shown_name, names[:most]))
    return f"{shown}, … (+{len(names) - most})" if len(names) > most else shown


def as_typed(path: str) -> str:
    """Write a path as it must be typed in a command that a message suggests.

    >>> as_typed("rosters/apbd/saba.xlsx"), as_typed("putusan nov.xlsx")
    ('rosters/apbd/saba.xlsx', '"putusan nov.xlsx"')
    """
    return f'"{path}"' if " " in path else path
