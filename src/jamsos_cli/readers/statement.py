"""The insurer's statement: every line that says something of a person or an amount, as typed values."""

import re
from datetime import date, datetime
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout
from jamsos_cli.model.money import read_amount
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, Row, Trouble
from jamsos_cli.model.roster_entry import has_lost_digits, read_month, tidy
from jamsos_cli.model.statement import STATEMENT_LINES
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_date
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import read_grids
from jamsos_cli.readers.heading import Heading, find_heading
from jamsos_cli.settings import Limits

_AMOUNTS = ("jkk", "jkm", "jht", "total")
_SUM = re.compile(r"(?i)^\W*(jumlah|total|sub\s*-?\s*total|grand\s+total)\b")
_INACTIVE = re.compile(r"TIDAK\s*AKTIF|NON\s*-?\s*AKTIF|INACTIVE|BERHENTI|KELUAR|^T$|^TIDAK$|^N$|^NO$")
_REVERSED = re.compile(r"BATAL|REVERS|RETUR|REFUND|VOID")
_BRACKETED = re.compile(r"\((.*)\)")

Line = tuple[str, str, int, str, bool, str, str, int | None, int | None, int | None, int, str, str, str]
"""In the order of model.statement.STATEMENT_LINES."""
IURAN_MONTH = tuple(STATEMENT_LINES).index("iuran_month")


class Statement(NamedTuple):
    """One statement: its lines, and whether it names the month itself."""

    file: str
    sha256: str
    lines: tuple[Line, ...]
    says_month: bool


def read_statement(name: str, read: FileBytes, layout: Layout, limits: Limits, month: Month, on: date) -> Statement:
    """Read a statement; `month` is taken for lines of a statement without a month column.

    A file that cannot be read, or in which no NIK or no amount can be found, is a FileError that says what is missing.
    """
    grids = read.trouble or read_grids(read.data, limits)
    if isinstance(grids, Trouble):
        raise FileError(
            Text(f"{name}: tidak dapat dibaca: {grids.cause.id}.", f"{name}: cannot be read: {grids.cause.en}.")
        )
    lines: list[Line] = []
    says_month = True
    found = False
    for grid in grids:
        heading = find_heading(grid.rows, layout)
        if heading is None or "nik" not in heading.fields.values():
            continue
        columns = _columns(name, grid, heading)
        found = True
        says_month = says_month and "iuran_month" in columns
        rows = grid.rows[heading.after :]
        lines += [line for row in rows if (line := _line(name, grid.name, row, columns, month, on)) is not None]
    if not found:
        raise FileError(
            Text(
                f"{name}: tidak ada baris judul dengan NIK dan jumlah iuran.",
                f"{name}: there is no heading naming NIK and an amount.",
            )
        )
    return Statement(name, read.sha256, tuple(lines), says_month)


def _columns(name: str, grid: Grid, heading: Heading) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, field in heading.fields.items():
        if field in columns and field in {"nik", "iuran_month", "status", *_AMOUNTS}:
            at = f"{column_letters(columns[field])}{heading.row}, {column_letters(index)}{heading.row}"
            raise FileError(
                Text(
                    f"{name}: dua kolom mengaku sama ({at}); ganti judul salah satunya.",
                    f"{name}: two columns claim to be the same ({at}); rename one of them.",
                )
            )
        columns.setdefault(field, index)
    if not set(_AMOUNTS) & set(columns):
        where = f"{name}, {grid.name}" if grid.name else name
        raise FileError(
            Text(
                f"{where}: tidak ada kolom iuran (JKK, JKM, JHT, atau TOTAL).",
                f"{where}: there is no column of amounts (JKK, JKM, JHT or TOTAL).",
            )
        )
    return columns


def _line(file: str, sheet: str, row: Row, columns: dict[str, int], month: Month, on: date) -> Line | None:
    """Read one row; None for a blank row, a sum, a repeated heading or a signature."""

    def value(field: str) -> CellValue:
        index = columns.get(field)
        return row.values[index] if index is not None and index < len(row.values) else None

    written = tidy(value("nik"))
    if any(isinstance(cell, str) and _SUM.match(cell) for cell in row.values) and not any(c.isdigit() for c in written):
        return None
    jkk, jkm, jht = (_amount(value(field)) for field in ("jkk", "jkm", "jht"))
    total = _amount(value("total"))
    if total is None:
        parts = [amount for amount in (jkk, jkm, jht) if amount is not None]
        total = sum(parts) if parts else None
    if total is None and len(written) < 13:
        return None
    nik = niks.clean(written)
    usable = not has_lost_digits(value("nik")) and niks.parts(nik) is not None
    status = _status(tidy(value("status")), total or 0)
    paid = read_date(value("paid_on"), on)
    return (
        file, sheet, row.number, nik, usable, tidy(value("name")), _month(value("iuran_month"), columns, month),
        jkk, jkm, jht, total or 0, status, paid.day.isoformat() if paid else "", tidy(value("reference")),
    )  # fmt: skip


def _amount(value: CellValue) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return round(value) if value == value and abs(value) < 2**53 else None  # noqa: PLR0124  NaN
    text = tidy(value)
    if bracketed := _BRACKETED.fullmatch(text):
        amount = read_amount(bracketed[1])
        return None if amount is None else -amount
    return read_amount(text)


def _month(value: CellValue, columns: dict[str, int], month: Month) -> str:
    """The month a line is for; "" when its cell cannot be read, `month` when there is no such column."""
    if "iuran_month" not in columns:
        return str(month)
    if isinstance(value, date | datetime):
        return str(Month(value.year, value.month))
    text = tidy(value)
    found = read_month(text)
    if found is None and (day := read_date(text, date(2100, 1, 1))) is not None:
        found = Month.of(day.day)
    return str(found) if found else ""


def _status(text: str, total: int) -> str:
    upper = text.upper()
    if total < 0 or _REVERSED.search(upper):
        return "reversed"
    return "inactive" if _INACTIVE.search(upper) else "active"
