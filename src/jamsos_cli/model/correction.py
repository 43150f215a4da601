"""Corrections: what takes an issued premium line out of force, and the credit that follows from it."""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema
from jamsos_cli.model.invoice import BILLED
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.wording import Text, same

if TYPE_CHECKING:
    import pandas as pd

CREDITS: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "iuran_month": Column(TEXT, "yyyy-mm of the issued line in force that is taken back"),
    "reason": Column(TEXT, "a key of REASONS"),
}

LEDGER: Schema = {
    **BILLED,
    "entry": Column(TEXT, "debit, credit or cancelled; the amounts of the last two are negative"),
    "corrects": Column(TEXT, 'number of the invoice whose line this takes back or replaces, "" for none'),
    "reason": Column(TEXT, 'a key of REASONS, "" for a plain line; of a cancellation the office\'s own words'),
}
"""All that was written for persons and months; the sum of a person's month is what is owed for it."""

SETTLEMENTS: Schema = {
    "invoice_id": Column(WHOLE, "the invoice; those without any credit have no row"),
    **{
        f"{what}_{programme}": Column(WHOLE, f"rupiah, {says}")
        for what, says in (
            ("brought", "credit left over from earlier invoices of the source and payer"),
            ("credited", "credit of the lines it takes back"),
            ("used", "of both, what is set off against its own debits"),
        )
        for programme in PROGRAMMES
    },
}

CANCELLATIONS: Schema = {
    "invoice_id": Column(WHOLE, "the invoice"),
    "cancelled_on": Column(TEXT, "yyyy-mm-dd"),
    "cancelled_by": Column(TEXT, "who did it"),
    "cancelled_for": Column(TEXT, "why, in the office's own words"),
}

BALANCES: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, "regency, village code or sponsor key"),
    "payer_name": Column(TEXT, "name of it for people"),
    "jkk": Column(WHOLE, "rupiah of credit not yet used, on issued invoices"),
    "jkm": Column(WHOLE, "rupiah"),
    "jht": Column(WHOLE, "rupiah"),
    "total": Column(WHOLE, "rupiah, the three together"),
}

NOT_OWED, ENDED, EXCLUDED, SAME_PERSON, OTHER_PAYER, OTHER_AMOUNT, REPLACES, ARREARS = (
    "not_owed",
    "ended",
    "excluded",
    "same_person",
    "other_payer",
    "other_amount",
    "replaces",
    "arrears",
)
REASONS = {
    NOT_OWED: Text("tidak terdaftar lagi untuk bulan itu", "no longer enrolled for that month"),
    ENDED: Text("kepesertaan sudah berakhir pada bulan itu", "cover had ended in that month"),
    EXCLUDED: Text("ada di daftar pengecualian untuk bulan itu", "on an exclusion list for that month"),
    SAME_PERSON: Text(
        "orang yang sama sudah ditagih dengan NIK atau keanggotaan lain",
        "the same person is billed under another NIK or membership",
    ),
    OTHER_PAYER: Text("sumber dana atau pembayar lain yang menanggung", "another source or payer bears it"),
    OTHER_AMOUNT: Text("tarif atau program berubah", "another tariff or other programmes"),
    REPLACES: Text("pengganti baris yang dikoreksi", "in place of the corrected line"),
    ARREARS: Text("susulan, belum ada di tagihan yang berlaku", "late, on no invoice in force"),
}
"""Why a line takes one back (the first six), or stands beside the plain lines of an invoice (the others)."""


def say_reason(reason: str) -> Text:
    """Give the words of a reason; the office's own are said as they are."""
    return REASONS.get(reason, same(reason))


class Books(NamedTuple):
    """What stands on a month's invoices beside their plain totals."""

    ledger: "pd.DataFrame"
    """LEDGER of the invoices made for the month, every line of them."""
    settlements: "pd.DataFrame"
    """SETTLEMENTS of them."""
    cancellations: "pd.DataFrame"
    """CANCELLATIONS of them."""
    balances: "pd.DataFrame"
    """BALANCES of every source and payer, of all months."""
