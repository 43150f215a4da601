"""What lives between runs: the registry. Importing this loads SQLAlchemy; only runs that need it do."""

from jamsos_cli.store.corrections import InvoiceFound
from jamsos_cli.store.nik_changes import Span
from jamsos_cli.store.opening import create, open_registry
from jamsos_cli.store.persons import HISTORY, NikSpan, PersonHistory, Summary
from jamsos_cli.store.registry import Registry
from jamsos_cli.store.rulings import Decided

__all__ = [
    "HISTORY",
    "Decided",
    "InvoiceFound",
    "NikSpan",
    "PersonHistory",
    "Registry",
    "Span",
    "Summary",
    "create",
    "open_registry",
]
