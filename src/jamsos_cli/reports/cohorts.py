"""Cohorts as tables: when they began, when they end, who can take their places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import pandas as pd


_SOURCE = text_column("Sumber dana", "Source", 20)
_VILLAGE = text_column("Desa", "Village", 26)
_PEOPLE = whole_column("Orang", "People", 10)
_GO_ON = whole_column("Terus", "Go on", 10)
_END = whole_column("Berakhir bulan ini", "End this month", 16)
_WAITING = whole_column("Pengganti menunggu", "Waiting to replace", 16)
_OF_A_COHORT = (
    text_column("Bulan pertama", "First month", 14),
    text_column("Sampai", "Until", 10),
    whole_column("Lama (bulan)", "Months", 12),
    _PEOPLE,
    _GO_ON,
    _END,
    text_column("Penerimaan berikutnya", "Next intake", 18),
    _WAITING,
)
_SUMMED = (_PEOPLE, _GO_ON, _END, _WAITING)
_NOTE = Text(
    "Bulan pertama: ditagih tanpa jeda sejak itu. Jeda lebih dari 3 bulan: semua dihitung dari awal.",
    "First month: billed without a gap since. After a gap of more than 3 months all counts from the start.",
)


def cohort_tables(
    cohorts: "pd.DataFrame", sources: Sequence[Source], month: Month, *, villages: bool = False
) -> tuple[Table, ...]:
    """Give one row a cohort, by village if asked; nothing where nobody is billed."""
    if cohorts.empty:
        return ()
    titles = titles_of(sources)
    rows = [
        (
            titles.get(one["source"], one["source"]),
            *((shown_name(one["village_name"]),) if villages else ()),
            *_of_a_cohort(one, month),
        )
        for one in records(cohorts)
    ]
    columns = (_SOURCE, *((_VILLAGE,) if villages else ()), *_OF_A_COHORT)
    sums = [
        sum(int(row[place] or 0) for row in rows) if column in _SUMMED else None for place, column in enumerate(columns)
    ]
    title = Text("Angkatan per desa", "Cohorts by village") if villages else Text("Angkatan", "Cohorts")
    named = Text(f"{title.id}, {month.title}", f"{title.en}, {month}")
    return (Table(named, columns, rows, tuple(sums), note=None if villages else _NOTE),)


def _of_a_cohort(one: dict[str, Any], month: Month) -> tuple[str | int, ...]:
    """Give the cells of one cohort under `_OF_A_COHORT`."""
    last, people = Month.parse(one["last_month"]), one["people"]
    length = Month.parse(one["first_paid"]).until(last)
    going, ending = (0, people) if last <= month else (people, 0)
    return one["first_paid"], one["last_month"], length, people, going, ending, str(last + 1), one["waiting"]
