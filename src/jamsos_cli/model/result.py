"""What came of judging one file."""

from typing import NamedTuple

from jamsos_cli.model.finding import Finding


class FileResult(NamedTuple):
    """Counts and findings of one file; rows_read = accepted + rejected, skipped rows are no workers."""

    file: str
    sha256: str
    rows_read: int
    accepted: int
    rejected: int
    skipped: int
    findings: tuple[Finding, ...]
