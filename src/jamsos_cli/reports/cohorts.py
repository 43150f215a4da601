"""Cohorts as tables: when they began, when they end, who can take their places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import pandas as pd


def cohort_tables(
    cohorts: "pd.DataFrame", sources: Sequence[Source], month: Month, *, villages: bool = False
) -> tuple[Table, ...]:
    """Give one row a cohort, by village if asked; nothing where nobody is billed."""
    if cohorts.empty:
        return ()
    titles = titles_of(sources)
    rows: list[tuple[str | int | None, ...]] = []
    for one in records(cohorts):
        first, last = Month.parse(one["first_paid"]), Month.parse(one["last_month"])
        ends = one["last_month"] <= str(month)
        rows.append(
            (
                titles.get(one["source"], one["source"]), *((shown_name(one["village_name"]),) if villages else ()),
                one["first_paid"], one["last_month"], first.until(last), one["people"],
                0 if ends else one["people"], one["people"] if ends else 0, str(last + 1), one["waiting"],
            )
        )  # fmt: skip
    headings = (
        (Text("Bulan pertama", "First month"), Shape.TEXT, 14), (Text("Sampai", "Until"), Shape.TEXT, 10),
        (Text("Lama (bulan)", "Months"), Shape.WHOLE, 12), (Text("Orang", "People"), Shape.WHOLE, 10),
        (Text("Terus", "Go on"), Shape.WHOLE, 10), (Text("Berakhir bulan ini", "End this month"), Shape.WHOLE, 16),
        (Text("Penerimaan berikutnya", "Next intake"), Shape.TEXT, 18),
        (Text("Pengganti menunggu", "Waiting to replace"), Shape.WHOLE, 16),
    )  # fmt: skip
    columns = (
        TableColumn(Text("Sumber dana", "Source"), width=20),
        *((TableColumn(Text("Desa", "Village"), width=26),) if villages else ()),
        *(TableColumn(*heading) for heading in headings),
    )
    names = 2 if villages else 1
    sums = {place: sum(int(row[place] or 0) for row in rows) for place in (names + 3, names + 4, names + 5, names + 7)}
    title = Text("Angkatan per desa", "Cohorts by village") if villages else Text("Angkatan", "Cohorts")
    return (
        Table(
            Text(f"{title.id}, {month.title}", f"{title.en}, {month}"),
            columns,
            rows,
            tuple(sums.get(place) for place in range(names + 8)),
            note=None
            if villages
            else Text(
                "Bulan pertama: ditagih tanpa jeda sejak itu. Jeda lebih dari 3 bulan: semua dihitung dari awal.",
                "First month: billed without a gap since. After a gap of more than 3 months all counts from the start.",
            ),
        ),
    )
