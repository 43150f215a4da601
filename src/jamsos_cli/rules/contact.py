"""Are phone and income what they should be?"""

import re
from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import shown
from jamsos_cli.model.roster_entry import is_wordless, written_income
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text

PHONE_SUSPICIOUS = Kind(
    "P08", "phone-suspicious", Level.NOTE, "cell",
    message=Text("{value} tidak tampak seperti nomor telepon Indonesia.", "{value} does not look like an Indonesian phone number."),
    hint=Text("Tulis seperti 0812-3456-7890; awalan +62 juga boleh.", "Write it as 0812-3456-7890; +62 in front is fine too."),
    why=Text("Nomor dipakai untuk mengabari peserta.", "It is used to reach the member."),
    example=Text("Salah: 12345. Benar: 081234567890", "Wrong: 12345. Right: 081234567890"),
)  # fmt: skip
INCOME_SUSPICIOUS = Kind(
    "P09", "income-suspicious", Level.WARNING, "cell",
    message=Text("Penghasilan {value} tidak masuk akal; dipakai golongan upah terendah.", "The income {value} makes no sense; the lowest band is used."),
    hint=Text("Tulis rupiah per bulan, misalnya 1.500.000.", "Write rupiah a month, such as 1.500.000."),
    why=Text("Golongan upah menentukan JKK dan JHT (PP 44/2015 lampiran II).", "The band decides JKK and JHT (PP 44/2015 annex II)."),
    example=Text("Salah: 16,8. Benar: Rp1.500.000", "Wrong: 16,8. Right: Rp1.500.000"),
)  # fmt: skip
_PHONE = lazy_pattern(r"(?:(?:\+|00)?620?|0)(?:8[0-9]{8,12}|[2-79][0-9]{7,12})|8[0-9]{8,12}")
"""Mobile numbers have ten digits or more with their 0, those of a house nine or more: (0361) 12345."""
_MARKS = lazy_pattern(r"[\s().\-‐‑‒–—−'’:]+")
_SAYS_WHAT = lazy_pattern(r"(?i)(?:https?://)?wa\.me/|\b(?:no|nomor|hp|wa|whatsapp|telp|telepon|tlp|tel)\b")
_LOWEST = 1000


def phone_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows with something that is not one plain phone number."""
    return (index for index, text in enumerate(rows.column("phone")) if text and not _PHONE.fullmatch(text))


def phone_plausible(case: Case, _: Judgement) -> Iterator[Finding]:
    """P08 for something that is no phone number; several numbers in a cell are tried one by one."""
    text = case.entry.phone
    if _PHONE.fullmatch(text) or not any(c.isalnum() for c in text) or text == "0":
        return
    numbers = [_MARKS.sub("", part) for part in re.split(r"[/,;]", _SAYS_WHAT.sub("", text))]
    if not any(numbers) or not all(_PHONE.fullmatch(number) for number in numbers if number):
        yield case.finding(PHONE_SUSPICIOUS, "phone")


def income_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows with no income that can be read, or a very low one."""
    return (index for index, income in enumerate(rows.column("income")) if income is None or income < _LOWEST)


def income_plausible(case: Case, _: Judgement) -> Iterator[Finding]:
    """P09 for no amount, a negative one, or one below 1.000 rupiah; "< 1 juta" is as good as a low amount."""
    if is_wordless(shown(case.raw("income"))) and case.entry.income is None:
        return
    income = case.entry.income
    said = written_income(case.raw("income")).most if income is None else income
    if said is None or said < _LOWEST:
        yield case.finding(INCOME_SUSPICIOUS, "income")
