"""People who stand in two files: the findings go to their file, and the counts follow."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jamsos_cli.model.identity import Identity, People
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.ruling import NO_RULINGS
from jamsos_cli.model.worker import Worker
from jamsos_cli.rules.duplicates import duplicates_across_files
from jamsos_cli.rules.resemblance import probably_same
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.identities import across_files, resembled, with_resemblances

NIK, OTHER_NIK = "5104031203800001", "5104031203800002"
WAYAN, MADE = "I Wayan Sudarma", "Ni Made Sari"


def judged(file: str, *rows: tuple[str, str]) -> Accepted:
    """Make a judged file with an accepted row (NIK, name) from row 2 on."""
    n = len(rows)
    niks, names, numbers = [nik for nik, _ in rows], [name for _, name in rows], list(range(2, n + 2))
    people = People(
        file, niks, names, [""] * n, [True] * n, ["A"] * n, ["B"] * n, numbers, *([""] * n for _ in range(5))
    )
    blank = Worker(*("" if said is str else 0 for said in Worker.__annotations__.values()))
    workers = tuple(blank._replace(file=file, sheet="A", row=p.place.row or 0, nik=p.nik, name=p.name) for p in people)
    return Accepted(FileResult(file, "", len(rows), len(rows), 0, 0, ()), workers, people)


def found(files: Sequence[Accepted]) -> list[tuple[str, list[str], int, int]]:
    return [
        (one.result.file, [f.kind.code for f in one.result.findings], one.result.accepted, one.result.rejected)
        for one in files
    ]


def test_one_file_alone_is_compared_with_nothing() -> None:
    one = judged("a.xlsx", (NIK, WAYAN), (NIK, WAYAN))
    assert across_files([one], duplicates_across_files) == [one]


def test_the_same_person_in_a_later_file_is_told_there_and_stays_accepted() -> None:
    files = [judged("a.xlsx", (NIK, WAYAN)), judged("b.xlsx", (OTHER_NIK, MADE), (NIK, WAYAN))]
    assert found(across_files(files, duplicates_across_files)) == [("a.xlsx", [], 1, 0), ("b.xlsx", ["D02"], 2, 0)]


def test_two_people_of_one_nik_are_rejected_in_both_files() -> None:
    files = [judged("a.xlsx", (NIK, WAYAN)), judged("b.xlsx", (OTHER_NIK, MADE), (NIK, MADE))]
    after = across_files(files, duplicates_across_files)
    assert found(after) == [("a.xlsx", ["D04"], 0, 1), ("b.xlsx", ["D04"], 1, 1)]
    assert [worker.nik for one in after for worker in one.workers] == [OTHER_NIK]
    assert [person.accepted for one in after for person in one.people] == [False, True, False]


def test_people_of_the_registry_come_first_and_get_no_findings() -> None:
    earlier = Identity(NIK, WAYAN, "", accepted=True, place=Place("old.xlsx", "A", 7))
    asked: list[Sequence[Accepted]] = []

    def registry(files: Sequence[Accepted]) -> list[Identity]:
        asked.append(files)
        return [earlier]

    one = judged("a.xlsx", (NIK, WAYAN))
    (after,) = across_files([one], duplicates_across_files, registry)
    assert asked == [[one]]
    assert found([after]) == [("a.xlsx", ["D02"], 1, 0)]
    assert "old.xlsx, A, baris 7" in after.result.findings[0].message("id")


def test_no_files_are_no_findings() -> None:
    assert across_files([], duplicates_across_files) == []


RENI = Identity(
    "5104031203800041", WAYAN, "1980-03-12", accepted=True, place=Place("registry.xlsx", "A", 2), village="Batubulan"
)


def resembling_file(file: str, nik: str) -> Accepted:
    one = judged(file, (nik, "I WY. SUDARMA"))
    return one._replace(people=replace(one.people, birth_dates=["1980-03-12"], villages=["Batubulan"]))


def test_who_resembles_somebody_of_the_registry_is_told_on_the_roster() -> None:
    file = resembling_file("b.xlsx", "5104031203800071")
    found_ = resembled([file], NO_RULINGS, [RENI])
    assert [(pair.left, pair.right) for pair in found_.pairs] == [(0, 1)]
    (told,) = with_resemblances([file], found_, probably_same)
    (finding,) = told.result.findings
    assert finding.kind.code == "D05" and "registry.xlsx" in finding.message("id")
    assert with_resemblances([told], found_, probably_same) == [told]


def test_a_village_is_told_which_fields_agree_and_which_differ_and_no_weights() -> None:
    file = resembling_file("b.xlsx", "5104031203800071")
    (told,) = with_resemblances([file], resembled([file], NO_RULINGS, [RENI]), probably_same)
    said = [told.result.findings[0].message(lang) for lang in ("id", "en")]
    assert said[0].endswith("(kemiripan 99%); sama: tanggal lahir, nama, desa; berbeda: NIK (satu salah ketik).")
    assert said[1].endswith("(likeness 99%); the same: birth date, name, village; different: NIK (one slip).")


@pytest.mark.parametrize("ruled", ["apart", "joined"])
def test_what_was_ruled_on_two_niks_is_not_asked_again(ruled: str) -> None:
    file = resembling_file("b.xlsx", "5104031203800071")
    rulings = NO_RULINGS._replace(**{ruled: frozenset({("5104031203800041", "5104031203800071")})})
    assert resembled([file], rulings, [RENI]).pairs == ()
