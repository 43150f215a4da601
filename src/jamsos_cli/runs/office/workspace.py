"""The workspace: its folders, its settings, its clock."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import SettingsError, UsageError
from jamsos_cli.law.regions import RegencyName, find_regencies, regency
from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import as_typed
from jamsos_cli.model.source import Source
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import FILE_NAME, Mapping, Settings, load

FOLDERS = ("rosters", "statements", "lists", "out", "templates")
MADE = (*FOLDERS, "law")
"""What `init` makes; the office's own law may be missing."""


class Workspace(NamedTuple):
    """A folder with a jamsos.toml, read."""

    root: Path
    settings: Settings

    @property
    def registry(self) -> Path:
        """Where the registry lies."""
        return self.root / "jamsos.db"

    @property
    def law(self) -> Path:
        """Where the office's own files of law lie."""
        return self.root / "law"

    def out(self, month: Month) -> Path:
        """The folder for a month's files, made when it is not there."""
        folder = self.root / "out" / str(month)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def name_of(self, path: Path) -> str:
        """Give a file as findings and the registry call it: below the workspace with forward slashes, else as given."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def source_of(self, path: Path) -> Source | None:
        """Give the source whose folder a roster lies in: rosters/<source>/..."""
        parts = Path(self.name_of(path)).parts
        if len(parts) < 3 or parts[0] != "rosters":
            return None
        key = re.sub(r"[\s-]+", "_", parts[1].strip().lower())  # rosters/Dana Desa
        return next((source for source in self.settings.sources if source.key == key), None)

    def mapping_of(self, path: Path) -> Mapping | None:
        """Give what the settings fix for the columns of a roster, None for nothing."""
        return self.settings.mapping(self.name_of(path)) if self.settings.mappings else None

    def today(self) -> date:
        """The day in the office's own time zone: a server in UTC is a day behind for eight hours in Bali."""
        return today(self.settings)


def settings_of(workspace: Workspace | None) -> Settings:
    """Give the settings that hold: those of the workspace, without one the defaults."""
    return workspace.settings if workspace else Settings()


def today(settings: Settings) -> date:
    """The day at the office."""
    return _clock(settings).date()


def now(settings: Settings) -> str:
    """The moment at the office, ISO with zone, to the second."""
    return _clock(settings).isoformat(timespec="seconds")


def _clock(settings: Settings) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(settings.office.time_zone))


def find(given: Path | None) -> Workspace | None:
    """Find the workspace: the folder given, else upward from the working directory; None when there is none."""
    if given is not None:
        if not (given / FILE_NAME).is_file():
            made = f"jamsos init {as_typed(str(given))}"
            raise SettingsError(
                Text(
                    f"{given} bukan ruang kerja: {FILE_NAME} tidak ada. Buat dengan: {made}",
                    f"{given} is no workspace: it has no {FILE_NAME}. Make one with: {made}",
                )
            )
        return Workspace(given, load(given / FILE_NAME))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return Workspace(folder, load(folder / FILE_NAME))
    return None


def need(given: Path | None) -> Workspace:
    """Find the workspace or say how to make one."""
    found = find(given)
    if found is None:
        raise UsageError(
            Text(
                "Tidak ada ruang kerja di sini. Buat dengan: jamsos init, atau sebut dengan --workspace FOLDER.",
                "There is no workspace here. Make one with: jamsos init, or name it with --workspace FOLDER.",
            )
        )
    return found


def office_of(settings: Settings) -> str:
    """Give what keys of sponsors are made for: no NIP can be read from them, and they are of no use elsewhere."""
    return f"{settings.office.regency} {settings.office.government}"


def read_month(text: str, today: date) -> Month:
    """Read `2026-11`, `this` or `last`."""
    words = {"this": 0, "ini": 0, "last": -1, "lalu": -1}
    if text.lower() in words:
        return Month.of(today) + words[text.lower()]
    try:
        return Month.parse(text)
    except ValueError:
        raise UsageError(
            Text(
                f"Bulan {text!r} tidak dikenal. Tulis 2026-11, this (bulan ini), atau last (bulan lalu).",
                f"Month {text!r} is not understood. Write 2026-11, this or last.",
            )
        ) from None


def named_source(settings: Settings, key: str) -> Source:
    """Give the source that a command line names; UsageError where the settings have none of that key."""
    try:
        return settings.source(key)
    except SettingsError as error:
        raise UsageError(error.text) from None


def named_regency(text: str) -> RegencyName:
    """Find the one regency a code or name means; a UsageError says what it may be."""
    found = find_regencies(text)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{one.code} {one.name}" for one in found)
        raise UsageError(Text(f"{text!r} bisa berarti: {listed}. Sebut kodenya.", f"{text!r} may be: {listed}."))
    raise UsageError(
        Text(
            f"Kabupaten/kota {text!r} tidak ada di daftar Kemendagri. Contoh: --regency 51.04 atau --regency Gianyar.",
            f"No regency {text!r} in the Kemendagri list. Such as: --regency 51.04 or --regency Gianyar.",
        )
    )


def village_name(code: str) -> str:
    """Give the name of a village by its code; the code itself where it is none, "" for ""."""
    found = regency(code[:5]) if code else None
    return next((one.title for one in found.villages if one.code == code), code) if found else code
