"""Law data that contradict themselves are refused when they are read, naming file and record."""

import shutil
from pathlib import Path

import pytest

from jamsos_cli.errors import SettingsError
from jamsos_cli.law import load
from jamsos_cli.law.data_file import DATA
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.model.source import Relief

LATER = """
[[tariff]]
key = "jkm-later"
tariff = "jkm"
value = 7000
first_month = "{first}"
legal_source = "PP 99/2030"
checked = 2026-11-21
"""
MORE_RELIEF = """
[[relief]]
key = "pp99-2026"
programmes = ["jkk"]
percent_due = 50
sectors = ["other"]
payers = "all"
first_month = "{first}"
last_month = "2027-12"
legal_source = "PP 99/2026"
checked = 2026-11-21
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tariffs.toml", "reliefs.toml", "bpu-income-bands.csv"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str, times: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_new_tariff_needs_one_record_and_the_end_of_the_old_one(folder: Path) -> None:
    change(
        folder / "tariffs.toml",
        'value = 6800\nfirst_month = "2015-07"',
        'value = 6800\nfirst_month = "2015-07"\nlast_month = "2029-12"',
    )
    append(folder / "tariffs.toml", LATER.format(first="2030-01"))
    law = load(folder)
    paid = [
        law.premium(month, sector="other", relief=Relief.EXCLUDED, income=None, programmes=TWO)
        for month in (Month(2029, 12), Month(2030, 1))
    ]
    assert [(premium.jkm, premium.records) for premium in paid] == [
        (6800, "jkk-2015+jkm-2015"),
        (7000, "jkk-2015+jkm-later"),
    ]


def test_a_gap_is_an_error_only_for_who_asks_for_that_programme(folder: Path) -> None:
    change(folder / "tariffs.toml", 'key = "jht-2015"', 'key = "jht-2015"\nlast_month = "2025-12"')
    law = load(folder)
    asked = {"sector": "other", "relief": Relief.EXCLUDED, "income": None}
    assert law.premium(Month(2026, 1), programmes=TWO, **asked).total == 16_800
    with pytest.raises(SettingsError, match="no JHT tariff for 2026-01"):
        law.premium(Month(2026, 1), programmes=THREE, **asked)


WRONG = [
    ("tariffs.toml", None, LATER.format(first="2030-01"), "jkm-2015 and jkm-later overlap"),
    ("tariffs.toml", None, LATER.format(first="2015-06"), "jkm-later stands after jkm-2015 but begins before"),
    ("tariffs.toml", 'key = "jht-2015"', 'key = "jkm-2015"', "two tariffs have the key jkm-2015"),
    ("tariffs.toml", "value = 6800", "value = 6800.0", "tariff.2.value"),
    ("tariffs.toml", "value = 6800", "value = -1", "tariff.2.value"),
    ("tariffs.toml", "value = 6800", 'value = "6800"', "tariff.2.value"),
    ("tariffs.toml", "value = 6800", 'table = "bpu-income-bands.csv"', "no column jkm"),
    ("tariffs.toml", "value = 6800", 'value = 6800\ntable = "x.csv"', "either a value or a table"),
    ("tariffs.toml", "value = 6800\n", "", "either a value or a table"),
    ("tariffs.toml", "value = 6800", "value = 6800\nvaleu = 1", "tariff.2.valeu"),
    ("tariffs.toml", "value = 6800", "value = ", "Invalid value"),
    ("tariffs.toml", 'first_month = "2015-07"', 'first_month = "2015-7"', "not a month"),
    ("tariffs.toml", 'first_month = "2015-07"', "first_month = 201507", "a month is written"),
    ("tariffs.toml", 'first_month = "2015-07"', 'first_month = "2015-07"\nlast_month = "2015-06"', "lies before"),
    ("tariffs.toml", 'legal_source = "PP 44/2015"\n', "", "tariff.2.legal_source"),
    ("tariffs.toml", "bpu-income-bands.csv", "not-there.csv", "cannot be read"),
    ("reliefs.toml", None, MORE_RELIEF.format(first="2026-12"), "pp50-2025-other and pp99-2026 overlap"),
    ("reliefs.toml", 'key = "pp50-2025-other"', 'key = "pp49-2020"', "two reliefs have the key pp49-2020"),
    ("reliefs.toml", "percent_due = 1\n", 'percent_due = "1"\n', "relief.1.percent_due"),
    ("reliefs.toml", '["transport", "other"]', '["transport", "sea"]', "relief.1.sectors"),
    ("bpu-income-bands.csv", "jkk,jht", "jht,jkk", "the columns are"),
    ("bpu-income-bands.csv", "1100000,1200000,12000", "1100000,1200000,12000.5", "line 3 is not four whole"),
    ("bpu-income-bands.csv", "1100000,1200000,12000,", "1100000,1200000,12000,5,", "line 3 is not four whole"),
    ("bpu-income-bands.csv", "1300000,", "1100000,", "starts at 0 and rises"),
    ("bpu-income-bands.csv", "\n0,", "\n5,", "starts at 0 and rises"),
    ("bpu-income-bands.csv", ",12000,", ",12001,", "1% of 12001 is no whole rupiah"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), WRONG)
def test_data_that_contradict_themselves_are_refused(
    folder: Path, name: str, old: str | None, new: str, says: str
) -> None:
    if old is None:
        append(folder / name, new)
    else:
        change(folder / name, old, new)
    with pytest.raises(SettingsError) as caught:
        load(folder)
    assert says in caught.value.say("en") and says in caught.value.say("id")
    assert "docs/LAW.md" in caught.value.say("id")


def test_any_percentage_that_leaves_whole_rupiah_in_every_band_is_law_like_another(folder: Path) -> None:
    for _ in range(2):
        change(folder / "reliefs.toml", "percent_due = 50", "percent_due = 30")
    premium = load(folder).premium(
        Month(2026, 11), sector="transport", relief=Relief.INCLUDED, income=2_700_000, programmes=THREE
    )
    assert premium[:3] == (8850, 2040, 59_000)


def test_a_relief_may_follow_another_at_once(folder: Path) -> None:
    append(folder / "reliefs.toml", MORE_RELIEF.format(first="2027-01"))
    premium = load(folder).premium(Month(2027, 1), sector="other", relief=Relief.EXCLUDED, income=0, programmes=TWO)
    assert (premium.jkk, premium.jkm, premium.records) == (5000, 6800, "jkk-2015+jkm-2015+pp99-2026")


def test_the_law_is_read_once() -> None:
    assert load() is load()
