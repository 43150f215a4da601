"""Grids of cells to bytes: workbooks by xlsxwriter, CSV by hand; the same input gives the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter

from seeding.roster import Value

CREATED = datetime(2026, 11, 1)  # noqa: DTZ001  a workbook's time has no zone
GUIDE = (
    "PETUNJUK PENGISIAN",
    "1. NIK ditulis 16 angka, format sel Teks.",
    "2. Nama sesuai KTP-el, tanpa gelar.",
    "3. Tanggal lahir: hh-bb-tttt.",
    "4. Pekerjaan ditulis jelas, jangan dikosongkan.",
)


@dataclass
class Sheet:
    """Lines of cells, cells that are merged (first row, first column, last row, last column from 0), hidden lines."""

    name: str
    lines: list[list[Value]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    def add(self, *cells: Value) -> int:
        """Add a line and give its number as Excel shows it."""
        self.lines.append(list(cells))
        return len(self.lines)


def guide() -> Sheet:
    """Make the instruction sheet that stands beside many a roster."""
    return Sheet("PETUNJUK", [[line] for line in GUIDE], widths=[60])


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Give the bytes of an .xlsx with these sheets, its creation date fixed."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties({"created": CREATED, "author": "data contoh"})
    looks = {
        "date": book.add_format({"num_format": "dd-mm-yyyy"}),
        "text": book.add_format({"num_format": "@"}),
        "bold": book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}),
        "whole": book.add_format({"num_format": "0"}),
    }
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for row in sheet.hidden:
            page.set_row(row, None, None, {"hidden": True})
        for first_row, first_column, last_row, last_column in sheet.merged:
            page.merge_range(first_row, first_column, last_row, last_column, "", looks["bold"])
        for row, line in enumerate(sheet.lines):
            for column, value in enumerate(line):
                _write(page, (row, column), value, looks, bold=row in sheet.bold)
    book.close()
    return memory.getvalue()


def csv_bytes(sheet: Sheet, encoding: str) -> bytes:
    """Give the bytes of a `;` CSV with Windows line ends, as Excel in Indonesian saves it."""
    lines = (";".join(_as_text(value) for value in line) for line in sheet.lines)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def _write(page: object, at: tuple[int, int], value: Value, looks: dict[str, object], *, bold: bool) -> None:
    row, column = at
    if isinstance(value, str) and value:
        page.write_string(row, column, value, looks["bold"] if bold else looks["text"])  # type: ignore[attr-defined]
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), looks["date"])  # type: ignore[attr-defined] # noqa: DTZ001
    elif isinstance(value, int | float):
        page.write_number(row, column, value, looks["whole"] if isinstance(value, int) else None)  # type: ignore[attr-defined]


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return f'"{text}"' if ";" in text or '"' in text else text
