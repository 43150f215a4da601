"""Personal data erased for good; keys, months and money stay, so that totals, invoices and the trail still verify.

An issued invoice's hash covers the names on its lines. It is checked before they go and computed anew after; both stand
in `invoice_reseal`, and `verify` follows them from the hash that was issued to the one that holds.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, bindparam, case, func, insert, select, text, update

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.purge import ERASED, Erased, Purgeable, placeholder
from jamsos_cli.model.wording import Text
from jamsos_cli.store import invoices
from jamsos_cli.store.imports import among, next_key
from jamsos_cli.store.rulings import first_keys
from jamsos_cli.store.tables import (
    enrolment,
    exclusion_entry,
    exclusion_list,
    invoice,
    invoice_line,
    invoice_reseal,
    nik_change,
    person,
    person_ending,
    person_nik,
    pledge_worker,
    purge,
    question,
    reconciliation_match,
    ruling,
)

_FROZEN = ("invoice_line", "nik_change", "person_ending", "ruling")
"""Tables whose triggers refuse any change; they are put back in the same transaction."""
_ALTERED = Text(
    "Tagihan {number} sudah tidak cocok dengan sidik jarinya; tidak ada yang dihapus. Periksa: jamsos doctor.",
    "Invoice {number} no longer fits its hash; nothing was erased. See: jamsos doctor.",
)


def purgeable(connection: Connection, nik: str | None = None) -> list[Purgeable]:
    """Give everybody who is not erased yet, or the one who has or had a NIK, with last cover and last invoice."""
    covers = select(enrolment.c.person_id, func.max(enrolment.c.last_month)).group_by(enrolment.c.person_id)
    last_cover: dict[int, str] = dict(connection.execute(covers).all())
    lines = select(invoice_line.c.person_id, func.max(invoice.c.issued_on))
    lines = lines.join(invoice, invoice.c.id == invoice_line.c.invoice_id).where(invoice.c.status == "issued")
    last_issued: dict[int, str] = dict(connection.execute(lines.group_by(invoice_line.c.person_id)).all())
    gone = set(connection.execute(select(person_nik.c.person_id).where(person_nik.c.nik.startswith("0000"))).scalars())
    first = first_keys(connection)
    groups: dict[int, list[int]] = {}
    for key in connection.execute(select(person.c.id).order_by(person.c.id)).scalars():
        groups.setdefault(first.get(key, key), []).append(key)
    asked = select(person_nik.c.person_id).where(person_nik.c.nik == nik)
    wanted = {first.get(key, key) for key in connection.execute(asked).scalars()} if nik else groups.keys()
    return [
        Purgeable(
            tuple(keys),
            max((last_cover.get(key, "") for key in keys), default=""),
            max((last_issued.get(key, "") for key in keys), default=""),
        )
        for root, keys in groups.items()
        if root in wanted and not gone & set(keys)
    ]


def count(connection: Connection, persons: Collection[int]) -> Erased:
    """Count what erasing these persons would take."""
    lines = among(invoice_line.c.person_id, persons)
    niks = _niks(connection, persons)
    issued = select(func.count(func.distinct(invoice_line.c.invoice_id)))
    issued = issued.join(invoice, invoice.c.id == invoice_line.c.invoice_id).where(lines, invoice.c.status == "issued")
    money = select(func.coalesce(func.sum(invoice_line.c.total), 0)).where(lines)
    months = select(invoice_line.c.iuran_month).where(lines).distinct()
    matched = among(reconciliation_match.c.person_id, persons)

    def rows(table: Table, condition: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())  # type: ignore[arg-type]

    asked = among(question.c.nik, niks) | among(question.c.other_nik, niks)
    return Erased(
        people=rows(person_nik, among(person_nik.c.person_id, persons) & person_nik.c.valid_until.is_(None)),
        niks=len(niks),
        enrolments=rows(enrolment, among(enrolment.c.person_id, persons)),
        lines=rows(invoice_line, lines),
        invoices=int(connection.execute(issued).scalar_one()),
        matches=rows(reconciliation_match, matched),
        questions=rows(question, asked),
        months=tuple(sorted(connection.execute(months).scalars())),
        money=int(connection.execute(money).scalar_one()),
    )


def erase(connection: Connection, persons: Sequence[int], *, at: str, by: str, reason: str, before: str) -> Erased:
    """Erase the personal data of these persons, all or nothing; money, months and keys stay.

    An issued invoice that does not fit its hash already is a RegistryError.
    """
    done = count(connection, persons)
    number = next_key(connection, purge.c.id)
    said = {"id": number, "made_at": at, "purged_by": by, "reason": reason, "before": before, "people": done.people}
    connection.execute(insert(purge), said)
    mine = select(invoice_line.c.invoice_id).where(among(invoice_line.c.person_id, persons))
    touched = select(invoice).where(invoice.c.status == "issued", invoice.c.id.in_(mine)).order_by(invoice.c.id)
    sealed = [dict(row) for row in connection.execute(touched).mappings()]
    old = invoices.seals(connection, sealed)
    holding = invoices.held_seals(connection)
    for row in sealed:
        if old[row["id"]] != holding.get(row["id"], row["sha256"]):
            raise RegistryError(_ALTERED.fill(number=row["number"]))
    with _thawed(connection):
        _erase_rows(connection, persons)
    new = invoices.seals(connection, sealed)
    again = [
        {"invoice_id": key, "purge_id": number, "sha256_before": old[key], "sha256_after": new[key]}
        for key in old
        if old[key] != new[key]
    ]
    if again:
        connection.execute(insert(invoice_reseal), again)
    return done


def _erase_rows(connection: Connection, persons: Sequence[int]) -> None:
    niks = _niks(connection, persons)
    lines = update(invoice_line).where(among(invoice_line.c.person_id, persons))
    connection.execute(lines.values(name=ERASED))
    blank = dict.fromkeys(("birth_date", "sex", "address", "occupation", "phone", "mother", "family_card"), "")
    theirs = update(enrolment).where(among(enrolment.c.person_id, persons))
    connection.execute(theirs.values(name=ERASED, income=None, decile=None, **blank))
    matches = update(reconciliation_match).where(among(reconciliation_match.c.person_id, persons))
    connection.execute(matches.values(name=ERASED, reference="", remark=""))
    strangers = update(reconciliation_match).where(among(reconciliation_match.c.stranger_nik, niks))
    connection.execute(strangers.values(stranger_nik="", name=ERASED, reference="", remark=""))
    named = update(pledge_worker).where(among(pledge_worker.c.nik, niks))
    connection.execute(named.values(nik="", name=ERASED))
    about = select(question.c.key).where(among(question.c.nik, niks) | among(question.c.other_nik, niks))
    connection.execute(update(ruling).where(ruling.c.question_key.in_(about)).values(reason=ERASED))
    for column in (question.c.nik, question.c.other_nik):
        asked = update(question).where(among(column, niks))
        connection.execute(asked.values({column.name: "-", "face": "", "other_face": "", "left": "", "right": ""}))
    changed = update(nik_change).where(among(nik_change.c.person_id, persons))
    connection.execute(changed.values(old_nik="-", new_nik="--", reason=ERASED))
    ended = update(person_ending).where(among(person_ending.c.person_id, persons))
    # Of an ending the reason is one of a few words, of a return what somebody wrote.
    why = case((person_ending.c.closes.is_not(None), ERASED), else_=person_ending.c.reason)
    connection.execute(ended.values(note="", reason=why))
    withdrawn = select(exclusion_list.c.id).where(exclusion_list.c.withdrawn_at.is_not(None))
    listed = exclusion_entry.delete().where(among(exclusion_entry.c.nik, niks))
    connection.execute(listed.where(exclusion_entry.c.list_id.in_(withdrawn)))
    former = person_nik.delete().where(among(person_nik.c.person_id, persons), person_nik.c.valid_until.is_not(None))
    connection.execute(former)
    keys = connection.execute(select(person_nik.c.person_id).where(among(person_nik.c.person_id, persons))).scalars()
    blanks = [{"key": key, "none": placeholder(key)} for key in keys]
    if blanks:
        own = update(person_nik).where(person_nik.c.person_id == bindparam("key")).values(nik=bindparam("none"))
        connection.execute(own, blanks)


def _niks(connection: Connection, persons: Collection[int]) -> list[str]:
    query = select(person_nik.c.nik).where(among(person_nik.c.person_id, persons)).order_by(person_nik.c.nik)
    changed = select(nik_change.c.old_nik, nik_change.c.new_nik).where(among(nik_change.c.person_id, persons))
    found = set(connection.execute(query).scalars())
    found |= {nik for pair in connection.execute(changed) for nik in pair}
    return sorted(found)


@contextmanager
def _thawed(connection: Connection) -> Iterator[None]:
    """Let frozen rows be changed inside; what keeps them is put back as it was, in the same transaction."""
    query = text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN :tables")
    kept = connection.execute(query.bindparams(bindparam("tables", _FROZEN, expanding=True))).all()
    for name, _ in kept:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in kept:
        connection.exec_driver_sql(sql)
