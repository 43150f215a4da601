"""What the clerk's own workbook says when it comes back: its first sheet, and the comment of each wrong cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.marking import MOST_COMMENTS, SIGNATURE, TITLE, Mark, MendingLine, MendingSheet
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.money import dotted
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Grid, RosterSheet, Row
from jamsos_cli.model.sender import asked
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.findings import LEVELS, by_place

REWRITTEN = Text(
    "Berkas asal bukan .xlsx biasa, jadi isinya ditulis ulang di sini: semua isi sel sama, tetapi warna, lebar kolom, "
    "gambar, komentar, dan rumusnya tidak ikut.",
    "The file was no usual .xlsx, so it was written anew: all cells hold the same, but colours, widths, pictures, "
    "comments and formulas are gone.",
)
UNREADABLE = Text(
    "Berkas ini tidak dapat dibaca, jadi isinya tidak ada di sini. Sebabnya di bawah.",
    "The file cannot be read, so nothing of it is here. The cause is below.",
)
_HEADING = (
    Text("Lembar", "Sheet"), Text("Sel", "Cell"), Text("Kode", "Code"), Text("Tingkat", "Level"),
    Text("Yang ditemukan", "What is wrong"), Text("Cara memperbaiki", "How to mend it"),
)  # fmt: skip
_COLOURS = {
    Level.ERROR: Text("Merah: {n} kesalahan, barisnya belum diterima", "Red: {n} errors, their rows are not accepted"),
    Level.WARNING: Text(
        "Kuning: {n} perlu diperiksa lagi, tetapi barisnya tidak ditolak karena itu",
        "Yellow: {n} to look at; no row is rejected for them",
    ),
    Level.NOTE: Text("Biru: {n} catatan, boleh dibiarkan", "Blue: {n} notes, may stay as they are"),
}
_ROWS = Text(
    "{read} baris pekerja dibaca: {accepted} diterima, {rejected} ditolak.",
    "{read} worker rows read: {accepted} accepted, {rejected} rejected.",
)
_STEPS = (
    Text(
        "1. Klik alamat di kolom Sel untuk pergi ke sel yang berwarna. Komentarnya menjelaskan apa yang salah. "
        "Bila selnya tidak tampak, tampilkan dulu baris atau kolomnya.",
        "1. Click an address in the column Cell to go to the coloured cell. Its comment says what is wrong. "
        "Where the cell does not show, unhide its row or column first.",
    ),
    Text("2. Betulkan isinya di sel itu juga: yang merah dulu.", "2. Mend it right there, the red ones first."),
    Text(
        "3. Simpan, lalu kirim berkas ini apa adanya. Lembar ini, warna, dan komentar jamsos tidak mengganggu.",
        "3. Save it and send this file as it is. This sheet, the colours and the comments of jamsos do no harm.",
    ),
)
_WHOLE_FILE = Text("(seluruh berkas)", "(whole file)")
_FEW = 5
_NOTHING = Text("Tidak ada yang harus diperbaiki.", "Nothing has to be mended.")
_FEWER_COMMENTS = Text(
    "Komentar hanya ada di {most} sel, yang paling berat dulu; sel lainnya hanya berwarna dan ada di daftar ini.",
    "Only {most} cells have a comment, the gravest first; the others are coloured and listed here.",
)


def marked_line(names: Sequence[object], folder: str) -> Text:
    """Say where the marked workbooks are: by name while they are few, a NIK in a name masked.

    >>> marked_line(["hasil/taro.xlsx", "hasil/5104031203800001.xlsx"], "hasil").en
    'Marked workbooks: 2, in hasil (hasil/taro.xlsx, hasil/5104************.xlsx).'
    """
    listed = f" ({', '.join(shown_name(str(name), 200) for name in names)})" if 0 < len(names) <= _FEW else ""
    return Text(
        f"Berkas bertanda: {len(names)}, di {folder}{listed}.", f"Marked workbooks: {len(names)}, in {folder}{listed}."
    )


class Spot(NamedTuple):
    """Where a finding leads in the workbook that comes back."""

    sheet: str
    cell: str
    """"" where a click leads nowhere: a sheet that does not show."""
    marked: bool
    """whether the cell itself is meant; a finding of a whole sheet only leads there."""


def spots(findings: Sequence[Finding], grids: Sequence[Grid], sheets: Sequence[RosterSheet]) -> list[Spot | None]:
    """Give where each finding leads: its cell, else the NIK or first filled cell of its row, else its sheet.

    `sheets` are those of `grids`, as the roster has them; grids go by the names of the workbook that comes back. None
    for what is said of the whole file.
    """
    found = {sheet.name: (grid, sheet) for grid, sheet in zip(grids, sheets, strict=True)}
    rows: dict[str, Mapping[int, Row]] = {}
    return [_spot(finding, found, rows) for finding in findings]


def _spot(
    finding: Finding, found: Mapping[str, tuple[Grid, RosterSheet]], rows: dict[str, Mapping[int, Row]]
) -> Spot | None:
    place = finding.place
    if (place.sheet or "") not in found or (place.sheet is None and place.row is None):
        return None
    grid, sheet = found[place.sheet or ""]
    if place.cell is not None:
        return Spot(grid.name, place.cell, marked=True)
    if place.row is None:
        return Spot(grid.name, "" if grid.hidden else "A1", marked=False)
    if grid.name not in rows:
        rows[grid.name] = {row.number: row for row in grid.rows}
    values = rows[grid.name][place.row].values if place.row in rows[grid.name] else ()
    filled = [index for index, value in enumerate(values) if value not in {None, ""}]
    nik = sheet.columns.get("nik", -1)
    column = nik if nik in filled else next(iter(filled), 0)
    return Spot(grid.name, f"{column_letters(column)}{place.row}", marked=True)


def marks(findings: Sequence[Finding], where: Sequence[Spot | None], lang: Lang) -> list[Mark]:
    """Give what is to be coloured, with the words of its comment; NIKs are masked in them."""
    return [
        Mark(spot.sheet, spot.cell, finding.kind.level, _comment(finding, lang))
        for finding, spot in zip(findings, where, strict=True)
        if spot is not None and spot.marked
    ]


def mending_sheet(
    result: FileResult, where: Sequence[Spot | None], lang: Lang, notices: Sequence[Text]
) -> MendingSheet:
    """Give the first sheet: how many findings there are, what to do, and each finding, the gravest first."""
    at = by_place(result)
    listed = sorted(zip(result.findings, where, strict=True), key=lambda one: (one[0].kind.level.rank, at(one[0])))
    return MendingSheet(
        title=TITLE.say(lang),
        lines=tuple(_lines(result, where, lang, notices)),
        heading=tuple(text.say(lang) for text in _HEADING),
        rows=tuple(_line(finding, spot, lang) for finding, spot in listed),
    )


def _lines(result: FileResult, where: Sequence[Spot | None], lang: Lang, notices: Sequence[Text]) -> Iterator[str]:
    levels = Counter(finding.kind.level for finding in result.findings)
    yield SIGNATURE.say(lang)
    yield f"{'Berkas' if lang == 'id' else 'File'}: {shown_name(result.file.rpartition('/')[2], 200)}"
    read, accepted, rejected = map(dotted, (result.rows_read, result.accepted, result.rejected))
    yield _ROWS.say(lang, read=read, accepted=accepted, rejected=rejected)
    yield from (text.say(lang) for text in notices)
    if not levels[Level.ERROR] and not levels[Level.WARNING]:
        yield _NOTHING.say(lang)
    if any(spot is not None and spot.marked for spot in where):
        yield from (step.say(lang) for step in _STEPS)
    if len({spot[:2] for spot in where if spot is not None and spot.marked}) > MOST_COMMENTS:
        yield _FEWER_COMMENTS.say(lang, most=dotted(MOST_COMMENTS))
    for level, text in _COLOURS.items():
        if levels[level]:
            yield text.say(lang, n=dotted(levels[level]))
            yield from _kinds(result, level, lang)


def _kinds(result: FileResult, level: Level, lang: Lang) -> Iterator[str]:
    """Say how many findings of each kind there are, the most frequent first."""
    counts = Counter(finding.kind for finding in result.findings if finding.kind.level is level)
    for kind, count in sorted(counts.items(), key=lambda one: (-one[1], one[0].code)):
        yield f"    {dotted(count)} × {mistake(kind).say(lang)} ({kind.code})"


def _line(finding: Finding, spot: Spot | None, lang: Lang) -> MendingLine:
    kind = finding.kind
    sheet, cell = (spot.sheet, spot.cell) if spot else ("", "")
    shown = (shown_name(sheet) or _WHOLE_FILE.say(lang), cell, kind.code, LEVELS[kind.level].say(lang))
    return MendingLine(kind.level, sheet, cell, (*shown, finding.message(lang), asked(finding, lang)))


def _comment(finding: Finding, lang: Lang) -> str:
    level = LEVELS[finding.kind.level].say(lang).capitalize()
    return f"{level} ({finding.kind.code}): {finding.message(lang)}\n{asked(finding, lang)}"
