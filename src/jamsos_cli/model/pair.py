"""Two places where one person seems to stand."""

from typing import NamedTuple

from jamsos_cli.model.ruling import Decision, Ruling
from jamsos_cli.model.wording import Text


class Occurrence(NamedTuple):
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
    left: Occurrence
    right: Occurrence
    score: float
    """1.0: the same person; 0.0: one NIK with a clearly different name or birth date; between them how likely it is."""
    reasons: tuple[Text, ...]
    niks: tuple[str, str] = ("", "")
    """of the left and the right side, whole: what a ruling is about; shown only where it is asked for by name."""
    months: tuple[str, str] = ("", "")
    """first and last month both sources would pay for, "" for other kinds."""
    key: str = ""
    """what a person types to decide it, "" before it was asked."""
    ruling: Ruling | None = None
    """what was decided about it."""

    @property
    def is_open(self) -> bool:
        """Whether a person must decide: nobody has, is unsure, or has for fewer months than are double now."""
        ruled = self.ruling
        if ruled is None or ruled.decision is Decision.UNSURE:
            return True
        return bool(ruled.until and self.months[1] > ruled.until)
