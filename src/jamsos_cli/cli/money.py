"""Commands about money: invoice, reconcile, report, tariff, why, run."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import (
    Format,
    FormatOption,
    JobsOption,
    MaybeMonthOption,
    MonthOption,
    NikArgument,
    PathsArgument,
    WorkspaceOption,
    only_with,
    typed,
)
from jamsos_cli.cli.screen import CHECKING, print_json, print_line, print_tables, print_whys, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsos_cli.model.budget import Position
    from jamsos_cli.runs.invoicing import Invoiced
    from jamsos_cli.runs.office.workspace import Workspace

_Issue = Annotated[bool, typer.Option("--issue", help=say("Beri nomor dan bekukan.", "Give numbers and freeze."))]
_Papers = Annotated[
    bool,
    typer.Option(
        "--papers",
        help=say(
            "Juga surat pengantar, kwitansi, daftar potongan, keterangan sponsor; semua sebagai PDF.",
            "Also cover letters, receipts, deduction lists, sponsor statements; all as PDF.",
        ),
    ),
]
_NoCorrections = Annotated[
    bool,
    typer.Option(
        "--no-corrections",
        help=say("Tanpa koreksi tagihan terbit.", "Without corrections of issued invoices."),
    ),
]
_Cancel = Annotated[
    str | None,
    typer.Option("--cancel", metavar="NOMOR", help=say("Batalkan tagihan terbit ini.", "Cancel this invoice.")),
]
_Reason = Annotated[str, typer.Option("--reason", help=say("Alasan pembatalan.", "Why it is cancelled."))]
_By = Annotated[
    str,
    typer.Option("--by", help=say("Siapa; bawaan: akun komputer.", "Who does it.")),
]
_AllowOver = Annotated[
    str,
    typer.Option(
        "--allow-over",
        metavar="ALASAN",
        help=say("Terbitkan walau melewati pagu; alasannya disimpan.", "Issue past a ceiling; the reason is kept."),
    ),
]
_EvenRecorded = Annotated[
    bool,
    typer.Option(
        "--even-recorded",
        help=say("Juga bila BPJS sudah mencatat pembayarannya.", "Even when the insurer has recorded payment."),
    ),
]


def invoice(  # noqa: PLR0913, PLR0917  each is an option of the command
    month: MaybeMonthOption = None,
    issue: _Issue = False,
    papers: _Papers = False,
    no_corrections: _NoCorrections = False,
    allow_over: _AllowOver = "",
    cancel: _Cancel = None,
    reason: _Reason = "",
    by: _By = "",
    even_recorded: _EvenRecorded = False,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Make the month's invoices, or cancel one that was issued."""
    from jamsos_cli.runs.office.workspace import need, read_month

    place = need(workspace)
    _fits_together(month, cancel, issue=issue)
    only_with("--month", there=cancel is None, said={"--no-corrections": no_corrections})
    only_with("--issue", there=issue, said={"--allow-over": allow_over})
    only_with("--cancel", there=cancel is not None, said={"--reason": reason, "--even-recorded": even_recorded})
    only_with("--cancel, --allow-over", there=cancel is not None or bool(allow_over), said={"--by": by})
    if cancel is not None:
        from jamsos_cli.runs.cancelling import cancel as cancelled

        done = cancelled(place, cancel, reason, by, even_recorded=even_recorded, papers=papers)
    else:
        from jamsos_cli.runs.bills.ceilings import Over
        from jamsos_cli.runs.invoicing import invoice as made

        asked = read_month(month or "", place.today())
        how = Over(allow_over, by) if allow_over.strip() else issue
        done = made(place, asked, issue=how, corrections=not no_corrections, papers=papers)
    _print_invoices(done, place, output)


def _fits_together(month: str | None, cancel: str | None, *, issue: bool) -> None:
    """Refuse words that make no sense together."""
    if cancel is not None and (month is not None or issue):
        raise UsageError(
            Text("--cancel berdiri sendiri, tanpa --month dan --issue.", "--cancel goes without --month and --issue.")
        )
    if cancel is None and month is None:
        raise UsageError(
            Text(
                "Sebut bulannya, misalnya --month 2026-11; atau --cancel NOMOR untuk membatalkan.",
                "Name the month, such as --month 2026-11; or --cancel NUMBER to cancel one.",
            )
        )


def _print_invoices(done: "Invoiced", place: "Workspace", output: Format) -> None:
    from jamsos_cli.reports.corrections import corrections_json, corrections_tables, with_credit
    from jamsos_cli.reports.invoice import invoice_json, invoice_rows, totals_table
    from jamsos_cli.reports.notices import notices_table
    from jamsos_cli.runs.budgeting import standing_if_any

    sources = place.settings.sources
    rows = with_credit(invoice_rows(done.invoices, sources), done.books)
    for notice in done.notices:
        print_line(notice, stderr=True)
    if output is Format.JSON:
        for finding in done.findings:
            print_line(finding.message(lang()), stderr=True)
        print_json(invoice_json(done.lines, sources, done.month) | corrections_json(rows, done.books))
        return
    totals = totals_table(rows, sources, done.month, lang())
    print_tables((totals, *corrections_tables(done.books, sources, lang()), *notices_table(done.findings, lang())))
    _print_budgets(standing_if_any(place, done.month.year), place, done.month.year)
    print_line(
        say(
            f"{len(done.files)} berkas di {place.out(done.month)}",
            f"{len(done.files)} files in {place.out(done.month)}",
        )
    )


def _print_budgets(found: "Sequence[Position]", place: "Workspace", year: int) -> None:
    """Show how the budgets of a year stand, where there is any."""
    from jamsos_cli.reports.budget import budget_tables

    if found:
        print_tables(budget_tables(found, place.settings.sources, year, lang())[:1])


def reconcile(
    month: MonthOption, paths: PathsArgument, output: FormatOption = Format.TABLE, workspace: WorkspaceOption = None
) -> None:
    """Compare the month's bills with the insurer's statements."""
    from jamsos_cli.reports.reconciliation import lines_table, reconciliation_json, states_table
    from jamsos_cli.runs.office.workspace import need, read_month
    from jamsos_cli.runs.reconciling import reconcile_month

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
    from jamsos_cli.runs.office.workspace import need, read_month
    from jamsos_cli.runs.reporting import report as made

    place = need(workspace)
    done = made(place, read_month(month, place.today()), lang())
    print_tables(done.tables)
    for path in done.files:
        print_line(str(path))


def tariff(
    month: MaybeMonthOption = None,
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
    if since is not None and month is not None:
        raise UsageError(Text("Pilih --month atau --since.", "Choose --month or --since."))
    if since is not None:
        _changes(since, output, workspace)
        return
    from jamsos_cli.reports.tariff import tariff_json, tariff_tables
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.pricing import month_prices

    prices = month_prices(month or "this", find(workspace))
    if output is Format.JSON:
        print_json(tariff_json(prices, lang()))
    else:
        print_tables(tariff_tables(prices, lang()))


def _changes(since: str, output: Format, workspace: Path | None) -> None:
    from jamsos_cli.reports.repriced import repriced_json, repriced_tables
    from jamsos_cli.runs.office.workspace import need
    from jamsos_cli.runs.repricing import changes

    place = need(workspace)
    found = changes(since, place)
    if output is Format.JSON:
        print_json(repriced_json(*found))
    else:
        print_tables(repriced_tables(*found, place.settings.sources, lang()))


def why(
    nik: NikArgument,
    month: Annotated[str, typer.Argument(metavar="BULAN", help=say("Bulan iuran: 2026-11.", "Iuran month: 2026-11."))],
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show how an amount came about."""
    from jamsos_cli.reports.why import why_json, why_tables
    from jamsos_cli.runs.office.workspace import need, read_month
    from jamsos_cli.runs.why import why as reckoned

    place = need(workspace)
    found = reckoned(place, typed(nik), read_month(month, place.today()))
    if output is Format.JSON:
        print_json(why_json(found, lang()))
    else:
        print_tables(why_tables(found, lang()))


def run(month: MonthOption = "this", jobs: JobsOption = None, workspace: WorkspaceOption = None) -> None:
    """Do the whole month, and sum it up once."""
    from jamsos_cli.runs.office.workspace import need, read_month
    from jamsos_cli.runs.rosters import judging

    place = need(workspace)
    judging.make_ready([place.root / "rosters"], jobs)
    from jamsos_cli.reports.exclusion import new_lists
    from jamsos_cli.reports.summary import summary_tables
    from jamsos_cli.runs.month import run as whole

    with progress(*CHECKING) as told:
        done = whole(place, read_month(month, place.today()), jobs, told)
    invoiced = done.invoiced
    billing = (invoiced.invoices, invoiced.findings, invoiced.books)
    matches = done.reconciled.matches if done.reconciled else None
    print_tables(new_lists([(one.status, one.record) for one in done.lists], lang()))
    sources = place.settings.sources
    print_tables(summary_tables(done.month, (done.outcomes, done.pairs), billing, matches, sources, lang()))
    _print_budgets(done.budget, place, done.month.year)
    print_whys(done.outcomes)
    for trouble in done.troubles:
        print_line(trouble, stderr=True)
    print_line(say(f"Semua berkas ada di {place.out(done.month)}", f"All files are in {place.out(done.month)}"))
    raise typer.Exit(done.exit_code)
