"""What lives between runs: the registry. Importing this loads SQLAlchemy; only runs that need it do."""

from jamsos_cli.store.corrections import InvoiceFound
from jamsos_cli.store.opening import create, open_registry
from jamsos_cli.store.persons import HISTORY, NikSpan, PersonHistory, Summary
from jamsos_cli.store.registry import Registry

__all__ = ["HISTORY", "InvoiceFound", "NikSpan", "PersonHistory", "Registry", "Summary", "create", "open_registry"]
