"""One NIK under two names in two lists (D04): nobody is billed for it, in whatever order and imports the lists came."""

from collections.abc import Sequence

import pytest
from sent import NOVEMBER, line, nik, send, write

from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import by_source
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.invoicing import Invoiced, invoice
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.watching import watch
from jamsos_cli.runs.why import why

MONTH = Month(2026, 11)
LISTS = {
    "a.csv": [line(0), line(1)],
    "b.csv": [line(0, "Saba", NAMA="Kerta"), line(2, "Saba")],
}


def told(done: Invoiced) -> list[str]:
    return [notice.id for notice in done.notices if "D04" in notice.id]


def billed(done: Invoiced) -> list[str]:
    return sorted(done.lines["nik"])


@pytest.mark.parametrize(
    "commands",
    [[["a.csv", "b.csv"]], [["a.csv"], ["b.csv"]], [["b.csv"], ["a.csv"]]],
    ids=["at once", "a first", "b first"],
)
def test_whose_nik_is_contested_is_not_billed(office: Workspace, commands: Sequence[Sequence[str]]) -> None:
    for names in commands:
        paths = [write(office, name, LISTS[name]) for name in names]
        import_rosters(paths, office, NOVEMBER, lambda _: None)
    done = invoice(office, MONTH, issue=True)
    assert billed(done) == [nik(1), nik(2)]
    assert len(told(done)) == (len(commands) > 1)
    pairs = [pair for pair in dedupe([], office, jobs=1, progress=print) if pair.is_open]
    assert [{pair.left.name, pair.right.name} for pair in pairs] == [{"Sudarma", "Kerta"}]
    ran = run(office, MONTH, 1, print)
    assert len(ran.pairs) == 1
    decide(office, pairs[0].key, "sama", ("cek KTP", "Ni Luh", None))
    paths = [office.root / "rosters" / "apbd" / name for name in LISTS]
    import_rosters(paths, office, NOVEMBER, lambda _: None)
    after = invoice(office, MONTH + 1, issue=False)
    assert billed(after) == [nik(0), nik(1), nik(2)]
    assert told(after) == []


def test_a_mended_list_ends_the_waiting(office: Workspace) -> None:
    for name, lines in LISTS.items():
        send(office, name, lines)
    assert why(office, nik(0), MONTH).status == "contested"
    send(office, "b.csv", [line(5, "Saba", NAMA="Kerta"), line(2, "Saba")])
    done = invoice(office, MONTH, issue=False)
    assert (billed(done), told(done)) == ([nik(0), nik(1), nik(2), nik(5)], [])


def test_who_was_billed_before_stays_and_the_question_is_told(office: Workspace) -> None:
    send(office, "a.csv", LISTS["a.csv"])
    before = billed(invoice(office, MONTH, issue=True))
    send(office, "b.csv", LISTS["b.csv"])
    again = invoice(office, MONTH, issue=False)
    assert before == [nik(0), nik(1)]
    assert again.books.ledger["corrects"].eq("").all(), "nothing issued is taken back"
    after = invoice(office, MONTH + 1, issue=False)
    assert nik(0) in billed(after)
    assert [said for said in told(after) if "tetap ditagih" in said and said.startswith("1 orang")]


def test_who_waits_has_no_cover_to_lose(office: Workspace) -> None:
    for name, lines in LISTS.items():
        send(office, name, lines)
    invoice(office, MONTH, issue=True)
    found = watch(office, MONTH)
    assert sorted(found.enrolments["nik"]) == [nik(1), nik(2)]
    assert sum(one.people for one in by_source(found)) == 2
