"""What is insured: JKK work accident, JKM death, JHT old age.

BPU workers take JKK and JKM, JHT is optional (Permenaker 5/2021 art. 32(2)).
"""

import re
from typing import Literal

Programmes = Literal["JKK+JKM", "JKK+JKM+JHT"]
TWO: Programmes = "JKK+JKM"
THREE: Programmes = "JKK+JKM+JHT"
_JOIN = re.compile(r"[\s+,&/;.|()_-]+|\bDAN\b|\bSERTA\b|\bDENGAN\b")
_COUNTED = re.compile(r"([23]|DUA|TIGA)\s*(?:\(\s*\w+\s*\))?\s*(?:PROGRAM|PROG|JAMINAN)?")


def read_programmes(text: str) -> Programmes | None:
    """Read a programme cell; None when it is not JKK and JKM, with or without JHT.

    >>> [read_programmes(t) for t in ("jkm & jkk", "JKK/JKM/JHT", "3 program", "JKK", "JKK JKM JP")]
    ['JKK+JKM', 'JKK+JKM+JHT', 'JKK+JKM+JHT', None, None]
    """
    upper = text.strip().upper()
    if counted := _COUNTED.fullmatch(upper):
        return TWO if counted[1] in {"2", "DUA"} else THREE
    named = {part for part in _JOIN.split(upper) if part}
    named -= {"PROGRAM", "BPU"}
    if named == {"JKK", "JKM"}:
        return TWO
    return THREE if named == {"JKK", "JKM", "JHT"} else None
