"""Sex as people write it."""

from collections.abc import Sequence

from jamsos_cli.model.roster import CellValue, shown

_SEXES = {
    "L": "L", "LK": "L", "LAKI": "L", "LAKILAKI": "L", "LAKI2": "L", "PRIA": "L", "LELAKI": "L", "LLAKILAKI": "L",
    "LAKILAKIL": "L", "COWOK": "L", "M": "L", "MALE": "L", "MAN": "L",
    "F": "P", "FEMALE": "P", "WOMAN": "P", "PEREMPUANP": "P", "CEWEK": "P",
    "P": "P", "PR": "P", "PEREMPUAN": "P", "W": "P", "WANITA": "P", "PPEREMPUAN": "P", "PRP": "P",
    "PREMPUAN": "P", "PERMPUAN": "P", "PEREMPUN": "P",
    "BAPAK": "L", "BPK": "L", "IBU": "P",
}  # fmt: skip
_SIGNS = {"♂": "L", "♀": "P", "🚹": "L", "🚺": "P", "👨": "L", "👩": "P"}

_NUMBERED = {"1": "L", "2": "P"}
"""As Dukcapil and the villages' own system (OpenSID) number them."""


def from_numbers(cells: Sequence[CellValue]) -> Sequence[CellValue]:
    """Give a column of the numbers 1 and 2, both of them and nothing else, as L and P; any other as it is.

    >>> from_numbers([1.0, "2", None]), from_numbers(["1", "L"]), from_numbers(["1"])
    (['L', 'P', ''], ['1', 'L'], ['1'])
    """
    if {shown(cell).strip() for cell in {*cells}} - {""} != set(_NUMBERED):
        return cells
    return [_NUMBERED.get(shown(cell).strip(), "") for cell in cells]


def read_sex(value: CellValue) -> str | None:
    """Read a sex cell as L or P; None for a blank or an unknown word (P06 is a warning, never a refusal).

    >>> read_sex("Laki-laki"), read_sex("2. Perempuan"), read_sex("♀"), read_sex("2")
    ('L', 'P', 'P', None)
    """
    text = shown(value)
    bare = "".join(c for c in text.upper() if c.isalnum()).lstrip("12")
    return _SEXES.get(bare) or (_SIGNS.get(text.strip()[:1]) if not bare else None)
