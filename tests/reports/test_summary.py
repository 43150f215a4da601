"""What `run` says at its end."""

from jamsos_cli.model.correction import BALANCES, CANCELLATIONS, LEDGER, SETTLEMENTS, Books
from jamsos_cli.model.frame import build
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.reports.summary import MANY_INVOICES, summary_tables

BOOKS = Books(*(build(schema, []) for schema in (LEDGER, SETTLEMENTS, CANCELLATIONS, BALANCES)))


def test_many_invoices_are_summed_by_source_also_one_that_the_settings_have_no_more(invoices):
    def invoice(place: int, source: str, status: str = "draft"):
        return (place, "", status, "", "", "2026-11", source, str(place), "X", 2, 20_000, 13_600, 0, 33_600)

    found = invoices(
        *(invoice(place, "dana_desa") for place in range(MANY_INVOICES)),
        invoice(90, "hibah"), invoice(91, "apbd"), invoice(92, "apbd", "cancelled"),
    )  # fmt: skip
    table = summary_tables(Month(2026, 11), ((), ()), (found, (), BOOKS), None, DEFAULT_SOURCES, "id")[-1]
    assert [row[:3] for row in table.rows] == [
        ("APBD", 1, 2),
        ("Dana Desa", 12, 24),
        ("hibah", 1, 2),
    ]
    assert (table.totals[1], table.totals[-1]) == (14, 14 * 33_600)
