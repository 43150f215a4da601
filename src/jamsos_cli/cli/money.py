"""Commands about money: invoice, reconcile, report, tariff, run."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import Format, FormatOption, JobsOption, MonthOption, PathsArgument, WorkspaceOption
from jamsos_cli.cli.screen import print_json, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit


def invoice(
    month: MonthOption,
    issue: Annotated[
        bool, typer.Option("--issue", help=say("Beri nomor dan bekukan.", "Give numbers and freeze."))
    ] = False,
    papers: Annotated[
        bool,
        typer.Option(
            "--papers",
            help=say(
                "Juga surat pengantar, kwitansi, daftar potongan, keterangan sponsor; semua sebagai PDF.",
                "Also cover letters, receipts, deduction lists, sponsor statements; all as PDF.",
            ),
        ),
    ] = False,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Make the month's invoices."""
    from jamsos_cli.reports.invoice import invoice_json, invoice_rows, totals_table
    from jamsos_cli.reports.notices import notices_table
    from jamsos_cli.runs.invoicing import invoice as made
    from jamsos_cli.runs.workspace import need, read_month

    place = need(workspace)
    done = made(place, read_month(month, place.today()), issue=issue, papers=papers)
    sources = place.settings.sources
    for notice in done.notices:
        print_line(notice, stderr=True)
    if output is Format.JSON:
        for finding in done.findings:
            print_line(finding.message(lang()), stderr=True)
        print_json(invoice_json(done.lines, sources, done.month))
        return
    totals = totals_table(invoice_rows(done.invoices, sources), sources, done.month, lang())
    print_tables((totals, *notices_table(done.findings, lang())))
    print_line(
        say(
            f"{len(done.files)} berkas di {place.out(done.month)}",
            f"{len(done.files)} files in {place.out(done.month)}",
        )
    )


def reconcile(
    month: MonthOption, paths: PathsArgument, output: FormatOption = Format.TABLE, workspace: WorkspaceOption = None
) -> None:
    """Compare the month's bills with the insurer's statements."""
    from jamsos_cli.reports.reconciliation import lines_table, reconciliation_json, states_table
    from jamsos_cli.runs.reconciling import reconcile_month
    from jamsos_cli.runs.workspace import need, read_month

    place = need(workspace)
    done = reconcile_month(place, read_month(month, place.today()), paths)
    summed = reconciliation_json(done.matches, done.month)
    if output is Format.JSON:
        print_json(summed)
    else:
        print_tables((lines_table(done.matches, done.month, lang()), states_table(done.matches, done.month, lang())))
    for notice in done.notices:
        print_line(notice, stderr=True)
    raise typer.Exit(Exit.FINDINGS if summed["open"] or done.unbilled else Exit.CLEAN)


def report(month: MonthOption, workspace: WorkspaceOption = None) -> None:
    """Show and write who was covered in a month."""
    from jamsos_cli.runs.reporting import report as made
    from jamsos_cli.runs.workspace import need, read_month

    place = need(workspace)
    done = made(place, read_month(month, place.today()), lang())
    print_tables(done.tables)
    for path in done.files:
        print_line(str(path))


def tariff(
    month: MonthOption = "this",
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="BULAN",
            help=say(
                "Yang berubah pada tagihan sejak bulan atau tanggal ini.", "What changes in bills from this month on."
            ),
        ),
    ] = None,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what holds in a month, by which law; or what the law of today changes in what was billed."""
    if since is not None:
        _changes(since, output, workspace)
        return
    from jamsos_cli.reports.tariff import MonthPrices, tariff_json, tariff_tables
    from jamsos_cli.runs.pricing import month_prices
    from jamsos_cli.runs.workspace import find

    prices = MonthPrices(*month_prices(month, find(workspace)))
    if output is Format.JSON:
        print_json(tariff_json(prices, lang()))
    else:
        print_tables(tariff_tables(prices, lang()))


def why(
    nik: Annotated[
        str,
        typer.Argument(
            metavar="NIK", help=say("16 angka; - dibaca dari masukan.", "16 digits; - reads it from input.")
        ),
    ],
    month: Annotated[str, typer.Argument(metavar="BULAN", help=say("Bulan iuran: 2026-11.", "Iuran month: 2026-11."))],
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show how an amount came about."""
    from jamsos_cli.reports.why import why_json, why_tables
    from jamsos_cli.runs.why import why as reckoned
    from jamsos_cli.runs.workspace import need, read_month

    place = need(workspace)
    found = reckoned(place, sys.stdin.readline() if nik == "-" else nik, read_month(month, place.today()))
    if output is Format.JSON:
        print_json(why_json(found, lang()))
    else:
        print_tables(why_tables(found, lang()))


def _changes(since: str, output: Format, workspace: Path | None) -> None:
    from jamsos_cli.reports.repriced import repriced_json, repriced_tables
    from jamsos_cli.runs.repricing import changes
    from jamsos_cli.runs.workspace import need

    place = need(workspace)
    found = changes(since, place)
    if output is Format.JSON:
        print_json(repriced_json(*found))
    else:
        print_tables(repriced_tables(*found, place.settings.sources, lang()))


def run(month: MonthOption = "this", jobs: JobsOption = None, workspace: WorkspaceOption = None) -> None:
    """Do the whole month, and sum it up once."""
    from jamsos_cli.reports.exclusion import new_lists
    from jamsos_cli.reports.summary import summary_tables
    from jamsos_cli.runs.month import run as whole
    from jamsos_cli.runs.workspace import need, read_month

    place = need(workspace)
    with progress("Memeriksa", "Checking") as told:
        done = whole(place, read_month(month, place.today()), jobs, told)
    billing = (done.invoiced.invoices, done.invoiced.findings, place.settings.sources)
    matches = done.reconciled.matches if done.reconciled else None
    print_tables(new_lists([(one.status, one.record) for one in done.lists], lang()))
    print_tables(summary_tables(done.month, done.outcomes, done.pairs, billing, matches, lang()))
    for trouble in done.troubles:
        print_line(trouble, stderr=True)
    print_line(say(f"Semua berkas ada di {place.out(done.month)}", f"All files are in {place.out(done.month)}"))
    raise typer.Exit(done.exit_code)
