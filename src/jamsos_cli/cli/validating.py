"""The command `validate`: rosters in; findings out, as tables, as one document, or in the clerk's own workbooks."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli import __version__
from jamsos_cli.cli.options import JobsOption, PathsArgument, RegencyOption, WorkspaceOption
from jamsos_cli.cli.screen import CHECKING, print_bytes, print_line, print_tables, progress
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import UsageError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsos_cli.model.resent import Comparison
    from jamsos_cli.model.table import Table
    from jamsos_cli.runs.office.workspace import Workspace
    from jamsos_cli.runs.validate import Validated


class FindingsFormat(StrEnum):
    """How findings are printed: tables, or one document."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    SARIF = "sarif"


FindingsOption = Annotated[
    FindingsFormat,
    typer.Option(
        "--format",
        help=say(
            "Tabel; json, csv, sarif untuk program; html untuk peramban.",
            "Tables; json, csv, sarif for programs; html for a browser.",
        ),
    ),
]
DocumentOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="BERKAS",
        help=say("Tulis json, csv, html, atau sarif ke berkas ini.", "Write json, csv, html or sarif to this file."),
    ),
]
MessagesOption = Annotated[
    Path | None,
    typer.Option(
        "--messages",
        metavar="FOLDER",
        help=say("Tulis pesan WhatsApp bagi pengirim tiap daftar.", "Write a WhatsApp text for each list's sender."),
    ),
]
UntilOption = Annotated[
    datetime | None,
    typer.Option(
        "--until",
        formats=["%Y-%m-%d"],
        help=say(
            "Batas perbaikan yang disebut di pesan: 2026-11-10.", "Last day to mend, as the texts say it: 2026-11-10."
        ),
    ),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help=say("Peringatan pun membuat kode keluar 1.", "Warnings make exit 1 too."))
]
OnOption = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        formats=["%Y-%m-%d"],
        help=say("Umur dihitung pada tanggal ini: 2026-11-30.", "Day on which age is judged: 2026-11-30."),
    ),
]
MappingOption = Annotated[
    bool, typer.Option("--show-mapping", help=say("Kolom mana dibaca sebagai apa.", "Which column was read as what."))
]
AgainstOption = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="LAMA",
        help=say(
            "Bandingkan dengan berkas atau folder lama, atau dengan registri.",
            "Compare with an earlier file or folder, or with the registry.",
        ),
    ),
]
ListsOption = Annotated[
    bool,
    typer.Option("--lists", help=say("Tanyakan juga daftar pengecualian (E06, E07).", "Ask the exclusion lists, too.")),
]
AnnotateOption = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="FOLDER",
        help=say("Tulis salinan tiap daftar ke sini, sel salah ditandai.", "Write a marked copy of each list here."),
    ),
]
_NO_DOCUMENT = Text(
    "--out perlu --format json, csv, html, atau sarif.", "--out needs --format json, csv, html or sarif."
)
_NO_MESSAGES = Text("--until disebut di pesan: tambahkan --messages FOLDER.", "--until needs --messages FOLDER.")
_NO_DETAILS = Text(
    "--show-mapping dan --against hanya untuk tabel dan --format json.",
    "--show-mapping and --against are for tables and --format json only.",
)


def validate(  # noqa: PLR0913, PLR0917  each is an option of the command
    paths: PathsArgument,
    output: FindingsOption = FindingsFormat.TABLE,
    out: DocumentOption = None,
    annotate: AnnotateOption = None,
    against: AgainstOption = None,
    show_mapping: MappingOption = False,
    messages: MessagesOption = None,
    until: UntilOption = None,
    lists: ListsOption = False,
    strict: StrictOption = False,
    on: OnOption = None,
    regency: RegencyOption = None,
    jobs: JobsOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Judge rosters and show what is wrong in them."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.validate import Options
    from jamsos_cli.runs.validate import validate as judge

    details = show_mapping or against is not None
    if until is not None and messages is None:
        raise UsageError(_NO_MESSAGES)
    _check_format(output, to_file=out is not None, details=details)
    place = find(workspace)
    day, last = (moment.date() if moment else None for moment in (on, until))
    asked = Options(
        day, regency, strict, jobs, details=details, out=out, messages=messages, until=last, annotate=annotate,
        lists=lists, lang=lang(),
    )  # fmt: skip
    with progress(*CHECKING) as told:
        found = judge(paths, place, asked, told)
        compared: Sequence[Comparison] = ()
        if against is not None:
            from jamsos_cli.runs.resending import compare_sent

            compared = compare_sent(found, paths, against, place, asked, told)
    if output is FindingsFormat.TABLE:
        _show(found, compared, show_mapping=show_mapping)
    else:
        content = _document(output, found, compared, place, to_file=out is not None, show_mapping=show_mapping)
        _give(content, out)
    _say_where(found, annotate, messages)
    raise typer.Exit(found.exit_code)


def _check_format(output: FindingsFormat, *, to_file: bool, details: bool) -> None:
    """Refuse what a format cannot show (UsageError)."""
    if to_file and output is FindingsFormat.TABLE:
        raise UsageError(_NO_DOCUMENT)
    if details and output not in {FindingsFormat.TABLE, FindingsFormat.JSON}:
        raise UsageError(_NO_DETAILS)


def _show(found: "Validated", compared: "Sequence[Comparison]", *, show_mapping: bool) -> None:
    """Print findings as tables; codes and villages are summed up where there are several files."""
    from jamsos_cli.reports.findings import codes_table, files_table, findings_tables
    from jamsos_cli.reports.villages import league

    results = found.files
    several = (codes_table(results, lang()), *league(results, lang())) if len(results) > 1 else ()
    details: tuple[Table, ...] = ()
    if show_mapping:
        from jamsos_cli.reports.mapping import mapping_table

        details += tuple(mapping_table(one.result.file, one.columns, lang()) for one in found.judged if one.columns)
    if compared:
        from jamsos_cli.reports.resent import comparison_tables

        details += comparison_tables(compared, lang())
    print_tables((*findings_tables(results, lang()), *several, *details, files_table(results)))


def _document(
    output: FindingsFormat,
    found: "Validated",
    compared: "Sequence[Comparison]",
    workspace: "Workspace | None",
    *,
    to_file: bool,
    show_mapping: bool,
) -> bytes:
    """Make one document of the findings."""
    from jamsos_cli.runs.rosters.documents import DOCUMENTS, Asked

    asked = Asked(
        lang(),
        found.day,
        workspace.settings.office if workspace else None,
        workspace.root / "templates" if workspace else None,
        found.exit_code,
        __version__,
        to_file=to_file,
        columns=[one.columns for one in found.judged] if show_mapping else None,
        compared=compared,
    )
    return DOCUMENTS[output.value](found.files, asked)


def _give(content: bytes, out: Path | None) -> None:
    """Print a document, or write it where --out says."""
    if out is None:
        print_bytes(content)
    else:
        from jamsos_cli.runs.rosters.documents import write_document

        write_document(out, content)
        print_line(str(out), stderr=True)


def _say_where(found: "Validated", annotate: Path | None, messages: Path | None) -> None:
    """Tell on stderr where files were written; stdout is the document alone."""
    if annotate is not None:
        from jamsos_cli.reports.mending import marked_line

        print_line(marked_line(found.marked, annotate.as_posix()), stderr=True)
    if messages is not None:
        count = len(found.files)
        print_line(say(f"{count} pesan di {messages}", f"{count} messages in {messages}"), stderr=True)
