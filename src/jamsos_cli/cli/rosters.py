"""Commands about rosters: validate, explain, import, dedupe, template."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import Format, FormatOption, JobsOption, PathsArgument, RegencyOption, WorkspaceOption
from jamsos_cli.cli.screen import print_json, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say

_CHECKING = ("Memeriksa", "Checking")


def validate(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: PathsArgument,
    output: FormatOption = Format.TABLE,
    strict: Annotated[
        bool, typer.Option("--strict", help=say("Peringatan pun membuat kode keluar 1.", "Warnings make exit 1 too."))
    ] = False,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help=say("Hari penilaian umur.", "Day on which age is judged.")),
    ] = None,
    regency: RegencyOption = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate",
            metavar="FOLDER",
            help=say("Tulis berkas pengirim kembali ke sini, selnya ditandai.", "Write the files here, cells marked."),
        ),
    ] = None,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge rosters and show what is wrong in them."""
    from jamsos_cli.reports.findings import codes_table, files_table, findings_tables, validate_json
    from jamsos_cli.reports.mending import marked_line
    from jamsos_cli.runs.validate import Options
    from jamsos_cli.runs.validate import validate as judge
    from jamsos_cli.runs.workspace import find

    asked = Options(on.date() if on else None, regency, strict, jobs, annotate, lang())
    with progress(*_CHECKING) as told:
        found = judge(paths, find(workspace), asked, told)
    if output is Format.JSON:
        print_json(validate_json(found.files, lang()))
    else:
        several = (codes_table(found.files, lang()),) if len(found.files) > 1 else ()
        print_tables((*findings_tables(found.files, lang()), *several, files_table(found.files)))
    if annotate is not None:
        print_line(marked_line(found.marked, annotate.as_posix()), stderr=True)
    raise typer.Exit(found.exit_code)


def explain(code: Annotated[str, typer.Argument(metavar="KODE", help="N04")]) -> None:
    """Show what one kind of finding means."""
    from jamsos_cli.reports.kinds import kind_table
    from jamsos_cli.runs.explaining import explain as found

    print_tables((kind_table(found(code), lang()),))


def import_(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: PathsArgument,
    source: Annotated[
        str | None, typer.Option("--source", help=say("Kunci sumber dana berkas ini.", "Funding source of the files."))
    ] = None,
    programmes: Annotated[
        str | None, typer.Option("--programmes", help=say("JKK+JKM atau JKK+JKM+JHT.", "JKK+JKM or JKK+JKM+JHT."))
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="BULAN", help=say("Bulan iuran pertama.", "First iuran month."))
    ] = None,
    months: Annotated[
        int | None, typer.Option("--months", min=1, max=60, help=say("Berapa bulan.", "How many months."))
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=say("Pasti menggantikan daftar lama.", "Surely replaces the old list."))
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help=say("Pasti tambahan, bukan pengganti.", "Surely a further list."))
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help=say("Berkas yang sudah masuk diperiksa lagi.", "Known files anew."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("Hitung saja, jangan simpan.", "Count only, save nothing."))
    ] = False,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge rosters and enrol the workers of their accepted rows."""
    from jamsos_cli.reports.findings import refusals
    from jamsos_cli.reports.imports import imports_table, left_table
    from jamsos_cli.runs import importing
    from jamsos_cli.runs.workspace import need

    place = need(workspace)
    mode = importing.mode(replace=replace, add=add)
    options = importing.options(place, source=source, programmes=programmes, first=first, months=months, mode=mode)
    options = options._replace(dry_run=dry_run, jobs=jobs, again=again)
    with progress(*_CHECKING) as told:
        outcomes, code = importing.import_rosters(paths, place, options, told)
    why = refusals([outcome.result for outcome in outcomes], lang())
    print_tables((*why, imports_table(outcomes, lang()), *left_table(outcomes)))
    for outcome in outcomes:
        if outcome.why is not None and outcome.status != "known":
            print_line(f"{outcome.result.file}: {outcome.why.say(lang())}", stderr=True)
    raise typer.Exit(code)


def dedupe(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH...]", help=say("Bawaan: rosters/.", "Default: rosters/."))
    ] = None,
    output: FormatOption = Format.TABLE,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List who stands in two places."""
    from jamsos_cli.reports.pairs import pairs_json, pairs_table
    from jamsos_cli.runs.deduping import dedupe as paired
    from jamsos_cli.runs.workspace import need

    with progress(*_CHECKING) as told:
        pairs = paired(paths or [], need(workspace), jobs=jobs, progress=told)
    if output is Format.JSON:
        print_json(pairs_json(pairs, lang()))
    else:
        print_tables((pairs_table(pairs, lang()),))


def template_roster(
    out: Annotated[Path, typer.Option("--out", help=say("Berkas yang dibuat.", "File to make."))] = Path("daftar.xlsx"),
    workspace: WorkspaceOption = None,
) -> None:
    """Write a blank roster with drop-downs and instructions."""
    from jamsos_cli.runs.templating import template_roster as made
    from jamsos_cli.runs.workspace import find

    print_line(str(made(out, find(workspace))))
