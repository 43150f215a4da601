"""The registry as the runs see it: every method is one transaction of its own."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.audit import AuditEntry, AuditTrail
from jamsos_cli.model.ending import Ended, Ending
from jamsos_cli.model.exclusion import Entry, ExclusionList, Listed
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.model.pledge_form import NewPledge
from jamsos_cli.model.purge import Erased, Purgeable
from jamsos_cli.model.roster_import import Admission, Enrolled, HeldRow, ImportPlan, RosterImport
from jamsos_cli.model.ruling import Asked, Question, Ruling, Rulings
from jamsos_cli.model.sponsor import Pledge, PledgedWorker
from jamsos_cli.store import (
    audit,
    endings,
    exclusions,
    held,
    imports,
    memberships,
    nik_changes,
    persons,
    purging,
    reconciliations,
    rulings,
    sponsors,
)
from jamsos_cli.store.imports import Scope
from jamsos_cli.store.invoice_registry import InvoiceRegistry
from jamsos_cli.store.nik_changes import Span
from jamsos_cli.store.persons import PersonHistory, Summary
from jamsos_cli.store.rulings import Decided

if TYPE_CHECKING:
    import pandas as pd


class Registry(InvoiceRegistry):
    """Persons, enrolments, invoices and reconciliations; made by `open_registry`, never by hand.

    Months are `yyyy-mm`. Opened to read, all it gives is of one moment, and a saving method is a RegistryError.
    """

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

    def enrolled_nowhere(self, source: str, first: str, last: str, *, named: bool) -> list[Enrolled]:
        """Give what is in force in first..last for a source in no village, sorted by enrolment; no sponsor's.

        `named`: also under a name that is no village of the regency.
        """
        with self._transaction() as connection:
            return imports.enrolled_nowhere(connection, source, (first, last), named=named)

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

    def described(
        self, villages: Collection[str] | None = None, days: Collection[str] = (), cards: Collection[str] = ()
    ) -> "pd.DataFrame":
        """Give who is enrolled in force as DESCRIBED, sorted by enrolment.

        All of them, or those of some villages (codes, or names without a code), born on some days (yyyy-mm-dd) or on
        some family cards.
        """
        with self._transaction() as connection:
            return persons.described(connection, villages, days, cards)

    def described_by(self, enrolments: Iterable[int]) -> "pd.DataFrame":
        """Give enrolments in force, by their keys, as DESCRIBED, sorted."""
        with self._transaction() as connection:
            return persons.described_by(connection, enrolments)

    def save_import(
        self, record: RosterImport, plan: ImportPlan, waiting: Sequence[HeldRow] = (), first_month: str = ""
    ) -> bool:
        """Carry out a plan, all of it or nothing; gives whether anything was saved.

        `waiting` are rows that a ruling may let in later, `first_month` that of rows that name none. A file known
        under its terms changes nothing. A cut of what is no longer in force is a RegistryError.
        """
        with self._transaction() as connection:
            saved = imports.save(connection, record, plan)
            if saved is not None:
                held.keep(connection, saved, waiting, first_month)
            memberships.keep_memberships(connection)
            return saved is not None

    def admissions(self) -> list[Admission]:
        """Give the imports of which rows were held for a NIK that has been ruled one person's since."""
        with self._transaction() as connection:
            return held.admissions(connection)

    def contested(self, niks: Iterable[str]) -> frozenset[str]:
        """Give those of some NIKs that a held row (D04) of a roster in force has under another name."""
        with self._transaction() as connection:
            return held.contested(connection, niks)

    def enrolments(self, first: str, last: str) -> "pd.DataFrame":
        """Give the ENROLMENTS in force that share a month with first..last, sorted by enrolment_id.

        Persons ruled one have one key; a second membership has a key of its own in the months that it is ruled lawful
        for, but where all months are asked. An enrolment may come in pieces.
        """
        with self._transaction() as connection:
            return persons.enrolments(connection, first, last)

    def enrolled_twice(self, niks: Collection[str]) -> "pd.DataFrame":
        """Give ENROLMENTS in force, of all months, of people with more than one or with one of these NIKs, sorted."""
        with self._transaction() as connection:
            return persons.enrolled_twice(connection, niks)

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

    def question_keys(self, questions: Iterable[Question]) -> dict[Question, str]:
        """Give the key of every question: the same over runs, orders and files."""
        with self._transaction() as connection:
            return rulings.keys(connection, questions)

    def note_questions(self, asked: Sequence[Asked], at: str) -> None:
        """Remember what was asked (at: ISO time with zone), so that it can be decided by its key."""
        with self._transaction() as connection:
            rulings.note(connection, asked, at)

    def questions(self, beginning: str) -> list[Asked]:
        """Give the questions whose keys begin so, sorted by key."""
        with self._transaction() as connection:
            return rulings.find(connection, beginning)

    def questions_with(self, keys: Iterable[str]) -> dict[str, Asked]:
        """Give the questions with these whole keys; unknown keys are left out."""
        with self._transaction() as connection:
            return rulings.find_all(connection, keys)

    def rulings_in_force(self) -> dict[str, Ruling]:
        """Give the ruling that holds for each key that has one."""
        with self._transaction() as connection:
            return rulings.in_force(connection)

    def rulings_made(self) -> list[tuple[Asked, Ruling]]:
        """Give every ruling ever made, the newest first, with its question."""
        with self._transaction() as connection:
            return rulings.history(connection)

    def replay(self, month: str = "") -> Rulings:
        """Give what the rulings in force say; of those for months, the ones that hold in a month, "" for all."""
        with self._transaction() as connection:
            return rulings.replay(connection, month)

    def decide(self, decided: Sequence[Decided], at: str, seen: Mapping[str, Ruling]) -> None:
        """Add rulings, all of them or none; on a question with a ruling the new one supersedes it.

        `seen` are the rulings in force the deciding person knew of; where others hold by now, a RegistryError.
        """
        with self._transaction() as connection:
            rulings.decide(connection, decided, at, seen)
            memberships.keep_memberships(connection)

    def first_keys(self) -> dict[int, int]:
        """Give key -> the first key of the same person, where there are several: ruled one, or a second membership."""
        with self._transaction() as connection:
            return rulings.first_keys(connection)

    def current_keys(self) -> dict[int, int]:
        """Give person key -> the one that `enrolments` gives for it today, of keys that were ruled one."""
        with self._transaction() as connection:
            return rulings.current_keys(connection)

    def change_nik(self, made: NikChange) -> None:
        """Give a person another NIK; a UsageError when nobody has the old one, or somebody else the new one."""
        with self._transaction() as connection:
            nik_changes.change(connection, made)

    def nik_changes(self, month: str = "") -> list[NikChange]:
        """Give the changes of NIK in the order they were noted; those noted in a month (yyyy-mm) if asked."""
        with self._transaction() as connection:
            return nik_changes.changes(connection, month)

    def current_niks(self, niks: Iterable[str]) -> dict[str, str]:
        """Give former NIK -> the one its person has now, for those among `niks` that nobody has any more."""
        with self._transaction() as connection:
            return nik_changes.current(connection, niks)

    def nik_chains(self, niks: Iterable[str]) -> list[tuple[Span, ...]]:
        """Give all NIKs, oldest first, of everybody with one of these who has or had several."""
        with self._transaction() as connection:
            return nik_changes.chains(connection, niks)

    def person_history(self, nik: str) -> PersonHistory | None:
        """Give the story of the person who has this NIK, or else had it last; None when nobody did."""
        with self._transaction() as connection:
            return persons.history(connection, nik)

    def save_exclusions(self, record: ExclusionList, entries: Iterable[Entry]) -> int | None:
        """Take in a list whole; gives its number, or None where these bytes are in force as this kind already."""
        with self._transaction() as connection:
            return exclusions.save(connection, record, entries)

    def exclusion_lists(self) -> list[ExclusionList]:
        """Give every list, withdrawn ones too, by number."""
        with self._transaction() as connection:
            return exclusions.lists(connection)

    def exclusion_list(self, sha256: str, kind: str) -> int | None:
        """Give the list in force that came from these bytes as this kind, None when there is none."""
        with self._transaction() as connection:
            return exclusions.find_list(connection, sha256, kind)

    def withdraw_exclusions(self, number: int, at: str, why: str) -> bool:
        """Withdraw a list, at an ISO time with zone; gives whether it was in force. It is kept, and asked no more."""
        with self._transaction() as connection:
            return exclusions.withdraw(connection, number, at, why)

    def listed(self, niks: Collection[str], people: Collection[tuple[str, str]] = ()) -> list[Listed]:
        """Give the entries of lists in force for NIKs, and for (birth date, words of the name) without a NIK."""
        with self._transaction() as connection:
            return [*exclusions.listed_niks(connection, niks), *exclusions.listed_names(connection, people)]

    def enrolled_on_lists(self, first: str, last: str, number: int | None = None) -> "pd.DataFrame":
        """Give who is enrolled in first..last and on a list in force (or on one of them) as LISTED, candidates too."""
        with self._transaction() as connection:
            return exclusions.enrolled(connection, first, last, number)

    def billed_on_lists(self, month: str | None = None, number: int | None = None) -> "pd.DataFrame":
        """Give issued lines that a list in force bars in their month as QUESTIONED, candidates by name too."""
        with self._transaction() as connection:
            return exclusions.billed(connection, month, number)

    def record(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries at the end of the audit trail."""
        with self._transaction() as connection:
            audit.record(connection, list(entries))

    def audit_trail(self) -> AuditTrail:
        """Give the whole audit trail, every hash computed again."""
        with self._transaction() as connection:
            return audit.trail(connection)

    def end_cover(self, made: Sequence[Ending]) -> list[Ending]:
        """Add endings of cover, all of them or none; gives those that are new.

        Who has ended for this month and reason already is passed over; another month or reason, or a NIK of nobody, is
        a UsageError.
        """
        with self._transaction() as connection:
            return endings.end(connection, made)

    def return_to_cover(self, made: Ending) -> Ending:
        """Close the ending in force of a person from a month on, its own first month to take it back; gives it.

        A UsageError where nobody has the NIK, nothing has ended, or the month lies before the ending.
        """
        with self._transaction() as connection:
            return endings.close(connection, made)

    def endings(self, niks: Collection[str] | None = None) -> list[Ended]:
        """Give the endings of these people (all: None) and when they were closed, in the order they were noted."""
        with self._transaction() as connection:
            return endings.found(connection, niks)

    def ended(self, month: str) -> frozenset[int]:
        """Give the persons whose cover has ended in a month, by the first key of each."""
        with self._transaction() as connection:
            return endings.ended(connection, month)

    def pledges(self) -> list[Pledge]:
        """Give every pledge of sponsors ever made with what holds of it today, in the order they were noted."""
        with self._transaction() as connection:
            return sponsors.pledges(connection) if sponsors.any_pledge(connection) else []

    def pledged_workers(self) -> dict[int, list[PledgedWorker]]:
        """Give pledge -> the workers that its form names."""
        with self._transaction() as connection:
            return sponsors.workers(connection)

    def save_pledges(self, new: Sequence[NewPledge], noted_at: str) -> None:
        """Add pledges (noted_at: ISO time with zone) with the sponsors that are new, all or nothing."""
        with self._transaction() as connection:
            sponsors.save(connection, new, noted_at)

    def end_pledge(self, pledge_id: int, last_month: str, *, why: str, by: str, at: str) -> None:
        """End a pledge with a month (yyyy-mm); the last that was said of it holds."""
        with self._transaction() as connection:
            sponsors.end(connection, pledge_id, last_month, why=why, by=by, at=at)

    def purgeable(self, nik: str | None = None) -> list[Purgeable]:
        """Give everybody who is not erased yet, or the one who has or had a NIK, with last cover and last invoice."""
        with self._transaction() as connection:
            return purging.purgeable(connection, nik)

    def to_be_erased(self, persons: Collection[int]) -> Erased:
        """Count what erasing these persons would take."""
        with self._transaction() as connection:
            return purging.count(connection, persons)

    def erase(self, persons: Sequence[int], *, at: str, by: str, reason: str, before: str) -> Erased:
        """Erase the personal data of these persons, all or nothing; money, months and keys stay.

        An issued invoice that does not fit its hash already is a RegistryError.
        """
        with self._transaction() as connection:
            return purging.erase(connection, persons, at=at, by=by, reason=reason, before=before)

    def summary(self) -> Summary:
        """Count everything."""
        with self._transaction() as connection:
            return persons.summary(connection)
