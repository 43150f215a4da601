"""The worker rows of a sheet under judgement, by column; a row becomes a case only where a rule doubts it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.judging import Case, Judgement, VillageMatch
from jamsos_cli.model.roster import RosterSheet
from jamsos_cli.model.roster_entry import ReadRows
from jamsos_cli.model.source import Source

_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet, numbered from 0, and what was found in them."""

    file: str
    sheet: RosterSheet
    judgement: Judgement
    read: ReadRows
    lost: dict[int, frozenset[str]]
    """row -> fields whose cells hold an Excel error or a formula without a result."""
    source: Source | None
    """who pays for a row without its own: named by the title, else the file's."""
    matches: Sequence[VillageMatch | None]
    """what the village of each row turned out to be; None where villages are not judged or none is named."""
    findings: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """row -> what was found, in the order of the rules."""
    _cases: dict[int, Case] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.read.rows

    def column(self, name: str) -> Sequence[Any]:
        """Give a field of RosterEntry of all rows."""
        return self.read.column(name)

    def case(self, row: int) -> Case:
        """Give one row with all that rules ask of it."""
        found = self._cases.get(row)
        if found is None:
            refused = self.lost.get(row, _NOTHING)
            if row in self.read.refused:
                refused |= {name for name, _ in self.read.refused[row]}
            entry, source = self.read.entry(row), self.source
            if "source" in refused:
                source = None
            elif entry.source:
                source = self.judgement.source(entry.source)
            worker, match = self.sheet.workers[row], self.matches[row]
            found = Case(self.file, self.sheet, worker, entry, refused, source, self.judgement.on, match)
            self._cases[row] = found
        return found

    def is_rejected(self, row: int) -> bool:
        """Tell whether a row has a finding of level error so far."""
        return row in self.findings and any(one.kind.level is Level.ERROR for one in self.findings[row])

    def good(self) -> Iterator[int]:
        """Give the rows that are not rejected."""
        return (row for row in range(len(self)) if not self.is_rejected(row))


class RowRule(NamedTuple):
    """One question about one row, and the rows it need be asked of."""

    ask: Callable[[Case, Judgement], Iterable[Finding]]
    among: Callable[[SheetRows, Judgement], Iterable[int]]
    """gives, by whole columns, at least the rows in which the question finds anything."""
    fields: tuple[str, ...] = ()
    """only sheets with a column of one of these are asked; all sheets where there are none."""
