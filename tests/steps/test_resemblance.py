"""Who is probably one person under two NIKs: what agrees, what keeps two people apart, and that no order matters."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clerks import MIXES, clerks
from jamsos_cli.model.frame import build
from jamsos_cli.model.person import PEOPLE, Known
from jamsos_cli.steps.likeness.blocks import Facts, Few
from jamsos_cli.steps.likeness.columns import Candidates, Columns, candidates
from jamsos_cli.steps.likeness.levels import may_be_one
from jamsos_cli.steps.likeness.names import may_be_named
from jamsos_cli.steps.likeness.spelling import words_of
from jamsos_cli.steps.likeness.traits import Traits, traits
from jamsos_cli.steps.resemblance import resembling, resembling_frame, resembling_many
from labelled import labelled

WAYAN = Known(
    "5104031203800041", "I WAYAN SUDARMA", "1980-03-12", "L", "Batubulan", "NI KETUT RENI", "081234567890"
)  # fmt: skip
SAME = {
    "a digit mistyped": {"nik": "5104031203800071"},
    "two digits swapped": {"nik": "5104031203800014"},
    "a digit of the region": {"nik": "5107031203800041"},
    "a digit of the date": {"nik": "5104031303800041"},
    "short forms and a degree": {"nik": "5104031203800071", "name": "I WY. Soedarma, S.Pd."},
    "run together": {"nik": "5104031203800071", "name": "IWAYANSUDARMA"},
    "day and month swapped": {"nik": "5104031203800071", "birth_date": "1980-12-03"},
    "ten years off": {"nik": "5104031203800071", "birth_date": "1990-03-12"},
    "no birth date": {"nik": "5104031203800071", "birth_date": ""},
    "another NIK": {"nik": "5171011203809388"},
    "neither mother nor phone": {"nik": "5104031203800071", "mother": "", "phone": ""},
}
OTHERS = {
    "a brother": {"nik": "5104030908830017", "name": "I MADE SUDARSA", "birth_date": "1983-08-09"},
    "a twin": {"nik": "5104031203800042", "name": "I MADE ASTAWA"},
    "a twin whose name rhymes": {"nik": "5104031203800042", "name": "I MADE SUDARMA"},
    "a namesake": {"nik": "5104031704720026", "birth_date": "1972-04-17", "mother": "NI LUH MURNI", "phone": ""},
    "his father of the same name": {"nik": "5104032501550003", "birth_date": "1955-01-25", "mother": "", "phone": ""},
    "the same NIK": {},
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_one_person_under_two_niks_is_found(other: dict[str, str]) -> None:
    (pair,) = resembling([WAYAN, WAYAN._replace(**other)]).pairs
    assert pair.score.grade in {"probable", "certain"}
    assert {reason.en.split(" ")[0] for reason in pair.reasons} >= {"name", "NIK", "birth"}
    assert not set("+0123456789") & set(pair.agreement.id) and "NIK" in pair.agreement.id


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_people_who_only_look_alike_stay_apart(other: dict[str, str]) -> None:
    assert resembling([WAYAN, WAYAN._replace(**other)]).pairs == ()


def test_a_sex_that_the_niks_differ_in_too_is_a_sister_rather_than_a_slip() -> None:
    spelled = WAYAN._replace(name="I WAYAN SUDAERMA", phone="")
    (slip,) = resembling([WAYAN, spelled._replace(nik="5104031203800042", sex="P")]).pairs
    (sister,) = resembling([WAYAN, spelled._replace(nik="5104035203800042", sex="P")], threshold=0.01).pairs
    assert "sex different, the same in the NIKs (+0.9)" in [reason.en for reason in slip.reasons]
    assert sister.score.value < slip.score.value
    assert sister.score.instead == "twin"


def test_a_name_and_two_niks_alone_say_nothing() -> None:
    bare = Known(WAYAN.nik, WAYAN.name)
    assert resembling([bare, bare._replace(nik="5104031203800071")]).pairs == ()


def test_what_is_known_already_is_compared_only_with_what_is_new() -> None:
    twice = [WAYAN, WAYAN._replace(nik="5104031203800071"), WAYAN._replace(nik="5104031203800091")]
    assert [(pair.left, pair.right) for pair in resembling(twice, known=2).pairs] == [(0, 2), (1, 2)]


person = st.builds(
    Known,
    nik=st.sampled_from(["5104031203800041", "5104031203800071", "5107031203800041", "5104030312800041"]),
    name=st.sampled_from(["I WAYAN SUDARMA", "I WY. SOEDARMA", "IWAYANSUDARMA", "I MADE SUDARMA PUTRA", "NI LUH SARI"]),
    birth_date=st.sampled_from(["", "1980-03-12", "1980-12-03", "1990-03-12", "1999-12-31", "2009-12-31"]),
    sex=st.sampled_from(["L", "P", ""]),
    village=st.sampled_from(["Batubulan", "Saba", ""]),
    mother=st.sampled_from(["NI KETUT RENI", "Ni Kt. Reni", ""]),
    phone=st.sampled_from(["081234567890", "+6281234567890", ""]),
    family_card=st.sampled_from(["5104031203119002", ""]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(person, max_size=14), st.integers(0, 5))
def test_plain_dicts_and_whole_columns_give_the_same_candidates(people: list[Known], known: int) -> None:
    everybody = [traits(one) for one in people]
    facts = Facts(
        [one.nik for one in people],
        [one.birth_date for one in people],
        [one.mother for one in people],
        [one.phone for one in people],
        [one.family_card for one in people],
    )
    assert Few(facts, people.__getitem__).candidates(known) == candidates(Columns(everybody), known).pairs


@settings(max_examples=60, deadline=None)
@given(st.lists(person, max_size=14), st.integers(0, 5))
def test_a_glance_leaves_out_nobody_whom_the_full_way_finds(people: list[Known], known: int) -> None:
    assert resembling(people, known) == resembling_many([traits(one) for one in people], known)


@pytest.mark.parametrize("bare", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("size", [100, 1_000])
def test_lists_of_villages_give_what_the_full_way_gives(size: int, bare: float) -> None:
    people = labelled(size, size, "bali", bare).records
    found = resembling(people)
    assert found == resembling_many([traits(one) for one in people])
    assert found.pairs


NAMED = [
    ("SUDARMA", "SUDARMA"), ("I WAYAN SUDARMA", "I MADE SUDARMA"), ("WIDHYA", "WIDIA"), ("SUDARMA", "SUDARNA"),
    ("WAIAN", "WAYAN SARI"), ("PUTUSARI", "PUTU SARI"), ("DEWISARTIKA RAI", "DEWI SARTIKA KUSUMANINGRUM"),
    ("BINAMINAH", "AMINAH"), ("KETUT", "KE TUT"), ("", "SARI"), ("SUDIANTARA", "SUDIANTA"),
    ("KARTIKAWATI", "KARTIAWATININ"), ("VAYA", "WAIA"), ("RAKA PUTRAWAN", "RAKE SUDIANI"),
]  # fmt: skip
"""Names that `may_be_one` lets pass, each for a reason of its own."""


def let_pass(both: list[Traits]) -> bool:
    """Ask of two alone, whatever keys they share."""
    pair = Candidates(np.array([0]), np.array([1]), ())
    return may_be_named(Columns(both), pair).pairs == [(0, 1)]


@pytest.mark.parametrize(("one", "other"), NAMED)
def test_nobody_is_passed_over_by_the_name_whom_a_comparison_would_let_pass(one: str, other: str) -> None:
    both = [traits(WAYAN._replace(name=one)), traits(WAYAN._replace(name=other, nik="5104031203809388"))]
    assert may_be_one(*both)
    assert let_pass(both)


parts = ["I", "WAYAN", "MADE", "LUH", "WAIAN", "W", "SUDARMA", "SUDARNA", "SOEDARMA", "SUDARMI", "BINTI", "BIN", "SARI"]
ends = ["SARILUH", "BINSARI", "DEWISARI", "DEWI", "PUTRA", "PUTERA", "KARTIKAWATI", "KARTIAWATININ", "SRIKARTINI", ""]
composed = st.lists(st.sampled_from(parts + ends), min_size=1, max_size=4).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


@settings(max_examples=800, deadline=None)
@given(composed, composed, st.booleans(), st.booleans())
@example(one="BINTIBINTI", other="BINTIBIN", mother=False, near=False)
def test_nor_is_anybody_of_odder_names_who_shares_something_more_or_nothing(
    one: str, other: str, mother: bool, near: bool
) -> None:
    bare = Known(WAYAN.nik, one, WAYAN.birth_date, mother="SRI RENI" if mother else "")
    born = "1980-03-21" if near else WAYAN.birth_date
    both = [traits(bare), traits(bare._replace(nik="5104031203809388", name=other, birth_date=born))]
    assert let_pass(both) >= may_be_one(*both)


def test_whom_only_some_words_and_a_day_join_is_passed_over() -> None:
    bare = Known("5104031203800041", "I WAYAN SUDARMA PUTRA", "1980-03-12")
    both = [traits(bare), traits(bare._replace(nik="5107031203809388", name="I WAYAN SUDARMA YASA"))]
    assert not let_pass(both)


def test_whoever_is_passed_over_by_the_name_would_be_refused() -> None:
    records = [*clerks(1_500, 9, MIXES["many slips"]).records, *labelled(1_500, 3, "bali", 0.3).records]
    everybody = [traits(one) for one in records]
    columns = Columns(everybody)
    found = candidates(columns)
    named = set(may_be_named(columns, found).pairs)
    assert [
        pair for pair in found.pairs if pair not in named and may_be_one(*(everybody[place] for place in pair))
    ] == []
    assert len(named) < len(found.pairs)


@settings(max_examples=60, deadline=None)
@given(st.lists(person, max_size=10), st.randoms(use_true_random=False))
def test_neither_the_order_nor_another_run_changes_the_pairs(people: list[Known], random: object) -> None:
    def told(order: list[int]) -> set[tuple[frozenset[int], float]]:
        found = resembling([people[place] for place in order])
        return {(frozenset((order[pair.left], order[pair.right])), pair.score.value) for pair in found.pairs}

    order = list(range(len(people)))
    first = told(order)
    assert told(order) == first
    random.shuffle(order)  # type: ignore[attr-defined]
    assert told(order) == first


@settings(max_examples=20, deadline=None)
@given(st.lists(person, max_size=8))
def test_a_frame_gives_what_a_list_gives(people: list[Known]) -> None:
    assert resembling_frame(build(PEOPLE, people)) == resembling(people)


def test_a_cell_of_thousands_of_words_is_compared_by_its_first_ones() -> None:
    text = " ".join(f"{a}{b}{c}" for a in "BCDFG" for b in "AEIOU" for c in "LMNRS") * 400
    long = [WAYAN._replace(name=f"SUDARMA {text}", nik=f"51040312038000{place}") for place in range(41, 44)]
    assert len(words_of(long[0].name)) == 8
    found = resembling_many([traits(one) for one in long])
    assert [(pair.left, pair.right) for pair in found.pairs] == [(0, 1), (0, 2), (1, 2)]


@pytest.mark.parametrize("region", ["bali", "kalimantan"])
def test_people_of_another_make_than_the_weights_are_told_apart(region: str) -> None:
    people = labelled(6_000, 23, region)
    found = {(pair.left, pair.right) for pair in resembling(people.records).pairs}
    right = len(found & people.pairs())
    assert right / len(found) >= 0.995
    assert right / len(people.pairs()) >= 0.98


@pytest.mark.parametrize("mix", [name for name in MIXES if name != "many slips"])
def test_people_written_twice_by_clerks_of_other_habits_are_told_apart(mix: str) -> None:
    people = clerks(8_000, 31, MIXES[mix])
    found = {(pair.left, pair.right) for pair in resembling(people.records).pairs}
    right = len(found & people.pairs())
    assert right / len(found) >= 0.994  # of some 1,300 pairs, so that two more or less are a thousandth
    assert right / len(people.pairs()) >= 0.98


def test_a_namesake_with_another_birth_date_in_column_and_nik_stays_apart() -> None:
    other = WAYAN._replace(nik="5104031503800042", birth_date="1980-03-15", mother="", phone="")
    assert resembling([WAYAN, other]).pairs == ()


def test_a_phone_that_many_give_says_little() -> None:
    names = ("NI LUH SARI", "I MADE RAI", "NI KETUT SUCI", "I PUTU OKA", "NI KADEK ARINI")
    office = [
        WAYAN._replace(nik=f"51040311{n + 1:02d}71900{n}", name=name, birth_date=f"1971-{n + 1:02d}-11", mother="")
        for n, name in enumerate(names)
    ]
    again = WAYAN._replace(nik="5104031203809388", mother="", village="")
    (alone,) = resembling([WAYAN._replace(mother="", village=""), again]).pairs
    (among,) = resembling([WAYAN._replace(mother="", village=""), again, *office]).pairs
    weights = [{field: bits for field, _, bits in pair.score.weights} for pair in (alone, among)]
    assert weights[1]["phone"] < weights[0]["phone"] / 2


BIRTH_ORDER = ("WAYAN", "MADE", "NYOMAN", "KETUT", "PUTU", "KADEK", "KOMANG", "NENGAH", "GEDE")
GIVEN = (
    "SUDARMA", "SUKARTA", "SUPARTA", "SUDIARTA", "SUARDANA", "SUMERTA", "SUDANA", "SUDIRA", "SUWECA", "SUBRATA",
    "SUJANA", "SUARSA", "SUWITRA", "SUKADANA", "SUKERTA", "ASTAWA", "ARDANA", "WIRATA", "WINATA", "PARWATA",
)  # fmt: skip


@pytest.mark.parametrize("first", ["I WAYAN", "BUDI", ""])
def test_a_list_that_numbers_people_of_one_birth_date_has_no_doubles(first: str) -> None:
    people = [
        Known(f"510401120380{n:04d}", f"{first or f'I {BIRTH_ORDER[n % 9]}'} {name}", "1980-03-12", "L", "Batubulan",
              "", f"08123456{7200 + n}")
        for n, name in enumerate(GIVEN, 1)
    ]  # fmt: skip
    assert resembling(people).pairs == ()
    again = people[0]._replace(nik="5104011203800501")
    assert [(pair.left, pair.right) for pair in resembling([*people, again]).pairs] == [(0, len(people))]


def test_a_phone_next_to_those_of_many_says_little() -> None:
    office = [
        WAYAN._replace(
            nik=f"51040311{n + 1:02d}71900{n}", name=f"NI LUH {name}", birth_date=f"1971-{n + 1:02d}-11", mother="",
            village="", phone=f"08123456780{n}",
        )
        for n, name in enumerate(GIVEN[:8])
    ]  # fmt: skip
    left, right = WAYAN._replace(mother="", phone="081234567809"), WAYAN._replace(mother="", phone="081234567808")
    pair = [left, right._replace(nik="5104031203800071")]
    (alone,) = resembling(pair).pairs
    among = next(found for found in resembling([*pair, *office]).pairs if (found.left, found.right) == (0, 1))
    weights = [{field: bits for field, _, bits in found.score.weights} for found in (alone, among)]
    assert weights[1]["phone"] < weights[0]["phone"] / 2


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        # twins with names that rhyme, registered one after the other
        (("5104031203900001", "I Made Sukarsa"), ("5104031203900002", "I Made Sukarta"), False),
        (("5104035203900003", "Rini Asang"), ("5104035203900004", "Rina Asang"), False),
        (("5104035203900003", "Tina Asang"), ("5104035203900004", "Dina"), False),
        # a letter swapped or missing is a slip of the pen, whatever the numbers
        (("5104031203900001", "I Made Sukarsa Wijaya"), ("5104031203900041", "I Made Sukrasa Wijaya"), True),
        # the same name is one person's, also with the next number
        (("5104031203900001", "I Made Sukarsa Wijaya"), ("5104031203900002", "I Made Sukarsa Wijaya"), True),
    ],
)
def test_twins_whose_names_rhyme_are_no_slips_of_the_pen(
    left: tuple[str, str], right: tuple[str, str], told: bool
) -> None:
    home = ("1990-03-12", "", "51.04.03.2001", "Ni Wayan Rarud", "", "")
    pair = [Known(nik, name, *home) for nik, name in (left, right)]
    assert bool(resembling(pair).pairs) is told
    assert bool(resembling(pair[::-1]).pairs) is told
