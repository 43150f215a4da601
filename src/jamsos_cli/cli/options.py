"""Options that several commands share."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.words import say


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"


class FindingsFormat(StrEnum):
    """How findings are printed: tables, or one document."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    SARIF = "sarif"


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
MonthOption = Annotated[
    str,
    typer.Option(
        "--month",
        metavar="BULAN",
        help=say("Bulan iuran: 2026-11, this, atau last.", "Iuran month: 2026-11, this, last."),
    ),
]
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
PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help=say("Berkas atau folder.", "Files or folders."))
]


def example(indonesian: str, english: str, *commands: str) -> str:
    """Give the help text of a command: what it does, and how it is typed."""
    head = say("Contoh", "Example")
    return f"{say(indonesian, english)}\n\n{head}: " + "\n\n".join(f"`{command}`" for command in commands)


FindingsOption = Annotated[
    FindingsFormat,
    typer.Option(
        "--format",
        help=say(
            "Tabel; json, csv, sarif untuk program; html untuk peramban.",
            "Tables; json, csv, sarif for programs; html for a browser.",
        ),
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help=say("Tulis json, csv, html, atau sarif ke berkas ini.", "Write json, csv, html or sarif to this file."),
    ),
]
MessagesOption = Annotated[
    Path | None,
    typer.Option(
        "--messages",
        metavar="FOLDER",
        help=say("Tulis pesan WhatsApp bagi pengirim tiap daftar.", "Write a WhatsApp text for each list's sender."),
    ),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option(
        "--until",
        formats=["%Y-%m-%d"],
        help=say("Batas perbaikan yang disebut di pesan.", "Last day to mend, as the texts say it."),
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help=say("Peringatan pun membuat kode keluar 1.", "Warnings make exit 1 too."))
]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help=say("Hari penilaian umur.", "Day on which age is judged.")),
]
