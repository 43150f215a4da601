"""Marks of a sheet while a scanner notes them."""

from dataclasses import dataclass, field

from jamsos_cli.model.roster import Marks
from jamsos_cli.readers.extent import Refused, too_large

MOST_MERGED = 100_000
"""merged cells of a sheet that are looked at, so that millions of them cost neither time nor memory."""
MOST_MARKED = 500_000
"""cells of a file that are marked, which no list needs; each costs 200 bytes."""
TOO_MANY_MARKED = too_large(
    f"lebih dari {MOST_MARKED} sel berisi kesalahan (seperti #N/A) atau rumus tanpa hasil",
    f"over {MOST_MARKED} cells hold an error (like #N/A) or a formula without its result",
)


@dataclass(slots=True)
class NotedMarks:
    """The fields of Marks that scanners find."""

    hidden: set[int] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    def mark_error(self, address: str, error: str) -> None:
        """Note an error in a cell; Refused where too many are marked."""
        self.errors[address] = error
        self._count()

    def mark_uncalculated(self, address: str) -> None:
        """Note a formula without its result; Refused where too many are marked."""
        self.uncalculated.add(address)
        self._count()

    def _count(self) -> None:
        if len(self.errors) + len(self.uncalculated) > MOST_MARKED:
            raise Refused(TOO_MANY_MARKED)

    def merge(self, column: int, first: int, last: int) -> None:
        """Note what is merged in a column (from 0) from its first row to the last; of one row alone it is none."""
        if first < last and len(self.merged) < MOST_MERGED:
            self.merged.append((column, first, last))

    def frozen(self) -> Marks:
        """Give them as Marks."""
        return Marks(frozenset(self.hidden), self.errors, frozenset(self.uncalculated), merged=tuple(self.merged))
