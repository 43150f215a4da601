"""A sponsor who yields has a free place; who waits for it is of the village and has no cover this month."""

import pandas as pd

from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, build
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.steps.freed_places import freed, offered

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
    (place,) = offered(places, ever, NOVEMBER)
    assert (place.sponsor, place.name, place.billed, place.waiting) == ("Ni Luh", "Sudarma", "APBD", ("Dipa", "Rai"))
    turned = offered(places.iloc[::-1], ever.iloc[::-1], NOVEMBER)
    assert turned == [place]
