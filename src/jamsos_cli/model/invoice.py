"""Invoices: one line a person and iuran month; one invoice a source and payer."""

from jamsos_cli.model.frame import FLAG, TEXT, WHOLE, Column, Schema

LINES: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "enrolment_id": Column(WHOLE, "the enrolment that is billed"),
    "nik": Column(TEXT, "the person's NIK; masked before anything is shown"),
    "name": Column(TEXT, "as the roster wrote it"),
    "village_name": Column(TEXT, "where the person is enrolled"),
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, 'who pays: "regency", a village code, or a sponsor\'s key'),
    "payer_name": Column(TEXT, "name of it for people"),
    "iuran_month": Column(TEXT, "yyyy-mm"),
    "jkk": Column(WHOLE, "rupiah"),
    "jkm": Column(WHOLE, "rupiah"),
    "jht": Column(WHOLE, "rupiah"),
    "total": Column(WHOLE, "rupiah, the three together"),
    "tariff": Column(TEXT, "law records used, joined by +"),
    "undecided": Column(FLAG, "whether the relief of the source is undecided and would have applied"),
}

INVOICES: Schema = {
    "invoice_id": Column(WHOLE, "internal key; 0 for a draft not yet saved"),
    "number": Column(TEXT, 'office number, "" for a draft'),
    "status": Column(TEXT, "draft or issued"),
    "issued_on": Column(TEXT, 'yyyy-mm-dd, "" for a draft'),
    "sha256": Column(TEXT, 'hash of its lines when issued, "" for a draft'),
    "month": Column(TEXT, "the month it was made for, yyyy-mm"),
    "source": Column(TEXT, "key of the funding source"),
    "payer": Column(TEXT, "regency, village code or sponsor key"),
    "payer_name": Column(TEXT, "name of it for people"),
    "people": Column(WHOLE, "persons on it"),
    "jkk": Column(WHOLE, "rupiah"),
    "jkm": Column(WHOLE, "rupiah"),
    "jht": Column(WHOLE, "rupiah"),
    "total": Column(WHOLE, "rupiah"),
}

BILLED: Schema = {
    **LINES,
    "invoice_id": Column(WHOLE, "internal key of the invoice it stands on"),
    "status": Column(TEXT, "draft or issued"),
    "number": Column(TEXT, 'office number, "" for a draft'),
}
"""Lines as the registry keeps them: on a draft or on an issued invoice."""
