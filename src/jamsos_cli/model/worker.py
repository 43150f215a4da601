"""An accepted worker, as a roster row says and the rules leave it; from here on the data are frames."""

from typing import NamedTuple

from jamsos_cli.model.frame import MAYBE_WHOLE, TEXT, WHOLE, Column, Schema


class Worker(NamedTuple):
    """One accepted row; text fields are "" where the roster has nothing. The order is that of WORKERS."""

    file: str
    sheet: str
    row: int
    nik: str
    name: str
    birth_date: str
    sex: str
    village: str
    village_name: str
    address: str
    occupation: str
    sector: str
    income: int | None
    phone: str
    mother: str
    source: str
    programmes: str
    first_month: str
    months: int
    sponsor: str
    sponsor_name: str
    opd: str
    decile: int | None = None
    family_card: str = ""


WORKERS: Schema = {
    "file": Column(TEXT, "name of the roster"),
    "sheet": Column(TEXT, 'sheet in it, "" for CSV'),
    "row": Column(WHOLE, "row in it, 1-based as Excel shows it"),
    "nik": Column(TEXT, "16 ASCII digits"),
    "name": Column(TEXT, "as written, blanks tidied"),
    "birth_date": Column(TEXT, "yyyy-mm-dd, from the roster or else from the NIK"),
    "sex": Column(TEXT, "L or P, from the roster or else from the NIK"),
    "village": Column(TEXT, 'code of desa or kelurahan, 13 characters, "" when unknown'),
    "village_name": Column(TEXT, "official name where the code is known, else as written"),
    "address": Column(TEXT, "street, banjar, RT/RW joined"),
    "occupation": Column(TEXT, "as written"),
    "sector": Column(TEXT, "transport, other or unknown"),
    "income": Column(MAYBE_WHOLE, "rupiah a month, missing when not given"),
    "phone": Column(TEXT, "as written"),
    "mother": Column(TEXT, "mother's name as written"),
    "source": Column(TEXT, "key of the funding source"),
    "programmes": Column(TEXT, "JKK+JKM or JKK+JKM+JHT"),
    "first_month": Column(TEXT, "first iuran month, yyyy-mm"),
    "months": Column(WHOLE, "how many months, at least 1"),
    "sponsor": Column(TEXT, 'key of the sponsor, "" when no sponsor pays'),
    "sponsor_name": Column(TEXT, "sponsor as written"),
    "opd": Column(TEXT, "government office of the sponsor"),
    "decile": Column(MAYBE_WHOLE, "welfare decile 1 to 10, missing when not given"),
    "family_card": Column(TEXT, '16 ASCII digits of the family card, "" when not known'),
}
