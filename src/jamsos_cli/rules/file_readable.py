"""Can the file be read at all?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Judgement
from jamsos_cli.model.place import Place
from jamsos_cli.model.roster import RosterFile
from jamsos_cli.model.wording import Text

UNREADABLE = Kind(
    "F01", "file-unreadable", Level.ERROR, "file",
    message=Text("Berkas tidak dapat dibaca: {cause}.", "The file cannot be read: {cause}."),
    hint=Text(
        "Periksa nama dan tempatnya. Bila benar, minta pengirim membuka daftarnya di Excel, Simpan Sebagai .xlsx, dan kirim ulang.",
        "Check its name and place. If right, ask the sender to open it in Excel, save it as .xlsx and send it again.",
    ),
    why=Text(
        "Isi berkas kosong, terpotong, rusak, atau bukan buku kerja dan bukan CSV, apa pun namanya. Tidak satu pun "
        "pekerja di dalamnya dapat didaftarkan.",
        "The file is empty, cut off, damaged, or no workbook and no CSV, whatever its name. Nobody in it can be enrolled.",
    ),
    example=Text("Salah: foto daftar bernama daftar.xlsx. Benar: buku kerja Excel.", "Wrong: a photo called list.xlsx."),
)  # fmt: skip
ENCRYPTED = Kind(
    "F02", "file-encrypted", Level.ERROR, "file",
    message=Text("Buku kerja terkunci sandi: {cause}.", "The workbook is password-protected: {cause}."),
    hint=Text(
        "Minta pengirim menghapus sandinya (Berkas > Info > Proteksi Buku Kerja), lalu kirim ulang.",
        "Ask the sender to remove the password (File > Info > Protect Workbook) and send it again.",
    ),
    why=Text(
        "Isi buku kerja yang disandi tidak dapat dibaca tanpa sandinya. Lembar yang hanya dilindungi dari perubahan "
        "tetap dibaca.",
        "An encrypted workbook cannot be read without its password. A sheet that is only write-protected can.",
    ),
    example=Text("Salah: Excel meminta sandi saat dibuka.", "Wrong: Excel asks for a password to open it."),
)  # fmt: skip
TOO_LARGE = Kind(
    "F03", "file-too-large", Level.ERROR, "file",
    message=Text("Berkas melewati batas: {cause}.", "The file is past the limits: {cause}."),
    hint=Text(
        "Salin hanya baris pekerja ke buku kerja baru, lalu kirim itu. Dinas membuat daftar kosong dengan jamsos template "
        "roster; batasnya ada di jamsos.toml.",
        "Copy only the worker rows into a new workbook and send that. The office makes a blank one with jamsos template "
        "roster; the limits are in jamsos.toml.",
    ),
    why=Text(
        "Berkas yang mengembang atau berisi sel sangat jauh menghabiskan memori dan menghentikan pekerjaan semua desa.",
        "A file that expands or holds a far-off cell takes all memory and stops the work of every village.",
    ),
    example=Text("Salah: satu huruf di sel XFD1048576.", "Wrong: one letter in cell XFD1048576."),
)  # fmt: skip
MACROS = Kind(
    "F04", "file-macros", Level.NOTE, "file",
    message=Text("Buku kerja ini memuat makro; makronya tidak dijalankan.", "This workbook carries macros; they are not run."),
    hint=Text(
        "Pastikan pengirimnya dikenal sebelum membukanya di Excel. Lebih aman: minta berkas .xlsx tanpa makro.",
        "Make sure who sent it before opening it in Excel. Safer: ask for an .xlsx without macros.",
    ),
    why=Text(
        "Makro adalah program yang ikut terkirim. jamsos hanya membaca isi selnya; Excel dapat menjalankannya.",
        "A macro is a program that came along. jamsos reads the cells only; Excel may run it.",
    ),
    example=Text("Catatan: daftar.xlsm. Lebih aman: daftar.xlsx", "Note: list.xlsm. Safer: list.xlsx"),
)  # fmt: skip
_KINDS = {"unreadable": UNREADABLE, "encrypted": ENCRYPTED, "too_large": TOO_LARGE}


def file_readable(roster: RosterFile, _: Judgement) -> Iterator[Finding]:
    """F01, F02 or F03, with its cause."""
    if roster.trouble is not None:
        cause = roster.trouble.cause
        yield Finding(_KINDS[roster.trouble.kind], Place(roster.file), values=(("cause", cause),))


def file_has_no_macros(roster: RosterFile, _: Judgement) -> Iterator[Finding]:
    """F04 for a workbook with macros."""
    if roster.macros:
        yield Finding(MACROS, Place(roster.file))
