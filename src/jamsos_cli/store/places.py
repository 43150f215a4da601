"""What the places of villages are worked out from: who entered when, and who was billed."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from jamsos_cli.model.cohort import LATER
from jamsos_cli.model.frame import FLAG, build, conform
from jamsos_cli.model.month import LAST_MONTH
from jamsos_cli.model.places import HELD, QUEUE
from jamsos_cli.store.endings import spans, without_ended
from jamsos_cli.store.imports import among
from jamsos_cli.store.ledger import paid_by
from jamsos_cli.store.memberships import keyed, memberships, with_memberships
from jamsos_cli.store.rulings import one_person
from jamsos_cli.store.tables import enrolment, invoice, invoice_line
from jamsos_cli.store.whole import read_frame

if TYPE_CHECKING:
    import pandas as pd

_ENROLLED = {"enrolment_id": QUEUE["enrolment_id"], **LATER}
_FETCHED = {**HELD, "now": HELD["now"]._replace(dtype="int64")}


def queue(connection: Connection, sources: Collection[str], month: str) -> "pd.DataFrame":
    """Give the QUEUE of sources: every enrolment ever made under them, by enrolment; persons by the keys of a month."""
    columns = [enrolment.c.id if name == "enrolment_id" else enrolment.c[name] for name in QUEUE]
    query = select(*columns).where(among(enrolment.c.source, sources)).order_by(enrolment.c.id)
    return keyed(connection, read_frame(connection, QUEUE, query), month)


def held(connection: Connection, sources: Collection[str], month: str, before: str | None) -> "pd.DataFrame":
    """Give whom issued invoices of sources billed for a month and the one `before` it (None: there is none) as HELD.

    Persons stand there by the keys of the month.
    """
    now = (invoice_line.c.iuran_month == month).label("now")
    home = [enrolment.c.village, enrolment.c.village_name]
    query = select(invoice_line.c.person_id, invoice.c.source, *home, now)
    tables = invoice_line.join(invoice, invoice.c.id == invoice_line.c.invoice_id)
    query = query.select_from(tables.join(enrolment, enrolment.c.id == invoice_line.c.enrolment_id))
    months = [month, *([before] if before else [])]
    query = query.where(among(invoice_line.c.iuran_month, months), among(invoice.c.source, sources))
    frame = read_frame(connection, _FETCHED, query.where(invoice.c.status == "issued"))
    return keyed(connection, conform(HELD, frame.astype({"now": FLAG}) if len(frame) else build(HELD, ())), month)


def later(connection: Connection, month: str) -> "pd.DataFrame":
    """Give what is in force and begins after a month as LATER, without the months after somebody's cover has ended."""
    columns = [enrolment.c.id if name == "enrolment_id" else enrolment.c[name] for name in _ENROLLED]
    query = select(*columns).where(enrolment.c.superseded_by.is_(None), enrolment.c.first_month > month)
    frame = read_frame(connection, _ENROLLED, query.order_by(enrolment.c.id))
    if frame.empty:
        return conform(LATER, frame)
    one, coming = one_person(connection), (month, LAST_MONTH)
    frame = frame.assign(person_id=frame["person_id"].replace(one)) if one else frame
    frame = without_ended(frame, spans(connection, one), coming)
    return conform(LATER, with_memberships(frame, memberships(connection, coming), coming))


def paid(connection: Connection, month: str, keys_of: str) -> "pd.DataFrame":
    """Give person_id and source of the issued lines in force for a month; persons by the keys of `keys_of`."""
    return keyed(connection, paid_by(connection, month), keys_of)
