"""Commands about the office: init, doctor, worker."""

from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import RegencyOption, WorkspaceOption
from jamsos_cli.cli.screen import print_line, print_tables
from jamsos_cli.cli.words import lang, say


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help=say("Bawaan: folder ini.", "Default: here."))
    ] = Path(),
    regency: RegencyOption = None,
    sample: Annotated[
        bool,
        typer.Option(
            "--sample",
            help=say(
                "Isi dengan bulan contoh (51.04, 51.71, atau 62.10).", "With the sample month (51.04, 51.71 or 62.10)."
            ),
        ),
    ] = False,
) -> None:
    """Make a workspace; nothing that is there is overwritten."""
    from jamsos_cli.runs.initialising import initialise

    made = initialise(folder, regency, sample=sample)
    print_line(say(f"Ruang kerja siap: {made.root.resolve()}", f"The workspace is ready: {made.root.resolve()}"))
    print_line(
        say(
            "Taruh daftar desa di rosters/<sumber>/, lalu: jamsos run --month this",
            "Put the rosters under rosters/<source>/, then: jamsos run --month this",
        )
        if not sample
        else say("Coba: jamsos run --month 2026-11", "Try: jamsos run --month 2026-11")
    )


def doctor(workspace: WorkspaceOption = None) -> None:
    """Check what jamsos needs."""
    from jamsos_cli.reports.checkup import checkup_table
    from jamsos_cli.runs.checking import check

    checkup, code = check(workspace)
    print_tables((checkup_table(checkup, lang()),))
    raise typer.Exit(code)


def worker_show(
    nik: Annotated[
        str,
        typer.Argument(
            metavar="NIK", help=say("16 angka; - dibaca dari masukan.", "16 digits; - reads it from input.")
        ),
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Show one person's NIKs, enrolments and bills."""
    import sys

    from jamsos_cli.reports.person import person_tables
    from jamsos_cli.runs.people import person
    from jamsos_cli.runs.workspace import need

    found = person(need(workspace), sys.stdin.readline() if nik == "-" else nik)
    print_tables(person_tables(found.niks, found.enrolments, found.lines, lang()))
