"""What the registry gives and keeps of budgets, and which months were paid for whom."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.budget import Ceiling, Excess
from jamsos_cli.store import budgets
from jamsos_cli.store.transactions import Transactions

if TYPE_CHECKING:
    import pandas as pd


class BudgetRegistry(Transactions):
    """Ceilings, what was asked of them, and who is paid for."""

    def ceilings(self, year: int | None = None) -> list[Ceiling]:
        """Give every ceiling of a year or of all, withdrawn ones too, in the order they were added."""
        with self._transaction() as connection:
            return budgets.ceilings(connection, year)

    def add_ceilings(self, added: Sequence[Ceiling]) -> int:
        """Add ceilings, all or none; gives how many were new: one that says the same and is in force is not again."""
        with self._transaction() as connection:
            return budgets.add(connection, added)

    def withdraw_ceiling(self, number: int, at: str, by: str, why: str) -> bool:
        """Withdraw a ceiling, at an ISO time with zone; gives whether it was in force. It is kept."""
        with self._transaction() as connection:
            return budgets.withdraw(connection, number, at, by, why)

    def excesses(self, year: int) -> list[Excess]:
        """Give what was issued past ceilings of a year, in the order it was."""
        with self._transaction() as connection:
            return budgets.excesses(connection, year)

    def invoiced(self, year: int) -> "pd.DataFrame":
        """Give the INVOICED of the months of a year: what payers were, or by drafts would be, asked for."""
        with self._transaction() as connection:
            return budgets.invoiced(connection, year)

    def recorded(self, year: int) -> "pd.DataFrame":
        """Give what the insurer RECORDED of issued invoices of a year, as far as months were reconciled."""
        with self._transaction() as connection:
            return budgets.recorded(connection, year)

    def issued_persons(self, month: str) -> "pd.Series[int]":
        """Give the persons with an issued line in force for an iuran month, each once."""
        with self._transaction() as connection:
            return budgets.issued_persons(connection, month)

    def recorded_persons(self, month: str) -> "pd.Series[int] | None":
        """Give the persons the insurer recorded premiums of an iuran month for; None when it was never reconciled."""
        with self._transaction() as connection:
            return budgets.recorded_persons(connection, month)

    def iuran_span(self) -> tuple[str, str] | None:
        """Give the first and the last iuran month that anything was billed or reconciled for; None for nothing."""
        with self._transaction() as connection:
            return budgets.iuran_span(connection)

    def recorded_months(self, persons: Collection[int]) -> tuple[frozenset[str], frozenset[str]]:
        """Give the months that were reconciled, and those of them in which premiums of some persons were recorded."""
        with self._transaction() as connection:
            return budgets.recorded_months(connection, persons)
