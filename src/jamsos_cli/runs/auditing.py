"""`jamsos audit`: what was taken out, and whether the trail of it is whole."""

from jamsos_cli.model.audit import AuditTrail
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.store import open_registry


def trail(workspace: Workspace) -> AuditTrail:
    """Give the audit trail of a workspace, verified."""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.audit_trail()
