"""A card says that people are of one house, never that they are one person; beside other signs it finds who is."""

import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from doubles.people import COLUMNS, People, Rates
from jamsos_cli.model.person import Known
from jamsos_cli.steps.resemblance import resembling

CARD = "5104032201159003"
WAYAN = Known(
    "5104031203800041", "I WAYAN SUDARMA", "1980-03-12", "L", "Batubulan", "NI KETUT RENI", "081234567890", CARD
)  # fmt: skip
OF_ONE_HOUSE = {
    "a brother with a neighbouring NIK": {
        "nik": "5104031203820042", "name": "I MADE SUDARSA", "birth_date": "1982-03-12",
    },
    "a brother of one stem born a digit apart": {
        "nik": "5104031303820042", "name": "I MADE SUDARMI", "birth_date": "1982-03-13",
    },
    "a twin": {"nik": "5104031203800042", "name": "I MADE ASTAWA"},
    "a twin whose name rhymes": {"nik": "5104031203800042", "name": "I WAYAN SUDARTA", "phone": ""},
    "a twin of whose name a letter is another": {"nik": "5104031203800042", "name": "I MADE SUDARMI"},
    "a twin sister": {"nik": "5104035203800042", "name": "NI MADE SUDARMI", "sex": "P"},
    "his father of the same name": {"nik": "5104032501550003", "birth_date": "1955-01-25", "mother": "NI LUH OKA"},
    "his son": {"nik": "5104031107060009", "name": "I PUTU SUDARMA", "birth_date": "2006-07-11", "mother": "NI RAI"},
    "his wife": {
        "nik": "5104035203810005", "name": "NI WAYAN SUDARMI", "birth_date": "1981-03-12", "sex": "P",
        "mother": "NI RAI",
    },
}  # fmt: skip
UNKNOWN = {
    "all known": (),
    "neither mother nor phone": ("mother", "phone"),
    "no birth date": ("birth_date", "phone"),
    "name, NIK and card alone": ("birth_date", "mother", "phone", "village", "sex"),
}


def bare(people: list[Known], unknown: tuple[str, ...]) -> list[Known]:
    return [one._replace(**dict.fromkeys(unknown, "")) for one in people]


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("other", OF_ONE_HOUSE.values(), ids=OF_ONE_HOUSE)
def test_people_of_one_card_stay_apart(other: dict[str, str], unknown: tuple[str, ...]) -> None:
    assert resembling(bare([WAYAN, WAYAN._replace(**other)], unknown)).pairs == ()


@pytest.mark.parametrize("unknown", UNKNOWN.values(), ids=UNKNOWN)
@pytest.mark.parametrize("culture", ["bali", "dayak"])
def test_no_two_of_thousands_in_houses_with_cards_are_taken_for_one(culture: str, unknown: tuple[str, ...]) -> None:
    made = People(7, 5_000, Rates(culture=culture, twice=0.0, no_card=0.0)).records(5_000)
    people = [Known.of(dict(zip(COLUMNS, record, strict=True))) for record in made]
    cards = [one.family_card for one in people]
    assert len(set(cards)) < 0.8 * len(cards), "houses share them"
    assert resembling(bare(people, unknown)).pairs == ()


@pytest.mark.parametrize(
    ("unknown", "gained"), [(("mother", "phone", "village"), 0.02), (("birth_date", "mother", "phone"), 0.1)]
)
def test_where_little_else_is_known_a_card_finds_who_was_missed(unknown: tuple[str, ...], gained: float) -> None:
    records = [dict(zip(COLUMNS, r, strict=True)) for r in People(7, 5_000, Rates(no_card=0.0)).records(5_000)]
    own = defaultdict(list)
    for place, record in enumerate(records):
        own[record["person"]].append(place)
    true = {
        pair
        for places in own.values()
        for pair in combinations(places, 2)
        if len({records[one]["nik"] for one in pair}) == 2
    }
    shares = []
    for hidden in (("family_card", *unknown), unknown):
        found = {pair[:2] for pair in resembling(bare([Known.of(record) for record in records], hidden)).pairs}
        assert len(found - true) <= 0.005 * len(found)
        shares.append(len(found & true) / len(true))
    assert shares[1] > shares[0] + gained


def test_one_card_written_for_a_whole_list_says_little() -> None:
    names = ("NI LUH SARI", "I MADE RAI", "NI KETUT SUCI", "I PUTU OKA", "NI KADEK ARINI")
    village = [
        WAYAN._replace(nik=f"51040311{n + 1:02d}71900{n}", name=name, birth_date=f"1971-{n + 1:02d}-11", mother="")
        for n, name in enumerate(names)
    ]
    one, again = (WAYAN._replace(nik=nik, mother="", phone="") for nik in (WAYAN.nik, "5104031203809388"))
    (alone,) = resembling([one, again]).pairs
    (among,) = resembling([one, again, *village]).pairs
    weights = [{field: bits for field, _, bits in pair.score.weights} for pair in (alone, among)]
    assert weights[1]["card"] < weights[0]["card"] / 2
