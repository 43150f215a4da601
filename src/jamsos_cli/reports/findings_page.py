"""All findings of some files as one page to look through: figures, charts by code and village, every finding."""

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.wording import Lang
from jamsos_cli.reports.findings import LEVELS, by_place, codes_found, where
from jamsos_cli.reports.villages import ByVillage, VillageLine, clean_share, main_mistake


class CodeBar(NamedTuple):
    """One code: what it is called and how often it was found."""

    code: str
    name: str
    level: str
    """error, warning or note."""
    said: str
    """the level as people read it."""
    findings: int
    width: float
    """of its bar, in percent of the longest; notes have a scale of their own, for they may be many and harmless."""


class VillageBar(NamedTuple):
    """One village: its line of the league table, and the widths of its bar in percent of all its rows."""

    line: VillageLine
    mistake: str
    """the most frequent one and how often, "" for none."""
    clean: float
    doubted: float
    rejected: float


class FindingRow(NamedTuple):
    """One finding, fit to show: NIKs masked, nothing that does not print."""

    village: int
    """place of its village in the page's `names`."""
    code: str
    level: str
    said: str
    """the level as people read it."""
    sheet: str
    """"" for CSV."""
    where: str
    """cell, else the row in words, else ""."""
    message: str
    hint: str


class FileSection(NamedTuple):
    """One file and its findings by place, what is to be mended before what is only noted."""

    name: str
    rows: int
    accepted: int
    rejected: int
    findings: tuple[FindingRow, ...]


class Figures(NamedTuple):
    """The counts at the top of the page."""

    files: int
    rows: int
    accepted: int
    rejected: int
    share: int | None
    """of clean rows, in whole percent rounded down; None where no rows were read."""
    findings: int


class FindingsPage(NamedTuple):
    """What the template shows; all text in it is fit to show and none of it is escaped yet."""

    figures: Figures
    codes: tuple[CodeBar, ...]
    """errors, then warnings, then notes, each the most frequent first."""
    villages: tuple[VillageBar, ...]
    """the cleanest first."""
    names: tuple[str, ...]
    """villages in order of the alphabet."""
    sections: tuple[FileSection, ...]
    """files in order; those without findings too."""


def findings_page(results: Sequence[FileResult], lang: Lang) -> FindingsPage:
    """Give everything the page of findings shows."""
    found = ByVillage(results)
    lines = found.lines()
    names = tuple(sorted({line.village for line in lines}, key=lambda name: (name.casefold(), name)))
    places = {name: index for index, name in enumerate(names)}
    sections = tuple(
        FileSection(
            shown_name(result.file, 200),
            result.rows_read,
            result.accepted,
            result.rejected,
            tuple(_finding(finding, places[found.label(index, finding)], lang) for finding in _notes_last(result)),
        )
        for index, result in enumerate(results)
    )
    bars = tuple(_bar(line, lang) for line in lines)
    return FindingsPage(_figures(results, lines), _codes(results, lang), bars, names, sections)


def _notes_last(result: FileResult) -> list[Finding]:
    ordered = sorted(result.findings, key=by_place(result))
    return sorted(ordered, key=lambda finding: finding.kind.level is Level.NOTE)


def _figures(results: Sequence[FileResult], lines: Sequence[VillageLine]) -> Figures:
    return Figures(
        files=len(results),
        rows=sum(result.rows_read for result in results),
        accepted=sum(result.accepted for result in results),
        rejected=sum(result.rejected for result in results),
        share=clean_share(lines),
        findings=sum(len(result.findings) for result in results),
    )


def _codes(results: Sequence[FileResult], lang: Lang) -> tuple[CodeBar, ...]:
    found = sorted(codes_found(results), key=lambda code: code[0].level.rank)
    longest = {
        is_note: max((often for kind, often, _ in found if (kind.level is Level.NOTE) is is_note), default=1)
        for is_note in (True, False)
    }
    return tuple(
        CodeBar(
            kind.code,
            mistake(kind).say(lang),
            kind.level.value,
            LEVELS[kind.level].say(lang),
            often,
            round(100 * often / longest[kind.level is Level.NOTE], 2),
        )
        for kind, often, _ in found
    )


def _bar(line: VillageLine, lang: Lang) -> VillageBar:
    rows = max(line.rows, 1)
    clean = line.accepted if line.clean is None else line.clean
    parts = (clean, line.accepted - clean, line.rejected)
    return VillageBar(line, main_mistake(line, lang), *(round(100 * part / rows, 2) for part in parts))


def _finding(finding: Finding, village: int, lang: Lang) -> FindingRow:
    kind, place = finding.kind, finding.place
    return FindingRow(
        village,
        kind.code,
        kind.level.value,
        LEVELS[kind.level].say(lang),
        shown_name(place.sheet or ""),
        where(place.cell, place.row, lang),
        finding.message(lang),
        finding.hint(lang),
    )
