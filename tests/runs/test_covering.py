"""A source with a quota, month by month: who waits moves up, who is in stays in, and what was issued balances."""

from pathlib import Path

import pytest
from sent import NOVEMBER, line, nik, send

from empty_registry import put_registry
from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import by_source
from jamsos_cli.reports.why import why_tables
from jamsos_cli.runs import planning
from jamsos_cli.runs.bills.covering import waiting_list
from jamsos_cli.runs.budgeting import standing
from jamsos_cli.runs.ending import Said, end
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reporting import report
from jamsos_cli.runs.watching import watch
from jamsos_cli.runs.why import why
from jamsos_cli.settings import Settings

JULY = NOVEMBER._replace(first=Month(2026, 7), months=6)


def office_with(folder: Path, **setting: object) -> Workspace:
    folder.mkdir(exist_ok=True)
    put_registry(folder / "jamsos.db")
    apbd, *others = Settings().sources
    return Workspace(folder, Settings(sources=(apbd._replace(**setting), *others)))


@pytest.fixture
def limited(tmp_path: Path) -> Workspace:
    return office_with(tmp_path, quota=2)


def billed(office: Workspace, number: int, *, issue: bool = True) -> list[str]:
    done = invoice(office, Month(2026, number), issue=issue)
    return sorted(done.lines["name"])


def waiting(office: Workspace, number: int) -> list[str]:
    return waiting_list(office, Month(2026, number), None, None).waiting["name"].tolist()


def test_the_next_in_line_moves_up_when_somebody_ends(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(4)], JULY)
    assert (billed(limited, 7), waiting(limited, 7)) == (["Sari", "Sudarma"], ["Astawa", "Rai"])
    end(limited, nik(0), Said("meninggal", "2026-08", "", "Sari"))
    assert (billed(limited, 8), waiting(limited, 8)) == (["Astawa", "Sari"], ["Rai"])
    assert billed(limited, 7) == ["Sari", "Sudarma"]


def test_who_will_wait_when_a_later_list_begins_has_no_cover_to_lose(limited: Workspace) -> None:
    send(limited, "a.csv", [line(0), line(1)], JULY)
    send(limited, "b.csv", [line(2), line(3)], JULY._replace(first=Month(2026, 9), months=2, mode="add"))
    billed(limited, 7)
    assert [(one.people, str(one.last_month)) for one in by_source(watch(limited, Month(2026, 7)))] == [(2, "2026-12")]


def test_whom_another_source_pays_takes_no_place_in_a_plan_and_is_covered_as_long_as_it_pays(tmp_path: Path) -> None:
    """A plan let them wait; the watch had them covered to the end of the list on which they will wait."""
    apbd, desa, *others = Settings().sources
    put_registry(tmp_path / "jamsos.db")
    office = Workspace(tmp_path, Settings(sources=(apbd, desa._replace(quota=2), *others)))
    send(office, "a.csv", [line(0)], JULY._replace(months=3))
    send(office, "d.csv", [line(number) for number in range(4)], JULY, source="dana_desa")
    assert waiting(office, 7) == ["Rai"]
    made = planning.plan(office, planning.Said("dana_desa", None, None, "2026-07", None, None, None, (), None, "other"))
    assert made.placed is not None
    assert made.placed.waiting["name"].tolist() == ["Rai"]
    billed(office, 7)
    found = by_source(watch(office, Month(2026, 7)))
    assert [(one.source, one.people, str(one.last_month)) for one in found] == [
        ("apbd", 1, "2026-09"), ("dana_desa", 2, "2026-12"),
    ]  # fmt: skip


def test_who_waited_to_the_end_of_a_list_has_lost_no_cover(limited: Workspace) -> None:
    send(limited, "a.csv", [line(0), line(1)], JULY)
    send(limited, "b.csv", [line(2), line(3)], JULY._replace(months=1, mode="add"))
    billed(limited, 7)
    assert [(one.people, str(one.last_month)) for one in by_source(watch(limited, Month(2026, 8)))] == [(2, "2026-12")]


def test_who_moves_up_has_cover_from_the_month_on_that_is_asked_for(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    billed(limited, 7)
    end(limited, nik(0), Said("meninggal", "2026-08", "", "Sari"))
    assert [(one.people, str(one.last_month)) for one in by_source(watch(limited, Month(2026, 8)))] == [(2, "2026-12")]


def test_nobody_moves_up_in_a_month_that_is_past(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(4)], JULY)
    assert [billed(limited, number) for number in (7, 8)] == [["Sari", "Sudarma"]] * 2
    end(limited, nik(0), Said("meninggal", "2026-08", "", "Sari"))
    done = invoice(limited, Month(2026, 9), issue=True)
    ledger = done.books.ledger
    assert sorted(zip(ledger["entry"], ledger["iuran_month"], ledger["name"], strict=True)) == [
        ("credit", "2026-08", "Sudarma"),
        ("debit", "2026-09", "Astawa"),
        ("debit", "2026-09", "Sari"),
    ]
    assert billed(limited, 8) == ["Sari"]


def test_a_corrected_list_with_newcomers_on_top_costs_nobody_their_place(limited: Workspace) -> None:
    send(limited, "a.csv", [line(0), line(1)], JULY)
    billed(limited, 7)
    send(limited, "a.csv", [line(2), line(3), line(1), line(0)], JULY._replace(first=Month(2026, 8)))
    assert (billed(limited, 8), waiting(limited, 8)) == (["Sari", "Sudarma"], ["Astawa", "Rai"])


def test_a_quota_set_later_takes_nothing_issued_back(tmp_path: Path) -> None:
    free = office_with(tmp_path)
    send(free, "a.csv", [line(number) for number in range(4)], JULY)
    assert len(billed(free, 7)) == 4
    now = Workspace(
        free.root, Settings(sources=(free.settings.sources[0]._replace(quota=2), *free.settings.sources[1:]))
    )
    done = invoice(now, Month(2026, 8), issue=True)
    assert (sorted(done.lines["name"]), done.books.ledger["entry"].unique().tolist()) == (
        ["Sari", "Sudarma"],
        ["debit"],
    )


def test_a_month_that_was_left_out_costs_nobody_their_place(limited: Workspace) -> None:
    send(limited, "a.csv", [line(0), line(1)], JULY)
    end(limited, nik(1), Said("pindah", "2026-08", "", ""))
    send(limited, "b.csv", [line(2), line(3)], JULY._replace(mode="add"))
    assert billed(limited, 7) == ["Sari", "Sudarma"]
    assert billed(limited, 8) == ["Astawa", "Sudarma"]
    assert billed(limited, 10) == ["Astawa", "Sudarma"]


def test_drafts_of_a_late_village_fill_places_that_nobody_was_billed_for(limited: Workspace) -> None:
    send(limited, "a.csv", [line(0)], JULY)
    assert [billed(limited, number) for number in (7, 8)] == [["Sudarma"]] * 2
    send(limited, "b.csv", [line(number, "Singapadu") for number in (1, 2, 3)], JULY)
    done = invoice(limited, Month(2026, 9), issue=True)
    ledger = done.books.ledger
    late = ledger[ledger["iuran_month"] < "2026-09"]
    assert sorted(zip(late["iuran_month"], late["name"], strict=True)) == [
        ("2026-07", "Astawa"), ("2026-07", "Sari"), ("2026-08", "Astawa"), ("2026-08", "Sari"),
    ]  # fmt: skip


def test_deciles_of_rosters_decide_where_the_office_says_so(tmp_path: Path) -> None:
    office = office_with(tmp_path, quota=2, priority="decile")
    send(office, "a.csv", [line(0, DESIL="4"), line(1), line(2, DESIL="Desil 1"), line(3, DESIL="2")], JULY)
    assert (billed(office, 7), waiting(office, 7)) == (["Astawa", "Rai"], ["Sudarma", "Sari"])


def test_the_order_of_files_within_one_import_changes_nothing(tmp_path: Path) -> None:
    from sent import write

    from jamsos_cli.runs.importing import import_rosters

    found = []
    for turn in (1, -1):
        office = office_with(tmp_path / str(turn), quota=2)
        paths = [write(office, f"{name}.csv", [line(number)]) for number, name in enumerate("abcd")]
        import_rosters(paths[::turn], office, JULY, lambda _: None)
        found.append((billed(office, 7), waiting(office, 7)))
    assert found[0] == found[1] == (["Sari", "Sudarma"], ["Astawa", "Rai"])


def test_the_report_of_the_month_counts_who_waits(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    billed(limited, 7, issue=False)
    tables = {table.title.en: table for table in report(limited, Month(2026, 7)).tables}
    places = tables["Places by village, 2026-07"]
    assert [tuple(row) for row in places.rows] == [("APBD", "Batubulan", 2, 2, 0, 1)]


def test_who_is_on_an_exclusion_list_has_no_place(limited: Workspace) -> None:
    from jamsos_cli.runs import excluding

    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    path = limited.root / "meninggal.csv"
    path.write_text(f"NIK;TANGGAL MENINGGAL\n{nik(0)};01-06-2026\n", encoding="utf-8")
    excluding.exclude([path], limited, excluding.Options(kind="deceased"), lambda _: None)
    assert (billed(limited, 7), waiting(limited, 7)) == (["Astawa", "Sari"], [])


def test_one_village_or_source_can_be_asked_for(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    send(limited, "b.csv", [line(number, "Singapadu") for number in range(4, 8)], JULY)
    only = waiting_list(limited, Month(2026, 7), "apbd", "singapadu")
    assert (len(only.filled), only.waiting["name"].tolist()) == (1, ["Artini", "Yasa"])
    for source, village in (("sertakan", None), (None, "Entah")):
        with pytest.raises(UsageError):
            waiting_list(limited, Month(2026, 7), source, village)


def test_without_a_quota_there_is_no_line(office: Workspace) -> None:
    with pytest.raises(UsageError, match="quota = 100"):
        waiting_list(office, Month(2026, 7), None, None)


def test_the_report_shows_cohorts_that_ended_people_leave_early(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    send(limited, "next.csv", [line(1)], JULY._replace(first=Month(2027, 1), months=6))
    for number in (7, 8, 9):
        billed(limited, number)
    end(limited, nik(0), Said("meninggal", "2026-11", "", ""))
    billed(limited, 10)
    tables = {table.title.en: table for table in report(limited, Month(2026, 10)).tables}
    assert [tuple(row) for row in tables["Cohorts, 2026-10"].rows] == [
        ("APBD", "2026-07", "2026-10", 4, 1, 0, 1, "2026-11", 1),
        ("APBD", "2026-07", "2027-06", 12, 1, 1, 0, "2027-07", 0),
    ]


def test_why_tells_who_waits_that_nothing_is_billed_before_the_draft_and_after(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(4)], JULY)
    assert [why(limited, nik(number), Month(2026, 7)).status for number in range(4)] == [
        "not_drafted", "not_drafted", "waiting", "waiting",
    ]  # fmt: skip
    billed(limited, 7)
    found = [why(limited, nik(number), Month(2026, 7)) for number in range(4)]
    assert [(one.status, one.in_line) for one in found] == [
        ("issued", 0),
        ("issued", 0),
        ("waiting", 1),
        ("waiting", 2),
    ]
    assert "nomor 2" in why_tables(found[3], "id")[0].rows[-1][1]


def test_why_says_that_a_sponsor_pays_for_who_waits_elsewhere(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(3)], JULY)
    send(limited, "s.csv", [line(2, SPONSOR="Ni Made Sari", OPD="Dinas A")], JULY, source="sertakan")
    found = why(limited, nik(2), Month(2026, 7))
    assert (found.status, found.line is not None and found.line["source"]) == ("not_drafted", "sertakan")


def test_a_budget_commits_nothing_for_who_waits_and_agrees_with_the_draft(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(4)], JULY)
    sponsored = line(3, SPONSOR="Ni Made Sari", OPD="Dinas A")
    send(limited, "s.csv", [sponsored], JULY, source="sertakan")
    billed(limited, 7)
    apbd, sponsors = (next(one for one in standing(limited, 2026) if one.source == key) for key in ("apbd", "sertakan"))
    # Two places for the six months; the fourth waits, and the sponsor pays.
    assert (apbd.committed.total, sponsors.committed.total) == (6 * 2 * 16_800, 6 * 8_400)
    drafted = [invoice(limited, Month(2026, number), issue=False).lines["total"].sum() for number in range(8, 13)]
    assert sum(drafted) == apbd.committed.total - 2 * 16_800 + sponsors.committed.total - 8_400


def test_who_waits_has_no_cover_that_could_end(limited: Workspace) -> None:
    send(limited, "a.csv", [line(number) for number in range(4)], JULY)
    billed(limited, 7)
    found = watch(limited, Month(2026, 7), ahead=6)
    assert ([one.people for one in by_source(found)], len(found.people)) == ([2], 2)
