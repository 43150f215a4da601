"""Pairs among rosters and the registry: what a roster asks for counts, and nobody stands beside himself."""

from pathlib import Path

import pytest
from sent import line, send, write

from jamsos_cli.model.pair import Pair
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.office.workspace import Workspace


def pairs(office: Workspace, *paths: Path) -> list[Pair]:
    return dedupe(paths, office, jobs=1, progress=lambda _: None)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("2027-01", "2027-03"), ("2027-03", "2027-06"), "double-funded"),
        (("2027-01", "2027-03"), ("2027-04", "2027-06"), "same-nik"),
        (("2030-01", "2030-12"), ("", ""), "same-nik"),
    ],
)
def test_two_sources_are_double_where_the_months_of_the_rows_meet(
    office: Workspace, first: tuple[str, str], second: tuple[str, str], kind: str
) -> None:
    for source, (start, end) in (("apbd", first), ("dana_desa", second)):
        write(office, "a.csv", [line(0, MULAI=start, SAMPAI=end)], source)
    assert [pair.kind for pair in pairs(office)] == [kind]


def test_a_file_moved_after_its_import_is_no_pair_with_itself(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    (office.root / "rosters" / "apbd" / "a.csv").rename(office.root / "rosters" / "apbd" / "moved.csv")
    assert pairs(office) == []


def test_a_file_corrected_after_its_import_is_no_pair_with_what_it_will_replace(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    write(office, "a.csv", [line(1), line(2)])
    assert pairs(office) == []


def test_somebody_of_the_registry_in_another_roster_is_a_pair(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    other = write(office, "b.csv", [line(1), line(2)])
    (pair,) = pairs(office, other)
    assert {pair.left.file, pair.right.file} == {"rosters/apbd/a.csv", "rosters/apbd/b.csv"}


def test_one_nik_and_name_with_two_birth_dates_is_asked_about_with_the_dates_told(office: Workspace) -> None:
    for name, born in (("a.csv", "12-03-1980"), ("b.csv", "05-11-1971")):
        write(office, name, [line(0, **{"TANGGAL LAHIR": born})])
    (pair,) = pairs(office)
    assert (pair.score, [reason.id for reason in pair.reasons]) == (
        0.0, ["NIK sama", "nama sama", "tanggal lahir berbeda jelas"],
    )  # fmt: skip
