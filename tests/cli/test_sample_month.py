"""The sample month of each office gives what its makers say, is masked, and is harmless to run again."""

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from commandline import FULL_NIK, MONTH, OFFICES, SAMPLE, Ran, contents, installed, jamsos, texts

Months = dict[str, tuple[Path, Ran]]


@pytest.fixture(params=OFFICES)
def code(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def expected(code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLE / OFFICES[code] / "expected.json").read_text(encoding="utf-8"))
    return found


def test_the_month_ends_with_findings_and_names_its_files(months: Months, code: str) -> None:
    folder, ran = months[code]
    assert (ran.code, "Traceback" in ran.said) == (1, False)
    out = folder / "out" / MONTH
    assert {path.name for path in out.iterdir()} >= {
        "tagihan.xlsx",
        "rekonsiliasi.xlsx",
        "rekonsiliasi.html",
        "laporan.xlsx",
        "laporan.html",
    }


def test_every_roster_is_judged_as_its_makers_say(months: Months, code: str, expected: dict[str, Any]) -> None:
    folder, _ = months[code]
    ran = jamsos("validate", "rosters", "--on", f"{MONTH}-01", "--format", "json", folder=folder)
    judged = {Path(file["file"]).as_posix(): file for file in json.loads(ran.out)["files"]}
    assert set(judged) == set(expected["files"])
    for name, truth in expected["files"].items():
        file = judged[name]
        assert [file[key] for key in ("rows_read", "accepted", "rejected")] == [
            truth[key] for key in ("rows_read", "accepted", "rejected")
        ], name
        found = {level: _places(file["findings"], level) for level in ("error", "warning")}
        assert found["error"] == Counter((f["code"], f["sheet"], f["row"]) for f in truth["errors"]), name
        warned = {(code, sheet, row) for code, sheet, row in found["warning"]}
        wanted = {(f["code"], f["sheet"], f["row"]) for f in truth["warnings"] if f["row"] is not None}
        assert wanted <= warned, name
        assert {f["code"] for f in truth["warnings"]} <= {code for code, _, _ in warned}, name


def test_who_is_on_a_list_is_rejected_where_its_makers_say(months: Months, code: str, expected: dict[str, Any]) -> None:
    ran = jamsos("validate", "rosters", "--lists", "--format", "json", folder=months[code][0])
    found = {
        (Path(file["file"]).as_posix(), finding["sheet"], finding["row"])
        for file in json.loads(ran.out)["files"]
        for finding in file["findings"]
        if finding["code"] == "E06"
    }
    assert found == {(one["file"], one["sheet"], one["row"]) for one in expected["exclusions"]}
    assert len(found) == 5


def _places(findings: list[dict[str, Any]], level: str) -> Counter[tuple[object, ...]]:
    # One row may say the same thing of two cells; the makers count it once.
    return Counter({(f["code"], f["sheet"], f["row"]): 1 for f in findings if f["level"] == level})


def test_the_invoice_is_as_its_makers_say(months: Months, code: str, expected: dict[str, Any], tmp_path: Path) -> None:
    office = shutil.copytree(months[code][0], tmp_path / "kantor")
    found = json.loads(jamsos("invoice", "--month", MONTH, "--format", "json", folder=office).out)
    assert _nameable(found) == _nameable(expected["invoice"])


def _nameable(invoice: dict[str, Any]) -> dict[str, Any]:
    """Sponsors have a key of the registry's choice: compare payers by name."""
    for source in invoice["sources"]:
        if source["source"] == "sertakan":
            source["payers"] = sorted(
                ({**payer, "payer": ""} for payer in source["payers"]), key=lambda payer: str(payer["name"])
            )
    return invoice


def test_the_reconciliation_is_as_its_makers_say(
    months: Months, code: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    office = shutil.copytree(months[code][0], tmp_path / "kantor")
    ran = jamsos("reconcile", "--month", MONTH, "statements", "--format", "json", folder=office)
    found, truth = json.loads(ran.out), expected["reconcile"]
    assert found["states"] == truth["states"]
    assert (found["billed"], found["recorded"], ran.code) == (truth["billed"], truth["recorded"], 1)


def test_doubles_are_found_where_their_makers_put_them(months: Months, code: str, expected: dict[str, Any]) -> None:
    found = json.loads(jamsos("dedupe", "--format", "json", folder=months[code][0]).out)
    pairs = {
        frozenset((side["file"], side["sheet"] or None, side["row"]) for side in (pair["left"], pair["right"]))
        for pair in found["pairs"]
    }
    wanted = {
        frozenset((place["file"], place["sheet"], place["row"]) for place in double["places"])
        for double in expected["doubles"]
    }
    assert wanted <= pairs


def test_no_full_nik_is_printed_or_written(months: Months, code: str) -> None:
    folder, ran = months[code]
    assert FULL_NIK.findall(ran.said) == []
    assert [(name, FULL_NIK.findall(text)) for name, text in texts(folder / "out") if FULL_NIK.search(text)] == []


def test_the_scan_for_niks_sees_one_in_a_workbook() -> None:
    statements = SAMPLE / OFFICES["62.10"] / "statements"
    assert any(".xlsx/" in name and FULL_NIK.search(text) for name, text in texts(statements))


def test_running_again_is_harmless_and_gives_the_same_bytes(months: Months, code: str, tmp_path: Path) -> None:
    before, first = months[code]
    again = shutil.copytree(before, tmp_path / "kantor")
    second = installed("run", "--month", MONTH, folder=again)
    told = second.err.removeprefix(first.err)  # the rosters were told in full the first time, now they are named
    assert (second.code, told.count("\n"), "masih ditolak: rosters/" in told) == (first.code, 1, True)
    assert contents(again / "out") == contents(before / "out")
    one, two = (jamsos("dedupe", "--format", "json", folder=folder).out for folder in (before, again))
    assert one == two


def test_a_second_import_enrols_nobody_and_still_ends_with_what_was_rejected(
    months: Months, code: str, tmp_path: Path
) -> None:
    again = shutil.copytree(months[code][0], tmp_path / "kantor")
    ran = jamsos("import", "rosters", folder=again)
    assert (ran.code, "Traceback" in ran.said) == (1, False)
    before, after = (jamsos("report", "--month", MONTH, folder=folder).out for folder in (months[code][0], again))
    assert before.replace(str(months[code][0]), "") == after.replace(str(again), "")


def test_a_message_goes_away_once_its_list_is_mended(office: Path) -> None:
    roster = office / "rosters" / "apbd" / "batubulan.csv"
    heading = "NIK;NAMA;TANGGAL LAHIR;L/P;PEKERJAAN;DESA\n"
    rows = ("5104031203809001;I Wayan Sudarma;12-03-1980;L;Petani;Batubulan\n", "51;I Made Rai;12-03-1981;L;Petani;\n")
    message = office / "out" / MONTH / "pesan" / "batubulan.txt"
    roster.parent.mkdir(parents=True, exist_ok=True)
    roster.write_text(heading + "".join(rows), encoding="utf-8")
    assert jamsos("run", "--month", MONTH, folder=office).code == 1
    assert "NIK" in message.read_text(encoding="utf-8")
    roster.write_text(heading + rows[0], encoding="utf-8")
    assert jamsos("run", "--month", MONTH, folder=office).code == 0
    assert not message.exists()
