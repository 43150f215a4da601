"""Commands about who leaves, who comes back and who waits: worker end, worker return, worker waiting."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import (
    ByOption,
    Format,
    FormatOption,
    MonthOption,
    NikArgument,
    WorkspaceOption,
    only_with,
    typed,
)
from jamsos_cli.cli.screen import print_json, print_line, print_tables
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from jamsos_cli.runs.ending import Said
    from jamsos_cli.runs.office.workspace import Workspace

_Nik = Annotated[
    str | None,
    typer.Argument(metavar="[NIK]", help=say("16 angka; - dibaca dari masukan.", "16 digits; - reads it from input.")),
]
_Note = Annotated[str, typer.Option("--note", metavar="TEKS", help=say("Catatan, misalnya nomor akta.", "A note."))]
_HOW = Text(
    "Ketik: jamsos worker end NIK --reason meninggal --month 2026-12, atau --file BERKAS, atau --list.",
    "Type: jamsos worker end NIK --reason died --month 2026-12, or --file FILE, or --list.",
)
_Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        help=say(
            "meninggal, pindah, penerima-upah, batas-usia, mundur, lain; dengan --undo: mengapa dibatalkan.",
            "died, moved, wage-earner, aged-out, withdrew, other; with --undo: why it is taken back.",
        ),
    ),
]
_FirstWithout = Annotated[
    str | None,
    typer.Option(
        "--month",
        metavar="BULAN",
        help=say(
            "Bulan PERTAMA tanpa iuran. Meninggal 20 November 2026: --month 2026-12, iuran November tetap dibayar.",
            "The FIRST month without premium. Died on 20 November 2026: --month 2026-12, November is still due.",
        ),
    ),
]
_File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        help=say(
            "Daftar dengan kolom NIK, dan ALASAN, BULAN atau TANGGAL bila berbeda-beda.",
            "A list with a column NIK, and ALASAN, BULAN or TANGGAL where they differ.",
        ),
    ),
]


def worker_end(  # noqa: PLR0913, PLR0917  each is an option of the command
    nik: _Nik = None,
    reason: _Reason = "",
    month: _FirstWithout = None,
    note: _Note = "",
    by: ByOption = "",
    file: _File = None,
    undo: Annotated[
        bool, typer.Option("--undo", help=say("Catatannya keliru; dibatalkan.", "It was a mistake."))
    ] = False,
    made: Annotated[bool, typer.Option("--list", help=say("Semua yang berakhir.", "All endings."))] = False,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Note that somebody's cover ends; what was issued for later months becomes a correction."""
    from jamsos_cli.runs.ending import Said
    from jamsos_cli.runs.office.workspace import need

    place, said = need(workspace), Said(reason, month, note, by)
    if made + (file is not None) + (nik is not None) != 1:
        raise UsageError(_HOW)
    only_with("NIK / --file", there=not made, said={"--reason": reason, "--month": month, "--note": note, "--by": by})
    only_with("NIK", there=nik is not None, said={"--undo": undo})
    only_with("--list", there=made, said={"--format json": output is Format.JSON})
    if made:
        _list(place, output)
    elif file is not None:
        _end_file(place, file, said)
    elif undo:
        _undo(place, nik or "", said)
    else:
        _end(place, nik or "", said)


def worker_return(
    nik: NikArgument,
    month: Annotated[
        str,
        typer.Option(
            "--month", metavar="BULAN", help=say("Bulan pertama dengan iuran lagi.", "First month with premium again.")
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa.", "Why."))] = "",
    note: _Note = "",
    by: ByOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Note that somebody who had ended is covered again."""
    from jamsos_cli.model.nik import mask
    from jamsos_cli.runs.ending import Said, come_back
    from jamsos_cli.runs.office.workspace import need

    done = come_back(need(workspace), typed(nik), Said(reason, month, note, by))
    print_line(
        say(
            f"{mask(done.nik)} ikut lagi mulai {done.month}, selama terdaftar di daftar desa atau sponsor.",
            f"{mask(done.nik)} is covered again from {done.month}, as far as a roster enrols them.",
        )
    )


def worker_waiting(
    month: MonthOption = "this",
    source: Annotated[str | None, typer.Option("--source", help=say("Sumber ini saja.", "This source."))] = None,
    village: Annotated[
        str | None,
        typer.Option("--village", metavar="DESA", help=say("Desa ini saja: kode atau nama.", "This village.")),
    ] = None,
    output: FormatOption = Format.TABLE,
    out: Annotated[Path | None, typer.Option("--out", help=say("Juga sebagai .xlsx.", "As .xlsx, too."))] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Show who waits for a place, and how the places of the villages are filled."""
    from jamsos_cli.reports.places import filled_tables, waiting_json, waiting_tables
    from jamsos_cli.runs.bills.covering import waiting_list
    from jamsos_cli.runs.office.workspace import need, read_month

    place = need(workspace)
    asked = read_month(month, place.today())
    found, sources = waiting_list(place, asked, source, village), place.settings.sources
    tables = (*filled_tables(found, sources, asked), *waiting_tables(found.waiting, sources, asked))
    if out is not None:
        from jamsos_cli.runs.rosters.documents import write_tables

        write_tables(out, tables, place.today())
    if output is Format.JSON:
        print_json(waiting_json(found, asked))
        return
    print_tables(tables)
    if not tables:
        print_line(say(f"Tidak ada orang terdaftar pada {asked.title}.", f"Nobody is enrolled in {asked}."))


def _end(place: "Workspace", nik: str, said: "Said") -> None:
    from jamsos_cli.model.month import Month
    from jamsos_cli.model.nik import mask
    from jamsos_cli.runs.ending import end

    done, new = end(place, typed(nik), said)
    month = Month.parse(done.month)
    already = "" if new else say(" Sudah tercatat sebelumnya.", " It was noted before.")
    print_line(
        say(
            f"{mask(done.nik)}: iuran terakhir {(month - 1).title}, mulai {month.title} tidak ditagih.{already}",
            f"{mask(done.nik)}: the last premium is that of {month - 1}; none from {month} on.{already}",
        )
    )


def _undo(place: "Workspace", nik: str, said: "Said") -> None:
    from jamsos_cli.model.nik import mask
    from jamsos_cli.runs.ending import come_back

    if said.month:
        raise UsageError(
            Text(
                "--undo tanpa --month. Yang ikut lagi mulai satu bulan: jamsos worker return NIK --month BULAN.",
                "--undo goes without --month. Who is back from a month on: jamsos worker return NIK --month MONTH.",
            )
        )
    done = come_back(place, typed(nik), said)
    print_line(say(f"{mask(done.nik)}: catatan berakhir dibatalkan.", f"{mask(done.nik)}: the ending was taken back."))


def _list(place: "Workspace", output: Format) -> None:
    from jamsos_cli.reports.endings import endings_json, endings_table
    from jamsos_cli.runs.ending import endings

    ended = endings(place)
    if output is Format.JSON:
        print_json(endings_json(ended))
    elif ended:
        print_tables(endings_table(ended, lang()))
    else:
        print_line(say("Belum ada yang berakhir.", "Nobody has ended."))


def _end_file(place: "Workspace", file: Path, said: "Said") -> None:
    from jamsos_cli.runs.ending import end_file

    done = end_file(place, file, said)
    for fault in done.faults:
        where = say(f"baris {fault.row}", f"row {fault.row}")
        print_line(f"{fault.sheet}, {where} {fault.nik}: {fault.why.say(lang())}.", stderr=True)
    if done.faults:
        count = len(done.faults)
        print_line(
            say(f"{count} baris salah; tidak ada yang disimpan.", f"{count} rows are wrong; nothing was saved."),
            stderr=True,
        )
        raise typer.Exit(Exit.FINDINGS)
    print_line(
        say(
            f"{len(done.ended)} orang berakhir, {done.repeated} sudah tercatat sebelumnya.",
            f"{len(done.ended)} people ended, {done.repeated} were noted before.",
        )
    )
