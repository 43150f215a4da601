"""What became of a roster that was sent again."""

from typing import Literal, NamedTuple

from jamsos_cli.model.finding import Finding

State = Literal["fixed", "still", "new", "gone", "rejected", "removed", "added", "added_rejected"]
FINDING_STATES: tuple[State, ...] = ("fixed", "still", "new", "gone")
"""Of findings: mended, still there, new, gone with the row."""
STATES: tuple[State, ...] = (*FINDING_STATES, "rejected", "removed", "added", "added_rejected")
"""And of people: accepted or registered before but rejected now, no longer on the list, on it for the first time, on it
for the first time but rejected."""


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

    file: str | None
    """None where the earlier file was not sent again."""
    earlier: str | None
    """None where there is none to compare with."""
    findings_known: bool
    """whether the earlier roster's findings are known; the registry keeps none."""
    untouched: int
    """rows that say the same; with `changed`, `repeated` and the lines rejected, added and added_rejected every row of
    the new roster once."""
    changed: int
    """rows of people on both that say something else now; for the registry another NIK, name or birth date."""
    repeated: int
    """rows more than before of somebody who stands on another row."""
    lines: tuple[Line, ...]

    def count(self, state: State) -> int:
        """Count the lines of a state."""
        return sum(line.state == state for line in self.lines)
