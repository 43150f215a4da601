"""A year of twelve `run`s with joins, leavers and late corrections, balanced to the rupiah by a ledger of its own."""

from sent import Line, line, write

from jamsos_cli.model.month import Month
from jamsos_cli.reports.corrections import with_credit
from jamsos_cli.reports.invoice import invoice_rows
from jamsos_cli.runs.invoicing import invoice, shown
from jamsos_cli.runs.month import run
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.store import open_registry

# Month of the run -> the list sent with it: people, and the first month it names.
APBD = {1: ({0, 1, 2, 3}, 1), 4: ({0, 1, 2, 3, 4}, 3), 7: ({0, 1, 2, 4}, 6), 10: ({0, 2, 4}, 8)}


def lines(people: set[int], first: int) -> list[Line]:
    return [line(number, **{"BULAN IUR": f"2025-{first:02d}"}) for number in sorted(people)]


def ledger(last: int) -> dict[int, int]:
    """What each month costs once everything is known: the newest list that names a month holds for it."""
    owed = {}
    for month in range(1, last + 1):
        people = [who for sent, (who, first) in APBD.items() if sent <= last and first <= month][-1]
        owed[month] = 16_800 * len(people)
    return owed


def test_a_year_with_joins_leavers_and_corrections_balances(office: Workspace) -> None:
    paid = 0
    for month in range(1, 13):
        at = Month(2025, month)
        if month in APBD:
            write(office, "batubulan.csv", lines(*APBD[month]))
        run(office, at, 1, lambda _: None)
        made = invoice(office, at, issue=True)
        rows = with_credit(invoice_rows(made.invoices, office.settings.sources), made.books)
        paid += sum(row["due"] for row in rows)
        with open_registry(office.registry, write=False) as registry:
            billed = {n: int(registry.billed(f"2025-{n:02d}")["total"].sum()) for n in range(1, month + 1)}
            left = int(registry.balances()["total"].sum())
        assert billed == ledger(month)
        assert paid == sum(billed.values()) + left
    again = invoice(office, Month(2025, 12), issue=True)
    with open_registry(office.registry, write=False) as registry:
        assert shown(registry, Month(2025, 12)).invoices.equals(again.invoices)
        assert registry.verify() == ()
