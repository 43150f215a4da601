"""jamsos.toml, read into frozen settings; a mistake is named with its line and key."""

import json
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.source import DEFAULT_SOURCES, Source
from jamsos_cli.model.wording import Text

FILE_NAME = "jamsos.toml"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ValueError("no such time zone; WIB is Asia/Jakarta, WITA Asia/Makassar, WIT Asia/Jayapura") from unknown
    return name


def _makes_numbers(pattern: str) -> str:
    try:
        first, second = (pattern.format(sequence=n, source="APBD", roman="XI", month=11, year=2026) for n in (1, 2))
    except (KeyError, ValueError, IndexError) as broken:
        raise ValueError("may use {sequence}, {source}, {roman}, {month} and {year}") from broken
    if first == second:
        raise ValueError("needs {sequence}, or two invoices would share a number")
    return pattern


class _Frozen(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Signatory(_Frozen):
    """Who signs the papers."""

    title: str = "Kepala Dinas Tenaga Kerja"
    name: str = ""
    nip: str = ""


class Office(_Frozen):
    """Who we are: the letterhead, the regency and its clock."""

    government: str = "Pemerintah Kabupaten/Kota"
    name: str = "Dinas Tenaga Kerja"
    address: str = ""
    contact: str = ""
    place: str = ""
    """town that stands before the date of a letter."""
    regency: Annotated[str, Field(pattern=r"^([0-9]{2}\.[0-9]{2})?$")] = ""
    """Kemendagri code, "51.04"; empty where none is set: then villages are not checked."""
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Makassar"
    invoice_number: Annotated[str, AfterValidator(_makes_numbers)] = "{sequence:03d}/JAMSOS/{source}/{roman}/{year}"
    head: Signatory = Signatory()
    treasurer: Signatory = Signatory(title="Bendahara Pengeluaran")
    insurer: Signatory = Signatory(title="Kepala Kantor Cabang BPJS Ketenagakerjaan")
    """who signs the minutes of the reconciliation for the insurer."""


class Checks(_Frozen):
    """What a worker must be, where the law leaves it to the office."""

    minimum_age: int = Field(default=18, ge=15, le=64)
    age_limit_near_months: int = Field(default=3, ge=0, le=24)
    """E03 warns this many months before somebody reaches 65."""


class Limits(_Frozen):
    """What a roster may cost to read, and how much may vanish in one go."""

    file_mib: int = Field(default=64, ge=1)
    expanded_mib: int = Field(default=1024, ge=1)
    """sum of all parts of a workbook once unpacked."""
    rows: int = Field(default=1_048_576, ge=1)
    columns: int = Field(default=256, ge=2, le=16_384)
    """a roster is narrow; a cell far to the right makes readers take all memory."""
    cell_characters: int = Field(default=32_767, ge=100)
    shrunk_share: float = Field(default=0.5, gt=0, le=1)
    """a month with fewer people than this share of the month before is told, and the run ends non-zero."""
    held_share: float = Field(default=0.5, gt=0, le=1)
    """a corrected roster that would drop more than this share of a list of ten or more is held."""


class Settings(_Frozen):
    """The whole of jamsos.toml; every value has a default that is right for a first use."""

    office: Office = Office()
    checks: Checks = Checks()
    limits: Limits = Limits()
    sources: tuple[Source, ...] = Field(default=DEFAULT_SOURCES, min_length=1)

    @model_validator(mode="after")
    def _sources_are_told_apart(self) -> Self:
        for what in ("key", "order"):
            seen = [getattr(source, what) for source in self.sources]
            if len(set(seen)) < len(seen):
                raise ValueError(f"two sources have the same {what}")
        return self

    def source(self, key: str) -> Source:
        """Give the source with a key; a SettingsError says which there are."""
        for source in self.sources:
            if source.key == key:
                return source
        known = ", ".join(s.key for s in self.sources)
        raise SettingsError(
            Text(f"Sumber dana {key!r} tidak ada. Yang ada: {known}.", f"No source {key!r}. There are: {known}.")
        )


def load(path: Path) -> Settings:
    """Read jamsos.toml. A mistake is a SettingsError naming the file, line, key and what right looks like."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return Settings.model_validate_json(json.dumps(tomllib.loads(text), default=str))
    except OSError as error:
        raise SettingsError(Text(f"{path}: tidak dapat dibaca.", f"{path}: cannot be read.")) from error
    except UnicodeDecodeError as error:
        raise SettingsError(Text(f"{path}: simpan sebagai UTF-8.", f"{path}: save it as UTF-8.")) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            Text(f"{path}: bukan TOML yang benar: {error}.", f"{path}: not valid TOML: {error}.")
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise SettingsError(_named(path, text, first["loc"], first["msg"])) from None


def _named(path: Path, text: str, where: tuple[int | str, ...], message: str) -> Text:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in where) or "sources"
    line = line_of(text, where)
    message = message.removeprefix("Value error, ")
    if message.startswith("Extra inputs"):
        return Text(
            f"{path}, baris {line}: kunci {key!r} tidak dikenal. Periksa ejaannya atau hapus barisnya.",
            f"{path}, line {line}: unknown key {key!r}. Check its spelling or remove the line.",
        )
    return Text(
        f"{path}, baris {line}: nilai {key!r} salah: {message}.", f"{path}, line {line}: {key!r} is wrong: {message}."
    )


_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")


def line_of(text: str, where: tuple[Any, ...]) -> int:
    """Give the line of a key in TOML text, or of the table nearest above it.

    >>> line_of('[office]\\nname = "x"\\n[[sources]]\\nkey = "a"\\n[[sources]]\\norder = 0\\n', ("sources", 1, "order"))
    6
    """
    counted: dict[str, int] = {}
    table: tuple[Any, ...] = ()
    best, line = 0, 1
    for number, content in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(content):
            table = tuple(part.strip(" \"'") for part in header[2].split("."))
            if header[1] == "[[":
                counted[header[2]] = counted.get(header[2], -1) + 1
                table = (*table, counted[header[2]])
            path = table
        elif key := _KEY.match(content):
            path = (*table, *(part.strip("\"'") for part in key[1].split(".")))
        else:
            continue
        if path == where[: len(path)] and len(path) > best:
            best, line = len(path), number
    return line
