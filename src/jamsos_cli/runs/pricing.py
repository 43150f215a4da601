"""`jamsos tariff`: what holds in a month; works without a workspace."""

from jamsos_cli import law
from jamsos_cli.reports.tariff import MonthPrices
from jamsos_cli.runs.office.workspace import Workspace, read_month, settings_of, today


def month_prices(month: str, workspace: Workspace | None) -> MonthPrices:
    """Give the law of the month meant; one without a tariff is a SettingsError."""
    asked = read_month(month, today(settings_of(workspace)))
    book = law.load(own=workspace.law if workspace else None)
    return MonthPrices(asked, book.price_table(asked), book.in_force(asked))
