"""`jamsos template roster`: a blank workbook made from the same settings that judge it."""

from pathlib import Path

from jamsos_cli.errors import UsageError
from jamsos_cli.law import regions
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.workspace import Workspace, today
from jamsos_cli.settings import Settings
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.roster_template import roster_workbook


def template_roster(out: Path, workspace: Workspace | None) -> Path:
    """Write the workbook; a file that is there already is never overwritten."""
    if out.exists():
        raise UsageError(
            Text(f"{out} sudah ada; sebut nama lain dengan --out.", f"{out} is there already; name another with --out.")
        )
    settings = workspace.settings if workspace else Settings()
    found = regions.regency(settings.office.regency) if settings.office.regency else None
    content = roster_workbook(
        settings.sources, found.villages if found else (), regency=found.name if found else "", created=today(settings)
    )
    with Drafts() as drafts:
        drafts.write(out, content)
    return out
