"""Findings of roster files: the contract object for programs, and tables for clerks."""

from collections import Counter
from collections.abc import Callable, Sequence

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

LEVELS: dict[Level, Text] = {
    Level.ERROR: Text("salah", "error"),
    Level.WARNING: Text("periksa", "warning"),
    Level.NOTE: Text("catatan", "note"),
}
"""How people read a level."""
_ROW = Text("baris {row}", "row {row}")
_COLUMNS = (
    text_column("Lembar", "Sheet", 14),
    text_column("Sel", "Cell", 8),
    text_column("Kode", "Code", 6),
    text_column("Tingkat", "Level", 10),
    text_column("Yang ditemukan", "What is wrong", 50),
    text_column("Cara memperbaiki", "How to mend it", 50),
)


def validate_json(results: Sequence[FileResult], lang: Lang) -> dict[str, object]:
    """Give the object that `validate --format json` prints; NIKs are masked in values and messages."""
    levels = Counter(finding.kind.level for result in results for finding in result.findings)
    return {
        "version": 1,
        "files": [_file_json(result, lang) for result in results],
        "totals": {
            "files": len(results),
            "rows_read": sum(result.rows_read for result in results),
            "accepted": sum(result.accepted for result in results),
            "rejected": sum(result.rejected for result in results),
            "skipped": sum(result.skipped for result in results),
            "errors": levels[Level.ERROR],
            "warnings": levels[Level.WARNING],
            "notes": levels[Level.NOTE],
        },
    }


def findings_records(results: Sequence[FileResult], lang: Lang) -> list[dict[str, object]]:
    """Give one flat record a finding, for tables that programs read; the keys are those of the contract object."""
    return [
        {"file": mask_numbers(result.file), **_finding_json(finding, lang)}
        for result in results
        for finding in result.findings
    ]


def findings_tables(results: Sequence[FileResult], lang: Lang) -> tuple[Table, ...]:
    """Give one table a file that has findings: place, code, level, what is wrong, how to mend it; by row and cell."""
    return tuple(_findings_table(result, lang) for result in results if result.findings)


def files_table(results: Sequence[FileResult]) -> Table:
    """Give one row a file: rows read, accepted, rejected, skipped, and findings by level."""
    counts = [_counts(result) for result in results]
    rows: list[tuple[str | int | None, ...]] = [
        (shown_name(result.file, 200), *counted) for result, counted in zip(results, counts, strict=True)
    ]
    sums = tuple(sum(column) for column in zip(*counts, strict=True)) or (0,) * 7
    return Table(
        Text("Berkas yang diperiksa", "Files checked"),
        (
            text_column("Berkas", "File", 44),
            whole_column("Dibaca", "Read", 10),
            whole_column("Diterima", "Accepted", 10),
            whole_column("Ditolak", "Rejected", 10),
            whole_column("Dilewati", "Skipped", 10),
            whole_column("Salah", "Errors", 10),
            whole_column("Periksa", "Warnings", 10),
            whole_column("Catatan", "Notes", 10),
        ),
        rows,
        totals=(f"{len(rows)}", *sums),
    )


def mending_table(results: Sequence[FileResult], lang: Lang) -> Table:
    """Give every error and warning of all files in one table, by file and cell: the list of what is to be mended."""
    rows = [
        (shown_name(result.file, 200), *_finding_row(finding, lang))
        for result in results
        for finding in sorted(result.findings, key=by_place(result))
        if finding.kind.level is not Level.NOTE
    ]
    return Table(Text("Yang harus diperbaiki", "To be mended"), (text_column("Berkas", "File", 28), *_COLUMNS), rows)


def refusals(results: Sequence[FileResult], lang: Lang) -> tuple[Table, ...]:
    """Give one table a file of what kept its rows out; nothing for a file without errors."""
    return findings_tables(_of_levels(results, Level.ERROR), lang)


def codes_found(results: Sequence[FileResult]) -> list[tuple[Kind, int, int]]:
    """Give every kind of finding that occurs, how often and in how many files; the most frequent first."""
    occurs: Counter[str] = Counter()
    files: Counter[str] = Counter()
    kinds: dict[str, Kind] = {}
    for result in results:
        kinds |= {finding.kind.code: finding.kind for finding in result.findings}
        occurs.update(finding.kind.code for finding in result.findings)
        files.update({finding.kind.code for finding in result.findings})
    order = sorted(occurs, key=lambda code: (-occurs[code], code))
    return [(kinds[code], occurs[code], files[code]) for code in order]


def codes_table(results: Sequence[FileResult], lang: Lang) -> Table:
    """Give one row a code: how often it occurs and in how many files, the most frequent first."""
    return Table(
        Text("Temuan menurut kode", "Findings by code"),
        (
            text_column("Kode", "Code", 8),
            text_column("Nama", "Name", 44),
            text_column("Tingkat", "Level", 10),
            whole_column("Temuan", "Findings", 10),
            whole_column("Berkas", "Files", 10),
        ),
        [
            (kind.code, mistake(kind).say(lang), LEVELS[kind.level].say(lang), findings, files)
            for kind, findings, files in codes_found(results)
        ],
    )


def by_place(result: FileResult) -> Callable[[Finding], tuple[int, str, int, int, str, str]]:
    """Give what the findings of a file are sorted by: the whole file first, then sheet, row, column and code.

    Sheets with workers are in the workbook's own order, as a clerk leafs through it; those without follow.
    """
    sheets = {name: place for place, name in enumerate(dict.fromkeys(part.sheet for part in result.villages), 1)}

    def place_of(finding: Finding) -> tuple[int, str, int, int, str, str]:
        place = finding.place
        sheet, cell = place.sheet or "", place.cell or ""
        at = sheets.get(sheet, len(sheets) + 1) if place.sheet or place.row else 0
        return at, sheet, place.row or 0, len(cell), cell, finding.kind.code

    return place_of


def further_codes(results: Sequence[FileResult], lang: Lang) -> tuple[Table, ...]:
    """Give `codes_table` of all warnings and notes, and say how to see each; nothing when there are none.

    What is rejected stands row by row in `refusals`.
    """
    table = codes_table(_of_levels(results, Level.WARNING, Level.NOTE), lang)
    note = Text(
        "Baris demi baris: jamsos validate BERKAS. Arti satu kode: jamsos explain KODE.",
        "Row by row: jamsos validate FILE. What a code means: jamsos explain CODE.",
    )
    title = Text("Peringatan dan catatan menurut kode", "Warnings and notes by code")
    return (table._replace(title=title, note=note),) if table.rows else ()


def where(cell: str | None, row: int | None, lang: Lang) -> str:
    """Say where something stands in its sheet: the cell, else the row in words, else "".

    >>> where("B7", 7, "id"), where(None, 7, "id"), where(None, None, "id")
    ('B7', 'baris 7', '')
    """
    return cell or ("" if row is None else _ROW.say(lang, row=row))


def _of_levels(results: Sequence[FileResult], *levels: Level) -> list[FileResult]:
    """Give results with their findings of some levels only."""
    return [
        result._replace(findings=tuple(one for one in result.findings if one.kind.level in levels))
        for result in results
    ]


def _file_json(result: FileResult, lang: Lang) -> dict[str, object]:
    return {
        "file": result.file,
        "sha256": result.sha256,
        "rows_read": result.rows_read,
        "accepted": result.accepted,
        "rejected": result.rejected,
        "skipped": result.skipped,
        "findings": [_finding_json(finding, lang) for finding in result.findings],
    }


def _finding_json(finding: Finding, lang: Lang) -> dict[str, object]:
    return {
        "code": finding.kind.code,
        "slug": finding.kind.slug,
        "level": finding.kind.level.value,
        "sheet": None if finding.place.sheet is None else mask_numbers(finding.place.sheet),
        "row": finding.place.row,
        "cell": finding.place.cell,
        "field": finding.field,
        "value": finding.shown_value(),
        "message": finding.message(lang),
        "hint": finding.hint(lang),
    }


def _findings_table(result: FileResult, lang: Lang) -> Table:
    ordered = sorted(result.findings, key=by_place(result))
    name = shown_name(result.file, 200)
    return Table(
        Text(f"{name}: {len(ordered)} temuan", f"{name}: {len(ordered)} findings"),
        _COLUMNS,
        [_finding_row(finding, lang) for finding in ordered],
    )


def _finding_row(finding: Finding, lang: Lang) -> tuple[str, ...]:
    kind, place = finding.kind, finding.place
    at, level = where(place.cell, place.row, lang), LEVELS[kind.level].say(lang)
    return shown_name(place.sheet or ""), at, kind.code, level, finding.message(lang), finding.hint(lang)


def _counts(result: FileResult) -> tuple[int, ...]:
    levels = Counter(finding.kind.level for finding in result.findings)
    by_level = (levels[level] for level in (Level.ERROR, Level.WARNING, Level.NOTE))
    return result.rows_read, result.accepted, result.rejected, result.skipped, *by_level
