"""The tables of the registry, as they are today, one module a subject; `migrations` says how a file gets there.

A NIK stands in `person_nik` and, for people we do not bill, in `reconciliation_match`.
"""

from jamsos_cli.store.tables.columns import metadata
from jamsos_cli.store.tables.corrections import invoice_cancellation, invoice_settlement, line_release
from jamsos_cli.store.tables.invoices import invoice, invoice_line
from jamsos_cli.store.tables.people import enrolment, person, person_nik, roster_import
from jamsos_cli.store.tables.reconciliations import reconciliation, reconciliation_match, statement_file

__all__ = [
    "enrolment",
    "invoice",
    "invoice_cancellation",
    "invoice_line",
    "invoice_settlement",
    "line_release",
    "metadata",
    "person",
    "person_nik",
    "reconciliation",
    "reconciliation_match",
    "roster_import",
    "statement_file",
]
