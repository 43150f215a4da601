"""`jamsos worker show`: one person's story."""

from jamsos_cli.errors import UsageError
from jamsos_cli.model.nik import clean, is_nik_shaped
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.workspace import Workspace
from jamsos_cli.store import PersonHistory, open_registry


def person(workspace: Workspace, nik: str) -> PersonHistory:
    """Give the history of the person with a NIK; a UsageError when it is none or nobody has it (it is not repeated)."""
    cleaned = clean(nik)
    if not is_nik_shaped(cleaned):
        raise UsageError(Text("NIK harus 16 angka.", "A NIK has 16 digits."))
    with open_registry(workspace.registry, write=False) as registry:
        found = registry.person_history(cleaned)
    if found is None:
        raise UsageError(Text("Tidak ada orang dengan NIK itu di registri.", "Nobody in the registry has this NIK."))
    return found
