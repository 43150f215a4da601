"""What becomes of rows: every one is accepted or rejected, whatever stands in them and in whatever order."""

import json
import random
import re
from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jamsos_cli.law.headings import headings
from jamsos_cli.model.finding import Level
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.roster import Grid, Row
from jamsos_cli.model.sponsor import sponsor_key
from jamsos_cli.readers.roster import roster_of
from jamsos_cli.runs.rosters import judging
from jamsos_cli.settings import Settings
from jamsos_cli.steps.accept import Accepted
from roster_text import judge, judge_files, places, result

HEADINGS = ("NO", "NIK", "NAMA", "TTL", "L/P", "ALAMAT", "DESA", "PEKERJAAN", "PENGHASILAN", "NO HP", "PROGRAM",
            "SUMBER DANA", "BULAN IUR", "MULAI", "SAMPAI", "NAMA SPONSOR", "NIP SPONSOR", "KET")  # fmt: skip
ON = date(2026, 11, 1)
LONG_NUMBER = re.compile(r"\d(?:[ .'-]?\d){12,}")
NIKS = st.sampled_from(
    ["5104031203800001", "5104035203800002", "5171011203850003", 5104031203800001, 5104031203800000, "5,10403E+15",
     "51O4031203800001", "510403120380001", "5104 0312 0380 0001", "", None, "-", "1111111111111111", 5.1e15,
     "6210050107900004", "5104031203800005", "5104031203800006\u200b"]
)  # fmt: skip
NAMES = st.sampled_from(["I WAYAN SUDARMA", "WY. SUDARMA", "NI MADE SARI", "", None, "I", "BUDI 2", "JUMLAH", 12])
DATES = st.sampled_from(
    ["Gianyar, 12-03-1980", "12/03/80", "1980", 29292, "", None, date(1980, 3, 12), "05/23/1980", "Gianyar", "x 1"]
)
CELLS = st.one_of(
    st.text(max_size=25), st.integers(), st.floats(), st.none(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from(["-", "JKK", "APBD", "Perbekel", "PNS", "P", "W", "6", "2026-11", "1,5jt"]),
)  # fmt: skip
ROWS = st.lists(st.tuples(st.just(1), NIKS, NAMES, DATES, *([CELLS] * (len(HEADINGS) - 4))), max_size=8)
PLAUSIBLE = st.lists(
    st.tuples(st.just(1), NIKS, NAMES, DATES, st.sampled_from(["L", "P", "", "X"]), st.just("Br. Tengah")), max_size=8
)


def judged(rows: list[tuple[object, ...]], source: str | None = "apbd") -> Accepted:
    """Judge rows as a reader would give them, under every heading there is."""
    grid = Grid("Daftar", hidden=False, rows=(Row(1, HEADINGS), *(Row(n, row) for n, row in enumerate(rows, 2))))
    roster = roster_of("daftar.xlsx", "", (grid,), headings("roster"))
    return judging.judge_roster(roster, judging.Task(Path(), "daftar.xlsx", Settings(), ON, source))


@settings(max_examples=150)
@given(ROWS)
@example([(1, "5104031203800001", "I WAYAN", -5000, float("nan"), None, True, time(1), timedelta(1), date.max)])
@example([(1, "5104031203800001", "I WAYAN", "", "", "", "", "", -5000)])
@example([(1, "5104031203800001", "I WAYAN", "", "", "", "", "", float("inf"))])
def test_every_row_read_is_accepted_or_rejected_and_rejected_exactly_with_an_error(
    rows: list[tuple[object, ...]],
) -> None:
    found = judged(rows)
    wrong = {f.place.row for f in found.result.findings if f.kind.level is Level.ERROR and f.place.row}
    assert found.result.rows_read == found.result.accepted + found.result.rejected
    assert found.result.accepted == len(found.workers)
    assert found.result.rejected == len(wrong) and wrong.isdisjoint(worker.row for worker in found.workers)
    assert found.result.rows_read + found.result.skipped <= len(rows)
    assert all(len(worker.nik) == 16 and worker.name and worker.months >= 0 for worker in found.workers)


@settings(max_examples=150)
@given(ROWS)
def test_no_message_value_or_hint_shows_a_whole_nik(rows: list[tuple[object, ...]]) -> None:
    for finding in judged(rows).result.findings:
        for shown in (finding.message("id"), finding.message("en"), finding.hint("id"), finding.shown_value() or ""):
            assert not LONG_NUMBER.search(shown), finding.kind.code
            assert shown.isprintable()
            json.dumps(shown).encode("ascii")


def kept(found: FileResult) -> Counter[tuple[str, str | None]]:
    """Codes and values, without the doubles: a row is one only behind the first that is accepted, or like it."""
    return Counter((f.kind.code, f.value) for f in found.findings if f.kind.code not in {"D01", "D05"})


@given(PLAUSIBLE, st.randoms(use_true_random=False))
def test_order_of_rows_matters_only_to_who_is_first(rows: list[tuple[object, ...]], shuffler: random.Random) -> None:
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    one, other = judged(rows).result, judged(shuffled).result
    assert kept(one) == kept(other)
    assert (one.accepted, one.rejected, one.skipped) == (other.accepted, other.rejected, other.skipped)


@given(PLAUSIBLE)
def test_judging_twice_says_the_same(rows: list[tuple[object, ...]]) -> None:
    assert judged(rows) == judged(rows)


@given(PLAUSIBLE)
def test_cell_level_findings_name_a_cell(rows: list[tuple[object, ...]]) -> None:
    for finding in judged(rows).result.findings:
        if finding.kind.scope == "cell":
            assert finding.place.cell is not None and finding.place.cell.endswith(str(finding.place.row))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.xls", "a.csv", "a.ods", "a.txt"]))
@example(b"PK\x03\x04" + b"\0" * 40, "a.xlsx")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls")
@example(b"\xff\xfe\x00", "a.csv")
@example(b"NIK;NAMA\r\n\x00\x01;x\r\n", "a.csv")
@example("NIK;NAMA\n５１;\u202e".encode(), "a.csv")
def test_random_bytes_are_judged_and_never_raise(data: bytes, name: str) -> None:
    (found,) = judge_files([(name, data)])
    assert found.result.rows_read == found.result.accepted + found.result.rejected
    assert found.result.accepted or any(f.kind.level is Level.ERROR for f in found.result.findings)


def test_a_worker_is_what_the_row_says_and_the_rules_leave() -> None:
    (found,) = judge(
        """--- daftar.csv
DESA : BATUBULAN;KECAMATAN : SUKAWATI

NIK;NAMA;TTL;L/P;ALAMAT;BANJAR;RT/RW;PEKERJAAN;PENGHASILAN;NO HP;NAMA IBU KANDUNG;PROGRAM;SUMBER DANA;MULAI;SAMPAI
5104 0312 0380 0001;  I WAYAN  SUDARMA ;Gianyar, 12-03-1980;Laki-laki;Jl. Raya 1;Tengah;01/02;Ojek;1,5jt;0812;NI LUH;\
3 program;Dana Desa;2026-11;2027-01
""",
        regency="51.04",
    )
    (worker,) = found.workers
    assert worker._asdict() == {
        "file": "daftar.csv", "sheet": "", "row": 4, "nik": "5104031203800001", "name": "I WAYAN SUDARMA",
        "birth_date": "1980-03-12", "sex": "L", "village": "51.04.01.2001", "village_name": "Batubulan",
        "address": "Jl. Raya 1, Tengah, 01/02", "occupation": "Ojek", "sector": "transport", "income": 1_500_000,
        "phone": "0812", "mother": "NI LUH", "source": "dana_desa", "programmes": "JKK+JKM+JHT",
        "first_month": "2026-11", "months": 3, "sponsor": "", "sponsor_name": "", "opd": "",
        "decile": None, "family_card": "",
    }  # fmt: skip


DECILES = [
    ("3", 3),
    ("Desil 10", 10),
    ("D-1", 1),
    ("desil 02", 2),
    ("", None),
    ("-", None),
    ("11", None),
    ("1-4", None),
]


@pytest.mark.parametrize(("written", "decile"), DECILES)
def test_a_decile_is_kept_where_it_is_one(written: str, decile: int | None) -> None:
    (found,) = judge(f"NIK | NAMA | DESIL\n5104031203800001 | I WAYAN | {written}")
    assert [worker.decile for worker in found.workers] == [decile]
    unread = [finding.kind.code for finding in found.result.findings if finding.field == "decile"]
    assert unread == (["F08"] if written in {"11", "1-4"} else [])


def test_what_is_no_decile_is_told_once_a_sheet_and_rejects_nobody() -> None:
    (found,) = judge("NIK | NAMA | DESIL\n5104031203800001 | I WAYAN | miskin\n5104031203800002 | I MADE | 0,5\n"
                     "5104031203800003 | NI LUH | 5")  # fmt: skip
    (told,) = [finding for finding in found.result.findings if finding.field == "decile"]
    assert (told.kind.level, told.place.cell, found.result.accepted) == ("note", "C2", 3)
    assert "C (DESIL, 2 isian bukan 1 sampai 10)" in told.message("id")


CARDS = [f"510403220115{9001 + number}" for number in range(12)]
LOST = [f"510403{number + 1:02d}01159000" for number in range(12)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [(CARDS, CARDS), (LOST, [""] * 12), (LOST[:1] * 12, LOST[:1] * 12)],
    ids=["whole", "a column that lost its last digits", "one house"],
)
def test_a_family_card_goes_with_its_worker_unless_its_column_was_numbers_once(
    written: list[str], kept: list[str]
) -> None:
    rows = [f"51040312038000{n:02d} | I WAYAN | {card}" for n, card in enumerate(written, 1)]
    (found,) = judge("\n".join(["NIK | NAMA | NO KK", *rows]))
    assert [worker.family_card for worker in found.workers] == found.people.family_cards == kept


def test_the_sex_in_the_nik_decides_where_the_column_mixes_its_codes() -> None:
    (found,) = judge("NIK | NAMA | L/P\n5104035203800001 | NI LUH | P\n5104031203800002 | I MADE | P\n"
                     "5104035203800003 | NI KADEK | W")  # fmt: skip
    assert [worker.sex for worker in found.workers] == ["P", "L", "P"]


def test_the_date_column_wins_over_ttl_and_ttl_fills_its_gaps() -> None:
    (found,) = judge("NIK | NAMA | TTL | TGL LAHIR\n5104031203800001 | I WAYAN | Gianyar, 11-03-1980 | 12-03-1980\n"
                     "5104031203800002 | I MADE | Gianyar, 12-03-1980 |")  # fmt: skip
    assert [worker.birth_date for worker in found.workers] == ["1980-03-12", "1980-03-12"]
    assert places(found.result.findings) == []


@pytest.mark.parametrize(
    ("title", "head", "cell", "name"),
    [
        ("", "NAMA SPONSOR | OPD", "NI MADE SARI | Dinas Kesehatan", "NI MADE SARI"),
        ("SPONSOR : NI MADE SARI\nOPD : Dinas Kesehatan\n", "KET", "", "NI MADE SARI"),
        ("OPD : Dinas Kesehatan\n", "NIP SPONSOR", "197001011990031001", "NIP 1970************** ("),
    ],
)
def test_the_sponsor_comes_from_the_row_or_the_lines_above(title: str, head: str, cell: str, name: str) -> None:
    (found,) = judge(f"{title}NIK | NAMA | {head}\n5104031203800001 | I WAYAN | {cell}", source="sertakan")
    (worker,) = found.workers
    assert worker.sponsor_name.startswith(name)
    assert worker.opd == "Dinas Kesehatan"
    assert ".dinas-kesehatan" in worker.sponsor and not LONG_NUMBER.search(worker.sponsor)


NIP, OTHER_NIP = "197001011990031001", "197001011990031002"
SPONSORS: dict[str, tuple[tuple[str, ...], int]] = {
    "one name, marks apart": (("NI MADE SARI | |", "Ni Made Sari, | |"), 1),
    "two names": (("NI MADE SARI | |", "NI LUH RAI | |"), 2),
    "one name in two offices": (("NI MADE SARI | | Dinas Kesehatan", "NI MADE SARI | | Bagian Umum"), 2),
    "two people of one name and office": ((f"NI MADE SARI | {NIP} |", f"NI MADE SARI | {OTHER_NIP} |"), 2),
    "the NIP only once": ((f"NI MADE SARI | {NIP} |", "NI MADE SARI | |", "NI MADE SARI | - |"), 1),
    "the NIP only once, but of two": (
        (f"NI MADE SARI | {NIP} |", "NI MADE SARI | |", f"NI MADE SARI | {OTHER_NIP} |"), 3,
    ),
    "NIPs alone": ((f" | {NIP} |", f" | {OTHER_NIP} |"), 2),
    "one NIP, written twice": ((f" | {NIP} |", " | 19700101 199003 1 001 |"), 1),
}  # fmt: skip


@pytest.mark.parametrize("case", SPONSORS)
def test_who_pays_is_told_apart_by_name_office_and_nip(case: str) -> None:
    cells, payers = SPONSORS[case]
    rows = [f"51040312038000{number:02d} | I WAYAN | {cell}" for number, cell in enumerate(cells, 1)]
    (found,) = judge("\n".join(["NIK | NAMA | NAMA SPONSOR | NIP SPONSOR | OPD", *rows]), source="sertakan")
    assert len({worker.sponsor for worker in found.workers}) == payers
    assert not any(LONG_NUMBER.search(worker.sponsor + worker.sponsor_name) for worker in found.workers)


def test_the_code_of_a_nip_is_another_one_at_another_office() -> None:
    keys = {sponsor_key("", "", NIP, office) for office in ("51.04 Gianyar", "51.71 Denpasar")}
    assert len(keys) == 2


def test_a_row_source_wins_over_the_title_and_the_title_over_the_file() -> None:
    text = "SUMBER DANA : Dana Desa\nNIK | NAMA | SUMBER DANA\n"
    text += "5104031203800001 | I WAYAN | APBD\n5104031203800002 | I MADE |"
    (found,) = judge(text, source="sertakan")
    assert [worker.source for worker in found.workers] == ["apbd", "dana_desa"]


def test_a_sheet_whose_columns_are_ambiguous_gives_no_rows() -> None:
    found = result("NIK | NO KTP | NAMA\n5104031203800001 | 5104031203800001 | I WAYAN")
    assert (found.rows_read, places(found.findings)) == (0, ["F07 B1", "F10 -"])
