"""`jamsos plan`: every programme of the domain comes out of the command as people would type it."""

import csv
import json
import shlex
from pathlib import Path

import openpyxl
import pytest
from commandline import FULL_NIK, jamsos

TABLE = Path(__file__).parents[1] / "data" / "plans.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter=";"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_plan_gives_the_number_that_was_worked_out(case: dict[str, str], tmp_path: Path) -> None:
    ran = jamsos("plan", *shlex.split(case["options"]), "--format", "json", folder=tmp_path)
    assert ran.code == 0, ran.said
    found = json.loads(ran.out)
    for step in case["path"].split("."):
        found = found[int(step)] if step.isdigit() else found[step]
    assert str(found) == case["expected"]


WRONG = [
    ((), "--budget"),
    (("--budget", "banyak"), "1000000000"),
    (("--budget", "0"), "1000000000"),
    (("--budget", "1000000.50"), "1.000.000.000"),
    (("--budget", "1000000", "--source", "entah"), "apbd"),
    (("--budget", "1000000", "--programmes", "JP"), "JKK+JKM"),
    (("--villages", "all", "--quota", "100"), "--regency"),
    (("--villages", "Entah Berantah", "--regency", "51.04", "--quota", "100"), "Entah Berantah"),
    (("--budget", "1000000", "--quota", "100"), "--quota"),
    (("--budget", "1000000", "--regency", "51.04"), "--regency"),
    (("--villages", "999", "--regency", "51.04", "--quota", "100"), "--villages all"),
    (("--budget", "1000000", "--out", "x.xlsx"), "--out"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_what_is_missing_or_of_no_use_is_said(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    ran = jamsos("plan", *words, folder=tmp_path)
    assert (ran.code, told in ran.err) == (2, True), ran.said


def test_a_plan_of_an_office_says_who_would_be_in_and_who_would_wait(months, tmp_path: Path) -> None:
    office, _ = months["51.04"]
    words = ("--source", "apbd", "--budget", "50 juta", "--months", "6", "--from", "2026-11", "--quota", "20")
    made = json.loads(jamsos("plan", *words, "--format", "json", folder=office).out)
    waiting = sum(one["waiting"] for one in made["places"])
    assert sum(one["covered"] for one in made["places"]) + waiting == made["registered"]
    assert made["places"] and all(one["covered"] <= 20 for one in made["places"])
    assert waiting > 0
    out = tmp_path / "rencana.xlsx"
    assert jamsos("plan", *words, "--format", "xlsx", "--out", out, folder=office).code == 0
    book = openpyxl.load_workbook(out)
    texts = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    assert any("Daftar tunggu" in text for text in [*texts, *book.sheetnames])
    assert not [text for text in texts if FULL_NIK.search(text)]
    shown = jamsos("plan", *words, folder=office).out
    assert "Siapa masuk, November 2026" in shown
    assert "Rp50.000.000 = 2.976 orang-bulan" in shown
