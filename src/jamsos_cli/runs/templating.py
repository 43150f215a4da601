"""`jamsos template`: blank workbooks made from the same settings that judge them."""

from pathlib import Path

from jamsos_cli import rules
from jamsos_cli.errors import UsageError
from jamsos_cli.law import occupations, regions
from jamsos_cli.model.finding import Level
from jamsos_cli.model.region import Regency
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.office.workspace import Workspace, read_month, settings_of, today
from jamsos_cli.settings import Settings
from jamsos_cli.steps import pledge_kinds
from jamsos_cli.writers.budgets_template import budgets_workbook
from jamsos_cli.writers.drafts import Drafts
from jamsos_cli.writers.exclusions_template import exclusions_workbook
from jamsos_cli.writers.roster_template import Choices, roster_workbook
from jamsos_cli.writers.sponsors_template import sponsors_workbook
from jamsos_cli.writers.statement_template import statement_workbook

EXPLAINED = (
    "N01", "N02", "N03", "N04", "N05", "N06", "N08", "N09", "P01", "P03", "P04", "V01", "E01", "E02", "E03", "E05",
    "S02", "S03", "S05", "S06", "D01", "D04",
)  # fmt: skip
"""What the instruction sheet says the checks look for: what whoever fills the list can mend."""


def template_roster(out: Path, workspace: Workspace | None) -> Path:
    """Write the workbook; a file that is there already is never overwritten."""
    settings, found = _office(workspace)
    choices = Choices(
        settings.sources,
        found.villages if found else (),
        occupations.offered(),
        tuple(rules.KINDS[code] for code in EXPLAINED),
    )
    content = roster_workbook(choices, regency=found.name if found else "", created=today(settings))
    return _written(out, content)


def template_statement(out: Path, month: str, workspace: Workspace | None) -> Path:
    """Write the blank statement of a month; a file that is there already is never overwritten."""
    day = today(settings_of(workspace))
    return _written(out, statement_workbook(read_month(month, day), created=day))


def template_exclusions(out: Path, workspace: Workspace | None) -> Path:
    """Write the blank exclusion list; a file that is there already is never overwritten."""
    settings, found = _office(workspace)
    return _written(out, exclusions_workbook(regency=found.name if found else "", created=today(settings)))


def template_budgets(out: Path, year: int | None, workspace: Workspace | None) -> Path:
    """Write the blank table of ceilings of a year; a file that is there already is never overwritten."""
    settings, found = _office(workspace)
    day = today(settings)
    villages, name = (found.villages, found.name) if found else ((), "")
    content = budgets_workbook(settings.sources, villages, regency=name, year=year or day.year, created=day)
    return _written(out, content)


def template_sponsors(out: Path, workspace: Workspace | None) -> Path:
    """Write the blank form for sponsors; a file that is there already is never overwritten."""
    settings, found = _office(workspace)
    explained = [kind for kind in pledge_kinds.KINDS.values() if kind.level is not Level.NOTE]
    content = sponsors_workbook(explained, regency=found.name if found else "", created=today(settings))
    return _written(out, content)


def _office(workspace: Workspace | None) -> tuple[Settings, Regency | None]:
    """Give the settings that hold, and the regency they name, if any."""
    settings = settings_of(workspace)
    return settings, regions.regency(settings.office.regency) if settings.office.regency else None


def _written(out: Path, content: bytes) -> Path:
    if out.exists():
        raise UsageError(
            Text(f"{out} sudah ada; sebut nama lain dengan --out.", f"{out} is there already; name another with --out.")
        )
    with Drafts() as drafts:
        drafts.write(out, content)
    return out
