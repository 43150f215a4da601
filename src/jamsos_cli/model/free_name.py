"""Names of files that every system bears, that show no NIK, and that do not take each other's place."""

from jamsos_cli.model.nik import mask_numbers

_MOST = 80
"""characters."""


def plain_name(text: str) -> str:
    """Give what somebody is called as part of a file name: the hidden digits of a NIK left out, at most 80 characters.

    >>> plain_name("Dinas Kesehatan/P2P"), plain_name("Ni Made, 5104034101850001")
    ('Dinas-Kesehatan-P2P', 'Ni-Made--5104')
    """
    return bare_name(mask_numbers(text).replace("*", ""))[:_MOST]


def bare_name(text: str) -> str:
    """Give a text that is no personal data, as the number of an invoice, with only letters, digits, dots and dashes."""
    return "".join(c if c.isalnum() or c in ".-" else "-" for c in text).strip(".-")


def free_name(name: str, taken: set[str], ending: str = "") -> str:
    """Give a name with its ending, numbered before the ending where it is taken, and add it to `taken`.

    Case does not tell files apart: Windows knows none.

    >>> taken = set()
    >>> free_name("Desa Saba", taken, ".txt"), free_name("desa saba", taken, ".txt"), free_name("desa saba", taken)
    ('Desa Saba.txt', 'desa saba-2.txt', 'desa saba')
    """
    number, free = 1, name + ending
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}{ending}"
    taken.add(free.casefold())
    return free
