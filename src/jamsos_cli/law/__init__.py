"""Dated data and its only loader: `load()` gives the law, `law.regions` the places, `law.occupations` the trades."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jamsos_cli.law.book import Law


def load(folder: Path | None = None, own: Path | None = None) -> "Law":
    """Give the law of a data folder, ours unless told, with what the files of an office's own folder add to it.

    Ours is read once. A mistake in either is a SettingsError.
    """
    # A roster is checked without a price: the tariffs' models are built only for whoever asks.
    from jamsos_cli.law.book import read, read_with
    from jamsos_cli.law.data_file import DATA
    from jamsos_cli.law.own import files

    return read_with(folder or DATA, own) if own is not None and files(own) else read(folder or DATA)
