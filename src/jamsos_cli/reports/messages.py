"""What to send a village by WhatsApp after its roster was checked: short, polite, no NIK, no name of a worker."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.free_name import free_name
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.month import day_title
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.sender import asked
from jamsos_cli.model.showing import shown_name
from jamsos_cli.reports.findings import by_place
from jamsos_cli.reports.villages import ByVillage

LIMIT = 1000
"""characters; a longer message is folded on the phone and not read."""
_MISTAKES, _CELLS = 3, 3
_MARKS = lazy_pattern("[*_~`]")
"""WhatsApp's own: in a name of a file they would turn the rest of the line bold."""


class Notice(NamedTuple):
    """Who writes, when the roster was checked, and until when an answer is wanted."""

    office: str
    checked: date
    until: date | None = None
    due: date | None = None
    """day on which the month's premium is due."""


class _Mistake(NamedTuple):
    kind: Kind
    hint: str
    rows: int
    cells: tuple[tuple[str, str], ...]
    """(sheet, where in it): "" for the sheet where only one has findings; a cell, or the number of a row."""


def village_message(result: FileResult, notice: Notice, folder: str = "") -> str:
    """Give the message about one file in Indonesian, with WhatsApp's marks for bold, at most LIMIT characters.

    It says how many rows there are and how many are right, the three most frequent mistakes with cells to look at, the
    names of the others, what to do and until when if that is known. `folder` is named beside the file, to tell it from
    another.
    """
    mistakes = _mistakes(result)
    for hints, cells in ((2, _CELLS), (1, _CELLS), (0, _CELLS), (0, 1)):
        parts = (
            _head(result, notice, folder), _counts(result), *_listed(mistakes, hints, cells), *_end(result, notice),
        )  # fmt: skip
        text = "\n\n".join(parts)
        if len(text) <= LIMIT:
            break
    return text + "\n"


def message_folders(files: Sequence[str]) -> list[str]:
    """Give the folder that tells each file from others of its name, without regard to case; "" where none need.

    It is given from where their folders part.

    >>> message_folders(["rosters/apbd/Saba.xlsx", "rosters/dana_desa/saba.csv", "rosters/apbd/taro.xlsx"])
    ['apbd', 'dana_desa', '']
    """
    parts = [re.split(r"[/\\]", file) for file in files]
    alike: dict[str, list[list[str]]] = defaultdict(list)
    for one in parts:
        alike[_stem(one[-1]).casefold()].append(one[:-1])
    found = []
    for one in parts:
        folders = alike[_stem(one[-1]).casefold()]
        shared = next((at for at, names in enumerate(zip(*folders, strict=False)) if len(set(names)) > 1), None)
        shared = min(map(len, folders)) if shared is None else shared
        found.append("/".join(one[shared:-1]))
    return found


def message_names(files: Sequence[str]) -> list[str]:
    """Name the file of each message after its roster, and its folder where two share a name; unique in any case.

    >>> message_names(["rosters/apbd/Desa Saba.xlsx", "rosters/dana_desa/desa saba.csv", "rosters/apbd/taro.csv"])
    ['Desa Saba (apbd).txt', 'desa saba (dana_desa).txt', 'taro.txt']
    """
    taken: set[str] = set()
    names = []
    for file, folder in zip(files, message_folders(files), strict=True):
        stem = _stem(re.split(r"[/\\]", file)[-1])
        if label := _fit(folder):
            stem = f"{stem} ({label})"
        names.append(free_name(stem, taken, ".txt"))
    return names


def _stem(name: str) -> str:
    return _fit(name.rsplit(".", 1)[0]) or "daftar"


def _fit(name: str) -> str:
    """Make a name fit for a file on every system, a NIK in it masked."""
    return "".join(c if c.isalnum() or c in " .-_()" else "-" for c in shown_name(name, 80)).strip(" .")


def _head(result: FileResult, notice: Notice, folder: str) -> str:
    villages = [line.village for line in ByVillage([result]).lines() if line.rows]
    about = _plain(result.file.replace("\\", "/").rsplit("/", 1)[-1])
    if folder:
        about += f" di folder {_plain(folder)}"
    who = f"*{_plain(villages[0])}*, berkas {about}" if len(villages) == 1 and result.villages else f"Berkas {about}"
    if result.villages and not any(part.name for part in result.villages):
        who = f"Berkas {about}"
    return f"Yth. Bapak/Ibu,\n\n*Hasil pemeriksaan daftar pekerja rentan*\n{who}\nDiperiksa {day_title(notice.checked)}"


def _counts(result: FileResult) -> str:
    read, accepted, rejected = result.rows_read, result.accepted, result.rejected
    if not read:
        return "Belum ada baris pekerja yang dapat kami baca."
    doubted = accepted - sum(line.clean or 0 for line in ByVillage([result]).lines())
    if rejected == 0 and doubted == 0:
        return f"*Semua {read} baris sudah benar.* Tidak ada yang perlu dibetulkan."
    said = [f"*{read} baris* dibaca, *{accepted} diterima*"]
    if rejected:
        said.append(f"*{rejected} belum dapat diterima*")
    if doubted:
        said.append(f"{doubted} di antara yang diterima perlu dilihat lagi")
    return ", ".join(said) + "."


def _mistakes(result: FileResult) -> list[_Mistake]:
    """Give errors, then warnings, each the most frequent first, counted in rows."""
    by_kind: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(result.findings, key=by_place(result)):
        if finding.kind.level is not Level.NOTE:
            by_kind[finding.kind.code].append(finding)
    several = len({finding.place.sheet for finding in result.findings if finding.place.row is not None}) > 1
    found = []
    for findings in by_kind.values():
        kind = findings[0].kind
        rows = {(finding.place.sheet, finding.place.row) for finding in findings}
        cells = dict.fromkeys(_where(finding, several) for finding in findings)
        found.append(_Mistake(kind, asked(findings[0], "id"), len(rows), tuple(cell for cell in cells if cell[1])))
    return sorted(found, key=lambda one: (one.kind.level is not Level.ERROR, -one.rows, one.kind.code))


def _listed(mistakes: Sequence[_Mistake], hints: int, cells: int) -> Iterable[str]:
    """Say the most frequent mistakes and name the others; `hints`: 2 whole, 1 their first sentence, 0 none."""
    if not mistakes:
        return
    yield "Yang perlu dibetulkan:" if len(mistakes) <= _MISTAKES else "Yang paling banyak perlu dibetulkan:"
    for number, one in enumerate(mistakes[:_MISTAKES], 1):
        counted = f" ({one.rows} baris)" if one.cells else ""
        lines = [f"{number}. *{mistake(one.kind).id}*{counted}"]
        if one.cells:
            lines.append(_places(one.cells[:cells]) + (", …" if len(one.cells) > cells else ""))
        if hints:
            lines.append(one.hint if hints > 1 else one.hint.split(". ")[0].rstrip(".") + ".")
        yield "\n".join(lines)
    if others := mistakes[_MISTAKES:]:
        names = ", ".join(mistake(one.kind).id + (f" ({one.rows})" if one.cells else "") for one in others)
        yield f"Juga: {names}." if hints else f"Juga {len(others)} jenis lain."


def _end(result: FileResult, notice: Notice) -> Iterable[str]:
    if any(finding.kind.level is not Level.NOTE for finding in result.findings):
        when = f" *paling lambat {day_title(notice.until)}*" if notice.until else ""
        mended = "Mohon dibetulkan di berkas yang sama, lalu dikirim kembali"
        said = "Mohon dikirim ulang" if result.is_unreadable else mended
        said += f"{when}."
        if notice.due and result.rejected:
            said += (
                f" Iuran jatuh tempo {day_title(notice.due)}; pekerja yang barisnya belum diterima belum terlindungi."
            )
        yield said
    yield f"Terima kasih.\n_{_plain(notice.office)}_"


def _where(finding: Finding, several: bool) -> tuple[str, str]:
    place = finding.place
    if place.row is None:
        return "", ""
    return _plain(place.sheet) if several and place.sheet else "", place.cell or str(place.row)


def _places(cells: Sequence[tuple[str, str]]) -> str:
    """Say where to look, sheet by sheet.

    >>> _places([("", "B7"), ("", "B9")]), _places([("Br. Kaja", "9"), ("Br. Kaja", "12"), ("Br. Kelod", "B7")])
    ('sel B7, B9', 'lembar Br. Kaja: baris 9, 12; lembar Br. Kelod: sel B7')
    """
    said = []
    for (sheet, lettered), group in groupby(cells, key=lambda cell: (cell[0], cell[1][:1].isalpha())):
        listed = ", ".join(where for _, where in group)
        said.append(f"{f'lembar {sheet}: ' if sheet else ''}{'sel' if lettered else 'baris'} {listed}")
    return "; ".join(said)


def _plain(text: str) -> str:
    """A name as it may stand in a message: no NIK, nothing unprintable, none of WhatsApp's marks."""
    return _MARKS.sub(" ", shown_name(text, 60)).strip()
