"""The schema of a roster row: every cell read by our own parsers, checked strictly by pydantic.

A parser that refuses raises PydanticCustomError whose type is the code of a finding; rules.shape turns it into one.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError

from jamsos_cli.model import nik as niks
from jamsos_cli.model.finding import Room
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import PERIODS, Month, read_month
from jamsos_cli.model.programme import THREE, TWO, Programmes, read_programmes
from jamsos_cli.model.roster import CellValue, figures, shown
from jamsos_cli.model.schema import Shape, each, instance, maybe, one_of, read_by, text, validator, whole
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import WrittenDate, has_no_date, read_date
from jamsos_cli.model.written_income import WrittenIncome, read_income
from jamsos_cli.model.written_sex import read_sex

if TYPE_CHECKING:
    from pydantic import ValidationInfo

_INVISIBLE = lazy_pattern("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]")
_NO_VALUE = frozenset({
    "0", "N/A", "#N/A", "NIHIL", "KOSONG", "TIDAK ADA", "TDK ADA", "BELUM ADA", "BLM ADA", "BELUM",
    "BELUM DIISI", "BLM DIISI", "TIDAK TAHU", "TDK TAHU", "BELUM TAHU", "TIDAK DIKETAHUI", "BELUM DIKETAHUI",
})  # fmt: skip
_EXPONENT = lazy_pattern(r"(?i)[0-9][.,]?[0-9]*E\+?[0-9]{1,3}")
_AROUND_FIGURES = " '’‘`\";"
"""What stays around a figure that was typed or copied as text."""
_NO_TICK = " -‐‑‒–—−_.…,·:;?'’\"()[]{}☐□○"
"""What stands in a cell that is not ticked: dashes, dots, an empty box."""
_EXACT = 2**53
_DECILE = lazy_pattern(r"(?:DESIL|DECILE|D)?[ .:-]*0?([1-9]|10)")
_YEAR = lazy_pattern(r"(?:(?:TAHUN|THN|TH)[. ]*)?((?:19|20)[0-9]{2})(?:[.]0)?")
_WHOLE_DAY = lazy_pattern(r"^[0-9]{1,2}\D.*\D20[0-9]{2}$|^20[0-9]{2}\D[0-9]{1,2}\D[0-9]{1,2}")


class Period(NamedTuple):
    """What a BULAN IUR cell says: a first month, or a number of months."""

    first: Month | None = None
    months: int | None = None


def tidy(value: CellValue) -> str:
    """Give a cell as text: invisible characters gone, blanks single."""
    text = value if isinstance(value, str) else shown(value)
    if not (text.isascii() and text.isprintable()):
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def tidy_or_blank(value: CellValue) -> str:
    """Give a cell as text, "" where it says that there is no value."""
    text = tidy(value)
    return "" if is_blank(text) else text


def is_blank(text: str) -> bool:
    """Tell whether a text says there is no value: blank, marks only (-, ..., —), BELUM ADA and the like.

    >>> [is_blank(text) for text in ("", "--", "…", "Belum ada", "Ng", "B.")]
    [True, True, True, True, False, False]
    """
    return is_wordless(text) or text.upper() in _NO_VALUE


def is_wordless(text: str) -> bool:
    """Tell whether a text has no letter and no digit: nothing was written, or only marks such as "-"."""
    return not any(map(str.isalnum, text))


def is_ticked(text: str) -> bool:
    """Tell whether one of several columns is ticked: a sign, a letter or a word, but none that says there is nothing.

    >>> [is_ticked(text) for text in ("√", "v", "1", "", "-", "0", "[ ]", "tidak ada")]
    [True, True, True, False, False, False, False, False]
    """
    bare = text.strip().strip(_NO_TICK)
    return bare != "" and (is_wordless(bare) or not is_blank(bare))


def has_lost_digits(value: CellValue) -> bool:
    """Tell whether a numeric cell, or text in E+15 notation, has lost digits that Excel cannot keep."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) > _EXACT or (10**15 <= value < 10**16 and value % 10 == 0)
    if not isinstance(value, str):
        return False
    figure = value.strip(_AROUND_FIGURES) if "E" in value or "e" in value else ""
    return _EXPONENT.fullmatch("".join(tidy(figure).split())) is not None


def _read_nik(value: CellValue, info: "ValidationInfo") -> str:
    """Clean a NIK; refuse with the most telling of N01, N05, N04, N03, N02, N06, in this order (RULINGS, NIK)."""
    damaged_column = (info.context or {}).get("nik_column_damaged", False)
    if isinstance(value, str) and niks.is_nik_shaped(value):
        cleaned = value
        if not damaged_column and niks.holds_date(value) and value != value[0] * 16:
            return value  # as most are; what counts up from 1 holds no date
    else:
        text = tidy(value)
        cleaned = niks.clean(text)
        if is_blank(text) or not any(map(str.isdigit, cleaned)):
            _refuse("N01")
    if _is_placeholder(cleaned):
        _refuse("N05")
    if has_lost_digits(value) or (damaged_column and len(cleaned) == 16 and cleaned.endswith("0")):
        _refuse("N04")
    if not (cleaned.isascii() and cleaned.isdigit()):
        _refuse("N03", suggestion=niks.what_to_type(cleaned))
    if len(cleaned) != 16:
        _refuse("N02", digits=len(cleaned))
    if niks.parts(cleaned) is None:
        _refuse("N06")
    return cleaned


def _is_placeholder(cleaned: str) -> bool:
    """Tell whether no digit says anything: zeros, one digit eight times or more, or counting up."""
    if set(cleaned) == {"0"}:
        return True
    return len(cleaned) >= 8 and (len(set(cleaned)) == 1 or cleaned in {"1234567890123456", "1234567890123450"})


def _read_family_card(value: CellValue, info: "ValidationInfo") -> str:
    """Clean the number of a family card; "" for what is none or has lost its last digit (never a refusal)."""
    if isinstance(value, str) and niks.is_nik_shaped(value):
        cleaned = value  # as most are
    else:
        cleaned = "" if has_lost_digits(value) else niks.clean(tidy(value))
    damaged = cleaned.endswith("0") and (info.context or {}).get("kk_column_damaged", False)
    return cleaned if niks.is_nik_shaped(cleaned) and not (damaged or _is_placeholder(cleaned)) else ""


def _read_name(value: CellValue) -> str:
    text = tidy(value)
    if is_blank(text):
        _refuse("P01")
    return text


def _read_birth_date(value: CellValue, info: "ValidationInfo") -> WrittenDate | None:
    """Read a date or TTL; refuse with P04 what is no date, in the future, or over 100 years ago."""
    said = figures(tidy(value)) if isinstance(value, str | None) else value
    if isinstance(said, str) and has_no_date(said):
        return None
    on: date = (info.context or {})["on"]
    found = read_date(said, on)
    if found is None:
        _refuse("P04", reason=Text("bukan tanggal", "it is no date"))
    if found.day > on:
        _refuse("P04", reason=Text("di masa depan", "it is in the future"))
    if (found.day.year + 100, found.day.month, found.day.day) < (on.year, on.month, on.day):
        _refuse("P04", reason=Text("lebih dari 100 tahun lalu", "it is over 100 years ago"))
    return found


def _read_birth_year(value: CellValue, info: "ValidationInfo") -> int | None:
    """Read a year of birth; None for a blank or anything else, for nothing depends on it."""
    on: date = (info.context or {})["on"]
    found = _YEAR.fullmatch(tidy(value).upper())
    return int(found[1]) if found and int(found[1]) <= on.year else None


def read_decile(value: CellValue) -> int | None:
    """Read a welfare decile; None for a blank or anything else (a note, never a refusal).

    >>> [read_decile(cell) for cell in (3, "4", "Desil 1", "D-10", 2.0, "11", "1-4", None)]
    [3, 4, 1, 10, 2, None, None, None]
    """
    found = _DECILE.fullmatch(tidy(value).upper())
    return int(found[1]) if found else None


def written_income(value: CellValue) -> WrittenIncome:
    """Give what a cell says of an income."""
    return read_income(figures(tidy(value)).strip(_AROUND_FIGURES) if isinstance(value, str) else value)


def _read_income(value: CellValue) -> int | None:
    """Read an income in rupiah; None when blank or no amount (P09 is a warning, never a refusal)."""
    least = written_income(value).least
    return None if least is None or least < 0 else least


def _read_programmes(value: CellValue) -> Programmes | None:
    text = tidy(value)
    if is_wordless(text):
        return None
    return read_programmes(text) or _refuse("S03")


def _read_source(value: CellValue, info: "ValidationInfo") -> str | None:
    text = tidy(value)
    if is_blank(text):
        return None
    found: str | None = (info.context or {})["source_key"](text)
    return found or _refuse("S02", known=(info.context or {})["source_titles"])


def _read_period(value: CellValue) -> Period | None:
    counted = re.fullmatch(r"([0-9]{1,2})(?:[.]0)?(?:\s*(?:BULAN|BLN|BL))?", _period_text(value))
    if counted:
        return Period(months=int(counted[1])) if int(counted[1]) in PERIODS else _refuse("S06")
    first = _read_bound(value)
    return Period(first=first) if first else None


def _read_bound(value: CellValue) -> Month | None:
    text = _period_text(value)
    if is_wordless(text):
        return None
    return Month.of(value) if isinstance(value, date) else _read_first(text)


def _period_text(value: CellValue) -> str:
    """Give a month or a number of months plainly: 6 (ENAM) BULAN is 6 BULAN, BULAN NOVEMBER 2026 is the month."""
    text = re.sub(r"\s*\([A-Z ]+\)", "", tidy(value).upper()).strip(_AROUND_FIGURES)
    return re.sub(r"^(?:BULAN|BLN)[ .:]*(?=[A-Z]{3})", "", text)


def _read_first(text: str) -> Month:
    """Read a month, or a whole day of it (1 November 2026, as CSV shows a date cell); refuse anything else with S06."""
    if (month := read_month(text)) is not None:
        return month
    day = read_date(text, date.min) if _WHOLE_DAY.search(text) else None
    return Month.of(day.day) if day else _refuse("S06")


def _refuse(code: str, **values: Any) -> NoReturn:
    raise PydanticCustomError(code, code, values)


class RosterEntry(NamedTuple):
    """One row of a roster. A field left out (its cell was refused, or there is no such column) is None or ""."""

    nik: str | None = None
    """16 ASCII digits with a possible date."""
    name: str | None = None
    """as written, blanks tidied."""
    birth_date: WrittenDate | None = None
    """from the date column, else from TTL; None when blank."""
    birth_year: int | None = None
    """from a column of years; None when blank or no year."""
    sex: str | None = None
    """L or P; None when blank or unknown."""
    income: int | None = None
    """rupiah a month."""
    programmes: Programmes | None = None
    source: str | None = None
    """key of the funding source."""
    period: Period | None = None
    start: Month | None = None
    end: Month | None = None
    village: str = ""
    district: str = ""
    address: str = ""
    occupation: str = ""
    phone: str = ""
    mother: str = ""
    sponsor: str = ""
    sponsor_id: str = ""
    """NIP or NIK of the sponsor."""
    opd: str = ""
    decile: int | None = None
    """welfare decile, 1 the poorest tenth; None when blank or no decile."""
    kk: str = ""
    """16 ASCII digits of the family card, "" when not known."""

    @property
    def first_month(self) -> Month | None:
        """The first iuran month that the row names."""
        return self.start or (self.period.first if self.period else None)


_SCHEMA: dict[str, Shape] = {
    "nik": read_by(_read_nik, maybe(text("^[0-9]{16}$")), told=True),
    "name": read_by(_read_name, maybe(text(least=1))),
    "birth_date": read_by(_read_birth_date, maybe(instance(WrittenDate)), told=True),
    "birth_year": read_by(_read_birth_year, maybe(whole(1900)), told=True),
    "sex": read_by(read_sex, maybe(text("^[LP]$"))),
    "income": read_by(_read_income, maybe(whole(0))),
    "programmes": read_by(_read_programmes, maybe(one_of(TWO, THREE))),
    "source": read_by(_read_source, maybe(text()), told=True),
    "period": read_by(_read_period, maybe(instance(Period))),
    **{name: read_by(_read_bound, maybe(instance(Month))) for name in ("start", "end")},
    **{name: read_by(tidy, text()) for name in ("address", "occupation", "mother")},
    "phone": read_by(lambda value: figures(tidy(value)), text()),
    **{name: read_by(tidy_or_blank, text()) for name in ("village", "district", "sponsor", "sponsor_id", "opd")},
    "decile": read_by(read_decile, maybe(whole(1))),
    "kk": read_by(_read_family_card, text("^([0-9]{16})?$"), told=True),
}
"""Field -> how a cell of it is read and what it must be then."""


@cache
def _column(field: str) -> SchemaValidator:
    return validator(each(_SCHEMA[field]))


class ReadRows(NamedTuple):
    """The rows of a sheet, read by column."""

    rows: int
    values: dict[str, list[Any]]
    """field -> what was read, one a row; only of the fields that have a column."""
    refused: dict[int, list[tuple[str, ErrorDetails]]]
    """row -> (field, what pydantic says of its cell), in the order of the fields."""

    def column(self, field: str) -> Sequence[Any]:
        """Give a field of all rows; its default where there is no such column."""
        return self.values.get(field) or [RosterEntry._field_defaults[field]] * self.rows

    def entry(self, row: int) -> RosterEntry:
        """Give one row (from 0)."""
        return RosterEntry(**{field: column[row] for field, column in self.values.items()})


def read_rows(
    columns: Mapping[str, Sequence[CellValue]],
    rows: int,
    context: dict[str, Any],
    unknown: Collection[tuple[int, str]] = (),
    room: Room | None = None,
) -> ReadRows:
    """Read the cells of a sheet by column (field -> one cell a row), each distinct value of a column once.

    A cell that the schema refuses, or one among `unknown` (row, field), leaves its field at the default. `context`
    gives the parsers the day (on), the reader of sources (source_key, source_titles) and whether the columns of NIKs
    and family cards were numbers before (nik_column_damaged, kk_column_damaged). Refusals are counted into `room`.
    """
    refused: dict[int, list[tuple[str, ErrorDetails]]] = {}
    read: dict[str, list[Any]] = {}
    left_out: dict[str, set[int]] = {}
    for row, field in unknown:
        left_out.setdefault(field, set()).add(row)
    for field in (name for name in RosterEntry._fields if name in columns):
        keys = _keys(columns[field])
        distinct = list(dict.fromkeys(keys))
        known, wrong = _read_distinct(field, distinct if keys is columns[field] else [v for _, v in distinct], context)
        if len(distinct) == len(keys):
            read[field] = known
        else:
            found = dict(zip(distinct, known, strict=True))
            read[field] = [found[key] for key in keys]
        out = left_out.get(field, ())
        for row in out:
            read[field][row] = RosterEntry._field_defaults[field]
        bad = {distinct[place]: error for place, error in wrong.items()}
        hit = [row for row, key in enumerate(keys) if key in bad and row not in out] if bad else []
        if room is not None:
            room.take(len(hit))
        for row in hit:
            refused.setdefault(row, []).append((field, bad[keys[row]]))
    if "kk" in read and "nik" in read:  # who copies the NIK there names no card
        read["kk"] = ["" if card == nik else card for card, nik in zip(read["kk"], read["nik"], strict=True)]
    return ReadRows(rows, read, refused)


def _keys(values: Sequence[CellValue]) -> Sequence[Any]:
    """Give each cell a key; where a column mixes types their names are part of it, for 1, 1.0 and True are equal."""
    mixed = len(set(map(type, values)) - {type(None)}) > 1
    return [(type(value), value) for value in values] if mixed else values


def _read_distinct(
    field: str, values: Sequence[CellValue], context: dict[str, Any]
) -> tuple[list[Any], dict[int, ErrorDetails]]:
    """Give the values read, the default where the schema refuses one; and place -> error of those."""
    read: list[Any]
    try:
        read = _column(field).validate_python(list(values), context=context)
    except ValidationError as refusal:
        wrong = {int(one["loc"][0]): one for one in refusal.errors(include_url=False, include_input=False)}
    else:
        return read, {}
    good = [value for place, value in enumerate(values) if place not in wrong]
    again = iter(_column(field).validate_python(good, context=context))
    default = RosterEntry._field_defaults[field]
    return [default if place in wrong else next(again) for place in range(len(values))], wrong
