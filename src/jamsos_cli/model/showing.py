"""Text from outside as it may stand on a paper or a screen."""

from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.wording import printable


def shown_name(text: str, limit: int = 120) -> str:
    """Make a name, village or file name fit to show: printable, one line, and a NIK typed into it masked.

    >>> shown_name("I WAYAN 5104031203800001")
    'I WAYAN 5104************'
    """
    return printable(mask_numbers(printable(text, len(text) + 1)), limit)
