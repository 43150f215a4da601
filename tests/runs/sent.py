"""Rosters of a made-up office, written line by line and sent to be imported."""

from collections.abc import Sequence
from pathlib import Path

from jamsos_cli.errors import Exit
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.import_options import Options

NOVEMBER = Options(first=Month(2026, 11))
# Names that share no word with each other.
NAMES = ("Sudarma", "Sari", "Astawa", "Rai", "Suweca", "Mertha", "Artini", "Yasa", "Lestari", "Dipa", "Kerta", "Sukma")
Line = dict[str, str]


def nik(number: int) -> str:
    return f"510403120380{number + 1:04d}"


def line(number: int, village: str = "Batubulan", **more: str) -> Line:
    plain = {"NIK": nik(number), "NAMA": NAMES[number % len(NAMES)], "TANGGAL LAHIR": "12-03-1980", "DESA": village}
    return plain | more


def write(office: Workspace, name: str, lines: Sequence[Line], source: str = "apbd") -> Path:
    path = office.root / "rosters" / source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for one in lines for column in one))
    rows = [";".join(columns), *(";".join(one.get(column, "") for column in columns) for one in lines)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def send(
    office: Workspace, name: str, lines: Sequence[Line], options: Options = NOVEMBER, source: str = "apbd"
) -> tuple[Outcome, Exit]:
    (outcome,), code = import_rosters([write(office, name, lines, source)], office, options, lambda _: None)
    return outcome, code
