"""The insurer's statement, and what becomes of each billed person-month and each statement line."""

from typing import NamedTuple

from jamsos_cli.model.frame import FLAG, MAYBE_WHOLE, TEXT, WHOLE, Column, Schema
from jamsos_cli.model.wording import Lang, Text

STATEMENT_LINES: Schema = {
    "file": Column(TEXT, "name of the statement"),
    "sheet": Column(TEXT, 'sheet in it, "" for CSV'),
    "row": Column(WHOLE, "row in it, 1-based as Excel shows it"),
    "nik": Column(TEXT, "as cleaned; not always 16 digits"),
    "usable": Column(FLAG, "whether the NIK can be compared: 16 digits, not damaged, a possible date"),
    "name": Column(TEXT, "as written"),
    "iuran_month": Column(TEXT, 'yyyy-mm, "" when it cannot be read'),
    "jkk": Column(MAYBE_WHOLE, "rupiah, missing when the statement has no such column"),
    "jkm": Column(MAYBE_WHOLE, "rupiah, missing when the statement has no such column"),
    "jht": Column(MAYBE_WHOLE, "rupiah, missing when the statement has no such column"),
    "total": Column(WHOLE, "rupiah; the sum where the statement has no total; negative for a reversal"),
    "status": Column(TEXT, "active, inactive or reversed"),
    "paid_on": Column(TEXT, 'yyyy-mm-dd, "" when not given'),
    "reference": Column(TEXT, "payment reference as written"),
    "remark": Column(TEXT, 'what of the line could not be read, in Indonesian, "" when all could'),
}


class StatementLine(NamedTuple):
    """One row of STATEMENT_LINES, while it is read."""

    file: str
    sheet: str
    row: int
    nik: str
    usable: bool
    name: str
    iuran_month: str
    jkk: int | None
    jkm: int | None
    jht: int | None
    total: int
    status: str
    paid_on: str
    reference: str
    remark: str


MATCHED = "matched"
STATES: dict[str, Text] = {
    MATCHED: Text("cocok", "matched"),
    "short": Text("tercatat kurang", "recorded less than billed"),
    "over": Text("tercatat lebih", "recorded more than billed"),
    "billed_not_recorded": Text("ditagih, tidak tercatat", "billed, not recorded"),
    "recorded_not_billed": Text("tercatat, tidak ditagih", "recorded, not billed"),
    "wrong_month": Text("tercatat di bulan lain", "recorded for another month"),
    "duplicate": Text("tercatat ganda", "recorded twice"),
    "inactive": Text("tidak aktif di BPJS", "not active at the insurer"),
    "reversed": Text("dibatalkan", "reversed"),
}
"""Every billed person-month and every statement line is in exactly one, in this order of display."""

UNREAD_AMOUNT = Text("jumlah tidak terbaca", "an amount cannot be read")
UNKNOWN_STATUS = Text("status tidak dikenal: {word}", "a status that is not known: {word}")
INSURER_SAYS = Text("kata BPJS: {word}", "the insurer says: {word}")
"""With its own word for why somebody is not active."""
PARTED = Text("jumlah beberapa bulan, dibagi rata: {months}", "an amount for several months, parted evenly: {months}")
NIK_OF_NO_USE = Text("NIK tidak dapat dibandingkan", "the NIK cannot be compared")
OTHER_MONTH = Text("tercatat untuk {month}", "recorded for {month}")
NO_MONTH = Text("bulan iuran tidak terbaca", "the iuran month cannot be read")
OTHER_NAME = Text("nama di BPJS berbeda", "the insurer has another name")
TAKEN_BACK = Text("dikoreksi pada {month}", "taken back on {month}")
"""With the number of the invoice that credits the line."""
_REMARKS = (
    UNREAD_AMOUNT, UNKNOWN_STATUS, INSURER_SAYS, PARTED, NIK_OF_NO_USE, OTHER_MONTH, NO_MONTH, OTHER_NAME, TAKEN_BACK,
)  # fmt: skip
REMARKS_PARTED = "; "


def begins(remark: Text) -> str:
    """Give how a remark of MATCHES begins that ends with a value."""
    return remark.id.partition("{")[0]


def say_remark(remark: str, lang: Lang) -> str:
    """Say a remark of MATCHES, kept in Indonesian, in a language.

    >>> say_remark("jumlah tidak terbaca; tercatat untuk 2026-10", "en")
    'an amount cannot be read; recorded for 2026-10'
    """
    return remark if lang == "id" else REMARKS_PARTED.join(_english(part) for part in remark.split(REMARKS_PARTED))


def _english(part: str) -> str:
    for said in _REMARKS:
        begin, place, name = said.id.partition("{")
        if part == said.id or (place and part.startswith(begin)):
            return said.en.format(**{name.removesuffix("}"): part.removeprefix(begin)})
    return part


MATCHES: Schema = {
    "state": Column(TEXT, "one of STATES"),
    "person_id": Column(MAYBE_WHOLE, "internal key, missing when nobody we bill"),
    "nik": Column(TEXT, "NIK of the billed line, else of the statement line; masked before it is shown"),
    "name": Column(TEXT, "name of the billed line, else of the statement line"),
    "source": Column(TEXT, 'key of the billed source, "" when not billed'),
    "payer_name": Column(TEXT, 'who was billed, "" when not billed'),
    "iuran_month": Column(TEXT, "the billed month, else the statement's"),
    "billed": Column(WHOLE, "rupiah billed, 0 when not billed"),
    "recorded": Column(WHOLE, "rupiah recorded, 0 when not recorded"),
    "file": Column(TEXT, 'statement, "" when not recorded'),
    "sheet": Column(TEXT, "sheet of the statement"),
    "row": Column(MAYBE_WHOLE, "row of the statement, missing when not recorded"),
    "paid_on": Column(TEXT, "yyyy-mm-dd as the statement says"),
    "reference": Column(TEXT, "payment reference as the statement says"),
    "remark": Column(TEXT, "what else a person should know, in Indonesian"),
}
