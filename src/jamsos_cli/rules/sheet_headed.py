"""Has each sheet a heading that says which column is what?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Judgement
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.place import Place, column_letters
from jamsos_cli.model.roster import RosterFile, RosterSheet, at_a_glance
from jamsos_cli.model.roster_entry import is_blank, read_decile, tidy
from jamsos_cli.model.wording import Text
from jamsos_cli.model.written_date import has_no_date

HEADER_MISSING = Kind(
    "F05", "header-missing", Level.ERROR, "sheet",
    message=Text("Tidak ada baris judul kolom yang dikenali: {cause}.", "No heading row is recognised: {cause}."),
    hint=Text(
        "Di atas data harus ada satu baris judul yang paling sedikit memuat NIK dan NAMA. Contoh: jamsos template roster. "
        "Bila desa tidak dapat mengubahnya, dinas menetapkan kolomnya di jamsos.toml, [[mappings]].",
        "Above the data there must be a heading row naming at least NIK and NAMA. See: jamsos template roster. "
        "Where the village cannot change it, the office fixes the columns in jamsos.toml, [[mappings]].",
    ),
    why=Text("Tanpa judul kolom, tidak ada yang tahu kolom mana yang berisi NIK.", "Without it nobody knows the columns."),
    example=Text("Benar: NO | NIK | NAMA | TGL LAHIR | L/P | PEKERJAAN", "Right: NO | NIK | NAMA | TGL LAHIR | L/P"),
)  # fmt: skip
COLUMN_MISSING = Kind(
    "F06", "column-missing", Level.ERROR, "sheet",
    message=Text("Kolom wajib tidak ada: {columns}.", "A required column is missing: {columns}."),
    hint=Text(
        "Tambahkan kolom itu dengan judul yang jelas (NIK, NAMA), isi, lalu kirim ulang.",
        "Add the column with a plain heading (NIK, NAMA), fill it and send the list again.",
    ),
    why=Text("NIK dan nama wajib untuk mendaftarkan peserta (Permenaker 5/2021 Pasal 33).", "NIK and name are required."),
    example=Text("Salah: NO | NAMA | ALAMAT. Benar: NO | NIK | NAMA | ALAMAT", "Right: NO | NIK | NAMA | ALAMAT"),
)  # fmt: skip
COLUMN_AMBIGUOUS = Kind(
    "F07", "column-ambiguous", Level.ERROR, "sheet",
    message=Text(
        "Dua judul kolom sama artinya: {first} dan {second}. Lembar ini tidak dibaca.",
        "Two headings mean the same: {first} and {second}. This sheet is not read.",
    ),
    hint=Text("Hapus atau ganti judul salah satunya, lalu kirim ulang.", "Remove or rename one of them and send it again."),
    why=Text("Memilih sendiri salah satu kolom bisa menagih orang yang salah.", "Choosing one could bill the wrong person."),
    example=Text("Salah: NIK | NO KTP | NAMA. Benar: NIK | NAMA", "Wrong: NIK | NO KTP | NAMA. Right: NIK | NAMA"),
)  # fmt: skip
COLUMN_UNREAD = Kind(
    "F08", "column-unread", Level.NOTE, "sheet",
    message=Text("Isi kolom tidak dibaca: {what}.", "Not read: {what}."),
    hint=Text(
        "Biarkan bila memang tidak perlu. Bila perlu, tulis judulnya seperti di daftar kosong dari dinas. "
        "Dinas membuat daftar kosong dengan jamsos template roster dan menambah judul di jamsos.toml, [headings]. "
        "Orang yang meninggal, pindah, atau batal: hapus barisnya.",
        "Leave it if not needed. Else rename the column as in the blank roster of the office. The office makes it with "
        "jamsos template roster and adds headings in jamsos.toml, [headings]. Who is dead, moved or dropped: remove the row.",
    ),
    why=Text("Supaya tidak ada isi yang hilang tanpa diketahui.", "So that nothing is lost unnoticed."),
    example=Text("GOL. DARAH, AGAMA: tidak dipakai.", "GOL. DARAH, AGAMA: not used."),
)  # fmt: skip
SHEET_SKIPPED = Kind(
    "F09", "sheet-skipped", Level.NOTE, "sheet",
    message=Text("Lembar ini tidak dibaca: {reason}.", "This sheet is not read: {reason}."),
    hint=Text(
        "Tidak perlu apa-apa, kecuali di lembar ini ada daftar pekerja: beri judul kolom NIK dan NAMA dan tampilkan.",
        "Nothing to do, unless it holds workers: give it a heading with NIK and NAMA, and unhide it.",
    ),
    why=Text("Petunjuk, rekapitulasi, dan lembar kosong bukan daftar pekerja.", "Instructions and summaries are no roster."),
    example=Text("Lembar PETUNJUK di samping lembar Br. Tengah.", "A sheet PETUNJUK beside the sheet Br. Tengah."),
)  # fmt: skip
_GONE = lazy_pattern(
    r"(?i)\W*(?:(?:sudah|sdh|telah|udah)\s+)?(?:(?:meninggal|wafat|almarhum(?:ah)?|alm|mati|dicoret|batal|mengundurkan\s+diri)\b"
    r"|pindah\b(?!\s+(?:dari|datang|masuk)))"
)
"""What remarks begin with of somebody who should no longer be proposed."""
_OF_THE_DEAD = r"(?:almh?|almarhum(?:ah)?|mendiang)"
_LATE = lazy_pattern(
    rf"(?i)\W*{_OF_THE_DEAD}\b"
    rf"|(?!.*\b(?:bin|binti|bte|anak|janda|duda|ist[er]+i|suami|cucu|ahli\s+waris|orang\s*tua)\b).*\b{_OF_THE_DEAD}\W*$"
)
"""A name with the word for the dead before or behind it; in MADE BIN ALM. OKA the father is dead."""
_MOST_ROWS = 10
"""that are named."""
_NO_HEADING = Text("tidak ada baris yang memuat NIK dan NAMA", "no row names both NIK and NAMA")
_FIELD_TITLES = {"nik": "NIK", "name": "NAMA"}


def sheet_headed(roster: RosterFile, sheet: RosterSheet, _: Judgement) -> Iterator[Finding]:
    """F05 to F09 of one sheet.

    A sheet without a heading is a fault where no other sheet is a roster, or where workers would be lost with it.
    """
    place = Place(roster.file, sheet.name or None)
    if sheet.heading_row is None:
        yield from _unheaded(roster, sheet, place)
        return
    if sheet.told:
        return
    heading = place._replace(row=sheet.heading_row)
    for field, index, text in sheet.claimed_twice:
        first = f"{column_letters(sheet.columns[field])}{sheet.heading_row}"
        at = f"{column_letters(index)}{sheet.heading_row}"
        shape = sheet.shape if sheet.shape and field == "nik" else Text("", "")
        second = Text(f"{at} ({text}){shape.id}", f"{at} ({text}){shape.en}")
        yield Finding(COLUMN_AMBIGUOUS, heading._replace(cell=at), field, text, (("first", first), ("second", second)))
    if sheet.unread:
        index, text = sheet.unread[0]
        listed = ", ".join(f"{column_letters(i)} ({said})" if said else column_letters(i) for i, said in sheet.unread)
        cell = f"{column_letters(index)}{sheet.heading_row}"
        what = Text(f"{listed}; judulnya tidak dikenal", f"{listed}; no heading that is known")
        yield Finding(COLUMN_UNREAD, heading._replace(cell=cell), None, text, (("what", what),))


def deciles_read(roster: RosterFile, sheet: RosterSheet, _: Judgement) -> Iterator[Finding]:
    """F08 once a sheet where the DESIL column holds something that is no decile and is not read."""
    if "decile" not in sheet.columns or sheet.heading_row is None:
        return
    written = [(row.number, tidy(sheet.value(row, "decile"))) for row in sheet.workers]
    unread = [(number, text) for number, text in written if not is_blank(text) and read_decile(text) is None]
    if unread:
        letters = column_letters(sheet.columns["decile"])
        number, text = unread[0]
        what = Text(
            f"{letters} (DESIL, {len(unread)} isian bukan 1 sampai 10)",
            f"{letters} (DESIL, {len(unread)} cells that are not 1 to 10)",
        )
        place = Place(roster.file, sheet.name or None, sheet.heading_row, f"{letters}{number}")
        yield Finding(COLUMN_UNREAD, place, "decile", text, (("what", what),))


def remarks_read(roster: RosterFile, sheet: RosterSheet, _: Judgement) -> Iterator[Finding]:
    """F08 once a column where remarks, which are not read, or names say of workers that they are dead or dropped."""
    if sheet.heading_row is None:
        return
    told = [i for i, field in sheet.fields.items() if field in {"name", "remarks", "death"}]
    told += [i for i, _ in sheet.unread]
    for index in told:
        said = [(row.number, at_a_glance(row.at(index))) for row in sheet.workers]
        gone = [(number, text) for number, text in said if _says_gone(text, sheet.fields.get(index))]
        if gone:
            letters, first = column_letters(index), gone[0][0]
            column = f"{letters} ({sheet.headings[index]})" if index in sheet.headings else letters
            more = ["..."] if len(gone) > _MOST_ROWS else []
            rows = ", ".join([str(number) for number, _ in gone[:_MOST_ROWS]] + more)
            what = Text(
                f"{column} menyebut meninggal, pindah, atau batal di baris {rows}; orangnya tetap dihitung",
                f"{column} says dead, moved or dropped on rows {rows}; they are counted all the same",
            )
            place = Place(roster.file, sheet.name or None, first, f"{letters}{first}")
            yield Finding(COLUMN_UNREAD, place, None, gone[0][1], (("what", what),))


def _says_gone(text: str, field: str | None) -> bool:
    if field == "name":
        return _LATE.match(text) is not None
    return _GONE.match(text) is not None or (field == "death" and not has_no_date(text))


def _unheaded(roster: RosterFile, sheet: RosterSheet, place: Place) -> Iterator[Finding]:
    another = bool(roster.headed)
    meant = [
        other for other in roster.sheets if (other.missing or not other.blank) and not other.ours
    ] or roster.sheets[:1]
    lost = sheet.headless and not sheet.hidden
    if sheet.ours and not lost:
        return
    if (another and not lost) or sheet not in meant:
        hidden = Text("lembar tersembunyi", "it is hidden")
        reason = hidden if sheet.hidden else sheet.shape or Text("bukan daftar pekerja", "it is no roster")
        yield Finding(SHEET_SKIPPED, place, values=(("reason", reason),))
    elif sheet.missing:
        titles = ", ".join(_FIELD_TITLES.get(field, field) for field in sheet.missing)
        yield Finding(COLUMN_MISSING, place, values=(("columns", sheet.shape or titles),))
    else:
        yield Finding(HEADER_MISSING, place, values=(("cause", sheet.shape or _NO_HEADING),))
