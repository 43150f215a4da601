"""Read and judge rosters, one or many, on one core or all; the results do not depend on which."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from jamsos_cli import rules
from jamsos_cli.errors import SettingsError, UsageError
from jamsos_cli.law import occupations, regions
from jamsos_cli.law.headings import headings
from jamsos_cli.law.villages import VillageFinder
from jamsos_cli.model.judging import Judgement
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.month import Month
from jamsos_cli.model.occupation import Occupation
from jamsos_cli.model.roster import RosterFile, Trouble, shown
from jamsos_cli.model.ruling import NO_RULINGS, Rulings
from jamsos_cli.model.source import Source
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.rules import duplicates, person, resemblance, shape
from jamsos_cli.runs.office import cores
from jamsos_cli.runs.office.workspace import office_of
from jamsos_cli.settings import Mapping, Settings
from jamsos_cli.steps.accept import Accepted, Questions, Wanted, accept
from jamsos_cli.steps.identities import across_files, resembled, with_resemblances
from jamsos_cli.steps.local_villages import with_local_villages
from jamsos_cli.steps.mapping import columns_read
from jamsos_cli.steps.resemblance import FEW

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt"})
_NO_SHEETS = frozenset({".pdf", ".doc", ".docx", ".jpg", ".jpeg", ".png", ".zip", ".rar", ".7z"})
"""What villages send for a list: in a folder of rosters each is told as unreadable, not passed over."""
_FILLER = frozenset({"TA", "TAHUN", "ANGGARAN", "T", "A", "KAB", "KABUPATEN", "KOTA"})
_CHANGED = Trouble(
    "unreadable",
    Text(
        "isinya berubah selagi dibaca; tutup di Excel, lalu ulangi", "it changed while it was read; close it, try again"
    ),
)
_DIED = Trouble(
    "unreadable", Text("pembaca berhenti di tengah berkas ini", "the reader died in the middle of this file")
)
QUESTIONS = Questions(
    file_rules=rules.FILE_RULES,
    sheet_rules=rules.SHEET_RULES,
    row_rules=rules.ROW_RULES,
    findings_of=shape.findings_of,
    duplicates_in_file=duplicates.duplicates_in_file,
    probably_same=resemblance.probably_same,
    sex_is_ambiguous=person.sex_is_ambiguous,
)


class Task(NamedTuple):
    """One file to judge, and by what; small enough to hand to another process."""

    path: Path
    name: str
    """how findings call it."""
    settings: Settings
    on: date
    source: str | None = None
    """key of the source of a file without a source column."""
    programmes: str | None = None
    enrolled: frozenset[str] = frozenset()
    """NIKs of people of 65 and over who are in already."""
    on_import: bool = False
    """whether rows are judged on the first day of their own first month."""
    sha256: str = ""
    """of what was read of the file before, "" where it was not: other bytes now are not judged."""
    mapping: Mapping | None = None
    """what the settings fix for this file's columns."""
    details: bool = False
    """whether the headings and all rows as sent are asked for, too."""
    enrolling: bool = True
    """whether the workers of accepted rows are asked for."""
    ruled: Rulings = NO_RULINGS
    """what persons have decided about doubles."""


def judge(task: Task) -> Accepted:
    """Read one file once and judge what was read."""
    read = read_bytes(task.path, task.settings.limits.file_mib)
    if task.sha256 and read.trouble is None and read.sha256 != task.sha256:
        read = read._replace(trouble=_CHANGED)
    layout = layout_of(task.settings, task.mapping)
    roster = read_roster(task.name, read, layout, task.settings.limits)
    accepted = judge_roster(roster, task)
    return accepted._replace(columns=columns_read(roster, layout)) if task.details else accepted


@lru_cache(maxsize=64)
def layout_of(settings: Settings, mapping: Mapping | None) -> Layout:
    """Give the headings that jamsos knows with those of the office and of one file."""
    layout = headings("roster").with_spellings(settings.headings)
    return layout.fixed_to(mapping.columns, mapping.heading_row) if mapping else layout


def judge_roster(roster: RosterFile, task: Task) -> Accepted:
    """Judge a roster that has been read."""
    regency = task.settings.office.regency or _own_regency(roster)
    same = task._replace(path=Path(), name="", sha256="", mapping=None, details=False, enrolling=True, ruled=NO_RULINGS)
    wanted = Wanted(
        rows=task.details, workers=task.enrolling, resembling=not task.on_import, most=task.settings.limits.findings
    )
    judgement = _judgement(same, regency)
    return accept(with_local_villages(roster, judgement), judgement, QUESTIONS, wanted, task.ruled)


def _own_regency(roster: RosterFile) -> str:
    """Give the code of the regency that a file's own KABUPATEN column names throughout; "" when none or several."""
    written = {
        shown(sheet.value(row, "regency")).strip()
        for sheet in roster.sheets
        if "regency" in sheet.columns
        for row in sheet.workers
    }
    found = {regency.code for text in written - {""} for regency in regions.find_regencies(text)}
    return found.pop() if len(found) == 1 else ""


def judge_all(tasks: Sequence[Task], jobs: int | None, progress: Callable[[str], None]) -> list[Accepted]:
    """Judge files in order, on `jobs` processes (None: as many as there are cores).

    A file at which the reader dies with its process is unreadable (F01); the others are judged.
    """
    return list(begin(tasks, jobs, progress))


def make_ready(paths: Sequence[Path], jobs: int | None) -> None:
    """Start the processes for the rosters of files and folders, before the registry's libraries are even loaded."""
    cores.ready(len(found_rosters(paths, may_be_none=True)), jobs)


def begin(tasks: Sequence[Task], jobs: int | None, progress: Callable[[str], None]) -> Iterator[Accepted]:
    """Do the same, and give the files in order once they are asked for; other processes begin at once."""
    begun = cores.each(judge, tasks, jobs, _unread)
    return (_told(one, progress) for one in begun)


def _unread(task: Task) -> Accepted:
    return judge_roster(RosterFile(task.name, "", (), _DIED), task)


def judge_together(tasks: Sequence[Task], jobs: int | None, progress: Callable[[str], None]) -> list[Accepted]:
    """Judge files, then look for people who stand in two of them, or for whom two public sources would pay.

    People under two NIKs are looked for where all files together have FEW people; more are compared on import.
    """
    judged = across_files(judge_all(tasks, jobs, progress), duplicates.duplicates_across_files)
    if len(judged) > 1:
        from jamsos_cli.steps.double_funding import double_funded
        from jamsos_cli.steps.price import DOUBLE_FUNDED

        judged = double_funded(judged, tasks[0].settings.sources, Month.of(tasks[0].on), DOUBLE_FUNDED)
    if len(judged) > 1 and sum(len(file.people) for file in judged) <= FEW:
        judged = with_resemblances(judged, resembled(judged, NO_RULINGS), resemblance.probably_same)
    return judged


def found_rosters(paths: Sequence[Path], *, may_be_none: bool = False) -> list[Path]:
    """Give the rosters meant by files and folders, in order of name.

    Scans, letters and archives in a folder are among them, to be told as unreadable; notes (.txt) and lock files of
    Excel and macOS are not. A folder without any is a UsageError, unless there may be none.
    """
    rosters = (SPREADSHEETS - {".txt"}) | _NO_SHEETS
    for path in paths:
        if not may_be_none and path.is_dir() and not found_files([path], rosters):
            raise UsageError(Text(f"Tidak ada daftar di {path}.", f"There are no rosters in {path}."))
    return found_files(paths, rosters)


def found_files(paths: Sequence[Path], suffixes: frozenset[str] = SPREADSHEETS) -> list[Path]:
    """Give files, and those of a kind in folders, in order of name; lock files of Excel and macOS are left out.

    Broken links, pipes and folders that may not be opened are among them, to be told as unreadable.
    """
    found: set[Path] = set()
    for path in paths:
        found |= set(_inside(path, suffixes)) if path.is_dir() else {path}
    return sorted((path for path in found if not path.name.startswith(("~$", "._"))), key=lambda path: path.as_posix())


def _inside(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    closed: list[Path] = []
    for inner, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(inner) / name for name in names if Path(name).suffix.lower() in suffixes)
    yield from closed


def _told(accepted: Accepted, progress: Callable[[str], None]) -> Accepted:
    progress(accepted.result.file)
    return accepted


@lru_cache(maxsize=64)
def _judgement(task: Task, regency: str) -> Judgement:
    """Make what the files of one source and regency are judged with; its task names no path."""
    settings = task.settings
    found = regions.regency(regency) if regency else None
    if regency and found is None:
        raise SettingsError(
            Text(
                f"Kode kabupaten/kota {regency} tidak ada di daftar Kemendagri.",
                f"There is no regency {regency} in the Kemendagri list.",
            )
        )
    finder = VillageFinder(found) if found else None
    return Judgement(
        on=task.on,
        sources=settings.sources,
        source_key=source_keys(settings.sources, found.name if found else ""),
        minimum_age=settings.checks.minimum_age,
        age_limit_near_months=settings.checks.age_limit_near_months,
        districts=regions.districts(),
        classify=_classify,
        regency=found,
        find_village=finder,
        calls_village=finder.is_called if finder else None,
        default_source=settings.source(task.source) if task.source else None,
        default_programmes=task.programmes,
        enrolled=task.enrolled,
        office=office_of(settings),
        on_import=task.on_import,
    )


@cache
def _classify(occupation: str) -> Occupation:
    return occupations.classify(occupation)


def source_keys(sources: tuple[Source, ...], regency: str) -> Callable[[str], str | None]:
    """Give the function that reads a source column: keys, titles and other spellings, years and the regency aside.

    >>> from jamsos_cli.model.source import DEFAULT_SOURCES
    >>> source_keys(DEFAULT_SOURCES, "Kabupaten Gianyar")("APBD Kab. Gianyar TA 2026")
    'apbd'
    >>> source_keys(DEFAULT_SOURCES, "")("Dana Desa (DD)"), source_keys(DEFAULT_SOURCES, "")("APBD / Dana Desa")
    ('dana_desa', None)
    """
    dropped = _FILLER | set(_words(regency))
    known = {
        spelling: source.key
        for source in reversed(sources)
        for name in (source.key, source.title, *source.names)
        for spelling in (" ".join(_words(name)), _core(name, dropped))
        if spelling
    }

    run_together = {spelling.replace(" ", ""): key for spelling, key in known.items()}

    def whole(text: str) -> str | None:
        words = _words(text)
        return known.get(" ".join(words)) or known.get(_core(text, dropped)) or run_together.get("".join(words))

    def key(text: str) -> str | None:
        parts = {whole(part) for part in re.split("[()/=]", text) if part.strip()}
        return whole(text) or (parts.pop() if len(parts) == 1 else None)

    return cache(key)


def _core(text: str, dropped: frozenset[str] | set[str]) -> str:
    return " ".join(w for w in _words(text) if w not in dropped and not re.fullmatch("20[0-9]{2}", w))


def _words(text: str) -> list[str]:
    return re.sub("[^0-9A-Z]+", " ", text.upper()).split()
