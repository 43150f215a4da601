"""What was billed before, beside what the law and the settings of today would bill."""

from jamsos_cli.model.frame import MAYBE_WHOLE, TEXT, WHOLE, Column, Schema

PRICED: Schema = {
    "iuran_month": Column(TEXT, "yyyy-mm"),
    "source": Column(TEXT, "key of the funding source"),
    "sector": Column(TEXT, "transport, other or unknown"),
    "income": Column(MAYBE_WHOLE, "rupiah a month, missing when not given"),
    "programmes": Column(TEXT, "JKK+JKM or JKK+JKM+JHT"),
    "status": Column(TEXT, "draft or issued"),
    "each": Column(WHOLE, "rupiah a person, as it stands on the lines"),
    "tariff": Column(TEXT, "law records used, joined by +"),
    "people": Column(WHOLE, "lines that are alike in all this"),
}

REPRICED: Schema = {
    "iuran_month": Column(TEXT, "yyyy-mm"),
    "source": Column(TEXT, "key of the funding source"),
    "sector": Column(TEXT, "transport, other or unknown"),
    "programmes": Column(TEXT, "JKK+JKM or JKK+JKM+JHT"),
    "status": Column(TEXT, "draft or issued"),
    "each": Column(WHOLE, "rupiah a person, as it stands on the lines"),
    "each_now": Column(WHOLE, "rupiah a person by the law and settings of today"),
    "tariff_now": Column(TEXT, "law records used today, joined by +"),
    "people": Column(WHOLE, "persons on these lines"),
    "total": Column(WHOLE, "rupiah as it stands"),
    "total_now": Column(WHOLE, "rupiah of today"),
}
