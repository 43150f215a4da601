"""What the page of a month draws: whose cover ends when, places filled and waited for, who pays without a gap."""

import pandas as pd
import pytest

from jamsos_cli.model.cohort import COHORTS
from jamsos_cli.model.continuity import CONTINUITY, COVERED, ENDING, NEVER
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import TEXT, Schema, build
from jamsos_cli.model.month import Month
from jamsos_cli.model.places import FILLED, WAITING, Placed
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.reports.continuity import Watched
from jamsos_cli.reports.month_pictures import end_bars, places_bars, standing_shares, village_places

NOVEMBER = Month(2026, 11)


def frame(schema: Schema, *rows: dict[str, object]) -> pd.DataFrame:
    plain = {name: "" if column.dtype == TEXT else 0 for name, column in schema.items()}
    return build(schema, ([(plain | row)[name] for name in schema] for row in rows))


def ending(last_month: str, source: str, people: int, village: str = "Batubulan") -> dict[str, object]:
    return {"last_month": last_month, "source": source, "village_name": village, "people": people, "jkk": 10 * people}


def watched(*ends: dict[str, object], standings: tuple[str, ...] = ()) -> Watched:
    people = frame(CONTINUITY, *({"person_id": n, "standing": one} for n, one in enumerate(standings)))
    return Watched(NOVEMBER, NOVEMBER, 12, (), (), people, frame(ENROLMENTS), frame(ENDING, *ends))


def placed(*filled: dict[str, object]) -> Placed:
    return Placed(frame(ENROLMENTS), frame(WAITING), frame(FILLED, *filled))


def test_everybody_whose_cover_ends_on_one_day_is_one_bar_with_a_share_a_source() -> None:
    ends = watched(
        ending("2026-12", "dana_desa", 6), ending("2026-12", "dana_desa", 2, "Celuk"), ending("2026-12", "apbd", 12),
        ending("2027-01", "apbd", 5),
    )  # fmt: skip
    cohorts = frame(COHORTS, {"source": "apbd", "last_month": "2026-12", "people": 12, "waiting": 3})
    first, second = end_bars(ends, cohorts, DEFAULT_SOURCES)
    assert (first.label, first.people, first.rupiah, first.waiting) == ("1 Januari 2027", 20, 200, 3)
    assert [(one.name, one.people, one.at, one.width) for one in first.shares] == [
        ("APBD", 12, 0, 60),
        ("Dana Desa", 8, 60, 40),
    ]
    assert (second.label, second.people, second.shares[0].width) == ("1 Februari 2027", 5, 25)


def test_later_days_than_the_page_has_room_for_are_one_bar() -> None:
    bars = end_bars(
        watched(*(ending(f"2027-{n:02}", "apbd", n) for n in range(1, 10))), frame(COHORTS), DEFAULT_SOURCES
    )
    assert [one.label for one in bars[-2:]] == ["1 Juli 2027", "1 Agustus 2027 dan sesudahnya"]
    assert sum(one.people for one in bars) == sum(range(1, 10))


def test_places_are_summed_by_source_and_full_bars_show_who_waits() -> None:
    found = placed(
        {"source": "dana_desa", "village": "a", "village_name": "Batubulan", "quota": 50, "covered": 50, "waiting": 20},
        {"source": "dana_desa", "village": "b", "village_name": "Celuk", "quota": 50, "covered": 40, "waiting": 0},
    )
    (bar,) = places_bars(found, (), DEFAULT_SOURCES)
    assert bar[:5] == ("Dana Desa", 100, 90, 10, 20)
    assert bar.waiting_at == 100 and bar.covered_at == pytest.approx(100 * 90 / 110)
    assert places_bars(placed(), (), DEFAULT_SOURCES) == ()


def test_villages_of_one_name_have_their_places_by_code() -> None:
    rows = [
        {"source": "dana_desa", "village": code, "village_name": name, "quota": quota, "waiting": 1}
        for code, name, quota in (("62.1", "Lapan", 3), ("62.2", "Lapan", 4), ("62.3", "Kurun", 5))
    ]
    labels = {"Lapan (62.1)", "Lapan (62.2)", "Kurun"}
    assert village_places(placed(*rows), labels) == {"Lapan (62.1)": (3, 1), "Lapan (62.2)": (4, 1), "Kurun": (5, 1)}


def test_standings_are_shares_of_everybody() -> None:
    shares = standing_shares(watched(standings=(COVERED, COVERED, COVERED, NEVER)))
    assert [(one.name, one.people, one.width) for one in shares] == [
        ("iuran lancar", 3, 75),
        ("belum pernah dibayar", 1, 25),
    ]
    assert standing_shares(watched()) == ()
