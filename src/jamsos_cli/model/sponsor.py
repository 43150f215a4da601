"""Sponsors and what they pledge: one notion of a sponsor, whether a form or a roster names it."""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jamsos_cli.model import nik as niks
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text

NIP_DIGITS = 18
_CODE = lazy_pattern("[0-9a-f]{8}")


def sponsor_key(name: str, opd: str, number: str = "", office: str = "") -> str:
    """Give the key of a sponsor: its name and office in plain letters, so that two spellings of marks are one payer.

    A NIP or NIK tells two of one name apart; only a short code of it is in the key, made for `office` alone.

    >>> sponsor_key("Ni Made Sari, S.Pd.", "Dinas Kesehatan")
    'ni-made-sari-s-pd.dinas-kesehatan'
    >>> sponsor_key("", "Dinas Kesehatan", "199606112024072916", "51.04 Pemerintah Kabupaten Gianyar")
    'sponsor.dinas-kesehatan.febb94ae'
    """
    code = number_code(number, office) if number else ""
    return ".".join(part for part in (_plain(name) or ("sponsor" if code else ""), _plain(opd), code) if part)


def number_code(number: str, office: str) -> str:
    """Give the short code by which a NIP or NIK stands in keys of one office."""
    return hmac.new(office.encode(), number.encode(), "sha256").hexdigest()[:8]


def same_but_for_number(key: str, other: str) -> bool:
    """Tell whether two keys have one name and office, and only one of them has the code of a number.

    >>> same_but_for_number("ni-made-sari.dinas-kesehatan", "ni-made-sari.dinas-kesehatan.febb94ae")
    True
    >>> same_but_for_number("ni-made-sari.dinas-kesehatan.0ac4d1b2", "ni-made-sari.dinas-kesehatan.febb94ae")
    False
    """
    shorter, longer = sorted((key, other), key=len)
    name, _, last = longer.rpartition(".")
    return name == shorter and _CODE.fullmatch(last) is not None


def _plain(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in niks.mask_numbers(text).lower()).split())


class PledgedWorker(NamedTuple):
    """A worker whom the form itself names."""

    nik: str
    """16 digits, "" where the form has none that can be used."""
    name: str


class Pledge(NamedTuple):
    """What one sponsor has promised, as the registry keeps it; months are yyyy-mm."""

    pledge_id: int
    sponsor_id: int
    nip: str
    """18 digits, "" unknown; of the sponsor, as all that follows to `village`."""
    nik: str
    """16 digits, "" unknown."""
    name: str
    opd: str
    phone: str
    village: str
    """as written, "" for none: whose people are offered when a place is free."""
    source: str
    """key of the funding source."""
    workers: int
    """places."""
    programmes: str
    first_month: str
    last_month: str
    """as pledged; `until` is what holds today."""
    amount: int | None
    """rupiah as the form says, None where it says none."""
    until: str
    """last month that holds, after an early end or a newer pledge in its place; before `first_month` for none."""
    ended_why: str
    """reason of an early end, "" for none."""
    ended_by: str
    replaced: bool
    """whether a newer pledge stands in its place."""
    file: str
    sheet: str
    row: int
    noted_at: str
    """ISO time with zone."""

    @property
    def shown_number(self) -> str:
        """The NIP, else the NIK, masked; "" for none.

        >>> Pledge(1, 1, "199606112024072916", *[""] * 6, 1, *[""] * 3, None, *[""] * 3, False, "", "", 1, "")\\
        ...     .shown_number
        'NIP 1996**************'
        """
        return shown_number(self.nip, self.nik)

    def holds(self, month: str) -> bool:
        """Tell whether it pays for a month."""
        return self.first_month <= month <= self.until

    def state(self, month: Month) -> str:
        """Give a key of STATES as of a month."""
        if self.until < self.first_month:
            return "replaced" if self.replaced else "ended"
        if str(month) < self.first_month:
            return "coming"
        if str(month) > self.until:
            return "ended"
        return "ending" if self.until <= str(month + _NOTICE) else "running"


_NOTICE = 2
"""Months before the end at which a pledge is said to end soon."""
STATES = {
    "coming": Text("belum mulai", "still to come"),
    "running": Text("berjalan", "running"),
    "ending": Text("segera berakhir", "ends soon"),
    "ended": Text("sudah berakhir", "ended"),
    "replaced": Text("diganti", "replaced"),
}


def shown_number(nip: str, nik: str) -> str:
    """Give a NIP, else a NIK, masked; "" for none."""
    if nip:
        return f"NIP {niks.mask(nip)}"
    return f"NIK {niks.mask(nik)}" if nik else ""


class SponsorBook:
    """The sponsors of the registry, found by what a roster or another form says of one."""

    def __init__(self, pledges: Iterable[Pledge], office: str) -> None:
        """`office` is what keys of this workspace are made for."""
        self._office = office
        self._by_number: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        named: dict[str, set[int]] = defaultdict(set)
        numbered: set[int] = set()
        for one in pledges:
            named[sponsor_key(one.name, one.opd)].add(one.sponsor_id)
            for number in filter(None, (one.nip, one.nik)):
                numbered.add(one.sponsor_id)
                self._by_number[number] = one.sponsor_id
                self._by_code[number_code(number, office)] = one.sponsor_id
        self._by_name = {key: who.copy().pop() for key, who in named.items() if key and len(who) == 1}
        self._numberless = {key: who.pop() for key, all_ in named.items() if key and len(who := all_ - numbered) == 1}

    def find(self, key: str) -> int | None:
        """Give the sponsor a roster's key means; None where no form named it, or two of one name did.

        A number decides; without one the only sponsor of that name and office is meant. A roster's number beside a form
        without any belongs to the one of that name.
        """
        name, _, last = key.rpartition(".")
        if name and _CODE.fullmatch(last):
            found = self._by_code.get(last)
            return found if found is not None else self._numberless.get(name)
        return self._by_name.get(key)

    def known(self, numbers: Sequence[str], name: str, opd: str) -> int | None:
        """Give the sponsor whom a form means by its NIP and NIK, else by name and office; None for a new one."""
        for number in filter(None, numbers):
            if number in self._by_number:
                return self._by_number[number]
        key = sponsor_key(name, opd)
        return self._numberless.get(key) if any(numbers) else self._by_name.get(key)


class Pledged(NamedTuple):
    """All that sponsors have promised."""

    pledges: tuple[Pledge, ...]
    """in the order they were noted."""
    book: SponsorBook
    named: dict[int, list[PledgedWorker]]
    """pledge -> the workers its form names."""

    def of(self, sponsor_id: int, source: str | None = None) -> list[Pledge]:
        """Give the pledges of a sponsor, of one source or of all, by first month."""
        mine = (one for one in self.pledges if one.sponsor_id == sponsor_id and source in {None, one.source})
        return sorted(mine, key=lambda one: (one.first_month, one.pledge_id))

    def newest(self, sponsor_id: int, month: str) -> Pledge:
        """Give the pledge that holds in a month, else the last before it, else the next."""
        mine = [one for one in self.of(sponsor_id) if one.until >= one.first_month] or self.of(sponsor_id)
        begun = [one for one in mine if one.first_month <= month]
        holding = [one for one in begun if one.holds(month)]
        return (holding or begun)[-1] if begun else mine[0]


class Promise(NamedTuple):
    """What a paper says of one sponsor's pledge in a month."""

    workers: int
    first: Month
    until: Month
    amount: int | None
    """rupiah pledged, None where the form says none."""
    state: str
    """key of STATES."""


def promise(there: Pledged, payer: str, month: Month) -> Promise | None:
    """Give what the sponsor with a payer's key has pledged for a month; None where it has pledged nothing for it."""
    who = there.book.find(payer)
    holding = [one for one in there.of(who) if one.holds(str(month))] if who is not None else []
    if not holding:
        return None
    newest = max(holding, key=lambda one: one.until)
    return Promise(
        sum(one.workers for one in holding),
        Month.parse(min(one.first_month for one in holding)),
        Month.parse(newest.until),
        total_pledged(holding),
        newest.state(month),
    )


def total_pledged(holding: Sequence[Pledge]) -> int | None:
    """Give the rupiah that forms pledge together; None where there is no form, or one of them says no amount."""
    amounts = [one.amount for one in holding if one.amount is not None]
    return sum(amounts) if amounts and len(amounts) == len(holding) else None


class PlacesHeld(NamedTuple):
    """What a sponsor has pledged and who fills it, in one month."""

    pledge: Pledge
    """the one that holds, else the last before."""
    until: str
    """last month (yyyy-mm) before fewer places are pledged than now; that of the pledge where none is pledged now."""
    places: int
    """pledged for the month, by all that hold."""
    filled: int
    """people the sponsor pays for."""
    beyond: int
    """people enrolled beyond the places, or after the end: nobody pays for them."""
    elsewhere: tuple[tuple[str, str, str, str], ...]
    """(name, title of the source, code and name of the village) of its workers whom another source pays for."""
    missing: tuple[str, ...]
    """names on the form that no roster enrols."""
    amount: int | None = None
    """rupiah on the forms of all that hold, None where none holds or a form says none."""

    @property
    def free(self) -> int:
        """Places that nobody fills."""
        return max(0, self.places - self.filled)
