"""Sheets in which every row is odd, as a program or a slip of the mouse makes them: read in a time linear in size."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from jamsos_cli.runs.rosters.judging import Task, judge
from jamsos_cli.settings import Settings

HEADING = "NO;NIK;NAMA;TANGGAL LAHIR;JK;ALAMAT;DESA;PEKERJAAN"
ODD: dict[str, Callable[[int], str]] = {
    "a word of the heading": lambda _: "NAMA",
    "the NIK's word beside others": lambda n: f"NIK;ALAMAT;x{n}",
    "the heading again": lambda _: HEADING,
    "another heading each": lambda n: f"NO;NIK;NAMA;KOLOM {n};JK",
    "a title": lambda n: f"DAFTAR PEKERJA RENTAN DESA BATUBULAN {n}",
    "a total": lambda _: ";JUMLAH;JUMLAH",
    "a signature": lambda _: ";;Mengetahui;Perbekel",
    "running numbers": str,
    "column numbers": lambda _: "1;2;3;4;5;6;7;8",
    "blanks": lambda _: " ; ; ; ; ",
    "a slip of a heading": lambda n: f"NOMOR INDUK KEPENDUDUKN;NAMA LENGKPA;PEKERJAN{n}",
    "one NIK, names alike": lambda n: f"{n};5104031203800001;Wayan A{n};12-03-1980",
    "one NIK, other names": lambda n: f"{n};5104031203800001;A{'abcdefghij'[n % 10]}{n};12-03-1980",
    "a long word": lambda n: f"{'kata' * 100}{n};{'nik' * 100}",
    "blanks between two letters": lambda _: f"A{' ' * 32_000}B;;A{' ' * 32_000}= B",
    "as wide as may be": lambda n: f"NIK;{';'.join(f'KOLOM {n} {k}' for k in range(250))}",
}
BYTES = 60_000
SECONDS = 20
"""processor time, on a busy machine and with coverage; alone the slowest needs a tenth, and some once took a minute."""


@pytest.mark.parametrize("headed", [True, False], ids=["below a heading", "alone"])
@pytest.mark.parametrize("row", ODD.values(), ids=ODD)
def test_rows_that_are_odd_cost_no_minutes(tmp_path: Path, row: Callable[[int], str], headed: bool) -> None:
    lines = [HEADING] if headed else []
    size = 0
    while size < BYTES:
        lines.append(row(len(lines)))
        size += len(lines[-1]) + 1
    path = tmp_path / "desa.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    began = process_time()
    judged = judge(Task(path, path.name, Settings(), date(2026, 11, 1)))
    assert process_time() - began < SECONDS
    assert judged.result.rows_read == judged.result.accepted + judged.result.rejected
