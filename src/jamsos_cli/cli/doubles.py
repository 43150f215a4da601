"""Commands about doubles: dedupe, decide."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import Format, FormatOption, JobsOption, WorkspaceOption, only_with, typed_path
from jamsos_cli.cli.screen import CHECKING, print_bytes, print_json, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsos_cli.model.pair import Pair
    from jamsos_cli.model.ruling import Decision
    from jamsos_cli.runs.office.workspace import Workspace

_SHEET = Path("putusan.xlsx")
_HOW = Text(
    'Ketik: jamsos decide ID PUTUSAN --reason "..." --by "...", atau --file BERKAS, atau --list.',
    'Type: jamsos decide ID RULING --reason "..." --by "...", or --file FILE, or --list.',
)


class PairsFormat(StrEnum):
    """How pairs are given."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


def dedupe(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[BERKAS...]", parser=typed_path, help=say("Bawaan: rosters/.", "Default: rosters/.")),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=say("Juga yang sudah diputuskan.", "What is ruled, too."))
    ] = False,
    output: Annotated[
        PairsFormat,
        typer.Option(
            "--format", help=say("table, json, xlsx untuk diisi, html.", "table, json, xlsx to fill in, html.")
        ),
    ] = PairsFormat.TABLE,
    out: Annotated[Path | None, typer.Option("--out", help=say("Berkas yang dibuat.", "File to make."))] = None,
    full_nik: Annotated[
        bool, typer.Option("--full-nik", help=say("xlsx dengan NIK utuh.", "xlsx with whole NIKs."))
    ] = False,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List who stands in two places, and on what somebody must decide."""
    from jamsos_cli.runs.deduping import dedupe as paired
    from jamsos_cli.runs.office.workspace import need

    only_with("--format json|xlsx|html", there=output is not PairsFormat.TABLE, said={"--out": out})
    only_with("--format xlsx", there=output is PairsFormat.XLSX, said={"--full-nik": full_nik})
    place = need(workspace)
    with progress(*CHECKING) as told:
        found = paired(paths or [], place, jobs=jobs, progress=told)
    pairs = [pair for pair in found if everything or pair.is_open]
    ruled = len(found) - len(pairs)
    if output is PairsFormat.XLSX:
        _write_workbook(out or _SHEET, pairs, place, full_nik)
    elif output is PairsFormat.TABLE:
        _show(pairs, ruled)
    else:
        _write_document(output, out, pairs, place)


def _show(pairs: "Sequence[Pair]", ruled: int) -> None:
    from jamsos_cli.reports.pairs import pairs_table

    print_tables((pairs_table(pairs, lang()),))
    if ruled:
        print_line(
            say(f"{ruled} pasang sudah diputuskan; lihat: --all", f"{ruled} pairs are ruled; see them with --all")
        )


def _write_workbook(out: Path, pairs: "Sequence[Pair]", place: "Workspace", whole: bool) -> None:
    from jamsos_cli.model.showing import as_typed
    from jamsos_cli.runs.deciding import write_workbook

    asked, typed = write_workbook(out, pairs, place, whole=whole), as_typed(str(out))
    print_line(
        say(
            f"{asked} hal untuk diputuskan di {out}. Sesudah diisi: jamsos decide --file {typed}",
            f"{asked} questions in {out}. Once filled in: jamsos decide --file {typed}",
        )
    )


def _write_document(output: PairsFormat, out: Path | None, pairs: "Sequence[Pair]", place: "Workspace") -> None:
    from jamsos_cli.reports.pairs import pairs_json
    from jamsos_cli.runs.deciding import page_bytes
    from jamsos_cli.runs.rosters.documents import write_document
    from jamsos_cli.writers.printed_json import json_bytes

    content = json_bytes(pairs_json(pairs, lang())) if output is PairsFormat.JSON else page_bytes(pairs, place, lang())
    if out is None:
        print_bytes(content)
    else:
        write_document(out, content)
        print_line(str(out), stderr=True)


def decide(  # noqa: PLR0913, PLR0917  each is an option of the command
    key: Annotated[str | None, typer.Argument(metavar="[ID]", help=say("Dari jamsos dedupe.", "From dedupe."))] = None,
    ruling: Annotated[
        str | None, typer.Argument(metavar="[PUTUSAN]", help="sama|beda|boleh|ragu, same|not-same|allowed|unsure")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help=say("Mengapa.", "Why."))] = "",
    by: Annotated[str, typer.Option("--by", help=say("Siapa yang memutuskan.", "Who decides."))] = "",
    until: Annotated[
        str | None, typer.Option("--until", metavar="BULAN", help=say("Bulan terakhir.", "Last month it holds."))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help=say("Daftar putusan yang sudah diisi.", "The filled-in workbook."))
    ] = None,
    made: Annotated[bool, typer.Option("--list", help=say("Semua putusan.", "All rulings."))] = False,
    output: FormatOption = Format.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Rule on a double, or read the rulings of a filled-in workbook."""
    from jamsos_cli.model.ruling import SAID, shown_key
    from jamsos_cli.reports.pairs import said_side
    from jamsos_cli.runs.deciding import decide as ruled
    from jamsos_cli.runs.office.workspace import need

    place = need(workspace)
    if made + (file is not None) + (key is not None) != 1 or (key is None) != (ruling is None):
        raise UsageError(_HOW)
    only_with("ID PUTUSAN", there=key is not None, said={"--reason": reason, "--by": by, "--until": until})
    if made:
        _list(place, output)
    elif file is not None:
        _decide_file(place, file)
    else:
        asked, decided, notices = ruled(place, key or "", ruling or "", (reason, by, until))
        said = SAID[decided.decision].say(lang())
        left, right = (said_side(side, lang()) for side in (asked.left, asked.right))
        print_line(f"{shown_key(asked.key)}: {said}. {left} | {right}")
        for notice in notices:
            print_line(notice)
        _tell_coming(place, [decided.decision])


def _list(place: "Workspace", output: Format) -> None:
    from jamsos_cli.reports.pairs import rulings_json, rulings_table
    from jamsos_cli.runs.deciding import history

    rulings = history(place)
    if output is Format.JSON:
        print_json(rulings_json(rulings))
    else:
        print_tables((rulings_table(rulings, lang()),))


def _decide_file(place: "Workspace", file: Path) -> None:
    from jamsos_cli.runs.deciding import decide_file

    done = decide_file(place, file)
    for fault in done.faults:
        where = say(f"baris {fault.row}", f"row {fault.row}")
        print_line(f"{fault.sheet}, {where}, {fault.key}: {fault.why.say(lang())}.", stderr=True)
    if done.faults:
        count = len(done.faults)
        print_line(
            say(
                f"{count} baris salah; tidak ada putusan yang disimpan.",
                f"{count} rows are wrong; no ruling was saved.",
            ),
            stderr=True,
        )
        raise typer.Exit(Exit.FINDINGS)
    _tell_coming(place, [decided.decision for _, decided in done.decided])
    kept = len(done.decided)
    print_line(
        say(
            f"{kept} putusan disimpan, {done.repeated} sudah ada, {done.blank} belum diputuskan.",
            f"{kept} rulings saved, {done.repeated} there already, {done.blank} not decided yet.",
        )
    )


def _tell_coming(place: "Workspace", decided: "Sequence[Decision]") -> None:
    """Say what becomes of rows that were held for a NIK with two names (D04), once somebody is ruled one person."""
    from jamsos_cli.runs.rosters.admitting import coming

    if "same" in decided:
        for line in coming(place):
            print_line(line)
