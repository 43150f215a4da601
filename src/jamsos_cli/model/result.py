"""What became of one roster file."""

from typing import NamedTuple

from jamsos_cli.model.finding import Finding


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
