"""Are the name, birth date and sex of a person plausible?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.person_name import tells_apart
from jamsos_cli.model.place import Place, column_letters
from jamsos_cli.model.roster import RosterFile, RosterSheet
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_sex import read_sex
from jamsos_cli.rules.shape import written_field

NAME_SUSPICIOUS = Kind(
    "P02", "name-suspicious", Level.WARNING, "cell",
    message=Text("{value} tampaknya bukan nama lengkap seseorang.", "{value} does not look like a person's full name."),
    hint=Text("Tulis nama lengkap seperti di KTP, tanpa angka.", "Write the full name as on the KTP, without digits."),
    why=Text("Angka, satu huruf, atau gelar saja bukan nama.", "Digits, one letter or only a title are no name."),
    example=Text("Salah: Ida Bagus. Benar: Ida Bagus Oka", "Wrong: Ida Bagus. Right: Ida Bagus Oka"),
)  # fmt: skip
BIRTH_DATE_MISSING = Kind(
    "P03", "birthdate-missing", Level.WARNING, "cell",
    message=Text("Tanggal lahir tidak ada; {used}.", "There is no birth date; {used}."),
    hint=Text("Isi dari KTP, misalnya 12-03-1980.", "Fill it in from the KTP, such as 12-03-1980."),
    why=Text("Umur dihitung dari tanggal lahir.", "Age is reckoned from the birth date."),
    example=Text("Salah: Gianyar. Benar: Gianyar, 12-03-1980", "Wrong: Gianyar. Right: Gianyar, 12-03-1980"),
)  # fmt: skip
BIRTH_DATE_ORDER = Kind(
    "P05", "birthdate-order", Level.WARNING, "cell",
    message=Text("Bulan dan tanggal tampak tertukar; dibaca {read}.", "Month and day look swapped; read as {read}."),
    hint=Text("Tulis tanggal dulu, lalu bulan: 23-05-1980.", "Write the day first, then the month: 23-05-1980."),
    why=Text("Komputer berbahasa Inggris menulis bulan di depan.", "English-language computers write the month first."),
    example=Text("Salah: 05/23/1980. Benar: 23/05/1980", "Wrong: 05/23/1980. Right: 23/05/1980"),
)  # fmt: skip
SEX_MISSING = Kind(
    "P06", "sex-missing", Level.WARNING, "cell",
    message=Text("Jenis kelamin {value} tidak dikenal; {used}.", "The sex {value} is not known; {used}."),
    hint=Text("Isi L (laki-laki) atau P (perempuan).", "Fill in L or P."),
    why=Text("BPJS meminta jenis kelamin.", "The insurer asks for it."),
    example=Text("Benar: L, P, Laki-laki, Perempuan", "Right: L, P, Laki-laki, Perempuan"),
    blank=Text("Jenis kelamin belum diisi; {used}.", "The sex is missing; {used}."),
)  # fmt: skip
SEX_AMBIGUOUS = Kind(
    "P07", "sex-code-ambiguous", Level.WARNING, "column",
    message=Text("Kolom ini memakai P dan W; P bisa berarti Pria. Yang dipakai adalah yang di NIK.", "This column uses P and W; P may mean Pria. The NIK decides."),
    hint=Text("Pakai L dan P saja di seluruh kolom.", "Use only L and P in the whole column."),
    why=Text("P berarti Perempuan di satu desa dan Pria di desa lain.", "P is Perempuan in one village and Pria in another."),
    example=Text("Salah: L, P, W. Benar: L, P", "Wrong: L, P, W. Right: L, P"),
)  # fmt: skip
_FROM_NIK = Text("diambil dari NIK", "it is taken from the NIK")
_UNKNOWN = Text("dari NIK pun tidak terbaca", "the NIK does not say it either")
_PARTICLE_AND_ONE = 2
_AS_ABOVE = frozenset({"SDA", "IDEM", "DITTO"})
"""Nobody's name, though they have letters: "the same as above"."""


def name_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows whose name is not plausible."""
    return (index for index, name in enumerate(rows.column("name")) if name is not None and not _is_plausible(name))


def name_plausible(case: Case, _: Judgement) -> Iterator[Finding]:
    """P02 for digits, one letter, or only a particle or title; one-word names are real."""
    if case.entry.name is not None and not _is_plausible(case.entry.name):
        yield case.finding(NAME_SUSPICIOUS, "name")


def _is_plausible(name: str) -> bool:
    bare = name.replace(" ", "")
    if bare.upper() in _AS_ABOVE:
        return False
    if bare.isalpha():
        return len(bare) >= _PARTICLE_AND_ONE and tells_apart(name)
    letters = sum(map(str.isalpha, bare))
    return letters >= _PARTICLE_AND_ONE and not any(map(str.isdigit, bare)) and tells_apart(name)


def birth_date_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows without a birth date, or with one whose month came first."""
    return (i for i, written in enumerate(rows.column("birth_date")) if written is None or written.month_first)


def birth_date_given(case: Case, _: Judgement) -> Iterator[Finding]:
    """P03 where a row has no birth date, P05 where month and day were swapped."""
    columns = case.sheet.columns
    if "birth_date" in case.refused or not ("birth_date" in columns or "ttl" in columns):
        return
    at = written_field(case, "birth_date")
    at = at if at in columns else "ttl"
    written = case.entry.birth_date
    if written is None:
        yield case.finding(BIRTH_DATE_MISSING, at, used=_FROM_NIK if case.born else _UNKNOWN)
    elif written.month_first:
        yield case.finding(BIRTH_DATE_ORDER, at, read=written.day.strftime("%d-%m-%Y"))


def sex_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows whose sex could not be read."""
    return (index for index, sex in enumerate(rows.column("sex")) if sex is None)


def sex_given(case: Case, _: Judgement) -> Iterator[Finding]:
    """P06 for a blank or unknown word; what its codes mean in a column that mixes them is P07, once."""
    given = "sex" in case.sheet.columns and "sex" not in case.refused
    coded = sex_is_ambiguous(case.sheet) and read_sex(case.raw("sex")) is not None
    if given and case.entry.sex is None and not coded:
        yield case.finding(SEX_MISSING, "sex", used=_FROM_NIK if case.nik_parts else _UNKNOWN)


def sex_code_clear(roster: RosterFile, sheet: RosterSheet, _: Judgement) -> Iterator[Finding]:
    """P07 once a column."""
    if sex_is_ambiguous(sheet):
        cell = f"{column_letters(sheet.columns['sex'])}{sheet.heading_row}"
        place = Place(roster.file, sheet.name or None, sheet.heading_row, cell)
        yield Finding(SEX_AMBIGUOUS, place, "sex", "P, W")


def sex_is_ambiguous(sheet: RosterSheet) -> bool:
    """Tell whether one column says both P and W."""
    return {"P", "W"} <= sheet.sex_codes
