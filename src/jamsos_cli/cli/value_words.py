"""What help calls the values to type, in the language asked for: typer itself says <str>, <path> and <int range>."""

from copy import copy
from typing import Any

from jamsos_cli.cli.words import lang

_ENGLISH = {
    "ALASAN": "REASON", "ANGKA": "NUMBER", "BERKAS": "FILE", "BULAN": "MONTH", "DESA": "VILLAGE", "JUMLAH": "AMOUNT",
    "KODE": "CODE", "LAMA": "OLD", "NAMA": "NAME", "NIK_BARU": "NEW_NIK", "NIK_LAMA": "OLD_NIK", "NOMOR": "NUMBER",
    "PROGRAM": "PROGRAMMES", "PUTUSAN": "RULING", "SUMBER": "SOURCE", "TAHUN": "YEAR", "TANGGAL": "DATE",
    "TEKS": "TEXT",
}  # fmt: skip
"""Word of a value -> what English says; the same word where none stands here (FOLDER, ID, NIK, RUPIAH, SPONSOR)."""


_OWN = {
    "--by": "NAMA", "--lang": "id|en", "--layout": "NAMA", "--programmes": "PROGRAM", "--reason": "ALASAN",
    "--source": "SUMBER", "--year": "TAHUN",
}  # fmt: skip
"""Options that mean the same in every command -> their word."""
_NARROW = 20
"""Characters of choices that stand in one piece; longer ones are parted at blanks."""


def name_values(parameters: list[Any]) -> None:
    """Name the value of every argument and option of a command, by its own word or else by its type."""
    for one in parameters:
        if getattr(one, "is_flag", False):
            continue
        own = next((_OWN[name] for name in one.opts if name in _OWN), None)
        one.metavar = _translated(own or one.metavar or _word(one.type))
        if one.param_type_name == "argument":
            # Its name says what it is; typer would show the type beside it once more.
            one.type = copy(one.type)
            one.type.get_metavar = _nothing


def _word(kind: Any) -> str:
    """Give the word for a type of typer's."""
    if choices := getattr(kind, "choices", None):
        words = "|".join(str(getattr(one, "value", one)) for one in choices)
        return words if len(words) <= _NARROW else words.replace("|", " | ")
    if getattr(kind, "formats", None):
        return "TANGGAL"
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if high is not None:
        return f"ANGKA {low}-{high}"
    if "int" in kind.name:
        return "ANGKA"
    return "BERKAS" if "path" in kind.name else "TEKS"


def _translated(words: str) -> str:
    return words if lang() == "id" else _english(words)


def _english(words: str) -> str:
    """Give the word in English; what stands around it stays.

    >>> _english("[BERKAS...]"), _english("ANGKA 1-60"), _english("table | json")
    ('[FILE...]', 'NUMBER 1-60', 'table | json')
    """
    bare = words.strip("[].").partition(" ")[0]
    return words.replace(bare, _ENGLISH.get(bare, bare))


def _nothing(*_: object, **__: object) -> str:
    return ""
