"""Where the folders that travel with the program are: paper templates and the sample month."""

from pathlib import Path
from typing import Literal

from jamsos_cli.errors import FileError
from jamsos_cli.model.wording import Text


def folder(name: Literal["templates", "sample_data"], package: Path | None = None) -> Path:
    """Give the shipped folder: inside the package when installed from a wheel, else beside `src` in the source tree.

    `package` is the folder of the package where it is not our own. A broken installation is a FileError.
    """
    package = package or Path(__file__).resolve().parent
    places = [package / "_shipped" / name]
    if package.parent.name == "src":
        places.append(package.parents[1] / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileError(
        Text(
            f"Folder {name} tidak ada di pemasangan ini. Pasang ulang jamsos.",
            f"The folder {name} is missing from this installation. Install jamsos again.",
        )
    )
