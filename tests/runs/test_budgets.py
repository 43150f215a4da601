"""Ceilings over a month's invoices: what is refused, what is kept, and how a budget stands after a year of both."""

from datetime import date

import pytest
from sent import Line, line, nik, send

from jamsos_cli.errors import UsageError
from jamsos_cli.model.budget import Position
from jamsos_cli.model.month import Month
from jamsos_cli.reports.budget import remark
from jamsos_cli.runs.bills.ceilings import Over
from jamsos_cli.runs.budgeting import standing, withdraw
from jamsos_cli.runs.cancelling import cancel
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.new_ceilings import Written, import_ceilings, set_ceiling
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reconciling import reconcile_month
from jamsos_cli.runs.reporting import report
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.settings import Office, Settings
from jamsos_cli.store import open_registry

OCTOBER, NOVEMBER, DECEMBER = (Month(2026, number) for number in (10, 11, 12))
SINCE = date(2026, 1, 2)


def ceiling(office: Workspace, amount: int, **said: str) -> None:
    plain = Written("apbd", "2026", str(amount), basis="Perda 12/2025", dated=SINCE)
    set_ceiling(office, plain._replace(**said))  # type: ignore[arg-type]


def three(office: Workspace, last: str = "2026-12") -> None:
    months = NOVEMBER.until(Month.parse(last)) + 1
    send(office, "a.csv", [line(number) for number in range(3)], Options(first=OCTOBER, months=months))


def apbd(office: Workspace, year: int = 2026) -> Position:
    return next(one for one in standing(office, year) if one.source == "apbd")


def issued(office: Workspace, month: Month) -> list[str]:
    with open_registry(office.registry, write=False) as registry:
        return [number for number in registry.invoices(str(month))["number"] if number]


def test_an_invoice_that_passes_a_ceiling_is_not_issued_nor_any_other_of_the_month(office: Workspace) -> None:
    three(office)
    sponsored = line(5, SPONSOR="I Made Rai", OPD="Dinas A")
    send(office, "s.csv", [sponsored], Options(first=OCTOBER, months=3), source="sertakan")
    ceiling(office, 60_000)
    invoice(office, OCTOBER, issue=True)
    with pytest.raises(UsageError) as refused:
        invoice(office, NOVEMBER, issue=True)
    said = refused.value.say("id")
    for words in ("APBD", "Rp60.000", "Rp50.400", "lebih Rp40.800", "--allow-over"):
        assert words in said
    assert issued(office, NOVEMBER) == []
    notices = invoice(office, NOVEMBER, issue=False).notices
    assert any("melewati pagu" in notice.id for notice in notices)


def test_a_reason_lets_it_pass_and_is_kept(office: Workspace) -> None:
    three(office)
    ceiling(office, 60_000)
    invoice(office, OCTOBER, issue=True)
    made = invoice(office, NOVEMBER, issue=Over("perubahan  segera terbit", "Ani"))
    assert len(issued(office, NOVEMBER)) == 1
    assert any("Terbit melewati pagu" in notice.id for notice in made.notices)
    (passed,) = apbd(office).excesses
    assert (passed.reason, passed.allowed_by, passed.over) == ("perubahan segera terbit", "Ani", 40_800)
    assert apbd(office).left() == -40_800
    assert remark(apbd(office)).id.startswith("pagu sudah terlewati Rp40.800")


def test_without_a_ceiling_nothing_is_refused_and_that_is_said(office: Workspace) -> None:
    three(office)
    invoice(office, OCTOBER, issue=True)
    assert apbd(office).ceilings == ()
    tables = report(office, OCTOBER).tables
    assert any(table.title.id == "Anggaran 2026" and "Belum ada pagu" in (table.note or ("",))[0] for table in tables)


def test_an_account_of_its_own_refuses_too(office: Workspace) -> None:
    three(office)
    ceiling(office, 20_399, account="jkm")
    with pytest.raises(UsageError, match="JKM"):
        invoice(office, OCTOBER, issue=True)
    ceiling(office, 20_400, account="jkm", version="perubahan")
    invoice(office, OCTOBER, issue=True)
    assert apbd(office).left("jkm") == 0


def test_a_ceiling_that_was_withdrawn_leaves_the_one_before(office: Workspace) -> None:
    ceiling(office, 100_000)
    ceiling(office, 5, version="perubahan")
    gone = withdraw(office, 2, "salah ketik", "Ani")
    assert (gone.amount, gone.withdrawn_why) == (5, "salah ketik")
    assert apbd(office).ceiling() == 100_000
    for number in (2, 7):
        with pytest.raises(UsageError):
            withdraw(office, number, "lagi", "")


def test_the_ceiling_is_of_the_year_of_the_month_not_of_the_day_it_is_issued(office: Workspace) -> None:
    send(office, "a.csv", [line(0)], Options(first=DECEMBER, months=2))
    ceiling(office, 16_800)
    set_ceiling(office, Written("apbd", "2027", "16800", basis="Perda 1/2027", dated=SINCE))
    invoice(office, DECEMBER, issue=True)
    invoice(office, DECEMBER + 1, issue=True)
    assert [apbd(office, year).left() for year in (2026, 2027)] == [0, 0]


def test_a_village_has_its_own_ceiling_and_others_none(gianyar: Workspace) -> None:
    people = [line(0), line(1, village="Ketewel")]
    send(gianyar, "d.csv", people, Options(first=NOVEMBER, months=2), source="dana_desa")
    set_ceiling(gianyar, Written("dana_desa", "2026", "20000", "Batubulan", basis="Perdes 3/2026", dated=SINCE))
    found = [one for one in standing(gianyar, 2026) if one.source == "dana_desa"]
    assert [(one.payer[:5], one.payer_name, one.ceiling(), one.dry) for one in found] == [
        ("51.04", "Batubulan", 20_000, DECEMBER), ("", "Ketewel", None, None),
    ]  # fmt: skip


@pytest.fixture
def gianyar(office: Workspace) -> Workspace:
    return office._replace(settings=Settings(office=Office(regency="51.04")))


WRONG = [
    (Written("apbn", "2026", "1", basis="x"), "apbn"),
    (Written("apbd", "26", "1", basis="x"), "Tahun"),
    (Written("apbd", "2026", "-1", basis="x"), "Jumlah"),
    (Written("apbd", "2026", "banyak", basis="x"), "Jumlah"),
    (Written("apbd", "2026", "1000000.50", basis="x"), "punya sen"),
    (Written("apbd", "2026", "1"), "Dasar"),
    (Written("apbd", "2026", "1", "Batubulan", basis="x"), "tidak dibayar per desa"),
    (Written("dana_desa", "2026", "1", basis="x"), "sebut desanya"),
    (Written("dana_desa", "2026", "1", "Konoha", basis="x"), "Konoha"),
    (Written("dana_desa", "2026", "1", "51.04.03.1003", basis="x"), "tidak punya Dana Desa"),
]


@pytest.mark.parametrize(("written", "said"), WRONG)
def test_a_ceiling_that_makes_no_sense_is_refused(gianyar: Workspace, written: Written, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        set_ceiling(gianyar, written)
    assert said in refused.value.say("id")


TABLE = """PAGU DESA
SUMBER DANA;DESA;KECAMATAN;TAHUN;VERSI;PAGU;PAGU JKK;DASAR HUKUM;TANGGAL
Dana Desa;Batubulan;Sukawati;2026;induk;20.160.000;;Perdes 3/2026;05-01-2026
Dana Desa;Ketewel;Sukawati;2026;induk;;1.000.000;Perdes 4/2026;06-01-2026
Dana Desa;Singapadu;Sukawati;2026;induk;;;;
APBD;;;2026;induk;Rp2.000.000.000;;Perda 12/2025;02-01-26
"""


def test_a_table_of_ceilings_is_taken_in_once(gianyar: Workspace) -> None:
    path = gianyar.root / "pagu.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert import_ceilings(gianyar, path, dry_run=True).new == 3
    done, again = import_ceilings(gianyar, path), import_ceilings(gianyar, path)
    assert (done.new, again.new, len(again.ceilings), done.exit_code) == (3, 0, 3, 0)
    kept = [(one.source, one.account, one.amount, one.dated) for one in done.ceilings]
    assert kept == [
        ("dana_desa", "", 20_160_000, "2026-01-05"), ("dana_desa", "jkk", 1_000_000, "2026-01-06"),
        ("apbd", "", 2_000_000_000, "2026-01-02"),
    ]  # fmt: skip


BROKEN = [
    "Batubulan;Sukawati=Konoha;Sukawati",
    "20.160.000=banyak",
    "20.160.000=20.160.000,50",
    "05-01-2026=kapan-kapan",
    "Perdes 3/2026=",
]


@pytest.mark.parametrize("change", BROKEN)
def test_one_wrong_row_and_nothing_of_the_table_is_taken_in(gianyar: Workspace, change: str) -> None:
    old, _, new = change.partition("=")
    path = gianyar.root / "pagu.csv"
    path.write_text(TABLE.replace(old, new, 1), encoding="utf-8")
    done = import_ceilings(gianyar, path)
    assert ([wrong.id[:2] for wrong in done.wrong], done.exit_code) == (["3:"], 1)
    with open_registry(gianyar.registry, write=False) as registry:
        assert registry.ceilings() == []


# Month of the run -> the list sent with it: people, and the first month it names.
SENT = {1: ({0, 1, 2, 3}, 1), 4: ({0, 1, 2, 3, 4}, 3), 7: ({0, 1, 2, 4}, 6), 10: ({0, 2, 4}, 8)}


def listed(people: set[int], first: int) -> list[Line]:
    return [line(number, **{"BULAN IUR": f"2025-{first:02d}"}) for number in sorted(people)]


def test_over_a_year_of_corrections_invoiced_is_what_was_asked_and_committed_what_the_year_costs(
    office: Workspace,
) -> None:
    set_ceiling(office, Written("apbd", "2025", "1000000", basis="Perda 9/2024", dated=date(2025, 1, 2)))
    asked = 0
    for month in range(1, 13):
        if month in SENT:
            send(office, "batubulan.csv", listed(*SENT[month]), Options(first=Month(2025, month)))
        made = invoice(office, Month(2025, month), issue=True)
        used = made.books.settlements
        asked += int(made.invoices["total"].sum()) - int(used[["used_jkk", "used_jkm", "used_jht"]].sum().sum())
        one = apbd(office, 2025)
        people = [who for sent, (who, _) in SENT.items() if sent <= month][-1]
        with open_registry(office.registry, write=False) as registry:
            left = int(registry.balances()["total"].sum())
        rest = 16_800 * len(people) * (12 - month)
        assert one.invoiced.total == asked
        assert one.committed.total == asked + rest - min(left, rest)
        assert one.left() == 1_000_000 - asked


@pytest.mark.parametrize(("until", "lines"), [("2026-11", 3), ("2026-12", 4)])
def test_a_second_lawful_membership_is_committed_for_its_own_months(office: Workspace, until: str, lines: int) -> None:
    send(office, "a.csv", [line(0)])
    send(office, "a.csv", [line(0), line(1)], source="dana_desa")
    (pair,) = dedupe([], office, jobs=1, progress=print)
    decide(office, pair.key, "boleh", ("dua pekerjaan", "Ni Luh", until))
    billed = [invoice(office, month, issue=month == NOVEMBER).lines for month in (NOVEMBER, DECEMBER)]
    assert sum(int((one["source"] == "dana_desa").sum()) for one in billed) == lines
    village = next(one for one in standing(office, 2026) if one.source == "dana_desa")
    assert village.committed.total == lines * 16_800


@pytest.mark.parametrize(("since", "late"), [(8, 3), (7, 0)])
def test_months_that_lapsed_are_not_committed(office: Workspace, since: int, late: int) -> None:
    send(office, "a.csv", [line(0)], Options(first=Month(2026, 7), months=6))
    for month in Month(2026, 7).run(4):
        invoice(office, month, issue=True)
    send(office, "b.csv", [line(1)], Options(first=Month(2026, since), months=13 - since, mode="add"))
    expected = (6 + 2 + late) * 16_800
    assert apbd(office).committed.total == expected
    for month in (NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    assert apbd(office).invoiced.total == expected


def test_who_waits_for_a_contested_nik_is_not_committed(office: Workspace) -> None:
    two_months = Options(first=Month(2026, 11), months=2)
    send(office, "a.csv", [line(0), line(1)], two_months)
    send(office, "b.csv", [line(0, "Saba", NAMA="Kerta"), line(2, "Saba")], two_months)
    expected = apbd(office).committed.total
    for month in (NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    assert (expected, apbd(office).invoiced.total) == (4 * 16_800, 4 * 16_800)


def test_a_cancelled_month_is_committed_again_also_behind_a_later_one(office: Workspace) -> None:
    three(office)
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    whole = apbd(office).committed.total
    cancel(office, issued(office, NOVEMBER)[0], "keliru", "Ani", even_recorded=False, papers=False)
    left = apbd(office)
    assert (whole, left.invoiced.total, left.committed.total) == (9 * 16_800, 6 * 16_800, 9 * 16_800)
    invoice(office, NOVEMBER, issue=True)
    again = apbd(office)
    assert (again.invoiced.total, again.committed.total) == (9 * 16_800, 9 * 16_800)


def test_a_cancelled_month_that_was_issued_again_is_over(office: Workspace) -> None:
    three(office)
    for month in Month(2026, 7).run(4):
        invoice(office, month, issue=True)
    cancel(office, issued(office, OCTOBER)[0], "keliru", "Ani", even_recorded=False, papers=False)
    invoice(office, OCTOBER, issue=True)
    send(office, "b.csv", [line(5)], Options(first=Month(2026, 7), months=6, mode="add"))
    expected = apbd(office).committed.total
    for month in (NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    assert apbd(office).invoiced.total == expected


def test_a_cancelled_month_of_a_village_is_not_over_because_another_village_has_it(office: Workspace) -> None:
    both = [line(0), line(1), line(2, "Saba")]
    send(office, "a.csv", both, Options(first=Month(2026, 7), months=6), source="dana_desa")
    for month in Month(2026, 7).run(4):
        invoice(office, month, issue=True)
    cancel(office, min(issued(office, Month(2026, 7))), "keliru", "Ani", even_recorded=False, papers=False)
    expected = sum(one.committed.total for one in standing(office, 2026) if one.source == "dana_desa")
    assert expected == 6 * 3 * 16_800
    for month in (Month(2026, 7), NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    assert sum(one.invoiced.total for one in standing(office, 2026) if one.source == "dana_desa") == expected


def test_the_month_that_does_not_fit_is_the_cancelled_one_and_not_one_that_is_issued(office: Workspace) -> None:
    three(office)
    send(office, "d.csv", [line(6)], Options(first=OCTOBER, months=3), source="dana_desa")
    for month in (OCTOBER, NOVEMBER, DECEMBER):
        invoice(office, month, issue=True)
    cancel(office, issued(office, NOVEMBER)[0], "keliru", "Ani", even_recorded=False, papers=False)
    ceiling(office, 8 * 16_800)
    assert apbd(office).dry == NOVEMBER, "though Dana Desa has an invoice of November in force"
    with pytest.raises(UsageError):
        invoice(office, NOVEMBER, issue=True)
    ceiling(office, 9 * 16_800)
    assert apbd(office).dry is None
    invoice(office, NOVEMBER, issue=True)
    assert (apbd(office).dry, apbd(office).left()) == (None, 0)


def test_what_the_insurer_recorded_stays_when_its_invoice_is_cancelled(office: Workspace) -> None:
    three(office)
    invoice(office, NOVEMBER, issue=True)
    path = office.root / "catatan.csv"
    rows = (f"{nik(number)};Nama;2026-11;16800" for number in range(3))
    path.write_text("\n".join(("NIK;NAMA;BULAN IURAN;TOTAL", *rows)) + "\n", encoding="utf-8")
    reconcile_month(office, NOVEMBER, [path])
    assert apbd(office).recorded == 3 * 16_800
    cancel(office, issued(office, NOVEMBER)[0], "keliru", "Ani", even_recorded=True, papers=False)
    assert (apbd(office).invoiced.total, apbd(office).recorded) == (0, 3 * 16_800)
    invoice(office, NOVEMBER, issue=True)
    assert (apbd(office).invoiced.total, apbd(office).recorded) == (3 * 16_800, 3 * 16_800)
    reconcile_month(office, NOVEMBER, [path])
    assert apbd(office).recorded == 3 * 16_800


def test_a_ceiling_that_was_passed_names_the_month_that_passed_it(office: Workspace) -> None:
    three(office)
    ceiling(office, 60_000)
    over = Over("disetujui Bupati", "Ni Luh")
    invoice(office, OCTOBER, issue=True)
    assert apbd(office).dry == NOVEMBER, "it would be passed"
    invoice(office, NOVEMBER, issue=over)
    assert apbd(office).dry == NOVEMBER, "it was passed"
    invoice(office, DECEMBER, issue=over)
    assert (apbd(office).dry, apbd(office).dry_account) == (NOVEMBER, "")
