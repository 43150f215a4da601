"""The continuity watch over a registry: its basis, who is in it, and what keeping cover costs."""

from datetime import date
from pathlib import Path

import pytest
from sent import NAMES, line, nik, send

from empty_registry import put_registry
from jamsos_cli.errors import UsageError
from jamsos_cli.model.continuity import month_of
from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import basis, by_source, by_village, people_rows, watch_json, watch_tables
from jamsos_cli.runs import excluding, sponsoring
from jamsos_cli.runs.ending import Said, end
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.people import person
from jamsos_cli.runs.reconciling import reconcile_month
from jamsos_cli.runs.reporting import report
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.runs.watching import of_person, watch, write_watch
from jamsos_cli.settings import Settings

SEPTEMBER, NOVEMBER, DECEMBER = (Month(2026, number) for number in (9, 11, 12))


@pytest.fixture
def office_with_three_months(office: Workspace) -> Workspace:
    """Four people of Batubulan to November, three of Ketewel to December with a driver's sponsor; two months issued."""
    four = [line(number) for number in range(4)]
    send(office, "a.csv", four, Options(first=SEPTEMBER, months=3))
    three = [
        line(number, "Ketewel", SPONSOR="I Made Rai", OPD="Dinas A", PEKERJAAN="ojek" if number == 4 else "petani")
        for number in range(4, 7)
    ]
    send(office, "s.csv", three, Options(first=SEPTEMBER, months=4), source="sertakan")
    for month in (SEPTEMBER, SEPTEMBER + 1):
        invoice(office, month, issue=True)
    return office


def test_whose_cover_ends_and_what_a_month_more_costs_at_its_own_tariff(office_with_three_months: Workspace) -> None:
    office = office_with_three_months
    found = watch(office, NOVEMBER)
    assert (str(found.at), found.issued, found.recorded) == ("2026-10", ("2026-09", "2026-10"), ())
    # In January 2027 the relief is over for the farmers, not for the driver.
    assert [(one.village_name, one.people, one.day.isoformat(), one.total) for one in by_village(found)] == [
        ("Batubulan", 4, "2026-12-01", 67_200), ("Ketewel", 3, "2027-01-01", 2 * 16_800 + 8_400),
    ]  # fmt: skip
    assert by_source(found)[0].sentence("APBD").id == (
        "APBD: 4 orang berakhir perlindungannya 1 Desember 2026 bila tidak ada Rp67.200 sebulan."
    )
    assert [one.people for one in by_source(watch(office, NOVEMBER, ahead=1))] == [4]


def test_the_third_month_issued_brings_the_whole_death_benefit(office_with_three_months: Workspace) -> None:
    office = office_with_three_months
    before = watch(office, NOVEMBER)
    assert {str(month_of(one)) for one in before.people["months_3"]} == {"2026-11"}
    assert watch_json(before, office.settings.sources, "en")["reached"] == {"3": 0, "12": 0, "36": 0}
    invoice(office, NOVEMBER, issue=True)
    after = watch(office, NOVEMBER)
    assert (str(after.at), set(after.people["run"])) == ("2026-11", {3})
    assert watch_json(after, office.settings.sources, "en")["reached"] == {"3": 7, "12": 0, "36": 0}


def test_a_reconciled_month_goes_by_what_was_recorded(office_with_three_months: Workspace, tmp_path: Path) -> None:
    office = office_with_three_months
    statement = tmp_path / "catatan.csv"
    rows = [f"{nik(number)};I;10000;6800;16800" for number in range(3)]
    statement.write_text("NIK;NAMA;JKK;JKM;TOTAL\n" + "\n".join(rows) + "\n", encoding="utf-8")
    reconcile_month(office, SEPTEMBER + 1, [statement])
    found = watch(office, NOVEMBER)
    assert (found.recorded, found.issued) == (("2026-10",), ("2026-09",))
    assert basis(found).id == "Bulan dibayar menurut: 2026-10 dicatat BPJS; 2026-09 tagihan terbit."
    assert sorted(found.people["standing"]) == ["behind"] * 4 + ["covered"] * 3
    mine = of_person(office, person(office, nik(3)))
    assert [(row["standing"], row["paid"]) for row in records(mine)] == [("behind", 1)]


def test_what_was_cancelled_was_not_paid(office_with_three_months: Workspace) -> None:
    from jamsos_cli.runs.cancelling import cancel
    from jamsos_cli.store import open_registry

    office = office_with_three_months
    with open_registry(office.registry, write=False) as registry:
        number = str(registry.invoices("2026-10")["number"].iloc[0])
    cancel(office, number, "keliru", "Ani", even_recorded=False, papers=False)
    found = watch(office, NOVEMBER)
    assert sorted(found.people["paid"]) == [1] * 4 + [2] * 3
    assert records(of_person(office, person(office, nik(0))))[0]["paid"] == 1


def test_who_has_ended_is_behind_only_where_a_month_before_the_end_is_unpaid(
    office_with_three_months: Workspace, tmp_path: Path
) -> None:
    office = office_with_three_months
    invoice(office, NOVEMBER, issue=True)
    for number in (0, 1):
        end(office, nik(number), Said("meninggal", "2026-11", "", ""))
    assert len(watch(office, NOVEMBER).people) == 5
    statement = tmp_path / "bpjs.csv"
    statement.write_text(f"NIK;BULAN IURAN;TOTAL\n{nik(0)};2026-10;16800\n", encoding="utf-8")
    reconcile_month(office, SEPTEMBER + 1, [statement])
    assert len(watch(office, NOVEMBER).people) == 6


def test_a_person_who_has_ended_owes_no_month_after_the_end(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)], Options(first=Month(2025, 1), months=6))
    invoice(office, Month(2025, 1), issue=True)
    end(office, nik(0), Said("meninggal", "2025-02", "", "Ni Luh"))
    (gone,), (owing,) = (records(of_person(office, person(office, nik(number)))) for number in (0, 1))
    assert (gone["standing"], str(month_of(gone["ends"]))) == ("covered", "2025-01")
    assert owing["standing"] == "lapsed"


def test_no_premium_keeps_the_cover_of_who_has_ended_or_is_on_a_list(office_with_three_months: Workspace) -> None:
    office = office_with_three_months
    end(office, nik(0), Said("meninggal", "2026-11", "", "Ni Luh"))
    end(office, nik(1), Said("pindah", "2026-12", "", "Ni Luh"))
    listed = office.root / "meninggal.csv"
    listed.write_text(f"NIK;NAMA;TANGGAL MENINGGAL\n{nik(4)};Suweca;20-11-2026\n", encoding="utf-8")
    excluding.exclude([listed], office, excluding.Options("deceased", "Dukcapil", date(2026, 11, 21)), lambda _: None)
    found = watch(office, NOVEMBER)
    assert [(one.village_name, one.people, str(one.last_month)) for one in by_village(found)] == [
        ("Batubulan", 2, "2026-11"), ("Ketewel", 2, "2026-12"),
    ]  # fmt: skip
    ends = {str(row["name"]): row["ends"] for row in people_rows(found, office.settings.sources)}
    assert (ends["Sudarma"], ends["Sari"], ends["Suweca"]) == ("2026-10", "2026-11", "2026-11")


def test_a_village_alone_by_name_and_an_unknown_one_is_refused(office_with_three_months: Workspace) -> None:
    assert len(watch(office_with_three_months, NOVEMBER, "ketewel").people) == 3
    with pytest.raises(UsageError, match="Konoha"):
        watch(office_with_three_months, NOVEMBER, "Konoha")


def test_whoever_is_shown_is_masked(office_with_three_months: Workspace, tmp_path: Path) -> None:
    office = office_with_three_months
    found = watch(office, NOVEMBER)
    assert {str(row["nik"])[4:] for row in people_rows(found, office.settings.sources)} == {"*" * 12}
    write_watch(tmp_path / "pantau.xlsx", found, office)
    assert (tmp_path / "pantau.xlsx").stat().st_size > 5_000


def test_who_stands_on_two_lists_to_one_month_counts_with_the_source_that_pays(office: Workspace) -> None:
    terms = Options(first=NOVEMBER, months=2)
    send(office, "a.csv", [line(number) for number in range(3)], terms)
    send(office, "d.csv", [line(number) for number in range(2, 5)], terms, source="dana_desa")
    found = watch(office, NOVEMBER)
    shown = [str(row["source"]) for row in people_rows(found, office.settings.sources)]
    assert {source: shown.count(source) for source in shown} == {"apbd": 3, "dana_desa": 2}
    assert {one.source: one.people for one in by_source(found)} == {"apbd": 3, "dana_desa": 2}


def test_the_story_of_a_person_ends_as_in_the_watch(tmp_path: Path) -> None:
    put_registry(tmp_path / "jamsos.db")
    apbd, *others = Settings().sources
    office = Workspace(tmp_path, Settings(sources=(apbd._replace(quota=1), *others)))
    this = Month.of(office.today())
    terms = Options(first=this, months=12)
    send(office, "a.csv", [line(0), line(1), line(2, "Saba")], terms)  # the second waits for a place
    send(office, "b.csv", [line(2, "Ketewel", NAMA="Kerta"), line(5, "Ketewel")], terms)  # the third is contested
    sponsor = {"SPONSOR": "Ni Made Sari", "NIP SPONSOR": "198503122010012001", "OPD": "Dinas Kesehatan"}
    send(office, "s.csv", [line(3, **sponsor)], terms, source="sertakan")
    form = office.root / "formulir.csv"
    said = ";".join((*sponsor.values(), "1", str(this), str(this + 1)))
    form.write_text(f"NAMA SPONSOR;NIP;OPD;JUMLAH PEKERJA;MULAI;SAMPAI\n{said}\n", encoding="utf-8")
    options = sponsoring.options(office, source=None, start=None, replace=False, add=False, dry_run=False)
    sponsoring.take_in([form], office, options, lambda _: None)
    watched = {row["name"]: row["ends"] for row in people_rows(watch(office, this), office.settings.sources)}
    found = {number: records(of_person(office, person(office, nik(number)))) for number in (0, 1, 2, 3)}
    shown = {NAMES[number]: str(month_of(rows[0]["ends"])) for number, rows in found.items() if rows}
    assert shown == {"Sudarma": str(this + 11), "Rai": str(this + 1)}
    assert shown.items() <= watched.items() and not watched.keys() & {"Sari", "Astawa"}


def test_the_report_of_the_month_has_the_watch_as_an_estimate(office_with_three_months: Workspace) -> None:
    office = office_with_three_months
    done = report(office, NOVEMBER)
    titles = [table.title.id for table in done.tables]
    assert titles[-3:] == [
        "Kelangsungan iuran sampai Oktober 2026 (perkiraan)", "Ambang manfaat (perkiraan)",
        "Perlindungan yang akan berakhir (perkiraan)",
    ]  # fmt: skip
    page = next(path for path in done.files if path.suffix == ".html").read_text(encoding="utf-8")
    assert "APBD: 4 orang berakhir perlindungannya 1 Desember 2026 bila tidak ada Rp67.200 sebulan." in page


def test_an_empty_registry_has_nothing_to_watch(office: Workspace) -> None:
    found = watch(office, NOVEMBER)
    assert found.people.empty
    assert len(watch_tables(found, office.settings.sources, "id")) == 2
    assert "Belum ada iuran" in basis(found).id
