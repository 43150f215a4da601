"""Commands about budgets: ceilings set, imported, shown, withdrawn, and how each stands."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import ByOption, DryRunOption, Format, FormatOption, OutOption, WorkspaceOption
from jamsos_cli.cli.screen import print_json, print_line, print_tables
from jamsos_cli.cli.words import lang, say
from jamsos_cli.model.programme import Programme

YearOption = Annotated[
    int | None, typer.Option("--year", min=2015, max=2999, help=say("Tahun anggaran.", "Budget year."))
]


def budget_set(  # noqa: PLR0913, PLR0917  each is an option of the command
    source: Annotated[str, typer.Argument(metavar="SUMBER", help=say("Kunci sumber dana: apbd.", "Funding source."))],
    year: Annotated[str, typer.Argument(metavar="TAHUN", help=say("Tahun anggaran: 2026.", "Budget year: 2026."))],
    amount: Annotated[str, typer.Argument(metavar="JUMLAH", help=say("Rupiah setahun.", "Rupiah for the year."))],
    basis: Annotated[
        str, typer.Option("--basis", metavar="TEKS", help=say("Dasar hukum: Perda 12/2025.", "The regulation."))
    ] = "",
    version: Annotated[
        str, typer.Option("--version", metavar="TEKS", help=say("induk, perubahan, atau lain.", "induk, perubahan, …"))
    ] = "induk",
    village: Annotated[
        str,
        typer.Option(
            "--village", metavar="KODE", help=say("Desa, bila desa yang membayar.", "The village, where villages pay.")
        ),
    ] = "",
    account: Annotated[
        Programme | None,
        typer.Option("--account", help=say("Hanya rekening ini; bawaan: semua bersama.", "This account alone.")),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d"],
            help=say(
                "Berlaku sejak, misalnya 2026-09-01; bawaan: hari ini.",
                "In force since, as 2026-09-01; default: today.",
            ),
        ),
    ] = None,
    by: ByOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Record a ceiling; the latest dated holds, nothing is edited."""
    from jamsos_cli.reports.budget import ceiling_words
    from jamsos_cli.runs.new_ceilings import Written, set_ceiling
    from jamsos_cli.runs.office.workspace import need, village_name

    place = need(workspace)
    written = Written(source, year, amount, village, "", account or "", version, basis, date.date() if date else None)
    made, new = set_ceiling(place, written, by)
    print_line(ceiling_words(made, village_name(made.payer), place.settings.sources, new=new))


def budget_import(
    path: Annotated[Path, typer.Argument(metavar="BERKAS", help=say(".xlsx atau .csv.", ".xlsx or .csv."))],
    dry_run: DryRunOption = False,
    by: ByOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Record all ceilings of a table, or none where a row is wrong."""
    from jamsos_cli.reports.budget import imported_words
    from jamsos_cli.runs.new_ceilings import import_ceilings
    from jamsos_cli.runs.office.workspace import need

    done = import_ceilings(need(workspace), path, by, dry_run=dry_run)
    for wrong in done.wrong:
        print_line(wrong, stderr=True)
    print_line(imported_words(len(done.ceilings), done.new, wrong=len(done.wrong), dry_run=dry_run))
    raise typer.Exit(done.exit_code)


def budget_list(
    year: YearOption = None, output: FormatOption = Format.TABLE, workspace: WorkspaceOption = None
) -> None:
    """Show every ceiling, replaced and withdrawn ones too."""
    from jamsos_cli.reports.budget import ceilings_json, ceilings_table
    from jamsos_cli.runs.budgeting import listed
    from jamsos_cli.runs.office.workspace import need

    place = need(workspace)
    (found, held), day = listed(place, year), place.today().isoformat()
    if output is Format.JSON:
        print_json(ceilings_json(found, held, day))
    else:
        print_tables((ceilings_table(found, place.settings.sources, held, day, lang()),))


def budget_show(
    year: YearOption = None, output: FormatOption = Format.TABLE, workspace: WorkspaceOption = None
) -> None:
    """Show how each budget of a year stands: ceiling, invoiced, committed, recorded, left, and when it runs dry."""
    from jamsos_cli.reports.budget import budget_json, budget_tables
    from jamsos_cli.runs.budgeting import standing
    from jamsos_cli.runs.office.workspace import need

    place = need(workspace)
    asked = year or place.today().year
    found, sources = standing(place, asked), place.settings.sources
    if output is Format.JSON:
        print_json(budget_json(found, sources, asked))
    else:
        print_tables(budget_tables(found, sources, asked, lang()))


def budget_withdraw(
    number: Annotated[int, typer.Argument(metavar="NOMOR", help=say("Lihat: budget list.", "See budget list."))],
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa keliru.", "Why."))] = "",
    by: ByOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Withdraw a ceiling that was a mistake; it is kept, and the one before it holds again."""
    from jamsos_cli.reports.budget import withdrawn_words
    from jamsos_cli.runs.budgeting import withdraw
    from jamsos_cli.runs.office.workspace import need, village_name

    place = need(workspace)
    gone = withdraw(place, number, reason, by)
    print_line(withdrawn_words(gone, village_name(gone.payer), place.settings.sources))


def template_budgets(
    year: YearOption = None,
    out: OutOption = Path("pagu.xlsx"),
    workspace: WorkspaceOption = None,
) -> None:
    """Write a blank table of ceilings, a row for every desa that pays."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_budgets as made

    print_line(str(made(out, year, find(workspace))))
