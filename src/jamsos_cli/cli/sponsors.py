"""Commands about sponsors: their forms, what they hold, what ends."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import (
    DryRunOption,
    Format,
    FormatOption,
    MonthOption,
    PathsArgument,
    SheetFormat,
    WorkspaceOption,
    only_with,
    typed,
)
from jamsos_cli.cli.screen import print_json, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.model.source import titles_of

if TYPE_CHECKING:
    from jamsos_cli.model.month import Month
    from jamsos_cli.model.table import Table
    from jamsos_cli.runs.office.workspace import Workspace


ListFormatOption = Annotated[
    SheetFormat, typer.Option("--format", help=say("Tabel, JSON, atau buku kerja (--out).", "Table, JSON or workbook."))
]
OutOption = Annotated[
    Path, typer.Option("--out", metavar="BERKAS", help=say("Buku kerja untuk --format xlsx.", "For --format xlsx."))
]
SponsorArgument = Annotated[
    str,
    typer.Argument(
        metavar="SPONSOR",
        help=say("Nomor dari sponsor list, bagian nama, atau NIP/NIK; - dibaca dari masukan.",
                 "Number of sponsor list, part of the name, or NIP/NIK; - reads it from input."),
    ),
]  # fmt: skip
_XLSX = Path("sponsor.xlsx")


def import_(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: PathsArgument,
    source: Annotated[
        str | None, typer.Option("--source", help=say("Sumber dana yang dibayar sponsor.", "Source sponsors pay."))
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="BULAN", help=say("Bulan mulai bila formulir tidak menyebut.", "First month.")),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help=say("Menggantikan janji lama sponsor itu.", "Replaces the old pledge."))
    ] = False,
    add: Annotated[bool, typer.Option("--add", help=say("Tambahan di samping janji lama.", "A further one."))] = False,
    dry_run: DryRunOption = False,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in forms."""
    from jamsos_cli.reports.findings import findings_tables, validate_json
    from jamsos_cli.reports.sponsors import taken_table
    from jamsos_cli.runs import sponsoring
    from jamsos_cli.runs.office.workspace import need

    place = need(workspace)
    asked = sponsoring.options(place, source=source, start=start, replace=replace, add=add, dry_run=dry_run)
    with progress("Membaca", "Reading") as told:
        done = sponsoring.take_in(paths, place, asked, told)
    if output is Format.JSON:
        made = {"pledges": sum(done.pledges), "places": sum(done.places)}
        print_json(validate_json(done.results, lang()) | made)
    elif done.results:
        table = taken_table(done.results, done.pledges, done.places, dry_run=dry_run)
        print_tables((*findings_tables(done.results, lang()), table))
    for trouble in done.troubles:
        print_line(trouble.text, stderr=True)
    raise typer.Exit(done.exit_code)


def list_(
    month: MonthOption = "this",
    opd: Annotated[
        str | None, typer.Option("--opd", metavar="TEKS", help=say("Instansi ini saja.", "This office only."))
    ] = None,
    output: ListFormatOption = SheetFormat.TABLE,
    out: OutOption = _XLSX,
    workspace: WorkspaceOption = None,
) -> None:
    """List sponsors with their places."""
    from jamsos_cli.reports.sponsors import list_json, list_table, unpledged_tables
    from jamsos_cli.runs import sponsoring

    place, asked = _asked(month, output, out, workspace)
    found = sponsoring.held(place, asked, opd)
    if output is SheetFormat.JSON:
        without = [{"name": name, "opd": opd, "people": people} for name, opd, people in found.unpledged]
        print_json(list_json(found.held, asked) | {"unpledged": without})
    else:
        tables = (list_table(found.held, asked, lang()), *unpledged_tables(found.unpledged, asked))
        _give(tables, output, out, asked)


def show(sponsor: SponsorArgument, month: MonthOption = "this", workspace: WorkspaceOption = None) -> None:
    """Show one sponsor's pledges and workers."""
    from jamsos_cli.reports.sponsors import pledges_table, workers_table
    from jamsos_cli.runs import sponsoring
    from jamsos_cli.runs.office.workspace import need, read_month

    place = need(workspace)
    asked = read_month(month, place.today())
    there, theirs = sponsoring.find(place, typed(sponsor))
    ours = sponsoring.workers_of(place, asked, there, theirs[0].sponsor_id)
    titles = titles_of(place.settings.sources)
    print_tables((
        pledges_table(theirs, asked, there.named, lang()), workers_table(ours, titles, asked, lang()),
    ))  # fmt: skip


def end(
    sponsor: SponsorArgument,
    month: Annotated[
        str,
        typer.Option("--month", metavar="BULAN", help=say("Bulan terakhir yang dibayar.", "Last month that is paid.")),
    ],
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa.", "Why."))],
    by: Annotated[str, typer.Option("--by", help=say("Siapa yang mencatat.", "Who says so."))] = "",
    pledge: Annotated[
        int | None,
        typer.Option("--pledge", metavar="NOMOR", help=say("Bila ada beberapa.", "Where it has several.")),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """End a pledge early."""
    from jamsos_cli.runs import sponsoring
    from jamsos_cli.runs.office.workspace import need

    made = sponsoring.end(need(workspace), typed(sponsor), month, why=reason, by=by, pledge=pledge)
    print_line(
        say(
            f"Janji {made.pledge_id} {made.name} berakhir sesudah {made.until}. Rancangan berikutnya tidak menagihnya "
            "lagi; yang sudah terbit dikoreksi pada tagihan berikut.",
            f"Pledge {made.pledge_id} of {made.name} ends after {made.until}. The next drafts bill it no more; "
            "what was issued is corrected on the next invoice.",
        )
    )


def due(
    month: MonthOption = "this",
    within: Annotated[
        int, typer.Option("--within", min=0, max=24, help=say("Berapa bulan ke depan.", "How many months ahead."))
    ] = 2,
    messages: Annotated[
        Path | None,
        typer.Option("--messages", metavar="FOLDER", help=say("Tulis pesan WhatsApp tiap sponsor.", "Write messages.")),
    ] = None,
    output: ListFormatOption = SheetFormat.TABLE,
    out: OutOption = _XLSX,
    workspace: WorkspaceOption = None,
) -> None:
    """Say which pledges end soon, which places are free and who has none."""
    from jamsos_cli.reports.sponsors import due_tables, ending, list_json
    from jamsos_cli.runs import sponsoring

    place, asked = _asked(month, output, out, workspace)
    found = sponsoring.held(place, asked)
    if output is SheetFormat.JSON:
        soon = [one.pledge.sponsor_id for one in ending(found.held, asked, within)]
        print_json(list_json(found.held, asked) | {"ending": soon})
    else:
        first, *others = due_tables(found.held, found.free, asked, within)
        hinted = first._replace(note=None) if messages is not None or not first.rows else first
        _give((hinted, *others), output, out, asked)
    if messages is not None:
        for path in sponsoring.write_messages(messages, found, place, within):
            print_line(str(path), stderr=output is not SheetFormat.TABLE)


def _asked(month: str, output: SheetFormat, out: Path, workspace: Path | None) -> "tuple[Workspace, Month]":
    """Give the workspace and the month of a list that may go to a workbook; --out without one is a UsageError."""
    from jamsos_cli.runs.office.workspace import need, read_month

    only_with("--format xlsx", there=output is SheetFormat.XLSX, said={"--out": out != _XLSX})
    place = need(workspace)
    return place, read_month(month, place.today())


def _give(tables: "tuple[Table, ...]", output: SheetFormat, out: Path, month: "Month") -> None:
    if output is SheetFormat.XLSX:
        from jamsos_cli.runs.rosters.documents import write_tables

        write_tables(out, tables, month.first_day)
        print_line(str(out))
    else:
        print_tables(tables)
