"""A clerk's days with exclusion lists: rosters, a list, invoices, a newer list, a list withdrawn."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sent import NAMES, NOVEMBER, Line, line, nik, send

from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.model.exclusion import KINDS
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.runs import excluding, month
from jamsos_cli.runs.budgeting import standing
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.excluding import Excluded, Options, Taken
from jamsos_cli.runs.invoicing import Invoiced, invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import screening
from jamsos_cli.runs.watching import watch
from jamsos_cli.store import open_registry

OCTOBER = date(2026, 10, 31)
DEAD = Options(kind="deceased", origin="Dukcapil", dated=OCTOBER)
SIX = [line(number, **{"BULAN IUR": "6"}) for number in range(6)]


def write(office: Workspace, name: str, *lines: str) -> Path:
    path = office.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take(office: Workspace, name: str, *lines: str, options: Options = DEAD) -> Taken:
    (taken,) = excluding.exclude([write(office, name, *lines)], office, options, lambda _: None).taken
    return taken


def codes(outcome: Outcome) -> list[tuple[str, int | None]]:
    return [(f.kind.code, f.place.row) for f in outcome.result.findings if f.kind.code in {"E06", "E07"}]


def billed(office: Workspace, of: str = "2026-11", *, issue: bool = False) -> tuple[list[str], Invoiced]:
    done = invoice(office, Month.parse(of), issue=issue)
    return sorted(done.lines["name"]), done


def names(*without: int) -> list[str]:
    return sorted(name for number, name in enumerate(NAMES[:6]) if number not in without)


@pytest.mark.parametrize("sent_again", [range(6), range(1, 6)])
def test_a_corrected_roster_leaves_the_dead_what_they_had_alive(office: Workspace, sent_again: range) -> None:
    whole_year = [line(number, **{"BULAN IUR": "2026-01"}) for number in range(6)]
    send(office, "a.csv", whole_year)
    take(office, "mati.csv", "NIK;NAMA;TGL MENINGGAL", f"{nik(0)};SUDARMA;03-02-2026")
    outcome, _ = send(office, "a.csv", [*(whole_year[number] for number in sent_again), line(6)])
    assert outcome.left == (NAMES[0],)
    with open_registry(office.registry, write=False) as registry:
        of = {month: NAMES[0] in set(registry.enrolments(month, month)["name"]) for month in ("2026-02", "2026-03")}
    assert of == {"2026-02": True, "2026-03": False}


def test_a_roster_sent_after_the_list_leaves_out_who_is_on_it(office: Workspace) -> None:
    take(office, "mati.csv", "NIK;NAMA;TGL MENINGGAL", f"{nik(0)};SUDARMA;03-10-2026")
    outcome, code = send(office, "a.csv", SIX)
    assert codes(outcome) == [("E06", 2), ("E07", None)]
    assert (outcome.result.accepted, outcome.result.rejected, code) == (5, 1, Exit.FINDINGS)
    said = next(f for f in outcome.result.findings if f.kind.code == "E06")
    assert said.message("id") == (
        "Sudarma (NIK 5104************) ada di daftar meninggal dari Dukcapil tanggal 31 Oktober 2026, "
        "sejak 3 Oktober 2026."
    )
    assert billed(office)[0] == names(0)


def test_a_list_dated_after_the_roster_still_holds(office: Workspace) -> None:
    take(office, "mati.csv", "NIK", nik(0), options=DEAD._replace(dated=None))
    outcome, _ = send(office, "a.csv", SIX, NOVEMBER._replace(first=Month(2026, 1)))
    assert codes(outcome)[0] == ("E06", 2)


def test_an_appointment_announced_for_later_waits_for_its_month(office: Workspace) -> None:
    take(office, "asn.csv", "NIK;TMT", f"{nik(0)};01-01-2199", options=DEAD._replace(kind="civil-servant"))
    outcome, _ = send(office, "a.csv", SIX)
    assert codes(outcome) == [("E07", None)]


def test_who_is_enrolled_already_is_billed_no_more_and_is_named(office: Workspace) -> None:
    send(office, "a.csv", SIX)
    assert billed(office)[0] == names()
    taken = take(office, "mati.csv", "NIK;NAMA", f"{nik(0)};SUDARMA")
    assert taken.enrolled is not None
    assert taken.enrolled["name"].tolist() == ["Sudarma"]
    left, done = billed(office)
    assert left == names(0)
    assert [(f.kind.code, f.place.file, f.place.row) for f in done.findings if f.kind.code == "E06"] == [
        ("E06", "rosters/apbd/a.csv", 2)
    ]
    assert done.notices[0].en == ("1 enrolled people are not billed for 2026-11: they are on an exclusion list (E06).")


def test_the_month_of_a_death_is_still_due(office: Workspace) -> None:
    send(office, "a.csv", SIX)
    take(office, "mati.csv", "NIK;TGL MENINGGAL", f"{nik(0)};12-11-2026")
    assert billed(office, "2026-11")[0] == names()
    assert billed(office, "2026-12")[0] == names(0)


def test_a_list_newer_than_an_invoice_questions_its_lines_and_changes_nothing(office: Workspace) -> None:
    send(office, "a.csv", SIX)
    _, issued = billed(office, issue=True)
    taken = take(office, "mati.csv", "NIK;TGL MENINGGAL", f"{nik(0)};03-10-2026", f"{nik(1)};30-11-2026")
    assert taken.questioned is not None
    lines = taken.questioned
    assert list(zip(lines["name"], lines["iuran_month"], lines["number"], lines["total"], strict=True)) == [
        ("Sudarma", "2026-11", issued.invoices["number"].iloc[0], 16_800)
    ]
    again, done = billed(office)
    assert again == names()
    assert [notice.en for notice in done.notices] == [
        "1 issued lines no longer fit (1 by exclusion lists), 0 lines in their place or late: they are corrections on "
        "these invoices; without them: --no-corrections."
    ]
    with open_registry(office.registry, write=False) as registry:
        assert len(screening.questioned(registry, Month(2026, 11))) == 1
        assert screening.questioned(registry, Month(2026, 10)).empty
        assert registry.verify() == ()


def test_a_list_that_was_withdrawn_is_asked_no_more(office: Workspace) -> None:
    number = take(office, "mati.csv", "NIK", nik(0)).record.list_id
    outcome, _ = send(office, "a.csv", SIX)
    assert outcome.result.rejected == 1
    kept, done = excluding.withdraw(office, number, "salah kabupaten")
    assert (kept.withdrawn_why, done) == ("salah kabupaten", True)
    assert excluding.withdraw(office, number, "lagi")[1] is False
    outcome, code = send(office, "a.csv", SIX, NOVEMBER._replace(again=True))
    assert (outcome.joined, outcome.stayed, code) == (1, 5, Exit.CLEAN)
    assert billed(office)[0] == names()


@pytest.mark.parametrize(("number", "why"), [(1, " "), (7, "salah")])
def test_withdrawing_needs_a_reason_and_a_list(office: Workspace, number: int, why: str) -> None:
    take(office, "mati.csv", "NIK", nik(0))
    with pytest.raises(UsageError):
        excluding.withdraw(office, number, why)


def test_again_is_harmless_and_a_dry_run_saves_nothing(office: Workspace) -> None:
    send(office, "a.csv", SIX)
    dry = take(office, "mati.csv", "NIK", nik(0), options=DEAD._replace(dry_run=True))
    assert dry.enrolled is not None
    assert (dry.status, len(dry.enrolled), excluding.lists(office)) == ("new", 1, [])
    assert [take(office, name, "NIK", nik(0)).status for name in ("mati.csv", "mati (1).csv")] == ["new", "known"]
    assert len(excluding.lists(office)) == 1


def test_who_is_on_two_lists_is_named_once_by_the_graver_reason(office: Workspace) -> None:
    moved = DEAD._replace(kind="moved", origin="Dukcapil pindah")
    take(office, "pindah.csv", "NIK", nik(0), options=moved)
    take(office, "mati.csv", "NIK", nik(0))
    outcome, _ = send(office, "a.csv", SIX)
    assert codes(outcome)[0] == ("E06", 2)
    assert "meninggal" in next(f for f in outcome.result.findings if f.kind.code == "E06").message("id")


def test_a_name_counts_in_its_village_only(office: Workspace) -> None:
    take(office, "asn.csv", "NAMA;TGL LAHIR;DESA", "I Wayan Sudarma;12-03-1980;Ds. Taro")
    outcome, _ = send(office, "a.csv", [line(0, NAMA="I WYN SUDARMA"), line(1)])
    assert codes(outcome) == [("E07", None)]
    take(office, "asn2.csv", "NAMA;TGL LAHIR;DESA", "I Wayan Sudarma, S.Pd.;12-03-1980;Ds. Batubulan")
    outcome, _ = send(office, "a.csv", [line(0, NAMA="I WYN SUDARMA"), line(1)], NOVEMBER._replace(again=True))
    assert codes(outcome) == [("E06", 2), ("E07", None)]


def test_the_check_that_was_not_run_is_named_until_there_is_a_list_of_each_kind(office: Workspace) -> None:
    for kind in ("deceased", "moved", "wage-earner"):
        take(office, f"{kind}.csv", "NIK", nik(30), options=DEAD._replace(kind=kind))
    outcome, code = send(office, "a.csv", SIX)
    assert [f.message("en") for f in outcome.result.findings if f.kind.code == "E07"] == [
        "Not checked, for there is no list: civil servants."
    ]
    assert code is Exit.CLEAN
    take(office, "asn.csv", "NIK", nik(31), options=DEAD._replace(kind="civil-servant"))
    outcome, _ = send(office, "b.csv", [line(7)])
    assert codes(outcome) == []


def folders(office: Workspace, lists: dict[str, Sequence[str]]) -> Excluded:
    for name, lines in lists.items():
        write(office, f"lists/{name}", *lines)
    return excluding.exclude([], office, Options(), lambda _: None)


def test_lists_are_taken_by_their_folder_or_their_own_column(office: Workspace) -> None:
    lists = {f"{kind.folder}/daftar.csv": ("NIK", nik(number)) for number, kind in enumerate(KINDS)}
    mixed = ("NIK;JENIS DAFTAR", f"{nik(8)};ASN", f"{nik(9)};wafat")
    done = folders(office, {**lists, "campuran.csv": mixed, "tanpa-jenis.csv": ("NIK", nik(10))})
    assert sorted((one.record.file, one.record.kind) for one in done.taken) == sorted([
        *((f"lists/{kind.folder}/daftar.csv", kind.key) for kind in KINDS),
        ("lists/campuran.csv", "civil-servant"), ("lists/campuran.csv", "deceased"),
    ])  # fmt: skip
    assert [trouble.say("id").split(":")[0] for trouble in done.troubles] == ["lists/tanpa-jenis.csv"]
    assert done.exit_code is Exit.USAGE


def test_a_list_withdrawn_does_not_come_back_from_its_folder_by_itself(office: Workspace) -> None:
    lists = {"meninggal/a.csv": ("NIK", nik(0))}
    excluding.withdraw(office, folders(office, lists).taken[0].record.list_id, "salah")
    (again,) = folders(office, lists).taken
    assert again.status == "withdrawn"
    assert take(office, "lists/meninggal/a.csv", "NIK", nik(0)).status == "new"


def run(office: Workspace) -> month.MonthRun:
    (office.root / "statements").mkdir(exist_ok=True)
    limits = office.settings._replace(limits=office.settings.limits._replace(shrunk_share=0.1))
    return month.run(office._replace(settings=limits), Month(2026, 11), 1, lambda _: None)


def roster(office: Workspace, lines: Sequence[Line]) -> None:
    rows = ";".join(lines[0]), *(";".join(one.values()) for one in lines)
    write(office, "rosters/apbd/a.csv", *rows)


def test_a_month_reads_new_lists_before_its_rosters(office: Workspace) -> None:
    roster(office, SIX)
    write(office, "lists/meninggal/a.csv", "NIK", nik(0))
    done = run(office)
    assert [one.status for one in done.lists] == ["new"]
    assert sorted(done.invoiced.lines["name"]) == names(0)
    write(office, "lists/pindah/b.csv", "NIK", nik(1))
    done = run(office)
    assert [one.status for one in done.lists] == ["known", "new"]
    assert sorted(done.invoiced.lines["name"]) == names(0, 1)
    assert [f.kind.code for f in done.invoiced.findings] == ["E06"]
    assert done.exit_code is Exit.FINDINGS


def test_a_list_that_cannot_be_read_is_told_and_the_month_goes_on(office: Workspace) -> None:
    roster(office, SIX)
    write(office, "lists/meninggal/a.csv", "NAMA;ALAMAT", "I Wayan;Batubulan")
    done = run(office)
    assert "lists/meninggal/a.csv" in done.troubles[0].en
    assert (sorted(done.invoiced.lines["name"]), done.exit_code) == (names(), Exit.FILE)


@pytest.mark.parametrize("kind", ["wage-earner", "civil-servant", "deceased"])
def test_who_is_active_no_more_is_told_of_lists_of_workers_alone(office: Workspace, kind: str) -> None:
    taken = take(office, "a.csv", "NIK;STATUS", f"{nik(0)};AKTIF", f"{nik(1)};NON AKTIF", options=Options(kind=kind))
    assert taken.inactive == (() if kind == "deceased" else ("B3",))
    assert taken.record.by_nik == 2


def test_a_nik_that_a_list_has_under_another_name_is_asked_about_and_the_row_stays(office: Workspace) -> None:
    take(office, "mati.csv", "NIK;NAMA", f"{nik(0)};Ketut Rentet", f"{nik(1)};NI SARI")
    outcome, _ = send(office, "a.csv", SIX)
    doubts = [(f.kind.code, f.place.row) for f in outcome.result.findings if f.kind.code in {"E06", "N12"}]
    assert sorted(doubts) == [("E06", 3), ("N12", 2)]
    said = next(f for f in outcome.result.findings if f.kind.code == "N12").message("id")
    assert "di daftar meninggal dari Dukcapil tanggal 31 Oktober 2026 nomor ini milik Ketut Rentet" in said
    assert billed(office)[0] == names(1), "a family stays insured until somebody decides"
    (asked,) = [pair for pair in dedupe((), office, jobs=1, progress=lambda _: None) if pair.is_open]
    assert (asked.left.name, asked.right.name, asked.kind) == ("Sudarma", "Ketut Rentet", "same-nik")
    decide(office, asked.key, "sama", ("nama kecil", "Ni Luh", None))
    assert billed(office)[0] == names(0, 1)
    assert dedupe((), office, jobs=1, progress=lambda _: None)[0].is_open is False
    decide(office, asked.key, "beda", ("NIK di daftar salah ketik", "Ni Luh", None))
    assert billed(office)[0] == names(1)
    assert [pair.is_open for pair in dedupe((), office, jobs=1, progress=lambda _: None)] == [False]


@pytest.mark.parametrize(("words", "out"), [((), (1,)), (("sama",), (0, 1))], ids=["asked", "ruled"])
def test_budgets_and_the_watch_count_whom_invoices_bill(
    office: Workspace, words: tuple[str, ...], out: tuple[int, ...]
) -> None:
    take(office, "mati.csv", "NIK;NAMA", f"{nik(0)};Ketut Rentet", f"{nik(1)};NI SARI")
    send(office, "a.csv", SIX)
    (asked,) = [pair for pair in dedupe((), office, jobs=1, progress=lambda _: None) if pair.is_open]
    for word in words:
        decide(office, asked.key, word, ("nama kecil", "Ni Luh", None))
    people, drafts = billed(office)[0], [billed(office, of)[1].lines for of in ("2026-11", "2026-12")]
    assert people == names(*out)
    apbd = next(one for one in standing(office, 2026) if one.source == "apbd")
    assert apbd.committed.total == sum(int(lines["total"].sum()) for lines in drafts)
    assert len(watch(office, Month(2026, 11)).people) == len(people)


@pytest.mark.parametrize("name", ["a.csv", "desember.csv"])
def test_who_is_on_a_list_stands_nowhere_twice_beside_the_list_that_enrolled_them_before(
    office: Workspace, name: str
) -> None:
    send(office, "a.csv", [line(number) for number in range(8)], NOVEMBER._replace(first=Month(2026, 10), months=1))
    take(office, "mati.csv", "NIK;NAMA;TANGGAL LAHIR", f"{nik(2)};{NAMES[2]};12-03-1980")
    (office.root / "rosters" / "apbd" / "a.csv").unlink()
    lines = [line(number) for number in (7, 5, 4, 3, 2, 1)]
    send(office, name, lines)
    assert dedupe([], office, jobs=1, progress=lambda _: None) == []
    send(office, name, [*lines[:4], line(2, **{"TANGGAL LAHIR": "30-08-1961"})])
    (asked,) = dedupe([], office, jobs=1, progress=lambda _: None)
    assert "tanggal lahir berbeda jelas" in [reason.id for reason in asked.reasons]
