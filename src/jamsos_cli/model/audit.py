"""An entry of the audit trail: personal data that left the registry in a file asked for by name."""

from typing import NamedTuple


class AuditEntry(NamedTuple):
    """What is recorded of one file; it carries no personal data but the user's own account name."""

    made_at: str
    """ISO time with zone."""
    actor: str
    """account on this PC."""
    command: str
    """"export upload"."""
    month: str
    """yyyy-mm, "" where none is meant."""
    file: str
    """name of the file, without its folder."""
    file_sha256: str
    people: int
    reason: str
    """as given with --reason, "" without."""


class AuditTrail(NamedTuple):
    """The whole trail and what is wrong with it."""

    entries: tuple[tuple[int, AuditEntry], ...]
    """number and entry, oldest first."""
    broken: tuple[int, ...]
    """numbers of entries that were changed, put in, or stand where one is missing."""
    missing: int
    """how many were cut off at the end."""

    @property
    def intact(self) -> bool:
        """Whether nothing was changed since it was written."""
        return not self.broken and not self.missing
