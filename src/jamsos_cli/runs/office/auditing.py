"""Files with whole NIKs and the trail of them: each stands in it before it gets its name; `jamsos audit` shows it."""

import hashlib
from pathlib import Path

from jamsos_cli.model.audit import AuditEntry, AuditTrail
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.runs.office.answerable import account
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.store import open_registry


def trail(workspace: Workspace) -> AuditTrail:
    """Give the audit trail of a workspace, verified."""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.audit_trail()


def audit_entry(workspace: Workspace, command: str, name: str, content: bytes, people: int) -> AuditEntry:
    """Give what the trail keeps of one file that is about to be made, for no month and without a reason."""
    sha256 = hashlib.sha256(content).hexdigest()
    return AuditEntry(now(workspace.settings), account(), command, "", mask_numbers(name), sha256, people, "")


def write_recorded(workspace: Workspace, path: Path, content: bytes, command: str, people: int) -> None:
    """Write a file with whole NIKs; it gets its name once the trail has it."""
    from jamsos_cli.writers.drafts import Drafts

    with open_registry(workspace.registry, write=True) as registry, Drafts() as drafts:
        drafts.write(path, content)
        registry.record([audit_entry(workspace, command, path.name, content, people)])
