"""Who pays for the person, and for which months?"""

from collections.abc import Iterable, Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.month import LONGEST_PERIOD
from jamsos_cli.model.place import Place
from jamsos_cli.model.roster import RosterFile, RosterSheet
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.source import Payer
from jamsos_cli.model.wording import Text
from jamsos_cli.rules.shape import PERIOD_INVALID, SOURCE_UNKNOWN

SOURCE_MISSING = Kind(
    "S01", "source-missing", Level.ERROR, "cell",
    message=Text("Sumber dana tidak diisi.", "The funding source is empty."),
    hint=Text("Isi salah satu: {known}. Bila seluruh berkas dari satu sumber: jamsos import BERKAS --source KUNCI.", "Fill in one of: {known}. Where the whole file is of one source: jamsos import FILE --source KEY."),
    why=Text("Tanpa sumber dana tidak ada yang ditagih.", "Without a source nobody is billed."),
    example=Text("Benar: APBD", "Right: APBD"),
)  # fmt: skip
SPONSOR_MISSING = Kind(
    "S04", "sponsor-missing", Level.ERROR, "row",
    message=Text("Pekerja ini dibayar sponsor, tetapi sponsornya tidak disebut.", "A sponsor pays for this worker, but no sponsor is named."),
    hint=Text("Isi kolom NAMA SPONSOR dan OPD.", "Fill in the columns NAMA SPONSOR and OPD."),
    why=Text("Tagihan SERTAKAN dibuat per sponsor.", "SERTAKAN invoices are made for each sponsor."),
    example=Text("Benar: NI MADE SARI, Dinas Kesehatan", "Right: NI MADE SARI, Dinas Kesehatan"),
)  # fmt: skip


def source_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows whose source is blank or unknown."""
    return (index for index, source in enumerate(rows.column("source")) if source is None)


def source_given(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """S01 for a blank cell in a source column where nothing else says who pays."""
    if "source" in case.sheet.columns and case.source is None and "source" not in case.refused:
        yield case.finding(SOURCE_MISSING, "source", known=", ".join(s.title for s in judgement.sources))


def title_source_known(roster: RosterFile, sheet: RosterSheet, judgement: Judgement) -> Iterator[Finding]:
    """S02 for a funding source above the heading that the settings do not have; the rows below it name none."""
    written = sheet.titles.get("source")
    if written and "source" not in sheet.columns and judgement.source_key(written) is None:
        place = Place(roster.file, sheet.name or None)
        known = ", ".join(source.title for source in judgement.sources)
        yield Finding(SOURCE_UNKNOWN, place, "source", written, (("known", known),))


def sponsor_doubtful(rows: SheetRows, judgement: Judgement) -> Iterable[int]:
    """Give the rows that a sponsor pays for, or nobody knows who."""
    paying = {key: judgement.source(key) if key else rows.source for key in {None, *rows.column("source")}}
    sponsored = {key for key, source in paying.items() if source is not None and source.payer is Payer.SPONSOR}
    return (index for index, key in enumerate(rows.column("source")) if key in sponsored) if sponsored else ()


def sponsor_given(case: Case, _: Judgement) -> Iterator[Finding]:
    """S04 for a sponsor-paid worker without a sponsor."""
    if case.source is None or case.source.payer is not Payer.SPONSOR:
        return
    if not (case.entry.sponsor or case.entry.sponsor_id or case.sheet.titles.get("sponsor")):
        yield case.finding(SPONSOR_MISSING, "sponsor" if "sponsor" in case.sheet.columns else None)


def period_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows that say when they end."""
    return (index for index, end in enumerate(rows.column("end")) if end is not None)


def period_in_order(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """S06 for an end before its start, or years after it: 2099 is a slip of the hand."""
    start, end = case.first_month(judgement), case.entry.end
    if start is None or end is None or "start" in case.refused:
        return
    if not 1 <= start.until(end) <= LONGEST_PERIOD:
        yield case.finding(PERIOD_INVALID, "end")
