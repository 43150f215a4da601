"""The command `template sponsors`."""

from pathlib import Path

from jamsos_cli.cli.options import OutOption, WorkspaceOption
from jamsos_cli.cli.screen import print_line


def template_sponsors(out: OutOption = Path("formulir-sponsor.xlsx"), workspace: WorkspaceOption = None) -> None:
    """Write a blank form with drop-downs and instructions."""
    from jamsos_cli.runs.office.workspace import find
    from jamsos_cli.runs.templating import template_sponsors as made

    print_line(str(made(out, find(workspace))))
