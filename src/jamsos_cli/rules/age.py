"""Is the person of an age that may enrol?"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import age
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text

AGE_LIMIT = 65
"""Not yet 65 on the day of first registration (Permenaker 5/2021 art. 33(1)b)."""
OVER_LIMIT = Kind(
    "E01", "age-over-limit", Level.ERROR, "row",
    message=Text("Umur {age} tahun: sudah 65 atau lebih saat didaftarkan.", "Aged {age}: 65 or over when first enrolled."),
    hint=Text("Periksa tanggal lahirnya di KTP. Bila benar, ganti dengan pekerja lain.", "Check the birth date on the KTP. If right, name another worker."),
    why=Text("Peserta baru harus belum 65 tahun (Permenaker 5/2021 Pasal 33 ayat (1) huruf b). Yang sudah terdaftar tetap.", "A new member must be under 65 (Permenaker 5/2021 art. 33(1)b). Who is in may stay."),
    example=Text("Lahir 01-11-1961, didaftarkan 01-11-2026.", "Born 01-11-1961, enrolled 01-11-2026."),
)  # fmt: skip
UNDER_MINIMUM = Kind(
    "E02", "age-under-minimum", Level.ERROR, "row",
    message=Text("Umur {age} tahun: di bawah batas {minimum} tahun.", "Aged {age}: under the minimum of {minimum}."),
    hint=Text("Periksa tanggal lahirnya di KTP. Bila benar, ganti dengan pekerja lain. Batas umur ditetapkan dinas (jamsos.toml, checks.minimum_age).", "Check the birth date on the KTP. If right, name another worker. The office sets the limit (jamsos.toml, checks.minimum_age)."),
    why=Text("Anak tidak didaftarkan sebagai pekerja.", "Children are not enrolled as workers."),
    example=Text("Lahir 2010, didaftarkan 2026.", "Born in 2010, enrolled in 2026."),
)  # fmt: skip
LIMIT_NEAR = Kind(
    "E03", "age-limit-near", Level.NOTE, "row",
    message=Text("Mencapai 65 tahun pada {reached}.", "Reaches 65 in {reached}."),
    hint=Text("Daftarkan sebelum ulang tahunnya itu; sesudahnya tidak bisa.", "Enrol before that birthday; later is too late."),
    why=Text("Batas umur dihitung pada hari pendaftaran pertama.", "The limit counts on the day of first enrolment."),
    example=Text("Lahir 20-12-1961, hari ini 21-11-2026.", "Born 20-12-1961, today 21-11-2026."),
)  # fmt: skip


def age_doubtful(rows: SheetRows, judgement: Judgement) -> Iterable[int]:
    """Give the rows not surely of an age that may enrol; where rows name their own first month, all of them."""
    if judgement.on_import and ("start" in rows.read.values or "period" in rows.read.values):
        return range(len(rows))
    born = rows.column("birth_date")
    fine = {one: one is not None and _surely_allowed(one.day, judgement) for one in dict.fromkeys(born)}
    return (index for index, one in enumerate(born) if not fine[one])


def _surely_allowed(born: date, judgement: Judgement) -> bool:
    soon = _months_later(judgement.on, judgement.age_limit_near_months)
    return age(born, judgement.on) >= judgement.minimum_age and _birthday(born, AGE_LIMIT) > soon


def age_allowed(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """E01, E02 or E03 by the birth date of the roster, else of the NIK."""
    born = case.born
    if born is None:
        return
    day = case.day(judgement)
    years = age(born, day)
    if years >= AGE_LIMIT:
        if case.entry.nik not in judgement.enrolled:
            yield _at_birth_date(case, OVER_LIMIT, age=years)
    elif years < judgement.minimum_age:
        values = {"age": years, "minimum": judgement.minimum_age}
        yield _at_birth_date(case, UNDER_MINIMUM, **values)
    else:
        reached = _birthday(born, AGE_LIMIT)
        if reached <= _months_later(day, judgement.age_limit_near_months):
            yield _at_birth_date(case, LIMIT_NEAR, reached=f"{reached:%m-%Y}")


def _at_birth_date(case: Case, kind: Kind, **values: object) -> Finding:
    field = next((f for f in ("birth_date", "ttl", "nik") if case.raw(f) not in (None, "")), "nik")
    return case.finding(kind, field, **values)


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February
        return date(born.year + years, 3, 1)


@lru_cache(maxsize=64)
def _months_later(day: date, months: int) -> date:
    month = Month.of(day) + months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month.year, month.month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
