"""The command `exclude`: lists of people who must not be enrolled or billed."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import DryRunOption, Format, FormatOption, WorkspaceOption, only_with, typed_path
from jamsos_cli.cli.screen import print_json, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import UsageError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from jamsos_cli.runs.excluding import Excluded
    from jamsos_cli.runs.office.workspace import Workspace


class KindChoice(StrEnum):
    """The kinds as the command line writes them."""

    DECEASED = "deceased"
    MOVED = "moved"
    CIVIL_SERVANT = "civil-servant"
    WAGE_EARNER = "wage-earner"
    OTHER = "other"


ListsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[BERKAS...]",
        parser=typed_path,
        help=say("Berkas atau folder; bawaan: lists/.", "Files or folders: lists/."),
    ),
]
KindOption = Annotated[
    KindChoice | None,
    typer.Option(
        "--kind",
        help=say(
            "Meninggal, pindah, ASN/TNI/POLRI, penerima upah, atau lain; bawaan: menurut kolom atau foldernya.",
            "What the people are; by the file's own column or its folder unless said.",
        ),
    ),
]
OriginOption = Annotated[
    str, typer.Option("--origin", metavar="TEKS", help=say("Siapa yang mengirim: Dukcapil.", "Who sent it: Dukcapil."))
]
DateOption = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        help=say("Tanggal daftar, misalnya 2026-10-31; bawaan: hari ini.", "Its date, as 2026-10-31; default: today."),
    ),
]
ReasonOption = Annotated[
    str,
    typer.Option("--reason", help=say("Catatan, atau alasan menarik.", "A note, or why withdrawn.")),
]
ListOption = Annotated[
    bool, typer.Option("--list", help=say("Tampilkan daftar yang ada.", "Show the lists there are."))
]
WithdrawOption = Annotated[
    int | None, typer.Option("--withdraw", metavar="NOMOR", help=say("Tarik daftar ini.", "Withdraw this list."))
]
_ONE_THING = Text("Pilih satu: PATH, --list, atau --withdraw.", "Choose one: PATH, --list or --withdraw.")
_KIND_OF_WHAT = Text(
    "--kind perlu PATH; di lists/ foldernya yang menyebut jenisnya.",
    "--kind needs a PATH; in lists/ the folder says the kind.",
)
_NO_LISTS = Text(
    "Tidak ada daftar di lists/. Taruh di lists/meninggal/ dan seterusnya, atau sebut: jamsos exclude BERKAS.",
    "There are no lists in lists/. Put them in lists/meninggal/ and so on, or name a file: jamsos exclude FILE.",
)
_OTHER_NAMES = Text(
    "{people} orang terdaftar dengan NIK yang ada di daftar ini atas nama lain; mereka tetap ditagih sampai "
    "diputuskan: jamsos dedupe.",
    "People enrolled with a NIK that this list has under another name: {people}. They are billed until somebody "
    "decides: jamsos dedupe.",
)

_INACTIVE = Text(
    "{rows} baris {file} menyebut tidak aktif, keluar, atau pensiun ({cells}); orangnya tetap dikecualikan. Bila "
    "memang bukan lagi, tarik daftarnya (jamsos exclude --withdraw {number}), hapus baris itu, dan masukkan lagi.",
    "Rows of {file} that say inactive, left or retired: {rows} ({cells}). They are excluded all the same. If they are "
    "wage earners or civil servants no more, withdraw the list (jamsos exclude --withdraw {number}), remove the rows "
    "and take it in again.",
)
_MOST_CELLS = 5


def exclude(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: ListsArgument = None,
    kind: KindOption = None,
    origin: OriginOption = "",
    date: DateOption = None,
    reason: ReasonOption = "",
    dry_run: DryRunOption = False,
    show: ListOption = False,
    withdraw: WithdrawOption = None,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Take in lists, show them, or withdraw one."""
    from jamsos_cli.runs import excluding
    from jamsos_cli.runs.office.workspace import need

    if (bool(paths) + show + (withdraw is not None)) > 1:
        raise UsageError(_ONE_THING)
    if kind is not None and not paths:
        raise UsageError(_KIND_OF_WHAT)
    taking = not show and withdraw is None
    only_with("PATH", there=taking, said={"--dry-run": dry_run, "--origin": origin, "--date": date})
    place = need(workspace)
    if show or withdraw is not None:
        _show(place, output) if show else _withdraw(place, withdraw or 0, reason, output)
        return
    day = date.date() if date else None
    asked = excluding.options(place, kind=kind, origin=origin, dated=day, note=reason, dry_run=dry_run)
    with progress("Membaca", "Reading") as told:
        done = excluding.exclude(paths or [], place, asked, told)
    if output is Format.JSON:
        _print_json(done)
    else:
        _tell(done, place, dry_run=dry_run)
    for trouble in done.troubles:
        print_line(trouble.text, stderr=True)
    if not (done.taken or done.troubles):
        print_line(_NO_LISTS, stderr=True)
    raise typer.Exit(done.exit_code)


def _show(place: "Workspace", output: Format) -> None:
    from jamsos_cli.reports.exclusion import lists_json, lists_table
    from jamsos_cli.runs.excluding import lists

    found = lists(place)
    if output is Format.JSON:
        print_json(lists_json(found))
    else:
        print_tables((lists_table(found, lang()),))


def _withdraw(place: "Workspace", number: int, reason: str, output: Format) -> None:
    from jamsos_cli.reports.exclusion import lists_json, lists_table
    from jamsos_cli.runs.excluding import withdraw

    found, done = withdraw(place, number, reason)
    if output is Format.JSON:
        print_json(lists_json((found,)))
        return
    print_tables((lists_table((found,), lang()),))
    print_line(
        say(
            "Daftar ini tidak dipakai lagi. Baris yang ditolak karenanya masuk dengan: jamsos import rosters --again "
            "(dengan --from dan --months seperti waktu pertama diimpor, bila dipakai).",
            "The list is asked no more. Rows that were rejected by it come in with: jamsos import rosters --again "
            "(with --from and --months as they were imported first, if they were said).",
        )
        if done
        else say("Daftar ini sudah ditarik; tidak ada yang diubah.", "It was withdrawn before; nothing was changed.")
    )


def _tell(done: "Excluded", place: "Workspace", *, dry_run: bool) -> None:
    """Say what the lists hold, and whom they concern."""
    from jamsos_cli.reports.exclusion import enrolled_table, questioned_table, refused_table, taken_table

    if done.taken:
        refused = dict.fromkeys((one.record.file, why) for one in done.taken for why in one.refused)
        print_tables((
            taken_table([(one.status, one.record) for one in done.taken], lang(), dry_run=dry_run),
            *refused_table(list(refused), lang()),
        ))  # fmt: skip
    others = sum(one.other_names for one in done.taken)
    if others:
        print_line(_OTHER_NAMES.fill(people=others))
    for one in done.taken:
        if one.inactive:
            cells = ", ".join(one.inactive[:_MOST_CELLS]) + (", …" if len(one.inactive) > _MOST_CELLS else "")
            print_line(
                _INACTIVE.fill(rows=len(one.inactive), file=one.record.file, cells=cells, number=one.record.list_id)
            )
        if one.enrolled is not None and one.questioned is not None:
            print_tables((
                *enrolled_table(one.enrolled, place.settings.sources, lang()),
                *questioned_table(one.questioned, lang()),
            ))  # fmt: skip


def _print_json(done: "Excluded") -> None:
    from jamsos_cli.reports.exclusion import taken_json

    lists = [(one.status, one.record) for one in done.taken]
    enrolled = [one.enrolled for one in done.taken if one.enrolled is not None]
    lines = [one.questioned for one in done.taken if one.questioned is not None]
    print_json(taken_json(lists, enrolled, lines))
