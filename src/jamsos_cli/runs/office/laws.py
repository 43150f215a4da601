"""The law of an office: what the program knows, and what is newer in the workspace."""

from collections.abc import Iterable

from jamsos_cli import law
from jamsos_cli.runs.office.workspace import Workspace


def laws_behind(workspace: Workspace, records: Iterable[str]) -> dict[str, str]:
    """Give what papers say of the law behind records of law as lines name them, by these names."""
    book = law.load(own=workspace.law)
    return {used: book.basis(used) for used in sorted(set(records))}
