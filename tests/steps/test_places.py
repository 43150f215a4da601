"""Places of villages: kept while the enrolment lasts, else by decile or entry; never more than there are."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, build
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import HELD, QUEUE, Placed
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.steps.places import Known, limited, place

DECEMBER = Month(2026, 12)
VILLAGES = {"51.04.03.2001": "Batubulan", "51.04.03.2002": "Ketewel"}
APBD, DESA, SPONSOR = DEFAULT_SOURCES
PLAIN = {name: "" if column.dtype == TEXT else 0 for name, column in ENROLMENTS.items()}
FIRST = "51.04.03.2001"


def person(number: int, enrolment: int = 0, source: str = "apbd", village: str = FIRST, **more: object) -> dict:
    row = {"person_id": number, "enrolment_id": enrolment or number, "source": source, "village": village}
    months = {"first_month": "2026-12", "last_month": "2026-12", "village_name": VILLAGES.get(village, "")}
    return PLAIN | row | months | {"decile": None} | more


def placed(
    people: list[dict],
    *,
    quota: int = 2,
    now: tuple = (),
    before: tuple = (),
    fill: bool = True,
    older: tuple = (),
    **setting: object,
) -> Placed:
    """Who has a place: `now` and `before` are (person, source, village) of issued invoices, `older` past enrolments."""
    sources = [APBD._replace(quota=quota, **setting), DESA, SPONSOR]
    queue = build(QUEUE, ([one[name] for name in QUEUE] for one in [*older, *people]))
    held = build(HELD, [(p, s, v, VILLAGES[v], n) for ones, n in ((now, True), (before, False)) for p, s, v in ones])
    issued = pd.DataFrame([(p, s) for p, s, _ in now], columns=["person_id", "source"])
    frame = build(ENROLMENTS, ([one[name] for name in ENROLMENTS] for one in people))
    return place(frame, sources, Known(queue, held, issued, fill), DECEMBER)


def covered(done: Placed) -> list[int]:
    return done.enrolments["person_id"].tolist()


def in_line(done: Placed) -> list[tuple[str, int, int]]:
    return list(zip(done.waiting["village"].str[-1], done.waiting["number"], done.waiting["person_id"], strict=True))


def test_the_first_to_enter_have_the_places_and_the_others_wait_with_a_number() -> None:
    done = placed([person(4), person(2), person(3), person(1), person(9, village="51.04.03.2002")])
    assert sorted(covered(done)) == [1, 2, 9]
    assert in_line(done) == [("1", 1, 3), ("1", 2, 4)]
    assert done.filled.drop(columns="village").values.tolist() == [
        ["apbd", "Batubulan", 2, 2, 2],
        ["apbd", "Ketewel", 2, 1, 0],
    ]


def test_a_place_once_billed_is_kept_against_everybody_who_entered_before() -> None:
    done = placed([person(1), person(2), person(3)], before=((3, "apbd", FIRST),))
    assert (sorted(covered(done)), in_line(done)) == ([1, 3], [("1", 1, 2)])


def test_a_place_in_another_village_is_none_in_this_one() -> None:
    done = placed([person(1), person(2), person(3)], before=((3, "apbd", "51.04.03.2002"),))
    assert sorted(covered(done)) == [1, 2]


def test_the_lowest_decile_comes_first_and_an_unknown_one_last() -> None:
    people = [person(1), person(2, decile=7), person(3, decile=1), person(4, decile=7)]
    assert sorted(covered(placed(people, priority="decile"))) == [2, 3]
    assert in_line(placed(people, priority="decile")) == [("1", 1, 4), ("1", 2, 1)]


def test_a_corrected_list_does_not_change_who_came_first() -> None:
    older = (person(5, enrolment=1), person(6, enrolment=2))
    done = placed([person(7, enrolment=3), person(6, enrolment=4), person(5, enrolment=5)], older=older)
    assert sorted(covered(done)) == [5, 6]


def test_who_was_billed_for_the_month_stays_even_above_a_quota_that_was_lowered() -> None:
    now = tuple((number, "apbd", FIRST) for number in (1, 2, 3))
    done = placed([person(1), person(2), person(3), person(4)], quota=1, now=now)
    assert sorted(covered(done)) == [1, 2, 3]


@pytest.mark.parametrize(("fill", "expected"), [(True, [1, 3]), (False, [1])])
def test_a_place_that_was_billed_is_filled_again_only_while_the_month_is_open(fill: bool, expected: list[int]) -> None:
    now = ((1, "apbd", FIRST), (2, "apbd", FIRST))
    assert sorted(covered(placed([person(1), person(3)], now=now, fill=fill))) == expected


@pytest.mark.parametrize(
    "billed",
    [
        {"now": ((1, "apbd", FIRST), (2, "dana_desa", FIRST))},
        {"now": ((1, "apbd", FIRST),), "before": ((2, "apbd", FIRST),)},
    ],
    ids=["under another source", "for another month"],
)
def test_who_is_gone_and_was_billed_elsewhere_leaves_no_place_empty(billed: dict[str, tuple]) -> None:
    assert sorted(covered(placed([person(1), person(3)], fill=False, **billed))) == [1, 3]


def test_one_village_may_have_another_quota_by_code_or_name() -> None:
    people = [person(n) for n in (1, 2, 3)] + [person(n, village="51.04.03.2002") for n in (4, 5, 6)]
    for key in ("51.04.03.2002", "Ketewel"):
        assert sorted(covered(placed(people, quotas={key: 1}))) == [1, 2, 4]
    assert sorted(covered(placed(people, quota=0, quotas={"51.04.03.2002": 1}))) == [1, 2, 3, 4]


def test_who_is_paid_by_a_source_that_comes_first_takes_no_place_of_another() -> None:
    sources = [APBD, DESA._replace(quota=1), SPONSOR]
    people = [person(1), person(1, 11, "dana_desa"), person(2, 12, "dana_desa"), person(3, 13, "dana_desa")]
    frame = build(ENROLMENTS, ([one[name] for name in ENROLMENTS] for one in people))
    queue = build(QUEUE, ([one[name] for name in QUEUE] for one in people if one["source"] == "dana_desa"))
    none = pd.DataFrame({"person_id": [], "source": []})
    done = place(frame, sources, Known(queue, build(HELD, ()), none, True), DECEMBER)
    assert covered(done) == [1, 1, 2]
    assert done.waiting["person_id"].tolist() == [3]


def test_whom_a_sponsor_pays_while_they_wait_is_left_to_the_sponsor() -> None:
    done = placed([person(1), person(2), person(3), person(3, 30, "sertakan", sponsor="s")])
    assert list(zip(done.enrolments["person_id"], done.enrolments["source"], strict=True)) == [
        (1, "apbd"),
        (2, "apbd"),
        (3, "sertakan"),
    ]


def test_of_two_villages_the_place_is_where_the_person_entered_first_though_a_newer_list_replaced_that_row() -> None:
    people = [person(1, 3, entered=1), person(1, 2, village="51.04.03.2002", entered=2), person(2, 4, entered=4)]
    done = placed(people, quota=1)
    assert (in_line(done), done.filled["covered"].tolist()) == ([("1", 1, 2)], [1])


def test_of_two_villages_the_place_is_where_an_issued_invoice_has_billed_the_person() -> None:
    people = [person(1, 3, entered=1), person(1, 2, village="51.04.03.2002", entered=2), person(2, 4, entered=4)]
    done = placed(people, quota=1, now=((1, "apbd", "51.04.03.2002"),))
    assert (in_line(done), sorted(done.filled["village_name"])) == ([], ["Batubulan", "Ketewel"])


def test_people_of_no_known_village_have_no_quota() -> None:
    assert covered(placed([person(n, village="") for n in (1, 2, 3)])) == [1, 2, 3]


def test_sources_with_a_quota_are_those_that_say_so() -> None:
    assert limited(DEFAULT_SOURCES) == ()
    assert [one.key for one in limited([DESA._replace(quotas={"x": 1}), APBD])] == ["dana_desa"]


PEOPLE = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(sorted(VILLAGES)), st.one_of(st.none(), st.integers(1, 10))),
    unique_by=lambda one: one[0],
    min_size=1,
)


@settings(max_examples=40)
@given(
    people=PEOPLE, held=st.sets(st.integers(1, 12)), quota=st.integers(1, 4), poorest=st.booleans(), order=st.randoms()
)
def test_places_are_those_of_a_plain_reckoning_whatever_the_order_of_rows(people, held, quota, poorest, order) -> None:
    rows = [person(number, village=village, decile=decile) for number, village, decile in people]
    before = tuple((one["person_id"], "apbd", one["village"]) for one in rows if one["person_id"] in held)
    order.shuffle(rows)
    done = placed(rows, quota=quota, before=before, priority="decile" if poorest else "entry")
    expected, line = set(), []
    for village in VILLAGES:
        there = [one for one in people if one[1] == village]
        there.sort(key=lambda one: (one[0] not in held, (one[2] or 99) if poorest else 0, one[0]))
        expected |= {one[0] for one in there[:quota]}
        line += [(village[-1], place + 1, one[0]) for place, one in enumerate(there[quota:])]
    assert set(covered(done)) == expected
    assert in_line(done) == line
    assert len(covered(done)) + len(line) == len(people)
