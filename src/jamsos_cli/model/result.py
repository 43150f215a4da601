"""What became of one roster file."""

from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level

_UNREAD = frozenset({"F01", "F02", "F03"})
"""Codes of a file that gives no rows: damaged, locked, too large."""


class VillageRows(NamedTuple):
    """The worker rows of one sheet that belong to one village."""

    code: str
    """13 characters, "" where no regency is known or the name is none of its villages."""
    name: str
    """title where the code is known ("Desa Batubulan"); as written where villages are not judged; "" unknown."""
    district: str
    """name of its kecamatan, "" without a code."""
    sheet: str
    """"" for CSV."""
    rows: tuple[int, ...]
    """numbers as Excel shows them."""


class FileResult(NamedTuple):
    """Counts and findings of one file; every row read is accepted or rejected."""

    file: str
    """as named on the command line or in the workspace."""
    sha256: str
    """of the bytes that were read, "" when none could be."""
    rows_read: int
    """worker rows."""
    accepted: int
    rejected: int
    """rows with a finding of level error."""
    skipped: int
    """rows that are no workers: totals, signatures, column numbers."""
    findings: tuple[Finding, ...]
    villages: tuple[VillageRows, ...] = ()
    """every worker row under its village; empty for a file known from before, of which only counts are kept."""

    @property
    def is_unreadable(self) -> bool:
        """Whether it could not be read at all."""
        return any(finding.kind.code in _UNREAD for finding in self.findings)

    @property
    def is_whole(self) -> bool:
        """Whether nobody in it was refused: no row, and no sheet."""
        return not self.rejected and not any(finding.kind.level is Level.ERROR for finding in self.findings)

    @property
    def sheets_refused(self) -> int:
        """How many of its sheets were refused whole."""
        errors = (finding for finding in self.findings if finding.kind.level is Level.ERROR)
        return len({finding.place.sheet for finding in errors if finding.kind.scope == "sheet"})
