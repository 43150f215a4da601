"""Cover that ends before its enrolment does: who left, from which month nothing is paid, why; and who came back."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jamsos_cli.model.exclusion import barred_from
from jamsos_cli.model.layout import bare_heading
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text


class EndReason(StrEnum):
    """Why cover ends. Reaching 65 is no reason by itself: who is in may stay."""

    DIED = "died"
    MOVED = "moved"
    WAGE_EARNER = "wage-earner"
    AGED_OUT = "aged-out"
    WITHDREW = "withdrew"
    OTHER = "other"


SAID = {
    EndReason.DIED: Text("meninggal", "died"),
    EndReason.MOVED: Text("pindah", "moved away"),
    EndReason.WAGE_EARNER: Text("penerima upah", "wage earner"),
    EndReason.AGED_OUT: Text("batas usia", "aged out"),
    EndReason.WITHDREW: Text("mundur", "withdrew"),
    EndReason.OTHER: Text("lain", "other"),
}
_ALSO = {
    EndReason.DIED: ("MENINGGAL DUNIA", "WAFAT", "DECEASED"),
    EndReason.MOVED: ("PINDAH DOMISILI", "PINDAH KELUAR"),
    EndReason.WAGE_EARNER: ("PU", "PPU", "KARYAWAN", "PEKERJA PENERIMA UPAH"),
    EndReason.AGED_OUT: ("LANJUT USIA", "LANSIA", "USIA"),
    EndReason.WITHDREW: ("MENGUNDURKAN DIRI", "BERHENTI"),
    EndReason.OTHER: ("LAINNYA", "LAIN LAIN"),
}
_KNOWN = {
    bare_heading(word): reason
    for reason in EndReason
    for word in (reason.value, SAID[reason].id, SAID[reason].en, *_ALSO[reason])
}


def read_reason(text: str) -> EndReason | None:
    """Read a reason by its English or Indonesian word; None when it is none.

    >>> read_reason("Meninggal dunia"), read_reason("penerima-upah"), read_reason("bosan")
    (<EndReason.DIED: 'died'>, <EndReason.WAGE_EARNER: 'wage-earner'>, None)
    """
    return _KNOWN.get(bare_heading(text))


def first_month_without(reason: EndReason, event: date) -> Month:
    """Give the first iuran month that is not paid any more after a dated event, as exclusion lists count it.

    >>> str(first_month_without(EndReason.DIED, date(2026, 11, 20)))
    '2026-12'
    >>> str(first_month_without(EndReason.WAGE_EARNER, date(2026, 12, 1)))
    '2026-12'
    """
    return barred_from("wage-earner" if reason is EndReason.WAGE_EARNER else "other", event)


class Ending(NamedTuple):
    """An ending, or the return that closes one; rows are added and never changed."""

    nik: str
    """whoever has it now, or else had it last."""
    month: str
    """an ending: first iuran month without cover (the last with cover is the one before); a return: first with it."""
    reason: str
    """key of EndReason; of a return, in words."""
    note: str
    by: str
    noted_at: str
    """ISO time with zone."""


class Ended(NamedTuple):
    """An ending as the registry has it."""

    ending_id: int
    nik: str
    """the person's NIK today."""
    name: str
    """as last enrolled."""
    village_name: str
    month: str
    """first iuran month without cover."""
    reason: str
    note: str
    by: str
    noted_at: str
    returned: str
    """first iuran month with cover again, the same as `month` where the ending was taken back; "" while it holds."""
    returned_why: str
    returned_by: str
    returned_at: str

    @property
    def undone(self) -> bool:
        """Whether the ending was a mistake."""
        return self.returned == self.month

    def holds_in(self, month: Month) -> bool:
        """Whether nothing is paid for a month because of it.

        >>> one = Ended(1, "", "", "", "2026-12", "died", "", "", "", "2027-03", "", "", "")
        >>> [one.holds_in(Month.parse(month)) for month in ("2026-11", "2026-12", "2027-02", "2027-03")]
        [False, True, True, False]
        """
        return self.month <= str(month) and (not self.returned or str(month) < self.returned)
