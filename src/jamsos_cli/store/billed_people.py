"""Who stands on the bills of a month, with all that their roster said of them."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from jamsos_cli.model.enrolment import BILLED_PEOPLE
from jamsos_cli.model.frame import build
from jamsos_cli.store.imports import enrolment_columns, with_origin
from jamsos_cli.store.tables import enrolment, invoice_line

if TYPE_CHECKING:
    import pandas as pd


def enrolments_billed(connection: Connection, month: str) -> "pd.DataFrame":
    """Give the BILLED_PEOPLE that lines of an iuran month were billed from, superseded ones too, by enrolment_id."""
    lines = select(invoice_line.c.enrolment_id).where(invoice_line.c.iuran_month == month)
    query = with_origin(*enrolment_columns(BILLED_PEOPLE)).where(enrolment.c.id.in_(lines)).order_by(enrolment.c.id)
    return build(BILLED_PEOPLE, (tuple(row) for row in connection.execute(query).all()))
