"""`jamsos backup`: a dated folder with the registry, the settings and what the office has of its own."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model.audit import AuditEntry
from jamsos_cli.model.backup import Copied
from jamsos_cli.model.disk import said
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.answerable import account
from jamsos_cli.runs.office.workspace import MADE, Workspace, now
from jamsos_cli.settings import FILE_NAME
from jamsos_cli.store import open_registry
from jamsos_cli.store.backing_up import copy_registry
from jamsos_cli.writers.printed_json import json_bytes

FOLDER = "cadangan"
"""where backups go unless another folder is named: below the workspace."""
_OWN = ("law", "layouts", "templates")
_PIECE = 1 << 20
_DISK = Text(
    "{folder}: cadangan tidak dapat ditulis, {why}. Pilih folder lain: jamsos backup FOLDER.",
    "{folder}: the backup cannot be written, {why}. Choose another folder: jamsos backup FOLDER.",
)


class BackedUp(NamedTuple):
    """The backup that was made."""

    folder: Path
    copied: Copied
    files: int


def back_up(workspace: Workspace, into: Path | None) -> BackedUp:
    """Copy the workspace's memory into a new dated folder, which appears whole or not at all.

    The copy is verified first, and entered in the audit trail, for it holds whole NIKs. A folder that is there is never
    written into.
    """
    moment = now(workspace.settings)
    parent = into or workspace.root / FOLDER
    name = f"jamsos-{moment[:10]}"
    draft = parent / f".{name}.jamsos-draft"
    try:
        parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.rmtree(draft, ignore_errors=True)  # of a backup that was cut off
        draft.mkdir(mode=0o700)
        try:
            copied = copy_registry(workspace.registry, draft / workspace.registry.name)
            _copy_own(workspace.root, draft)
            files = _manifest(draft, moment, copied)
            folder = _free(parent, name)
            _enter(workspace, moment, folder, draft, copied)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise FileError(_DISK.fill(folder=parent, why=said(error))) from error
    return BackedUp(folder, copied, files)


def _free(parent: Path, name: str) -> Path:
    number, found = 1, parent / name
    while found.exists():
        number += 1
        found = parent / f"{name}-{number}"
    return found


def _copy_own(root: Path, draft: Path) -> None:
    """Copy what the office wrote itself; the other folders stand empty, so that the backup is a workspace."""
    shutil.copyfile(root / FILE_NAME, draft / FILE_NAME)
    for name in _OWN:
        if (root / name).is_dir():
            shutil.copytree(root / name, draft / name, copy_function=shutil.copyfile)
    for name in MADE:
        (draft / name).mkdir(exist_ok=True, mode=0o700)


def _manifest(draft: Path, moment: str, copied: Copied) -> int:
    """Write what is in the backup, with a hash of each file, so that a copy of the copy can be checked."""
    paths = [path for path in sorted(draft.rglob("*")) if path.is_file()]
    files = {path.relative_to(draft).as_posix(): _sha256(path) for path in paths}
    said = {"version": 1, "made_at": moment, "files": files, "rows": copied.rows, "issued": copied.issued}
    (draft / "isi.json").write_bytes(json_bytes(said))
    for path in (*paths, draft / "isi.json"):
        if os.name != "nt":
            path.chmod(0o600)
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    return len(files) + 1


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _enter(workspace: Workspace, moment: str, folder: Path, draft: Path, copied: Copied) -> None:
    sha256 = _sha256(draft / workspace.registry.name)
    entry = AuditEntry(moment, account(), "backup", "", folder.name, sha256, copied.people, "")
    with open_registry(workspace.registry, write=True) as registry:
        registry.record([entry])
