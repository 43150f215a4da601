"""A sponsor's forms and rosters together: who is billed, which place is free, what ends."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sent import NOVEMBER as IN_NOVEMBER
from sent import line, nik, send

from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import by_village, people_rows
from jamsos_cli.reports.corrections import corrections
from jamsos_cli.reports.sponsors import end_message, ending, list_json
from jamsos_cli.runs import excluding, sponsoring
from jamsos_cli.runs.bills.covering import waiting_list
from jamsos_cli.runs.budgeting import standing
from jamsos_cli.runs.exporting import Asked, export
from jamsos_cli.runs.invoicing import Invoiced, invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reporting import report
from jamsos_cli.runs.sponsoring import Taken
from jamsos_cli.runs.watching import watch
from jamsos_cli.runs.why import why
from jamsos_cli.store import open_registry

OCTOBER, NOVEMBER, DECEMBER, JANUARY = Month(2026, 10), Month(2026, 11), Month(2026, 12), Month(2027, 1)
NIP = "198503122010012001"
SPONSOR = {"SPONSOR": "Ni Made Sari", "NIP SPONSOR": NIP, "OPD": "Dinas Kesehatan"}
LONG = IN_NOVEMBER._replace(months=12)


def form(office: Workspace, *rows: str, name: str = "formulir.csv") -> Path:
    path = office.root / name
    heading = "NAMA SPONSOR;NIP;OPD;JUMLAH PEKERJA;MULAI;SAMPAI;DESA PEKERJA;NIK PEKERJA;NAMA PEKERJA"
    path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    return path


def pledged(office: Workspace, workers: str = "1", until: str = "2026-12", more: str = ";;", **mode: bool) -> Taken:
    path = form(office, f"Ni Made Sari;{NIP};Dinas Kesehatan;{workers};2026-11;{until};{more}")
    given = {"source": None, "start": None, "replace": False, "add": False, "dry_run": False} | mode
    return sponsoring.take_in([path], office, sponsoring.options(office, **given), lambda _: None)


def roster(office: Workspace, people: int) -> None:
    send(office, "dinas.csv", [line(n, **SPONSOR) for n in range(people)], LONG, source="sertakan")


def people(made: Invoiced) -> list[str]:
    return sorted(made.lines["nik"])


def test_without_a_pledge_a_sponsor_pays_for_its_roster_as_ever(office: Workspace) -> None:
    roster(office, 3)
    assert len(people(invoice(office, NOVEMBER, issue=False))) == 3


def test_an_invoice_stops_at_the_end_of_the_pledge_and_says_so(office: Workspace) -> None:
    roster(office, 2)
    pledged(office, "2")
    assert len(people(invoice(office, DECEMBER, issue=False))) == 2
    made = invoice(office, JANUARY, issue=False)
    assert people(made) == []
    assert any("janji sponsornya sudah berakhir" in one.id and "Ni Made Sari" in one.id for one in made.notices)
    assert any(one.id.startswith("Tidak ada orang yang ditagih bulan ini, bulan lalu 2.") for one in made.notices)


def test_only_what_is_pledged_is_committed(office: Workspace) -> None:
    roster(office, 3)
    pledged(office, "2")
    invoice(office, NOVEMBER, issue=True)
    committed = next(one for one in standing(office, 2026) if one.source == "sertakan").committed.total
    issued = [int(invoice(office, month, issue=True).invoices["total"].sum()) for month in (NOVEMBER, DECEMBER)]
    assert committed == sum(issued) == 2 * 2 * 8_400


def test_cover_ends_with_the_pledge_not_with_the_roster(office: Workspace) -> None:
    roster(office, 3)
    pledged(office, "2")
    invoice(office, NOVEMBER, issue=True)
    found = watch(office, NOVEMBER)
    assert [(one.people, one.day, one.total) for one in by_village(found)] == [(2, date(2027, 1, 1), 2 * 16_800)]
    # Of a month that is not issued yet the one before is judged, and its pledges hold.
    invoice(office, DECEMBER, issue=True)
    found = watch(office, JANUARY)
    assert [(one.people, one.day) for one in by_village(found)] == [(2, date(2027, 1, 1))]
    assert {row["ends"] for row in people_rows(found, office.settings.sources) if row["paid"]} == {"2026-12"}


@pytest.mark.parametrize("until", ["2026-12", "2028-12"])
def test_what_keeps_cover_is_reckoned_by_the_programmes_of_the_pledge(office: Workspace, until: str) -> None:
    """The roster asks for JHT, the pledge has none: no invoice ever billed it."""
    few = IN_NOVEMBER._replace(months=2)
    send(office, "dinas.csv", [line(0, **SPONSOR, PROGRAM="JKK+JKM+JHT")], few, source="sertakan")
    pledged(office, "1", until)
    assert invoice(office, NOVEMBER, issue=True).lines["jht"].sum() == 0
    assert [(one.day, one.jht, one.total) for one in by_village(watch(office, NOVEMBER))] == [
        (date(2027, 1, 1), 0, 16_800)
    ]


@pytest.mark.parametrize(("until", "last"), [("2026-12", "2026-12"), ("2027-12", "2027-12"), ("2029-01", "2028-10")])
def test_a_cohort_ends_with_the_pledge_not_with_the_roster(office: Workspace, until: str, last: str) -> None:
    roster(office, 2)
    after = LONG._replace(first=Month(2027, 11))
    send(office, "dinas-2027.csv", [line(n, **SPONSOR) for n in (1, 0)], after, source="sertakan")
    pledged(office, "2", until)
    invoice(office, NOVEMBER, issue=True)
    made = report(office, NOVEMBER)
    groups = next(one for one in made.tables if one.title.id.startswith("Angkatan"))
    assert [row[1:4] for row in groups.rows] == [("2026-11", last, NOVEMBER.until(Month.parse(last)))]


def test_nobody_is_billed_beyond_the_places(office: Workspace) -> None:
    roster(office, 3)
    pledged(office, "2")
    made = invoice(office, NOVEMBER, issue=False)
    assert people(made) == [nik(0), nik(1)]
    told = next(one for one in made.notices if "melebihi tempat" in one.id)
    assert told.id.endswith("Ni Made Sari (2 tempat, 2026-11 s.d. 2026-12).")
    assert told.en.endswith("Ni Made Sari (2 places, 2026-11 to 2026-12).")


def test_who_was_billed_keeps_the_place_whatever_order_lists_come_in(office: Workspace) -> None:
    send(office, "a.csv", [line(5, **SPONSOR)], LONG, source="sertakan")
    invoice(office, NOVEMBER, issue=True)
    pledged(office, "1")
    send(office, "b.csv", [line(1, **SPONSOR)], LONG._replace(mode="add"), source="sertakan")
    assert people(invoice(office, DECEMBER, issue=False)) == [nik(5)]


def test_a_place_is_kept_from_the_last_issued_month_on_in_every_month_ahead(office: Workspace) -> None:
    """Who entered first comes behind who is in, also in months of which the one before was not issued yet."""
    send(office, "a.csv", [line(0, **SPONSOR)], LONG._replace(first=DECEMBER), source="sertakan")
    send(office, "b.csv", [line(1, **SPONSOR)], LONG, source="sertakan")
    pledged(office, "1", "2027-03")
    invoice(office, NOVEMBER, issue=True)
    found = people_rows(watch(office, NOVEMBER), office.settings.sources)
    assert {row["name"]: row["ends"] for row in found} == {"Sari": "2027-03"}
    assert [people(invoice(office, month, issue=True)) for month in (DECEMBER, JANUARY)] == [[nik(1)], [nik(1)]]


def test_who_waits_for_a_place_of_the_regency_takes_one_of_the_sponsor(office: Workspace) -> None:
    """A sponsor was billed for whoever waited elsewhere besides its places, and late for another."""
    apbd, *others = office.settings.sources
    limited = Workspace(office.root, office.settings._replace(sources=(apbd._replace(quota=1), *others)))
    send(limited, "a.csv", [line(0), line(1)], IN_NOVEMBER._replace(months=3))
    roster(limited, 4)
    pledged(limited, "2", "2026-12")
    rows = [invoice(limited, month, issue=True).books.ledger for month in (NOVEMBER, DECEMBER)]
    assert [sorted(zip(one["nik"], one["iuran_month"], strict=True)) for one in rows] == [
        [(nik(number), str(month)) for number in range(3)] for month in (NOVEMBER, DECEMBER)
    ]
    assert why(limited, nik(3), NOVEMBER).status == "beyond_pledge"
    ended = {row["name"]: row["ends"] for row in people_rows(watch(limited, DECEMBER), limited.settings.sources)}
    assert ended == {"Sudarma": "2027-01", "Sari": "2026-12", "Astawa": "2026-12"}


def test_whom_the_form_names_comes_first(office: Workspace) -> None:
    roster(office, 3)
    pledged(office, "1", more=f"Batubulan;{nik(2)};Tiga")
    assert people(invoice(office, NOVEMBER, issue=False)) == [nik(2)]


def test_whom_the_form_of_another_sponsor_names_comes_no_sooner(office: Workspace) -> None:
    roster(office, 2)
    pledged(office, "1")
    other = form(office, f"I Nyoman Rai;;Dinas Sosial;1;2026-11;2026-12;;{nik(1)};Sari", name="lain.csv")
    given = sponsoring.options(office, source=None, start=None, replace=False, add=False, dry_run=False)
    sponsoring.take_in([other], office, given, lambda _: None)
    assert people(invoice(office, NOVEMBER, issue=False)) == [nik(0)]


def test_a_place_is_free_when_a_public_purse_pays_for_its_worker(office: Workspace) -> None:
    roster(office, 2)
    pledged(office, "1")
    send(office, "desa.csv", [line(0)], LONG)
    made = invoice(office, NOVEMBER, issue=False)
    assert sorted(made.lines["source"]) == ["apbd", "sertakan"]
    (held,) = sponsoring.held(office, NOVEMBER).held
    assert (held.places, held.filled, held.free, held.beyond) == (1, 1, 0, 0)
    assert [one[:2] for one in held.elsewhere] == [("Sudarma", "APBD")]


def test_a_free_place_is_offered_in_the_village_of_the_worker_who_left(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "1")
    send(office, "dulu.csv", [line(7)], IN_NOVEMBER._replace(first=Month(2026, 9), months=1))
    send(office, "desa.csv", [line(0)], LONG)
    invoice(office, NOVEMBER, issue=False)
    found = sponsoring.held(office, NOVEMBER)
    assert [(one.sponsor, one.waiting) for one in found.free] == [("Ni Made Sari", ("Yasa",))]
    titles = [table.title.id for table in report(office, NOVEMBER).tables]
    assert "Tempat janji yang kosong, November 2026" in titles
    assert "Tempat sponsor yang bebas, November 2026" not in titles


def test_no_free_place_is_offered_to_who_is_on_an_exclusion_list(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "1")
    before = IN_NOVEMBER._replace(first=Month(2026, 9), months=1)
    send(office, "dulu.csv", [line(number) for number in (6, 7, 8)], before)
    send(office, "desa.csv", [line(0)], LONG)
    dead = office.root / "mati.csv"
    by_nik = f"{nik(7)};Yasa;12-03-1980"
    dead.write_text(f"NIK;NAMA;TANGGAL LAHIR\n{by_nik}\n;Lestari;12-03-1980\n", encoding="utf-8")
    listed = excluding.Options(kind="deceased", origin="Dukcapil", dated=date(2026, 10, 1))
    excluding.exclude([dead], office, listed, lambda _: None)
    invoice(office, NOVEMBER, issue=False)
    assert [one.waiting for one in sponsoring.held(office, NOVEMBER).free] == [("Artini",)]


def test_no_free_place_is_offered_to_whose_nik_is_contested(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "1")
    send(office, "dulu.csv", [line(7), line(8)], IN_NOVEMBER._replace(first=Month(2026, 9), months=2))
    send(office, "saba.csv", [line(7, "Saba", NAMA="Kerta"), line(9, "Saba")], IN_NOVEMBER._replace(first=OCTOBER))
    send(office, "desa.csv", [line(0)], LONG)
    invoice(office, NOVEMBER, issue=False)
    assert [one.waiting for one in sponsoring.held(office, NOVEMBER).free] == [("Lestari",)]


@pytest.mark.parametrize("known", ["later", "no more"])
def test_a_sponsor_whose_number_a_later_roster_has_or_lacks_is_not_asked_again(office: Workspace, known: str) -> None:
    without = {key: value for key, value in SPONSOR.items() if key != "NIP SPONSOR"}
    before, after = (without, SPONSOR) if known == "later" else (SPONSOR, without)
    send(office, "dinas.csv", [line(n, **before) for n in range(2)], LONG, source="sertakan")
    invoice(office, NOVEMBER, issue=True)
    send(office, "dinas.csv", [line(n, **after) for n in range(2)], LONG, source="sertakan")
    assert corrections(invoice(office, NOVEMBER, issue=False).books) == []
    made = invoice(office, DECEMBER, issue=True)
    assert corrections(made.books) == []
    assert made.invoices["total"].tolist() == [16_800]


def test_two_sponsors_of_one_name_are_two_payers(office: Workspace) -> None:
    roster(office, 1)
    invoice(office, NOVEMBER, issue=True)
    send(office, "dinas.csv", [line(0, **SPONSOR | {"NIP SPONSOR": "197506111998051001"})], LONG, source="sertakan")
    made = invoice(office, DECEMBER, issue=True)
    assert [row["total"] for row in corrections(made.books)] == [-8_400, 8_400]


def test_the_insurer_is_told_of_cover_to_the_end_of_the_pledge(office: Workspace, tmp_path: Path) -> None:
    roster(office, 1)
    pledged(office, "1", "2027-02")
    invoice(office, NOVEMBER, issue=True)
    for what, until in (("upload", "28-02-2027"), ("deductions", "2027-02")):
        (path,) = export(office, NOVEMBER, Asked(what, layout="data_tk_baru", out=tmp_path)).files
        cells = [str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
        assert until in cells


def test_an_early_end_is_corrected_on_the_next_invoice(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "1", "2027-06")
    invoice(office, NOVEMBER, issue=True)
    invoice(office, DECEMBER, issue=True)
    made = sponsoring.end(office, "sari", "2026-11", why="pindah tugas", by="Ni Luh", pledge=None)
    assert (made.until, made.ended_why) == ("2026-11", "pindah tugas")
    after = invoice(office, JANUARY, issue=False)
    assert people(after) == []
    assert [(one["iuran_month"], one["total"]) for one in corrections(after.books)] == [("2026-12", -8400)]


def test_an_issued_month_after_the_end_of_a_pledge_fills_no_place_and_no_amount_is_pledged_for_it(
    office: Workspace,
) -> None:
    roster(office, 1)
    pledged(office, "1", "2027-06")
    invoice(office, DECEMBER, issue=True)
    sponsoring.end(office, "sari", "2026-11", why="pindah tugas", by="Ni Luh", pledge=None)
    (one,) = sponsoring.held(office, DECEMBER).held
    assert (one.places, one.filled, one.free, one.beyond, one.amount) == (0, 0, 0, 1, None)


def test_an_end_before_the_first_month_that_was_a_mistake_is_mended(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "1", "2027-06")
    (pledge,) = sponsoring.find(office, "sari")[1]
    gone = sponsoring.end(office, "sari", "2026-10", why="salah ketik", by="Ni Luh", pledge=None)
    assert gone.until < gone.first_month
    with pytest.raises(UsageError, match=rf"say the pledge: --pledge {pledge.pledge_id} "):
        sponsoring.end(office, "sari", "2026-12", why="pindah tugas", by="Ni Luh", pledge=None)
    made = sponsoring.end(office, "sari", "2026-12", why="pindah tugas", by="Ni Luh", pledge=pledge.pledge_id)
    assert (made.first_month, made.until) == ("2026-11", "2026-12")
    assert people(invoice(office, DECEMBER, issue=False)) == [nik(0)]


def test_a_month_before_the_first_pledge_is_billed_as_it_was(office: Workspace) -> None:
    october = Month(2026, 10)
    send(office, "dinas.csv", [line(0, **SPONSOR)], LONG._replace(first=october), source="sertakan")
    invoice(office, october, issue=True)
    pledged(office, "1")
    assert not corrections(invoice(office, NOVEMBER, issue=False).books)


def test_a_newer_form_replaces_the_pledge_from_its_first_month(office: Workspace) -> None:
    roster(office, 2)
    pledged(office, "1", "2027-06")
    assert pledged(office, "2", "2027-10").results[0].rejected == 1
    taken = pledged(office, "2", "2027-10", replace=True)
    assert (taken.pledges, taken.places) == ((1,), (2,))
    assert len(people(invoice(office, NOVEMBER, issue=False))) == 2
    with open_registry(office.registry, write=False) as registry:
        assert [(one.until, one.replaced) for one in registry.pledges()] == [("2026-10", True), ("2027-10", False)]


def test_the_same_form_twice_adds_nothing_and_a_rehearsal_keeps_nothing(office: Workspace) -> None:
    assert pledged(office, dry_run=True).pledges == (1,)
    assert pledged(office).pledges == (1,)
    assert pledged(office).pledges == (0,)
    with open_registry(office.registry, write=False) as registry:
        assert len(registry.pledges()) == 1


def test_a_worker_whom_the_form_names_and_apbd_pays_is_told(office: Workspace) -> None:
    send(office, "desa.csv", [line(0)], LONG)
    taken = pledged(office, "1", more=f"Batubulan;{nik(0)};Sudarma")
    assert [one.kind.code for one in taken.results[0].findings] == ["J13"]


def test_why_says_that_no_pledge_pays(office: Workspace) -> None:
    roster(office, 1)
    pledged(office)
    assert why(office, nik(0), DECEMBER).status == "not_drafted"
    assert why(office, nik(0), JANUARY).status == "beyond_pledge"


def test_a_pledge_without_jht_is_billed_without_it(office: Workspace) -> None:
    send(office, "d.csv", [line(0, PROGRAM="JKK+JKM+JHT", **SPONSOR)], LONG, source="sertakan")
    pledged(office)
    made = invoice(office, NOVEMBER, issue=False)
    assert made.lines["jht"].tolist() == [0]
    assert any("tanpa JHT" in one.id for one in made.notices)
    said = why(office, nik(0), NOVEMBER)
    assert said.line is not None and sum(part.due for part in said.parts) == said.line["total"] == 8_400


def test_what_ends_soon_has_a_message_without_any_number(office: Workspace) -> None:
    roster(office, 1)
    pledged(office)
    invoice(office, NOVEMBER, issue=False)
    found = sponsoring.held(office, NOVEMBER)
    (soon,) = ending(found.held, NOVEMBER, 1)
    message = end_message(soon, "Dinas Tenaga Kerja")
    assert "Desember 2026" in message and "1 pekerja" in message
    assert not any(word.isdigit() and len(word) > 4 for word in message.split())
    assert ending(found.held, NOVEMBER, 0) == []


def test_what_is_renewed_does_not_end_soon_and_fewer_places_do(office: Workspace) -> None:
    def further(name: str, workers: int, first: str, until: str) -> None:
        row = f"Ni Made Sari;{NIP};Dinas Kesehatan;{workers};{first};{until};;;"
        given = sponsoring.options(office, source=None, start=None, replace=False, add=True, dry_run=False)
        sponsoring.take_in([form(office, row, name=name)], office, given, lambda _: None)

    roster(office, 2)
    pledged(office, "2")
    further("kurang.csv", 1, "2027-01", "2027-06")
    (soon,) = ending(sponsoring.held(office, NOVEMBER).held, NOVEMBER, 1)
    assert soon.until == "2026-12"
    further("lagi.csv", 1, "2027-01", "2027-02")
    assert ending(sponsoring.held(office, NOVEMBER).held, NOVEMBER, 1) == []
    (soon,) = ending(sponsoring.held(office, NOVEMBER).held, NOVEMBER, 4)
    assert (soon.until, "Februari 2027" in end_message(soon, "Disnaker")) == ("2027-02", True)


def test_a_list_names_nobody_by_number(office: Workspace) -> None:
    roster(office, 1)
    pledged(office)
    said = list_json(sponsoring.held(office, NOVEMBER).held, NOVEMBER)
    assert NIP not in str(said)
    assert said["places"] == 1


WRONG_ENDS = [
    ("nobody", "tidak ada", "2026-11", "x"),
    ("no reason", "sari", "2026-11", " "),
    ("before it began", "sari", "2026-08", "x"),
    ("after its end", "sari", "2027-08", "x"),
]


@pytest.mark.parametrize(("who", "month", "why_"), [case[1:] for case in WRONG_ENDS], ids=[c[0] for c in WRONG_ENDS])
def test_an_end_that_makes_no_sense_is_refused(office: Workspace, who: str, month: str, why_: str) -> None:
    pledged(office)
    with pytest.raises(UsageError):
        sponsoring.end(office, who, month, why=why_, by="", pledge=None)


def test_a_sponsor_is_found_by_its_nip_too(office: Workspace) -> None:
    pledged(office)
    _, theirs = sponsoring.find(office, NIP)
    assert [one.name for one in theirs] == ["Ni Made Sari"]


def test_a_statement_is_named_after_its_sponsor_however_long_the_office_is_called(office: Workspace) -> None:
    long = SPONSOR | {"OPD": "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan Kabupaten Gianyar"}
    send(office, "dinas.csv", [line(0, **long)], LONG, source="sertakan")
    invoice(office, NOVEMBER, issue=False, papers=True)
    (statement,) = office.out(NOVEMBER).glob("sponsor/keterangan-*.pdf")
    assert statement.name == "keterangan-Badan-Perencanaan-Pembangunan-Ni-Made-Sari-rancangan.pdf"


def test_who_is_beyond_a_pledge_takes_a_place_of_another_source(office: Workspace) -> None:
    """The sponsor comes first and has pledged for one of its two workers; the village has one place under APBD."""
    apbd, *others = office.settings.sources
    sources = (apbd._replace(quota=1), *(one._replace(order=-1) if one.key == "sertakan" else one for one in others))
    office = office._replace(settings=office.settings._replace(sources=sources))
    roster(office, 2)
    send(office, "desa.csv", [line(number) for number in range(3)], LONG)
    pledged(office, "1")
    made = invoice(office, NOVEMBER, issue=False)
    assert sorted(zip(made.lines["source"], made.lines["nik"], strict=True)) == [("apbd", nik(1)), ("sertakan", nik(0))]
    assert waiting_list(office, NOVEMBER, None, None).waiting["nik"].tolist() == [nik(2)]
    assert [why(office, nik(number), NOVEMBER).status for number in range(3)] == ["draft", "draft", "waiting"]


def test_who_may_not_be_billed_fills_no_place(office: Workspace) -> None:
    roster(office, 3)
    pledged(office, "3")
    dead = office.root / "mati.csv"
    dead.write_text(f"NIK;TANGGAL MENINGGAL\n{nik(0)};01-06-2026\n", encoding="utf-8")
    excluding.exclude([dead], office, excluding.Options(kind="deceased"), lambda _: None)
    found = []
    for _ in range(2):  # before the month is drafted, and after
        found += [(one.filled, one.free, one.beyond) for one in sponsoring.held(office, NOVEMBER).held]
        invoice(office, NOVEMBER, issue=False)
    assert found == [(2, 1, 0)] * 2


def test_who_came_after_the_drafts_fills_a_place(office: Workspace) -> None:
    roster(office, 1)
    pledged(office, "2")
    invoice(office, NOVEMBER, issue=False)
    roster(office, 3)
    assert [(one.filled, one.free, one.beyond) for one in sponsoring.held(office, NOVEMBER).held] == [(2, 0, 1)]


def test_a_worker_whom_another_sponsor_pays_fills_no_place(office: Workspace) -> None:
    roster(office, 1)
    other = {"SPONSOR": "I Wayan Rai", "NIP SPONSOR": "197506111998051001", "OPD": "Dinas Sosial"}
    send(office, "sosial.csv", [line(n, **other) for n in range(2)], LONG, source="sertakan")
    path = form(office, "I Wayan Rai;197506111998051001;Dinas Sosial;2;2026-11;2026-12;;;")
    given = {"source": None, "start": None, "replace": False, "add": False, "dry_run": False}
    sponsoring.take_in([path], office, sponsoring.options(office, **given), lambda _: None)
    made = invoice(office, NOVEMBER, issue=False)
    assert made.invoices["people"].tolist() == [1, 1]
    assert [(one.filled, one.free) for one in sponsoring.held(office, NOVEMBER).held] == [(1, 1)]
