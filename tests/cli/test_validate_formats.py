"""The documents of `validate` at the command line: alone on stdout or in a file, with the exit code of the tables."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from commandline import FULL_NIK, MONTH, Ran, jamsos, texts

from jamsos_cli.runs.rosters.documents import COLUMNS, DOCUMENTS

Months = dict[str, tuple[Path, Ran]]
ON = ("--on", f"{MONTH}-01")
BEGINS = {"json": "{\n", "csv": ",".join(COLUMNS), "html": "<!doctype html>", "sarif": "{\n"}
ROSTERS = {
    "clean.csv": "NIK;NAMA;TANGGAL LAHIR\n5104031203800001;I Wayan Sudarma;12-03-1980\n",
    "warned.csv": "NIK;NAMA;TANGGAL LAHIR\n5104031203800001;I Wayan Sudarma;\n",
    "wrong.csv": "NIK;NAMA;TANGGAL LAHIR\n123;I Wayan Sudarma;12-03-1980\n",
    "none.xlsx": "PK\3\4 cut off",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ROSTERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_format_has_a_test() -> None:
    assert set(BEGINS) == set(DOCUMENTS)


@pytest.mark.parametrize("shape", BEGINS)
def test_a_document_is_alone_on_stdout_and_the_same_on_any_number_of_cores(months: Months, shape: str) -> None:
    office = months["62.10"][0]
    one, two = (
        jamsos("validate", "rosters", *ON, "--format", shape, "--jobs", jobs, folder=office) for jobs in ("1", "2")
    )
    assert one == two
    assert (one.code, one.err) == (1, "")
    assert one.out.startswith(BEGINS[shape])
    assert not FULL_NIK.search(one.out)


@pytest.mark.parametrize("shape", ["table", *BEGINS])
@pytest.mark.parametrize(
    ("name", "strict", "code"),
    [
        ("clean.csv", False, 0),
        ("warned.csv", False, 0),
        ("warned.csv", True, 1),
        ("wrong.csv", False, 1),
        ("none.xlsx", False, 4),
    ],
)
def test_the_exit_code_is_that_of_the_tables(folder: Path, shape: str, name: str, strict: bool, code: int) -> None:
    ran = jamsos("validate", name, *ON, "--format", shape, *(["--strict"] if strict else []), folder=folder)
    assert ran.code == code


@pytest.mark.parametrize("shape", BEGINS)
def test_a_file_holds_what_stdout_would(folder: Path, shape: str) -> None:
    said = jamsos("validate", "wrong.csv", *ON, "--format", shape, folder=folder)
    ran = jamsos("validate", "wrong.csv", *ON, "--format", shape, "--out", f"x.{shape}", folder=folder)
    assert (ran.code, ran.out, ran.err) == (1, "", f"x.{shape}\n")
    written = (folder / f"x.{shape}").read_bytes()
    assert written.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n") == said.out
    assert written.startswith(b"\xef\xbb\xbf") == (shape == "csv")


def test_csv_holds_the_findings_of_the_object(months: Months) -> None:
    office = months["51.04"][0]
    said = {
        shape: jamsos("validate", "rosters", *ON, "--format", shape, folder=office).out for shape in ("csv", "json")
    }
    rows = list(csv.DictReader(StringIO(said["csv"], newline="")))
    files = json.loads(said["json"])["files"]
    wanted = [{"file": file["file"], **finding} for file in files for finding in file["findings"]]
    assert len(rows) == len(wanted)
    for row, finding in zip(rows, wanted, strict=True):
        assert list(row) == list(COLUMNS)
        assert {name: value.removeprefix("'") for name, value in row.items()} == {
            name: "" if value is None else str(value).removeprefix("'") for name, value in finding.items()
        }


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--out", "x.html"), "--format"),
        (("--until", "2026-11-10"), "--messages"),
        (("--until", "2026-10-31", "--on", "2026-11-01", "--messages", "pesan"), "--until 2026-10-31 sudah lewat"),
        (("--until", "2020-01-01", "--messages", "pesan"), "--until 2020-01-01 sudah lewat"),
        (("--annotate", "clean.csv"), "clean.csv adalah berkas, bukan folder."),
        (("--messages", "clean.csv"), "clean.csv adalah berkas, bukan folder."),
        (("--messages", "clean.csv/pesan"), "clean.csv adalah berkas, bukan folder."),
        (("--format", "html", "--out", "wrong.csv"), "adalah tempat daftar"),
        (("--format", "csv", "--out", "./wrong.csv"), "adalah tempat daftar"),
    ],
)
def test_words_that_make_no_sense_together_are_told(folder: Path, arguments: tuple[str, ...], word: str) -> None:
    ran = jamsos("validate", "wrong.csv", *arguments, folder=folder)
    assert ran.code == 2
    assert word in ran.err
    assert (folder / "wrong.csv").read_text(encoding="utf-8") == ROSTERS["wrong.csv"]


def test_a_document_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "there").write_text("", encoding="utf-8")
    assert jamsos("validate", "wrong.csv", "--format", "csv", "--out", "there/x.csv", folder=folder).code == 4


@pytest.mark.parametrize("command", [("dedupe",), ("invoice", "--month", MONTH), ("tariff",)])
@pytest.mark.parametrize("shape", ["csv", "html", "sarif"])
def test_other_commands_know_tables_and_json_only(folder: Path, command: tuple[str, ...], shape: str) -> None:
    assert jamsos(*command, "--format", shape, folder=folder).code == 2


def test_messages_are_written_one_a_file_beside_any_format(folder: Path) -> None:
    files = ("wrong.csv", "clean.csv", "none.xlsx")
    ran = jamsos(
        "validate", *files, *ON, "--format", "json", "--messages", "pesan", "--until", "2026-11-10", folder=folder
    )
    assert (ran.code, json.loads(ran.out)["totals"]["files"]) == (4, 3)
    said = dict(texts(folder / "pesan"))
    assert set(said) == {"wrong.txt", "clean.txt", "none.txt"}
    assert "10 November 2026" in said["wrong.txt"]
    assert "Semua 1 baris sudah benar" in said["clean.txt"]


def test_a_nik_in_the_name_of_a_file_or_folder_is_never_shown_whole(folder: Path) -> None:
    nik = "5104031203800001"
    (folder / f"{nik}.csv").write_text(ROSTERS["wrong.csv"], encoding="utf-8")
    ran = jamsos(
        "validate", f"{nik}.csv", *ON, "--annotate", f"{nik}-tanda", "--messages", f"{nik}-pesan", folder=folder
    )
    assert (ran.code, (folder / f"{nik}-tanda" / f"{nik}.xlsx").exists()) == (1, True)
    assert "5104************.xlsx" in ran.err
    assert not FULL_NIK.search(ran.said)


def test_messages_of_two_files_of_one_name_say_their_folders(folder: Path) -> None:
    for source in ("apbd", "lain"):
        (folder / "masuk" / source).mkdir(parents=True)
        (folder / "masuk" / source / "saba.csv").write_text(ROSTERS["wrong.csv"], encoding="utf-8")
    assert jamsos("validate", "masuk", *ON, "--messages", "pesan", folder=folder).code == 1
    said = dict(texts(folder / "pesan"))
    assert set(said) == {"saba (apbd).txt", "saba (lain).txt"}
    assert all(f"saba.csv di folder {source}" in said[f"saba ({source}).txt"] for source in ("apbd", "lain"))


def test_several_files_are_summed_up_by_village(months: Months) -> None:
    ran = jamsos("validate", "rosters", *ON, folder=months["51.04"][0])
    assert "Menurut desa" in ran.out and "Desa Batubulan" in ran.out
    assert "By village" in jamsos("validate", "rosters", *ON, "--lang", "en", folder=months["51.04"][0]).out


def test_a_run_leaves_the_page_and_a_message_a_roster(months: Months) -> None:
    out = months["51.71"][0] / "out" / MONTH
    rosters = sorted((months["51.71"][0] / "rosters").rglob("*.*"))
    assert sorted(path.stem for path in (out / "pesan").iterdir()) == sorted(path.stem for path in rosters)
    page = (out / "perbaikan.html").read_text(encoding="utf-8")
    assert "Denpasar" in page
    assert not FULL_NIK.search(page)


def test_what_is_to_be_mended_stays_whole_when_a_later_run_finds_only_one_file_that_nobody_mends(
    tmp_path: Path,
) -> None:
    jamsos("init", ".", "--regency", "51.04", folder=tmp_path)
    listed = tmp_path / "rosters" / "apbd"
    (listed / "saba.csv").write_text(ROSTERS["wrong.csv"], encoding="utf-8")
    (listed / "foto.xlsx").write_bytes(b"\xff\xd8\xff\xe0 no workbook")
    page, told = tmp_path / "out" / MONTH / "perbaikan.html", []
    for _ in range(2):
        assert jamsos("run", "--month", MONTH, folder=tmp_path).code == 4
        told.append(page.read_text(encoding="utf-8"))
    assert "saba.csv" in told[1] and "foto.xlsx" in told[1] and "2 berkas" in told[1]
    assert told[0] == told[1]


def test_a_page_is_never_written_among_what_was_received(tmp_path: Path) -> None:
    jamsos("init", ".", "--regency", "51.04", folder=tmp_path)
    (tmp_path / "new.csv").write_text(ROSTERS["wrong.csv"], encoding="utf-8")
    kept = tmp_path / "rosters" / "apbd" / "saba.csv"
    kept.write_text(ROSTERS["wrong.csv"], encoding="utf-8")
    ran = jamsos("validate", "new.csv", "--format", "html", "--out", "rosters/apbd/saba.csv", folder=tmp_path)
    assert ran.code == 2 and "sebut nama lain" in ran.err
    assert kept.read_text(encoding="utf-8") == ROSTERS["wrong.csv"]
