"""Commands that take personal data out, and the trail that says so: export, audit."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jamsos_cli.cli.options import Format, FormatOption, MonthOption, WorkspaceOption, only_with
from jamsos_cli.cli.screen import print_json, print_line, print_tables
from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.wording import Text

PASSWORD_VARIABLE = "JAMSOS_EXPORT_PASSWORD"  # noqa: S105  the name of a variable, no password
_NOBODY_TYPES = Text(
    f"--password menanyakan sandi di layar. Tanpa layar, isi {PASSWORD_VARIABLE}.",
    f"--password asks on a terminal. Without one, set {PASSWORD_VARIABLE}.",
)
_LAYOUT = "data_tk_baru"


class What(StrEnum):
    """What can be exported."""

    UPLOAD = "upload"
    ANNEX = "annex"
    DEDUCTIONS = "deductions"


def export(  # noqa: PLR0913, PLR0917  each is an option of the command
    what: Annotated[
        What,
        typer.Argument(
            help=say(
                "upload: untuk portal BPJS; annex: rincian tagihan; deductions: potongan per instansi.",
                "upload: for the insurer; annex: of the invoices; deductions: by office.",
            )
        ),
    ],
    month: MonthOption,
    source: Annotated[
        str | None, typer.Option("--source", help=say("Satu sumber dana saja.", "One source only."))
    ] = None,
    layout: Annotated[
        str, typer.Option("--layout", help=say("Tata letak upload, dari layouts/.", "Layout of upload, from layouts/."))
    ] = _LAYOUT,
    everybody: Annotated[
        bool,
        typer.Option("--all", help=say("Upload: juga yang ditagih bulan lalu.", "Upload: last month's people too.")),
    ] = False,
    password: Annotated[
        bool,
        typer.Option(
            "--password",
            help=say(
                f"Kunci dengan sandi (ditanyakan, atau dari {PASSWORD_VARIABLE}).",
                f"Lock with a password (asked for, or from {PASSWORD_VARIABLE}).",
            ),
        ),
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help=say("Folder tujuan.", "Where to write."))
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", help=say("Untuk apa; dicatat di jejak audit.", "What for; kept in the trail."))
    ] = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Write files with full NIKs."""
    from jamsos_cli.runs.exporting import Asked
    from jamsos_cli.runs.exporting import export as made
    from jamsos_cli.runs.office.workspace import need, read_month

    only_with("upload", there=what is What.UPLOAD, said={"--layout": layout != _LAYOUT, "--all": everybody})
    place = need(workspace)
    secret = _password() if password else None
    asked = Asked(what.value, source, layout, everybody, secret, out, reason)
    done = made(place, read_month(month, place.today()), asked)
    for notice in done.notices:
        print_line(notice, stderr=True)
    for path in done.files:
        print_line(str(path))
    warning = say("NIK utuh: simpan dan kirim dengan aman.", "Full NIKs: keep and send them safely.")
    print_line(say(f"{done.people} orang. {warning}", f"{done.people} people. {warning}"), stderr=True)


def _password() -> str:
    """Give the password of the environment, or ask for it, unseen and twice."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise UsageError(_NOBODY_TYPES)
    return str(typer.prompt(say("Sandi", "Password"), hide_input=True, confirmation_prompt=True))


def audit(output: FormatOption = Format.TABLE, workspace: WorkspaceOption = None) -> None:
    """Show the audit trail and whether it is whole."""
    from jamsos_cli.reports.audit import audit_json, audit_table, verdict
    from jamsos_cli.runs.office.auditing import trail
    from jamsos_cli.runs.office.workspace import need

    found = trail(need(workspace))
    if output is Format.JSON:
        print_json(audit_json(found))
    else:
        print_tables((audit_table(found, lang()),))
        print_line(verdict(found), stderr=not found.intact)
    raise typer.Exit(Exit.CLEAN if found.intact else Exit.FINDINGS)
