"""Layouts of the insurer's upload files: ours, and those an office puts into the folder layouts/ of its workspace."""

from pathlib import Path

from jamsos_cli.errors import UsageError
from jamsos_cli.law.data_file import DATA
from jamsos_cli.model.upload_layout import UploadLayout
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import read_as

FOLDER = "layouts"


def upload_layout(name: str, own: Path) -> UploadLayout:
    """Give a layout by name, the one in the folder `own` before ours.

    A UsageError says which there are; a mistake in one is a SettingsError naming file, line and key.
    """
    found = {path.stem: path for folder in (DATA / FOLDER, own) for path in sorted(folder.glob("*.toml"))}
    if name not in found:
        there = ", ".join(sorted(found))
        raise UsageError(
            Text(f"Tata letak {name!r} tidak ada. Yang ada: {there}.", f"No layout {name!r}. There are: {there}.")
        )
    return read_as(UploadLayout, found[name])
