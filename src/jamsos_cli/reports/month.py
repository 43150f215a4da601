"""The coverage of a month: enrolled, billed, recorded and open, which are four counts and never merged."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.frame import are_among
from jamsos_cli.model.month import Month
from jamsos_cli.model.region import UNKNOWN_VILLAGE
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.statement import MATCHED
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text, joined
from jamsos_cli.reports.budget_bars import BudgetBar
from jamsos_cli.reports.month_pictures import Pictures

if TYPE_CHECKING:
    import pandas as pd

_RECORDED_STATES = (MATCHED, "short", "over")
_WHOLE = Text("Jumlah", "Total")


class Coverage(NamedTuple):
    """Persons of one source, one village or the whole, and rupiah billed; None where no statement was read."""

    label: str
    enrolled: int
    """with an enrolment for the month."""
    billed: int
    """on a premium line of the month."""
    recorded: int | None
    """billed, and recorded by the insurer with some amount."""
    open: int | None
    """with a difference that nobody has settled."""
    rupiah: int
    """billed."""


class MonthReport(NamedTuple):
    """Coverage of one month, for tables and charts alike."""

    month: Month
    whole: Coverage
    by_source: tuple[Coverage, ...]
    by_village: tuple[Coverage, ...]
    largest: int
    """the longest bar of the charts, in persons; at least 1."""
    budget: tuple[BudgetBar, ...] = ()
    """budgets of the year; none where no ceiling was set."""
    pictures: Pictures = Pictures()
    """places, whose cover ends when, who pays without a gap."""
    strangers: int = 0
    """persons open in the whole whom the insurer recorded and nobody is billed for."""


def month_report(
    enrolments: "pd.DataFrame",
    lines: "pd.DataFrame",
    matches: "pd.DataFrame | None",
    sources: Sequence[Source],
    month: Month,
) -> MonthReport:
    """Count the persons of a month by source and by village.

    `enrolments`, `lines` and `matches` have the columns of ENROLMENTS, LINES and MATCHES; other months in them are
    passed over, `matches` is None when nothing was reconciled. A person in two sources counts in both and once in
    the whole. People recorded but not billed are open in the whole and in no source or village.
    """
    base = _base(enrolments, lines, month)
    differences = None if matches is None else _of_month(matches, month)
    titles = titles_of(sorted(sources, key=lambda source: source.order))
    order = [*titles, *sorted(set(base["source"]) - set(titles))]
    of_source = _coverages(base, "source", differences)
    by_source = tuple(of_source[key]._replace(label=titles.get(key, key)) for key in order if key in of_source)
    by_village = tuple(_coverages(base, "label", differences).values())
    whole = _coverages(base.assign(all=_WHOLE.id), "all", differences).get(_WHOLE.id, _nothing(differences))
    strangers = 0 if differences is None else _strangers(differences, base)
    if differences is not None:
        whole = whole._replace(open=(whole.open or 0) + strangers)
    largest = max((c.enrolled for c in by_source + by_village), default=1)
    return MonthReport(month, whole, by_source, by_village, max(largest, 1), strangers=strangers)


def strangers_note(report: MonthReport) -> Text | None:
    """Say why more people are open in the whole than by source or village; None where there are not."""
    if not report.strangers:
        return None
    return Text(
        f"Terbuka pada jumlah memuat {report.strangers} orang yang dicatat BPJS tetapi bulan ini tidak ditagih kepada "
        "siapa pun; mereka tidak dihitung di sumber dana atau desa mana pun.",
        f"Open in the total includes {report.strangers} people whom BPJS recorded and nobody is billed for this month; "
        "they count in no source and no village.",
    )


def coverage_tables(report: MonthReport, lang: Lang = "id") -> tuple[Table, Table]:
    """Give the coverage by source and by village as tables."""
    title = report.month.title
    unknown = UNKNOWN_VILLAGE.say(lang)
    villages = [one._replace(label=unknown) if one.label == UNKNOWN_VILLAGE.id else one for one in report.by_village]
    report = report._replace(whole=report.whole._replace(label=_WHOLE.say(lang)), by_village=tuple(villages))
    return (
        _table(Text(f"Per sumber dana, {title}", f"Coverage by source, {report.month}"), report.by_source, report),
        _table(Text(f"Per desa, {title}", f"Coverage by village, {report.month}"), report.by_village, report),
    )


def _base(enrolments: "pd.DataFrame", lines: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    """One row a person, source and village of the month: whether enrolled, whether billed, rupiah."""
    import pandas as pd

    active = enrolments[holds_in(enrolments, month)]
    billed = lines[lines["iuran_month"] == str(month)]
    # A line knows the village only by name, and two districts may share one; its enrolment has the code.
    placed = _placed(billed, enrolments, active)
    names = ["person_id", "source", "village", "village_name"]
    both = pd.concat(
        [
            active[names].assign(enrolled=True, billed=False, total=0),
            placed[[*names, "total"]].assign(enrolled=False, billed=True),
        ]
    )
    both = both.fillna({"village": "", "village_name": ""})
    base = both.groupby(names, as_index=False, sort=True).agg({"enrolled": "any", "billed": "any", "total": "sum"})
    return base.assign(label=_labels(base))


def _placed(billed: "pd.DataFrame", enrolments: "pd.DataFrame", active: "pd.DataFrame") -> "pd.DataFrame":
    """Give lines with the village of their enrolment; of one that was cut since, that of the person and source now."""
    home = ["village", "village_name"]
    own = billed[["enrolment_id"]].join(enrolments.set_index("enrolment_id")[home], on="enrolment_id")
    by_person = active.drop_duplicates(["person_id", "source"]).set_index(["person_id", "source"])[home]
    now = billed[["person_id", "source"]].join(by_person, on=["person_id", "source"])
    written = billed[["village_name"]].assign(village="")
    return billed.assign(**{name: own[name].fillna(now[name]).fillna(written[name]) for name in home})


def _labels(base: "pd.DataFrame") -> "pd.Series[str]":
    """Name villages; two of one name are told apart by their codes."""
    named = base["village_name"].where(base["village_name"] != "", UNKNOWN_VILLAGE.id)
    codes = base[base["village"] != ""].groupby("village_name")["village"].nunique()
    shared = base["village_name"].isin(codes[codes > 1].index) & (base["village"] != "")
    return named.where(~shared, named + " (" + base["village"] + ")")


def _strangers(matches: "pd.DataFrame", base: "pd.DataFrame") -> int:
    """Count the persons of open matches who are in no row of `base`."""
    unsettled = matches[(matches["state"] != MATCHED) & ~matches["person_id"].isin(base["person_id"])]
    return int(unsettled["nik"].nunique())


def _of_month(matches: "pd.DataFrame", month: Month) -> "pd.DataFrame":
    return matches[matches["iuran_month"].isin([str(month), ""])]


def _coverages(base: "pd.DataFrame", by: str, matches: "pd.DataFrame | None") -> dict[str, Coverage]:
    """Count persons by a column of `base`, in its order; by source only matches billed to it count."""
    marked, counted = base, ["enrolled", "billed"]
    if matches is not None:
        recorded = matches[matches["state"].isin(_RECORDED_STATES)]
        marked = base.assign(
            recorded=_named(base, recorded, by), open=_named(base, matches[matches["state"] != MATCHED], by)
        )
        counted += ["recorded", "open"]
    sums = marked.groupby(by, sort=True)["total"].sum()
    people = {
        name: marked[marked[name]].groupby(by)["person_id"].nunique().reindex(sums.index, fill_value=0).tolist()
        for name in counted
    }
    none = [None] * len(sums)
    columns = (people["enrolled"], people["billed"], people.get("recorded", none), people.get("open", none))
    return {
        str(label): Coverage(str(label), *counts)
        for label, *counts in zip(sums.index.tolist(), *columns, sums.tolist(), strict=True)
    }


def _named(base: "pd.DataFrame", matches: "pd.DataFrame", by: str) -> "pd.Series[bool]":
    """Tell whose rows the matches name."""
    if by != "source":
        return base["person_id"].isin(matches["person_id"])
    return are_among(base, matches, ["person_id", "source"])


def _nothing(matches: "pd.DataFrame | None") -> Coverage:
    recorded = None if matches is None else 0
    return Coverage(_WHOLE.id, 0, 0, recorded, recorded, 0)


def _table(title: Text, rows: Sequence[Coverage], report: MonthReport) -> Table:
    people = (
        whole_column("Terdaftar", "Enrolled", 12),
        whole_column("Ditagih", "Billed", 12),
        whole_column("Tercatat", "Recorded", 12),
        whole_column("Terbuka", "Open", 12),
    )
    name = text_column("Nama", "Name", 32)
    rupiah = rupiah_column("Tagihan", "Amount billed", 20)
    notes = [strangers_note(report)]
    if report.whole.recorded is None:
        notes = [Text("Catatan BPJS bulan ini belum dicocokkan.", "No statement of this month has been reconciled.")]
    if sum(row.enrolled for row in rows) > report.whole.enrolled:
        notes.append(_COUNTED_ONCE)
    said = [note for note in notes if note is not None]
    return Table(
        title,
        (name, *people, rupiah),
        [tuple(row) for row in rows],
        totals=tuple(report.whole),
        note=joined(said, " ") if said else None,
    )


_COUNTED_ONCE = Text(
    "Seorang yang dibiayai dua sumber, atau ada di dua desa, dihitung di keduanya dan sekali dalam jumlah.",
    "Somebody with two sources, or in two villages, counts in both and once in the total.",
)
