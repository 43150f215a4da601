"""Questions and rulings: keys that no one can guess a NIK from, decisions that are added and never changed."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or_change

from jamsos_cli.errors import RegistryError
from jamsos_cli.model.month import LAST_MONTH
from jamsos_cli.model.ruling import KEY_LENGTH, Asked, Decision, Question, Ruling, Rulings
from jamsos_cli.model.wording import Text
from jamsos_cli.store.imports import among
from jamsos_cli.store.nik_now import all_niks
from jamsos_cli.store.tables import person_nik, question, registry_key, ruling, second_membership

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read for a digit."""
_COLUMNS = [question.c[name] for name in Question._fields]
_RULED = [ruling.c.question_key, *(ruling.c[name] for name in Ruling._fields[1:-1])]
_CHANGED = Text(
    "Keputusan berubah sementara itu; tidak ada yang disimpan. Ulangi perintahnya.",
    "Rulings changed in between; nothing was saved. Run the command again.",
)


class Decided(NamedTuple):
    """A decision to be kept."""

    key: str
    decision: Decision
    reason: str
    decided_by: str
    until: str = ""


def keys(connection: Connection, questions: Iterable[Question]) -> dict[Question, str]:
    """Give the key of every question: the same over runs, orders and files, another in another registry.

    It is that of the first NIK a person had, so that what was decided before a NIK changed is found after it.
    """
    secret = bytes.fromhex(connection.execute(select(registry_key.c.secret)).scalar_one())
    first = {nik: chain[0] for nik, chain in all_niks(connection).items()}
    return {asked: _key(secret, _by_first_niks(asked, first)) for asked in questions}


def _by_first_niks(asked: Question, first: Mapping[str, str]) -> Question:
    nik, other = first.get(asked.nik, asked.nik), first.get(asked.other_nik, asked.other_nik)
    return asked._replace(nik=min(nik, other) if other else nik, other_nik=max(nik, other) if other else other)


def _key(secret: bytes, asked: Question) -> str:
    said = json.dumps(list(asked), ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hmac.digest(secret, said.encode(), hashlib.sha256), "big")
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(KEY_LENGTH))


def note(connection: Connection, asked: Sequence[Asked], at: str) -> None:
    """Remember what was asked (at: ISO time with zone), so that it can be decided by its key; anew if asked again."""
    rows = [
        {**one.question._asdict(), "key": one.key, "left": one.left, "right": one.right,
         "first_month": one.first_month, "asked_at": at}
        for one in asked
    ]  # fmt: skip
    if not rows:
        return
    query = insert_or_change(question)
    shown: dict[str, Any] = {name: query.excluded[name] for name in ("left", "right")}
    # An earlier month is never taken back: what was ruled from there on holds.
    first = func.min(question.c.first_month, query.excluded.first_month)
    changed = or_(
        question.c.left != query.excluded.left,
        question.c.right != query.excluded.right,
        question.c.first_month > query.excluded.first_month,
    )
    shown["first_month"] = first
    connection.execute(query.on_conflict_do_update(index_elements=["key"], set_=shown, where=changed), rows)


def find(connection: Connection, beginning: str) -> list[Asked]:
    """Give the questions whose keys begin so, sorted by key."""
    asked = question.c.key.startswith(beginning, autoescape=True)
    return _asked(connection, asked)


def find_all(connection: Connection, whole: Iterable[str]) -> dict[str, Asked]:
    """Give the questions with these whole keys; unknown keys are left out."""
    return {one.key: one for one in _asked(connection, among(question.c.key, whole))}


def _asked(connection: Connection, condition: ColumnElement[bool]) -> list[Asked]:
    columns = [question.c.key, question.c.left, question.c.right, question.c.first_month, *_COLUMNS]
    query = select(*columns).where(condition).order_by(question.c.key)
    return [
        Asked(key, Question(*rest), left, right, first)
        for key, left, right, first, *rest in connection.execute(query).all()
    ]


@cache
def _in_force() -> ColumnElement[bool]:
    newer = ruling.alias("newer")
    return ~select(newer.c.id).where(newer.c.supersedes == ruling.c.id).exists()


def in_force(connection: Connection) -> dict[str, Ruling]:
    """Give the ruling that holds for each key that has one."""
    query = select(*_RULED).where(_in_force())
    return {key: _ruling(key, *rest) for key, *rest in connection.execute(query).all()}


def _ruling(key: str, decision: str, *rest: str, holds: bool = True) -> Ruling:
    reason, decided_by, decided_at, until = rest
    return Ruling(key, Decision(decision), reason, decided_by, decided_at, until, holds)


def history(connection: Connection) -> list[tuple[Asked, Ruling]]:
    """Give every ruling ever made with its question, the newest first."""
    asked = {one.key: one for one in _asked(connection, question.c.key != "")}
    holding = _in_force()
    query = select(*_RULED, holding.label("holds")).order_by(ruling.c.id.desc())
    return [
        (asked[key], _ruling(key, *rest, holds=bool(holds))) for key, *rest, holds in connection.execute(query).all()
    ]


def decide(connection: Connection, decided: Sequence[Decided], at: str, seen: Mapping[str, Ruling]) -> None:
    """Add rulings; one on a question that has one supersedes it.

    `seen` are the rulings in force that the deciding person knew of; where others hold by now, nothing is saved
    (RegistryError).
    """
    query = select(ruling.c.question_key, ruling.c.id).where(_in_force())
    holding = {row[0]: row[1] for row in connection.execute(query).all()}
    now = in_force(connection)
    if any(now.get(one.key) != seen.get(one.key) for one in decided):
        raise RegistryError(_CHANGED)
    rows = [
        {"question_key": one.key, "decision": one.decision.value, "reason": one.reason, "decided_by": one.decided_by,
         "decided_at": at, "until": one.until, "supersedes": holding.get(one.key)}
        for one in decided
    ]  # fmt: skip
    if rows:
        connection.execute(insert(ruling), rows)


def replay(connection: Connection, month: str = "") -> Rulings:
    """Give what the rulings in force say; of those for months, the ones that hold in a month, "" for all."""
    found: dict[str, set[tuple[str, ...]]] = {name: set() for name in Rulings._fields}
    chains = all_niks(connection)
    for decision, until, first, *rest in connection.execute(_replayed()).all():
        asked = Question(*rest)
        if month and asked.kind == "double-funded" and not (first <= month and (not until or month <= until)):
            continue
        for one in _under_all_niks(asked, chains):
            for name, said in _said(one, Decision(decision)):
                found[name].add(said)
    plain = {"two_persons", "settled"}
    given: dict[str, Any] = {
        name: frozenset(one[0] for one in said) if name in plain else frozenset(said) for name, said in found.items()
    }
    return Rulings(**given)


class Lawful(NamedTuple):
    """A second membership that is ruled lawful."""

    nik: str
    source: str
    """the one that pays for it."""
    first: str
    last: str
    """yyyy-mm, both included."""


def lawful(connection: Connection, months: tuple[str, str]) -> list[Lawful]:
    """Give the second memberships that are ruled lawful in any of the months first..last, by ruling."""
    found = []
    for decision, until, first, *rest in connection.execute(_replayed()).all():
        asked, last = Question(*rest), until or LAST_MONTH
        allowed = asked.kind == "double-funded" and decision == Decision.ALLOWED.value
        if allowed and first <= months[1] and last >= months[0]:
            found.append(Lawful(asked.nik, asked.other_source, first, last))
    return found


def _under_all_niks(asked: Question, chains: Mapping[str, tuple[str, ...]]) -> list[Question]:
    """Give a question under every NIK its persons have or had: rosters may name any of them."""
    niks, others = chains.get(asked.nik, (asked.nik,)), chains.get(asked.other_nik, (asked.other_nik,))
    if not asked.other_nik:
        return [asked._replace(nik=nik) for nik in niks]
    pairs = {(min(nik, other), max(nik, other)) for nik in niks for other in others if nik != other}
    return [asked._replace(nik=nik, other_nik=other) for nik, other in sorted(pairs)]


@cache
def _replayed() -> Select[Any]:
    """Ask for what every ruling in force says; built once, for it is asked at every import."""
    query = select(ruling.c.decision, ruling.c.until, question.c.first_month, *_COLUMNS)
    return query.join(question, question.c.key == ruling.c.question_key).where(_in_force())


def _said(asked: Question, decision: Decision) -> list[tuple[str, tuple[str, ...]]]:
    """Give in which fields of Rulings a decision stands, and as what."""
    if decision is Decision.UNSURE:
        return []
    same = decision is Decision.SAME
    if asked.kind == "probable":
        return [("joined" if same else "apart", (asked.nik, asked.other_nik))]
    if asked.face:
        return [("one_person" if same else "two_faces", (asked.nik, asked.face, asked.other_face))]
    if decision is Decision.NOT_SAME:
        return [("two_persons", (asked.nik,))]
    if asked.kind == "same-nik":
        return [("settled", (asked.nik,))]
    purses = (asked.nik, asked.source, asked.other_source)
    return [("settled", (asked.nik,)), ("one_pays" if same else "both_pay", purses)]


def one_person(connection: Connection) -> dict[int, int]:
    """Give person -> the person they are, of persons with several NIKs that were ruled one; the earliest is all.

    Nothing is stored but the ruling: superseding it parts them again.
    """
    joined = and_(question.c.kind == "probable", ruling.c.decision == Decision.SAME.value, _in_force())
    query = select(question.c.nik, question.c.other_nik).join(ruling, ruling.c.question_key == question.c.key)
    pairs = connection.execute(query.where(joined)).all()
    if not pairs:
        return {}
    niks = sorted({nik for pair in pairs for nik in pair})
    owners = holders(connection, niks)
    root: dict[int, int] = {}

    def top(one: int) -> int:
        while root.get(one, one) != one:
            one = root[one]
        return one

    for nik, other in pairs:
        if nik in owners and other in owners:
            low, high = sorted((top(owners[nik]), top(owners[other])))
            root[high] = low
    return {one: top(one) for one in root if top(one) != one}


def first_keys(connection: Connection) -> dict[int, int]:
    """Give key -> the first key of the same person, where there are several: ruled one, or a second membership."""
    one = one_person(connection)
    second = select(second_membership.c.person_id, second_membership.c.of_person)
    return one | {key: one.get(of, of) for key, of in connection.execute(second).all()}


def current_keys(connection: Connection) -> dict[int, int]:
    """Give person key -> the one that `enrolments` gives for it today, of keys that were ruled one."""
    one = one_person(connection)
    if not one:
        return {}
    table = second_membership.c
    query = select(table.person_id, table.of_person, table.source).order_by(table.of_person.in_(list(one)))
    first: dict[tuple[int, str], int] = {}
    found = dict(one)
    for key, of_person, source in connection.execute(query.order_by(table.person_id)).all():
        kept = first.setdefault((one.get(of_person, of_person), source), key)
        if kept != key:
            found[key] = kept
    return found


def holders(connection: Connection, niks: Iterable[str]) -> dict[str, int]:
    """Give the person behind each NIK: who has it now, else who had it last."""
    query = select(person_nik.c.nik, person_nik.c.person_id).where(among(person_nik.c.nik, niks))
    newest_last = func.coalesce(person_nik.c.valid_until, "9999-12-31")
    return {row[0]: row[1] for row in connection.execute(query.order_by(newest_last)).all()}
