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
    """Two places of one NIK."""

    kind: str
    """same-nik, or double-funded when two sources would pay for a shared month."""
    left: Standing
    right: Standing
    score: float
    """1.0: the same person; 0.0: the same NIK with a clearly different name."""
    reasons: tuple[Text, ...]
