"""Marks of a sheet while a scanner notes them."""

from dataclasses import dataclass, field

from jamsos_cli.model.roster import Marks

MOST_MERGED = 100_000
"""merged cells of a sheet that are looked at, so that millions of them cost neither time nor memory."""


@dataclass(slots=True)
class NotedMarks:
    """The fields of Marks that scanners find."""

    hidden: set[int] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def merge(self, column: int, first: int, last: int) -> None:
        """Note what is merged in a column (from 0) from its first row to the last; of one row alone it is none."""
        if first < last and len(self.merged) < MOST_MERGED:
            self.merged.append((column, first, last))

    def frozen(self) -> Marks:
        """Give them as Marks."""
        return Marks(frozenset(self.hidden), self.errors, frozenset(self.uncalculated), merged=tuple(self.merged))
