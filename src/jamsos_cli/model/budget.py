"""Budgets: ceilings by source, year, payer and account, what was asked of them, and what passed them with a reason."""

from typing import NamedTuple

from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.wording import Text

WHOLE_BUDGET = ""
"""The account of a ceiling that is over all programmes together."""
ACCOUNTS = (WHOLE_BUDGET, *PROGRAMMES)


class Ceiling(NamedTuple):
    """One version of what a source, or one payer of it, may pay in a calendar year."""

    ceiling_id: int
    """0 until it is kept."""
    source: str
    year: int
    payer: str
    """village code; "" where all payers of the source share it."""
    account: str
    """one of ACCOUNTS."""
    version: str
    """induk, perubahan or what the office calls it."""
    amount: int
    """rupiah."""
    basis: str
    """the regulation it stands in: Perda 12/2025."""
    dated: str
    """yyyy-mm-dd from which it holds."""
    added_at: str
    """ISO time with zone."""
    added_by: str
    withdrawn_at: str = ""
    """ISO time with zone, "" while it is not withdrawn."""
    withdrawn_by: str = ""
    withdrawn_why: str = ""

    @property
    def says(self) -> tuple[object, ...]:
        """What makes two of them the same."""
        return self[1:9]


class Split(NamedTuple):
    """Rupiah by programme."""

    jkk: int = 0
    jkm: int = 0
    jht: int = 0

    @property
    def total(self) -> int:
        """The three together."""
        return self.jkk + self.jkm + self.jht

    def plus(self, other: "Split") -> "Split":
        """Add programme by programme."""
        return Split(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def less(self, other: "Split") -> "Split":
        """Take off programme by programme."""
        return Split(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    def of(self, account: str) -> int:
        """Give what one of ACCOUNTS has."""
        return int(getattr(self, account or "total"))


class Excess(NamedTuple):
    """Invoices of a month that would pass, or passed, a ceiling."""

    month: str
    source: str
    year: int
    payer: str
    """as in Ceiling."""
    payer_name: str
    """name of it for people, "" where all payers share the ceiling."""
    account: str
    ceiling: int
    before: int
    """rupiah invoiced already."""
    asked: int
    """rupiah that the month's drafts ask for."""
    reason: str = ""
    """why they were issued all the same."""
    allowed_by: str = ""
    allowed_at: str = ""
    """ISO time with zone."""

    @property
    def over(self) -> int:
        """By how much, in rupiah."""
        return self.before + self.asked - self.ceiling


class Position(NamedTuple):
    """How one budget stands: of a source, or of one payer of it, in a year."""

    source: str
    year: int
    payer: str
    """as in Ceiling; "" for all payers that have none of their own."""
    payer_name: str
    """name of it for people, "" for several."""
    payers: int
    """how many pay: at least 1 where something was or will be invoiced."""
    ceilings: tuple[Ceiling, ...]
    """in force, in order of ACCOUNTS; none where nobody set one."""
    invoiced: Split
    """issued and not cancelled, net of credit."""
    recorded: int
    """what the insurer recorded of it."""
    committed: Split
    """invoiced, and what the enrolments of today will cost to the end of the year."""
    coming: Month
    """the month whose tariff `each` is."""
    each: Split
    """one person-month then: what the people it pays for cost on average; without any, what its source pays for."""
    coming_people: int
    """billed in that month by the enrolments of today."""
    dry: Month | None
    """first month whose invoice passes a ceiling."""
    dry_account: str
    """of which ceiling; one of ACCOUNTS."""
    more_people: int
    """how many more could be covered from the coming month to December; 0 for none, or without a coming month."""
    excesses: tuple[Excess, ...] = ()
    """allowed with a reason."""

    def ceiling(self, account: str = WHOLE_BUDGET) -> int | None:
        """Give the rupiah of an account; of the whole, where only parts are set, their sum. None where none is set."""
        for one in self.ceilings:
            if one.account == account:
                return one.amount
        return sum(one.amount for one in self.ceilings) if account == WHOLE_BUDGET and self.ceilings else None

    def left(self, account: str = WHOLE_BUDGET) -> int | None:
        """Give what may still be invoiced; less than nothing where a ceiling was passed."""
        return self._less(self.invoiced, account)

    def uncommitted(self, account: str = WHOLE_BUDGET) -> int | None:
        """Give what nothing is planned for; less than nothing is what will be missing by December."""
        return self._less(self.committed, account)

    def _less(self, spent: Split, account: str) -> int | None:
        ceiling = self.ceiling(account)
        if ceiling is None:
            return None
        whole = account or all(one.account for one in self.ceilings)
        counted = [one.account for one in self.ceilings] if not account and whole else [account]
        return ceiling - sum(spent.of(name) for name in counted)

    def person_months(self) -> int | None:
        """Give how many person-months at `each` what is left would buy; the scarcest account decides."""
        bought = [
            max(0, left) // each
            for one in self.ceilings
            if (left := self.left(one.account)) is not None and (each := self.each.of(one.account))
        ]
        return min(bought, default=None)


INVOICED: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, "regency, village code or sponsor key"),
    "payer_name": Column(TEXT, "name of it for people"),
    "month": Column(TEXT, "the month it was made for, yyyy-mm"),
    "status": Column(TEXT, "draft or issued"),
    "people": Column(WHOLE, "persons on it"),
    "jkk": Column(WHOLE, "rupiah asked: net of the credit set off"),
    "jkm": Column(WHOLE, "rupiah asked"),
    "jht": Column(WHOLE, "rupiah asked"),
}
"""Invoices, drafts too but no cancelled ones, as a budget counts them."""

RECORDED: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, "regency, village code or sponsor key"),
    "recorded": Column(WHOLE, "rupiah that the insurer recorded of lines in force, JKK, JKM and JHT together"),
}

COSTS: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, "regency, village code or sponsor key"),
    "payer_name": Column(TEXT, "name of it for people"),
    "iuran_month": Column(TEXT, "yyyy-mm, priced by its own tariff"),
    "people": Column(WHOLE, "persons"),
    "jkk": Column(WHOLE, "rupiah"),
    "jkm": Column(WHOLE, "rupiah"),
    "jht": Column(WHOLE, "rupiah"),
}
"""What enrolments will cost, by source, payer and month."""

ACCOUNT_TITLES = {
    WHOLE_BUDGET: Text("seluruhnya", "whole"),
    "jkk": Text("JKK", "JKK"),
    "jkm": Text("JKM", "JKM"),
    "jht": Text("JHT", "JHT"),
}


class CeilingRow(NamedTuple):
    """One row of a table of ceilings, as it was written."""

    place: str
    """sheet and row, for people."""
    source: str
    year: str
    code: str
    """of the village."""
    village: str
    district: str
    version: str
    basis: str
    dated: str
    """yyyy-mm-dd, "" where none is written; as written where it is no date."""
    amounts: tuple[tuple[str, str, int | None], ...]
    """account, as written, and rupiah (None where it is no amount in whole rupiah), of every cell that is filled."""
