"""What the sender of a roster is asked to do about a finding: nothing of jamsos, its commands or its settings."""

from jamsos_cli.model.finding import Finding
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.wording import Lang, Text

_ASKED: dict[str, Text] = {
    "F01": Text(
        "Buka daftarnya di Excel, Simpan Sebagai .xlsx, lalu kirim ulang.",
        "Open the list in Excel, save it as .xlsx and send it again.",
    ),
    "F02": Text(
        "Hapus sandinya (Berkas > Info > Proteksi Buku Kerja), lalu kirim ulang.",
        "Remove the password (File > Info > Protect Workbook) and send it again.",
    ),
    "F04": Text(
        "Bila makronya tidak diperlukan, simpan sebagai .xlsx biasa.",
        "If the macros are not needed, save it as a plain .xlsx.",
    ),
    "D02": Text(
        "Pastikan orangnya memang warga Bapak/Ibu, lalu beri tahu kami.",
        "Make sure that the person lives in your village and tell us.",
    ),
    "D03": Text(
        "Pastikan dari sumber mana ia dibiayai, lalu beri tahu kami.", "Make sure which source pays and tell us."
    ),
    "E06": Text(
        "Menurut daftar dari luar orang ini tidak berhak. Hapus barisnya; bila keliru, beri tahu kami.",
        "A list from outside says that this person is not entitled. Remove the row; if that is wrong, tell us.",
    ),
    "E07": Text("Tidak perlu apa-apa dari pengirim.", "Nothing is asked of the sender."),
    "F15": Text("Tidak perlu apa-apa.", "Nothing to do."),
}
"""Where the finding's own hint speaks to the office."""
_SENTENCE = lazy_pattern(r"(?<=[.]) ")


def asked(finding: Finding, lang: Lang) -> str:
    """Say what to do, as far as it speaks to whoever filled the list."""
    own = _ASKED.get(finding.kind.code)
    return own.say(lang) if own else for_sender(finding.hint(lang))


def for_sender(hint: str) -> str:
    """Leave out the sentences of a hint that name jamsos: they are the office's.

    >>> for_sender("Beri kolom SUMBER DANA. Dinas bisa memakai jamsos import --source.")
    'Beri kolom SUMBER DANA.'
    """
    return " ".join(part for part in _SENTENCE.split(hint) if "jamsos" not in part.lower())
