"""Law that an office adds: one file is enough, and what contradicts itself is refused."""

from pathlib import Path

import pytest

from jamsos_cli.errors import SettingsError
from jamsos_cli.law import load
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.model.source import Relief

JKM = """
[[tariff]]
key = "{key}"
tariff = "jkm"
value = {value}
first_month = "{first}"
legal_source = "PP 99/2027 pasal 3"
checked = 2026-11-21
"""
BANDS = """
[[tariff]]
key = "jkk-2028"
tariff = "jkk"
table = "{table}"
first_month = "2028-01"
legal_source = "PP 99/2027"
checked = 2026-11-21
"""
LONGER = """
[[relief]]
key = "pp50-2025-other"
programmes = ["jkk", "jkm"]
percent_due = 50
sectors = ["other"]
payers = "by_source"
first_month = "2026-04"
last_month = "2027-06"
legal_source = "PP 50/2025, diubah PP 98/2026"
checked = 2026-11-21
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "law"
    folder.mkdir()
    return folder


def total(own: Path, month: str, relief: Relief = Relief.EXCLUDED, income: int | None = None) -> int:
    law = load(own=own)
    return law.premium(Month.parse(month), sector="other", relief=relief, income=income, programmes=TWO).total


def test_without_files_of_its_own_an_office_has_the_shipped_law(own: Path) -> None:
    assert load(own=own) is load() and load(own=own / "not there") is load()


def test_a_new_tariff_needs_one_record_and_closes_the_one_before(own: Path) -> None:
    (own / "jkm.toml").write_text(JKM.format(key="jkm-2027", value=7000, first="2027-05"), encoding="utf-8")
    assert [total(own, month) for month in ("2027-04", "2027-05", "2030-01")] == [16_800, 17_000, 17_000]
    law = load(own=own)
    old, new = law.named("jkm-2015"), law.named("jkm-2027")
    assert old and new and (old.last_month, old.file) == (Month(2027, 4), "")
    assert (new.last_month, new.file) == (None, "law/jkm.toml")
    assert [record.key for record in law.changing(Month(2027, 5))] == ["jkm-2015", "jkm-2027"]
    assert load().named("jkm-2027") is None and total(own / "none", "2027-05") == 16_800


def test_two_changes_follow_each_other_in_whatever_files_they_stand(own: Path) -> None:
    (own / "a.toml").write_text(JKM.format(key="jkm-2029", value=8000, first="2029-01"), encoding="utf-8")
    (own / "b.toml").write_text(JKM.format(key="jkm-2027", value=7000, first="2027-05"), encoding="utf-8")
    paid = [total(own, month) for month in ("2027-04", "2027-05", "2028-12", "2029-01")]
    assert paid == [16_800, 17_000, 17_000, 18_000]


def test_a_record_of_the_same_key_takes_the_place_of_the_shipped_one(own: Path) -> None:
    (own / "relief.toml").write_text(LONGER, encoding="utf-8")
    paid = [total(own, month, Relief.INCLUDED) for month in ("2026-12", "2027-06", "2027-07")]
    assert paid == [8_400, 8_400, 16_800]


def test_a_table_of_bands_may_stand_beside_its_record(own: Path) -> None:
    (own / "bands.toml").write_text(BANDS.format(table="bands-2028.csv"), encoding="utf-8")
    (own / "bands-2028.csv").write_text(
        "income_from,income_basis,jkk,jht\n0,1000000,11000,20000\n5000000,5000000,55000,100000\n", encoding="utf-8"
    )
    paid = [total(own, month, income=6_000_000) for month in ("2027-12", "2028-01")]
    assert paid == [59_500 + 6_800, 55_000 + 6_800]
    parts = load(own=own).parts(
        Month(2028, 1), sector="other", relief=Relief.EXCLUDED, income=6_000_000, programmes=THREE
    )
    assert [part.band for part in parts] == [(5_000_000, 5_000_000), None, (5_700_000, 5_950_000)]


WRONG = [
    ({"a": JKM.format(key="jkm-2014", value=1, first="2014-01")}, "jkm-2014 and jkm-2015 overlap"),
    ({"a": JKM.format(key="jkm-x", value=1, first="2015-07")}, "jkm-2015 and jkm-x overlap"),
    (
        {
            "a": JKM.format(key="jkm-x", value=1, first="2027-01"),
            "b": JKM.format(key="jkm-x", value=1, first="2028-01"),
        },
        "jkm-x stands in law/a.toml too",
    ),
    ({"a": JKM.format(key="jkm-x", value='"7000"', first="2027-01")}, "tariff.1.value"),
    ({"a": "[[tarif]]\nkey = 1\n"}, "tarif"),
    ({"a": BANDS.format(table="none.csv")}, "none.csv: cannot be read"),
    ({"a": LONGER.replace("pp50-2025-other", "other-2026")}, "overlap for the same sector"),
    ({"a": JKM.format(key="jkm-x", value=6801, first="2026-11")}, "50% of 6801 is no whole rupiah"),
]


@pytest.mark.parametrize(("files", "says"), WRONG)
def test_what_contradicts_itself_is_refused(own: Path, files: dict[str, str], says: str) -> None:
    for name, text in files.items():
        (own / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(own=own)
    assert says in caught.value.say("en") and caught.value.exit_code == 3


def test_a_table_may_not_take_the_name_of_a_shipped_one(own: Path) -> None:
    (own / "a.toml").write_text(BANDS.format(table="bpu-income-bands.csv"), encoding="utf-8")
    assert total(own, "2028-01") == 16_800
    (own / "bpu-income-bands.csv").write_text("income_from,income_basis,jkk,jht\n0,1,1,1\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="name of a shipped table"):
        load(own=own)
