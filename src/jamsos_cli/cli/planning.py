"""The command plan."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jamsos_cli.cli.options import RegencyOption, SheetFormat, WorkspaceOption, only_with
from jamsos_cli.cli.screen import print_json, print_line, print_tables
from jamsos_cli.cli.words import lang, say

if TYPE_CHECKING:
    from jamsos_cli.model.plan import Plan


class Sector(StrEnum):
    """The sector of the workers: drivers and couriers have a relief of their own."""

    OTHER = "other"
    TRANSPORT = "transport"


_Budget = Annotated[
    str | None,
    typer.Option("--budget", metavar="RUPIAH", help=say("Anggaran: 1000000000 atau '1 miliar'.", "The budget.")),
]
_Months = Annotated[
    int | None, typer.Option("--months", min=1, max=120, help=say("Untuk berapa bulan.", "For how many months."))
]
_People = Annotated[
    list[int] | None,
    typer.Option(
        "--people", min=1, help=say("Berapa orang; boleh beberapa kali.", "How many people; may be repeated.")
    ),
]
_Villages = Annotated[
    str | None,
    typer.Option(
        "--villages",
        metavar="DESA",
        help=say(
            "Banyaknya desa, kode atau nama dipisah koma, all (semua desa), atau all+kelurahan.",
            "How many, codes or names with commas, all (every desa), or all+kelurahan.",
        ),
    ),
]
_Quota = Annotated[
    int | None,
    typer.Option("--quota", min=1, help=say("Orang per desa; bawaan: kuota sumbernya.", "People a village.")),
]
_Out = Annotated[
    Path | None, typer.Option("--out", help=say("Nama .xlsx; bawaan: rencana.xlsx.", "Name of the .xlsx."))
]
_Output = Annotated[
    SheetFormat, typer.Option("--format", help=say("Tabel, JSON, atau .xlsx.", "Table, JSON or .xlsx."))
]
_Sector = Annotated[Sector, typer.Option("--sector", help=say("Sektor pekerjanya.", "The workers' sector."))]


def plan(  # noqa: PLR0913, PLR0917  each is an option of the command
    source: Annotated[str, typer.Option("--source", help=say("Sumber dana.", "Funding source."))] = "apbd",
    budget: _Budget = None,
    months: _Months = None,
    first: Annotated[
        str, typer.Option("--from", metavar="BULAN", help=say("Bulan iuran pertama.", "First iuran month."))
    ] = "this",
    people: _People = None,
    villages: _Villages = None,
    quota: _Quota = None,
    programmes: Annotated[str | None, typer.Option("--programmes", help="JKK+JKM, JKK+JKM+JHT")] = None,
    sector: _Sector = Sector.OTHER,
    regency: RegencyOption = None,
    output: _Output = SheetFormat.TABLE,
    out: _Out = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Reckon how many people a budget covers for how long, month by month at each month's tariff."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.planning import Said
    from jamsos_cli.runs.planning import plan as reckoned

    only_with("--villages", there=villages is not None, said={"--regency": regency})
    only_with("--format xlsx", there=output is SheetFormat.XLSX, said={"--out": out})
    said = Said(source, budget, months, first, villages, regency, quota, tuple(people or ()), programmes, sector.value)
    made = reckoned(find(workspace), said)
    if output is SheetFormat.JSON:
        _print_json(made)
    elif output is SheetFormat.XLSX:
        _write(made, out or Path("rencana.xlsx"))
    else:
        _show(made)


def _print_json(made: "Plan") -> None:
    from jamsos_cli.reports.plan import plan_json

    print_json(plan_json(made, lang()))


def _show(made: "Plan") -> None:
    from jamsos_cli.reports.plan import plan_tables

    print_tables(plan_tables(made, lang()))
    for note in made.notes:
        print_line(note)


def _write(made: "Plan", out: Path) -> None:
    from jamsos_cli.runs.planning import write_plan

    write_plan(out, made, lang())
    print_line(str(out))
