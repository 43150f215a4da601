"""Which clock a province keeps: WIB, WITA or WIT (Keppres 41/1987 and the provinces made since)."""

_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96", "97"})


def time_zone(regency: str) -> str:
    """Give the time zone of a regency code.

    >>> time_zone("51.04"), time_zone("62.10"), time_zone("91.71")
    ('Asia/Makassar', 'Asia/Jakarta', 'Asia/Jayapura')
    """
    province = regency[:2]
    if province in _WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _WIT else "Asia/Jakarta"
