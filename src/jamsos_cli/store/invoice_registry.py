"""What the registry gives and keeps of invoices."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from jamsos_cli.model.budget import Excess
from jamsos_cli.store import billed_people, budgets, corrections, drafts, invoices, ledger, places
from jamsos_cli.store.budget_registry import BudgetRegistry
from jamsos_cli.store.corrections import InvoiceFound

if TYPE_CHECKING:
    import pandas as pd


class InvoiceRegistry(BudgetRegistry):
    """Drafts, issued invoices, their corrections and cancellations."""

    def billed(self, month: str) -> "pd.DataFrame":
        """Give the lines in force for an iuran month as BILLED, drafts too, sorted by source, payer and person.

        A correction counts once it is issued; until then the line that it corrects does.
        """
        with self._transaction() as connection:
            return invoices.billed(connection, month)

    def billed_months(self, pairs: Collection[tuple[str, str]]) -> "pd.DataFrame":
        """Give the lines of (NIK, iuran month) pairs as BILLED; pairs that were not billed give none."""
        with self._transaction() as connection:
            return invoices.billed_months(connection, pairs)

    def priced_since(self, month: str) -> "pd.DataFrame":
        """Give the lines of an iuran month and all later ones, counted as PRICED; drafts too."""
        with self._transaction() as connection:
            return invoices.priced_since(connection, month)

    def enrolments_billed(self, month: str) -> "pd.DataFrame":
        """Give the BILLED_PEOPLE that lines of an iuran month come from, superseded too, by enrolment_id."""
        with self._transaction() as connection:
            return billed_people.enrolments_billed(connection, month)

    def invoices(self, month: str) -> "pd.DataFrame":
        """Give the INVOICES made for a month, drafts and issued, sorted by source and payer."""
        with self._transaction() as connection:
            return invoices.invoices(connection, month)

    def issued_on(self, invoice_id: int) -> str:
        """Give the day (yyyy-mm-dd) an invoice was issued, "" for a draft."""
        with self._transaction() as connection:
            return invoices.issued_on(connection, invoice_id)

    def save_drafts(self, month: str, lines: "pd.DataFrame", credits_: "pd.DataFrame | None" = None) -> list[str]:
        """Replace the month's drafts by one a (source, payer) from LINES and CREDITS.

        Person-months that have a line in force on another invoice are left out, unless a credit takes it back;
        corrections and late lines on drafts of other months are taken off those, whose months are given.
        """
        with self._transaction() as connection:
            return drafts.save_drafts(connection, month, lines, credits_)

    def queue(self, sources: Collection[str], month: str) -> "pd.DataFrame":
        """Give the QUEUE of sources: every enrolment ever made under them, by enrolment; keys as in a month."""
        with self._transaction() as connection:
            return places.queue(connection, sources, month)

    def held_places(self, sources: Collection[str], month: str, before: str | None) -> "pd.DataFrame":
        """Give whom issued invoices of these sources billed for a month and for the one before (None: none) as HELD."""
        with self._transaction() as connection:
            return places.held(connection, sources, month, before)

    def enrolled_after(self, month: str) -> "pd.DataFrame":
        """Give the enrolments in force that begin after a month as LATER."""
        with self._transaction() as connection:
            return places.later(connection, month)

    def paying(self, month: str, keys_of: str) -> "pd.DataFrame":
        """Give person_id and source of the issued lines in force for a month; keys as in the month `keys_of`."""
        with self._transaction() as connection:
            return places.paid(connection, month, keys_of)

    def issued_months(self) -> list[str]:
        """Give the months that invoices were issued for and not cancelled, in order."""
        with self._transaction() as connection:
            return corrections.issued_months(connection)

    def cancelled_months(self) -> list[str]:
        """Give the months of which an invoice was cancelled and none of its source was issued since, in order."""
        with self._transaction() as connection:
            return corrections.cancelled_months(connection)

    def taken_back(self, month: str) -> dict[str, str]:
        """Give NIK today -> number of the issued invoice that credits the person's line of an iuran month."""
        with self._transaction() as connection:
            return ledger.taken_back(connection, month)

    def paid(self, persons: Iterable[int]) -> "pd.DataFrame":
        """Give person_id, source and iuran_month of every issued line in force of human beings, by any of their keys.

        Keys as enrolments have them in the month.
        """
        with self._transaction() as connection:
            return ledger.paid(connection, persons)

    def paid_by(self, month: str, sources: Iterable[str]) -> "pd.DataFrame":
        """Give person_id and source of the issued lines in force of a month that some sources pay."""
        with self._transaction() as connection:
            return ledger.paid_by(connection, month, sources)

    def ledger(self, month: str) -> "pd.DataFrame | None":
        """Give the LEDGER of the invoices made for a month; None where nothing was ever corrected, cancelled or late.

        Then its lines are those that `billed` gives.
        """
        with self._transaction() as connection:
            return ledger.ledger_of_month(connection, month) if ledger.corrected(connection, month) else None

    def settlements(self, month: str) -> "pd.DataFrame":
        """Give the SETTLEMENTS of the invoices made for a month; an invoice without credit has none."""
        with self._transaction() as connection:
            return corrections.settlements(connection, month)

    def cancellations(self, month: str) -> "pd.DataFrame":
        """Give the CANCELLATIONS of the invoices made for a month."""
        with self._transaction() as connection:
            return corrections.cancellations(connection, month)

    def balances(self) -> "pd.DataFrame":
        """Give the BALANCES: credit that issued invoices have left over, by source and payer."""
        with self._transaction() as connection:
            return corrections.balances(connection)

    def find_invoice(self, number: str) -> InvoiceFound | None:
        """Give what is known of the issued invoice with a number; None when there is none."""
        with self._transaction() as connection:
            return corrections.find(connection, number)

    def cancel_invoice(self, invoice_id: int, day: str, reason: str, by: str) -> None:
        """Take an issued invoice out of force on a day (yyyy-mm-dd); its number stays taken, its credits stand.

        One that is cancelled, is a draft, or has lines that were taken back is refused by the database.
        """
        with self._transaction() as connection:
            corrections.cancel(connection, invoice_id, day, reason, by)

    def issue(
        self, month: str, day: str, number: Callable[[int, str], str], allowed: Iterable[Excess] = ()
    ) -> "pd.DataFrame":
        """Number and freeze the month's drafts, by source and payer; gives those just issued as INVOICES.

        `number(sequence, source key)` makes the text; the sequence counts on in the calendar year of `day`
        (yyyy-mm-dd) and is never used again. A number given before is a SettingsError. What passes a ceiling is kept
        with its reason (`allowed`), or nothing is issued.
        """
        with self._transaction() as connection:
            budgets.allow(connection, allowed)
            return invoices.issue(connection, month, day, number)

    def verify(self) -> tuple[str, ...]:
        """Give the numbers of issued invoices that no longer fit their hash; none is as it should be."""
        with self._transaction() as connection:
            return invoices.altered(connection)
