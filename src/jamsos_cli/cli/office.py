"""Commands about the office and one person: init, doctor, worker show, worker change-nik, worker changes."""

from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import (
    Format,
    FormatOption,
    NikArgument,
    RegencyOption,
    WorkspaceOption,
    only_with,
    typed,
)
from jamsos_cli.cli.screen import print_json, print_line, print_tables
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
    from jamsos_cli.model.showing import as_typed
    from jamsos_cli.runs.initialising import initialise

    made = initialise(folder, regency, sample=sample)
    print_line(say(f"Ruang kerja siap: {made.root.resolve()}", f"The workspace is ready: {made.root.resolve()}"))
    if made.root.resolve() != Path.cwd():
        there = as_typed(str(folder))
        print_line(say(f"Masuk ke sana dulu: cd {there}", f"Go there first: cd {there}"))
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


def worker_show(nik: NikArgument, workspace: WorkspaceOption = None) -> None:
    """Show one person's NIKs, enrolments and bills."""
    from jamsos_cli.reports.continuity import person_watch_table
    from jamsos_cli.reports.endings import endings_table
    from jamsos_cli.reports.person import person_tables
    from jamsos_cli.runs.office.laws import laws_behind
    from jamsos_cli.runs.office.workspace import need
    from jamsos_cli.runs.people import person
    from jamsos_cli.runs.watching import of_person

    place = need(workspace)
    found = person(place, typed(nik))
    laws = laws_behind(place, found.lines["tariff"])
    print_tables(person_tables(found.niks, found.enrolments, found.lines, place.settings.sources, laws, lang()))
    gone = any(not one.returned for one in found.endings)
    watched = person_watch_table(of_person(place, found), lang(), gone=gone)
    print_tables((*endings_table(found.endings, lang()), *watched))


def worker_change_nik(
    old: Annotated[str, typer.Argument(metavar="NIK_LAMA", help=say("NIK sekarang.", "The NIK now."))],
    new: Annotated[str, typer.Argument(metavar="NIK_BARU", help=say("NIK baru.", "The new NIK."))],
    since: Annotated[
        str, typer.Option("--from", metavar="TANGGAL", help=say("Mulai kapan: 2026-11-20 atau 2026-11.", "From when."))
    ],
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa.", "Why."))] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Give a person another NIK; history, cover and issued invoices stay theirs."""
    from datetime import date

    from jamsos_cli.model.nik import mask
    from jamsos_cli.model.nik_change import due_day
    from jamsos_cli.runs.office.workspace import need
    from jamsos_cli.runs.people import change_nik

    made = change_nik(need(workspace), old, new, since, reason)
    due = due_day(date.fromisoformat(made.noted_at[:10])).isoformat()
    print_line(
        say(
            f"NIK {mask(made.old_nik)} menjadi {mask(made.new_nik)} mulai {made.from_day}. Laporkan ke BPJS paling "
            f"lambat {due} (7 hari kerja; hari libur nasional belum dihitung).",
            f"NIK {mask(made.old_nik)} is {mask(made.new_nik)} from {made.from_day}. Report it to the insurer by {due} "
            "(7 working days; public holidays are not counted).",
        )
    )


def worker_changes(
    month: Annotated[
        str | None, typer.Option("--month", metavar="BULAN", help=say("Dicatat pada bulan ini saja.", "Noted then."))
    ] = None,
    output: FormatOption = Format.TABLE,
    out: Annotated[Path | None, typer.Option("--out", help=say("Juga sebagai .xlsx.", "As .xlsx, too."))] = None,
    full_nik: Annotated[
        bool, typer.Option("--full-nik", help=say(".xlsx dengan NIK utuh, untuk BPJS.", ".xlsx with whole NIKs."))
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """List the NIKs that changed, and by when the insurer must hear of it."""
    from jamsos_cli.reports.nik_changes import changes_json, changes_table
    from jamsos_cli.runs.office.workspace import need
    from jamsos_cli.runs.people import nik_changes, write_changes

    only_with("--out", there=out is not None, said={"--full-nik": full_nik})
    place = need(workspace)
    changes = nik_changes(place, month)
    if out is not None:
        write_changes(out, changes, place, whole=full_nik)
    if output is Format.JSON:
        print_json(changes_json(changes))
    else:
        print_tables((changes_table(changes, place.today(), lang(), whole=False),))
