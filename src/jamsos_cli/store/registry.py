"""The registry as the runs see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.budget import Excess
from jamsos_cli.model.roster_import import HeldRow, ImportPlan, RosterImport
from jamsos_cli.model.ruling import Ruling
from jamsos_cli.store import (
    audit,
    billed_people,
    budgets,
    corrections,
    drafts,
    endings,
    exclusions,
    held,
    imports,
    invoices,
    ledger,
    memberships,
    nik_changes,
    persons,
    places,
    purging,
    reconciliations,
    rulings,
    sponsors,
)
from jamsos_cli.store.rulings import Decided
from jamsos_cli.store.transactions import Transactions, in_transaction

if TYPE_CHECKING:
    import pandas as pd


class Registry(Transactions):
    """Persons, enrolments, invoices and reconciliations; made by `open_registry`, never by hand.

    Months are `yyyy-mm`. Opened to read, all it gives is of one moment, and a saving method is a RegistryError. A
    method that is named like a module stands below all others of that module.
    """

    imported = in_transaction(imports.find_import)
    enrolled = in_transaction(imports.enrolled)
    enrolled_nowhere = in_transaction(imports.enrolled_nowhere)
    enrolled_from = in_transaction(imports.enrolled_from)
    enrolled_by_bytes = in_transaction(imports.enrolled_by_bytes)
    known = in_transaction(imports.known)
    admissions = in_transaction(held.admissions)
    contested = in_transaction(held.contested)

    enrolments = in_transaction(persons.enrolments)
    enrolments_of = in_transaction(persons.enrolments_of)
    enrolled_twice = in_transaction(persons.enrolled_twice)
    enrolled_born_by = in_transaction(persons.enrolled_born_by)
    described = in_transaction(persons.described)
    described_by = in_transaction(persons.described_by)
    person_history = in_transaction(persons.history)
    summary = in_transaction(persons.summary)
    enrolled_after = in_transaction(places.later)
    queue = in_transaction(places.queue)
    held_places = in_transaction(places.held)
    paying = in_transaction(places.paid)

    save_exclusions = in_transaction(exclusions.save)
    exclusion_lists = in_transaction(exclusions.lists)
    exclusion_list = in_transaction(exclusions.find_list)
    withdraw_exclusions = in_transaction(exclusions.withdraw)
    listed = in_transaction(exclusions.listed)
    enrolled_on_lists = in_transaction(exclusions.enrolled)
    billed_on_lists = in_transaction(exclusions.billed)

    question_keys = in_transaction(rulings.keys)
    note_questions = in_transaction(rulings.note)
    questions = in_transaction(rulings.find)
    questions_with = in_transaction(rulings.find_all)
    rulings_in_force = in_transaction(rulings.in_force)
    rulings_made = in_transaction(rulings.history)
    replay = in_transaction(rulings.replay)
    first_keys = in_transaction(rulings.first_keys)
    current_keys = in_transaction(rulings.current_keys)
    keyed = in_transaction(memberships.keyed)

    change_nik = in_transaction(nik_changes.change)
    current_niks = in_transaction(nik_changes.current)
    nik_chains = in_transaction(nik_changes.chains)
    nik_changes = in_transaction(nik_changes.changes)

    end_cover = in_transaction(endings.end)
    return_to_cover = in_transaction(endings.close)
    ended = in_transaction(endings.ended)
    endings = in_transaction(endings.found)

    pledges = in_transaction(sponsors.pledges)
    pledged_workers = in_transaction(sponsors.workers)
    save_pledges = in_transaction(sponsors.save)
    end_pledge = in_transaction(sponsors.end)

    billed = in_transaction(invoices.billed)
    billed_months = in_transaction(invoices.billed_months)
    priced_since = in_transaction(invoices.priced_since)
    enrolments_billed = in_transaction(billed_people.enrolments_billed)
    issued_on = in_transaction(invoices.issued_on)
    save_drafts = in_transaction(drafts.save_drafts)
    verify = in_transaction(invoices.altered)
    issued_months = in_transaction(corrections.issued_months)
    cancelled_months = in_transaction(corrections.cancelled_months)
    settlements = in_transaction(corrections.settlements)
    cancellations = in_transaction(corrections.cancellations)
    balances = in_transaction(corrections.balances)
    find_invoice = in_transaction(corrections.find)
    cancel_invoice = in_transaction(corrections.cancel)
    taken_back = in_transaction(ledger.taken_back)
    paid = in_transaction(ledger.paid)
    paid_by = in_transaction(ledger.paid_by)
    ledger = in_transaction(ledger.ledger_of_month)

    ceilings = in_transaction(budgets.ceilings)
    add_ceilings = in_transaction(budgets.add)
    withdraw_ceiling = in_transaction(budgets.withdraw)
    excesses = in_transaction(budgets.excesses)
    invoiced = in_transaction(budgets.invoiced)
    recorded = in_transaction(budgets.recorded)
    issued_persons = in_transaction(budgets.issued_persons)
    recorded_persons = in_transaction(budgets.recorded_persons)
    iuran_span = in_transaction(budgets.iuran_span)
    recorded_months = in_transaction(budgets.recorded_months)

    save_reconciliation = in_transaction(reconciliations.save)
    reconciliation = in_transaction(reconciliations.load)
    statement_month = in_transaction(reconciliations.statement_month)

    record = in_transaction(audit.record)
    audit_trail = in_transaction(audit.trail)
    purgeable = in_transaction(purging.purgeable)
    to_be_erased = in_transaction(purging.count)
    erase = in_transaction(purging.erase)

    def save_import(
        self, record: RosterImport, plan: ImportPlan, waiting: Sequence[HeldRow] = (), first_month: str = ""
    ) -> bool:
        """Carry out a plan, all of it or nothing; gives whether anything was saved.

        `waiting` are rows that a ruling may let in later, `first_month` that of rows that name none. A file known
        under its terms changes nothing. A cut of what is no longer in force is a RegistryError.
        """
        with self._transaction() as connection:
            saved = imports.save(connection, record, plan)
            if saved is not None:
                held.keep(connection, saved, waiting, first_month)
            memberships.keep_memberships(connection)
            return saved is not None

    def decide(self, decided: Sequence[Decided], at: str, seen: Mapping[str, Ruling]) -> None:
        """Add rulings, all of them or none; on a question with a ruling the new one supersedes it.

        `seen` are the rulings in force the deciding person knew of; where others hold by now, a RegistryError.
        """
        with self._transaction() as connection:
            rulings.decide(connection, decided, at, seen)
            memberships.keep_memberships(connection)

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

    invoices = in_transaction(invoices.invoices)
