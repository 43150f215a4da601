"""One person: NIKs, enrolments and bills."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import records
from jamsos_cli.model.nik import mask
from jamsos_cli.model.place import said_row
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Shape, Table, TableColumn, text_columns
from jamsos_cli.model.wording import Lang, Text, same
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
    columns = tuple(
        TableColumn(heading, width=18)
        for heading in (Text("NIK", "NIK"), Text("Berlaku dari", "Valid from"), Text("Sampai", "Until"))
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
    headings = (
        (Text("Nama", "Name"), 28), (Text("Dari", "From"), 9), (Text("Sampai", "To"), 9),
        (Text("Sumber", "Source"), 12), (Text("Program", "Programmes"), 14),
        (Text("Desa", "Village"), 20), (Text("Dari daftar", "From roster"), 44),
        (Text("Digantikan oleh", "Superseded by"), 36),
    )  # fmt: skip
    return Table(Text("Kepesertaan", "Enrolments"), text_columns(headings), rows)


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
    texts = (
        (Text("Bulan", "Month"), 9), (Text("Sumber", "Source"), 12), (Text("Pembayar", "Payer"), 30),
        (Text("Nomor", "Number"), 26),
    )  # fmt: skip
    amounts = tuple(TableColumn(same(name), Shape.RUPIAH, 12) for name in ("JKK", "JKM", "JHT", "Total"))
    columns = (*text_columns(texts), *amounts)
    return Table(
        Text("Tagihan", "Bills"), (*columns, TableColumn(Text("Dasar hukum", "Legal basis"), width=36),
        TableColumn(Text("Keterangan", "Remark"), width=50)), rows,
        (None,) * 4 + tuple(sum(int(row[place]) for row in rows) for place in range(4, 8)) + (None, None),
    )  # fmt: skip
