"""The cells of a sponsor's form, read: who, how many, which months, how much; what cannot be read is a finding."""

import re
from datetime import date
from typing import NamedTuple, Protocol

from jamsos_cli.model import nik as niks
from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.money import read_amount
from jamsos_cli.model.month import LONGEST_PERIOD, Month, read_month
from jamsos_cli.model.place import Place
from jamsos_cli.model.pledge_form import FormFile, FormRow
from jamsos_cli.model.programme import read_programmes
from jamsos_cli.model.roster import CellValue, shown
from jamsos_cli.model.roster_entry import has_lost_digits, tidy_or_blank
from jamsos_cli.model.sponsor import NIP_DIGITS, PledgedWorker
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import read_date
from jamsos_cli.steps import pledge_kinds as kinds

_COUNT = lazy_pattern(r"(?i)([0-9]{1,5})(?:\.0+)?\s*(?:orang|org|pekerja|tk)?")
_MONTHS = lazy_pattern(r"(?i)([0-9]{1,2})\s*(?:bulan|bln|bl)?")
_YEARS = lazy_pattern(r"(?i)([1-5])\s*(?:tahun|thn|th)")
_LOST = Text("angka terakhirnya dirusak Excel", "Excel destroyed its last digits")
_LENGTH = Text("ada {digits} angka", "it has {digits} digits")
_LETTERS = Text("ada huruf di dalamnya", "there are letters in it")
_NO_DAY = Text("tanggal lahir di dalamnya tidak ada", "the birth date in it does not exist")


class ReadForm(NamedTuple):
    """One row, read; what could not be read has its finding."""

    row: FormRow
    findings: tuple[Finding, ...]
    name: str
    nip: str
    nik: str
    opd: str
    phone: str
    village: str
    workers: int | None
    """as written, None for nothing."""
    worker: PledgedWorker | None
    programmes: str | None
    first: Month | None
    last: Month | None
    amount: int | None
    """for all months."""
    monthly: int | None
    """for each."""


class _Tell(Protocol):
    """Tells a finding of the row at hand."""

    def __call__(self, kind: Kind, field: str | None = None, **values: object) -> None: ...


class _Wrong(Exception):  # noqa: N818  never leaves this module
    def __init__(self, why: Text) -> None:
        self.why = why


def finding(file: str, row: FormRow, kind: Kind, field: str | None = None, **values: object) -> Finding:
    """Make a finding at a cell of a row, or at the row."""
    place = Place(file, row.sheet or None, row.row, row.cell(field) if field else None)
    written = shown(row.values.get(field)).strip() if field else None
    return Finding(kind, place, field=field, value=written or None, values=tuple(values.items()))


def read_row(form: FormFile, row: FormRow, start: Month | None) -> ReadForm:
    """Read one row; `start` is the first month where the row names none."""
    said: list[Finding] = []

    def tell(kind: Kind, field: str | None = None, **values: object) -> None:
        said.append(finding(form.file, row, kind, field, **values))

    text = {field: tidy_or_blank(row.values.get(field)) for field in ("name", "opd", "phone", "village", "worker")}
    if not any(map(str.isalpha, text["name"])):
        tell(kinds.NAME_MISSING, "name")
    nip, nik = _numbers(form, row, tell)
    if not text["opd"] and nip:
        tell(kinds.OPD_MISSING, "opd")
    workers = _workers(row, text["worker"], tell)
    written = tidy_or_blank(row.values.get("programmes"))
    programmes = read_programmes(written) if written else None
    if written and programmes is None:
        tell(kinds.PROGRAMMES_WRONG, "programmes")
    first, last = None, None
    try:
        first, last = _months(row, start)
    except _Wrong as wrong:
        tell(kinds.PERIOD_WRONG, why=wrong.why)
    # Before the findings are closed: a worker's NIK may be one.
    worker = _named(form, row, text["worker"], tell)
    amount, monthly = (read_amount(_amount(row.values.get(field))) for field in ("amount", "monthly"))
    return ReadForm(
        row, tuple(said), text["name"], nip, nik, text["opd"], text["phone"], text["village"], workers,
        worker, programmes, first, last, amount, monthly,
    )  # fmt: skip


def _amount(value: CellValue) -> CellValue:
    return value.strip() if isinstance(value, str) else value


def _numbers(form: FormFile, row: FormRow, tell: _Tell) -> tuple[str, str]:
    """Give NIP and NIK of the sponsor, "" where there is none that can be used."""
    found = {"nip": "", "nik": ""}
    written = [field for field in ("nik", "own_nik") if _digits(row.values.get(field))]
    if not written:
        tell(kinds.NUMBER_MISSING, "nik" if "nik" in row.columns else "own_nik")
    for field in written:
        try:
            number = _number(row.values[field], damaged=field in form.damaged, nip=field == "nik")
        except _Wrong as wrong:
            tell(kinds.NUMBER_WRONG, field, why=wrong.why)
        else:
            found["nip" if len(number) == NIP_DIGITS else "nik"] = number
    return found["nip"], found["nik"]


def _digits(value: CellValue) -> str:
    return "".join(c for c in tidy_or_blank(value) if c.isdigit())


def _number(value: CellValue, *, damaged: bool, nip: bool) -> str:
    """Read a NIP (18 digits, where `nip` allows it) or a NIK (16)."""
    number = re.sub(r"(?i)^(nip|nik|ni\s*pppk|nipppk)[\s.:]*", "", niks.clean(tidy_or_blank(value)))
    if has_lost_digits(value) or (isinstance(value, int | float) and value >= 10**15):
        raise _Wrong(_LOST)
    if damaged and number.endswith("000" if len(number) == NIP_DIGITS else "0"):
        raise _Wrong(_LOST)
    if not (number.isascii() and number.isdigit()):
        raise _Wrong(_LETTERS)
    if nip and len(number) == NIP_DIGITS:
        if not _is_day(number[:8]):
            raise _Wrong(_NO_DAY)
    elif len(number) != 16:
        raise _Wrong(_LENGTH.fill(digits=len(number)))
    elif niks.parts(number) is None:
        raise _Wrong(_NO_DAY)
    return number


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1900
    except ValueError:
        return False


def _workers(row: FormRow, worker: str, tell: _Tell) -> int | None:
    """Give the number of workers as written; None where the row names one instead."""
    written = tidy_or_blank(row.values.get("workers"))
    if not written:
        if not worker:
            tell(kinds.WORKERS_WRONG, "workers" if "workers" in row.columns else None)
        return None
    found = _COUNT.fullmatch(written)
    if found is None or int(found[1]) == 0:
        tell(kinds.WORKERS_WRONG, "workers")
        return None
    return int(found[1])


def _named(form: FormFile, row: FormRow, name: str, tell: _Tell) -> PledgedWorker | None:
    if not name and not _digits(row.values.get("worker_nik")):
        return None
    if not _digits(row.values.get("worker_nik")):
        return PledgedWorker("", name)
    try:
        return PledgedWorker(_number(row.values["worker_nik"], damaged="worker_nik" in form.damaged, nip=False), name)
    except _Wrong as wrong:
        tell(kinds.WORKER_NUMBER, "worker_nik", why=wrong.why)
        return PledgedWorker("", name) if name else None


def _months(row: FormRow, start: Month | None) -> tuple[Month, Month]:
    """Give the first and last month; to December of the first year where neither an end nor a number is said."""
    first, last = (_month(row.values.get(field), field) for field in ("start", "end"))
    count = None
    written = tidy_or_blank(row.values.get("period"))
    if isinstance(row.values.get("period"), date) or (written and read_month(written)):
        first = first or _month(row.values["period"], "period")
    elif written:
        counted, years = _MONTHS.fullmatch(written), _YEARS.fullmatch(written)
        if counted is None and years is None:
            raise _Wrong(Text(f"{written!r} bukan banyaknya bulan", f"{written!r} is no number of months"))
        count = int(counted[1]) if counted else int(years[1]) * 12 if years else 0
    first = first or start
    if first is None:
        raise _Wrong(Text("bulan mulai tidak ada (kolom MULAI, atau --from)", "no first month (MULAI, or --from)"))
    if count is not None and last is not None and first.until(last) != count:
        span, there = f"{first}..{last}", first.until(last)
        raise _Wrong(Text(f"{count} bulan, tetapi {span} = {there}", f"{count} months, but {span} = {there}"))
    last = last or (first + (count - 1) if count is not None else Month(first.year, 12))
    if not 1 <= first.until(last) <= LONGEST_PERIOD:
        raise _Wrong(Text(f"{first} sampai {last}", f"{first} to {last}"))
    return first, last


def _month(value: CellValue, field: str) -> Month | None:
    if isinstance(value, date):
        return Month.of(value)
    written = tidy_or_blank(value)
    if not written:
        return None
    if found := read_month(written):
        return found
    day = read_date(written, date.min) if re.search("20[0-9]{2}", written) else None
    if day is None:
        what = {"start": "mulai", "end": "sampai", "period": "masa"}[field]
        raise _Wrong(Text(f"{what} {written!r} bukan bulan", f"{written!r} is no month"))
    return Month.of(day.day)
