"""What became of a roster that was sent again."""

from typing import Literal, NamedTuple

from jamsos_cli.model.finding import Finding

State = Literal["fixed", "still", "new", "gone", "rejected", "removed", "added"]
STATES: tuple[State, ...] = ("fixed", "still", "new", "gone", "rejected", "removed", "added")
"""Of findings: mended, still there, new, gone with the row; of people: registered but rejected now, no longer on the
list, on it for the first time."""


class Line(NamedTuple):
    """One finding or person and what became of it."""

    state: State
    name: str
    sheet: str
    row: int | None
    """row and cell of the new roster; of what is no longer there, of the earlier one."""
    cell: str | None
    finding: Finding | None


class Comparison(NamedTuple):
    """One roster beside the earlier one."""

    file: str
    earlier: str | None
    """None where there is none to compare with."""
    findings_known: bool
    """whether the earlier roster's findings are known; the registry keeps none."""
    untouched: int
    changed: int
    """people on both whose row says something else now; for the registry 0: it does not keep the rows."""
    lines: tuple[Line, ...]

    def count(self, state: State) -> int:
        """Count the lines of a state."""
        return sum(line.state == state for line in self.lines)
