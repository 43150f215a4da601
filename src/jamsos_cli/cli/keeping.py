"""Commands that keep the registry: backup, purge."""

from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import WorkspaceOption, only_with, typed
from jamsos_cli.cli.screen import print_line, print_tables
from jamsos_cli.cli.words import lang, say


def backup(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help=say("Folder tujuan; bawaan: cadangan/.", "Where to: cadangan/.")),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Copy the registry, the settings and the office's own law."""
    from jamsos_cli.runs.backing_up import back_up
    from jamsos_cli.runs.office.workspace import need

    done = back_up(need(workspace), folder)
    print_line(str(done.folder))
    rows = sum(done.copied.rows.values())
    print_line(
        say(
            f"Cadangan utuh: {done.files} berkas, {rows} baris, {done.copied.people} orang, {done.copied.issued} "
            "tagihan terbit dengan sidik jari yang cocok. Isinya NIK utuh: simpan di luar komputer ini, terkunci.",
            f"The backup is whole: {done.files} files, {rows} rows, {done.copied.people} people, {done.copied.issued} "
            "issued invoices whose hashes hold. It has whole NIKs: keep it off this PC, locked away.",
        ),
        stderr=True,
    )


def purge(  # noqa: PLR0913, PLR0917  each is an option of the command
    before: Annotated[
        int | None,
        typer.Option(
            "--before",
            metavar="TAHUN",
            help=say("Semua yang terakhir terlindungi sebelum tahun ini.", "All whose cover ended before this year."),
        ),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NIK", help=say("Satu orang; - dari masukan.", "One; - reads it."))
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa; dicatat.", "Why; it is kept."))] = "",
    by: Annotated[str, typer.Option("--by", help=say("Atas perintah siapa.", "By whose order."))] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("Tunjukkan saja, jangan hapus.", "Only show what would go."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=say("Jangan bertanya lagi.", "Do not ask."))] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Erase personal data that no law needs any more."""
    from jamsos_cli.reports.purge import purge_table
    from jamsos_cli.runs import purging
    from jamsos_cli.runs.office.workspace import need

    only_with("purge", there=not dry_run, said={"--yes": yes})
    place = need(workspace)
    nik = None if person is None else typed(person)
    wanted = purging.asked(place, before=before, person=nik, reason=reason or ("--dry-run" if dry_run else ""), by=by)
    found = purging.look(place, wanted)
    print_tables((purge_table(found.erased, found.kept, found.left, lang()),))
    if dry_run or not found.persons:
        return
    if not yes:
        _confirm(found.erased.people)
    purging.purge(place, wanted)
    print_line(say("Sudah dihapus; dicatat di jejak audit.", "Erased, and entered in the audit trail."))


def _confirm(people: int) -> None:
    """Ask before what cannot be undone; without a terminal --yes must say it."""
    import sys

    from jamsos_cli.errors import UsageError
    from jamsos_cli.model.wording import Text

    if not sys.stdin.isatty():
        raise UsageError(Text("Tidak ada yang menjawab; tambahkan --yes.", "Nobody can answer; add --yes."))
    question = say(f"Hapus data {people} orang untuk selamanya?", f"Erase the data of {people} people for good?")
    typer.confirm(question, abort=True)
