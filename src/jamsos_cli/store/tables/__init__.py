"""The tables of the registry, as they are today, one module a subject; `migrations` says how a file gets there.

A NIK stands in `person_nik`, for people we do not bill in `reconciliation_match` and `exclusion_entry`, and in what was
asked about persons.
"""

from jamsos_cli.store.tables.audit import audit_entry
from jamsos_cli.store.tables.budgets import budget_ceiling, budget_excess, budget_withdrawal
from jamsos_cli.store.tables.columns import metadata
from jamsos_cli.store.tables.corrections import invoice_cancellation, invoice_settlement, line_release
from jamsos_cli.store.tables.endings import person_ending
from jamsos_cli.store.tables.exclusions import exclusion_entry, exclusion_list
from jamsos_cli.store.tables.held import held_row
from jamsos_cli.store.tables.invoices import invoice, invoice_line
from jamsos_cli.store.tables.people import enrolment, person, person_nik, roster_import
from jamsos_cli.store.tables.purges import invoice_reseal, purge
from jamsos_cli.store.tables.reconciliations import reconciliation, reconciliation_match, statement_file
from jamsos_cli.store.tables.rulings import nik_change, question, registry_key, ruling, second_membership
from jamsos_cli.store.tables.sponsors import pledge, pledge_end, pledge_worker, sponsor

__all__ = [
    "audit_entry",
    "budget_ceiling",
    "budget_excess",
    "budget_withdrawal",
    "enrolment",
    "exclusion_entry",
    "exclusion_list",
    "held_row",
    "invoice",
    "invoice_cancellation",
    "invoice_line",
    "invoice_reseal",
    "invoice_settlement",
    "line_release",
    "metadata",
    "nik_change",
    "person",
    "person_ending",
    "person_nik",
    "pledge",
    "pledge_end",
    "pledge_worker",
    "purge",
    "question",
    "reconciliation",
    "reconciliation_match",
    "registry_key",
    "roster_import",
    "ruling",
    "second_membership",
    "sponsor",
    "statement_file",
]
