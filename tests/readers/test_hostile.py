"""A hostile or broken file costs one clear finding; an odd one is read right; none takes the machine with it."""

import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import hostile
import pytest
import xlsxwriter

from jamsos_cli.model.finding import Finding
from jamsos_cli.model.roster import Trouble
from jamsos_cli.readers.apart import read_apart
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.settings import Limits
from jamsos_cli.steps.accept import Accepted
from roster_text import judge_files

ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".xlsm", ".xlsb")


def judged(data: bytes, name: str = "daftar.xlsx") -> Accepted:
    (one,) = judge_files([(name, data)])
    return one


def unread(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.kind.code in {"F01", "F02", "F03"}]


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_a_file_that_cannot_be_read_costs_one_finding_that_says_why(case: str) -> None:
    code, word, make = hostile.REFUSED[case]
    (finding,) = judged(make()).result.findings
    assert finding.kind.code == code, finding.message("id")
    assert re.search(word, finding.message("id")), finding.message("id")
    assert finding.message("en") != finding.message("id")


@pytest.mark.parametrize("case", hostile.READ)
def test_an_odd_file_is_read_right(case: str) -> None:
    result = judged(hostile.READ[case]()).result
    assert not unread(result.findings), [f.message("en") for f in result.findings]
    assert (result.rows_read, result.accepted) == (3, 3)


def test_texts_come_from_the_part_that_the_workbook_names() -> None:
    found = read_grids(hostile.elsewhere(("sharedStrings", "texts.xml"), texts=hostile.TEXTS), Limits())
    assert not isinstance(found, Trouble)
    assert [row.values[1] for row in found[0].rows] == ["NAMA", "SARI", "SARI", "SARI"]


def test_dates_are_dates_by_the_formats_that_the_workbook_names() -> None:
    out, made = BytesIO(), BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "NAMA", "TGL LAHIR"])
        sheet.write_row(1, 0, [hostile.NIKS[0], "SARI"])
        sheet.write_datetime(1, 2, date(1980, 3, 12), book.add_format({"num_format": "dd-mm-yyyy"}))
    with ZipFile(out) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'Target="styles.xml"', b'Target="formats/looks.xml"')
            new.writestr("xl/formats/looks.xml" if name == "xl/styles.xml" else name, content)
    found = read_grids(made.getvalue(), Limits())
    assert not isinstance(found, Trouble)
    assert found[0].rows[1].values[2] == date(1980, 3, 12)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("case", ["as it should be", "an .xls", "an .ods", "CSV"])
def test_a_file_is_read_by_what_it_is_whatever_its_name_says(case: str, ending: str) -> None:
    assert judged(hostile.READ[case](), f"daftar{ending}").result.accepted == 3


def test_a_name_at_the_place_of_a_format_s_sign_is_a_name() -> None:
    title = "DAFTAR PEKERJA RENTAN".ljust(256) + "KUSTARTO\n"
    assert title.index("USTAR") == 257
    assert judged((title.lower() + hostile.CSV).encode(), "daftar.csv").result.accepted == 3


def test_one_bad_file_never_stops_the_others() -> None:
    cheap = [case for case in hostile.REFUSED if not re.search("bomb|million|MB", case)]
    files = [(f"b{n}.xlsx", hostile.REFUSED[case][2]()) for n, case in enumerate(cheap)]
    found = judge_files([("a.xlsx", hostile.xlsx()), *files, ("z.xls", hostile.READ["an .xls"]())], source="apbd")
    assert [one.result.rows_read for one in found] == [3, *[0] * len(files), 3]


LIMITS: list[tuple[dict[str, int], str, str]] = [
    ({"expanded_mib": 1}, "a million formatted empty rows", "expanded_mib"),
    ({"cells": 1000}, "1.200 cells", "cells"),
    ({"read_mib": 128}, "an .ods of many rows", "read_mib"),
]


@pytest.mark.parametrize(("limits", "case", "word"), LIMITS)
def test_each_limit_refuses_what_is_past_it_and_names_itself(limits: dict[str, int], case: str, word: str) -> None:
    made: dict[str, hostile.Make] = {
        "1.200 cells": lambda: hostile.workbook("\n".join("a | b | c" for _ in range(400))),
        "an .ods of many rows": lambda: hostile.ods([(f"{n}{'x' * 300}", "y") for n in range(150_000)]),
    }
    data = (made.get(case) or hostile.READ[case])()
    found = read_grids(data, Limits(**limits))  # type: ignore[arg-type]
    assert isinstance(found, Trouble) and found.kind == "too_large" and word in found.cause.id, found


def test_a_reading_that_is_out_of_memory_ends_at_once_wherever_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    # Asked to say where it stopped, the library waits for ever for the memory to do so.
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    with ZipFile(BytesIO(hostile.ods([("xy",)]))) as archive:
        content = archive.read("content.xml")
    content = content.replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="19999">')
    content = content.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="200" ')
    found = read_apart(hostile.ods([], more={"content.xml": content}), Limits()._replace(read_seconds=15))
    assert isinstance(found, Trouble) and "read_mib" in found.cause.id


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    found = read_apart(hostile.READ["an .xls"](), Limits()._replace(read_seconds=0))
    assert isinstance(found, Trouble) and "read_seconds" in found.cause.id


if __name__ == "__main__":  # python tests/readers/test_hostile.py CASE: for measuring one
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(judged(hostile.REFUSED[sys.argv[1]][2]()).result.findings[0].message("id"))
