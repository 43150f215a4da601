"""The objects that other programs read, key by key; the two languages; what an import and an invoice change."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from commandline import MONTH, Ran, contents, jamsos

Months = dict[str, tuple[Path, Ran]]
Shape = dict[str, Any]
ANY_TEXT = (str, type(None))
ANY_WHOLE = (int, type(None))
FINDING: Shape = {
    "code": str, "slug": str, "level": str, "sheet": ANY_TEXT, "row": ANY_WHOLE, "cell": ANY_TEXT, "field": ANY_TEXT,
    "value": ANY_TEXT, "message": str, "hint": str,
}  # fmt: skip
FILE: Shape = {
    "file": str, "sha256": str, "rows_read": int, "accepted": int, "rejected": int, "skipped": int, "findings": list,
}  # fmt: skip
TOTALS: Shape = dict.fromkeys(
    ("files", "rows_read", "accepted", "rejected", "skipped", "errors", "warnings", "notes"), int
)
AMOUNTS: Shape = dict.fromkeys(("people", "jkk", "jkm", "jht", "total"), int)
SOURCE: Shape = {"source": str, **AMOUNTS, "payers": list}
PAYER: Shape = {"payer": str, "name": str, **AMOUNTS}
PLACE: Shape = {"file": str, "sheet": ANY_TEXT, "row": int, "nik": str, "name": str, "source": ANY_TEXT}
STATES = (
    "matched", "short", "over", "billed_not_recorded", "recorded_not_billed", "wrong_month", "duplicate", "inactive",
    "reversed",
)  # fmt: skip


def fits(value: object, shape: Shape) -> bool:
    """Tell whether an object has exactly these keys, in this order, with values of these types."""
    return (
        isinstance(value, dict)
        and list(value) == list(shape)
        and all(isinstance(value[key], kind) and not isinstance(value[key], bool) for key, kind in shape.items())
    )


def parsed(ran: Ran) -> dict[str, Any]:
    assert "Traceback" not in ran.said
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_validate_prints_the_contract(months: Months) -> None:
    found = parsed(jamsos("validate", "rosters", "--format", "json", "--on", f"{MONTH}-01", folder=months["51.04"][0]))
    assert list(found) == ["version", "files", "totals"]
    assert found["version"] == 1
    assert len(found["files"]) > 1 and any(file["findings"] for file in found["files"])
    assert all(fits(file, FILE) for file in found["files"])
    assert all(fits(finding, FINDING) for file in found["files"] for finding in file["findings"])
    assert fits(found["totals"], TOTALS)


def test_validate_counts_add_up(months: Months) -> None:
    found = parsed(jamsos("validate", "rosters", "--format", "json", "--on", f"{MONTH}-01", folder=months["51.04"][0]))
    files, totals = found["files"], found["totals"]
    assert [file["file"] for file in files] == sorted(file["file"] for file in files)
    assert all(file["rows_read"] == file["accepted"] + file["rejected"] for file in files)
    assert totals["files"] == len(files)
    for key in ("rows_read", "accepted", "rejected", "skipped"):
        assert totals[key] == sum(file[key] for file in files)
    levels = [finding["level"] for file in files for finding in file["findings"]]
    assert set(levels) <= {"error", "warning", "note"}
    assert [totals[f"{level}s"] for level in ("error", "warning", "note")] == [
        levels.count(level) for level in ("error", "warning", "note")
    ]
    for file in files:
        rejected = {(f["sheet"], f["row"]) for f in file["findings"] if f["level"] == "error" and f["row"] is not None}
        assert len(rejected) == file["rejected"]


def test_invoice_prints_the_contract(months: Months, tmp_path: Path) -> None:
    office = shutil.copytree(months["51.04"][0], tmp_path / "kantor")
    found = parsed(jamsos("invoice", "--month", MONTH, "--format", "json", folder=office))
    assert list(found) == ["version", "month", "sources", "people", "total"]
    assert (found["version"], found["month"]) == (1, MONTH)
    assert found["sources"] and all(fits(source, SOURCE) for source in found["sources"])
    assert all(fits(payer, PAYER) for source in found["sources"] for payer in source["payers"])
    for source in found["sources"]:
        assert source["total"] == source["jkk"] + source["jkm"] + source["jht"]
        assert source["total"] == sum(payer["total"] for payer in source["payers"])
    assert found["total"] == sum(source["total"] for source in found["sources"])


def test_reconcile_prints_the_contract(months: Months, tmp_path: Path) -> None:
    office = shutil.copytree(months["51.04"][0], tmp_path / "kantor")
    found = parsed(jamsos("reconcile", "--month", MONTH, "statements", "--format", "json", folder=office))
    assert list(found) == ["version", "month", "billed", "recorded", "states", "open"]
    assert (found["version"], found["month"]) == (1, MONTH)
    assert tuple(found["states"]) == STATES
    assert all(fits(state, {"people": int, "billed": int, "recorded": int}) for state in found["states"].values())
    for key in ("billed", "recorded"):
        assert found[key] == sum(state[key] for state in found["states"].values())
    assert found["open"] == sum(s["people"] for name, s in found["states"].items() if name != "matched")


def test_dedupe_prints_the_contract(months: Months) -> None:
    found = parsed(jamsos("dedupe", "--format", "json", folder=months["51.04"][0]))
    assert list(found) == ["version", "pairs"]
    assert found["version"] == 1
    assert found["pairs"]
    for pair in found["pairs"]:
        assert list(pair) == ["kind", "left", "right", "score", "reasons", "ruling", "id"]
        assert pair["kind"] in {"same-nik", "probable", "double-funded"}
        assert fits(pair["left"], PLACE) and fits(pair["right"], PLACE)
        assert pair["left"]["nik"].endswith("*" * 12)
        assert isinstance(pair["score"], float)
        assert pair["reasons"] and all(isinstance(reason, str) for reason in pair["reasons"])


@pytest.mark.parametrize("command", [("validate", "rosters"), ("dedupe",), ("invoice", "--month", MONTH)])
def test_objects_are_alone_on_stdout(months: Months, tmp_path: Path, command: tuple[str, ...]) -> None:
    office = shutil.copytree(months["62.10"][0], tmp_path / "kantor")
    ran = jamsos(*command, "--format", "json", folder=office)
    assert ran.out.startswith("{\n") and ran.out.endswith("}\n")
    assert ran.err == ""


ROSTER = "NIK;NAMA;DESA\n5104031203800001;I Wayan Sudarma;Batubulan\n5104035203800002;Ni Made Sari;Batubulan\n"
CORRECTED = "NIK;NAMA;DESA\n5104031203800001;I Wayan Sudarma;Batubulan\n5104031507750003;I Ketut Rai;Batubulan\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "word"),
    [
        ((), {}, "Tidak ada ruang kerja"),
        (("--lang", "en"), {}, "There is no workspace"),
        ((), {"JAMSOS_LANG": "en"}, "There is no workspace"),
        (("--lang", "id"), {"JAMSOS_LANG": "en"}, "Tidak ada ruang kerja"),
    ],
)
def test_words_come_in_the_language_asked_for(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], word: str
) -> None:
    assert word in jamsos("report", "--month", MONTH, *arguments, folder=tmp_path, **environment).err
    assert word in jamsos(*arguments, "report", "--month", MONTH, folder=tmp_path, **environment).err


def test_help_speaks_both_languages(tmp_path: Path) -> None:
    assert "Periksa daftar" in jamsos("validate", "--help", folder=tmp_path).out
    assert "Check rosters" in jamsos("validate", "--help", "--lang", "en", folder=tmp_path).out


def test_findings_come_in_english_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("NIK;NAMA\n123;I Wayan Sudarma\n", encoding="utf-8")
    said = {
        lang: json.loads(jamsos("validate", "a.csv", "--format", "json", "--lang", lang, folder=tmp_path).out)
        for lang in ("id", "en")
    }
    words = {lang: [f["message"] for f in found["files"][0]["findings"]] for lang, found in said.items()}
    assert len(words["id"]) == len(words["en"])
    assert all(ours != theirs for ours, theirs in zip(words["id"], words["en"], strict=True))


def invoiced(office: Path, *more: str) -> dict[str, Any]:
    return parsed(jamsos("invoice", "--month", MONTH, "--format", "json", *more, folder=office))


def put(office: Path, text: str, name: str = "batubulan.csv") -> Path:
    path = office / "rosters" / "apbd" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_importing_again_changes_nothing(office: Path) -> None:
    put(office, ROSTER)
    assert jamsos("import", "rosters", "--from", MONTH, folder=office).code == 0
    first = invoiced(office)
    again = jamsos("import", "rosters", "--from", MONTH, folder=office)
    assert (again.code, invoiced(office)) == (0, first)
    assert (first["people"], first["total"]) == (2, 33_600)


def test_the_same_content_under_another_name_changes_nothing(office: Path) -> None:
    put(office, ROSTER)
    put(office, ROSTER, "salinan.csv")
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    assert invoiced(office)["people"] == 2


def test_a_dry_run_saves_nothing(office: Path) -> None:
    put(office, ROSTER)
    assert jamsos("import", "rosters", "--from", MONTH, "--dry-run", folder=office).code == 0
    assert invoiced(office)["people"] == 0


def test_a_corrected_roster_replaces_the_old_one(office: Path) -> None:
    put(office, ROSTER)
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    put(office, CORRECTED)
    ran = jamsos("import", "rosters", "--from", MONTH, folder=office)
    assert (ran.code, "Ni Made Sari" in ran.out) == (0, True)
    after = invoiced(office)
    assert (after["people"], after["total"]) == (2, 33_600)
    shown = jamsos("worker", "show", "5104035203800002", folder=office)
    assert "5104035203800002" not in shown.said


def test_a_rejected_row_is_not_billed_and_the_others_are(office: Path) -> None:
    put(office, ROSTER + "123;I Ketut Rai;Batubulan\n")
    assert jamsos("import", "rosters", "--from", MONTH, folder=office).code == 1
    assert invoiced(office)["people"] == 2


def test_issued_invoices_keep_their_numbers_and_bytes(office: Path) -> None:
    put(office, ROSTER)
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    first = invoiced(office, "--issue")
    papers = contents(office / "out")
    assert [name for name in papers if "rancangan" in name] == []
    assert invoiced(office, "--issue") == first
    assert contents(office / "out") == papers
    assert invoiced(office) == first
    assert contents(office / "out") == papers


def test_an_issued_invoice_is_not_changed_by_a_later_roster(office: Path) -> None:
    put(office, ROSTER)
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    invoiced(office, "--issue")
    issued = {name: data for name, data in contents(office / "out").items() if "/tagihan/" in name}
    put(office, CORRECTED)
    jamsos("import", "rosters", "--from", MONTH, folder=office)
    later = invoiced(office)
    assert {name: contents(office / "out")[name] for name in issued} == issued
    assert later["people"] == 3


def test_a_template_can_be_filled_in_and_validated(office: Path) -> None:
    assert jamsos("template", "roster", "--out", "kosong.xlsx", folder=office).code == 0
    ran = jamsos("validate", "kosong.xlsx", "--format", "json", folder=office)
    assert parsed(ran)["totals"]["rows_read"] == 0


def test_marked_workbooks_come_beside_the_object_and_are_told_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "a.csv").write_text(ROSTER, encoding="utf-8")
    plain = jamsos("validate", "masuk", "--format", "json", folder=tmp_path)
    ran = jamsos("validate", "masuk", "--annotate", "hasil", "--format", "json", folder=tmp_path)
    assert (ran.code, parsed(ran)) == (plain.code, parsed(plain))
    assert ran.err == "Berkas bertanda: 1, di hasil (hasil/a.xlsx).\n"
    assert list(contents(tmp_path / "hasil")) == ["a.xlsx"]


def test_a_folder_for_copies_within_the_rosters_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "a.csv").write_text(ROSTER, encoding="utf-8")
    ran = jamsos("validate", "masuk", "--annotate", "masuk/hasil", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "Pilih folder di luarnya" in ran.err
    assert list(contents(tmp_path)) == ["masuk/a.csv"]


@pytest.mark.parametrize("words", [(), ("worker",), ("plan",), ("import",)])
def test_the_frame_of_the_help_speaks_the_language_asked_for(words: tuple[str, ...], tmp_path: Path) -> None:
    indonesian = jamsos(*words, "--help", folder=tmp_path).out
    english = jamsos("--lang", "en", *words, "--help", folder=tmp_path).out
    for here, there in (("Pemakaian:", "Usage:"), ("Pilihan", "Options"), ("Tampilkan bantuan ini", "Show this help")):
        assert here in indonesian and there not in indonesian
        assert there in english and here not in english
