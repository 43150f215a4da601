r"""Rosters as readable text: one line a row, cells parted by |, so that a test shows what the clerk sees.

    on: 2026-11-01              day of judgement; also source, regency, programmes, month
    import: each                the files are imported one after the other, from rosters/ of a workspace; those under
                                lists/ are exclusion lists
    expect: N04 B2              one finding: its code and its cell, row or "-"; the line may be repeated
    --- daftar.xlsx             a file; flags behind it: csv encodings (utf-16, cp1252, bom), hex, xlsx, macros
    [Br. Tengah] hidden         a sheet, also "protected"; "from C5" moves its first cell
    NO | NIK | NAMA
    1 | #5104031203800000 | I WAYAN SUDARMA

A cell is text, but #123 is a number and d2026-11-01 a date, =A1&B1 a formula without a result, =7 or =#REF! one with
that result; \u00a0 is that character. An empty line is an empty row, ~ before a line hides its row.
Text before the first --- that is no "key: value" is a comment. Text without any --- is the one file daftar.xlsx.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from jamsos_cli.model.finding import Finding
from jamsos_cli.model.result import FileResult
from jamsos_cli.runs.rosters import judging
from jamsos_cli.settings import Checks, Office, Settings
from jamsos_cli.steps.accept import Accepted

ON = date(2026, 11, 1)
_CHECKS = ("minimum_age", "age_limit_near_months")
_KEYS = ("on", "source", "regency", "programmes", "month", *_CHECKS, "enrolled", "import", "expect")
_DIRECTIVE = re.compile(rf"({'|'.join(_KEYS)}): *(.*)")
_SHEET = re.compile(r"\[([^\]|]+)\](?: (hidden|protected))?(?: from ([A-Z]+[0-9]+))?")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODINGS = {"csv", "utf-16", "cp1252", "bom"}
_ELSEWHERE = "Lain!A1"
LEFT_OUT = frozenset({"F16", "E07"})
"""Small rosters have few columns, and most tests no list to check against: the notes that say so are not compared."""


class TextRoster(NamedTuple):
    """What a text says: how to judge, what must be found, and the files as bytes."""

    said: dict[str, str]
    expected: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def read_text(text: str) -> TextRoster:
    """Read the form above."""
    head, *blocks = re.split(r"(?m)^--- ?", text)
    if not blocks:
        return TextRoster({}, (), (("daftar.xlsx", workbook(text)),))
    said, expected = {}, []
    for line in head.splitlines():
        if found := _DIRECTIVE.fullmatch(line.strip()):
            expected += [found[2]] if found[1] == "expect" else []
            said[found[1]] = found[2]
    return TextRoster(said, tuple(expected), tuple(_file(block) for block in blocks))


def _file(block: str) -> tuple[str, bytes]:
    first, _, body = block.partition("\n")
    name, *flags = first.split()
    if "hex" in flags:
        return name, bytes.fromhex("".join(body.split()))
    if "macros" in flags:
        return name, _with_macros(workbook(body))
    if "xlsx" in flags or (name.endswith((".xlsx", ".xlsm")) and not _ENCODINGS & set(flags)):
        return name, workbook(body)
    encoding = next((flag for flag in flags if flag in {"utf-16", "cp1252"}), "utf-8")
    return name, body.encode("utf-8-sig" if "bom" in flags else encoding)


def workbook(text: str) -> bytes:
    """Make a workbook from lines of cells; a line [name] begins a sheet."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_numbers": False, "in_memory": True}) as book:
        shown = False
        for about, lines in _sheets(text.removesuffix("\n")):
            sheet = book.add_worksheet(about[1] if about else "Sheet1")
            if about and about[2] == "protected":
                sheet.protect("sandi")
            if about and about[2] == "hidden":
                sheet.hide()
            elif not shown:
                shown = True
                sheet.activate()
                sheet.set_first_sheet()
            top, left = xl_cell_to_rowcol(about[3]) if about and about[3] else (0, 0)
            for row, line in enumerate(lines):
                if line.startswith("~"):
                    sheet.set_row(top + row, None, None, {"hidden": True})
                for column, cell in enumerate(line.removeprefix("~").split("|") if line.strip() else ()):
                    _write(book, sheet, (top + row, left + column), cell.strip())
    return made.getvalue()


def _with_macros(book: bytes) -> bytes:
    """Give the workbook with a part where VBA stands; it holds nothing that could run."""
    made = BytesIO(book)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/vbaProject.bin", b"made up")
    return made.getvalue()


def _sheets(text: str) -> Iterator[tuple[re.Match[str] | None, list[str]]]:
    about: re.Match[str] | None = None
    lines: list[str] = []
    for line in text.splitlines():
        if found := _SHEET.fullmatch(line.strip()):
            if about or lines:
                yield about, lines
            about, lines = found, []
        else:
            lines.append(line)
    yield about, lines


def _write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int], cell: str) -> None:
    if not cell:
        return
    if cell[0] == "#" and cell[1:2] in set("0123456789-."):
        sheet.write_number(*at, float(cell[1:]))
    elif cell[0] == "=":
        known = re.fullmatch(r"=(#[A-Z/0!?]+|[0-9.]+)", cell)
        sheet.write_formula(*at, f"={_ELSEWHERE}" if known else cell, None, known[1] if known else "")
    elif re.fullmatch(r"d[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        sheet.write_datetime(*at, datetime.fromisoformat(cell[1:]), book.add_format({"num_format": "dd-mm-yyyy"}))
    else:
        sheet.write_string(*at, _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell))


def _checks(said: dict[str, str]) -> Checks:
    """Give the checks of the settings, with what a text says of them."""
    return Checks(**{name: int(said[name]) for name in _CHECKS if name in said})


def judge(text: str, **said: str) -> list[Accepted]:
    """Write the files of a text and judge them together, as `jamsos validate` does."""
    roster = read_text(text)
    return judge_files(roster.files, **{**roster.said, **said})


def judge_files(files: Sequence[tuple[str, bytes]], **said: str) -> list[Accepted]:
    """Judge files, given as name and bytes. The source is APBD unless said: "" for none, "folder" by their folders."""
    settings = Settings(office=Office(regency=said.get("regency", "")), checks=_checks(said))
    source = said.get("source", "apbd")
    with tempfile.TemporaryDirectory() as folder:
        tasks = []
        for name, data in sorted(files):
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            tasks.append(
                judging.Task(
                    path=path,
                    name=name,
                    settings=settings,
                    on=date.fromisoformat(said.get("on", ON.isoformat())),
                    source=(Path(name).parts[0] if source == "folder" else source) or None,
                    programmes=said.get("programmes"),
                    enrolled=frozenset(said.get("enrolled", "").split()),
                    details="details" in said,
                )
            )
        return judging.judge_together(tasks, 1, lambda _: None)


def result(text: str, **said: str) -> FileResult:
    """Judge a text of one file."""
    (one,) = judge(text, **said)
    return one.result


def places(findings: Sequence[Finding]) -> list[str]:
    """Give findings as a test writes them: "N04 B2", "F11 row 3", "F16 -"; those of a sheet name it."""
    return sorted(_place(finding) for finding in findings if finding.kind.code not in LEFT_OUT)


def codes(findings: Sequence[Finding]) -> list[str]:
    """Give the codes in order, without the notes on what is not there."""
    return sorted(finding.kind.code for finding in findings if finding.kind.code not in LEFT_OUT)


def _place(finding: Finding) -> str:
    place = finding.place
    where = place.cell or (f"row {place.row}" if place.row else (f"[{place.sheet}]" if place.sheet else "-"))
    return f"{finding.kind.code} {where}"
