"""One person has one premium a month; who pays it, how much, and what a person must look at."""

from collections.abc import Iterable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.errors import SettingsError
from jamsos_cli.law import load
from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.ruling import Rulings
from jamsos_cli.model.source import DEFAULT_SOURCES, Payer, Relief, Source, SourceKind
from jamsos_cli.steps.price import DOUBLE_FUNDED, TARIFF_UNDECIDED, price
from jamsos_cli.steps.ruled import unanswered

NOVEMBER = Month(2026, 11)
APBD, DANA_DESA, SERTAKAN = DEFAULT_SOURCES
DEFAULTS: dict[str, object] = {
    "enrolment_id": 1, "person_id": 1, "nik": "5104031203800001", "name": "I Wayan Sudarma", "birth_date": "1980-03-12",
    "sex": "L", "village": "51.04.01.2001", "village_name": "Batubulan", "address": "", "occupation": "Petani",
    "sector": "other", "income": None, "source": "apbd", "programmes": "JKK+JKM", "first_month": "2026-01",
    "last_month": "2026-12", "sponsor": "", "sponsor_name": "", "opd": "", "file": "daftar.xlsx", "sheet": "A",
    "row": 2, "entered": 0,
}  # fmt: skip


def enrolled(text: str) -> pd.DataFrame:
    """Make enrolments from text: the columns on the first line, a row a line, parted by |."""
    heading, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = []
    for number, line in enumerate(lines, 1):
        given_cells: dict[str, object] = dict(zip(heading, line, strict=True))
        for whole in ("enrolment_id", "person_id", "income", "row", "entered"):
            if whole in given_cells:
                given_cells[whole] = int(str(given_cells[whole])) if given_cells[whole] else None
        row = DEFAULTS | {"enrolment_id": number, "row": number + 1} | given_cells
        rows.append([row[name] for name in ENROLMENTS])
    return build(ENROLMENTS, rows)


def priced(
    text: str, month: Month = NOVEMBER, sources: Iterable[Source] = DEFAULT_SOURCES
) -> tuple[pd.DataFrame, list[Finding]]:
    return price(enrolled(text), month, tuple(sources), load(), "Kabupaten Gianyar")


def shown(lines: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(lines[list(columns)].itertuples(index=False, name=None))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.kind.code for finding in findings]


def test_each_source_bills_its_own_payer() -> None:
    lines, _ = priced("""
        person_id | source    | village       | village_name | sponsor | sponsor_name
        1         | apbd      | 51.04.01.2001 | Batubulan    |         |
        2         | dana_desa | 51.04.01.2001 | Batubulan    |         |
        3         | dana_desa |               | Batu Bulan   |         |
        4         | dana_desa |               |              |         |
        5         | sertakan  | 51.04.01.2001 | Batubulan    | s-1     | Ni Made Sari
        6         | sertakan  | 51.04.01.2001 | Batubulan    | s-2     |
    """)
    assert shown(lines, "person_id", "payer", "payer_name", "total") == [
        (1, "regency", "Kabupaten Gianyar", 16_800),
        (2, "51.04.01.2001", "Batubulan", 16_800),
        (3, "BATU BULAN", "Batu Bulan", 16_800),
        (4, "tanpa-desa", "tanpa-desa", 16_800),
        (5, "s-1", "Ni Made Sari", 8_400),
        (6, "s-2", "s-2", 8_400),
    ]


def test_only_who_is_enrolled_in_the_month_is_billed() -> None:
    text = """
        person_id | first_month | last_month
        1         | 2026-11     | 2026-11
        2         | 2026-12     | 2027-05
        3         | 2026-01     | 2026-10
        4         | 2025-12     | 2027-01
    """
    assert list(priced(text)[0]["person_id"]) == [1, 4]
    assert list(priced(text, Month(2026, 12))[0]["person_id"]) == [2, 4]
    assert list(priced(text, Month(2027, 1))[0]["person_id"]) == [2, 4]
    assert list(priced(text, Month(2027, 6))[0]["person_id"]) == []


def test_the_source_that_comes_first_in_the_settings_pays() -> None:
    text = """
        person_id | source    | sponsor
        1         | sertakan  | s-1
        1         | dana_desa |
        1         | apbd      |
        2         | sertakan  | s-1
        2         | dana_desa |
        3         | sertakan  | s-1
        3         | sertakan  | s-2
    """
    lines, _ = priced(text)
    assert shown(lines, "person_id", "source", "enrolment_id") == [
        (1, "apbd", 3),
        (2, "dana_desa", 5),
        (3, "sertakan", 6),
    ]
    other_way = [APBD._replace(order=3), DANA_DESA, SERTAKAN._replace(order=1)]
    lines, _ = priced(text, sources=other_way)
    assert set(lines["source"]) == {"sertakan"}


def test_two_public_sources_for_one_person_are_said_on_the_one_not_billed() -> None:
    _, findings = priced("""
        person_id | source    | row | file
        1         | dana_desa | 7   | desa.xlsx
        1         | apbd      | 9   | dinas.xlsx
    """)
    (double,) = [finding for finding in findings if finding.kind.code == "D03"]
    assert (double.kind.slug, double.kind.level, double.kind.scope) == ("double-funded", "warning", "row")
    assert (double.place.file, double.place.sheet, double.place.row) == ("desa.xlsx", "A", 7)
    assert "November 2026" in double.message("id") and "dinas.xlsx, A, baris 9" in double.message("id")
    assert "APBD" in double.message("en") and "Dana Desa" in double.message("en")


DOUBLES = [
    ("a sponsor beside a public source", "1 | apbd | x |\n 1 | sertakan | x | s-1", 0),
    ("two sponsors", "1 | sertakan | x | s-1\n 1 | sertakan | x | s-2", 0),
    ("the same source and payer twice", "1 | apbd | x |\n 1 | apbd | y |", 0),
    ("two villages, each from its own fund", "1 | dana_desa | x |\n 1 | dana_desa | y |", 1),
    ("three public enrolments", "1 | apbd | x |\n 1 | dana_desa | x |\n 1 | dana_desa | y |", 2),
    ("two people", "1 | apbd | x |\n 2 | dana_desa | x |", 0),
]


@pytest.mark.parametrize(("name", "rows", "doubles"), DOUBLES)
def test_only_two_public_purses_are_double(name: str, rows: str, doubles: int) -> None:
    _, findings = priced("person_id | source | village | sponsor\n" + rows)
    assert codes(findings).count("D03") == doubles


OLD, NEW = DEFAULTS["nik"], "5104031203800002"
ANSWERED = {
    "nothing was ruled": (OLD, "I Wayan Sudarma", "dana_desa", Rulings(), True),
    "one of the two pays": (OLD, "I Wayan Sudarma", "dana_desa", Rulings(one_pays={(OLD, "apbd", "dana_desa")}), False),
    "ruled of two others": (OLD, "I Wayan Sudarma", "dana_desa", Rulings(one_pays={(NEW, "apbd", "dana_desa")}), True),
    "two NIKs of one person": (NEW, "I Wayan Sudarma", "dana_desa", Rulings(joined={(OLD, NEW)}), False),
    "in two villages of one source, ruled one": (OLD, "I Wayan Sudarma", "apbd", Rulings(settled={OLD}), False),
    "the same, of another name": (OLD, "Ketut Rai", "apbd", Rulings(settled={OLD}), True),
}


@pytest.mark.parametrize("case", ANSWERED)
def test_who_is_known_to_stand_twice_is_not_asked_about_again(case: str) -> None:
    number, name, source, ruled, asked = ANSWERED[case]
    twice = enrolled(f"""
        person_id | nik      | name            | source   | village       | row
        1         | {OLD}    | I Wayan Sudarma | apbd     | 51.04.01.2001 | 2
        1         | {number} | {name}          | {source} | 51.04.01.2002 | 3
        2         | {NEW}    | Ketut Rai       | apbd     | 51.04.01.2001 | 4
    """)
    sources = [APBD._replace(payer=Payer.VILLAGE), DANA_DESA, SERTAKAN]
    lines, findings = price(twice, NOVEMBER, sources, load(), "Kabupaten Gianyar")
    assert codes(findings) == ["D03"]
    assert codes(unanswered(findings, DOUBLE_FUNDED, twice, lines, ruled)) == ["D03"] * asked
    other = findings[0]._replace(kind=TARIFF_UNDECIDED)
    assert unanswered([other], DOUBLE_FUNDED, twice, lines, ruled) == [other]
    assert codes(unanswered([other, *findings], DOUBLE_FUNDED, twice, lines, ruled))[:1] == [other.kind.code]


def test_doubles_outside_the_month_are_no_doubles() -> None:
    _, findings = priced("""
        person_id | source    | first_month | last_month
        1         | apbd      | 2026-11     | 2026-12
        1         | dana_desa | 2026-01     | 2026-10
    """)
    assert findings == []


UNDECIDED = [
    ("2025-12", "transport", False),
    ("2026-01", "transport", True),
    ("2026-03", "other", False),
    ("2026-04", "unknown", True),
    ("2026-11", "other", True),
    ("2027-01", "other", False),
    ("2027-03", "transport", True),
    ("2027-04", "transport", False),
]


@pytest.mark.parametrize(("month", "sector", "undecided"), UNDECIDED)
def test_an_undecided_relief_bills_in_full_and_says_so_where_it_matters(
    month: str, sector: str, undecided: bool
) -> None:
    text = f"""
        person_id | source    | sector   | first_month | last_month
        1         | dana_desa | {sector} | 2025-01     | 2030-12
        2         | dana_desa | {sector} | 2025-01     | 2030-12
        3         | apbd      | {sector} | 2025-01     | 2030-12
    """
    lines, findings = priced(text, Month.parse(month))
    assert list(lines["total"]) == [16_800] * 3
    assert list(lines["undecided"]) == [False, undecided, undecided]
    assert codes(findings) == ["S07"] * undecided
    if undecided:
        assert "2 orang" in findings[0].message("id") and "dana_desa" in findings[0].hint("id")
        assert (findings[0].kind.slug, findings[0].kind.level, findings[0].kind.scope) == (
            "tariff-undecided",
            "warning",
            "run",
        )


@pytest.mark.parametrize(("relief", "total"), [(Relief.EXCLUDED, 16_800), (Relief.INCLUDED, 8_400)])
def test_once_decided_nothing_is_said(relief: Relief, total: int) -> None:
    decided = DANA_DESA._replace(relief=relief)
    lines, findings = priced("person_id | source\n 1 | dana_desa", sources=[APBD, decided, SERTAKAN])
    assert (list(lines["total"]), list(lines["undecided"]), findings) == ([total], [False], [])


def test_amounts_follow_income_sector_and_programmes_of_each_enrolment() -> None:
    lines, _ = priced(
        """
        person_id | source   | sponsor | sector    | income   | programmes
        1         | sertakan | s       | transport |          | JKK+JKM
        2         | sertakan | s       | other     |          | JKK+JKM
        3         | sertakan | s       | transport | 2700000  | JKK+JKM+JHT
        4         | apbd     |         | transport | 2700000  | JKK+JKM+JHT
        5         | apbd     |         | unknown   | 0        | JKK+JKM+JHT
    """,
        Month(2026, 2),
    )
    assert shown(lines.sort_values("person_id"), "jkk", "jkm", "jht", "total") == [
        (5_000, 3_400, 0, 8_400),
        (10_000, 6_800, 0, 16_800),
        (14_750, 3_400, 59_000, 77_150),
        (29_500, 6_800, 59_000, 95_300),
        (10_000, 6_800, 20_000, 36_800),
    ]
    assert set(lines["tariff"]) >= {"jkk-2015+jkm-2015", "jkk-2015+jkm-2015+jht-2015+pp50-2025-transport"}


def test_one_payer_has_one_name_however_the_rosters_spell_it() -> None:
    lines, _ = priced("""
        person_id | source   | sponsor | sponsor_name       | name
        2         | sertakan | s-1     | NI MADE SARI       | Wayan
        1         | sertakan | s-1     | Ni Made Sari, S.E. | Ani
    """)
    assert list(lines["payer_name"]) == ["Ni Made Sari, S.E."] * 2


def test_lines_stand_by_source_payer_name_and_person() -> None:
    lines, _ = priced("""
        person_id | source    | village | name
        4         | dana_desa | b       | Ani
        3         | dana_desa | a       | Budi
        2         | dana_desa | a       | Ani
        1         | dana_desa | a       | Ani
        5         | apbd      | c       | Wayan
    """)
    assert list(lines["person_id"]) == [5, 1, 2, 3, 4]
    assert list(lines.columns) == list(LINES) and list(lines.index) == list(range(5))


def test_a_source_the_settings_do_not_have_is_an_error_that_names_it() -> None:
    with pytest.raises(SettingsError) as caught:
        priced("person_id | source\n 1 | apbn")
    assert "'apbn'" in caught.value.say("id") and caught.value.exit_code == 3


def test_a_month_without_a_tariff_is_an_error() -> None:
    with pytest.raises(SettingsError, match="2015-06"):
        priced("person_id | first_month\n 1 | 2015-01", Month(2015, 6))


def test_nobody_enrolled_gives_an_empty_frame_of_the_same_shape() -> None:
    lines, findings = price(build(ENROLMENTS, []), NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar")
    full, _ = priced("person_id\n 1")
    assert findings == [] and len(lines) == 0
    assert list(lines.dtypes) == list(full.dtypes) and list(lines.columns) == list(LINES)


@pytest.mark.parametrize(
    ("people", "villages", "programmes", "rupiah"),
    [(1_136, 70, "JKK+JKM", 19_084_800), (2_700, 27, "JKK+JKM+JHT", 99_360_000), (9_500, 127, "JKK+JKM", 159_600_000)],
)
def test_a_whole_programme_comes_to_its_published_total(
    people: int, villages: int, programmes: str, rupiah: int
) -> None:
    rows = [
        [
            (DEFAULTS | {"enrolment_id": n, "person_id": n, "village": f"v{n % villages}", "programmes": programmes})[c]
            for c in ENROLMENTS
        ]
        for n in range(1, people + 1)
    ]
    lines, _ = price(build(ENROLMENTS, rows), NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar")
    assert (len(lines), int(lines["total"].sum())) == (people, rupiah)


OTHER = Source(key="dbh", title="DBH CHT", kind=SourceKind.OTHER, payer=Payer.REGENCY, order=4, relief=Relief.EXCLUDED)
ROWS = st.lists(
    st.fixed_dictionaries({
        "person_id": st.integers(1, 6),
        "source": st.sampled_from(["apbd", "dana_desa", "sertakan", "dbh"]),
        "sector": st.sampled_from(["transport", "other", "unknown"]),
        "income": st.sampled_from([None, 0, 1_500_000, 2_700_000]),
        "programmes": st.sampled_from(["JKK+JKM", "JKK+JKM+JHT"]),
        "village": st.sampled_from(["", "51.04.01.2001"]),
        "sponsor": st.sampled_from(["s-1", "s-2"]),
        "sponsor_name": st.sampled_from(["Ni Made Sari", "NI MADE SARI"]),
        "first_month": st.sampled_from(["2026-01", "2026-11", "2026-12"]),
    }),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40)
@given(ROWS, st.randoms(use_true_random=False), st.sampled_from(["2026-02", "2026-11", "2027-02"]))
def test_every_person_in_force_has_one_line_and_the_order_of_rows_does_not_matter(
    rows: list[dict[str, object]], random: object, month: str
) -> None:
    asked, sources = Month.parse(month), (*DEFAULT_SOURCES, OTHER)
    full = [DEFAULTS | {"last_month": "2027-12", "enrolment_id": n, "row": n} | row for n, row in enumerate(rows, 1)]
    frame = build(ENROLMENTS, [[row[name] for name in ENROLMENTS] for row in full])
    lines, findings = price(frame, asked, sources, load(), "Kabupaten Gianyar")
    assert sorted(lines["person_id"]) == sorted({row["person_id"] for row in full if str(row["first_month"]) <= month})
    assert (lines["total"] == lines["jkk"] + lines["jkm"] + lines["jht"]).all() and (lines["total"] > 0).all()
    random.shuffle(full)  # type: ignore[attr-defined]
    shuffled = build(ENROLMENTS, [[row[name] for name in ENROLMENTS] for row in full])
    again, found_again = price(shuffled, asked, sources, load(), "Kabupaten Gianyar")
    pd.testing.assert_frame_equal(lines, again)
    assert findings == found_again


def test_of_one_source_the_village_pays_whose_list_came_first_though_a_newer_one_has_cut_it() -> None:
    lines, _ = priced(
        """
        enrolment_id | person_id | source    | village       | entered
        7            | 1         | dana_desa | 51.04.01.2002 | 7
        9            | 1         | dana_desa | 51.04.01.2001 | 3
        """
    )
    assert shown(lines, "payer") == [("51.04.01.2001",)]


def test_who_was_billed_in_an_issued_invoice_stays_with_that_source() -> None:
    twice = enrolled("""
        enrolment_id | person_id | source
        1            | 1         | dana_desa
        2            | 1         | apbd
    """)
    issued, _ = price(twice[twice["source"] == "dana_desa"], NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar")

    lines, findings = price(twice, NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar", issued)

    assert list(lines["source"]) == ["dana_desa"]
    assert "Yang ditagih Dana Desa" in findings[0].message("id")


def test_a_newer_list_that_cuts_an_enrolment_moves_no_issued_month_to_another_village() -> None:
    lists = """
        enrolment_id | person_id | source    | village       | last_month
        {first}      | 1         | dana_desa | 51.04.01.2001 | 2026-11
        2            | 1         | dana_desa | 51.04.01.2002 | 2026-11
    """
    before, cut = (enrolled(lists.format(first=first)) for first in (1, 3))
    issued, _ = price(before, NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar")
    lines, _ = price(cut, NOVEMBER, DEFAULT_SOURCES, load(), "Kabupaten Gianyar", issued)
    assert (list(issued["payer"]), list(lines["payer"])) == (["51.04.01.2001"], ["51.04.01.2001"])
