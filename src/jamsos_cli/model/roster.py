"""A roster as read: what stands where, not yet judged."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from jamsos_cli.model.place import column_letters
from jamsos_cli.model.programme import Programmes, read_programmes
from jamsos_cli.model.wording import Text

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


OWN_SHEET = "· jamsos"
"""How the first cell of a sheet ends that jamsos itself put beside a roster: instructions, lists of choices."""


class Trouble(NamedTuple):
    """Why a file gives no rows at all; a fact, judged by rules.file_readable."""

    kind: Literal["unreadable", "encrypted", "too_large"]
    cause: Text


class Row(NamedTuple):
    """One row of a sheet: its number as Excel shows it, and its values from column A on."""

    number: int
    values: tuple[CellValue, ...]

    def at(self, column: int) -> CellValue:
        """Give the value in a column (from 0); None where the row ends before it."""
        return self.values[column] if column < len(self.values) else None

    def texts(self) -> list[str]:
        """Give what stands in its cells, as `at_a_glance`; without the blank ones."""
        return [text for value in self.values if (text := at_a_glance(value))]


class Marks(NamedTuple):
    """What a sheet says beside its values; of .xls and .xlsb it is not known which formulas were calculated."""

    hidden: frozenset[int] = frozenset()
    """numbers of hidden rows."""
    errors: dict[str, str] = {}  # noqa: RUF012  read only
    """cell -> "#REF!"."""
    uncalculated: frozenset[str] = frozenset()
    """cells with a formula and no stored result."""
    surplus: dict[int, str] = {}  # noqa: RUF012  read only
    """CSV only: row -> the first filled cell beyond the heading's last column."""
    from_1904: bool = False
    """days are counted from 1904, as Excel for Mac did; cells formatted as dates are read so already."""
    merged: tuple[tuple[int, int, int], ...] = ()
    """cells merged over several rows: (column from 0, first row, last row), of the first column alone."""


NO_MARKS = Marks()


class Grid(NamedTuple):
    """One sheet as a reader gives it: the rows that hold anything, in order."""

    name: str
    """"" for CSV."""
    hidden: bool
    rows: tuple[Row, ...]
    marks: Marks = NO_MARKS


class Skipped(NamedTuple):
    """A row with text that is no worker: JUMLAH, a label, a signature, a repeated heading, column numbers."""

    number: int
    text: str


class RosterSheet(NamedTuple):
    """One sheet whose heading was looked for, or one of several tables below each other on it."""

    name: str
    heading_row: int | None
    """row of the (last) heading line, None when none was recognised."""
    columns: dict[str, int]
    """field -> column from 0; empty without a heading."""
    address_parts: tuple[int, ...] = ()
    """columns that are parts of the address: banjar, dusun, RT/RW."""
    unread: tuple[tuple[int, str], ...] = ()
    """columns that no field claims, with their headings."""
    claimed_twice: tuple[tuple[str, int, str], ...] = ()
    """(field, column, heading) of every further column that claims a field already taken."""
    missing: tuple[str, ...] = ()
    """required fields a partial heading lacks."""
    titles: dict[str, str] = {}  # noqa: RUF012  read only
    """what the lines above the heading say: village, district, source, sponsor, opd, programmes."""
    workers: tuple[Row, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    marks: Marks = NO_MARKS
    sex_codes: frozenset[str] = frozenset()
    """one-letter codes in the sex column."""
    hidden: bool = False
    blank: bool = False
    """no long number anywhere: instructions, a summary, nothing."""
    headings: dict[int, str] = {}  # noqa: RUF012  read only
    """column -> heading as written."""
    heading_lines: frozenset[str] = frozenset()
    """bare texts of the heading's lines, one cell each."""
    fields: dict[int, str] = {}  # noqa: RUF012  read only
    """column -> field it claims."""
    together: dict[int, int] = {}  # noqa: RUF012  read only
    """column of a field that several hold together -> the first of them, where the field is."""
    ours: bool = False
    """a sheet of the blank roster beside the list itself."""
    width: int = 0
    """CSV only: fields of the heading, the empty ones too."""
    headless: bool = False
    """no heading, yet several rows hold a NIK beside a text: workers that would be lost unseen."""
    shape: Text | None = None
    """why a sheet with people is not read: turned round, side by side, on two rows, a list of the dead."""
    taken_from: dict[int, int] = {}  # noqa: RUF012  read only
    """column that the sheet does not have -> the column from whose cells its values were taken."""
    continued: bool = False
    """a further table of the same sheet, below the one before."""
    told: bool = False
    """its heading is that of the table above, where everything about the heading is said."""

    @property
    def titled_programmes(self) -> Programmes | None:
        """The programmes that the lines above the heading name for all below; None where they name none for certain."""
        said = self.titles.get("programmes")
        return read_programmes(said) if said else None

    def value(self, row: Row, field: str) -> CellValue:
        """Give what a row holds for a field; None where the sheet has no such column or the row ends before it."""
        index = self.columns.get(field)
        return None if index is None else row.at(index)

    def cell(self, row: Row, field: str) -> str | None:
        """Give the address of a field's cell in a row, "B7"."""
        index = self.columns.get(field)
        return None if index is None else f"{self.letters(index)}{row.number}"

    def letters(self, index: int) -> str:
        """Give the letters of a column, of one that was taken from another those of the other."""
        return column_letters(self.taken_from.get(index, index))


class RosterFile(NamedTuple):
    """One file: its sheets, or the trouble that kept it from being read."""

    file: str
    sha256: str
    sheets: tuple[RosterSheet, ...]
    trouble: Trouble | None = None
    macros: bool = False
    """it carries macros, which are never run."""

    @property
    def headed(self) -> list[RosterSheet]:
        """The sheets, or tables of one, that have a heading."""
        return [sheet for sheet in self.sheets if sheet.heading_row is not None]


def figures(text: str) -> str:
    """Give a text with its digits as 0 to 9, whatever script they are in; never for a NIK, which is N03.

    >>> figures("１２-03-١٩٨٠")
    '12-03-1980'
    """
    return text if text.isascii() else "".join(str(unicodedata.decimal(c, c)) for c in text)


_GLANCE = 500
"""characters that say what a row is; patterns over the 32.767 of a full cell can take hours."""


def at_a_glance(value: CellValue) -> str:
    """Give a cell as one looks over a row to see what it is: blanks single, the end of a long text left out."""
    return " ".join(shown(value).split())[:_GLANCE]


def shown(value: CellValue) -> str:
    """Give a cell as the clerk sees it: whole numbers without .0, dates as dd-mm-yyyy."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    return str(value)
