"""Names of files that do not take each other's place."""


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
