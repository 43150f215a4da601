"""A change of law in an office: drafts follow, issued invoices stay, and `why` says so."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from commandline import FULL_NIK, MONTH, Ran, jamsos

DRIVER, TWICE = "5104015210919143", "5104015806789668"
NEW_JKM = """
[[tariff]]
key = "jkm-2026"
tariff = "jkm"
value = 7000
first_month = "2026-11"
legal_source = "PP 99/2026 pasal 3"
checked = 2026-11-21
"""


@pytest.fixture(scope="module")
def gianyar(months: dict[str, tuple[Path, Ran]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """November issued, December drafted, then a law that raises JKM from November on."""
    folder = tmp_path_factory.mktemp("hukum") / "kantor"
    shutil.copytree(months["51.04"][0], folder)
    assert jamsos("invoice", "--month", MONTH, "--issue", folder=folder).code == 0
    assert jamsos("invoice", "--month", "2026-12", folder=folder).code == 0
    (folder / "law" / "2026.toml").write_text(NEW_JKM, encoding="utf-8")
    return folder


def said(folder: Path, *words: str) -> dict[str, Any]:
    ran = jamsos(*words, "--format", "json", folder=folder)
    assert ran.code == 0 and not FULL_NIK.search(ran.said), ran.said
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_tariff_since_tells_drafts_that_change_from_invoices_that_stay(gianyar: Path) -> None:
    found = said(gianyar, "tariff", "--since", "2026-11-05")
    by_status = {
        status: [line for line in found["lines"] if line["status"] == status] for status in ("issued", "draft")
    }
    issued, drafts = by_status["issued"], by_status["draft"]
    assert {line["iuran_month"] for line in issued} == {MONTH}
    assert {line["iuran_month"] for line in drafts} == {"2026-12"}
    for line in (*issued, *drafts):
        dearer = 100 if line["source"] == "sertakan" else 200
        assert line["each_now"] - line["each"] == dearer and "jkm-2026" in line["tariff_now"]
        assert line["total_now"] - line["total"] == dearer * line["people"]
    assert found["changed"]["issued"]["people"] == sum(line["people"] for line in issued) > 0
    assert found["records"][-1]["file"] == "law/2026.toml"
    table = jamsos("tariff", "--since", MONTH, folder=gianyar).out
    assert "terbit, tetap" in table and "rancangan, ikut berubah" in table and "law/2026.toml" in table


def test_why_gives_every_step_of_a_relieved_amount(gianyar: Path) -> None:
    found = said(gianyar, "why", DRIVER, "2027-01")
    assert (found["status"], found["source"], found["sector"]) == ("not_drafted", "sertakan", "transport")
    assert [(part["programme"], part["full"], part["due"]) for part in found["parts"]] == [
        ("jkk", 10_000, 5_000),
        ("jkm", 7_000, 3_500),
    ]
    assert all(part["relief"]["key"] == "pp50-2025-transport" and part["relief"]["taken"] for part in found["parts"])
    assert (found["total"], found["nik"]) == (8_500, "5104************")


def test_why_keeps_to_what_an_issued_invoice_says_and_tells_what_it_would_be_today(gianyar: Path) -> None:
    found = said(gianyar, "why", TWICE, MONTH)
    assert (found["status"], found["source"], found["total"], found["today"]) == ("issued", "apbd", 16_800, 17_000)
    assert found["records"] == ["jkk-2015", "jkm-2015"] and found["number"] and found["issued_on"]
    assert any("mendahului SERTAKAN" in step["ground"] for step in found["steps"])
    english = jamsos("--lang", "en", "why", TWICE, MONTH, folder=gianyar).out
    assert "issued invoices never change" in english and "another enrolment pays" in english
    assert "Account JKK" in english and "5.1.02.02.02.0006" in english


def test_why_says_that_nothing_is_billed(gianyar: Path) -> None:
    found = said(gianyar, "why", DRIVER, "2025-11")
    assert (found["status"], found["total"]) == ("not_enrolled", 0)
    shown = jamsos("why", DRIVER, "2025-11", folder=gianyar).out
    assert "tidak terdaftar" in shown and "tidak memuat bulan ini" in shown


@pytest.mark.parametrize("nik", ["123", "5104010101010001"])
def test_why_of_nobody_is_wrong_usage_that_repeats_no_nik(gianyar: Path, nik: str) -> None:
    ran = jamsos("why", nik, MONTH, folder=gianyar)
    assert ran.code == 2 and nik not in ran.said


def test_tariff_and_doctor_name_the_office_s_own_file(gianyar: Path) -> None:
    keys = {record["key"]: record["file"] for record in said(gianyar, "tariff", "--month", MONTH)["records"]}
    assert keys["jkm-2026"] == "law/2026.toml" and keys["jkk-2015"] is None
    assert "law/2026.toml" in jamsos("doctor", folder=gianyar).out


def test_drafting_again_follows_the_law_and_leaves_what_was_issued(gianyar: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(gianyar, tmp_path / "kantor")
    before = said(folder, "invoice", "--month", MONTH)
    assert said(folder, "invoice", "--month", MONTH)["total"] == before["total"]
    assert said(folder, "invoice", "--month", "2026-12")["total"] > 0
    after = said(folder, "tariff", "--since", MONTH)
    stayed = {status: {line["each"] == line["each_now"] for line in after["lines"] if line["status"] == status}
              for status in ("issued", "draft")}  # fmt: skip
    assert stayed["issued"] == {False} and stayed["draft"] <= {True}  # of drafts only what changes is told
    assert said(folder, "why", TWICE, "2026-12")["total"] == 17_000
    assert "utuh" in jamsos("doctor", folder=folder).out


def test_a_mistake_in_the_office_s_own_law_names_the_file(gianyar: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(gianyar, tmp_path / "kantor")
    (folder / "law" / "2026.toml").write_text(NEW_JKM.replace("7000", '"7000"'), encoding="utf-8")
    ran = jamsos("invoice", "--month", MONTH, folder=folder)
    assert ran.code == 3 and "2026.toml" in ran.err and "tariff.1.value" in ran.err
