"""`jamsos init`: a workspace with settings, folders and an empty registry; with the sample month if asked."""

import os
import shutil
from importlib.resources import files
from pathlib import Path

from jamsos_cli import store
from jamsos_cli.errors import FileError, UsageError
from jamsos_cli.law.regions import RegencyName
from jamsos_cli.law.time_zones import time_zone
from jamsos_cli.model.disk import said
from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.workspace import MADE, Workspace, named_regency, need
from jamsos_cli.settings import FILE_NAME
from jamsos_cli.shipped import folder
from jamsos_cli.writers.drafts import Drafts

SAMPLE_REGENCY = "51.04"
_NOT_MADE = Text("{folder}: tidak dapat dibuat, {why}.", "{folder}: cannot be made, {why}.")
_NOT_THE_OFFICE_S = shutil.ignore_patterns("expected.json")
"""What must come out of a sample is for tests, not for a workspace."""


def initialise(root: Path, regency: str | None, *, sample: bool) -> Workspace:
    """Make a workspace. What is there already is never overwritten: a folder with a jamsos.toml is a UsageError."""
    if (root / FILE_NAME).exists():
        raise UsageError(
            Text(
                f"{root / FILE_NAME} sudah ada; tidak ada yang diubah.",
                f"{root / FILE_NAME} is there already; nothing was changed.",
            )
        )
    asked = regency or (SAMPLE_REGENCY if sample else None)
    office = named_regency(asked) if asked is not None else None
    chosen = _sample_of(office.code) if sample and office is not None else None
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in MADE:
            (root / name).mkdir(exist_ok=True, mode=0o700)
        if chosen is not None:
            shutil.copytree(chosen, root, dirs_exist_ok=True, copy_function=_copy_file, ignore=_NOT_THE_OFFICE_S)
        else:
            with Drafts() as drafts:
                drafts.write(root / FILE_NAME, _settings_for(office).encode("utf-8"))
        made = need(root)
        for source in made.settings.sources:
            (root / "rosters" / source.key).mkdir(exist_ok=True)
        for kind in KINDS:
            (root / "lists" / kind.folder).mkdir(exist_ok=True, mode=0o700)
        store.create(made.registry)
    except OSError as error:
        raise FileError(_NOT_MADE.fill(folder=root, why=said(error))) from error
    return made


def _settings_for(office: RegencyName | None) -> str:
    text = files("jamsos_cli.runs").joinpath(FILE_NAME).read_text(encoding="utf-8")
    values = {
        "government": f"Pemerintah {office.name}" if office else "Pemerintah Kabupaten/Kota",
        "place": office.name.partition(" ")[2] if office else "",
        "regency": office.code if office else "",
        "time_zone": time_zone(office.code) if office else "Asia/Makassar",
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _sample_of(code: str) -> Path:
    """Find the sample of a regency; a UsageError says which there are."""
    samples = sorted(folder("sample_data").glob("[0-9]*"))
    chosen = next((sample for sample in samples if sample.name.startswith(f"{code}-")), None)
    if chosen is None:
        listed = ", ".join(sample.name.partition("-")[0] for sample in samples)
        raise UsageError(
            Text(f"Tidak ada contoh untuk {code}. Yang ada: {listed}.", f"No sample for {code}. There are: {listed}.")
        )
    return chosen


def _copy_file(source: str, target: str) -> None:
    """Copy bytes only: a sample installed read-only must not give read-only rosters."""
    shutil.copyfile(source, target)
    if os.name != "nt":
        Path(target).chmod(0o600)
