"""What the command line says of rosters that are imported."""

from typing import NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import Programmes, read_programmes
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.workspace import Workspace, read_month
from jamsos_cli.runs.rosters import judging
from jamsos_cli.steps.enrol import Mode


class Options(NamedTuple):
    """What the command line says of the files."""

    source: str | None = None
    programmes: str | None = None
    first: Month | None = None
    """first iuran month of rows that name none; None: this month."""
    months: int | None = None
    mode: Mode = "auto"
    terms: str = ""
    """what of the above was said aloud; the same content may be imported again under other terms."""
    dry_run: bool = False
    jobs: int | None = None
    again: bool = False
    """judge and import known files anew: the settings or the law changed."""
    runs: bool = False
    """whether a month's run says the first month, not the command line."""

    def first_month(self, workspace: Workspace) -> Month:
        """Give the first iuran month of rows that name none."""
        return self.first or Month.of(workspace.today())


def mode(*, replace: bool, add: bool) -> Mode:
    """Give how a list stands to older ones, as the command line says it."""
    if replace and add:
        raise UsageError(Text("Pilih --replace atau --add.", "Choose --replace or --add."))
    return "replace" if replace else "add" if add else "auto"


def options(
    workspace: Workspace,
    *,
    source: str | None,
    programmes: str | None,
    first: str | None,
    months: int | None,
    mode: Mode,
) -> Options:
    """Check what the command line says; a UsageError says what it may be. A source goes by its key, title or names."""
    source = _source_key(source, workspace) if source is not None else None
    chosen = need_programmes(programmes) if programmes is not None else None
    month = read_month(first, workspace.today()) if first is not None else None
    said = {"source": source, "programmes": chosen, "from": month, "months": months}
    terms = " ".join(f"{name}={value}" for name, value in said.items() if value is not None)
    return Options(source, chosen, month, months, mode, terms)


def need_programmes(text: str) -> Programmes:
    """Give the programmes that were typed, or a UsageError."""
    found = read_programmes(text)
    if found is None:
        raise UsageError(
            Text(
                f"Program {text!r} tidak dikenal: JKK+JKM atau JKK+JKM+JHT.",
                f"Programmes {text!r} are not known: JKK+JKM or JKK+JKM+JHT.",
            )
        )
    return found


def _source_key(text: str, workspace: Workspace) -> str:
    """Give the key of the source that a key, title or other spelling means."""
    sources = workspace.settings.sources
    found = judging.source_keys(sources, "")(text)
    if found is None:
        known = ", ".join(f"{source.key} ({source.title})" for source in sources)
        raise UsageError(
            Text(f"Sumber dana {text!r} tidak ada. Yang ada: {known}.", f"No source {text!r}. There are: {known}.")
        )
    return found
