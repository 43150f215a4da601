"""One NIK twice: in a file, across files, with another name, or damaged."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamsos_cli.model.identity import Identity
from jamsos_cli.model.place import Place
from jamsos_cli.model.written_date import birth_dates_differ
from jamsos_cli.rules.duplicates import duplicates_across_files, duplicates_in_file
from roster_text import codes, judge, places, result

NIK = "5104031203800001"
HEAD = "NO | NIK | NAMA | TGL LAHIR | PROGRAM\n"
ROWS = [
    ("two rows", "I WAYAN SUDARMA | 12-03-1980 |\nI WAYAN SUDARMA | 12-03-1980 |", "D01 B3"),
    (
        "three rows",
        "I WAYAN RAI | 12-03-1980 |\nWY. RAI | 12-03-1980 |\nI Wayan Rai, S.Pd. | 12-03-1980 |",
        "D01 B3, D01 B4",
    ),
    (
        "the first is rejected",
        "I WAYAN RAI | 1980 |\nI WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 12-03-1980 |",
        "P04 D2, D01 B4",
    ),
    ("a rejected row behind the first", "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 12-03-1980 | JKK", "D01 B3, S03 E3"),
    ("all are rejected", "I WAYAN RAI | 12-03-1980 | JKK\nI WAYAN RAI | 12-03-1980 | JKM", "S03 E2, S03 E3"),
    ("another name", "I WAYAN RAI | 12-03-1980 |\nNI MADE SARI | 12-03-1980 |", "D04 B2, D04 B3, N12 B2, N12 B3"),
    (
        "another name on a rejected row",
        "I WAYAN RAI | 12-03-1980 | JKK\nNI MADE SARI | 12-03-1980 |",
        "D04 B2, D04 B3, N12 B2, N12 B3, S03 E2",
    ),
    ("another birth date", "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 30-08-1975 |", "D04 B2, D04 B3, N08 D3"),
    ("one digit of the birth date", "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 13-03-1980 |", "D01 B3, N08 D3"),
    ("day and month swapped", "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 03-12-1980 |", "D01 B3, N08 D3"),
    ("no birth date on one", "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | |", "D01 B3, P03 D3"),
    ("only titles on one", "I WAYAN RAI | 12-03-1980 |\nIda Bagus | 12-03-1980 |", "D01 B3, P02 C3"),
    ("only the birth order is shared", "I WAYAN RAI | 12-03-1980 |\nI WAYAN SUKA | 12-03-1980 |", "D01 B3"),
    ("spellings", "I WAYAN SOEDARMA | 12-03-1980 |\nWayan Sudarma | 12-03-1980 |", "D01 B3"),
    (
        "another name and date",
        "I WAYAN RAI | 12-03-1980 |\nI WAYAN RAI | 30-08-1975 |\nNI MADE SARI | 12-03-1980 |",
        "D04 B2, D04 B3, D04 B4, N08 D3, N12 B2, N12 B3, N12 B4",
    ),
    (
        "two people and one twice",
        "I WAYAN RAI | 12-03-1980 |\nNI MADE SARI | 12-03-1980 |\nI WAYAN RAI | 12-03-1980 |",
        "D04 B2, D04 B3, D04 B4, N12 B2, N12 B3, N12 B4",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS])
def test_one_nik_on_two_rows(rows: str, expected: str) -> None:
    lines = (f"{n} | {NIK} | {row}" for n, row in enumerate(rows.splitlines(), 1))
    found = result(HEAD + "\n".join(lines))
    assert places(found.findings) == sorted(expected.split(", "))


def test_the_double_names_the_first_place_in_its_own_sheet_another_sheet_and_another_file() -> None:
    first = f"NIK | NAMA\n{NIK} | I WAYAN RAI\n"
    one = judge(f"--- a.xlsx\n[Tengah]\n{first}{NIK} | I WAYAN RAI\n[Kelod]\n{first}--- b.xlsx\n[Kaja]\n{first}")
    said = [f.message("id") for file in one for f in file.result.findings if f.kind.code.startswith("D")]
    masked = "NIK 5104************"
    assert said == [
        f"{masked} sudah ada di baris 2.",
        f"{masked} sudah ada di Tengah, baris 2.",
        f"{masked} juga ada di a.xlsx, Tengah, baris 2.",
    ]


@pytest.mark.parametrize("names", [["b.csv", "a.csv"], ["a.csv", "b.csv"], ["sub/a.csv", "a.csv"]])
def test_d02_is_on_the_later_file_by_name_whatever_the_order_given(names: list[str]) -> None:
    files = judge("".join(f"--- {name}\nNIK;NAMA\n{NIK};I WAYAN RAI\n" for name in names))
    assert [(file.result.file, codes(file.result.findings)) for file in files] == [
        (name, ["D02"] if place else []) for place, name in enumerate(sorted(names))
    ]
    assert all(file.result.accepted == 1 for file in files)


def test_another_person_in_another_file_rejects_both() -> None:
    files = judge(f"--- a.csv\nNIK;NAMA\n{NIK};I WAYAN RAI\n--- b.csv\nNIK;NAMA\n{NIK};NI MADE SARI\n")
    assert [codes(file.result.findings) for file in files] == [["D04"], ["D04"]]
    assert [(f.result.accepted, f.result.rejected, len(f.workers)) for f in files] == [(0, 1, 0)] * 2


@pytest.mark.parametrize("nik", ["#5104031203800000", "5,10403E+15", "510403120380001", "1111111111111111", "-"])
def test_a_damaged_or_unusable_nik_is_compared_with_nothing(nik: str) -> None:
    found = result(f"NIK | NAMA\n{nik} | I WAYAN RAI\n{nik} | NI MADE SARI")
    assert not {"D01", "D04", "N12"} & set(codes(found.findings)) and found.rejected == 2


def test_a_rejected_row_of_an_earlier_file_is_no_first() -> None:
    files = judge(f"--- a.csv\nNIK;NAMA;PROGRAM\n{NIK};I WAYAN RAI;JKK\n--- b.csv\nNIK;NAMA\n{NIK};I WAYAN RAI\n")
    assert [codes(file.result.findings) for file in files] == [["S03"], []]


DATES = st.dates().map(str)
PEOPLE = st.lists(
    st.builds(
        lambda nik, name, born, accepted: Identity(nik, name, born, accepted, Place("a")),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["RAI", "SARI", "RAI SARI", "I"]),
        st.sampled_from(["", "1980-03-12", "1980-12-03", "1975-08-30"]),
        st.booleans(),
    ),
    max_size=7,
)


@given(DATES, DATES)
def test_dates_differ_both_ways_or_not_at_all(left: str, right: str) -> None:
    assert birth_dates_differ(left, right) == birth_dates_differ(right, left)
    assert not birth_dates_differ(left, left) and not birth_dates_differ(left, "")


def numbered(people: Sequence[Identity]) -> list[Identity]:
    return [person._replace(place=Place(f"{n % 2}.csv", None, n)) for n, person in enumerate(people)]


@given(PEOPLE)
def test_of_each_nik_one_accepted_row_stays_or_everybody_is_contested(people: list[Identity]) -> None:
    placed = numbered(people)
    found = list(duplicates_in_file(placed))
    fatal = {place for place, finding in found if finding.kind.level.value == "error"}
    assert len([f for f in found if f[1].kind.code in {"D01", "D04"}]) == len(fatal)
    for nik in {person.nik for person in placed}:
        left = [n for n, person in enumerate(placed) if person.nik == nik and person.accepted and n not in fatal]
        contested = any(f.kind.code == "D04" and placed[n].nik == nik for n, f in found)
        assert len(left) == 1 or contested or not any(p.accepted for p in placed if p.nik == nik)


@given(PEOPLE)
def test_across_files_nothing_is_said_of_one_file_alone(people: list[Identity]) -> None:
    alone = [person._replace(place=Place("a.csv", None, n)) for n, person in enumerate(people)]
    assert list(duplicates_across_files(alone)) == []


@given(PEOPLE, PEOPLE)
def test_people_of_the_registry_get_no_findings(people: list[Identity], earlier: list[Identity]) -> None:
    before = [person._replace(place=Place("registry", None, n)) for n, person in enumerate(earlier)]
    assert all(0 <= place < len(people) for place, _ in duplicates_across_files(numbered(people), before))


def test_many_faces_under_one_nik_are_compared_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    words = ["Wayan", "Sudarma", "Sari", "Made", "Rai", "Ida Bagus", "Nyoman"]
    days = ["", "1980-03-12", "1980-03-13", "1975-08-30", "1980-12-03"]
    for _ in range(60):
        people = [
            Identity(
                "5104031203800001",
                " ".join(chance.sample(words, chance.randint(1, 2))),
                chance.choice(days),
                chance.random() < 0.7,
                Place(f"f{chance.randint(0, 2)}", None, row),
            )
            for row in range(chance.randint(2, 60))
        ]
        told = []
        for many in (0, 1000):
            monkeypatch.setattr("jamsos_cli.rules.duplicates._MANY", many)
            told.append((list(duplicates_in_file(people)), list(duplicates_across_files(people))))
        assert told[0] == told[1]
