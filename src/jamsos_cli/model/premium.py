"""What one person costs for one iuran month, and who can say so."""

from datetime import date
from typing import NamedTuple, Protocol

from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.source import Relief
from jamsos_cli.model.wording import Text


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


class InForce(NamedTuple):
    """One record that holds in a month, for people."""

    key: str
    what: Text
    """which premium, or who is relieved of what."""
    value: Text
    """the amount, the range of amounts, or the share that stays to be paid."""
    first_month: Month
    last_month: Month | None
    legal_source: str
    checked: date
    file: str = ""
    """file of the office's own that says so; "" for what jamsos ships."""


class Part(NamedTuple):
    """One programme of a premium, and how its amount came about."""

    programme: str
    """jkk, jkm or jht."""
    tariff: InForce
    band: tuple[int, int] | None
    """rupiah: income from which the band holds, and its basis; None where everybody pays the same."""
    full: int
    """rupiah, before any relief."""
    due: int
    """rupiah, after it."""
    relief: InForce | None
    """the relief of the month, sector and programme, taken or not."""
    taken: bool
    """whether the payer has it."""


class PriceRow(NamedTuple):
    """What one kind of payer pays a month for a worker of one sector, whole rupiah, in the lowest band unless asked."""

    payer: Text
    relief: Relief
    """how a source of this kind of payer is set."""
    sector: str
    """transport or other."""
    two: Premium
    """JKK and JKM."""
    three: Premium
    """with JHT."""
