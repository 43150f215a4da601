"""A roster as it was sent, for whoever asks how it was read or what became of an earlier one."""

from typing import NamedTuple

from jamsos_cli.model.layout import Recognised


class ColumnRead(NamedTuple):
    """One heading of a sheet and what it was taken for."""

    sheet: str
    cell: str
    """of the heading; of a list without one, the letters of the column."""
    heading: str
    """as written, "" where the column is fixed and has none."""
    field: str | None
    """None where no field claims it, or another column has the field already."""
    recognised: Recognised | None
    example: str
    """the first value below it, as written."""


class SentRow(NamedTuple):
    """One worker row, accepted or not, as far as it says who is meant."""

    sheet: str
    row: int
    nik: str
    """usable, else ""."""
    digits: str
    """the NIK as written, blanks and marks taken away."""
    name: str
    birth_date: str
    """yyyy-mm-dd as the roster has it, "" where it has none."""
    accepted: bool
    cells: tuple[tuple[str, str, str], ...] = ()
    """(field, cell, value as written) of every column read."""

    def cell(self, field: str | None) -> str | None:
        """Give the address of a field's cell, else that of the NIK; None where neither has a column."""
        at = {name: cell for name, cell, _ in self.cells}
        return at.get(field or "", at.get("nik"))

    @property
    def written(self) -> dict[tuple[str, int], str]:
        """What the row says, but for its running number; further parts of an address are counted."""
        said: dict[tuple[str, int], str] = {}
        for name, _, value in self.cells:
            if name != "number" and value:
                said[name, sum(known == name for known, _ in said)] = value
        return said
