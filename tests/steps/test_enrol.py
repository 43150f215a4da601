"""What a roster adds and what it replaces: nobody loses a month outside the cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_import import Cut, Enrolled
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.model.worker import Worker
from jamsos_cli.steps.enrol import (
    Enrolment,
    Mode,
    Scope,
    corrections,
    enrol,
    months_of,
    scope_of,
    settle,
    spared,
    vanish,
    with_period,
)

APBD, DANA_DESA, SERTAKAN = DEFAULT_SOURCES
NOVEMBER = Month(2026, 11)
BLANK = Worker(*("" if kind is str else 0 for kind in Worker.__annotations__.values()))
SHARE = 0.5
# Names that share no word with each other.
NAMES = ("Sudarma", "Sari", "Astawa", "Rai", "Suweca", "Mertha", "Artini", "Yasa", "Lestari", "Dipa", "Kerta", "Sukma")


def nik(number: int) -> str:
    return f"510403120380{number:04d}"


def worker(number: int, first: str = "2026-11", months: int = 2, **more: str) -> Worker:
    name = more.pop("name", NAMES[number % len(NAMES)])
    return BLANK._replace(nik=nik(number), name=name, first_month=first, months=months, **more)  # type: ignore[arg-type]


def enrolled(number: int, file: str = "a.xlsx", first: str = "2026-11", last: str = "2026-12", **more: str) -> Enrolled:
    name = more.pop("name", NAMES[number % len(NAMES)])
    number_of = sum(ord(letter) for letter in file) * 1000 + number
    made = Enrolled(
        number_of, number, nik(number), name, "", "apbd", "51.04.01.2001", "Batubulan", "", "JKK+JKM", first, last,
        file, "A", number + 1,
    )  # fmt: skip
    return made._replace(**more)  # type: ignore[arg-type]


def planned(new: list[Worker], old: list[Enrolled], file: str = "b.xlsx", mode: Mode = "auto") -> Enrolment:
    return enrol(new, old, file, mode, SHARE)


def cut_ids(plan: Enrolment) -> set[int]:
    return {cut.enrolment_id for cut in plan.plan.cuts}


@pytest.mark.parametrize(
    ("row", "first", "file_months", "source", "expected"),
    [
        (("", 0), "2026-11", None, APBD, ("2026-11", 2)),
        (("", 0), "2026-12", None, APBD, ("2026-12", 1)),
        (("", 0), "2026-01", None, APBD, ("2026-01", 12)),
        (("", 0), "2026-11", 6, APBD, ("2026-11", 6)),
        (("", 3), "2026-11", 6, APBD, ("2026-11", 3)),
        (("2027-02", 0), "2026-11", None, APBD, ("2027-02", 11)),
        (("2027-02", 12), "2026-11", 6, APBD, ("2027-02", 12)),
        (("", 0), "2026-11", None, APBD._replace(months=6), ("2026-11", 6)),
    ],
)
def test_the_row_then_the_file_then_the_source_says_the_period(
    row: tuple[str, int], first: str, file_months: int | None, source: object, expected: tuple[str, int]
) -> None:
    filled = with_period(worker(1, *row), Month.parse(first), file_months, source)  # type: ignore[arg-type]
    assert (filled.first_month, filled.months) == expected


def test_what_a_row_can_replace_is_its_village_or_its_sponsor() -> None:
    here = worker(1, village="51.04.01.2001", village_name="Batubulan", sponsor="ni-made-sari")
    unknown = worker(1, village_name="Batu Bulan")
    assert scope_of(here, APBD) == Scope("apbd", "village", "51.04.01.2001")
    assert scope_of(unknown, DANA_DESA) == Scope("dana_desa", "village", "Batu Bulan")
    assert scope_of(here, SERTAKAN) == Scope("sertakan", "sponsor", "ni-made-sari")


def test_the_months_of_a_roster_run_over_the_end_of_the_year() -> None:
    assert months_of([worker(1, "2026-11", 6), worker(2, "2026-12", 1)]) == ("2026-11", "2027-04")


def test_a_first_roster_cuts_nothing_and_everybody_joins() -> None:
    plan = planned([worker(1), worker(2)], [])
    assert (plan.joined, plan.stayed, plan.left, plan.plan.cuts) == (2, 0, (), ())
    assert plan.plan.enrol == (worker(1), worker(2))


def test_a_corrected_roster_replaces_the_list_it_shares_people_with() -> None:
    plan = planned([worker(1), worker(3)], [enrolled(1), enrolled(2)])
    assert cut_ids(plan) == {enrolled(1).enrolment_id, enrolled(2).enrolment_id}
    assert {(cut.first, cut.last) for cut in plan.plan.cuts} == {("2026-11", "2026-12")}
    assert (plan.joined, plan.stayed, plan.left) == (1, 1, (NAMES[2],))


def test_a_corrected_nik_is_seen_by_the_name() -> None:
    plan = planned([worker(7, name="I WY. SUDARMA")], [enrolled(1, name="I Wayan Sudarma")])
    assert cut_ids(plan) == {enrolled(1).enrolment_id}


def test_a_roster_of_the_same_file_name_replaces_it_even_with_nobody_in_common() -> None:
    plan = planned([worker(1)], [enrolled(2)], file="a.xlsx")
    assert (cut_ids(plan), plan.left) == ({enrolled(2).enrolment_id}, (NAMES[2],))


def test_lists_with_nobody_in_common_stand_beside_each_other() -> None:
    plan = planned([worker(1)], [enrolled(2)])
    assert (plan.plan.cuts, plan.left, plan.beside) == ((), (), ("a.xlsx",))


@pytest.mark.parametrize(
    ("people", "shared", "relation"),
    [
        (20, 0, "beside"), (20, 3, "beside"), (20, 4, "held"), (20, 9, "held"), (20, 10, "replaced"),
        (20, 20, "replaced"), (6, 1, "beside"), (6, 2, "held"), (6, 3, "replaced"),
    ],
)  # fmt: skip
def test_people_in_common_tell_another_list_from_a_correction(people: int, shared: int, relation: str) -> None:
    new = [worker(n, name=f"Baru {chr(65 + n)}x") for n in range(people - shared, 2 * people - shared)]
    old = [enrolled(n, name=f"Lama {chr(65 + n)}y") for n in range(people)]

    plan = planned(new, old)

    said = {"beside": bool(plan.beside), "held": bool(plan.held), "replaced": bool(plan.plan.cuts)}
    assert said == {"beside": False, "held": False, "replaced": False} | {relation: True}


def test_lists_of_unknown_villages_never_replace_each_other() -> None:
    new = [worker(n) for n in range(5)]
    old = [enrolled(n, village="", village_name="") for n in range(5)]

    assert planned(new, old).beside == ("a.xlsx",)
    assert cut_ids(planned(new, old, file="a.xlsx")) == {one.enrolment_id for one in old}


def test_a_correction_of_one_list_leaves_the_other_banjar_alone() -> None:
    plan = planned([worker(1), worker(4)], [enrolled(1, "north.xlsx"), enrolled(2, "south.xlsx")])
    assert cut_ids(plan) == {enrolled(1, "north.xlsx").enrolment_id}
    assert plan.beside == ("south.xlsx",)


def test_nobody_has_left_who_is_still_on_a_list_beside() -> None:
    plan = planned([worker(1)], [enrolled(1), enrolled(2), enrolled(2, "south.xlsx")])
    assert (plan.beside, plan.left) == (("south.xlsx",), ())


def test_a_list_that_would_lose_most_of_its_people_is_held() -> None:
    ten = [enrolled(number) for number in range(10)]
    plan = planned([worker(number) for number in range(4)], ten)
    assert [(held.file, held.gone, held.people) for held in plan.held] == [("a.xlsx", 6, 10)]
    assert plan.plan.cuts == ()


@pytest.mark.parametrize(
    ("kept", "size", "mode", "is_held"),
    [
        (4, 10, "auto", True),
        (5, 10, "auto", False),
        (2, 9, "auto", False),
        (1, 12, "replace", False),
        (1, 12, "add", False),
    ],
)
def test_only_a_large_loss_of_a_large_list_is_held_and_only_until_confirmed(
    kept: int, size: int, mode: Mode, is_held: bool
) -> None:
    old = [enrolled(number) for number in range(size)]
    plan = planned([worker(number) for number in range(kept)], old, mode=mode)
    assert bool(plan.held) is is_held


def test_replace_cuts_the_list_that_is_meant_and_add_cuts_none() -> None:
    old = [enrolled(1, "north.xlsx"), enrolled(2, "south.xlsx")]
    north = planned([worker(1)], old, mode="replace")
    assert (cut_ids(north), north.beside) == ({old[0].enrolment_id}, ("south.xlsx",))
    assert cut_ids(planned([worker(9)], old, mode="replace")) == {one.enrolment_id for one in old}
    added = planned([worker(1)], old, mode="add")
    assert (added.plan.cuts, added.beside) == ((), ("north.xlsx", "south.xlsx"))


months = st.integers(0, 20).map(lambda step: str(Month(2026, 6) + step))
new_rows = st.lists(
    st.builds(worker, st.integers(1, 14), months, st.sampled_from([1, 2, 3, 6, 12])), min_size=1, max_size=8
)
old_rows = st.lists(
    st.builds(enrolled, st.integers(1, 14), st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx"])),
    max_size=20,
    unique_by=lambda one: one.enrolment_id,
)


@settings(max_examples=150, deadline=None)
@given(new_rows, old_rows, st.sampled_from(["auto", "replace", "add"]))
def test_nobody_loses_a_month_outside_the_roster(new: list[Worker], old: list[Enrolled], mode: Mode) -> None:
    plan = planned(new, old, mode=mode)
    first, last = months_of(new)
    assert all((cut.first, cut.last) == (first, last) for cut in plan.plan.cuts)
    assert plan.plan.enrol == tuple(new)
    assert len(plan.plan.cuts) == len(cut_ids(plan)) <= len(old)
    untouched = {one.file for one in old if one.enrolment_id not in cut_ids(plan)}
    assert untouched == set(plan.beside) | {held.file for held in plan.held}
    assert plan.joined + plan.stayed == len({one.nik for one in new})


@settings(max_examples=60, deadline=None)
@given(new_rows)
def test_the_same_roster_again_changes_nobody(new: list[Worker]) -> None:
    old = [
        enrolled(int(one.nik[-4:]), "b.xlsx", one.first_month, str(Month.parse(one.first_month) + (one.months - 1)))
        for one in {one.nik: one for one in new}.values()
    ]
    plan = planned(new, old)
    assert (plan.joined, plan.left, plan.beside, plan.held) == (0, (), (), ())


def test_a_village_gone_from_its_file_leaves_but_for_who_is_elsewhere_on_the_file() -> None:
    old = [enrolled(1), enrolled(2)]
    plan = vanish(old, ("2026-11", "2027-01"), {nik(2)}, "auto", SHARE)
    assert cut_ids(plan) == {one.enrolment_id for one in old}
    assert {(cut.first, cut.last) for cut in plan.plan.cuts} == {("2026-11", "2027-01")}
    assert (plan.left, plan.held, plan.plan.enrol) == ((NAMES[1],), (), ())


def pieces(number: int, file: str = "a.xlsx") -> list[Enrolled]:
    """What a newer list for April to June left of a year: two enrolments of one person."""
    left = (("2026-01", "2026-03"), ("2026-07", "2026-12"))
    whole = enrolled(number, file)
    return [
        whole._replace(enrolment_id=whole.enrolment_id * 10 + place, first_month=first, last_month=last)
        for place, (first, last) in enumerate(left)
    ]


def test_a_person_whose_enrolment_was_cut_in_two_is_one_person() -> None:
    old = [piece for number in range(6) for piece in pieces(number)]
    plan = planned([worker(n, "2026-01", 12) for n in range(4)], old)
    assert (len(plan.plan.cuts), plan.left, plan.held) == (12, tuple(sorted(NAMES[4:6])), ())
    gone = vanish(old, ("2026-01", "2026-12"), {nik(0)}, "auto", SHARE)
    assert (len(gone.plan.cuts), gone.left, gone.held) == (12, tuple(sorted(NAMES[1:6])), ())


def test_a_held_list_counts_people_and_no_pieces() -> None:
    old = [piece for number in range(12) for piece in pieces(number)]
    plan = planned([worker(n, "2026-01", 12) for n in range(3)], old, "a.xlsx")
    assert [(held.gone, held.people) for held in plan.held] == [(9, 12)]
    gone = vanish(old, ("2026-01", "2026-12"), {nik(0)}, "auto", SHARE)
    assert [(held.gone, held.people) for held in gone.held] == [(11, 12)]


@pytest.mark.parametrize(
    ("size", "mode", "cut", "is_held"),
    [(9, "auto", 9, False), (10, "auto", 0, True), (10, "replace", 10, False), (10, "add", 0, False)],
)
def test_a_large_village_gone_from_its_file_is_held(size: int, mode: Mode, cut: int, is_held: bool) -> None:
    plan = vanish([enrolled(number) for number in range(size)], ("2026-11", "2026-12"), (), mode, SHARE)
    assert (len(plan.plan.cuts), bool(plan.held)) == (cut, is_held)


@pytest.mark.parametrize(
    ("end", "left"), [("2026-03", "2026-03"), ("2026-12", "2026-11"), ("2025-12", "2026-01"), ("", "2026-01")]
)
def test_who_leaves_for_a_reason_that_is_noted_keeps_what_lies_before(end: str, left: str) -> None:
    ends = {nik(1): end} if end else {}
    cuts = [Cut(1, "2026-01", "2026-12"), Cut(2, "2026-01", "2026-12")]
    assert spared(cuts, {1: nik(1)}, ends, "2026-11") == (Cut(1, left, "2026-12"), cuts[1])


def test_an_end_after_the_roster_cuts_nothing() -> None:
    assert spared([Cut(1, "2026-01", "2026-02")], {1: nik(1)}, {nik(1): "2026-03"}, "2026-11") == ()


def test_a_village_takes_over_the_months_of_its_row_from_no_village() -> None:
    here, later = worker(1, "2026-12", 1), worker(2, "2027-01")
    old = [enrolled(number, village="", village_name="") for number in (1, 2, 3)]
    assert settle([here, later], old) == (Cut(old[0].enrolment_id, "2026-12", "2026-12"),)


@pytest.mark.parametrize(
    ("had", "has", "is_shorter"),
    [
        (("2026-11", "2026-12"), ("2026-11", 2), False),
        (("2026-11", "2026-12"), ("2026-11", 1), True),
        (("2026-11", "2026-12"), ("2026-12", 1), True),
        (("2026-12", "2027-06"), ("2026-11", 2), False),
        (("2026-06", "2026-12"), ("2026-11", 2), False),
    ],
)
def test_fewer_of_the_rosters_months_than_before_are_told(
    had: tuple[str, str], has: tuple[str, int], is_shorter: bool
) -> None:
    old = [enrolled(1, first=had[0], last=had[1]), enrolled(2)]
    plan = planned([worker(1, *has), worker(2)], old)
    assert plan.shortened == ((NAMES[1],) if is_shorter else ())


@pytest.mark.parametrize(
    ("new", "mode", "found"),
    [
        (range(4), "auto", True),
        (range(2, 6), "auto", True),
        (range(3, 8), "auto", False),
        (range(3, 8), "replace", True),
        (range(4), "add", False),
    ],
)
def test_a_list_of_which_half_stands_on_an_older_one_is_no_list_beside_it(new: range, mode: Mode, found: bool) -> None:
    here = Scope("apbd", "village", "51.04.01.2001")
    rows = [(worker(number, file="b.xlsx"), here) for number in new]
    assert corrections(rows, [enrolled(number) for number in range(4)], mode) == (
        {("b.xlsx", "a.xlsx")} if found else set()
    )
    elsewhere = [(row, scope._replace(source="dana_desa")) for row, scope in rows]
    assert corrections(elsewhere, [enrolled(number) for number in range(4)], mode) == set()
