"""One roster entering the registry: what it brings, what it replaces."""

from typing import NamedTuple

from jamsos_cli.model.worker import Worker


class RosterImport(NamedTuple):
    """An import as the registry remembers it."""

    file: str
    """path below the workspace with forward slashes, or the file's name from elsewhere."""
    sha256: str
    """of the file's bytes; a file is known by this and its terms, never by its name."""
    imported_at: str
    """ISO time with zone."""
    rows_read: int
    accepted: int
    rejected: int
    terms: str = ""
    """what the command line said of it, "from=2027-01 months=12"; the same file may enrol its people for new months."""
    sheets_refused: int = 0
    """sheets of which nobody could be judged."""


class Enrolled(NamedTuple):
    """An enrolment in force, as far as a new roster must know it."""

    enrolment_id: int
    person_id: int
    nik: str
    name: str
    birth_date: str
    source: str
    village: str
    village_name: str
    sponsor: str
    programmes: str
    first_month: str
    last_month: str
    file: str
    sheet: str
    row: int


class Cut(NamedTuple):
    """Months that an enrolment loses to a newer roster: `first` to `last`, both included.

    What lies before and after stays enrolled; an enrolment with nothing left is superseded, never deleted.
    """

    enrolment_id: int
    first: str
    last: str


class ImportPlan(NamedTuple):
    """What an import would do; made by steps.enrol, carried out by the registry in one transaction."""

    cuts: tuple[Cut, ...]
    enrol: tuple[Worker, ...]


class HeldRow(NamedTuple):
    """A row that one NIK under two names keeps out (D04), until somebody rules the names one person's."""

    sheet: str
    row: int
    nik: str
    """known to the registry as a key only."""


class Admission(NamedTuple):
    """An import of which rows were held for a NIK that has been ruled one person's since."""

    file: str
    sha256: str
    terms: str
    """what the command line said of it then."""
    first_month: str
    """yyyy-mm of rows that name none."""
    last_month: str
    """yyyy-mm up to which the import still holds, "" where no newer roster took months of it."""
    rows: frozenset[tuple[str, int]]
    """sheet and row."""
