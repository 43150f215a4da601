"""What was ruled is not said again: one person's names, two people under one NIK, a person known in two places."""

import pytest

from jamsos_cli.model.identity import Identity
from jamsos_cli.model.place import Place
from jamsos_cli.model.ruling import Rulings, faces
from jamsos_cli.rules.duplicates import duplicates_across_files, duplicates_in_file

NIK = "5104035203800002"
SARI, PUSPA, SARINI = "Ni Made Sari", "Jero Puspa", "Ni Made Sarini"
ASTIKA = "Ni Made Astika"
ONE = Rulings(one_person=frozenset({(NIK, *faces(SARI, PUSPA))}))
TWO = Rulings(two_persons=frozenset({NIK}))
SETTLED = Rulings(settled=frozenset({NIK}))
APART = Rulings(two_faces=frozenset({(NIK, *faces(SARI, ASTIKA))}))


def people(*names: str, born: tuple[str, str] = ("", "")) -> list[Identity]:
    dated = zip(names, born, strict=True)
    return [Identity(NIK, name, day, True, Place(f"{n}.csv", None, n + 2)) for n, (name, day) in enumerate(dated)]


FAR = ("1980-03-12", "1975-08-30")
CASES = [
    (people(SARI, PUSPA), Rulings(), ["D04", "D04"]),
    (people(SARI, PUSPA), ONE, []),
    (people(SARI, PUSPA), SETTLED, ["D04", "D04"]),
    (people(SARI, SARINI), Rulings(), ["D02"]),
    (people(SARI, SARINI), TWO, ["D04", "D04"]),
    (people(SARI, "NI MD. SARI"), TWO, ["D02"]),
    (people(SARI, SARI), SETTLED, []),
    (people(SARI, SARI, born=FAR), Rulings(), ["D04", "D04"]),
    (people(SARI, SARI, born=FAR), SETTLED, []),
    (people(SARI, PUSPA, born=FAR), ONE, []),
    (people(SARI, "Made Sara"), SETTLED, []),
    (people(SARI, ASTIKA), SETTLED, ["D02"]),
    (people(SARI, ASTIKA, born=FAR), SETTLED, ["D04", "D04"]),
    (people(SARI, ASTIKA), APART, ["D04", "D04"]),
]
ASKED = [
    (people(SARI, PUSPA), TWO, False),
    (people(SARI, ASTIKA), TWO, False),
    (people(SARI, ASTIKA), APART, True),
    (people(SARI, SARI, born=FAR), TWO, True),
    (people(SARI, PUSPA), Rulings(two_faces=frozenset({(NIK, *faces(SARI, PUSPA))})), True),
]


@pytest.mark.parametrize(("stand", "ruled", "answered"), ASKED)
def test_a_held_row_says_whether_its_own_question_was_answered(
    stand: list[Identity], ruled: Rulings, answered: bool
) -> None:
    found = [finding for _, finding in duplicates_across_files(stand, (), ruled)]
    assert [("ruled" in dict(one.values), "sudah diputuskan" in one.message("id")) for one in found] == [
        (answered, answered)
    ] * 2


@pytest.mark.parametrize(("stand", "ruled", "codes"), CASES)
def test_across_files_a_ruling_settles_what_is_found_in_either_order(
    stand: list[Identity], ruled: Rulings, codes: list[str]
) -> None:
    for order in (stand, stand[::-1]):
        assert [finding.kind.code for _, finding in duplicates_across_files(order, (), ruled)] == codes


def test_in_one_file_the_second_name_of_one_person_is_a_repeated_row() -> None:
    rows = [one._replace(place=Place("a.csv", None, n)) for n, one in enumerate(people(SARI, PUSPA), 2)]
    assert [(place, finding.kind.code) for place, finding in duplicates_in_file(rows, ONE)] == [(1, "D01")]
