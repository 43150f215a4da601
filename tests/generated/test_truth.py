"""Rosters whose truth is known from how they were made: every fault found, in its cell, and nothing else."""

import csv
import random
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from villages import FAULTS, HEADINGS, ON, REGENCY, Row, Village
from xlsxwriter.utility import xl_col_to_name

from jamsos_cli.model.finding import Finding, Level
from roster_text import judge_files

ALWAYS = ("nik", "name")
SHEET_NOTES = frozenset({"F16", "S08"})
EITHER_CELL = frozenset({"N08", "N09", "E01", "E02", "E03", "S06", "F11"})
"""Findings whose cell is not laid down."""


class Sheet:
    """A village's rows laid out as villages do, and what must be found at which row and cell."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        optional = [field for field in HEADINGS if field not in ALWAYS and self.chance.random() < 0.7]
        if "born" in optional and "ttl" in optional:
            optional.remove("ttl")
        self.fields = [*ALWAYS, *optional]
        self.chance.shuffle(self.fields)
        self.lines: list[list[str]] = []
        self.expected: list[tuple[str, int, str]] = []
        self.village = Village(seed, tuple(self.fields))
        self.rows = [
            self.village.row(self.chance.choice((0, 0, 0, 1, 2, 3))) for _ in range(self.chance.randrange(2, 15))
        ]
        self._titles()
        self._heading()
        for number, row in enumerate(self.rows, 1):
            self._worker(number, row)
        self._end()

    def _line(self, *cells: str, skipped: bool = False) -> None:
        self.lines.append(list(cells))
        if skipped:
            self.expected.append(("F11", len(self.lines), ""))

    def _titles(self) -> None:
        titles = (
            (),
            ("DAFTAR PEKERJA RENTAN (NIK SESUAI KTP)",),
            ("PEMERINTAH KABUPATEN GIANYAR", "DAFTAR NAMA PEKERJA", "", f"DESA : {self.village.village}", ""),
            ("Catatan: isi NIK dan NAMA sesuai KTP", "Tahun 2026"),
        )
        for title in self.chance.choice(titles):
            self._line(title)

    def _heading(self) -> None:
        written = [self.chance.choice(HEADINGS[field]) for field in self.fields]
        if self.chance.random() < 0.3:  # some headings merged over two lines
            upper = [self.chance.random() < 0.6 for _ in written]
            upper[self.fields.index("nik")] = True
            self._line(*(text if up else "" for text, up in zip(written, upper, strict=True)))
            self._line(*("" if up else text for text, up in zip(written, upper, strict=True)))
        else:
            self._line(*written)
        if self.chance.random() < 0.3:
            form = self.chance.choice(("{}", "({})", "{}."))
            self._line(*(form.format(i + 1) for i in range(len(written))), skipped=True)
        self.heading = written

    def _worker(self, number: int, row: Row) -> None:
        if self.chance.random() < 0.05:
            self._line("Banjar Tengah", skipped=True)
        if self.chance.random() < 0.05:
            self._line(*self.heading, skipped=True)
        self._line(*(str(number) if field == "number" else row.cells[field] for field in self.fields))
        for code, field in row.expected:
            cell = f"{xl_col_to_name(self.fields.index(field))}{len(self.lines)}" if field else ""
            self.expected.append((code, len(self.lines), "" if code in EITHER_CELL else cell))

    def _end(self) -> None:
        if self.chance.random() < 0.4:
            self._line(self.chance.choice(("JUMLAH", "Total", "JUMLAH PESERTA : 12 orang")), skipped=True)
        if self.chance.random() < 0.4:
            column = self.chance.randrange(len(self.fields))
            for text in ("Gianyar, 20 November 2026", "Perbekel,", "", "I Made Sudarsana", "NIP. 197001011990031001"):
                self._line(*[""] * column, text, skipped=bool(text))

    def workbook(self) -> bytes:
        made = BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Daftar")
            for row, cells in enumerate(self.lines):
                for column, text in enumerate(cells):
                    if text:
                        sheet.write_string(row, column, text)
        return made.getvalue()

    def delimited(self) -> bytes:
        text = StringIO()
        delimiter, encoding = self.chance.choice(((";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-16")))
        width = max(len(line) for line in self.lines)
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerows([*line, *[""] * (width - len(line))] for line in self.lines)
        return text.getvalue().encode(encoding)


def said(findings: tuple[Finding, ...]) -> Iterator[tuple[str, int, str]]:
    for finding in findings:
        if finding.kind.code not in SHEET_NOTES:
            cell = "" if finding.kind.code in EITHER_CELL else finding.place.cell or ""
            yield finding.kind.code, finding.place.row or 0, cell


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("seed", range(60))
def test_every_verdict_of_a_made_up_village_is_known(seed: int, kind: str) -> None:
    sheet = Sheet(seed)
    data = sheet.workbook() if kind == "xlsx" else sheet.delimited()
    (judged,) = judge_files([(f"desa.{kind}", data)], on=ON.isoformat(), regency=REGENCY, source="")
    result = judged.result
    assert sorted(said(result.findings)) == sorted(sheet.expected), sheet.heading
    rejected = {f.place.row for f in result.findings if f.kind.level is Level.ERROR}
    assert (result.accepted, result.rejected) == (len(sheet.rows) - len(rejected), len(rejected))


def test_the_villages_make_every_fault() -> None:
    made = {code for seed in range(60) for row in Sheet(seed).rows for code, _ in row.expected}
    assert made == {fault.code for fault in FAULTS.values()}
