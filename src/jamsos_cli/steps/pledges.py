"""Sponsors' forms to pledges: judged row by row, against each other and against what is pledged already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, cast

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.money import rupiah
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import Place, said_row
from jamsos_cli.model.pledge_form import FormFile, NewPledge
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import Programmes
from jamsos_cli.model.roster import shown
from jamsos_cli.model.roster_import import Enrolled
from jamsos_cli.model.source import Source
from jamsos_cli.model.sponsor import Pledge, PledgedWorker, SponsorBook, sponsor_key
from jamsos_cli.model.wording import Text, joined
from jamsos_cli.steps import pledge_kinds as kinds
from jamsos_cli.steps.enrol import Mode
from jamsos_cli.steps.pledge_cells import ReadForm, finding, read_row


class Terms(NamedTuple):
    """What forms are judged by."""

    source: Source
    book: PriceBook
    start: Month | None
    """first month of rows that name none."""
    sponsors: SponsorBook
    pledges: Sequence[Pledge]
    """all that the registry has."""
    mode: Mode = "auto"


class JudgedForms(NamedTuple):
    """What became of a file."""

    new: tuple[NewPledge, ...]
    findings: tuple[Finding, ...]
    rows_read: int
    rejected: int
    """rows with an error."""


class WorkerPrice(NamedTuple):
    """What one worker costs in a month, rupiah."""

    month: Month
    other: int
    transport: int


@dataclass
class _Group:
    """The rows that make one pledge."""

    rows: list[ReadForm]
    workers: int = 0
    named: dict[PledgedWorker, None] = field(default_factory=dict)


def judge_forms(form: FormFile, terms: Terms) -> JudgedForms:
    """Judge a file; a row with an error gives no pledge, all others do."""
    findings = [_skipped(form.file, *one) for one in form.skipped]
    if form.unread:
        findings.append(Finding(kinds.COLUMNS_UNREAD, Place(form.file), values=(("columns", ", ".join(form.unread)),)))
    good: list[ReadForm] = []
    for row in (read_row(form, one, terms.start) for one in form.rows):
        findings += row.findings
        if not any(one.kind.level is Level.ERROR for one in row.findings):
            good.append(row)
    groups, twice = _grouped(form.file, good)
    findings += twice
    new = []
    for group in groups:
        made, said = _pledge(form, group, terms)
        findings += said
        new += [made] if made else []
    errors = {(one.place.sheet, one.place.row) for one in findings if one.kind.level is Level.ERROR}
    rejected = sum((row.sheet or None, row.row) in errors for row in form.rows)
    return JudgedForms(tuple(new), tuple(findings), len(form.rows), rejected)


def _skipped(file: str, sheet: str, row: int, text: str) -> Finding:
    return Finding(kinds.ROW_SKIPPED, Place(file, sheet or None, row), values=(("text", text),))


def _grouped(file: str, rows: Iterable[ReadForm]) -> tuple[list[_Group], list[Finding]]:
    """Put the workers that a sponsor names on rows of their own into one pledge; a row that stands twice is told."""
    groups: dict[tuple[object, ...], _Group] = {}
    seen: dict[str, list[ReadForm]] = {}
    said: list[Finding] = []
    for row in rows:
        who = _identity(row)
        key = (who, row.first, row.last, row.programmes)
        group = groups.get(key)
        if group is not None and row.worker and row.worker not in group.named and all(r.worker for r in group.rows):
            group.rows.append(row)
            group.named[row.worker] = None
            continue
        first = next((one for one in seen.get(who, ()) if _overlap(one, row)), None)
        if first is not None:
            said.append(finding(file, row.row, kinds.TWICE_IN_FORM, first=said_row("", first.row.sheet, first.row.row)))
            continue
        seen.setdefault(who, []).append(row)
        groups[key] = _Group([row], named=dict.fromkeys([row.worker] if row.worker else []))
    for group in groups.values():
        group.workers = max(len(group.named), *(row.workers or 0 for row in group.rows))
    return list(groups.values()), said


def _identity(row: ReadForm) -> str:
    return row.nip or row.nik or sponsor_key(row.name, row.opd)


def _overlap(one: ReadForm, other: ReadForm) -> bool:
    return (one.first or 0) <= (other.last or 0) and (other.first or 0) <= (one.last or 0)  # type: ignore[operator]


def _pledge(form: FormFile, group: _Group, terms: Terms) -> tuple[NewPledge | None, list[Finding]]:
    """Make the pledge of a group; none where it is known, or where it is not plain what it replaces."""
    row = group.rows[0]
    first, last = cast(Month, row.first), cast(Month, row.last)
    programmes = row.programmes or terms.source.programmes
    prices = month_prices(terms.book, terms.source, first, last, programmes)
    amount, said = _amount(form.file, group, prices)
    sponsor_id = terms.sponsors.known((row.nip, row.nik), row.name, row.opd)
    made = NewPledge(
        _identity(row), sponsor_id, row.nip, row.nik, row.name, row.opd, row.phone, row.village, terms.source.key,
        group.workers, programmes, str(first), str(last), amount, tuple(group.named), None, form.file, form.sha256,
        row.row.sheet, row.row.row,
    )  # fmt: skip
    there = [one for one in terms.pledges if one.sponsor_id == sponsor_id and one.source == made.source]
    there = [one for one in there if max(one.first_month, made.first_month) <= min(one.until, made.last_month)]
    same = next((one for one in there if _same(one, made)), None)
    if same is not None:
        return None, [finding(form.file, row.row, kinds.KNOWN, there=_said(same))]
    if there and terms.mode == "replace" and len(there) == 1:
        return made._replace(supersedes=there[0].pledge_id), said
    if there and terms.mode != "add":
        return None, [finding(form.file, row.row, kinds.OVERLAPS, there=joined(map(_said, there), "; "))]
    return made, said


def _same(one: Pledge, made: NewPledge) -> bool:
    mine = (made.workers, made.programmes, made.first_month, made.last_month)
    return (one.workers, one.programmes, one.first_month, one.last_month) == mine


def _said(one: Pledge) -> Text:
    return Text(
        f"{one.workers} pekerja, {one.first_month} sampai {one.until}, {one.file} baris {one.row}",
        f"{one.workers} workers, {one.first_month} to {one.until}, {one.file} row {one.row}",
    )


def month_prices(book: PriceBook, source: Source, first: Month, last: Month, programmes: str) -> list[WorkerPrice]:
    """Price one worker of band 1 for each month of a pledge, under the relief of its source."""
    known = cast(Programmes, programmes)

    def price(month: Month, sector: str) -> int:
        return book.premium(month, sector=sector, relief=source.relief, income=None, programmes=known).total

    return [WorkerPrice(m, price(m, "other"), price(m, "transport")) for m in first.run(first.until(last))]


def _amount(file: str, group: _Group, prices: Sequence[WorkerPrice]) -> tuple[int | None, list[Finding]]:
    """Give the amount pledged, and what is said where it is not the premium of the months, one by one.

    The form does not say who drives for a living, so any number of the workers may.
    """
    first, workers = group.rows[0], group.workers
    said = []
    for name in ("amount", "monthly"):
        if shown(first.row.values.get(name)).strip() not in {"", "-"} and getattr(first, name) is None:
            expected = rupiah(sum(one.other for one in prices) * workers)
            said.append(finding(file, first.row, kinds.AMOUNT_UNREADABLE, name, expected=expected))
    for name, spans in (("amount", [prices]), ("monthly", [[one] for one in prices])):
        written = [value for row in group.rows if (value := getattr(row, name)) is not None]
        if not written:
            continue
        sums = [sum(written), written[0]] if len(set(written)) == 1 else [sum(written)]
        right = next((total for total in sums if all(_fits(total, span, workers) for span in spans)), None)
        if right is None:
            total = sum(one.other for one in prices) * workers
            values = {"expected": rupiah(total), "months": month_by_month(prices, workers)}
            said.append(finding(file, first.row, kinds.AMOUNT_DIFFERS, name, **values))
        return (right if right is not None else sums[0]) * (len(prices) if name == "monthly" else 1), said
    return None, said


def _fits(total: int, months: Sequence[WorkerPrice], workers: int) -> bool:
    other, transport = sum(one.other for one in months), sum(one.transport for one in months)
    return any(total == drivers * transport + (workers - drivers) * other for drivers in range(workers + 1))


def month_by_month(prices: Sequence[WorkerPrice], workers: int) -> Text:
    """Say how a total comes about: a sum for each run of months with one tariff.

    >>> months = [WorkerPrice(Month(2026, 12), 8_400, 8_400), WorkerPrice(Month(2027, 1), 16_800, 8_400)]
    >>> month_by_month(months, 2).id
    'Desember 2026 2 x Rp8.400; Januari 2027 2 x Rp16.800 (transportasi Rp8.400)'
    """
    parts: list[tuple[str, str]] = []
    for (other, transport), run in groupby(prices, key=lambda one: one[1:]):
        months = [one.month for one in run]
        count = f"{len(months)} x " if len(months) > 1 else ""
        amount = f"{count}{workers} x {rupiah(other)}" if workers > 1 else f"{count or '1 x '}{rupiah(other)}"
        span_id = months[0].title + (f" - {months[-1].title}" if count else "")
        span_en = str(months[0]) + (f" to {months[-1]}" if count else "")
        drivers = ("", "") if other == transport else (
            f" (transportasi {rupiah(transport)})", f" (transport {rupiah(transport)})"
        )  # fmt: skip
        parts.append((f"{span_id} {amount}{drivers[0]}", f"{span_en} {amount}{drivers[1]}"))
    return Text("; ".join(one for one, _ in parts), "; ".join(other for _, other in parts))


def paid_elsewhere(
    form: FormFile, new: Sequence[NewPledge], enrolled: Sequence[Enrolled], sources: Mapping[str, Source]
) -> list[Finding]:
    """Say which workers that forms name are enrolled by a public source in months of the pledge."""
    rows = {(row.sheet, row.row): row for row in form.rows}
    public: dict[str, list[Enrolled]] = {}
    for one in enrolled:
        if one.source in sources and sources[one.source].public:
            public.setdefault(one.nik, []).append(one)
    said = []
    for made in new:
        for worker in made.named:
            for one in public.get(worker.nik, ()) if worker.nik else ():
                first, last = max(one.first_month, made.first_month), min(one.last_month, made.last_month)
                if first <= last:
                    values = {"name": worker.name or one.name, "source": sources[one.source].title, "month": first}
                    said.append(finding(form.file, rows[made.sheet, made.row], kinds.WORKER_PAID, **values))
                    break
    return said
