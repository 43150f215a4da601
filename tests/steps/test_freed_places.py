"""A sponsor who yields has a free place; who waits for it is of the village and has no cover this month."""

import pandas as pd

from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, build, conform
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import WAITING
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.steps.freed_places import freed, offered
from jamsos_cli.steps.places import in_line

NOVEMBER = Month(2026, 11)


def enrolments(*rows: dict[str, object]) -> pd.DataFrame:
    plain = {name: "" if column.dtype == TEXT else 0 for name, column in ENROLMENTS.items()}
    plain |= {
        "village": "51.04.03.2001",
        "village_name": "Batubulan",
        "first_month": "2026-11",
        "last_month": "2026-12",
    }
    return build(ENROLMENTS, ([(plain | row)[name] for name in ENROLMENTS] for row in rows))


def test_a_place_is_free_where_another_source_is_billed_and_the_village_has_somebody_waiting() -> None:
    ever = enrolments(
        {"person_id": 1, "source": "apbd", "name": "Sudarma"},
        {"person_id": 1, "source": "sertakan", "name": "Sudarma", "sponsor": "s", "sponsor_name": "Ni Luh"},
        {"person_id": 2, "source": "sertakan", "name": "Sari", "sponsor": "s", "sponsor_name": "Ni Luh"},
        {"person_id": 3, "source": "apbd", "name": "Rai", "first_month": "2026-01", "last_month": "2026-06"},
        {"person_id": 4, "source": "apbd", "name": "Dipa", "first_month": "2026-01", "last_month": "2026-09"},
        {"person_id": 5, "source": "apbd", "name": "Yasa", "last_month": "2026-09", "first_month": "2026-01",
         "village": "51.04.03.2002"},
        {"person_id": 2, "source": "apbd", "name": "Sari", "first_month": "2026-01", "last_month": "2026-06"},
    )  # fmt: skip
    lines = pd.DataFrame({"person_id": [1, 2], "source": ["apbd", "sertakan"], "iuran_month": ["2026-11"] * 2})
    places = freed(ever, lines, DEFAULT_SOURCES, NOVEMBER)
    line = in_line(build(WAITING, ()), ever, {1, 2}, set(), NOVEMBER)
    (place,) = offered(places, line)
    assert (place.sponsor, place.name, place.billed, place.waiting) == ("Ni Luh", "Sudarma", "APBD", ("Dipa", "Rai"))
    turned = offered(places.iloc[::-1], in_line(build(WAITING, ()), ever.iloc[::-1], {1, 2}, set(), NOVEMBER))
    assert turned == [place]


def test_who_waits_for_a_place_comes_before_whose_enrolment_ran_out_and_the_dead_are_not_asked() -> None:
    ever = enrolments(
        {"person_id": 1, "source": "apbd", "name": "Sudarma"},
        {"person_id": 1, "source": "sertakan", "name": "Sudarma", "sponsor": "s", "sponsor_name": "Ni Luh"},
        {"person_id": 3, "source": "apbd", "name": "Rai", "first_month": "2026-01", "last_month": "2026-06"},
        {"person_id": 4, "source": "apbd", "name": "Dipa", "first_month": "2026-01", "last_month": "2026-09"},
        {"person_id": 5, "source": "apbd", "name": "Yasa"},
        {"person_id": 6, "source": "apbd", "name": "Kerta"},
    )
    lines = pd.DataFrame({"person_id": [1, 6], "source": ["apbd", "dana_desa"], "iuran_month": ["2026-11"] * 2})
    queued = ever.iloc[-2:].assign(number=[2, 1], decile=pd.NA)
    line = in_line(conform(WAITING, queued), ever, {1, 6}, {4}, NOVEMBER)
    assert list(zip(line["number"], line["name"], strict=True)) == [(1, "Yasa"), (2, "Rai")]
    (place,) = offered(freed(ever, lines, DEFAULT_SOURCES, NOVEMBER), line)
    assert place.waiting == ("Yasa", "Rai")
