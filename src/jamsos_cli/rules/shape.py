"""Has every cell the shape of what it should hold? The one place that turns pydantic's errors into findings."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import is_undated
from jamsos_cli.rules.cell_read import CELL_ERROR

_UNREADABLE = Text("hurufnya tidak dapat dibaca", "its characters cannot be read")
_DUKCAPIL = Text("Cocokkan dengan KTP atau KK; bila di KTP pun salah, hubungi Dukcapil.", "Compare with the KTP or KK; if that is wrong too, ask Dukcapil.")  # fmt: skip

NIK_MISSING = Kind(
    "N01", "nik-missing", Level.ERROR, "cell",
    message=Text("NIK tidak ada; yang tertulis: {value}.", "There is no NIK; what is written: {value}."),
    hint=Text("Isi 16 angka dari KTP. Belum punya NIK: pekerja mengurusnya di Dukcapil.", "Fill in the 16 digits of the KTP. None yet: the worker asks Dukcapil."),
    why=Text("Tanpa NIK tidak ada kepesertaan (Permenaker 5/2021 Pasal 33 ayat (1)).", "No NIK, no membership (Permenaker 5/2021 art. 33(1))."),
    example=Text("Salah: BELUM ADA. Benar: 5104031203800001", "Wrong: BELUM ADA. Right: 5104031203800001"),
    blank=Text("NIK belum diisi.", "The NIK is missing."),
)  # fmt: skip
NIK_LENGTH = Kind(
    "N02", "nik-length", Level.ERROR, "cell",
    message=Text("NIK {value} berisi {digits} angka, seharusnya 16.", "The NIK {value} has {digits} digits instead of 16."),
    hint=Text(f"NIK selalu 16 angka. {_DUKCAPIL.id}", f"A NIK always has 16 digits. {_DUKCAPIL.en}"),
    why=Text("Satu angka kurang atau lebih berarti orang lain atau bukan siapa-siapa.", "One digit less or more is somebody else, or nobody."),
    example=Text("Salah: 510403120380001 (15). Benar: 5104031203800001", "Wrong: 510403120380001 (15). Right: 5104031203800001"),
)  # fmt: skip
NIK_CHARACTERS = Kind(
    "N03", "nik-characters", Level.ERROR, "cell",
    message=Text("NIK {value} memuat huruf atau tanda lain selain angka. {suggestion}", "The NIK {value} holds letters or other signs. {suggestion}"),
    hint=Text(f"Ketik ulang angkanya (huruf O bukan angka 0). {_DUKCAPIL.id}", f"Type the digits again (the letter O is no 0). {_DUKCAPIL.en}"),
    why=Text("Huruf disarankan, tidak pernah diganti sendiri: bisa jadi angka lain.", "Letters are suggested, never replaced: another digit may be meant."),
    example=Text("Salah: 51O4031203800001. Benar: 5104031203800001", "Wrong: 51O4031203800001. Right: 5104031203800001"),
)  # fmt: skip
NIK_PRECISION_LOST = Kind(
    "N04", "nik-precision-lost", Level.ERROR, "cell",
    message=Text("Angka di akhir NIK {value} sudah dirusak Excel.", "Excel has destroyed what the NIK {value} ends in."),
    hint=Text("Ubah format kolom NIK menjadi Teks, lalu ketik ulang NIK dari KTP; angka yang hilang tidak bisa dikembalikan.", "Format the NIK column as Text and type the NIK again from the KTP; what is lost cannot be recovered."),
    why=Text("Excel hanya menyimpan 15 angka: angka ke-16 menjadi 0, sehingga dua orang menjadi satu.", "Excel keeps 15 digits: the 16th became 0, so two people become one."),
    example=Text("Salah: 5104031203800000 sebagai angka, atau 5,10403E+15. Benar: '5104031203800001 sebagai teks", "Wrong: 5104031203800000 as a number, or 5,10403E+15. Right: '5104031203800001 as text"),
)  # fmt: skip
NIK_PLACEHOLDER = Kind(
    "N05", "nik-placeholder", Level.ERROR, "cell",
    message=Text("NIK {value} hanya isian sementara.", "The NIK {value} is only a placeholder."),
    hint=Text(f"Isi 16 angka dari KTP orangnya. {_DUKCAPIL.id}", f"Fill in the 16 digits of the person's KTP. {_DUKCAPIL.en}"),
    why=Text("Angka berulang atau 1234567890123456 bukan milik siapa pun.", "A repeated digit or 1234567890123456 is nobody's."),
    example=Text("Salah: 1111111111111111. Benar: 5104031203800001", "Wrong: 1111111111111111. Right: 5104031203800001"),
)  # fmt: skip
NIK_DATE_IMPOSSIBLE = Kind(
    "N06", "nik-date-impossible", Level.ERROR, "cell",
    message=Text("Angka ke-7 sampai ke-12 NIK {value} bukan tanggal.", "Digits 7 to 12 of the NIK {value} are no date."),
    hint=Text(f"Seharusnya tanggal, bulan, dan tahun lahir, masing-masing dua angka (perempuan: tanggal + 40). {_DUKCAPIL.id}", f"They should be day, month and year of birth, two digits each (women: day + 40). {_DUKCAPIL.en}"),
    why=Text("Angka itu tanggal lahir DDMMYY; untuk perempuan tanggalnya ditambah 40.", "They are the birth date DDMMYY; for women the day has 40 added."),
    example=Text("Salah: 5104033002800001 (30 Februari). Benar: 5104035203800001", "Wrong: 5104033002800001 (30 February). Right: 5104035203800001"),
)  # fmt: skip
NAME_MISSING = Kind(
    "P01", "name-missing", Level.ERROR, "cell",
    message=Text("Nama tidak diisi.", "The name is empty."),
    hint=Text("Isi nama lengkap seperti di KTP.", "Fill in the full name as on the KTP."),
    why=Text("BPJS mencocokkan NIK dengan nama.", "The insurer compares NIK and name."),
    example=Text("Benar: I WAYAN SUDARMA", "Right: I WAYAN SUDARMA"),
)  # fmt: skip
BIRTH_DATE_INVALID = Kind(
    "P04", "birthdate-invalid", Level.ERROR, "cell",
    message=Text("Tanggal lahir {value} tidak dapat dipakai: {reason}.", "The birth date {value} cannot be used: {reason}."),
    hint=Text("Tulis tanggal-bulan-tahun, misalnya 12-03-1980, sesuai KTP.", "Write day-month-year, such as 12-03-1980, as on the KTP."),
    why=Text("Umur menentukan siapa boleh didaftarkan (di bawah 65 tahun).", "Age decides who may enrol (under 65)."),
    example=Text("Salah: 1980. Benar: 12-03-1980 atau 12 Maret 1980", "Wrong: 1980. Right: 12-03-1980 or 12 Maret 1980"),
)  # fmt: skip
SOURCE_UNKNOWN = Kind(
    "S02", "source-unknown", Level.ERROR, "cell",
    message=Text("Sumber dana {value} tidak dikenal.", "The funding source {value} is not known."),
    hint=Text("Pakai salah satu: {known}. Bila sumbernya memang lain, tanyakan kepada dinas. Dinas menambah sumber di jamsos.toml.", "Use one of: {known}. If it is another one, ask the office. The office adds sources in jamsos.toml."),
    why=Text("Tanpa sumber dana tidak ada yang ditagih.", "Without a source nobody is billed."),
    example=Text("Salah: APBX. Benar: APBD", "Wrong: APBX. Right: APBD"),
)  # fmt: skip
PROGRAMME_INVALID = Kind(
    "S03", "programme-invalid", Level.ERROR, "cell",
    message=Text("Program {value} tidak dapat dipakai.", "The programmes {value} cannot be used."),
    hint=Text("Tulis JKK+JKM atau JKK+JKM+JHT; kosong berarti yang ditetapkan dinas.", "Write JKK+JKM or JKK+JKM+JHT; empty means the default of the source."),
    why=Text("Untuk BPU, JKK dan JKM wajib dan JHT pilihan (Permenaker 5/2021 Pasal 32 ayat (2)); JP dan JKP tidak ada.", "For BPU JKK and JKM are compulsory, JHT is optional (Permenaker 5/2021 art. 32(2)); there is no JP or JKP."),
    example=Text("Salah: JHT. Benar: JKK+JKM+JHT", "Wrong: JHT. Right: JKK+JKM+JHT"),
)  # fmt: skip
PERIOD_INVALID = Kind(
    "S06", "period-invalid", Level.ERROR, "row",
    message=Text("Masa iuran {value} tidak dapat dipakai.", "The period {value} cannot be used."),
    hint=Text("Tulis jumlah bulan 1, 2, 3, 6, atau 12, atau bulan pertama (2026-11). Awal dan akhir ditulis di kolom MULAI dan SAMPAI; MULAI tidak boleh sesudah SAMPAI, dan paling banyak 60 bulan.", "Write 1, 2, 3, 6 or 12 months, or the first month (2026-11). A start and an end go into columns MULAI and SAMPAI; MULAI must not come after SAMPAI, and no more than 60 months."),
    why=Text("Iuran dibayar untuk 1, 2, 3, 6, atau 12 bulan (Permenaker 5/2021 Pasal 41 ayat (4)).", "Premiums are paid for 1, 2, 3, 6 or 12 months (Permenaker 5/2021 art. 41(4))."),
    example=Text("Salah: 5. Benar: 6, atau November 2026", "Wrong: 5. Right: 6, or November 2026"),
)  # fmt: skip
SHAPE_KINDS = {
    kind.code: kind
    for kind in (
        NIK_MISSING, NIK_LENGTH, NIK_CHARACTERS, NIK_PRECISION_LOST, NIK_PLACEHOLDER, NIK_DATE_IMPOSSIBLE,
        NAME_MISSING, BIRTH_DATE_INVALID, SOURCE_UNKNOWN, PROGRAMME_INVALID, PERIOD_INVALID,
    )
}  # fmt: skip


def findings_of(refused: Iterable[tuple[str, ErrorDetails]], case: Case) -> Iterator[Finding]:
    """Turn each refused cell (field, error) of a row into the finding whose code is the error's type.

    Pydantic's own errors (a lone surrogate in a text) have no code of ours: nobody knows what the cell holds, F13.
    """
    for name, one in refused:
        if one["type"] not in SHAPE_KINDS:
            yield case.finding(CELL_ERROR, written_field(case, name), error=_UNREADABLE)
            continue
        values: dict[str, Any] = dict(one.get("ctx") or {})
        yield case.finding(SHAPE_KINDS[one["type"]], written_field(case, name), **values)


def written_field(case: Case, name: str) -> str:
    """Give the column a field was read from: a birth date may stand in the TTL column."""
    if name != "birth_date" or not is_undated(case.raw("birth_date")) or "ttl" not in case.sheet.columns:
        return name
    both_blank = "birth_date" in case.sheet.columns and is_undated(case.raw("ttl"))
    return "birth_date" if both_blank else "ttl"
