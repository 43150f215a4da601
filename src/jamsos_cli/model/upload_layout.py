"""What a file for the insurer looks like: a sheet, its columns in order, and where each value comes from; all data."""

from typing import Annotated, Literal, NamedTuple

from jamsos_cli.model.schema import Bounds, MistakeError, Passes

Origin = Literal[
    "nik", "name", "birth_date", "sex", "phone", "mother", "address", "village", "village_name", "occupation",
    "income", "source", "programmes", "first_month", "last_month", "sponsor_name", "opd", "number", "basis",
]  # fmt: skip
"""A column of BILLED_PEOPLE, or `number` (1, 2, 3) or `basis` (the wage of the income band, the lowest if unknown)."""
DATES = ("birth_date", "first_month", "last_month")
"""Which of them can be written as a day."""


class UploadColumn(NamedTuple):
    """One column of an upload file."""

    heading: Annotated[str, Bounds(min_length=1)]
    origin: Origin | None = None
    value: str | None = None
    """fixed text, "" for an empty column."""
    date: bool = False
    """written as dd-mm-yyyy: a day as it is, a first month as its first day, a last month as its last."""
    default: str = ""
    """where the origin is empty."""
    required: bool = False
    """whether it is told when somebody has nothing here; who lacks it is in the file all the same."""


def _columns_right(columns: tuple[UploadColumn, ...]) -> tuple[UploadColumn, ...]:
    seen: set[str] = set()
    for place, column in enumerate(columns):
        if column.heading in seen:
            said = (f"judul {column.heading!r} sudah ada", f"heading {column.heading!r} is there already")
            raise MistakeError(*said, at=(place, "heading"))
        seen.add(column.heading)
        if (column.origin is None) == (column.value is None):
            said = ("isi salah satu: origin atau value", "needs either origin or value")
            raise MistakeError(*said, at=(place, "origin"))
        if column.date and column.origin not in DATES:
            said = (f"date hanya untuk {', '.join(DATES)}", f"date is for {', '.join(DATES)} only")
            raise MistakeError(*said, at=(place, "date"))
    return columns


class UploadLayout(NamedTuple):
    """One upload file of the insurer's."""

    title: str
    """what it is for, for people."""
    sheet: Annotated[str, Bounds(pattern=r"^[^\[\]:*?/\\']{1,31}$")]
    columns: Annotated[tuple[UploadColumn, ...], Bounds(min_length=1), Passes(_columns_right)]
