"""A statement with a column for each month: which column holds the amounts of which month."""

from datetime import date
from typing import NamedTuple

from jamsos_cli.errors import FileError
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import CellValue, Grid, Row
from jamsos_cli.model.roster_entry import tidy
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.heading import Heading
from jamsos_cli.readers.statement_month import NamedMonth, named_months, titled_year, without_months

_PLAIN = frozenset(
    ("IURAN", "PREMI", "RP", "RUPIAH", "IDR", "BULAN", "BLN", "BL", "TAHUN", "THN", "TH", "TA", "NOMINAL", "JUMLAH")
) | {"JML", "TOTAL", "NILAI", "PERIODE"}
"""Words that may stand in the heading of a month's amounts."""
_PROGRAMMES = frozenset(("JKK", "JKM", "JHT"))
_WORD = lazy_pattern("[A-Z]+")
_YEAR = lazy_pattern(r"(?<![0-9])20[23][0-9](?![0-9])")
_FEWEST = 2
"""months in a row below a heading, for it to be a part of the heading."""
_NOT_APART = Text(
    "{where}: kolom iuran per bulan ({cells}) tidak dapat dipisahkan dengan pasti. Minta satu kolom jumlah untuk tiap "
    "bulan (OKTOBER 2026, NOVEMBER 2026), atau satu baris untuk tiap bulan.",
    "{where}: columns of amounts by month ({cells}) cannot be told apart for certain. Ask for a column of amounts for "
    "each month (OKTOBER 2026, NOVEMBER 2026), or one row for each.",
)
_NO_YEAR = Text(
    "{where}: kolom bulan ({cells}) tidak menyebut tahun. Tulis tahunnya di atas tabel, misalnya TAHUN 2026.",
    "{where}: columns of months ({cells}) name no year. Write it above the table, such as TAHUN 2026.",
)


class Months(NamedTuple):
    """What the headings of a statement say of months; nothing where it is of another kind."""

    columns: dict[int, Month]
    """column -> month, of the columns that hold a month's amounts each."""
    alone: Month | None = None
    """the month that stands above JKK, JKM and their total."""


def months_of(where: str, grid: Grid, heading: Heading) -> Months:
    """Give the months that headings name with amounts below.

    What cannot be told for certain is a FileError: months without a year, a month twice, months beside a column that
    says the month or programmes, and programmes below several months.
    """
    amounts: dict[int, NamedMonth] = {}
    parts: dict[int, NamedMonth] = {}
    for column, (named, words) in _columns(grid, heading).items():
        if words <= _PLAIN and heading.fields.get(column) in {None, "total"}:
            amounts[column] = named
        elif words & _PROGRAMMES and words <= _PLAIN | _PROGRAMMES:
            parts[column] = named
    found = {
        column: year or titled_year(grid, heading.first) for column, (year, _) in [*amounts.items(), *parts.items()]
    }
    fields = {field for column, field in heading.fields.items() if column not in parts}
    if (len(amounts) == 1 and not parts and fields & {"iuran_month", "jkk", "jkm", "jht"}) or not found:
        return Months({})
    cells = ", ".join(column_letters(column) for column in sorted(found))
    if None in found.values():
        raise FileError(_NO_YEAR.fill(where=where, cells=cells))
    told = {column: Month(found[column] or 0, number) for column, (_, number) in (amounts | parts).items()}
    if parts and len(set(told.values())) == 1:
        return Months({}, told.popitem()[1])
    if parts or len(set(told.values())) < len(told) or fields & {"iuran_month", "first_month", "jkk", "jkm", "jht"}:
        raise FileError(_NOT_APART.fill(where=where, cells=cells))
    return Months(told)


def _columns(grid: Grid, heading: Heading) -> dict[int, tuple[NamedMonth, set[str]]]:
    """Give the columns whose heading, or what stands above it, names one month, with their other words."""
    *upper, lowest = _heading_rows(grid, heading)
    found = {}
    above = [_carried(row) for row in upper]
    for column in range(max(len(row.values) for row in (*upper, lowest))):
        stack = [row.at(column) for row in (*upper, lowest)]
        own = next((value for value in reversed(stack) if value not in (None, "")), None)
        if own is None:
            continue
        over = " ".join(carried.get(column, "") for carried in above)
        named = _months(own) or named_months(over)
        if len(named) == 1:
            (year, number), words = named.pop(), _words(own) | _words(over)
            years = {int(one) for one in _YEAR.findall(over)}
            found[column] = (year or (years.pop() if len(years) == 1 else None), number), words
    return found


def _heading_rows(grid: Grid, heading: Heading) -> tuple[Row, ...]:
    """Give the rows of the heading, and the one below where it names months: IURAN, merged over OKT and NOV."""
    rows, below = grid.rows[heading.first : heading.after], grid.rows[heading.after : heading.after + 1]
    niks = [column for column, field in heading.fields.items() if field == "nik"]
    months = [value for row in below for value in row.values if len(_months(value)) == 1]
    plain = all(tidy(row.at(column)) == "" for row in below for column in niks)
    return (*rows, *below) if plain and len(months) >= _FEWEST else rows


def _carried(row: Row) -> dict[int, str]:
    """Give what stands over each column: a merged cell's text over all of its columns."""
    over, said = {}, ""
    for column, value in enumerate(row.values):
        said = _text(value) or said
        over[column] = said
    return over


def _months(value: CellValue) -> set[NamedMonth]:
    return {(value.year, value.month)} if isinstance(value, date) else named_months(_text(value))


def _words(value: CellValue) -> set[str]:
    return set(_WORD.findall(without_months(_text(value))))


def _text(value: CellValue) -> str:
    return tidy(value) if isinstance(value, str) else ""
