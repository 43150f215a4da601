"""Issued invoices and a registry that changes: corrected on later ones, cancelled, never billed twice, balanced."""

import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empty_registry import put_registry
from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.model.roster_import import Cut, ImportPlan, RosterImport
from jamsos_cli.model.worker import Worker
from jamsos_cli.reports.corrections import corrections, with_credit
from jamsos_cli.reports.invoice import invoice_rows
from jamsos_cli.runs.cancelling import cancel
from jamsos_cli.runs.invoicing import Invoiced, bill, shown
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Limits, Settings
from jamsos_cli.store import Registry, open_registry

START = Month(2026, 1)
# What a person costs a month, by hand from PP 44/2015 and PP 50/2025: APBD in full, a sponsor half from April.
COST = {
    (source, number): (5_000, 3_400) if source == "sertakan" and number >= 4 else (10_000, 6_800)
    for source in ("apbd", "sertakan")
    for number in range(1, 13)
}


def month_of(number: int) -> Month:
    return START + (number - 1)


def worker(person: int, source: str, first: int) -> Worker:
    return Worker(
        file=f"{source}.csv", sheet="", row=person + 1, nik=f"510403120380{person:04d}", name=f"NI MADE {person}",
        birth_date="1980-03-12", sex="P", village="51.04.03.2001", village_name="Batubulan", address="",
        occupation="petani", sector="other", income=None, phone="", mother="", source=source,
        programmes="JKK+JKM", first_month=str(month_of(first)), months=13 - first,
        sponsor="" if source == "apbd" else "dinas", sponsor_name="" if source == "apbd" else "Dinas", opd="",
    )  # fmt: skip


class Reckoning:
    """The same office, kept by hand: who is enrolled, which lines are in force, what credit is left."""

    def __init__(self) -> None:
        self.enrolled: list[tuple[int, str, int, int]] = []
        self.force: dict[tuple[int, int], tuple[str, int]] = {}
        self.documents: list[dict] = []
        self.credit: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def roster(self, source: str, people: set[int], first: int) -> None:
        """A list replaces all that its source had from a month on."""
        kept = [(p, s, f, min(t, first - 1)) if s == source else (p, s, f, t) for p, s, f, t in self.enrolled]
        self.enrolled = [one for one in kept if one[2] <= one[3]] + [(p, source, first, 12) for p in sorted(people)]

    def owed(self, person: int, number: int) -> str | None:
        sources = {s for p, s, f, t in self.enrolled if p == person and f <= number <= t}
        paying = self.force.get((person, number), ("", 0))[0]
        return paying if paying in sources else min(sources, default=None)

    def may_still_be_paid(self, person: int, number: int, now: int, source: str) -> bool:
        if number < now - 3:
            return False
        earlier = [n for (p, n) in self.force if p == person and n < number]
        later = [n for (p, n) in self.force if p == person and number < n < now]
        begin = max(earlier) + 1 if earlier else min(
            f for p, s, f, t in self.enrolled if (p, s) == (person, source) and f <= number <= t
        )  # fmt: skip
        return min([*later, now]) - begin <= 3

    def issue(self, now: int) -> None:
        closed = {d["month"] for d in self.documents if not d["cancelled"]}
        people = {p for p, *_ in self.enrolled}
        debits: dict[str, list[tuple[int, int]]] = defaultdict(list)
        credits_: dict[str, list[tuple[int, int]]] = defaultdict(list)
        if now >= max(closed, default=0):
            late = [
                (p, n, self.owed(p, n))
                for p in people
                for n in closed
                if n < now and (p, n) not in self.force and self.lines_in(n)
            ]
            late = [(p, n, s) for p, n, s in late if s and self.may_still_be_paid(p, n, now, s)]
            for (p, n), (source, _) in self.force.items():
                if n <= now and self.owed(p, n) != source:
                    credits_[source].append((p, n))
                    if n < now and self.owed(p, n):
                        debits[str(self.owed(p, n))].append((p, n))
            for p, n, source in late:
                debits[source].append((p, n))
        taken = {key for keys in credits_.values() for key in keys}
        for p in people:
            if self.owed(p, now) and ((p, now) not in self.force or (p, now) in taken):
                debits[str(self.owed(p, now))].append((p, now))
        for key in taken:
            self.documents[self.force.pop(key)[1]]["corrected"] = True
        for source in sorted({*debits, *credits_}):
            self._document(now, source, debits[source], credits_[source])

    def lines_in(self, number: int) -> bool:
        return any(n == number for _, n in self.force)

    def _document(self, now: int, source: str, debits: list, credits_: list) -> None:
        cost = [sum(COST[source, n][i] for _, n in debits) for i in (0, 1)]
        back = [sum(COST[source, n][i] for _, n in credits_) for i in (0, 1)]
        used = [min(c, b + left) for c, b, left in zip(cost, back, self.credit[source], strict=True)]
        self.credit[source] = [left + b - u for left, b, u in zip(self.credit[source], back, used, strict=True)]
        self.documents.append(
            {"month": now, "source": source, "due": sum(cost) - sum(used), "used": used, "cancelled": False,
             "corrected": False, "lines": len(debits)}
        )  # fmt: skip
        for key in debits:
            self.force[key] = (source, len(self.documents) - 1)

    def cancel(self, place: int) -> bool:
        one = self.documents[place]
        if one["cancelled"] or one["corrected"] or not one["lines"]:
            return False
        one["cancelled"] = True
        self.credit[one["source"]] = [a + b for a, b in zip(self.credit[one["source"]], one["used"], strict=True)]
        self.force = {key: line for key, line in self.force.items() if line[1] != place}
        return True

    def right(self) -> dict[tuple[int, int], int]:
        """Rupiah of every line in force."""
        return {(p, n): sum(COST[source, n]) for (p, n), (source, _) in self.force.items()}


def enter(registry: Registry, source: str, people: set[int], first: int, sha: int) -> None:
    """Import a list that replaces all that its source had from a month on."""
    there = registry.enrolments(str(month_of(first)), "2026-12")
    there = there[there["source"] == source]
    cuts = tuple(Cut(key, str(month_of(first)), "2026-12") for key in there["enrolment_id"].tolist())
    record = RosterImport(f"{source}.csv", f"{sha:064d}", "2026-01-01T08:00:00+08:00", len(people), len(people), 0)
    registry.save_import(record, ImportPlan(cuts, tuple(worker(p, source, first) for p in sorted(people))))


def issued(registry: Registry, office: Workspace, number: int, *, issue: bool = True, take: bool = True) -> Invoiced:
    month = str(month_of(number))
    enrolments = registry.enrolments(month, month)
    return bill(registry, office, month_of(number), enrolments, issue=issue, corrections=take)


def in_force(registry: Registry) -> dict[tuple[int, int], int]:
    found = {}
    for number in range(1, 8):
        lines = registry.billed(str(month_of(number)))
        lines = lines[lines["status"] == "issued"]
        assert lines["person_id"].is_unique
        found |= {
            (int(nik[-4:]), number): total for nik, total in zip(lines["nik"], lines["total"].tolist(), strict=True)
        }
    return found


def dues(registry: Registry, office: Workspace) -> list[dict]:
    """All issued invoices in order of their numbers."""
    rows = []
    for number in range(1, 8):
        made = shown(registry, month_of(number))
        rows += with_credit(invoice_rows(made.invoices, office.settings.sources), made.books)
    return sorted((row for row in rows if row["number"]), key=lambda row: row["invoice_id"])


def check(registry: Registry, office: Workspace, reckoning: Reckoning) -> None:
    assert in_force(registry) == reckoning.right()
    rows = dues(registry, office)
    assert len({row["number"] for row in rows}) == len(rows) == len(reckoning.documents)
    assert sorted((row["source"], row["month"], row["due"]) for row in rows) == sorted(
        (d["source"], str(month_of(d["month"])), 0 if d["cancelled"] else d["due"]) for d in reckoning.documents
    )
    balances = registry.balances()
    left = {row["source"]: [row["jkk"], row["jkm"]] for row in balances.to_dict("records")}
    assert left == {source: amounts for source, amounts in reckoning.credit.items() if any(amounts)}
    # What all were asked to pay is what is owed now, and what is left over.
    assert sum(row["due"] for row in rows) == sum(reckoning.right().values()) + balances["total"].sum()
    assert registry.verify() == ()


PEOPLE = st.sets(st.integers(1, 4), max_size=4)
MONTHS = st.integers(1, 7)
STEPS = st.one_of(
    st.tuples(st.just("roster"), st.sampled_from(("apbd", "sertakan")), PEOPLE, MONTHS),
    st.tuples(st.just("issue"), MONTHS),
    st.tuples(st.just("issue"), MONTHS),
    st.tuples(st.just("draft"), MONTHS),
    st.tuples(st.just("cancel"), st.integers(0, 6)),
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, max_size=8))
def test_random_histories_agree_with_a_reckoning_by_hand(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Workspace(Path(folder), Settings())
        put_registry(office.registry)
        reckoning = Reckoning()
        with open_registry(office.registry, write=True) as registry:
            for sha, (kind, *rest) in enumerate(steps):
                if kind == "roster":
                    enter(registry, *rest, sha)
                    reckoning.roster(*rest)
                elif kind == "draft":
                    issued(registry, office, rest[0], issue=False)  # a draft changes nothing for those issued later
                elif kind == "issue":
                    issued(registry, office, rest[0])
                    reckoning.issue(rest[0])
                elif rest[0] < len(reckoning.documents):
                    _cancel_both(registry, office, reckoning, rest[0])
            check(registry, office, reckoning)


MADE = st.lists(
    st.one_of(
        st.tuples(st.just("roster"), st.sampled_from(("apbd", "sertakan")), PEOPLE, st.integers(1, 3)),
        st.tuples(st.just("draft"), st.integers(1, 3)),
        st.tuples(st.just("draft"), st.integers(1, 3)),
        st.tuples(st.just("issue"), st.integers(1, 3)),
    ),
    min_size=3,
    max_size=6,
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=MADE, order=st.permutations([1, 2, 3]))
def test_whatever_drafts_there_are_issuing_them_in_any_order_bills_everybody_once_and_credits_once(
    steps: list[tuple], order: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = Workspace(Path(folder), Settings())
        put_registry(office.registry)
        with open_registry(office.registry, write=True) as registry:
            enter(registry, "apbd", {1, 2}, 1, 99)
            for sha, (kind, *rest) in enumerate(steps):
                if kind == "roster":
                    enter(registry, *rest, sha)
                else:
                    made = issued(registry, office, rest[0], issue=kind == "issue")
                    assert [corrected_twice for corrected_twice in proposed(registry) if corrected_twice[1] > 1] == []
                    told = [notice for notice in made.notices if "these invoices" in notice.en]
                    drafted = [one for one in corrections(made.books) if one["status"] == "draft"]
                    assert bool(told) == bool(drafted) or kind == "issue"
            for number in [*order, 4]:
                issued(registry, office, number)
            owed = {
                (int(nik[-4:]), number)
                for number in range(1, 5)
                for nik in registry.enrolments(str(month_of(number)), str(month_of(number)))["nik"]
            }
            rows = dues(registry, office)
            assert in_force(registry).keys() == owed
            assert sum(r["due"] for r in rows) == sum(in_force(registry).values()) + registry.balances()["total"].sum()
            assert [row["number"] for row in rows if row["status"] == "draft"] == []
            assert registry.verify() == ()


def proposed(registry: Registry) -> list[tuple[tuple, int]]:
    """What drafts propose for each person and month: how often."""
    found: dict[tuple, int] = defaultdict(int)
    for number in range(1, 8):
        made = shown(registry, month_of(number))
        drafts = made.invoices.loc[made.invoices["status"] == "draft", "invoice_id"]
        ledger = made.books.ledger
        for line in ledger[ledger["invoice_id"].isin(drafts)].to_dict("records"):
            found[line["nik"], line["iuran_month"], line["entry"]] += 1
    return list(found.items())


def test_who_was_forgotten_goes_to_the_month_drafted_last_and_what_lost_its_line_is_told(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1, 2}, 1, 1)
        issued(registry, office, 1)
        enter(registry, "apbd", {1, 2, 3}, 1, 2)
        for number in (2, 1):
            issued(registry, office, number, issue=False)
        assert (("5104031203800003", "2026-01", "debit"), 1) in proposed(registry)
        made = issued(registry, office, 2)
        assert [(one["iuran_month"], one["reason"]) for one in corrections(made.books)] == [("2026-01", "arrears")]
        assert "drafts of 2026-01 moved to 2026-02" in made.notices[-1].en
        assert {key for key in in_force(registry) if key[0] == 3} == {(3, 1), (3, 2)}
        assert proposed(registry) == [], "the draft of January has nobody left"


def _cancel_both(registry: Registry, office: Workspace, reckoning: Reckoning, place: int) -> None:
    number = dues(registry, office)[place]["number"]
    found = registry.find_invoice(number)
    assert found is not None
    may = not (found.cancelled or found.corrected_by or not found.lines)
    assert may == reckoning.cancel(place)
    if may:
        registry.cancel_invoice(found.invoice_id, "2026-11-21", "salah", "bendahara")


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    put_registry(tmp_path / "jamsos.db")
    return Workspace(tmp_path, Settings())


def test_who_left_is_taken_back_and_the_rest_is_carried_to_the_next_month(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1, 2, 3}, 1, 1)
        issued(registry, office, 1)
        enter(registry, "apbd", {1}, 1, 2)
        left_out = issued(registry, office, 2, issue=False, take=False)
        assert corrections(left_out.books) == []
        assert "--no-corrections" in left_out.notices[-1].id
        made = issued(registry, office, 2)
        (february,) = with_credit(invoice_rows(made.invoices, office.settings.sources), made.books)
        assert [february[name] for name in ("total", "credited", "used", "due", "carried")] == [
            16_800, 33_600, 16_800, 0, 16_800,
        ]  # fmt: skip
        assert [(one["total"], one["reason"]) for one in corrections(made.books)] == [(-16_800, "not_owed")] * 2
        again = issued(registry, office, 3)
        (march,) = with_credit(invoice_rows(again.invoices, office.settings.sources), again.books)
        assert [march[name] for name in ("brought", "due", "carried")] == [16_800, 0, 0]
        assert in_force(registry) == {(1, 1): 16_800, (1, 2): 16_800, (1, 3): 16_800}
        assert registry.balances().empty


def test_a_cancelled_number_is_never_used_again_and_its_month_is_billed_anew(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1, 2}, 1, 1)
        first = issued(registry, office, 1).invoices["number"].tolist()
    made = cancel(office, first[0], "salah pembayar", "I Made Bendahara", even_recorded=False)
    assert made.invoices["status"].tolist() == ["cancelled"]
    assert made.lines.empty
    with pytest.raises(UsageError, match="cancelled already"):
        cancel(office, first[0], "salah", "", even_recorded=False)
    with pytest.raises(UsageError, match="No issued invoice"):
        cancel(office, "999", "salah", "", even_recorded=False)
    with open_registry(office.registry, write=True) as registry:
        numbers = issued(registry, office, 1).invoices["number"].tolist()
        assert (len(set(numbers)), numbers[0]) == (2, first[0])
        assert in_force(registry) == {(1, 1): 16_800, (2, 1): 16_800}
        assert registry.verify() == ()


def test_an_invoice_whose_lines_were_corrected_is_not_cancelled(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1, 2}, 1, 1)
        (number,) = issued(registry, office, 1).invoices["number"]
        enter(registry, "apbd", {1}, 1, 2)
        issued(registry, office, 2)
    with pytest.raises(UsageError, match="were corrected on"):
        cancel(office, number, "salah", "", even_recorded=False)
    with pytest.raises(UsageError, match="Say why"):
        cancel(office, number, " ", "", even_recorded=False)


def test_more_than_three_unpaid_months_are_not_billed_late(office: Workspace) -> None:
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1}, 1, 1)
        for number in range(1, 6):
            issued(registry, office, number)
        enter(registry, "sertakan", {2}, 1, 2)
        enter(registry, "apbd", {1, 3}, 4, 3)
        made = issued(registry, office, 6)
        assert sorted(key for key in in_force(registry) if key[0] > 1) == [(2, 6), (3, 4), (3, 5), (3, 6)]
        assert any("pasal 44" in notice.id for notice in made.notices)


def test_the_settings_say_how_far_back_corrections_reach(office: Workspace) -> None:
    near = office._replace(settings=office.settings._replace(limits=Limits(correction_months=1)))
    with open_registry(office.registry, write=True) as registry:
        enter(registry, "apbd", {1, 2}, 1, 1)
        for number in (1, 2):
            issued(registry, office, number)
        enter(registry, "apbd", {1}, 1, 2)
        assert [one["iuran_month"] for one in corrections(issued(registry, near, 3, issue=False).books)] == ["2026-02"]
        assert len(corrections(issued(registry, office, 3, issue=False).books)) == 2
