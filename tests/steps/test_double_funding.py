"""Two public purses for one person, seen while rosters are looked at together."""

from pathlib import Path

import pytest

from jamsos_cli.runs.rosters.judging import Task, judge_together
from jamsos_cli.settings import Settings
from roster_text import ON, workbook

APBD, VILLAGE, SPONSOR = "APBD", "Dana Desa", "SERTAKAN | NI MADE SARI"
CASES = {
    "the later file, of the later source": ([(APBD, ""), (VILLAGE, "")], [[], ["D02", "D03"]]),
    "the earlier file, of the later source": ([(VILLAGE, ""), (APBD, "")], [["D03"], ["D02"]]),
    "one source": ([(APBD, ""), (APBD, "")], [[], ["D02"]]),
    "a sponsor is no public purse": ([(APBD, ""), (SPONSOR, "")], [[], ["D02"]]),
    "months that meet": ([(APBD, "2026-11 | 2026-12"), (VILLAGE, "2026-12 | 2027-01")], [[], ["D02", "D03"]]),
    "months one after the other": ([(APBD, "2026-11 | 2026-11"), (VILLAGE, "2026-12 | 2027-01")], [[], ["D02"]]),
    "to the end of the year, then the next": ([(APBD, ""), (VILLAGE, "2027-01 | 2027-03")], [[], ["D02"]]),
    "a third file": ([(APBD, ""), (VILLAGE, ""), (VILLAGE, "")], [[], ["D02", "D03"], ["D02", "D03"]]),
    "a rejected row asks for nothing": ([("APBX", ""), (VILLAGE, "")], [["S02"], []]),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_two_public_sources_are_told_on_the_row_that_is_not_billed(
    rows: list[tuple[str, str]], expected: list[list[str]], tmp_path: Path
) -> None:
    tasks = []
    for number, (source, months) in enumerate(rows):
        title, _, sponsor = source.partition(" | ")
        heading = "NO | NIK | NAMA | SUMBER DANA | NAMA SPONSOR | MULAI | SAMPAI"
        text = f"{heading}\n1 | 5104031203800001 | I WAYAN SUDARMA | {title} | {sponsor} | {months or '|'}"
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbook(text))
        tasks.append(Task(path, path.name, Settings(), ON))
    judged = judge_together(tasks, 1, lambda _: None)
    codes = [[f.kind.code for f in one.result.findings if f.place.row is not None] for one in judged]
    assert codes == expected
    told = [dict(f.values)["month"] for one in judged for f in one.result.findings if f.kind.code == "D03"]
    first = "Desember 2026" if "2026-12" in rows[-1][1] else "November 2026"
    assert set(told) <= {first}, "the first month that both would pay"
