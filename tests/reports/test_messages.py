"""What a village gets by WhatsApp."""

import re
from datetime import date

import pytest

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult, VillageRows
from jamsos_cli.model.sender import asked
from jamsos_cli.reports.messages import LIMIT, Notice, message_folders, message_names, village_message
from jamsos_cli.runs.explaining import KINDS
from roster_text import result

NIK = "5104031203800001"
NOTICE = Notice("Dinas Tenaga Kerja", date(2026, 11, 1))
ROSTER = """--- batubulan.csv
NIK;NAMA;TANGGAL LAHIR;DESA
5104031203800001;I Wayan Sudarma;12-03-1980;Batubulan
123;Ni Made Sari;12-03-1980;Batubulan
124;Ni Luh Artini;12-03-1980;Batubulan
5104031203800003;I Ketut Rai;;Batubulan
"""


def test_a_message_says_counts_mistakes_cells_and_what_to_do():
    text = village_message(result(ROSTER, regency="51.04"), NOTICE._replace(until=date(2026, 11, 10)))
    for said in (
        "*Desa Batubulan*, berkas batubulan.csv", "Diperiksa 1 November 2026", "*4 baris* dibaca, *2 diterima*",
        "*2 belum dapat diterima*", "1 di antara yang diterima perlu dilihat lagi",
        "1. *NIK tidak 16 angka* (2 baris)\nsel A3, A4\n", "2. *Tanggal lahir kosong* (1 baris)\nsel C5\n",
        "*paling lambat 10 November 2026*", "_Dinas Tenaga Kerja_",
    ):  # fmt: skip
        assert said in text, said
    assert "Sudarma" not in text and "Sari" not in text


def test_what_is_not_among_the_most_frequent_mistakes_is_named():
    more = "5104031203800004;;12-03-1980;Batubulan\n51O4031203800005;I Made Yasa;12-03-1980;Batubulan\n"
    text = village_message(result(ROSTER + more, regency="51.04"), NOTICE)
    assert "3. *Nama kosong* (1 baris)" in text
    assert "\n\nJuga: Tanggal lahir kosong (1).\n\n" in text


def test_a_clean_list_is_thanked_for():
    text = village_message(result(ROSTER.replace("123;", "").replace("124;", "")), NOTICE)
    clean = "--- a.csv\nNIK;NAMA;TANGGAL LAHIR\n5104031203800001;I Wayan Sudarma;12-03-1980\n"
    text = village_message(result(clean), NOTICE)
    assert "*Semua 1 baris sudah benar.*" in text
    assert "Terima kasih" in text
    assert "dibetulkan di berkas" not in text


def test_the_day_premiums_are_due_is_said_where_rows_are_rejected():
    due = NOTICE._replace(due=date(2026, 11, 15))
    assert "Iuran jatuh tempo 15 November 2026" in village_message(result(ROSTER), due)


def test_a_file_that_cannot_be_read_is_asked_for_again():
    text = village_message(result("--- a.xlsx hex\n00\n"), NOTICE)
    assert "Belum ada baris pekerja" in text
    assert "Simpan Sebagai .xlsx" in text
    assert "minta pengirim" not in text
    assert "Mohon dikirim ulang" in text and "di berkas yang sama" not in text


def test_a_list_of_several_sheets_is_told_sheet_by_sheet():
    head = "NIK | NAMA | TANGGAL LAHIR\n"
    wrong = f"{head}123 | I Wayan Rai | 12-03-1980\n124 | I Made Rai | 12-03-1980\n"
    text = village_message(result(f"--- a.xlsx\n[Br. Kaja]\n{wrong}[Br. Kelod]\n{wrong}"), NOTICE)
    assert "\nlembar Br. Kaja: sel A2, A3; lembar Br. Kelod: sel A2, …\n" in text
    assert "!" not in text


def everything(hostile: str) -> FileResult:
    """A file with every kind of finding, in sheets and cells of hostile names."""
    values = [
        (n, hostile)
        for n in (
            "first", "parts", "reason", "reached", "known", "source", "regency", "read", "used", "columns", "text",
            "cause", "error", "suggestion", "digits", "age", "minimum", "candidates", "difference", "in_nik", "month",
            "billed", "billed_place", "other", "people", "key",
        )
    ]  # fmt: skip
    findings = tuple(
        Finding(kind, Place(hostile, f"{hostile} {sheet}", row, f"AB{row}"), "nik", hostile, tuple(values))
        for kind in KINDS.values()
        for sheet in range(2)
        for row in range(10_000, 10_005)
    )
    rows = VillageRows("", hostile, "", f"{hostile} 0", tuple(range(10_000, 10_005)))
    return FileResult(hostile, "", 5, 0, 5, 0, findings, (rows,))


@pytest.mark.parametrize("hostile", [NIK, f"*{NIK}* _x_ ~y~", "a" * 300, "\u202eabc\n\n*tebal*", "=1+1"])
def test_a_message_is_short_and_carries_no_nik_and_no_marks_of_others(hostile):
    text = village_message(
        everything(hostile), NOTICE._replace(until=date(2026, 12, 31), due=date(2026, 12, 15)), hostile
    )
    assert len(text) <= LIMIT + 1
    assert not re.search("[0-9]{13}", text)
    assert "\u202e" not in text
    assert all(line.count("*") % 2 == 0 for line in text.splitlines())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k.scope != "run"], ids=lambda kind: kind.code)
def test_a_sender_is_asked_something_and_nothing_of_the_program(kind, lang):
    said = asked(Finding(kind, Place("a.xlsx"), values=everything("x").findings[0].values), lang)
    assert said.strip()
    assert not any(word in said for word in ("jamsos", "--", ".toml", "rosters/"))


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k.level is not Level.NOTE], ids=lambda kind: kind.code)
def test_nothing_is_said_of_the_program_to_a_village(kind):
    whole = everything("x")
    one = whole._replace(findings=tuple(f for f in whole.findings if f.kind is kind))
    assert "jamsos" not in village_message(one, NOTICE).lower()


def test_messages_are_named_after_their_rosters_and_the_folders_that_tell_them_apart():
    files = [
        "a/Saba.xlsx", "b/saba.csv", f"{NIK}.csv", "..", "a/x:y?.csv", "a\\desa taro.xlsx", "a/b/kuta.csv",
        "a/b/kuta.xlsx", "x/in/ubud.csv", "y/in/ubud.csv", "ubud.csv", f"k/{NIK}/lod.csv", "k/b/lod.csv",
    ]  # fmt: skip
    assert message_names(files) == [
        "Saba (a).txt", "saba (b).txt", "5104------------.txt", "daftar.txt", "x-y-.txt", "desa taro.txt", "kuta.txt",
        "kuta-2.txt", "ubud (x-in).txt", "ubud (y-in).txt", "ubud.txt", "lod (5104------------).txt", "lod (b).txt",
    ]  # fmt: skip
    assert message_folders(files) == ["a", "b", *[""] * 6, "x/in", "y/in", "", f"k/{NIK}"[2:], "b"]


def test_a_message_about_one_of_two_files_of_a_name_says_which():
    text = village_message(result(ROSTER, regency="51.04"), NOTICE, f"dana_desa/{NIK}")
    assert "berkas batubulan.csv di folder dana desa/5104" in text
    assert NIK not in text
    assert "folder" not in village_message(result(ROSTER, regency="51.04"), NOTICE)
