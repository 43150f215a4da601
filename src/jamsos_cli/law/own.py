"""The law an office adds itself: files of [[tariff]] and [[relief]], until an update of jamsos brings them.

An office PC has no internet, and a new tariff may hold before a new version can be installed.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from jamsos_cli.law.bands import Bands, read_bands
from jamsos_cli.law.data_file import read_toml, wrong
from jamsos_cli.law.records import Record, Relief, Reliefs, Tariff, Tariffs

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Kept = TypeVar("Kept", bound=Record)


class Records(NamedTuple):
    """All records of law, and where those that an office added stand."""

    tariffs: tuple[Tariff, ...]
    reliefs: tuple[Relief, ...]
    tables: Mapping[str, Bands]
    """by file name."""
    origins: Mapping[str, str]
    """key -> file of the office's own; a key that is not there is shipped."""


class _Added(BaseModel):
    """One file of the office's own."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    tariff: tuple[Tariff, ...] = ()
    relief: tuple[Relief, ...] = ()


def files(folder: Path) -> tuple[Path, ...]:
    """Give the office's own files of law, by name; a folder that is not there has none."""
    return tuple(sorted(folder.glob("*.toml")))


def with_own(shipped: Records, folder: Path) -> Records:
    """Add the records of a folder to ours.

    A record of a key that is there takes its place. A tariff closes an older one that has no end with the month before
    its own. What then overlaps, is no whole record, or names a table that is not there is a SettingsError.
    """
    added = {path: read_toml(path, _Added) for path in files(folder)}
    origins: dict[str, str] = {}
    for path, one in added.items():
        for record in (*one.tariff, *one.relief):
            if record.key in origins:
                raise wrong(path, f"{record.key} stands in {origins[record.key]} too")
            origins[record.key] = f"{folder.name}/{path.name}"
    tariffs = _in_place(shipped.tariffs, (record for one in added.values() for record in one.tariff))
    reliefs = _in_place(shipped.reliefs, (record for one in added.values() for record in one.relief))
    tables = dict(shipped.tables)
    for path, one in added.items():
        tables |= {record.table: _table(record.table, path, shipped.tables) for record in one.tariff if record.table}
    try:
        checked = Tariffs(tariff=_closed(tariffs.values(), origins)).tariff
        return Records(checked, Reliefs(relief=tuple(reliefs.values())).relief, tables, origins)
    except ValidationError as error:
        first: ErrorDetails = error.errors(include_url=False, include_input=False)[0]
        raise wrong(folder, first["msg"]) from None


def _in_place(shipped: "Iterable[Kept]", added: "Iterable[Kept]") -> "dict[str, Kept]":
    return {record.key: record for record in (*shipped, *added)}


def _closed(tariffs: Iterable[Tariff], origins: Mapping[str, str]) -> tuple[Tariff, ...]:
    """Give the tariffs in order, those without an end closed by the next of their programme if an office added it."""
    ordered = sorted(tariffs, key=lambda tariff: (tariff.tariff, tariff.first_month))
    closed = []
    for tariff, following in pairwise(ordered):
        meets = following.tariff == tariff.tariff and tariff.first_month < following.first_month
        ends = meets and tariff.last_month is None and following.key in origins
        closed.append(tariff.model_copy(update={"last_month": following.first_month - 1}) if ends else tariff)
    return (*closed, *ordered[-1:])


def _table(name: str, path: Path, shipped: Mapping[str, Bands]) -> Bands:
    beside = path.parent / name
    if name not in shipped:
        return read_bands(beside)
    if beside.exists():
        raise wrong(path, f"{name} is the name of a shipped table; call yours otherwise")
    return shipped[name]
