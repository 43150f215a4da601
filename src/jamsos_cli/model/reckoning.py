"""How the amount of one person and iuran month came about."""

from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.ending import Ended
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce, Part
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.source import Source

if TYPE_CHECKING:
    import pandas as pd


class Reckoning(NamedTuple):
    """One person and iuran month, from the roster's row to the invoice."""

    nik: str
    """masked before it is shown."""
    month: Month
    enrolments: "pd.DataFrame"
    """ENROLMENTS with superseded_by, of the person and the month, the billed one among them; where nothing is billed
    all of the person."""
    line: "pd.Series[Any] | None"
    """BILLED: the line in force, drafted or issued; else what a draft made now would hold; None: nothing."""
    status: str
    """issued, draft, not_drafted (enrolled, but on no invoice yet), ended, excluded (by a list), contested (another
    list has the NIK under another name), beyond_pledge (no sponsor's pledge pays), waiting (for a place in the
    village) or not_enrolled."""
    issued_on: str
    """yyyy-mm-dd, "" while it is not issued."""
    source: Source | None
    """who pays; None where nobody does, or the settings no longer have the source."""
    sources: tuple[Source, ...]
    """those of the settings."""
    parts: tuple[Part, ...]
    """by the law and settings of today, for the enrolment that is billed; none where nothing is."""
    records: tuple[tuple[str, InForce | None], ...]
    """the records of law that the line names, with what the data say of them today."""
    findings: tuple[Finding, ...]
    """E06, D03 and S07 of this person and month."""
    written: "pd.DataFrame"
    """LEDGER: all that was ever written for this person and month."""
    ended: Ended | None = None
    """the ending that holds in the month, whatever was billed before it was noted."""
    in_line: int = 0
    """the number in the village's line, from 1; 0 for who does not wait."""
    second: "pd.DataFrame | None" = None
    """further lines like `line`: of a second membership that was ruled lawful; None or empty: there is none."""

    @property
    def second_lines(self) -> "list[dict[str, Any]]":
        """What is billed beside `line`."""
        return [] if self.second is None else records(self.second)

    @property
    def billed(self) -> "pd.Series[Any] | None":
        """The enrolment that is billed."""
        if self.line is None:
            return None
        mine = self.enrolments["enrolment_id"] == self.line["enrolment_id"]
        found: pd.Series[Any] = self.enrolments[mine].iloc[0]
        return found

    @property
    def as_today(self) -> bool:
        """Whether the line is what the law and settings of today give."""
        if self.line is None:
            return True
        due = {part.programme: part.due for part in self.parts}
        return all(int(self.line[name]) == due.get(name, 0) for name in PROGRAMMES)
