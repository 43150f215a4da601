"""Rosters into the registry, corrected, added to and refused, as an office would send them."""

from collections.abc import Sequence
from datetime import date

import pytest
from sent import NAMES, NOVEMBER, line, nik, send, write

from jamsos_cli.errors import Exit
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.reports.imports import past_notice
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.importing import import_into, import_rosters, known_again, with_findings
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import judging
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.settings import Office, Settings
from jamsos_cli.store import open_registry
from roster_text import workbook


def covered(office: Workspace, month: str = "2026-11") -> list[tuple[str, str]]:
    """Everybody's name and village in a month."""
    with open_registry(office.registry, write=False) as registry:
        rows = registry.enrolments(month, month)
    return sorted(zip(rows["name"], rows["village_name"], strict=True))


def names(numbers: Sequence[int]) -> list[str]:
    return sorted(NAMES[number] for number in numbers)


def codes(outcome: Outcome) -> list[str]:
    return [f.kind.code for f in outcome.result.findings if f.kind.code.startswith("D")]


def test_a_village_that_a_corrected_file_no_longer_has_leaves(office: Workspace) -> None:
    send(office, "all.csv", [line(0), line(1), line(2, "Singapadu"), line(3, "Singapadu")])
    outcome, code = send(office, "all.csv", [line(0), line(1)])
    assert (outcome.left, code) == (("Astawa", "Rai"), Exit.CLEAN)
    assert covered(office) == [("Sari", "Batubulan"), ("Sudarma", "Batubulan")]


def test_who_moves_to_another_village_of_the_file_leaves_nothing(office: Workspace) -> None:
    send(office, "all.csv", [line(0), line(1, "Singapadu")])
    outcome, _ = send(office, "all.csv", [line(0), line(1)])
    assert outcome.left == ()
    assert covered(office) == [("Sari", "Batubulan"), ("Sudarma", "Batubulan")]


def test_a_large_village_gone_from_a_file_is_held_until_confirmed(office: Workspace) -> None:
    send(office, "all.csv", [line(0), *(line(number, "Singapadu") for number in range(1, 12))])
    outcome, code = send(office, "all.csv", [line(0)])
    assert (outcome.status, code) == ("held", Exit.FINDINGS)
    assert "11" in outcome.why.id  # type: ignore[union-attr]
    outcome, code = send(office, "all.csv", [line(0)], NOVEMBER._replace(mode="replace"))
    assert (outcome.status, len(outcome.left), code) == ("imported", 11, Exit.CLEAN)


def test_a_village_of_another_file_stays(office: Workspace) -> None:
    send(office, "north.csv", [line(0)])
    send(office, "south.csv", [line(1, "Singapadu")])
    send(office, "south.csv", [line(2, "Singapadu")])
    assert covered(office) == [("Astawa", "Singapadu"), ("Sudarma", "Batubulan")]


def test_who_keeps_fewer_months_than_before_is_named(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    outcome, _ = send(office, "a.csv", [line(0, **{"BULAN IUR": "1"}), line(1)])
    assert (outcome.stayed, outcome.left, outcome.shortened) == (2, (), ("Sudarma",))
    assert covered(office, "2026-12") == [("Sari", "Batubulan")]


def test_nobody_is_named_who_keeps_or_gains_months(office: Workspace) -> None:
    send(office, "a.csv", [line(0, **{"BULAN IUR": "1"}), line(1)])
    outcome, _ = send(office, "a.csv", [line(0), line(1)])
    assert outcome.shortened == ()


def test_a_corrected_list_under_a_new_name_replaces_the_old_one_without_a_word(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(10)])
    outcome, code = send(office, "a-revisi.csv", [line(number) for number in range(1, 11)])
    assert (outcome.status, codes(outcome), code) == ("imported", [], Exit.CLEAN)
    assert (outcome.joined, outcome.left) == (1, (NAMES[0],))
    assert [name for name, _ in covered(office)] == names(range(1, 11))


def test_who_comes_in_for_months_that_are_over_is_told(office: Workspace) -> None:
    over = {"BULAN IUR": "2025-01"}
    outcome, _ = send(office, "a.csv", [line(0, **over), line(1, **over), line(2)])
    said = past_notice([outcome])
    assert outcome.past == 2
    assert said is not None and said.id.startswith("2 orang")
    outcome, _ = send(office, "b.csv", [line(0, **over)], Options(first=Month(2025, 1)))
    assert past_notice([outcome]) is None


def test_a_month_says_who_came_in_for_months_that_are_over(office: Workspace) -> None:
    write(office, "a.csv", [line(0, **{"BULAN IUR": "2025-01"}), line(1)])
    assert any(one.id.startswith("1 orang masuk hanya") for one in run(office, Month(2026, 11), 1, print).troubles)


def together(office: Workspace, first: Sequence[int], second: Sequence[int]) -> list[Outcome]:
    lists = {"a (1).csv": first, "a.csv": second}
    paths = [write(office, name, [line(number) for number in numbers]) for name, numbers in lists.items()]
    outcomes, _ = import_rosters(paths, office, NOVEMBER, lambda _: None)
    return outcomes


def test_of_two_lists_that_come_together_neither_drops_people_of_the_other(office: Workspace) -> None:
    new, old = together(office, range(6), [0, 1, 2, 7])
    assert (new.status, old.status) == ("imported", "held")
    assert "a (1).csv" in old.why.id and "3" in old.why.id  # type: ignore[union-attr]
    assert [name for name, _ in covered(office)] == names(range(6))
    send(office, "a.csv", [line(number) for number in (0, 1, 2, 7)], NOVEMBER._replace(mode="replace"))
    assert [name for name, _ in covered(office)] == names([0, 1, 2, 7])


def test_of_two_lists_that_come_together_the_one_that_begins_later_is_newer(office: Workspace) -> None:
    lists = {"11.csv": range(6), "12.csv": range(1, 6)}
    paths = [
        write(office, name, [line(number, **{"BULAN IUR": f"2026-{name[:2]}"}) for number in numbers])
        for name, numbers in lists.items()
    ]
    outcomes, _ = import_rosters(paths, office, NOVEMBER, lambda _: None)
    assert [one.status for one in outcomes] == ["imported", "imported"]
    assert [name for name, _ in covered(office, "2026-12")] == names(range(1, 6))


def test_of_two_lists_that_come_together_the_longer_one_stands(office: Workspace) -> None:
    assert [one.status for one in together(office, range(5), range(6))] == ["imported", "imported"]
    assert [name for name, _ in covered(office)] == names(range(6))


def test_rows_whose_village_was_no_village_follow_a_correction_under_a_new_name(office: Workspace) -> None:
    office = office._replace(settings=Settings(office=Office(regency="51.04")))
    nowhere = [line(number, "Br. Tengah Sekali") for number in (6, 7)]
    send(office, "a.csv", [*(line(number) for number in range(6)), *nowhere])
    outcome, _ = send(office, "a-revisi.csv", [line(number) for number in range(7)])
    assert (outcome.left, codes(outcome)) == ((NAMES[7],), [])
    assert covered(office) == [(name, "Batubulan") for name in names(range(7))]


def test_rows_of_no_village_in_a_list_of_several_follow_their_people_only(office: Workspace) -> None:
    nowhere = [line(number, "") for number in (6, 7)]
    send(office, "all.csv", [*(line(number) for number in range(5)), line(5, "Singapadu"), *nowhere])
    send(office, "batubulan.csv", [line(number) for number in (*range(5), 6)])
    assert [one for one in covered(office) if one[1] != "Batubulan"] == [(NAMES[5], "Singapadu"), (NAMES[7], "")]
    assert (NAMES[6], "Batubulan") in covered(office)


def test_a_village_of_another_list_stays_where_no_regency_is_set(office: Workspace) -> None:
    send(office, "all.csv", [*(line(number) for number in range(5)), line(5, "Singapadu")])
    send(office, "batubulan.csv", [line(number) for number in range(5)])
    assert (NAMES[5], "Singapadu") in covered(office)


def test_a_further_list_takes_nobody_from_no_village(office: Workspace) -> None:
    send(office, "a.csv", [line(0, "")])
    send(office, "b.csv", [line(0)], NOVEMBER._replace(mode="add"))
    assert covered(office) == [("Sudarma", ""), ("Sudarma", "Batubulan")]


def test_one_person_in_a_file_is_no_correction_of_a_long_list(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(10)])
    outcome, code = send(office, "tambahan.csv", [line(3)])
    assert (outcome.status, code) == ("held", Exit.FINDINGS)
    assert len(covered(office)) == 10


def test_a_supplement_says_who_is_on_the_older_list_already(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(6)])
    outcome, _ = send(office, "tambahan.csv", [line(number) for number in range(5, 12)])
    assert (outcome.status, outcome.beside, codes(outcome)) == ("imported", ("rosters/apbd/a.csv",), ["D02", "D06"])
    assert set(covered(office)) == {(name, "Batubulan") for name in names(range(12))}


def test_a_nik_of_somebody_else_in_the_village_is_nobodys_under_another_file(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(4)])
    renamed = line(3, NAMA="Kerta")
    outcome, code = send(office, "b.csv", [line(0), line(1), line(2), renamed])
    assert (codes(outcome), outcome.result.rejected, code) == (["D04"], 1, Exit.FINDINGS)
    said = next(f for f in outcome.result.findings if f.kind.code == "D04").message("id")
    assert "rosters/apbd/a.csv, baris 5" in said


def test_the_same_file_may_give_a_nik_to_somebody_else(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(4)])
    outcome, _ = send(office, "a.csv", [line(0), line(1), line(2), line(3, NAMA="Kerta")])
    assert (codes(outcome), outcome.result.rejected) == ([], 0)
    assert ("Kerta", "Batubulan") in covered(office)


def test_another_source_of_the_same_village_is_told(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    outcome, _ = send(office, "b.csv", [line(1), line(0)], source="dana_desa")
    assert codes(outcome) == ["D02", "D02"]


def test_what_was_rejected_still_counts_when_a_file_is_known(office: Workspace) -> None:
    lines = [line(0), line(1, NIK="123")]
    first, code = send(office, "a.csv", lines)
    assert (first.result.accepted, first.result.rejected, code) == (1, 1, Exit.FINDINGS)
    again, code = send(office, "a.csv", lines)
    assert (again.status, again.result.accepted, again.result.rejected, code) == ("known", 1, 1, Exit.FINDINGS)


def test_a_sheet_that_could_not_be_read_counts_though_its_neighbour_came_in(office: Workspace) -> None:
    sheets = f"[A]\nNIK | NAMA\n{nik(0)} | SUDARMA\n[B]\nNAMA | NIK | NO KTP\nSARI | {nik(1)} | {nik(2)}"
    path = office.root / "rosters" / "apbd" / "banjar.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(workbook(sheets))
    (outcome,), code = import_rosters([path], office, NOVEMBER, lambda _: None)
    assert (outcome.status, outcome.result.accepted, outcome.result.rejected, code) == ("imported", 1, 0, Exit.FINDINGS)
    (outcome,), code = import_rosters([path], office, NOVEMBER, lambda _: None)
    assert (outcome.status, outcome.sheets_refused, code) == ("known", 1, Exit.FINDINGS)
    assert "1 lembar masih ditolak" in outcome.why.id  # type: ignore[union-attr]
    send(office, "a.csv", [line(2), line(3, NIK="12")])
    (office.root / "statements").mkdir()
    month = run(office, Month(2026, 11), 1, lambda _: None)
    assert [one.id.split(". ")[0] for one in month.troubles] == [
        "1 baris, 1 lembar di daftar yang sudah pernah masuk masih ditolak: "
        "rosters/apbd/a.csv, rosters/apbd/banjar.xlsx"
    ]


@pytest.mark.parametrize("folder", ["dana_desa", "Dana Desa", "DANA-DESA"])
def test_a_folder_is_its_source_however_it_is_written(office: Workspace, folder: str) -> None:
    found = office.source_of(office.root / "rosters" / folder / "a.csv")
    assert found is not None and found.key == "dana_desa"


def test_a_month_names_the_known_rosters_whose_rejected_rows_make_it_end_with_1(office: Workspace) -> None:
    (office.root / "statements").mkdir()
    write(office, "a.csv", [line(0), line(1, NIK="12")])
    write(office, "b.csv", [line(2), line(3)])
    first, again = (run(office, Month(2026, 11), 1, lambda _: None) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (Exit.FINDINGS, Exit.FINDINGS)
    assert first.troubles == ()
    assert [one.id.split(". ")[0] for one in again.troubles] == [
        "1 baris di daftar yang sudah pernah masuk masih ditolak: rosters/apbd/a.csv"
    ]


def test_a_known_file_without_rejected_rows_is_clean(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    outcome, code = send(office, "a.csv", [line(0)])
    assert (outcome.status, outcome.result.accepted, code) == ("known", 1, Exit.CLEAN)


def test_a_known_file_is_judged_anew_when_asked(office: Workspace) -> None:
    young = line(1, NIK="5104031203100002", **{"TANGGAL LAHIR": "12-03-2010"})
    outcome, _ = send(office, "a.csv", [line(0), young])
    assert outcome.result.rejected == 1
    checks = office.settings.checks._replace(minimum_age=15)
    changed = office._replace(settings=office.settings._replace(checks=checks))
    outcome, _ = send(changed, "a.csv", [line(0), young])
    assert outcome.status == "known"
    outcome, code = send(changed, "a.csv", [line(0), young], NOVEMBER._replace(again=True))
    assert (outcome.status, outcome.joined, outcome.stayed, outcome.left, code) == ("imported", 1, 1, (), Exit.CLEAN)
    assert covered(office) == [("Sari", "Batubulan"), ("Sudarma", "Batubulan")]
    outcome, code = send(changed, "a.csv", [line(0), young])
    assert (outcome.status, outcome.result.rejected, code) == ("known", 0, Exit.CLEAN)


def test_terms_said_aloud_know_the_import_made_again(office: Workspace) -> None:
    aloud = NOVEMBER._replace(terms="months=2", months=2)
    for options, status in ((aloud, "imported"), (aloud._replace(again=True), "imported"), (aloud, "known")):
        assert send(office, "a.csv", [line(0)], options)[0].status == status


def test_who_is_in_stays_past_65_in_the_months_of_the_row(office: Workspace) -> None:
    born = {"NIK": "5104030512610001", "TANGGAL LAHIR": "05-12-1961"}
    send(office, "a.csv", [line(0, **born)], Options(first=Month(2026, 10)))
    ahead = {"MULAI": "2027-01", "SAMPAI": "2027-06"}
    outcome, _ = send(office, "a.csv", [line(0, **born, **ahead), line(1)], Options(first=Month(2026, 10)))
    assert (outcome.result.rejected, len(covered(office, "2027-06"))) == (0, 1)
    stranger = {"NIK": "5104030512610002", "TANGGAL LAHIR": "05-12-1961"}
    outcome, _ = send(office, "b.csv", [line(2, **stranger, **ahead)], Options(first=Month(2026, 10)))
    assert [f.kind.code for f in outcome.result.findings if f.kind.code in {"E01", "E02", "E03"}] == ["E01"]


def test_nor_is_who_is_in_past_65_refused_when_a_known_roster_is_told_again(office: Workspace) -> None:
    born = {"NIK": "5104030511610001", "TANGGAL LAHIR": "05-11-1961"}
    send(office, "a.csv", [line(0, **born)], Options(first=Month(2026, 10)))
    paths = [office.root / "rosters" / "apbd" / "a.csv", write(office, "b.csv", [line(1)])]
    december = Options(first=Month(2026, 12), jobs=1)
    with open_registry(office.registry, write=True) as registry:
        imported = import_into(registry, paths, office, december, print)
        known = known_again(imported, paths, registry, office, december, print)
        told, _ = with_findings(imported, known, registry, office, Month(2026, 12))
    assert (told.status, told.result.accepted, told.result.rejected) == ("known", 1, 0)


def test_known_rosters_are_told_again_as_when_they_came_in_and_without_what_was_ruled_on(office: Workspace) -> None:
    born = {"NAMA": "I Nyoman Artika", "TANGGAL LAHIR": "05-07-1971", "NO KK": "5104031203150007"}
    paths = [
        write(office, "a.csv", [line(0), line(1, NIK="5104030507710001", **born)]),
        write(office, "photo.csv", []),
        write(office, "b.csv", [line(0), line(2, NIK="5104030507710002", **born)], source="dana_desa"),
    ]
    paths[1].write_bytes(bytes((0xFF, 0xD8, 0xFF, 0xE0)) * 100)
    quiet = NOVEMBER._replace(jobs=1)

    def told() -> list[list[str]]:
        with open_registry(office.registry, write=True) as registry:
            imported = import_into(registry, paths, office, quiet, print)
            known = known_again(imported, paths, registry, office, quiet, print)
            return [codes(one) for one in with_findings(imported, known, registry, office, Month(2026, 11))]

    first = told()
    assert first == [[], [], ["D02", "D05"]]
    assert told() == first
    for pair in dedupe([], office, jobs=1, progress=print):
        decide(office, pair.key, "sama", ("cek KTP", "Ni Luh", None))
    assert told() == [[], [], []]


def test_a_file_that_changes_while_it_is_read_is_not_imported(office: Workspace) -> None:
    path = write(office, "a.csv", [line(0)])
    task = judging.Task(path, "a.csv", office.settings, date(2026, 11, 1), "apbd", sha256="0" * 64)
    accepted = judging.judge(task)
    assert accepted.result.is_unreadable
    assert accepted.workers == ()
    assert "berubah" in accepted.result.findings[0].message("id")


@pytest.mark.parametrize(("new", "times"), [(True, 1), (False, 0)], ids=["beside a new file", "alone"])
def test_a_month_judges_a_known_roster_with_rejected_rows_once(office: Workspace, new: bool, times: int) -> None:
    send(office, "a.csv", [line(0), line(1, NIK="123")])
    send(office, "b.csv", [line(2, "Singapadu")])
    if new:
        write(office, "c.csv", [line(3, "Mas")])
    read: list[str] = []
    done = run(office, Month(2026, 11), 1, read.append)
    assert (read.count("rosters/apbd/a.csv"), read.count("rosters/apbd/b.csv")) == (1, times)
    mending = office.root / "out" / "2026-11" / "perbaikan.xlsx"
    assert mending.exists() == new
    assert done.pairs == ()


def test_a_month_without_news_asks_about_the_row_a_known_roster_held(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    send(office, "b.csv", [line(0, "Singapadu", NAMA="Kerta"), line(1, "Singapadu")])
    for more in ([], [line(2, "Mas")]):
        if more:
            write(office, "c.csv", more)
        (pair,) = run(office, Month(2026, 11), 1, print).pairs
        assert {pair.left.name, pair.right.name} == {"Sudarma", "Kerta"}
