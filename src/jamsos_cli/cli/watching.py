"""The command `worker watch`: who reaches which threshold when, and whose cover ends."""

from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import MonthOption, SheetFormat, WorkspaceOption
from jamsos_cli.cli.screen import print_json, print_line, print_tables
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import UsageError
from jamsos_cli.model.wording import Text

_TOGETHER = Text("--format xlsx dan --out BERKAS dipakai bersama.", "--format xlsx and --out FILE go together.")


def worker_watch(
    month: MonthOption = "this",
    village: Annotated[
        str, typer.Option("--village", metavar="DESA", help=say("Kode atau nama satu desa saja.", "One village alone."))
    ] = "",
    ahead: Annotated[
        int,
        typer.Option(
            "--ahead", min=1, max=24, help=say("Yang berakhir dalam sekian bulan.", "What ends in so many months.")
        ),
    ] = 6,
    output: Annotated[
        SheetFormat,
        typer.Option("--format", help=say("Tabel, JSON, .xlsx (dengan --out).", "Table, JSON, .xlsx.")),
    ] = SheetFormat.TABLE,
    out: Annotated[
        Path | None, typer.Option("--out", help=say("Berkas .xlsx: orang demi orang.", "The .xlsx, by person."))
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show standing, thresholds and the end of cover; with names in the .xlsx and JSON, NIKs masked."""
    from jamsos_cli.reports.continuity import watch_json, watch_tables
    from jamsos_cli.runs.office.workspace import need, read_month
    from jamsos_cli.runs.watching import watch, write_watch

    if (out is None) == (output is SheetFormat.XLSX):
        raise UsageError(_TOGETHER)
    place = need(workspace)
    watched = watch(place, read_month(month, place.today()), village, ahead)
    if out is not None:
        write_watch(out, watched, place)
        print_line(str(out))
    elif output is SheetFormat.JSON:
        print_json(watch_json(watched, place.settings.sources, lang()))
    else:
        print_tables(watch_tables(watched, place.settings.sources, lang()))
