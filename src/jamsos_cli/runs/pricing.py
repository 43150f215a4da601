"""`jamsos tariff`: what holds in a month; works without a workspace."""

from jamsos_cli import law
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce, PriceRow
from jamsos_cli.runs.office.workspace import Workspace, read_month, settings_of, today


def month_prices(month: str, workspace: Workspace | None) -> tuple[Month, tuple[PriceRow, ...], tuple[InForce, ...]]:
    """Give the month meant, its prices and its records of law; a month without a tariff is a SettingsError."""
    asked = read_month(month, today(settings_of(workspace)))
    book = law.load(own=workspace.law if workspace else None)
    return asked, book.price_table(asked), book.in_force(asked)
