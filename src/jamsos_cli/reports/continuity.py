"""The continuity watch for people and programs: an estimate, of which the insurer decides."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_cli.model.continuity import (
    BEHIND,
    COVERED,
    LAPSE,
    LAPSED,
    NEVER,
    STANDINGS,
    THRESHOLDS,
    month_of,
    number,
)
from jamsos_cli.model.frame import records
from jamsos_cli.model.money import dotted, rupiah
from jamsos_cli.model.month import Month, day_title
from jamsos_cli.model.nik import mask
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.region import UNKNOWN_VILLAGE
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Shape, Table, TableColumn, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text, joined

if TYPE_CHECKING:
    import pandas as pd

ESTIMATE = Text(
    "Perkiraan menurut Permenaker 5/2021 dan 1/2025; BPJS Ketenagakerjaan yang memutuskan.",
    "An estimate by Permenaker 5/2021 and 1/2025; the insurer decides.",
)


class Watched(NamedTuple):
    """The continuity of a month's people."""

    month: Month
    at: Month
    """the last month that is judged as paid or not."""
    ahead: int
    """months ahead in which an end of cover is told."""
    recorded: tuple[str, ...]
    """iuran months known from what the insurer recorded."""
    issued: tuple[str, ...]
    """iuran months known from issued invoices."""
    people: "pd.DataFrame"
    """CONTINUITY."""
    enrolments: "pd.DataFrame"
    """ENROLMENTS of theirs."""
    ending: "pd.DataFrame"
    """ENDING in the months ahead."""


class Ends(NamedTuple):
    """Cover of one source (and village) that ends on one day."""

    source: str
    village: str
    village_name: str
    last_month: Month
    people: int
    jkk: int
    jkm: int
    jht: int

    @property
    def total(self) -> int:
        """Rupiah for the month after."""
        return self.jkk + self.jkm + self.jht

    @property
    def day(self) -> date:
        """The first day without cover."""
        return (self.last_month + 1).first_day

    @property
    def no_claim_from(self) -> Month:
        """The first month without a claim: the fourth unpaid one."""
        return self.last_month + (LAPSE + 1)

    def sentence(self, title: str) -> Text:
        """Say whose cover ends and what keeps it.

        >>> Ends("apbd", "", "Batubulan", Month(2027, 6), 340, 3_400_000, 2_312_000, 0).sentence("APBD").id
        'APBD, Batubulan: 340 orang berakhir perlindungannya 1 Juli 2027 bila tidak ada Rp5.712.000 sebulan.'
        """
        who = f"{title}, {shown_name(self.village_name)}" if self.village_name else title
        return Text(
            f"{who}: {dotted(self.people)} orang berakhir perlindungannya {day_title(self.day)} bila tidak ada "
            f"{rupiah(self.total)} sebulan.",
            f"{who}: {self.people} people lose cover on {self.day} unless {rupiah(self.total)} a month is found.",
        )


def by_village(watched: Watched) -> list[Ends]:
    """Give what ends, by month, source and village."""
    return [_ends(row, village=True) for row in records(watched.ending)]


def _ends(row: Mapping[str, Any], *, village: bool) -> Ends:
    code, name = (row["village"], row["village_name"]) if village else ("", "")
    month = Month.parse(row["last_month"])
    return Ends(row["source"], code, name, month, row["people"], row["jkk"], row["jkm"], row["jht"])


def by_source(watched: Watched) -> list[Ends]:
    """Give what ends, by month and source, in the same order."""
    if watched.ending.empty:
        return []
    key = ["last_month", "source"]
    summed = watched.ending.groupby(key, sort=False, as_index=False)[["people", *PROGRAMMES]].sum()
    return [_ends(row, village=False) for row in records(summed)]


def basis(watched: Watched) -> Text:
    """Say which months are taken from what."""
    said = [
        (watched.recorded, Text("dicatat BPJS", "recorded by the insurer")),
        (watched.issued, Text("tagihan terbit", "issued invoices")),
    ]
    parts = [Text(f"{_spans(months)} {what.id}", f"{_spans(months)} {what.en}") for months, what in said if months]
    if not parts:
        return Text("Belum ada iuran yang ditagih atau dicatat.", "No premium has been billed or recorded yet.")
    told = joined(parts, "; ")
    return Text(f"Bulan dibayar menurut: {told.id}.", f"Paid months by: {told.en}.")


def _spans(months: Sequence[str]) -> str:
    """Write months in a row as spans: 2026-01 to 2026-03 as 2026-01–2026-03."""
    spans: list[list[str]] = []
    for month in sorted(months):
        if spans and str(Month.parse(spans[-1][-1]) + 1) == month:
            spans[-1][1:] = [month]
        else:
            spans.append([month])
    return ", ".join("–".join(span) for span in spans)


def watch_tables(watched: Watched, sources: Sequence[Source], lang: Lang) -> tuple[Table, ...]:
    """Give the standing by source, how many reach which threshold when, and whose cover ends."""
    return (_standings(watched, sources), _thresholds(watched, lang), *ending_tables(watched, sources, lang))


def _standings(watched: Watched, sources: Sequence[Source]) -> Table:
    placed = _placed(watched, sources)
    order = (COVERED, BEHIND, LAPSED, NEVER)
    rows: list[tuple[str | int, ...]] = []
    for source in sorted(sources, key=lambda source: source.order):
        mine = placed[placed["source"] == source.key]
        if len(mine):
            counts = mine["standing"].value_counts()
            full = int(_reached(mine, THRESHOLDS[0].months, watched.at).sum())
            rows.append((source.title, len(mine), *(int(counts.get(name, 0)) for name in order), full))
    headings = (Text("Orang", "People"), *(STANDINGS[name] for name in order), THRESHOLDS[0].what)
    columns = (
        text_column("Sumber dana", "Source", 20),
        *(TableColumn(heading, Shape.WHOLE, len(heading.id) + 3) for heading in headings),
    )
    totals: tuple[str | int, ...] = ("", *(sum(int(row[at]) for row in rows) for at in range(1, len(columns))))
    title = Text(
        f"Kelangsungan iuran sampai {watched.at.title} (perkiraan)", f"Continuity up to {watched.at} (estimate)"
    )
    said = basis(watched)
    note = Text(f"{said.id} {ESTIMATE.id}", f"{said.en} {ESTIMATE.en}")
    return Table(title, columns, rows, totals if rows else None, note)


def _reached(people: "pd.DataFrame", months: int, at: Month) -> "pd.Series[bool]":
    """Tell of CONTINUITY who has a threshold by a month: what arrears would bring does not count."""
    month = people[f"months_{months}"]
    return (month <= number(at)) & (month <= people["last_paid"])


def _thresholds(watched: Watched, lang: Lang) -> Table:
    at, people = number(watched.at), watched.people
    rows: list[tuple[str | int | None, ...]] = []
    for one in THRESHOLDS:
        month, there = people[f"months_{one.months}"], _reached(people, one.months, watched.at)
        soon = [~there & (month <= at + ahead) for ahead in (1, 3)]
        counts = [there, soon[0], soon[1] & ~soon[0], ~there & ~soon[1]]
        rows.append((one.months, one.what.say(lang), *(int(count.sum()) for count in counts)))
    nearest = watched.at + 1
    columns = (
        whole_column("Bulan dibayar", "Paid months", 15), text_column("Untuk", "For", 30),
        whole_column("Sudah tercapai", "Reached", 16), whole_column(f"Pada {nearest}", f"In {nearest}", 16),
        whole_column(f"Sampai {watched.at + 3}", f"By {watched.at + 3}", 16), whole_column("Sesudahnya", "Later", 16),
    )  # fmt: skip
    note = Text(
        "Bila iuran terus dibayar. 3 bulan harus berturut-turut; jeda lebih dari 3 bulan memulai hitungan baru.",
        "If premiums go on. The 3 months must follow each other; a gap of more than 3 months begins anew.",
    )
    return Table(Text("Ambang manfaat (perkiraan)", "Thresholds (estimate)"), columns, rows, note=note)


def ending_tables(watched: Watched, sources: Sequence[Source], lang: Lang) -> tuple[Table, ...]:
    """Give whose cover ends in the months ahead, by source and village, and the sentences that sum it up."""
    found = by_village(watched)
    if not found:
        return ()
    titles = titles_of(sources)
    rows = [
        (
            one.day.isoformat(), titles[one.source], shown_name(one.village_name) or UNKNOWN_VILLAGE.say(lang),
            one.people, one.jkk, one.jkm, one.jht, one.total, str(one.no_claim_from),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        text_column("Berakhir", "Ends on", 11), text_column("Sumber dana", "Source", 18),
        text_column("Desa", "Village", 26), whole_column("Orang", "People", 9),
        *(rupiah_column(f"{name} sebulan", f"{name} a month", 16) for name in ("JKK", "JKM", "JHT")),
        rupiah_column("Dibutuhkan sebulan", "Needed a month", 20),
        text_column("Tanpa klaim sejak", "No claim from", 19),
    )  # fmt: skip
    said = [one.sentence(titles[one.source]) for one in by_source(watched)]
    title = Text("Perlindungan yang akan berakhir (perkiraan)", "Cover that will end (estimate)")
    return (Table(title, columns, rows, note=joined(said, "\n")),)


def _placed(watched: Watched, sources: Sequence[Source]) -> "pd.DataFrame":
    """Give CONTINUITY with name, NIK, source and village of each person's enrolment that ends last.

    Of several that end together it is that of the source that pays, as in `price`.
    """
    rank = watched.enrolments["source"].map({source.key: source.order for source in sources})
    latest = watched.enrolments.assign(rank=rank).sort_values(["rank", "entered", "enrolment_id"], kind="stable")
    latest = latest.sort_values("last_month", ascending=False, kind="stable").drop_duplicates("person_id")
    return watched.people.merge(latest[["person_id", "nik", "name", "source", "village", "village_name"]], "left")


def people_rows(watched: Watched, sources: Sequence[Source]) -> list[dict[str, object]]:
    """Give every person: NIK masked, months as text, by village and name."""
    placed = _placed(watched, sources).sort_values(["village", "village_name", "name", "person_id"], kind="stable")
    return [
        {
            "nik": mask(row["nik"]), "name": shown_name(row["name"]), "source": row["source"],
            "village": shown_name(row["village_name"]), "standing": row["standing"], "paid": row["paid"],
            "longest_gap": row["longest_gap"], "run": row["run"], "counted": row["counted"],
            **{f"months_{one.months}": str(month_of(row[f"months_{one.months}"])) for one in THRESHOLDS},
            "last_paid": _month(row["last_paid"]), "ends": _month(row["ends"]),
            "no_claim_from": _month(row["no_claim_from"]),
        }
        for row in records(placed)
    ]  # fmt: skip


def _month(count: int) -> str | None:
    return str(month_of(count)) if count else None


_PERSON_COLUMNS = (
    (Text("Bulan dibayar", "Months paid"), "paid"), (Text("Jeda terpanjang", "Longest gap"), "longest_gap"),
    (Text("Bulan berturut-turut", "Months in a row"), "run"), (Text("Bulan dihitung", "Months counted"), "counted"),
)  # fmt: skip
_PERSON_MONTHS = (
    (Text("3 bulan berturut-turut", "3 in a row"), "months_3"), (Text("12 bulan", "12 months"), "months_12"),
    (Text("36 bulan", "36 months"), "months_36"), (Text("Terakhir dibayar", "Last paid"), "last_paid"),
    (Text("Terdaftar sampai", "Enrolled to"), "ends"), (Text("Tanpa klaim sejak", "No claim from"), "no_claim_from"),
)  # fmt: skip


def people_table(watched: Watched, sources: Sequence[Source], lang: Lang) -> Table:
    """Give every person with a masked NIK."""
    titles = titles_of(sources)
    rows = [
        (
            one["nik"], one["name"], titles.get(str(one["source"]), one["source"]), one["village"],
            STANDINGS[str(one["standing"])].say(lang),
            *(one[name] for _, name in _PERSON_COLUMNS), *(one[name] for _, name in _PERSON_MONTHS),
        )
        for one in people_rows(watched, sources)
    ]  # fmt: skip
    columns = (
        text_column("NIK", "NIK", 18), text_column("Nama", "Name", 30), text_column("Sumber dana", "Source", 14),
        text_column("Desa", "Village", 22), text_column("Keadaan", "Standing", 26),
        *(TableColumn(heading, Shape.WHOLE, len(heading.id) + 3) for heading, _ in _PERSON_COLUMNS),
        *(TableColumn(heading, width=len(heading.id) + 3) for heading, _ in _PERSON_MONTHS),
    )  # fmt: skip
    return Table(Text("Orang demi orang (perkiraan)", "Person by person (estimate)"), columns, rows, note=ESTIMATE)  # type: ignore[arg-type]


_REACHED = Text("tercapai", "reached")
_IF_PAID = Text("bila terus dibayar", "if paid on")
_GONE = Text("tidak tercapai: kepesertaan berakhir", "not reached: the cover has ended")


def person_watch_table(found: "pd.DataFrame", lang: Lang, *, gone: bool) -> tuple[Table, ...]:
    """Give the thresholds of one person; nothing for who never paid and is not enrolled.

    To somebody who is `gone`, whose ending holds, no threshold is promised.
    """
    if found.empty:
        return ()
    row = records(found)[0]
    rows: list[tuple[str, str]] = [
        (Text("Keadaan", "Standing").say(lang), STANDINGS[row["standing"]].say(lang)),
        *((heading.say(lang), str(row[name])) for heading, name in _PERSON_COLUMNS),
    ]
    for one in THRESHOLDS:
        month = month_of(row[f"months_{one.months}"])
        reached = row["counted"] > 0 and row[f"months_{one.months}"] <= row["last_paid"]
        said = f"{month} ({(_REACHED if reached else _IF_PAID).say(lang)})"
        if gone and not reached:
            said = _GONE.say(lang)
        rows.append((Text(f"{one.months} bulan: {one.what.id}", f"{one.months} months: {one.what.en}").say(lang), said))
    rows += [(heading.say(lang), _month(row[name]) or "–") for heading, name in _PERSON_MONTHS[3:]]
    columns = (text_column("Apa", "What", 40), text_column("Nilai", "Value", 34))
    return (Table(Text("Kelangsungan iuran (perkiraan)", "Continuity (estimate)"), columns, rows, note=ESTIMATE),)


def watch_json(watched: Watched, sources: Sequence[Source], lang: Lang) -> dict[str, object]:
    """Give the watch as one object."""
    titles = titles_of(sources)
    counts = watched.people["standing"].value_counts()
    return {
        "version": 1,
        "estimate": ESTIMATE.say(lang),
        "month": str(watched.month),
        "judged_to": str(watched.at),
        "basis": {"recorded": list(watched.recorded), "issued": list(watched.issued)},
        "people": len(watched.people),
        "standings": {name: int(counts.get(name, 0)) for name in STANDINGS},
        "reached": {
            str(one.months): int(_reached(watched.people, one.months, watched.at).sum()) for one in THRESHOLDS
        },
        "ending": [
            {
                "day": one.day.isoformat(), "source": one.source, "village": one.village,
                "village_name": shown_name(one.village_name), "people": one.people, "jkk": one.jkk, "jkm": one.jkm,
                "jht": one.jht, "total": one.total, "no_claim_from": str(one.no_claim_from),
                "sentence": one.sentence(titles[one.source]).say(lang),
            }
            for one in by_village(watched)
        ],
        "persons": people_rows(watched, sources),
    }  # fmt: skip
