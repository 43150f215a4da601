"""Is somebody on an imported list, and which lists were never imported? Asked where the registry is open."""

from collections.abc import Sequence
from datetime import date

from jamsos_cli.model.exclusion import BY_KEY, LISTED_AS, Listed
from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.month import day_title
from jamsos_cli.model.person_name import name_words
from jamsos_cli.model.place import Place
from jamsos_cli.model.wording import Text, joined
from jamsos_cli.rules.nik_agrees import MAYBE_FAMILY_CARD

ON_LIST = Kind(
    "E06", "on-exclusion-list", Level.ERROR, "row",
    message=Text(
        "{name} (NIK {value}) ada di daftar {reason} dari {origin} tanggal {dated}{event}{how}{named}.",
        "{name} (NIK {value}) is on the list {reason} from {origin} of {dated}{event}{how}{named}.",
    ),
    hint=Text(
        "Hapus baris ini. Bila orangnya masih berhak, minta surat perbaikan dari yang mengirim daftar itu lewat dinas. "
        "Dinas dapat menarik daftar yang keliru: jamsos exclude --withdraw {number} --reason ALASAN.",
        "Remove this row. If the person is still entitled, the office asks the sender of that list for a correction. "
        "The office can withdraw a wrong list: jamsos exclude --withdraw {number} --reason WHY.",
    ),
    why=Text(
        "Audit menemukan iuran bagi orang yang sudah meninggal, pindah, ASN, atau penerima upah. Hanya daftar dari luar "
        "(Dukcapil, BKPSDM, BPJS) yang dapat memberi tahu.",
        "Audits find premiums paid for people who are dead, moved away, civil servants or wage earners. Only lists from "
        "outside (Dukcapil, BKPSDM, BPJS) can tell.",
    ),
    example=Text(
        "Salah: meninggal 3 Maret 2026 menurut Dukcapil, tetapi masih diusulkan desa.",
        "Wrong: died on 3 March 2026 says Dukcapil, still proposed by the village.",
    ),
)  # fmt: skip
NOT_RUN = Kind(
    "E07", "check-not-run", Level.NOTE, "file",
    message=Text("Belum diperiksa, karena daftarnya belum ada: {checks}.", "Not checked, for there is no list: {checks}."),
    hint=Text(
        "Minta daftarnya ke Dukcapil, BKPSDM, atau BPJS, lalu: jamsos exclude DAFTAR --kind {kinds}.",
        "Ask Dukcapil, BKPSDM or BPJS for it, then: jamsos exclude LIST --kind {kinds}.",
    ),
    why=Text(
        "Berkas yang lolos tanpa daftar pembanding belum tentu bersih: yang meninggal atau ASN tidak terlihat dari NIK.",
        "A file that passes with no list to compare is not clean: a NIK does not show who is dead or a civil servant.",
    ),
    example=Text("Daftar ASN dari BKPSDM belum pernah diimpor.", "No list of civil servants was ever imported."),
)  # fmt: skip
_BY_NAME = Text(
    "; NIK-nya tidak ada di daftar itu, nama dan tanggal lahirnya sama",
    "; that list has no NIK, name and birth date are the same",
)
_NONE = Text("", "")


def on_list(place: Place, nik: str, name: str, found: Listed) -> Finding:
    """E06 at a roster's row for somebody who was found on a list; `name` as the roster has it."""
    origin = found.origin or found.file
    since = _day(found.event_date) if found.event_date else None
    other = bool(found.name) and name_words(found.name) != name_words(name)
    values: tuple[tuple[str, object], ...] = (
        ("name", name or Text("Orang ini", "This person")),
        ("reason", BY_KEY[found.kind].title),
        ("origin", origin),
        ("dated", _day(found.dated)),
        ("event", Text(f", sejak {since.id}", f", since {since.en}") if since else _NONE),
        ("how", _NONE if found.nik else _BY_NAME),
        ("named", Text(f", atas nama {found.name}", f", as {found.name}") if other else _NONE),
        ("number", found.list_id),
    )
    return Finding(ON_LIST, place, "nik", nik, values)


def other_name(place: Place, nik: str, _: str, found: Listed) -> Finding:
    """N12 at a row whose NIK a list has under a clearly different name: the row stays until somebody decides."""
    title, origin, day = BY_KEY[found.kind].title, found.origin or found.file, _day(found.dated)
    reason = Text(
        f"di daftar {title.id} dari {origin} tanggal {day.id} nomor ini milik {found.name}",
        f"on the list {title.en} from {origin} of {day.en} it is the number of {found.name}",
    )
    return Finding(MAYBE_FAMILY_CARD, place, "nik", nik, (("reason", reason), (LISTED_AS, found.name)))


def check_not_run(file: str, kinds: Sequence[str]) -> Finding:
    """E07 for a file, naming the kinds of which no list is in force."""
    checks = joined(BY_KEY[kind].title for kind in kinds)
    return Finding(NOT_RUN, Place(file), values=(("checks", checks), ("kinds", "|".join(kinds))))


def _day(text: str) -> Text:
    return Text(day_title(date.fromisoformat(text)), text)
