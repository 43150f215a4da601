"""Many files: one that kills its reader costs nothing but itself."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sent import line, write

from jamsos_cli.errors import UsageError
from jamsos_cli.model.result import FileResult
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters import judging
from jamsos_cli.settings import Limits, Settings

ON = date(2026, 11, 1)


class Fatal(str):
    """A text at which the process that receives it dies, as calamine makes it die of some workbooks."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.abort, ()


def task(office: Workspace, number: int, name: str) -> judging.Task:
    return judging.Task(write(office, f"{number}.csv", [line(number)]), name, office.settings, ON, "apbd")


def test_a_file_at_which_the_reader_dies_is_unreadable_and_the_others_are_judged(office: Workspace) -> None:
    names = [Fatal(f"{number}.csv") if number in (2, 5) else f"{number}.csv" for number in range(9)]
    judged = judging.judge_all([task(office, *one) for one in enumerate(names)], 2, lambda _: None)
    assert [one.result.file for one in judged] == names
    assert [number for number, one in enumerate(judged) if one.result.is_unreadable] == [2, 5]
    assert [one.result.accepted for one in judged] == [0 if number in (2, 5) else 1 for number in range(9)]
    assert "pembaca berhenti" in judged[2].result.findings[0].message("id")


SENT = ("a.xlsx", "b.CSV", "c.pdf", "d.docx", "e.JPG", "f.zip", "README.txt", "Thumbs.db", "~$a.xlsx", "._a.xlsx")


def test_a_folder_gives_rosters_and_what_was_sent_for_one(tmp_path: Path) -> None:
    (tmp_path / "saba").mkdir()
    for name in SENT:
        (tmp_path / "saba" / name).touch()
    assert [path.name for path in judging.found_rosters([tmp_path])] == list(SENT[:6])


def test_a_file_that_is_named_is_judged_whatever_it_is_called(tmp_path: Path) -> None:
    assert judging.found_rosters([tmp_path / "list.txt"]) == [tmp_path / "list.txt"]


@pytest.mark.parametrize("inside", [(), ("README.txt",), ("~$a.xlsx",)])
def test_a_folder_without_rosters_is_told(tmp_path: Path, inside: tuple[str, ...]) -> None:
    for name in inside:
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match="no rosters"):
        judging.found_rosters([tmp_path])
    assert judging.found_rosters([tmp_path], may_be_none=True) == []


def test_scans_letters_and_archives_are_unreadable_and_never_rosters(office: Workspace, tmp_path: Path) -> None:
    letter = BytesIO()
    with ZipFile(letter, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    for name, content in {
        "a.pdf": b"%PDF-1.4\n",
        "b.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "c.png": b"\x89PNG\r\n\x1a\n",
        "d.docx": letter.getvalue(),
        "e.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "f.rar": b"Rar!\x1a\x07",
    }.items():
        (tmp_path / name).write_bytes(content)
        judged = judging.judge(judging.Task(tmp_path / name, name, office.settings, ON))
        assert judged.result.is_unreadable, name


ONES = {
    "a NIK too short, once and again": ["1"] * 1000,
    "each another one": [str(number) for number in range(1000, 2000)],
}


@pytest.mark.parametrize("niks", ONES.values(), ids=ONES)
def test_more_findings_than_memory_should_hold_are_one_sentence(tmp_path: Path, niks: list[str]) -> None:
    rows = "".join(f"{nik},WAYAN {number}\n" for number, nik in enumerate(niks))
    roster = tmp_path / "a.csv"
    roster.write_text(f"NIK,NAMA\n{rows}", encoding="utf-8")

    def found(most: int) -> FileResult:
        settings = Settings(limits=Limits(findings=most))
        return judging.judge(judging.Task(roster, "a.csv", settings, ON, "apbd")).result

    whole = len(found(100_000).findings)
    assert found(whole).rejected == 1000
    refused = found(whole - 1)
    assert ([one.kind.code for one in refused.findings], refused.rows_read) == (["F03"], 0)
    assert f"lebih dari {whole - 1} temuan" in refused.findings[0].message("id")


def test_more_filled_rows_than_an_office_has_workers_are_one_sentence(tmp_path: Path) -> None:
    roster = tmp_path / "a.csv"
    roster.write_text("NIK,NAMA\n" + "JUMLAH,3\n" * 500 + "x,WAYAN\n" * 501, encoding="utf-8")

    def codes(most: int) -> set[str]:
        settings = Settings(limits=Limits(filled_rows=most))
        found = judging.judge(judging.Task(roster, "a.csv", settings, ON, "apbd")).result.findings
        return {one.kind.code for one in found if one.kind.code < "G"}

    assert (codes(1001), codes(1000)) == ({"F11", "F16"}, {"F03"})
