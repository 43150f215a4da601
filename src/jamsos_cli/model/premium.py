"""What one person costs for one iuran month, and who can say so."""

from typing import NamedTuple, Protocol

from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.source import Relief


class Premium(NamedTuple):
    """Whole rupiah a programme, and the records of law they came from."""

    jkk: int
    jkm: int
    jht: int
    records: str
    """keys of the law records used, joined by "+": "jkk-2015+jkm-2015+pp50-2025-other"."""

    @property
    def total(self) -> int:
        """The three together."""
        return self.jkk + self.jkm + self.jht


class PriceBook(Protocol):
    """The law's answer to "how much"; `law.Law` is one."""

    def premium(
        self, month: Month, *, sector: str, relief: Relief, income: int | None, programmes: Programmes
    ) -> Premium:
        """Price one person for one iuran month.

        `sector` is transport, other or unknown (which counts as other); `income` rupiah a month, None for band 1;
        `relief` how the source is treated (undecided pays in full). No value for the month is a SettingsError that
        names tariff and month.
        """
        ...
