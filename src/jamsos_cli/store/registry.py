"""The registry as the runs see it: every method is one transaction of its own."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from jamsos_cli.model.roster_import import Enrolled, ImportPlan, RosterImport
from jamsos_cli.store import imports, invoices, persons, reconciliations
from jamsos_cli.store.imports import Scope
from jamsos_cli.store.persons import PersonHistory, Summary

if TYPE_CHECKING:
    import pandas as pd


class Registry:
    """Persons, enrolments, invoices and reconciliations; made by `open_registry`, never by hand.

    Months are `yyyy-mm`. Opened to read, all it gives is of one moment, and a saving method is a RegistryError.
    """

    def __init__(self, connection: Connection, *, write: bool) -> None:
        self._connection = connection
        self._write = write

    def imported(self, sha256: str, terms: str = "") -> RosterImport | None:
        """Give the last import of a file with these bytes under these terms, without terms under any; else None."""
        with self._transaction() as connection:
            return imports.find_import(connection, sha256, terms)

    def enrolled(
        self, source: str, scopes: Collection[str], first: str, last: str, *, by: Scope = "village"
    ) -> list[Enrolled]:
        """Give what is in force for a source and shares a month with first..last, sorted by enrolment.

        `scopes`: village codes (names for villages without a code), or with by="sponsor" keys of sponsors.
        """
        with self._transaction() as connection:
            return imports.enrolled(connection, source, scopes, (first, last), by)

    def enrolled_from(self, file: str, first: str, last: str) -> list[Enrolled]:
        """Give what is in force in first..last and came from rosters of this name, sorted by enrolment."""
        with self._transaction() as connection:
            return imports.enrolled_from(connection, file, (first, last))

    def enrolled_by_bytes(self, hashes: Iterable[str]) -> frozenset[int]:
        """Give the keys of the enrolments in force that came from files with these SHA-256, whatever their names."""
        with self._transaction() as connection:
            return imports.enrolled_by_bytes(connection, hashes)

    def known(self, niks: Collection[str], first: str, last: str) -> list[Enrolled]:
        """Give what is in force in first..last for the people with these NIKs today, whoever pays."""
        with self._transaction() as connection:
            return imports.known(connection, niks, (first, last))

    def enrolled_born_by(self, day: str) -> frozenset[str]:
        """Give the NIKs of people ever enrolled who were born by a day (yyyy-mm-dd): who is in may stay past 65."""
        with self._transaction() as connection:
            return persons.enrolled_born_by(connection, day)

    def described(self, villages: Collection[str] | None = None, days: Collection[str] = ()) -> "pd.DataFrame":
        """Give who is enrolled in force as DESCRIBED, sorted by enrolment.

        All of them, or those of some villages (codes, or names without a code) or born on some days (yyyy-mm-dd).
        """
        with self._transaction() as connection:
            return persons.described(connection, villages, days)

    @contextmanager
    def many(self) -> Iterator[None]:
        """Let the disk gather many saves, each still a transaction: what is saved inside is on the disk at the end.

        A power cut before may lose the last of them whole, never in part and never an earlier one alone.
        """
        driver = self._connection.connection.cursor()  # beside SQLAlchemy, which would begin a transaction
        driver.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            driver.execute("PRAGMA synchronous = FULL")
            driver.execute("PRAGMA wal_checkpoint(FULL)")
            driver.close()

    def save_import(self, record: RosterImport, plan: ImportPlan) -> bool:
        """Carry out a plan, all of it or nothing; gives whether anything was saved.

        A file known under its terms changes nothing. A cut of what is no longer in force is a RegistryError.
        """
        with self._transaction() as connection:
            return imports.save(connection, record, plan)

    def enrolments(self, first: str, last: str) -> "pd.DataFrame":
        """Give the ENROLMENTS in force that share a month with first..last, sorted by enrolment_id."""
        with self._transaction() as connection:
            return persons.enrolments(connection, first, last)

    def billed(self, month: str) -> "pd.DataFrame":
        """Give all lines for an iuran month as BILLED, drafts too, sorted by source, payer and person."""
        with self._transaction() as connection:
            return invoices.billed(connection, month)

    def billed_months(self, pairs: Collection[tuple[str, str]]) -> "pd.DataFrame":
        """Give the lines of (NIK, iuran month) pairs as BILLED; pairs that were not billed give none."""
        with self._transaction() as connection:
            return invoices.billed_months(connection, pairs)

    def invoices(self, month: str) -> "pd.DataFrame":
        """Give the INVOICES made for a month, drafts and issued, sorted by source and payer."""
        with self._transaction() as connection:
            return invoices.invoices(connection, month)

    def save_drafts(self, month: str, lines: "pd.DataFrame") -> None:
        """Replace the month's drafts by one a (source, payer) from LINES.

        Person-months that stand on an issued invoice, or on a draft of another month, are left out.
        """
        with self._transaction() as connection:
            invoices.save_drafts(connection, month, lines)

    def issue(self, month: str, day: str, number: Callable[[int, str], str]) -> "pd.DataFrame":
        """Number and freeze the month's drafts, by source and payer; gives those just issued as INVOICES.

        `number(sequence, source key)` makes the text; the sequence counts on in the calendar year of `day`
        (yyyy-mm-dd) and is never used again. A number given before is a SettingsError.
        """
        with self._transaction() as connection:
            return invoices.issue(connection, month, day, number)

    def verify(self) -> tuple[str, ...]:
        """Give the numbers of issued invoices that no longer fit their hash; none is as it should be."""
        with self._transaction() as connection:
            return invoices.altered(connection)

    def save_reconciliation(
        self, month: str, statements: Sequence[tuple[str, str]], matches: "pd.DataFrame", read_at: str
    ) -> None:
        """Replace the month's result: statements as (file, sha256), MATCHES in their order, ISO time with zone."""
        with self._transaction() as connection:
            reconciliations.save(connection, month, statements, matches, read_at)

    def reconciliation(self, month: str) -> "pd.DataFrame | None":
        """Give the month's MATCHES in the order they were saved; None when it was never reconciled."""
        with self._transaction() as connection:
            return reconciliations.load(connection, month)

    def statement_month(self, sha256: str) -> str | None:
        """Give the month whose result a statement with these bytes stands behind, None when there is none."""
        with self._transaction() as connection:
            return reconciliations.statement_month(connection, sha256)

    def person_history(self, nik: str) -> PersonHistory | None:
        """Give the story of the person who has this NIK, or else had it last; None when nobody did."""
        with self._transaction() as connection:
            return persons.history(connection, nik)

    def summary(self) -> Summary:
        """Count everything."""
        with self._transaction() as connection:
            return persons.summary(connection)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A writer commits at the end of each method; a reader stays in one transaction until it closes."""
        if self._write:
            with self._connection.begin():
                yield self._connection
        else:
            yield self._connection
