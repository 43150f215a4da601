"""A month's run on one screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.correction import Books
from jamsos_cli.model.finding import Finding
from jamsos_cli.model.month import Month
from jamsos_cli.model.outcome import Outcome
from jamsos_cli.model.pair import Pair
from jamsos_cli.model.programme import AMOUNTS
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.corrections import corrections_tables, with_credit
from jamsos_cli.reports.imports import imports_table, left_table, registry_notices
from jamsos_cli.reports.invoice import invoice_rows, totals_table
from jamsos_cli.reports.notices import notices_table
from jamsos_cli.reports.reconciliation import states_table

if TYPE_CHECKING:
    import pandas as pd

MANY_INVOICES = 12
"""More payers than this are summed by source on the screen; the workbook has them all."""


def summary_tables(
    month: Month,
    seen: tuple[Sequence[Outcome], Sequence[Pair]],
    billing: "tuple[pd.DataFrame, Sequence[Finding], Books]",
    matches: "pd.DataFrame | None",
    sources: Sequence[Source],
    lang: Lang,
) -> tuple[Table, ...]:
    """Give what was imported, who stands twice, what each source owes, and how that compares with the insurer."""
    outcomes, pairs = seen
    invoices, findings, books = billing
    fresh = [outcome for outcome in outcomes if outcome.status != "known"]
    parts: list[Table] = []
    if fresh:
        parts += [imports_table(fresh, lang), *left_table(fresh, lang)]
        parts += registry_notices([outcome.result for outcome in fresh], lang)
    parts.append(_counts(outcomes, pairs, lang))
    parts += notices_table(findings, lang)
    parts.append(
        totals_table(with_credit(invoice_rows(invoices, sources), books), sources, month, lang)
        if len(invoices) <= MANY_INVOICES
        else _by_source(invoices[invoices["status"] != "cancelled"], sources, month)
    )
    parts += corrections_tables(books, sources, lang)
    if matches is not None:
        parts.append(states_table(matches, month, lang))
    return tuple(parts)


def _counts(outcomes: Sequence[Outcome], pairs: Sequence[Pair], lang: Lang) -> Table:
    known = sum(outcome.status == "known" for outcome in outcomes)
    double = [pair.niks[0] for pair in pairs if pair.kind == "double-funded"]
    rows = [
        (Text("Daftar yang sudah pernah masuk (F15)", "Rosters imported before (F15)"), known),
        (Text("Pasangan NIK sama, belum diputuskan", "Pairs with one NIK, not ruled on"), len(pairs) - len(double)),
        (
            Text("Orang dengan dua sumber dana, belum diputuskan", "People with two sources, not ruled on"),
            len(set(double)),
        ),
    ]
    return Table(
        Text("Pemeriksaan ganda", "Doubles"),
        (text_column("Apa", "What", 50), whole_column("Banyak", "Count", 10)),
        [(text.say(lang), count) for text, count in rows],
    )


def _by_source(invoices: "pd.DataFrame", sources: Sequence[Source], month: Month) -> Table:
    amounts = ("people", *AMOUNTS)
    titles = titles_of(sorted(sources, key=lambda source: source.order))
    billed = invoices.groupby("source")[list(amounts)].sum()
    counts = invoices["source"].value_counts()
    # A source that was taken out of the settings is still owed what it was billed for.
    keys = [*(key for key in titles if key in counts), *sorted(counts.index.difference(list(titles)))]
    rows = [(titles.get(key, key), int(counts[key]), *(int(amount) for amount in billed.loc[key])) for key in keys]
    return Table(
        Text(f"Tagihan {month.title}", f"Invoices {month}"),
        (
            text_column("Sumber dana", "Source", 24),
            whole_column("Tagihan", "Invoices", 10),
            whole_column("Orang", "People", 18),
            *(rupiah_column(name, name, 18) for name in ("JKK", "JKM", "JHT", "Total")),
        ),
        rows,
        ("", *(sum(int(row[place]) for row in rows) for place in range(1, 7))),
    )
