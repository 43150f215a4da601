"""An office adds spellings, and fixes the columns of a file whose headings do not say what they are."""

import pytest

from jamsos_cli.law.headings import headings
from jamsos_cli.model.roster_fields import FIELDS
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.roster import read_roster
from jamsos_cli.settings import Limits
from jamsos_cli.steps.mapping import columns_read
from roster_text import workbook

PEOPLE = """
1 | 5104031203800001 | I WAYAN SUDARMA | 12-03-1980
2 | 5104031203800002 | NI MADE SARI | 12-03-1980
"""


def read(text: str, own: dict[str, list[str]] | None = None, columns=None, heading_row=None):
    layout = headings("roster").with_spellings(own or {})
    if columns is not None:
        layout = layout.fixed_to(columns, heading_row)
    roster = read_roster("daftar.xlsx", FileBytes(workbook(text), ""), layout, Limits())
    return roster, layout


def mapped(text: str, *given, **more) -> dict[str, tuple[str | None, str | None]]:
    """Column letter and row -> (field, how)."""
    roster, layout = read(text, *given, **more)
    return {one.cell: (one.field, one.recognised and one.recognised.how) for one in columns_read(roster, layout)}


def test_the_titles_of_fields_are_those_of_the_data():
    assert set(headings("roster").spellings.values()) == set(FIELDS)


def test_each_way_of_recognising_is_told():
    text = "NO | Tanda Penduduk | NAMA LENGGKAP | AGAMA" + PEOPLE
    assert mapped(text, {"nik": ["TANDA PENDUDUK"]}) == {
        "A1": ("number", "exact"),
        "B1": ("nik", "own"),
        "C1": ("name", "fuzzy"),
        "D1": (None, None),
    }


def test_columns_that_are_one_field_together_are_not_called_unread():
    text = "NIK | | NAMA DEPAN | NAMA BELAKANG | TGL | BLN | THN | L | P | PROGRAM JKK | PROGRAM JKM"
    found = mapped(f"{text}\n510403 | 1203800001 | WAYAN | SUDARMA | 12 | 03 | 1980 | v | | v | v")
    assert [found[f"{letter}1"] for letter in "DFGIK"] == [
        ("name", "together"), ("birth_date", "together"), ("birth_date", "together"), ("sex", "together"),
        ("programmes", "together"),
    ]  # fmt: skip
    assert [found[f"{letter}1"][0] for letter in "ACEHJ"] == ["nik", "name", "birth_date", "sex", "programmes"]


def test_a_heading_above_several_villages_is_told_once():
    roster, layout = read(f"NO | NIK | NAMA | TGL LAHIR{PEOPLE}DESA KETEWEL{PEOPLE}")
    assert len(roster.sheets) == 2
    assert [one.cell for one in columns_read(roster, layout)] == ["A1", "B1", "C1", "D1"]


def test_the_score_of_a_slip_is_told():
    roster, layout = read("NO | NIK | NAMA LENGGKAP | TGL LAHIR" + PEOPLE)
    (fuzzy,) = (one for one in columns_read(roster, layout) if one.recognised.how == "fuzzy")
    assert (fuzzy.cell, fuzzy.recognised.score, fuzzy.example) == ("C1", 96, "I WAYAN SUDARMA")


def test_a_heading_over_two_lines_is_a_known_one():
    text = "NO | NIK | NAMA | KELAHIRAN\n | | | TANGGAL" + PEOPLE
    assert mapped(text)["D2"] == ("birth_date", "exact")


def test_an_offices_own_spelling_wins_over_the_datas():
    assert mapped("NO | KK | NAMA | TGL LAHIR" + PEOPLE, {"nik": ["KK"]})["B1"] == ("nik", "own")


FIXED = {"nik": "B", "name": "C", "birth_date": "D"}


@pytest.mark.parametrize(
    ("text", "columns", "heading_row"),
    [
        ("DAFTAR WARGA\nNO | KODE | SIAPA | KAPAN" + PEOPLE, FIXED, None),
        ("DESA : BATUBULAN\nNO | NIK | NAMA | TGL LAHIR" + PEOPLE, FIXED, None),
        ("NO | NAMA | NIK | TGL LAHIR" + PEOPLE, FIXED, None),
        ("NO | KODE | SIAPA | KAPAN" + PEOPLE, {"nik": "KODE", "name": "Siapa", "birth_date": "D"}, None),
        (PEOPLE.lstrip(), FIXED, 0),
        ("DAFTAR\nKEADAAN NOVEMBER | x\n" + PEOPLE.lstrip(), FIXED, 2),
    ],
)
def test_fixed_columns_are_read_whatever_they_are_called(text, columns, heading_row):
    roster, _ = read(text, columns=columns, heading_row=heading_row)
    (sheet,) = roster.sheets
    people = [
        (sheet.value(row, "nik"), sheet.value(row, "name"), sheet.value(row, "birth_date")) for row in sheet.workers
    ]
    assert people == [
        ("5104031203800001", "I WAYAN SUDARMA", "12-03-1980"),
        ("5104031203800002", "NI MADE SARI", "12-03-1980"),
    ]


def test_two_columns_that_claim_one_field_are_settled_by_a_fixed_one():
    roster, _ = read("NIK | NO KTP | NAMA | TGL LAHIR" + PEOPLE, columns={"nik": "B"})
    (sheet,) = roster.sheets
    assert sheet.claimed_twice == ()
    assert [text for _, text in sheet.unread] == ["NIK"]


def test_a_title_is_no_heading_though_a_fixed_column_holds_text():
    roster, _ = read("DESA | BATUBULAN\nNO | KODE | NAMA | ALAMAT" + PEOPLE, columns={"nik": "B"})
    assert roster.sheets[0].heading_row == 2


def test_instructions_beside_a_list_with_a_fixed_heading_are_no_roster():
    roster, _ = read("[Petunjuk]\nIsi | semua | kolom\n[Daftar]\n" + PEOPLE.lstrip(), columns=FIXED, heading_row=0)
    assert [(sheet.name, len(sheet.workers)) for sheet in roster.sheets] == [("Petunjuk", 0), ("Daftar", 2)]
