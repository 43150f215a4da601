"""What `validate` gives to programs and browsers: one document a format."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.month import said_day
from jamsos_cli.model.resent import Comparison
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.sent import ColumnRead
from jamsos_cli.model.table import Table
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.settings import Office

COLUMNS = ("file", "sheet", "row", "cell", "code", "slug", "level", "field", "value", "message", "hint")
"""of --format csv: a contract, like the object of --format json."""


class Asked(NamedTuple):
    """How a document is to be made."""

    lang: Lang
    day: date
    """on which the rosters were judged."""
    office: Office | None
    """who sends it, None without a workspace."""
    templates: Path | None
    """the workspace's own, None without a workspace."""
    exit_code: int = Exit.CLEAN
    """of the command."""
    version: str = ""
    """of the program; it and the exit code are said in SARIF only."""
    to_file: bool = False
    """a file is opened in Excel, a pipe is read by a program."""
    columns: Sequence[Sequence[ColumnRead]] | None = None
    """how the columns of each file were read, where that is asked for."""
    compared: Sequence[Comparison] = ()
    """with what was sent before, where that is asked for."""


def write_document(path: Path, content: bytes) -> None:
    """Write a document; a file of that name is replaced at once or not at all (FileError)."""
    from jamsos_cli.writers.drafts import Drafts

    with Drafts() as drafts:
        drafts.write(path, content)


def write_tables(path: Path, tables: Sequence[Table], made_on: date) -> None:
    """Write tables as a workbook."""
    from jamsos_cli.writers.workbook import workbook_bytes

    write_document(path, workbook_bytes(tuple(tables), created=made_on))


def keep_rosters(out: Path | None, rosters: Sequence[Path], received: Sequence[Path]) -> None:
    """Refuse to write a document over a roster that is to be judged, or a file in what was received (UsageError)."""
    if out is None:
        return
    over = out.resolve()
    if over in {path.resolve() for path in rosters} or any(over.is_relative_to(one.resolve()) for one in received):
        raise UsageError(
            Text(
                f"{out} adalah tempat daftar yang dikirim; sebut nama lain.",
                f"{out} is where rosters are; name another file.",
            )
        )


def page_bytes(results: Sequence[FileResult], asked: Asked) -> bytes:
    """Give the page of findings as HTML in UTF-8."""
    from jamsos_cli.reports.findings_page import findings_page
    from jamsos_cli.writers.page import render

    values = {
        "page": findings_page(results, asked.lang),
        "lang": asked.lang,
        "office": asked.office,
        "day": said_day(asked.day, asked.lang),
    }
    return render("findings.html.j2", asked.templates, **values).encode("utf-8", "backslashreplace")


def _json(results: Sequence[FileResult], asked: Asked) -> bytes:
    from jamsos_cli.reports.findings import validate_json
    from jamsos_cli.writers.printed_json import json_bytes

    said = validate_json(results, asked.lang)
    if asked.columns is not None:
        from jamsos_cli.reports.mapping import mapping_json

        files = cast(list[dict[str, object]], said["files"])
        said["files"] = [
            file | {"mapping": mapping_json(columns)} for file, columns in zip(files, asked.columns, strict=True)
        ]
    if asked.compared:
        from jamsos_cli.reports.resent import comparison_json

        said["against"] = comparison_json(asked.compared, asked.lang)
    return json_bytes(said)


def _csv(results: Sequence[FileResult], asked: Asked) -> bytes:
    from jamsos_cli.reports.findings import findings_records
    from jamsos_cli.writers.delimited import csv_bytes

    return csv_bytes(COLUMNS, findings_records(results, asked.lang), mark=asked.to_file)


def _sarif(results: Sequence[FileResult], asked: Asked) -> bytes:
    from jamsos_cli.writers.printed_json import json_bytes
    from jamsos_cli.writers.sarif import sarif

    return json_bytes(sarif(results, asked.lang, asked.version, asked.exit_code))


DOCUMENTS: dict[str, Callable[[Sequence[FileResult], Asked], bytes]] = {
    "json": _json,
    "csv": _csv,
    "html": page_bytes,
    "sarif": _sarif,
}
"""Every format of `validate` but the tables on the screen, by its name on the command line."""
