"""A clerk's day: import, list, decide by workbook, import next month's corrected roster, and nothing is asked twice."""

import hashlib
import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import FULL_NIK, Ran, jamsos, texts

HEADING = "NIK;NAMA;TANGGAL LAHIR;DESA\n"
SUDARMA = "5104031203800001;I Wayan Sudarma;12-03-1980;{}\n"
SARI = "5104035203800002;Ni Made Sari;12-03-1980;{}\n"
ALIAS = "5104035203800002;Jero Puspa;12-03-1980;{}\n"
RAI = "5104031507750003;I Ketut Rai;15-07-1975;{}\n"
ASTAWA = "5104031507750004;I Made Astawa;15-07-1975;{}\n"


def roster(office: Path, source: str, name: str, *lines: str, village: str = "Batubulan") -> Path:
    path = office / "rosters" / source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADING + "".join(line.format(village) for line in lines), encoding="utf-8")
    return path


def listed(office: Path, *more: str) -> list[dict[str, Any]]:
    found: dict[str, Any] = json.loads(jamsos("dedupe", "--format", "json", *more, folder=office).out)
    pairs: list[dict[str, Any]] = found["pairs"]
    return pairs


def fill(path: Path, answers: dict[str, tuple[str, str, str]]) -> None:
    """Fill in the workbook as a clerk does: by kind or id, ruling, reason and name."""
    book = openpyxl.load_workbook(path)
    sheet = book["PUTUSAN"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        named = {sheet.cell(row, headings[title]).value.split("\n")[0] for title in ("ID", "KANAN")}
        answer = next((said for key, said in answers.items() if key in named or key == "*"), None)
        for title, word in zip(("PUTUSAN", "ALASAN PUTUSAN", "DIPUTUSKAN OLEH"), answer or (), strict=False):
            sheet.cell(row, headings[title]).value = word
    book.save(path)


@pytest.fixture(scope="module")
def imported(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources that both have Sudarma, and two names for one NIK; copy it, do not change it."""
    office = Path(shutil.copytree(made, tmp_path_factory.mktemp("putusan") / "kantor"))
    roster(office, "apbd", "batubulan.csv", SUDARMA, SARI, RAI)
    roster(office, "dana_desa", "batubulan.csv", SUDARMA, ALIAS, ASTAWA)
    jamsos("import", "rosters", "--from", "2026-11", folder=office)
    return office


@pytest.fixture
def month(imported: Path, tmp_path: Path) -> Path:
    """An office of its own after that import."""
    return Path(shutil.copytree(imported, tmp_path / "kantor"))


def test_an_import_says_how_many_rows_may_be_doubles_and_what_shows_them(office: Path) -> None:
    twin = RAI.replace("5104031507750003", "5104031507750030")
    roster(office, "apbd", "batubulan.csv", RAI, twin, ASTAWA)
    ran = jamsos("import", "rosters", "--from", "2026-11", folder=office)
    assert "1 baris mungkin orang yang sudah ada di tempat lain (D05: 1)" in ran.out and "jamsos dedupe" in ran.out
    (office / "rosters" / "apbd" / "batubulan.csv").write_text(HEADING + ASTAWA.format("Ketewel"), encoding="utf-8")
    assert "mungkin orang" not in jamsos("import", "rosters", "--from", "2026-11", folder=office).out


def test_a_held_row_with_another_fault_waits_for_no_ruling(month: Path) -> None:
    young = ALIAS.replace("12-03-1980", "12-03-2015")
    roster(month, "dana_desa", "batubulan.csv", SUDARMA, young, ASTAWA)
    jamsos("import", "rosters", "--from", "2026-11", folder=month)
    (asked,) = [pair for pair in listed(month) if pair["kind"] == "same-nik"]
    ruled = jamsos("decide", asked["id"], "sama", "--reason", "satu orang", "--by", "Ani", folder=month).out
    assert "apbd/batubulan.csv (1 baris)" in ruled and "dana_desa/batubulan.csv (" not in ruled, ruled


def test_a_clerks_day_and_nothing_is_asked_twice(month: Path) -> None:
    asked = listed(month)
    assert [(pair["kind"], pair["ruling"]) for pair in asked] == [("double-funded", None), ("same-nik", None)]
    sheet = month / "putusan.xlsx"
    assert jamsos("dedupe", "--format", "xlsx", "--out", sheet, folder=month).code == 0
    fill(
        sheet,
        {"I Wayan Sudarma": ("sama", "satu orang, cek KTP", "Ni Luh"), "Jero Puspa": ("sama", "nama jero", "Ni Luh")},
    )
    ran = jamsos("decide", "--file", sheet, folder=month)
    assert (ran.code, "2 putusan disimpan" in ran.out) == (0, True), ran.said
    assert listed(month) == []
    assert [pair["ruling"] for pair in listed(month, "--all")] == ["same", "same"]

    roster(
        month, "dana_desa", "batubulan.csv", SUDARMA, ALIAS, ASTAWA, RAI.replace("0003", "0009").replace("Rai", "Dipa")
    )
    ran = jamsos("import", "rosters", "--from", "2026-12", "--months", "1", folder=month)
    assert "D04" not in ran.said and ran.code == 0, ran.said
    (who_pays,) = listed(month)
    assert (who_pays["kind"], who_pays["right"]["name"]) == ("double-funded", "Jero Puspa"), "one person, two purses"
    jamsos("decide", who_pays["id"], "sama", "--reason", "APBD yang membayar", "--by", "Ni Luh", folder=month)
    assert listed(month) == []
    again = jamsos("decide", "--file", sheet, folder=month)
    assert (again.code, "0 putusan disimpan, 2 sudah ada" in again.out) == (0, True), again.said


def test_held_rows_come_in_by_themselves_once_two_names_are_ruled_one_persons(month: Path) -> None:
    (asked,) = [pair for pair in listed(month) if pair["kind"] == "same-nik"]
    said = ("--reason", "nama jero", "--by", "Ni Luh")
    told = jamsos("decide", asked["id"], "sama", *said, folder=month).out
    assert "masuk sendiri" in told and "rosters/apbd/batubulan.csv (1 baris)" in told and "--again" not in told
    assert billed(month, "2026-11") == [("apbd", 2), ("dana_desa", 1)], "a ruling alone enrols nobody"
    ran = jamsos("run", "--month", "2026-12", folder=month)
    assert ran.out.count("baris tertahan masuk") == 2, ran.said
    assert billed(month, "2026-11") == [("apbd", 3), ("dana_desa", 1)], "for the months the roster was sent for"
    again = jamsos("run", "--month", "2026-12", folder=month)
    assert "baris tertahan masuk" not in again.out, again.said
    assert "D04" not in again.said


def test_a_list_that_a_newer_one_has_overwritten_is_not_said_to_let_rows_in(month: Path) -> None:
    (asked,) = [pair for pair in listed(month) if pair["kind"] == "same-nik"]
    roster(month, "dana_desa", "batubulan.csv", SUDARMA, ALIAS, RAI.replace("0003", "0007"))
    jamsos("import", "rosters", "--from", "2026-12", folder=month)
    told = jamsos("decide", asked["id"], "sama", "--reason", "nama jero", "--by", "Ni Luh", folder=month).out
    assert told.count("rosters/dana_desa/batubulan.csv (1 baris)") == 1, told
    ran = jamsos("import", "rosters", folder=month)
    assert ran.said.count("dana_desa/batubulan.csv: 1 baris yang ditahan (D04) masuk") == 1, ran.said


def test_a_held_row_of_a_file_from_elsewhere_comes_in_when_the_file_is_named_once_more(month: Path) -> None:
    away = month.parent / "kiriman.csv"
    (month / "rosters" / "dana_desa" / "batubulan.csv").rename(away)
    away.write_text(HEADING + ALIAS.format("Batubulan") + RAI.replace("0003", "0007").format("Batubulan"))
    roster(month, "apbd", "saba.csv", SARI, village="Saba")
    jamsos("import", "rosters", "--from", "2026-11", folder=month)
    jamsos("import", away, "--source", "dana_desa", "--from", "2026-11", "--months", "1", folder=month)
    for pair in jamsos_pairs(month, away):
        jamsos("decide", pair, "sama", "--reason", "nama jero", "--by", "Ni Luh", folder=month)
    told = jamsos("decide", "--list", folder=month).out
    assert "sama" in told
    ran = jamsos("import", away, "--source", "dana_desa", "--from", "2026-11", "--months", "1", folder=month)
    assert "baris tertahan masuk" in ran.out, ran.said
    history = jamsos("worker", "show", SARI[:16], folder=month).out
    assert "kiriman.csv" in history and "2026-11   2026-11   Dana Desa" in history, history


def jamsos_pairs(office: Path, *paths: Path) -> list[str]:
    asked = jamsos("dedupe", "rosters", *paths, "--format", "json", folder=office)
    return [pair["id"] for pair in json.loads(asked.out)["pairs"] if pair["score"] == 0]


def test_one_pair_is_decided_by_its_id_and_the_history_keeps_both_rulings(month: Path) -> None:
    (first, *_) = listed(month)
    typed = first["id"].replace("-", "").lower()[:6]
    said = ("--reason", "kedua kartu sah", "--by", "Ni Luh")
    assert jamsos("decide", typed, "ragu", *said, folder=month).code == 0
    assert listed(month)[0]["id"] == first["id"]
    assert jamsos("decide", typed, "allowed", *said, folder=month).code == 0
    made = json.loads(jamsos("decide", "--list", "--format", "json", folder=month).out)["rulings"]
    assert [(one["ruling"], one["in_force"]) for one in made] == [("allowed", True), ("unsure", False)]
    assert made[0]["reason"] == "kedua kartu sah" and made[0]["by"] == "Ni Luh"
    assert "digantikan" in jamsos("decide", "--list", folder=month).out


WRONG = {
    "a word that is none": (("mungkin", "x", "Ni Luh"), "tidak dikenal: pilih sama"),
    "no reason": (("sama", " ", "Ni Luh"), 'alasan wajib diisi: ALASAN PUTUSAN = "'),
    "no name": (("sama", "x", None), 'nama yang memutuskan wajib diisi: DIPUTUSKAN OLEH = "'),
    "a reason without a ruling": ((None, "x", "Ni Luh"), "putusannya belum diisi"),
}


def test_an_unsure_row_that_nobody_touched_is_no_answer_and_its_reason_is_not_carried_over(month: Path) -> None:
    first, second = (pair["id"] for pair in listed(month))
    for key in (first, second):
        jamsos("decide", key, "ragu", "--reason", "menunggu KK", "--by", "Ni Luh", folder=month)
    sheet = month / "out" / "putusan.xlsx"
    jamsos("dedupe", "--format", "xlsx", "--out", sheet, folder=month)
    ran = jamsos("decide", "--file", sheet, folder=month)
    assert (ran.code, "0 putusan disimpan, 0 sudah ada, 2 belum" in ran.out) == (0, True), ran.said
    assert any("sudah ragu: menunggu KK (Ni Luh)" in text for _, text in texts(sheet.parent)), "what was said is shown"
    fill(sheet, {"I Wayan Sudarma": ("sama", None, None)})
    ran = jamsos("decide", "--file", sheet, folder=month)
    assert (ran.code, "alasan wajib" in ran.err) == (1, True), "a new word needs a reason of its own"


def test_a_ruling_made_twice_is_kept_once(month: Path) -> None:
    said = (listed(month)[0]["id"], "sama", "--reason", "cek " * 200, "--by", "Ni Luh")
    assert "tidak disimpan dua kali" not in jamsos("decide", *said, folder=month).out
    assert "tidak disimpan dua kali" in jamsos("decide", *said, folder=month).out
    (made,) = json.loads(jamsos("decide", "--list", "--format", "json", folder=month).out)["rulings"]
    assert made["reason"] == ("cek " * 200).strip()
    assert jamsos("decide", "--list", folder=month).out.count("cek") == 200, "the screen shows all of it"


@pytest.mark.parametrize(("answer", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_told_and_nothing_is_kept(month: Path, answer: tuple[str, str, str], told: str) -> None:
    sheet = month / "putusan.xlsx"
    jamsos("dedupe", "--format", "xlsx", "--out", sheet, folder=month)
    fill(sheet, {"I Wayan Sudarma": ("sama", "cek", "Ni Luh"), "Jero Puspa": answer})
    ran = jamsos("decide", "--file", sheet, folder=month)
    assert ran.code == 1 and told in ran.err and "baris 6" in ran.err, ran.said
    assert len(listed(month)) == 2


def test_the_command_that_the_workbook_is_sent_back_with_works_as_it_is_printed(month: Path) -> None:
    told = jamsos("dedupe", "--format", "xlsx", "--out", "putusan nov.xlsx", folder=month).out
    command = shlex.split(told[told.index("jamsos decide") :])
    assert jamsos(*command[1:], folder=month).code == 0


def spoilt(path: Path, what: str) -> None:
    """Spoil the workbook as clerks do; its first question is answered."""
    fill(path, {"I Wayan Sudarma": ("sama", "cek", "Ni Luh")})
    book = openpyxl.load_workbook(path)
    sheet = book["PUTUSAN"]
    headings = {cell.value: cell.column for cell in sheet[4]}
    if what == "twice":
        sheet.append([cell.value for cell in sheet[5]])
        sheet.cell(sheet.max_row, headings["PUTUSAN"]).value = "beda"
    elif what == "column":
        sheet.delete_cols(headings["ALASAN PUTUSAN"])
    else:
        sheet.cell(5, headings["ID"]).value = what
    book.save(path)


SPOILT = {
    "twice": (1, "baris 7", "sudah diputuskan lain di PUTUSAN, 5"),
    "column": (4, "kolom ALASAN PUTUSAN tidak ada", "jamsos dedupe --format xlsx"),
    "": (1, "baris 5", "kolom ID kosong: salin dari daftar aslinya"),
    "5104031203800001": (1, "baris 5", "ID '5104************' tidak dikenal: salin"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_workbook_is_told_by_row_and_column_and_shows_no_nik(month: Path, what: str) -> None:
    sheet = month / "putusan.xlsx"
    jamsos("dedupe", "--format", "xlsx", "--out", sheet, folder=month)
    spoilt(sheet, what)
    ran = jamsos("decide", "--file", sheet, folder=month)
    code, *told = SPOILT[what]
    assert ran.code == code and all(words in ran.err for words in told), ran.said
    assert not FULL_NIK.search(ran.said) and len(listed(month)) == 2


def test_a_row_that_was_decided_meanwhile_is_told(month: Path) -> None:
    sheet = month / "putusan.xlsx"
    jamsos("dedupe", "--format", "xlsx", "--out", sheet, folder=month)
    first = listed(month)[0]["id"]
    jamsos("decide", first, "boleh", "--reason", "sah", "--by", "Kadis", folder=month)
    fill(sheet, {"*": ("beda", "cek", "Ni Luh")})
    ran = jamsos("decide", "--file", sheet, folder=month)
    assert ran.code == 1 and "sudah diputuskan boleh oleh Kadis" in ran.err, ran.said


REFUSED = {
    "an unknown id": (("ZZZZ9", "sama", "--reason", "x", "--by", "y"), "tidak dikenal"),
    "too short an id": (("Z", "sama", "--reason", "x", "--by", "y"), "tidak dikenal"),
    "an id alone": (("ZZZZ9",), "Ketik: jamsos decide"),
    "nothing": ((), "Ketik: jamsos decide"),
}


@pytest.mark.parametrize(("words", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_decides_nothing_is_wrong_usage(month: Path, words: tuple[str, ...], told: str) -> None:
    ran = jamsos("decide", *words, folder=month)
    assert ran.code == 2 and told in ran.err


def billed(office: Path, month: str) -> list[tuple[str, int]]:
    made = json.loads(jamsos("invoice", "--month", month, "--format", "json", folder=office).out)
    return [(source["source"], source["people"]) for source in made["sources"]]


OTHERS = {
    "another birth date": ("5104031203800001;I Wayan Astika;30-08-1991;{}\n", "D04", "tanggal lahir berbeda jelas"),
    "the same birth date": ("5104031203800001;I Wayan Astika;12-03-1980;{}\n", "D02", "hanya urutan lahir yang sama"),
}


@pytest.mark.parametrize(("row", "code", "why"), OTHERS.values(), ids=OTHERS.keys())
def test_what_was_ruled_of_a_name_is_not_said_of_another_person_under_the_same_nik(
    month: Path, row: str, code: str, why: str
) -> None:
    for pair in listed(month):
        jamsos("decide", pair["id"], "sama", "--reason", "KTP", "--by", "Ni Luh", folder=month)
    roster(month, "dana_desa", "batubulan.csv", row, ALIAS, ASTAWA)
    ran = jamsos("import", "rosters", "--from", "2026-12", "--months", "1", folder=month)
    assert code in ran.out, "only urutan lahir is the same, so nobody has said that this is Sudarma"
    (asked,) = [pair for pair in listed(month) if pair["kind"] == "same-nik"]
    assert (asked["ruling"], asked["right"]["name"]) == (None, "I Wayan Astika")
    assert any(why in reason for reason in asked["reasons"]) and "nama sama" not in asked["reasons"]
    jamsos("decide", asked["id"], "beda", "--reason", "dua KTP", "--by", "Ni Luh", folder=month)
    ran = jamsos("import", "rosters", "--from", "2026-12", "--months", "1", "--again", folder=month)
    assert "D04" in ran.out and "sudah diputuskan dua orang" in " ".join(ran.out.split())
    assert "jamsos dedupe" not in ran.out, "what was ruled is not asked again"
    assert not [pair for pair in listed(month) if pair["kind"] == "same-nik"]


def test_the_birth_date_of_a_row_is_not_that_of_the_row_that_stood_there_before(month: Path) -> None:
    old = "5104031507750008;I Gede Lanang;01-01-1991;{}\n"
    roster(month, "dana_desa", "batubulan.csv", old, SUDARMA, ASTAWA)
    jamsos("import", "rosters", "--from", "2026-11", "--months", "1", folder=month)
    roster(month, "dana_desa", "batubulan.csv", ASTAWA, old, SUDARMA)
    jamsos("import", "rosters", "--from", "2026-12", "--months", "1", folder=month)
    asked = [pair for pair in listed(month) if pair["kind"] == "double-funded"]
    assert asked and all(not any("lahir" in reason for reason in pair["reasons"]) for pair in asked)


def test_a_lawful_second_membership_is_billed_beside_the_first_until_its_last_month(month: Path) -> None:
    assert billed(month, "2026-11") == [("apbd", 2), ("dana_desa", 1)]
    first = listed(month)[0]["id"]
    said = ("--reason", "dua kepesertaan, SK Bupati", "--by", "Kadis", "--until", "2026-11")
    assert jamsos("decide", first, "boleh", *said, folder=month).code == 0
    assert billed(month, "2026-11") == [("apbd", 2), ("dana_desa", 2)]
    assert billed(month, "2026-12") == [("apbd", 2), ("dana_desa", 1)]
    assert listed(month)[0]["id"] == first, "the months after are asked about"
    assert "2026-11" in jamsos("dedupe", folder=month).out, "beside the ruling stands how long it holds"
    page = jamsos("dedupe", "--format", "html", folder=month).out
    assert "<b>boleh s.d. 2026-11</b>" in page and "kemiripan 100%" in page
    jamsos("invoice", "--month", "2026-11", "--issue", folder=month)
    ran = jamsos("decide", first, "sama", "--reason", "SK dicabut", "--by", "Kadis", folder=month)
    assert (ran.code, f"jamsos decide {first} boleh --until 2026-11" in ran.out) == (0, True), ran.said
    told = " ".join(jamsos("invoice", "--month", "2026-12", folder=month).out.split())
    assert "-Rp16.800" in told and "tidak terdaftar lagi" not in told and "orang yang sama sudah ditagih" in told
    jamsos("invoice", "--cancel", "002/JAMSOS/Dana Desa/XI/2026", "--reason", "SK dicabut", folder=month)
    assert billed(month, "2026-11") == [("apbd", 2), ("dana_desa", 1)]


def test_masked_everywhere_but_where_whole_niks_are_asked_for(month: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    for form in ("xlsx", "html", "json"):
        assert jamsos("dedupe", "--format", form, "--out", out / f"p.{form}", folder=month).code == 0
    shown = jamsos("dedupe", folder=month).said + jamsos("decide", "--list", folder=month).said
    assert not FULL_NIK.search(shown)
    assert [name for name, text in texts(out) if FULL_NIK.search(text)] == []
    jamsos("dedupe", "--format", "xlsx", "--out", out / "p.xlsx", "--full-nik", folder=month)
    assert any(FULL_NIK.search(text) for _, text in texts(out))


def test_every_file_with_whole_niks_stands_in_the_audit_trail_with_its_hash(month: Path) -> None:
    changed(month, RAI[:16], "5104031507750033", "--from", "2026-11-02", "--reason", "KTP baru")
    made = {
        "dedupe --full-nik": ("dedupe", "--format", "xlsx", "--full-nik", "--out", "putusan.xlsx"),
        "worker changes --full-nik": ("worker", "changes", "--full-nik", "--out", "ganti.xlsx"),
    }
    for words in made.values():
        assert jamsos(*words, folder=month).code == 0
        assert jamsos(*(word for word in words if word != "--full-nik"), folder=month).code == 0, "masked: no entry"
        assert jamsos(*words, folder=month).code == 0
    trail = json.loads(jamsos("audit", "--format", "json", folder=month).out)
    told = [one["command"] for one in trail["entries"]]
    assert told == [command for command in made for _ in range(2)] and trail["intact"]
    for file in ("putusan.xlsx", "ganti.xlsx"):
        sealed = hashlib.sha256((month / file).read_bytes()).hexdigest()
        (last,) = {one["file_sha256"] for one in trail["entries"] if one["file"] == file}
        assert last == sealed


def test_the_chain_of_niks_stands_in_order_although_the_change_holds_from_before_the_import(month: Path) -> None:
    changed(month, RAI[:16], "5104031507750033", "--from", "2026-01-02", "--reason", "KTP baru")
    shown = jamsos("worker", "show", RAI[:16], folder=month).out
    rows = [line.split() for line in shown.splitlines() if line.strip().startswith("5104***")][:2]
    assert [row[1:] for row in rows] == [["…", "2026-01-02"], ["2026-01-02", "…"]]


def test_what_a_held_file_was_sent_with_stands_in_the_command_that_lets_it_pass(month: Path) -> None:
    copy = roster(month, "apbd", "saba baru.csv", *(RAI.replace("0003", f"000{n}") for n in (3, 3, 3, 3, 3, 3)))
    said = ("--source", "dana_desa", "--from", "2026-12", "--months", "3")
    told = jamsos("import", copy, *said, folder=month).err
    typed = "--source dana_desa --from 2026-12 --months 3 --add"
    assert f'jamsos import "rosters/apbd/saba baru.csv" {typed}' in " ".join(told.split())
    assert "sama atau mirip di berkas itu sendiri" in " ".join(told.split()) and "desa lain" not in told
    held = jamsos("run", "--month", "2026-11", folder=month)
    assert '"rosters/apbd/saba baru.csv" --from 2026-11 --add' in " ".join(held.said.split())


def changed(office: Path, *words: str) -> Ran:
    return jamsos("worker", "change-nik", *words, folder=office)


def test_a_nik_that_changes_is_reported_and_an_old_roster_still_finds_the_person(month: Path) -> None:
    old, new = "5104031507750003", "5104031507750033"
    ran = changed(month, old, new, "--from", "02-11-26", "--reason", "KTP baru")
    assert ran.code == 0 and "7 hari kerja" in ran.out and not FULL_NIK.search(ran.said), ran.said
    assert "5104************" in jamsos("worker", "changes", folder=month).out
    (one,) = json.loads(jamsos("worker", "changes", "--format", "json", folder=month).out)["changes"]
    assert (one["name"], one["from"]) == ("I Ketut Rai", "2026-11-02")
    roster(month, "apbd", "batubulan.csv", SUDARMA, SARI, RAI, RAI.replace("750003", "750007").replace("Rai", "Suweca"))
    ran = jamsos("import", "rosters", "--from", "2026-11", folder=month)
    assert "NIK lama" in ran.out and "I Ketut Rai" in ran.out, ran.said
    assert "Tidak ada lagi di daftar" in ran.out
    story = jamsos("worker", "show", new, folder=month).out
    assert story.count("rosters/apbd/batubulan.csv") >= 2


def test_what_was_decided_before_a_nik_changes_is_not_asked_after_it(month: Path) -> None:
    near = ASTAWA.replace("750004", "750005").replace("I Made", "Made")
    roster(month, "apbd", "saba.csv", near, RAI, ASTAWA, village="Saba")
    jamsos("import", "rosters", "--from", "2026-11", folder=month)
    kinds = sorted({(pair["kind"], pair["id"]) for pair in listed(month)})
    assert [kind for kind, _ in kinds] == ["double-funded"] * 2 + ["probable"] + ["same-nik"] * 2
    for kind, key in kinds:
        word = {"double-funded": "boleh", "probable": "beda"}.get(kind, "sama")
        assert jamsos("decide", key, word, "--reason", "KTP", "--by", "Ni Luh", folder=month).code == 0
    assert not listed(month)
    for old in (SUDARMA, RAI, ASTAWA):
        assert (
            changed(month, old[:16], f"{old[:14]}7{old[15]}", "--from", "2026-11-02", "--reason", "KTP baru").code == 0
        )
    assert not listed(month)
    assert sorted({(pair["kind"], pair["id"]) for pair in listed(month, "--all")}) == kinds
    rows = (RAI, ASTAWA.replace("750004", "750074"), near)
    ran = jamsos("import", roster(month, "apbd", "desember.csv", *rows, village="Saba"), folder=month)
    assert not any(code in ran.out for code in ("D02", "D04", "D05")), ran.out
    assert not listed(month)


def test_a_change_dated_before_the_nik_it_ends_is_refused_and_a_mistaken_date_can_be_mended(month: Path) -> None:
    first, second, third = (RAI[:14] + end for end in ("03", "33", "44"))
    assert changed(month, first, second, "--from", "2026-11-20", "--reason", "KTP baru").code == 0
    ran = changed(month, second, third, "--from", "2026-11-10", "--reason", "x")
    assert ran.code == 2 and "--from 2026-11-20" in ran.err and not FULL_NIK.search(ran.said), ran.said
    assert changed(month, second, first, "--from", "2026-11-20", "--reason", "salah tanggal").code == 0
    assert changed(month, first, second, "--from", "2026-11-10", "--reason", "KTP baru").code == 0
    shown = jamsos("worker", "show", second, folder=month).out
    rows = [line.split() for line in shown.splitlines() if line.strip().startswith("5104***")][:2]
    assert [row[1:] for row in rows] == [["…", "2026-11-10"], ["2026-11-10", "…"]]


NOT_UNTIL = {
    "a same pays for all months": ("sama", "2026-12", 'hanya untuk putusan "boleh"'),
    "a month before the first that is double": ("boleh", "2026-10", "2026-11 atau sesudahnya"),
}


@pytest.mark.parametrize(("word", "until", "told"), NOT_UNTIL.values(), ids=NOT_UNTIL.keys())
def test_a_last_month_that_would_change_nothing_is_refused(month: Path, word: str, until: str, told: str) -> None:
    key = next(pair["id"] for pair in listed(month) if pair["kind"] == "double-funded")
    ran = jamsos("decide", key, word, "--reason", "x", "--by", "y", "--until", until, folder=month)
    assert ran.code == 2 and told in ran.err, ran.said


NOT_CHANGED = {
    "nobody has the old one": ("5104031507750099", "5104031507750033", "Tidak ada orang"),
    "somebody else has the new one": ("5104031507750003", "5104031203800001", "orang lain"),
    "the new one is no NIK": ("5104031507750003", "123", "16 angka"),
    "the new one has no date in it": ("5104031507750003", "5104039907750003", "tanggal lahir"),
    "both are one": ("5104031507750003", "5104031507750003", "sama"),
}


@pytest.mark.parametrize(("old", "new", "told"), NOT_CHANGED.values(), ids=NOT_CHANGED.keys())
def test_a_change_that_cannot_be_is_refused_and_repeats_no_nik(month: Path, old: str, new: str, told: str) -> None:
    ran = changed(month, old, new, "--from", "2026-11", "--reason", "x")
    assert ran.code == 2 and told in ran.err and not FULL_NIK.search(ran.said), ran.said
