"""Exclusion lists: who must not be enrolled or billed, by whom that was said, and from which month it holds."""

from datetime import date, timedelta
from typing import NamedTuple

from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema
from jamsos_cli.model.invoice import BILLED
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text


class ExclusionKind(NamedTuple):
    """Why people on a list are out."""

    key: str
    """as on the command line and in the registry."""
    folder: str
    """below lists/ of a workspace."""
    title: Text
    begins: bool = False
    """whether the event begins another status (civil servant) rather than ends this one (death)."""
    names: tuple[str, ...] = ()
    """further words of a file's own column, in capitals."""


KINDS: tuple[ExclusionKind, ...] = (
    ExclusionKind("deceased", "meninggal", Text("meninggal", "deceased"),
                  names=("MENINGGAL DUNIA", "WAFAT", "ALMARHUM", "ALM", "MATI", "KEMATIAN")),
    ExclusionKind("civil-servant", "asn", Text("ASN/TNI/POLRI", "civil servants"), begins=True,
                  names=("PNS", "PPPK", "P3K", "TNI", "POLRI", "APARATUR SIPIL NEGARA", "ASN TNI POLRI")),
    ExclusionKind("wage-earner", "penerima-upah", Text("penerima upah", "wage earners"), begins=True,
                  names=("PU", "PPU", "KARYAWAN", "PEKERJA PENERIMA UPAH")),
    ExclusionKind("moved", "pindah", Text("pindah", "moved away"),
                  names=("PINDAH DOMISILI", "PINDAH KELUAR", "PINDAH PENDUDUK")),
    ExclusionKind("other", "lain", Text("lain", "other"),
                  names=("LAINNYA", "LAIN LAIN", "PROGRAM LAIN", "DAFTAR LAIN", "ANOTHER LIST")),
)  # fmt: skip
"""The most telling first: who is on several lists is named by the first."""
BY_KEY = {kind.key: kind for kind in KINDS}
CHECKS = tuple(kind.key for kind in KINDS if kind.key != "other")
"""What every roster should be checked against; `other` is whatever an office adds."""
LISTED_AS = "listed_as"
"""Value of a finding with the name that a list has, which the sender of a roster cannot see."""


def kind_of(text: str) -> str | None:
    """Give the key of a kind by key, folder, title or another word for it; None when it is none.

    >>> kind_of("Meninggal Dunia"), kind_of("penerima_upah"), kind_of("PNS"), kind_of("hidup")
    ('deceased', 'wage-earner', 'civil-servant', None)
    """
    return _KNOWN.get(_bare(text))


def _bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.upper()).split())


_KNOWN = {
    _bare(word): kind.key
    for kind in KINDS
    for word in (kind.key, kind.folder, kind.title.id, kind.title.en, *kind.names)
}


def barred_from(kind: str, event: date) -> Month:
    """Give the first iuran month that is not billed any more after a dated event.

    The month of a death or move is still due; another status counts from its own month where it begins on the first.

    >>> str(barred_from("deceased", date(2026, 11, 1))), str(barred_from("civil-servant", date(2026, 11, 1)))
    ('2026-12', '2026-11')
    """
    return Month.of(event - timedelta(days=1) if BY_KEY[kind].begins else event) + 1


class ExclusionList(NamedTuple):
    """A list as the registry keeps it."""

    list_id: int
    kind: str
    """key of KINDS."""
    origin: str
    """who sent it, "" unknown."""
    dated: str
    """day the list speaks of, yyyy-mm-dd."""
    note: str
    """why it was taken in, "" for nothing."""
    file: str
    """path below the workspace, or the file's name from elsewhere."""
    sha256: str
    imported_at: str
    """ISO time with zone."""
    rows_read: int
    by_nik: int
    """people known by their NIK."""
    by_name: int
    """people without a usable NIK, known by name and birth date."""
    unusable: int
    """rows that name nobody who could be found again."""
    withdrawn_at: str = ""
    """ISO time with zone, "" while it is in force."""
    withdrawn_why: str = ""


class Entry(NamedTuple):
    """One person of a list; text is "" where the list has nothing."""

    kind: str
    """of the row, "" where the file has no column for it."""
    sheet: str
    row: int
    nik: str
    """16 digits, "" when the list has none that can be used."""
    name: str
    name_key: str
    """the words that tell names apart; "" where `nik` is known."""
    birth_date: str
    """yyyy-mm-dd"""
    village: str
    """as written."""
    event_date: str
    """of death, of moving, of the appointment: yyyy-mm-dd."""
    remark: str


class Refused(NamedTuple):
    """Rows whose NIK cannot be used, by code of the finding a roster would have: how many, and where first."""

    code: str
    rows: int
    cells: tuple[str, ...]


class ListFile(NamedTuple):
    """One file read as a list of people."""

    file: str
    sha256: str
    entries: tuple[Entry, ...]
    rows_read: int
    unusable: int
    """rows that name nobody who could be found again."""
    refused: tuple[Refused, ...]
    unread_kinds: tuple[str, ...] = ()
    """words of its own column of kinds that are none."""
    inactive: tuple[str, ...] = ()
    """cells of its status or remarks that say somebody is not, or no longer, what the list is of."""


class Listed(NamedTuple):
    """Somebody found on a list in force."""

    nik: str
    """the NIK that was asked for; "" where name and birth date found the entry."""
    list_id: int
    kind: str
    origin: str
    dated: str
    file: str
    sheet: str
    row: int
    event_date: str
    barred_from: str
    """first iuran month not billed, yyyy-mm; "" when the list gives no date."""
    name_key: str
    birth_date: str
    village: str
    name: str
    """as the list writes it, "" where it has none."""


_ON_LIST: Schema = {
    "list_id": Column(WHOLE, "number of the list"),
    "kind": Column(TEXT, "key of its kind"),
    "origin": Column(TEXT, 'who sent it, "" unknown'),
    "dated": Column(TEXT, "day the list speaks of, yyyy-mm-dd"),
    "list_file": Column(TEXT, "file it came in"),
    "list_row": Column(WHOLE, "row of the person in it"),
    "list_name": Column(TEXT, 'as the list writes it, "" where it has none'),
    "event_date": Column(TEXT, 'day of death, move or appointment, yyyy-mm-dd, "" unknown'),
    "barred_from": Column(TEXT, 'first iuran month not billed, yyyy-mm, "" unknown'),
    "list_village": Column(TEXT, 'village the list names, "" for none; asked where the NIK is not known'),
    "by_name": Column(WHOLE, "1 where name and birth date found the person, 0 where the NIK did"),
}
LISTED: Schema = {
    "enrolment_id": Column(WHOLE, "an enrolment in force"),
    "person_id": Column(WHOLE, "internal key of the person"),
    "nik": Column(TEXT, "the person's NIK today; masked before anything is shown"),
    "name": Column(TEXT, "as the roster wrote it"),
    "village_name": Column(TEXT, "where the person is enrolled"),
    "source": Column(TEXT, "key of the funding source"),
    "last_month": Column(TEXT, "last iuran month of the enrolment, yyyy-mm"),
    "file": Column(TEXT, "roster it came from"),
    "sheet": Column(TEXT, "sheet of it"),
    "row": Column(WHOLE, "row of it"),
    **_ON_LIST,
}
"""People who are enrolled and stand on a list in force, once a list."""
QUESTIONED: Schema = {**BILLED, **_ON_LIST}
"""Issued lines of people who were on a list already in their month: what a correction would take back."""


_OF_A_VILLAGE = frozenset({"DESA", "DS", "KELURAHAN", "KEL", "DINAS"})


def same_village(left: str, right: str) -> bool:
    """Tell whether two written villages may be one; a village that is not known contradicts nothing.

    >>> same_village("Ds. Batubulan", "Desa Batubulan"), same_village("", "Taro"), same_village("Beng", "Taro")
    (True, True, False)
    """
    first, second = (
        "".join(word for word in _bare(text).split() if word not in _OF_A_VILLAGE) for text in (left, right)
    )
    return not first or not second or first == second
