"""Does the NIK agree with the birth date and the sex of the roster, or is it a family card's number?"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.nik import NikParts, recent_years
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text, joined
from jamsos_cli.rules.shape import written_field

BIRTH_DATE_DIFFERS = Kind(
    "N08", "nik-birthdate-differs", Level.WARNING, "cell",
    message=Text("Tanggal lahir {value} berbeda dari tanggal di NIK: {parts}.", "The birth date {value} differs from the date in the NIK: {parts}."),
    hint=Text("Cocokkan keduanya dengan KTP. Bila KTP memang begitu, biarkan: NIK tidak berubah saat tanggal lahir dibetulkan.", "Compare both with the KTP. If it says so, leave it: a NIK stays when a birth date is corrected."),
    why=Text("Sering salah ketik; kadang NIK milik orang lain.", "Often mistyped; sometimes the NIK of somebody else."),
    example=Text("NIK 510403 120380 0001 dengan 13-03-1980.", "NIK 510403 120380 0001 with 13-03-1980."),
)  # fmt: skip
SEX_DIFFERS = Kind(
    "N09", "nik-sex-differs", Level.WARNING, "cell",
    message=Text("Jenis kelamin {value} berbeda dari yang di NIK ({in_nik}).", "The sex {value} differs from the NIK's ({in_nik})."),
    hint=Text("Cocokkan keduanya dengan KTP: pada perempuan, angka ke-7 dan ke-8 NIK adalah tanggal lahir ditambah 40.", "Compare both with the KTP: for women, digits 7 and 8 of the NIK are the day of birth with 40 added."),
    why=Text("Sering tanda NIK tertukar dengan suami atau istri.", "Often the NIK of husband and wife are swapped."),
    example=Text("NIK ...5203..., L/P tertulis L.", "NIK ...5203..., L/P says L."),
)  # fmt: skip
MAYBE_FAMILY_CARD = Kind(
    "N12", "nik-maybe-family-card", Level.WARNING, "cell",
    message=Text("{value} mungkin nomor KK, bukan NIK: {reason}.", "{value} may be the number of a family card: {reason}."),
    hint=Text("Nomor KK berisi tanggal terbit kartu. Salin NIK orangnya dari KTP atau baris di KK.", "A KK number holds the day the card was issued. Copy the person's NIK from the KTP."),
    why=Text("Nomor KK sama bagi sekeluarga, sehingga anggota lain tidak terdaftar.", "A family shares one KK number, so the others are not enrolled."),
    example=Text("Salah: 5104031503150002 (KK). Benar: 5104031203800001", "Wrong: 5104031503150002 (KK). Right: 5104031203800001"),
)  # fmt: skip
SHARED_NUMBER = Text("nomor yang sama dipakai orang lain di daftar ini", "others in this list have the same number")
_DAY, _MONTH, _YEAR = Text("tanggal", "day"), Text("bulan", "month"), Text("tahun", "year")
_YOUNG_DATE = Text("tanggal di dalamnya kurang dari 15 tahun lalu", "the date in it is under 15 years ago")


def nik_doubtful(rows: SheetRows, judgement: Judgement) -> Iterator[int]:
    """Give the rows whose NIK has another date or sex than they do, or a date of a family card."""
    recent = recent_years(judgement.on)
    fields = ("nik", "birth_date", "birth_year", "sex")
    for index, (nik, born, year, sex) in enumerate(zip(*map(rows.column, fields), strict=True)):
        if nik is None:
            continue
        female = nik[6] > "3"  # 40 is added to the day of women
        other_date = born is not None and nik[6:12] != _digits(born.day)[female]
        other_year = born is None and year is not None and nik[10:12] != f"{year % 100:02d}"
        other_sex = sex is not None and female != (sex == "P")
        if other_date or other_year or other_sex or nik[10:12] in recent:
            yield index


@lru_cache(maxsize=65_536)
def _digits(born: date) -> tuple[str, str]:
    """Give the date as it stands in the NIK of a man and of a woman."""
    year = f"{born.month:02d}{born.year % 100:02d}"
    return f"{born.day:02d}{year}", f"{born.day + 40}{year}"


def nik_agrees(case: Case, _: Judgement) -> Iterator[Finding]:
    """N12 for a date under 15 years ago that no birth date explains; N08, N09 where roster and NIK differ."""
    parts = case.nik_parts
    if parts is None:
        return
    if case.family_card:
        yield case.finding(MAYBE_FAMILY_CARD, "nik", reason=_YOUNG_DATE)
    written = case.entry.birth_date
    differing = _differing(parts, written.day) if written is not None else []
    if differing:
        yield case.finding(BIRTH_DATE_DIFFERS, written_field(case, "birth_date"), parts=joined(differing))
    year = case.entry.birth_year
    if written is None and year is not None and year % 100 != parts.year:
        yield case.finding(BIRTH_DATE_DIFFERS, "birth_year", parts=_YEAR)
    if case.entry.sex is not None and case.entry.sex != parts.sex:
        yield case.finding(SEX_DIFFERS, "sex", in_nik=parts.sex)


def _differing(parts: NikParts, written: date) -> list[Text]:
    """Name the parts that differ; the NIK's own are not shown, they would give it away."""
    pairs = (
        (_DAY, parts.day, written.day),
        (_MONTH, parts.month, written.month),
        (_YEAR, parts.year, written.year % 100),
    )
    return [part for part, ours, theirs in pairs if ours != theirs]
