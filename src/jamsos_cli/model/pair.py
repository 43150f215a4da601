"""Two places where one person seems to stand."""

from typing import NamedTuple

from jamsos_cli.model.wording import Text


class Standing(NamedTuple):
    """One side of a pair; the NIK is masked."""

    file: str
    sheet: str
    row: int
    nik: str
    name: str
    source: str


class Pair(NamedTuple):
    """Two places of one NIK, or of probably one person under two."""

    kind: str
    """same-nik, double-funded when two sources would pay for a shared month, or probable under two NIKs."""
    left: Standing
    right: Standing
    score: float
    """1.0: the same person; 0.0: the same NIK with a clearly different name; between them how likely it is."""
    reasons: tuple[Text, ...]
