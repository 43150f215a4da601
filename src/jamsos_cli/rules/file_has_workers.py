"""Is there anybody in the file, and what was passed over?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Judgement
from jamsos_cli.model.place import Place
from jamsos_cli.model.roster import RosterFile, RosterSheet
from jamsos_cli.model.wording import Text

NO_WORKERS = Kind(
    "F10", "no-workers", Level.ERROR, "file",
    message=Text("Tidak ada satu pun baris pekerja yang dapat dibaca di berkas ini.", "Not one worker row can be read in this file."),
    hint=Text("Isi daftar di bawah judul kolomnya, lalu kirim ulang.", "Fill the list below its heading and send it again."),
    why=Text("Tidak menerima siapa pun tidak pernah berarti berhasil.", "Accepting nobody is never success."),
    example=Text("Salah: hanya judul kolom dan baris JUMLAH.", "Wrong: only a heading and a row JUMLAH."),
)  # fmt: skip
ROW_SKIPPED = Kind(
    "F11", "row-skipped", Level.NOTE, "row",
    message=Text('Baris ini bukan pekerja dan dilewati: "{text}".', 'This row is no worker and is passed over: "{text}".'),
    hint=Text(
        "Tidak perlu apa-apa. Bila ini pekerja, isi NIK dan namanya.", "Nothing to do. If it is a worker, fill NIK and name."
    ),
    why=Text(
        "Nomor kolom, JUMLAH, tanda tangan, dan judul berulang tidak boleh terhitung sebagai orang.",
        "Column numbers, totals, signatures and repeated headings must not count as people.",
    ),
    example=Text("JUMLAH | 100", "JUMLAH | 100"),
)  # fmt: skip


def file_has_workers(roster: RosterFile, _: Judgement) -> Iterator[Finding]:
    """F10 for a readable file that gives no worker row: none is there, or no heading says which columns are theirs."""
    if roster.trouble is None and not any(sheet.workers and not sheet.claimed_twice for sheet in roster.sheets):
        yield Finding(NO_WORKERS, Place(roster.file))


def rows_skipped(roster: RosterFile, sheet: RosterSheet, _: Judgement) -> Iterator[Finding]:
    """F11 for every row with text that is no worker."""
    for skipped in sheet.skipped:
        place = Place(roster.file, sheet.name or None, skipped.number)
        yield Finding(ROW_SKIPPED, place, values=(("text", skipped.text),))
