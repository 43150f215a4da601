"""Options that several commands share."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.words import say
from jamsos_cli.errors import UsageError
from jamsos_cli.model.wording import Text


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"


class SheetFormat(StrEnum):
    """How results are given that also have a workbook."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"


FormatOption = Annotated[
    Format, typer.Option("--format", help=say("Tabel untuk dibaca, atau JSON untuk program.", "Table or JSON."))
]
WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="FOLDER",
        help=say("Ruang kerja; bila tidak disebut, dicari ke atas dari folder ini.", "Workspace; else found upward."),
    ),
]
_MONTH = typer.Option(
    "--month",
    metavar="BULAN",
    help=say("Bulan iuran: 2026-11, this (bulan ini), last (bulan lalu).", "Iuran month: 2026-11, this, last."),
)
MonthOption = Annotated[str, _MONTH]
MaybeMonthOption = Annotated[str | None, _MONTH]
"""The same for a command that goes without it, too."""
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help=say("Banyaknya proses; bawaan: semua inti.", "Processes; default: all cores.")),
]
RegencyOption = Annotated[
    str | None,
    typer.Option(
        "--regency", metavar="KODE", help=say("Kode atau nama kabupaten/kota: 51.04.", "Code or name of the regency.")
    ),
]
NikArgument = Annotated[
    str,
    typer.Argument(metavar="NIK", help=say("16 angka; - dibaca dari masukan.", "16 digits; - reads it from input.")),
]
ByOption = Annotated[
    str,
    typer.Option("--by", help=say("Siapa yang mencatat; bawaan: akun komputer.", "Who records it.")),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=say("Hitung saja, jangan simpan.", "Count only, save nothing."))
]
OutOption = Annotated[Path, typer.Option("--out", help=say("Berkas yang dibuat.", "File to make."))]


def typed_path(word: str) -> Path:
    """Give what was typed as a path; UsageError for "": as Path it would be the whole working directory."""
    if not word:
        raise UsageError(
            Text(
                "Nama berkas atau foldernya kosong; tulis namanya.", "The name of a file or folder is empty; write it."
            )
        )
    return Path(word)


PathsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="BERKAS...", parser=typed_path, help=say("Berkas atau folder.", "Files or folders.")),
]


def example(indonesian: str, english: str, *commands: str) -> str:
    """Give the help text of a command: what it does, and how it is typed."""
    head = say("Contoh", "Example")
    # \b keeps the lines as they are.
    return f"{say(indonesian, english)}\n\n\b\n{head}:\n" + "\n".join(f"  {command}" for command in commands)


def typed(word: str) -> str:
    """Give what was typed for a person or sponsor; "-" reads it from input, so that no history of a shell keeps it."""
    return sys.stdin.readline() if word == "-" else word


def only_with(needed: str, *, there: bool, said: Mapping[str, object]) -> None:
    """Refuse options (name -> what was typed) that say nothing without another word: UsageError."""
    lone = ", ".join(name for name, typed in said.items() if typed)
    if lone and not there:
        raise UsageError(Text(f"{lone} hanya dipakai bersama {needed}.", f"{lone} is used with {needed} only."))
