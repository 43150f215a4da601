"""Places of the Kemendagri list: which districts there are, and the villages of one regency.

Permendagri on codes and data of administrative regions; the list is Cahya DSN's "wilayah" (MIT, licence beside it).
`tools/make_regions.py` makes the compact text read here. BPS codes differ and are never used.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from jamsos_cli.law.data_file import DATA, read_text
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.region import Regency, Village

_REGIONS = DATA / "regions"
_CODE = lazy_pattern("[0-9]{2}[.][0-9]{2}")
_KIND = lazy_pattern(r"^(?:(kab(?:upaten)?|kota)\b\.?(?:\s*adm(?:inistrasi)?\b\.?)?)?\s*(.*)$")


class RegencyName(NamedTuple):
    """A regency without its villages."""

    code: str
    """5 characters, "51.04"."""
    name: str
    """with its kind: "Kabupaten Gianyar"."""


@lru_cache(maxsize=1)
def districts() -> frozenset[str]:
    """Give the codes of all districts of the country, "51.04.01".

    >>> "51.04.01" in districts(), "51.04.09" in districts()
    (True, False)
    """
    codes: list[str] = []
    for line in read_text(_REGIONS / "districts.txt").splitlines():
        regency, *parts = line.split(" ")
        codes += [f"{regency}.{part}" for part in parts]
    return frozenset(codes)


@lru_cache(maxsize=8)
def regency(code: str) -> Regency | None:
    """Give a regency with its villages in order of code, reading only its province; None when there is none.

    >>> regency("51.04").name, len(regency("51.04").villages)
    ('Kabupaten Gianyar', 70)
    """
    if code not in regencies():
        return None
    province = "\n" + read_text(_REGIONS / f"{code[:2]}.txt")
    _, _, rest = province.partition(f"\n{code} ")
    name, *lines = rest.splitlines()
    villages: list[Village] = []
    district_code = district = ""
    for line in lines:
        part, _, title = line.partition(" ")
        if len(part) == 2:
            district_code, district = part, title
        elif len(part) == 4:
            villages.append(Village(f"{code}.{district_code}.{part}", title, district))
        else:
            break
    return Regency(code, name, tuple(villages))


@lru_cache(maxsize=1)
def regencies() -> dict[str, str]:
    """Give code -> name of every kabupaten and kota, in order of code; names carry their kind."""
    lines = read_text(_REGIONS / "regencies.txt").splitlines()
    return {code: name for code, _, name in (line.partition(" ") for line in lines)}


def find_regencies(text: str) -> tuple[RegencyName, ...]:
    """Find regencies by code ("51.04", "5104") or name, with its kind or without; several share a bare name.

    >>> [found.code for found in find_regencies("kab. gianyar")], len(find_regencies("Bogor"))
    (['51.04'], 2)
    """
    wanted = " ".join(text.lower().split())
    dotted = f"{wanted[:2]}.{wanted[2:]}" if wanted.isdigit() else wanted
    if _CODE.fullmatch(dotted):
        return tuple(RegencyName(code, name) for code, name in regencies().items() if code == dotted)
    kind, bare = _parted(wanted)
    named = (RegencyName(code, name) for code, name in regencies().items() if _parted(name.lower())[1] == bare)
    return tuple(found for found in named if kind in {"", _parted(found.name.lower())[0]})


def _parted(name: str) -> tuple[str, str]:
    """Give the kind (kab, kota or nothing) and the letters of the bare name: blanks and marks do not matter."""
    found = _KIND.match(name)
    kind, bare = (found[1] or "", found[2]) if found else ("", name)
    return kind[:3] if kind.startswith("kab") else kind, re.sub("[^a-z]", "", bare)
