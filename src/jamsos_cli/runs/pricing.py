"""`jamsos tariff`: what holds in a month; works without a workspace."""

from datetime import date

from jamsos_cli import law
from jamsos_cli.model.month import Month
from jamsos_cli.model.premium import InForce, PriceRow
from jamsos_cli.runs.office.workspace import Workspace, read_month, today
from jamsos_cli.settings import Settings


def month_prices(month: str, workspace: Workspace | None) -> tuple[Month, tuple[PriceRow, ...], tuple[InForce, ...]]:
    """Give the month meant, its prices and its records of law; a month without a tariff is a SettingsError."""
    day: date = today(workspace.settings if workspace else Settings())
    asked = read_month(month, day)
    book = law.load(own=workspace.law if workspace else None)
    return asked, book.price_table(asked), book.in_force(asked)
