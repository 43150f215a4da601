"""A roster that is mostly somebody else's is held before anything is imported; a corrected one is not."""

import pytest
from sent import NAMES, NOVEMBER, Line, line, nik, send, write

from jamsos_cli.errors import Exit
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Limits, Settings
from jamsos_cli.steps.brake import Braked, Seat, brake
from jamsos_cli.store import open_registry

TEN = [line(number) for number in range(10)]


def copied(lines: list[Line], village: str) -> list[Line]:
    return [one | {"DESA": village} for one in lines]


def enrolled(office: Workspace) -> int:
    with open_registry(office.registry, write=False) as registry:
        return len(registry.enrolments("2026-11", "2026-11"))


def test_another_villages_list_is_held_and_the_list_it_resembles_is_named(office: Workspace) -> None:
    send(office, "batubulan.csv", TEN)
    outcome, code = send(
        office, "singapadu.csv", [*copied(TEN[:6], "Singapadu"), *copied([line(10), line(11)], "Singapadu")]
    )
    assert (outcome.status, code, enrolled(office)) == ("held", Exit.FINDINGS, 10)
    assert outcome.why is not None and "rosters/apbd/batubulan.csv" in outcome.why.id and "6 dari 8" in outcome.why.id
    passed, _ = send(office, "singapadu.csv", copied(TEN[:6], "Singapadu"), NOVEMBER._replace(mode="add"))
    assert passed.status == "imported"


def test_two_copies_in_one_import_are_both_held(office: Workspace) -> None:
    paths = [write(office, "a.csv", TEN), write(office, "b.csv", copied(TEN, "Singapadu"))]
    outcomes, _ = import_rosters(paths, office, NOVEMBER, lambda _: None)
    assert [outcome.status for outcome in outcomes] == ["held", "held"]


def test_a_corrected_list_of_the_same_village_is_not_held(office: Workspace) -> None:
    send(office, "batubulan.csv", TEN)
    outcome, code = send(office, "batubulan rev.csv", [*TEN[:9], line(11)])
    assert (outcome.status, code) == ("imported", Exit.CLEAN)


def test_rows_that_repeat_each_other_hold_the_file(office: Workspace) -> None:
    rows = [line(0, NAMA="Sudarma") for _ in range(4)] + [line(1)]
    outcome, _ = send(office, "batubulan.csv", rows)
    assert outcome.status == "held" and outcome.why is not None and "berkas itu sendiri" in outcome.why.id


def test_one_person_like_more_than_five_others_holds_the_file(office: Workspace) -> None:
    rows = [line(0) for _ in range(7)] + [line(number) for number in range(1, 12)]
    outcome, _ = send(office, "batubulan.csv", rows)
    assert outcome.status == "held" and outcome.why is not None and "mirip 6 orang lain" in outcome.why.id


@pytest.mark.parametrize(("limits", "status"), [(Limits(doubles_share=0.9), "imported"), (Limits(), "held")])
def test_the_share_that_is_let_pass_is_a_setting(office: Workspace, limits: Limits, status: str) -> None:
    office = office._replace(settings=Settings()._replace(limits=limits))
    send(office, "batubulan.csv", TEN)
    rows = [*copied(TEN[:6], "Singapadu"), *copied([line(10), line(11)], "Singapadu")]
    assert send(office, "singapadu.csv", rows)[0].status == status


@pytest.mark.parametrize(("most", "held"), [(6, 0), (5, 1)])
def test_how_many_one_person_may_resemble_is_a_setting(most: int, held: int) -> None:
    seats = [Seat("a", ("", row), nik(0), "x") for row in range(7)]
    seats += [Seat("a", ("", row), nik(row), "x") for row in range(7, 30)]
    assert len(brake(seats, (), (), (0.9, most))) == held


def test_who_resembles_most_others_decides_whoever_else_resembles_one() -> None:
    seats = [Seat("a", ("", row), nik(0 if row < 7 else 1 if row < 9 else row), "x") for row in range(30)]
    assert brake(seats, (), (), (0.9, 5)) == {"a": Braked(0, 30, 6, ("a",))}


@pytest.mark.parametrize(("doubles", "held"), [(3, []), (4, ["a"])])
def test_half_of_a_file_may_stand_elsewhere_and_no_more(doubles: int, held: list[str]) -> None:
    seats = [Seat("a", ("", row), nik(row), "x") for row in range(6)]
    known = [Seat("b", ("", row), nik(row), "y") for row in range(doubles)]
    assert list(brake(seats, known, (), (0.5, 5))) == held


@pytest.mark.parametrize(
    ("mine", "theirs", "held"),
    [("x", "y", True), ("x", "x", False), ("", "", True), ("x", "", False), ("", "y", False)],
)
def test_a_row_of_another_village_speaks_against_a_file_or_one_where_no_village_is_known(
    mine: str, theirs: str, held: bool
) -> None:
    seats = [Seat("a", ("", row), nik(row), mine) for row in range(5)]
    known = [Seat("b", ("", row), nik(row), theirs) for row in range(5)]
    assert bool(brake(seats, known, (), (0.5, 5))) is held


def test_probable_pairs_count_and_no_order_matters() -> None:
    seats = [Seat("a", ("", row), nik(row), "x") for row in range(5)]
    others = [Seat("b", ("", row), nik(row + 50), "y") for row in range(3)]
    probable = list(zip(seats, others, strict=False))
    found = brake(seats, (), probable, (0.5, 5))
    assert found == brake(seats[::-1], (), probable[::-1], (0.5, 5)) == {"a": Braked(3, 5, 0, ("b",))}


def described(number: int, serial: int, village: str) -> Line:
    day, name = f"{number + 5:02d}", NAMES[number]
    more = {"NAMA": f"I Wayan {name} {NAMES[number - 1]}", "TANGGAL LAHIR": f"{day}-0{number % 9 + 1}-1977"}
    return line(number, village, NIK=f"510403{day}0{number % 9 + 1}77{serial:04d}", **more)


def test_a_list_of_another_village_with_a_slip_in_every_nik_is_held_as_probably_the_same_people(
    office: Workspace,
) -> None:
    send(office, "batubulan.csv", [described(number, 4321 + number, "Batubulan") for number in range(10)])
    slips = [described(number, 5321 + number, "Singapadu") for number in range(10)]
    outcome, code = send(office, "singapadu.csv", slips)
    assert (outcome.status, code, enrolled(office)) == ("held", Exit.FINDINGS, 10)
    assert outcome.why is not None and "10 dari 10" in outcome.why.id and "rosters/apbd/batubulan.csv" in outcome.why.id


def test_one_person_probably_six_others_under_as_many_niks_holds_the_file(office: Workspace) -> None:
    many = [described(0, 1111 * serial, "Batubulan") for serial in range(1, 8)]
    outcome, _ = send(
        office, "batubulan.csv", [*many, *(described(number, 501 + number, "Batubulan") for number in range(1, 12))]
    )
    assert outcome.status == "held" and outcome.why is not None and "mirip 6 orang lain" in outcome.why.id
