"""Commands about rosters but validate, and the blank workbooks but that of budgets: explain, import, template."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import DryRunOption, JobsOption, MonthOption, OutOption, PathsArgument, WorkspaceOption
from jamsos_cli.cli.screen import CHECKING, print_line, print_tables, print_whys, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.model.month import LONGEST_PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsos_cli.model.outcome import Outcome


def explain(
    code: Annotated[str, typer.Argument(metavar="KODE", help=say("Kode temuan: N04.", "Code of a finding: N04."))],
) -> None:
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
        int | None, typer.Option("--months", min=1, max=LONGEST_PERIOD, help=say("Berapa bulan.", "How many months."))
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
    dry_run: DryRunOption = False,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge rosters and enrol the workers of their accepted rows."""
    from jamsos_cli.runs.office.workspace import need
    from jamsos_cli.runs.rosters import judging

    place = need(workspace)
    judging.make_ready(paths, jobs)
    from jamsos_cli.runs import importing
    from jamsos_cli.runs.rosters import import_options

    mode = import_options.mode(replace=replace, add=add)
    options = import_options.options(place, source=source, programmes=programmes, first=first, months=months, mode=mode)
    options = options._replace(dry_run=dry_run, jobs=jobs, again=again)
    with progress(*CHECKING) as seen:
        outcomes, code = importing.import_rosters(paths, place, options, seen)
    _tell(outcomes)
    raise typer.Exit(code)


def _tell(outcomes: "Sequence[Outcome]") -> None:
    """Say what became of each roster, and what the office must do about it."""
    from jamsos_cli.reports.findings import further_codes, refusals
    from jamsos_cli.reports.imports import (
        doubles_notice,
        imports_table,
        left_table,
        past_notice,
        registry_notices,
        unaddressed_notice,
    )

    results = [outcome.result for outcome in outcomes]
    notices = registry_notices(results, lang())
    told = (imports_table(outcomes, lang()), *left_table(outcomes, lang()), *notices, *further_codes(results, lang()))
    print_tables((*refusals(results, lang()), *told))
    print_whys(outcomes)
    for notice in filter(None, (unaddressed_notice(outcomes), past_notice(outcomes), doubles_notice(results))):
        print_line(notice)


def template_roster(out: OutOption = Path("daftar.xlsx"), workspace: WorkspaceOption = None) -> None:
    """Write a blank roster with drop-downs and instructions."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_roster as made

    print_line(str(made(out, find(workspace))))


def template_exclusions(out: OutOption = Path("pengecualian.xlsx"), workspace: WorkspaceOption = None) -> None:
    """Write a blank exclusion list with drop-downs and instructions."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_exclusions as made

    print_line(str(made(out, find(workspace))))


def template_sponsors(out: OutOption = Path("formulir-sponsor.xlsx"), workspace: WorkspaceOption = None) -> None:
    """Write a blank form with drop-downs and instructions."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_sponsors as made

    print_line(str(made(out, find(workspace))))


def template_statement(
    month: MonthOption = "this", out: OutOption = Path("catatan.xlsx"), workspace: WorkspaceOption = None
) -> None:
    """Write a blank statement for an answer that must be typed."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_statement as made

    print_line(str(made(out, month, find(workspace))))
