"""jamsos.toml, read into frozen settings; a mistake is named with its line and key."""

import json
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

from pydantic_core import ValidationError

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.layout import bare_heading, column_index
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster_fields import FIELDS
from jamsos_cli.model.schema import STRICT, Bounds, MistakeError, Passes
from jamsos_cli.model.source import DEFAULT_SOURCES, Source
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

FILE_NAME = "jamsos.toml"
_Kind = TypeVar("_Kind")
_NO_HEADINGS: dict[str, tuple[str, ...]] = {}


def _known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        zones = "WIB Asia/Jakarta, WITA Asia/Makassar, WIT Asia/Jayapura"
        raise MistakeError(f"zona waktu tidak dikenal: {zones}", f"no such time zone: {zones}") from unknown
    return name


_TRIED = (1, 2, 10, 11, 99, 100, 1_001, 10_001)
"""Sequences whose numbers must differ; {sequence:.0e} makes one of several."""
_NUMBER_FIELDS = frozenset({"sequence", "source", "roman", "month", "year"})


def _makes_numbers(pattern: str) -> str:
    """Check that a pattern gives every invoice a number of its own."""
    try:
        fields = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
        pattern.format(sequence=1, source="APBD", roman="XI", month=11, year=2026)
    except (KeyError, ValueError, IndexError, AttributeError) as broken:
        fields = {str(broken)}
    if not fields <= _NUMBER_FIELDS:
        raise MistakeError(
            "hanya boleh memakai {sequence}, {source}, {roman}, {month}, {year}",
            "may only use {sequence}, {source}, {roman}, {month}, {year}",
        )
    if "sequence" not in fields:
        raise MistakeError(
            "harus memuat {sequence}, supaya nomornya tidak sama", "needs {sequence}, or numbers would repeat"
        )
    tried = [pattern.format(sequence=nr, source="APBD", roman="XI", month=11, year=2026) for nr in _TRIED]
    if len(set(tried)) < len(_TRIED):
        raise MistakeError(
            "{sequence} di dalamnya tidak membedakan nomor; tulis {sequence} atau {sequence:03d}",
            "its {sequence} does not tell numbers apart; write {sequence} or {sequence:03d}",
        )
    return pattern


def _known_fields(named: dict[str, Any]) -> dict[str, Any]:
    for name in named:
        if name not in FIELDS:
            said = (f"isian {name} tidak ada; yang ada: {', '.join(FIELDS)}", f"no field {name}: {', '.join(FIELDS)}")
            raise MistakeError(*said, at=(name,))
    return named


def _spelt_once(headings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Check that no heading is said to be two fields."""
    seen: dict[str, str] = {}
    for name, spellings in _known_fields(headings).items():
        for spelling in spellings:
            bare = bare_heading(spelling)
            if not bare:
                raise MistakeError("judul kosong", "an empty heading", at=(name,))
            if seen.setdefault(bare, name) != name:
                said = (f"judul {spelling!r} sudah ada di {seen[bare]}", f"heading {spelling!r} is under {seen[bare]}")
                raise MistakeError(*said, at=(name,))
    return headings


def _columns_once(columns: dict[str, str]) -> dict[str, str]:
    """Check that no column of a mapping is said to be two fields."""
    seen: dict[str | int, str] = {}
    for name, said in _known_fields(columns).items():
        index = column_index(said)
        place = bare_heading(said) if index is None else index
        if place == "":
            raise MistakeError('tulis huruf kolom ("C") atau judulnya', 'write a column ("C") or heading', at=(name,))
        if seen.setdefault(place, name) != name:
            told = (f"{said!r} sudah dipakai untuk {seen[place]}", f"{said!r} is taken by {seen[place]}")
            raise MistakeError(*told, at=(name,))
    if not columns:
        raise MistakeError('paling sedikit satu isian, misalnya { nik = "C" }', 'name a field, as { nik = "C" }')
    return columns


def _told_apart(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Check that no two sources have the same key, or the same order."""
    for what in ("key", "order"):
        seen = [getattr(source, what) for source in sources]
        for place, value in enumerate(seen):
            if value in seen[:place]:
                said = (f"sumber dana lain sudah memakai {value}", f"another source has {value} already")
                raise MistakeError(*said, at=(place, what))
    return sources


class Mapping(NamedTuple):
    """Which column is which in the files of one village, where their headings do not say it."""

    files: Annotated[str, Bounds(min_length=1)]
    """pattern of names: below the workspace where it holds a /, else of the file alone; * is anything."""
    columns: Annotated[dict[str, str], Passes(_columns_once)]
    """field -> letters of a column, or a heading."""
    heading_row: Annotated[int, Bounds(ge=0)] | None = None
    """row of the last heading line; 0: the file has none; left out: it is looked for."""

    def __hash__(self) -> int:
        """Leave out the table of columns, which has none."""
        return hash((self.files, self.heading_row))

    def fits(self, name: str) -> bool:
        """Tell whether a file, named below the workspace with forward slashes, is one of these."""
        pattern = self.files.replace("\\", "/").removeprefix("./").casefold()
        name = name.casefold()
        return fnmatchcase(name if "/" in pattern else name.rpartition("/")[2], pattern)


class Signatory(NamedTuple):
    """Who signs the papers."""

    title: str = "Kepala Dinas Tenaga Kerja"
    name: str = ""
    nip: str = ""


class Office(NamedTuple):
    """Who we are: the letterhead, the regency and its clock."""

    government: str = "Pemerintah Kabupaten/Kota"
    name: str = "Dinas Tenaga Kerja"
    address: str = ""
    contact: str = ""
    place: str = ""
    """town that stands before the date of a letter."""
    regency: Annotated[str, Bounds(pattern=r"^([0-9]{2}\.[0-9]{2})?$")] = ""
    """Kemendagri code, "51.04"; empty where none is set: then villages are not checked."""
    time_zone: Annotated[str, Passes(_known_zone)] = "Asia/Makassar"
    invoice_number: Annotated[str, Passes(_makes_numbers)] = "{sequence:03d}/JAMSOS/{source}/{roman}/{year}"
    head: Signatory = Signatory()
    treasurer: Signatory = Signatory(title="Bendahara Pengeluaran")
    insurer: Signatory = Signatory(title="Kepala Kantor Cabang BPJS Ketenagakerjaan")
    """who signs the minutes of the reconciliation for the insurer."""


class Checks(NamedTuple):
    """What a worker must be, where the law leaves it to the office."""

    minimum_age: Annotated[int, Bounds(ge=15, le=64)] = 18
    age_limit_near_months: Annotated[int, Bounds(ge=0, le=24)] = 3
    """E03 warns this many months before somebody reaches 65."""


class Limits(NamedTuple):
    """What a roster may cost to read, and how much may vanish in one go."""

    file_mib: Annotated[int, Bounds(ge=1, le=65536)] = 64
    expanded_mib: Annotated[int, Bounds(ge=1, le=65536)] = 512
    """sum of all parts of a workbook once unpacked."""
    read_mib: Annotated[int, Bounds(ge=128, le=65536)] = 768
    """memory for reading a file in a process of its own: .xls, .xlsb, .ods and workbooks that grow in memory."""
    read_seconds: Annotated[int, Bounds(ge=5, le=86400)] = 120
    """time for the same."""
    cells: Annotated[int, Bounds(ge=1000)] = 4_000_000
    """filled cells of a sheet: 200.000 workers in 20 columns."""
    rows: Annotated[int, Bounds(ge=1)] = 1_048_576
    columns: Annotated[int, Bounds(ge=2, le=16_384)] = 256
    """a roster is narrow; a cell far to the right makes readers take all memory."""
    cell_characters: Annotated[int, Bounds(ge=100)] = 32_767
    filled_rows: Annotated[int, Bounds(ge=1000)] = 300_000
    """rows below the headings of a file that hold anything; a regency has fewer workers."""
    findings: Annotated[int, Bounds(ge=1000)] = 200_000
    """of a file; a million wrong rows fit into a few MiB, and what is said of them into no memory."""
    shrunk_share: Annotated[float, Bounds(gt=0, le=1)] = 0.5
    """a month with fewer people than this share of the month before is told, and the run ends non-zero."""
    held_share: Annotated[float, Bounds(gt=0, le=1)] = 0.5
    """a corrected roster that would drop more than this share of a list of ten or more is held."""
    doubles_share: Annotated[float, Bounds(gt=0, le=1)] = 0.5
    """a roster of five rows or more is held when more than this share are doubles: of each other or another village."""
    resembling_people: Annotated[int, Bounds(ge=1)] = 5
    """a roster is held when one person on it resembles more others than this."""
    correction_months: Annotated[int, Bounds(ge=0, le=120)] = 12
    """how many months before its own an invoice looks for issued lines that must be corrected; 0: its own alone."""
    retention_years: Annotated[int, Bounds(ge=1, le=50)] = 10
    """years after the last issued invoice before `purge` may erase a person (documents of the treasury)."""


class Settings(NamedTuple):
    """The whole of jamsos.toml; every value has a default that is right for a first use."""

    office: Office = Office()
    checks: Checks = Checks()
    limits: Limits = Limits()
    sources: Annotated[tuple[Source, ...], Bounds(min_length=1), Passes(_told_apart)] = DEFAULT_SOURCES
    headings: Annotated[dict[str, tuple[str, ...]], Passes(_spelt_once)] = _NO_HEADINGS
    """field -> further spellings of its heading, beside those jamsos knows."""
    mappings: tuple[Mapping, ...] = ()
    """columns fixed for single files; the first that fits a file holds."""

    def __hash__(self) -> int:
        """Leave out the table of headings, which has none."""
        return hash((self.office, self.checks, self.limits, self.sources, self.mappings))

    def mapping(self, name: str) -> Mapping | None:
        """Give what is fixed for a file, named below the workspace with forward slashes; None for nothing."""
        return next((mapping for mapping in self.mappings if mapping.fits(name)), None)

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
    return read_as(Settings, path)


def read_as(kind: type[_Kind], path: Path) -> _Kind:
    """Read a TOML file of the office into a named tuple; a mistake is told as in jamsos.toml."""
    import tomli  # and pydantic, in _adapter: defaults need neither

    try:
        text = path.read_text(encoding="utf-8-sig")
        check = _adapter(kind)  # type: ignore[arg-type]  # mypy doubts that every class is hashable
        said = tomli.loads(text)
        checked: _Kind = check.validate_json(json.dumps(said, default=str))
    except OSError as error:
        raise SettingsError(Text(f"{path}: tidak dapat dibaca.", f"{path}: cannot be read.")) from error
    except UnicodeDecodeError as error:
        raise SettingsError(Text(f"{path}: simpan sebagai UTF-8.", f"{path}: save it as UTF-8.")) from error
    except tomli.TOMLDecodeError as error:
        raise SettingsError(
            Text(
                f"{path}, baris {error.lineno}, kolom {error.colno}: tulisannya tidak dapat dibaca. Periksa tanda "
                "kutip, kurung, dan tanda sama dengan; satu isian satu baris.",
                f"{path}: not valid TOML: {error}.",
            )
        ) from error
    except ValidationError as error:
        # A misspelt key is also a missing one; its spelling is what must be mended.
        errors = error.errors(include_url=False, include_input=False)
        first = min(errors, key=lambda one: one["type"] != "extra_forbidden")
        own = first.get("ctx", {}).get("error")
        where = (*first["loc"], *(own.at if isinstance(own, MistakeError) else ()))
        raise SettingsError(_named(path, text, where, _wrong(first))) from None
    listed = _listed(said, checked)
    if listed is not None:
        raise SettingsError(_named(path, text, listed, _SAID["named_tuple_type"]))
    return checked


def _listed(said: object, checked: object) -> tuple[int | str, ...] | None:
    """Give where a list stands for a table, which pydantic takes for the table's values in their order."""
    if isinstance(said, list) and hasattr(checked, "_fields"):
        return ()
    pairs: Iterable[tuple[int | str, object, object]] = ()
    if isinstance(said, list) and isinstance(checked, tuple):
        pairs = zip(range(len(said)), said, checked, strict=True)
    elif isinstance(said, dict) and hasattr(checked, "_fields"):
        pairs = ((name, value, getattr(checked, name)) for name, value in said.items())
    return next(((name, *below) for name, one, other in pairs if (below := _listed(one, other)) is not None), None)


@cache
def _adapter(kind: type[Any]) -> "TypeAdapter[Any]":
    """Make what checks a kind of table, once: that takes longer than to read a file with it."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind, config=STRICT)


_SAID = {
    "extra_forbidden": Text(
        "kunci ini tidak dikenal; periksa ejaannya atau hapus barisnya",
        "unknown key; check its spelling or remove the line",
    ),
    "missing": Text("wajib diisi", "is required"),
    "string_type": Text('harus teks di antara tanda kutip, "..."', 'must be text in quotes, "..."'),
    "int_type": Text("harus bilangan bulat tanpa tanda kutip", "must be a whole number without quotes"),
    "float_type": Text("harus bilangan, misalnya 0.5", "must be a number, such as 0.5"),
    "dict_type": Text('harus tabel, misalnya {{ nik = "C" }}', 'must be a table, as {{ nik = "C" }}'),
    "tuple_type": Text("harus daftar, [...]", "must be a list, [...]"),
    "greater_than_equal": Text("paling kecil {ge}", "must be at least {ge}"),
    "less_than_equal": Text("paling besar {le}", "must be at most {le}"),
    "greater_than": Text("harus lebih dari {gt}", "must be more than {gt}"),
    "enum": Text("pilih salah satu: {listed}", "choose one of: {expected}"),
    "literal_error": Text("pilih salah satu: {listed}", "choose one of: {expected}"),
    "string_pattern_mismatch": Text("bentuknya salah (pola {pattern})", "has the wrong form (pattern {pattern})"),
    "string_too_short": Text("tidak boleh kosong", "must not be empty"),
    "too_short": Text("paling sedikit {min_length}", "needs at least {min_length}"),
    "named_tuple_type": Text("harus berupa tabel", "must be a table"),
}  # fmt: skip
"""What pydantic's kinds of error mean to an office; any other is said in pydantic's own words."""


def _wrong(error: "ErrorDetails") -> Text:
    """Say what is wrong with one value."""
    own = error.get("ctx", {}).get("error")
    if isinstance(own, MistakeError):
        return own.text
    said = _SAID.get(error["type"])
    values = {name: value for name, value in error.get("ctx", {}).items() if isinstance(value, str | int | float)}
    values["listed"] = str(values.get("expected", "")).replace(" or ", " atau ")
    return said.fill(**values) if said else Text(error["msg"], error["msg"])


def _named(path: Path, text: str, where: tuple[int | str, ...], wrong: Text) -> Text:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    line = line_of(text, where)
    return Text(f"{path}, baris {line}, {key}: {wrong.id}.", f"{path}, line {line}, {key}: {wrong.en}.")


_TABLE = lazy_pattern(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = lazy_pattern(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")


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
