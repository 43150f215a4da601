"""The insurer's statement: every line that says something of a person or an amount, as typed values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model import nik as niks
from jamsos_cli.model.frame import columns_of
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.money import read_amount
from jamsos_cli.model.month import LONGEST_PERIOD, Month
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.programme import PROGRAMMES, Programme, read_programme
from jamsos_cli.model.roster import CellValue, Grid, Row, shown
from jamsos_cli.model.roster_entry import has_lost_digits, is_blank, is_ticked, tidy
from jamsos_cli.model.statement import (
    INSURER_SAYS,
    PARTED,
    REMARKS_PARTED,
    STATEMENT_LINES,
    UNKNOWN_STATUS,
    UNREAD_AMOUNT,
    StatementLine,
)
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_event
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.grids import grids_or_error
from jamsos_cli.readers.heading import Heading, find_heading, passes_over_hidden
from jamsos_cli.readers.merged_cells import spread
from jamsos_cli.readers.month_columns import months_of
from jamsos_cli.readers.numbering import is_numbering
from jamsos_cli.readers.odd_cells import boxes_of, unboxed
from jamsos_cli.readers.statement_month import MONTH_ALONE, TITLED, line_month, line_period, month_titles, titled_month
from jamsos_cli.readers.tables import Titles, tables_of
from jamsos_cli.settings import Limits

_AMOUNTS = ("jkk", "jkm", "jht", "total")
_CELLS = (*_AMOUNTS, "jkk_jkm")
"""What may be written of an amount: also JKK and JKM as one."""
_STATES = ("status", "paid", "inactive")
_OF_MANY = frozenset({"iuran_month", "first_month", "last_month", "year", "paid_on", "reference", *_STATES})
"""What a cell merged over several lines says of each of them."""
_TICK = lazy_pattern("[vV√✓✔]")
_INACTIVE_WORD = "TIDAK AKTIF"
"""What a column of ticks says where its cell is blank, and the column beside it where its cell is not."""
_BY_MONTH = Titles(month_titles, MONTH_ALONE)
_SUM = lazy_pattern(r"(?i)^\W*(jumlah|total|sub\s*-?\s*total|grand\s+total)\b")
_INACTIVE = lazy_pattern(
    r"T(?:I?DA?K)\.?\s*AKTIF|(?:NON|BELUM|BLM)\s*-?\s*AKTIF|INACTIVE|BERHENTI|KELUAR(?!GA)|^(?:T|TIDAK|TDK|N|NO|0)$"
    r"|^(?:BELUM|BLM|MENUNGGAK|MENUNGGU|TUNGGAK|GAGAL|DITOLAK|TOLAK|PENDING|UNPAID|FAILED|REJECTED|EXPIRED|K[AE]D[AE]LU?W?ARSA|HANGUS|MENINGGAL|WAFAT|PINDAH)"
)
"""Not covered, or not paid: in either case the person is not as billed."""
_REVERSED = lazy_pattern(r"BATAL|REVERS|RETUR|REFUND|VOID")
_ACTIVE = lazy_pattern(
    r"^$|AKTIF|ACTIVE|LUNAS|PAID|BAYAR|BERHASIL|SUKSES|SUCCESS|SELESAI|SESUAI|COCOK|TERCATAT|TERDAFTAR|VALID|POSTED|POSTING"
    r"|REKON|SETTLE|NORMAL|LENGKAP|PESERTA|BARU|LAMA|^(?:A|Y|YA|YES|OK|1|-)$"
)
"""What is known to say that all is well; any other word counts so, too, and is told."""
_LEAST_DIGITS = 10
"""A cell of the NIK column with this many digits was meant for a person."""
_LONGEST_WORD = 40
_SEX_OR_JKM = "JK"
"""Beside JKK it is the premium of JKM, without it the sex of a roster."""

_NO_AMOUNTS = Text(
    "{where}: kolom bulan ({cells}) tidak berisi jumlah rupiah, jadi tidak ada yang dicocokkan.",
    "{where}: columns of months ({cells}) hold no amounts, so nothing is compared.",
)


class Statement(NamedTuple):
    """One statement: its lines, and whether it names the month itself."""

    file: str
    sha256: str
    lines: Mapping[str, Sequence[Any]]
    """STATEMENT_LINES by columns: these go to another process in half the time of rows"""
    says_month: bool


def read_statement(name: str, read: FileBytes, layout: Layout, limits: Limits, month: Month, on: date) -> Statement:
    """Read a statement; `month` is taken for lines of a statement that has no month column and no title that says it.

    A file that cannot be read, or in which no NIK or no amount can be found, is a FileError that says what is missing.
    """
    grids = grids_or_error(name, read, limits)
    lines: list[StatementLine] = []
    says_month = True
    headed = [(grid, find_heading(grid.rows, layout)) for grid in grids]
    found = [(grid, heading) for grid, heading in headed if heading and "nik" in heading.fields.values()]
    if passes_over_hidden((grid.hidden, True) for grid, _ in found):
        found = [(grid, heading) for grid, heading in found if not grid.hidden]
    titled = [titled_month(grid, heading.first) for grid, heading in found]
    everywhere = {one for one in titled if one}
    for (grid, heading), own in zip(found, titled, strict=True):
        said = own or (min(everywhere) if len(everywhere) == 1 else None)
        where = f"{name}, {grid.name}" if grid.name else name
        tables = tables_of(grid.rows, heading, layout, _BY_MONTH)
        below = {row.number: row for table in tables for row in table.rows} if grid.marks.merged else {}
        for further, table in enumerate(tables):
            if further and TITLED in table.titles:
                said = Month.parse(table.titles[TITLED])
            months = months_of(where, grid, table.heading)
            of = months.alone or said
            sheet = _Sheet(name, grid, _columns(where, table.heading, months.columns), layout, of or month, on)
            says_month = says_month and (sheet.says_month or bool(months.columns) or of is not None)
            of_many = {column for field, column in sheet.columns.items() if field in _OF_MANY}
            boxes = boxes_of(table.heading, table.rows)
            rows = tuple(unboxed(row, boxes) for row in spread(table.rows, below, grid.marks.merged, of_many))
            read_lines = _by_month(sheet, months.columns, rows, month, where) if months.columns else sheet.lines(rows)
            lines += _together(read_lines) if "programme" in sheet.columns else read_lines
    if not found:
        raise FileError(
            Text(
                f"{name}: tidak ada baris judul dengan NIK dan jumlah iuran.",
                f"{name}: there is no heading naming NIK and an amount.",
            )
        )
    return Statement(name, read.sha256, columns_of(STATEMENT_LINES, lines), says_month)


def _columns(where: str, heading: Heading, months: dict[int, Month]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, field in heading.fields.items():
        if index in months:
            continue
        if field in columns and field in {"nik", "iuran_month", *_STATES, *_CELLS}:
            at = f"{column_letters(columns[field])}{heading.row}, {column_letters(index)}{heading.row}"
            raise FileError(
                Text(
                    f"{where}: dua kolom mengaku sama ({at}); ganti judul salah satunya.",
                    f"{where}: two columns claim to be the same ({at}); rename one of them.",
                )
            )
        columns.setdefault(field, index)
    if "jkk" not in columns and bare_heading(heading.named.get(columns.get("jkm", -1), "")) == _SEX_OR_JKM:
        columns.pop("jkm")
    if not months and not set(_CELLS) & set(columns):
        raise FileError(
            Text(
                f"{where}: tidak ada kolom iuran (JKK, JKM, JHT, atau TOTAL).",
                f"{where}: there is no column of amounts (JKK, JKM, JHT or TOTAL).",
            )
        )
    return columns


class _Sheet(NamedTuple):
    """One sheet of a statement, and what its rows are read with."""

    file: str
    grid: Grid
    columns: dict[str, int]
    layout: Layout
    month: Month
    """what its titles say, else the month asked for"""
    on: date

    def lines(self, rows: Sequence[Row]) -> Iterator[StatementLine]:
        """Give the rows that say something of a person or an amount."""
        written = [value for row in rows if isinstance(value := self.value(row, "nik"), str)]
        damaged = niks.column_lost_digits(written)
        states = {self.value(row, "status") for row in rows}
        ticks = any(isinstance(state, str) and _TICK.fullmatch(state.strip()) for state in states)
        for row in rows:
            line = self._line(row, damaged=damaged, ticks=ticks)
            if line is not None:
                yield from self._parted(line, self._period(row))

    def value(self, row: Row, field: str) -> CellValue:
        """Give a field's cell; None where there is none."""
        index = self.columns.get(field)
        return None if index is None else row.at(index)

    @property
    def says_month(self) -> bool:
        """Whether each line says its month."""
        return "iuran_month" in self.columns or self._has_period

    @property
    def _has_period(self) -> bool:
        return "iuran_month" not in self.columns and {"first_month", "last_month"} <= set(self.columns)

    def _period(self, row: Row) -> Sequence[Month]:
        """Give the months of a line, from PERIODE AWAL to AKHIR or in one cell; none where they cannot be read."""
        year = self.value(row, "year")
        if self._has_period:
            cells = [self.value(row, field) for field in ("first_month", "last_month")]
            ends = [line_month(cell, year, self.month) for cell in cells if cell not in (None, "")]
        else:
            ends = list(line_period(self.value(row, "iuran_month"), year, self.month) or ())
        first, last = (ends[0], ends[-1]) if ends else (None, None)
        if first is None or last is None or not 1 <= first.until(last) <= LONGEST_PERIOD:
            return ()
        return tuple(first.run(first.until(last)))

    def _parted(self, line: StatementLine, months: Sequence[Month]) -> Iterator[StatementLine]:
        """Give a line for each of its months; what cannot be parted into equal whole rupiah is of no month."""
        amounts = {field: amount for field in _AMOUNTS if (amount := getattr(line, field)) is not None}
        if len(months) <= 1 or any(amount % len(months) for amount in amounts.values()):
            yield line
            return
        each = {field: amount // len(months) for field, amount in amounts.items()}
        parted = PARTED.id.format(months=f"{months[0]} - {months[-1]}")
        remark = REMARKS_PARTED.join(filter(None, (line.remark, parted)))
        for month in months:
            yield line._replace(iuran_month=str(month), remark=remark, **each)

    def _line(self, row: Row, *, damaged: bool, ticks: bool) -> StatementLine | None:
        """Read one row; None for a blank row, a sum, a repeated heading, column numbers or a signature."""
        written, name = tidy(self.value(row, "nik")), tidy(self.value(row, "name"))
        amounts = {field: _amount(self.value(row, field)) for field in _CELLS}
        unread = [field for field, amount in amounts.items() if amount is None and self._is_written(row, field)]
        if of := self._programme(row):
            amounts[of] = amounts["total"]
        jkk, jkm, jht, total, both = (amounts[field] for field in _CELLS)
        if total is None:
            apart = (jkk, jkm) if both is None or {jkk, jkm} != {None} else (both,)
            parts = [amount for amount in (*apart, jht) if amount is not None]
            total = sum(parts) if parts else None
        digits = len(written) if written.isdigit() else sum(c.isdigit() for c in written)
        person = digits >= _LEAST_DIGITS or has_lost_digits(self.value(row, "nik"))
        if not (person or total is not None or (name and unread)):
            return None
        # Most lines begin with a NIK; only of what does not need it be asked whether it is one.
        if not (digits >= _LEAST_DIGITS and written[0].isdigit()) and self._is_no_line(row, written, name):
            return None
        nik = niks.clean(written)
        states = [_status(word, reversal=(total or 0) < 0) for word in self._words(row, ticks=ticks)]
        if self.columns.keys().isdisjoint(_STATES):
            states += self._remarked(row)
        status = next((state for state, _ in states if state != "active"), "active")
        said = dict.fromkeys(word for state, word in states if state == status)
        remarks = (UNREAD_AMOUNT.id if unread else "", *said)
        lost = has_lost_digits(self.value(row, "nik")) or (damaged and nik.endswith("0"))
        return StatementLine(
            self.file, self.grid.name, row.number, nik, not lost and niks.parts(nik) is not None, name,
            self._month(row), jkk, jkm, jht, total or 0,
            status, _day(self.value(row, "paid_on"), self.on),
            tidy(self.value(row, "reference")), REMARKS_PARTED.join(filter(None, remarks)),
        )  # fmt: skip

    def _words(self, row: Row, *, ticks: bool) -> tuple[CellValue, ...]:
        """Give what a line says of its state; of a column of ticks the word that it stands for."""
        status, paid, inactive = (self.value(row, field) for field in _STATES)
        if ticks and isinstance(status, str | None):
            text = tidy(status)
            status = None if _TICK.fullmatch(text) else (_INACTIVE_WORD if is_blank(text) else text)
        return status, paid, _INACTIVE_WORD if is_ticked(shown(inactive)) else None

    def _remarked(self, row: Row) -> Iterator[tuple[str, str]]:
        """Give what remarks say of who is not active, where no column is for that; any other remark says nothing."""
        state, word = _status(self.value(row, "remarks"), reversal=False)
        if state != "active":
            yield state, word

    def _programme(self, row: Row) -> Programme | None:
        """Give the programme that a line is of; None where it says no single one, or columns do."""
        if "programme" not in self.columns or not {"jkk", "jkm", "jht", "jkk_jkm"}.isdisjoint(self.columns):
            return None
        return read_programme(tidy(self.value(row, "programme")))

    def _month(self, row: Row) -> str:
        """The month a line is for; "" when its cell cannot be read, that of the statement without such a column."""
        if self._has_period:
            months = self._period(row)
            return str(months[0]) if len(months) == 1 else ""
        if "iuran_month" not in self.columns:
            return str(self.month)
        found = line_month(self.value(row, "iuran_month"), self.value(row, "year"), self.month)
        return str(found) if found else ""

    def _is_written(self, row: Row, field: str) -> bool:
        """Tell whether an amount was meant: a cell with a digit, an Excel error or a formula without its result."""
        cell = f"{column_letters(self.columns[field])}{row.number}" if field in self.columns else ""
        if cell in self.grid.marks.errors or cell in self.grid.marks.uncalculated:
            return True
        text = tidy(self.value(row, field))
        return any(c.isdigit() for c in text) and not text.upper().startswith("NIP")

    def _is_no_line(self, row: Row, written: str, name: str) -> bool:
        """Tell a sum, a repeated heading, a row of column numbers or a signer's NIP from a line."""
        texts = [text for value in row.values if (text := tidy(value))]
        if self.layout.field(written) == "nik" or written.upper().startswith("NIP"):
            return True
        if is_numbering(texts):
            return True
        summed = any(_SUM.match(text) for text in (*texts[:1], written, name))
        return summed and sum(c.isdigit() for c in written) < _LEAST_DIGITS


def _by_month(
    sheet: _Sheet, columns: dict[int, Month], rows: Sequence[Row], month: Month, where: str
) -> Iterator[StatementLine]:
    """Give a line for each month of which a row says an amount; of `month`, asked for, also who is not active."""
    amounts = 0
    for column, of in columns.items():
        apart = sheet._replace(columns=sheet.columns | {"total": column}, month=of)
        for line in apart.lines(rows):
            amounts += bool(line.total)
            unlike = of == month and line.status != "active"
            if line.total or unlike or UNREAD_AMOUNT.id in line.remark:
                yield line
    if rows and not amounts:
        raise FileError(_NO_AMOUNTS.fill(where=where, cells=", ".join(map(column_letters, columns))))


def _together(lines: Iterable[StatementLine]) -> list[StatementLine]:
    """Put lines of one programme each together: JKK and JKM of one person, month and state are one line."""
    found: list[StatementLine] = []
    begun: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for line in lines:
        amounts = {one: amount for one in PROGRAMMES if (amount := getattr(line, one)) is not None}
        if len(amounts) == 1 and line.usable:
            (of,) = amounts
            same = begun[line.nik, line.iuran_month, line.status, line.remark]
            lacking = next((place for place in same if getattr(found[place], of) is None), None)
            if lacking is not None:
                found[lacking] = found[lacking]._replace(total=found[lacking].total + line.total, **amounts)
                continue
            same.append(len(found))
        found.append(line)
    return found


# A statement says the same few amounts, months, days and states over and over: each is read once.


@lru_cache(maxsize=4096, typed=True)
def _amount(value: CellValue) -> int | None:
    return read_amount(tidy(value) if isinstance(value, str) else value)


@lru_cache(maxsize=4096, typed=True)
def _day(value: CellValue, on: date) -> str:
    found = read_event(value, on)
    return found.day.isoformat() if found else ""


@lru_cache(maxsize=4096, typed=True)
def _status(value: CellValue, *, reversal: bool) -> tuple[str, str]:
    """Give active, inactive or reversed, and a remark with the word where it is not active or not known."""
    text = tidy(value).replace(";", ",")
    upper = text.upper()
    if reversal or _REVERSED.search(upper):
        return "reversed", ""
    if _INACTIVE.search(upper):
        return "inactive", INSURER_SAYS.id.format(word=text[:_LONGEST_WORD])
    return "active", "" if _ACTIVE.search(upper) else UNKNOWN_STATUS.id.format(word=text[:_LONGEST_WORD])
