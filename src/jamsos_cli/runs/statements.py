"""Statements of the insurer as the office keeps them: read here, also by other processes, which need no registry."""

from pathlib import Path

from jamsos_cli.errors import FileError
from jamsos_cli.law.headings import headings
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.readers.statement import Statement, read_statement
from jamsos_cli.runs.office.workspace import Workspace


def read(workspace: Workspace, month: Month, path: Path) -> Statement:
    """Read one statement; `month` stands for lines of a statement that names none. One without lines is a FileError."""
    limits = workspace.settings.limits
    content = read_bytes(path, limits.file_mib)
    name = workspace.name_of(path)
    statement = read_statement(name, content, headings("statement"), limits, month, workspace.today())
    if not statement.lines["row"]:  # else everybody billed would be missing by a form that nobody filled in
        raise FileError(
            Text(
                f"{name}: belum ada baris terisi di bawah judulnya, jadi tidak ada yang dicocokkan.",
                f"{name}: no row is filled in below the heading, so nothing is compared.",
            )
        )
    return statement
