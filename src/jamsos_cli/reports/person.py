"""One person: NIKs, enrolments and bills."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import records
from jamsos_cli.model.nik import mask
from jamsos_cli.model.place import said_row
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.invoice import ledger_remark

if TYPE_CHECKING:
    import pandas as pd


def person_tables(
    niks: Sequence[tuple[str, str, str | None]],
    enrolments: "pd.DataFrame",
    lines: "pd.DataFrame",
    sources: Sequence[Source],
    laws: Mapping[str, str],
    lang: Lang,
) -> tuple[Table, ...]:
    """Give the chain of NIKs (nik, from, until), the enrolments in force and past, and the premium lines.

    `laws` says the law behind the records that a line names.
    """
    titles = titles_of(sources)
    return _niks(niks), _enrolments(enrolments, titles, lang), _lines(lines, titles, laws, lang)


def _niks(niks: Sequence[tuple[str, str, str | None]]) -> Table:
    columns = (
        text_column("NIK", "NIK", 18),
        text_column("Berlaku dari", "Valid from", 18),
        text_column("Sampai", "Until", 18),
    )
    return Table(
        Text("NIK", "NIK"),
        columns,
        [(mask(nik), since if not until or since <= until else "…", until or "…") for nik, since, until in niks],
    )


def _enrolments(enrolments: "pd.DataFrame", titles: Mapping[str, str], lang: Lang) -> Table:
    rows = [
        (
            shown_name(one["name"]), one["first_month"], one["last_month"],
            titles.get(one["source"], one["source"]), one["programmes"],
            shown_name(one["village_name"]), shown_name(said_row(one["file"], None, one["row"]).say(lang), 200),
            shown_name(one["superseded_by"], 200),
        )
        for one in records(enrolments)
    ]  # fmt: skip
    columns = (
        text_column("Nama", "Name", 28), text_column("Dari", "From", 9), text_column("Sampai", "To", 9),
        text_column("Sumber", "Source", 12), text_column("Program", "Programmes", 14),
        text_column("Desa", "Village", 20), text_column("Dari daftar", "From roster", 44),
        text_column("Digantikan oleh", "Superseded by", 36),
    )  # fmt: skip
    return Table(Text("Kepesertaan", "Enrolments"), columns, rows)


def _lines(lines: "pd.DataFrame", titles: Mapping[str, str], laws: Mapping[str, str], lang: Lang) -> Table:
    rows = [
        (
            one["iuran_month"], titles.get(one["source"], one["source"]), shown_name(one["payer_name"]),
            one["number"] or Text("rancangan", "draft").say(lang),
            int(one["jkk"]), int(one["jkm"]), int(one["jht"]), int(one["total"]), laws[one["tariff"]],
            ledger_remark(one).say(lang),
        )
        for one in records(lines)
    ]  # fmt: skip
    columns = (
        text_column("Bulan", "Month", 9), text_column("Sumber", "Source", 12), text_column("Pembayar", "Payer", 30),
        text_column("Nomor", "Number", 26),
        *(rupiah_column(name, name, 12) for name in ("JKK", "JKM", "JHT", "Total")),
        text_column("Dasar hukum", "Legal basis", 36), text_column("Keterangan", "Remark", 50),
    )  # fmt: skip
    return Table(
        Text("Tagihan", "Bills"), columns, rows,
        (None,) * 4 + tuple(sum(int(row[place]) for row in rows) for place in range(4, 8)) + (None, None),
    )  # fmt: skip
