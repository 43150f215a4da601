"""Funding sources: who pays, in which order, under which reading of the relief. They are data in jamsos.toml."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from jamsos_cli.model.month import Month
from jamsos_cli.model.schema import Bounds

Key = Annotated[str, Bounds(pattern="^[a-z][a-z0-9_]*$")]
Months = Literal["year_end", 1, 2, 3, 6, 12]
_NO_QUOTAS: dict[str, int] = {}


class SourceKind(StrEnum):
    """What the law calls the money."""

    APBD = "apbd"
    DANA_DESA = "dana_desa"
    SPONSOR = "sponsor"
    OTHER = "other"


class Payer(StrEnum):
    """Who gets the invoice."""

    REGENCY = "regency"
    VILLAGE = "village"
    SPONSOR = "sponsor"


class Relief(StrEnum):
    """How the 50% relief of PP 50/2025 treats what a source pays; `undecided` bills the full tariff and says so."""

    EXCLUDED = "excluded"
    INCLUDED = "included"
    UNDECIDED = "undecided"


class Accounts(NamedTuple):
    """Budget accounts (kode rekening), one a programme; empty where the office has not said."""

    jkk: str = ""
    jkm: str = ""
    jht: str = ""


class Source(NamedTuple):
    """One funding source of the settings."""

    key: Key
    """how files, folders and commands name it."""
    title: str
    """how papers name it."""
    kind: SourceKind
    payer: Payer
    order: Annotated[int, Bounds(ge=1, le=9999)]
    """the lower pays first when two sources have the same person and month."""
    relief: Relief
    programmes: Literal["JKK+JKM", "JKK+JKM+JHT"] = "JKK+JKM"
    """what a row without a programme gets."""
    months: Months = "year_end"
    """how long a row without a period is enrolled: a number of months, or to December of its first year."""
    names: tuple[str, ...] = ()
    """other spellings in a SUMBER DANA column; case and marks do not matter."""
    accounts: Accounts = Accounts()
    quota: Annotated[int, Bounds(ge=0, le=1000000)] = 0
    """people a village it pays for in a month; 0: no limit."""
    quotas: dict[str, Annotated[int, Bounds(ge=0, le=1000000)]] = _NO_QUOTAS
    """village, by code or name -> another number of people."""
    priority: Literal["entry", "decile"] = "entry"
    """who gets a free place first: who entered first, or the lowest welfare decile (then who entered first)."""

    def __hash__(self) -> int:
        """Leave out the table of quotas, which has none."""
        return hash((self.key, self.order))

    @property
    def public(self) -> bool:
        """Whether it is a public purse (APBD, Dana Desa, other), of which one a person and month may pay."""
        return self.kind is not SourceKind.SPONSOR


def months_from(first: Month, usual: Months) -> int:
    """Give how many months a source enrols from the first one on: so many as usual, or to December."""
    return first.until(Month(first.year, 12)) if usual == "year_end" else usual


def titles_of(sources: Iterable[Source]) -> dict[str, str]:
    """Give key -> title, in the order given."""
    return {source.key: source.title for source in sources}


def sponsor_keys(sources: Iterable[Source]) -> list[str]:
    """Give the keys of the sources that sponsors pay, in the order given."""
    return [source.key for source in sources if source.payer is Payer.SPONSOR]


DEFAULT_SOURCES = (
    Source(
        key="apbd", title="APBD", kind=SourceKind.APBD, payer=Payer.REGENCY, order=1, relief=Relief.EXCLUDED,
        names=("APBD Kabupaten", "APBD Kota", "APBD Perubahan", "APBD-P", "Pemkab", "Pemkot", "PBI", "PBI APBD"),
        accounts=Accounts(jkk="5.1.02.02.02.0006", jkm="5.1.02.02.02.0007"),
    ),
    Source(
        key="dana_desa", title="Dana Desa", kind=SourceKind.DANA_DESA, payer=Payer.VILLAGE, order=2,
        relief=Relief.UNDECIDED, names=("DD", "DDS", "APBDes", "APB Desa", "Dana Desa (APBDes)"),
    ),
    Source(
        key="sertakan", title="SERTAKAN", kind=SourceKind.SPONSOR, payer=Payer.SPONSOR, order=3,
        relief=Relief.INCLUDED, names=("Sponsor", "SERTAKAN Sponsor", "Donatur", "Sejahterakan Pekerja Sekitar Anda"),
    ),
)  # fmt: skip
