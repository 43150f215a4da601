"""What is insured: JKK work accident, JKM death, JHT old age.

BPU workers take JKK and JKM, JHT is optional (Permenaker 5/2021 art. 32(2)).
"""

import re
from typing import Literal

from jamsos_cli.model.lazy_pattern import lazy_pattern

Programme = Literal["jkk", "jkm", "jht"]
PROGRAMMES: tuple[Programme, ...] = ("jkk", "jkm", "jht")
"""What a premium is made of, in the order of papers; as columns, whole rupiah."""
AMOUNTS = (*PROGRAMMES, "total")
"""The columns of money of lines, invoices and statements."""
Programmes = Literal["JKK+JKM", "JKK+JKM+JHT"]
TWO: Programmes = "JKK+JKM"
THREE: Programmes = "JKK+JKM+JHT"
_JOIN = lazy_pattern(r"[^A-Z0-9]+")
_WRITTEN_OUT = (
    (lazy_pattern(r"\b(?:JAMINAN\s+)?KECELAKAAN\s+KERJA\b"), "JKK"),
    (lazy_pattern(r"\b(?:JAMINAN\s+)?KEMATIAN\b"), "JKM"),
    (lazy_pattern(r"\b(?:JAMINAN\s+)?HARI\s+TUA\b"), "JHT"),
)
_DOTTED = lazy_pattern(r"\bJ[ .]+(K[ .]+K|K[ .]+M|H[ .]+T)\b")
_RUN_TOGETHER = lazy_pattern(r"(?<=[0-9])(?=PROG)|(?<=JK[KM]|JHT)(?=J)")
"""2program, JKKJKM."""
_SAYS_NOTHING = frozenset({"PROGRAM", "PROG", "JAMINAN", "BPU", "BPJS", "DAN", "AND", "SERTA", "DENGAN", "PLUS"})
_COUNTS = {"2": TWO, "DUA": TWO, "3": THREE, "TIGA": THREE}
_NAMED = {frozenset({"JKK", "JKM"}): TWO, frozenset({"JKK", "JKM", "JHT"}): THREE}


def read_programmes(text: str) -> Programmes | None:
    """Read a programme cell; None when it is not JKK and JKM, with or without JHT.

    >>> [read_programmes(t) for t in ("jkm & jkk", "JKK/JKM/JHT", "3 program", "JKK", "JKK JKM JP")]
    ['JKK+JKM', 'JKK+JKM+JHT', 'JKK+JKM+JHT', None, None]
    """
    said = _said(text)
    counted = {_COUNTS[part] for part in said & _COUNTS.keys()}
    named = frozenset(said - _COUNTS.keys())
    meant = counted | ({_NAMED[named]} if named in _NAMED else set())
    # Both ways of saying it must agree, and nothing else may be named.
    return meant.pop() if len(meant) == 1 and (named in _NAMED or not named) else None


def read_programme(text: str) -> Programme | None:
    """Read a cell that names one programme; None when it names none, or more.

    >>> [read_programme(t) for t in ("JKK", "Jaminan Kematian (JKM)", "Program JHT", "JKK, JKM", "")]
    ['jkk', 'jkm', 'jht', None, None]
    """
    said = _said(text)
    return next((one for one in PROGRAMMES if said == {one.upper()}), None)


def _said(text: str) -> set[str]:
    """Give the words of a cell that say which programmes, written out or short."""
    upper = text.upper()
    for written_out, short in _WRITTEN_OUT:
        upper = written_out.sub(short, upper)
    upper = _DOTTED.sub(lambda found: re.sub("[ .]", "", found[0]), upper)
    upper = _RUN_TOGETHER.sub(" ", upper)
    return {part for part in _JOIN.split(upper) if part} - _SAYS_NOTHING
