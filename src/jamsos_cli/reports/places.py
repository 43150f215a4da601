"""Places of villages: how many, who has one, who waits."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.frame import records
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask
from jamsos_cli.model.places import Placed
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import pandas as pd


def filled_tables(placed: Placed, sources: Sequence[Source], month: Month) -> tuple[Table, ...]:
    """Give quota, covered, free and waiting by source and village; nothing where no source has a quota."""
    if placed.filled.empty:
        return ()
    titles = titles_of(sources)
    rows = [
        (
            titles.get(one["source"], one["source"]), shown_name(one["village_name"]), one["quota"], one["covered"],
            max(one["quota"] - one["covered"], 0), one["waiting"],
        )
        for one in records(placed.filled)
    ]  # fmt: skip
    columns = (
        text_column("Sumber dana", "Source", 20), text_column("Desa", "Village", 28),
        whole_column("Kuota", "Quota", 12), whole_column("Dilindungi", "Covered", 12),
        whole_column("Kosong", "Free", 12), whole_column("Menunggu", "Waiting", 12),
    )  # fmt: skip
    totals = (None, None, *(sum(int(row[place]) for row in rows) for place in range(2, 6)))
    return (Table(Text(f"Tempat per desa, {month.title}", f"Places by village, {month}"), columns, rows, totals),)


def waiting_tables(waiting: "pd.DataFrame", sources: Sequence[Source], month: Month) -> tuple[Table, ...]:
    """Give one row a person in line, as WAITING has them; nothing where nobody waits."""
    if waiting.empty:
        return ()
    titles = titles_of(sources)
    rows = [
        (
            titles.get(one["source"], one["source"]), shown_name(one["village_name"]), one["number"], mask(one["nik"]),
            shown_name(one["name"]), one["decile"], one["first_month"], one["last_month"],
        )
        for one in records(waiting)
    ]  # fmt: skip
    columns = (
        text_column("Sumber dana", "Source", 16), text_column("Desa", "Village", 24),
        whole_column("Nomor", "Number", 8), text_column("NIK", "NIK", 18),
        text_column("Nama", "Name", 30), whole_column("Desil", "Decile", 8),
        text_column("Terdaftar dari", "Enrolled from", 14), text_column("Sampai", "To", 10),
    )  # fmt: skip
    return (
        Table(
            Text(f"Daftar tunggu, {month.title}", f"Waiting list, {month}"),
            columns,
            rows,
            note=Text(
                "Bila satu tempat kosong, nomor 1 desa itu masuk sendiri pada rancangan tagihan berikutnya.",
                "When a place is free, number 1 of that village moves up by itself on the next draft.",
            ),
        ),
    )


def waiting_json(placed: Placed, month: Month) -> dict[str, Any]:
    """Give places and line for programs; NIKs are masked."""
    names = ("source", "village", "village_name", "number", "name", "decile", "first_month", "last_month")
    return {
        "version": 1,
        "month": str(month),
        "villages": records(placed.filled),
        "waiting": [{"nik": mask(one["nik"])} | {name: one[name] for name in names} for one in records(placed.waiting)],
    }
