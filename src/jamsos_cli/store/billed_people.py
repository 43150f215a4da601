"""Who stands on the bills of a month, with all that their roster said of them."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, union

from jamsos_cli.model.enrolment import BILLED_PEOPLE
from jamsos_cli.store.imports import enrolment_columns, with_origin
from jamsos_cli.store.ledger import same_line
from jamsos_cli.store.tables import enrolment, invoice, invoice_line, line_release
from jamsos_cli.store.whole import read_frame

if TYPE_CHECKING:
    import pandas as pd


def enrolments_billed(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the BILLED_PEOPLE of the lines of an iuran month and of all lines on invoices made for it, by enrolment_id.

    Superseded ones too, and those of lines that the invoices take back.
    """
    column, mine = invoice_line.c.enrolment_id, select(invoice.c.id).where(invoice.c.month == month)
    released = same_line(line_release, invoice_line)
    lines = union(
        select(column).where(invoice_line.c.iuran_month == month),
        select(column).where(invoice_line.c.invoice_id.in_(mine), invoice_line.c.iuran_month != month),
        select(column).join(line_release, released).where(line_release.c.invoice_id.in_(mine)),
    )
    query = with_origin(*enrolment_columns(BILLED_PEOPLE)).where(enrolment.c.id.in_(lines)).order_by(enrolment.c.id)
    return read_frame(connection, BILLED_PEOPLE, query)
