"""Sponsors and pledges in the registry: added, ended and replaced, never changed."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from jamsos_cli.model.month import Month
from jamsos_cli.model.pledge_form import NewPledge
from jamsos_cli.model.sponsor import Pledge, PledgedWorker
from jamsos_cli.store.imports import next_key
from jamsos_cli.store.tables import pledge, pledge_end, pledge_worker, sponsor

_OWN = (
    "name", "opd", "phone", "village", "source", "workers", "programmes", "first_month", "last_month", "amount", "file",
    "sheet", "row", "noted_at",
)  # fmt: skip


def pledges(connection: Connection) -> list[Pledge]:
    """Give every pledge of sponsors ever made with what holds of it today, in the order they were noted."""
    if connection.execute(select(pledge.c.id).limit(1)).first() is None:  # in an office without sponsors it ends here
        return []
    newest = select(func.max(pledge_end.c.id)).group_by(pledge_end.c.pledge_id)
    ends = {row.pledge_id: row for row in connection.execute(select(pledge_end).where(pledge_end.c.id.in_(newest)))}
    columns = (pledge.c.id, pledge.c.sponsor_id, pledge.c.supersedes, sponsor.c.nip, sponsor.c.nik)
    query = select(*columns, *(pledge.c[name] for name in _OWN)).join(sponsor, sponsor.c.id == pledge.c.sponsor_id)
    rows = connection.execute(query.order_by(pledge.c.id)).all()
    replaced = {row.supersedes: row.first_month for row in rows if row.supersedes is not None}
    found = []
    for row in rows:
        end, newer = ends.get(row.id), replaced.get(row.id)
        until = min(row.last_month, end.last_month) if end else row.last_month
        if newer:
            until = min(until, str(Month.parse(newer) - 1))
        own = {name: getattr(row, name) for name in _OWN}
        found.append(
            Pledge(
                pledge_id=row.id, sponsor_id=row.sponsor_id, nip=row.nip, nik=row.nik, until=until,
                ended_why=end.reason if end else "", ended_by=end.ended_by if end else "", replaced=newer is not None,
                **own,
            )
        )  # fmt: skip
    return found


def workers(connection: Connection) -> dict[int, list[PledgedWorker]]:
    """Give pledge -> the workers that its form names."""
    found: dict[int, list[PledgedWorker]] = defaultdict(list)
    query = select(pledge_worker.c.pledge_id, pledge_worker.c.nik, pledge_worker.c.name).order_by(pledge_worker.c.id)
    for number, nik, name in connection.execute(query):
        found[number].append(PledgedWorker(nik, name))
    return dict(found)


def save(connection: Connection, new: Sequence[NewPledge], noted_at: str) -> None:
    """Add pledges (noted_at: ISO time with zone) with the sponsors that are new, all or nothing.

    A number that a known sponsor lacked is filled in.
    """
    made: dict[str, int] = {}
    for one in new:
        who = one.sponsor_id if one.sponsor_id is not None else made.get(one.sponsor)
        if who is None:
            who = next_key(connection, sponsor.c.id)
            connection.execute(insert(sponsor), {"id": who, "nip": one.nip, "nik": one.nik, "noted_at": noted_at})
        else:
            for column, number in ((sponsor.c.nip, one.nip), (sponsor.c.nik, one.nik)):
                if number:
                    lacking = update(sponsor).where(sponsor.c.id == who, column == "")
                    connection.execute(lacking.values({column.name: number}))
        made[one.sponsor] = who
        _add(connection, one, who, noted_at)


def _add(connection: Connection, one: NewPledge, sponsor_id: int, noted_at: str) -> None:
    number = next_key(connection, pledge.c.id)
    kept = {name: value for name, value in one._asdict().items() if name in pledge.c and name != "sponsor_id"}
    kept |= {"id": number, "sponsor_id": sponsor_id, "noted_at": noted_at}
    connection.execute(insert(pledge), kept)
    if one.named:
        named = [{"pledge_id": number, "nik": who.nik, "name": who.name} for who in one.named]
        connection.execute(insert(pledge_worker), named)


def end(connection: Connection, pledge_id: int, last_month: str, *, why: str, by: str, at: str) -> None:
    """End a pledge with a month (yyyy-mm); what was said of its end before is kept, and holds no more."""
    said = {"pledge_id": pledge_id, "last_month": last_month, "reason": why, "ended_by": by, "ended_at": at}
    connection.execute(insert(pledge_end), said)
