"""An enrolment: one person, one funding source, a run of iuran months, and the roster row it came from."""

from typing import TYPE_CHECKING

from jamsos_cli.model.frame import MAYBE_WHOLE, TEXT, WHOLE, Column, Schema
from jamsos_cli.model.month import Month

if TYPE_CHECKING:
    import pandas as pd

ENROLMENTS: Schema = {
    "enrolment_id": Column(WHOLE, "internal key, ascending in order of import"),
    "person_id": Column(WHOLE, "internal key of the person; never the NIK"),
    "nik": Column(TEXT, "the person's NIK today"),
    "name": Column(TEXT, "as the roster wrote it"),
    "birth_date": Column(TEXT, "yyyy-mm-dd"),
    "sex": Column(TEXT, "L or P"),
    "village": Column(TEXT, 'code of desa or kelurahan, "" when unknown'),
    "village_name": Column(TEXT, "name of it"),
    "address": Column(TEXT, "as written"),
    "occupation": Column(TEXT, "as written"),
    "sector": Column(TEXT, "transport, other or unknown"),
    "income": Column(MAYBE_WHOLE, "rupiah a month, missing when not given"),
    "source": Column(TEXT, "key of the funding source"),
    "programmes": Column(TEXT, "JKK+JKM or JKK+JKM+JHT"),
    "first_month": Column(TEXT, "first iuran month, yyyy-mm"),
    "last_month": Column(TEXT, "last iuran month, yyyy-mm"),
    "sponsor": Column(TEXT, 'key of the sponsor, "" when no sponsor pays'),
    "sponsor_name": Column(TEXT, "sponsor as written"),
    "opd": Column(TEXT, "government office of the sponsor"),
    "file": Column(TEXT, "roster it came from"),
    "sheet": Column(TEXT, "sheet of it"),
    "row": Column(WHOLE, "row of it"),
    "entered": Column(WHOLE, "enrolment_id by which the person came in: of what this one was cut from or replaced"),
}

BILLED_PEOPLE: Schema = {
    **{name: column for name, column in ENROLMENTS.items() if name != "entered"},
    "phone": Column(TEXT, "as written"),
    "mother": Column(TEXT, "mother's name as written"),
}
"""ENROLMENTS that were billed, with what only papers for the insurer need."""


def holds_in(enrolments: "pd.DataFrame", month: Month) -> "pd.Series[bool]":
    """Tell which enrolments, by their first_month and last_month, hold in a month."""
    asked = str(month)
    return (enrolments["first_month"] <= asked) & (enrolments["last_month"] >= asked)
