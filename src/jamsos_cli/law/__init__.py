"""Dated data and its only loader: `load()` gives the law, `law.regions` the places, `law.occupations` the trades."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jamsos_cli.law.book import Law


def load(folder: Path | None = None) -> "Law":
    """Give the law of a data folder, ours unless told; read once. A mistake in it is a SettingsError."""
    # A roster is checked without a price: the tariffs' models are built only for whoever asks.
    from jamsos_cli.law.book import read
    from jamsos_cli.law.data_file import DATA

    return read(folder or DATA)
