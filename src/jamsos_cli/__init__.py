"""jamsos: rosters of vulnerable workers in, reconciled premium invoices out."""

__version__ = "0.1.0"
