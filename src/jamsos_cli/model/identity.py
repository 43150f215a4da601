"""Who a roster row says it is: what duplicates are found by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from jamsos_cli.model.place import Place


class Identity(NamedTuple):
    """A row with a usable NIK, whatever else is wrong with it."""

    nik: str
    name: str
    birth_date: str
    """yyyy-mm-dd as the roster has it, "" where it has none."""
    accepted: bool
    place: Place
    """with the cell of the NIK."""
    sex: str = ""
    """L or P, as the roster has it or else the NIK."""
    village: str = ""
    """its code where it is known, else as written."""
    mother: str = ""
    phone: str = ""
    family_card: str = ""
    """16 digits, "" when not known; a house shares it."""


@dataclass(slots=True)
class People(Sequence[Identity]):
    """Everybody of one file: a list a fact, so that thousands travel between processes as a few lists."""

    file: str
    niks: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    accepted: list[bool] = field(default_factory=list)
    sheets: list[str | None] = field(default_factory=list)
    columns: list[str | None] = field(default_factory=list)
    """letters of the NIK's column."""
    rows: list[int] = field(default_factory=list)
    sexes: list[str] = field(default_factory=list)
    villages: list[str] = field(default_factory=list)
    mothers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    family_cards: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    """keys of who would pay, "" where nobody says; like the two below, not part of an Identity."""
    first_months: list[str] = field(default_factory=list)
    """yyyy-mm the row asks for, "" where it leaves that to the file."""
    months: list[int] = field(default_factory=list)
    """how many, 0 where the row leaves that to the source."""

    def __len__(self) -> int:
        return len(self.niks)

    @overload
    def __getitem__(self, index: int) -> Identity: ...

    @overload
    def __getitem__(self, index: slice) -> list[Identity]: ...

    def __getitem__(self, index: int | slice) -> Identity | list[Identity]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        column, row = self.columns[index], self.rows[index]
        place = Place(self.file, self.sheets[index], row, f"{column}{row}" if column else None)
        return Identity(
            self.niks[index], self.names[index], self.birth_dates[index], self.accepted[index], place,
            self.sexes[index], self.villages[index], self.mothers[index], self.phones[index], self.family_cards[index],
        )  # fmt: skip

    def __iter__(self) -> Iterator[Identity]:
        places = zip(self.sheets, self.columns, self.rows, strict=True)
        there = (Place(self.file, sheet, row, f"{column}{row}" if column else None) for sheet, column, row in places)
        return map(
            Identity, self.niks, self.names, self.birth_dates, self.accepted, there,
            self.sexes, self.villages, self.mothers, self.phones, self.family_cards,
        )  # fmt: skip
